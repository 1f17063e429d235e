import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.civil_time import (
    BEGINNING,
    FIRST_DAY,
    LAST_DAY,
    NO_CALENDAR,
    Amount,
    Calendar,
    Convention,
    CountedDays,
    DateOutOfRange,
    DayCode,
    Reach,
    Unit,
    UnknownUnit,
    add_calendar,
    day_end,
    elapsed_seconds,
    hours_after,
    hours_before,
    instant_of,
    limit_after,
    limit_before,
    official_calendar,
    parse_date,
    parse_time,
)
from ruledsl.civil_time.limits import steps_wanted

from .walks import (
    SMALL_START,
    filled,
    gappy_codes,
    nth_counted,
    projected_codes,
    published_days,
    small_calendar,
    small_codes,
)

day_units = st.sampled_from([Unit.DAY, Unit.WORKDAY, Unit.WEEK])
date_units = st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR])
near_days = st.integers(SMALL_START - 3, SMALL_START + 40)
counts = st.integers(1, 12)
suspensions = st.dictionaries(
    st.integers(SMALL_START - 10, SMALL_START + 60), st.sampled_from([True, None]), max_size=25
)


def after(text: str, n: int, unit: Unit | str, convention: Convention, *, clear: bool = False) -> int | None:
    return limit_after(parse_date(text), Amount(n, unit, clear), convention).day


def before(text: str, n: int, unit: Unit | str, convention: Convention, *, clear: bool = False) -> int | None:
    return limit_before(parse_date(text), Amount(n, unit, clear), convention).day


@pytest.mark.parametrize(
    ("anchor", "n", "unit", "clear", "end"),
    [
        # 2022-04-02 was a working Saturday, 3 to 5 April were Tomb-Sweeping
        ("2022-03-31", 3, Unit.WORKDAY, False, "2022-04-06"),
        ("2022-04-03", 1, Unit.WORKDAY, False, "2022-04-06"),
        ("2022-03-31", 2, Unit.DAY, False, "2022-04-02"),
        ("2022-03-31", 3, Unit.DAY, False, "2022-04-06"),
        ("2022-03-31", 2, Unit.DAY, True, "2022-04-06"),
        ("2022-03-27", 1, Unit.WEEK, False, "2022-04-06"),
        ("2022-03-25", 1, Unit.WEEK, False, "2022-04-01"),
        ("2022-01-31", 1, Unit.MONTH, False, "2022-02-28"),
        ("2022-03-04", 1, Unit.MONTH, False, "2022-04-06"),
        ("2022-03-31", 1, Unit.QUARTER, False, "2022-06-30"),
        ("2024-02-29", 1, Unit.YEAR, False, "2025-02-28"),
        ("2022-03-31", 1, Unit.MONTH, True, "2022-05-05"),
        ("2024-02-08", 1, Unit.WORKDAY, False, "2024-02-09"),
        ("2022-03-31", 2, Unit.WORKDAY, True, "2022-04-06"),
    ],
)
def test_forward_limits(chinese, anchor, n, unit, clear, end):
    assert after(anchor, n, unit, chinese, clear=clear) == parse_date(end)


@pytest.mark.parametrize(
    ("anchor", "n", "unit", "clear", "end"),
    [
        ("2022-04-02", 5, Unit.WORKDAY, False, "2022-03-28"),
        ("2022-04-02", 5, Unit.WORKDAY, True, "2022-03-25"),
        ("2022-04-06", 1, Unit.WORKDAY, False, "2022-04-02"),
        ("2022-04-06", 3, Unit.DAY, False, "2022-04-03"),
        ("2022-04-06", 3, Unit.DAY, True, "2022-04-02"),
        ("2022-05-31", 3, Unit.MONTH, False, "2022-02-28"),
        ("2022-05-31", 3, Unit.MONTH, True, "2022-02-27"),
        ("2022-04-10", 1, Unit.WEEK, False, "2022-04-03"),
    ],
)
def test_backward_limits_never_roll(chinese, anchor, n, unit, clear, end):
    assert before(anchor, n, unit, chinese, clear=clear) == parse_date(end)


def test_without_roll_over_a_limit_ends_on_its_last_day(china, chinese):
    sunday = parse_date("2022-04-03")
    assert after("2022-03-31", 3, Unit.DAY, Convention(china, roll_over=False)) == sunday
    assert after("2022-03-31", 3, Unit.DAY, Convention(NO_CALENDAR)) == sunday
    assert limit_after(parse_date("2022-03-31"), Amount(3, Unit.DAY), chinese, roll=False).day == sunday


@given(published_days, st.integers(1, 40), date_units, st.booleans())
def test_a_forward_limit_is_the_first_workday_from_its_nominal_end(chinese, day, n, unit, clear):
    nominal = add_calendar(day, n, unit) + clear
    reach = limit_after(day, Amount(n, unit, clear), chinese)
    assert limit_after(day, Amount(n, unit, clear), chinese, roll=False) == Reach(nominal, nominal)
    assert reach == chinese.calendar.roll_forward(nominal)


@given(published_days, st.integers(1, 40), date_units | st.just(Unit.WORKDAY), st.booleans())
def test_a_longer_forward_limit_never_ends_earlier(chinese, day, n, unit, clear):
    short, long = (limit_after(day, Amount(each, unit, clear), chinese) for each in (n, n + 1))
    assert short.earliest <= long.earliest
    assert limit_after(day + 1, Amount(n, unit, clear), chinese).earliest >= short.earliest
    assert long.latest is None or (short.latest is not None and short.latest <= long.latest)


@given(published_days, date_units | st.just(Unit.WORKDAY), st.booleans())
def test_an_amount_of_nothing_is_the_anchor(chinese, day, unit, clear):
    assert limit_after(day, Amount(0, unit, clear), chinese) == Reach(day, day)
    assert limit_before(day, Amount(0, unit, clear), chinese) == Reach(day, day)


@given(gappy_codes, near_days, counts, date_units | st.just(Unit.WORKDAY))
def test_a_rolled_reach_is_what_the_extreme_calendars_give(codes, day, n, unit):
    reach = limit_after(day, Amount(n, unit), Convention(small_calendar(codes)))
    ends = [
        limit_after(day, Amount(n, unit), Convention(small_calendar(filled(codes, working))))
        for working in (True, False)
    ]
    assert reach.earliest == ends[0].earliest
    assert reach.latest == ends[1].latest


def test_past_the_published_years_a_limit_is_open(chinese):
    reach = limit_after(parse_date("2026-12-15"), Amount(1, Unit.MONTH), chinese)
    assert reach == Reach(parse_date("2027-01-15"), None, (2027,))
    assert limit_before(parse_date("2006-01-05"), Amount(5, Unit.WORKDAY), chinese) == Reach(
        BEGINNING, parse_date("2005-12-28"), (2005,)
    )


def test_limits_past_the_published_years_are_provisional_when_projected(projected_china):
    convention = Convention(projected_china)
    assert limit_after(parse_date("2026-12-15"), Amount(1, Unit.MONTH), convention).provisional
    assert limit_after(parse_date("2026-12-30"), Amount(3, Unit.WORKDAY), convention).provisional
    assert limit_after(
        parse_date("2026-12-30"), Amount(3, Unit.WORKDAY), convention, skip=lambda day: False
    ).provisional
    assert not limit_after(parse_date("2026-11-15"), Amount(1, Unit.MONTH), convention).provisional
    assert limit_before(
        parse_date("2027-01-08"), Amount(3, Unit.WORKDAY), convention, skip=lambda day: False
    ).provisional


@given(small_codes, near_days, counts, day_units, st.booleans(), suspensions)
def test_suspended_days_are_not_counted(codes, day, n, unit, clear, held):
    """Against a day walk, with each unknown suspension tried both ways."""
    calendar = small_calendar(codes, always=True)
    convention = Convention(calendar)
    amount = Amount(n, unit, clear)
    wanted = n * (7 if unit is Unit.WEEK else 1) + clear

    def walked(step: int, unknown: bool) -> int | None:
        def counted(each: int) -> bool:
            suspended = held.get(each, False)
            in_unit = unit is not Unit.WORKDAY or calendar.is_workday(each) is True
            return in_unit and not (unknown if suspended is None else suspended)

        return nth_counted(counted, day, step * wanted)

    def skip(each: int) -> bool | None:
        return held.get(each, False)

    forward = limit_after(day, amount, convention, roll=False, skip=skip)
    assert (forward.earliest, forward.latest) == (walked(1, False), walked(1, True))
    backward = limit_before(day, amount, convention, skip=skip)
    assert (backward.earliest, backward.latest) == (walked(-1, True), walked(-1, False))


@given(gappy_codes | projected_codes, near_days, counts, day_units, st.booleans())
def test_suspending_no_day_changes_nothing(codes, day, n, unit, clear):
    convention = Convention(small_calendar(codes))
    amount = Amount(n, unit, clear)
    assert limit_after(day, amount, convention, skip=lambda each: False) == limit_after(day, amount, convention)
    assert limit_before(day, amount, convention, skip=lambda each: False) == limit_before(day, amount, convention)


@pytest.mark.parametrize("offset", range(-4, 5))
def test_suspending_no_day_changes_nothing_around_a_projected_day(offset):
    codes = bytearray([DayCode.OVERRIDE_WORKING] * 9)
    codes[4 + offset] = DayCode.PROJECTED_WORKING
    convention, day = Convention(small_calendar(bytes(codes), always=True)), SMALL_START + 4
    for n in (1, 2, 3):
        amount = Amount(n, Unit.WORKDAY)
        for limit in (limit_after, limit_before):
            assert limit(day, amount, convention, skip=lambda each: False) == limit(day, amount, convention)


def test_months_take_no_notice_of_suspension(chinese):
    day = parse_date("2022-03-31")
    amount = Amount(1, Unit.MONTH)
    assert limit_after(day, amount, chinese, skip=lambda each: True) == limit_after(day, amount, chinese)


def test_a_suspended_workday_may_still_be_rolled_to(chinese):
    day, wednesday = parse_date("2022-03-31"), parse_date("2022-04-06")
    reach = limit_after(day, Amount(3, Unit.DAY), chinese, skip=lambda each: each == wednesday)
    assert reach.day == wednesday


def test_a_suspension_unknown_for_ever_leaves_the_limit_open(chinese):
    day = parse_date("2022-03-31")
    reach = limit_after(day, Amount(3, Unit.WORKDAY), chinese, skip=lambda each: None)
    assert reach == Reach(parse_date("2022-04-06"), None)


def test_a_roll_over_past_an_unknown_suspension_is_open_only_as_far_as_the_suspension(chinese, projected_china):
    # the second day is Saturday 2 April, a workday, or Sunday 3 April, from which it rolls to Wednesday
    def skip(day: int) -> bool | None:
        return None if day == parse_date("2022-04-01") else False

    open_end = limit_after(parse_date("2022-03-31"), Amount(2, Unit.DAY), chinese, skip=skip)
    assert open_end == Reach(parse_date("2022-04-02"), parse_date("2022-04-06"))
    # the third is Sunday or Monday, both in the holidays: the end is decided all the same
    closed = limit_after(parse_date("2022-03-31"), Amount(3, Unit.DAY), chinese, skip=skip)
    assert closed == Reach(parse_date("2022-04-06"), parse_date("2022-04-06"))
    for_ever = limit_after(parse_date("2022-03-31"), Amount(2, Unit.DAY), chinese, skip=lambda day: None)
    assert for_ever == Reach(parse_date("2022-04-02"), None)


def test_a_roll_over_from_an_open_end_says_what_is_unpublished_or_projected(chinese, projected_china):
    def skip(day: int) -> bool | None:
        return None if day == parse_date("2026-12-31") else False

    start = parse_date("2026-12-30")
    assert limit_after(start, Amount(1, Unit.DAY), chinese, skip=skip) == Reach(parse_date("2026-12-31"), None, (2027,))
    assert limit_after(start, Amount(2, Unit.DAY), chinese, skip=skip) == Reach(parse_date("2027-01-01"), None, (2027,))
    convention = Convention(projected_china)
    assert limit_after(start, Amount(1, Unit.DAY), convention, skip=skip).provisional
    assert limit_after(start, Amount(2, Unit.DAY), convention, skip=skip).provisional
    assert not limit_after(
        parse_date("2022-03-31"), Amount(2, Unit.DAY), convention, skip=lambda day: None if day % 9 == 0 else False
    ).provisional


def test_what_lies_between_the_nearest_and_the_furthest_end_is_told(projected_china):
    def skip(day: int) -> bool | None:
        return None if day == parse_date("2026-12-31") else False

    reach = limit_after(parse_date("2026-12-30"), Amount(1, Unit.WORKDAY), Convention(projected_china), skip=skip)
    assert reach == Reach(parse_date("2026-12-31"), parse_date("2027-01-04"), (), provisional=True)
    # from 30 December to New Year's Day nothing is published
    start = parse_date("2022-12-29")
    gap = Convention(Calendar.of_codes("gap", start, b"\x01\x00\x00\x00\x01"))
    reach = limit_after(start, Amount(1, Unit.WORKDAY), gap, skip=lambda day: False)
    assert reach == Reach(start + 1, start + 4, (2022, 2023))
    assert limit_before(start + 4, Amount(1, Unit.WORKDAY), gap, lambda day: False) == Reach(
        start, start + 3, (2022, 2023)
    )


def test_the_anchors_own_year_is_not_asked_for_where_only_later_days_count():
    start = parse_date("2022-12-31")
    gap = Convention(Calendar.of_codes("gap", start - 1, b"\x01\x00\x00\x01"))
    reach = limit_after(start, Amount(1, Unit.WORKDAY), gap, skip=lambda day: False)
    assert reach == Reach(start + 1, start + 2, (2023,))


def test_past_suspended_days_a_limit_may_end_on_the_first_and_the_last_day():
    convention = Convention(NO_CALENDAR)
    assert limit_after(LAST_DAY - 2, Amount(2, Unit.DAY), convention, skip=lambda day: False).day == LAST_DAY
    assert limit_before(FIRST_DAY + 2, Amount(2, Unit.DAY), convention, lambda day: False).day == FIRST_DAY
    with pytest.raises(DateOutOfRange):
        limit_after(LAST_DAY - 2, Amount(3, Unit.DAY), convention, skip=lambda day: False)


def test_a_declared_unit_past_an_unknown_suspension_is_open_where_its_file_ends(china):
    listed = [parse_date(f"2022-04-{day:02d}") for day in (1, 3, 8)]
    convention = Convention(china, counted={"school_day": CountedDays.of_days("school_day", listed)})

    def skip(day: int) -> bool | None:
        return None if day == listed[1] else False

    amount = Amount(1, "school_day")
    assert limit_after(listed[0], amount, convention, skip=skip) == Reach(listed[1], listed[2])
    assert limit_before(listed[2], amount, convention, skip=skip) == Reach(listed[0], listed[1])
    two = Amount(2, "school_day")
    assert limit_after(listed[0], two, convention, skip=skip) == Reach(listed[2], None)
    assert limit_before(listed[2], two, convention, skip=skip) == Reach(BEGINNING, listed[0])


def test_a_count_back_looks_no_further_than_what_is_known_of_suspensions():
    class Held:
        """Nothing is known of any suspension; it remembers of which days it was asked."""

        def __init__(self, known_from: int) -> None:
            self.known_from = known_from
            self.asked: set[int] = set()

        def __call__(self, day: int) -> bool | None:
            self.asked.add(day)
            return None

    day = parse_date("2022-04-10")
    convention = Convention(NO_CALENDAR)
    held = Held(day - 3)
    assert limit_before(day, Amount(1, Unit.DAY), convention, held) == Reach(BEGINNING, day - 1)
    assert held.asked == {day - 1, day - 2, day - 3}
    held, start = Held(day - 3), instant_of(day)
    assert hours_before(start, 24, convention, held) == Reach(BEGINNING, start - 86_400)
    assert held.asked == {day - 1, day - 2, day - 3}


def test_a_count_forward_takes_no_notice_of_since_when_suspensions_are_known():
    class Later:
        """Of no day before it is known whether it is suspended; from it on none is."""

        known_from = parse_date("2022-04-10")

        def __call__(self, day: int) -> bool | None:
            return None if day < self.known_from else False

    day, convention = parse_date("2022-04-05"), Convention(NO_CALENDAR)
    start = instant_of(day)
    assert hours_after(start, 24, convention, Later()) == Reach(start + 86_400, instant_of(Later.known_from + 1))
    assert limit_after(day, Amount(1, Unit.DAY), convention, skip=Later()) == Reach(day + 1, Later.known_from)


@pytest.mark.parametrize("unit", [Unit.HOUR, Unit.MONTH, Unit.QUARTER, Unit.YEAR])
def test_only_what_is_counted_day_by_day_has_a_number_of_days(unit):
    assert [steps_wanted(Amount(2, each, clear=True)) for each in (Unit.DAY, Unit.WEEK, Unit.WORKDAY)] == [3, 15, 3]
    with pytest.raises(ValueError, match="day by day"):
        steps_wanted(Amount(2, unit))


def test_declared_units_are_counted_from_their_file_and_never_roll(china):
    days = CountedDays.of_days(
        "school_day", [parse_date("2022-04-01"), parse_date("2022-04-03"), parse_date("2022-04-08")]
    )
    convention = Convention(china, counted={"school_day": days})
    assert after("2022-04-01", 1, "school_day", convention) == parse_date("2022-04-03")
    assert before("2022-04-08", 1, "school_day", convention, clear=True) == parse_date("2022-04-01")
    assert limit_after(parse_date("2022-04-01"), Amount(3, "school_day"), convention).latest is None
    skipped = limit_after(
        parse_date("2022-04-01"), Amount(1, "school_day"), convention, skip=lambda day: day == parse_date("2022-04-03")
    )
    assert skipped.day == parse_date("2022-04-08")
    with pytest.raises(UnknownUnit, match="court_day"):
        after("2022-04-01", 1, "court_day", convention)


def test_amounts(chinese):
    assert Amount(3, "workday").unit is Unit.WORKDAY
    assert Amount(3, Unit.WORKDAY).label() == "3 workdays"
    assert Amount(1, Unit.DAY).label() == "1 day"
    assert Amount(3, Unit.WORKDAY, clear=True).label() == "3 clear workdays"
    assert Amount(3, Unit.WORKDAY).label("zh") == "3个工作日"
    assert Amount(3, Unit.WORKDAY, clear=True).label("zh") == "3个工作日（首尾不计）"
    assert Amount(2, "school_day").label("zh") == "2 school_day"
    with pytest.raises(ValueError, match="negative"):
        Amount(-1, Unit.DAY)
    with pytest.raises(ValueError, match="instant"):
        after("2022-04-01", 1, Unit.HOUR, chinese)


def test_a_convention_can_be_hashed(china):
    assert hash(Convention(china)) == hash(Convention(china, counted={}))


def test_limits_outside_the_years_1_to_9999_are_refused(chinese):
    for unit in (Unit.DAY, Unit.WORKDAY, Unit.YEAR):
        with pytest.raises(DateOutOfRange):
            after("2022-04-01", 10**8, unit, chinese)
    with pytest.raises(DateOutOfRange):
        limit_before(parse_date("0001-01-05"), Amount(9, Unit.DAY), chinese, skip=lambda day: False)


def test_a_limit_ends_at_midnight_or_at_the_close_of_business(china):
    day = parse_date("2022-04-01")
    assert day_end(day, Convention(china)) == instant_of(day + 1)
    assert day_end(day, Convention(china, business_close=parse_time("17:30"))) == instant_of(day, parse_time("17:30"))


@given(
    near_days,
    st.integers(0, 86_399),
    st.integers(0, 120),
    suspensions,
    st.sampled_from(["Asia/Shanghai", "Europe/London"]),
)
def test_hours_of_suspended_days_are_not_counted(day, second, n, held, zone):
    """The elapsed hours of the days between that are not suspended add up to n."""
    convention = Convention(NO_CALENDAR, zone=zone)
    held = dict.fromkeys(held, True)
    start = instant_of(day, second)

    def unsuspended(low: int, high: int) -> int:
        total = 0
        while low < high:
            edge = min(high, instant_of(low // 86_400 + 1))
            if low // 86_400 not in held:
                total += elapsed_seconds(low, edge, zone)
            low = edge
        return total

    def skip(each: int) -> bool:
        return each in held

    assert unsuspended(start, hours_after(start, n, convention, skip).earliest) == n * 3600
    if zone == "Asia/Shanghai":
        assert unsuspended(hours_before(start, n, convention, skip).earliest, start) == n * 3600


def test_hours_without_suspension_are_elapsed_hours():
    convention = Convention(official_calendar("england"), zone="Europe/London")
    start = instant_of(parse_date("2022-03-26"), parse_time("12:00"))
    end = instant_of(parse_date("2022-03-27"), parse_time("13:00"))
    assert hours_after(start, 24, convention) == Reach(end, end)
    assert hours_before(end, 24, convention) == Reach(start, start)


def test_hours_of_suspended_days_are_not_counted_to_the_second():
    convention, day = Convention(NO_CALENDAR), parse_date("2022-04-01")
    first = instant_of(day, 1)
    # all but the last second lies in the first day, and that second in the day after the suspended one
    after = hours_after(first, 24, convention, lambda each: each == day + 1)
    assert after == Reach(instant_of(day + 2, 1), instant_of(day + 2, 1))
    before = hours_before(first, 1, convention, lambda each: each == day - 1)
    assert before == Reach(instant_of(day - 1) - 3599, instant_of(day - 1) - 3599)
    for nothing in (hours_after, hours_before):
        assert nothing(first, 0, convention, lambda each: True) == Reach(first, first)


def test_an_unknown_suspension_widens_a_limit_in_hours():
    day = parse_date("2022-04-01")
    convention = Convention(NO_CALENDAR)

    def skip(each: int) -> bool | None:
        return None if each == day + 1 else False

    start = instant_of(day, parse_time("12:00"))
    assert hours_after(start, 24, convention, skip) == Reach(start + 86_400, start + 2 * 86_400)
    assert hours_before(start + 2 * 86_400, 48, convention, skip) == Reach(start - 86_400, start)
    assert hours_after(instant_of(parse_date("9999-12-01")), 24, convention, lambda each: None).latest is None
