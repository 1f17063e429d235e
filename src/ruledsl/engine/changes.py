"""When answers change: the instants between which a condition stays as it is, and when it first holds.

Handed a condition, it collects the entries, the edges of states, holdings, periods and rolling windows, and the
norms that the condition reads, through deemings and substitutions too. A superset of the true changes is sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

import attrs
from attrs import define, field

from ruledsl.civil_time import SECONDS_IN_DAY, Amount, DateOutOfRange, hours_after, instant_of, limit_after
from ruledsl.engine.answers import NO, Asked, Env, FirstTrue, Truth, all_of, any_of, reached
from ruledsl.engine.point import Point, at_entry, start_of
from ruledsl.engine.timeline import Entry
from ruledsl.norms.expressions import (
    Broken,
    Compare,
    Constraint,
    CountEvents,
    DoerOf,
    EventDay,
    EventParam,
    EventPattern,
    Expr,
    FieldOf,
    Happened,
    Holders,
    Holds,
    IsKind,
    Lapsed,
    Literal,
    Member,
    OpenRecords,
    Party,
    Pointing,
    Var,
)
from ruledsl.norms.model import Form
from ruledsl.world.scenario import Event
from ruledsl.world.values import Duration, Ref
from ruledsl.world.vocabulary import EventPath

if TYPE_CHECKING:
    from ruledsl.engine.conditions import Conditions


class Changes:
    """The instants at which answers of one case may change."""

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions

    def points(self, exprs: Iterable[Expr], env: Env, start: Point, end: Point) -> list[Point]:
        """The instants after `start` and until `end` at which one of the conditions may change, in order."""
        reads = Reads(self._conditions, start, end)
        for expr in exprs:
            reads.condition(expr, env)
        early, late = start.on_side(False), end.on_side(True)
        self._conditions.effort.spend(len(reads.entries) + len(reads.days) + len(reads.instants))
        found = {point for point in reads.points() if reached(point, late) and not reached(point, early)}
        return sorted(found, key=lambda point: (*point.sort_key, point.through))

    def first_true(self, expr: Expr, asked: Asked, end: Point) -> FirstTrue:
        """The first instant from `asked.point` to `end` (both included) at which it is known to hold."""
        doubtful: Point | None = None
        doubt: Truth | None = None
        for point, truth in self._truths(expr, asked, end):
            if truth.value is True:
                return FirstTrue(point, doubtful is None, truth, doubtful, doubt)
            if truth.value is None and doubtful is None:
                doubtful, doubt = point, truth
        return FirstTrue(None, doubtful is None, NO if doubt is None else doubt, doubtful, doubt)

    def ever_true(self, expr: Expr, asked: Asked, end: Point) -> Truth:
        """Whether it holds at any instant from `asked.point` to `end` (both included)."""
        return any_of(truth for _, truth in self._truths(expr, asked, end))

    def always_true(self, expr: Expr, asked: Asked, end: Point) -> Truth:
        """Whether it holds at every instant from `asked.point` to `end` (both included)."""
        return all_of(truth for _, truth in self._truths(expr, asked, end))

    def _truths(self, expr: Expr, asked: Asked, end: Point) -> Iterator[tuple[Point, Truth]]:
        if not reached(asked.point, end.on_side(True)):
            return
        yield asked.point, self._conditions.settled(expr, asked)
        for point in self.points([expr], asked.env, asked.point, end):
            yield point, self._conditions.settled(expr, asked.at(point))


@define
class Reads:
    """What a condition reads of one case, gathered as instants between `start` and `end`."""

    conditions: Conditions
    start: Point
    end: Point
    entries: dict[int, Entry] = field(factory=dict)
    days: set[int] = field(factory=set)
    instants: set[Point] = field(factory=set)
    seen: set[tuple[str, ...]] = field(factory=set)

    def points(self) -> Iterator[Point]:
        """The instants gathered: just after the entries, at the start of the days."""
        for entry in self.entries.values():
            yield at_entry(entry.when, entry.seq).after()
        for day in self.days:
            yield start_of(day)
        yield from self.instants

    # ------------------------------------------------------------------------------------------ expressions

    def condition(self, expr: Expr, env: Env) -> None:
        """Gather what a condition or value reads."""
        match expr:
            case FieldOf(object=owner, field=name, argument=argument):
                self._field(self._record(owner, env), name)
                self._period_argument(name, argument)
            case DoerOf(object=owner, events=events):
                for event in events:
                    self._events(self._record(owner, env), event)
                self._parties(acting=True)
            case EventParam(object=owner, event=event) | EventDay(object=owner, event=event):
                self._events(self._record(owner, env), event)
            case Happened(pattern=pattern, recent=recent):
                self._pattern(pattern, recent, env)
                return
            case CountEvents(pattern=pattern, period=period):
                self._pattern(pattern, None, env)
                if period is not None:
                    self.days.update(self.conditions.period_starts(period, self.start.day, self.end.day))
                return
            case Holds(state=state, of=of):
                self._state(state, self._record(of, env))
            case Compare(party=True, acting=acting) | Member(party=True, acting=acting):
                self._parties(acting=acting)
            case Holders() | IsKind():
                self._parties(acting=False)
            case OpenRecords(kind=kind):
                self._lives(self.conditions.timeline.records(kind))
            case Pointing(kind=kind, field=name):
                self._field(None, name)
            case Lapsed(norm=norm, object=owner) | Broken(norm=norm, object=owner):
                self._norm(norm, self._record(owner, env))
            case _:
                pass
        self._parts(expr, env)

    def _parts(self, expr: object, env: Env) -> None:
        """Gather what the parts of an expression read."""
        if not attrs.has(type(expr)) or isinstance(expr, Literal | EventPattern | Constraint):
            return
        for name in attrs.fields_dict(cast(type[attrs.AttrsInstance], type(expr))):
            part = getattr(expr, name)
            for item in part if isinstance(part, tuple) else (part,):
                if attrs.has(type(item)):
                    self.condition(item, env)

    def _record(self, expr: Expr, env: Env) -> str | None:
        """The record an expression names at every instant, None where that is not so or not known here."""
        match expr:
            case Var(name=name):
                value = env.names.get(name)
                return value.name if isinstance(value, Ref) else None
            case Party(name=name):
                return name
            case FieldOf(object=owner) if self.conditions.fixed(expr):
                inner = self._record(owner, env)
                if inner is None:
                    return None
                return self.conditions.value(expr, Asked(env, self.end)).name
            case _:
                return None

    # ------------------------------------------------------------------------------------------ what is read

    def _entry(self, entry: Entry) -> None:
        if self.start.day <= entry.when.day <= self.end.day:
            self.entries[entry.seq] = entry

    def _events(self, record: str | None, event: str) -> Sequence[Event]:
        timeline = self.conditions.timeline
        found = timeline.named(event) if record is None else timeline.entries(record, event)
        for entry in found:
            self._entry(entry)
        self.days.add(timeline.first_day)
        return found

    def _pattern(self, pattern: EventPattern, recent: Duration | None, env: Env) -> None:
        # Constraints are read as of each occurrence: they change nothing later.
        record = None if pattern.object is None else self._record(pattern.object, env)
        for event in self._events(record, pattern.event):
            if recent is not None:
                self._window_end(event, recent)
        if recent is not None:
            # While the window still reaches back before the log, it is not known what it holds.
            self.days.update(range(self.start.day + 1, min(self.end.day, self._log_in_window(recent)) + 1))

    def _log_in_window(self, recent: Duration) -> int:
        first_day = self.conditions.timeline.first_day
        if self.start.day > first_day + 400 * recent.n:
            return self.start.day
        return self._after(first_day, recent) + 1

    def _window_end(self, event: Event, recent: Duration) -> None:
        """The instants around which an entry stops being recent."""
        day = event.when.day
        if recent.unit == "hour":
            first = instant_of(day, event.when.second or 0)
            last = first if event.when.second is not None else instant_of(day + 1)
            for instant in {first, last}:
                end = hours_after(instant, recent.n, self.conditions.calendar).earliest
                self.instants.add(Point(end // SECONDS_IN_DAY, end % SECONDS_IN_DAY))
                self.days.add(end // SECONDS_IN_DAY + 1)
            return
        last_day = self._after(day, recent)
        try:
            first_day = limit_after(day, Amount(recent.n, recent.unit), self.conditions.calendar, roll=False).earliest
        except DateOutOfRange:
            return
        self.days.update(range(first_day, min(last_day, self.end.day) + 1))

    def _after(self, day: int, recent: Duration) -> int:
        """A day by which a window of that length has surely moved past `day`."""
        if recent.unit == "hour":
            return day + recent.n // 23 + 2
        try:
            reach = limit_after(day, Amount(recent.n, recent.unit), self.conditions.calendar, roll=False)
        except DateOutOfRange:
            return self.end.day
        # Backwards, a month is counted from a later day of the month than forwards at its end: four days at most.
        return self.end.day if reach.latest is None else reach.latest + 4

    def _field(self, record: str | None, name: str) -> None:
        if not self._new("field", record or "", name):
            return
        for statement in self.conditions.timeline.statements(record, name):
            self._entry(statement)
        if name in self.conditions.doer_fields:
            for events in self.conditions.doer_fields[name]:
                self._events(record, events)
        for norm in self.conditions.deemings.of_field(name):
            env = Env() if record is None else Env.of(record)
            for expr in (norm.when, norm.unless, *(norm.deems or ())[1:], *(each.set for each in norm.for_each)):
                if expr is not None:
                    self.condition(expr, env)
            self.days.update(self.conditions.version_days(norm))
            timeline = self.conditions.timeline
            kind = norm.subject.kind
            self._lives([record] if record is not None else timeline.records(kind) if kind is not None else [])

    def _period_argument(self, name: str, argument: Expr | None) -> None:
        """`restraint(year)` is another field with each year."""
        match argument:
            case Literal(value=str(period)) if self.conditions.takes_period(name):
                self.days.update(self.conditions.period_starts(period, self.start.day, self.end.day))
            case _:
                pass

    def _lives(self, records: Iterable[str]) -> None:
        timeline = self.conditions.timeline
        for record in records:
            opening, closing = timeline.opening(record), timeline.closing(record)
            if opening is not None:
                self.instants.add(opening.point)
            if closing is not None:
                self.instants.add(
                    closing.point.after() if closing.event is not None else start_of(closing.point.day + 1)
                )

    def _state(self, state: str, subject: str | None) -> None:
        if not self._new("state", state, subject or ""):
            return
        timeline = self.conditions.timeline
        decl = timeline.vocabulary.states.get(state)
        for edge in (None, None) if decl is None else (decl.from_event, decl.to_event):
            self._edge(edge)
        role = subject is None or subject in timeline.vocabulary.roles
        subjects = timeline.state_subjects(state) if role else [subject or ""]
        for name in subjects:
            for span in timeline.state_spans(name, state):
                self._days(span.first, span.last)
        self.days.add(timeline.first_day)
        if role:
            self._parties(acting=False)

    def _edge(self, path: EventPath | None) -> None:
        """A state between events holds on the whole of both end days."""
        for event in () if path is None else self.conditions.timeline.named(path.event):
            self._days(event.when.day, event.when.day)

    def _days(self, first: int | None, last: int | None) -> None:
        if first is not None:
            self.days.add(first)
        if last is not None:
            self.days.add(last + 1)

    def _parties(self, *, acting: bool) -> None:
        if self._new("holdings"):
            for holding in self.conditions.timeline.scenario.holdings:
                self._days(holding.first, holding.last)
            for role in self.conditions.vocabulary.roles.values():
                if role.from_field is not None:
                    self._field(None, role.from_field[0])
        if not acting or not self._new("links"):
            return
        for norm in self.conditions.parties.link_norms:
            self.days.update(self.conditions.version_days(norm))
            parts = (norm.when, norm.while_, norm.stands_for, *norm.stands_in, *(each.set for each in norm.for_each))
            for expr in parts:
                if expr is not None:
                    self.condition(expr, Env())
            self._parts(norm.upon, Env())
            self._parts(norm.until, Env())
            if norm.form is Form.AUTHORISATION:
                self._lives(self.conditions.timeline.scenario.records)
                for entry in self.conditions.timeline.all_entries():
                    self._entry(entry)

    def _norm(self, norm_id: str, record: str | None) -> None:
        oracle = self.conditions.oracle
        if oracle is None or not self._new("norm", norm_id, record or ""):
            return
        norm = self.conditions.ruleset.norm(norm_id)
        kind = None if norm is None else norm.subject.kind
        timeline = self.conditions.timeline
        records = [record] if record is not None else timeline.records(kind) if kind is not None else []
        for name in records:
            self.instants.update(oracle.changes(norm_id, name))

    def _new(self, *key: str) -> bool:
        """Whether this has not been gathered yet (deemings and substitutions may read one another)."""
        if key in self.seen:
            return False
        self.seen.add(key)
        return True
