"""Edits that fixes are made of. Handed a unit and a place in it, this module hands on a `Fix` that takes the place out,
or writes something else there, and leaves the lines and comments around it readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruledsl.analysis.names import Declared
from ruledsl.analysis.unit import Unit, nodes_in
from ruledsl.diagnostics import Fix
from ruledsl.norms.model import Norm
from ruledsl.source import Source, Span, span_of
from ruledsl.syntax.tree import Line, Node

_BLANKS_BEFORE = re.compile(r"[ \t]*\Z")


def source_of(unit: Unit, file: str) -> Source:
    """The text of one of the unit's own files. Raises KeyError for others."""
    for source in unit.sources:
        if source.name == file:
            return source
    raise KeyError(file)


def written(unit: Unit, span: Span) -> str:
    """The characters of a place."""
    return source_of(unit, span.file).text[span.start : span.end]


def replaced(span: Span, text: str) -> Fix:
    """Something else instead of a place; possibly another meaning."""
    return Fix(span, text, unsafe=True)


def removed(source: Source, span: Span, *, unsafe: bool = True) -> Fix:
    """Nothing instead of a place, nor the blanks before it; nor its lines, if nothing else stands on them."""
    text = source.text
    start = _blanks_before(text, span.start)
    end = span.end
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    alone = start == 0 or text[start - 1] == "\n"
    if alone and not text[end:line_end].strip():
        end = min(line_end + 1, len(text))
    elif alone:
        # What follows keeps its indentation.
        start = span.start
        end += len(text[end:line_end]) - len(text[end:line_end].lstrip())
    return Fix(span_of(source, start, end), "", unsafe)


def line_removed(source: Source, line: Line, *, unsafe: bool = True) -> Fix:
    """No logical line, nor those that belong to it. Comments before it stay."""
    end = max((each.end for each in _spans(line)), default=line.span.end)
    return removed(source, span_of(source, line.span.start, end), unsafe=unsafe)


def declaration_removed(unit: Unit, declared: Declared) -> Fix | None:
    """No such declaration, where it has a line to itself."""
    if declared.line is None or declared.table in ("event", "symbol"):
        return None
    return line_removed(source_of(unit, declared.span.file), declared.line)


def modifier_removed(unit: Unit, norm: Norm, kind: str) -> Fix | None:
    """No `when`, `unless`, … of a norm; None where its text is not found."""
    node = part_of(unit, norm, kind)
    return None if node is None else removed(source_of(unit, node.span.file), node.span)


def part_of(unit: Unit, norm: Norm, *kinds: str) -> Node | None:
    """The first node of these kinds in a norm's own text."""
    line = unit.line_of(norm)
    for node in nodes_in(line.node) if line is not None else ():
        if node.kind in kinds and norm.span.start <= node.span.start < norm.span.end:
            return node
    return None


def clause_of_one(unit: Unit, norm: Norm) -> Line | None:
    """The clause of a norm, if no other norm is compiled from it and it has no dates of its own."""
    line = unit.line_of(norm)
    if line is None or any(child.kind == "set_in_force" for child in line.children):
        return None
    others = [each for each in unit.norms if each is not norm and unit.line_of(each) is line]
    return None if others else line


def clause_norm(line: Line) -> Node | None:
    """What stands after a clause's label."""
    return next((part for part in line.node.parts if isinstance(part, Node)), None)


def _blanks_before(text: str, start: int) -> int:
    match = _BLANKS_BEFORE.search(text[:start][-200:])
    return start - len(match[0]) if match is not None else start


def _spans(line: Line) -> Iterator[Span]:
    yield line.span
    if line.comment_after is not None:
        yield line.comment_after.span
    for child in line.children:
        yield from _spans(child)
