"""Obligations (language reference, sections 3 to 5), one instance on one line, instant by instant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import product

from attrs import evolve, frozen

from ruledsl.engine.verdicts import Status
from ruledsl.norms.expressions import And, EventPattern, Expr, Happened, Not, Or, Quantified
from ruledsl.norms.model import (
    Amount,
    ArisingMoment,
    DateMoment,
    EventMoment,
    Form,
    Layer,
    Limit,
    LimitForm,
    Moment,
    Norm,
    Strength,
)
from ruledsl.world.scenario import Event
from ruledsl.world.values import Day

from .conditions import Env, candidates, evaluate, is_lasting, matches, may_be_given, truth
from .days import rolled, steps
from .following import overridden
from .lines import Line, Point, after
from .lives import Life, life
from .permitting import covered, permissions, permitted
from .results import Found, ask, branches, folded, one, severity
from .truth import NotCovered, Truth, both, either

MOST_WALKS = 1500
BEFORE = (LimitForm.BEFORE, LimitForm.AT_LEAST_BEFORE, LimitForm.AT, LimitForm.IN_THE_LAST)


@frozen(eq=False)
class Instance:
    """A norm on a record. `trigger`: the occurrence of `upon`, with the instant before it. `arises`: given for a
    consequence. `date`: the day tried for a date field that has no value. `planned`: anchors that have not come are
    asked for on the day they are planned for."""

    norm: Norm
    record: str
    bound: dict[str, str]
    trigger: tuple[Point, Event] | None = None
    date: int | None = None
    arises: Point | None = None
    planned: bool = False

    def env(self, line: Line) -> Env:
        at, act = self.trigger if self.trigger is not None else (None, None)
        return Env(line, {"self": self.record, **self.bound}, trigger=act, trigger_at=at, norm=self.norm.id)


@frozen
class Span:
    """A window: from an instant to the end of a day; without a day, to the closing. `exists`: a day for the due date
    that is known before the window can pass."""

    start: Point
    due: int | None
    strength: Strength | None = None


# ------------------------------------------------------------------------------------------------ without a window


def without_window(line: Line, instance: Instance) -> Found:
    """*Without a window: C must hold when the record closes*; at once where all rests on undated facts."""
    norm, env, here = instance.norm, instance.env(line), life(line, instance.record)
    if here.opens is None:
        return one(Status.NOT_APPLICABLE)
    if here.void:
        return _undated(line, instance, env) or one(Status.NOT_APPLICABLE)
    found = _undated(line, instance, env)
    if found is not None:
        return found
    at = here.closes or line.end
    applies, kept = truth(norm.when, env, at), content_at(norm, env, at)
    excepted = excused_at(line, instance, env, at, here.opens)
    possible = ask(applies, overridden(line, norm, instance.record, at), kept, excepted, here.closes is not None)
    if len(possible) > 1 and _may_fail_at_once(line, norm, env):
        possible |= {Status.VIOLATED}
    return _carrying(norm, possible, so_far=here.closes is None)


def content_at(norm: Norm, env: Env, at: Point) -> Truth:
    """Whether the content holds; an act that a permission `despite` the norm covers counts in it."""
    return truth(norm.content, evolve(env, lifting=norm), at)


def excused_at(line: Line, instance: Instance, env: Env, at: Point, first: Point) -> Truth:
    """Whether the exception holds, or an act that a permission covers has been done from an instant on."""
    norm = instance.norm
    unless = norm.unless is not None and truth(norm.unless, env, at)
    return either([unless, permitted(line, norm, instance.record, first, at)])


def _may_fail_at_once(line: Line, norm: Norm, env: Env) -> bool:
    """Whether the norm would be broken at once if facts that are not given turned out so: given as undated ones."""
    from .following import overriding

    still, at = evolve(env, timeless=True), line.end
    parts = (norm.content, norm.when, norm.unless)
    answers = (
        truth(norm.content, env, at),
        truth(norm.when, env, at),
        norm.unless is not None and truth(norm.unless, env, at),
    )
    if overriding(line, norm) or any(wrong is each for wrong, each in zip((True, False, True), answers, strict=True)):
        return False
    return all(rests_on_undated(part, still, at, ungiven=True) for part in parts)


def _undated(line: Line, instance: Instance, env: Env) -> Found | None:
    """Section 5: where C, `when`, `unless` and order all rest on undated facts and judgements already made that no
    deeming sets, at once."""
    from .following import overriding

    norm = instance.norm
    still, at = evolve(env, timeless=True), line.end
    if overriding(line, norm) or not all(
        rests_on_undated(part, still, at) for part in (norm.content, norm.when, norm.unless)
    ):
        return None
    content, applies = truth(norm.content, still, at), truth(norm.when, still, at)
    excepted = norm.unless is not None and truth(norm.unless, still, at)
    return _carrying(norm, ask(applies, False, content, excepted, True))


def rests_on_undated(expr: Expr | None, still: Env, at: Point, *, ungiven: bool = False) -> bool:
    """Whether every part of a condition is known from undated facts, not only its whole: the sides of `and` and `or`,
    each member that is asked about. `ungiven`: or would be, if facts that are not given were."""
    match expr:
        case None:
            return True
        case And(items) | Or(items):
            return all(rests_on_undated(item, still, at, ungiven=ungiven) for item in items)
        case Not(item):
            return rests_on_undated(item, still, at, ungiven=ungiven)
        case Quantified(_, var, members, body):
            found = candidates(members, still, at)
            if found is None or any(inside is None for _, inside in found):
                return False
            return all(
                rests_on_undated(body, evolve(still, bound={**still.bound, var: name}), at, ungiven=ungiven)
                for name, inside in found
                if inside
            )
        case _:
            return truth(expr, still, at) is not None or (ungiven and may_be_given(expr, still, at))


def _carrying(
    norm: Norm,
    possible: frozenset[Status],
    *,
    so_far: bool = False,
    due: int | None = None,
    strength: Strength | None = None,
    at: Point | None = None,
) -> Found:
    status = next(iter(possible)) if len(possible) == 1 else None
    return Found(
        possible,
        so_far and status in (Status.SATISFIED, Status.EXCUSED),
        due,
        severity(norm, strength) if status is Status.VIOLATED else None,
        at,
    )


def at_all_times(line: Line, instance: Instance) -> Found:
    """`at all times`: C must hold from the arising to the closing; broken at the first instant at which it fails."""
    norm, env, here = instance.norm, instance.env(line), life(line, instance.record)
    if here.opens is None:
        return one(Status.NOT_APPLICABLE)
    if permissions(line, norm):
        raise NotCovered("a permission that lifts what must hold at all times")
    found = []
    for start in arisings(line, instance, here, here.opens):
        if start is None:
            found.append(one(Status.NOT_APPLICABLE))
            continue
        last = here.closes or line.end
        outcomes: list[frozenset[Status]] = []
        for at in line.points(start, last):
            if here.closes is not None and at >= here.closes:
                break
            kept = truth(norm.content, env, at)
            if kept is True:
                # what holds needs no excuse
                continue
            excepted = norm.unless is not None and truth(norm.unless, env, at)
            outcomes.append(ask(True, overridden(line, norm, instance.record, at), kept, excepted, True))
        found.append(_carrying(norm, folded(outcomes, void=here.void), so_far=here.closes is None))
    return merged(found)


def merged(found: list[Found]) -> Found:
    """What all possibilities agree on is decided."""
    first = found[0]
    if all(each.status == first.status and len(each.possible) == 1 for each in found):
        if all(each == first for each in found):
            return first
        dues = {each.due for each in found}
        return evolve(first, due=first.due if len(dues) == 1 else -1, so_far=any(each.so_far for each in found))
    return Found(frozenset().union(*(each.possible for each in found)))


# ------------------------------------------------------------------------------------------------ arising


def arisings(line: Line, instance: Instance, here: Life, first: Point) -> list[Point | None]:
    """Section 4, `when`: a norm with a window arises at the first instant of the life (from the anchor on) at which C
    holds; an unknown instant may be the first. None: not so far."""
    norm = instance.norm
    if instance.arises is not None:
        return [instance.arises]
    if instance.trigger is not None:
        at, act = instance.trigger
        env = evolve(instance.env(line), act=act, act_at=at)
        match truth(norm.when, env, at):
            case True:
                return [at]
            case False:
                return [None]
            case None:
                return [at, None]
    if norm.when is None:
        return [first]
    env, found = instance.env(line), []
    if truth(norm.when, env, first) is None and holds_for_life(norm.when, evolve(env, timeless=True), first):
        return [first, None]
    for at in line.points(first, line.end):
        if here.closes is not None and (at > here.closes or (at == here.closes and (here.void or _is_always(norm)))):
            # nothing arises at a void closing; what must hold at all times has no time left at any
            break
        holds = truth(norm.when, env, at)
        if holds is not False:
            found.append(at)
        if holds is True:
            return found  # type: ignore[return-value]
    return [*found, None]


def holds_for_life(expr: Expr | None, still: Env, at: Point) -> bool:
    """Whether a condition, known or not, is the same at all instants of the life."""
    match expr:
        case None:
            return True
        case And(items) | Or(items):
            return all(holds_for_life(item, still, at) for item in items)
        case Not(item):
            return holds_for_life(item, still, at)
        case _:
            return truth(expr, still, at) is not None or is_lasting(expr, still, at)


def _is_always(norm: Norm) -> bool:
    return norm.window is not None and norm.window.layers[0].limit == Limit(LimitForm.AT_ALL_TIMES)


def anchor(line: Line, instance: Instance, moment: Moment, arises: Point | None) -> Point | None:
    """Section 3: `of A` is the record's first A; with `upon A` that A; `of next A` the first after the arising."""
    match moment:
        case ArisingMoment():
            return arises
        case DateMoment(day):
            return (day, 0) if day <= line.now else None
        case EventMoment(pattern, following):
            upon = instance.norm.upon
            if isinstance(upon, EventMoment) and upon.pattern == pattern and instance.trigger and not following:
                return instance.trigger[0]
            env = instance.env(line)
            for at, act in line.acts(None, pattern.event):
                fits = matches(pattern, at, act, env)
                if fits is None:
                    raise NotCovered("an anchor that may be one")
                if fits and (not following or (arises is not None and at > arises)):
                    return at
            day = plan(line, pattern, env) if instance.planned else None
            return None if day is None else (day, 0)
        case _:
            raise NotCovered(f"an anchor of {type(moment).__name__}")


def plan(line: Line, pattern: EventPattern, env: Env) -> int | None:
    """Section 2: a plan never happens by itself: the event's own entry replaces it. The first that stands."""
    standing: list[int] = []
    for record in sorted({event.record for event in line.scenario.events if event.planned}):
        plans = [
            event
            for event in line.scenario.events
            if event.planned and event.event == pattern.event and event.record == record
        ]
        for event in plans[len(line.acts(record, pattern.event)) :]:
            fits = matches(pattern, (event.when.day, 0), event, env)
            if fits is None:
                raise NotCovered("a plan that may be one")
            standing += [event.when.day] if fits else []
    return min(standing, default=None)


def planned_due(
    line: Line, instance: Instance, opening: Point, arises: Point | None, guess: tuple[bool, ...]
) -> Span | None:
    """The window as counted from the day that its anchor is planned for, if it has not come."""
    moment = counted_from(instance.norm)
    if not isinstance(moment, EventMoment) or anchor(line, instance, moment, arises) is not None:
        return None
    found = spans(line, evolve(instance, planned=True), opening, arises, line.end, guess)
    return found if isinstance(found, Span) else None


def hanging(possible: frozenset[Status]) -> frozenset[Status]:
    """Section 5: a limit counted from a planned anchor is neither satisfied nor violated before it has happened."""
    return frozenset(Status.PENDING if each is Status.SATISFIED else each for each in possible)


# ------------------------------------------------------------------------------------------------ forward windows


def due_day(line: Line, instance: Instance, amount: Amount, start: Point, at: Point, suspended: Expr | None) -> int:
    """The unrolled last day of a limit, as counted at an instant: days ahead count as unsuspended (section 3)."""
    if not isinstance(amount.n, int) or amount.duration_name is not None or amount.clear:
        raise NotCovered("an amount that is not a number")
    stands_still = _suspension(line, instance, suspended, at)
    return steps(start[0], amount.n, amount.unit, line.workday, stands_still)


def _suspension(line: Line, instance: Instance, state: Expr | None, at: Point) -> Callable[[int], bool] | None:
    if state is None:
        return None
    env = instance.env(line)

    def stands_still(day: int) -> bool:
        if day > at[0]:
            return False
        last = min(line.last_of(day), at)
        found = [truth(state, env, each) for each in line.points((day, 0), last)]
        if None in found:
            raise NotCovered("a suspension that is unknown")
        return True in found

    return stands_still


def base_span(
    line: Line, instance: Instance, limit: Limit, opening: Point, arises: Point | None, at: Point, held: Expr | None
) -> Span | str:
    """The table of windows: where a limit begins and ends; `waiting` while its anchor has not come, `unknown` without
    the value of its date."""
    match limit.form:
        case LimitForm.BY:
            if limit.month_day is not None:
                if arises is None:
                    return "waiting"
                day = arises[0]
                while not _is_day(day, limit.month_day):
                    day += 1
                return Span(opening, day)
            assert limit.date is not None
            found = evaluate(limit.date, instance.env(line), at)
            last = found.ordinal if isinstance(found, Day) else instance.date
            return "unknown" if last is None else Span(opening, last)
        case LimitForm.AT_ALL_TIMES | LimitForm.PROMPTLY | LimitForm.EARLIER_OF | LimitForm.LATER_OF:
            raise NotCovered(f"a window {limit.form}")
        case _:
            pass
    if len(limit.anchors) != 1 or limit.closing is not None:
        raise NotCovered("a window with several ends")
    start = anchor(line, instance, limit.anchors[0], arises)
    if start is None or (start > at and not instance.planned):
        return "waiting"
    match limit.form:
        case LimitForm.WITHIN | LimitForm.NO_LATER_THAN:
            assert limit.amount is not None
            last = due_day(line, instance, limit.amount, start, at, held)
            if instance.norm.form is not Form.PROHIBITION:
                # prohibitions roll over only with `later than`
                last = rolled(last, limit.amount.unit, line.workday)
            return Span(start if limit.form is LimitForm.WITHIN else opening, last)
        case LimitForm.SAME_DAY:
            return Span(start, start[0])
        case LimitForm.AFTER:
            if not _only_events(instance.norm.content) and instance.norm.content is not None:
                raise NotCovered("a state of affairs required `after A`")
            return Span(start, None)
        case LimitForm.NOT_BEFORE:
            assert limit.amount is not None
            return Span((due_day(line, instance, limit.amount, start, at, held), 0), None)
        case LimitForm.FROM_TO:
            assert limit.amount is not None
            assert limit.to is not None
            first = due_day(line, instance, limit.amount, start, at, held)
            last = due_day(line, instance, limit.to, start, at, held)
            return Span((first, 0), rolled(last, limit.to.unit, line.workday))
        case LimitForm.EARLIER_THAN:
            assert limit.amount is not None
            return Span(opening, due_day(line, instance, limit.amount, start, at, held) - 1)
        case LimitForm.LATER_THAN:
            assert limit.amount is not None
            last = due_day(line, instance, limit.amount, start, at, held)
            return Span((rolled(last, limit.amount.unit, line.workday) + 1, 0), None)
        case _:
            raise NotCovered(f"a window {limit.form}")


def _is_day(day: int, month_day: tuple[int, int]) -> bool:
    """`by 29 February` is the last day of February in a common year (docs/semantics.md; language.md is silent)."""
    here, next_day = date.fromordinal(day), date.fromordinal(day + 1)
    if (here.month, here.day) == month_day:
        return True
    return month_day == (2, 29) and (here.month, here.day, next_day.month) == (2, 28, 3)


def _only_events(expr: Expr | None) -> bool:
    match expr:
        case And(items) | Or(items):
            return all(_only_events(item) for item in items)
        case _:
            return isinstance(expr, Happened)


def spans(
    line: Line, instance: Instance, opening: Point, arises: Point | None, at: Point, guess: tuple[bool, ...]
) -> Span | str:
    """*Layers*: at each instant the last layer whose `if` then holds is the limit in force; `further` is added to the
    limit in force. `guess` answers the layers' conditions that are unknown."""
    window = instance.norm.window
    assert window is not None
    env = instance.env(line)
    chosen: Layer | None = None
    further: Layer | None = None
    for layer, guessed in zip(window.layers, guess, strict=True):
        holds = truth(layer.condition, env, at)
        if not (guessed if holds is None else holds):
            continue
        if layer.kind == "further":
            if further is not None:
                raise NotCovered("two further terms")
            further = layer
        else:
            if further is not None:
                raise NotCovered("a layer after a further term")
            chosen = layer
    assert chosen is not None
    assert chosen.limit is not None
    limit = chosen.limit
    if further is None or further.further is None:
        found = base_span(line, instance, limit, opening, arises, at, window.suspended)
        return found if isinstance(found, str) else evolve(found, strength=chosen.strength)
    if limit.form not in (LimitForm.WITHIN, LimitForm.NO_LATER_THAN) or limit.amount is None:
        raise NotCovered("a further term of another window")
    start = anchor(line, instance, limit.anchors[0], arises)
    if start is None or (start > at and not instance.planned):
        return "waiting"
    more = further.further
    if not isinstance(more.n, int) or not isinstance(limit.amount.n, int):
        raise NotCovered("an amount that is not a number")
    if more.unit == limit.amount.unit:
        whole = evolve(limit.amount, n=limit.amount.n + more.n)
        last = due_day(line, instance, whole, start, at, window.suspended)
    else:
        base = due_day(line, instance, limit.amount, start, at, window.suspended)
        last = due_day(line, instance, more, (base, 0), at, window.suspended)
    strength = further.strength if further.strength is not None else chosen.strength
    return Span(start if limit.form is LimitForm.WITHIN else opening, rolled(last, more.unit, line.workday), strength)


def counted_from(norm: Norm) -> Moment | None:
    """The anchor A of a window counted from A, if it has one other than the arising."""
    assert norm.window is not None
    limit = norm.window.layers[0].limit
    assert limit is not None
    moments = [m for m in limit.anchors if not isinstance(m, ArisingMoment)]
    return moments[0] if moments else None


def with_forward_window(line: Line, instance: Instance) -> Found:
    """*Obligation with a window*: for each arising and each answer to an unknown layer that is possible."""
    here, norm = life(line, instance.record), instance.norm
    if here.opens is None:
        return one(Status.NOT_APPLICABLE)
    assert norm.window is not None
    opening = here.opens
    first: Point | None = opening
    moment = counted_from(norm)
    if moment is not None and norm.when is not None and instance.trigger is None:
        first = anchor(line, instance, moment, None) if not _following(moment) else opening
    if norm.when is not None and first is not None and here.closes is not None and first >= here.closes:
        # from A on there is no instant of the life at which C could hold
        return one(Status.NOT_APPLICABLE)
    if first is None:
        return _before_anchor(line, instance, here)
    starts = arisings(line, instance, here, max(first, opening))
    unsure = [layer.condition is not None for layer in norm.window.layers]
    found = []
    for arises in starts:
        if arises is None:
            found.append(one(Status.NOT_APPLICABLE))
            continue
        guesses = product(*[(True, False) if each else (True,) for each in unsure])
        for guess, day in product(guesses, _dates(line, instance, opening)):
            found.append(_walk(line, evolve(instance, date=day), here, opening, arises, guess))
        if len(found) > MOST_WALKS:
            raise NotCovered("too many possibilities")
    return merged(found)


def _dates(line: Line, instance: Instance, opening: Point) -> list[int | None]:
    """The days that a date field without a value may name: any."""
    assert instance.norm.window is not None
    dates = [layer.limit.date for layer in instance.norm.window.layers if layer.limit is not None]
    known = [isinstance(evaluate(each, instance.env(line), line.end), Day) for each in dates if each is not None]
    if all(known):
        return [None]
    return list(range(opening[0] - 1, line.now + 2))


def _before_anchor(line: Line, instance: Instance, here: Life) -> Found:
    """With `when` and a window counted from A the norm arises *from A on*. The text does not say what it is before:
    here the questions are asked as of now, as of a norm that waits for its anchor."""
    norm, env = instance.norm, instance.env(line)
    if here.void or here.closes is not None:
        return one(Status.NOT_APPLICABLE)
    at = line.end
    possible = ask(
        truth(norm.when, env, at),
        overridden(line, norm, instance.record, at),
        _from_opening(norm) and content_at(norm, env, at),
        excused_at(line, instance, env, at, at),
        False,
    )
    assert norm.window is not None
    certain = tuple(layer.condition is None for layer in norm.window.layers)
    hoped = planned_due(line, instance, here.opens or at, at, certain)
    if hoped is None:
        return _carrying(norm, possible, so_far=True)
    return _carrying(norm, hanging(possible), so_far=True, due=hoped.due)


def _following(moment: Moment) -> bool:
    return isinstance(moment, EventMoment) and moment.next


def _walk(line: Line, instance: Instance, here: Life, opening: Point, arises: Point, guess: tuple[bool, ...]) -> Found:
    """Instant by instant: whether the limit in force has passed, and whether the content has come in the window.

    *The norm breaks at the first instant at which the limit in force has passed: nothing done afterwards revives it.*
    """
    norm, env = instance.norm, instance.env(line)
    kept: Truth = False
    excepted: Truth = False
    due: int | None = None
    late_born = here.closes is not None and (after(arises) if instance.trigger else arises) >= here.closes
    unknown_date = False
    span: Span | str = "waiting"
    hoped = planned_due(line, instance, opening, arises, guess)
    perhaps: frozenset[Status] = frozenset()
    """What the norm was decided as, if the content came at an instant at which it may have."""
    for at in line.points(opening, line.end):
        before, span = span, spans(line, instance, opening, arises, at, guess)
        if isinstance(before, Span) and before.due is not None and before.due < at[0] and at > arises:
            # it passed with the end of its last day; what comes into force with the next day comes too late
            span = before
        if _anchored_after(line, instance, here, arises):
            span = "waiting"
        closed = here.closes is not None and at >= here.closes and not late_born
        if closed and here.void:
            return Found(perhaps | {Status.NOT_APPLICABLE})
        if isinstance(span, Span):
            due = span.due
            unknown_date = False
            over = span.due is not None and at[0] > span.due
            if span.due is None and closed:
                over = True
            if (not over and at >= span.start) or (
                over and span.due is None and at == here.closes and at >= span.start
            ):
                here_kept = content_at(norm, evolve(env, since=span.start), at)
                kept = either([kept, here_kept])
                if here_kept is None:
                    perhaps |= ask(True, overridden(line, norm, instance.record, at), True, False, False)
            if kept is True and at >= arises:
                return _kept(line, instance, at, due, span)
            if over and at >= arises:
                if span.due is not None and norm.window is not None and len(norm.window.layers) == 1:
                    # the date may have become known only after the content had come by it
                    inside = evolve(env, since=span.start)
                    kept = either(
                        content_at(norm, inside, each) for each in line.points(span.start, line.last_of(span.due))
                    )
                if span.due is not None and arises[0] > span.due:
                    # decided at once, where it arises
                    excepted = excused_at(line, instance, env, arises, arises)
                # the window's end is the end of its last day, unless the limit came into force after it
                end = line.last_of(span.due) if span.due is not None and at == (span.due + 1, 0) else at
                possible = ask(True, overridden(line, norm, instance.record, max(arises, end)), kept, excepted, True)
                possible |= perhaps
                return _carrying(norm, possible, due=due, strength=span.strength, at=at)
        else:
            unknown_date = span == "unknown"
            if _from_opening(norm):
                # the window has begun, though its end is not known yet
                here_kept = content_at(norm, evolve(env, since=opening), at)
                kept = either([kept, here_kept])
                if here_kept is None and hoped is None:
                    perhaps |= ask(True, overridden(line, norm, instance.record, at), True, False, False)
                if kept is True and at >= arises and hoped is None:
                    return _kept(line, instance, at, None, Span(opening, None))
            if closed and not unknown_date:
                # *unless the content was kept by then*: in the window, which for `within … of A` has not begun
                done = _from_opening(norm) and content_at(norm, evolve(env, since=opening), at)
                if_kept = ask(True, overridden(line, norm, instance.record, at), True, False, False)
                ways = (if_kept if each else frozenset({Status.NOT_APPLICABLE}) for each in branches(done))
                return _carrying(norm, perhaps.union(*ways))
        if at >= arises:
            excepted = either([excepted, excused_at(line, instance, env, at, arises)])
    possible = ask(True, overridden(line, norm, instance.record, line.end), kept, excepted, False)
    possible |= perhaps
    if hoped is not None:
        return _carrying(norm, hanging(possible), so_far=True, due=hoped.due)
    return _carrying(norm, possible, so_far=True, due=due)


def _anchored_after(line: Line, instance: Instance, here: Life, arises: Point) -> bool:
    """Whether the record closed before the anchor came."""
    moment = counted_from(instance.norm)
    if here.closes is None or moment is None or instance.trigger is not None:
        return False
    start = anchor(line, instance, moment, arises)
    return start is not None and start >= here.closes


def _from_opening(norm: Norm) -> bool:
    assert norm.window is not None
    forms = (LimitForm.NO_LATER_THAN, LimitForm.EARLIER_THAN)
    return all(layer.limit is not None and layer.limit.form in forms for layer in norm.window.layers)


def _kept(line: Line, instance: Instance, at: Point, due: int | None, span: Span) -> Found:
    """Section 5: overridden at the decision is asked before whether the content is kept."""
    possible = ask(True, overridden(line, instance.norm, instance.record, at), True, False, False)
    return _carrying(instance.norm, possible, due=due, strength=span.strength)


# ------------------------------------------------------------------------------------------------ preconditions


def before_each(line: Line, instance: Instance) -> Iterator[tuple[int | None, Found]]:
    """*Before E: one verdict for each E, and one for the next E while none has come.*"""
    norm, here = instance.norm, life(line, instance.record)
    assert norm.window is not None
    if len(norm.window.layers) != 1 or norm.window.suspended is not None or norm.upon is not None:
        raise NotCovered("a precondition with layers, a suspension or a trigger")
    limit = norm.window.layers[0].limit
    assert limit is not None
    env = instance.env(line)
    if here.opens is None:
        yield None, one(Status.NOT_APPLICABLE)
        return
    acts: list[tuple[Point, Event]] = []
    for moment in limit.anchors:
        if not isinstance(moment, EventMoment) or moment.next:
            raise NotCovered("a precondition of what is not an event")
        for at, act in line.acts(None, moment.pattern.event):
            fits = matches(moment.pattern, at, act, env)
            if fits is None:
                raise NotCovered("an E that may be one")
            if fits:
                acts.append((at, act))
    acts.sort(key=lambda each: each[0])
    if not acts:
        yield None, _awaited(line, instance, limit, here)
        return
    if norm.chain is not None:
        yield 1, _step(line, instance, limit, here, acts)
        return
    for number, (at, act) in enumerate(acts, start=1):
        yield number, _at_act(line, instance, limit, here, at, act)


def _step(line: Line, instance: Instance, limit: Limit, here: Life, acts: list[tuple[Point, Event]]) -> Found:
    """*Whenever a later step or E happens, the step has happened*: one verdict a step, decided at the first of them at
    which its `if` holds; one at which that is unknown may be the first."""
    open_order = any(
        len(line.days[at[0]]) > 1 and any(each.when.second is None for each in line.days[at[0]]) for at, _ in acts
    )
    if instance.norm.when is not None and open_order:
        raise NotCovered("a step with an `if`, on a day in an open order")
    possible: list[Found] = []
    for at, act in acts:
        env = evolve(instance.env(line), act=act, act_at=at)
        applies = truth(instance.norm.when, env, at)
        if applies is False:
            continue
        if possible:
            raise NotCovered("a step of which it is unknown by which later one it is decided")
        possible.append(_at_act(line, evolve(instance, norm=evolve(instance.norm, when=None)), limit, here, at, act))
        if applies is True:
            return merged(possible)
    return merged([*possible, one(Status.NOT_APPLICABLE)])


def _awaited(line: Line, instance: Instance, limit: Limit, here: Life) -> Found:
    """While no E has come: *preconditions met before their E* are satisfied so far (the windows of `at E` and `in the
    last N before E` have not begun, and so are not met); if the record closes before E came,
    not applicable, unless the content was kept by then."""
    norm, env = instance.norm, instance.env(line)
    if here.void:
        return one(Status.NOT_APPLICABLE)
    at = here.closes or line.end
    if limit.form in (LimitForm.AT, LimitForm.IN_THE_LAST) and here.closes is not None:
        return one(Status.NOT_APPLICABLE)
    if here.closes is not None:
        kept = both([truth(norm.when, env, at), content_at(norm, env, at)])
        return _closed(kept, overridden(line, norm, instance.record, at))
    kept = False
    days = [plan(line, moment.pattern, env) for moment in limit.anchors if isinstance(moment, EventMoment)]
    hoped = min([day for day in days if day is not None], default=None)
    match limit.form:
        case LimitForm.BEFORE:
            kept = content_at(norm, env, at)
        case LimitForm.AT_LEAST_BEFORE:
            # as if E came now; the text says no more than *met before their E*
            assert limit.amount is not None
            assert isinstance(limit.amount.n, int)
            last = steps(at[0] if hoped is None else hoped, limit.amount.n, limit.amount.unit, line.workday, None, -1)
            kept = content_at(norm, env, min(line.last_of(last), at))
        case _:
            pass
    possible = ask(
        truth(norm.when, env, at),
        overridden(line, norm, instance.record, at),
        kept,
        excused_at(line, instance, env, at, here.opens or at),
        False,
    )
    if hoped is None:
        return _carrying(norm, possible, so_far=True)
    if limit.form is LimitForm.AT_LEAST_BEFORE:
        assert limit.amount is not None
        assert isinstance(limit.amount.n, int)
        due = steps(hoped, limit.amount.n, limit.amount.unit, line.workday, None, -1)
        return _carrying(norm, hanging(possible), so_far=True, due=due)
    return _carrying(norm, possible, so_far=True, due=hoped)


def _closed(kept: Truth, ruled_out: Truth) -> Found:
    """Not applicable, unless the content was kept: then the order of questions goes on."""
    if_kept = ask(True, ruled_out, True, False, False)
    return Found(frozenset().union(*(if_kept if each else {Status.NOT_APPLICABLE} for each in branches(kept))))


def _at_act(line: Line, instance: Instance, limit: Limit, here: Life, at: Point, act: Event) -> Found:
    """The verdict for one E, decided at it. `before E` reads fields at E, `at least N U before E` at the end of its
    last day; events anywhere before."""
    norm = instance.norm
    env = evolve(instance.env(line), act=act, act_at=at)
    due = at[0]
    if here.closes is not None and at >= here.closes:
        raise NotCovered("an E after the closing")
    match limit.form:
        case LimitForm.BEFORE | LimitForm.AT:
            kept = content_at(norm, env, at)
        case LimitForm.AT_LEAST_BEFORE:
            assert limit.amount is not None
            assert isinstance(limit.amount.n, int)
            due = steps(at[0], limit.amount.n, limit.amount.unit, line.workday, None, -1)
            if due < line.first:
                raise NotCovered("a limit that ends before the log begins")
            kept = content_at(norm, env, line.last_of(due))
        case LimitForm.IN_THE_LAST:
            assert limit.amount is not None
            assert isinstance(limit.amount.n, int)
            start = steps(at[0], limit.amount.n, limit.amount.unit, line.workday, None, -1)
            inside = evolve(env, since=(start, 0))
            kept = either(content_at(norm, inside, each) for each in line.points((start, 0), at))
        case _:
            raise NotCovered(f"a precondition {limit.form}")
    possible = ask(
        truth(norm.when, env, at),
        overridden(line, norm, instance.record, at),
        kept,
        either([excused_at(line, instance, env, at, here.opens or at), covered(line, norm, at, act)]),
        True,
    )
    return _carrying(norm, possible, due=due, at=at)


def obligation(line: Line, instance: Instance) -> Iterator[tuple[int | None, Found]]:
    """An instance's verdicts, with the number of the E each speaks of."""
    norm = instance.norm
    if norm.window is None:
        yield None, without_window(line, instance)
        return
    limit = norm.window.layers[0].limit
    assert limit is not None
    if limit.form is LimitForm.AT_ALL_TIMES:
        yield None, at_all_times(line, instance)
    elif limit.form in BEFORE:
        yield from before_each(line, instance)
    else:
        yield None, with_forward_window(line, instance)
