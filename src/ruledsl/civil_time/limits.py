"""Where limits end: the one place that says what `within 3 workdays of A` and `at least 5 workdays before E`
mean. Handed an anchor's day, an amount and the convention of a ruleset, it hands on a `Reach` (every day on
which the limit may end, over all calendars still possible). Source: PRC Civil Code arts. 200 to 204; the
ruleset may change each setting, and `clear` days are the English and French (`jours francs`) reckoning.
"""

from collections.abc import Callable, Mapping

from attrs import field, frozen

from ruledsl.civil_time.arithmetic import (
    FIRST_DAY,
    LAST_DAY,
    SECONDS_IN_DAY,
    SECONDS_IN_HOUR,
    DateOutOfRange,
    add_hours,
    add_months,
    add_seconds,
    civil_day,
    elapsed_seconds,
    in_range,
    year_of,
)
from ruledsl.civil_time.calendar import Calendar
from ruledsl.civil_time.counted_days import CountedDays
from ruledsl.civil_time.day_index import BEGINNING, Reach
from ruledsl.civil_time.units import DAYS_IN, MONTHS_IN, Direction, Language, Unit, amount_label

Skip = Callable[[int], bool | None]
"""Whether a day is suspended and so not counted; None where that is not known. Days ahead count as not suspended,
so it must be False for all days from some day on. It may say in an attribute `known_from` before which day it is
False of no day; a limit counted back looks no further for a day that surely counts."""


class UnknownUnit(ValueError):
    """The convention declares no counted days of this name."""


def _as_unit(unit: str) -> Unit | str:
    return Unit(unit) if unit in _BUILT_IN else unit


_BUILT_IN = frozenset(Unit)


@frozen
class Amount:
    """`n` of a unit; `clear` excludes both ends, which makes the limit one further day long.

    In days, workdays and declared units the further day is one more counted day; in weeks, months, quarters
    and years it is the next civil day. Raises ValueError if `n` is negative.
    """

    n: int
    unit: Unit | str = field(converter=_as_unit)
    clear: bool = False

    def __attrs_post_init__(self) -> None:
        if self.n < 0:
            raise ValueError("an amount of time is not negative")

    def label(self, language: Language = "en") -> str:
        """`5 clear workdays`, `5个工作日（首尾不计）`."""
        plain = amount_label(self.n, self.unit, language)
        if not self.clear:
            return plain
        return f"{plain}（首尾不计）" if language == "zh" else plain.replace(" ", " clear ", 1)


@frozen
class Convention:
    """How a ruleset counts: its calendar, roll-over, close of business, time zone and declared units.

    `business_close` is the second of the day at which a limit ends (None: 24:00). `counted` maps the name of
    each declared unit to its days.
    """

    calendar: Calendar
    roll_over: bool = True
    business_close: int | None = None
    zone: str = "Asia/Shanghai"
    counted: Mapping[str, CountedDays] = field(factory=dict, hash=False)

    def days_of(self, unit: str) -> CountedDays:
        """The days of a declared unit. Raises UnknownUnit."""
        try:
            return self.counted[unit]
        except KeyError as error:
            raise UnknownUnit(f"no counted days are declared for the unit '{unit}'") from error


ROLLING_UNITS = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR})
"""The units whose forward limits roll over; hours, workdays and declared units never do."""


def rolls_over(unit: Unit | str, convention: Convention) -> bool:
    """Whether forward limits in `unit` that end on a rest day move to the next workday (art. 203)."""
    return convention.roll_over and unit in ROLLING_UNITS and not convention.calendar.always


def limit_after(
    anchor_day: int, amount: Amount, convention: Convention, *, roll: bool = True, skip: Skip | None = None
) -> Reach:
    """The last day of `within N U of A` for an A on `anchor_day`, which is day 0.

    `roll=False` gives the end before roll-over. Suspended days (`skip`) are not counted in days, workdays,
    weeks (7 days each) and declared units; months, quarters and years take no notice of them. An amount of 0
    is the anchor's own day and never rolls over. Raises ValueError for hours (see `hours_after`), UnknownUnit
    and DateOutOfRange. Source: Civil Code arts. 201 to 203.
    """
    if amount.n == 0:
        return Reach(anchor_day, anchor_day)
    reach = _counted(anchor_day, amount, convention, Direction.AFTER, skip)
    if roll and rolls_over(amount.unit, convention):
        return _rolled(reach, convention.calendar)
    return reach


def limit_before(anchor_day: int, amount: Amount, convention: Convention, skip: Skip | None = None) -> Reach:
    """The last day of `at least N U before E` for an E on `anchor_day`: the N-th day, workday, ... before it.

    Never rolls over. Otherwise as `limit_after`, backwards; where no first day is possible the reach's
    `earliest` is BEGINNING.
    """
    if amount.n == 0:
        return Reach(anchor_day, anchor_day)
    return _counted(anchor_day, amount, convention, Direction.BEFORE, skip)


def hours_after(instant: int, n: int, convention: Convention, skip: Skip | None = None) -> Reach:
    """The instant `n` elapsed hours after `instant`, in the convention's zone, as a reach of instants.

    The hours of a suspended day (`skip`, asked by civil day) are not counted. Never rolls over. Raises
    DateOutOfRange. Source: Civil Code art. 201.
    """
    return _hours(instant, n, convention, skip, Direction.AFTER)


def hours_before(instant: int, n: int, convention: Convention, skip: Skip | None = None) -> Reach:
    """The instant `n` elapsed hours before `instant`; as `hours_after`, backwards."""
    return _hours(instant, n, convention, skip, Direction.BEFORE)


def day_end(day: int, convention: Convention) -> int:
    """The instant at which a limit ends whose last day is `day`: 24:00, or the close of business.

    Source: Civil Code art. 203.
    """
    if convention.business_close is None:
        return (day + 1) * SECONDS_IN_DAY
    return day * SECONDS_IN_DAY + convention.business_close


def counts_on(day: int, unit: Unit | str, convention: Convention) -> bool | None:
    """Whether `day` counts as one of `unit`, suspension apart; None if that is not published."""
    match unit:
        case Unit.WORKDAY:
            return convention.calendar.is_workday(day)
        case Unit():
            return True
        case _:
            return convention.days_of(unit).is_counted(day)


def steps_wanted(amount: Amount) -> int:
    """How many counted days the amount is: N, 7 N for weeks, and one more if clear.

    Raises ValueError for units that are not counted day by day.
    """
    unit = amount.unit
    if unit is Unit.HOUR or unit in MONTHS_IN:
        raise ValueError(f"{unit}s are not counted day by day")
    return (amount.n * DAYS_IN[Unit.WEEK] if unit is Unit.WEEK else amount.n) + amount.clear


def _counted(anchor: int, amount: Amount, convention: Convention, direction: Direction, skip: Skip | None) -> Reach:
    sign, unit = direction.step, amount.unit
    if unit is Unit.HOUR:
        raise ValueError("hours are counted from an instant, not from a day")
    if isinstance(unit, Unit) and unit in MONTHS_IN:
        same_day = add_months(anchor, sign * amount.n * MONTHS_IN[unit])
        end = in_range(same_day + sign * amount.clear)
        return Reach(end, end)
    wanted = steps_wanted(amount)
    if skip is not None:
        return _Walk(anchor, unit, convention, direction, skip).reach(wanted)
    match unit:
        case Unit.WORKDAY:
            return convention.calendar.add_workdays(anchor, sign * wanted)
        case Unit():
            end = in_range(anchor + sign * wanted)
            return Reach(end, end)
        case _:
            return convention.days_of(unit).add(anchor, sign * wanted)


def _rolled(reach: Reach, calendar: Calendar) -> Reach:
    """The first workday from each end of `reach`, which is counted in calendar units and so open only where a
    suspension is unknown: whatever in it is unpublished or projected comes from the roll-over.
    """
    first = calendar.roll_forward(reach.earliest)
    if reach.decided:
        return first
    last = Reach(reach.earliest, None) if reach.latest is None else calendar.roll_forward(reach.latest)
    provisional = first.provisional or last.provisional
    years = {*first.unpublished_years, *last.unpublished_years}
    return Reach(first.earliest, last.latest, tuple(sorted(years)), provisional)


@frozen
class _Walk:
    """Counting one day after the other, past days that are suspended or may be."""

    anchor: int
    unit: Unit | str
    convention: Convention
    direction: Direction
    skip: Skip

    def reach(self, wanted: int) -> Reach:
        near = self._end(wanted, self._may_count, LAST_DAY if self.direction is Direction.AFTER else FIRST_DAY)
        if near is None:
            raise DateOutOfRange("the date lies outside the years 1 to 9999")
        far = near if self._all_certain(near) else self._end(wanted, self._surely_counts, self._horizon())
        provisional = self._provisional(near if far is None else far)
        years = () if near == far else self._unpublished_years(near if far is None else far)
        if self.direction is Direction.AFTER:
            return Reach(near, far, years, provisional)
        return Reach(BEGINNING if far is None else far, near, years, provisional)

    def _end(self, wanted: int, counts: Callable[[int], bool], stop: int) -> int | None:
        step = self.direction.step
        number = 0
        for day in range(self.anchor + step, stop + step, step):
            if counts(day):
                number += 1
                if number == wanted:
                    return day
        return None

    def _may_count(self, day: int) -> bool:
        return counts_on(day, self.unit, self.convention) is not False and self.skip(day) is not True

    def _surely_counts(self, day: int) -> bool:
        return counts_on(day, self.unit, self.convention) is True and self.skip(day) is False

    def _all_certain(self, end: int) -> bool:
        """Whether no day on the way to `end` is unknown, so that it is the end for certain."""
        return not any(self._may_count(day) and not self._surely_counts(day) for day in self._days_to(end))

    def _days_to(self, end: int) -> range:
        step = self.direction.step
        return range(self.anchor + step, end + step, step)

    def _horizon(self) -> int:
        """The last day, in the direction of the count, of which anything is known."""
        match self.unit:
            case Unit.WORKDAY:
                known = (self.convention.calendar.first, self.convention.calendar.last)
            case Unit():
                known = (FIRST_DAY, LAST_DAY)
            case name:
                days = self.convention.days_of(name)
                known = (days.first, days.last)
        return known[1] if self.direction is Direction.AFTER else max(known[0], _known_from(self.skip))

    def _provisional(self, end: int) -> bool:
        if self.unit is not Unit.WORKDAY:
            return False
        low, high = sorted((self.anchor, end))
        shift = 0 if self.direction is Direction.AFTER else 1
        return self.convention.calendar.is_projected_between(low - shift, high - shift)

    def _unpublished_years(self, end: int) -> tuple[int, ...]:
        unit, convention = self.unit, self.convention
        return tuple(
            sorted(
                {
                    year_of(day)
                    for day in self._days_to(end)
                    if counts_on(day, unit, convention) is None and self.skip(day) is not True
                }
            )
        )


def _hours(instant: int, n: int, convention: Convention, skip: Skip | None, direction: Direction) -> Reach:
    if skip is None:
        end = add_hours(instant, direction.step * n, convention.zone)
        return Reach(end, end)
    near = _hours_past(instant, n, convention.zone, direction, lambda day: skip(day) is True)
    try:
        stop = FIRST_DAY if direction is Direction.AFTER else _known_from(skip)
        far = _hours_past(instant, n, convention.zone, direction, lambda day: skip(day) is not False, stop)
    except DateOutOfRange:
        far = None
    if direction is Direction.AFTER:
        return Reach(near, far)
    return Reach(BEGINNING if far is None else far, near)


def _known_from(skip: Skip) -> int:
    return int(getattr(skip, "known_from", FIRST_DAY))


def _hours_past(
    instant: int, n: int, zone: str, direction: Direction, skipped: Callable[[int], bool], stop: int = FIRST_DAY
) -> int:
    """The instant after (before) which `n` hours of days that are not skipped have elapsed. Raises DateOutOfRange where
    the count reaches a day before `stop`."""
    left = n * SECONDS_IN_HOUR
    at = instant
    while left > 0:
        if direction is Direction.AFTER:
            day = civil_day(at)
            edge = (day + 1) * SECONDS_IN_DAY
        else:
            day = civil_day(at - 1)
            edge = day * SECONDS_IN_DAY
        in_range(day)
        if day < stop:
            raise DateOutOfRange("of no day so early is it known that it counts")
        if not skipped(day):
            available = abs(elapsed_seconds(at, edge, zone))
            if left <= available:
                return add_seconds(at, direction.step * left, zone)
            left -= available
        at = edge
    return at
