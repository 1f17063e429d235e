"""The quick reader reads what Lark reads, to the same tree, and nothing else; its tables are the grammar's."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.diagnostics import Diagnostics
from ruledsl.source import Source
from ruledsl.syntax import Node, checks, parser, tables
from ruledsl.syntax.attempt import Stop, attempt
from ruledsl.syntax.driver import read_line
from ruledsl.syntax.keywords import keywords
from ruledsl.syntax.layout import LogicalLine, lay_out
from ruledsl.syntax.pieces import pieces_of
from tests.syntax.reading_trees import identity_lines

ROOT = Path(__file__).resolve().parents[2]
LINES = identity_lines()
SECTIONS = ["vocabulary", "ruleset", "scenario"]
BUNDLED = sorted([*(ROOT / "rulesets").rglob("*.rules"), *(ROOT / "rulesets").rglob("*.scenario")])
PIECES = sorted({piece.text for _, text in LINES for piece in pieces_of(text)})
WORDS = st.sampled_from(
    [
        *PIECES,
        *(each.spelling for each in keywords()),
        "\n        ",
        ":",
        "(",
        ")",
        ".",
        "2022",
        "1/2",
        "51.a",
        "t:51.a",
    ]
)


def by_lark(source: Source, text: str, base: int, section: str) -> Node | None:
    found = attempt(text, section)
    return None if isinstance(found, Stop) else parser._convert(source, base, found)


def check_same(source: Source, text: str, base: int, section: str) -> None:
    quick = read_line(source, text, base, section)
    slow = by_lark(source, text, base, section)
    assert (None if quick is None else quick[0]) == slow
    if quick is not None and quick[1]:
        assert checks.check(text, base, quick[0]) == checks.check(text, base, quick[0], plain=True)


def all_lines(lines: list[LogicalLine]) -> list[LogicalLine]:
    return [each for line in lines for each in (line, *all_lines(line.children))]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.name)
def test_bundled_files_are_read_as_lark_reads_them(path: Path) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    for line in all_lines(lay_out(source, Diagnostics()).lines):
        if not line.comments_inside:
            check_same(source, source.text[line.start : line.end], line.start, line.section)


@pytest.mark.parametrize(("section", "text"), LINES)
def test_each_form_of_line_is_read_as_lark_reads_it(section: str, text: str) -> None:
    check_same(Source("t.rules", f"\n\n  {text}\n"), text, 4, section)


@given(st.sampled_from(SECTIONS), st.lists(WORDS, max_size=12), st.sampled_from([" ", ""]))
def test_any_words_are_read_as_lark_reads_them(section: str, words: list[str], between: str) -> None:
    text = between.join(words).strip()
    check_same(Source("t.rules", text), text, 0, section)


@given(st.sampled_from(LINES), st.data())
def test_a_changed_line_is_read_as_lark_reads_it(line: tuple[str, str], data: st.DataObject) -> None:
    section, text = line
    at = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 3))
    text = (text[:at] + data.draw(st.one_of(WORDS, st.text(max_size=2))) + text[at + length :]).strip()
    check_same(Source("t.rules", text), text, 0, section)


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tables_tool", ROOT / "tools" / "tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_are_made_from_the_grammar_as_it_is() -> None:
    assert tool().PATH.read_text(encoding="utf-8") == tool().render(), "run python tools/tables.py"


def test_tables_of_another_grammar_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tables.tables()
    monkeypatch.setattr(tables, "grammar_mark", lambda: "another")
    tables.tables.cache_clear()
    try:
        made = tables.tables()
        assert made is not kept
        assert (made.starts, made.ends, made.states) == (kept.starts, kept.ends, kept.states)
    finally:
        tables.tables.cache_clear()
