"""Coverage as text, as JSON and as a page of HTML."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ruledsl.report import coverage_html
from ruledsl.report.coverage_json import coverage_data
from ruledsl.report.coverage_text import percent, render
from ruledsl.report.layout import Page, width
from ruledsl.trials.coverage import Coverage, coverages
from ruledsl.trials.run import run_files
from tests.cli.example import write_example
from tests.report.test_trial_outputs import validator

HOSTILE = '<script>alert("x")</script> & more'


@pytest.fixture
def coverage(tmp_path: Path, own_cache: Path) -> Coverage:
    """The example's, with a title in need of escapes and a clause that is never used."""
    write_example(tmp_path)
    path = tmp_path / "letters.scenario"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"a letter answered late"', json.dumps(HOSTILE)), encoding="utf-8")
    rules = tmp_path / "office.rules"
    rules.write_text(rules.read_text(encoding="utf-8") + "    free: letter permits archived\n", encoding="utf-8")
    (found,) = coverages(run_files(sorted(tmp_path.glob("*.scenario"))))
    return found


class Tags(HTMLParser):
    """Checks that what is opened is closed, and gathers text and names."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.text = ""
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_text_names_what_is_missing_and_never_used(coverage: Coverage) -> None:
    text = render(coverage, Page())
    assert re.search(r"2\.reply  \S*office\.rules:28\s+never kept\n", text)
    assert "Clauses that cannot be broken: 2 of 3 used" in text
    assert re.search(r"2\.free  \S*office\.rules:30\s+permission, never used\n", text)
    assert text.endswith("0 of 3 clauses that can be broken are shown both kept and broken: 0%\n")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [60, 100])
def test_the_table_stands_in_columns(coverage: Coverage, lang: str, columns: int) -> None:
    lines = render(coverage, Page(columns, False, "zh" if lang == "zh" else "en")).split("\n")
    table = lines[2 : lines.index("", 2)]
    ends = {width(line) for line in table if line[-1].isdigit() or line is table[0]}
    assert len(ends) == 1


def test_the_chinese_text_holds_no_english_words(coverage: Coverage) -> None:
    text = render(coverage, Page(100, False, "zh"))
    bare = re.sub(r"\S*office\.rules:\d+|\d\.\w+", "", text)
    assert not re.search("[A-Za-z]", bare)


def test_a_percentage_is_never_rounded_up() -> None:
    assert percent(Fraction(99_999, 1000)) == "99.99"
    assert percent(Fraction(100)) == "100"
    assert percent(Fraction(100, 3)) == "33.33"
    assert percent(Fraction(25, 2)) == "12.5"


def test_the_json_form_is_as_its_schema_says(coverage: Coverage) -> None:
    data = coverage_data([coverage])
    validator("coverage").validate(json.loads(json.dumps(data)))
    assert data["total"] == data["rulesets"][0]["total"]
    reply = next(c for a in data["rulesets"][0]["articles"] for c in a["clauses"] if c["id"] == "office:2.reply")
    assert reply["missing"] == ["kept"]
    assert reply["reached"]["broken"][0]["title"] == HOSTILE


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_whole_needs_no_script_and_no_other_file(coverage: Coverage, lang: str) -> None:
    tags = Tags(coverage_html.page([coverage], "zh" if lang == "zh" else "en"))
    assert tags.open == []
    assert "script" not in tags.names
    assert all(link.startswith("#") and link[1:] in tags.ids for link in tags.links)


def test_what_the_input_says_is_escaped_in_the_page(coverage: Coverage) -> None:
    page = coverage_html.page([coverage], "en")
    assert "<script" not in page
    assert HOSTILE in Tags(page).text


def test_the_page_says_what_is_expected_by_no_line(coverage: Coverage) -> None:
    page = coverage_html.page([coverage], "en")
    # 1.sign_off is kept in a scenario, and no line expects it.
    assert re.search(r'1\.sign_off.*?<td class="bare">2\*</td>', page, re.DOTALL)
    assert '<td class="none">0</td>' in page


def test_the_chinese_page_says_so(coverage: Coverage) -> None:
    page = coverage_html.page([coverage], "zh")
    assert '<html lang="zh-Hans">' in page
    assert "办公室规则的覆盖情况" in page
