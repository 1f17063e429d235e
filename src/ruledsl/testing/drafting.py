"""A case under construction: persons, records and what is said to have happened, before it is made a scenario.

Handed facts one after the other in any order of time, a `Draft` keeps only such as go together (one value for a field's
whole life or several from dates on, nothing before a record opens or after it is void) and hands on a `Scenario`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import define, evolve, field

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms import model
from ruledsl.norms.scenario_reader import Terms, terms_of
from ruledsl.world.builder import ScenarioBuilder
from ruledsl.world.given import Text
from ruledsl.world.scenario import Argument, Scenario, When
from ruledsl.world.values import Day, Ref, Value
from ruledsl.world.vocabulary import EventPath, Type, Vocabulary

Slot = tuple[str, str, Value | None]
"""A record, its field, and the field's argument."""


@define
class Happening:
    """An event as drawn; `day` is its civil day."""

    day: int
    second: int | None
    record: str
    event: str
    arguments: dict[str, Argument]
    planned: bool = False


@define
class Draft:
    """What has been drawn so far. `opened` gives each record's opening day, `days` the days of interest, `until` the
    last day to look at, if there is one after which nothing new would come out."""

    rules: model.Ruleset
    base: int
    first_day: int | None = None
    persons: list[str] = field(factory=list)
    holdings: list[tuple[str, str, int | None, int | None]] = field(factory=list)
    kinds: dict[str, str] = field(factory=dict)
    created: dict[str, int | None] = field(factory=dict)
    opened: dict[str, int] = field(factory=dict)
    undated: dict[Slot, Value] = field(factory=dict)
    dated: dict[Slot, list[tuple[int, Value]]] = field(factory=dict)
    judged: dict[Slot, list[tuple[int, bool]]] = field(factory=dict)
    norm_judged: list[tuple[int, str, str, bool]] = field(factory=list)
    events: list[Happening] = field(factory=list)
    states: dict[tuple[str, str], list[tuple[int, int | None, bool]]] = field(factory=dict)
    settings: dict[str, Value] = field(factory=dict)
    days: dict[int, None] = field(factory=dict)
    until: int | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        return self.rules.vocabulary

    # ------------------------------------------------------------------------------------------ names

    def new_name(self, kind: str) -> str:
        """A name for a record of a kind that nothing else has."""
        number = 1
        while self.taken(f"{kind}_{number}"):
            number += 1
        return f"{kind}_{number}"

    def taken(self, name: str) -> bool:
        words = self.vocabulary
        declared = (words.kinds, words.roles, words.offices, words.lists, words.states)
        return name in self.kinds or name in self.persons or any(name in table for table in declared)

    def kind_of(self, name: str) -> str | None:
        """The kind of a record or declared office; None for persons and roles."""
        if name in self.kinds:
            return self.kinds[name]
        office = self.vocabulary.offices.get(name)
        return None if office is None else office.kind or "office"

    def is_party_record(self, name: str) -> bool:
        kind = self.kind_of(name)
        return kind is None or any(self.vocabulary.kinds[k].is_party for k in self.vocabulary.ancestors(kind))

    # ------------------------------------------------------------------------------------------ facts

    def note_day(self, *days: int) -> None:
        """Days worth looking at: evaluation happens on some of them."""
        for day in days:
            self.days[day] = None

    def value_at(self, slot: Slot, day: int) -> Value | None:
        """What is said of a field as of a day."""
        if slot in self.undated:
            return self.undated[slot]
        said = [*self.dated.get(slot, ()), *self.judged.get(slot, ())]
        before = [(at, value) for at, value in said if at <= day]
        return max(before, key=lambda each: each[0])[1] if before else None

    def said(self, slot: Slot) -> bool:
        """Whether anything is said of a field."""
        return slot in self.undated or slot in self.dated or slot in self.judged

    def say(self, slot: Slot, value: Value) -> None:
        """A value for the whole life, if nothing is said yet."""
        if not self.said(slot) and slot[0] in self.kinds:
            self.undated[slot] = value

    def say_from(self, day: int, slot: Slot, value: Value, type: Type, *, twice: bool = True) -> None:
        """A value from a day on; a judgement if the field is one. What is undated already stays."""
        day = max(day, self.opened.get(slot[0], self.base))
        table: dict[Slot, list[tuple[int, Any]]] = self.judged if type.base == "judgement" else self.dated
        said = table.get(slot, ())
        if slot in self.undated or any(at == day for at, _ in said) or (said and not twice):
            return
        table.setdefault(slot, []).append((day, value))
        self.note_day(day)

    def hold(self, subject: str, state: str, first: int, last: int | None, known: bool = True) -> bool:
        """A state over days, unless another interval of it overlaps with these."""
        there = self.states.setdefault((subject, state), [])
        for begun, ended, _ in there:
            if (last is None or begun <= last) and (ended is None or first <= ended):
                return False
        there.append((first, last, known))
        self.note_day(first, *(() if last is None else (last,)))
        return True

    def happen(
        self, day: int, record: str, event: str, arguments: dict[str, Argument], second: int | None = None
    ) -> Happening:
        """An event on a day, not before its record opens."""
        day = max(day, self.opened.get(record, day))
        entry = Happening(day, second, record, event, arguments)
        self.events.append(entry)
        self.note_day(day)
        return entry

    def first(self, record: str, event: str) -> Happening | None:
        """The first such event of a record."""
        found = [entry for entry in self.events if (entry.record, entry.event) == (record, event)]
        return min(found, key=lambda entry: entry.day, default=None)

    # ------------------------------------------------------------------------------------------ the end

    def scenario(self, title: str, days: Iterable[int], plans: bool) -> Scenario:
        """The scenario, looked at on these days. What is drawn for after the last of them is left out, or (`plans`)
        planned where that can be said."""
        asked = sorted(set(days))
        now = asked[-1]
        diagnostics = Diagnostics()
        terms = terms_of(self.rules) if self.norm_judged else _terms_without_norms(self.rules)
        builder = ScenarioBuilder(self.vocabulary, **terms, diagnostics=diagnostics).title(Text(title))
        if self.first_day is not None:
            builder.first_day(Day(self.first_day))
        for person in self.persons:
            builder.person(person)
        for person, role, first, last in self.holdings:
            since, until = (None if day is None else Day(day) for day in (first, last))
            builder.holding(person, role, since, until)
        for name, value in self.settings.items():
            builder.setting(name, value)
        for name, kind in self.kinds.items():
            created = self.created.get(name)
            builder.record(kind, name, created=None if created is None else When(created))
        for (record, name, argument), value in self.undated.items():
            builder.field(record, name, _raw(value), *(() if argument is None else (argument,)))
        for (subject, state), spans in self.states.items():
            for first, last, known in spans:
                builder.state(subject, state, Day(first), None if last is None else Day(last), known)
        for _, _, tell in sorted(self._entries(now, plans), key=lambda entry: entry[:2]):
            tell(builder)
        for day in asked:
            builder.as_of(Day(day))
        made = builder.finish()
        if made is None:
            texts = "\n".join(f"{each.code} {each.message}" for each in diagnostics)
            raise AssertionError(f"the generator drew a scenario that is at fault:\n{texts}")
        return made

    def _entries(self, now: int, plans: bool) -> list[tuple[int, int, Any]]:
        """The log's entries up to `now` with the day and time that they are sorted by, and plans after it."""
        found: list[tuple[int, int, Any]] = []

        def add(day: int, second: int | None, tell: Any) -> None:
            found.append((day, -1 if second is None else second, tell))

        for slot, said in self.dated.items():
            for day, value in said:
                if day <= now:
                    add(day, None, _Tell("value", (When(day), slot[0], slot[1], _raw(value)), slot[2]))
        for slot, verdicts in self.judged.items():
            for day, holds in verdicts:
                if day <= now:
                    add(day, None, _Tell("judge", (When(day), slot[0], slot[1], holds, None), slot[2]))
        for day, record, norm, in_time in self.norm_judged:
            if day <= now:
                add(day, None, _Tell("judge_norm", (When(day), record, norm, "in time" if in_time else "late")))
        planned: set[tuple[str, str]] = set()
        for entry in self._possible():
            ahead = entry.day > now
            if ahead and (not plans or (entry.record, entry.event) in planned):
                continue
            if ahead:
                planned.add((entry.record, entry.event))
            arguments = {name: _argument(value) for name, value in entry.arguments.items()}
            given = (When(entry.day, entry.second), entry.record, entry.event, arguments, ahead)
            add(entry.day, entry.second, _Tell("event", given))
        return found

    def _possible(self) -> list[Happening]:
        """The events, in order, without those of records that are void by then, have not opened, or open again."""
        kept: list[Happening] = []
        void: dict[str, int] = {}
        for entry in sorted(self.events, key=lambda each: (each.day, -1 if each.second is None else each.second)):
            for record in self.kinds:
                if record not in void and self._comes_by(
                    record, self.vocabulary.life(self.kinds[record]).void_by, entry
                ):
                    void[record] = entry.day
            # Of two entries of one day either may have come first, unless both have a time: without one it stands.
            if void.get(entry.record, entry.day) < entry.day:
                continue
            if void.get(entry.record) == entry.day:
                entry = evolve(entry, second=None)
            kept.append(entry)
        return kept

    def _comes_by(self, record: str, paths: Iterable[EventPath], entry: Happening) -> bool:
        for path in paths:
            name: str | None = record
            for step in path.path:
                target = self.undated.get((name or "", step, None))
                name = target.name if isinstance(target, Ref) else None
            if (name, path.event) == (entry.record, entry.event):
                return True
        return False


@define
class _Tell:
    """One call of the builder, made when the log has been put in order."""

    method: str
    given: tuple[Any, ...]
    argument: Value | None = None

    def __call__(self, builder: ScenarioBuilder) -> None:
        more = () if self.argument is None else (self.argument,)
        getattr(builder, self.method)(*self.given, *more)


def _terms_without_norms(rules: model.Ruleset) -> Terms:
    """What most scenarios speak of: to gather the names of all norms takes longer than all else."""
    types = {name: value.type for name, value in rules.values.items()}
    return Terms(norm_ids=(), value_types=types, units=tuple(rules.time.units), periods=rules.time.years)


def _raw(value: Value) -> object:
    """A value as the builder takes it: a text as a text, a set as a list."""
    match value:
        case bool():
            return value
        case str():
            return Text(value)
        case frozenset():
            return [_raw(member) for member in sorted(value, key=repr)]
        case _:
            return value


def _argument(value: Argument) -> object:
    return list(value) if isinstance(value, tuple) else _raw(value)
