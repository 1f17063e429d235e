"""Cutting a case down: to the facts that an explanation names, to what was known on a day, or by one entry.

Handed a scenario's plain data, it hands on plain data again; the laws of verdicts evaluate both and compare.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from attrs import evolve

from ruledsl.engine.verdicts import FactUsed, Verdict
from ruledsl.world.scenario import Record, Scenario

Address = tuple[str, str | None, tuple[str, ...], str | None]
Outcome = tuple[object, ...]


def address_of(verdict: Verdict) -> Address:
    """The norm and what the verdict is on, without the number of the occurrence (which counts what was cut off)."""
    return verdict.norm, verdict.record, verdict.key, verdict.period


def outcome_of(verdict: Verdict) -> Outcome:
    """What a verdict says, without the reasons."""
    return verdict.status, verdict.severity, verdict.so_far, verdict.due, verdict.at, verdict.late_days, verdict.marks


def named_facts(verdict: Verdict, others: Collection[Verdict], depth: int = 4) -> list[FactUsed]:
    """The facts that an explanation names, and those of the verdicts that it names: of the clauses that it consulted,
    of those whose due date, lapse or breach it rests on."""
    explanation = verdict.explanation
    anchors = [count.anchor for count in explanation.counts if count.anchor is not None]
    consulted = [fact for each in explanation.consulted for fact in each.facts]
    own = [*explanation.facts, *anchors, *consulted]
    if not depth:
        return own
    named = {(fact.name, fact.subject) for fact in own if fact.kind == "norm"}
    named |= {(each.norm, verdict.record or "") for each in explanation.consulted if each.norm is not None}
    further = [other for other in others if (other.norm, other.record or "") in named and other is not verdict]
    return [*own, *(fact for other in further for fact in named_facts(other, others, depth - 1))]


def cut_to(case: Scenario, facts: Iterable[FactUsed], day: int) -> Scenario:
    """The case with the entries, states, holdings and fields that the facts name, and nothing else. What there is in
    the world at all stays: persons, records, the log's first day (which a log that does not state it has from its first
    entry, and which records and parties without a date of their own open on), and the values that were set."""
    named = list(facts)
    entries = {fact.seq for fact in named if fact.seq is not None}
    fields = {(fact.subject, fact.name) for fact in named if fact.kind in ("field", "judgement")}
    states = {(fact.subject, fact.name, fact.day) for fact in named if fact.kind == "state"}
    roles = {(fact.subject, fact.name) for fact in named if fact.kind == "role"}
    return evolve(
        case,
        first_day=case.first_day if case.first_day is not None else min(_first_entry(case), day),
        records={name: _with_fields(record, fields) for name, record in case.records.items()},
        holdings=tuple(h for h in case.holdings if (h.person, h.role) in roles),
        events=tuple(event for event in case.events if event.seq in entries),
        values=tuple(value for value in case.values if value.seq in entries),
        judgements=tuple(judgement for judgement in case.judgements if judgement.seq in entries),
        states=tuple(s for s in case.states if (s.subject, s.state, s.first) in states),
    )


def _first_entry(case: Scenario) -> int:
    """The day of the first dated entry; the last day of the calendar in a case without one."""
    entries = [*(event for event in case.events if not event.planned), *case.values, *case.judgements]
    days = [*(entry.when.day for entry in entries), *(state.first for state in case.states)]
    return min(
        [*days, *(r.created.day for r in case.records.values() if r.created is not None)], default=date.max.toordinal()
    )


def _with_fields(record: Record, fields: Collection[tuple[str, str]]) -> Record:
    kept = {key: value for key, value in record.fields.items() if (record.name, key[0]) in fields}
    return record if len(kept) == len(record.fields) else evolve(record, fields=kept)


def cut_at(case: Scenario, day: int) -> Scenario:
    """The case as it was known at the end of a day: what was entered later is not there, plans are kept."""
    return evolve(
        case,
        events=tuple(event for event in case.events if event.planned or event.when.day <= day),
        values=tuple(value for value in case.values if value.when.day <= day),
        judgements=tuple(judgement for judgement in case.judgements if judgement.when.day <= day),
    )
