"""Frequencies: how often something must or may happen in a period, a rolling window, at any time or on each record.

Handed the versions of one norm, it counts the events (or open records) of all records of its kind, split by the values
of `for each`, and hands on one decision for each split and period. An event whose key, `when` or pattern is unknown
may or may not count: counts are kept as a fewest and a most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from attrs import define, evolve, field, frozen

from ruledsl.civil_time import Amount as Length
from ruledsl.civil_time import DateOutOfRange, Period, PeriodKind, add_calendar, next_period, period_containing, rolling_window
from ruledsl.engine.answers import NO, YES, Env, Evaluated, Truth, all_of, any_of, merged, negated
from ruledsl.engine.bench import Arising, Bench, Decision, Instance, name_of
from ruledsl.engine.findings import Answer, Finding, World, by_questions, either, resting
from ruledsl.engine.hearing import Hearing, excusing
from ruledsl.engine.instances import subjects, walk
from ruledsl.engine.permissions import covers
from ruledsl.engine.point import Point, at_entry, end_of, start_of
from ruledsl.engine.verdicts import FactUsed, Status
from ruledsl.norms.expressions import Expr, Var
from ruledsl.norms.model import ForEach, Frequency, Norm
from ruledsl.world.scenario import Event
from ruledsl.world.values import Duration, Ref, Scalar

Key = tuple[str, ...]


@frozen
class Counted:
    """An event that counts, or may (`sure` False), and whether it counts against an upper bound (`against` False: a
    permission lifts it; None: it may)."""

    event: Event
    record: str
    point: Point
    sure: bool
    against: bool | None
    truth: Truth
    env: Env

    @property
    def fewest_against(self) -> int:
        return int(self.sure and self.against is True)

    @property
    def most_against(self) -> int:
        return int(self.against is not False)


@define
class Split:
    """What is counted together: a key, the record it belongs to (for `per record` and parties), and its events in
    order. `names`: what the variables of `for each` stand for."""

    key: Key
    record: str | None
    names: dict[str, Scalar]
    counted: list[Counted] = field(factory=list)


def decide_frequency(bench: Bench, versions: Sequence[Norm]) -> list[Decision]:
    """The decisions on a frequency: one for each key and period."""
    return [decision for version in versions for decision in _Tally(bench, version, versions).decisions()]


class _Tally:
    """One version of a frequency, counted."""

    def __init__(self, bench: Bench, norm: Norm, versions: Sequence[Norm]) -> None:
        assert norm.frequency is not None
        self.bench, self.norm, self.versions = bench, norm, versions
        self.frequency: Frequency = norm.frequency
        self.unset: tuple[str, ...] = ()
        self.at_least = self._bound(self.frequency.at_least)
        self.at_most = self._bound(self.frequency.at_most)

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
        first, last = self._in_force()
        if first > self.bench.case.now:
            return
        period, rolling = self._span()
        if self.unset:
            yield self._undecided()
        elif self.frequency.at_any_time:
            yield from self._at_any_time(first, last)
        elif self.frequency.per_record:
            yield from self._per_record()
        elif rolling is not None:
            yield from self._rolling(rolling, first, last)
        elif period is not None:
            yield from self._periodic(period, first, last)

    def _undecided(self) -> Decision:
        possible = (Status.SATISFIED, Status.VIOLATED, Status.PENDING)
        finding = Finding(Status.UNDETERMINED, "value_not_set", possible=possible, missing=self.unset)
        return Decision(Instance(self.norm, self._own_record(), Env()), finding)

    def _own_record(self) -> str | None:
        """The party that is the norm's subject; None for a kind."""
        if self.norm.subject.kind is not None:
            return None
        return next(iter(subjects(self.bench, self.norm)), None)

    def _in_force(self) -> tuple[int, int | None]:
        """The version's first day (the log's, if it has none) and its last."""
        ruleset = self.bench.norms.ruleset
        firsts = [day for day in (self.norm.first_day, ruleset.first_day) if day is not None]
        lasts = [day for day in (self.norm.last_day, ruleset.last_day) if day is not None]
        return max([*firsts, self.bench.case.first_day]), min(lasts) if lasts else None

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

    # ------------------------------------------------------------------------------------------ what counts

    def _splits(self) -> tuple[list[Split], list[Counted]]:
        """The events by key, and those whose key is unknown (they may count for any)."""
        splits: dict[tuple[str | None, Key], Split] = {}
        stray: list[Counted] = []
        rosters = [each for each in self.norm.for_each if each.set is not None]
        own = self._own_record()
        per_record = self.frequency.per_record
        for names, key in self._roster(rosters):
            if not per_record and not any(each.set is None for each in self.norm.for_each):
                splits[own, key] = Split(key, own, names)
        if per_record:
            for subject in subjects(self.bench, self.norm):
                if not self.norm.for_each:
                    splits[subject, ()] = Split((), subject, {})
        for counted in self._counted():
            key_names = self._key(counted)
            record = counted.record if per_record else own
            if isinstance(key_names, Evaluated):
                truth = evolve(
                    counted.truth,
                    facts=merged(counted.truth.facts, key_names.facts),
                    missing=merged(counted.truth.missing, key_names.missing),
                )
                stray.append(evolve(counted, sure=False, truth=truth))
                continue
            key, names = key_names
            if rosters and not per_record and (record, key) not in splits and not self._has_free_key():
                continue
            split = splits.setdefault((record, key), Split(key, record, names))
            split.counted.append(counted)
        for split in splits.values():
            split.counted.sort(key=lambda c: c.point.sort_key)
        return list(splits.values()), stray

    def _has_free_key(self) -> bool:
        return any(each.set is None for each in self.norm.for_each)

    def _roster(self, rosters: Sequence[ForEach]) -> Iterator[tuple[dict[str, Scalar], Key]]:
        """The members of the declared rosters over the log, with their key; one empty key without any."""
        if any(self._needs_record(each.set) for each in rosters):
            return
        found: list[tuple[dict[str, Scalar], Key]] = [({}, ())]
        for each in rosters:
            assert each.set is not None
            found = [
                ({**names, each.var: item}, (*key, name_of(item)))
                for names, key in found
                for item in self._members_over(each.set, Env(names), self._in_force()[0], self.bench.case.now)
            ]
        yield from found

    def _needs_record(self, expr: Expr | None) -> bool:
        return any(isinstance(part, Var) and part.name == "self" for part in walk(expr))

    def _members_over(self, over: Expr, env: Env, first: int, last: int) -> list[Scalar]:
        """Who is in a set at any time of a stretch of days."""
        start, end = start_of(first), end_of(last)
        found: dict[Scalar, None] = {}
        for point in [start, *self.bench.case.change_points(over, env, start, end), end]:
            members, _ = self.bench.case.members(over, env, point)
            found.update(dict.fromkeys(item for item, _ in members))
        return list(found)

    def _counted(self) -> Iterator[Counted]:
        """Every event that counts or may, with what is known of it."""
        pattern = self.norm.event
        if pattern is None:
            return
        first, last = self._in_force()
        rosters = [each for each in self.norm.for_each if each.set is not None and each.key is None]
        bindings = list(self._roster(rosters)) if rosters else [({}, ())]
        for names, _ in bindings:
            for env in self._environments(names):
                for occurrence in self.bench.case.occurrences(pattern, env):
                    day = occurrence.event.when.day
                    if day < first or (last is not None and day > last):
                        continue
                    act_env = env.at_act(occurrence.event)
                    if "self" not in env.names:
                        act_env = act_env.bind("self", Ref(occurrence.record))
                    when = YES
                    if self.norm.when is not None:
                        when = self.bench.case.settled(self.norm.when, act_env, occurrence.at, norm_id=self.norm.id)
                    counts = all_of([occurrence.truth, when])
                    if counts.value is False:
                        continue
                    lifted = self._lifted(occurrence.event, act_env)
                    truth = Truth(
                        True,
                        merged(occurrence.facts, when.facts, lifted.facts),
                        merged(counts.missing, lifted.missing),
                        merged(occurrence.truth.stand_ins, when.stand_ins),
                        merged(occurrence.truth.used, when.used, lifted.used),
                    )
                    against = None if lifted.value is None else not lifted.value
                    yield Counted(
                        occurrence.event,
                        self._record_of(act_env, occurrence.record),
                        occurrence.at,
                        counts.value is True,
                        against,
                        truth,
                        act_env,
                    )

    def _record_of(self, env: Env, record: str) -> str:
        own = env.names.get("self")
        return own.name if isinstance(own, Ref) else record

    def _environments(self, names: dict[str, Scalar]) -> Iterator[Env]:
        """One for each record of the subject, or one for all where the event is of any record of its kind."""
        pattern = self.norm.event
        assert pattern is not None
        if pattern.object is None and self.norm.subject.kind is not None and not self._asks_self():
            yield Env(names)
            return
        for record in subjects(self.bench, self.norm):
            yield Env({**names, "self": Ref(record)})

    def _asks_self(self) -> bool:
        assert self.norm.event is not None
        return any(isinstance(part, Var) and part.name == "self" for part in walk(self.norm.event))

    def _lifted(self, act: Event, env: Env) -> Truth:
        """Whether a permission `despite` the cap covers the event."""
        found = NO
        for permission in self.bench.norms.despite(self.norm.id):
            truth = covers(self.bench, permission, act, at_entry(act.when, act.seq), env)
            if truth.value is True:
                truth = evolve(truth, used=merged(truth.used, (permission.id,)))
            found = any_of([found, truth])
        return found

    def _key(self, counted: Counted) -> tuple[Key, dict[str, Scalar]] | Evaluated:
        """The key an event counts for, with what its variables stand for; the answer itself where it is unknown."""
        key: list[str] = []
        names: dict[str, Scalar] = {}
        for each in self.norm.for_each:
            if each.key is None:
                item = counted.env.names[each.var]
            else:
                value = self.bench.case.value(each.key, counted.env, counted.point, norm_id=self.norm.id)
                one = _scalar(value)
                if one is None:
                    return value
                item = one
            key.append(name_of(item))
            names[each.var] = item
        return tuple(key), names

    # ------------------------------------------------------------------------------------------ periods

    def _periodic(self, name: str, first: int, last: int | None) -> Iterator[Decision]:
        splits, stray = self._splits()
        for period in self._periods(name, first, last):
            inside = [split for split in splits if self._is_in(split, period)]
            strays = [counted for counted in stray if counted.event.when.day in period]
            for split in inside:
                events = [c for c in split.counted if c.event.when.day in period]
                if not events and self._has_free_key():
                    continue
                yield self._in_period(split, period, _in_order([*events, *strays]), last)
            if strays and not inside:
                yield self._in_period(Split((), self._own_record(), {}), period, _in_order(strays), last)

    def _periods(self, name: str, first: int, last: int | None) -> Iterator[Period]:
        """The periods that this version governs: in force at their first day, or the first to come into force in them
        where none was."""
        try:
            period = self._period_containing(name, first)
            until = self.bench.case.now if last is None else min(last, self.bench.case.now)
            while period.first <= until:
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
            if each.set is None or self._needs_record(each.set):
                continue
            names = {name: value for name, value in split.names.items() if name != each.var}
            last = min(period.last, self.bench.case.now)
            first = min(max(period.first, self._in_force()[0]), last)
            if split.names[each.var] not in self._members_over(each.set, Env(names), first, last):
                return False
        return True

    def _in_period(self, split: Split, period: Period, counted: list[Counted], last: int | None) -> Decision:
        instance = self._instance(split, evolve_period=period.label())
        ended = period.last < self.bench.case.now
        over = last is not None and last < period.last
        whole = period.first >= self._log_and_version_start() and not over
        finding = self._decide(
            instance, counted, ended=ended or (over and last is not None and last < self.bench.case.now), whole=whole, at=end_of(period.last)
        )
        return Decision(instance, finding)

    def _log_and_version_start(self) -> int:
        return self._in_force()[0]

    def _instance(self, split: Split, *, evolve_period: str | None = None) -> Instance:
        names: dict[str, Scalar] = dict(split.names)
        if split.record is not None:
            names["self"] = Ref(split.record)
        arising = Arising(start_of(self._in_force()[0]), self._in_force()[0])
        return Instance(self.norm, split.record, Env(names), split.key, arisings=(arising,), period=evolve_period)

    # ------------------------------------------------------------------------------------------ bounds

    def _decide(
        self, instance: Instance, counted: Sequence[Counted], *, ended: bool, whole: bool, at: Point
    ) -> Finding:
        """The finding on one count: the upper bound at the first event too many, the lower at the N-th event or the
        end (`at`) of a span that lies wholly inside the log."""
        upper = self._upper(instance, counted)
        if upper is not None and upper.status is Status.VIOLATED:
            return upper
        lower = self._lower(instance, counted, ended=ended, whole=whole, at=at)
        if upper is None:
            return lower
        if upper.status is Status.UNDETERMINED:
            return either([upper, lower], missing=upper.missing)
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
                tests.append(self._too_many(instance, one, counted, sure=fewest > self.at_most, count=fewest))
                if tests[-1].status is Status.VIOLATED:
                    break
        return _worst(tests)

    def _too_many(
        self, instance: Instance, one: Counted, counted: Sequence[Counted], *, sure: bool, count: int
    ) -> Finding:
        env = evolve(one.env, names={**one.env.names, **instance.env.names, "self": Ref(one.record)})
        hearing = Hearing(self.bench, evolve(instance, env=env), instance.arisings[0], True, World())
        so_many = [c for c in counted if c.point.sort_key <= one.point.sort_key and c.most_against]
        answers: tuple[Answer, ...] = tuple(c.truth for c in so_many)
        violated = hearing.violated(
            "too_many", one.point, act=one.event, answers=answers
        )
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

    def _lower(
        self, instance: Instance, counted: Sequence[Counted], *, ended: bool, whole: bool, at: Point
    ) -> Finding:
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
        absent = () if event is None else (FactUsed("no_event", instance.record or event.kind, event.event, day=at.day),)
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

    # ------------------------------------------------------------------------------------------ per record

    def _per_record(self) -> Iterator[Decision]:
        splits, stray = self._splits()
        for split in splits:
            assert split.record is not None
            instance = self._instance(split)
            opening, closing = self.bench.case.opening(split.record), self.bench.closing(split.record)
            if opening is None:
                fact = Truth(False, (self.bench.case.opening_fact(split.record),))
                yield Decision(evolve(instance, arisings=()), resting(Finding(Status.NOT_APPLICABLE, "not_arisen"), fact))
                continue
            counted = _in_order([*split.counted, *(s for s in stray if s.record == split.record)])
            at = self.bench.now if closing is None else closing.point
            finding = self._decide(instance, counted, ended=closing is not None, whole=True, at=at)
            if closing is None and finding.status is Status.PENDING:
                finding = evolve(finding, due=None)
            elif closing is not None and finding.due is not None:
                finding = evolve(finding, due=None)
            if closing is not None and closing.void and finding.why == "too_few":
                finding = Finding(Status.NOT_APPLICABLE, "void", closing.point)
            yield Decision(instance, finding)

    # ------------------------------------------------------------------------------------------ rolling

    def _rolling(self, length: Length, first: int, last: int | None) -> Iterator[Decision]:
        splits, stray = self._splits()
        if not splits and stray:
            splits = [Split((), self._own_record(), {})]
        for split in splits:
            instance = self._instance(split)
            counted = _in_order([*split.counted, *stray])
            yield Decision(instance, self._over_windows(instance, counted, length, first, last))

    def _over_windows(
        self, instance: Instance, counted: list[Counted], length: Length, first: int, last: int | None
    ) -> Finding:
        ended = last is not None and last < self.bench.case.now
        until = self.bench.case.now - 1 if last is None else min(last, self.bench.case.now - 1)
        tests: list[Finding] = []
        if self.at_most is not None:
            for place, one in enumerate(counted):
                start, _ = rolling_window(one.event.when.day, length)
                inside = [c for c in counted[: place + 1] if c.event.when.day >= start]
                fewest = sum(c.fewest_against for c in inside)
                if sum(c.most_against for c in inside) > self.at_most:
                    sure = fewest > self.at_most
                    tests.append(self._too_many(instance, one, inside, sure=sure, count=fewest))
        if self.at_least is not None:
            tests += self._short_windows(instance, counted, length, first, until)
        tests.sort(key=lambda t: t.breach.point.sort_key if t.breach else (0, 0, 0))
        worst = _worst(tests)
        answers: tuple[Answer, ...] = tuple(c.truth for c in counted)
        kept = Finding(
            Status.SATISFIED, "enough", so_far=not ended, answers=answers, count=sum(c.sure for c in counted),
            bound=self.at_most if self.at_most is not None else self.at_least,
        )  # fmt: skip
        if worst is None:
            return kept
        if worst.status is Status.EXCUSED:
            return evolve(worst, so_far=not ended)
        return worst

    def _short_windows(
        self, instance: Instance, counted: list[Counted], length: Length, first: int, until: int
    ) -> Iterator[Finding]:
        """The windows wholly inside the log at whose end there have been too few events: the first such end after each
        event has dropped out."""
        assert self.at_least is not None and isinstance(length.unit, str)
        ends = {add_calendar(first, length.n, length.unit) - 1}  # type: ignore[arg-type]
        ends |= {add_calendar(c.event.when.day, length.n, length.unit) for c in counted}  # type: ignore[arg-type]
        for end in sorted(day for day in ends if day <= until):
            start, _ = rolling_window(end, length)
            if start < first:
                continue
            inside = [c for c in counted if start <= c.event.when.day <= end]
            if sum(c.sure for c in inside) < self.at_least:
                yield self._lower(instance, inside, ended=True, whole=True, at=end_of(end))

    # ------------------------------------------------------------------------------------------ at any time

    def _at_any_time(self, first: int, last: int | None) -> Iterator[Decision]:
        """Counts of open records at every instant at which one opens or closes."""
        steps = sorted(self._steps(), key=lambda step: (*step.point.sort_key, step.point.through, step.change))
        by_key: dict[Key, list[_Step]] = defaultdict(list)
        for step in steps:
            by_key[step.key].append(step)
        if not by_key and not self._has_free_key():
            by_key[()] = []
        ended = last is not None and last < self.bench.case.now
        for key, own in by_key.items():
            names = own[0].names if own else {}
            instance = self._instance(Split(key, None, names))
            yield Decision(instance, self._open_counts(instance, own, first, last, ended=ended))

    def _steps(self) -> Iterator[_Step]:
        for record in subjects(self.bench, self.norm):
            opening, closing = self.bench.case.opening(record), self.bench.closing(record)
            if opening is None:
                continue
            opened = Truth(True, (self.bench.case.opening_fact(record),))
            split = self._open_key(record, opening)
            if split is None:
                continue
            key, names, truth, sure = split
            grounds = Truth(True, merged(opened.facts, truth.facts), truth.missing)
            yield _Step(opening, 1, record, key, names, sure, grounds)
            if closing is not None:
                fact = () if closing.fact is None else (closing.fact,)
                point = closing.point.after() if closing.event is not None else closing.point
                yield _Step(point, -1, record, key, names, sure, Truth(True, fact))

    def _open_key(self, record: str, opening: Point) -> tuple[Key, dict[str, Scalar], Truth, bool] | None:
        """The key of an open record, read when it opens; None if its `when` is false."""
        env = Env.of(record)
        when = YES
        if self.norm.when is not None:
            when = self.bench.case.settled(self.norm.when, env, opening, norm_id=self.norm.id)
        if when.value is False:
            return None
        key: list[str] = []
        names: dict[str, Scalar] = {}
        grounds: list[Answer] = [when]
        sure = when.value is True
        for each in self.norm.for_each:
            if each.key is None:
                continue
            value = self.bench.case.value(each.key, env, opening, norm_id=self.norm.id)
            grounds.append(value)
            item = _scalar(value)
            if item is None:
                sure = False
                continue
            key.append(name_of(item))
            names[each.var] = item
        truth = Truth(True, merged(*(g.facts for g in grounds)), merged(*(g.missing for g in grounds)))
        return tuple(key), names, truth, sure

    def _open_counts(
        self, instance: Instance, steps: Sequence[_Step], first: int, last: int | None, *, ended: bool
    ) -> Finding:
        fewest = most = 0
        tests: list[Finding] = []
        open_: dict[str, _Step] = {}
        place = 0
        started = False
        while place <= len(steps):
            point = steps[place].point if place < len(steps) else self.bench.now
            if not started and point.day >= first:
                started = True
                tests += self._count_test(instance, start_of(first), open_.values(), fewest, most)
            if place == len(steps):
                break
            step = steps[place]
            fewest += step.change * step.sure
            most += step.change
            if step.change > 0:
                open_[step.record] = step
            else:
                open_.pop(step.record, None)
            place += 1
            if place < len(steps) and steps[place].point == point and steps[place].change < 0:
                continue
            if started and (last is None or point.day <= last):
                tests += self._count_test(instance, point, open_.values(), fewest, most, step)
        worst = _worst(tests)
        answers: tuple[Answer, ...] = tuple(step.truth for step in steps)
        kept = Finding(
            Status.SATISFIED, "enough", so_far=not ended, answers=answers, count=fewest,
            bound=self.at_most if self.at_most is not None else self.at_least,
        )  # fmt: skip
        if worst is None:
            return kept
        return evolve(worst, so_far=not ended) if worst.status is Status.EXCUSED else worst

    def _count_test(
        self, instance: Instance, point: Point, open_: Iterable[_Step], fewest: int, most: int, step: _Step | None = None
    ) -> Iterator[Finding]:
        answers = tuple(one.truth for one in open_)
        missing = merged(*(one.truth.missing for one in open_))
        if self.at_most is not None and most > self.at_most:
            yield self._miscounted(instance, point, "too_many", fewest, self.at_most, fewest > self.at_most, answers, missing, step)
        if self.at_least is not None and fewest < self.at_least:
            yield self._miscounted(instance, point, "too_few", fewest, self.at_least, most < self.at_least, answers, missing, step)

    def _miscounted(
        self,
        instance: Instance,
        point: Point,
        why: str,
        count: int,
        bound: int,
        sure: bool,
        answers: tuple[Answer, ...],
        missing: tuple[str, ...],
        step: _Step | None,
    ) -> Finding:
        env = instance.env if step is None else instance.env.bind("self", Ref(step.record))
        hearing = Hearing(self.bench, evolve(instance, env=env), instance.arisings[0], True, World())
        violated = evolve(hearing.violated(why, point, answers=answers), count=count, bound=bound)
        excused = excusing(violated)
        fine = Finding(Status.SATISFIED, "enough", count=count, bound=bound)
        return hearing.heard(
            by_questions(
                [
                    (lambda: NO if sure else Truth(None, (), missing), lambda: fine),
                    (lambda: hearing.overridden(point), lambda: evolve(excused, why="overridden")),
                    (lambda: hearing.excepted(point), lambda: evolve(excused, why="exception")),
                ],
                lambda: violated,
            )
        )


@frozen
class _Step:
    """A record that opens (+1) or closes (-1)."""

    point: Point
    change: int
    record: str
    key: Key
    names: dict[str, Scalar]
    sure: bool
    truth: Truth


_KINDS = {kind.value: kind for kind in PeriodKind}


def _scalar(found: Evaluated) -> Scalar | None:
    """The one value of a key: a party for a sole doer; None if it is unknown or several."""
    name = found.name
    if name is not None:
        return Ref(name)
    value = found.value
    if isinstance(value, bool | int | str) or hasattr(value, "ordinal") or hasattr(value, "list"):
        return value  # type: ignore[return-value]
    return None


def _in_order(counted: Iterable[Counted]) -> list[Counted]:
    return sorted(counted, key=lambda c: c.point.sort_key)


def _worst(tests: Sequence[Finding]) -> Finding | None:
    """The finding that counts of several in order: the first violated, else what is undetermined, else excused."""
    violated = next((t for t in tests if t.status is Status.VIOLATED), None)
    if violated is not None:
        return violated
    doubts = [t for t in tests if t.status is Status.UNDETERMINED]
    if doubts:
        return either(doubts, missing=doubts[0].missing)
    return next((t for t in tests if t.status is Status.EXCUSED), None)
