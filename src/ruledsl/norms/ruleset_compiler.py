"""Files to a ruleset: the compiler's main line. Handed the parsed files of a ruleset, a shelf of vocabulary modules
and a way to read the files beside it, this module hands on a `Ruleset`, after every check that needs more than one
clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from attrs import define, evolve, field, frozen

from ruledsl.diagnostics import Diagnostics, sparing_suggestions
from ruledsl.norms.clauses import compile_clause
from ruledsl.norms.conflicts import check_conflicts
from ruledsl.norms.life_checks import check_lives
from ruledsl.norms.model import Article, Ruleset, Statement
from ruledsl.norms.norm_parts import RulesetContext
from ruledsl.norms.order import check_lapses, check_order
from ruledsl.norms.outline import Draft, Outline, read_outline
from ruledsl.norms.planning import for_each_names, full_id, plan, subject_type
from ruledsl.norms.references import NormEntry, NormIndex
from ruledsl.norms.settings import FilesBeside, NoFiles, read_settings
from ruledsl.norms.strata import deeming_strata
from ruledsl.norms.tree_reading import nodes_of, walk_lines
from ruledsl.norms.vocabulary_compiler import EmptyShelf, Shelf, compile_vocabulary
from ruledsl.syntax.tree import File, Line
from ruledsl.world.vocabulary import Vocabulary


@define
class _Versions:
    """The clauses of one id: those that are in force on days apart, in the order of their days, and the others."""

    apart: list[Draft] = field(factory=list)
    clashing: list[Draft] = field(factory=list)

    def add(self, draft: Draft) -> Draft | None:
        """Take one in; hands on one that was there before and is in force on a day on which this one is."""
        at = bisect_left(self.apart, _first(draft), key=_first)
        near = [*self.apart[max(0, at - 1) : at + 1], *self.clashing]
        found = next((other for other in near if other.force.meets(draft.force)), None)
        if found is None and not draft.force.empty:
            self.apart.insert(at, draft)
        elif len(self.clashing) < _MOST_CLASHING:
            self.clashing.append(draft)
        return found


_MOST_CLASHING = 100


def _first(draft: Draft) -> int:
    return 0 if draft.force.first is None else draft.force.first


@sparing_suggestions()
def compile_ruleset(
    files: Sequence[File],
    diagnostics: Diagnostics,
    shelf: Shelf | None = None,
    beside: FilesBeside | None = None,
) -> Ruleset | None:
    """The ruleset in `files`; None if they hold none.

    What is wrong is recorded; the ruleset then holds what could be understood, and is good for showing, not for
    evaluating. The caller decides (`diagnostics.raise_if_errors()`).
    """
    vocabulary = compile_vocabulary(files, shelf or EmptyShelf(), diagnostics)
    gaps = _Gaps.of(files, diagnostics)
    outline = read_outline(files, diagnostics)
    if outline is None:
        return None
    settings = read_settings(outline.settings, vocabulary, beside or NoFiles(), diagnostics)
    index = index_norms(outline, vocabulary, diagnostics)
    context = RulesetContext(
        outline.name,
        vocabulary,
        settings.values,
        tuple(settings.time.years),
        settings.time.units,
        settings.windows,
        index,
        diagnostics,
    )
    norms = [norm for draft in outline.drafts for norm in compile_clause(context, draft)]
    ruleset = Ruleset(
        name=outline.name,
        label=outline.label,
        vocabulary=vocabulary,
        time=settings.time,
        chapters=tuple(outline.chapters),
        articles=_articles(outline, index, diagnostics),
        norms=tuple(norms),
        values=settings.values,
        precedence=_precedence(outline, index, diagnostics),
        first_day=outline.force.first,
        last_day=outline.force.last,
        files=tuple(file.source.name for file in files),
    )
    check_order(ruleset, diagnostics)
    check_lapses(ruleset, diagnostics)
    check_lives(ruleset, diagnostics)
    check_conflicts(ruleset, diagnostics)
    ruleset = evolve(ruleset, deeming_strata=deeming_strata(ruleset, diagnostics))
    gaps.forgive(diagnostics)
    _in_order(diagnostics, files)
    return ruleset


def index_norms(outline: Outline, vocabulary: Vocabulary, diagnostics: Diagnostics) -> NormIndex:
    """The ids of all clauses; a second clause of one id is recorded unless it is another version (RD400, RD401)."""
    index = NormIndex(outline.name)
    index.articles.update(heading.number for heading in outline.articles)
    index.statements.update(sentence.label for sentence in outline.sentences if sentence.label)
    seen: dict[str, _Versions] = {}
    for draft in outline.drafts:
        for planned in plan(draft.label, draft.node):
            id = full_id(outline.name, draft.article, planned.label)
            other = seen.setdefault(id, _Versions()).add(draft)
            if other is not None:
                _clash(id, other, draft, diagnostics)
            subject, party = subject_type(draft.node, vocabulary)
            index.add(
                NormEntry(
                    id,
                    draft.article,
                    planned.label,
                    subject,
                    draft.span,
                    planned.groups,
                    for_each_names(draft.node),
                    party,
                )
            )
    return index


def _clash(id: str, first: Draft, second: Draft, diagnostics: Diagnostics) -> None:
    local = id.partition(":")[2]
    if first.force != second.force:
        message, code = f"two versions of {local} are in force on the same days", "RD401"
        help = "end one the day before the other begins"
    else:
        message, code = f"{local} is the id of two norms", "RD400"
        help = "give one of them another label"
    diagnostics.error(code, message, second.span, help, related=(("the other one", first.span),))


def _articles(outline: Outline, index: NormIndex, diagnostics: Diagnostics) -> tuple[Article, ...]:
    statements: dict[str, list[Statement]] = {}
    for sentence in outline.sentences:
        refs = [id for ref in sentence.refs for id in index.several(ref, sentence.article, diagnostics)]
        statements.setdefault(sentence.article, []).append(
            Statement(sentence.label, sentence.text, tuple(dict.fromkeys(refs)), sentence.paragraph, sentence.span)
        )
    return outline.article_data(statements)


def _precedence(outline: Outline, index: NormIndex, diagnostics: Diagnostics) -> tuple[tuple[str, ...], ...]:
    """Each `precedence` line as ids, the overriding first."""
    lines: list[tuple[str, ...]] = []
    for home, node in outline.precedence:
        ids = [id for ref in nodes_of(node, "norm_ref") for id in index.several(ref, home, diagnostics)]
        lines.append(tuple(dict.fromkeys(ids)))
    return tuple(lines)


@frozen
class _Gaps:
    """What could not be read, so that what rests on it is not blamed. `known`: how many errors there were when the
    vocabulary was done; `words`, `clauses`: whether declarations or clauses are missing."""

    known: int
    words: bool
    clauses: bool

    @classmethod
    def of(cls, files: Sequence[File], diagnostics: Diagnostics) -> _Gaps:
        lines = [(line, above[0] if above else line) for file in files for line, above in walk_lines(file)]
        unread = [top.kind for line, top in lines if line.kind == "error"]
        vocabulary_errors = any(d.code.startswith(("RD0", "RD2")) for d in diagnostics.errors)
        uses = any(_may_use(line, file) for file in files for line, _ in walk_lines(file) if line.kind == "error")
        return cls(
            len(diagnostics.items),
            vocabulary_errors or uses or "vocabulary_heading" in unread,
            any(kind != "vocabulary_heading" for kind in unread),
        )

    def forgive(self, diagnostics: Diagnostics) -> None:
        """Drop the errors that only follow from what is missing."""
        follows = (_UNKNOWN_WORDS if self.words else frozenset()) | (_UNKNOWN_CLAUSES if self.clauses else frozenset())
        later = [item for item in diagnostics.items[self.known :] if item.code not in follows]
        diagnostics.items[self.known :] = later


def _may_use(line: Line, file: File) -> bool:
    """Whether a line that could not be read may have been meant to name a vocabulary."""
    text = file.source.text[line.span.start : line.span.end]
    return re.match(r"(?:uses?|using|imports?|include|with|vocabulary)\b|使用|引用", text.lstrip()) is not None


_UNKNOWN_WORDS: Final = frozenset({"RD212", "RD220", "RD221", "RD222", "RD223", "RD226", "RD405", "RD406", "RD407"})
_UNKNOWN_CLAUSES: Final = frozenset({"RD308", "RD309", "RD402", "RD410"})


def _in_order(diagnostics: Diagnostics, files: Sequence[File]) -> None:
    """Each diagnostic once, by its place in the text: a part that several clauses read (a named window) reports its
    errors as often."""
    files_first = {file.source.name: number for number, file in enumerate(files)}
    once = dict.fromkeys(diagnostics.items)
    diagnostics.items[:] = sorted(once, key=lambda d: (files_first.get(d.span.file, len(files)), d.span.start))
