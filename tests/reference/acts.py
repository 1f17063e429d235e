"""Prohibitions and exclusive powers: each act is asked by itself (language reference, sections 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ruledsl.engine.verdicts import Status
from ruledsl.norms.expressions import EventPattern
from ruledsl.norms.model import EventMoment, Form, LimitForm
from ruledsl.world.scenario import Event
from ruledsl.world.values import Ref

from .conditions import Env, evaluate, matches, truth
from .following import overridden
from .lines import Line, Point, after
from .lives import Life, life
from .obligations import Instance, base_span
from .parties import doer_matches
from .permitting import covered
from .results import Found, ask, branches, folded, one, severity
from .truth import NotCovered, Truth, both, either, negation


def prohibition(line: Line, instance: Instance) -> Found:
    """*`satisfied so far`, `excused so far` from the first excused act, `violated` for good from the first that nothing
    excuses; so far ends with the life or the window; `not_applicable` only where `when` is false by undated facts.*"""
    norm, env, here = instance.norm, instance.env(line), life(line, instance.record)
    if here.opens is None:
        return one(Status.NOT_APPLICABLE)
    still = evolve(env, timeless=True)
    if norm.when is not None and truth(norm.when, still, line.end) is False:
        return one(Status.NOT_APPLICABLE)
    return _by_acts(line, instance, env, here)


def _by_acts(line: Line, instance: Instance, env: Env, here: Life) -> Found:
    norm = instance.norm
    if instance.trigger is not None and norm.when is not None:
        raise NotCovered("a prohibition with a trigger and a condition")
    first, last, over = _stretch(line, instance, here)
    outcomes: list[frozenset[Status]] = []
    for at, act, fits in _acts(line, instance):
        if fits is False or first is None or not first <= at or (last is not None and at >= last):
            continue
        about = evolve(env, act=act, act_at=at)
        bound = both([fits, truth(norm.when, about, at), truth(norm.while_, about, at)])
        if norm.form is Form.EXCLUSIVE_POWER:
            bound = both([bound, negation(_entitled(line, instance, at, act, about))])
        unless = norm.unless is not None and truth(norm.unless, about, at)
        excepted = either([unless, covered(line, norm, at, act)])
        # an act that breaks nothing needs no excuse: whether it is forbidden is asked first
        outcomes.append(
            frozenset().union(
                *(
                    ask(True, overridden(line, norm, instance.record, at), False, excepted, True)
                    if forbidden
                    else {Status.SATISFIED}
                    for forbidden in branches(bound)
                )
            )
        )
        if outcomes[-1] == {Status.VIOLATED}:
            return Found(outcomes[-1], severity=severity(norm), at=after(at))
    possible = folded(outcomes, void=here.void and (last is None or last == here.closes))
    return Found(possible, so_far=not over and len(possible) == 1)


def _acts(line: Line, instance: Instance) -> Iterator[tuple[Point, Event, Truth]]:
    pattern = instance.norm.event
    assert isinstance(pattern, EventPattern)
    env = instance.env(line)
    for at, act in line.acts(None, pattern.event):
        yield at, act, matches(pattern, at, act, env)


def _stretch(line: Line, instance: Instance, here: Life) -> tuple[Point | None, Point | None, bool]:
    """From when to when the acts are forbidden, and whether that is over: the record's life, or the window, and until
    `until`."""
    norm = instance.norm
    assert here.opens is not None
    first: Point | None = here.opens
    last = here.closes
    over = here.closes is not None
    if norm.window is not None:
        if len(norm.window.layers) != 1 or norm.window.suspended is not None:
            raise NotCovered("a prohibition with layers")
        limit = norm.window.layers[0].limit
        assert limit is not None
        arises = after(instance.trigger[0]) if instance.trigger is not None else here.opens
        if limit.form is LimitForm.BEFORE:
            (moment,) = limit.anchors
            if not isinstance(moment, EventMoment) or moment.next:
                raise NotCovered("a prohibition before what is no event")
            ends = _first(line, instance, moment.pattern)
            if ends is not None and (last is None or ends < last):
                last, over = ends, True
        elif limit.form in (LimitForm.WITHIN, LimitForm.NO_LATER_THAN, LimitForm.EARLIER_THAN, LimitForm.SAME_DAY,
                            LimitForm.LATER_THAN, LimitForm.FROM_TO, LimitForm.AFTER):  # fmt: skip
            if here.closes is not None:
                raise NotCovered("a prohibition with a window on a closed record")
            span = base_span(line, instance, limit, here.opens, arises, line.end, None)
            if isinstance(span, str):
                if limit.form in (LimitForm.NO_LATER_THAN, LimitForm.EARLIER_THAN):
                    return here.opens, None, False
                return None, None, False
            first = max(span.start, arises)
            if span.due is not None:
                last, over = (span.due + 1, 0), line.now > span.due
        else:
            raise NotCovered(f"a prohibition {limit.form}")
    if norm.until is not None:
        if not isinstance(norm.until, EventMoment) or norm.until.next:
            raise NotCovered("until what is no event")
        ends = _first(line, instance, norm.until.pattern)
        if ends is not None and (last is None or ends < last):
            last, over = ends, True
    return first, last, over


def _first(line: Line, instance: Instance, pattern: EventPattern) -> Point | None:
    for at, act in line.acts(None, pattern.event):
        fits = matches(pattern, at, act, instance.env(line))
        if fits is None:
            raise NotCovered("an end that may be one")
        if fits:
            return at
    return None


def _entitled(line: Line, instance: Instance, at: Point, act: Event, env: Env) -> Truth:
    """*`only by P`: for every doer; `only when C`*: forbids every occurrence that does not fit."""
    norm = instance.norm
    found: list[Truth] = [truth(norm.only_when, env, at)]
    if norm.only_by is not None:
        doers = act.arguments.get("by")
        if doers is None:
            found.append(None)
        else:
            assert isinstance(doers, tuple)
            for doer in doers:
                ways: list[Truth] = []
                for party in norm.only_by.parties:
                    wanted = evaluate(party, env, at)
                    if wanted is None:
                        ways.append(None)
                    elif isinstance(wanted, Ref):
                        acting = not norm.only_by.in_person
                        ways.append(doer_matches(line, doer, wanted.name, at, act, acting, norm.id))
                    else:
                        raise NotCovered("an entitled party that is none")
                found.append(either(ways))
    return both(found)
