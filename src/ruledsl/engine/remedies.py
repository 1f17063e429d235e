"""Remedies: the nearest changes that would satisfy a norm.

Handed an instance and its finding, it hands on what can still be done, by when and by whom, or what would have been
needed; for what is undetermined, the facts that would decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ruledsl.engine.answers import Env
from ruledsl.engine.bench import Bench, Instance
from ruledsl.engine.contents import patterns_of
from ruledsl.engine.findings import Finding
from ruledsl.engine.limits import Reckoning, base_limit, is_precondition
from ruledsl.engine.point import Point
from ruledsl.engine.timeline import value_text
from ruledsl.engine.verdicts import Remedy, Status
from ruledsl.norms.expressions import (
    And,
    Compare,
    Constraint,
    EventPattern,
    Expr,
    FieldOf,
    Holds,
    Literal,
    Not,
    Or,
    SetOf,
    Var,
)
from ruledsl.norms.model import Doers, EventMoment, Form, LimitForm
from ruledsl.norms.walking import parts_in


def remedies_for(bench: Bench, instance: Instance, finding: Finding) -> tuple[Remedy, ...]:
    """The remedies, the nearest first."""
    match finding.status:
        case Status.PENDING | Status.VIOLATED:
            return tuple(_unlike(_keeping(bench, instance, finding)))
        case Status.UNDETERMINED:
            return tuple(_unlike(_deciding(finding)))
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
            yield from _by_number(instance, finding)
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
    point = Point(act.when.day, act.when.second, act.seq)
    if finding.why == "not_entitled" and doers is not None:
        parties = _who_may(bench, instance, doers, point, (act.record, act.event))
        yield Remedy("done_by", act.record, act.event, day=act.when.day, parties=parties)
        return
    if instance.norm.only_when is not None:
        env = instance.env.at_act(act)
        yield from _conditions(bench, instance, instance.norm.only_when, True, point, possible=False, env=env)
    yield Remedy("not_do", act.record, act.event, day=act.when.day)


def _by_number(instance: Instance, finding: Finding) -> Iterator[Remedy]:
    event = instance.norm.event.event if instance.norm.event is not None else "open"
    record = instance.record or (finding.act.record if finding.act is not None else "")
    pending = finding.status is Status.PENDING
    count, bound = finding.count or 0, finding.bound or 0
    if finding.why == "too_many":
        day = None if finding.at is None else finding.at.day
        yield Remedy("fewer", record, event, count - bound, day=day)
    else:
        yield Remedy("more", record, event, bound - count, day=finding.due, possible=pending)


# ------------------------------------------------------------------------------------------------ obligations


def _by_content(bench: Bench, instance: Instance, finding: Finding) -> Iterator[Remedy]:
    norm = instance.norm
    pending = finding.status is Status.PENDING
    point = bench.now if pending else finding.at or bench.now
    if finding.why == "judged_late":
        yield Remedy("judge", instance.record or "", f"{norm.local_id} late", "in time")
        return
    for pattern in patterns_of(norm.content):
        if not _names_in(pattern) <= set(instance.env.names):
            # What every or some member of a set must have: there is no one record to name.
            continue
        yield _event_remedy(bench, instance, finding, pattern, point, pending=pending)
    yield from _conditions(bench, instance, norm.content, True, point, possible=pending)


def _names_in(pattern: EventPattern) -> set[str]:
    return {part.name for part in parts_in(pattern) if isinstance(part, Var)}


def _event_remedy(
    bench: Bench, instance: Instance, finding: Finding, pattern: EventPattern, point: Point, *, pending: bool
) -> Remedy:
    window = instance.norm.window
    record = instance.record or ""
    if pattern.object is not None:
        record = bench.case.value(pattern.object, instance.env, point).name or record
    elif pattern.kind:
        record = pattern.kind
    kind, day, value = "do_by", finding.due, None
    if window is not None:
        limit = base_limit(window)
        if limit.form is LimitForm.SAME_DAY:
            kind = "do_on"
        elif is_precondition(window) and limit.form is not LimitForm.AT_LEAST_BEFORE:
            kind = "do_before"
            moment = limit.anchors[-1]
            value = moment.pattern.event if isinstance(moment, EventMoment) else None
    if not pending and kind == "do_by" and day is None and finding.at is not None:
        day = finding.at.day
    first = next((r.anchor.day for r in finding.reckonings if isinstance(r, Reckoning) and r.anchor), None)
    backward = window is not None and is_precondition(window)
    parties = _doers(bench, instance, pattern, point, record)
    return Remedy(
        kind,
        record,
        pattern.event,
        value,
        day,
        None if backward else first,
        parties,
        pending and (day is None or day >= bench.case.now),
    )


def _doers(bench: Bench, instance: Instance, pattern: EventPattern, point: Point, record: str) -> tuple[str, ...]:
    """Who could do the act: whom the pattern asks for, else whom an exclusive power leaves, else who is to answer."""
    by = next((c for c in pattern.constraints if c.parameter == "by" and c.op in ("=", "in")), None)
    act = (record, pattern.event)
    if by is not None:
        return _who_may(bench, instance, _as_doers(by), point, act)
    for power in bench.norms.powers.get(pattern.event, ()):
        concerned = power.subject.kind is not None and bench.case.is_of_kind(record, power.subject.kind)
        if concerned and power.only_by is not None and power.when is None:
            return _who_may(bench, instance, power.only_by, point, act)
    duty_of = instance.norm.duty_of
    if duty_of is not None:
        return _who_may(bench, instance, Doers((duty_of,)), point, act)
    return ()


def _as_doers(by: Constraint) -> Doers:
    match by.value:
        case SetOf(items):
            return Doers(items, by.in_person)
        case value:
            return Doers((value,), by.in_person)


def _who_may(bench: Bench, instance: Instance, doers: Doers, point: Point, act: tuple[str, str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for party in doers.parties:
        target = bench.case.value(party, instance.env, point)
        if not target.known:
            continue
        for entitled in bench.case.who_may(target.value, point, act=act, norm_id=instance.norm.id):
            if entitled.stand_in is None or not doers.in_person:
                found[entitled.party] = None
    return tuple(found)


# ------------------------------------------------------------------------------------------------ conditions


def _conditions(
    bench: Bench,
    instance: Instance,
    expr: Expr | None,
    wanted: bool,
    point: Point,
    *,
    possible: bool,
    env: Env | None = None,
) -> Iterator[Remedy]:
    """The fields that would have to be otherwise for a condition to be as wanted, where that can be read off it."""
    here = instance.env if env is None else env
    match expr:
        case And(items) if wanted:
            for item in items:
                if bench.truth(item, instance.norm, here, point).value is not True:
                    yield from _conditions(bench, instance, item, True, point, possible=possible, env=here)
        case Or(items) if not wanted:
            for item in items:
                if bench.truth(item, instance.norm, here, point).value is not False:
                    yield from _conditions(bench, instance, item, False, point, possible=possible, env=here)
        case Or(items) | And(items):
            for item in items:
                yield from _conditions(bench, instance, item, wanted, point, possible=possible, env=here)
        case Not(item):
            yield from _conditions(bench, instance, item, not wanted, point, possible=possible, env=here)
        case FieldOf(object, field):
            record = bench.case.value(object, here, point).name or instance.record or ""
            yield Remedy("set_field", record, field, wanted, possible=possible)
        case Holds(state, of):
            party = bench.case.value(of, here, point).name or ""
            yield Remedy("set_field", party, state, wanted, possible=possible)
        case Compare(op, FieldOf(object, field), right) if op in _OPPOSITE:
            record = bench.case.value(object, here, point).name or instance.record or ""
            meant = op if wanted else _OPPOSITE[op]
            yield Remedy("set_field", record, field, _wanted_value(bench, here, right, meant, point), possible=possible)
        case _:
            return


_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def _wanted_value(bench: Bench, env: Env, right: Expr, op: str, point: Point) -> object:
    """The value itself for `=`, the comparison in words for the others (`<= 3`)."""
    found = right.value if isinstance(right, Literal) else bench.case.value(right, env, point).value
    return found if op == "=" else f"{op} {value_text(found)}"
