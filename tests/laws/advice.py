"""Following advice: a scenario in which the changes that an explanation names have been made.

Handed a case, a verdict's remedies and the day of the verdict, it hands on the case as it would then be: acts done on
the day that is named (or today), acts left undone or done by another, fields, judgements and states set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import evolve

from ruledsl.engine.verdicts import Remedy, Status, Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.world.scenario import DatedValue, Event, Judgement, Record, Scenario, StateInterval, When
from ruledsl.world.values import Doer, Ref, Value
from ruledsl.world.vocabulary import Label

COMPARED = re.compile(r"(!=|<=|>=|<|>) (.+)")


class NotAdvised(Exception):
    """The advice does not say what to do in a way that a program can follow; the text says why."""


def ways_of(verdict: Verdict) -> list[list[Remedy]]:
    """The remedies by the way they belong to: those of one way are needed together."""
    ways: dict[int, list[Remedy]] = {}
    for remedy in verdict.explanation.remedies:
        ways.setdefault(remedy.way, []).append(remedy)
    return list(ways.values())


def followed(ruleset: Ruleset, case: Scenario, verdict: Verdict, way: Iterable[Remedy], today: int) -> Scenario:
    """The case with the changes of one way made."""
    for remedy in way:
        case = _with(ruleset, case, verdict, remedy, today)
    return case


def _with(ruleset: Ruleset, case: Scenario, verdict: Verdict, remedy: Remedy, today: int) -> Scenario:
    match remedy.kind:
        case "do_by" | "do_on":
            return _done(ruleset, case, remedy, remedy.day if remedy.day is not None else today)
        case "do_before":
            day = remedy.day if remedy.day is not None else today if remedy.possible else verdict.at
            return _done(ruleset, case, remedy, today if day is None else day)
        case "more":
            for number in range(int(str(remedy.value))):
                case = _once_more(ruleset, case, verdict, remedy, number, today)
            return case
        case "fewer":
            counted = [f.seq for f in verdict.explanation.facts if f.kind == "event" and f.name == remedy.name]
            gone = set(counted[-int(str(remedy.value)) :])
            return evolve(case, events=tuple(e for e in case.events if e.seq not in gone))
        case "not_do":
            return evolve(case, events=tuple(e for e in case.events if not _is_act(e, remedy)))
        case "done_by":
            if not remedy.parties:
                raise NotAdvised("nobody may")
            by = (Doer(remedy.parties[0]),)
            events = (evolve(e, arguments={**e.arguments, "by": by}) if _is_act(e, remedy) else e for e in case.events)
            return evolve(case, events=tuple(events))
        case "set_field" | "judge":
            return _set(ruleset, case, verdict, remedy, today)
        case _:
            raise NotAdvised(remedy.kind)


def _is_act(event: Event, remedy: Remedy) -> bool:
    named = event.record == remedy.record and event.event == remedy.name
    return named and not event.planned and (remedy.day is None or event.when.day == remedy.day)


def _done(ruleset: Ruleset, case: Scenario, remedy: Remedy, day: int) -> Scenario:
    arguments: dict[str, object] = dict(remedy.arguments)
    if remedy.parties:
        arguments["by"] = Ref(remedy.parties[0])
    own = case.records.get(remedy.record)
    kind = remedy.record if own is None else own.kind
    decl = ruleset.vocabulary.event(kind, remedy.name)
    given = {}
    for name, value in arguments.items():
        parameter = None if decl is None else decl.parameter(name)
        is_party = name == "by" or (parameter is not None and parameter.type.base in ("party", "kind", "record"))
        given[name] = (Doer(value.name),) if is_party and isinstance(value, Ref) else value
    event = Event(_next(case), When(day), remedy.record, remedy.name, given)  # type: ignore[arg-type]
    return evolve(case, events=(*case.events, event))


def _once_more(ruleset: Ruleset, case: Scenario, verdict: Verdict, remedy: Remedy, number: int, today: int) -> Scenario:
    """The act done once more, on a record of its own where the norm counts all records: many acts happen but once."""
    if verdict.key:
        raise NotAdvised("which record is not said")
    norm = next(norm for norm in ruleset.norms if norm.id == verdict.norm)
    name, kind = f"more_{number}", norm.subject.kind
    day = today if remedy.day is None else remedy.day
    if remedy.record or kind is None or kind not in ruleset.vocabulary.kinds:
        return _done(ruleset, case, remedy, day)
    life = ruleset.vocabulary.life(kind)
    case = evolve(case, records={**case.records, name: Record(name, kind, Label(name, name))})
    if life.opens is not None:
        opened = Event(_next(case), When(day), name, life.opens.event, {})
        case = evolve(case, events=(*case.events, opened))
        if life.opens.event == remedy.name:
            return case
    return _done(ruleset, case, evolve(remedy, record=name), day)


def _next(case: Scenario) -> int:
    return 1 + max((line.seq for line in (*case.events, *case.values, *case.judgements)), default=0)


def _set(ruleset: Ruleset, case: Scenario, verdict: Verdict, remedy: Remedy, today: int) -> Scenario:
    name, day = remedy.name, today if remedy.possible or verdict.at is None else verdict.at
    if name.endswith(" late"):
        judged = (j for j in case.judgements if not (j.record == remedy.record and j.of_norm))
        return evolve(case, judgements=tuple(judged))
    if name in ruleset.vocabulary.states:
        kept = tuple(s for s in case.states if (s.subject, s.state) != (remedy.record, name))
        holds = StateInterval(remedy.record, name, day, day)
        return evolve(case, states=(*kept, holds) if remedy.value is True else kept)
    if remedy.record not in case.records:
        raise NotAdvised(f"{remedy.record or 'no record'} has no fields here")
    value = _meant(remedy.value)
    decl = ruleset.vocabulary.field(case.records[remedy.record].kind, name)
    dated = [v for v in case.values if (v.record, v.field) == (remedy.record, name)]
    if remedy.possible and (dated or (decl is not None and decl.type.base == "judgement" and decl.has_default)):
        if decl is not None and decl.type.base == "judgement":
            made = Judgement(_next(case), When(today), remedy.record, name, bool(value))
            return evolve(case, judgements=(*case.judgements, made))
        return evolve(case, values=(*case.values, DatedValue(_next(case), When(today), remedy.record, name, value)))
    own = case.records[remedy.record]
    judgements = tuple(j for j in case.judgements if (j.record, j.target) != (remedy.record, name))
    record = evolve(
        own,
        fields={
            **{k: v for k, v in own.fields.items() if k != (name, remedy.argument)},
            (name, remedy.argument): value,
        },
    )
    values = tuple(v for v in case.values if v not in dated)
    return evolve(case, records={**case.records, own.name: record}, values=values, judgements=judgements)


def _meant(value: object) -> Value:
    """A value that is as the advice says: the value itself, or one that fits `<= 3`."""
    match value:
        case str():
            compared = COMPARED.fullmatch(value)
            if compared is None:
                return value
            sign, text = compared.groups()
            if not text.lstrip("-").isdigit():
                raise NotAdvised(value)
            return int(text) + {"<=": 0, ">=": 0, "<": -1, ">": 1, "!=": 1}[sign]
        case None:
            raise NotAdvised("no value")
        case _:
            return value  # type: ignore[return-value]


def is_settled(after: Verdict) -> bool:
    """Whether nothing is left to be done: the norm is kept; or the act itself put another norm over it, for good; or it
    waits for an event that decides it, without any advice; or the case does not know what a clause asks an act to be,
    and the verdict says so."""
    match after.status:
        case Status.SATISFIED:
            return True
        case Status.EXCUSED:
            # `requires asked`, and another clause with `when asked` overrides it: whoever asks comes under the other.
            return after.explanation.why == "overridden" and not after.so_far
        case Status.PENDING:
            return not after.explanation.remedies
        case Status.UNDETERMINED:
            return after.explanation.why == "unknown_fact" and bool(after.missing)
        case _:
            return False
