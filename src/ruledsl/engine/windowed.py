"""Windows counted forwards: an obligation is decided at the content's first instant in its window, or at the window's
end, whichever is first. Nothing done after the limit in force has passed revives it."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from ruledsl.engine.answers import Closing, Truth, merged
from ruledsl.engine.contents import is_lasting
from ruledsl.engine.findings import Finding, by_questions, either
from ruledsl.engine.hearing import Hearing
from ruledsl.engine.instants import compare, later, not_after, not_before
from ruledsl.engine.limits import InForce, Measure, Stretch, base_limit, counted_from
from ruledsl.engine.point import Point, end_of
from ruledsl.engine.verdicts import Status
from ruledsl.norms.model import LimitForm, Strength, Window


@frozen
class Break:
    """Where a limit in force has passed: the instant, the limit, and the strength of its layer."""

    point: Point
    stretch: Stretch
    strength: Strength | None


@frozen
class Ending:
    """Up to when the content is looked for, and what is found if it has not come by then."""

    point: Point
    finding: Callable[[], Finding]


def in_window(hearing: Hearing) -> Finding:
    """The finding on an obligation whose window is counted forwards."""
    limits = Measure.of(hearing.bench, hearing.asker(), hearing.world, window_of(hearing)).in_force(
        hearing.arising.point
    )
    ending = _ending(hearing, limits)
    open_: list[Finding] = []
    missing: tuple[str, ...] = ()
    for point, truth, stretch in _kept(hearing, limits, ending.point):
        open_.append(_done(hearing, later(point, hearing.arising.point), truth, stretch))
        if truth.value is True:
            break
        missing = merged(missing, truth.missing)
    else:
        open_.append(ending.finding())
    found = marked(either(open_, missing=missing), limits[-1].stretch)
    if hearing.instance.waits and found.status in (Status.SATISFIED, Status.EXCUSED):
        # `when` is read from the anchor on, and that has not come.
        return evolve(found, so_far=True)
    return found


def window_of(hearing: Hearing) -> Window:
    window = hearing.norm.window
    assert window is not None
    return window


def form_of(hearing: Hearing) -> LimitForm:
    return base_limit(window_of(hearing)).form


def marked(finding: Finding, stretch: Stretch) -> Finding:
    """The finding, provisional where its limit rests on a projected calendar, with how that was counted."""
    marks = finding.marks | {"provisional"} if stretch.provisional else finding.marks
    return evolve(finding, marks=marks, reckonings=finding.reckonings or stretch.reckonings)


# ------------------------------------------------------------------------------------------------ endings


def _ending(hearing: Hearing, limits: list[InForce]) -> Ending:
    last = limits[-1].stretch
    broken = _break(limits, hearing.now)
    closing = hearing.closing()
    if closing is not None and (broken is None or compare(closing.point, broken.point) == -1):
        shut = last.state != "come" or _anchored_after(hearing, last, closing)
        if closing.void or shut:
            return Ending(_closed(closing), lambda: hearing.shut(closing))
        if last.end is None:
            return Ending(_closed(closing), lambda: not_by_closing(hearing, closing, last))
    if broken is not None:
        return Ending(broken.point, lambda: _passed(hearing, broken))
    return Ending(hearing.now, lambda: waiting(hearing, last))


def _closed(closing: Closing) -> Point:
    return closing.point if closing.event is None else closing.point.after()


def _break(limits: list[InForce], now: Point) -> Break | None:
    """The first instant at which the limit in force has passed; a limit passes with the end of its last day."""
    for place, limit in enumerate(limits):
        end = limit.stretch.end
        if end is None or limit.stretch.state != "come" or end.day >= now.day:
            continue
        until = limits[place + 1].since if place + 1 < len(limits) else None
        if until is None or compare(end, until) == -1:
            return Break(later(limit.since, end), limit.stretch, limit.strength)
    return None


def _anchored_after(hearing: Hearing, stretch: Stretch, closing: Closing) -> bool:
    """Whether the anchor of the window came after the record's closing."""
    if stretch.anchor is None or not counted_from(window_of(hearing)):
        return False
    order = compare(stretch.anchor.point, closing.point)
    return order == 1 or (order is None and hearing.late and not hearing.forestalled(closing, stretch.anchor.event))


def _passed(hearing: Hearing, broken: Break) -> Finding:
    """What is found where the limit has passed unmet: the breach falls at the end of its due day."""
    stretch = broken.stretch
    assert stretch.due is not None
    point = later(hearing.arising.point, end_of(stretch.due))
    if broken.point.day > stretch.due:
        point = later(point, broken.point)
    late, content = lateness(hearing, stretch, broken.point)
    kept = hearing.content.kept(stretch, broken.point)
    violated = evolve(
        hearing.violated(
            "not_done" if late is None else "done_late", point, day=stretch.due, strength=broken.strength, lapses=point
        ),
        due=stretch.due,
        late_days=late,
        reckonings=stretch.reckonings,
        answers=(kept, *content, *anchored(stretch)),
    )
    return hearing.excusable(violated, point, since=hearing.arising.point)


def without_limit(hearing: Hearing, missing: tuple[str, ...]) -> Finding:
    """What is found where the day of the limit is not known: what each day would give, of those on which the answer may
    change and the next after now."""
    closing, case = hearing.closing(), hearing.bench.case
    void = closing is not None and closing.void
    now = closing.point if void and closing is not None else hearing.now
    start, stretch = hearing.arising.point, Stretch(case.opening(hearing.record))
    open_: list[Finding] = []
    sure = False
    for point, truth in hearing.content.firsts(stretch, start, now):
        open_.append(_done(hearing, point, truth, stretch))
        sure = sure or truth.value is True
    norms = [hearing.norm, *hearing.bench.norms.over(hearing.norm.id)]
    exprs = [expr for norm in norms for expr in (norm.content, norm.when, norm.unless) if expr is not None]
    changes = case.change_points(exprs, hearing.env, start, now)
    days = {now.day - 1, *(day for point in changes for day in (point.day - 1, point.day))}
    for end in [start, *map(end_of, sorted(days))]:
        if not not_before(end, start, lenient=True) or (end != start and end.day >= now.day):
            continue
        if end == start or hearing.content.kept(stretch, end).value is not True:
            violated = hearing.violated("not_done", end, lapses=end)
            open_.append(hearing.excusable(violated, end, since=start))
    if not sure:
        open_.append(hearing.shut(closing) if void and closing is not None else waiting(hearing, stretch))
    return either(open_, missing=missing)


def anchored(stretch: Stretch) -> tuple[Truth, ...]:
    """What the window hangs on."""
    return () if stretch.anchor is None else (stretch.anchor.truth,)


def lateness(hearing: Hearing, stretch: Stretch, since: Point) -> tuple[int | None, tuple[Truth, ...]]:
    """How many days after the due day the content came by now (None if it has not), and what says so."""
    due = stretch.due if stretch.due is not None or stretch.end is None else stretch.end.day
    assert due is not None
    open_ended = evolve(stretch, end=None, instant=False)
    for point in hearing.content.candidates(since, hearing.now):
        truth = hearing.content.kept(open_ended, point)
        if truth.value is True:
            return max(0, point.day - due), (truth,)
    return None, ()


def not_by_closing(hearing: Hearing, closing: Closing, stretch: Stretch) -> Finding:
    """What is found where a window without an end was open until the record closed, and nothing came."""
    point = _closed(closing)
    answers = (hearing.content.kept(stretch, point), *anchored(stretch), Truth(True, closing.facts))
    violated = evolve(hearing.violated("not_done", point, answers=answers), reckonings=stretch.reckonings)
    return hearing.excusable(violated, point, since=hearing.arising.point)


def waiting(hearing: Hearing, stretch: Stretch) -> Finding:
    """What is found while the limit has not passed."""
    marks: set[str] = set()
    if stretch.state == "planned":
        late = stretch.due is not None and stretch.due < hearing.now.day
        marks.add("late_on_plan" if late else "in_time_on_plan")
    if (stretch.end is None or stretch.state == "waiting") and hearing.past_horizon():
        marks.add("past_horizon")
    pending = Finding(
        Status.PENDING,
        "waiting",
        due=stretch.due,
        marks=frozenset(marks),
        reckonings=stretch.reckonings,
        answers=(hearing.content.kept(stretch, hearing.now), *anchored(stretch)),
    )
    return hearing.excusable(pending, hearing.now, since=hearing.arising.point, so_far=True)


# ------------------------------------------------------------------------------------------------ the content


def _kept(hearing: Hearing, limits: list[InForce], end: Point) -> list[tuple[Point, Truth, Stretch]]:
    """The instants until `end` at which the content is kept, or may be, in the window in force then; the last one that
    at which it surely is, if there is one."""
    content, last = hearing.content, limits[-1].stretch
    if _read_at_closing(hearing):
        truth = content.kept(last, end)
        return [] if truth.value is False or last.state != "come" else [(end, truth, last)]
    starts = [limit.stretch.start for limit in limits if limit.stretch.start is not None]
    begin = min([hearing.arising.point, *starts], key=lambda p: p.sort_key)
    found: list[tuple[Point, Truth, Stretch]] = []
    # An order may come or go while it is not known whether the content has come.
    orders = [expr for norm in hearing.bench.norms.over(hearing.norm.id) for expr in (norm.when, norm.unless)]
    for candidate in content.candidates(begin, end, *(expr for expr in orders if expr is not None)):
        stretch = _at(limits, candidate, late=hearing.late).stretch
        come = stretch.state == "come"
        if not come and not stretch.begun:
            continue
        point = candidate
        if stretch.start is not None and compare(candidate, stretch.start) == -1:
            point = stretch.start
        if not not_after(point, end, lenient=True) or (
            come and not not_after(point, stretch.end, lenient=hearing.late)
        ):
            continue
        truth = content.kept(stretch if come else Stretch(stretch.start), point)
        if truth.value is not False:
            found.append((point, truth, stretch))
        if truth.value is True:
            break
    return found


def _read_at_closing(hearing: Hearing) -> bool:
    """Whether what is required `after A` may come and go, so that the closing decides."""
    return form_of(hearing) is LimitForm.AFTER and not is_lasting(hearing.content.expr)


def _at(limits: list[InForce], point: Point, *, late: bool) -> InForce:
    """The limit in force at an instant; of what changes it on that day in an unknown order, `late` says whether it
    has come."""
    found = limits[0]
    for limit in limits[1:]:
        order = compare(limit.since, point)
        if order == 1 or (order is None and not late):
            break
        found = limit
    return found


def _done(hearing: Hearing, at: Point, truth: Truth, stretch: Stretch) -> Finding:
    so_far = _read_at_closing(hearing) and at == hearing.now
    done = Finding(
        Status.SATISFIED,
        "done_in_time",
        at,
        so_far=so_far,
        due=stretch.due,
        answers=(truth, *anchored(stretch)),
        reckonings=stretch.reckonings,
    )
    excused = evolve(done, status=Status.EXCUSED, why="overridden")
    return by_questions([(lambda: hearing.overridden(at), lambda: excused)], lambda: done)
