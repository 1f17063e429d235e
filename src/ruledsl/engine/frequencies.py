"""Frequencies: how often something must or may happen in a period, a rolling window, at any time or on each record.

Handed the versions of one norm, it hands on one decision for each key and period. What counts is the business of
`counting`, what a count comes to of `bounds`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from ruledsl.civil_time import (
    FIRST_DAY,
    LAST_DAY,
    DateOutOfRange,
    Period,
    PeriodKind,
    Reach,
    Unit,
    limit_after,
    limit_before,
    next_period,
    period_containing,
)
from ruledsl.civil_time import Amount as Length
from ruledsl.engine.answers import Env, Truth
from ruledsl.engine.bench import Bench, Decision, Instance, name_of
from ruledsl.engine.bounds import Bounds, worst
from ruledsl.engine.counting import Counted, Counting, Split, in_order
from ruledsl.engine.effort import A_PERIOD
from ruledsl.engine.findings import Answer, Finding, kindest, resting
from ruledsl.engine.instants import compare
from ruledsl.engine.limits import NotSet
from ruledsl.engine.open_records import OpenRecords
from ruledsl.engine.point import end_of
from ruledsl.engine.verdicts import Status
from ruledsl.norms.model import Frequency, Norm
from ruledsl.world.values import Duration


def decide_frequency(bench: Bench, versions: Sequence[Norm]) -> list[Decision]:
    """The decisions on a frequency: one for each key and period."""
    if not bench.case.unordered_days:
        return _decisions(bench, versions, None)
    early, late = (
        {_about(decision): decision for decision in _decisions(bench, versions, side)} for side in (True, False)
    )
    return [kinder(early.get(about), late.get(about)) for about in {**early, **late}]


def _decisions(bench: Bench, versions: Sequence[Norm], late: bool | None) -> list[Decision]:
    return [decision for version in versions for decision in _Tally(bench, version, versions, late).decisions()]


def _about(decision: Decision) -> tuple[object, ...]:
    instance = decision.instance
    return instance.norm.first_day, instance.record, instance.key, instance.period


def kinder(early: Decision | None, late: Decision | None) -> Decision:
    """Of the decisions on the two sides of a day's open order the one that keeps the norm; where an event counts for
    nothing on one side, the other's."""
    if early is None or late is None:
        only = early or late
        assert only is not None
        return only
    return early if kindest(lambda side: (early if side else late).finding) is early.finding else late


class _Tally:
    """One version of a frequency, counted."""

    def __init__(self, bench: Bench, norm: Norm, versions: Sequence[Norm], late: bool | None) -> None:
        assert norm.frequency is not None
        self.bench, self.norm, self.versions = bench, norm, versions
        self.frequency: Frequency = norm.frequency
        self.unset: tuple[str, ...] = ()
        self.counting = Counting(bench, norm, late)
        self.bounds = Bounds(bench, norm, self._bound(self.frequency.at_least), self._bound(self.frequency.at_most))

    def _bound(self, bound: int | str | None) -> int | None:
        if not isinstance(bound, str):
            return bound
        value = self.bench.case.setting(bound)
        if not isinstance(value, int):
            self.unset += (bound,)
            return None
        return value

    # ------------------------------------------------------------------------------------------ which form

    def decisions(self) -> Iterator[Decision]:
        first, last = self.counting.in_force()
        if first > self.bench.case.now:
            return
        period, rolling = self._span()
        if self.unset:
            yield self._undecided()
        elif self.frequency.at_any_time:
            yield from OpenRecords(self.counting, self.bounds).decisions()
        elif self.frequency.per_record:
            yield from self._per_record()
        elif rolling is not None:
            yield from self._rolling(rolling, first, last)
        elif period is not None:
            yield from self._periodic(period, first, last)

    def _undecided(self) -> Decision:
        possible = (Status.SATISFIED, Status.VIOLATED, Status.PENDING)
        finding = Finding(Status.UNDETERMINED, "value_not_set", possible=possible, missing=self.unset)
        return Decision(Instance(self.norm, self.counting.own_record(), Env()), finding)

    def _span(self) -> tuple[str | None, Length | None]:
        """The period's name, or the length of the rolling window; what is not set is noted."""
        rolling = self.frequency.rolling
        if rolling is not None:
            n, unit = rolling.n, rolling.unit
            if rolling.duration_name is not None:
                duration = self.bench.case.setting(rolling.duration_name)
                if not isinstance(duration, Duration):
                    self.unset += (rolling.duration_name,)
                    return None, None
                n, unit = duration.n, duration.unit
            number = self._bound(n)
            return None, None if number is None else Length(number, unit)
        name = self.frequency.period
        if name is None or name in self.bench.norms.ruleset.time.years or name in _KINDS:
            return name, None
        value = self.bench.case.setting(name)
        if value is None:
            self.unset += (name,)
            return None, None
        return name_of(value), None

    # ------------------------------------------------------------------------------------------ periods

    def _periodic(self, name: str, first: int, last: int | None) -> Iterator[Decision]:
        splits, stray = self.counting.splits()
        for period in self._periods(name, first, last):
            inside = [split for split in splits if self._is_in(split, period)]
            strays = [counted for counted in stray if counted.event.when.day in period]
            for split in inside:
                events = [c for c in split.counted if c.event.when.day in period]
                if not events and self.counting.has_free_key():
                    continue
                self.bench.case.effort.spend(A_PERIOD)
                yield self._in_period(split, period, in_order([*events, *strays]), last)
            if strays and not inside:
                yield self._in_period(Split((), self.counting.own_record(), {}), period, in_order(strays), last)

    def _periods(self, name: str, first: int, last: int | None) -> Iterator[Period]:
        """The periods that this version governs: in force at their first day, or the first to come into force in them
        where none was."""
        try:
            period = self._period_containing(name, first)
            until = self.bench.case.now if last is None else min(last, self.bench.case.now)
            while period.first <= until:
                self.bench.case.effort.spend(A_PERIOD)
                if self._governs(period):
                    yield period
                period = next_period(period)
        except DateOutOfRange:
            return

    def _governs(self, period: Period) -> bool:
        if self.bench.case.in_force(self.norm, period.first):
            return True
        if any(self.bench.case.in_force(version, period.first) for version in self.versions):
            return False
        starts = {v: v.first_day or self.bench.norms.ruleset.first_day or period.first for v in [self.norm]}
        own = starts[self.norm]
        others = [v.first_day for v in self.versions if v.first_day is not None and v.first_day in period]
        return own in period and all(own <= other for other in others)

    def _period_containing(self, name: str, day: int) -> Period:
        start = self.bench.norms.ruleset.time.years.get(name)
        if start is not None:
            return period_containing(PeriodKind.YEAR, day, start)
        return period_containing(_KINDS[name], day)

    def _is_in(self, split: Split, period: Period) -> bool:
        """Whether the members of a split are in their rosters at any time of the period (or have events in it)."""
        for each in self.norm.for_each:
            if each.set is None or self.counting.needs_record(each.set):
                continue
            names = {name: value for name, value in split.names.items() if name != each.var}
            last = min(period.last, self.bench.case.now)
            first = min(max(period.first, self.counting.in_force()[0]), last)
            if split.names[each.var] not in self.counting.members_over(each.set, Env(names), first, last):
                return False
        return True

    def _in_period(self, split: Split, period: Period, counted: list[Counted], last: int | None) -> Decision:
        instance = self.counting.instance(split, period.label())
        ended = period.last < self.bench.case.now
        over = last is not None and last < period.last
        whole = period.first >= self.counting.in_force()[0] and not over
        finding = self.bounds.decide(
            instance,
            counted,
            ended=ended or (over and last is not None and last < self.bench.case.now),
            whole=whole,
            at=end_of(period.last),
        )
        return Decision(instance, finding)

    # ------------------------------------------------------------------------------------------ per record

    def _per_record(self) -> Iterator[Decision]:
        splits, stray = self.counting.splits()
        for split in splits:
            assert split.record is not None
            instance = self.counting.instance(split)
            opening, closing = self.bench.case.opening(split.record), self.bench.closing(split.record)
            if opening is None:
                fact = Truth(False, self.bench.case.opening_facts(split.record))
                yield Decision(
                    evolve(instance, arisings=()), resting(Finding(Status.NOT_APPLICABLE, "not_arisen"), fact)
                )
                continue
            counted = in_order([*split.counted, *(s for s in stray if s.record == split.record)])
            if closing is not None:
                counted = [c for c in counted if compare(c.point, closing.point) != 1]
            at = self.bench.now if closing is None else closing.point
            finding = self.bounds.decide(instance, counted, ended=closing is not None, whole=True, at=at)
            finding = evolve(finding, due=None)
            # an upper bound kept is kept so far: a void closing ends it undecided
            undecided = finding.status in (Status.SATISFIED, Status.EXCUSED) and self.bounds.at_most is not None
            if closing is not None and closing.void and (undecided or finding.why == "too_few"):
                finding = Finding(Status.NOT_APPLICABLE, "void", closing.point)
            life = (*self.bench.case.opening_facts(split.record), *(closing.facts if closing is not None else ()))
            yield Decision(instance, resting(finding, Truth(True, life)))

    # ------------------------------------------------------------------------------------------ rolling

    def _rolling(self, length: Length, first: int, last: int | None) -> Iterator[Decision]:
        splits, stray = self.counting.splits()
        if not splits and stray:
            splits = [Split((), self.counting.own_record(), {})]
        for split in splits:
            instance = self.counting.instance(split)
            counted = in_order([*split.counted, *stray])
            try:
                finding = self._over_windows(instance, counted, length, first, last)
            except NotSet as unset:
                possible = (Status.SATISFIED, Status.VIOLATED)
                finding = Finding(Status.UNDETERMINED, unset.why, possible=possible, missing=unset.missing)
            yield Decision(instance, finding)

    def _over_windows(
        self, instance: Instance, counted: list[Counted], length: Length, first: int, last: int | None
    ) -> Finding:
        ended = last is not None and last < self.bench.case.now
        until = self.bench.case.now - 1 if last is None else min(last, self.bench.case.now - 1)
        tests: list[Finding] = []
        if self.bounds.at_most is not None:
            for place, one in enumerate(counted):
                start = self._counted_back(one.event.when.day, length) + 1
                inside = [c for c in counted[: place + 1] if c.event.when.day >= start]
                fewest = sum(c.fewest_against for c in inside)
                if sum(c.most_against for c in inside) > self.bounds.at_most:
                    sure = fewest > self.bounds.at_most
                    tests.append(self.bounds.too_many(instance, one, inside, sure=sure, count=fewest))
        if self.bounds.at_least is not None:
            tests += self._short_windows(instance, counted, length, first, until)
        tests.sort(key=lambda t: t.breach.point.sort_key if t.breach else (0, 0, 0))
        found = worst(tests)
        answers: tuple[Answer, ...] = tuple(c.truth for c in counted)
        kept = Finding(
            Status.SATISFIED, "enough", so_far=not ended, answers=answers, count=sum(c.sure for c in counted),
            bound=self.bounds.at_most if self.bounds.at_most is not None else self.bounds.at_least,
        )  # fmt: skip
        if found is None:
            return kept
        return evolve(found, so_far=not ended) if found.status is Status.EXCUSED else found

    def _short_windows(
        self, instance: Instance, counted: list[Counted], length: Length, first: int, until: int
    ) -> Iterator[Finding]:
        """The windows wholly inside the log at whose end there have been too few events: the first such end after each
        event has dropped out."""
        assert self.bounds.at_least is not None
        starts = [first - 1, *(c.event.when.day for c in counted)]
        ends = {self._counted_on(start, length) for start in starts}
        for end in sorted(day for day in ends if day <= until):
            start = self._counted_back(end, length) + 1
            if start < first:
                continue
            inside = [c for c in counted if start <= c.event.when.day <= end]
            if sum(c.sure for c in inside) < self.bounds.at_least:
                yield self.bounds.lower(instance, inside, ended=True, whole=True, at=end_of(end))

    def _counted_back(self, day: int, length: Length) -> int:
        """The day just before the window that ends on a day, half-open after it: the same day so much earlier."""
        return self._one_day(lambda: limit_before(day, length, self.bench.convention), length, FIRST_DAY)

    def _counted_on(self, day: int, length: Length) -> int:
        """The day so much later, on which what happened on `day` has just dropped out."""
        return self._one_day(lambda: limit_after(day, length, self.bench.convention, roll=False), length, LAST_DAY)

    def _one_day(self, count: Callable[[], Reach], length: Length, beyond: int) -> int:
        """The day that a count gives, `beyond` where there is none. Raises NotSet where it is not published, and for
        hours, of which no window is made."""
        if length.unit is Unit.HOUR:
            raise NotSet("unknown_fact", ("a rolling window in days",))
        try:
            reach = count()
        except DateOutOfRange:
            return beyond
        if not reach.decided:
            years = tuple(f"calendar of {year}" for year in reach.unpublished_years)
            raise NotSet("unpublished_calendar", years)
        return reach.earliest


_KINDS = {kind.value: kind for kind in PeriodKind}
