"""Source files and places in them.

Handed bytes or text, this module hands on `Source` (a file's name and text) and `Span` (a half-open range of
characters in one source). Every tree node, norm and diagnostic points back to its text through a `Span`.
"""

from __future__ import annotations

import os
from bisect import bisect_right

from attrs import field, frozen

LARGEST_FILE = 10_000_000
"""Bytes of a file. Rules of that length would fill a shelf; larger logs belong in tables."""


def bounded_bytes(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file of at most `LARGEST_FILE`. Raises OSError; ValueError for a larger file, and for a path that
    cannot be one. Of an endless file no more is read."""
    with open(path, "rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ValueError(f"it is larger than {LARGEST_FILE // 1_000_000} MB")
    return data


@frozen
class Source:
    """A text with its name; `name` is the path as the user gave it, or `<stdin>`, `<text>`."""

    name: str
    text: str = field(repr=False)
    _starts: list[int] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        object.__setattr__(self, "_starts", starts)

    def line_column(self, offset: int) -> tuple[int, int]:
        """The 1-based line and 1-based column (in characters) of a character offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a 1-based line, without its line end."""
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    @property
    def line_count(self) -> int:
        return len(self._starts)


@frozen
class Span:
    """The characters `start` (inclusive) to `end` (exclusive) of a file, with the place of their first one.

    A span is self-contained: norms keep theirs in the compiled ruleset, where the source text is gone.
    """

    file: str
    start: int
    end: int
    line: int
    column: int


NOWHERE = Span("", 0, 0, 0, 0)


def span_of(source: Source, start: int, end: int) -> Span:
    """The span of `source.text[start:end]`."""
    line, column = source.line_column(start)
    return Span(source.name, start, end, line, column)
