"""Bounds: what a count comes to against the least and the most that a frequency allows.

Upper bounds are broken by the first event too many; lower bounds are met at the N-th event, or decided at the end of a
span that lies wholly inside the log.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from ruledsl.engine.answers import NO, YES, Truth, merged, negated
from ruledsl.engine.bench import Bench, Instance
from ruledsl.engine.counting import Counted
from ruledsl.engine.findings import Answer, Finding, World, by_questions, either
from ruledsl.engine.hearing import Hearing, excusing
from ruledsl.engine.point import Point
from ruledsl.engine.verdicts import FactUsed, Status
from ruledsl.norms.model import Norm
from ruledsl.world.values import Ref


@frozen
class Bounds:
    """The bounds of one version of a frequency."""

    bench: Bench
    norm: Norm
    at_least: int | None
    at_most: int | None

    def decide(self, instance: Instance, counted: Sequence[Counted], *, ended: bool, whole: bool, at: Point) -> Finding:
        """The finding on one count: the upper bound at the first event too many, the lower at the N-th event or the
        end (`at`) of a span that lies wholly inside the log."""
        upper = self._upper(instance, counted)
        if upper is not None and upper.status is Status.VIOLATED:
            return upper
        lower = self.lower(instance, counted, ended=ended, whole=whole, at=at)
        if upper is None:
            return lower
        if upper.status is Status.UNDETERMINED:
            broken = evolve(upper, possible=tuple(s for s in upper.possible if s is not Status.SATISFIED))
            return either([broken, lower], missing=upper.missing)
        if lower.status is Status.SATISFIED and upper.status is Status.EXCUSED:
            return evolve(upper, so_far=not ended)
        return lower

    def _upper(self, instance: Instance, counted: Sequence[Counted]) -> Finding | None:
        """What the upper bound gives, by the first event too many; None while there is none."""
        if self.at_most is None:
            return None
        fewest = most = 0
        tests: list[Finding] = []
        for one in counted:
            fewest += one.fewest_against
            most += one.most_against
            if most > self.at_most:
                tests.append(self.too_many(instance, one, counted, sure=fewest > self.at_most, count=fewest))
                if tests[-1].status is Status.VIOLATED:
                    break
        return worst(tests)

    def too_many(
        self, instance: Instance, one: Counted, counted: Sequence[Counted], *, sure: bool, count: int
    ) -> Finding:
        """The event too many (or that may be, unless `sure`), at its instant."""
        env = evolve(one.env, names={**one.env.names, **instance.env.names, "self": Ref(one.record)})
        hearing = Hearing(self.bench, evolve(instance, env=env), instance.arisings[0], True, World())
        so_many = [c for c in counted if c.point.sort_key <= one.point.sort_key and c.most_against]
        answers: tuple[Answer, ...] = tuple(c.truth for c in so_many)
        violated = hearing.violated("too_many", one.point, act=one.event, answers=answers)
        violated = evolve(violated, count=count, bound=self.at_most)
        excused = excusing(violated)
        missing = merged(*(c.truth.missing for c in so_many))
        counts = YES if sure else Truth(None, (), missing)
        fine = Finding(Status.SATISFIED, "enough", count=count, bound=self.at_most)
        finding = by_questions(
            [
                (lambda: negated(counts), lambda: fine),
                (lambda: hearing.overridden(one.point), lambda: evolve(excused, why="overridden")),
                (lambda: hearing.excepted(one.point), lambda: evolve(excused, why="exception")),
            ],
            lambda: violated,
        )
        return hearing.heard(finding)

    def lower(self, instance: Instance, counted: Sequence[Counted], *, ended: bool, whole: bool, at: Point) -> Finding:
        answers: tuple[Answer, ...] = tuple(c.truth for c in counted)
        fewest, most = sum(c.sure for c in counted), len(counted)
        bound = self.at_least if self.at_least is not None else self.at_most
        kept = Finding(
            Status.SATISFIED, "enough", None, so_far=not ended and self.at_most is not None, answers=answers,
            count=fewest, bound=bound,
        )  # fmt: skip
        if self.at_least is None:
            return evolve(kept, at=at if ended else None)
        if fewest >= self.at_least:
            sure = [c for c in counted if c.sure]
            return evolve(kept, at=sure[self.at_least - 1].point if self.at_least else at)
        hearing = Hearing(self.bench, instance, instance.arisings[0], True, World())
        if not ended:
            pending = evolve(kept, status=Status.PENDING, why="waiting", so_far=False, due=at.day)
            if most >= self.at_least:
                doubt = Truth(None, (), merged(*(c.truth.missing for c in counted if not c.sure)))
                return by_questions([(lambda: doubt, lambda: kept)], lambda: pending)
            return pending
        if not whole:
            missing = (f"events of {instance.norm.event.event if instance.norm.event else 'records'} before the log",)
            return evolve(
                kept, status=Status.UNDETERMINED, why="unknown_fact", so_far=False, missing=missing,
                possible=(Status.SATISFIED, Status.VIOLATED),
            )  # fmt: skip
        event = self.norm.event
        absent = (
            () if event is None else (FactUsed("no_event", instance.record or event.kind, event.event, day=at.day),)
        )
        violated = hearing.violated("too_few", at, answers=(*answers, Truth(True, absent)))
        violated = evolve(violated, count=fewest, bound=self.at_least, due=at.day)
        excused = excusing(violated)
        doubt = NO
        if most >= self.at_least:
            doubt = Truth(None, (), merged(*(c.truth.missing for c in counted if not c.sure)))
        finding = by_questions(
            [
                (lambda: doubt, lambda: kept),
                (lambda: hearing.overridden(at), lambda: evolve(excused, why="overridden")),
                (lambda: hearing.excepted(at), lambda: evolve(excused, why="exception")),
            ],
            lambda: violated,
        )
        return hearing.heard(finding)

    def miscounted(
        self,
        instance: Instance,
        point: Point,
        why: str,
        *,
        count: tuple[int, bool],
        bound: int,
        truth: Truth,
        record: str | None,
    ) -> Finding:
        """Too many or too few at an instant, if the count is sure. `count`: the count, and whether it surely breaks the
        bound; `record`: the one whose opening or closing made it so."""
        number, sure = count
        env = instance.env if record is None else instance.env.bind("self", Ref(record))
        hearing = Hearing(self.bench, evolve(instance, env=env), instance.arisings[0], True, World())
        violated = evolve(hearing.violated(why, point, answers=(truth,)), count=number, bound=bound)
        excused = excusing(violated)
        fine = Finding(Status.SATISFIED, "enough", count=number, bound=bound)
        finding = by_questions(
            [
                (lambda: NO if sure else Truth(None, (), truth.missing), lambda: fine),
                (lambda: hearing.overridden(point), lambda: evolve(excused, why="overridden")),
                (lambda: hearing.excepted(point), lambda: evolve(excused, why="exception")),
            ],
            lambda: violated,
        )
        return hearing.heard(finding)


def worst(tests: Sequence[Finding]) -> Finding | None:
    """The finding that counts of several in order: the first violated, else what is undetermined, else excused."""
    violated = next((t for t in tests if t.status is Status.VIOLATED), None)
    if violated is not None:
        return violated
    doubts = [t for t in tests if t.status is Status.UNDETERMINED]
    if doubts:
        return either(doubts, missing=doubts[0].missing)
    return next((t for t in tests if t.status is Status.EXCUSED), None)
