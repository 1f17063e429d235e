# ruff: noqa: E501 — tables of texts, one a line
"""Every day of every published year, its kind too, against two libraries that know nothing of each other; and the ends
of what is known: nothing is decided beyond them unless a projection is asked for.
"""

from __future__ import annotations

from datetime import date

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.civil_time import NO_CALENDAR, official_calendar, parse_overrides, with_overrides
from ruledsl.civil_time.arithmetic import FIRST_DAY, LAST_DAY, add_seconds, elapsed_seconds, known_zone

NEW_YEAR_2006 = date(2006, 1, 1).toordinal()


def days_of(calendar):
    return range(calendar.first, calendar.last + 1)


def test_the_kind_of_every_published_day_agrees_with_the_second_library(china):
    for day in days_of(china):
        moment = date.fromordinal(day)
        kind = china.status(day).kind
        weekend = moment.weekday() >= 5
        off, _ = chinese_calendar.get_holiday_detail(moment)
        assert off == (kind in ("holiday", "weekend")), moment
        assert (kind == "makeup") == (weekend and not off), moment
        if moment in chinese_calendar.holidays and not weekend:
            assert kind == "holiday", moment
        if kind == "ordinary":
            assert not weekend, moment


def test_the_named_holiday_of_every_published_day_agrees_with_the_first_library(china):
    library = holidays.country_holidays("CN", years=range(2006, 2027), language="zh_CN")
    for day in days_of(china):
        moment = date.fromordinal(day)
        status = china.status(day)
        if status.kind == "holiday" and "换" not in status.name_zh:
            assert status.name_zh == library[moment], moment


def test_both_libraries_publish_the_same_last_year(china):
    assert date.fromordinal(china.last).year == max(day.year for day in chinese_calendar.holidays)


def test_years_that_only_one_library_knows_are_not_published(china):
    assert china.first == NEW_YEAR_2006
    for year in (2004, 2005):
        assert any(day.year == year for day in chinese_calendar.holidays)
        assert all(china.is_workday(date(year, month, 1).toordinal()) is None for month in range(1, 13))


@pytest.mark.parametrize("n", [1, 5, 250, 100_000])
def test_no_count_that_leaves_the_published_years_is_a_single_day(china, n):
    forward = china.add_workdays(china.last, n)
    assert not forward.decided
    assert forward.latest is None
    backward = china.add_workdays(china.first, -n)
    assert not backward.decided


@given(st.integers(FIRST_DAY, LAST_DAY))
def test_every_day_of_the_years_1_to_9999_has_an_answer_or_none(day):
    calendar = official_calendar("none")
    assert calendar.is_workday(day) is True


@given(day=st.integers(FIRST_DAY, LAST_DAY))
def test_what_is_not_published_is_unknown_on_either_side(china, day):
    assert (china.is_workday(day) is None) == (not china.first <= day <= china.last)
    assert china.status(day).kind == "unpublished" or china.first <= day <= china.last


# ------------------------------------------------------------------------------------------------ overrides


@given(
    entries=st.lists(
        st.tuples(
            st.integers(date(2005, 12, 1).toordinal(), date(2028, 2, 1).toordinal()),
            st.integers(0, 40),
            st.sampled_from(["working", "rest"]),
        ),
        max_size=6,
    ),
    years=st.sets(st.sampled_from([2005, 2020, 2026, 2027, 2028])),
)
def test_a_file_of_overrides_says_what_a_table_of_days_would(china, entries, years):
    lines = [f"year {year} complete" for year in sorted(years)]
    table = {}
    for first, length, kind in entries:
        stretch = range(first, first + length + 1)
        lines.append(f"{date.fromordinal(first)} to {date.fromordinal(stretch[-1])} {kind}")
        if not any(day in table for day in stretch):
            table.update(dict.fromkeys(stretch, kind == "working"))
    parsed = parse_overrides("\n".join(lines))
    calendar = with_overrides(china, parsed.overrides)
    for day in range(date(2005, 11, 1).toordinal(), date(2029, 3, 1).toordinal(), 3):
        moment = date.fromordinal(day)
        expected = china.is_workday(day)
        if expected is None and moment.year in years:
            expected = moment.weekday() < 5
        assert calendar.is_workday(day) is table.get(day, expected), moment


@pytest.mark.parametrize(
    ("line", "problems"),
    [
        ("1900-01-01 rest", 0),
        ("2199-12-31 rest", 0),
        ("1900-01-01 to 2199-12-31 working", 0),
        ("1899-12-31 rest", 1),
        ("2200-01-01 rest", 1),
        ("0001-01-01 to 9999-12-31 rest", 1),
        ("9999-12-31 rest", 1),
        ("year 1900 complete", 0),
        ("year 2200 complete", 1),
        ("10000-01-01 rest", 1),
        ("2022-06-30T23:59:60 rest", 1),
    ],
)
def test_the_first_and_the_last_day_that_a_file_may_speak_of(line, problems):
    parsed = parse_overrides(line)
    assert len(parsed.problems) == problems
    assert len(parsed.overrides) == 1 - problems
    with_overrides(NO_CALENDAR, parsed.overrides)


# ------------------------------------------------------------------------------------------------ time zones

ZONES = ["UTC", "Asia/Shanghai", "Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns"]


@pytest.mark.parametrize(
    "zone",
    ["", ".", "..", "../../etc/passwd", "/etc/passwd", "Asia", "Asia/", "zone.tab", "tzdata.zi", "a" * 10_000, "Asia\\Tokyo",
     "Asia/Shanghai/../Tokyo", "asia/../shanghai", "\u4e0a\u6d77", "UTC\x00", "+08:00", "Z", "~", "con", "__init__.py"],
)  # fmt: skip
def test_what_is_no_name_of_a_zone_is_none_and_opens_no_file(zone):
    assert known_zone(zone) is False


@given(st.integers((FIRST_DAY + 2) * 86400, (LAST_DAY - 2) * 86400), st.integers(-86400, 86400), st.sampled_from(ZONES))
def test_elapsed_seconds_are_what_was_added(instant, seconds, zone):
    end = add_seconds(instant, seconds, zone)
    # An hour that clocks skip is not there to start from, and one that they repeat is there twice.
    if add_seconds(instant, 0, zone) == instant:
        assert abs(elapsed_seconds(instant, end, zone) - seconds) in (0, 1800, 3600, 86400)
    assert abs(end - instant - seconds) <= 86400


@pytest.mark.parametrize("n", [1, 23, 48])
def test_hours_where_a_whole_day_was_left_out(n):
    # Samoa went over the date line: 30 December 2011 did not happen there.
    start = date(2011, 12, 29).toordinal() * 86400 + 23 * 3600
    reached = add_seconds(start, n * 3600, "Pacific/Apia")
    assert elapsed_seconds(start, reached, "Pacific/Apia") == n * 3600
    assert reached - start == (n + 24) * 3600
