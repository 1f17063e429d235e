"""Limits: from when to when the content of a norm must come, or is forbidden.

Handed a window, the instance it belongs to and one `World` of the possibilities that are tried, it hands on a
`Stretch`: its start, its end, the due day and how that was counted. Every count is asked of `civil_time`; which day
an unpublished calendar gives, and which layer holds where that is not known, are choices of the world.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from attrs import define, evolve, field, frozen

from ruledsl.civil_time import (
    BEGINNING,
    FIRST_DAY,
    LAST_DAY,
    SECONDS_IN_DAY,
    DateOutOfRange,
    Direction,
    Reach,
    hours_after,
    hours_before,
    limit_after,
    limit_before,
    next_date,
)
from ruledsl.civil_time import Amount as Length
from ruledsl.engine.answers import Truth, merged
from ruledsl.engine.bench import Anchor, Bench
from ruledsl.engine.findings import World
from ruledsl.engine.instants import earliest
from ruledsl.engine.moments import Asker, anchors
from ruledsl.engine.point import END_OF_DAY, Point, end_of, start_of
from ruledsl.norms.expressions import Expr
from ruledsl.norms.model import (
    Amount,
    ArisingMoment,
    EventMoment,
    Form,
    Layer,
    Limit,
    LimitForm,
    Moment,
    Strength,
    Window,
)
from ruledsl.world.values import Day, Duration

BACKWARD = (LimitForm.BEFORE, LimitForm.AT_LEAST_BEFORE, LimitForm.IN_THE_LAST, LimitForm.AT)
"""Limits that hang on an event to come: the norm is decided at that event."""

NOT_COME = "waiting"


class NotSet(Exception):
    """A limit hangs on what has no value: a named value, or a date field. `why`, `missing`: as in a finding."""

    def __init__(self, why: str, missing: tuple[str, ...], truth: Truth | None = None) -> None:
        super().__init__(why)
        self.why, self.missing, self.truth = why, missing, truth


@frozen
class Reckoning:
    """How an end was counted: so much from the anchor, in which direction, without the days that `skipped` says. The
    day-by-day steps are only made where a report is written (see `explain`)."""

    form: LimitForm
    lengths: tuple[Length, ...]
    direction: Direction | None
    anchor: Anchor | None
    due: int | None
    due_latest: int | None
    due_second: int | None = None
    layer: int = 0
    provisional: bool = False
    skipped: Suspension | None = None
    rolls: bool = True


@frozen
class Stretch:
    """A window in one world: from `start` (None: from the beginning) to `end` (None: without an end, or not known yet).

    `anchor`: what it hangs on; `state`: whether that has come, is planned, is ahead, or is waited for. `instant`: the
    window is the one instant `start`. `due`: the day of its end. `begun`: whether it runs from the opening, so that its
    content can come before its anchor does."""

    start: Point | None = None
    end: Point | None = None
    due: int | None = None
    anchor: Anchor | None = None
    state: str = "come"
    instant: bool = False
    begun: bool = False
    reckonings: tuple[Reckoning, ...] = ()

    @property
    def provisional(self) -> bool:
        return any(reckoning.provisional for reckoning in self.reckonings)


@frozen
class InForce:
    """The limit in force from an instant on, until the next one's."""

    since: Point
    stretch: Stretch
    strength: Strength | None


@define
class Suspension:
    """Which days are not counted: those on any part of which the condition holds. Days ahead count."""

    bench: Bench
    expr: Expr
    asker: Asker
    missing: list[str] = field(factory=list)
    _known: dict[int, Truth] = field(factory=dict)

    @cached_property
    def _recorded_from(self) -> int:
        """The first day of which the scenario says anything; of all days before it the answer is the same."""
        log = self.bench.case.scenario
        days = [self.bench.case.first_day, *(state.first for state in log.states)]
        days += [event.when.day for event in log.events]
        days += [value.when.day for value in log.values]
        days += [judgement.when.day for judgement in log.judgements]
        days += [holding.first for holding in log.holdings if holding.first is not None]
        days += [record.created.day for record in log.records.values() if record.created is not None]
        return min(days)

    @cached_property
    def known_from(self) -> int:
        """The day before which of no day it is known that it counts: a limit counted back need look no further."""
        return FIRST_DAY if self(self._recorded_from - 1) is False else self._recorded_from

    def __call__(self, day: int) -> bool | None:
        if day > self.bench.case.now:
            return False
        day = max(day, self._recorded_from - 1)
        if day not in self._known:
            env = self.asker.env
            self._known[day] = self.bench.lasting(self.expr, self.asker.norm, env, start_of(day), end_of(day))
            self.missing += self._known[day].missing
        return self._known[day].value

    @property
    def answers(self) -> list[Truth]:
        return [truth for truth in self._known.values() if truth.value is not False or truth.facts]


@define
class Measure:
    """Measures one norm's window for one asker in one world."""

    bench: Bench
    asker: Asker
    world: World
    window: Window
    suspension: Suspension | None = None

    @classmethod
    def of(cls, bench: Bench, asker: Asker, world: World, window: Window) -> Measure:
        suspended = window.suspended
        return cls(bench, asker, world, window, None if suspended is None else Suspension(bench, suspended, asker))

    # ------------------------------------------------------------------------------------------ layers

    def in_force(self, start: Point) -> list[InForce]:
        """The limits in force from `start` until now, each from the instant at which it comes into force. Raises NotSet
        if the last of them has no value."""
        conditions = [layer.condition for layer in self.window.layers if layer.condition is not None]
        dates = [layer.limit.date for layer in self.window.layers if layer.limit is not None and layer.limit.date]
        points = [start]
        if conditions or dates:
            points += self.bench.case.change_points([*conditions, *dates], self.asker.env, start)
        found: list[InForce] = []
        unset: NotSet | None = None
        for point in points:
            try:
                in_force = self.at(point)
            except NotSet as error:
                unset = error
                continue
            since = start if not found and unset is None else point
            unset = None
            if not found or found[-1].stretch != in_force.stretch or found[-1].strength != in_force.strength:
                found.append(evolve(in_force, since=since))
        if unset is not None:
            raise unset
        return found

    def at(self, point: Point) -> InForce:
        """The limit in force at one instant. Raises NotSet."""
        chosen, furthers, strength, index = self.window.layers[0].limit, list[Amount](), None, 0
        for number, layer in enumerate(self.window.layers):
            if number > 0 and not self._holds(layer, number, point):
                continue
            if layer.further is not None:
                furthers.append(layer.further)
            else:
                chosen, furthers, index = layer.limit, [], number
            strength = layer.strength or strength
        assert chosen is not None
        stretch = self.stretch(chosen, furthers, index, point)
        return InForce(point, stretch, strength)

    def _holds(self, layer: Layer, number: int, point: Point) -> bool:
        truth = self.bench.truth(layer.condition, self.asker.norm, self.asker.env, point)
        self.world.answers.append(truth)
        if truth.value is None:
            return self.world.choose(f"layer {number}", 2, truth.missing) == 1
        return truth.value

    # ------------------------------------------------------------------------------------------ one limit

    def stretch(self, limit: Limit, furthers: Sequence[Amount], layer: int, point: Point) -> Stretch:
        """The window that one limit gives, prolonged by `furthers`. Raises NotSet."""
        match limit.form:
            case LimitForm.EARLIER_OF | LimitForm.LATER_OF:
                return self._joined(limit, layer, point)
            case LimitForm.BY:
                return self._by(limit, furthers, layer, point)
            case LimitForm.AT_ALL_TIMES:
                return Stretch(self.asker.arising)
            case _:
                return self._anchored(limit, furthers, layer)

    def _anchored(self, limit: Limit, furthers: Sequence[Amount], layer: int) -> Stretch:
        length = None if limit.amount is None else self._length(limit.amount)
        anchor = self._anchor(limit.anchors or (ArisingMoment(),))
        begun = limit.form in _FROM_OPENING
        if anchor is None:
            return Stretch(self.bench.case.opening(self._record) if begun else None, state=NOT_COME, begun=begun)
        waiting = Stretch(anchor=anchor, state=anchor.state, begun=begun)
        match limit.form:
            case LimitForm.WITHIN:
                assert length is not None
                return self._forward(evolve(waiting, start=anchor.point), limit, [length], furthers, layer)
            case LimitForm.NO_LATER_THAN:
                assert length is not None
                start = self.bench.case.opening(self._record)
                return self._forward(evolve(waiting, start=start), limit, [length], furthers, layer)
            case LimitForm.SAME_DAY:
                if furthers:
                    return self._forward(evolve(waiting, start=anchor.point), limit, [], furthers, layer)
                return evolve(waiting, start=anchor.point, end=end_of(anchor.day), due=anchor.day)
            case LimitForm.FROM_TO:
                assert length is not None
                assert limit.to is not None
                start = self._begins(anchor, length)
                return self._forward(evolve(waiting, start=start), limit, [self._length(limit.to)], furthers, layer)
            case LimitForm.NOT_BEFORE:
                assert length is not None
                return evolve(waiting, start=self._begins(anchor, length))
            case LimitForm.EARLIER_THAN:
                assert length is not None
                begins = self._begins(anchor, length)
                end = end_of(begins.day - 1) if begins == start_of(begins.day) else begins
                due = end.day if begins.day <= LAST_DAY else None
                return evolve(waiting, start=self.bench.case.opening(self._record), end=end, due=due)
            case LimitForm.LATER_THAN:
                assert length is not None
                over = self._forward(waiting, limit, [length], (), layer, roll=True)
                assert over.end is not None
                start = start_of(over.end.day + 1) if str(length.unit) != "hour" else over.end
                return evolve(over, start=start, end=None, due=None)
            case LimitForm.BEFORE:
                return evolve(waiting, end=anchor.point, due=anchor.day)
            case LimitForm.AT:
                return evolve(waiting, start=anchor.point, end=anchor.point, due=anchor.day, instant=True)
            case LimitForm.AT_LEAST_BEFORE:
                assert length is not None
                return self._backward(waiting, limit, length, layer)
            case LimitForm.IN_THE_LAST:
                assert length is not None
                end, reckoning = self._counted(anchor, limit, [length], layer, Direction.BEFORE, roll=False)
                start = end if str(length.unit) == "hour" else start_of(end.day)
                return evolve(waiting, start=start, end=anchor.point, due=anchor.day, reckonings=(reckoning,))
            case LimitForm.AFTER:
                return self._after(waiting, limit)
            case LimitForm.PROMPTLY:
                return evolve(waiting, start=anchor.point)
            case form:
                raise AssertionError(form)

    @property
    def _record(self) -> str:
        own = self.asker.env.names.get("self")
        return str(getattr(own, "name", own))

    def _after(self, waiting: Stretch, limit: Limit) -> Stretch:
        assert waiting.anchor is not None
        if limit.closing is None:
            return evolve(waiting, start=waiting.anchor.point)
        end = self._anchor((limit.closing,))
        if end is None:
            return evolve(waiting, start=waiting.anchor.point, state=NOT_COME)
        state = end.state if waiting.state == "come" else waiting.state
        return evolve(waiting, start=waiting.anchor.point, end=end.point, due=end.day, state=state)

    def _by(self, limit: Limit, furthers: Sequence[Amount], layer: int, point: Point) -> Stretch:
        opening = self.bench.case.opening(self._record)
        if limit.month_day is not None:
            since = self.asker.opening if self.asker.arising is None else self.asker.arising
            day = next_date(*limit.month_day, since.day)
            truth = Truth(True)
        else:
            assert limit.date is not None
            found = self.bench.case.value(limit.date, self.asker.env, point, norm_id=self.asker.norm.id)
            self.world.answers.append(Truth(True, found.facts, used=found.used))
            if not isinstance(found.value, Day):
                raise NotSet("unknown_fact", found.missing or ("date",), Truth(None, found.facts, found.missing))
            day, truth = found.value.ordinal, Truth(True, found.facts)
        anchor = Anchor(day, start_of(day), truth=truth)
        return self._forward(Stretch(opening, anchor=anchor), limit, [], furthers, layer)

    def _joined(self, limit: Limit, layer: int, point: Point) -> Stretch:
        """The earlier or the later of two windows: until the earlier or later end, from the earliest start. A part
        whose anchor has not come has no end yet."""
        parts = [self.stretch(part, (), layer, point) for part in limit.parts]
        running = [part for part in parts if part.state == "come" or part.begun]
        starts = [part.start for part in running]
        start = None if None in starts or not starts else earliest([s for s in starts if s is not None])
        ends = [part for part in parts if part.end is not None and part.state == "come"]
        reckonings = tuple(r for part in parts for r in part.reckonings)
        if not ends or (limit.form is LimitForm.LATER_OF and len(ends) < len(parts)):
            open_ = next(part for part in parts if part.state != "come" or part.end is None)
            return evolve(open_, start=start, end=None, due=None, begun=bool(running), reckonings=reckonings)
        chosen = (min if limit.form is LimitForm.EARLIER_OF else max)(ends, key=_end_key)
        return evolve(chosen, start=start, reckonings=reckonings)

    # ------------------------------------------------------------------------------------------ counting

    def _forward(
        self,
        stretch: Stretch,
        limit: Limit,
        lengths: Sequence[Length],
        furthers: Sequence[Amount],
        layer: int,
        *,
        roll: bool | None = None,
    ) -> Stretch:
        """The stretch with its end: the lengths from the anchor, further time of the same unit added to them, other
        further time counted from the end before roll-over."""
        assert stretch.anchor is not None
        all_ = list(lengths)
        for further in furthers:
            more = self._length(further)
            if all_ and all_[-1].unit == more.unit:
                all_[-1] = evolve(all_[-1], n=all_[-1].n + more.n)
            else:
                all_.append(more)
        rolls = self.asker.norm.form is not Form.PROHIBITION if roll is None else roll
        if not all_:
            end = self._closed(stretch.anchor.day)
            return evolve(stretch, end=end, due=end.day, reckonings=(self._plain(limit, stretch.anchor, layer),))
        end, reckoning = self._counted(stretch.anchor, limit, all_, layer, Direction.AFTER, roll=rolls)
        return evolve(stretch, end=end, due=_civil(end.day), reckonings=(reckoning,))

    def _backward(self, stretch: Stretch, limit: Limit, length: Length, layer: int) -> Stretch:
        assert stretch.anchor is not None
        end, reckoning = self._counted(stretch.anchor, limit, [length], layer, Direction.BEFORE, roll=False)
        return evolve(stretch, end=end, due=_civil(end.day), reckonings=(reckoning,))

    def _plain(self, limit: Limit, anchor: Anchor, layer: int) -> Reckoning:
        return Reckoning(limit.form, (), None, anchor, anchor.day, anchor.day, layer=layer)

    def _begins(self, anchor: Anchor, length: Length) -> Point:
        """The beginning of the N-th day after the anchor (for hours: that instant)."""
        limit = Limit(LimitForm.NOT_BEFORE)
        end, _ = self._counted(anchor, limit, [length], 0, Direction.AFTER, roll=False)
        return end if str(length.unit) == "hour" else start_of(end.day)

    def _counted(
        self, anchor: Anchor, limit: Limit, lengths: Sequence[Length], layer: int, direction: Direction, *, roll: bool
    ) -> tuple[Point, Reckoning]:
        """The end in this world, and how it was counted."""
        day, second = anchor.day, anchor.point.second
        provisional = False
        reach = Reach(day, day)
        end = self._closed(day)
        for place, length in enumerate(lengths):
            last = place == len(lengths) - 1
            if str(length.unit) == "hour":
                reach, end = self._hours(day, second, anchor, length, direction)
            else:
                reach = self._days(day, length, direction, roll=roll and last)
                chosen = self._choice(reach)
                end = self._closed(chosen)
            provisional = provisional or reach.provisional
            day, second = end.day, end.second
        if self.suspension is not None:
            self.world.answers += self.suspension.answers
        due_second = None if end.second == END_OF_DAY else end.second
        return end, Reckoning(
            limit.form,
            tuple(lengths),
            direction,
            anchor,
            _civil(reach.earliest),
            None if reach.latest is None else _civil(reach.latest),
            due_second,
            layer,
            provisional,
            self.suspension,
            roll,
        )

    def _days(self, day: int, length: Length, direction: Direction, *, roll: bool) -> Reach:
        try:
            if direction is Direction.AFTER:
                return limit_after(day, length, self.bench.convention, roll=roll, skip=self.suspension)
            return limit_before(day, length, self.bench.convention, skip=self.suspension)
        except DateOutOfRange:
            # Beyond the calendar there is no day: the limit ends after (or before) all that can be said.
            edge = LAST_DAY + 1 if direction is Direction.AFTER else FIRST_DAY - 1
            return Reach(edge, edge)

    def _hours(
        self, day: int, second: int | None, anchor: Anchor, length: Length, direction: Direction
    ) -> tuple[Reach, Point]:
        """The instant so many hours on; of an anchor without a time, from both ends of its day."""
        if second is None:
            fact = anchor.fact
            what = "anchor" if fact is None else f"{fact.name} of {fact.subject}"
            side = self.world.choose("time of anchor", 2, (f"time of {what}",))
            second = SECONDS_IN_DAY - 1 if side else 0
        count = hours_after if direction is Direction.AFTER else hours_before
        instant = day * SECONDS_IN_DAY + max(0, second)
        try:
            reach = count(instant, length.n, self.bench.convention, skip=self.suspension)
        except DateOutOfRange:
            edge = SECONDS_IN_DAY * (LAST_DAY + 1 if direction is Direction.AFTER else FIRST_DAY - 1)
            reach = Reach(edge, edge)
        chosen = self._choice(reach)
        end = Point(*divmod(chosen, SECONDS_IN_DAY))
        days = Reach(reach.earliest // SECONDS_IN_DAY, None if reach.latest is None else reach.latest // SECONDS_IN_DAY)
        return days, end

    def _choice(self, reach: Reach) -> int:
        """The end that this world takes of those still possible: the earliest or the latest."""
        if reach.decided:
            return reach.earliest
        if reach.unpublished_years:
            missing = tuple(f"calendar of {year}" for year in reach.unpublished_years)
            late = self.world.choose("calendar", 2, missing, "unpublished_calendar")
        else:
            missing = merged(tuple(self.suspension.missing)) if self.suspension is not None else ()
            late = self.world.choose("suspension", 2, missing)
        latest = LAST_DAY if reach.latest is None else reach.latest
        # The first world tried is the one whose due day is shown: one that is a date.
        if reach.earliest <= BEGINNING:
            return BEGINNING if late else latest
        return latest if late else reach.earliest

    def _closed(self, day: int) -> Point:
        """The end of a limit's last day: 24:00, or the close of business."""
        close = self.bench.convention.business_close
        return end_of(day) if close is None else Point(day, close)

    # ------------------------------------------------------------------------------------------ anchors and amounts

    def _anchor(self, moments: Sequence[Moment]) -> Anchor | None:
        """The anchor in this world: of several moments the one that comes first."""
        found = [anchor for moment in moments if (anchor := self._one_anchor(moment)) is not None]
        return min(found, key=lambda a: (a.state != "come", *a.point.sort_key), default=None)

    def _one_anchor(self, moment: Moment) -> Anchor | None:
        options: list[Anchor | None] = list(anchors(self.bench, moment, self.asker))
        if not options:
            return None
        last = options[-1]
        if last is not None and last.state == "come" and not last.certain:
            options.append(None)
        if len(options) == 1:
            return options[0]
        missing = merged(*(anchor.truth.missing for anchor in options if anchor is not None))
        return options[self.world.choose(f"anchor {_moment_name(moment)}", len(options), missing)]

    def _length(self, amount: Amount) -> Length:
        """The amount with its named values. Raises NotSet."""
        n, unit = amount.n, amount.unit
        if amount.duration_name is not None:
            duration = self.bench.case.setting(amount.duration_name)
            if not isinstance(duration, Duration):
                raise NotSet("value_not_set", (amount.duration_name,))
            n, unit = duration.n, duration.unit
        if isinstance(n, str):
            number = self.bench.case.setting(n)
            if not isinstance(number, int):
                raise NotSet("value_not_set", (n,))
            n = number
        return Length(max(0, n), unit, amount.clear)


def _civil(day: int) -> int | None:
    """A day that has a date; None for one beyond the calendar."""
    return day if FIRST_DAY <= day <= LAST_DAY else None


_FROM_OPENING = (LimitForm.NO_LATER_THAN, LimitForm.EARLIER_THAN, LimitForm.BEFORE, LimitForm.AT_LEAST_BEFORE)


def _moment_name(moment: Moment) -> str:
    match moment:
        case EventMoment(pattern):
            return pattern.event
        case _:
            return type(moment).__name__


def _end_key(stretch: Stretch) -> tuple[int, int, int]:
    assert stretch.end is not None
    return stretch.end.sort_key


def base_limit(window: Window) -> Limit:
    """A window's first limit."""
    limit = window.layers[0].limit
    assert limit is not None
    return limit


def is_precondition(window: Window | None) -> bool:
    """Whether a window ends with an event to come, at which the norm is decided."""
    if window is None:
        return False
    limit = base_limit(window)
    return limit.form in BACKWARD or (limit.form is LimitForm.AFTER and limit.closing is not None)


def deciding_moments(window: Window) -> tuple[Moment, ...]:
    """The moments at which a precondition is decided: the first of them that comes."""
    limit = base_limit(window)
    return limit.anchors if limit.closing is None else (limit.closing,)


def counted_from(window: Window) -> tuple[Moment, ...]:
    """The moments that a forward window is counted from, apart from its own arising."""
    limit = base_limit(window)
    moments: Iterable[Moment] = [*limit.anchors, *(anchor for part in limit.parts for anchor in part.anchors)]
    return tuple(moment for moment in moments if not isinstance(moment, ArisingMoment))


__all__ = [
    "BACKWARD",
    "InForce",
    "Measure",
    "NotSet",
    "Reckoning",
    "Stretch",
    "Suspension",
    "base_limit",
    "counted_from",
    "deciding_moments",
    "is_precondition",
]
