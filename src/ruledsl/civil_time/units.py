"""The units in which limits are counted and the two directions of counting. Handed nothing; every other
module of this package and every reader of norms names units by these values. A counted day declared by a
ruleset (`unit school_day from FILE`) is named by its plain text name instead.
"""

from enum import Enum, StrEnum
from typing import Literal

Language = Literal["en", "zh"]


class Unit(StrEnum):
    """A built-in unit of time: hours are elapsed hours, all others are counted in civil dates."""

    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Direction(Enum):
    """Whether a limit is counted forwards from its anchor or backwards from it."""

    AFTER = "after"
    BEFORE = "before"

    @property
    def step(self) -> int:
        """+1 or -1: the step from one day to the next in this direction."""
        return 1 if self is Direction.AFTER else -1


MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
"""Months in each unit that is counted in months."""

DAYS_IN = {Unit.DAY: 1, Unit.WEEK: 7}
"""Days in each unit that is counted in plain days."""

_CHINESE = {
    Unit.HOUR: "小时",
    Unit.DAY: "日",
    Unit.WORKDAY: "个工作日",
    Unit.WEEK: "周",
    Unit.MONTH: "个月",
    Unit.QUARTER: "个季度",
    Unit.YEAR: "年",
}


def amount_label(n: int, unit: Unit | str, language: Language = "en") -> str:
    """`5 workdays` or `5个工作日`; a declared unit keeps its own name (`5 school_day`)."""
    if not isinstance(unit, Unit):
        return f"{n} {unit}"
    if language == "zh":
        return f"{n}{_CHINESE[unit]}"
    return f"{n} {unit.value}" if n == 1 else f"{n} {unit.value}s"
