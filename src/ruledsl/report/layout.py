"""How text is laid out on a page: display widths with Chinese characters, wrapping, colours, harmless characters.

Handed plain text and a `Page` (how wide it is, whether it takes colours, in which language it is written), it hands
on lines that fit. Nothing here knows what the text speaks of.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from attrs import frozen

from ruledsl.civil_time.units import Language

DEFAULT_COLUMNS: Final = 100
"""The width of a page that is no terminal."""

NO_BREAK: Final = "\u00a0"
"""A blank at which no line is broken; it is written as a plain blank."""

_ANSI: Final = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}

_NO_LINE_START: Final = frozenset("，。、；：？！）】》」』”’…—,.;:?!)]}%")
_NO_LINE_END: Final = frozenset("（【《「『“‘([{")


@frozen
class Page:
    """What is written on: `columns` wide (in character cells), with `colour` or plain, in `lang`."""

    columns: int = DEFAULT_COLUMNS
    colour: bool = False
    lang: Language = "en"

    def paint(self, text: str, *styles: str) -> str:
        """`text` in the given styles (bold, dim, red, …), or as it is on a plain page."""
        if not self.colour or not text or not styles:
            return text
        return f"\x1b[{';'.join(_ANSI[style] for style in styles)}m{text}\x1b[0m"


def harmless(text: str, *, tabs: bool = False) -> str:
    """`text` with control characters and bidirectional controls written as escapes, so that what a file holds
    cannot drive the terminal or show in another order than it is read. With `tabs`, tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if (tabs and char == "\t") else _harmless_char(char) for char in text)


def inert(text: str) -> str:
    """A whole page or document with everything escaped that a terminal would obey, but line ends, tabs and our own
    colours. In JSON, whose texts alone can hold such characters, the escapes are JSON's own."""
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def width(text: str) -> int:
    """The character cells that `text` takes: 2 for wide (Chinese) characters, 0 for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


def pad(text: str, columns: int) -> str:
    """`text` with blanks after it up to `columns` cells."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns` cells: broken at blanks and between Chinese characters, never before a
    closing mark or after an opening one, and inside a word only if it is longer than a line."""
    columns = max(columns, 8)
    lines: list[str] = []
    line = ""
    used = 0
    for piece in _pieces(text):
        cells = width(piece)
        if piece.isspace():
            if line and used < columns:
                line, used = line + piece, used + cells
            continue
        if used + cells > columns and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0
        elif not line.strip():
            line, used = "", 0
        if cells > columns:
            *heads, piece = _cut_up(piece, columns)
            lines += heads
            cells = width(piece)
        line, used = line + piece, used + cells
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return [each.replace(NO_BREAK, " ") for each in lines]


def hanging(first: str, text: str, columns: int, indent: int | None = None) -> list[str]:
    """`text` after `first`, its further lines indented to `indent` cells (by default under the text)."""
    indent = width(first) if indent is None else indent
    lines = wrap(text, columns - max(indent, width(first)))
    return [first + lines[0], *(" " * indent + line for line in lines[1:])]


def _harmless_char(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc" or category in ("Zl", "Zp", "Cs", "Co") or char in _BIDI:
        return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"
    return char


# A `\x1b` that begins a colour of ours is left alone.
_OBEYED: Final = re.compile(
    r"\x1b(?!\[[0-9;]*m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@lru_cache(maxsize=8192)
def _cells(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1


def _pieces(text: str) -> list[str]:
    """Words, blanks and single wide characters, with marks that must not begin or end a line joined on."""
    pieces: list[str] = []
    start = 0
    last = ""
    for match in re.finditer(r"[ \n]+|[^ \n]", text):
        raw = match[0]
        if raw[0] in " \n":
            if last:
                pieces.append(text[start : match.start()])
            pieces.append(" " * len(raw))
            last = ""
            continue
        if not last:
            start = match.start()
        elif not (last in _NO_LINE_END or raw in _NO_LINE_START or (_cells(raw) < 2 and _cells(last) < 2)):
            pieces.append(text[start : match.start()])
            start = match.start()
        last = raw
    return [*pieces, text[start:]] if last else pieces


def _cut_up(piece: str, columns: int) -> list[str]:
    """A piece that is longer than a line, in parts that are not."""
    parts: list[str] = []
    start = used = 0
    for index, char in enumerate(piece):
        cells = _cells(char)
        if used + cells > columns and index > start:
            parts.append(piece[start:index])
            start, used = index, 0
        used += cells
    return [*parts, piece[start:]]
