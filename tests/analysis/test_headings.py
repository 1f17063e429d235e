"""Reading the outline of a document: what opens an article, what only speaks of one, and odd numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.analysis.chinese_numerals import chinese_number, number_of, roman_number
from ruledsl.analysis.headings import Document, Oddity, Style, article_key, number_gaps, open_document, read_document
from ruledsl.diagnostics import Diagnostics
from ruledsl.source import Source

DIGITS = "零一二三四五六七八九"


def read(text: str) -> Document:
    return read_document(Source("text.txt", text))


def numbers(text: str) -> list[str]:
    return [article.number for article in read(text).articles]


def chinese(n: int) -> str:
    """A number below ten thousand as it is said."""
    text = ""
    zero = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = bool(text)
    return text.removeprefix("一") if 10 <= n < 20 else text


# ------------------------------------------------------------------------------------------------ numerals


@given(st.integers(1, 9999))
def test_a_number_written_in_chinese_is_read_again(n: int) -> None:
    assert chinese_number(chinese(n)) == n
    assert chinese_number(chinese(n).replace("零", "〇")) == n


@given(st.integers(1, 9999))
def test_a_number_written_digit_by_digit_is_read_again(n: int) -> None:
    assert chinese_number("".join(DIGITS[int(digit)] for digit in str(n))) == n
    assert number_of("".join(chr(ord("０") + int(digit)) for digit in str(n))) == n


@given(st.text("零〇○一二两三九十百千", min_size=1, max_size=8))
def test_whatever_is_read_as_a_number_is_one_below_ten_thousand(text: str) -> None:
    n = chinese_number(text)
    assert n is None or 0 <= n < 10_000


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("两百", 200),
        ("一百〇二", 102),
        ("一百零二", 102),
        ("一○二", 102),
        ("十", 10),
        ("五十一", 51),
        ("一百一十", 110),
    ],
)
def test_the_usual_ways_of_writing_a_number(text: str, n: int) -> None:
    assert number_of(text) == n


@pytest.mark.parametrize("text", ["一百五", "十百", "五五十", "百", "零", "", "一零百", "十十", "abc", "一二三四五"])
def test_what_has_two_readings_or_none_is_no_number(text: str) -> None:
    assert number_of(text) is None


@pytest.mark.parametrize(("text", "n"), [("VIII", 8), ("XIV", 14), ("IIII", None), ("VX", None), ("", None)])
def test_roman_numbers(text: str, n: int | None) -> None:
    assert roman_number(text) == n


# ------------------------------------------------------------------------------------------------ headings


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("第一条 文件要写清楚。\n第二条 及时答复。\n", Style.TIAO),
        ("第一条\u3000文件要写清楚。\n第二条\u3000及时答复。\n", Style.TIAO),
        ("第一条文件要写清楚。\n第二条及时答复。\n", Style.TIAO),
        ("第1条 文件要写清楚。\n第2条 及时答复。\n", Style.TIAO),
        ("第１条 文件要写清楚。\n第２条 及时答复。\n", Style.TIAO),
        ("第 一 条 文件要写清楚。\n第 二 条 及时答复。\n", Style.TIAO),
        ("## 第一条 文件要写清楚。\n**第二条** 及时答复。\n", Style.TIAO),
        ("一、文件要写清楚。\n二、及时答复。\n", Style.COMMA),
        ("1、文件要写清楚。\n2、及时答复。\n", Style.COMMA),
        ("Article 1 Requests\nA request is clear.\nArticle 2 Answers\nIt is answered.\n", Style.ARTICLE),
        ("ARTICLE 1. A request is clear.\nARTICLE 2: It is answered.\n", Style.ARTICLE),
        ("§ 1 Requests\nA request is clear.\n§ 2 Answers\nIt is answered.\n", Style.SECTION),
        ("§1 A request is clear.\n\n§2 It is answered.\n", Style.SECTION),
    ],
)
def test_articles_are_found_however_they_are_headed(text: str, style: Style) -> None:
    found = read(text)
    assert found.style is style
    assert [article.number for article in found.articles] == ["1", "2"]
    assert found.odd_numbers == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_do_not_matter(end: str) -> None:
    text = "第一条 文件要写清楚。\n第二条 及时答复。\n".replace("\n", end)
    assert [article.paragraphs for article in read(text).articles] == [("文件要写清楚。",), ("及时答复。",)]


def test_a_reference_within_a_line_is_no_heading() -> None:
    assert numbers("第一条 依照第五十一条办理。\n第二条 见 Article 7 和 § 9。\n") == ["1", "2"]


@pytest.mark.parametrize(
    "line",
    [
        "第五十一条规定的材料另行报送。",
        "第五十一条、第五十二条除外。",
        "第五十一条第二款除外。",
        "第五十一条（三）所列事项除外。",
    ],
)
def test_a_reference_that_begins_a_line_is_no_heading(line: str) -> None:
    assert numbers(f"第一条 下列情形除外。\n{line}\n第二条 及时答复。\n") == ["1", "2"]


def test_a_reference_brought_to_a_lines_beginning_by_a_break_is_no_heading() -> None:
    assert numbers("第一条 材料的报送适用\n第九条 的办法，\n第二条 及时答复。\n") == ["1", "2"]
    assert numbers("Article 1\nThis is subject to\nArticle 9 of the law.\nArticle 2\nYes.\n") == ["1", "2"]


def test_a_numbered_list_within_articles_is_not_taken_for_articles() -> None:
    found = read("第一条 任务是：\n一、写清楚；\n二、报上来；\n三、答复。\n第二条 及时答复。\n")
    assert [article.number for article in found.articles] == ["1", "2"]
    assert found.articles[0].paragraphs == ("任务是：", "一、写清楚；", "二、报上来；", "三、答复。")


def test_in_a_document_of_numbered_paragraphs_a_reference_is_no_article() -> None:
    assert numbers("一、写清楚。\n二、按\n第五条 的办法报。\n三、答复。\n") == ["1", "2", "3"]


def test_articles_put_in_later_keep_their_own_numbers() -> None:
    found = read("第五十一条 甲。\n第五十一条之一 乙。\n第五十一条之二 丙。\n第五十二条 丁。\n")
    assert [article.number for article in found.articles] == ["51", "51a", "51b", "52"]
    assert found.odd_numbers == ()
    assert numbers("§ 5 A\nOne.\n§ 5a B\nTwo.\n§ 6 C\nThree.\n") == ["5", "5a", "6"]


def test_chapters_hold_the_articles_under_them() -> None:
    found = read("第一章 总 则\n第一条 甲。\n第二章\n会议\n第一节 种类\n第二条 乙。\n")
    assert [(chapter.number, chapter.title) for chapter in found.chapters] == [("1", "总则"), ("2", "会议")]
    assert [(article.number, article.chapter) for article in found.articles] == [("1", "1"), ("2", "2")]
    assert found.articles[0].paragraphs == ("甲。",)


def test_chapters_are_read_in_english_too() -> None:
    found = read("CHAPTER I General\nArticle 1\nA.\nChapter 2: Meetings\nArticle 2\nB.\n")
    assert [(chapter.number, chapter.title) for chapter in found.chapters] == [("1", "General"), ("2", "Meetings")]


def test_a_chapter_spoken_of_is_no_chapter() -> None:
    assert read("第一条 甲。\n第八章规定的会议除外。\n第二条 乙。\n").chapters == ()


def test_a_title_is_told_from_words_that_begin_the_article() -> None:
    found = read("第一条 （目的）为了写清楚。\n第二条 及时答复。\n").articles
    assert [article.title for article in found] == ["目的", ""]
    assert [article.paragraphs for article in found] == [("为了写清楚。",), ("及时答复。",)]
    found = read("第一条 目 的\n为了写清楚。\n第二条 议题材料\n议题材料要报送。\n第三条 及时答复。\n").articles
    assert [article.title for article in found] == ["目的", "议题材料", ""]
    assert [article.paragraphs for article in found] == [("为了写清楚。",), ("议题材料要报送。",), ("及时答复。",)]


def test_lines_broken_in_a_sentence_are_joined() -> None:
    found = read("第一条 材料要\n写清楚。\n另起一段。\n第二条 及时答复。\n")
    assert found.articles[0].paragraphs == ("材料要写清楚。", "另起一段。")


@pytest.mark.parametrize(
    "contents",
    [
        "目录\n第一章 总则\n第二章 会议\n\n",
        "第一章 总则……1\n第二章 会议……5\n",
        "目 录\n第一章 总则\n第一条 目的 …… 1\n第二条 范围 …… 2\n第二章 会议\n第三条 种类 …… 3\n",
    ],
)
def test_a_table_of_contents_is_not_the_text(contents: str) -> None:
    text = "第一章 总则\n第一条 目的\n写清楚。\n第二条 范围\n都适用。\n第二章 会议\n第三条 种类\n有两种。\n"
    found = read(contents + text)
    assert found.contents is not None
    assert found.articles == tuple(
        type(article)(
            **{
                **_fields(article),
                "line": article.line + contents.count("\n"),
                "last_line": article.last_line + contents.count("\n"),
            }
        )
        for article in read(text).articles
    )
    assert found.odd_numbers == ()


def _fields(article: object) -> dict[str, object]:
    import attrs

    return attrs.asdict(article, recurse=False)  # type: ignore[arg-type]


def test_a_text_that_repeats_its_first_number_is_not_taken_for_a_table_of_contents() -> None:
    found = read("第一条 甲要写清楚。\n第一条 乙要写清楚。\n第二条 丙。\n")
    assert found.contents is None
    assert [article.number for article in found.articles] == ["1", "1", "2"]


def test_an_annex_is_not_read_on() -> None:
    found = read("附件：工作规则\n第一条 甲。\n第二条 乙。\n附件1：表格\n第一条 丙。\n")
    assert [article.number for article in found.articles] == ["1", "2"]
    assert found.annex == 4


# ------------------------------------------------------------------------------------------------ odd numbers


@pytest.mark.parametrize(
    ("text", "oddity", "first", "last", "line"),
    [
        ("第一条 甲。\n第二条 乙。\n第二条 丙。\n", Oddity.REPEATED, "2", "2", 3),
        ("第一条 甲。\n第二条 乙。\n第五条 丙。\n", Oddity.MISSING, "3", "4", 3),
        ("第一条 甲。\n第三条 乙。\n第二条 丙。\n", Oddity.OUT_OF_ORDER, "2", "2", 3),
        ("第一章 甲\n第一条 甲。\n第三章 乙\n第二条 乙。\n", Oddity.MISSING, "2", "2", 3),
        ("第一章 甲\n第一条 甲。\n第一章 甲\n第二条 乙。\n", Oddity.REPEATED, "1", "1", 3),
    ],
)
def test_an_odd_number_is_found_with_its_line(text: str, oddity: Oddity, first: str, last: str, line: int) -> None:
    (found,) = read(text).odd_numbers
    assert (found.oddity, found.first, found.last, found.line) == (oddity, first, last, line)


def test_an_excerpt_that_begins_in_the_middle_is_not_odd() -> None:
    assert read("第四十五条 甲。\n第四十六条 乙。\n").odd_numbers == ()


@given(
    st.sets(st.integers(1, 60), min_size=1),
    st.sampled_from(["第{}条 要写清楚。\n", "第{}条要写清楚。\n", "{}、要写清楚。\n"]),
)
def test_the_gaps_and_the_articles_make_up_the_whole_row(present: set[int], form: str) -> None:
    found = read("".join(form.format(chinese(n)) for n in sorted(present)))
    missing = {n for odd in found.odd_numbers for n in range(int(odd.first), int(odd.last) + 1)}
    assert all(odd.oddity is Oddity.MISSING for odd in found.odd_numbers)
    assert {int(article.number) for article in found.articles} | missing == set(range(min(present), max(present) + 1))
    assert not missing & present


@given(st.lists(st.integers(1, 200)))
def test_gaps_lie_between_the_numbers(present: list[int]) -> None:
    missing = [n for first, last in number_gaps(present) for n in range(first, last + 1)]
    assert sorted([*missing, *set(present)]) == (list(range(min(present), max(present) + 1)) if present else [])


@given(st.text("第一二条章 、。\n依照Article§ 123", max_size=120))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    found = read(text)
    lines = [article.line for article in found.articles]
    assert lines == sorted(set(lines))


@given(st.text("第一二三条章、。\n 要", max_size=80))
def test_every_word_between_the_first_article_and_the_end_is_kept(text: str) -> None:
    found = read(text)
    if found.articles and found.annex is None and not found.chapters:
        kept = "".join(a.written + a.title + "".join(a.paragraphs) for a in found.articles).replace("、", "")
        told = "".join(text.split("\n")[found.articles[0].line - 1 :]).replace("、", "")
        sections = "第一二三章"
        assert [c for c in "".join(kept.split()) if c not in sections] == [
            c for c in "".join(told.split()) if c not in sections
        ]


def test_an_articles_number_means_the_same_however_it_is_written() -> None:
    assert article_key("51A") == article_key("51a") == article_key("051a")
    assert article_key("51") < article_key("51a") < article_key("52") < article_key("annex")


# ------------------------------------------------------------------------------------------------ files


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "第一条 甲。\r\n第二条 乙。\r\n".encode())
    diagnostics = Diagnostics()
    found = open_document(path, diagnostics)
    assert found is not None
    assert [article.line for article in found.articles] == [1, 2]
    assert not diagnostics.items


def test_a_file_in_gb_18030_is_named_as_such_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("第一条 文件要写清楚，及时答复。\n".encode("gb18030"))
    diagnostics = Diagnostics()
    assert open_document(path, diagnostics) is None
    assert [(error.code, error.help) for error in diagnostics.errors] == [
        ("RD004", "it looks like GB 18030 (GBK); save it as UTF-8")
    ]


def test_a_file_without_articles_is_at_fault(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("这里没有条文。\n", encoding="utf-8")
    diagnostics = Diagnostics()
    assert open_document(path, diagnostics) is None
    assert [error.code for error in diagnostics.errors] == ["RD013"]


def test_a_long_run_of_blanks_in_a_heading_is_gone_through_once() -> None:
    # Searched again from each blank, this line would take hours.
    listed = "第一条 a" + " " * 200_000 + "x\n第二条\n"
    assert [article.number for article in read_document(Source("t.txt", listed * 2)).articles] == ["1", "2"]
