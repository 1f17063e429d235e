"""Open records: frequencies `at any time`, which count the records that are open at every instant at which one opens
or closes. Handed a counting and its bounds, it hands on one decision a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from ruledsl.engine.answers import YES, Env, Truth, merged
from ruledsl.engine.bench import Decision, Instance, name_of
from ruledsl.engine.bounds import Bounds, worst
from ruledsl.engine.counting import Counting, Key, Split, scalar
from ruledsl.engine.findings import Answer, Finding
from ruledsl.engine.instances import subjects
from ruledsl.engine.point import Point, start_of
from ruledsl.engine.verdicts import Status
from ruledsl.world.values import Scalar


@frozen
class Step:
    """A record that opens (+1) or closes (-1)."""

    point: Point
    change: int
    record: str
    key: Key
    names: dict[str, Scalar]
    sure: bool
    truth: Truth


@frozen
class OpenRecords:
    """The counts of open records under one version of a frequency."""

    counting: Counting
    bounds: Bounds

    def decisions(self) -> Iterator[Decision]:
        """One decision for each key."""
        by_key: dict[Key, list[Step]] = defaultdict(list)
        for step in sorted(self._steps(), key=lambda s: (*s.point.sort_key, s.point.through, s.change)):
            by_key[step.key].append(step)
        if not by_key and not self.counting.has_free_key():
            by_key[()] = []
        for key, steps in by_key.items():
            names = steps[0].names if steps else {}
            instance = self.counting.instance(Split(key, None, names))
            yield Decision(instance, self._finding(instance, steps))

    def _steps(self) -> Iterator[Step]:
        case = self.counting.bench.case
        for record in subjects(self.counting.bench, self.counting.norm):
            opening, closing = case.opening(record), case.closing(record)
            opened = None if opening is None else self._opened(record, opening)
            if opened is None:
                continue
            yield opened
            if closing is not None:
                point = closing.point.after() if closing.event is not None else closing.point
                yield evolve(opened, point=point, change=-1, truth=Truth(True, closing.facts))

    def _opened(self, record: str, opening: Point) -> Step | None:
        """A record's opening, with its key as of then; None if its `when` is false."""
        counting, env = self.counting, Env.of(record)
        case, norm = counting.bench.case, counting.norm
        when = YES if norm.when is None else case.settled(norm.when, env, opening, norm_id=norm.id)
        if when.value is False:
            return None
        sure, key, names = when.value is True, list[str](), dict[str, Scalar]()
        grounds: list[Answer] = [Truth(True, case.opening_facts(record)), when]
        for each in norm.for_each:
            if each.key is not None:
                value = case.value(each.key, env, opening, norm_id=norm.id)
                grounds.append(value)
                item = scalar(value)
                sure = sure and item is not None
                if item is not None:
                    key.append(name_of(item))
                    names[each.var] = item
        truth = Truth(True, merged(*(g.facts for g in grounds)), merged(*(g.missing for g in grounds)))
        return Step(opening, 1, record, tuple(key), names, sure, truth)

    def _finding(self, instance: Instance, steps: Sequence[Step]) -> Finding:
        first, last = self.counting.in_force()
        ended = last is not None and last < self.counting.bench.case.now
        tests: list[Finding] = []
        open_: dict[str, Step] = {}
        before = [step for step in steps if step.point.day < first]
        for step in before:
            _apply(open_, step)
        tests += self._tests(instance, start_of(first), open_, None)
        for place, step in enumerate(steps[len(before) :], start=len(before)):
            if last is not None and step.point.day > last:
                break
            _apply(open_, step)
            follows = steps[place + 1] if place + 1 < len(steps) else None
            if follows is None or follows.point != step.point:
                tests += self._tests(instance, step.point, open_, step)
        found = worst(tests)
        bounds = self.bounds
        kept = Finding(
            Status.SATISFIED,
            "enough",
            so_far=not ended,
            answers=tuple(step.truth for step in steps),
            count=sum(step.sure for step in open_.values()),
            bound=bounds.at_most if bounds.at_most is not None else bounds.at_least,
        )
        if found is None:
            return kept
        return evolve(found, so_far=not ended) if found.status is Status.EXCUSED else found

    def _tests(self, instance: Instance, point: Point, open_: dict[str, Step], step: Step | None) -> Iterator[Finding]:
        fewest, most = sum(one.sure for one in open_.values()), len(open_)
        bounds, record = self.bounds, None if step is None else step.record
        truths = [one.truth for one in open_.values()] + ([] if step is None else [step.truth])
        truth = Truth(True, merged(*(t.facts for t in truths)), merged(*(t.missing for t in truths)))
        if bounds.at_most is not None and most > bounds.at_most:
            count = (fewest, fewest > bounds.at_most)
            yield bounds.miscounted(
                instance, point, "too_many", count=count, bound=bounds.at_most, truth=truth, record=record
            )
        if bounds.at_least is not None and fewest < bounds.at_least:
            count = (fewest, most < bounds.at_least)
            yield bounds.miscounted(
                instance, point, "too_few", count=count, bound=bounds.at_least, truth=truth, record=record
            )


def _apply(open_: dict[str, Step], step: Step) -> None:
    if step.change > 0:
        open_[step.record] = step
    else:
        open_.pop(step.record, None)
