"""Instances: on what, and since when, an obligation or prohibition is to be decided.

Handed a norm and a record, it hands on the instances - one for each trigger, each member of a `for each` and, for a
precondition, each E - or, where there is none, the finding that says why the norm does not apply to the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from ruledsl.engine.answers import YES, Closing, Env, Evaluated, Truth, merged, reached
from ruledsl.engine.bench import Anchor, Arising, Bench, Decision, Instance, name_of
from ruledsl.engine.findings import Finding, resting
from ruledsl.engine.instants import compare, later
from ruledsl.engine.limits import base_limit, counted_from, deciding_moments, is_precondition
from ruledsl.engine.moments import Asker, anchors, occurrences
from ruledsl.engine.parts import walk
from ruledsl.engine.point import Point, end_of
from ruledsl.engine.undated import Undated
from ruledsl.engine.verdicts import FactUsed, Status
from ruledsl.norms.expressions import Expr, Var
from ruledsl.norms.model import (
    ArisingMoment,
    BeginsMoment,
    BreaksMoment,
    DateMoment,
    DueMoment,
    EventMoment,
    ForEach,
    LapsesMoment,
    LimitForm,
    Norm,
    PeriodMoment,
    Window,
)
from ruledsl.world.values import Ref, Scalar

ANY_POSSIBLE: Final = (Status.NOT_APPLICABLE, Status.SATISFIED, Status.VIOLATED, Status.PENDING)


@frozen
class Trigger:
    """What made an instance: an occurrence of `upon`, or the breach that an `otherwise` follows. `sure` False: it may
    have been none."""

    anchor: Anchor
    names: dict[str, Scalar]
    key: tuple[str, ...]
    number: int | None
    follows: bool = False


@frozen
class Members:
    """One choice of members for the variables of `for each`, with what it rests on. `doubt`: it may be none;
    `unknown`: nothing is known of the set, and this stands for all that may be in it."""

    env: Env
    key: tuple[str, ...]
    truth: Truth = YES
    doubt: Truth | None = None
    unknown: bool = False


def subjects(bench: Bench, norm: Norm) -> Sequence[str]:
    """The records and parties that a norm speaks of."""
    if norm.subject.kind is not None:
        return bench.case.records(norm.subject.kind)
    if norm.subject.party is None:
        return ()
    name = bench.case.value(norm.subject.party, Env(), bench.now).name
    return () if name is None else (name,)


def not_applicable(bench: Bench, instance: Instance, why: str, *truths: Truth) -> Decision:
    return Decision(instance, resting(Finding(Status.NOT_APPLICABLE, why), *truths))


def unopened(bench: Bench, norm: Norm, record: str) -> Decision | None:
    """The decision on a record that has not opened, None if it has."""
    if bench.opening(norm, record) is not None:
        return None
    fact = Truth(False, bench.case.opening_facts(record))
    return not_applicable(bench, Instance(norm, record, Env.of(record)), "not_arisen", fact)


# ------------------------------------------------------------------------------------------------ triggers


def triggers(bench: Bench, norm: Norm, record: str, opening: Point) -> Iterator[Trigger]:
    """What makes instances of a norm with `upon` or of an `otherwise`, in order."""
    if norm.otherwise_of is not None:
        yield from _breaches(bench, norm, norm.otherwise_of, record)
        return
    if norm.upon is not None:
        asker = Asker(norm, Env.of(record), opening)
        for number, anchor in enumerate(occurrences(bench, norm.upon, asker), start=1):
            if isinstance(norm.upon, EventMoment) or not reached(anchor.point, opening) or anchor.point == opening:
                yield Trigger(anchor, {}, (), number)


def _breaches(bench: Bench, norm: Norm, parent_id: str, record: str) -> Iterator[Trigger]:
    for decision in bench.decided(parent_id, record):
        finding, instance = decision.finding, decision.instance
        if finding.breach is None or not finding.may_be_broken:
            continue
        certain = finding.status is Status.VIOLATED
        fact = FactUsed("norm", record, parent_id, "broken", day=finding.breach.day)
        facts = merged((fact,), *(answer.facts for answer in finding.answers))
        missing = () if certain else merged(finding.missing, (f"verdict of {parent_id}",))
        point = finding.breach.point
        if point.seq >= 0 and not point.through:
            point = point.after()
        truth = Truth(True if certain else None, facts, missing)
        anchor = Anchor(finding.breach.day, point, certain=certain, truth=truth, event=instance.env.trigger)
        names = {name: value for name, value in instance.env.names.items() if name != "self"}
        yield Trigger(anchor, names, instance.key, instance.number, follows=True)


# ------------------------------------------------------------------------------------------------ members


def members(bench: Bench, norm: Norm, env: Env, key: tuple[str, ...], point: Point) -> list[Members] | Evaluated:
    """The members that the variables of `for each` stand for at an instant; the answer itself if a set is unknown."""
    found = [Members(env, key)]
    for each in norm.for_each:
        if each.set is None:
            continue
        step = [_each(bench, each, each.set, one, point) for one in found]
        unknown = next((one for one in step if isinstance(one, Evaluated)), None)
        if unknown is not None:
            return unknown
        found = [one for group in step if not isinstance(group, Evaluated) for one in group]
    return found


def _each(bench: Bench, each: ForEach, over: Expr, one: Members, point: Point) -> list[Members] | Evaluated:
    late = one.env.late
    found, answer = bench.case.members(over, one.env, point if late is None else point.on_side(late))
    if found.more and not found.sure and not found.maybe:
        return answer
    grounds = Truth(True, answer.facts, (), (), answer.used, answer.conflicts)
    result = []
    for item, sure in found:
        doubt = one.doubt if sure else Truth(None, answer.facts, answer.missing)
        result.append(
            Members(one.env.bind(each.var, item), (*one.key, name_of(item)), _with(one.truth, grounds), doubt)
        )
    return result


def _with(truth: Truth, more: Truth) -> Truth:
    return Truth(
        truth.value,
        merged(truth.facts, more.facts),
        merged(truth.missing, more.missing),
        merged(truth.stand_ins, more.stand_ins),
        merged(truth.used, more.used),
        merged(truth.conflicts, more.conflicts),
    )


def uses_members(norm: Norm, expr: Expr | None) -> bool:
    """Whether a condition speaks of a variable of `for each`."""
    names = {each.var for each in norm.for_each if each.set is not None}
    return bool(names) and expr is not None and any(isinstance(e, Var) and e.name in names for e in walk(expr))


# ------------------------------------------------------------------------------------------------ obligations


def obligations(bench: Bench, norm: Norm, record: str) -> list[Instance | Decision]:
    """The instances of an obligation on a record; for what is no instance the decision that says why."""
    closed = unopened(bench, norm, record)
    if closed is not None:
        return [closed]
    opening = bench.opening(norm, record)
    assert opening is not None
    if norm.upon is None and norm.otherwise_of is None:
        return _standing(bench, norm, record, opening)
    found: list[Instance | Decision] = []
    for trigger in triggers(bench, norm, record, opening):
        found += _triggered(bench, norm, record, trigger)
    if not found:
        bare = Instance(norm, record, Env.of(record))
        found = [not_applicable(bench, bare, "not_arisen", _untriggered(bench, norm, record))]
    return found


def _untriggered(bench: Bench, norm: Norm, record: str) -> Truth:
    """What says that a trigger has not come."""
    match norm.upon:
        case EventMoment(pattern):
            subject = pattern.kind if pattern.object is None else record
            return Truth(False, (FactUsed("no_event", subject, pattern.event, day=bench.case.now),))
        case LapsesMoment(other, whose) | BreaksMoment(other, whose):
            name = bench.case.value(whose, Env.of(record), bench.now).name or record
            return Truth(False, (FactUsed("norm", name, other, "not broken"),))
        case BeginsMoment(condition):
            return Truth(False, bench.truth(condition, norm, Env.of(record), bench.now).facts)
        case None | ArisingMoment() | DueMoment() | PeriodMoment() | DateMoment():
            return Truth(False, (FactUsed("norm", record, norm.otherwise_of or norm.id, "not broken"),))


def _triggered(bench: Bench, norm: Norm, record: str, trigger: Trigger) -> Iterator[Instance | Decision]:
    """The instances that one trigger makes: `when` is read at it, but for a precondition or at the closing."""
    anchor = trigger.anchor
    env = Env.of(record, **trigger.names).triggered_by(anchor.event)
    opened = Truth(True, bench.case.opening_facts(record))
    # The members of a breached norm are known in what follows from it; only its own `for each` adds to them.
    for one in _members_or_doubt(bench, norm, env, trigger.key, anchor.point):
        bare = Instance(norm, record, one.env, one.key, trigger.number, anchor.day)
        if one.unknown:
            yield Decision(bare, _unknown_set(bench, norm, record, one))
            continue
        truth = _with(_with(anchor.truth, one.truth), opened)
        doubt = one.doubt if anchor.certain else Truth(None, anchor.truth.facts, anchor.truth.missing)
        side = None
        if is_windowed(norm):
            if not bench.case.in_force(norm, anchor.point.day):
                yield not_applicable(bench, bare, "not_in_force")
                continue
            holds = _settled(bench, norm.when, norm, one.env, anchor.point)
            if holds.value is None:
                side, holds = _on_one_side(bench, norm, one.env, anchor.point, holds)
            if holds.value is False:
                yield not_applicable(bench, bare, "when_false", truth, holds)
                continue
            truth = _with(truth, holds)
            if holds.value is None:
                doubt = Truth(None, holds.facts, merged(doubt.missing if doubt else (), holds.missing))
        certainly = Truth(True, truth.facts, (), truth.stand_ins, truth.used)
        arising = Arising(anchor.point, anchor.day, certainly, side)
        instance = evolve(bare, arisings=(arising,), doubt=doubt)
        yield from _with_acts(bench, instance)


def _only_side(bench: Bench, norm: Norm, env: Env, point: Point) -> bool | None:
    """The side of a day's open order on which alone `when` may hold at an instant."""
    late, early = (_settled(bench, norm.when, norm, env.on_side(side), point) for side in (True, False))
    if late.value is False or early.value is False:
        return early.value is False
    return None


def _on_one_side(bench: Bench, norm: Norm, env: Env, point: Point, holds: Truth) -> tuple[bool | None, Truth]:
    """The side of a day's open order on which `when` holds at a trigger, if it surely does not on the other, with its
    truth there; else None and the answer as it is."""
    late, early = (_settled(bench, norm.when, norm, env.on_side(side), point) for side in (True, False))
    if {late.value, early.value} != {True, False}:
        return None, holds
    return (True, late) if late.value else (False, early)


def is_windowed(norm: Norm) -> bool:
    """Whether an obligation has a window and is not decided at an event to come: its `when` says when it arises."""
    return norm.window is not None and not is_precondition(norm.window)


def _settled(bench: Bench, expr: Expr | None, norm: Norm, env: Env, point: Point) -> Truth:
    return YES if expr is None else bench.case.settled(expr, env, point, norm_id=norm.id)


def _members_or_doubt(bench: Bench, norm: Norm, env: Env, key: tuple[str, ...], point: Point) -> Iterator[Members]:
    found = members(bench, norm, env, key, point)
    if isinstance(found, Evaluated):
        # An unknown set: one instance without members, whose finding says what is missing.
        yield Members(env, key, Truth(None, found.facts, found.missing), unknown=True)
        return
    yield from found


def _unknown_set(bench: Bench, norm: Norm, record: str, one: Members) -> Finding:
    finding = Finding(Status.UNDETERMINED, "unknown_fact", possible=ANY_POSSIBLE, missing=one.truth.missing)
    return resting(finding, Truth(True, bench.case.opening_facts(record)), one.truth)


def _standing(bench: Bench, norm: Norm, record: str, opening: Point) -> list[Instance | Decision]:
    """The instances of an obligation without a trigger: it arises at the opening, or when its `when` first holds."""
    env = Env.of(record)
    point = opening
    window = norm.window
    waits = False
    if window is not None and is_precondition(window):
        return _preconditions(bench, norm, record, opening)
    if window is not None and norm.when is not None and counted_from(window):
        anchored = _first_anchor(bench, norm, env, opening, window)
        closing = bench.closing(record)
        if anchored is None and closing is not None:
            bare = Instance(norm, record, env)
            return [not_applicable(bench, bare, "closed_before", _shut_before(YES, closing))]
        if anchored is None:
            waits = True
            point = bench.now
        else:
            point = later(opening, anchored)
    found: list[Instance | Decision] = []
    reading = opening if waits else point
    if not uses_members(norm, norm.when):
        arisings, doubt, truth = _arise(bench, norm, record, env, point, waits=waits)
        reading = arisings[0].point if arisings else reading
    for one in _members_or_doubt(bench, norm, env, (), reading):
        bare = Instance(norm, record, one.env, one.key)
        if one.unknown:
            found.append(Decision(bare, _unknown_set(bench, norm, record, one)))
            continue
        if uses_members(norm, norm.when):
            arisings, doubt, truth = _arise(bench, norm, record, one.env, point, waits=waits)
        if not arisings:
            why = "when_false" if norm.when is not None else "not_arisen"
            # That there is a member at all hangs on the record's opening, from which the set is read.
            opened = Truth(True, bench.case.opening_facts(record) if one.key else ())
            found.append(not_applicable(bench, bare, why, one.truth, truth, opened))
            continue
        if norm.window is not None and not bench.case.in_force(norm, arisings[-1].point.day):
            found.append(not_applicable(bench, bare, "not_in_force"))
            continue
        arisings = tuple(evolve(a, truth=_with(a.truth, one.truth)) for a in arisings)
        found.append(evolve(bare, arisings=arisings, doubt=doubt if one.doubt is None else one.doubt, waits=waits))
    if not found:
        bare, opened = Instance(norm, record, env), Truth(True, bench.case.opening_facts(record))
        found.append(not_applicable(bench, bare, "not_arisen", opened, _nobody(bench, norm, env, reading)))
    return found


def _nobody(bench: Bench, norm: Norm, env: Env, point: Point) -> Truth:
    """What says that the sets of `for each` have no member: the facts of the sets."""
    facts: tuple[FactUsed, ...] = ()
    found = [Members(env, ())]
    for each in norm.for_each:
        if each.set is not None:
            sets = [bench.case.members(each.set, one.env, point)[1].facts for one in found]
            facts = merged(facts, *sets)
            steps = [_each(bench, each, each.set, one, point) for one in found]
            found = [one for step in steps if not isinstance(step, Evaluated) for one in step]
    return Truth(True, facts)


def _first_anchor(bench: Bench, norm: Norm, env: Env, opening: Point, window: Window) -> Point | None:
    asker = Asker(norm, env, opening)
    points = [
        anchor.point
        for moment in counted_from(window)
        for anchor in anchors(bench, moment, asker)[-1:]
        if anchor.state == "come"
    ]
    return min(points, key=lambda p: p.sort_key, default=None)


def _arise(
    bench: Bench, norm: Norm, record: str, env: Env, start: Point, *, waits: bool
) -> tuple[tuple[Arising, ...], Truth | None, Truth]:
    """The instants at which a standing obligation may have arisen, what leaves open whether it has at all, and what
    says that it has not. `waits`: the anchor from which `when` will be read has not come; it is read as of now."""
    opened = Truth(True, bench.case.opening_facts(record))
    if norm.when is None or norm.window is None:
        return (Arising(start, start.day, opened),), None, opened
    closing = bench.closing(record)
    end = bench.now if closing is None else _last_instant(norm, closing)
    if waits or compare(start, end) == 1:
        if not waits:
            return (), None, _shut_before(opened, closing)
        truth = _settled(bench, norm.when, norm, env, start)
        if truth.value is False:
            return (), None, truth
        doubt = None if truth.value is True else truth
        return (Arising(start, start.day, _with(opened, truth)),), doubt, truth
    possible: list[Arising] = []
    seen: list[Truth] = []
    # Where the closing may have come first, there is a life from the anchor on in the other order alone.
    only = False if closing is not None and compare(start, closing.point) is None else None
    for point in [start, *_openings(bench, norm, env, start, end)]:
        truth = _settled(bench, norm.when, norm, env, point)
        seen.append(truth)
        if truth.value is not False:
            side = _only_side(bench, norm, env, point) if truth.value is None else None
            side = only if side is None else side
            certainly = Truth(True, truth.facts, (), truth.stand_ins, truth.used)
            possible.append(Arising(point, point.day, _with(opened, certainly), side))
        if truth.value is True:
            doubts = [t for t in seen if t.value is None]
            return tuple(possible), None, _all(seen, None if doubts else True)
    return tuple(possible), _all(seen, None), _all(seen, False)


def _openings(bench: Bench, norm: Norm, env: Env, start: Point, end: Point) -> list[Point]:
    """The instants at which `when` may come to hold. Where it is unknown for a while, it may come to hold at any
    instant of that: those just before and after the content and the exception change, and the last, stand for all."""
    points = bench.case.change_points(norm.when, env, start, end) if norm.when is not None else []
    if all(_settled(bench, norm.when, norm, env, point).value is not None for point in (start, *points)):
        return points
    if Undated(bench).lasts(norm.when, norm, env, start):
        return []
    exprs = [expr for expr in (norm.when, norm.content, norm.unless) if expr is not None]
    closing = bench.closing(_own(env))
    found = set() if closing is not None and closing.void else {end}
    for point in bench.case.change_points(exprs, env, start, end):
        found |= {point, *([evolve(point, through=False)] if point.seq >= 0 else [end_of(point.day - 1)])}
    within = [point for point in found if compare(point, start) in (1, None)]
    return sorted(within, key=lambda point: (*point.sort_key, point.through))


def _own(env: Env) -> str | None:
    own = env.names.get("self")
    return own.name if isinstance(own, Ref) else None


def _shut_before(opened: Truth, closing: Closing | None) -> Truth:
    return opened if closing is None or not closing.facts else Truth(True, merged(opened.facts, closing.facts))


def _last_instant(norm: Norm, closing: Closing) -> Point:
    """The last instant of a life at which a norm may arise: the closing, at which the closing event has happened.
    Nothing arises at a void one, and for what must hold at all times there is no time left at any."""
    assert norm.window is not None
    if closing.void or closing.event is None or base_limit(norm.window).form is LimitForm.AT_ALL_TIMES:
        return closing.point
    return closing.point.after()


def _all(truths: Sequence[Truth], value: bool | None) -> Truth:
    return Truth(
        value,
        merged(*(t.facts for t in truths)),
        merged(*(t.missing for t in truths)),
        merged(*(t.stand_ins for t in truths)),
        merged(*(t.used for t in truths)),
        merged(*(t.conflicts for t in truths)),
    )


# ------------------------------------------------------------------------------------------------ preconditions


def _preconditions(bench: Bench, norm: Norm, record: str, opening: Point) -> list[Instance | Decision]:
    env = Env.of(record)
    opened = Truth(True, bench.case.opening_facts(record))
    bare = Instance(norm, record, env, arisings=(Arising(opening, opening.day, opened),))
    return list(_with_acts(bench, bare, read_members=True))


def _with_acts(bench: Bench, instance: Instance, *, read_members: bool = False) -> Iterator[Instance | Decision]:
    """A precondition's instances: one for each E of the record's life, one for the next E while none has come; of what
    was triggered, one for the first E from there on. Anything else stays as it is."""
    norm = instance.norm
    if norm.window is None or not is_precondition(norm.window):
        yield instance
        return
    acts = _acts(bench, instance)
    if not acts:
        yield from _expanded(bench, instance, bench.now, read_members)
        return
    for number, act in enumerate(acts, start=1):
        one = evolve(
            instance,
            act=act,
            number=number if instance.number is None else instance.number,
            day=act.day if instance.day is None else instance.day,
            env=instance.env.at_act(act.event),
        )
        if not bench.case.in_force(norm, act.day):
            yield not_applicable(bench, one, "not_in_force")
            continue
        yield from _expanded(bench, one, act.point, read_members)
    if not any(act.certain for act in acts):
        yield from _expanded(bench, instance, bench.now, read_members)


def _expanded(bench: Bench, instance: Instance, point: Point, read_members: bool) -> Iterator[Instance | Decision]:
    """One instance a member of its `for each`, read at E (or now, for the next E)."""
    if not read_members or not instance.norm.for_each:
        yield instance
        return
    norm = instance.norm
    for one in _members_or_doubt(bench, norm, instance.env, instance.key, point):
        member = evolve(instance, env=one.env, key=one.key)
        if one.unknown:
            assert member.record is not None
            yield Decision(member, _unknown_set(bench, norm, member.record, one))
        else:
            arisings = tuple(evolve(a, truth=_with(a.truth, one.truth)) for a in instance.arisings)
            yield evolve(member, arisings=arisings, doubt=one.doubt or instance.doubt)


def _acts(bench: Bench, instance: Instance) -> list[Anchor]:
    """The Es that have come in the record's life (its closing entry among them), or may be Es."""
    norm, arising = instance.norm, instance.arisings[-1]
    assert norm.window is not None
    assert instance.record is not None
    opening = bench.opening(norm, instance.record)
    assert opening is not None
    triggered = norm.upon is not None or norm.otherwise_of is not None
    asker = Asker(norm, instance.env, opening, arising.point, arising.day, arising.truth)
    moments = deciding_moments(norm.window)
    closing = bench.closing(instance.record)
    if closing is not None and reached(closing.point, arising.point) and triggered:
        closing = None
    found: list[Anchor] = []
    for moment in moments:
        if isinstance(moment, EventMoment) and not moment.next:
            found += occurrences(bench, moment, asker)
        else:
            found += [anchor for anchor in anchors(bench, moment, asker) if anchor.state == "come"]
    if triggered:
        found = [anchor for anchor in found if compare(anchor.point, arising.point) not in (-1, 0)]
    if closing is not None:
        found = [anchor for anchor in found if _by_closing(anchor.point, closing.point)]
    found.sort(key=lambda anchor: anchor.point.sort_key)
    step = norm.chain is not None
    if step:
        # One verdict a step: at the first act that comes after it in the order and at which the step was asked for.
        asked = [anchor for anchor in found if _is_asked(bench, norm, instance.env, anchor)]
        found = asked or found
    if triggered or step:
        first = next((i for i, anchor in enumerate(found) if anchor.certain), len(found) - 1)
        return found[: first + 1]
    return found


def _is_asked(bench: Bench, norm: Norm, env: Env, anchor: Anchor) -> bool:
    """Whether a norm is in force and its `when` may hold at an act."""
    if not bench.case.in_force(norm, anchor.day):
        return False
    return _settled(bench, norm.when, norm, env.at_act(anchor.event), anchor.point).value is not False


def _by_closing(point: Point, closing: Point) -> bool:
    return compare(point, closing) in (-1, 0, None)


# ------------------------------------------------------------------------------------------------ for order


def arisings_of(bench: Bench, norm: Norm, record: str) -> list[tuple[Point, Truth]]:
    """When an obligation has arisen for a record, and whether it surely has."""
    found: list[tuple[Point, Truth]] = []
    for one in obligations(bench, norm, record):
        if isinstance(one, Instance):
            for place, arising in enumerate(one.arisings):
                sure = place == len(one.arisings) - 1 and one.doubt is None and not one.waits
                missing = () if one.doubt is None else one.doubt.missing
                found.append((arising.point, Truth(True if sure else None, arising.truth.facts, missing)))
    return found
