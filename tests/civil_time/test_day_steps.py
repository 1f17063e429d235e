import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.civil_time import (
    NO_CALENDAR,
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
from ruledsl.civil_time.day_steps import FULL_SPAN

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


def test_a_limit_that_ends_on_a_workday_is_not_rolled(chinese):
    steps = count_days(parse_date("2022-03-28"), Amount(2, Unit.DAY), chinese, Direction.AFTER)
    assert told(steps) == [("03-28", 0, "anchor"), ("03-29", 1, "counted"), ("03-30", 2, "counted")]


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


def test_more_months_are_told_by_their_ends_in_both_directions(chinese):
    after = count_days(parse_date("2022-01-31"), Amount(3, Unit.MONTH), chinese, Direction.AFTER)
    assert told(after)[:2] == [("01-31", 0, "anchor"), ("04-30", 3, "counted")]
    before = count_days(parse_date("2022-05-31"), Amount(3, Unit.MONTH, clear=True), chinese, Direction.BEFORE)
    assert told(before) == [("05-31", 0, "anchor"), ("02-28", 3, "counted"), ("02-27", None, "clear")]


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WORKDAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])
@pytest.mark.parametrize("direction", Direction)
def test_an_amount_of_nothing_is_told_by_the_anchor_alone(chinese, unit, direction):
    assert [step.reason for step in count_days(parse_date("2022-04-03"), Amount(0, unit), chinese, direction)] == [
        "anchor"
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


@pytest.mark.parametrize("direction", Direction)
def test_a_count_is_told_in_full_up_to_its_longest_span(chinese, direction):
    start = parse_date("2022-06-01")
    full = count_days(start, Amount(FULL_SPAN, Unit.DAY), Convention(NO_CALENDAR), direction)
    assert [step.number for step in full] == list(range(FULL_SPAN + 1))
    cut = count_days(start, Amount(FULL_SPAN + 1, Unit.DAY), Convention(NO_CALENDAR), direction)
    omitted = next(index for index, step in enumerate(cut) if step.reason == "omitted")
    assert [step.number for step in cut[:omitted]] == list(range(omitted))
    assert cut[omitted].day == start + direction.step * omitted
    tail = cut[omitted + 1 :]
    assert [step.number for step in tail] == [cut[omitted].number + 1 + index for index in range(len(tail))]
    assert tail[-1].number == FULL_SPAN + 1


@pytest.mark.parametrize("skip", [None, lambda day: False])
def test_a_long_count_back_leaves_out_as_many_workdays_as_it_says(chinese, skip):
    start = parse_date("2022-12-30")
    steps = count_days(start, Amount(100, Unit.WORKDAY), chinese, Direction.BEFORE, skip)
    omitted = next(index for index, step in enumerate(steps) if step.reason == "omitted")
    between = range(steps[omitted + 1].day + 1, start)
    assert steps[omitted].number == sum(chinese.calendar.is_workday(day) is True for day in between)
    assert steps[-1].number == 100


def test_a_long_count_of_a_declared_unit_is_summed_up(china):
    days = CountedDays.of_days("school_day", range(parse_date("2022-04-01"), parse_date("2023-01-01"), 2))
    convention = Convention(china, counted={"school_day": days})
    steps = count_days(parse_date("2022-04-01"), Amount(60, "school_day"), convention, Direction.AFTER)
    omitted = next(step for step in steps if step.reason == "omitted")
    assert (omitted.number, steps[-1].number) == (56, 60)
    back = count_days(parse_date("2022-12-31"), Amount(60, "school_day"), convention, Direction.BEFORE)
    assert back[-1].number == 60


def test_a_long_count_past_an_unknown_suspension_or_an_unpublished_day_has_no_number(china, chinese):
    start = parse_date("2022-03-31")
    steps = count_days(
        start, Amount(100, Unit.WORKDAY), chinese, Direction.AFTER, lambda day: None if day == start + 20 else False
    )
    assert [step.number for step in steps if step.reason == "omitted"] == [None]
    assert steps[-1].number is None
    # after the year's end nothing is published, whether or not a suspension is asked about
    for skip in (None, lambda day: False):
        late = count_days(parse_date("2026-12-01"), Amount(100, Unit.WORKDAY), chinese, Direction.AFTER, skip)
        assert [step.number for step in late if step.reason == "omitted"] == [None]
        assert late[-1].number is None


def test_hours_have_no_days_to_count(chinese):
    with pytest.raises(ValueError, match="instant"):
        count_days(parse_date("2022-03-31"), Amount(3, Unit.HOUR), chinese, Direction.AFTER)
