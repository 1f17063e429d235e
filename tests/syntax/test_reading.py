"""Bytes to text: what is accepted, and what each fault is called and where it stands."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.diagnostics import Diagnostics, Severity
from ruledsl.source import Source
from ruledsl.syntax import decode, parse, read_source
from ruledsl.syntax.reading import LARGEST_FILE, check_characters


def codes(diagnostics: Diagnostics) -> list[str]:
    return [found.code for found in diagnostics]


def read(data: bytes) -> tuple[Source | None, Diagnostics]:
    diagnostics = Diagnostics()
    return decode("t.rules", data, diagnostics), diagnostics


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "规则.rules"
    path.write_bytes("ruleset t\r\n-- 市长\r\n".encode())
    diagnostics = Diagnostics()
    source = read_source(path, diagnostics)
    assert source is not None
    assert (source.name, source.text) == (str(path), "ruleset t\r\n-- 市长\r\n")
    assert diagnostics.sources[str(path)] is source
    assert codes(diagnostics) == []


def test_a_byte_order_mark_is_passed_over() -> None:
    source, diagnostics = read(b"\xef\xbb\xbfruleset t")
    assert source is not None
    assert source.text == "ruleset t"
    assert codes(diagnostics) == []


def test_a_missing_file_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "chapter-8.rules").write_text("x", encoding="utf-8")
    diagnostics = Diagnostics()
    assert read_source(tmp_path / "chapter-9.rules", diagnostics) is None
    (found,) = diagnostics
    assert (found.code, found.help) == ("RD001", "did you mean 'chapter-8.rules'?")
    assert found.span.file == str(tmp_path / "chapter-9.rules")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    assert read_source(tmp_path, diagnostics) is None
    assert codes(diagnostics) == ["RD002"]


@pytest.mark.parametrize("path", ["a\0b", "x" * 5_000])
def test_a_path_that_cannot_be_is_a_diagnostic(path: str) -> None:
    diagnostics = Diagnostics()
    assert read_source(path, diagnostics) is None
    assert codes(diagnostics) == ["RD003"]


def test_a_file_below_a_file_is_a_diagnostic(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    diagnostics = Diagnostics()
    assert read_source(tmp_path / "a" / "b", diagnostics) is None
    assert codes(diagnostics) == ["RD003" if sys.platform != "win32" else "RD001"]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    source, diagnostics = read(data)
    assert source is None
    assert codes(diagnostics) == ["RD005"]


def test_the_first_byte_that_is_not_utf_8_is_pointed_at() -> None:
    source, diagnostics = read("ruleset t\n-- ü ".encode() + b"\xff\n")
    assert source is None
    (found,) = diagnostics
    assert (found.code, found.span.line, found.span.column) == ("RD004", 2, 6)
    assert found.message == "'t.rules' is not written in UTF-8: byte 16 (0xFF), on line 2"
    assert "t.rules" in diagnostics.sources


@pytest.mark.parametrize(
    ("encoding", "help"),
    [
        ("gb18030", "it looks like GB 18030 (GBK); save it as UTF-8"),
        ("utf-16", "it looks like UTF-16; save it as UTF-8"),
        ("latin-1", "save it as UTF-8"),
    ],
)
def test_the_likely_encoding_is_named(encoding: str, help: str) -> None:
    text = "ruleset é" if encoding == "latin-1" else 'ruleset t "泰安市人民政府工作规则"'
    source, diagnostics = read(text.encode(encoding))
    assert source is None
    assert [(found.code, found.help) for found in diagnostics] == [("RD004", help)]


def test_a_file_too_large_is_refused() -> None:
    source, diagnostics = read(b"-" * (LARGEST_FILE + 1))
    assert source is None
    assert codes(diagnostics) == ["RD006"]
    assert "10 MB" in diagnostics.items[0].message


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("ab\0c", "RD007", 3),
        ("a\x1bb", "RD007", 2),
        ("a\x7fb", "RD007", 2),
        ("a\x85b", "RD007", 2),
        ("a\u2028b", "RD007", 2),
        ("a\rb", "RD007", 2),
        ("a\u202eb", "RD008", 2),
        ("a\u2066b", "RD008", 2),
    ],
)
def test_hidden_characters_are_pointed_at(text: str, code: str, column: int) -> None:
    source, diagnostics = read(text.encode())
    assert source is None
    assert [(found.code, found.span.line, found.span.column) for found in diagnostics] == [(code, 1, column)]


def test_text_that_was_handed_over_is_checked_too_and_only_once() -> None:
    text = "ruleset t\narticle 1\n  a: x requires \u202ey\n  b: x requires cafe\u0301 \0\n    c: x requires y\n"
    diagnostics = Diagnostics()
    source = diagnostics.add_source(Source("<text>", text))
    parse(source, diagnostics)
    # Line 5 is indented deeper than a line that cannot be read, and is not blamed.
    expected = [("RD008", 3), ("RD007", 4), ("RD009", 4)]
    assert [(found.code, found.span.line) for found in diagnostics] == expected
    check_characters(source, diagnostics)
    assert len(diagnostics) == 3


def test_lone_surrogates_in_text_that_was_handed_over_are_found() -> None:
    diagnostics = Diagnostics()
    check_characters(Source("<text>", "a\ud800"), diagnostics)
    assert codes(diagnostics) == ["RD007"]


def test_many_hidden_characters_are_not_all_listed() -> None:
    _, diagnostics = read(b"\0" * 1_000)
    assert len(diagnostics) == 21


def test_letters_in_two_characters_are_warned_of_once() -> None:
    source, diagnostics = read("ok\nab cafe\u0301 cafe\u0301".encode())
    assert source is not None
    (found,) = diagnostics
    assert (found.code, found.severity, found.span.line, found.span.column) == ("RD009", Severity.WARNING, 2, 7)


@given(st.text())
def test_what_is_read_is_what_was_written(text: str) -> None:
    source, diagnostics = read(text.encode("utf-8", errors="surrogatepass"))
    if source is not None:
        assert source.text == text.removeprefix("\ufeff")
        assert diagnostics.errors == []
    else:
        assert diagnostics.errors
