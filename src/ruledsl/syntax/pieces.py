"""A line's pieces, for error messages only: words, numbers, texts and signs, whether the grammar knows them or not.

Handed a line that Lark could not read, it hands on `Piece`s, so that a message can speak of what the writer wrote.
"""

from __future__ import annotations

import re
from typing import Literal

from attrs import frozen

from ruledsl.syntax.words import NAME

PieceKind = Literal["word", "number", "text", "open_text", "sign"]

_PIECE = re.compile(
    r'(?P<text>"(?:[^"\\\n]|\\.)*")'
    r'|(?P<open_text>"[^\n]*)'
    r"|(?P<comment>--[^\n]*)"
    rf"|(?P<word>{NAME})"
    r"|(?P<number>[0-9]\w*)"
    r"|(?P<sign><>|<=|>=|!=|==|=<|=>|:=|->|&&|\|\||\S)"
)


@frozen
class Piece:
    """A piece of a line: `text` stands at `start:end` of it; `depth` counts the brackets open before it."""

    kind: PieceKind
    text: str
    start: int
    end: int
    depth: int


def pieces_of(line: str) -> tuple[Piece, ...]:
    """The pieces of a line in their order, comments left out."""
    found: list[Piece] = []
    depth = 0
    for match in _PIECE.finditer(line):
        kind = match.lastgroup
        if kind == "comment":
            continue
        if match[0] == ")":
            depth -= 1
        found.append(Piece(kind, match[0], match.start(), match.end(), depth))  # type: ignore[arg-type]
        if match[0] == "(":
            depth += 1
    return tuple(found)
