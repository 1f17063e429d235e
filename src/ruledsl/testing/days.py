"""Days where limits go wrong: month ends, leap days, make-up weekends, holidays and the days beside them.

Handed a calendar, it hands on the strategy of its dates; a plain day is the simplest, and each sort of day that
reckoning slips on is as likely as plain ones.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from hypothesis import strategies as st

from ruledsl.civil_time import Calendar
from ruledsl.civil_time.calendar import DayCode
from ruledsl.testing.dice import Dice

FIRST = date(2020, 1, 1).toordinal()
LAST = date(2025, 11, 30).toordinal()
"""The years drawn from unless others are asked for: their calendars are published, and two are leap years."""

PLAIN = date(2022, 3, 14).toordinal()
"""A Monday with nothing about it: what a day shrinks to."""


def dates(
    calendar: str | Calendar = "china", *, first: date | None = None, last: date | None = None
) -> st.SearchStrategy[date]:
    """Dates from `first` to `last` (by default in the years 2020 to 2025), by preference those where limits go wrong.

    `calendar`: the official calendar by its name (`china`, an ISO country code, `none`), or one in hand; the days
    beside its holidays, and the weekends worked in exchange for them, are drawn often. Shrinks to an ordinary day.
    Raises `civil_time.UnknownCalendar` for a name that is none, ValueError if `last` is before `first`.
    """
    low = FIRST if first is None else first.toordinal()
    high = max(low, LAST) if last is None else last.toordinal()
    if high < low:
        raise ValueError("the last date is before the first")
    return _ordinals(_calendar(calendar), low, high).map(date.fromordinal)


@st.composite
def _ordinals(draw: st.DrawFn, calendar: Calendar, low: int, high: int) -> int:
    return any_day(Dice(draw), calendar, low, high)


def any_day(dice: Dice, calendar: Calendar, low: int = FIRST, high: int = LAST) -> int:
    """One such day, as an ordinal."""
    sorts = tricky_days(calendar, low, high)
    place = dice.number(0, len(sorts) + 1)
    if place == 0:
        return PLAIN if low <= PLAIN <= high else low
    return dice.number(low, high) if place == 1 else dice.pick(sorts[place - 2])


@lru_cache(maxsize=64)
def tricky_days(calendar: Calendar, low: int = FIRST, high: int = LAST) -> tuple[tuple[int, ...], ...]:
    """The days of each sort that there are: month ends, leap days and the days beside them, year ends, quarter ends,
    weekends worked, the days before and after a holiday of more than one rest day, the Spring Festival weeks."""
    days = range(low, high + 1)
    ends = tuple(day for day in days if date.fromordinal(day + 1).day == 1)
    leaps = tuple(day for day in days if (date.fromordinal(day).month, date.fromordinal(day).day) in _BY_LEAP_DAY)
    leaps = tuple(day for day in leaps if _leap(date.fromordinal(day).year))
    turns = tuple(day for day in days if (date.fromordinal(day).month, date.fromordinal(day).day) in _TURNS)
    made_up = tuple(day for day in days if calendar.code(day) == DayCode.MAKEUP)
    rest = {day for day in range(low - 1, high + 2) if calendar.code(day) == DayCode.HOLIDAY}
    edges = tuple(day for day in days if (day in rest) != (day + 1 in rest) or (day in rest) != (day - 1 in rest))
    spring = tuple(day for day in days if _spring_festival(calendar, day))
    weekends = tuple(day for day in days if calendar.code(day) == DayCode.WEEKEND)[:60]
    return tuple(sort for sort in (ends, made_up, edges, leaps, spring, turns, weekends) if sort)


_BY_LEAP_DAY = frozenset({(2, 28), (2, 29), (3, 1)})
_TURNS = frozenset({(12, 31), (1, 1), (3, 31), (4, 1), (6, 30), (7, 1), (9, 30), (10, 1)})


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _spring_festival(calendar: Calendar, day: int) -> bool:
    """A day in or shortly before the first long holiday that begins between 15 January and 20 February."""
    at = date.fromordinal(day)
    if not (1, 10) <= (at.month, at.day) <= (2, 25):
        return False
    near = range(day - 3, day + 4)
    return sum(calendar.code(each) == DayCode.HOLIDAY for each in near) >= 3


def _calendar(given: str | Calendar) -> Calendar:
    if isinstance(given, Calendar):
        return given
    from ruledsl.engine.calendar_cache import kept_calendar
    from ruledsl.norms.model import CalendarSpec

    return kept_calendar(CalendarSpec(given))
