"""Arithmetic on civil dates: months by closed form, weeks and days by addition, hours by elapsed time in a
time zone. Handed days (proleptic Gregorian ordinals, 1 = 0001-01-01) or instants (local civil seconds,
ordinal * 86400 + second of the day); hands on the same. Nothing here knows a working calendar.
"""

from datetime import UTC, date
from typing import Final

from ruledsl.civil_time.units import DAYS_IN, MONTHS_IN, Unit

FIRST_DAY: Final = date.min.toordinal()
LAST_DAY: Final = date.max.toordinal()
SECONDS_IN_DAY: Final = 86_400
SECONDS_IN_HOUR: Final = 3_600

_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class DateOutOfRange(ValueError):
    """A day before 0001-01-01 or after 9999-12-31 was asked for."""


def in_range(day: int) -> int:
    """`day` itself. Raises DateOutOfRange outside the years 1 to 9999."""
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    raise DateOutOfRange("the date lies outside the years 1 to 9999")


def is_leap_year(year: int) -> bool:
    """Whether `year` has a 29 February (Gregorian rule, applied to all years)."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Number of days of `month` (1 to 12) in `year`."""
    return 29 if month == 2 and is_leap_year(year) else _MONTH_LENGTHS[month - 1]


def day_of(year: int, month: int, day_of_month: int) -> int:
    """The ordinal of a date; a day past the month's end gives the month's last day (29 Feb -> 28 Feb).

    Raises DateOutOfRange outside the years 1 to 9999.
    """
    if not 1 <= year <= 9999:
        raise DateOutOfRange("the date lies outside the years 1 to 9999")
    return date(year, month, min(day_of_month, month_length(year, month))).toordinal()


def year_of(day: int) -> int:
    """The civil year of `day`. Raises DateOutOfRange outside the years 1 to 9999."""
    return date.fromordinal(in_range(day)).year


def weekday_of(day: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (day - 1) % 7


def add_months(day: int, n: int) -> int:
    """The same day of the month `n` months later (earlier if negative), or that month's last day.

    Closed form in `n`. It is neither associative nor invertible: 31 January plus one month is 28 or 29
    February. Source: Civil Code art. 202. Raises DateOutOfRange outside the years 1 to 9999.
    """
    if n == 0:
        return in_range(day)
    start = date.fromordinal(in_range(day))
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    return day_of(year, month + 1, start.day)


def add_calendar(day: int, n: int, unit: Unit) -> int:
    """`day` plus `n` days, weeks (7 days), months, quarters (3 months) or years (12 months).

    Raises ValueError for hours and workdays, which no date alone can count, and DateOutOfRange outside the
    years 1 to 9999. Source: Civil Code arts. 200 to 202.
    """
    match unit:
        case Unit.DAY | Unit.WEEK:
            return in_range(day + n * DAYS_IN[unit])
        case Unit.MONTH | Unit.QUARTER | Unit.YEAR:
            return add_months(day, n * MONTHS_IN[unit])
        case Unit.HOUR | Unit.WORKDAY:
            raise ValueError(f"{unit.value}s cannot be counted on a date alone")


def days_between(start: int, end: int) -> int:
    """Whole civil days from `start` to `end` (both days, not instants); negative if `end` comes first."""
    return end - start


def civil_day(instant: int) -> int:
    """The day on which `instant` (local civil seconds) falls."""
    return instant // SECONDS_IN_DAY


def second_of_day(instant: int) -> int:
    """Seconds since 00:00 of the instant's day, 0 to 86399."""
    return instant % SECONDS_IN_DAY


def instant_of(day: int, second: int = 0) -> int:
    """The instant `second` seconds after 00:00 of `day`."""
    return day * SECONDS_IN_DAY + second


def known_zone(zone: str) -> bool:
    """Whether `zone` is the name of a time zone of the IANA database (`Asia/Shanghai`)."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def add_seconds(instant: int, seconds: int, zone: str) -> int:
    """The local civil instant `seconds` elapsed seconds after `instant` (before it if negative) in `zone`.

    Where clocks go back, the local time that occurs twice is read as its first occurrence; a local time that
    clocks skip is read as if they had not yet been put forward. Raises DateOutOfRange outside the years 1 to
    9999 and ZoneInfoNotFoundError for an unknown zone.
    """
    if seconds == 0:
        return instant
    return _from_utc(_to_utc(instant, zone) + seconds, zone)


def add_hours(instant: int, n: int, zone: str) -> int:
    """The local civil instant `n` elapsed hours after `instant` in `zone` (see `add_seconds`).

    Source: Civil Code art. 201 (a period in hours starts at the agreed time).
    """
    return add_seconds(instant, n * SECONDS_IN_HOUR, zone)


def elapsed_seconds(start: int, end: int, zone: str) -> int:
    """Elapsed seconds between two local civil instants of `zone`: a day has 23 or 25 hours where clocks change.

    Raises as `add_seconds` does.
    """
    return _to_utc(end, zone) - _to_utc(start, zone)


def _offset(instant: int, zone: str) -> int:
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    day, second = divmod(instant, SECONDS_IN_DAY)
    moment = datetime.fromordinal(in_range(day)).replace(
        hour=second // 3600, minute=second // 60 % 60, second=second % 60, tzinfo=ZoneInfo(zone)
    )
    shift = moment.utcoffset() or timedelta()  # for datetime's types alone: a ZoneInfo always gives one
    return shift.days * SECONDS_IN_DAY + shift.seconds


def _to_utc(instant: int, zone: str) -> int:
    return instant - _offset(instant, zone)


def _from_utc(moment: int, zone: str) -> int:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    day, second = divmod(moment, SECONDS_IN_DAY)
    try:
        local = (
            datetime.fromordinal(in_range(day))
            .replace(hour=second // 3600, minute=second // 60 % 60, second=second % 60, tzinfo=UTC)
            .astimezone(ZoneInfo(zone))
        )
    except OverflowError as error:
        raise DateOutOfRange("the date lies outside the years 1 to 9999") from error
    return local.toordinal() * SECONDS_IN_DAY + local.hour * 3600 + local.minute * 60 + local.second
