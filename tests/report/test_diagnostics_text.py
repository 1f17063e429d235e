"""Diagnostics as text: place, underline, help, summary."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ruledsl.diagnostics import Diagnostics
from ruledsl.report.diagnostics_text import render
from ruledsl.report.layout import Page, width
from ruledsl.source import NOWHERE, Source, span_of


def rendered(text: str, word: str, columns: int = 80, colour: bool = False, help: str = "") -> list[str]:
    diagnostics = Diagnostics()
    source = diagnostics.add_source(Source("a.rules", text))
    at = text.index(word)
    diagnostics.error("RD201", "there is no such thing", span_of(source, at, at + len(word)), help)
    return render(diagnostics, Page(columns, colour)).splitlines()


def test_a_diagnostic_shows_code_place_line_and_underline() -> None:
    assert rendered("ruleset x\nagenda_itm requires filed\n", "agenda_itm", help="did you mean 'agenda_item'?") == [
        "error[RD201]: there is no such thing",
        "  --> a.rules:2:1",
        "  |",
        "2 | agenda_itm requires filed",
        "  | ^^^^^^^^^^",
        "  help: did you mean 'agenda_item'?",
        "",
        "1 error in 1 file",
    ]


def underlined(lines: list[str]) -> tuple[int, int]:
    """The cell at which the underline starts, and how many it covers."""
    mark = next(line for line in lines if line.strip(" |").startswith("^"))
    return width(mark[: mark.index("^")]), mark.count("^")


def test_the_underline_stands_under_chinese_text() -> None:
    lines = rendered("议题材料：办公厅审核", "办公厅")
    shown = next(line for line in lines if "办公厅" in line)
    assert underlined(lines) == (width(shown[: shown.index("办公厅")]), 6)


def test_the_underline_stands_under_text_after_tabs() -> None:
    lines = rendered("\tfiling:\t请示\tbad end", "bad")
    shown = next(line for line in lines if "bad" in line)
    assert "\t" not in shown
    assert underlined(lines) == (width(shown[: shown.index("bad")]), 3)


def test_a_line_longer_than_the_page_is_cut_around_the_mark() -> None:
    lines = rendered("x" * 5000 + " bad " + "y" * 5000, "bad", columns=60)
    shown = next(line for line in lines if "bad" in line)
    assert all(width(line) <= 60 for line in lines)
    assert underlined(lines) == (width(shown[: shown.index("bad")]), 3)


@given(
    st.text(alphabet="ab\t请示\x1b\u202e 　", max_size=200),
    st.integers(0, 200),
    st.integers(0, 200),
    st.integers(20, 90),
)
def test_any_span_of_any_line_is_shown_within_the_page(text: str, start: int, length: int, columns: int) -> None:
    diagnostics = Diagnostics()
    source = diagnostics.add_source(Source("a", text))
    start = min(start, len(text))
    diagnostics.error("RD100", "m", span_of(source, start, min(start + length, len(text))))
    for line in render(diagnostics, Page(columns)).splitlines():
        assert width(line) <= columns
        assert "\x1b" not in line


def test_a_mark_at_the_end_of_a_line_is_one_caret() -> None:
    diagnostics = Diagnostics()
    source = diagnostics.add_source(Source("a", "abc\n"))
    diagnostics.error("RD100", "more is needed", span_of(source, 3, 3))
    assert "  |    ^" in render(diagnostics).splitlines()


def test_a_json_place_is_a_pointer() -> None:
    diagnostics = Diagnostics()
    diagnostics.error("RD501", "not a date", NOWHERE, pointer="events[3].date")
    assert "  --> events[3].date" in render(diagnostics).splitlines()


def test_related_places_are_shown() -> None:
    diagnostics = Diagnostics()
    source = diagnostics.add_source(Source("a", "one\ntwo\n"))
    related = (("first declared here", span_of(source, 0, 3)),)
    diagnostics.error("RD202", "declared twice", span_of(source, 4, 7), related=related)
    lines = render(diagnostics).splitlines()
    assert "  note: first declared here" in lines
    assert "1 | one" in lines


def test_diagnostics_come_by_file_and_place_and_a_repeat_once() -> None:
    diagnostics = Diagnostics()
    source = diagnostics.add_source(Source("a", "one\ntwo\n"))
    diagnostics.error("RD202", "second", span_of(source, 4, 7))
    diagnostics.error("RD202", "first", span_of(source, 0, 3))
    diagnostics.error("RD202", "first", span_of(source, 0, 3))
    text = render(diagnostics)
    assert text.index("first") < text.index("second")
    assert text.count("first") == 1
    assert text.endswith("2 errors in 1 file\n")


def test_the_summary_counts_each_severity_and_the_files() -> None:
    diagnostics = Diagnostics()
    one = diagnostics.add_source(Source("a", "one"))
    two = diagnostics.add_source(Source("b", "two"))
    diagnostics.error("RD202", "x", span_of(one, 0, 1))
    diagnostics.warning("RD203", "y", span_of(two, 0, 1))
    assert render(diagnostics).endswith("1 error, 1 warning in 2 files\n")


def test_nothing_is_said_of_no_diagnostics() -> None:
    assert render(Diagnostics()) == ""


def test_colours_stand_only_on_a_page_that_takes_them() -> None:
    assert any("\x1b[" in line for line in rendered("bad", "bad", colour=True))
    assert not any("\x1b" in line for line in rendered("bad", "bad"))
