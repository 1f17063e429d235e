"""Frequencies per calendar period (language reference, sections 3 *Periods*, 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from attrs import evolve

from ruledsl.engine.verdicts import Status
from ruledsl.norms.expressions import ActParam, FieldOf
from ruledsl.norms.model import Norm
from ruledsl.world.scenario import Event
from ruledsl.world.values import Doer, Ref

from .conditions import Env, evaluate, matches, truth
from .following import overriding
from .lines import Line, Point
from .lives import life
from .permitting import covered
from .results import Found, branches, one, severity
from .truth import NotCovered, Truth, both, negation

Count = tuple[Truth, Truth]
"""Whether an event counts, and whether it does against an upper bound: not if a permission lifts it."""


def period_of(kind: str, day: int) -> tuple[int, int, str]:
    """Section 3, *Periods*: the first and last day of the calendar period that holds a day, and what it is called."""
    here = date.fromordinal(day)
    match kind:
        case "year":
            first, last, text = date(here.year, 1, 1), date(here.year, 12, 31), f"{here.year}"
        case "quarter":
            number = (here.month - 1) // 3
            first = date(here.year, 3 * number + 1, 1)
            last = (first + timedelta(days=100)).replace(day=1) - timedelta(days=1)
            text = f"{here.year} Q{number + 1}"
        case "month":
            first = here.replace(day=1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            text = f"{here:%Y-%m}"
        case "week":
            first = here - timedelta(days=here.weekday())
            last, text = first + timedelta(days=6), f"week of {first.isoformat()}"
        case _:
            raise NotCovered(f"the period {kind}")
    return first.toordinal(), last.toordinal(), text


def frequency(line: Line, norm: Norm) -> Iterator[tuple[str | None, tuple[str, ...], str | None, Found]]:
    """The verdict belongs to X and period: upper bounds bind in any period and are broken by the first event too many;
    lower bounds are decided at the end of a period that lies wholly inside the log, and satisfied at the N-th event."""
    found = norm.frequency
    assert found is not None
    if found.per_record and found.period is None:
        yield from _per_record(line, norm)
        return
    if found.rolling or found.at_any_time or found.period is None or overriding(line, norm) or norm.unless is not None:
        raise NotCovered("a frequency that is not per calendar period, or with an exception")
    if len(norm.for_each) > 1 or any(each.set is not None for each in norm.for_each):
        raise NotCovered("a frequency for each member of a set")
    low, high = found.at_least, found.at_most
    if isinstance(low, str) or isinstance(high, str):
        raise NotCovered("a number with a name")
    counts: dict[tuple[str | None, tuple[str, ...]], list[tuple[Point, Count]]] = {}
    events = list(_counted(line, norm))
    for at, act, counted in events:
        key = (act.record if found.per_record else None, _key(line, norm, act, at))
        counts.setdefault(key, []).append((at, (counted, both([counted, negation(covered(line, norm, at, act))]))))
    if not norm.for_each and not found.per_record:
        counts.setdefault((None, ()), [])
    for (record, members), happenings in counts.items():
        day = line.first
        while day <= line.now:
            first, last, text = period_of(found.period, day)
            inside = [counted for at, counted in happenings if first <= at[0] <= last]
            if first < line.first:
                yield record, members, text, Found(frozenset())
            elif inside or not (norm.for_each or found.per_record):
                # X without an event in a period has no verdict there, but where a roster is declared
                yield record, members, text, _decided(line, norm, low, high, inside, last)
            day = last + 1


def _per_record(line: Line, norm: Norm) -> Iterator[tuple[str | None, tuple[str, ...], str | None, Found]]:
    """*`per record` counts each record by itself*: its period is the record's life."""
    found = norm.frequency
    assert found is not None
    low, high = found.at_least, found.at_most
    if (
        isinstance(low, str)
        or isinstance(high, str)
        or norm.for_each
        or overriding(line, norm)
        or norm.unless is not None
    ):
        raise NotCovered("a frequency per record with keys, an order or an exception")
    events = [
        (at, act, (counted, both([counted, negation(covered(line, norm, at, act))])))
        for at, act, counted in _counted(line, norm)
    ]
    for record in line.scenario.records.values():
        if norm.subject.kind is None or not line.rules.vocabulary.is_kind(record.kind, norm.subject.kind):
            continue
        here = life(line, record.name)
        if here.opens is None:
            yield record.name, (), None, one(Status.NOT_APPLICABLE)
            continue
        inside = [
            count
            for at, act, count in events
            if act.record == record.name and at >= here.opens and (here.closes is None or at < here.closes)
        ]
        last = line.now if here.closes is None else line.now - 1
        decided = _decided(line, norm, low, high, inside, last)
        if here.void and any(each[0] is None or each[1] is None for each in inside):
            raise NotCovered("a count that is unknown at a void closing")
        if here.void and (decided.status is Status.VIOLATED or high is not None):
            # what is not broken by an event too many, nor met for good, is not decided
            too_many = high is not None and [each[1] for each in inside].count(True) > high
            decided = one(Status.VIOLATED, severity=severity(norm)) if too_many else one(Status.NOT_APPLICABLE)
        yield record.name, (), None, decided


def _ways(count: Count) -> list[tuple[bool, bool]]:
    """What an event may count: at all, and against an upper bound."""
    return [(one, other) for one in branches(count[0]) for other in branches(count[1]) if one or not other]


def _decided(line: Line, norm: Norm, low: int | None, high: int | None, inside: list[Count], last: int) -> Found:
    over = last < line.now
    possible = set()
    ways = product(*[_ways(each) for each in inside])
    for way in set(map(tuple, map(sorted, ways))):
        if high is not None and sum(against for _, against in way) > high:
            possible.add(Status.VIOLATED)
        elif low is not None and sum(counted for counted, _ in way) < low:
            possible.add(Status.VIOLATED if over else Status.PENDING)
        else:
            possible.add(Status.SATISFIED)
    due = None
    status = next(iter(possible)) if len(possible) == 1 else None
    so_far = status is Status.SATISFIED and high is not None and not over
    return Found(frozenset(possible), so_far, due, severity(norm) if status is Status.VIOLATED else None)


def _counted(line: Line, norm: Norm) -> Iterator[tuple[Point, Event, Truth]]:
    """`when` selects the events counted; an event whose `when` is unknown may or may not count; planned ones do not."""
    assert norm.event is not None
    for at, act in line.acts(None, norm.event.event):
        members = {each.var: name for each, name in zip(norm.for_each, _key(line, norm, act, at), strict=True)}
        env = Env(line, {"self": act.record, **members}, act=act, act_at=at, norm=norm.id)
        counted = both([matches(norm.event, at, act, env), truth(norm.when, env, at)])
        if counted is not False:
            yield at, act, counted


def _key(line: Line, norm: Norm, act: Event, at: Point) -> tuple[str, ...]:
    """Split by X's value at the event."""
    found = []
    for each in norm.for_each:
        assert isinstance(each.key, ActParam | FieldOf)
        env = evolve(Env(line, {"self": act.record}), act=act, act_at=at)
        if isinstance(each.key, ActParam):
            given = act.arguments.get(each.key.parameter)
            if not isinstance(given, tuple) or len(given) != 1 or not isinstance(given[0], Doer):
                raise NotCovered("an event without one key")
            found.append(given[0].party)
            continue
        value = evaluate(each.key, env, at)
        if not isinstance(value, Ref):
            raise NotCovered("an event without one key")
        found.append(value.name)
    return tuple(found)
