from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.civil_time import (
    LAST_DAY,
    Amount,
    DateError,
    DateOutOfRange,
    Period,
    PeriodKind,
    Unit,
    add_months,
    next_date,
    next_period,
    parse_date,
    parse_period_label,
    period_containing,
    rolling_window,
)

from .walks import any_days, days_2000_to_2030

kinds = st.sampled_from(PeriodKind)
starts = st.sampled_from([(1, 1), (9, 1), (4, 6), (12, 31), (2, 28), (7, 15)])


@given(kinds, any_days, starts)
def test_a_period_contains_its_day_and_each_of_its_days_gives_it_back(kind, day, start):
    period = period_containing(kind, day, start)
    assert day in period
    assert period_containing(kind, period.first, start) == period
    assert period_containing(kind, period.last, start) == period


@given(kinds, any_days, starts)
def test_periods_partition_the_time_line(kind, day, start):
    period = period_containing(kind, day, start)
    following = next_period(period)
    assert following.first == period.last + 1
    assert period_containing(kind, period.first - 1, start).last == period.first - 1
    assert following == period_containing(kind, following.last, start)


@given(kinds, any_days, starts, st.sampled_from(["en", "zh"]))
def test_a_label_reads_back(kind, day, start, language):
    period = period_containing(kind, day, start)
    assert parse_period_label(period.label(language)) == period


@pytest.mark.parametrize(
    ("kind", "start", "label", "label_zh", "first", "last"),
    [
        (PeriodKind.YEAR, (1, 1), "2024", "2024年", "2024-01-01", "2024-12-31"),
        (PeriodKind.YEAR, (9, 1), "year from 2023-09-01", "2023年9月1日起一年", "2023-09-01", "2024-08-31"),
        (PeriodKind.QUARTER, (1, 1), "2024 Q1", "2024年第1季度", "2024-01-01", "2024-03-31"),
        (PeriodKind.MONTH, (1, 1), "2024-02", "2024年2月", "2024-02-01", "2024-02-29"),
        (PeriodKind.TEN_DAYS, (1, 1), "2024-02 III", "2024年2月下旬", "2024-02-21", "2024-02-29"),
        (PeriodKind.WEEK, (1, 1), "week of 2024-02-26", "2024年2月26日起一周", "2024-02-26", "2024-03-03"),
    ],
)
def test_the_periods_of_a_leap_day(kind, start, label, label_zh, first, last):
    period = period_containing(kind, parse_date("2024-02-29"), start)
    assert period == Period(kind, parse_date(first), parse_date(last))
    assert (period.label(), period.label("zh")) == (label, label_zh)


def test_ten_day_periods_start_on_the_1st_11th_and_21st():
    firsts = {period_containing(PeriodKind.TEN_DAYS, parse_date(f"2022-01-{day:02d}")).label() for day in range(1, 32)}
    assert firsts == {"2022-01 I", "2022-01 II", "2022-01 III"}
    assert period_containing(PeriodKind.TEN_DAYS, parse_date("2022-01-20")).label() == "2022-01 II"
    assert period_containing(PeriodKind.TEN_DAYS, parse_date("2022-01-31")).label() == "2022-01 III"


def test_any_day_of_a_week_names_it():
    assert parse_period_label("week of 2022-03-09") == parse_period_label("week of 2022-03-07")


@pytest.mark.parametrize(
    "text",
    ["", "22", "2022 Q5", "2022-13", "0000", "2022-03 IIII", "week of 2022-02-30", "year from 2024-02-29",
     "week of 9999-12-31", "year from 9999-09-01", "2022年13月", "2022 q1", "２０２２"],
)  # fmt: skip
def test_a_wrong_label_is_refused_with_help(text):
    with pytest.raises(DateError) as caught:
        parse_period_label(text)
    assert caught.value.help


@given(st.text(st.sampled_from("2019-Q IVweekofyarm年月日起一周上旬第季度"), max_size=24))
def test_any_text_is_a_label_or_a_date_error(text):
    try:
        period = parse_period_label(text)
    except DateError:
        return
    assert parse_period_label(period.label()) == period


def test_the_last_periods_of_all_time():
    for kind in (PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.TEN_DAYS):
        period = period_containing(kind, LAST_DAY)
        assert period.last == LAST_DAY
        with pytest.raises(DateOutOfRange):
            next_period(period)


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ((2, 29), "29 February"),
        ((6, 31), "31 June"),
        ((1, 32), "32 January"),
        ((12, 0), "0 December"),
        ((13, 1), "month 13"),
        ((0, 1), "month 0"),
    ],
)
def test_a_year_cannot_start_on_a_day_that_not_every_year_has(start, name):
    with pytest.raises(ValueError, match=f"cannot start on {name}: not every year has that day"):
        period_containing(PeriodKind.YEAR, parse_date("2022-01-01"), start)


@pytest.mark.parametrize("month", range(1, 13))
def test_quarters_are_of_three_months(month):
    quarter = period_containing(PeriodKind.QUARTER, parse_date(f"2022-{month:02d}-15"))
    assert quarter.label() == f"2022 Q{(month - 1) // 3 + 1}"
    assert quarter.label("zh") == f"2022年第{(month - 1) // 3 + 1}季度"


@given(days_2000_to_2030, st.integers(1, 36))
def test_a_rolling_window_is_half_open_after_the_same_day_before(day, n):
    first, last = rolling_window(day, Amount(n, Unit.MONTH))
    window = [each for each in range(day - 32 * n, day + 3) if add_months(day, -n) < each <= day]
    assert (first, last) == (window[0], window[-1])


def test_rolling_windows():
    day = parse_date("2023-03-15")
    assert rolling_window(day, Amount(12, Unit.MONTH)) == (parse_date("2022-03-16"), day)
    assert rolling_window(day, Amount(7, Unit.DAY)) == rolling_window(day, Amount(1, Unit.WEEK)) == (day - 6, day)
    with pytest.raises(ValueError):
        rolling_window(day, Amount(5, Unit.WORKDAY))
    with pytest.raises(ValueError):
        rolling_window(day, Amount(5, "school_day"))


@given(days_2000_to_2030, st.integers(1, 12), st.integers(1, 28))
def test_the_next_date_is_the_first_one_not_before(day, month, day_of_month):
    expected = next(
        each
        for each in range(day, day + 367)
        if (date.fromordinal(each).month, date.fromordinal(each).day) == (month, day_of_month)
    )
    assert next_date(month, day_of_month, day) == expected


def test_the_29th_of_february_is_the_last_of_february():
    assert next_date(2, 29, parse_date("2022-01-01")) == parse_date("2022-02-28")
    assert next_date(2, 29, parse_date("2023-03-01")) == parse_date("2024-02-29")
    assert next_date(2, 29, parse_date("2024-02-29")) == parse_date("2024-02-29")
    assert next_date(2, 29, parse_date("2022-02-28")) == parse_date("2022-02-28")


def test_a_date_that_no_year_has_is_refused():
    with pytest.raises(DateError):
        next_date(6, 31, parse_date("2022-01-01"))
    with pytest.raises(DateOutOfRange):
        next_date(6, 30, parse_date("9999-07-01"))
