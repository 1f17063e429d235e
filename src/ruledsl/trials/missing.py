"""The missing scenario: what would have noticed a mutant that none did.

Handed a suite and a mutant, `suggestion` looks for the smallest addition under which the rules and the mutant come to
different verdicts: a line to add to a scenario that is there, or else one change to such a scenario (an act on another
day, by somebody else, left out or added; another value) and a line. Whatever it names it has tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from attrs import evolve

from ruledsl.civil_time.text import format_date
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.norms.expressions import EventPattern, FieldOf, Literal, Party
from ruledsl.norms.model import Form, Norm, Ruleset
from ruledsl.norms.walking import parts_in
from ruledsl.norms.words import literal, local_id
from ruledsl.trials.mutants import Mutant
from ruledsl.trials.mutation import Day, Line, Suggestion, Suite, light_verdicts
from ruledsl.world.scenario import DatedValue, Event, Scenario, When
from ruledsl.world.values import Doer, Symbol, Value

MOST_TRIED: Final = 160
"""Changed scenarios that are tried for one mutant."""

MOST_CASES: Final = 6
"""Days of scenarios that are changed for one mutant."""


def suggestion(suite: Suite, mutant: Mutant) -> Suggestion:
    """What would notice the mutant; of kind `unknown` if nothing that was tried does."""
    changed = mutant.applied(suite.ruleset)
    # A norm that has no verdicts of its own shows in the first that rest on it.
    ids = sorted(suite.reach.touched_by(mutant.norm))
    own = [id for id in ids if id == mutant.norm]
    asked = frozenset(own if suite.ruleset.norms[mutant.place].breakable else ids)
    arisen: list[Day] = []
    others: list[Day] = []
    for day in _days(suite, mutant, asked):
        before = light_verdicts(suite, suite.ruleset, day, asked)
        found = _difference(before, light_verdicts(suite, changed, day, asked))
        if found is not None:
            line = Line(day.scenario.span.file, day.block.span.line, day.scenario.title, "")
            return Suggestion("line", line, (), day.block.day, *found)
        if any(verdict.record is not None or verdict.period is not None for verdict in before):
            (arisen if any(v.status is not Status.NOT_APPLICABLE for v in before) else others).append(day)
    if not arisen and not others:
        norm = suite.ruleset.norms[mutant.place]
        if norm.form is Form.PERMISSION and norm.event is not None:
            return Suggestion("ask_may", expect=f"expect PARTY may {norm.event.event} for RECORD")
        return Suggestion("nothing_arises")
    norms = (suite.ruleset.norms[mutant.place], *(() if mutant.changed is None else (mutant.changed,)))
    tried = 0
    for day in [*arisen, *others][:MOST_CASES]:
        dues = _dues(suite, (suite.ruleset, changed), day, asked)
        for what, scenario in islice(_variants(day, norms, dues, suite), MOST_TRIED // 2):
            tried += 1
            if tried > MOST_TRIED:
                return Suggestion("unknown")
            variant = evolve(day, scenario=scenario)
            before = light_verdicts(suite, suite.ruleset, variant, asked)
            found = _difference(before, light_verdicts(suite, changed, variant, asked))
            if found is not None:
                line = Line(day.scenario.span.file, day.block.span.line, day.scenario.title, "")
                return Suggestion("case", line, what, day.block.day, *found)
    return Suggestion("unknown")


def _days(suite: Suite, mutant: Mutant, asked: frozenset[str]) -> Sequence[Day]:
    """The days on which to look, those that ask about the norm first."""
    days = [day for day in suite.days if suite.happens(mutant, day)]
    return sorted(days, key=lambda day: not any(asked.intersection(line.norms) for line in day.block.expectations))


# ------------------------------------------------------------------------------------------------ verdicts


def _difference(before: Sequence[Verdict], after: Sequence[Verdict]) -> tuple[str, str] | None:
    """The line on the first instance that comes out otherwise, and what it comes to after the change."""
    changed = {_instance(verdict): verdict for verdict in after}
    for verdict in before:
        other = changed.get(_instance(verdict))
        if other is None or _outcome(other) != _outcome(verdict):
            then = "not_applicable" if other is None else _said(other, verdict)
            if other is None and verdict.status is Status.NOT_APPLICABLE:
                continue
            return _expect(verdict, other), then
    known = {_instance(verdict) for verdict in before}
    for verdict in after:
        if _instance(verdict) not in known and verdict.status is not Status.NOT_APPLICABLE:
            absent = evolve(verdict, status=Status.NOT_APPLICABLE, severity=None, so_far=False, due=None)
            return _expect(absent, verdict), str(verdict.status)
    return None


def _instance(verdict: Verdict) -> tuple[object, ...]:
    return (verdict.norm, verdict.record, verdict.key, verdict.period, verdict.occurrence)


def _outcome(verdict: Verdict) -> tuple[object, ...]:
    return (verdict.status, verdict.severity, verdict.so_far, verdict.due, frozenset(verdict.used), verdict.marks)


def _expect(verdict: Verdict, other: Verdict | None) -> str:
    """An `expect` line that the verdict meets and the other one does not."""
    local = local_id(verdict.norm)
    where = ""
    if verdict.record is not None:
        names = (verdict.record, *verdict.key)
        where = f" for {names[0]}" if len(names) == 1 else f" for ({', '.join(names)})"
    if verdict.period is not None:
        where += f" in {verdict.period}"
    if other is not None and verdict.status is other.status:
        used = sorted(set(verdict.used) - set(other.used))
        if used and verdict.severity == other.severity and verdict.due == other.due:
            return f"expect {', '.join(local_id(id) for id in used)} used{where}"
    text = f"expect {local} {verdict.status}"
    if verdict.severity is not None and (other is None or other.severity != verdict.severity):
        text += f" {verdict.severity}"
    if verdict.so_far:
        text += " so far"
    text += where
    if verdict.due is not None and other is not None and verdict.status is other.status and verdict.due != other.due:
        text += f" due {format_date(verdict.due)}"
    return text


def _said(verdict: Verdict, other: Verdict) -> str:
    """The verdict under the mutant, with what sets it apart."""
    if verdict.status is not other.status:
        return str(verdict.status)
    if verdict.severity != other.severity:
        return f"{verdict.status} {verdict.severity}"
    if verdict.due != other.due and verdict.due is not None:
        return f"{verdict.status} due {format_date(verdict.due)}"
    return f"{verdict.status} so far" if verdict.so_far else str(verdict.status)


def _dues(suite: Suite, rulesets: Sequence[Ruleset], day: Day, asked: frozenset[str]) -> list[int]:
    """The due days of the instances before and after the change."""
    found: dict[int, None] = {}
    for ruleset in rulesets:
        for verdict in light_verdicts(suite, ruleset, day, asked):
            if verdict.due is not None:
                found[verdict.due] = None
    return list(found)


# ------------------------------------------------------------------------------------------------ changed scenarios


def _variants(
    day: Day, norms: Sequence[Norm], dues: Sequence[int], suite: Suite
) -> Iterator[tuple[tuple[str, ...], Scenario]]:
    """Scenarios with one change that has to do with the norms, and what was changed: a word for the kind of change and
    the words that fill it."""
    scenario, now = day.scenario, day.block.day
    names = {part.event for norm in norms for part in parts_in(norm) if isinstance(part, EventPattern)}
    names |= {event for norm in norms for _, event in norm.acts}
    events = [event for event in scenario.events if event.event in names and event.when.day <= now]
    for event in events:
        for to in _other_days(event, events, dues, now):
            what = ("on", event.record, event.event, format_date(to))
            yield what, _with_event(scenario, event, evolve(event, when=When(to)))
    for event in events:
        yield ("not", event.record, event.event), _with_event(scenario, event, None)
    yield from _other_doers(scenario, events, norms)
    yield from _other_arguments(scenario, events, norms, suite)
    yield from _other_values(scenario, norms, suite)
    yield from _more_events(scenario, now, names, suite)


def _other_days(event: Event, events: Sequence[Event], dues: Sequence[int], now: int) -> list[int]:
    """The due days and the days after them, the days around the other events, and the days before and after."""
    days = [due + step for due in dues for step in (0, 1, -1)]
    days += [other.when.day + step for other in events if other is not event for step in (1, -1)]
    days += [event.when.day + step for step in (1, -1)]
    return [day for day in dict.fromkeys(days) if 0 < day <= now and day != event.when.day]


def _with_event(scenario: Scenario, old: Event, new: Event | None) -> Scenario:
    kept = [event for event in scenario.events if event is not old]
    if new is None:
        return evolve(scenario, events=tuple(kept))
    # An act on another day comes after what is logged of that day.
    number = 1 + max((event.seq for event in scenario.events), default=0)
    return evolve(scenario, events=(*kept, evolve(new, seq=number)))


def _other_doers(
    scenario: Scenario, events: Sequence[Event], norms: Sequence[Norm]
) -> Iterator[tuple[tuple[str, ...], Scenario]]:
    roles = {part.name for norm in norms for part in parts_in(norm) if isinstance(part, Party)}
    holders = [holding.person for holding in scenario.holdings if holding.role in roles]
    parties = list(dict.fromkeys([*holders, *sorted(roles), *scenario.persons]))
    for event in events:
        for name, given in event.arguments.items():
            if isinstance(given, tuple):
                for party in parties:
                    if given != (Doer(party),):
                        changed = evolve(event, arguments={**event.arguments, name: (Doer(party),)})
                        what = ("by", event.record, event.event, name, party)
                        yield what, _replaced(scenario, event, changed)


def _other_arguments(
    scenario: Scenario, events: Sequence[Event], norms: Sequence[Norm], suite: Suite
) -> Iterator[tuple[tuple[str, ...], Scenario]]:
    for event in events:
        for name, given in event.arguments.items():
            if not isinstance(given, tuple):
                for value in _others(given, norms, suite):
                    changed = evolve(event, arguments={**event.arguments, name: value})
                    what = ("with", event.record, event.event, name, literal(value))
                    yield what, _replaced(scenario, event, changed)


def _other_values(
    scenario: Scenario, norms: Sequence[Norm], suite: Suite
) -> Iterator[tuple[tuple[str, ...], Scenario]]:
    """Another value of a field that a norm reads."""
    fields = {part.field for norm in norms for part in parts_in(norm) if isinstance(part, FieldOf)}
    vocabulary = suite.ruleset.vocabulary
    for record in scenario.records.values():
        for (name, argument), given in record.fields.items():
            if name in fields:
                for value in _others(given, norms, suite):
                    changed = evolve(record, fields={**record.fields, (name, argument): value})
                    what = ("value", record.name, name, literal(value))
                    yield what, evolve(scenario, records={**scenario.records, record.name: changed})
        given_names = {name for name, _ in record.fields}
        for decl in vocabulary.fields(record.kind).values():
            if decl.name not in fields or decl.name in given_names or decl.parameter is not None or decl.type.many:
                continue
            values: list[Value] = []
            if decl.type.base == "yes_no":
                values = [True, False]
            elif decl.type.base == "list":
                values = [value for value in _constants(norms) if getattr(value, "list", None) == decl.type.name]
            for value in values:
                changed = evolve(record, fields={**record.fields, (decl.name, None): value})
                what = ("value", record.name, decl.name, literal(value))
                yield what, evolve(scenario, records={**scenario.records, record.name: changed})
    for one in scenario.values:
        if one.field in fields:
            for value in _others(one.value, norms, suite):
                what = ("value", one.record, one.field, literal(value))
                yield what, _with_value(scenario, one, evolve(one, value=value))
    for judgement in scenario.judgements:
        if judgement.target in fields:
            other = evolve(judgement, value=not judgement.value)
            kept = tuple(other if each is judgement else each for each in scenario.judgements)
            what = ("value", judgement.record, judgement.target, literal(other.value))
            yield what, evolve(scenario, judgements=kept)


def _more_events(
    scenario: Scenario, now: int, names: set[str], suite: Suite
) -> Iterator[tuple[tuple[str, ...], Scenario]]:
    """An event that has not happened to a record, and a judgement that has not been made."""
    number = 1 + max((event.seq for event in scenario.events), default=0)
    for record in scenario.records.values():
        declared = suite.ruleset.vocabulary.events(record.kind)
        done = {event.event for event in scenario.events if event.record == record.name}
        for name in sorted(names & declared.keys() - done):
            added = Event(number, When(now), record.name, name, {})
            yield ("and", record.name, name, format_date(now)), evolve(scenario, events=(*scenario.events, added))


def _others(given: object, norms: Sequence[Norm], suite: Suite) -> list[Value]:
    """Other values of the same sort: the other truth, the numbers that the norms compare with and their neighbours, the
    symbols that they name and one that they do not."""
    match given:
        case bool():
            return [not given]
        case int():
            near = [value for value in _constants(norms) if isinstance(value, int) and not isinstance(value, bool)]
            return [n for n in dict.fromkeys([*near, *(v + s for v in near for s in (1, -1))]) if n != given]
        case Symbol(list=name):
            named = {value for value in _constants(norms) if isinstance(value, Symbol) and value.list == name}
            all_of_them = [Symbol(name, each) for each in suite.ruleset.vocabulary.lists[name].symbols]
            unnamed = [value for value in all_of_them if value not in named and value != given]
            return [*(value for value in all_of_them if value in named and value != given), *unnamed[:1]]
        case _:
            return []


def _constants(norms: Sequence[Norm]) -> list[Value]:
    return [part.value for norm in norms for part in parts_in(norm) if isinstance(part, Literal)]


def _replaced(scenario: Scenario, old: Event, new: Event) -> Scenario:
    return evolve(scenario, events=tuple(new if event is old else event for event in scenario.events))


def _with_value(scenario: Scenario, old: DatedValue, new: DatedValue) -> Scenario:
    return evolve(scenario, values=tuple(new if value is old else value for value in scenario.values))
