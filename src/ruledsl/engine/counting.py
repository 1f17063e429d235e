"""Counting: which events a frequency counts, for which key, and how surely.

Handed a frequency, it hands on its events split by the values of `for each`, those whose key is unknown apart, and the
members of its rosters. An event whose `when` or pattern is unknown may or may not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, evolve, field, frozen

from ruledsl.engine.answers import NO, YES, Env, Evaluated, Occurrence, Truth, all_of, any_of, merged
from ruledsl.engine.bench import Arising, Bench, Instance, name_of
from ruledsl.engine.instances import subjects
from ruledsl.engine.parts import walk
from ruledsl.engine.permissions import covers
from ruledsl.engine.point import Point, at_entry, end_of, start_of
from ruledsl.engine.verdicts import FactUsed
from ruledsl.norms.expressions import Constraint, EventPattern, Expr, Var
from ruledsl.norms.model import ForEach, Norm
from ruledsl.world.scenario import Event
from ruledsl.world.values import Ref, Scalar

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


class Counting:
    """The events of one version of a frequency. `late`: the side on which the entries of a day that cannot be ordered
    against an event are taken to lie where it is read whether that counts."""

    def __init__(self, bench: Bench, norm: Norm, late: bool | None = None) -> None:
        assert norm.frequency is not None
        self.bench, self.norm, self.frequency, self.late = bench, norm, norm.frequency, late

    def own_record(self) -> str | None:
        """The party that is the norm's subject; None for a kind."""
        if self.norm.subject.kind is not None:
            return None
        return next(iter(subjects(self.bench, self.norm)), None)

    def in_force(self) -> tuple[int, int | None]:
        """The version's first day (the log's, if it has none) and its last."""
        ruleset = self.bench.norms.ruleset
        firsts = [day for day in (self.norm.first_day, ruleset.first_day) if day is not None]
        lasts = [day for day in (self.norm.last_day, ruleset.last_day) if day is not None]
        return max([*firsts, self.bench.case.first_day]), min(lasts) if lasts else None

    def splits(self) -> tuple[list[Split], list[Counted]]:
        """The events by key, and those whose key is unknown (they may count for any)."""
        splits: dict[tuple[str | None, Key], Split] = {}
        stray: list[Counted] = []
        rosters = [each for each in self.norm.for_each if each.set is not None]
        own = self.own_record()
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
            key, names, facts = key_names
            truth = evolve(counted.truth, facts=merged(counted.truth.facts, facts))
            counted = evolve(counted, truth=truth)
            if rosters and not per_record and (record, key) not in splits and not self.has_free_key():
                continue
            split = splits.setdefault((record, key), Split(key, record, names))
            split.counted.append(counted)
        for split in splits.values():
            split.counted.sort(key=lambda c: c.point.sort_key)
        return list(splits.values()), stray

    def has_free_key(self) -> bool:
        """Whether a value of the event splits the count, without a roster."""
        return any(each.set is None for each in self.norm.for_each)

    def _roster(self, rosters: Sequence[ForEach]) -> Iterator[tuple[dict[str, Scalar], Key]]:
        """The members of the declared rosters over the log, with their key; one empty key without any."""
        if any(self.needs_record(each.set) for each in rosters):
            return
        found: list[tuple[dict[str, Scalar], Key]] = [({}, ())]
        for each in rosters:
            assert each.set is not None
            found = [
                ({**names, each.var: item}, (*key, name_of(item)))
                for names, key in found
                for item in self.members_over(each.set, Env(names), self.in_force()[0], self.bench.case.now)
            ]
        yield from found

    def needs_record(self, expr: Expr | None) -> bool:
        """Whether a set can only be read of a record."""
        return any(isinstance(part, Var) and part.name == "self" for part in walk(expr))

    def members_over(self, over: Expr, env: Env, first: int, last: int) -> list[Scalar]:
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
        first, last = self.in_force()
        rosters = [each for each in self.norm.for_each if each.set is not None and each.key is None]
        bindings = list(self._roster(rosters)) if rosters else [({}, ())]
        for names, _ in bindings:
            for env in self._environments(names):
                for occurrence in self.bench.case.occurrences(self._without_keys(pattern), env):
                    day = occurrence.event.when.day
                    if day < first or (last is not None and day > last):
                        continue
                    act_env = env.at_act(occurrence.event)
                    if "self" not in env.names:
                        act_env = act_env.bind("self", Ref(occurrence.record))
                    when = self._selected(pattern, occurrence, act_env)
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

    def _asks_keys(self, part: object) -> bool:
        """Whether a part of the norm speaks of the value by which the events are split."""
        keyed = {each.var for each in self.norm.for_each if each.key is not None}
        return any(isinstance(name, Var) and name.name in keyed for name in walk(part))

    def _without_keys(self, pattern: EventPattern) -> EventPattern:
        """The pattern without what it asks of an event's own key, which is known only with the event."""
        return evolve(pattern, constraints=tuple(c for c in pattern.constraints if not self._asks_keys(c.value)))

    def _selected(self, pattern: EventPattern, occurrence: Occurrence, env: Env) -> Truth:
        """Whether an event meets what is asked of its own key, and `when`."""
        unknown: Evaluated | None = None
        for each in self.norm.for_each:
            if each.key is None or each.var in env.names:
                continue
            value = self.bench.case.value(each.key, env, occurrence.at, norm_id=self.norm.id)
            item = scalar(value)
            if item is None:
                unknown = value
            else:
                env = env.bind(each.var, item)
        asked: list[Truth] = []
        for part in (*pattern.constraints, self.norm.when):
            if unknown is not None and self._asks_keys(part):
                asked.append(Truth(None, unknown.facts, unknown.missing))
            elif part is self.norm.when and self.norm.when is not None:
                asked.append(self.bench.case.settled(self.norm.when, env, occurrence.at, norm_id=self.norm.id))
            elif isinstance(part, Constraint) and self._asks_keys(part.value):
                only = evolve(pattern, constraints=(part,))
                asked.append(self.bench.case.fits(only, occurrence.event, env))
        return all_of(asked) if asked else YES

    def _record_of(self, env: Env, record: str) -> str:
        own = env.names.get("self")
        return own.name if isinstance(own, Ref) else record

    def _environments(self, names: dict[str, Scalar]) -> Iterator[Env]:
        """One for each record of the subject, or one for all where the event is of any record of its kind."""
        pattern = self.norm.event
        assert pattern is not None
        if pattern.object is None and self.norm.subject.kind is not None and not self._asks_self():
            yield Env(names, late=self.late)
            return
        for record in subjects(self.bench, self.norm):
            yield Env({**names, "self": Ref(record)}, late=self.late)

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

    def _key(self, counted: Counted) -> tuple[Key, dict[str, Scalar], tuple[FactUsed, ...]] | Evaluated:
        """The key an event counts for, with what its variables stand for and the facts that say so; the answer itself
        where it is unknown."""
        key: list[str] = []
        facts: tuple[FactUsed, ...] = ()
        names: dict[str, Scalar] = {}
        env = counted.env.on_side(None)
        for each in self.norm.for_each:
            if each.key is None:
                item = counted.env.names[each.var]
            else:
                value = self.bench.case.value(each.key, env, counted.point, norm_id=self.norm.id)
                one = scalar(value)
                if one is None:
                    return value
                item, facts = one, merged(facts, value.facts)
            key.append(name_of(item))
            names[each.var] = item
        return tuple(key), names, facts

    def instance(self, split: Split, period: str | None = None) -> Instance:
        """What is decided of a split, in a period."""
        names: dict[str, Scalar] = dict(split.names)
        if split.record is not None:
            names["self"] = Ref(split.record)
        first, _ = self.in_force()
        arising = Arising(start_of(first), first)
        return Instance(self.norm, split.record, Env(names), split.key, arisings=(arising,), period=period)


def scalar(found: Evaluated) -> Scalar | None:
    """The one value of a key: a party for a sole doer; None if it is unknown or several."""
    name = found.name
    if name is not None:
        return Ref(name)
    value = found.value
    if isinstance(value, bool | int | str) or hasattr(value, "ordinal") or hasattr(value, "list"):
        return value  # type: ignore[return-value]
    return None


def in_order(counted: Iterable[Counted]) -> list[Counted]:
    """The events in the order of time."""
    return sorted(counted, key=lambda c: c.point.sort_key)
