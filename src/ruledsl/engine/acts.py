"""Prohibitions and exclusive powers: norms decided at each act.

Handed the versions of one norm and a record, it tests every act of the event they speak of, each by the version in
force on its day, and folds the tests into one finding a record (and trigger, and member): violated for good from the
first act that nothing excuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from ruledsl.engine.answers import NO, YES, Env, Evaluated, Occurrence, Truth, all_of, merged, negated, reached
from ruledsl.engine.bench import Arising, Bench, Decision, Instance
from ruledsl.engine.contents import admits
from ruledsl.engine.findings import Finding, World, by_questions, either, kindest, over_worlds, resting
from ruledsl.engine.folding import fold
from ruledsl.engine.hearing import Hearing, excusing
from ruledsl.engine.instances import members, not_applicable, triggers, unopened, uses_members
from ruledsl.engine.instants import compare
from ruledsl.engine.limits import Measure, NotSet, Stretch, base_limit
from ruledsl.engine.moments import Asker, anchors
from ruledsl.engine.point import END_OF_DAY, Point
from ruledsl.engine.undated import Undated
from ruledsl.engine.verdicts import FactUsed, Status
from ruledsl.norms.expressions import EventPattern
from ruledsl.norms.model import Form, LimitForm, Moment, Norm, Window


@frozen
class Run:
    """The stretch over which acts are tested: since when, by which trigger, and what that rests on."""

    arising: Arising
    env: Env
    key: tuple[str, ...] = ()
    number: int | None = None
    day: int | None = None
    doubt: Truth | None = None
    triggered: bool = False


def decide_acts(bench: Bench, versions: Sequence[Norm], record: str) -> list[Decision]:
    """The decisions on a prohibition or exclusive power for one record."""
    norm = _version_now(bench, versions)
    closed = unopened(bench, norm, record)
    if closed is not None:
        return [closed]
    runs = list(_runs(bench, norm, record))
    if not runs:
        return [not_applicable(bench, Instance(norm, record, Env.of(record)), "not_arisen")]
    return [decision for run in runs for decision in _decide(bench, versions, norm, record, run)]


def _version_now(bench: Bench, versions: Sequence[Norm]) -> Norm:
    """The version in force now, else the last one that was, else the first."""
    now = bench.case.now
    current = [version for version in versions if bench.case.in_force(version, now)]
    past = [version for version in versions if version.last_day is not None and version.last_day < now]
    return (current or past[-1:] or list(versions))[0]


def _runs(bench: Bench, norm: Norm, record: str) -> Iterator[Run]:
    opening = bench.case.opening(record)
    assert opening is not None
    opened = Truth(True, bench.case.opening_facts(record))
    env = Env.of(record)
    if norm.upon is None and norm.otherwise_of is None:
        yield Run(Arising(opening, opening.day, opened), env)
        return
    for trigger in triggers(bench, norm, record, opening):
        anchor = trigger.anchor
        doubt = None if anchor.certain else anchor.truth
        yield Run(
            Arising(anchor.point, anchor.day, evolve(anchor.truth, facts=merged(anchor.truth.facts, opened.facts))),
            Env.of(record, **trigger.names).triggered_by(anchor.event),
            trigger.key,
            trigger.number,
            anchor.day,
            doubt,
            triggered=True,
        )


# ------------------------------------------------------------------------------------------------ one run


def _decide(bench: Bench, versions: Sequence[Norm], norm: Norm, record: str, run: Run) -> list[Decision]:
    instance = Instance(norm, record, run.env, run.key, run.number, run.day, (run.arising,), run.doubt)
    in_force = [version for version in versions if _overlaps_life(bench, version, record)]
    if not in_force:
        return [not_applicable(bench, instance, "not_in_force")]
    tests: dict[tuple[str, ...], list[Finding]] = {}
    if not any(each.set is not None for each in norm.for_each):
        tests[run.key] = []
    else:
        now = members(bench, norm, run.env, run.key, bench.now)
        for one in [] if isinstance(now, Evaluated) else now:
            tests[one.key] = []
    unknown: list[Finding] = []
    for version, occurrence in _acts(bench, in_force, run):
        act_env = run.env.at_act(occurrence.event)
        concerned = members(bench, version, act_env, run.key, occurrence.at)
        if isinstance(concerned, Evaluated):
            doubt = Finding(
                Status.UNDETERMINED,
                "unknown_fact",
                possible=(Status.SATISFIED, Status.VIOLATED),
                missing=concerned.missing,
                answers=(concerned,),
            )
            unknown.append(doubt)
            continue
        for one in concerned:
            test = _test(bench, evolve(instance, norm=version, env=one.env, key=one.key), run, occurrence, one.doubt)
            tests.setdefault(one.key, [])
            if test is not None:
                tests[one.key].append(test)
    if unknown:
        tests.setdefault(run.key, []).extend(unknown)
    if not tests:
        tests[run.key] = []
    return [
        Decision(evolve(instance, key=key), _folded(bench, evolve(instance, key=key), run, found))
        for key, found in tests.items()
    ]


def _overlaps_life(bench: Bench, version: Norm, record: str) -> bool:
    """Whether a version is or was in force at some instant of the record's life so far."""
    opening, closing = bench.case.opening(record), bench.closing(record)
    assert opening is not None
    ruleset = bench.norms.ruleset
    first = max([opening.day, *(day for day in (version.first_day, ruleset.first_day) if day is not None)])
    last = min(
        [
            bench.case.now if closing is None else closing.point.day,
            *(day for day in (version.last_day, ruleset.last_day) if day is not None),
        ]
    )
    return first <= last


def _acts(bench: Bench, versions: Sequence[Norm], run: Run) -> Iterator[tuple[Norm, Occurrence]]:
    """The acts, each with the version in force on its day, in order."""
    found = [
        (version, occurrence)
        for version in versions
        if version.event is not None
        for occurrence in bench.case.occurrences(_of_any_member(version, version.event), run.env)
        if bench.case.in_force(version, occurrence.event.when.day)
    ]
    yield from sorted(found, key=lambda pair: pair[1].at.sort_key)


def _of_any_member(norm: Norm, pattern: EventPattern) -> EventPattern:
    """The pattern without what it asks of the variables of `for each`; each member's test asks that."""
    if not norm.for_each:
        return pattern
    constraints = tuple(c for c in pattern.constraints if not uses_members(norm, c.value))
    return evolve(
        pattern, object=None if uses_members(norm, pattern.object) else pattern.object, constraints=constraints
    )


def _folded(bench: Bench, instance: Instance, run: Run, tests: list[Finding]) -> Finding:
    norm = instance.norm
    closing = bench.closing(instance.record)
    if not tests and norm.when is not None:
        when = Undated(bench).value(norm.when, norm, run.env, bench.now)
        if when.value is False:
            return resting(Finding(Status.NOT_APPLICABLE, "when_false"), when)
    shut = closing is not None and not (run.triggered and compare(closing.point, run.arising.point) in (-1, 0))
    # What was over before a void closing had been decided by then.
    until = closing.point if shut and closing is not None else bench.now
    over, grounds = _over(bench, instance, run, until)
    ended = over or shut
    opened = run.arising.truth
    event = norm.event
    absent = (
        ()
        if event is None or tests
        else (FactUsed("no_event", instance.record or "", event.event, day=bench.case.now),)
    )
    closed = closing.facts if ended and closing is not None else ()
    kept = Finding(
        Status.SATISFIED,
        "no_forbidden_act",
        so_far=not ended,
        answers=(opened, Truth(True, (*absent, *closed)), *grounds),
    )
    void = shut and closing is not None and closing.void and not over
    finding = fold(tests, kept, void=void)
    if finding.status is not Status.SATISFIED:
        finding = resting(finding, opened, Truth(True, closed))
    if run.doubt is not None:
        none = resting(Finding(Status.NOT_APPLICABLE, "not_arisen"), run.doubt)
        return either([finding, none], missing=run.doubt.missing)
    return finding


def _over(bench: Bench, instance: Instance, run: Run, point: Point) -> tuple[bool, tuple[Truth, ...]]:
    """Whether, from an instant on, no further act can break the norm though the record is open - the window or the
    version is over, or `until` has come - and what says so."""
    norm = instance.norm
    lasts = [v.last_day for v in bench.norms.versions[norm.id]]
    days = [] if None in lasts else [max(day for day in lasts if day is not None)]
    if bench.norms.ruleset.last_day is not None:
        days.append(bench.norms.ruleset.last_day)
    if any(day < point.day or (day == point.day and point.second == END_OF_DAY) for day in days):
        return True, ()
    hearing = Hearing(bench, instance, run.arising, True, World())
    if norm.until is not None:
        come = _until_come(hearing, point)
        if come.value is True:
            return True, (come,)
    passed = None if norm.window is None else _window_passed(hearing, norm.window, point)
    return passed is not None, passed or ()


def _window_passed(hearing: Hearing, window: Window, point: Point) -> tuple[Truth, ...] | None:
    """What says that the window has passed by an instant in every possible world, whichever of its layers comes into
    force; None if it has not."""

    def in_world(world: World) -> Finding:
        measure = Measure.of(hearing.bench, hearing.asker(), world, window)
        stretches = []
        for place, layer in enumerate(window.layers):
            if layer.limit is not None:
                furthers = [later.further for later in window.layers[place + 1 :] if later.further is not None]
                stretches.append(measure.stretch(layer.limit, furthers, place, point))
        passed = all(_has_ended(stretch, point) for stretch in stretches)
        hung_on = tuple(s.anchor.truth for s in stretches if s.anchor is not None)
        return Finding(Status.SATISFIED, "no_forbidden_act", so_far=not passed, answers=hung_on)

    try:
        found = over_worlds(in_world)
    except NotSet:
        return None
    return None if found.so_far else tuple(answer for answer in found.answers if isinstance(answer, Truth))


def _has_ended(stretch: Stretch, point: Point) -> bool:
    """Whether a window is over at an instant: with the end of its last day, or with the entry that ends it."""
    if stretch.state != "come" or stretch.end is None:
        return False
    return stretch.end.day < point.day or (stretch.end.seq >= 0 and reached(stretch.end.after(), point))


# ------------------------------------------------------------------------------------------------ one act


def _test(bench: Bench, instance: Instance, run: Run, occurrence: Occurrence, doubt: Truth | None) -> Finding | None:
    """The test of one act; None if it does not count against the norm."""

    def on_side(late: bool) -> Finding:
        return over_worlds(
            lambda world: _heard(Hearing(bench, instance, run.arising, late, world), run, occurrence, doubt)
        )

    unordered = occurrence.event.when.day in bench.case.unordered_days
    finding = kindest(on_side) if unordered else on_side(True)
    return None if finding.status is Status.SATISFIED and not finding.answers else finding


def _heard(hearing: Hearing, run: Run, occurrence: Occurrence, doubt: Truth | None) -> Finding:
    act = occurrence.event
    act_hearing = evolve(hearing, instance=evolve(hearing.instance, env=hearing.instance.env.at_act(act)), consulted=[])
    point = occurrence.at.on_side(hearing.late)
    if not _in_life(act_hearing, run, point):
        return Finding(Status.SATISFIED, "no_forbidden_act")
    try:
        concerned = all_of(_concerned(act_hearing, occurrence, point, doubt))
        allowed, why = _allowed(act_hearing, occurrence, point)
    except NotSet as unset:
        return Finding(
            Status.UNDETERMINED,
            unset.why,
            possible=(Status.SATISFIED, Status.VIOLATED),
            missing=unset.missing,
            act=act,
        )
    violated = act_hearing.violated(why, point, act=act, answers=(occurrence.truth, concerned, allowed))
    excused = excusing(violated)
    fine = Finding(Status.SATISFIED, "no_forbidden_act")
    forbidden = all_of([concerned, negated(allowed)])
    if forbidden.value is False:
        return evolve(fine, answers=(occurrence.truth, allowed)) if concerned.value is True else fine
    finding = by_questions(
        [
            (lambda: negated(forbidden), lambda: fine),
            (lambda: act_hearing.overridden(point), lambda: evolve(excused, why="overridden")),
            (lambda: act_hearing.excepted(point), lambda: evolve(excused, why="exception")),
            (lambda: act_hearing.lifted([act]), lambda: evolve(excused, why="permitted")),
        ],
        lambda: violated,
    )
    return act_hearing.heard(finding)


def _in_life(hearing: Hearing, run: Run, point: Point) -> bool:
    """Whether an act falls in the record's life (its opening and closing entries included), after the trigger."""
    opening = hearing.bench.case.opening(hearing.record)
    closing = hearing.closing()
    if run.triggered:
        order = compare(point, run.arising.point)
        return order == 1 or (order is None and not hearing.late)
    if opening is None or compare(point.after(), opening) == -1:
        return False
    if closing is None:
        return True
    order = compare(point, closing.point)
    return order in (-1, 0) or (order is None and not hearing.late)


def _concerned(hearing: Hearing, occurrence: Occurrence, point: Point, doubt: Truth | None) -> Iterator[Truth]:
    """What makes an act one that the norm speaks of, one answer after the other."""
    norm = hearing.norm
    yield occurrence.truth
    if norm.for_each and norm.event is not None:
        yield hearing.bench.case.fits(norm.event, occurrence.event, hearing.env)
    if doubt is not None:
        yield doubt
    if norm.window is not None:
        yield _in_window(hearing, point)
    if norm.until is not None:
        yield negated(_until_come(hearing, point))
    if norm.while_ is not None:
        yield hearing.bench.truth(norm.while_, norm, hearing.env, point)
    yield hearing.applies(point)


def _in_window(hearing: Hearing, point: Point) -> Truth:
    """Whether an act lies in the prohibition's window. On its edges the order that keeps the norm is taken."""
    window = hearing.norm.window
    assert window is not None
    stretch = Measure.of(hearing.bench, hearing.asker(), hearing.world, window).at(point).stretch
    if _from_own_opening(hearing, stretch):
        stretch = evolve(stretch, start=None)
    grounds = () if stretch.anchor is None else stretch.anchor.truth.facts
    lenient = not hearing.late
    if stretch.state == "come":
        return Truth(admits(stretch, point, lenient=lenient), grounds)
    match base_limit(window).form:
        case LimitForm.BEFORE | LimitForm.NO_LATER_THAN | LimitForm.EARLIER_THAN:
            return Truth(admits(Stretch(stretch.start), point, lenient=lenient), grounds)
        case LimitForm.AFTER:
            inside = stretch.start is not None and admits(Stretch(stretch.start), point, lenient=lenient)
            return Truth(inside, grounds)
        case LimitForm.AT_LEAST_BEFORE | LimitForm.IN_THE_LAST:
            if hearing.closing() is not None:
                return NO
            return Truth(None, grounds, (_awaited(window.layers[0].limit.anchors if window.layers[0].limit else ()),))
        case _:
            return NO


def _from_own_opening(hearing: Hearing, stretch: Stretch) -> bool:
    """Whether a window begins with the entry that opened the record whose act it is: of these two the order is known,
    for nothing happens to a record before it opens."""
    act, opening = hearing.env.act, hearing.bench.case.opening(hearing.record)
    if act is None or act.record != hearing.record or opening is None or stretch.start is None or stretch.instant:
        return False
    return opening.seq >= 0 and opening.seq == stretch.start.seq


def _awaited(moments: Sequence[Moment]) -> str:
    pattern = getattr(moments[0], "pattern", None) if moments else None
    return "the event to come" if pattern is None else f"{pattern.event} of {pattern.kind}"


def _until_come(hearing: Hearing, point: Point) -> Truth:
    """Whether `until` has come by an instant."""
    norm = hearing.norm
    assert norm.until is not None
    opening = hearing.bench.case.opening(hearing.record)
    assert opening is not None
    arising = hearing.arising
    asker = Asker(norm, hearing.env, opening, arising.point, arising.day)
    for anchor in anchors(hearing.bench, norm.until, asker):
        if anchor.state == "come" and (norm.upon is None or compare(anchor.point, arising.point) == 1):
            order = compare(anchor.point, point)
            if order in (-1, 0) or (order is None and hearing.late):
                return anchor.truth if anchor.certain else evolve(anchor.truth, value=None)
    return NO


def _allowed(hearing: Hearing, occurrence: Occurrence, point: Point) -> tuple[Truth, str]:
    """Whether an act fits an exclusive power, and the reason if it does not; an act of a prohibition never does."""
    norm, bench = hearing.norm, hearing.bench
    if norm.form is Form.PROHIBITION:
        return NO, "forbidden_act"
    entitled = YES
    if norm.only_by is not None:
        entitled = bench.case.entitled(norm.only_by, occurrence.event, hearing.env, point, norm_id=norm.id)
    permitted = bench.truth(norm.only_when, norm, hearing.env, point)
    if norm.only_when is not None:
        hearing.note("only_when", permitted)
    why = "not_entitled" if entitled.value is not True else "condition_fails"
    return all_of([entitled, permitted]), why
