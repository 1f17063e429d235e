"""Dates and times of day as text. Handed text that a user wrote, it hands on days and seconds or a DateError
that says what is wrong and what would be right; handed a day, it hands on the text in English or Chinese.
"""

import re
from datetime import date
from typing import Final

from ruledsl.civil_time.arithmetic import in_range, month_length, weekday_of
from ruledsl.civil_time.units import Language

MONTH_NAMES: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_NAMES_ZH: Final = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


class DateError(ValueError):
    """Text that is no date or time. `message` says what is wrong, `help` what to write instead."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


def parse_date(text: str) -> int:
    """The day that `text` (YYYY-MM-DD, nothing else) names. Raises DateError. Source: ISO 8601."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if match is None:
        raise DateError(f"'{text}' is not a date", _date_help(text))
    year, month, day_of_month = (int(part) for part in match.groups())
    check_date(year, month, day_of_month)
    return date(year, month, day_of_month).toordinal()


def check_date(year: int, month: int, day_of_month: int) -> None:
    """Raises DateError if there is no such date."""
    if not 1 <= year <= 9999:
        raise DateError(f"there is no year {year:04d}", "years run from 0001 to 9999")
    if not 1 <= month <= 12:
        if 1 <= day_of_month <= 12 and 1 <= month <= month_length(year, day_of_month):
            swapped = f"{year:04d}-{day_of_month:02d}-{month:02d}"
            raise DateError(f"there is no month {month:02d}", f"the month stands before the day: {swapped}?")
        raise DateError(f"there is no month {month:02d}", "months run from 01 to 12")
    length = month_length(year, month)
    if not 1 <= day_of_month <= length:
        name = f"{MONTH_NAMES[month - 1]} {year}"
        raise DateError(
            f"there is no day {day_of_month} in {name}",
            f"{name} has {length} days; its last day is {year:04d}-{month:02d}-{length:02d}",
        )


def parse_time(text: str) -> int:
    """The second of the day that `text` (HH:MM or HH:MM:SS, 24-hour clock) names. Raises DateError."""
    match = re.fullmatch(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?", text)
    if match is None:
        raise DateError(f"'{text}' is not a time of day", "write HH:MM on the 24-hour clock, such as 09:30")
    hour, minute, second = (int(part or 0) for part in match.groups())
    if (hour, minute, second) == (24, 0, 0):
        raise DateError("24:00 is not a time of day here", "write 00:00 of the next day")
    if hour > 23:
        raise DateError(f"there is no hour {hour}", "hours run from 00 to 23")
    if minute > 59:
        raise DateError(f"there is no minute {minute}", "minutes run from 00 to 59")
    if second > 59:
        raise DateError(f"there is no second {second}", "seconds run from 00 to 59")
    return hour * 3600 + minute * 60 + second


def format_time(second: int) -> str:
    """`HH:MM`, with `:SS` where the seconds are not zero. `second` is 0 to 86400 (`24:00`)."""
    hour, rest = divmod(second, 3600)
    minute, seconds = divmod(rest, 60)
    return f"{hour:02d}:{minute:02d}" + (f":{seconds:02d}" if seconds else "")


def format_date(day: int, lang: Language = "en", *, weekday: bool = False) -> str:
    """`2022-03-28`, `2022-03-28 (Monday)`, `2022年3月28日` or `2022年3月28日 星期一`.

    Raises DateOutOfRange outside the years 1 to 9999.
    """
    moment = date.fromordinal(in_range(day))
    if lang == "zh":
        plain = f"{moment.year}年{moment.month}月{moment.day}日"
        return f"{plain} {WEEKDAY_NAMES_ZH[weekday_of(day)]}" if weekday else plain
    plain = moment.isoformat()
    return f"{plain} ({WEEKDAY_NAMES[weekday_of(day)]})" if weekday else plain


def _date_help(text: str) -> str:
    standard = "write the date as YYYY-MM-DD, such as 2022-03-28"
    match = re.fullmatch(r"\s*([0-9]{4})\s*[-/.年]?\s*([0-9]{1,2})\s*[-/.月]?\s*([0-9]{1,2})\s*日?\s*", text)
    if match is None:
        return standard
    year, month, day_of_month = (int(part) for part in match.groups())
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day_of_month <= month_length(year, month)):
        return standard
    return f"write {year:04d}-{month:02d}-{day_of_month:02d}"
