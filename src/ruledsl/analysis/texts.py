"""The pieces of a text: what stands in strings, in comments, and as words of the language. Handed a source, it hands
on each piece with its place; for rules that read characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from ruledsl.analysis.unit import Unit, nodes_in
from ruledsl.norms.tree_reading import walk_lines, words_of
from ruledsl.source import Source, Span, span_of
from ruledsl.syntax.tree import File

# A text that is not closed ends with its line, so that no quotation mark is looked at twice.
_PIECE: Final = re.compile(r'(?P<string>"(?:[^"\\\n]|\\.)*"?)|(?P<comment>--[^\n]*)|(?P<name>[^\W\d]\w*)')


@frozen
class Piece:
    """`what`: string, comment or name; `start`: the offset of `text` in the source."""

    what: str
    text: str
    start: int


def pieces(source: Source) -> Iterator[Piece]:
    """The strings, comments and names of a text in their order."""
    for match in _PIECE.finditer(source.text):
        what = match.lastgroup
        assert what is not None
        yield Piece(what, match[0], match.start())


def is_value(unit: Unit, source: Source, piece: Piece) -> bool:
    """Whether a string is a value that cases are compared with, or a setting: not a label, note, reading or title."""
    if piece.what != "string":
        return False
    tree = next((file for file in unit.files if file.source is source), None)
    if tree is None:
        return _TITLE_OR_NOTE.search(source.text[max(0, piece.start - 20) : piece.start]) is None
    return piece.start not in unit.once(f"told in {source.name}", lambda: _told(tree))


_TITLE_OR_NOTE: Final = re.compile(r"(?:^|\s)(?:scenario|note)\s*\Z")
_TELLING: Final = frozenset({"labels", "note", "reading", "states", "article_states"})


def _told(tree: File) -> frozenset[int]:
    """Where the strings of a file begin that only tell something."""
    return frozenset(
        word.span.start
        for line, _ in walk_lines(tree)
        for node in nodes_in(line.node)
        if node.kind in _TELLING
        for word in words_of(node)
    )


def place(source: Source, piece: Piece, start: int = 0, end: int | None = None) -> Span:
    """The span of some characters of a piece."""
    return span_of(source, piece.start + start, piece.start + (len(piece.text) if end is None else end))


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff" or character == "〇"


def has_chinese(text: str) -> bool:
    return any(map(is_chinese, text))
