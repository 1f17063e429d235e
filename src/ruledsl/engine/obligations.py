"""Obligations: whether what must be done has been done in its window.

Handed an instance, it takes it to whoever decides its kind of window, over every instant at which it may have arisen,
both sides of a day's open order, and every possibility that is tried; and it decides those without a window, those
that hold at all times, and `promptly`.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from ruledsl.engine.answers import Truth, merged, negated
from ruledsl.engine.bench import Arising, Bench, Instance
from ruledsl.engine.findings import Finding, World, by_questions, either, kindest, over_worlds, resting
from ruledsl.engine.folding import fold
from ruledsl.engine.hearing import Hearing, excusing
from ruledsl.engine.instances import is_windowed
from ruledsl.engine.instants import compare
from ruledsl.engine.limits import Measure, NotSet, Stretch, base_limit, counted_from, is_precondition
from ruledsl.engine.moments import occurrences
from ruledsl.engine.point import Point, at_entry
from ruledsl.engine.preconditions import at_event, before_next
from ruledsl.engine.verdicts import FactUsed, Status
from ruledsl.engine.windowed import anchored, in_window, not_by_closing, waiting, window_of, without_limit
from ruledsl.norms.model import LimitForm
from ruledsl.world.scenario import Judgement


def decide_obligation(bench: Bench, instance: Instance) -> Finding:
    """The finding on an instance, over every instant at which it may have arisen; of the sides of a day's open order
    the one that keeps the norm."""
    untimed = any(arising.point.second is None for arising in instance.arisings)
    if bench.case.unordered_days or untimed:
        return kindest(lambda late: _on_side(bench, instance, late))
    return _on_side(bench, instance, True)


def _on_side(bench: Bench, instance: Instance, late: bool) -> Finding:
    arisings = [arising for arising in instance.arisings if arising.side in (None, late)]
    found = [_arisen_at(bench, instance, arising, late) for arising in arisings]
    missing: tuple[str, ...] = ()
    if instance.doubt is not None:
        found.append(resting(Finding(Status.NOT_APPLICABLE, "when_false"), instance.doubt))
        missing = instance.doubt.missing
    elif not found:
        return resting(Finding(Status.NOT_APPLICABLE, "when_false"), *(each.truth for each in instance.arisings))
    elif len(found) > 1:
        missing = merged(*(arising.truth.missing for arising in arisings))
    return either(found, missing=missing)


def _arisen_at(bench: Bench, instance: Instance, arising: Arising, late: bool) -> Finding:
    decide = _decider(instance)

    def in_world(world: World) -> Finding:
        hearing = Hearing(bench, instance, arising, late, world)
        if late and _may_follow_closing(bench, instance, arising):
            return resting(Finding(Status.NOT_APPLICABLE, "when_false"), arising.truth)
        try:
            finding = _with_breach_at_once(hearing, decide(hearing))
        except NotSet as unset:
            finding = evolve(without_limit(hearing, unset.missing), reckonings=())
            finding = resting(finding, *([] if unset.truth is None else [unset.truth]))
            if finding.status is Status.UNDETERMINED:
                finding = evolve(finding, why=unset.why, due=None)
        return hearing.heard(resting(finding, arising.truth))

    return over_worlds(in_world)


def _may_follow_closing(bench: Bench, instance: Instance, arising: Arising) -> bool:
    """Whether `when` came to hold on the day of the closing, in an unknown order: after it there is no life left."""
    norm, closing = instance.norm, bench.closing(instance.record)
    if closing is None or norm.when is None or norm.upon is not None or norm.otherwise_of is not None:
        return False
    return is_windowed(norm) and compare(closing.point, arising.point) is None


def _with_breach_at_once(hearing: Hearing, finding: Finding) -> Finding:
    """What is open may also be broken already, if what is not known was never otherwise."""
    possible = finding.possible
    if hearing.norm.window is not None or not possible or Status.VIOLATED in possible or not hearing.may_fail_at_once():
        return finding
    return evolve(finding, possible=tuple(status for status in Status if status in (*possible, Status.VIOLATED)))


def _decider(instance: Instance) -> Callable[[Hearing], Finding]:
    window = instance.norm.window
    if window is None:
        return at_closing
    if is_precondition(window):
        return before_next if instance.act is None else at_event
    match base_limit(window).form:
        case LimitForm.PROMPTLY:
            return promptly
        case LimitForm.AT_ALL_TIMES:
            return throughout
        case _:
            return in_window


# ------------------------------------------------------------------------------------------------ without a window


def at_closing(hearing: Hearing) -> Finding:
    """An obligation without a window: decided at once where all rests on undated facts, else at the closing."""
    norm, case, closing = hearing.norm, hearing.bench.case, hearing.closing()
    point = hearing.now if closing is None else closing.point if closing.event is None else closing.point.after()
    if not case.in_force(norm, point.day):
        return Finding(Status.NOT_APPLICABLE, "not_in_force")
    settled = hearing.settled_at_once()
    if settled is not None:
        return settled
    if closing is not None and closing.void:
        return hearing.shut(closing)
    so_far = closing is None
    closed = Truth(True, () if closing is None else closing.facts)
    kept = hearing.content.kept(Stretch(), point)
    satisfied = Finding(Status.SATISFIED, "condition_holds", point, so_far=so_far, answers=(closed, kept))
    excused = excusing(satisfied, so_far=so_far)

    def unmet() -> Finding:
        if not so_far:
            return hearing.violated("condition_fails", point, answers=(closed, kept))
        marks = frozenset({"past_horizon"}) if hearing.past_horizon() else frozenset()
        return Finding(Status.PENDING, "waiting", marks=marks, answers=(kept,))

    return by_questions(
        [
            (lambda: negated(hearing.applies(point)), lambda: Finding(Status.NOT_APPLICABLE, "when_false")),
            (lambda: hearing.overridden(point), lambda: evolve(excused, why="overridden")),
            (lambda: kept, lambda: satisfied),
            (lambda: hearing.excepted(point), lambda: evolve(excused, why="exception")),
            (lambda: hearing.lifted_by(point), lambda: evolve(excused, why="permitted")),
        ],
        unmet,
    )


# ------------------------------------------------------------------------------------------------ at all times


def throughout(hearing: Hearing) -> Finding:
    """`at all times`: the content holds at every instant from the arising to the closing."""
    norm, bench, closing = hearing.norm, hearing.bench, hearing.closing()
    start, end = hearing.arising.point, hearing.now if closing is None else closing.point
    exprs = [expr for expr in (norm.content, norm.unless) if expr is not None]
    exprs += [e for higher in bench.norms.over(norm.id) for e in (higher.when, higher.unless) if e is not None]
    tests: list[Finding] = []
    for point in [start, *(p.on_side(hearing.late) for p in bench.case.change_points(exprs, hearing.env, start, end))]:
        if closing is not None and hearing.late and compare(point, closing.point) is None:
            # On this side the closing came first.
            continue
        holds = hearing.content.kept(Stretch(), point)
        if holds.value is not True:
            tests.append(_holding(hearing, point, holds))
            if tests[-1].status is Status.VIOLATED:
                break
    kept = hearing.content.kept(Stretch(), end)
    closed = Truth(True, () if closing is None else closing.facts)
    satisfied = Finding(Status.SATISFIED, "condition_holds", end, so_far=closing is None, answers=(kept, closed))
    return fold(tests, satisfied, void=closing is not None and closing.void)


def _holding(hearing: Hearing, point: Point, holds: Truth) -> Finding:
    violated = hearing.violated("condition_fails", point, answers=(holds,))
    excused = excusing(violated)
    return by_questions(
        [
            (lambda: hearing.overridden(point), lambda: evolve(excused, why="overridden")),
            (lambda: holds, lambda: Finding(Status.SATISFIED, "condition_holds", point)),
            (lambda: hearing.excepted(point), lambda: evolve(excused, why="exception")),
        ],
        lambda: violated,
    )


# ------------------------------------------------------------------------------------------------ promptly


def promptly(hearing: Hearing) -> Finding:
    """`promptly`: done, and not judged late. Done and not judged is satisfied so far."""
    measure = Measure.of(hearing.bench, hearing.asker(), hearing.world, window_of(hearing))
    stretch = measure.at(hearing.arising.point).stretch
    closing, judgement = hearing.closing(), _judgement(hearing)
    if closing is not None and closing.void and (judgement is None or compare(_made(judgement), closing.point) == 1):
        return hearing.shut(closing)
    follows = counted_from(window_of(hearing)) and stretch.anchor is not None
    if stretch.state != "come" or stretch.start is None:
        return waiting(hearing, stretch) if closing is None else hearing.shut(closing)
    if closing is not None and follows and compare(stretch.start, closing.point) == 1:
        return hearing.shut(closing)
    end = hearing.now if closing is None else closing.point.after()
    firsts = list(hearing.content.firsts(stretch, stretch.start, end))
    if judgement is not None and not judgement.value:
        point = _made(judgement)
        done = tuple(truth for _, truth in firsts if truth.value is True)
        violated = hearing.violated("judged_late", point, answers=(_judged(judgement), *done, *anchored(stretch)))
        return hearing.excusable(violated, point, since=hearing.arising.point)
    open_: list[Finding] = []
    missing: tuple[str, ...] = ()
    for point, truth in firsts:
        open_.append(resting(_prompt(hearing, point, truth, judgement), *anchored(stretch)))
        if truth.value is True:
            break
        missing = merged(missing, truth.missing)
    else:
        open_.append(waiting(hearing, stretch) if closing is None else not_by_closing(hearing, closing, stretch))
    return either(open_, missing=missing)


def _prompt(hearing: Hearing, point: Point, truth: Truth, judgement: Judgement | None) -> Finding:
    judged = () if judgement is None else (_judged(judgement),)
    why = "done_not_judged" if judgement is None else "done_in_time"
    done = Finding(Status.SATISFIED, why, point, so_far=judgement is None, answers=(truth, *judged))
    excused = evolve(done, status=Status.EXCUSED, why="overridden")
    return by_questions([(lambda: hearing.overridden(point), lambda: excused)], lambda: done)


def _judgement(hearing: Hearing) -> Judgement | None:
    """The judgement on this instance: the first made from its arising on, and before a later instance arose."""
    start = hearing.arising.point
    until: Point | None = None
    if hearing.norm.upon is not None:
        arose = [anchor.point for anchor in occurrences(hearing.bench, hearing.norm.upon, hearing.asker())]
        until = min((p for p in arose if compare(p, start) == 1), key=lambda p: p.sort_key, default=None)
    for judgement in hearing.bench.case.promptness(hearing.norm.id, hearing.record):
        point = _made(judgement)
        if compare(point, start) != -1 and (until is None or compare(point, until) == -1):
            return judgement
    return None


def _made(judgement: Judgement) -> Point:
    return at_entry(judgement.when, judgement.seq).after()


def _judged(judgement: Judgement) -> Truth:
    fact = FactUsed(
        "judgement",
        judgement.record,
        judgement.target,
        "in time" if judgement.value else "late",
        day=judgement.when.day,
        second=judgement.when.second,
        seq=judgement.seq,
        span=judgement.span,
    )
    return Truth(True, (fact,))
