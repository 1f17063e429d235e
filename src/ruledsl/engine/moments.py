"""Moments: the instants that trigger and anchor norms, found in a case.

Handed a `Moment` and the instance that asks, it hands on `Anchor`s: where the moment has come, where it is planned,
or where the calendar says that it will come.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from ruledsl.civil_time import DateOutOfRange, PeriodKind, next_period, period_containing
from ruledsl.engine.answers import NO, YES, Env, Truth, merged, reached
from ruledsl.engine.bench import Anchor, Bench, Decision
from ruledsl.engine.effort import A_PERIOD
from ruledsl.engine.instants import compare, later
from ruledsl.engine.point import END_OF_DAY, Point, at_entry, end_of, start_of
from ruledsl.engine.verdicts import FactUsed, Status
from ruledsl.norms.expressions import EventPattern, Expr, Var
from ruledsl.norms.model import (
    ArisingMoment,
    BeginsMoment,
    BreaksMoment,
    DateMoment,
    DueMoment,
    EventMoment,
    LapsesMoment,
    Moment,
    Norm,
    PeriodMoment,
)
from ruledsl.world.scenario import Event

_PERIODS: Final = {kind.value: kind for kind in PeriodKind}


@frozen
class Asker:
    """For whom a moment is sought: the norm, its environment, since when its record is open, when it arose and what
    that rests on, and for a precondition the E it is decided at, with the moments that E stands for."""

    norm: Norm
    env: Env
    opening: Point
    arising: Point | None = None
    arising_day: int | None = None
    truth: Truth = YES
    act: Anchor | None = None
    act_moments: tuple[Moment, ...] = ()


def same_event(first: Moment | None, second: Moment | None) -> bool:
    """Whether two moments speak of the same event of the same record, whatever they ask of its parameters."""
    match first, second:
        case EventMoment(pattern=one), EventMoment(pattern=other):
            return (one.object, one.kind, one.event) == (other.object, other.kind, other.event)
        case _:
            return first is not None and first == second


def anchors(bench: Bench, moment: Moment, asker: Asker) -> list[Anchor]:
    """The instants that may be the one a window is counted from: the first that surely is one comes last. Without one
    that has come, a planned one or one ahead stands alone at the end; empty if nothing is known of it."""
    if asker.act is not None and moment in asker.act_moments:
        return [asker.act]
    found = list(_all(bench, moment, asker, first_only=True))
    sure = next((i for i, anchor in enumerate(found) if anchor.certain), None)
    return found if sure is None else found[: sure + 1]


def occurrences(bench: Bench, moment: Moment, asker: Asker) -> list[Anchor]:
    """Every instant at which a trigger has come (or may have), in order."""
    return [anchor for anchor in _all(bench, moment, asker, first_only=False) if anchor.state == "come"]


def _all(bench: Bench, moment: Moment, asker: Asker, *, first_only: bool) -> Iterator[Anchor]:
    match moment:
        case ArisingMoment():
            yield from _arising(asker)
        case EventMoment(pattern, next_one):
            yield from _events(bench, pattern, next_one, moment, asker, first_only=first_only)
        case BeginsMoment(condition):
            yield from _beginnings(bench, condition, asker, first_only=first_only)
        case LapsesMoment(norm, record) | BreaksMoment(norm, record):
            yield from _breaches(bench, norm, record, asker, lapses=isinstance(moment, LapsesMoment))
        case DueMoment(norm, record):
            yield from _dues(bench, norm, record, asker)
        case PeriodMoment(period, edge):
            yield from _edges(bench, period, edge, asker, first_only=first_only)
        case DateMoment(day):
            yield _dated(bench, day, start_of(day))


def _arising(asker: Asker) -> Iterator[Anchor]:
    if asker.arising is not None:
        day = asker.arising.day if asker.arising_day is None else asker.arising_day
        yield Anchor(day, asker.arising, truth=asker.truth)


def _events(
    bench: Bench, pattern: EventPattern, next_one: bool, moment: Moment, asker: Asker, *, first_only: bool
) -> Iterator[Anchor]:
    trigger = asker.env.trigger
    if first_only and not next_one and trigger is not None and same_event(asker.norm.upon, moment):
        yield _entry(trigger, Truth(True, (bench.case.event_fact(trigger),)))
        return
    since = asker.arising if next_one else None
    came = False
    for occurrence in bench.case.occurrences(pattern, asker.env):
        if since is not None and compare(occurrence.at, since) in (-1, 0):
            continue
        came = came or occurrence.fits is True
        yield Anchor(
            occurrence.event.when.day,
            occurrence.at,
            certain=occurrence.fits is True,
            truth=occurrence.truth,
            event=occurrence.event,
        )
    if not came and first_only:
        for plan in bench.case.plans(pattern, asker.env):
            if since is None or plan.event.when.day >= since.day:
                yield Anchor(plan.event.when.day, plan.at, "planned", plan.fits is True, plan.truth, plan.event)


def _entry(event: Event, truth: Truth) -> Anchor:
    return Anchor(event.when.day, at_entry(event.when, event.seq), truth=truth, event=event)


def _beginnings(bench: Bench, condition: Expr, asker: Asker, *, first_only: bool) -> Iterator[Anchor]:
    """The instants at which a condition comes to hold, the opening among them if it holds then."""
    norm, env, start = asker.norm, asker.env, asker.opening
    before = NO
    for point in [start, *bench.case.change_points(condition, env, start)]:
        truth = bench.truth(condition, norm, env, point)
        if truth.value is not False and before.value is not True:
            # Where it was unknown before, it may have come to hold then; as an anchor it surely has by now.
            doubtful = before.value is None and not first_only
            told = evolve(truth, missing=merged(before.missing, truth.missing)) if doubtful else truth
            yield Anchor(point.day, point, certain=truth.value is True and not doubtful, truth=told)
            if first_only and truth.value is True:
                return
        before = truth


def _breaches(bench: Bench, norm_id: str, record: Expr, asker: Asker, *, lapses: bool) -> Iterator[Anchor]:
    for decision in _decisions(bench, norm_id, record, asker):
        finding = decision.finding
        if finding.breach is None or not finding.may_be_broken or (lapses and finding.breach.lapses is None):
            continue
        certain = finding.status is Status.VIOLATED
        what = "lapsed" if lapses else "broken"
        fact = FactUsed("norm", decision.instance.record or "", norm_id, what, day=finding.breach.day)
        facts = tuple(fact for answer in finding.answers for fact in answer.facts)
        missing = () if certain else (f"verdict of {norm_id}", *finding.missing)
        truth = Truth(True if certain else None, (fact, *facts), missing)
        point = finding.breach.lapses if lapses and finding.breach.lapses is not None else finding.breach.point
        yield Anchor(finding.breach.day, point, "come", certain, truth, finding.breach.act)


def _dues(bench: Bench, norm_id: str, record: Expr, asker: Asker) -> Iterator[Anchor]:
    for decision in _decisions(bench, norm_id, record, asker):
        due = decision.finding.due
        if due is not None:
            fact = FactUsed("norm", decision.instance.record or "", norm_id, "due", day=due)
            facts = tuple(fact for answer in decision.finding.answers for fact in answer.facts)
            state = "come" if due <= bench.case.now else "ahead"
            yield Anchor(due, start_of(due), state, truth=Truth(True, (fact, *facts)))


def _decisions(bench: Bench, norm_id: str, record: Expr, asker: Asker) -> list[Decision]:
    """The decisions on another norm for the record that an expression names, of the same members where it has any."""
    name = bench.case.value(record, asker.env, bench.now).name
    if name is None:
        return []
    found = [d for d in bench.decided(norm_id, name) if d.instance.arisings or d.finding.breach is not None]
    own = {var: value for var, value in asker.env.names.items() if var != "self"}
    shared = [
        d
        for d in found
        if all(d.instance.env.names.get(var, value) == value for var, value in own.items()) or record != Var("self")
    ]
    return sorted(shared, key=lambda d: d.finding.breach.point.sort_key if d.finding.breach else (0, 0, 0))


def _edges(bench: Bench, period: str, edge: str, asker: Asker, *, first_only: bool) -> Iterator[Anchor]:
    """The beginnings or ends of a calendar period: the first not before the arising (or opening), or all until now."""
    start = asker.opening if asker.arising is None else later(asker.opening, asker.arising)
    year_start = bench.norms.ruleset.time.years.get(period)
    kind = PeriodKind.YEAR if year_start is not None else _PERIODS[period]
    try:
        current = (
            period_containing(kind, start.day) if year_start is None else period_containing(kind, start.day, year_start)
        )
        while True:
            day = current.first if edge == "begins" else current.last
            point = start_of(day) if edge == "begins" else end_of(day)
            if not first_only:
                bench.case.effort.spend(A_PERIOD)
            if reached(start, point):
                yield _dated(bench, day, point)
                if first_only:
                    return
            if day > bench.case.now:
                return
            current = next_period(current)
    except DateOutOfRange:
        return


def _dated(bench: Bench, day: int, point: Point) -> Anchor:
    """A day of the calendar; the end of a day comes with the next."""
    come = day < bench.case.now or (day == bench.case.now and point.second != END_OF_DAY)
    return Anchor(day, point, "come" if come else "ahead")
