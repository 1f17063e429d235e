"""The pieces of a text: what stands in strings, in comments, and as words of the language. Handed a source, it hands
on each piece with its place; for rules that read characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from ruledsl.source import Source, Span, span_of

_PIECE: Final = re.compile(r'(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<comment>--[^\n]*)|(?P<name>[^\W\d]\w*)')


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


def place(source: Source, piece: Piece, start: int = 0, end: int | None = None) -> Span:
    """The span of some characters of a piece."""
    return span_of(source, piece.start + start, piece.start + (len(piece.text) if end is None else end))


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff" or character == "〇"


def has_chinese(text: str) -> bool:
    return any(map(is_chinese, text))
