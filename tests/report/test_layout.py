"""Laying text out: widths, wrapping, harmless characters."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ruledsl.report.layout import NO_BREAK, Page, hanging, harmless, pad, width, wrap

WORDS = st.text(alphabet="ab 请示，。（）议题\u0301", max_size=60)


def test_a_chinese_character_takes_two_cells_and_a_combining_mark_none() -> None:
    assert width("请示 a") == 6
    assert width("e\u0301") == 1
    assert width("，") == 2


@given(WORDS, st.integers(min_value=8, max_value=40))
def test_a_wrapped_line_fits_except_for_a_closing_mark_that_hangs(text: str, columns: int) -> None:
    for line in wrap(text, columns):
        assert width(line) <= columns


@given(WORDS, st.integers(min_value=8, max_value=40))
def test_wrapping_loses_nothing_but_blanks(text: str, columns: int) -> None:
    assert "".join(wrap(text, columns)).replace(" ", "") == text.replace(" ", "")


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    for line in wrap("甲乙丙丁，戊己庚辛（壬癸）甲乙。丙丁", 9):
        assert line[0] not in "，。）"
        assert line[-1] != "（"


def test_a_date_and_its_weekday_stay_on_one_line() -> None:
    assert wrap(f"it was due 2022-03-28{NO_BREAK}(Mon)", 20) == ["it was due", "2022-03-28 (Mon)"]


def test_blanks_inside_a_line_are_kept() -> None:
    assert wrap("a  b", 20) == ["a  b"]


def test_further_lines_hang_under_the_text() -> None:
    assert hanging("Due  ", "one two three", 13) == ["Due  one two", "     three"]


def test_padding_counts_cells() -> None:
    assert pad("请", 4) == "请  "


@given(st.text(max_size=40))
def test_harmless_text_drives_no_terminal(text: str) -> None:
    for char in harmless(text):
        assert unicodedata.category(char) not in ("Cc", "Zl", "Zp")
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_harmless_text_says_what_it_hides() -> None:
    assert harmless("a\x1b[31m\u202eb") == "a\\x1b[31m\\u202eb"


def test_a_plain_page_has_no_colours() -> None:
    assert Page(80, False).paint("x", "red", "bold") == "x"
    assert Page(80, True).paint("x", "red", "bold") == "\x1b[31;1mx\x1b[0m"
