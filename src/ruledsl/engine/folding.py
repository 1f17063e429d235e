"""Folding: one finding out of the tests of many instants - the acts of a prohibition or power, the instants of `at all
times`. Violated for good from the first that nothing excuses, excused so far from the first excused one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import evolve

from ruledsl.engine.answers import merged
from ruledsl.engine.findings import Finding, resting
from ruledsl.engine.verdicts import Status

_WORSE: Final = (Status.SATISFIED, Status.EXCUSED, Status.VIOLATED)


def fold(tests: Sequence[Finding], otherwise: Finding, *, void: bool = False) -> Finding:
    """The finding over all tests, in order; `otherwise` where none of them counts against the norm (it says whether
    that is only so far). `void`: the record closed void, which leaves only a breach standing."""
    violated = next((test for test in tests if test.status is Status.VIOLATED), None)
    doubts = [test for test in tests if test.status is Status.UNDETERMINED]
    if violated is not None:
        first = min((d.breach for d in doubts if d.breach), key=lambda b: b.point.sort_key, default=violated.breach)
        assert violated.breach is not None
        assert first is not None
        earlier = first.point.sort_key < violated.breach.point.sort_key
        return evolve(violated, breach=first) if earlier else violated
    if void:
        none = evolve(otherwise, status=Status.NOT_APPLICABLE, why="void", so_far=False)
        if not any(doubt.may_be_broken for doubt in doubts):
            return none
        # What may have been broken before the void closing was decided then, if it was.
        return resting(_open(doubts, [Status.NOT_APPLICABLE, Status.VIOLATED]), *none.answers)
    excused = next((test for test in tests if test.status is Status.EXCUSED), None)
    best = otherwise if excused is None else evolve(excused, so_far=otherwise.so_far)
    best = resting(best, *(answer for test in tests if test.status is Status.SATISFIED for answer in test.answers))
    if not doubts:
        return best
    statuses = {Status.SATISFIED: None}
    for test in tests:
        worse = [max(one, other, key=_WORSE.index) for one in statuses for other in test.statuses]
        statuses = dict.fromkeys(sorted(worse, key=_WORSE.index, reverse=True))
    if len(statuses) == 1:
        return best
    return resting(_open(doubts, statuses), *best.answers)


def _open(doubts: Sequence[Finding], possible: Iterable[Status]) -> Finding:
    """What the tests that are not decided leave open."""
    return Finding(
        Status.UNDETERMINED,
        doubts[0].why,
        answers=tuple(answer for doubt in doubts for answer in doubt.answers),
        consulted=merged(*(doubt.consulted for doubt in doubts)),
        possible=tuple(possible),
        missing=merged(*(doubt.missing for doubt in doubts)),
        breach=min((d.breach for d in doubts if d.breach), key=lambda b: b.point.sort_key, default=None),
        act=doubts[0].act,
        conflicts_with=merged(*(doubt.conflicts_with for doubt in doubts)),
    )
