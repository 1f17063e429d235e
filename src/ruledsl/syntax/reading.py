"""Files to sources: bytes to text, and what is wrong with either.

Handed a path or bytes, this module hands on a `Source` in UTF-8, or None and diagnostics that say why not. It knows
nothing of the language, so it serves scenarios in JSON and calendars as well as rules.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

from ruledsl.diagnostics import Diagnostic, Diagnostics, Fix, Severity, did_you_mean, nearest
from ruledsl.source import LARGEST_FILE, Source, Span, span_of

_BOM = b"\xef\xbb\xbf"
_MOST_CHARACTERS_REPORTED = 20

# Line separators that are not line ends here, other control characters, non-characters and lone surrogates.
_CONTROL = re.compile(r"\r(?!\n)|[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# Embeddings, overrides and isolates make text look different from what it is (CVE-2021-42574).
_BIDIRECTIONAL = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SUSPECT = re.compile(f"{_CONTROL.pattern}|{_BIDIRECTIONAL.pattern}")


def read_source(path: str | Path, diagnostics: Diagnostics) -> Source | None:
    """The text of the file at `path`, or None with diagnostics RD001 to RD008. Nothing is raised.

    The source's name is the path as it was given. A byte order mark is passed over; line ends stay as they are.
    """
    name = str(path)
    at = Span(name, 0, 0, 0, 0)
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        diagnostics.error("RD001", f"there is no file '{name}'", at, _near(Path(path)))
    except IsADirectoryError:
        diagnostics.error("RD002", f"'{name}' is a folder, not a file", at, "name a file in it")
    except PermissionError:
        # Windows says so of folders, too.
        if Path(path).is_dir():
            diagnostics.error("RD002", f"'{name}' is a folder, not a file", at, "name a file in it")
        else:
            diagnostics.error("RD003", f"'{name}' may not be read", at, "ask for permission to read it")
    except (OSError, ValueError) as error:
        # ValueError: a path with a null character.
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        diagnostics.error("RD003", f"'{name}' cannot be read: {reason}", at)
    else:
        return decode(name, data, diagnostics)
    return None


def decode(name: str, data: bytes, diagnostics: Diagnostics) -> Source | None:
    """The text that bytes stand for, or None with diagnostics; `name` is what messages call the file."""
    at = Span(name, 0, 0, 0, 0)
    if len(data) > LARGEST_FILE:
        size = f"{LARGEST_FILE // 1_000_000} MB"
        diagnostics.error("RD006", f"'{name}' is larger than {size}", at, "divide it into several files")
        return None
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        _not_utf_8(name, data, error.start + (len(_BOM) if data.startswith(_BOM) else 0), diagnostics)
        return None
    source = diagnostics.add_source(Source(name, text))
    if not text.strip():
        diagnostics.error("RD005", f"'{name}' is empty", at, "write something into it, or leave it out")
        return None
    before = len(diagnostics.errors)
    check_characters(source, diagnostics)
    return source if len(diagnostics.errors) == before else None


def check_characters(source: Source, diagnostics: Diagnostics) -> tuple[int, ...]:
    """Record control characters (RD007), bidirectional controls (RD008), and text not in Unicode's form NFC (RD009).

    Reading a file does so, and parsing, for text that was handed over; what is recorded already is not recorded
    again. Returns the offsets of the characters of RD007 and RD008, in order.
    """
    matches = list(_SUSPECT.finditer(source.text))
    # Of a file from an old Mac every line would be named.
    first_cr = next((match for match in matches if match[0] == "\r"), None)
    matches = [match for match in matches if match[0] != "\r" or match is first_cr]
    for match in matches[:_MOST_CHARACTERS_REPORTED]:
        _report_character(match[0], span_of(source, match.start(), match.end()), diagnostics)
    if len(matches) > _MOST_CHARACTERS_REPORTED:
        more = matches[_MOST_CHARACTERS_REPORTED]
        count = len(matches) - _MOST_CHARACTERS_REPORTED
        _record(
            diagnostics,
            Diagnostic(
                "RD007",
                f"from here on the file has {count} more such character{'s' if count > 1 else ''}",
                span_of(source, more.start(), more.end()),
                "is this a text file, saved as UTF-8?",
            ),
        )
    if not unicodedata.is_normalized("NFC", source.text):
        _warn_of_two_characters(source, diagnostics)
    return tuple(match.start() for match in matches)


def _warn_of_two_characters(source: Source, diagnostics: Diagnostics) -> None:
    for line, start, text in _lines(source):
        if not unicodedata.is_normalized("NFC", text):
            changed = _first_change(text)
            _record(
                diagnostics,
                Diagnostic(
                    "RD009",
                    "letters with marks are written in two characters here",
                    Span(source.name, start + changed, start + changed + 1, line, changed + 1),
                    "names that look alike may differ; save the file in Unicode's form NFC",
                    Severity.WARNING,
                ),
            )
            return


def _record(diagnostics: Diagnostics, diagnostic: Diagnostic) -> None:
    if diagnostic not in diagnostics.items:
        diagnostics.items.append(diagnostic)


def _first_change(text: str) -> int:
    """The first character that Unicode's form NFC writes otherwise. The text is not normalised for it: to put a
    million marks on one letter in order takes the square of their number."""
    length = bisect_left(
        range(1, len(text)), True, key=lambda length: not unicodedata.is_normalized("NFC", text[:length])
    )
    while length > 0 and unicodedata.combining(text[length]):
        length -= 1
    return length


def _lines(source: Source) -> Iterator[tuple[int, int, str]]:
    start = 0
    for number, text in enumerate(source.text.split("\n"), 1):
        yield number, start, text
        start += len(text) + 1


def _report_character(character: str, span: Span, diagnostics: Diagnostics) -> None:
    code, help = "RD007", "delete it"
    fix: Fix | None = Fix(span, "")
    if _BIDIRECTIONAL.match(character):
        code = "RD008"
        message = f"here stands a hidden sign that turns the direction of writing (U+{ord(character):04X})"
        help = "delete it: with it, a line can look different from what it says"
    elif character == "\r":
        message, help, fix = "here a line ends as on old Macs, with CR alone", "save the file with line ends LF", None
    elif character == "\0":
        message, help, fix = "here stands a null character", "is this a text file, saved as UTF-8?", None
    else:
        message = f"here stands a control character (U+{ord(character):04X})"
    _record(diagnostics, Diagnostic(code, message, span, help, Severity.ERROR, fix))


def _not_utf_8(name: str, data: bytes, offset: int, diagnostics: Diagnostics) -> None:
    """Say where the first byte that is not UTF-8 stands, and what the file may be written in."""
    # What can be shown of the file stands in for it, so that the place can be pointed at.
    source = diagnostics.add_source(Source(name, data.removeprefix(_BOM).decode("utf-8", errors="replace")))
    characters = len(data[:offset].removeprefix(_BOM).decode("utf-8"))
    span = span_of(source, characters, characters + 1)
    diagnostics.error(
        "RD004",
        f"'{name}' is not written in UTF-8: byte {offset} (0x{data[offset]:02X}), on line {span.line}",
        span,
        _likely_encoding(data),
    )


_SORTS_OF_FILES = (
    (b"PK\x03\x04", "it is a Word, Excel or zip file"), (b"\xd0\xcf\x11\xe0", "it is a file of an older Word or Excel"),
    (b"%PDF", "it is a PDF"), (b"\x89PNG", "it is an image"), (b"\xff\xd8\xff", "it is an image"),
    (b"GIF8", "it is an image"), (b"\x1f\x8b", "it is compressed"),
)  # fmt: skip


def _likely_encoding(data: bytes) -> str:
    for beginning, what in _SORTS_OF_FILES:
        if data.startswith(beginning):
            return f"{what}; copy its text into a plain text file, saved as UTF-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "it looks like UTF-16; save it as UTF-8"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return "save it as UTF-8"
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in text)
    strange = sum(ord(character) > 0x7F for character in text) - chinese
    return "it looks like GB 18030 (GBK); save it as UTF-8" if chinese > strange else "save it as UTF-8"


def _near(path: Path) -> str:
    """The file in the same folder whose name is most like the one that is missing."""
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return f"there is no folder '{path.parent}'"
    return did_you_mean(path.name, names) if nearest(path.name, names) else ""
