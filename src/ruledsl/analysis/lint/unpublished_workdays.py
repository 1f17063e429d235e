"""RD628: workdays counted in years whose calendar is not published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ruledsl.analysis.facts import limits_in
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.civil_time.text import format_date
from ruledsl.norms.model import CalendarSpec, DateMoment, Limit, Norm

_LONG_PUBLISHED: Final = date(2024, 12, 31).toordinal()
"""Up to here every official calendar is published; asking one takes a quarter of a second."""


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    spec = unit.ruleset.time.calendar
    counting = [(norm, day) for norm in unit.norms_with(Limit) for day in _fixed_days(norm)]
    if spec is None or all(day <= _LONG_PUBLISHED for _, day in counting):
        return
    last = _last_published(spec)
    for norm, day in counting:
        if last is not None and day > last:
            yield Finding(
                f"workdays are counted from {format_date(day)}, and the calendar is published to "
                f"{format_date(last)} only",
                unit.head(norm),
                "give the calendar an overrides file for that year, or count in days",
            )


def _fixed_days(norm: Norm) -> Iterator[int]:
    """The first days on which a norm can count workdays, where the text fixes them."""
    for limit in limits_in(norm.window):
        if limit.amount is not None and limit.amount.unit == "workday":
            found = False
            for moment in limit.anchors:
                if isinstance(moment, DateMoment):
                    found = True
                    yield moment.day
            if not found and norm.first_day is not None:
                yield norm.first_day


def _last_published(spec: CalendarSpec) -> int | None:
    """The last day of a calendar's published years; None if it says of itself what is a workday, or cannot be read."""
    from ruledsl.civil_time import UnknownCalendar, official_calendar

    if spec.overrides or spec.name == "none":
        return None
    if spec.joined:
        return min((day for each in spec.joined if (day := _last_published(each)) is not None), default=None)
    try:
        return official_calendar(spec.base or spec.name).last
    except UnknownCalendar:
        return None


RULE = Rule(
    "RD628",
    "unpublished-workdays",
    WARNING,
    "Workdays are counted from a date, or in a clause in force only from a date, past the "
    "calendar's last published year.",
    "Which days are worked is not known there; every verdict that needs it stays undetermined.",
    "reply: request requires answered within 5 workdays of 2199-01-04\n",
    "reply: request requires answered within 5 workdays of 2022-01-04\n",
    find,
)
