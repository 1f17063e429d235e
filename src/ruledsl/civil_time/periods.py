"""Periods of the calendar: years, quarters, months, ten-day periods (旬), weeks from Monday, an office's own
years, and rolling windows. Handed a day, it hands on the period that contains it, with a label that reads back
as the same period. Source: the language reference, section 3 (Periods); Civil Code art. 200.
"""

import re
from datetime import date
from enum import Enum
from typing import Final

from attrs import frozen

from ruledsl.civil_time.arithmetic import (
    DateOutOfRange,
    add_calendar,
    add_months,
    day_of,
    in_range,
    month_length,
    weekday_of,
)
from ruledsl.civil_time.limits import Amount
from ruledsl.civil_time.text import MONTH_NAMES, DateError, check_date, format_date, parse_date
from ruledsl.civil_time.units import Language, Unit

YearStart = tuple[int, int]
"""Month and day of the month on which an office's year starts."""

JANUARY_FIRST: Final[YearStart] = (1, 1)

_TEN_DAYS: Final = {"I": 1, "II": 11, "III": 21}
_TEN_DAYS_ZH: Final = {"上旬": 1, "中旬": 11, "下旬": 21}


class PeriodKind(Enum):
    """A kind of period; `YEAR` may start on a day of the office's own."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    TEN_DAYS = "ten_days"
    WEEK = "week"


@frozen
class Period:
    """A period from its first to its last day, both included."""

    kind: PeriodKind
    first: int
    last: int

    def label(self, language: Language = "en") -> str:
        """`2022`, `2022 Q1`, `2022-03`, `2022-03 I`, `week of 2022-03-07`, `year from 2022-09-01`.

        In Chinese `2022年`, `2022年第1季度`, `2022年3月`, `2022年3月上旬`, `2022年3月7日起一周`,
        `2022年9月1日起一年`. `parse_period_label` reads all of them.
        """
        start = date.fromordinal(self.first)
        year, month, zh = start.year, start.month, language == "zh"
        match self.kind:
            case PeriodKind.YEAR:
                if (month, start.day) != JANUARY_FIRST:
                    day = format_date(self.first, language)
                    return f"{day}起一年" if zh else f"year from {day}"
                return f"{year}年" if zh else f"{year:04d}"
            case PeriodKind.QUARTER:
                quarter = (month + 2) // 3
                return f"{year}年第{quarter}季度" if zh else f"{year:04d} Q{quarter}"
            case PeriodKind.MONTH:
                return f"{year}年{month}月" if zh else f"{year:04d}-{month:02d}"
            case PeriodKind.TEN_DAYS:
                if zh:
                    return f"{year}年{month}月{_name_of(start.day, _TEN_DAYS_ZH)}"
                return f"{year:04d}-{month:02d} {_name_of(start.day, _TEN_DAYS)}"
            case PeriodKind.WEEK:
                day = format_date(self.first, language)
                return f"{day}起一周" if zh else f"week of {day}"

    def __contains__(self, day: int) -> bool:
        return self.first <= day <= self.last


def period_containing(kind: PeriodKind, day: int, start: YearStart = JANUARY_FIRST) -> Period:
    """The period of `kind` that contains `day`; `start` is the first day of an office's own year.

    Raises ValueError for a `start` that is not a day of every year (29 February, 31 June), DateOutOfRange
    where the period reaches outside the years 1 to 9999.
    """
    moment = date.fromordinal(in_range(day))
    year, month = moment.year, moment.month
    match kind:
        case PeriodKind.YEAR:
            _check_start(start)
            first = day_of(year if (month, moment.day) >= start else year - 1, *start)
            return Period(kind, first, _end(first, 12))
        case PeriodKind.QUARTER:
            first = day_of(year, month - (month - 1) % 3, 1)
            return Period(kind, first, _end(first, 3))
        case PeriodKind.MONTH:
            first = day_of(year, month, 1)
            return Period(kind, first, _end(first, 1))
        case PeriodKind.TEN_DAYS:
            first_of_month = min(moment.day - 1, 20) // 10 * 10 + 1
            last_of_month = month_length(year, month) if first_of_month == 21 else first_of_month + 9
            return Period(kind, day_of(year, month, first_of_month), day_of(year, month, last_of_month))
        case PeriodKind.WEEK:
            monday = in_range(day - weekday_of(day))
            return Period(kind, monday, in_range(monday + 6))


def next_period(period: Period) -> Period:
    """The period of the same kind that starts the day after `period` ends. Raises as `period_containing`."""
    after = period.last + 1
    start = date.fromordinal(period.first)
    return period_containing(period.kind, after, (start.month, start.day))


def parse_period_label(text: str) -> Period:
    """The period that a label names (see `Period.label`); `week of` may name any day of the week.

    Raises DateError.
    """
    for pattern, kind in _LABELS:
        match = re.fullmatch(pattern, text)
        if match is not None:
            return _labelled(kind, match)
    raise DateError(
        f"'{text}' is not a period",
        "write 2022, 2022 Q1, 2022-03, 2022-03 I (the 1st to the 10th), week of 2022-03-07 or year from 2022-09-01",
    )


_DAY_PATTERN: Final = r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
_DAY_PATTERN_ZH: Final = r"(?P<y>[0-9]{1,4})年(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日"
_LABELS: Final = (
    (r"(?P<y>[0-9]{4})|(?P<y_zh>[0-9]{1,4})年", PeriodKind.YEAR),
    (rf"year from {_DAY_PATTERN}|{_DAY_PATTERN_ZH}起一年", PeriodKind.YEAR),
    (r"(?P<y>[0-9]{4}) Q(?P<q>[1-4])|(?P<y_zh>[0-9]{1,4})年第(?P<q_zh>[1-4])季度", PeriodKind.QUARTER),
    (r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})|(?P<y_zh>[0-9]{1,4})年(?P<m_zh>[0-9]{1,2})月", PeriodKind.MONTH),
    (
        r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2}) (?P<t>I{1,3})"
        r"|(?P<y_zh>[0-9]{1,4})年(?P<m_zh>[0-9]{1,2})月(?P<t_zh>[上中下]旬)",
        PeriodKind.TEN_DAYS,
    ),
    (rf"week of {_DAY_PATTERN}|{_DAY_PATTERN_ZH}起一周", PeriodKind.WEEK),
)


def rolling_window(day: int, amount: Amount) -> tuple[int, int]:
    """First and last day of the window of `in any 12 months` that ends on `day`, both included.

    It is half-open after the same day a year before: the days d with `day` minus the amount < d <= `day`.
    Never rolls over. Raises ValueError for hours, workdays and declared units, DateOutOfRange.
    """
    if not isinstance(amount.unit, Unit):
        raise ValueError("a rolling window is counted in days, weeks, months, quarters or years")
    return add_calendar(day, -amount.n, amount.unit) + 1, in_range(day)


def next_date(month: int, day_of_month: int, not_before: int) -> int:
    """The first `by 30 June` that is not before the day `not_before`; 29 February is February's last day.

    Raises DateError for a day that no year has, DateOutOfRange past the year 9999.
    """
    check_date(2000, month, day_of_month)
    year = date.fromordinal(in_range(not_before)).year
    day = day_of(year, month, day_of_month)
    return day if day >= not_before else day_of(year + 1, month, day_of_month)


def _end(first: int, months: int) -> int:
    """The last day of the period of `months` months from `first`, a day that every such month has."""
    if date.fromordinal(first).year == 9999 and first == day_of(9999, 13 - months, 1):
        return date.max.toordinal()
    return add_months(first, months) - 1


def _check_start(start: YearStart) -> None:
    month, day_of_month = start
    if not (1 <= month <= 12 and 1 <= day_of_month <= month_length(2001, month)):
        name = f"{day_of_month} {MONTH_NAMES[month - 1]}" if 1 <= month <= 12 else f"month {month}"
        raise ValueError(f"a year cannot start on {name}: not every year has that day")


def _name_of(day_of_month: int, names: dict[str, int]) -> str:
    return next(name for name, first in names.items() if first == day_of_month)


def _labelled(kind: PeriodKind, match: "re.Match[str]") -> Period:
    parts = {name.removesuffix("_zh"): text for name, text in match.groupdict().items() if text is not None}
    if "date" in parts:
        day = parse_date(parts["date"])
    else:
        month = int(parts.get("m", 1)) if "q" not in parts else int(parts["q"]) * 3 - 2
        third = parts.get("t", "")
        day_of_month = int(parts.get("d", 1)) if not third else (_TEN_DAYS | _TEN_DAYS_ZH)[third]
        check_date(int(parts["y"]), month, day_of_month)
        day = day_of(int(parts["y"]), month, day_of_month)
    start = date.fromordinal(day)
    if (start.month, start.day) == (2, 29) and kind is PeriodKind.YEAR:
        raise DateError("a year cannot start on 29 February", "not every year has that day")
    try:
        return period_containing(kind, day, (start.month, start.day))
    except DateOutOfRange as error:
        raise DateError(f"'{match.string}' is not a period", str(error)) from error
