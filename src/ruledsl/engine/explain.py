"""Explanations: findings written up as verdicts.

Handed an instance and its finding, it hands on the `Verdict` with its explanation as data: the facts, the day-by-day
count, who acted for whom, what was looked at, and the nearest changes that would satisfy the norm.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import evolve

from ruledsl.civil_time import Amount as Length
from ruledsl.civil_time import DateOutOfRange, Direction, count_days
from ruledsl.engine.answers import merged
from ruledsl.engine.bench import Bench, Decision, Instance
from ruledsl.engine.findings import Finding
from ruledsl.engine.limits import Reckoning
from ruledsl.engine.near_misses import with_near_misses
from ruledsl.engine.point import END_OF_DAY, START_OF_DAY, Point
from ruledsl.engine.remedies import remedies_for
from ruledsl.engine.verdicts import (
    Consulted,
    CountedDay,
    Explanation,
    FactUsed,
    LimitCount,
    StandIn,
    Status,
    Verdict,
)
from ruledsl.norms.model import Norm


def verdict_of(bench: Bench, decision: Decision, marks: frozenset[str] = frozenset()) -> Verdict:
    """The verdict that a decision comes to."""
    instance, finding = decision.instance, decision.finding
    norm = instance.norm
    undetermined = finding.status is Status.UNDETERMINED
    pending = finding.status is Status.PENDING
    at, second = _instant(finding.at)
    explanation = _explanation(bench, instance, finding)
    violated = finding.status is Status.VIOLATED
    return Verdict(
        norm=norm.id,
        article=norm.article,
        status=finding.status,
        explanation=explanation,
        record=instance.record,
        key=instance.key,
        period=instance.period,
        occurrence=instance.number,
        occurrence_day=instance.day,
        severity=finding.severity if violated else None,
        so_far=finding.so_far,
        due=finding.due,
        at=at,
        at_second=second,
        late_days=finding.late_days,
        days_left=finding.due - bench.case.now if pending and finding.due is not None else None,
        missing=merged(finding.missing) if undetermined else (),
        possible=finding.statuses if undetermined else (),
        marks=finding.marks | marks,
        conflicts_with=finding.conflicts_with,
        used=_used(finding),
    )


def never_arisen(norm: Norm) -> Verdict:
    """The verdict on a norm that no record, party or event has met."""
    explanation = Explanation("none_yet", norm.id, norm.article, norm.text)
    return Verdict(norm.id, norm.article, Status.NOT_APPLICABLE, explanation)


def _used(finding: Finding) -> tuple[str, ...]:
    own = tuple(c.norm for c in finding.consulted if c.kind == "permission" and c.truth is True and c.norm)
    kept = own if finding.status is Status.EXCUSED else ()
    return merged(finding.used, *(answer.used for answer in finding.answers), kept)


def _explanation(bench: Bench, instance: Instance, finding: Finding) -> Explanation:
    norm = instance.norm
    arose = instance.arisings[0] if instance.arisings else None
    return Explanation(
        why=finding.why,
        norm=norm.id,
        article=norm.article,
        text=norm.text,
        arose_day=None if arose is None or arose.point.day <= 1 else arose.point.day,
        facts=with_near_misses(bench, instance, _facts(finding)),
        counts=tuple(_count(bench, r) for r in finding.reckonings if isinstance(r, Reckoning)),
        stand_ins=_stand_ins(finding),
        consulted=tuple(
            evolve(one, facts=with_near_misses(bench, instance, one.facts)) if one.kind in _OWN else one
            for one in _consulted(finding.consulted)
        ),
        remedies=finding.remedies or remedies_for(bench, instance, finding),
        count=finding.count,
        bound=finding.bound,
    )


_OWN: Final = frozenset({"when", "unless", "only_when"})
"""What is looked at of the norm itself."""


def _facts(finding: Finding) -> tuple[FactUsed, ...]:
    return tuple(_unlike(fact for answer in finding.answers for fact in answer.facts))


def _unlike(facts: Iterable[FactUsed]) -> Iterable[FactUsed]:
    """The facts, each once; of a repeated absence the latest."""
    seen: dict[tuple[object, ...], FactUsed] = {}
    for fact in facts:
        absent = fact.kind.startswith("no_")
        key = (fact.kind, fact.subject, fact.name, fact.argument, *(() if absent else (fact.day, fact.seq, fact.value)))
        known = seen.get(key)
        if known is None or (absent and (known.day or 0) < (fact.day or 0)):
            seen[key] = fact
    return seen.values()


def _stand_ins(finding: Finding) -> tuple[StandIn, ...]:
    return merged(*(getattr(answer, "stand_ins", ()) for answer in finding.answers))


def _consulted(consulted: tuple[Consulted, ...]) -> tuple[Consulted, ...]:
    """What was looked at, each once: the answer that says most."""
    seen: dict[tuple[str, str | None], Consulted] = {}
    for one in consulted:
        key = (one.kind, one.norm)
        known = seen.get(key)
        if known is None or (known.truth is not True and one.truth is not False):
            seen[key] = one
    return tuple(seen.values())


def _instant(point: Point | None) -> tuple[int | None, int | None]:
    if point is None:
        return None, None
    second = point.second if point.second not in (START_OF_DAY, END_OF_DAY) else None
    return point.day, second


def _count(bench: Bench, reckoning: Reckoning) -> LimitCount:
    anchor = reckoning.anchor
    return LimitCount(
        form=reckoning.form.value,
        amount=" + ".join(length.label() for length in reckoning.lengths),
        anchor=None if anchor is None else anchor.fact,
        anchor_day=None if anchor is None else anchor.day,
        due=reckoning.due,
        due_latest=reckoning.due_latest,
        due_second=reckoning.due_second,
        layer=reckoning.layer,
        steps=tuple(_steps(bench, reckoning)),
        provisional=reckoning.provisional,
    )


def _steps(bench: Bench, reckoning: Reckoning) -> Iterable[CountedDay]:
    anchor, direction = reckoning.anchor, reckoning.direction
    if anchor is None or direction is None:
        return
    day = anchor.day
    for place, length in enumerate(reckoning.lengths):
        if str(length.unit) == "hour":
            return
        steps = _day_steps(bench, day, length, direction, reckoning)
        last = place == len(reckoning.lengths) - 1
        for step in steps if place == 0 else steps[1:]:
            if last or step.reason not in ("rolled",):
                yield step
        numbered = [step.day for step in steps if step.number is not None]
        day = numbered[-1] if numbered else day


def _day_steps(bench: Bench, day: int, length: Length, direction: Direction, reckoning: Reckoning) -> list[CountedDay]:
    try:
        steps = count_days(day, length, bench.convention, direction, skip=reckoning.skipped)
    except DateOutOfRange:
        return []
    if not reckoning.rolls and direction is Direction.AFTER:
        last = max((i for i, step in enumerate(steps) if step.number is not None), default=len(steps) - 1)
        steps = steps[: last + 1]
    return [CountedDay(s.day, s.number, s.reason, s.name_en, s.name_zh) for s in steps]
