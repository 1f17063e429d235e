"""Remedies: the nearest changes that would satisfy a norm.

Handed an instance and its finding, it hands on what can still be done, by when and by whom, or what would have been
needed; for what is undetermined, the facts that would decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from ruledsl.engine.answers import Env
from ruledsl.engine.bench import Bench, Instance
from ruledsl.engine.findings import Finding
from ruledsl.engine.limits import Reckoning, base_limit, is_precondition
from ruledsl.engine.moments import Asker, anchors
from ruledsl.engine.point import Point, at_entry
from ruledsl.engine.verdicts import Remedy, Status
from ruledsl.engine.ways import Ways, arguments_of, numbered
from ruledsl.norms.expressions import Constraint, EventPattern, SetOf
from ruledsl.norms.model import Doers, EventMoment, Form, LimitForm, Norm
from ruledsl.world.scenario import Event
from ruledsl.world.values import Ref


def remedies_for(bench: Bench, instance: Instance, finding: Finding) -> tuple[Remedy, ...]:
    """The remedies, the nearest first."""
    match finding.status:
        case Status.PENDING | Status.VIOLATED:
            return tuple(_unlike(_keeping(bench, instance, finding)))
        case Status.UNDETERMINED:
            return tuple(numbered((fact,) for fact in _deciding(finding)))
        case Status.SATISFIED | Status.EXCUSED | Status.NOT_APPLICABLE:
            return ()


def _unlike(remedies: Iterator[Remedy]) -> Sequence[Remedy]:
    return list(dict.fromkeys(remedies))


def _deciding(finding: Finding) -> Iterator[Remedy]:
    """The facts that would decide."""
    for missing in finding.missing:
        fact, of, record = missing.rpartition(" of ")
        match finding.why:
            case "value_not_set":
                yield Remedy("set_value", "", missing, possible=True)
            case "unpublished_calendar":
                yield Remedy("wait", "", missing, possible=True)
            case _ if fact.startswith("by of "):
                yield Remedy("set_field", record, fact, possible=True)
            case _:
                yield Remedy("set_field" if of else "wait", record if of else "", fact or missing, possible=True)


def _keeping(bench: Bench, instance: Instance, finding: Finding) -> Iterator[Remedy]:
    """What would keep (or would have kept) the norm."""
    match instance.norm.form:
        case Form.OBLIGATION:
            yield from _by_content(bench, instance, finding)
        case Form.PROHIBITION:
            yield from _undone(instance, finding)
        case Form.EXCLUSIVE_POWER:
            yield from _by_entitled(bench, instance, finding)
        case Form.FREQUENCY:
            yield from _by_number(bench, instance, finding)
        case Form.PERMISSION | Form.SUBSTITUTION | Form.AUTHORISATION | Form.DEEMING:
            return


def _undone(instance: Instance, finding: Finding) -> Iterator[Remedy]:
    act = finding.act
    if act is not None:
        yield Remedy("not_do", act.record, act.event, day=act.when.day)


def _by_entitled(bench: Bench, instance: Instance, finding: Finding) -> Iterator[Remedy]:
    act, doers = finding.act, instance.norm.only_by
    if act is None:
        return
    undone = Remedy("not_do", act.record, act.event, day=act.when.day)
    point = at_entry(act.when, act.seq)
    if finding.why == "not_entitled" and doers is not None:
        parties = _who_may(bench, instance, doers, instance.env.at_act(act), point, (act.record, act.event))
        rightly = Remedy("done_by", act.record, act.event, day=act.when.day, parties=parties)
        yield from numbered([(rightly,)] if parties else [(undone,)])
        return
    if instance.norm.only_when is not None:
        env = instance.env.at_act(act)
        ways = Ways(bench, instance, point, False, lambda pattern, here: _earlier(bench, instance, act, pattern, here))
        yield from numbered([*ways.to(instance.norm.only_when, True, env), (undone,)])
        return
    yield undone


def _earlier(bench: Bench, instance: Instance, act: Event, pattern: EventPattern, env: Env) -> Remedy | None:
    """The act that would have had to come before another."""
    point = at_entry(act.when, act.seq)
    record = (instance.record or act.record) if pattern.object is None else ""
    record = record if pattern.object is None else bench.case.value(pattern.object, env, point).name or act.record
    parties = _doers(bench, instance, pattern, env, point, record)
    asked = arguments_of(bench, pattern, env, point)
    return Remedy("do_before", record, pattern.event, act.event, act.when.day, parties=parties, arguments=asked)


def _by_number(bench: Bench, instance: Instance, finding: Finding) -> Iterator[Remedy]:
    pattern = instance.norm.event
    event = pattern.event if pattern is not None else "open"
    record = instance.record or (finding.act.record if finding.act is not None else "")
    pending = finding.status is Status.PENDING
    count, bound = finding.count or 0, finding.bound or 0
    if finding.why == "too_many":
        day = None if finding.at is None else finding.at.day
        yield Remedy("fewer", record, event, count - bound, day=day)
        return
    parties: tuple[str, ...] = ()
    asked = () if pattern is None else arguments_of(bench, pattern, instance.env, bench.now)
    if pattern is not None and any(one.parameter == "by" for one in pattern.constraints):
        parties = _doers(bench, instance, pattern, instance.env, bench.now, record)
    ended = None if pending or finding.at is None else finding.at.day
    day = ended if finding.due is None else finding.due
    yield Remedy("more", record, event, bound - count, day, None, parties, pending, asked)


# ------------------------------------------------------------------------------------------------ obligations


def _by_content(bench: Bench, instance: Instance, finding: Finding) -> Iterator[Remedy]:
    norm = instance.norm
    pending = finding.status is Status.PENDING
    point = bench.now if pending else finding.at or bench.now
    if finding.why == "judged_late":
        yield Remedy("judge", instance.record or "", f"{norm.local_id} late", "in time")
        return
    awaited = _awaited(bench, instance) if pending else None
    if awaited is not None:
        yield Remedy("wait", "", awaited, possible=True)
        return
    by_event = partial(_event_remedy, bench, instance, finding, point, pending=pending)
    ways = Ways(bench, instance, point, pending, by_event)
    yield from numbered(ways.to(norm.content, True, instance.env))


_FROM_ANCHOR: Final = frozenset(
    {LimitForm.WITHIN, LimitForm.NOT_BEFORE, LimitForm.FROM_TO, LimitForm.SAME_DAY, LimitForm.AFTER, LimitForm.PROMPTLY}
)
"""Windows in which nothing counts before their anchor has come."""


def _awaited(bench: Bench, instance: Instance) -> str | None:
    """The event that a window runs from and that has not come: nothing can be done before."""
    window, record = instance.norm.window, instance.record
    limit = None if window is None else base_limit(window)
    if limit is None or limit.form not in _FROM_ANCHOR or record is None or not limit.anchors:
        return None
    opening = bench.opening(instance.norm, record)
    moment = limit.anchors[0]
    if opening is None or not isinstance(moment, EventMoment):
        return None
    found = anchors(bench, moment, Asker(instance.norm, instance.env, opening))
    if any(anchor.state == "come" for anchor in found):
        return None
    of = moment.pattern.object
    whose = record if of is None else bench.case.value(of, instance.env, bench.now).name or record
    return f"{moment.pattern.event} of {whose}"


def _event_remedy(
    bench: Bench, instance: Instance, finding: Finding, point: Point, pattern: EventPattern, env: Env, *, pending: bool
) -> Remedy | None:
    """The act that would have to come, None where it has come in time."""
    window = instance.norm.window
    record = instance.record or ""
    if pattern.object is not None:
        record = bench.case.value(pattern.object, env, point).name or record
    elif pattern.kind:
        record = pattern.kind
    kind, day, value = "do_by", finding.due, None
    if window is not None:
        limit = base_limit(window)
        if limit.form is LimitForm.SAME_DAY:
            kind = "do_on"
        elif is_precondition(window) and limit.form is not LimitForm.AT_LEAST_BEFORE:
            kind = "do_before"
            moment = limit.anchors[-1] if limit.closing is None else limit.closing
            value = moment.pattern.event if isinstance(moment, EventMoment) else None
    if not pending and kind == "do_by" and day is None and finding.at is not None:
        day = finding.at.day
    first = next((r.anchor.day for r in finding.reckonings if isinstance(r, Reckoning) and r.anchor), None)
    backward = window is not None and is_precondition(window)
    if _has_come(bench, pattern, env, None if backward else first, day):
        return None
    parties = _doers(bench, instance, pattern, env, point, record)
    return Remedy(
        kind,
        record,
        pattern.event,
        value,
        day,
        None if backward else first,
        parties,
        pending and (day is None or day >= bench.case.now),
        arguments_of(bench, pattern, env, point),
    )


def _has_come(bench: Bench, pattern: EventPattern, env: Env, first: int | None, last: int | None) -> bool:
    return any(
        occurrence.truth.value is True
        and (first is None or occurrence.event.when.day >= first)
        and (last is None or occurrence.event.when.day <= last)
        for occurrence in bench.case.occurrences(pattern, env)
    )


def _doers(
    bench: Bench, instance: Instance, pattern: EventPattern, env: Env, point: Point, record: str
) -> tuple[str, ...]:
    """Who could do the act: whom the pattern asks for, else whom an exclusive power leaves, else who is to answer."""
    by = next((c for c in pattern.constraints if c.parameter == "by" and c.op in ("=", "in")), None)
    act = (record, pattern.event)
    if by is not None:
        return _who_may(bench, instance, _as_doers(by), env, point, act)
    for power in bench.norms.powers.get(pattern.event, ()):
        concerned = power.subject.kind is not None and bench.case.is_of_kind(record, power.subject.kind)
        if concerned and power.only_by is not None and power.when is None:
            return _who_may(bench, instance, power.only_by, _of_power(power, record, env), point, act)
    duty_of = instance.norm.duty_of
    if duty_of is not None:
        return _who_may(bench, instance, Doers((duty_of,)), env, point, act)
    return ()


def _of_power(power: Norm, record: str, env: Env) -> Env:
    """Where an exclusive power over an act names its parties: from the record of the act."""
    return env.bind("self", Ref(record)) if power.subject.kind is not None else env


def _as_doers(by: Constraint) -> Doers:
    match by.value:
        case SetOf(items):
            return Doers(items, by.in_person)
        case value:
            return Doers((value,), by.in_person)


def _who_may(
    bench: Bench, instance: Instance, doers: Doers, env: Env, point: Point, act: tuple[str, str]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for party in doers.parties:
        target = bench.case.value(party, env, point)
        if not target.known:
            continue
        for entitled in bench.case.who_may(target.value, point, act=act, norm_id=instance.norm.id):
            if entitled.stand_in is None or not doers.in_person:
                found[entitled.party] = None
    return tuple(found)
