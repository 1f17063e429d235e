"""Survivors explained in the rules: comments that say why no scenario need notice a mutant.

    -- ruledsl: accept mutant role because the two roles are one person's in these rules

Handed the texts of a ruleset, `marks_in` hands on these comments with the norms that they stand at: on the clause's
line or the line before, as the linter's suppressions do. A mark names operators, or begins a mutant's id after its
norm: `role/only_by`, `condition/when`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import frozen

from ruledsl.analysis.suppressions import comments
from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.model import Norm, Ruleset
from ruledsl.norms.tree_reading import walk_lines
from ruledsl.source import Source, Span, span_of
from ruledsl.trials.mutants import BY_NAME, Mutant

_MARK: Final = re.compile(r"--\s*ruledsl\s*:\s*accept\s+mutants?\b[ \t]*(?P<rest>[^\n]*)", re.IGNORECASE)
_BECAUSE: Final = re.compile(r"\bbecause\b", re.IGNORECASE)


@frozen
class Mark:
    """Mutants of some norms that need not be noticed. `kinds`: operators, or beginnings of what follows the norm in a
    mutant's id. `norms`: the ids of the norms it stands at."""

    kinds: tuple[str, ...]
    reason: str
    span: Span
    norms: frozenset[str]

    def speaks_of(self, mutant: Mutant) -> bool:
        """Whether the mutant is one of those meant."""
        return mutant.norm in self.norms and any(kind_meant(kind, mutant) for kind in self.kinds)


def kind_meant(kind: str, mutant: Mutant) -> bool:
    """Whether a kind of a mark is that of a mutant: its operator, or the beginning of its change."""
    local = mutant.norm.partition(":")[2]
    own = mutant.id.removeprefix(f"{local}/")
    return own == kind or own.startswith((f"{kind}/", f"{kind}:", f"{kind}."))


def marks_in(ruleset: Ruleset, files: Iterable[str] | None = None) -> list[Mark]:
    """The marks in the ruleset's files, in their order; none in a file that can no longer be read."""
    from ruledsl.syntax import parse, read_source

    found: list[Mark] = []
    for name in ruleset.files if files is None else files:
        source = read_source(name, Diagnostics())
        if source is None or not any(_MARK.match(source.text, *span) for span in comments(source)):
            continue
        clauses = [
            (line.span.line, source.line_column(max(line.span.start, line.span.end - 1))[0])
            for line, _ in walk_lines(parse(source, Diagnostics()))
            if line.kind == "clause"
        ]
        found += _marks(source, clauses, [norm for norm in ruleset.norms if norm.span.file == name])
    return found


def _marks(source: Source, clauses: Sequence[tuple[int, int]], norms: Sequence[Norm]) -> list[Mark]:
    found: list[Mark] = []
    for start, end in comments(source):
        match = _MARK.match(source.text, start, end)
        if match is None:
            continue
        what, *because = _BECAUSE.split(match["rest"], maxsplit=1)
        line, _ = source.line_column(start)
        if source.line_text(line).lstrip().startswith("--"):
            line = _next_line(source, line)
        first, last = next(((low, high) for low, high in clauses if low <= line <= high), (line, line))
        ids = frozenset(norm.id for norm in norms if first <= norm.span.line <= last)
        kinds = tuple(kind.strip() for kind in what.split(",") if kind.strip())
        reason = because[0].strip().strip(".… ") if because else ""
        found.append(Mark(kinds, reason, span_of(source, start, end), ids))
    return found


def _next_line(source: Source, line: int) -> int:
    for number in range(line + 1, source.line_count + 1):
        text = source.line_text(number).strip()
        if text and not text.startswith("--"):
            return number
    return line


@frozen
class BadMark:
    """A mark that does nothing. `why`: no_reason, no_kind, no_clause, unknown_operator, explains_nothing. `kind`: the
    part of it that is meant."""

    mark: Mark
    why: str
    kind: str = ""


def bad_marks(
    marks: Iterable[Mark], tried: Sequence[Mutant], unnoticed: Iterable[Mutant], *, whole: bool
) -> list[BadMark]:
    """The marks that do nothing. `whole`: whether all mutants were tried, so that one can say that a mark explains
    nothing."""
    survivors = list(unnoticed)
    norms = {mutant.norm for mutant in tried}
    found: list[BadMark] = []
    for mark in marks:
        if not mark.reason:
            found.append(BadMark(mark, "no_reason"))
        if not mark.kinds:
            found.append(BadMark(mark, "no_kind"))
        if not mark.norms:
            found.append(BadMark(mark, "no_clause"))
            continue
        for kind in mark.kinds:
            if kind.partition("/")[0] not in BY_NAME:
                found.append(BadMark(mark, "unknown_operator", kind))
            elif (
                whole
                and mark.norms & norms
                and not any(mutant.norm in mark.norms and kind_meant(kind, mutant) for mutant in survivors)
            ):
                found.append(BadMark(mark, "explains_nothing", kind))
    return found
