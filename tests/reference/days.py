"""Counting civil days by walking them one by one (language reference, section 3); no formula, no table.

A calendar is a plain function from an ordinal to whether the day is a workday; None is `calendar none`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import holidays

from .truth import NotCovered

Workday = Callable[[int], bool] | None
YEARS = (2021, 2022, 2023, 2024)
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@cache
def _china() -> tuple[frozenset[int], frozenset[int]]:
    days = holidays.country_holidays("CN", years=YEARS)
    made_up = set(getattr(days, "weekend_workdays", ()))
    return frozenset(day.toordinal() for day in days), frozenset(day.toordinal() for day in made_up)


def china(day: int) -> bool:
    """Section 3, *Calendars*: official holidays, and the weekend days made working days in exchange."""
    off, made_up = _china()
    if date.fromordinal(day).year not in YEARS:
        raise NotCovered("a year outside the reference's small calendar")
    return day in made_up or (date.fromordinal(day).weekday() < 5 and day not in off)


def with_days(rest: frozenset[int], worked: frozenset[int]) -> Callable[[int], bool]:
    """Weekends and explicit sets of holidays and make-up days."""
    return lambda day: day in worked or (date.fromordinal(day).weekday() < 5 and day not in rest)


def counts(day: int, unit: str, workday: Workday, suspended: Callable[[int], bool] | None) -> bool:
    """Section 3, *Suspension*: a day on any part of which the state holds is not counted; *Units*: workdays are
    the calendar's."""
    if suspended is not None and suspended(day):
        return False
    return unit != "workday" or workday is None or workday(day)


def month_later(day: int, months: int) -> int:
    """Section 3: `within N months` ends on the same day of the month, or that month's last day."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for last in (start.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, start.day)).toordinal()
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def steps(
    anchor: int, n: int, unit: str, workday: Workday, suspended: Callable[[int], bool] | None = None, sign: int = 1
) -> int:
    """Section 3: the anchor's civil date is day 0; the limit ends with the N-th counted day after (or before) it."""
    if unit in MONTHS:
        return month_later(anchor, sign * n * MONTHS[unit])
    if unit not in ("day", "workday", "week"):
        raise NotCovered(f"the unit {unit}")
    left, day = n * (7 if unit == "week" else 1), anchor
    while left:
        day += sign
        left -= counts(day, unit, workday, suspended)
    return day


def rolled(day: int, unit: str, workday: Workday) -> int:
    """Section 3, *Roll-over*: a forward limit in days, weeks, months, quarters or years whose last day is not a
    workday ends with the next workday; never for workdays or with `calendar none`."""
    while workday is not None and unit != "workday" and not workday(day):
        day += 1
    return day
