"""A log with the order within its days settled: the worlds of which *the order that keeps the norm is taken*.

Section 3: a date without a time is the interval of its day; between two entries of one date of which one has no time
the order is open; of equal times the log's order counts. Each possible order is one `Line`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations, product

from attrs import field, frozen

from ruledsl.norms.model import Ruleset
from ruledsl.world.scenario import DatedValue, Event, Judgement, Record, Scenario

from .days import Workday
from .truth import NotCovered

Entry = Event | DatedValue | Judgement
Point = tuple[int, int]
"""A civil day and how many of its entries have happened; (day, 0) is the day's start."""


@frozen(eq=False)
class Line:
    """One order of a log, as of the end of `now`."""

    rules: Ruleset
    scenario: Scenario
    now: int
    workday: Workday
    days: dict[int, tuple[Entry, ...]]
    verdicts_elsewhere: object = None
    memo: dict[object, object] = field(factory=dict)
    happenings: dict[tuple[str | None, str], list[tuple[Point, Event]]] = field(factory=dict)

    @property
    def first(self) -> int:
        return first_day(self.scenario, self.now)

    @property
    def end(self) -> Point:
        return self.last_of(self.now)

    def last_of(self, day: int) -> Point:
        return day, len(self.days.get(day, ()))

    def points(self, first: Point, last: Point) -> Iterator[Point]:
        """Every instant at which anything can change, from one to another, both included."""
        for day in range(first[0], last[0] + 1):
            for done in range(len(self.days.get(day, ())) + 1):
                if first <= (day, done) <= last:
                    yield day, done

    def entries(self) -> Iterator[tuple[Point, Entry]]:
        """Every entry with the instant just before it, in order."""
        for day in sorted(self.days):
            for place, entry in enumerate(self.days[day]):
                yield (day, place), entry

    def record(self, name: str) -> Record:
        if name not in self.scenario.records:
            raise NotCovered("a party without a record of its own")
        return self.scenario.records[name]

    def acts(self, record: str | None, event: str) -> list[tuple[Point, Event]]:
        """The happenings of an event (of a record, or of any) with the instants just before them."""
        if (record, event) not in self.happenings:
            self.happenings[record, event] = [
                (at, entry)
                for at, entry in self.entries()
                if isinstance(entry, Event) and entry.event == event and (record is None or entry.record == record)
            ]
        return self.happenings[record, event]


def after(at: Point) -> Point:
    """The instant after the entry that is about to happen at `at`."""
    return at[0], at[1] + 1


def orders(entries: list[Entry]) -> list[tuple[Entry, ...]]:
    """Section 3: the orders of one day that its times and the log allow."""
    if len(entries) > 5:
        raise NotCovered("too many entries on one day")
    timed = sorted((e for e in entries if e.when.second is not None), key=lambda e: (e.when.second, e.seq))
    return [
        order
        for order in permutations(sorted(entries, key=lambda e: e.seq))
        if [e for e in order if e.when.second is not None] == timed
    ]


def first_day(scenario: Scenario, now: int) -> int:
    """Section 5: the log's first day is `from DATE`, else that of its first entry: of an event, a dated value, a
    judgement, a state or a dated record (docs/semantics.md; language.md says *entry*)."""
    if scenario.first_day is not None:
        return scenario.first_day
    entries = (*scenario.values, *scenario.judgements, *(event for event in scenario.events if not event.planned))
    days = [entry.when.day for entry in entries] + [state.first for state in scenario.states]
    days += [record.created.day for record in scenario.records.values() if record.created is not None]
    return min([*days, now])


def lines(
    rules: Ruleset,
    scenario: Scenario,
    now: int,
    workday: Workday,
    elsewhere: object,
    concerning: Callable[[list[Entry]], list[Entry]],
) -> list[Line]:
    """Every line of a log, of the entries that bear on what is asked. What comes after `now` is ignored (section 5)."""
    logged: list[Entry] = concerning(
        [
            entry
            for entry in (*scenario.events, *scenario.values, *scenario.judgements)
            if entry.when.day <= now and not (isinstance(entry, Event) and entry.planned)
        ]
    )
    by_day: dict[int, list[Entry]] = {}
    for entry in logged:
        by_day.setdefault(entry.when.day, []).append(entry)
    ways = [[(day, order) for order in orders(entries)] for day, entries in sorted(by_day.items())]
    number = 1
    for way in ways:
        number *= len(way)
    if number > 200:
        raise NotCovered("too many orders")
    return [Line(rules, scenario, now, workday, dict(way), elsewhere) for way in product(*ways)]
