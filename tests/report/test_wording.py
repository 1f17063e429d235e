"""The tables of words: complete, in both languages, and with the same blanks in both."""

from __future__ import annotations

import re
from string import Formatter
from typing import get_args

import pytest

from ruledsl.civil_time.day_steps import StepReason
from ruledsl.engine.verdicts import Explanation, FactUsed, Remedy, Status
from ruledsl.norms.model import LimitForm
from ruledsl.report import wording
from ruledsl.report.wording import TABLES, amount_words, date_words

ROWS = [(table, code) for table, rows in TABLES.items() for code in rows]

# Latin letters that Chinese text may hold: names of things in the program, never words.
IDENTIFIERS = ("--all", "--yes")


def codes_named(docstring: str | None, after: str, until: str) -> set[str]:
    """The codes that a contract's docstring lists."""
    assert docstring is not None
    listing = docstring[docstring.index(after) + len(after) : docstring.index(until)]
    return set(re.findall(r"[a-z_]+", re.sub(r"\([^)]*\)", "", listing)))


def blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize(("table", "code"), ROWS)
def test_every_code_has_words_in_both_languages(table: str, code: str) -> None:
    words = TABLES[table][code]
    assert words.en or (table, code) == ("steps", "counted")
    assert words.zh or (table, code) == ("steps", "counted")


@pytest.mark.parametrize(("table", "code"), ROWS)
def test_chinese_words_hold_no_english(table: str, code: str) -> None:
    text = re.sub(r"\{[^}]*\}", "", TABLES[table][code].zh)
    for identifier in IDENTIFIERS:
        text = text.replace(identifier, "")
    assert not re.search(r"[A-Za-z]", text)


@pytest.mark.parametrize(("table", "code"), ROWS)
def test_the_chinese_says_nothing_that_the_english_does_not(table: str, code: str) -> None:
    words = TABLES[table][code]
    same_thing = {"month": "padded", "padded": "month"}
    english = blanks(words.en) | {same_thing[name] for name in blanks(words.en) if name in same_thing}
    assert blanks(words.zh) <= english


def test_every_verdict_has_words() -> None:
    for status in Status:
        assert status.value in wording.STATUS
        assert status.value in wording.STATUS_COUNT
        assert status.value in wording.NORM_VALUES


def test_every_reason_that_the_contract_names_has_words() -> None:
    assert codes_named(Explanation.__doc__, "`):", "none_yet.") | {"none_yet"} == set(wording.WHY)


def test_every_kind_of_fact_has_words() -> None:
    named = codes_named(FactUsed.__doc__, "`kind`:", "`subject`")
    assert named == set(wording.FACTS)


def test_every_kind_of_remedy_has_words() -> None:
    assert codes_named(Remedy.__doc__, "`kind`:", "`possible`") == set(wording.REMEDIES)


def test_every_step_of_a_count_has_words() -> None:
    assert set(get_args(StepReason)) <= set(wording.STEPS)


def test_every_form_of_limit_has_words() -> None:
    assert {form.value for form in LimitForm} <= set(wording.LIMITS)


def test_dates_are_written_with_their_weekday() -> None:
    day = 738242  # 2022-03-28, a Monday
    assert date_words(day, "en").replace("\u00a0", " ") == "2022-03-28 (Mon)"
    assert date_words(day, "zh") == "2022年3月28日（星期一）"


def test_amounts_are_written_in_either_language() -> None:
    assert amount_words("1 workday", "en") == "1 workday"
    assert amount_words("3 workdays", "zh") == "3个工作日"
    assert amount_words("5 clear days", "en") == "5 clear days"
    assert amount_words("5 clear days", "zh") == "5日（首尾不计）"
    assert amount_words("2 to 3 months", "zh") == "2至3个月"
    assert amount_words("4 school_day", "en") == "4 school_day"
