import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.civil_time import (
    Amount,
    Convention,
    CountedDays,
    DayStep,
    Direction,
    Unit,
    count_days,
    format_date,
    limit_after,
    limit_before,
    parse_date,
    parse_overrides,
    with_overrides,
)

from .walks import published_days


def told(steps: tuple[DayStep, ...]) -> list[tuple[str, int | None, str]]:
    return [(format_date(step.day)[5:], step.number, step.reason) for step in steps]


def test_the_count_back_from_a_working_saturday(chinese):
    steps = count_days(parse_date("2022-04-02"), Amount(5, Unit.WORKDAY), chinese, Direction.BEFORE)
    assert told(steps) == [
        ("04-02", 0, "anchor"),
        ("04-01", 1, "counted"),
        ("03-31", 2, "counted"),
        ("03-30", 3, "counted"),
        ("03-29", 4, "counted"),
        ("03-28", 5, "counted"),
    ]


def test_make_up_days_weekends_and_holidays_are_told_apart(chinese):
    steps = count_days(parse_date("2022-04-01"), Amount(2, Unit.WORKDAY), chinese, Direction.AFTER)
    assert told(steps) == [
        ("04-01", 0, "anchor"),
        ("04-02", 1, "makeup"),
        ("04-03", None, "weekend"),
        ("04-04", None, "holiday"),
        ("04-05", None, "holiday"),
        ("04-06", 2, "counted"),
    ]
    assert (steps[4].name_en, steps[4].name_zh) == ("Tomb-Sweeping Day", "清明节")


def test_the_days_of_a_roll_over_follow_the_last_day(chinese):
    steps = count_days(parse_date("2022-04-01"), Amount(2, Unit.DAY), chinese, Direction.AFTER)
    assert told(steps) == [
        ("04-01", 0, "anchor"),
        ("04-02", 1, "counted"),
        ("04-03", 2, "counted"),
        ("04-04", None, "holiday"),
        ("04-05", None, "holiday"),
        ("04-06", None, "rolled"),
    ]


def test_suspended_days_have_no_number(chinese):
    def skip(day: int) -> bool:
        return day in (parse_date("2022-03-29"), parse_date("2022-03-30"))

    steps = count_days(parse_date("2022-03-28"), Amount(2, Unit.WORKDAY), chinese, Direction.AFTER, skip)
    assert [step.reason for step in steps] == ["anchor", "suspended", "suspended", "counted", "counted"]


def test_numbers_end_where_a_suspension_is_unknown(chinese):
    def skip(day: int) -> bool | None:
        return None if day == parse_date("2022-03-29") else False

    steps = count_days(parse_date("2022-03-28"), Amount(2, Unit.WORKDAY), chinese, Direction.AFTER, skip)
    assert [(step.number, step.reason) for step in steps[1:]] == [(None, "suspension_unknown"), (None, "counted")]


def test_unpublished_days_have_no_number(chinese):
    steps = count_days(parse_date("2026-12-30"), Amount(3, Unit.WORKDAY), chinese, Direction.AFTER)
    assert told(steps) == [
        ("12-30", 0, "anchor"),
        ("12-31", 1, "counted"),
        ("01-01", None, "unpublished"),
        ("01-02", None, "unpublished"),
    ]


def test_a_limit_on_an_unpublished_day_says_so(chinese):
    steps = count_days(parse_date("2026-12-15"), Amount(1, Unit.MONTH), chinese, Direction.AFTER)
    assert told(steps)[1:] == [("01-15", 1, "counted"), ("01-15", None, "unpublished")]


def test_projected_days_are_marked(projected_china):
    steps = count_days(parse_date("2026-12-31"), Amount(1, Unit.WORKDAY), Convention(projected_china), Direction.AFTER)
    assert [(step.reason, step.provisional) for step in steps] == [
        ("anchor", False),
        ("holiday", True),
        ("weekend", True),
        ("weekend", True),
        ("counted", True),
    ]


def test_overridden_days_are_told(china):
    calendar = with_overrides(china, parse_overrides('2022-03-29 rest "flood"').overrides)
    steps = count_days(parse_date("2022-03-28"), Amount(1, Unit.WORKDAY), Convention(calendar), Direction.AFTER)
    assert [(step.reason, step.name_en) for step in steps[1:]] == [("rest", "flood"), ("counted", "")]


def test_months_are_told_by_their_ends(chinese):
    steps = count_days(parse_date("2022-03-04"), Amount(1, Unit.MONTH, clear=True), chinese, Direction.AFTER)
    assert told(steps) == [
        ("03-04", 0, "anchor"),
        ("04-04", 1, "counted"),
        ("04-05", None, "clear"),
        ("04-06", None, "rolled"),
    ]


def test_days_outside_a_declared_unit_are_told(china):
    days = CountedDays.of_days("school_day", [parse_date("2022-04-01"), parse_date("2022-04-03")])
    convention = Convention(china, counted={"school_day": days})
    steps = count_days(parse_date("2022-04-01"), Amount(1, "school_day"), convention, Direction.AFTER)
    assert told(steps)[1:] == [("04-02", None, "not_in_unit"), ("04-03", 1, "counted")]


def test_a_long_count_is_summed_up(chinese):
    steps = count_days(parse_date("2022-03-31"), Amount(100, Unit.WORKDAY), chinese, Direction.AFTER)
    assert len(steps) == 1 + 7 + 1 + 7
    assert steps[8].reason == "omitted"
    assert steps[-1].number == 100
    far = count_days(parse_date("2022-03-31"), Amount(2_000_000, Unit.DAY), chinese, Direction.AFTER)
    assert len(far) == 1 + 7 + 1 + 7 + 1
    assert far[-2].number == 2_000_000
    assert far[-1].reason == "unpublished"


@pytest.mark.parametrize("suspending", [False, True])
@given(
    day=published_days,
    n=st.integers(0, 90),
    unit=st.sampled_from([Unit.DAY, Unit.WORKDAY, Unit.WEEK]),
    clear=st.booleans(),
    direction=st.sampled_from(Direction),
)
def test_the_count_ends_at_the_limit_with_the_last_number(chinese, suspending, day, n, unit, clear, direction):
    amount = Amount(n, unit, clear)
    skip = (lambda each: each % 11 == 0) if suspending else None
    steps = count_days(day, amount, chinese, direction, skip)
    if direction is Direction.AFTER:
        limit = limit_after(day, amount, chinese, skip=skip)
        assert steps[-1].day == limit.earliest
    else:
        limit = limit_before(day, amount, chinese, skip=skip)
        assert steps[-1].day == limit.latest
    if limit.decided and n:
        wanted = n * (7 if unit is Unit.WEEK else 1) + clear
        assert max(step.number for step in steps if step.number is not None) == wanted
    numbers = [step.number for step in steps if step.number is not None]
    assert numbers == sorted(numbers)
    days = [step.day for step in steps]
    assert days == sorted(days, reverse=direction is Direction.BEFORE)
    assert len(steps) <= 75


def test_hours_have_no_days_to_count(chinese):
    with pytest.raises(ValueError, match="instant"):
        count_days(parse_date("2022-03-31"), Amount(3, Unit.HOUR), chinese, Direction.AFTER)
