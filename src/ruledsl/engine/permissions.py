"""Permissions: which acts a permission covers. A permission is never broken and lifts nothing by itself; the norms
that its `despite` names ask here whether the act at hand is covered."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from ruledsl.engine.answers import NO, Env, Truth, all_of, any_of, merged
from ruledsl.engine.bench import Bench
from ruledsl.engine.point import Point, at_entry
from ruledsl.engine.verdicts import Consulted
from ruledsl.norms.model import Norm
from ruledsl.world.scenario import Event
from ruledsl.world.values import Ref


def covers(bench: Bench, permission: Norm, act: Event, point: Point, env: Env) -> Truth:
    """Whether a permission covers an act at the instant of the act: it is in force, it speaks of the act's record, the
    act is the one it permits, and its `when` holds."""
    if permission.event is None or permission.event.event != act.event:
        return NO
    if not bench.case.in_force(permission, act.when.day):
        return NO
    own = _environment(bench, permission, act, env)
    if own is None:
        return NO
    envs = [own]
    for each in permission.for_each:
        if each.set is not None:
            each_set = each.set
            envs = [e.bind(each.var, item) for e in envs for item in bench.case.members(each_set, e, point)[0].sure]
    return any_of(_covered(bench, permission, act, point, e) for e in envs)


def _covered(bench: Bench, permission: Norm, act: Event, point: Point, env: Env) -> Truth:
    assert permission.event is not None
    fits = bench.case.fits(permission.event, act, env)
    conditions = [bench.truth(expr, permission, env, point) for expr in (permission.when, permission.only_when)]
    return all_of([fits, *conditions])


def _environment(bench: Bench, permission: Norm, act: Event, env: Env) -> Env | None:
    """What the permission's names stand for: `self` is the act's record, or one that the norm at hand speaks of."""
    kind = permission.subject.kind
    if kind is None:
        party = None if permission.subject.party is None else bench.case.value(permission.subject.party, env, bench.now)
        name = None if party is None else party.name
        record = act.record if name is None else name
    elif bench.case.is_of_kind(act.record, kind):
        record = act.record
    else:
        own = env.names.get("self")
        name = str(getattr(own, "name", ""))
        if not name or not bench.case.is_of_kind(name, kind):
            return None
        record = name
    return evolve(Env.of(record), act=act, late=env.late)


def concerns(bench: Bench, act: Event, record: str, kind: str | None) -> bool:
    """Whether an act is on the record that a norm speaks of or, where it is one of another kind, on a record that one
    of them holds in a field. What is asked of a party is touched by any act."""
    if act.record == record:
        return True
    scenario = bench.case.scenario
    if kind is None:
        return True
    if bench.case.is_of_kind(act.record, kind):
        return False
    values: list[tuple[str, object]] = [
        (each.record, each.value) for each in scenario.values if each.when.day <= bench.case.now
    ]
    for name in (record, act.record):
        own = scenario.records.get(name)
        values += [] if own is None else [(name, value) for value in own.fields.values()]
    return any((one, value) in ((record, Ref(act.record)), (act.record, Ref(record))) for one, value in values)


def lifting(bench: Bench, norm: Norm, acts: Sequence[Event], env: Env) -> tuple[Truth, tuple[Consulted, ...]]:
    """Whether a permission `despite` the norm covers one of the acts, with what was looked at. What it used is in the
    answer."""
    found: Truth = NO
    consulted: list[Consulted] = []
    for permission in bench.norms.despite(norm.id):
        for act in acts:
            point = _at(act, env)
            truth = covers(bench, permission, act, point, env)
            if truth.value is not False:
                consulted.append(Consulted("permission", truth.value, permission.id, truth.facts))
                used = merged(truth.used, (permission.id,)) if truth.value is True else truth.used
                found = any_of([found, evolve(truth, used=used)]) if found.value is not True else found
    return found, tuple(consulted)


def _at(act: Event, env: Env) -> Point:
    return at_entry(act.when, act.seq, late=env.late is not False)
