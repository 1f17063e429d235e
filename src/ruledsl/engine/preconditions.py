"""Preconditions: windows that end with an event to come (`before E`, `at least N before E`, `at E`, `in the last N
before E`, `after A before E`). An obligation with one is decided at each E; while none has come it is pending, or met
so far."""

from __future__ import annotations

from attrs import evolve

from ruledsl.engine.answers import NO, Closing, Truth, negated
from ruledsl.engine.bench import Anchor
from ruledsl.engine.findings import Finding, Question, World, by_questions, either, resting
from ruledsl.engine.hearing import Hearing, excusing
from ruledsl.engine.limits import InForce, Measure, Stretch, deciding_moments
from ruledsl.engine.point import END_OF_DAY, Point, end_of, start_of
from ruledsl.engine.verdicts import Status
from ruledsl.engine.windowed import anchored, form_of, lateness, marked, window_of
from ruledsl.norms.model import LimitForm

COUNTED_BACK = (LimitForm.AT_LEAST_BEFORE, LimitForm.IN_THE_LAST)
"""Limits counted from their E: on a planned E they are neither met nor broken."""


def at_event(hearing: Hearing) -> Finding:
    """The finding at an E."""
    act = hearing.instance.act
    assert act is not None
    point = act.point.on_side(hearing.late)
    limit = _limit_at(hearing, act, point)
    stretch = limit.stretch
    if stretch.state != "come":
        return Finding(Status.NOT_APPLICABLE, "closed_before", point, answers=(act.truth,))
    reading = _reading(form_of(hearing), stretch, point)
    kept = hearing.content.kept(stretch, reading)
    satisfied = Finding(
        Status.SATISFIED,
        "done_in_time",
        point,
        due=stretch.due,
        reckonings=stretch.reckonings,
        answers=(act.truth, kept, *anchored(stretch)),
    )
    excused = excusing(satisfied)
    finding = by_questions(
        [
            _not_applying(hearing, point, act.truth),
            (lambda: hearing.overridden(point), lambda: evolve(excused, why="overridden")),
            (lambda: kept, lambda: satisfied),
            (lambda: hearing.excepted(point), lambda: evolve(excused, why="exception")),
            (lambda: _lifted(hearing, act, point), lambda: evolve(excused, why="permitted")),
        ],
        lambda: _broken(hearing, limit, act, kept, reading),
    )
    if not act.certain:
        none = resting(Finding(Status.NOT_APPLICABLE, "not_arisen"), act.truth)
        finding = either([finding, none], missing=act.truth.missing)
    return marked(finding, stretch)


def _limit_at(hearing: Hearing, act: Anchor, point: Point) -> InForce:
    window = window_of(hearing)
    asker = evolve(hearing.asker(), act=act, act_moments=deciding_moments(window))
    return Measure.of(hearing.bench, asker, hearing.world, window).at(point)


def _not_applying(hearing: Hearing, point: Point, *grounds: Truth) -> Question:
    return lambda: negated(hearing.applies(point)), lambda: Finding(
        Status.NOT_APPLICABLE, "when_false", answers=grounds
    )


def _lifted(hearing: Hearing, act: Anchor, point: Point) -> Truth:
    lifted = NO if act.event is None else hearing.lifted([act.event])
    return lifted if lifted.value is True else hearing.lifted_by(point)


def _broken(hearing: Hearing, limit: InForce, act: Anchor, kept: Truth, since: Point) -> Finding:
    stretch = limit.stretch
    late, content = lateness(hearing, stretch, since)
    point = end_of(act.day) if act.point.second == END_OF_DAY else act.point
    why = "not_done" if late is None else "done_late"
    violated = hearing.violated(why, point, strength=limit.strength, lapses=point, act=act.event)
    return evolve(
        violated,
        due=stretch.due,
        late_days=late,
        reckonings=stretch.reckonings,
        answers=(act.truth, kept, *content, *anchored(stretch)),
    )


def _reading(form: LimitForm, stretch: Stretch, point: Point) -> Point:
    """The instant at which fields are read: at E; for a limit before E, the end of its last day."""
    match form:
        case LimitForm.AT_LEAST_BEFORE:
            return point if stretch.end is None else stretch.end
        case LimitForm.AT:
            return point.after() if point.seq >= 0 else point
        case _:
            return point


# ------------------------------------------------------------------------------------------------ the next E


def before_next(hearing: Hearing) -> Finding:
    """The finding while no E has come."""
    norm, now, closing = hearing.norm, hearing.now, hearing.closing()
    if closing is not None:
        return _at_closing(hearing, closing)
    if not hearing.bench.case.in_force(norm, now.day):
        return Finding(Status.NOT_APPLICABLE, "not_in_force")
    stretch = Measure.of(hearing.bench, hearing.asker(), hearing.world, window_of(hearing)).at(now).stretch
    met = _met(hearing, stretch)
    hangs_on_plan = stretch.state == "planned" and form_of(hearing) in COUNTED_BACK
    pending = Finding(
        Status.PENDING,
        "waiting",
        due=stretch.due,
        marks=_plan_marks(hearing, stretch),
        reckonings=stretch.reckonings,
        answers=(met, *anchored(stretch)),
    )
    satisfied = evolve(
        pending, status=Status.SATISFIED, why="done_in_time", so_far=True, at=_kept_at(met), marks=frozenset()
    )
    excused = excusing(pending, so_far=True)
    finding = by_questions(
        [
            _not_applying(hearing, now),
            (lambda: hearing.overridden(now), lambda: evolve(excused, why="overridden")),
            # a limit counted from a planned E is not satisfied before E has happened
            (lambda: met, lambda: pending if hangs_on_plan else satisfied),
            (lambda: hearing.excepted(now), lambda: evolve(excused, why="exception")),
            (lambda: hearing.lifted_by(now), lambda: evolve(excused, why="permitted")),
        ],
        lambda: pending,
    )
    return marked(finding, stretch)


def _kept_at(truth: Truth) -> Point | None:
    """The last event that a content kept so far rests on."""
    last: Point | None = None
    for fact in truth.facts:
        if fact.kind == "event" and fact.day is not None and (last is None or fact.day >= last.day):
            last = Point(fact.day, fact.second, -1 if fact.seq is None else fact.seq, through=True)
    return last


def _plan_marks(hearing: Hearing, stretch: Stretch) -> frozenset[str]:
    """Whether the norm is in time on plan: kept by the planned due day, or that day has not passed."""
    if stretch.state != "planned" or stretch.due is None:
        return frozenset()
    now = hearing.now
    reading = now if stretch.end is None or stretch.end.day >= now.day else stretch.end
    in_time = stretch.due >= now.day or hearing.content.kept(stretch, reading).value is True
    return frozenset({"in_time_on_plan" if in_time else "late_on_plan"})


def _met(hearing: Hearing, stretch: Stretch) -> Truth:
    """Whether the precondition is met whenever its E may come from now on (for a planned E, when it is planned)."""
    now = hearing.now
    match form_of(hearing):
        case LimitForm.BEFORE:
            return hearing.content.kept(Stretch(stretch.start), now)
        case LimitForm.AFTER:
            come = stretch.anchor is not None and stretch.anchor.state == "come"
            return hearing.content.kept(Stretch(stretch.start), now) if come else NO
        case LimitForm.AT_LEAST_BEFORE:
            if stretch.state != "planned":
                today = Anchor(now.day, start_of(now.day))
                stretch = _limit_at(evolve(hearing, world=World()), today, now).stretch
            return hearing.content.kept(stretch, stretch.end or now)
        case _:
            return NO


def _at_closing(hearing: Hearing, closing: Closing) -> Finding:
    """The record has closed before E came: not applicable, unless the content was kept by then."""
    point = closing.point if closing.event is None else closing.point.after()
    form = form_of(hearing)
    kept = NO
    if not closing.void and form not in (LimitForm.AT, LimitForm.IN_THE_LAST):
        stretch = Measure.of(hearing.bench, hearing.asker(), hearing.world, window_of(hearing)).at(point).stretch
        come = stretch.anchor is not None and stretch.anchor.state == "come"
        if form is not LimitForm.AFTER or come:
            kept = hearing.content.kept(Stretch(stretch.start), point)
    closed = Truth(True, closing.facts)
    satisfied = Finding(Status.SATISFIED, "done_in_time", _kept_at(kept) or point, answers=(kept, closed))
    return by_questions(
        [
            _not_applying(hearing, point),
            (lambda: negated(kept), lambda: hearing.shut(closing)),
            (lambda: hearing.overridden(point), lambda: evolve(excusing(satisfied), why="overridden")),
        ],
        lambda: satisfied,
    )
