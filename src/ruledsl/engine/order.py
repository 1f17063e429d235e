"""Order between norms: which norm overrides which at an instant, and which two cannot both be kept.

Handed a norm, its record and an instant, it says whether a norm that an order puts over it has arisen, applies and is
not itself excepted; and it finds the norms with which an open instance is in conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ruledsl.engine.answers import NO, YES, Env, Found, Members, Truth, all_of, any_of, merged, negated, reached
from ruledsl.engine.bench import Bench, Instance
from ruledsl.engine.instances import arisings_of, triggers
from ruledsl.engine.instants import later
from ruledsl.engine.point import Point
from ruledsl.engine.verdicts import Consulted
from ruledsl.norms.expressions import EventPattern, Happened, Var
from ruledsl.norms.model import EventMoment, Form, Norm
from ruledsl.world.values import Ref


def overridden(bench: Bench, norm: Norm, record: str | None, env: Env, point: Point) -> tuple[Truth, list[Consulted]]:
    """Whether a norm over this one has arisen by an instant, applies and has no exception of its own then."""
    found: list[Truth] = []
    consulted: list[Consulted] = []
    for higher in bench.norms.over(norm.id):
        truth = applies(bench, higher, record, env, point)
        consulted.append(Consulted("overridden_by", truth.value, higher.id, truth.facts))
        found.append(truth)
        if truth.value is True:
            break
    return (any_of(found) if found else NO), consulted


def applies(bench: Bench, norm: Norm, record: str | None, env: Env, point: Point) -> Truth:
    """Whether a norm has arisen for the record that another speaks of, its `when` holds, and no exception of it."""
    if not bench.case.in_force(norm, point.day):
        return NO
    answers = [_applies_to(bench, norm, name, env, point) for name in _records(bench, norm, record)]
    return any_of(answers) if answers else NO


def _applies_to(bench: Bench, norm: Norm, record: str, env: Env, point: Point) -> Truth:
    opening = bench.opening(norm, record)
    if opening is None or not reached(opening, point):
        return NO
    own = {name: value for name, value in env.names.items() if name != "self"}
    here = Env({**own, "self": Ref(record)}, env.act, env.trigger, env.late)
    arisen = _arisen(bench, norm, record, opening, point)
    conditions = [arisen]
    if norm.when is not None:
        conditions.append(bench.truth(norm.when, norm, here, point))
    if norm.unless is not None:
        conditions.append(negated(bench.truth(norm.unless, norm, here, point)))
    return all_of(conditions)


def _arisen(bench: Bench, norm: Norm, record: str, opening: Point, point: Point) -> Truth:
    """Whether a norm has arisen for a record by an instant."""
    if norm.form is Form.OBLIGATION:
        found = arisings_of(bench, norm, record)
    elif norm.upon is not None or norm.otherwise_of is not None:
        found = [(t.anchor.point, t.anchor.truth) for t in triggers(bench, norm, record, opening)]
    else:
        return YES
    truths = [truth for at, truth in found if reached(at, point)]
    return any_of(truths) if truths else NO


def _records(bench: Bench, norm: Norm, record: str | None) -> Iterator[str]:
    """The records of a norm that are, or hang together with, the record another norm speaks of: the same one, a
    party that is the norm's subject, or one that a field of either names."""
    kind, party = norm.subject.kind, norm.subject.party
    if kind is None:
        name = None if party is None else bench.case.value(party, Env(), bench.now).name
        if name is not None:
            yield name
        return
    if record is None:
        yield from bench.case.records(kind)
        return
    if bench.case.is_of_kind(record, kind):
        yield record
        return
    named = _named_by(bench, record)
    for other in bench.case.records(kind):
        if other in named or record in _named_by(bench, other):
            yield other


def _named_by(bench: Bench, record: str) -> set[str]:
    own = bench.case.scenario.records.get(record)
    if own is None:
        return set()
    return {value.name for value in own.fields.values() if isinstance(value, Ref)}


# ------------------------------------------------------------------------------------------------ conflicts


@frozen
class Conflict:
    """Another norm with which an instance is in conflict, and from which instant on."""

    norm: Norm
    since: Point
    truth: Truth


def conflicts(bench: Bench, instance: Instance, upto: Point) -> list[Conflict]:
    """The norms with which an instance conflicts at some instant up to `upto`, the last at which it is open: nothing
    that may still be done or left undone keeps both, and no order stands between them."""
    norm = instance.norm
    if instance.record is None:
        return []
    others: list[tuple[Norm, bool]]
    match norm.form:
        case Form.OBLIGATION:
            others = [(other, _clash(norm, other)) for other in _opponents(bench, norm)]
        case Form.PROHIBITION:
            duties = [] if norm.event is None else bench.norms.duties.get(norm.event.event, [])
            others = [(duty, _clash(duty, norm)) for duty in duties]
        case Form.EXCLUSIVE_POWER:
            assert norm.event is not None
            others = [
                (other, other.only_by is not None and norm.only_by is not None and _same_act(other.event, norm.event))
                for other in bench.norms.powers.get(norm.event.event, ())
                if other.id != norm.id
            ]
        case _:
            return []
    found: list[Conflict] = []
    for other, clashes in others:
        if clashes and not bench.norms.ordered(norm.id, other.id):
            conflict = _meeting(bench, instance, other, upto)
            if conflict is not None:
                found.append(conflict)
    return found


def _opponents(bench: Bench, norm: Norm) -> Sequence[Norm]:
    contrary = bench.norms.contraries.get(norm.id, [])
    if not isinstance(norm.content, Happened):
        return contrary
    return [*bench.norms.prohibitions.get(norm.content.pattern.event, ()), *contrary]


def _clash(duty: Norm, other: Norm) -> bool:
    """Whether a duty wants what another norm rules out for good: every act that would keep it is forbidden, in the same
    window or without end; or the contents are contrary and both are asked in the same window."""
    if other.form is Form.OBLIGATION:
        return duty.window == other.window and duty.upon == other.upon
    if other.event is None or other.until is not None or other.while_ is not None or other.upon is not None:
        return False
    if other.window is not None and other.window != duty.window:
        return False
    if not isinstance(duty.content, Happened):
        return False
    wanted, forbidden = duty.content.pattern, other.event
    return _same_act(wanted, forbidden) and set(forbidden.constraints) <= set(wanted.constraints)


def _same_act(first: EventPattern | None, second: EventPattern | None) -> bool:
    return first is not None and second is not None and (first.object, first.event) == (second.object, second.event)


def _meeting(bench: Bench, instance: Instance, other: Norm, upto: Point) -> Conflict | None:
    """The first instant, from the arising of both to `upto`, at which both apply and neither is overridden."""
    norm, record = instance.norm, instance.record
    assert record is not None
    if not (other.subject.kind is None or bench.case.is_of_kind(record, other.subject.kind)):
        return None
    if (
        other.subject.kind is None
        and bench.case.value(other.subject.party or Var("self"), Env(), bench.now).name != record
    ):
        return None
    own = arisings_of(bench, norm, record) if norm.form is Form.OBLIGATION else _open_from(bench, norm, record)
    theirs = arisings_of(bench, other, record) if other.form is Form.OBLIGATION else _open_from(bench, other, record)
    starts = [later(a, b) for a, t in own for b, u in theirs if t.value is True and u.value is True]
    if not starts:
        return None
    start = min(starts, key=lambda p: (*p.sort_key, p.through))
    exprs = [expr for each in (norm, other) for expr in (each.when, each.unless) if expr is not None]
    points = [start, *bench.case.change_points(exprs, instance.env, start, upto)] if reached(start, upto) else []
    for point in points:
        if Form.EXCLUSIVE_POWER in (norm.form, other.form) and not _apart(bench, norm, other, instance.env, point):
            continue
        both = all_of(_stands(bench, each, record, instance.env, point) for each in (norm, other))
        if both.value is True and _still_open(bench, other, record, point):
            return Conflict(other, point, both)
    return None


def _stands(bench: Bench, norm: Norm, record: str, env: Env, point: Point) -> Truth:
    """Whether a norm applies at an instant and is not overridden; a duty that has arisen keeps applying."""
    over, _ = overridden(bench, norm, record, env, point)
    conditions = [negated(over)]
    if norm.when is not None and not (norm.form is Form.OBLIGATION and norm.window is not None):
        conditions.append(bench.truth(norm.when, norm, env, point))
    if norm.unless is not None:
        conditions.append(negated(bench.truth(norm.unless, norm, env, point)))
    return all_of(conditions)


def _still_open(bench: Bench, other: Norm, record: str, point: Point) -> bool:
    """Whether the other norm was not decided for good before the instant."""
    for decision in bench.undisputed(other.id, record):
        finding = decision.finding
        if finding.breach is not None and finding.may_be_broken and not reached(point, finding.breach.point):
            return False
        if finding.final and finding.at is not None and not reached(point, finding.at):
            return False
    return True


def _open_from(bench: Bench, norm: Norm, record: str) -> list[tuple[Point, Truth]]:
    opening = bench.opening(norm, record)
    if opening is None:
        return []
    if isinstance(norm.upon, EventMoment):
        return []
    return [(opening, YES)]


def _apart(bench: Bench, first: Norm, second: Norm, env: Env, point: Point) -> bool:
    """Whether no party can be a doer of both exclusive powers at an instant, by all that is known."""
    assert first.only_by is not None
    assert second.only_by is not None
    for one in first.only_by.parties:
        for other in second.only_by.parties:
            a = bench.case.value(one, env, point)
            b = bench.case.value(other, env, point)
            if not a.known or not b.known or _have_common(bench, a.value, b.value, point):
                return False
    return True


def _have_common(bench: Bench, first: Found, second: Found, point: Point) -> bool:
    names = [
        *(entitled.party for entitled in bench.case.who_may(first, point)),
        *_holders(bench, first, point),
    ]
    return any(
        bench.case.acts_as(Ref(name), second, point).value is not False
        and bench.case.acts_as(Ref(name), first, point).value is not False
        for name in merged(tuple(names))
    ) or any(
        bench.case.acts_as(Ref(e.party), first, point).value is not False for e in bench.case.who_may(second, point)
    )


def _holders(bench: Bench, found: Found, point: Point) -> list[str]:
    names = [value.name for value in (found.sure if isinstance(found, Members) else [found]) if isinstance(value, Ref)]
    people: list[str] = []
    for name in names:
        if name in bench.norms.ruleset.vocabulary.roles:
            holders = bench.case.holders(name, point).value
            if isinstance(holders, Members):
                people += [str(getattr(item, "name", item)) for item, _ in holders]
    return people
