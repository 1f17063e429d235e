import json
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ruledsl.civil_time import (
    BEGINNING,
    FIRST_DAY,
    LAST_DAY,
    NO_CALENDAR,
    Calendar,
    CountedDays,
    DateOutOfRange,
    DayCode,
    Reach,
    parse_date,
    year_of,
)

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

near_days = st.integers(SMALL_START - 5, SMALL_START + 65)
steps = st.integers(-70, 70)
signed = st.integers(1, 200) | st.integers(-200, -1)


@given(small_codes, near_days, steps)
def test_adding_workdays_agrees_with_a_day_walk(codes, day, n):
    calendar = small_calendar(codes, always=True)
    expected = nth_counted(lambda each: calendar.is_workday(each) is True, day, n) if n else day
    assert calendar.add_workdays(day, n) == Reach(expected, expected)


@given(gappy_codes, near_days, steps)
def test_a_reach_is_what_the_extreme_calendars_give(codes, day, n):
    assume(n != 0)
    calendar = small_calendar(codes)
    reach = calendar.add_workdays(day, n)
    near = nth_counted(lambda each: calendar.is_workday(each) is not False, day, n)
    far = nth_counted(lambda each: calendar.is_workday(each) is True, day, n)
    if n > 0:
        assert (reach.earliest, reach.latest) == (near, far)
    else:
        assert (reach.earliest, reach.latest) == (BEGINNING if far is None else far, near)
    assert reach.is_open == (far is None)
    assert reach.decided == (near == far)
    assert bool(reach.unpublished_years) != reach.decided


@given(st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=7).map(bytes), st.integers(-1, 10), st.integers(1, 4))
def test_every_possible_calendar_ends_within_the_reach(codes, offset, n):
    calendar = small_calendar(codes)
    day = SMALL_START + offset
    reach = calendar.add_workdays(day, n)
    gaps = [index for index, code in enumerate(codes) if code == 0]
    ends = set()
    for choice in product((1, 2), repeat=len(gaps)):
        decided = bytearray(codes)
        for index, code in zip(gaps, choice, strict=True):
            decided[index] = code
        ends.add(small_calendar(bytes(decided), always=True).add_workdays(day, n).earliest)
    assert min(ends) == reach.earliest
    if reach.latest is not None:
        assert max(ends) == reach.latest


@given(gappy_codes, near_days)
def test_rolling_agrees_with_a_day_walk(codes, day):
    calendar = small_calendar(codes)
    for n, reach in ((1, calendar.roll_forward(day)), (-1, calendar.roll_backward(day))):
        near = nth_counted(lambda each: calendar.is_workday(each) is not False, day - n, n)
        far = nth_counted(lambda each: calendar.is_workday(each) is True, day - n, n)
        forward = (near, far)
        assert (reach.earliest, reach.latest) == (forward if n > 0 else (BEGINNING if far is None else far, near))


@given(gappy_codes, near_days, near_days)
def test_counts_agree_with_a_day_walk(codes, a, b):
    calendar = small_calendar(codes)
    low, high = sorted((a, b))
    walked = [calendar.is_workday(day) for day in range(low + 1, high + 1)]
    fewest, most = walked.count(True), walked.count(True) + walked.count(None)
    assert calendar.count_workdays(low, high) == (fewest, most)
    assert calendar.count_workdays(high, low) == (-most, -fewest)


@given(published_days, published_days, published_days)
def test_half_open_counts_add_up(china, a, b, c):
    low, middle, high = sorted((a, b, c))
    first, second = china.count_workdays(low, middle), china.count_workdays(middle, high)
    assert china.count_workdays(low, high) == (first[0] + second[0], first[1] + second[1])


@given(published_days, signed)
def test_n_workdays_forward_and_n_back_from_a_workday_return(china, day, n):
    assume(china.is_workday(day))
    there = china.add_workdays(day, n).day
    assume(there is not None)
    assert china.add_workdays(there, -n).day == day


@given(published_days, st.integers(-200, 200), st.integers(-200, 200))
def test_adding_workdays_is_monotone_in_the_number(china, day, n, m):
    low, high = (china.add_workdays(day, each) for each in sorted((n, m)))
    assert low.earliest <= high.earliest
    assert high.latest is None or (low.latest is not None and low.latest <= high.latest)


@given(published_days, published_days, signed)
def test_adding_workdays_is_monotone_in_the_start(china, a, b, n):
    low, high = (china.add_workdays(each, n) for each in sorted((a, b)))
    assert low.earliest <= high.earliest
    assert high.latest is None or (low.latest is not None and low.latest <= high.latest)


@given(gappy_codes, st.integers(0, 59), near_days, st.integers(1, 70))
def test_adding_a_holiday_never_makes_a_forward_count_earlier(codes, index, day, n):
    changed = bytearray(codes)
    changed[index % len(codes)] = DayCode.HOLIDAY
    before, after = (small_calendar(each).add_workdays(day, n) for each in (codes, bytes(changed)))
    assert before.earliest <= after.earliest
    assert after.latest is None or (before.latest is not None and before.latest <= after.latest)


@given(gappy_codes, near_days, steps)
def test_publishing_never_widens_a_reach(codes, day, n):
    open_reach = small_calendar(codes).add_workdays(day, n)
    for working in (True, False):
        published = small_calendar(filled(codes, working)).add_workdays(day, n)
        assert open_reach.earliest <= published.earliest
        assert open_reach.latest is None or (published.latest is not None and published.latest <= open_reach.latest)


@given(published_days, signed)
def test_adding_nothing_is_the_identity(china, day, n):
    assert china.add_workdays(day, 0) == Reach(day, day)


@given(st.integers(1, 10_000))
def test_past_the_horizon_there_is_always_an_open_reach_never_a_number(china, n):
    for start in (china.last, china.last + 1, china.last + 400):
        reach = china.add_workdays(start, n)
        assert (reach.latest, reach.day, reach.decided) == (None, None, False)
        assert reach.unpublished_years[0] >= 2027
    for start in (china.first, china.first - 1, china.first - 400):
        reach = china.add_workdays(start, -n)
        assert (reach.earliest, reach.day, reach.decided) == (BEGINNING, None, False)
        assert reach.unpublished_years[-1] <= 2005


def test_an_open_reach_decides_what_every_calendar_agrees_on(china):
    reach = china.add_workdays(parse_date("2026-12-30"), 5)
    assert reach == Reach(parse_date("2027-01-04"), None, (2027,))
    assert reach.not_after(parse_date("2027-01-04")) is True
    assert reach.not_after(parse_date("2027-01-05")) is None
    closed = china.add_workdays(parse_date("2026-12-24"), 5)
    assert closed.not_after(closed.earliest + 1) is False


def test_a_later_published_year_bounds_a_reach():
    calendar = Calendar.of_codes("gap", SMALL_START, b"\x01\x00\x00\x01\x01")
    assert calendar.add_workdays(SMALL_START, 1) == Reach(SMALL_START + 1, SMALL_START + 3, (2022,))


def test_without_a_calendar_every_day_is_a_workday():
    day = parse_date("2022-01-01")
    assert NO_CALENDAR.is_workday(day) is True
    assert NO_CALENDAR.add_workdays(day, 1_000_000) == Reach(day + 1_000_000, day + 1_000_000)
    assert NO_CALENDAR.add_workdays(day, -10) == Reach(day - 10, day - 10)
    assert NO_CALENDAR.roll_forward(day) == Reach(day, day)
    assert NO_CALENDAR.count_workdays(day, day + 7) == (7, 7)
    assert (NO_CALENDAR.first, NO_CALENDAR.last) == (FIRST_DAY, LAST_DAY)


def test_counts_outside_the_years_1_to_9999_are_refused(china):
    for calendar in (china, NO_CALENDAR):
        with pytest.raises(DateOutOfRange):
            calendar.add_workdays(parse_date("2022-01-01"), 10**8)
        with pytest.raises(DateOutOfRange):
            calendar.add_workdays(parse_date("2022-01-01"), -(10**8))


@given(projected_codes, st.booleans(), st.integers(SMALL_START - 3, SMALL_START + 15), st.integers(-8, 8))
def test_a_reach_is_provisional_exactly_when_a_day_on_its_way_is_projected(codes, always, day, n):
    calendar = small_calendar(codes, always=always)

    def relied(first: int, last: int) -> bool:
        walk = range(max(first, SMALL_START), min(last, SMALL_START + len(codes)) + 1)
        return any(calendar.status(each).provisional for each in walk)

    assert calendar.is_projected_between(day, day + n) == relied(day + 1, day + n)
    added, rolled, back = calendar.add_workdays(day, n), calendar.roll_forward(day), calendar.roll_backward(day)
    if n == 0:
        assert not added.provisional
    elif n > 0:
        assert added.provisional == relied(day + 1, added.earliest if added.latest is None else added.latest)
    else:
        assert added.provisional == relied(added.latest if added.earliest == BEGINNING else added.earliest, day - 1)
    assert rolled.provisional == relied(day, rolled.earliest if rolled.latest is None else rolled.latest)
    assert back.provisional == relied(back.latest if back.earliest == BEGINNING else back.earliest, day)


@given(gappy_codes, st.integers(-5, 65), steps)
def test_an_undecided_reach_names_the_unpublished_years_on_its_way(codes, offset, n):
    assume(n != 0)
    start = parse_date("2022-12-10")
    calendar = Calendar.of_codes("turn of the year", start, codes)
    day = start + offset

    def unpublished(first: int, last: int) -> tuple[int, ...]:
        return tuple(sorted({year_of(each) for each in range(first, last + 1) if calendar.is_workday(each) is None}))

    for forward, reach, near_end in (
        (n > 0, calendar.add_workdays(day, n), day + 1 if n > 0 else day - 1),
        (True, calendar.roll_forward(day), day),
        (False, calendar.roll_backward(day), day),
    ):
        if reach.decided:
            assert reach.unpublished_years == ()
        elif forward:
            far_end = reach.earliest if reach.latest is None else reach.latest
            assert reach.unpublished_years == unpublished(near_end, far_end)
        else:
            far_end = reach.latest if reach.earliest == BEGINNING else reach.earliest
            assert reach.unpublished_years == unpublished(far_end, near_end)


@pytest.mark.parametrize("code", [DayCode.PROJECTED_WORKING, DayCode.PROJECTED_REST])
@pytest.mark.parametrize("offset", range(-4, 5))
def test_one_projected_day_makes_provisional_what_counts_past_it_or_to_it(offset, code):
    codes = bytearray([DayCode.OVERRIDE_WORKING] * 9)
    codes[4 + offset] = code
    calendar, day = small_calendar(bytes(codes), always=True), SMALL_START + 4
    for n in range(-2, 3):
        last = n + (n > 0) * (code == DayCode.PROJECTED_REST and 0 < offset <= n)
        last -= (n < 0) * (code == DayCode.PROJECTED_REST and n <= offset < 0)
        assert calendar.add_workdays(day, n).earliest == day + last
        assert calendar.add_workdays(day, n).provisional == (0 < offset <= last or last <= offset < 0)
    assert calendar.roll_forward(day).provisional == calendar.roll_backward(day).provisional == (offset == 0)


def test_a_count_back_without_bound_is_not_provisional_for_days_past_its_nearest_end():
    calendar = small_calendar(bytes([DayCode.PROJECTED_REST, DayCode.UNPUBLISHED, DayCode.ORDINARY]))
    assert calendar.add_workdays(SMALL_START + 2, -1) == Reach(BEGINNING, SMALL_START + 1, (2022,))


def test_only_the_years_of_days_that_are_counted_are_named():
    calendar = Calendar.of_codes("gap", parse_date("2022-12-30"), b"\x01\x00\x00\x01")
    old, new = parse_date("2022-12-31"), parse_date("2023-01-01")
    assert calendar.roll_forward(new) == Reach(new, new + 1, (2023,))
    assert calendar.roll_backward(old) == Reach(old - 1, old, (2022,))
    assert calendar.add_workdays(old, 1) == Reach(new, new + 1, (2023,))
    assert calendar.add_workdays(new, -1) == Reach(old - 1, old, (2022,))
    between = Calendar.of_codes("gaps", parse_date("2022-12-30"), b"\x01\x00\x01\x00\x01")
    assert between.add_workdays(new + 2, -1) == Reach(new, new + 1, (2023,))
    first = Calendar.of_codes("from the second of January", new + 1, b"\x01")
    assert first.add_workdays(new + 1, -1) == Reach(BEGINNING, new, (2023,))


def test_only_published_days_keep_their_names():
    names = {SMALL_START + index: (f"day {index}", f"第{index}日") for index in range(-1, 5)}
    calendar = Calendar.of_codes("small", SMALL_START, b"\x00\x01\x02\x00", names)
    assert [day - SMALL_START for day, _, _ in calendar.names] == [1, 2]
    assert (calendar.first, calendar.last) == (SMALL_START + 1, SMALL_START + 2)


def test_a_calendar_may_reach_to_the_last_day_and_not_past_it():
    assert Calendar.of_codes("late", LAST_DAY, b"\x02").last == LAST_DAY
    assert Calendar.of_codes("late", LAST_DAY - 1, b"\x02\x02").last == LAST_DAY
    with pytest.raises(ValueError):
        Calendar.of_codes("late", LAST_DAY, b"\x02\x02")


def test_where_every_day_works_ordinary_days_at_the_ends_say_nothing():
    calendar = small_calendar(b"\x01\x02\x01", always=True)
    assert calendar == Calendar.of_codes("small", SMALL_START + 1, b"\x02", always=True)
    assert (calendar.first, calendar.last) == (FIRST_DAY, LAST_DAY)


def test_next_and_prev_workday(china):
    saturday_off = parse_date("2022-04-03")
    assert china.next(saturday_off).day == parse_date("2022-04-06")
    assert china.prev(saturday_off).day == parse_date("2022-04-02")


def test_calendars_are_equal_and_hashed_by_content(china, projected_china):
    again = Calendar.from_plain(china.to_plain())
    assert again == china
    assert hash(again) == hash(china)
    assert china != projected_china
    assert small_calendar(b"\x00\x01\x02\x00") == Calendar.of_codes("small", SMALL_START + 1, b"\x01\x02")


@given(gappy_codes, st.booleans())
def test_plain_round_trip(codes, always):
    names = {SMALL_START + index: (f"day {index}", f"第{index}日") for index in range(0, len(codes), 3)}
    calendar = Calendar.of_codes("small", SMALL_START, codes, names, always=always)
    again = Calendar.from_plain(json.loads(json.dumps(calendar.to_plain())))
    assert again == calendar
    assert [again.status(day) for day in range(SMALL_START, SMALL_START + 70)] == [
        calendar.status(day) for day in range(SMALL_START, SMALL_START + 70)
    ]


def test_the_stored_form_of_china_is_small_and_one_line(china):
    assert len(json.dumps(china.to_plain(), ensure_ascii=False)) < 60_000
    assert "\n" not in china.to_plain()["codes"]


@pytest.mark.parametrize(
    "change",
    [{"codes": "!"}, {"codes": "AAAA"}, {"start": "x"}, {"names": [[1]]}, {"name": None}, {"start": -5}, {"codes": 3}],
)
def test_a_damaged_stored_calendar_is_refused(china, change):
    with pytest.raises(ValueError):
        Calendar.from_plain({**china.to_plain(), **change})
    with pytest.raises(ValueError):
        Calendar.from_plain({})


def test_bad_codes_are_refused():
    with pytest.raises(ValueError):
        small_calendar(b"\x09")
    with pytest.raises(ValueError):
        small_calendar(b"\x01\x09")
    with pytest.raises(ValueError):
        Calendar.of_codes("early", 0, b"\x01")
    assert Calendar.of_codes("early", FIRST_DAY, b"\x02").first == FIRST_DAY


@given(st.sets(near_days, min_size=1), near_days, steps)
def test_counted_days_agree_with_a_day_walk(listed, day, n):
    assume(n != 0)
    unit = CountedDays.of_days("school_day", listed)
    assert CountedDays.from_plain(json.loads(json.dumps(unit.to_plain()))) == unit
    inside = range(min(listed), max(listed) + 1)
    near = nth_counted(lambda each: each not in inside or each in listed, day, n)
    far = nth_counted(lambda each: each in listed, day, n)
    reach = unit.add(day, n)
    assert (reach.earliest, reach.latest) == ((near, far) if n > 0 else (BEGINNING if far is None else far, near))
    assert [unit.is_counted(each) for each in (unit.first - 1, unit.first, unit.last + 1)] == [None, True, None]


@given(st.sets(near_days, min_size=1), near_days, near_days)
def test_counted_days_in_a_span_agree_with_a_day_walk(listed, a, b):
    unit = CountedDays.of_days("school_day", listed)
    low, high = sorted((a, b))
    walked = [unit.is_counted(day) for day in range(low + 1, high + 1)]
    assert unit.count(low, high) == (walked.count(True), walked.count(True) + walked.count(None))


def test_a_closed_reach_holds_its_last_day():
    reach = Reach(SMALL_START, SMALL_START + 2)
    assert [reach.not_after(SMALL_START + shift) for shift in range(4)] == [True, None, None, False]


def test_the_first_civil_year_may_be_unpublished():
    calendar = Calendar.of_codes("second", parse_date("0002-01-01"), b"\x01")
    assert calendar.unpublished_years(FIRST_DAY - 1, FIRST_DAY) == (1,)
    assert calendar.unpublished_years(FIRST_DAY - 10, FIRST_DAY + 1) == (1,)
    assert calendar.unpublished_years(LAST_DAY - 1, LAST_DAY + 10) == (9999,)


def test_a_unit_without_days_is_nowhere_published():
    unit = CountedDays.of_days("nothing", [])
    assert unit.is_counted(parse_date("2022-01-01")) is None
    assert unit.add(parse_date("2022-01-01"), 3).is_open
    with pytest.raises(ValueError):
        CountedDays.from_plain({"name": "x"})
