"""The timeline: a scenario's entries up to `now`, indexed, and what can be read off them without any norm.

Handed a vocabulary and a scenario, it answers which entries there are, what was recorded of a field, a state or a
role, and when a record opened and closed. Deemings, conditions and acting-for are built on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, Protocol, TypeVar

from attrs import evolve, frozen

from ruledsl.civil_time import format_date
from ruledsl.engine.answers import BEGINNING, UNKNOWN, Closing, Evaluated, Found, Members, reached
from ruledsl.engine.point import Leading, Point, at_entry, before_of, end_of, start_of
from ruledsl.engine.verdicts import FactUsed
from ruledsl.norms.model import Ruleset
from ruledsl.world.scenario import Argument, DatedValue, Event, Holding, Judgement, Scenario, StateInterval, When
from ruledsl.world.values import NOTHING, Doer, Nothing, Ref, Scalar, Value
from ruledsl.world.vocabulary import EventPath, FieldDecl, KindDecl

PARTY_KINDS: Final = ("party", "person", "role", "office")
"""The built-in kinds of party; `party` is wider than the others."""

_MIDDAY: Final = 43_200


class Entry(Protocol):
    """A line of the log: an event, a dated value or a judgement."""

    @property
    def seq(self) -> int: ...

    @property
    def when(self) -> When: ...

    @property
    def record(self) -> str: ...


E = TypeVar("E", bound=Entry)


def order_key(entry: Entry) -> tuple[int, int, int]:
    """The order in which entries are listed: by date and time, an untimed one as if at noon (or, if it opens a record,
    as the first), then the log's."""
    second = entry.when.second
    untimed = 0 if before_of(entry.when) else _MIDDAY
    return (entry.when.day, untimed if second is None else second, entry.seq)


def surely_after(later: Entry, earlier: Entry) -> bool:
    """Whether one entry is known to come after another."""
    if later.when.day != earlier.when.day:
        return later.when.day > earlier.when.day
    if later.seq in before_of(earlier.when) or earlier.seq in before_of(later.when):
        return later.seq in before_of(earlier.when)
    if later.when.second is None or earlier.when.second is None:
        return False
    return (later.when.second, later.seq) > (earlier.when.second, earlier.seq)


def latest(entries: Iterable[E], point: Point) -> list[E]:
    """The entries that may be the last to have happened by `point`: one, or several of a day whose order is open."""
    past = [entry for entry in entries if point.includes(entry.when, entry.seq)]
    if len(past) <= 1:
        return past
    day = past[-1].when.day
    last_day = [entry for entry in past if entry.when.day == day]
    return [entry for entry in last_day if not any(surely_after(other, entry) for other in last_day)]


@frozen
class Opening:
    """The instant from which a record is open, and what that rests on: the entry or the record itself, and the fields
    by which another record's event is this one's opening."""

    point: Point
    fact: FactUsed
    grounds: tuple[FactUsed, ...] = ()

    @property
    def facts(self) -> tuple[FactUsed, ...]:
        return (*self.grounds, self.fact)


@frozen
class StateSpan:
    """Days, both included, on which a state was recorded or arose from events."""

    first: int
    last: int | None
    known: bool
    fact: FactUsed


class Timeline:
    """The entries of a scenario up to the end of day `now`, and all its plans."""

    def __init__(self, ruleset: Ruleset, scenario: Scenario, now: int) -> None:
        self.vocabulary = ruleset.vocabulary
        self.scenario = scenario
        self.now = now
        self.end = end_of(now)
        self._in_force = (ruleset.first_day, ruleset.last_day)
        self._events: dict[tuple[str, str], list[Event]] = defaultdict(list)
        self._named: dict[str, list[Event]] = defaultdict(list)
        self._plans: dict[str, list[Event]] = defaultdict(list)
        self._values: dict[tuple[str, str, Value | None], list[DatedValue | Judgement]] = defaultdict(list)
        self._dated: dict[tuple[str, str], list[DatedValue | Judgement]] = defaultdict(list)
        self._dated_fields: dict[str, list[DatedValue | Judgement]] = defaultdict(list)
        self._promptness: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
        self._states: dict[tuple[str, str], list[StateInterval]] = defaultdict(list)
        self.holdings_of: dict[str, list[Holding]] = defaultdict(list)
        self._openings: dict[str, Opening | None] = {}
        self._closings: dict[str, Closing | None] = {}
        self._kinds: dict[str, list[str]] = {}
        self._narrower_kinds: dict[tuple[str, str], bool] = {}
        self._field_decls: dict[tuple[str, str], FieldDecl | None] = {}
        self._undated_values: dict[tuple[str, str, Value | None], Evaluated] = {}
        self._state_spans: dict[tuple[str, str], list[StateSpan]] = {}
        self._read(scenario)
        self.first_day = self._first_day()
        self.unordered_days = self._unordered_days()
        self._put_openings_first()

    # ------------------------------------------------------------------------------------------ entries

    def _read(self, scenario: Scenario) -> None:
        for event in sorted(scenario.events, key=order_key):
            if event.planned:
                self._plans[event.event].append(event)
            elif event.when.day <= self.now:
                self._events[event.record, event.event].append(event)
                self._named[event.event].append(event)
        statements: list[DatedValue | Judgement] = [
            *scenario.values,
            *(judgement for judgement in scenario.judgements if not judgement.of_norm),
        ]
        for statement in sorted(statements, key=order_key):
            if statement.when.day <= self.now:
                name = statement.field if isinstance(statement, DatedValue) else statement.target
                self._values[statement.record, name, statement.argument].append(statement)
                self._dated[statement.record, name].append(statement)
                self._dated_fields[name].append(statement)
        for judgement in sorted(scenario.judgements, key=order_key):
            if judgement.of_norm and judgement.when.day <= self.now:
                self._promptness[judgement.target, judgement.record].append(judgement)
        for state in scenario.states:
            self._states[state.subject, state.state].append(state)
        for holding in scenario.holdings:
            self.holdings_of[holding.person].append(holding)

    def _put_openings_first(self) -> None:
        """Of a day whose order is open, the entry that opens a record comes before all else that happens to it: before
        its other events (a value recorded that day may be one that it had from the opening on)."""
        own = self._own = self._own_events()
        leads: dict[int, frozenset[int]] = {}
        for record, days in own.items():
            opening = self.opening(record)
            if opening is not None and opening.fact.seq is not None and opening.point.day in days:
                others = days[opening.point.day] - {opening.fact.seq}
                leads[opening.fact.seq] = leads.get(opening.fact.seq, frozenset()) | others
        leads = {seq: others for seq, others in leads.items() if others}
        if not leads:
            return
        self.scenario = evolve(
            self.scenario,
            events=tuple(
                evolve(event, when=Leading(event.when.day, event.when.second, leads[event.seq]))
                if event.seq in leads
                else event
                for event in self.scenario.events
            ),
        )
        for read in (self._events, self._named, self._plans, self._values, self._dated, self._dated_fields):
            read.clear()
        for more in (self._promptness, self._states, self.holdings_of, self._openings, self._closings):
            more.clear()
        self._undated_values.clear()
        self._read(self.scenario)

    def _own_events(self) -> dict[str, dict[int, frozenset[int]]]:
        """The numbers of a record's events on the days whose order is open."""
        found: dict[str, dict[int, frozenset[int]]] = defaultdict(dict)
        for event in (event for events in self._named.values() for event in events):
            day = event.when.day
            if day in self.unordered_days:
                found[event.record][day] = found[event.record].get(day, frozenset()) | {event.seq}
        return found

    def own_events(self, record: str, day: int) -> frozenset[int]:
        """The numbers of a record's events on a day whose order is open."""
        if record not in self._own:
            return frozenset()
        return self._own[record].get(day, frozenset())

    def _first_day(self) -> int:
        if self.scenario.first_day is not None:
            return self.scenario.first_day
        days = [event.when.day for event in self.scenario.events if not event.planned]
        days += [value.when.day for value in self.scenario.values]
        days += [judgement.when.day for judgement in self.scenario.judgements]
        days += [state.first for state in self.scenario.states]
        days += [record.created.day for record in self.scenario.records.values() if record.created is not None]
        return min([*days, self.now])

    def _unordered_days(self) -> frozenset[int]:
        """The days with two entries or more of which one has no time."""
        number: dict[int, int] = defaultdict(int)
        untimed: set[int] = set()
        entries: list[Entry] = [
            *(event for event in self.scenario.events if not event.planned),
            *self.scenario.values,
            *self.scenario.judgements,
        ]
        for entry in entries:
            number[entry.when.day] += 1
            if entry.when.second is None:
                untimed.add(entry.when.day)
        return frozenset(day for day in untimed if number[day] > 1)

    def entries(self, record: str, event: str) -> Sequence[Event]:
        """The entries of an event of a record, in order."""
        return self._events.get((record, event), ())

    def entries_named(self, event: str, kind: str) -> list[Event]:
        """The entries of an event of any record of a kind, in order."""
        return [e for e in self._named.get(event, ()) if self.is_of_kind(e.record, kind)]

    def named(self, event: str) -> Sequence[Event]:
        """The entries of every event of that name, in order."""
        return self._named.get(event, ())

    def plans_named(self, event: str) -> Sequence[Event]:
        """The plans of an event of any record, in order."""
        return self._plans.get(event, ())

    def outstanding(self, plan: Event, point: Point) -> bool:
        """Whether no entry has replaced the plan by `point`: each entry of that event of that record replaces the
        first of its plans that still stands."""
        plans = [p for p in self._plans[plan.event] if p.record == plan.record]
        done = sum(point.includes(e.when, e.seq) for e in self.entries(plan.record, plan.event))
        return plan in plans[done:]

    def promptness(self, norm_id: str, record: str) -> Sequence[Judgement]:
        """The judgements on whether a norm was kept promptly, in order."""
        return self._promptness.get((norm_id, record), ())

    def all_entries(self) -> list[Entry]:
        """All entries up to `now`, in order."""
        found: list[Entry] = [event for events in self._named.values() for event in events]
        found += [value for values in self._dated_fields.values() for value in values]
        found += [judgement for judgements in self._promptness.values() for judgement in judgements]
        return sorted(found, key=order_key)

    # ------------------------------------------------------------------------------------------ records and kinds

    def kind_of(self, name: str) -> str | None:
        """The kind of a record or party."""
        record = self.scenario.records.get(name)
        if record is not None:
            return record.kind
        if name in self.scenario.persons:
            return "person"
        if name in self.vocabulary.roles:
            return "role"
        office = self.vocabulary.offices.get(name)
        return None if office is None else office.kind or "office"

    def is_of_kind(self, name: str, kind: str) -> bool:
        """Whether a record or party is of a kind or a narrower one."""
        own = self.kind_of(name)
        if own is None or own == kind:
            return own is not None
        pair = (own, kind)
        if pair not in self._narrower_kinds:
            self._narrower_kinds[pair] = self._narrower(own, kind)
        return self._narrower_kinds[pair]

    def _narrower(self, own: str, kind: str) -> bool:
        if self.vocabulary.is_kind(own, kind):
            return True
        built_in = self._built_in_kinds(own)
        return kind in built_in or (kind == "party" and bool(built_in))

    def _built_in_kinds(self, kind: str) -> set[str]:
        """The built-in kinds of party that a kind is a form of; a kind only declared to be one counts as an office."""
        if kind in PARTY_KINDS:
            return {kind}
        ancestors = [self.vocabulary.kinds[name] for name in self.vocabulary.ancestors(kind)]
        named = {parent for decl in ancestors for parent in decl.parents if parent in PARTY_KINDS}
        return named or ({"office"} if any(decl.is_party for decl in ancestors) else set())

    def is_party_kind(self, kind: str) -> bool:
        """Whether records of a kind are parties."""
        return bool(self._built_in_kinds(kind))

    def is_party(self, name: str) -> bool:
        """Whether a name is a person, a role, an office or a record of a kind of party."""
        kind = self.kind_of(name)
        return kind is not None and self.is_party_kind(kind)

    def records(self, kind: str) -> list[str]:
        """The records of a kind and its narrower kinds, parties by their names."""
        found = self._kinds.get(kind)
        if found is None:
            names = [*self.scenario.records, *self.vocabulary.offices]
            if kind in ("party", "role"):
                names += self.vocabulary.roles
            if kind in ("party", "person"):
                names += self.scenario.persons
            found = [name for name in dict.fromkeys(names) if self.is_of_kind(name, kind)]
            self._kinds[kind] = found
        return found

    # ------------------------------------------------------------------------------------------ fields

    def field_decl(self, record: str, name: str) -> FieldDecl | None:
        """How a field of a record is declared."""
        kind = self.kind_of(record)
        if kind is None:
            return None
        if (kind, name) not in self._field_decls:
            self._field_decls[kind, name] = self.vocabulary.field(kind, name)
        return self._field_decls[kind, name]

    def statements(self, record: str | None, name: str) -> Sequence[DatedValue | Judgement]:
        """The dated values and judgements of a field, of one record or of all, in order."""
        if record is None:
            return self._dated_fields.get(name, ())
        return self._dated.get((record, name), ())

    def has_dated(self, record: str, name: str) -> bool:
        """Whether a field of a record ever changes by an entry."""
        return (record, name) in self._dated

    def recorded(self, record: str, name: str, argument: Value | None, point: Point) -> Evaluated:
        """What is recorded of a field at an instant: its dated value, its undated value, its default, `none` for a
        record not given, or unknown. A judgement without a default speaks for the whole life once made; of several
        the first counts, so that no later one overturns a verdict."""
        decl = self.field_decl(record, name)
        judged = decl is not None and decl.type.base == "judgement" and not decl.has_default
        key = (record, name, argument)
        statements = self._values.get(key, [])
        if judged:
            return self._judged(record, name, argument, statements, point)
        if statements:
            possible = latest(statements, point)
            if possible:
                return self._last_said(record, name, argument, possible)
        if key not in self._undated_values:
            self._undated_values[key] = self._undated(record, name, argument, decl)
        return self._undated_values[key]

    def _judged(
        self, record: str, name: str, argument: Value | None, statements: Sequence[DatedValue | Judgement], point: Point
    ) -> Evaluated:
        undated = self.scenario.records[record].fields if record in self.scenario.records else {}
        if (name, argument) in undated:
            return self._undated(record, name, argument, None)
        if statements:
            earliest = [s for s in statements if not any(surely_after(s, other) for other in statements)]
            found = self._last_said(record, name, argument, earliest)
            made = any(point.includes(s.when, s.seq) for s in earliest)
            return Evaluated(found.value, found.facts, found.missing, set=made)
        fact = FactUsed("no_judgement", record, name, argument=argument)
        return Evaluated(UNKNOWN, (fact,), (field_text(record, name, argument),), set=False)

    def _last_said(
        self, record: str, name: str, argument: Value | None, possible: Sequence[DatedValue | Judgement]
    ) -> Evaluated:
        facts = tuple(statement_fact(statement) for statement in possible)
        first = possible[0]
        if all(other.value == first.value for other in possible):
            return Evaluated(as_found(first.value), facts[:1], set=not isinstance(first.value, Nothing))
        missing = f"time of {field_text(record, name, argument)} on {format_date(first.when.day)}"
        return Evaluated(UNKNOWN, facts, (missing,))

    def _undated(self, record: str, name: str, argument: Value | None, decl: FieldDecl | None) -> Evaluated:
        own = self.scenario.records.get(record)
        if own is not None and (name, argument) in own.fields:
            value = own.fields[name, argument]
            fact = FactUsed("field", record, name, value, argument, span=own.span)
            return Evaluated(as_found(value), (fact,), set=not isinstance(value, Nothing))
        if decl is not None and decl.has_default:
            default = NOTHING if decl.default is None else decl.default
            fact = FactUsed("field", record, name, default, argument)
            return Evaluated(as_found(default), (fact,), set=not isinstance(default, Nothing))
        if decl is not None and self._holds_record(decl):
            return Evaluated(NOTHING, (FactUsed("field", record, name, NOTHING, argument),), set=False)
        fact = FactUsed("unknown_field", record, name, argument=argument)
        unknown: Found = Members(more=True) if decl is not None and decl.type.many else UNKNOWN
        return Evaluated(unknown, (fact,), (field_text(record, name, argument),), set=False)

    def _holds_record(self, decl: FieldDecl) -> bool:
        """Whether a field not given is `none`: it holds a record that is no party."""
        return not decl.type.many and decl.type.base in ("record", "kind") and not self.is_party_kind(decl.type.name)

    # ------------------------------------------------------------------------------------------ states and roles

    def state_spans(self, subject: str, state: str) -> list[StateSpan]:
        """The days on which a state holds or may hold of a party or record itself: recorded, or between events."""
        key = (subject, state)
        if key not in self._state_spans:
            recorded = self._states.get(key, ())
            spans = [StateSpan(s.first, s.last, s.known, state_fact(s)) for s in recorded]
            decl = self.vocabulary.states.get(state)
            if decl is not None and decl.from_event is not None:
                spans += self._spans_between(subject, state, decl.from_event, decl.to_event)
            self._state_spans[key] = spans
        return self._state_spans[key]

    def state_subjects(self, state: str) -> list[str]:
        """The parties and records of which a state is recorded."""
        return [subject for subject, name in self._states if name == state]

    def _spans_between(self, subject: str, state: str, start: EventPath, end: EventPath | None) -> Iterable[StateSpan]:
        ends = [] if end is None else self.reached_events(subject, end)
        for begin in self.reached_events(subject, start):
            until = next((e for e in ends if order_key(e) > order_key(begin) and not surely_after(begin, e)), None)
            last = None if until is None else until.when.day
            fact = FactUsed("state", subject, state, day=begin.when.day, last=last, seq=begin.seq, span=begin.span)
            yield StateSpan(begin.when.day, last, True, fact)

    def holding_covers(self, holding: Holding, day: int) -> bool:
        """Whether a holding covers a day; both its end days count."""
        after_start = holding.first is None or holding.first <= day
        return after_start and (holding.last is None or day <= holding.last)

    # ------------------------------------------------------------------------------------------ lives

    def follow(self, record: str, path: Sequence[str], point: Point) -> str | None:
        """The record that a path of record fields leads to, as recorded (no deeming); None if it ends in none."""
        name: str | None = record
        for step in path:
            found = self.recorded(name, step, None, point) if name is not None else None
            name = None if found is None else found.name
        return name

    def _path_facts(self, record: str, path: EventPath, event: Event) -> tuple[FactUsed, ...]:
        """The fields by which a path leads from a record to an entry's record."""
        point = at_entry(event.when, event.seq)
        facts: list[FactUsed] = []
        for index in range(len(path.path)):
            owner = self.follow(record, path.path[:index], point)
            if owner is not None:
                facts += self.recorded(owner, path.path[index], None, point).facts
        return tuple(facts)

    def reached_events(self, record: str, path: EventPath) -> list[Event]:
        """The entries of `path.event` of whatever record the path led to when they happened."""
        if not path.path:
            return list(self.entries(record, path.event))
        candidates = self._named.get(path.event, ())
        return [e for e in candidates if self.follow(record, path.path, at_entry(e.when, e.seq)) == e.record]

    def opening(self, record: str) -> Opening | None:
        """The instant from which a record is open; None if it has not opened by `now`."""
        if record not in self._openings:
            self._openings[record] = self._find_opening(record)
        return self._openings[record]

    def closing(self, record: str) -> Closing | None:
        """A record's end by `now`: the first of its closing events."""
        if record not in self._closings:
            self._closings[record] = self._find_closing(record)
        return self._closings[record]

    def life_of(self, record: str) -> KindDecl | None:
        kind = self.kind_of(record)
        return None if kind is None or kind not in self.vocabulary.kinds else self.vocabulary.life(kind)

    def _find_opening(self, record: str) -> Opening | None:
        life = self.life_of(record)
        if life is not None and life.opens is not None:
            events = self.reached_events(record, life.opens)
            if not events:
                return None
            first = events[0]
            grounds = self._path_facts(record, life.opens, first)
            return Opening(at_entry(first.when, first.seq).after(), event_fact(first), grounds)
        own = self.scenario.records.get(record)
        created = None if own is None else own.created
        fact = FactUsed("record", record, self.kind_of(record) or "")
        start = BEGINNING
        if created is not None:
            fact = FactUsed("record", record, fact.name, day=created.day, second=created.second)
            start = start_of(created.day) if created.second is None else Point(created.day, created.second)
        first_day = self._in_force[0]
        if self.is_party(record) and (life is None or not life.declares_life) and first_day is not None:
            start = max(start, start_of(first_day), key=lambda p: p.sort_key)
        return Opening(start, fact) if start.day <= self.now else None

    def _find_closing(self, record: str) -> Closing | None:
        life = self.life_of(record)
        if life is not None and (life.closes or life.void_by):
            ends = [(path, False) for path in life.closes] + [(path, True) for path in life.void_by]
            found = [(event, path, void) for path, void in ends for event in self.reached_events(record, path)[:1]]
            if not found:
                return None
            event, path, void = min(found, key=lambda end: order_key(end[0]))
            grounds = self._path_facts(record, path, event)
            return Closing(at_entry(event.when, event.seq), event, void, event_fact(event), grounds)
        last_day = self._in_force[1]
        if self.is_party(record) and (life is None or not life.declares_life) and last_day is not None:
            return Closing(end_of(last_day), None, False) if last_day <= self.now else None
        return None

    def is_open(self, record: str, point: Point) -> bool:
        """Whether a record has opened by `point` and not closed before it."""
        opening = self.opening(record)
        return opening is not None and reached(opening.point, point) and not self.has_closed(record, point)

    def has_closed(self, record: str, point: Point) -> bool:
        """Whether a record's closing entry has happened by `point`."""
        closing = self.closing(record)
        if closing is None:
            return False
        if closing.event is None:
            return point.day > closing.point.day
        return point.includes(closing.event.when, closing.event.seq)

    # ------------------------------------------------------------------------------------------ parameters

    def argument(self, event: Event, parameter: str) -> Evaluated:
        """A parameter of an entry: as given, else its declared default, else unknown."""
        fact = event_fact(event)
        if parameter in event.arguments:
            value = event.arguments[parameter]
            return Evaluated(as_found(value), (fact,), set=not isinstance(value, Nothing))
        kind = self.kind_of(event.record)
        decl = None if kind is None else self.vocabulary.event(kind, event.event)
        declared = None if decl is None else decl.parameter(parameter)
        if declared is not None and declared.has_default:
            default = NOTHING if declared.default is None else declared.default
            return Evaluated(as_found(default), (fact,), set=not isinstance(default, Nothing))
        unknown: Found = Members(more=True) if declared is not None and declared.type.many else UNKNOWN
        return Evaluated(unknown, (fact,), (f"{parameter} of {event.event} of {event.record}",), set=False)


# ------------------------------------------------------------------------------------------------ facts and values


def event_fact(event: Event) -> FactUsed:
    """An entry or plan as a fact."""
    return FactUsed(
        "plan" if event.planned else "event",
        event.record,
        event.event,
        tuple(event.arguments.items()) or None,
        day=event.when.day,
        second=event.when.second,
        seq=event.seq,
        span=event.span,
    )


def statement_fact(statement: DatedValue | Judgement) -> FactUsed:
    """A dated value or a judgement as a fact."""
    match statement:
        case DatedValue():
            kind, name = "field", statement.field
        case Judgement():
            kind, name = "judgement", statement.target
    return FactUsed(
        kind,
        statement.record,
        name,
        statement.value,
        statement.argument,
        statement.when.day,
        statement.when.second,
        seq=statement.seq,
        span=statement.span,
    )


def state_fact(state: StateInterval) -> FactUsed:
    """A recorded state as a fact."""
    value = None if state.known else "unknown"
    return FactUsed("state", state.subject, state.state, value, day=state.first, last=state.last, span=state.span)


def field_text(record: str, name: str, argument: Value | None = None) -> str:
    """A field as a person names it: `cooperates(finance) of d1`."""
    return f"{name} of {record}" if argument is None else f"{name}({value_text(argument)}) of {record}"


def value_text(value: object) -> str:
    """A value in a few words, for the names of missing facts."""
    match value:
        case Ref(name):
            return name
        case Doer(party):
            return party
        case _:
            return str(getattr(value, "name", value))


def as_found(value: Argument) -> Found:
    """A scenario's value as an answer: sets become members, in a fixed order."""
    if isinstance(value, frozenset):
        return Members(tuple(sorted(value, key=_place)))
    return value


def _place(value: Scalar) -> tuple[str, str]:
    return (type(value).__name__, repr(value))
