"""Conditions and values at an instant, by Kleene's three-valued logic.

Handed a resolved expression and what its names stand for, it answers from the timeline, the deemings and the
parties, with the facts that the answer rests on and, where it is unknown, those that would decide it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final, Protocol, TypeAlias, assert_never

from attrs import evolve

from ruledsl.civil_time import (
    SECONDS_IN_DAY,
    Amount,
    Convention,
    DateOutOfRange,
    Period,
    PeriodKind,
    format_date,
    hours_before,
    instant_of,
    limit_after,
    limit_before,
    period_containing,
)
from ruledsl.engine.answers import (
    NO,
    UNKNOWN,
    YES,
    Asked,
    Between,
    Evaluated,
    Found,
    Members,
    Occurrence,
    Truth,
    Unknown,
    all_of,
    any_of,
    merged,
    negated,
    resting_on,
)
from ruledsl.engine.changes import Changes
from ruledsl.engine.deeming import Deemings
from ruledsl.engine.effort import Effort
from ruledsl.engine.parties import Parties
from ruledsl.engine.point import END_OF_DAY, START_OF_DAY, Point, at_entry
from ruledsl.engine.timeline import Timeline, as_found, event_fact, field_text, latest, surely_after, value_text
from ruledsl.engine.verdicts import FactUsed
from ruledsl.norms.expressions import (
    ActParam,
    Among,
    And,
    Arithmetic,
    Broken,
    Compare,
    Constraint,
    Count,
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
    IsSet,
    Lapsed,
    Literal,
    Member,
    Not,
    OpenRecords,
    Or,
    Party,
    Pointing,
    Portion,
    Quantified,
    SetOf,
    Sum,
    ValueName,
    Var,
)
from ruledsl.norms.model import Norm, Ruleset
from ruledsl.world.scenario import Event
from ruledsl.world.values import NOTHING, Day, Doer, Duration, Nothing, Ref, Scalar, Symbol, Value

Number: TypeAlias = int | Fraction

_MONTHS_IN: Final = {"month": 1, "quarter": 3, "year": 12}
_HOURS_IN: Final = {"hour": 1, "day": 24, "week": 168}


class NormOracle(Protocol):
    """Who answers for conditions that speak of norms (whoever decides them). The answers are remembered."""

    def lapsed(self, norm_id: str, record: str, point: Point, key: tuple[str, ...]) -> Truth:
        """Whether the forward limit of the norm has, for that record, passed unmet before `point`. `key`: the members
        of the norm's `for each` that are meant, in its order; empty: any."""

    def broken(self, norm_id: str, record: str, point: Point, key: tuple[str, ...]) -> Truth:
        """Whether the norm is, for that record, violated by `point`; `key` as above."""

    def changes(self, norm_id: str, record: str) -> Iterable[Point]:
        """The instants at which either of the above may change for that record (a superset is fine)."""


class Conditions:
    """What holds in one case. `oracle` answers for `lapsed` and `broken`; while it is None they are unknown."""

    def __init__(self, ruleset: Ruleset, timeline: Timeline, calendar: Convention) -> None:
        self.ruleset = ruleset
        self.vocabulary = ruleset.vocabulary
        self.timeline = timeline
        self.calendar = calendar
        self.oracle: NormOracle | None = None
        self.effort = Effort.on(ruleset, timeline.scenario)
        self.doer_fields = _doer_fields(ruleset)
        self._norm_answers: dict[tuple[object, ...], Truth] = {}
        self.parties = Parties(ruleset, self)
        self.deemings = Deemings(ruleset, self)
        self.changes = Changes(self)

    # ------------------------------------------------------------------------------------------ truth

    def truth(self, expr: Expr, asked: Asked) -> Truth:
        """Whether a condition holds at the instant asked about."""
        self.effort.spend()
        match expr:
            case And(items=items):
                return all_of(self.truth(item, asked) for item in items)
            case Or(items=items):
                return any_of(self.truth(item, asked) for item in items)
            case Not(item=item):
                return negated(self.truth(item, asked))
            case Compare():
                return self._compare(expr, asked)
            case Happened():
                return self._happened(expr, asked)
            case Holds(state=state, of=of):
                return self._holds(state, of, asked)
            case Member():
                return self._member(expr, asked)
            case Among():
                return self._among(expr, asked)
            case Quantified():
                return self._quantified(expr, asked)
            case IsSet(item=item):
                return self._is_set(item, asked)
            case IsKind(item=item, kind=kind):
                return self._is_kind(item, kind, asked)
            case Lapsed() | Broken():
                return self._of_norm(expr, asked)
            case _:
                return self._as_truth(self.value(expr, asked))

    def settled(self, expr: Expr, asked: Asked) -> Truth:
        """As `truth`; where the order of the day's entries matters and is not known, what every order agrees on."""
        sides = self._sides(asked)
        truths = [self.truth(expr, side) for side in sides]
        if len({truth.value for truth in truths}) == 1:
            return truths[0]
        return Truth(
            None,
            merged(*(t.facts for t in truths)),
            merged(*(t.missing for t in truths), (f"order of entries on {format_date(asked.point.day)}",)),
            used=merged(*(t.used for t in truths)),
            conflicts=merged(*(t.conflicts for t in truths)),
        )

    def _sides(self, asked: Asked) -> list[Asked]:
        """The instant with each possible order of its day's entries."""
        point = asked.point
        if point.second in (START_OF_DAY, END_OF_DAY) or point.day not in self.timeline.unordered_days:
            return [asked]
        if asked.env.late is not None:
            return [asked.at(point.on_side(asked.env.late))]
        return [asked.at(point.on_side(True)), asked.at(point.on_side(False))]

    def _as_truth(self, found: Evaluated) -> Truth:
        match found.value:
            case bool(yes):
                return Truth(yes, found.facts, (), (), found.used, found.conflicts)
            case Unknown() | Between() | Members():
                return Truth(None, found.facts, found.missing, (), found.used, found.conflicts)
            case _:
                return Truth(False, found.facts, (), (), found.used, found.conflicts)

    # ------------------------------------------------------------------------------------------ events

    def occurrences(
        self, pattern: EventPattern, asked: Asked, entries: Sequence[Event] | None = None
    ) -> list[Occurrence]:
        """The entries (default: the log's) that fit or may fit and have happened by the instant asked about."""
        found: list[Occurrence] = []
        record, ground = self._pattern_record(pattern, asked)
        for event in self._candidates(pattern, record) if entries is None else entries:
            if not asked.point.includes(event.when, event.seq):
                continue
            truth = self._fits(pattern, event, asked, record, ground)
            if truth.value is not False:
                found.append(Occurrence(event, event.record, truth.value, truth))
        return found

    def fits(self, pattern: EventPattern, event: Event, asked: Asked) -> Truth:
        """Whether one entry is an occurrence of the pattern, read as of that entry."""
        record, ground = self._pattern_record(pattern, asked)
        return self._fits(pattern, event, asked, record, ground)

    def _pattern_record(self, pattern: EventPattern, asked: Asked) -> tuple[str | None, Evaluated | None]:
        """The pattern's own record where it is the same at every instant; (None, None) where it is to be read anew."""
        if pattern.object is None or not self.fixed(pattern.object):
            return None, None
        ground = self.value(pattern.object, asked)
        return ground.name, ground

    def _candidates(self, pattern: EventPattern, record: str | None) -> Sequence[Event]:
        if record is None:
            return self.timeline.entries_named(pattern.event, pattern.kind)
        return self.timeline.entries(record, pattern.event)

    def _fits(
        self, pattern: EventPattern, event: Event, asked: Asked, record: str | None, ground: Evaluated | None
    ) -> Truth:
        if event.event != pattern.event or not self.timeline.is_of_kind(event.record, pattern.kind):
            return NO
        sides = self._sides(asked.at(at_entry(event.when, event.seq)))
        fact = Truth(True, (event_fact(event),))
        truths = [all_of([fact, *self._demands(pattern, event, side, record, ground)]) for side in sides]
        if len({truth.value for truth in truths}) == 1:
            return truths[0]
        missing = (*(m for t in truths for m in t.missing), f"order of entries on {format_date(event.when.day)}")
        return Truth(None, merged(*(t.facts for t in truths)), merged(missing))

    def _demands(
        self, pattern: EventPattern, event: Event, asked: Asked, record: str | None, ground: Evaluated | None
    ) -> Iterator[Truth]:
        if pattern.object is not None:
            if ground is None:
                found = self.value(pattern.object, asked)
                yield self._names(found, event.record)
            elif record is None:
                yield self._names(ground, event.record)
            else:
                yield Truth(record == event.record, ground.facts)
        for constraint in pattern.constraints:
            yield self._constrained(constraint, event, asked)

    def _names(self, found: Evaluated, record: str) -> Truth:
        if isinstance(found.value, Unknown):
            return Truth(None, found.facts, found.missing, (), found.used, found.conflicts)
        return Truth(found.name == record, found.facts, (), (), found.used)

    def _constrained(self, constraint: Constraint, event: Event, asked: Asked) -> Truth:
        """What a pattern asks of one parameter, as of the entry."""
        given = self.timeline.argument(event, constraint.parameter)
        wanted = self.value(constraint.value, asked)
        if constraint.party:
            acting = asked if not constraint.in_person else asked.without_acting()
            truth = self.parties.acts_as(given.value, wanted.value, acting, act=event)
        elif constraint.op in ("in", "not in"):
            truth = _is_member(given.value, wanted.value)
        else:
            truth = Truth(compared("=" if constraint.op == "!=" else constraint.op, given.value, wanted.value))
        truth = resting_on(truth, given, wanted)
        return negated(truth) if constraint.op in ("!=", "not in") else truth

    def _happened(self, expr: Happened, asked: Asked) -> Truth:
        pattern, recent = expr.pattern, expr.recent
        options: list[Truth] = []
        for occurrence in self.occurrences(pattern, asked):
            truth = occurrence.truth
            if recent is not None:
                truth = all_of([truth, self._is_recent(occurrence.event, recent, asked.point)])
            if truth.value is True:
                return truth
            options.append(truth)
        _, ground = self._pattern_record(pattern, asked)
        absent = self._no_event(pattern, ground, asked)
        first_seen = asked.point.day if recent is None else self._window_start(recent, asked.point)
        if first_seen < self.timeline.first_day and absent.value is False:
            options.append(Truth(None, absent.facts, (self._before_log(),)))
        if any(option.value is None for option in options):
            return any_of(option for option in options if option.value is None)
        return absent

    def _no_event(self, pattern: EventPattern, ground: Evaluated | None, asked: Asked) -> Truth:
        """That no entry fits: an absence, or unknown where the pattern's record is."""
        subject = pattern.kind
        if ground is not None:
            if isinstance(ground.value, Unknown):
                return Truth(None, ground.facts, ground.missing, (), ground.used, ground.conflicts)
            if ground.name is None:
                return Truth(False, ground.facts)
            subject = ground.name
        fact = FactUsed("no_event", subject, pattern.event, day=asked.point.day)
        return resting_on(Truth(False, (fact,)), *([] if ground is None else [ground]))

    def _before_log(self) -> str:
        return f"log before {format_date(self.timeline.first_day)}"

    def _is_recent(self, event: Event, recent: Duration, point: Point) -> Truth:
        """Whether an entry lies within the window that ends at `point`, half-open at its start."""
        try:
            if recent.unit == "hour":
                return self._is_recent_in_hours(event, recent.n, point)
            window = limit_before(point.day, Amount(recent.n, recent.unit), self.calendar)
        except DateOutOfRange:
            return YES
        if event.when.day <= window.earliest:
            return NO
        if window.latest is not None and event.when.day > window.latest:
            return YES
        return _unpublished(window.unpublished_years)

    def _is_recent_in_hours(self, event: Event, n: int, point: Point) -> Truth:
        first, last = _instants(point.day, point.second)
        begin, end = _instants(event.when.day, event.when.second)
        if begin > hours_before(last, n, self.calendar).earliest:
            return YES
        if end <= hours_before(first, n, self.calendar).earliest:
            return NO
        return Truth(None, (event_fact(event),), (f"time of {event.event} of {event.record}",))

    def _window_start(self, recent: Duration, point: Point) -> int:
        """The first day that a window ending at `point` may reach back to."""
        try:
            if recent.unit == "hour":
                first, _ = _instants(point.day, point.second)
                return hours_before(first, recent.n, self.calendar).earliest // SECONDS_IN_DAY
            return limit_before(point.day, Amount(recent.n, recent.unit), self.calendar).earliest + 1
        except DateOutOfRange:
            return 0

    # ------------------------------------------------------------------------------------------ states

    def _holds(self, state: str, of: Expr, asked: Asked) -> Truth:
        found = self.value(of, asked)
        match found.value:
            case Unknown():
                return Truth(None, found.facts, found.missing, (), found.used, found.conflicts)
            case tuple() as doers:
                truth = any_of(self.holds(doer.party, state, asked) for doer in doers)
            case Members(sure=sure, maybe=maybe, more=more):  # pragma: no cover - a state is of one (RD227, RD231)
                known = [self.holds(item.name, state, asked) for item in sure if isinstance(item, Ref)]
                truth = any_of([*known, *([Truth(None)] if maybe or more else [])])
            case _:
                truth = NO if found.name is None else self.holds(found.name, state, asked)
        return resting_on(truth, *([found] if not isinstance(of, Var | Party | Literal) else []))

    def holds(self, subject: str, state: str, asked: Asked) -> Truth:
        """Whether a state holds of a party or record: recorded of it or, for a role, of all who hold it."""
        day = asked.point.day
        if day > self.timeline.now and not asked.ahead:
            return NO
        options: list[Truth] = []
        spans = self.timeline.state_spans(subject, state)
        self.effort.spend(len(spans) // 10)
        for span in spans:
            if span.first <= day and (span.last is None or day <= span.last):
                if span.known:
                    return Truth(True, (span.fact,))
                options.append(Truth(None, (span.fact,), (f"{state} of {subject}",)))
        if subject in self.vocabulary.roles:
            by_holders = self._all_holders(subject, state, asked)
            if by_holders.value is not False:
                options.append(by_holders)
        if any(option.value is not False for option in options):
            return any_of(options)
        fact = FactUsed("no_state", subject, state, day=day)
        if day < self.timeline.first_day:
            return Truth(None, (fact,), (f"{state} of {subject}",))
        return Truth(False, (fact,))

    def _all_holders(self, role: str, state: str, asked: Asked) -> Truth:
        """Whether a state is recorded of all who hold a role: of each in person, or of a narrower role he holds."""
        found = self.parties.holders(role, asked)
        assert isinstance(found.value, Members)
        sure, more = found.value.sure, found.value.more
        if not sure:
            return NO if not more else Truth(None, found.facts, found.missing)
        each: list[Truth] = []
        for item in sure:
            person = item.name if isinstance(item, Ref) else ""
            held = self.parties.roles_held(person, role, asked)
            each.append(any_of([self.holds(person, state, asked), *(self.holds(r, state, asked) for r in held)]))
        if more:
            each.append(Truth(None, (), found.missing))
        return resting_on(all_of(each), found)

    # ------------------------------------------------------------------------------------------ comparisons

    def _compare(self, expr: Compare, asked: Asked) -> Truth:
        left, right = expr.left, expr.right
        if expr.op in ("=", "!=") and self._is_doer(right) and not self._is_doer(left):
            left, right = right, left
        truth = self._compared(expr, left, right, asked)
        return negated(truth) if expr.op == "!=" else truth

    def _compared(self, expr: Compare, left: Expr, right: Expr, asked: Asked) -> Truth:
        op = "=" if expr.op == "!=" else expr.op
        (up, left_core), (down, right_core) = _portion(left), _portion(right)
        first, act = self._doer_value(left_core, asked)
        # A name for the doer of an event asks the same as the event's own parameter: read as of that event.
        at = asked if act is None else asked.at(at_entry(act.when, act.seq, late=asked.point.late))
        second = self.value(right_core, at)
        if expr.party and isinstance(first.value, Members) and isinstance(second.value, Members):
            truth = self._same_parties(first.value, second.value, at.without_acting())
        elif expr.party or isinstance(first.value, tuple):
            acting = at if expr.acting and not expr.in_person else at.without_acting()
            truth = self.parties.acts_as(first.value, second.value, acting, act=act or at.env.act)
        else:
            one, other = up.denominator * down.numerator, down.denominator * up.numerator
            truth = Truth(compared(op, scaled(first.value, other), scaled(second.value, one)))
        return resting_on(truth, first, second)

    def _same_parties(self, left: Members, right: Members, asked: Asked) -> Truth:
        """Whether each party of either set counts as one of the other, or one of the other as it."""
        each: list[Truth] = []
        for own, other in ((left, right), (right, left)):
            for item, sure in own:
                met = any_of([self.parties.acts_as(as_members(item), other, asked),
                              self.parties.acts_as(other, as_members(item), asked)])  # fmt: skip
                each.append(met if sure else any_of([met, Truth(None)]))
            if own.more:
                each.append(Truth(None))
        return all_of(each)

    def _is_doer(self, expr: Expr) -> bool:
        match expr:
            case DoerOf() | ActParam():
                return True
            case _:
                return False

    def _doer_value(self, expr: Expr, asked: Asked) -> tuple[Evaluated, Event | None]:
        """A value and, where it names who did an earlier event, that event."""
        match expr:
            case DoerOf(object=record, events=events):
                return self._doer_of(record, events, asked)
            case ActParam(scope="trigger"):
                return self.value(expr, asked), asked.env.trigger
            case EventParam():
                return self._event_parameter(expr, asked)
            case _:
                return self.value(expr, asked), None

    def _member(self, expr: Member, asked: Asked) -> Truth:
        item, act = self._doer_value(expr.item, asked)
        at = asked if act is None else asked.at(at_entry(act.when, act.seq, late=asked.point.late))
        group = self.value(expr.set, at)
        if expr.party or isinstance(item.value, tuple):
            acting = at if expr.acting else at.without_acting()
            doer, target = (group.value, item.value) if expr.of_members else (item.value, group.value)
            truth = self.parties.acts_as(doer, target, acting, act=act or at.env.act)
        else:
            truth = _is_member(item.value, group.value)
        truth = resting_on(truth, item, group)
        return negated(truth) if expr.negated else truth

    def _among(self, expr: Among, asked: Asked) -> Truth:
        left, ground = self.members(expr.left, asked)
        right, other = self.members(expr.right, asked)
        each = [self._belongs(item, right, asked) for item in left.sure]
        each += [any_of([self._belongs(item, right, asked), Truth(None)]) for item in left.maybe]
        if left.more:
            each.append(Truth(None))
        return resting_on(all_of(each), ground, other)

    def _belongs(self, item: Scalar, group: Members, asked: Asked) -> Truth:
        """Whether an item is in a set; of parties, whether it counts as one of them (acting apart)."""
        if isinstance(item, Ref) and self.timeline.is_party(item.name):
            return self.parties.acts_as(item, group, asked.without_acting())
        return _is_member(item, group)

    def _quantified(self, expr: Quantified, asked: Asked) -> Truth:
        members, ground = self.members(expr.set, asked)
        every = expr.which == "every"
        each: list[Truth] = []
        for item, sure in members:
            truth = self.truth(expr.body, asked.bind(expr.var, item))
            if not sure:
                truth = any_of([truth, Truth(None)]) if every else all_of([truth, Truth(None)])
            each.append(truth)
            if sure and truth.value is (not every):
                break
        if members.more:
            each.append(Truth(None, ground.facts, ground.missing))
        truth = resting_on(all_of(each) if every else any_of(each), ground)
        return negated(truth) if expr.which == "no" else truth

    def _is_set(self, item: Expr, asked: Asked) -> Truth:
        """Never unknown: whether there is a value at the instant."""
        found = self.value(item, asked)
        return Truth(found.set and not isinstance(found.value, Nothing), found.facts, (), (), found.used)

    def _is_kind(self, item: Expr, kind: str, asked: Asked) -> Truth:
        found = self.value(item, asked)
        match found.value:
            case Unknown():
                truth = Truth(None)
            case tuple() as doers:
                truth = any_of(self._party_is(doer.capacity or doer.party, kind, asked) for doer in doers)
            case Ref(name):
                truth = self._party_is(name, kind, asked)
            case _:
                truth = NO
        return resting_on(truth, found)

    def _party_is(self, name: str, kind: str, asked: Asked) -> Truth:
        if self.vocabulary.is_party_name(kind):
            return self.parties.is_party(name, kind, asked)
        fact = FactUsed("record", name, self.timeline.kind_of(name) or "")
        return Truth(self.timeline.is_of_kind(name, kind), (fact,))

    def _of_norm(self, expr: Lapsed | Broken, asked: Asked) -> Truth:
        found = self.value(expr.object, asked)
        members = [self.value(member, asked) for member in expr.key]
        key = tuple(value_text(member.value) for member in members)
        open_ = any(isinstance(member.value, Unknown) for member in members)
        match found.value:
            case Unknown():
                return Truth(None, found.facts, found.missing)
            case Members(sure=sure, maybe=maybe, more=more):
                each = [self._norm_answer(expr, item.name, key, asked) for item in sure if isinstance(item, Ref)]
                truth = any_of([*each, *([Truth(None)] if maybe or more else [])])
            case _:
                truth = NO if found.name is None else self._norm_answer(expr, found.name, key, asked)
        truth = resting_on(truth, found, *members)
        return evolve(truth, value=None) if open_ and truth.value is not None else truth

    def _norm_answer(self, expr: Lapsed | Broken, record: str, key: tuple[str, ...], asked: Asked) -> Truth:
        what = "lapsed" if isinstance(expr, Lapsed) else "broken"
        question = (what, expr.norm, record, key, asked.point)
        if question not in self._norm_answers:
            if self.oracle is None:
                return Truth(None, (), (f"{what} of {expr.norm} for {record}",))
            ask = self.oracle.lapsed if what == "lapsed" else self.oracle.broken
            self._norm_answers[question] = ask(expr.norm, record, asked.point, key)
        return self._norm_answers[question]

    # ------------------------------------------------------------------------------------------ values

    def value(self, expr: Expr, asked: Asked) -> Evaluated:
        """The value of an expression at the instant asked about."""
        self.effort.spend()
        match expr:
            case Literal(value=value):
                return Evaluated(as_found(value))
            case Var(name=name):
                return Evaluated(asked.env.names[name])
            case Party(name=name):
                return Evaluated(Ref(name))
            case FieldOf():
                return self._field(expr, asked)
            case ValueName(name=name):
                return self.setting(name)
            case DoerOf(object=record, events=events):
                return self._doer_of(record, events, asked)[0]
            case ActParam():
                return self._act_parameter(expr, asked)
            case EventParam():
                return self._event_parameter(expr, asked)[0]
            case EventDay(object=record, event=event):
                return self._event_day(record, event, asked)
            case SetOf(items=items):
                return self._set_of(items, asked)
            case Holders(role=role):
                return self._holders(role, asked)
            case OpenRecords(kind=kind):
                return self._open_records(kind, asked)
            case Pointing():
                return self._pointing(expr, asked)
            case Count():
                return self._count(expr, asked)
            case CountEvents():
                return self._count_events(expr, asked)
            case Sum():
                return self._sum(expr, asked)
            case Arithmetic():
                return self._arithmetic(expr, asked)
            case Portion(numerator=numerator, denominator=denominator, of=of):
                found = self.value(of, asked)
                return evolve(found, value=scaled(found.value, Fraction(numerator, denominator)))
            case (
                And()
                | Or()
                | Not()
                | Compare()
                | Happened()
                | Holds()
                | Member()
                | Among()
                | Quantified()
                | IsSet()
                | IsKind()
                | Lapsed()
                | Broken()
            ):
                truth = self.truth(expr, asked)
                known: Found = UNKNOWN if truth.value is None else truth.value
                return Evaluated(known, truth.facts, truth.missing, truth.used, truth.conflicts)
            case _:
                assert_never(expr)

    def members(self, expr: Expr, asked: Asked) -> tuple[Members, Evaluated]:
        """The members of a set at an instant; of a single value, that one."""
        found = self.value(expr, asked)
        return as_members(found.value), found

    def setting(self, name: str) -> Evaluated:
        """A named value of the ruleset, as the scenario or the ruleset sets it."""
        value = self.timeline.scenario.settings.get(name)
        if value is None and name in self.ruleset.values:
            value = self.ruleset.values[name].value
        if value is None:
            return Evaluated(UNKNOWN, (FactUsed("unset_value", "", name),), (name,), set=False)
        return Evaluated(as_found(value), (FactUsed("value", "", name, value),))

    def field_value(self, record: str, name: str, argument: Value | None, asked: Asked) -> Evaluated:
        """A field of a record or party at an instant: as deemed, else as recorded."""
        decl = self.timeline.field_decl(record, name)
        if decl is not None and decl.by_events:
            return self._latest_doer(record, decl.by_events, asked)[0]
        recorded = self.timeline.recorded(record, name, argument, asked.point)
        if not self.deemings.of_field(name):
            return recorded
        return self.deemings.overlay(record, name, argument, asked, recorded)

    def _field(self, expr: FieldOf, asked: Asked) -> Evaluated:
        owner = self.value(expr.object, asked)
        argument: Value | None = None
        ground = [] if isinstance(expr.object, Var | Party) else [owner]
        if expr.argument is not None:
            given = self.value(expr.argument, asked)
            match given.value:
                case Unknown() | Between() | Members() | tuple():
                    missing = given.missing or (f"{expr.field} of {owner.name}",)
                    return Evaluated(UNKNOWN, merged(owner.facts, given.facts), missing, set=False)
                case known:
                    argument = known
            ground.append(given)
        match owner.value:
            case Ref(name) | (Doer(name),):
                if argument is not None:
                    argument = self._period_label(name, expr.field, argument, asked.point.day)
                return _resting(self.field_value(name, expr.field, argument, asked), *ground)
            case tuple() as doers:
                found = [self.field_value(doer.party, expr.field, argument, asked) for doer in doers]
                if all(one.value == found[0].value for one in found):
                    return _resting(found[0], *ground, *found[1:])
                missing = tuple(field_text(doer.party, expr.field, argument) for doer in doers)
                return Evaluated(UNKNOWN, merged(*(f.facts for f in (*ground, *found))), missing, set=False)
            case Nothing():
                # Nothing is said of a field of `none`: what is missing is the record itself.
                last = owner.facts[-1] if owner.facts else None
                name = f"{expr.field} of none" if last is None else field_text(last.subject, last.name)
                return Evaluated(UNKNOWN, owner.facts, (name,), owner.used, set=False)
            case _:
                return Evaluated(UNKNOWN, owner.facts, owner.missing, owner.used, owner.conflicts, set=False)

    def _period_label(self, record: str, name: str, argument: Value, day: int) -> Value:
        """The period that a field's argument means: `restraint(year)` asks of the year of the instant."""
        decl = self.timeline.field_decl(record, name)
        if decl is None or decl.parameter is None or decl.parameter.type.base != "period":
            return argument
        return self.period_at(argument, day).label() if isinstance(argument, str) else argument

    def _doer_of(self, record: Expr, events: tuple[str, ...], asked: Asked) -> tuple[Evaluated, Event | None]:
        owner = self.value(record, asked)
        if owner.name is None:
            return _of_nobody(owner), None
        found, event = self._latest_doer(owner.name, events, asked)
        return _resting(found, *([] if isinstance(record, Var | Party) else [owner])), event

    def _latest_doer(self, record: str, events: tuple[str, ...], asked: Asked) -> tuple[Evaluated, Event | None]:
        """Who did the latest of these events; `none`, and not set, before the first."""
        entries = [entry for event in events for entry in self.timeline.entries(record, event)]
        possible = latest(sorted(entries, key=lambda e: at_entry(e.when, e.seq).sort_key), asked.point)
        if not possible:
            if asked.point.day < self.timeline.first_day:
                return Evaluated(UNKNOWN, (), (self._before_log(),), set=False), None
            facts = tuple(FactUsed("no_event", record, event, day=asked.point.day) for event in events)
            return Evaluated(NOTHING, facts, set=False), None
        found = [self.timeline.argument(entry, "by") for entry in possible]
        if len({one.value for one in found}) == 1:
            return evolve(found[-1], set=True), possible[-1]
        missing = (f"order of {' and '.join(events)} of {record} on {format_date(possible[0].when.day)}",)
        return Evaluated(UNKNOWN, merged(*(one.facts for one in found)), missing), None

    def _act_parameter(self, expr: ActParam, asked: Asked) -> Evaluated:
        env = asked.env
        wanted, other = (env.act, env.trigger) if expr.scope == "act" else (env.trigger, env.act)
        event = wanted if wanted is not None and wanted.event == expr.event else other
        if event is None or event.event != expr.event:
            event = wanted
        if event is None:
            return Evaluated(UNKNOWN, (), (f"{expr.parameter} of {expr.event}",), set=False)
        return self.timeline.argument(event, expr.parameter)

    def _event_parameter(self, expr: EventParam, asked: Asked) -> tuple[Evaluated, Event | None]:
        owner = self.value(expr.object, asked)
        if owner.name is None:
            return _of_nobody(owner), None
        for event in (asked.env.act, asked.env.trigger):
            if event is not None and event.event == expr.event and event.record == owner.name:
                return self.timeline.argument(event, expr.parameter), event
        first = self._first_entries(owner.name, expr.event, asked)
        if not first:
            return self._not_happened(owner.name, expr.event, asked), None
        found = [self.timeline.argument(entry, expr.parameter) for entry in first]
        if all(one.value == found[0].value for one in found):
            return found[0], first[0]
        missing = (f"order of {expr.event} of {owner.name} on {format_date(first[0].when.day)}",)
        facts = merged(*(one.facts for one in found))
        return Evaluated(UNKNOWN, facts, missing, set=any(one.set for one in found)), None

    def _event_day(self, record: Expr, event: str, asked: Asked) -> Evaluated:
        owner = self.value(record, asked)
        if owner.name is None:
            return _of_nobody(owner)
        first = self._first_entries(owner.name, event, asked)
        if not first:
            return self._not_happened(owner.name, event, asked)
        return Evaluated(Day(first[0].when.day), merged(owner.facts, (event_fact(first[0]),)))

    def _not_happened(self, record: str, event: str, asked: Asked) -> Evaluated:
        if asked.point.day < self.timeline.first_day:
            return Evaluated(UNKNOWN, (), (self._before_log(),), set=False)
        return Evaluated(NOTHING, (FactUsed("no_event", record, event, day=asked.point.day),), set=False)

    def _first_entries(self, record: str, event: str, asked: Asked) -> list[Event]:
        """The entries that may be the first to have happened: one, or several of a day whose order is open."""
        past = [e for e in self.timeline.entries(record, event) if asked.point.includes(e.when, e.seq)]
        if len(past) <= 1:
            return past
        same_day = [e for e in past if e.when.day == past[0].when.day]
        return [e for e in same_day if not any(surely_after(e, other) for other in same_day)]

    # ------------------------------------------------------------------------------------------ sets

    def _set_of(self, items: tuple[Expr, ...], asked: Asked) -> Evaluated:
        found = [self.value(item, asked) for item in items]
        parts = [as_members(one.value) for one in found]
        members = Members(
            tuple(dict.fromkeys(item for part in parts for item in part.sure)),
            tuple(dict.fromkeys(item for part in parts for item in part.maybe)),
            any(part.more for part in parts),
        )
        return _resting(Evaluated(members), *found)

    def _holders(self, role: Expr, asked: Asked) -> Evaluated:
        found = self.value(role, asked)
        if found.name is None:
            return Evaluated(Members(more=isinstance(found.value, Unknown)), found.facts, found.missing)
        return _resting(self.parties.holders(found.name, asked), found)

    def _open_records(self, kind: str, asked: Asked) -> Evaluated:
        names: list[Scalar] = []
        facts: list[FactUsed] = []
        records = self.timeline.records(kind)
        self.effort.spend(len(records) // 10)
        for name in records:
            opening, closing = self.timeline.opening(name), self.timeline.closing(name)
            if self.timeline.is_open(name, asked.point):
                names.append(Ref(name))
                facts += opening.facts if opening is not None else ()
            elif closing is not None and self.timeline.has_closed(name, asked.point):
                facts += closing.facts
        return Evaluated(Members(tuple(names)), tuple(facts))

    def _pointing(self, expr: Pointing, asked: Asked) -> Evaluated:
        target = self.value(expr.target, asked)
        if target.name is None:
            unknown = isinstance(target.value, Unknown)
            return Evaluated(Members(more=unknown), target.facts, target.missing, target.used)
        sure: list[Scalar] = []
        maybe: list[Scalar] = []
        found: list[Evaluated] = []
        for name in self.timeline.records(expr.kind):
            pointer = self.field_value(name, expr.field, None, asked)
            if pointer.name == target.name:
                sure.append(Ref(name))
                found.append(pointer)
            elif isinstance(pointer.value, Unknown):
                maybe.append(Ref(name))
                found.append(pointer)
        return _resting(Evaluated(Members(tuple(sure), tuple(maybe))), target, *found)

    # ------------------------------------------------------------------------------------------ numbers

    def _count(self, expr: Count, asked: Asked) -> Evaluated:
        members, ground = self.members(expr.set, asked)
        low, high, unnamed, some_certain = 0, 0, 0, False
        distinct: dict[object, bool] = {}
        grounds: list[Evaluated | Truth] = [ground]
        for item, sure in members:
            inner = asked.bind(expr.var, item) if expr.var else asked
            truth = YES if expr.where is None else self.truth(expr.where, inner)
            grounds.append(truth)
            if truth.value is False:
                continue
            certain = sure and truth.value is True
            some_certain = some_certain or certain
            if expr.distinct is None:
                low, high = low + certain, high + 1
                continue
            found = self.value(expr.distinct, inner)
            grounds.append(found)
            if found.known and not isinstance(found.value, Members):
                distinct[found.value] = distinct.get(found.value, False) or certain
            else:
                unnamed += 1
        if expr.distinct is not None:
            low, high = max(sum(distinct.values()), int(some_certain)), len(distinct) + unnamed
        return _number(low, None if members.more else high, grounds)

    def _count_events(self, expr: CountEvents, asked: Asked) -> Evaluated:
        first_day: int | None = None
        if expr.period is not None:
            found = self._set_period_at(expr.period, asked.point.day)
            if found is None:
                return Evaluated(UNKNOWN, (FactUsed("unset_value", "", expr.period),), (expr.period,), set=False)
            first_day = found.first
        low, high = 0, 0
        grounds: list[Evaluated | Truth] = []
        for occurrence in self.occurrences(expr.pattern, asked):
            if first_day is not None and occurrence.event.when.day < first_day:
                continue
            truth = occurrence.truth
            if expr.where is not None:
                at = asked.within(asked.env.at_act(occurrence.event)).at(occurrence.at)
                if expr.var:
                    at = at.bind(expr.var, Ref(occurrence.record))
                truth = all_of([truth, self.settled(expr.where, at)])
            grounds.append(truth)
            low, high = low + (truth.value is True), high + (truth.value is not False)
        if first_day is not None and first_day < self.timeline.first_day:
            grounds.append(Truth(None, (), (self._before_log(),)))
            return _number(low, None, grounds)
        return _number(low, high, grounds)

    def _sum(self, expr: Sum, asked: Asked) -> Evaluated:
        members, ground = self.members(expr.set, asked)
        total: Found = 0
        grounds: list[Evaluated | Truth] = [ground]
        for item, sure in members:
            inner = asked.bind(expr.var, item)
            truth = YES if expr.where is None else self.truth(expr.where, inner)
            grounds.append(truth)
            if truth.value is False:
                continue
            found = self.value(expr.item, inner)
            grounds.append(found)
            total = added(total, found.value if sure and truth.value is True else _or_nothing(found.value), 1)
        if members.more:
            total = UNKNOWN
        return _with_grounds(total, grounds)

    def _arithmetic(self, expr: Arithmetic, asked: Asked) -> Evaluated:
        left, right = self.value(expr.left, asked), self.value(expr.right, asked)
        sign = 1 if expr.op == "+" else -1
        match left.value, right.value:
            case Day(day), Duration(n=n, unit=unit):
                return _resting(self._moved(day, n * sign, unit), left, right)
            case Duration(n=n, unit=unit), Day(day) if sign > 0:
                return _resting(self._moved(day, n, unit), left, right)
            case _:
                return _with_grounds(added(left.value, right.value, sign), [left, right])

    def _moved(self, day: int, n: int, unit: str) -> Evaluated:
        """A date so many units later or earlier, by the calendar; dates never roll over."""
        if unit == "hour":  # pragma: no cover - hours are not added to dates (RD232)
            return Evaluated(UNKNOWN, (), ("a time of day",))
        try:
            amount = Amount(abs(n), unit)
            if n >= 0:
                reach = limit_after(day, amount, self.calendar, roll=False)
            else:
                reach = limit_before(day, amount, self.calendar)
        except DateOutOfRange:
            return Evaluated(UNKNOWN, (), ("a date within the years 1 to 9999",))
        if reach.day is not None:
            return Evaluated(Day(reach.day))
        unpublished = _unpublished(reach.unpublished_years)
        return Evaluated(UNKNOWN, unpublished.facts, unpublished.missing)

    # ------------------------------------------------------------------------------------------ periods and versions

    def period_at(self, period: str, day: int) -> Period:
        """The period of a kind (`month`, a declared year) that contains a day."""
        if period in self.ruleset.time.years:
            return period_containing(PeriodKind.YEAR, day, self.ruleset.time.years[period])
        return period_containing(PeriodKind(period), day)

    def _set_period_at(self, period: str, day: int) -> Period | None:
        """As `period_at`, also for a named value of type period; None while it is not set."""
        if period in self.ruleset.values:
            word = self.setting(period).value
            return self.period_at(word, day) if isinstance(word, str) else None
        return self.period_at(period, day)

    def period_starts(self, period: str, first: int, last: int) -> Iterator[int]:
        """The first days of the periods of a kind that begin after `first` and until `last`."""
        found = self._set_period_at(period, first)
        while found is not None and found.last < last:
            yield found.last + 1
            found = self._set_period_at(period, found.last + 1)

    def in_force(self, norm: Norm, day: int) -> bool:
        """Whether this version of a norm, and its ruleset, are in force on a day."""
        firsts = (norm.first_day, self.ruleset.first_day)
        lasts = (norm.last_day, self.ruleset.last_day)
        return all(first is None or first <= day for first in firsts) and all(
            last is None or day <= last for last in lasts
        )

    def version_days(self, norm: Norm) -> list[int]:
        """The days from whose start a norm is newly in force or no longer is."""
        firsts = [day for day in (norm.first_day, self.ruleset.first_day) if day is not None]
        lasts = [day + 1 for day in (norm.last_day, self.ruleset.last_day) if day is not None]
        return sorted({*firsts, *lasts})

    def recorded_edges(self, after: int) -> list[int]:
        """The days after `after` from whose start a recorded state or holding is new or gone."""
        scenario = self.timeline.scenario
        edges = {span.first for span in scenario.states} | {s.last + 1 for s in scenario.states if s.last is not None}
        edges |= {h.first for h in scenario.holdings if h.first is not None}
        edges |= {h.last + 1 for h in scenario.holdings if h.last is not None}
        edges |= {day for norm in self.parties.link_norms for day in self.version_days(norm)}
        return sorted(day for day in edges if day > after)

    # ------------------------------------------------------------------------------------------ what never changes

    def is_fixed(self, name: str) -> bool:
        """Whether no field of that name ever changes in this case."""
        return not self.timeline.statements(None, name) and not self.deemings.of_field(name)

    def takes_period(self, name: str) -> bool:
        """Whether a field of that name takes a period as its parameter."""
        return any(
            decl.name == name and decl.parameter is not None and decl.parameter.type.base == "period"
            for kind in self.vocabulary.kinds.values()
            for decl in kind.fields
        )

    def fixed(self, expr: Expr) -> bool:
        """Whether an expression names the same record or party at every instant."""
        match expr:
            case Var() | Party() | Literal():
                return True
            case FieldOf(object=owner, field=name, argument=None):
                return self.is_fixed(name) and name not in self.doer_fields and self.fixed(owner)
            case ActParam():
                return True
            case _:
                return False


# ------------------------------------------------------------------------------------------------ comparing values


def compared(op: str, left: Found, right: Found) -> bool | None:
    """Whether `left op right` (=, <, <=, >, >=); None where it is not known. `none` equals only `none`."""
    match left, right:
        case (Unknown(), _) | (_, Unknown()):
            return None
        case (Nothing(), _) | (_, Nothing()):
            return op == "=" and isinstance(left, Nothing) and isinstance(right, Nothing)
        case Members(), Members():
            return _same_members(left, right)
        case (Members(), _) | (_, Members()):
            return _same_members(as_members(left), as_members(right))
    bounds = _comparable(left, right)
    if bounds is None:
        same = left == right and isinstance(left, bool) == isinstance(right, bool)
        return same if op == "=" else None
    (low, high), (other_low, other_high) = bounds
    match op:
        case "=":
            if low is not None and low == high == other_low == other_high:
                return True
            return False if _below(high, other_low) or _below(other_high, low) else None
        case "<":
            return _decided(_below(high, other_low), _not_above(other_high, low))
        case "<=":
            return _decided(_not_above(high, other_low), _below(other_high, low))
        case ">":
            return _decided(_below(other_high, low), _not_above(high, other_low))
        case ">=":
            return _decided(_not_above(other_high, low), _below(high, other_low))
        case _:
            raise ValueError(f"no comparison is written {op!r}")


Bounds: TypeAlias = tuple[Number | None, Number | None]


def _comparable(left: Found, right: Found) -> tuple[Bounds, Bounds] | None:
    """Both sides as numbers within bounds on one scale, or None if they are not of one."""
    match left, right:
        case Day(a), Day(b):
            return (a, a), (b, b)
        case Duration(n=n, unit=unit), Duration(n=m, unit=other):
            if unit == other:
                return (n, n), (m, m)
            for table in (_MONTHS_IN, _HOURS_IN):
                if unit in table and other in table:
                    a, b = n * table[unit], m * table[other]
                    return (a, a), (b, b)
            return None
        case Duration(n=n, unit=unit), int(m) if unit == "day" or m == 0:
            return (n, n), (m, m)
        case int(n), Duration(n=m, unit=unit) if unit == "day" or n == 0:
            return (n, n), (m, m)
    first, second = _bounds(left), _bounds(right)
    return None if first is None or second is None else (first, second)


def _bounds(value: Found) -> Bounds | None:
    match value:
        case bool():
            return None
        case int() | Fraction():
            return value, value
        case Between(low=low, high=high):
            return low, high
        case _:
            return None


def _below(high: Number | None, low: Number | None) -> bool:
    return high is not None and low is not None and high < low


def _not_above(high: Number | None, low: Number | None) -> bool:
    return high is not None and low is not None and high <= low


def _decided(yes: bool, no: bool) -> bool | None:
    return True if yes else False if no else None


def _same_members(left: Members, right: Members) -> bool | None:
    for one, other in ((left, right), (right, left)):
        if not other.more and set(one.sure) - set(other.sure) - set(other.maybe):
            return False
    certain = not (left.maybe or left.more or right.maybe or right.more)
    return True if certain else None


def _is_member(item: Found, group: Found) -> Truth:
    members = as_members(group)
    match item:
        case Unknown():
            return NO if not members.sure and not members.maybe and not members.more else Truth(None)
        case Members() | tuple():
            return any_of([_is_member(one, group) for one in as_members(item).sure] or [NO])
        case _:
            options = [Truth(compared("=", item, one)) for one in members.sure]
            options += [all_of([Truth(compared("=", item, one)), Truth(None)]) for one in members.maybe]
            return any_of([*options, *([Truth(None)] if members.more else [])])


def as_members(found: Found) -> Members:
    """A value as a set: doers as parties, a single value as its one member, `none` as no member."""
    match found:
        case Members():
            return found
        case frozenset():
            own = as_found(found)
            return own if isinstance(own, Members) else Members()
        case tuple():
            return Members(tuple(dict.fromkeys(Ref(doer.party) for doer in found)))
        case Unknown() | Between():
            return Members(more=True)
        case Nothing():
            return Members()
        case bool() | int() | Fraction() | str() | Day() | Duration() | Symbol() | Ref():
            return Members((found,))
        case _:
            assert_never(found)


# ------------------------------------------------------------------------------------------------ reckoning


def scaled(value: Found, factor: Number) -> Found:
    """A number, or a duration of a whole multiple, times a positive factor; anything else as it is."""
    if factor == 1:
        return value
    match value:
        case bool():
            return value
        case int() | Fraction():
            return value * factor
        case Between(low=low, high=high):
            return Between(None if low is None else low * factor, None if high is None else high * factor)
        case Duration(n=n, unit=unit):
            product = n * Fraction(factor)
            return Duration(product.numerator, unit) if product.denominator == 1 else UNKNOWN
        case _:
            return value


def added(left: Found, right: Found, sign: int) -> Found:
    """`left + sign * right` for numbers, dates (their difference in whole civil days) and durations of one scale."""
    match left, right:
        case (Nothing(), _) | (_, Nothing()):
            return NOTHING
        case Day(a), Day(b) if sign < 0:
            return Duration(a - b, "day")
        case Duration(n=n, unit=unit), Duration(n=m, unit=other):
            return _durations_added(n, unit, m * sign, other)
        case 0, Duration():
            return right
        case (Duration(n=n, unit="day"), int(m)) if not isinstance(m, bool):
            return Duration(n + sign * m, "day")
    one, two = _bounds(left), _bounds(right)
    if one is None or two is None:
        return UNKNOWN
    low, high = (two[0], two[1]) if sign > 0 else (two[1], two[0])
    return _between(_sum_of(one[0], low, sign), _sum_of(one[1], high, sign))


def _sum_of(a: Number | None, b: Number | None, sign: int) -> Number | None:
    return None if a is None or b is None else a + sign * b


def _durations_added(n: int, unit: str, m: int, other: str) -> Found:
    if unit == other:
        return Duration(n + m, unit)
    for table, smallest in ((_MONTHS_IN, "month"), (_HOURS_IN, "hour")):
        if unit in table and other in table:
            return Duration(n * table[unit] + m * table[other], smallest)
    return UNKNOWN


def _or_nothing(value: Found) -> Found:
    """What a summand that may not count adds: between nothing and itself."""
    bounds = _bounds(value)
    if bounds is None or bounds[0] is None or bounds[1] is None:
        return UNKNOWN
    return _between(min(0, bounds[0]), max(0, bounds[1]))


def _between(low: Number | None, high: Number | None) -> Found:
    if low is not None and low == high:
        return low
    return Between(low, high)


def _number(low: int, high: int | None, grounds: Sequence[Evaluated | Truth]) -> Evaluated:
    return _with_grounds(_between(low, high), grounds)


def _with_grounds(value: Found, grounds: Sequence[Evaluated | Truth]) -> Evaluated:
    open_ = isinstance(value, Unknown | Between)
    return Evaluated(
        value,
        merged(*(g.facts for g in grounds)),
        merged(*(g.missing for g in grounds)) if open_ else (),
        merged(*(g.used for g in grounds)),
        merged(*(g.conflicts for g in grounds)),
    )


def _of_nobody(owner: Evaluated) -> Evaluated:
    """What can be said of an event of a record that is `none` (it has not happened) or unknown."""
    value: Found = UNKNOWN if isinstance(owner.value, Unknown) else NOTHING
    return Evaluated(value, owner.facts, owner.missing, owner.used, owner.conflicts, set=False)


def _resting(found: Evaluated, *grounds: Evaluated) -> Evaluated:
    """The answer, resting on these grounds too."""
    if not any(g.facts or g.missing or g.used or g.conflicts for g in grounds):
        return found
    return evolve(
        found,
        facts=merged(*(g.facts for g in grounds), found.facts),
        missing=found.missing if found.known else merged(*(g.missing for g in grounds), found.missing),
        used=merged(*(g.used for g in grounds), found.used),
        conflicts=merged(*(g.conflicts for g in grounds), found.conflicts),
    )


def _doer_fields(ruleset: Ruleset) -> dict[str, frozenset[str]]:
    """The fields that are names for the doers of events, with the events."""
    found: dict[str, frozenset[str]] = {}
    for kind in ruleset.vocabulary.kinds.values():
        for decl in kind.fields:
            if decl.by_events:
                found[decl.name] = found.get(decl.name, frozenset()) | frozenset(decl.by_events)
    return found


def _portion(expr: Expr) -> tuple[Fraction, Expr]:
    """`p/q of y` as (p/q, y): compared by multiplying the other side, never by dividing."""
    factor = Fraction(1)
    while isinstance(expr, Portion):
        factor *= Fraction(expr.numerator, expr.denominator)
        expr = expr.of
    return factor, expr


def _unpublished(years: Sequence[int]) -> Truth:
    """Unknown, for want of the calendars of these years."""
    facts = tuple(FactUsed("calendar", "", str(year)) for year in years)
    return Truth(None, facts, tuple(f"calendar of {year}" for year in years))


def _instants(day: int, second: int | None) -> tuple[int, int]:
    """First and last instant (local civil seconds) at which something of that day and second may lie."""
    match second:
        case None:
            return instant_of(day), instant_of(day + 1)
        case -1:
            return instant_of(day), instant_of(day)
        case known:
            return instant_of(day, known), instant_of(day, known)
