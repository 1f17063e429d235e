"""The hearing: the questions that are asked of one instance at an instant, whatever its form.

It is handed an instance, one of the instants at which it may have arisen, and the side on which a day's entries are
taken; it answers whether the norm is overridden, excepted, or lifted by a permission, and keeps a record of what was
looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, evolve, field

from ruledsl.civil_time import Amount as Length
from ruledsl.civil_time import DateOutOfRange, limit_after
from ruledsl.engine.answers import NO, Closing, Env, Truth, merged
from ruledsl.engine.bench import Arising, Bench, Instance
from ruledsl.engine.contents import Content
from ruledsl.engine.findings import Answer, Breach, Finding, World, by_questions, consulting, severity_of
from ruledsl.engine.instants import compare
from ruledsl.engine.moments import Asker
from ruledsl.engine.order import overridden
from ruledsl.engine.permissions import concerns, lifting
from ruledsl.engine.point import Point, at_entry
from ruledsl.engine.undated import Undated
from ruledsl.engine.verdicts import Consulted, Status
from ruledsl.norms.expressions import Literal
from ruledsl.norms.model import Norm, Strength
from ruledsl.world.scenario import Event


@define
class Hearing:
    """One instance, heard on one side and in one world."""

    bench: Bench
    instance: Instance
    arising: Arising
    late: bool
    world: World
    consulted: list[Consulted] = field(factory=list)
    env: Env = field(init=False)
    content: Content = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.env = self.instance.env.on_side(self.late)
        expr = self.norm.content
        self.content = Content(self.bench, self.norm, self.env, Literal(True) if expr is None else expr)

    @property
    def norm(self) -> Norm:
        return self.instance.norm

    @property
    def record(self) -> str:
        assert self.instance.record is not None
        return self.instance.record

    @property
    def now(self) -> Point:
        return self.bench.now

    def closing(self) -> Closing | None:
        """The record's closing, if it came after the norm arose (else it does not decide it), or before the anchor from
        which the norm would have arisen."""
        closing = self.bench.closing(self.instance.record)
        if closing is None:
            return None
        order = compare(closing.point, self.arising.point)
        if order is None and self.late and self._is_triggered() and not self.forestalled(closing, self.env.trigger):
            return None
        return closing if self.instance.waits or order not in (-1, 0) else None

    def _is_triggered(self) -> bool:
        return self.norm.upon is not None or self.norm.otherwise_of is not None

    def forestalled(self, closing: Closing, event: Event | None) -> bool:
        """Whether an event cannot have come after the closing: nothing happens to a record that has closed void."""
        return closing.void and event is not None and event.record == self.record

    def asker(self) -> Asker:
        opening = self.bench.opening(self.norm, self.record)
        assert opening is not None
        arising = self.arising
        return Asker(self.norm, self.env, opening, arising.point, arising.day, arising.truth)

    # ------------------------------------------------------------------------------------------ questions

    def applies(self, point: Point) -> Truth:
        """Whether the norm's `when` holds at an instant."""
        truth = self.bench.truth(self.norm.when, self.norm, self.env, point)
        if self.norm.when is not None:
            self.note("when", truth)
        return truth

    def overridden(self, point: Point) -> Truth:
        """Whether another norm overrides this one at an instant."""
        truth, consulted = overridden(self.bench, self.norm, self.instance.record, self.env, point.on_side(self.late))
        self.consulted += [c for c in consulted if c not in self.consulted]
        return truth

    def excepted(self, point: Point) -> Truth:
        """Whether the exception holds at an instant."""
        if self.norm.unless is None:
            return NO
        truth = self.bench.truth(self.norm.unless, self.norm, self.env, point)
        self.note("unless", truth)
        return truth

    def excepted_between(self, start: Point, end: Point) -> Truth:
        """Whether the exception holds at any instant of a stretch, as forward windows ask."""
        if self.norm.unless is None:
            return NO
        truth = self.bench.lasting(self.norm.unless, self.norm, self.env, start, end)
        self.note("unless", truth)
        return truth

    def lifted(self, acts: Sequence[Event]) -> Truth:
        """Whether a permission `despite` this norm covers one of the acts."""
        truth, consulted = lifting(self.bench, self.norm, acts, self.env)
        self.consulted += [c for c in consulted if c not in self.consulted]
        return truth

    def lifted_by(self, point: Point) -> Truth:
        """Whether a permission `despite` this norm covers an act on the record, or on one tied to it, from the arising
        to an instant."""
        case = self.bench.case
        events = {p.event.event for p in self.bench.norms.despite(self.norm.id) if p.event is not None}
        if not events:
            return NO
        acts = [
            event
            for event in case.scenario.events
            if event.event in events
            and not event.planned
            and concerns(self.bench, event, self.record, self.norm.subject.kind)
            and self.arising.point.day <= event.when.day <= case.now
            and compare(at_entry(event.when, event.seq), point) != 1
        ]
        return self.lifted(acts)

    # ------------------------------------------------------------------------------------------ decided at once

    def may_fail_at_once(self) -> bool:
        """Whether the norm is broken at once if facts that are not known turn out so, for the record's whole life."""
        if self.bench.norms.over(self.norm.id):
            return False
        parts = (self.norm.content, self.norm.when, self.norm.unless)
        content, when, unless = (self.bench.truth(part, self.norm, self.env, self.now) for part in parts)
        unless = NO if self.norm.unless is None else unless
        if content.value is True or when.value is False or unless.value is True:
            return False
        if None not in (content.value, when.value, unless.value):
            return False
        return all(Undated(self.bench).might_decide(part, self.norm, self.env, self.now) for part in parts)

    def settled_at_once(self) -> Finding | None:
        """The finding on an obligation without a window where content, `when`, exception and order all rest on undated
        facts; None where they do not, or where `when` is false."""
        norm, undated = self.norm, Undated(self.bench)
        parts = (norm.content, norm.when, norm.unless)
        if self.bench.norms.over(norm.id) or not all(undated.decide(part, norm, self.env, self.now) for part in parts):
            return None
        when, content = (self.bench.truth(part, norm, self.env, self.now) for part in (norm.when, norm.content))
        if when.value is not True:
            return None
        known = undated.grounds(norm, self.env, self.now, *parts)
        if content.value is True:
            since = self._known_since(when, content)
            return Finding(Status.SATISFIED, "condition_holds", since, answers=(when, content, known))
        unless = self.excepted(self.now)
        at = self._known_since(content, when, unless)
        if unless.value is True:
            return Finding(Status.EXCUSED, "exception", at, answers=(content, when, unless, known))
        return self.violated("condition_fails", at, answers=(content, when, known))

    def _known_since(self, *truths: Truth) -> Point:
        """The instant from which all the facts have been there: the arising, or the last judgement."""
        point = self.arising.point
        for fact in merged(*(truth.facts for truth in truths)):
            if fact.day is not None and fact.day > point.day and fact.kind == "judgement":
                point = Point(fact.day, fact.second, -1 if fact.seq is None else fact.seq, through=True)
        return point

    def past_horizon(self) -> bool:
        """Whether the norm arose so long ago that the record's horizon has passed."""
        horizon = self.bench.case.horizon(self.record)
        if horizon is None:
            return False
        if horizon.unit == "hour":
            return self.now.day - self.arising.day > horizon.n // 24
        try:
            length = Length(horizon.n, horizon.unit)
            reach = limit_after(self.arising.day, length, self.bench.convention, roll=False)
        except DateOutOfRange:
            return False
        return reach.latest is not None and self.now.day > reach.latest

    # ------------------------------------------------------------------------------------------ findings

    def violated(
        self,
        why: str,
        at: Point,
        *,
        day: int | None = None,
        strength: Strength | None = None,
        lapses: Point | None = None,
        act: Event | None = None,
        answers: tuple[Answer, ...] = (),
    ) -> Finding:
        """Violated at an instant. `day`: day 0 of what follows; `lapses`: where its limit passed unmet."""
        breach = Breach(at, at.day if day is None else day, lapses, act)
        severity = severity_of(strength or self.norm.strength)
        return Finding(Status.VIOLATED, why, at, severity=severity, breach=breach, act=act, answers=answers)

    def excusable(
        self,
        finding: Finding,
        at: Point,
        *,
        since: Point | None = None,
        lifted: Callable[[], Truth] | None = None,
        so_far: bool = False,
    ) -> Finding:
        """A breach (or an open duty), unless it is overridden, excepted - at the instant, or at any from `since` on -
        or lifted by a permission."""
        excused = excusing(finding, so_far=so_far)
        return by_questions(
            [
                (lambda: self.overridden(at), lambda: evolve(excused, why="overridden")),
                (
                    lambda: self.excepted(at) if since is None else self.excepted_between(since, at),
                    lambda: evolve(excused, why="exception"),
                ),
                (lifted or (lambda: self.lifted_by(at)), lambda: evolve(excused, why="permitted")),
            ],
            lambda: finding,
        )

    def shut(self, closing: Closing) -> Finding:
        """What a closing leaves of an instance that was not decided before."""
        why = "void" if closing.void else "closed_before"
        return Finding(Status.NOT_APPLICABLE, why, closing.point, answers=(Truth(True, closing.facts),))

    def heard(self, finding: Finding) -> Finding:
        """The finding, with all that was looked at."""
        return consulting(finding, *(c for c in self.consulted if c not in finding.consulted))

    def note(self, kind: str, truth: Truth) -> None:
        """Keep what was looked at."""
        entry = Consulted(kind, truth.value, None, truth.facts)
        if entry not in self.consulted:
            self.consulted.append(entry)


def excusing(finding: Finding, *, so_far: bool = False) -> Finding:
    """The same as an excused finding."""
    return evolve(
        finding, status=Status.EXCUSED, severity=None, breach=None, late_days=None, so_far=so_far, marks=frozenset()
    )
