"""Suppressions: comments that take findings back, each with a reason.

    -- ruledsl: ignore RD612 because the source repeats itself here

Handed a source and its tree, this module hands on the suppressions in it with the lines that they speak of: the
logical line that the comment ends, or else the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from ruledsl.diagnostics import Fix
from ruledsl.norms.tree_reading import walk_lines
from ruledsl.source import Source, Span, span_of
from ruledsl.syntax.tree import File

# A text that is not closed ends with its line, so that no quotation mark is looked at twice.
_TOKEN: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"?|--[^\n]*')
_MARK: Final = re.compile(r"--\s*ruledsl\s*:\s*ignore\b[ \t]*(?P<rest>[^\n]*)", re.IGNORECASE)
_BECAUSE: Final = re.compile(r"\bbecause\b", re.IGNORECASE)
_CODE: Final = re.compile(r"[A-Za-z]+\d+|[a-z]+(?:-[a-z]+)+")


@frozen
class Suppression:
    """Codes (or rules' names) that are not to be reported on the lines `first` to `last`, and why."""

    codes: tuple[str, ...]
    reason: str
    span: Span
    first: int
    last: int
    whole_line: bool = False


def comments(source: Source) -> Iterator[tuple[int, int]]:
    """The start and end of each comment of a text."""
    for match in _TOKEN.finditer(source.text):
        if match[0].startswith("--"):
            yield match.start(), match.end()


def suppressions_in(source: Source, tree: File | None = None) -> list[Suppression]:
    """The suppressions of a text in their order."""
    if "ruledsl" not in source.text.lower():
        return []
    extents = _extents(source, tree)
    found: list[Suppression] = []
    for start, end in comments(source):
        match = _MARK.match(source.text, start, end)
        if match is None:
            continue
        parts = _BECAUSE.split(match["rest"], maxsplit=1)
        reason = parts[1].strip().strip(".… ") if len(parts) > 1 else ""
        line, _ = source.line_column(start)
        alone = source.line_text(line).lstrip().startswith("--")
        target = _next_line(source, line) if alone else line
        first, last = extents.get(target, (target, target))
        codes = tuple(_CODE.findall(parts[0]))
        found.append(Suppression(codes, reason, span_of(source, start, end), first, last, alone))
    return found


def without_code(source: Source, suppression: Suppression, code: str) -> Fix:
    """The text without one code of a suppression; without the comment, if it has no other. Comments make no norms, so
    this is safe."""
    from ruledsl.analysis.edits import removed

    span = suppression.span
    if len(set(suppression.codes)) == 1:
        return removed(source, span, unsafe=False)
    match = _MARK.match(source.text, span.start, span.end)
    assert match is not None
    because = _BECAUSE.search(match["rest"])
    tail = f" {match['rest'][because.start() :]}" if because is not None else ""
    kept = ", ".join(each for each in dict.fromkeys(suppression.codes) if each != code)
    return Fix(span, f"{source.text[span.start : match.start('rest')]}{kept}{tail}")


def _next_line(source: Source, line: int) -> int:
    """The next line that is neither empty nor a comment."""
    for number in range(line + 1, source.line_count + 1):
        text = source.line_text(number).strip()
        if text and not text.startswith("--"):
            return number
    return line


def _extents(source: Source, tree: File | None) -> dict[int, tuple[int, int]]:
    """For each line of a text, the first and last line of the logical line that it belongs to."""
    found: dict[int, tuple[int, int]] = {}
    if tree is not None:
        for line, _ in walk_lines(tree):
            first, last = line.span.line, source.line_column(max(line.span.start, line.span.end - 1))[0]
            found.update(dict.fromkeys(range(first, last + 1), (first, last)))
    return found
