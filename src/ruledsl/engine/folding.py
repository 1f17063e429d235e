"""Folding: one finding out of the tests of many instants - the acts of a prohibition or power, the instants of `at all
times`. Violated for good from the first that nothing excuses, excused so far from the first excused one."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from ruledsl.engine.answers import merged
from ruledsl.engine.findings import Finding, resting
from ruledsl.engine.verdicts import Status


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
        return evolve(otherwise, status=Status.NOT_APPLICABLE, why="void", so_far=False)
    excused = next((test for test in tests if test.status is Status.EXCUSED), None)
    best = otherwise if excused is None else evolve(excused, so_far=otherwise.so_far)
    best = resting(best, *(answer for test in tests if test.status is Status.SATISFIED for answer in test.answers))
    if not doubts:
        return best
    statuses = dict.fromkeys([Status.VIOLATED for d in doubts if d.may_be_broken])
    if excused is None:
        statuses |= dict.fromkeys(s for d in doubts for s in d.statuses if s is not Status.VIOLATED)
    else:
        statuses |= {Status.EXCUSED: None}
    first_doubt = doubts[0]
    finding = Finding(
        Status.UNDETERMINED,
        first_doubt.why,
        answers=tuple(answer for doubt in doubts for answer in doubt.answers),
        consulted=merged(*(doubt.consulted for doubt in doubts)),
        possible=tuple(statuses),
        missing=merged(*(doubt.missing for doubt in doubts)),
        breach=min((d.breach for d in doubts if d.breach), key=lambda b: b.point.sort_key, default=None),
        act=first_doubt.act,
        conflicts_with=merged(*(doubt.conflicts_with for doubt in doubts)),
    )
    return resting(finding, *best.answers)
