"""The bench: what whoever decides a norm has at hand - the case, the norms by what they speak of, the decisions on
other norms - and the shapes of an instance (the thing that is decided) and of a decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, field, frozen

from ruledsl.civil_time import Convention
from ruledsl.engine.answers import BEGINNING, NO, YES, Closing, Env, Truth
from ruledsl.engine.case import Case
from ruledsl.engine.findings import Finding
from ruledsl.engine.norm_index import NormIndex
from ruledsl.engine.point import START_OF_DAY, Point, start_of
from ruledsl.engine.verdicts import FactUsed
from ruledsl.norms.expressions import Expr
from ruledsl.norms.model import Norm
from ruledsl.world.scenario import Event
from ruledsl.world.values import Ref


@frozen
class Anchor:
    """An instant a window is counted from or ends with. `day`: its civil date, day 0. `point`: the instant (for an
    entry just before it has happened). `state`: come, planned (by the log) or ahead (the calendar's, not yet come).
    `certain`: False where it may not be one."""

    day: int
    point: Point
    state: str = "come"
    certain: bool = True
    truth: Truth = YES
    event: Event | None = None

    @property
    def fact(self) -> FactUsed | None:
        return self.truth.facts[0] if self.truth.facts else None


@frozen
class Arising:
    """An instant at which an instance arises. `day`: day 0 of what is counted from it. `side`: the side of a
    day's open order on which alone it arises; None: on both."""

    point: Point
    day: int
    truth: Truth = YES
    side: bool | None = None


@frozen
class Instance:
    """A norm on one record (and members, and occurrence): the thing that is decided.

    `key`: the members bound by `for each`. `number`, `day`: the 1-based number and the day of the occurrence that made
    it. `arisings`: the instants at which it may have arisen, in order. `doubt`: None if it has surely arisen (at the
    last of them at the latest), else what leaves it open. `act`: the E of a precondition, None for the next one.
    `waits`: its window is counted from an anchor that has not come, and its `when` will be read from there on."""

    norm: Norm
    record: str | None
    env: Env
    key: tuple[str, ...] = ()
    number: int | None = None
    day: int | None = None
    arisings: tuple[Arising, ...] = ()
    doubt: Truth | None = None
    act: Anchor | None = None
    waits: bool = False
    period: str | None = None


@frozen
class Decision:
    """An instance and what deciding it gave."""

    instance: Instance
    finding: Finding


def _nothing_decided(norm_id: str, record: str | None) -> Sequence[Decision]:
    return ()


@define
class Bench:
    """The case, the norms, and the decisions on other norms, asked by id and record (None: of all records): `decided`,
    and `undisputed`, which leaves conflicts between norms out of account."""

    case: Case
    norms: NormIndex
    decided: Callable[[str, str | None], Sequence[Decision]] = field(default=_nothing_decided)
    undisputed: Callable[[str, str | None], Sequence[Decision]] = field(default=_nothing_decided)

    @property
    def now(self) -> Point:
        return self.case.end

    @property
    def convention(self) -> Convention:
        return self.case.calendar

    def truth(self, expr: Expr | None, norm: Norm, env: Env, point: Point) -> Truth:
        """Whether a norm's condition holds at an instant, on the side that `env.late` says; yes for no condition."""
        if expr is None:
            return YES
        if env.late is not None and point.late != env.late:
            point = point.on_side(env.late)
        return self.case.truth(expr, env, point, norm_id=norm.id)

    def lasting(self, expr: Expr | None, norm: Norm, env: Env, start: Point, end: Point) -> Truth:
        """Whether an exception holds at any instant from `start` to `end`; no for no exception."""
        if expr is None:
            return NO
        return self.case.ever_true(expr, env, start, end, norm_id=norm.id)

    def opening(self, norm: Norm, record: str) -> Point | None:
        """The instant from which a norm's record is open; for one open always, from when there is a norm or a log to
        speak of it: its first version's first day, the ruleset's, or else the log's."""
        opening = self.case.opening(record)
        if opening is None:
            return None
        if opening.day > BEGINNING.day:
            return self._somewhere(opening, record) if self._created_untimed(record) else opening
        firsts = [version.first_day for version in self.norms.versions[norm.id]]
        days = [] if None in firsts else [min(day for day in firsts if day is not None)]
        if self.norms.ruleset.first_day is not None:
            days.append(self.norms.ruleset.first_day)
        return start_of(max(days)) if days else start_of(self.case.first_day)

    def _somewhere(self, point: Point, record: str) -> Point:
        """Somewhere in the day, before all that happens to the record: created on a date without a time."""
        if point.second != START_OF_DAY:
            return point
        return Point(point.day, None, before=self.case.timeline.own_events(record, point.day))

    def _created_untimed(self, record: str) -> bool:
        own = self.case.scenario.records.get(record)
        return own is not None and own.created is not None and own.created.second is None

    def closing(self, record: str | None) -> Closing | None:
        return None if record is None else self.case.closing(record)


def name_of(value: object) -> str:
    """A member or record, by its name."""
    match value:
        case Ref(name):
            return name
        case bool(yes):
            return "yes" if yes else "no"
        case _:
            return str(getattr(value, "name", value))
