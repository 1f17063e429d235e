"""The day-by-day count behind a limit, for explanations: each day from the anchor to the limit with its number
or the reason why it has none. Handed what `limit_after` or `limit_before` is handed, it hands on a tuple of
`DayStep`; whoever writes explanations turns these into sentences.

A span of up to 60 days is given in full. Of a longer one come the first 7 and the last 7 days, with one step
`omitted` between that stands for the rest. Months, quarters and years are not counted by days: of them come
the anchor, the same day of the month (or the month's last) with the number N, a clear further day, and the
days of the roll-over.
"""

from collections.abc import Iterator
from typing import Final, Literal

from attrs import frozen

from ruledsl.civil_time.arithmetic import add_calendar, days_between
from ruledsl.civil_time.calendar import DayStatus
from ruledsl.civil_time.day_index import Reach
from ruledsl.civil_time.limits import (
    Amount,
    Convention,
    Skip,
    counts_on,
    limit_after,
    limit_before,
    rolls_over,
)
from ruledsl.civil_time.units import Direction, Unit

FULL_SPAN: Final = 60
ENDS_SHOWN: Final = 7

StepReason = Literal[
    "anchor",
    "counted",
    "makeup",
    "weekend",
    "holiday",
    "rest",
    "not_in_unit",
    "suspended",
    "suspension_unknown",
    "unpublished",
    "clear",
    "rolled",
    "omitted",
]


@frozen
class DayStep:
    """One day of a count. `number` is its running number, None where it was not counted.

    Reasons: `anchor` (day 0), `counted`, `makeup` (counted: a weekend day worked in exchange), `weekend`,
    `holiday`, `rest` (an override), `not_in_unit` (of a declared unit), `suspended`, `suspension_unknown`,
    `unpublished` (from the first day not known on, counted days have no number), `clear` (the further day of a
    clear month), `rolled` (the workday on which a limit ends that would have ended on a rest day), `omitted`
    (stands for the days from `day` up to the next step's; `number` is the last one reached in them). The
    names are the calendar's; `provisional` says that the day is only projected.
    """

    day: int
    number: int | None
    reason: StepReason
    name_en: str = ""
    name_zh: str = ""
    provisional: bool = False


def count_days(
    anchor_day: int, amount: Amount, convention: Convention, direction: Direction, skip: Skip | None = None
) -> tuple[DayStep, ...]:
    """The days from the anchor to the limit, in the order of counting, each with its number or reason.

    Where the end is not decided, the days up to the earliest possible end (backwards: the latest) are given.
    Raises as `limit_after` does.
    """
    forward = direction is Direction.AFTER
    limit = (
        limit_after(anchor_day, amount, convention, roll=False, skip=skip)
        if forward
        else (limit_before(anchor_day, amount, convention, skip))
    )
    nominal = _nearest(limit, direction)
    count = _Count(anchor_day, amount, convention, direction, skip)
    steps = [count.anchor(), *count.steps_to(nominal)] if amount.n else [count.anchor()]
    if forward and amount.n and rolls_over(amount.unit, convention):
        steps.extend(count.roll_over(nominal))
    return tuple(steps)


def _nearest(limit: Reach, direction: Direction) -> int:
    if direction is Direction.AFTER or limit.latest is None:
        return limit.earliest
    return limit.latest


@frozen
class _Count:
    anchor_day: int
    amount: Amount
    convention: Convention
    direction: Direction
    skip: Skip | None

    def anchor(self) -> DayStep:
        return self._named(self.anchor_day, 0, "anchor")

    def steps_to(self, end: int) -> Iterator[DayStep]:
        """The steps after the anchor to `end`, cut down if the span is long."""
        unit = self.amount.unit
        if isinstance(unit, Unit) and unit in (Unit.MONTH, Unit.QUARTER, Unit.YEAR):
            yield from self._months(unit, end)
            return
        step = self.direction.step
        span = abs(days_between(self.anchor_day, end))
        if span <= FULL_SPAN:
            yield from self._walk(self.anchor_day, end, 0)
            return
        head = self.anchor_day + step * ENDS_SHOWN
        tail = end - step * ENDS_SHOWN
        yield from self._walk(self.anchor_day, head, 0)
        yield DayStep(head + step, self._number_at(tail), "omitted")
        yield from self._walk(tail, end, self._number_at(tail))

    def roll_over(self, nominal: int) -> Iterator[DayStep]:
        """The days from a nominal end that is a rest day to the workday on which the limit ends."""
        reach = self.convention.calendar.roll_forward(nominal)
        if reach.decided and reach.earliest == nominal:
            return
        for day in range(nominal + 1, reach.earliest):
            yield self._named(day, None, _rest_reason(self.convention.calendar.status(day)))
        end = self.convention.calendar.status(reach.earliest)
        yield self._named(reach.earliest, None, "rolled" if end.working else "unpublished")

    def _months(self, unit: Unit, end: int) -> Iterator[DayStep]:
        same_day = add_calendar(self.anchor_day, self.direction.step * self.amount.n, unit)
        yield self._named(same_day, self.amount.n, "counted")
        if same_day != end:
            yield self._named(end, None, "clear")

    def _walk(self, after: int, end: int, number: int | None) -> Iterator[DayStep]:
        step = self.direction.step
        for day in range(after + step, end + step, step):
            reason = self._reason(day)
            if reason in ("unpublished", "suspension_unknown"):
                number = None
            elif reason in ("counted", "makeup") and number is not None:
                number += 1
            yield self._named(day, number if reason in ("counted", "makeup") else None, reason)

    def _reason(self, day: int) -> StepReason:
        counts = counts_on(day, self.amount.unit, self.convention)
        suspended = False if self.skip is None else self.skip(day)
        if counts is False:
            if self.amount.unit is Unit.WORKDAY:
                return _rest_reason(self.convention.calendar.status(day))
            return "not_in_unit"
        if suspended is not False:
            return "suspended" if suspended else "suspension_unknown"
        if counts is None:
            return "unpublished"
        if self.amount.unit is Unit.WORKDAY and self.convention.calendar.status(day).kind == "makeup":
            return "makeup"
        return "counted"

    def _number_at(self, day: int) -> int | None:
        """The running number reached on `day`, or None if a day before it is not known."""
        low, high = sorted((self.anchor_day, day))
        if self.direction is Direction.BEFORE:
            low, high = low - 1, high - 1
        if self.skip is not None:
            number = 0
            for each in range(low + 1, high + 1):
                reason = self._reason(each)
                if reason in ("unpublished", "suspension_unknown"):
                    return None
                number += reason in ("counted", "makeup")
            return number
        match self.amount.unit:
            case Unit.WORKDAY:
                fewest, most = self.convention.calendar.count_workdays(low, high)
            case Unit():
                return high - low
            case name:
                fewest, most = self.convention.days_of(name).count(low, high)
        return fewest if fewest == most else None

    def _named(self, day: int, number: int | None, reason: StepReason) -> DayStep:
        status = self.convention.calendar.status(day)
        return DayStep(day, number, reason, status.name_en, status.name_zh, status.provisional)


def _rest_reason(status: DayStatus) -> StepReason:
    match status.kind:
        case "holiday":
            return "holiday"
        case "override":
            return "rest"
        case "projected":
            return "holiday" if status.name_en else "weekend"
        case "weekend":
            return "weekend"
        case "unpublished" | "ordinary" | "makeup":  # pragma: no cover - asked only of days that surely rest
            return "unpublished"
