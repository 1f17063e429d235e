"""The words of time: units, periods and months as clauses write them. Handed words, it hands on the names that
norms carry (`workdays` is `workday`), and knows which durations can be compared.
"""

from __future__ import annotations

from typing import Final

UNITS: Final = ("hour", "day", "workday", "week", "month", "quarter", "year")
"""The built-in units, by the name that norms carry."""

PERIODS: Final = ("year", "quarter", "month", "ten_days", "week")
"""The built-in calendar periods."""

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

OTHER_UNITS: Final = {
    "日": "days", "天": "days", "自然日": "days", "个工作日": "workdays", "工作日": "workdays", "周": "weeks",
    "星期": "weeks", "个月": "months", "月": "months", "季度": "quarters", "年": "years", "小时": "hours",
}  # fmt: skip
"""Chinese words for units, by those of the language."""

_FAMILIES: Final = {
    "hour": "days and hours",
    "day": "days and hours",
    "week": "days and hours",
    "month": "months",
    "quarter": "months",
    "year": "months",
}


def unit_name(word: str) -> str:
    """A built-in unit without its plural's s; any other word as it is."""
    singular = word.removesuffix("s")
    return singular if singular in UNITS else word


def family_of(unit: str) -> str:
    """Durations of one family can be compared: those of months, those of days and hours, each other unit alone."""
    return _FAMILIES.get(unit, f"{unit}s")


def month_number(name: str) -> int | None:
    """1 to 12, also for the usual three letters; None if it is no month's name."""
    lower = name.lower()
    for number, month in enumerate(MONTHS, start=1):
        if lower in (month.lower(), month.lower()[:3]):
            return number
    return None


LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
