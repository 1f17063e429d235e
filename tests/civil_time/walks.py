"""Deliberately naive oracles: day walks, and strategies for days and small calendars."""

from collections.abc import Callable

from hypothesis import strategies as st

from ruledsl.civil_time import Calendar, DayCode, parse_date

days_2000_to_2030 = st.integers(parse_date("2000-01-01"), parse_date("2030-12-31"))
published_days = st.integers(parse_date("2006-01-01"), parse_date("2026-12-31"))
any_days = st.integers(parse_date("0300-01-01"), parse_date("9700-12-31"))

SMALL_START = parse_date("2022-03-01")

small_codes = st.lists(st.sampled_from([1, 1, 1, 2, 3, 4, 5, 6]), min_size=1, max_size=60).map(bytes)
gappy_codes = st.lists(st.sampled_from([0, 1, 1, 2, 3, 4]), min_size=1, max_size=60).map(bytes)
projected_codes = st.lists(st.sampled_from([0, 1, 2, 7, 8]), min_size=1, max_size=20).map(bytes)


def small_calendar(codes: bytes, *, always: bool = False) -> Calendar:
    return Calendar.of_codes("small", SMALL_START, codes, always=always)


def filled(codes: bytes, working: bool) -> bytes:
    """The codes with each day not published decided one way."""
    return codes.replace(b"\x00", bytes([DayCode.ORDINARY if working else DayCode.WEEKEND]))


def nth_counted(counts: Callable[[int], bool], day: int, n: int, furthest: int = 4_000) -> int | None:
    """The n-th counted day after `day` (before it if negative), by walking; None past `furthest` days."""
    step = 1 if n > 0 else -1
    number = 0
    for distance in range(1, furthest):
        if counts(day + step * distance):
            number += 1
            if number == abs(n):
                return day + step * distance
    return None
