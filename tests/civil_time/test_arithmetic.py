import calendar as stdlib_calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ruledsl.civil_time import (
    FIRST_DAY,
    LAST_DAY,
    DateOutOfRange,
    Unit,
    add_calendar,
    add_hours,
    add_months,
    add_seconds,
    civil_day,
    day_of,
    days_between,
    elapsed_seconds,
    instant_of,
    known_zone,
    parse_date,
    parse_time,
    second_of_day,
    weekday_of,
    year_of,
)

from .walks import any_days

months = st.integers(-2400, 2400)
month_ends = st.builds(
    lambda year, month, back: date(year, month, stdlib_calendar.monthrange(year, month)[1]).toordinal() - back,
    st.integers(1700, 2300),
    st.integers(1, 12),
    st.integers(0, 3),
)


def walked_months(day: int, n: int) -> int:
    """Steps month by month, remembering the day of the month."""
    start = date.fromordinal(day)
    year, month = start.year, start.month
    for _ in range(abs(n)):
        month += 1 if n > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        elif month == 0:
            year, month = year - 1, 12
    return date(year, month, min(start.day, stdlib_calendar.monthrange(year, month)[1])).toordinal()


def instant(text: str) -> int:
    day, time = text.split(" ")
    return instant_of(parse_date(day), parse_time(time))


@given(any_days | month_ends, months)
def test_adding_months_agrees_with_stepping_month_by_month(day, n):
    assert add_months(day, n) == walked_months(day, n)


@given(any_days, st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR]))
def test_adding_nothing_is_the_identity(day, unit):
    assert add_calendar(day, 0, unit) == day


@given(month_ends, months, months)
def test_adding_months_is_monotone_in_the_number(day, n, m):
    assume(n < m)
    assert add_months(day, n) < add_months(day, m)


@given(month_ends, month_ends, months)
def test_adding_months_is_monotone_in_the_start(day, other, n):
    low, high = sorted((day, other))
    assert add_months(low, n) <= add_months(high, n)


@given(any_days, st.integers(-200, 200))
def test_weeks_quarters_and_years_are_days_and_months(day, n):
    assert add_calendar(day, n, Unit.WEEK) == day + 7 * n == add_calendar(day, 7 * n, Unit.DAY)
    assert add_calendar(day, n, Unit.QUARTER) == add_months(day, 3 * n)
    assert add_calendar(day, n, Unit.YEAR) == add_months(day, 12 * n)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2022-01-31", 1, "2022-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2022-03-31", -1, "2022-02-28"),
        ("2022-11-30", 3, "2023-02-28"),
        ("1900-01-31", 1, "1900-02-28"),
        ("2000-01-31", 1, "2000-02-29"),
        ("2022-12-31", 2400, "2222-12-31"),
    ],
)
def test_month_ends_and_leap_days(start, n, end):
    assert add_months(parse_date(start), n) == parse_date(end)


def test_one_month_and_one_month_are_not_two_months():
    start = parse_date("2022-01-31")
    assert add_months(add_months(start, 1), 1) != add_months(start, 2)


@pytest.mark.parametrize(
    "call",
    [
        lambda: add_months(LAST_DAY, 1),
        lambda: add_months(FIRST_DAY, -1),
        lambda: add_months(FIRST_DAY, 10**9),
        lambda: add_months(0, 0),
        lambda: add_calendar(LAST_DAY, 1, Unit.DAY),
        lambda: add_calendar(FIRST_DAY, -1, Unit.WEEK),
        lambda: year_of(LAST_DAY + 1),
        lambda: day_of(10_000, 1, 1),
        lambda: day_of(0, 12, 31),
        lambda: add_hours(instant_of(LAST_DAY), 48, "Asia/Shanghai"),
        lambda: add_hours(instant_of(FIRST_DAY), -48, "Asia/Shanghai"),
        lambda: add_hours(instant_of(LAST_DAY + 1), 1, "America/New_York"),
        # the last hours of the last day of universal time are already the next day in Shanghai
        lambda: add_hours(instant_of(LAST_DAY, 20 * 3600), 8, "Asia/Shanghai"),
    ],
)
def test_days_outside_the_years_1_to_9999_are_refused(call):
    with pytest.raises(DateOutOfRange):
        call()


def test_the_first_and_the_last_day_are_dates():
    assert day_of(1, 1, 1) == FIRST_DAY
    assert day_of(9999, 12, 31) == LAST_DAY


@pytest.mark.parametrize("unit", [Unit.HOUR, Unit.WORKDAY])
def test_units_that_a_date_alone_cannot_count_are_refused(unit):
    with pytest.raises(ValueError, match="cannot be counted"):
        add_calendar(parse_date("2022-01-01"), 1, unit)


@given(any_days, st.integers(0, 86_399))
def test_an_instant_is_a_day_and_a_second(day, second):
    assert civil_day(instant_of(day, second)) == day
    assert second_of_day(instant_of(day, second)) == second


@given(any_days)
def test_weekdays_and_years_agree_with_datetime(day):
    moment = date.fromordinal(day)
    assert (weekday_of(day), year_of(day)) == (moment.weekday(), moment.year)


def test_days_between_are_whole_civil_days():
    assert days_between(parse_date("2024-02-28"), parse_date("2024-03-01")) == 2


@given(
    st.datetimes(datetime(1975, 1, 1), datetime(2035, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.integers(-5000, 5000),
    st.sampled_from(["Asia/Shanghai", "Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_hours_agree_with_datetime(moment, n, zone):
    start = instant_of(moment.toordinal(), moment.hour * 3600 + moment.minute * 60 + moment.second)
    elapsed = moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) + timedelta(hours=n)
    local = elapsed.astimezone(ZoneInfo(zone))
    expected = instant_of(local.toordinal(), local.hour * 3600 + local.minute * 60 + local.second)
    assert add_hours(start, n, zone) == (expected if n else start)


def test_hours_are_elapsed_hours_where_clocks_change():
    assert add_hours(instant("2022-03-26 12:00"), 24, "Europe/London") == instant("2022-03-27 13:00")
    assert add_hours(instant("2022-10-29 12:00"), 24, "Europe/London") == instant("2022-10-30 11:00")
    assert add_hours(instant("2022-03-26 12:00"), 24, "Asia/Shanghai") == instant("2022-03-27 12:00")
    # Shanghai itself had summer time from 1986 to 1991
    assert add_hours(instant("1987-04-11 12:00"), 24, "Asia/Shanghai") == instant("1987-04-12 13:00")


def test_a_day_has_23_or_25_hours_where_clocks_change():
    spring, autumn = parse_date("2022-03-27"), parse_date("2022-10-30")
    assert elapsed_seconds(instant_of(spring), instant_of(spring + 1), "Europe/London") == 23 * 3600
    assert elapsed_seconds(instant_of(autumn), instant_of(autumn + 1), "Europe/London") == 25 * 3600


def test_clocks_change_at_their_second():
    zone = "Australia/Lord_Howe"  # by half an hour: on 2022-10-02 at 02:00 to 02:30
    last = instant("2022-10-02 02:00") - 1
    assert add_seconds(last, 1, zone) == instant("2022-10-02 02:30")
    assert elapsed_seconds(last, instant("2022-10-02 02:30"), zone) == 1
    assert add_seconds(instant("2022-10-02 02:30"), -1, zone) == last
    # the last second that occurs twice is read as its first occurrence; the next second occurs only once
    before, after = instant("2022-04-03 02:00") - 1, instant("2022-04-03 02:00")
    assert elapsed_seconds(before, after, zone) == 1800 + 1
    assert add_seconds(before, 1800 + 1, zone) == after


@pytest.mark.parametrize("skipped", ["2022-03-27 01:00", "2022-03-27 01:30"])
def test_adding_no_time_keeps_even_a_local_time_that_clocks_skip(skipped):
    assert add_seconds(instant(skipped), 0, "Europe/London") == instant(skipped)


def test_zones_are_known_by_name():
    assert known_zone("Asia/Shanghai")
    assert not known_zone("Asia/Shangai")
    assert not known_zone("../etc/passwd")
    assert not known_zone("")
