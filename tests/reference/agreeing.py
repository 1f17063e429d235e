"""Comparing the engine's verdicts with the reference's, and counting what was compared."""

from __future__ import annotations

from collections import Counter
from datetime import date

from attrs import evolve, field, frozen

from ruledsl.engine.evaluate import evaluate
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.world.scenario import Scenario

from .days import Workday, china
from .evaluator import Key, reference_verdicts
from .results import Found, one
from .truth import NotCovered
from .worlds import World, compiled, scenario_of


@frozen
class Tally:
    """What was compared: evaluations (one log as of one day, by both sides), verdicts by status, and what was left out
    and why."""

    evaluations: Counter[str] = field(factory=Counter)
    statuses: Counter[str] = field(factory=Counter)
    trivial: Counter[str] = field(factory=Counter)
    left_out: Counter[str] = field(factory=Counter)
    several: Counter[str] = field(factory=Counter)
    asked: Counter[str] = field(factory=Counter)
    """How many norms were asked about, where that is known: once for each log and day."""

    def add(self, other: Tally) -> None:
        for mine, theirs in zip(self._counters(), other._counters(), strict=True):
            mine.update(theirs)

    def _counters(self) -> tuple[Counter[str], ...]:
        return self.evaluations, self.statuses, self.trivial, self.left_out, self.several, self.asked


@frozen
class Disagreement:
    """One verdict on which engine and reference differ, as of a day."""

    day: int
    key: Key
    engine: str
    reference: tuple[str, ...]

    @property
    def sort(self) -> tuple[str, str]:
        """What the two say, without the instance: disagreements of one sort are likely of one cause."""
        return _sort(self.engine), " or ".join(sorted({_sort(each) for each in self.reference}))

    def __str__(self) -> str:
        where = " ".join(str(each) for each in self.key if each not in (None, ()))
        return f"{date.fromordinal(self.day)} {where}: engine {self.engine}; reference {' or '.join(self.reference)}"


def _sort(told: str) -> str:
    words = told.split()
    return " ".join(words[:: len(words) - 1]) if words[0] == Status.UNDETERMINED.value else words[0]


def disagreements(world: World, tally: Tally | None = None) -> list[Disagreement]:
    """The verdicts on which engine and reference differ, at each of the world's days."""
    tally = Tally() if tally is None else tally
    rules, wrong = compiled(world.clauses, world.calendar)
    if rules is None or wrong:
        tally.left_out[f"compile: {wrong[0][:60] if wrong else ''}"] += 1
        return []
    scenario, errors = scenario_of(world, rules)
    if scenario is None:
        tally.left_out[f"log: {errors[0][:50] if errors else ''}"] += 1
        return []
    workday = china if world.calendar == "china" else None
    return [each for day in world.days for each in differing(rules, scenario, day, workday, tally)]


def differing(rules: Ruleset, scenario: Scenario, day: int, workday: Workday, tally: Tally) -> list[Disagreement]:
    """The verdicts on which engine and reference differ, as of a day."""
    try:
        reference = reference_verdicts(rules, scenario, day, workday)
    except NotCovered as reason:
        tally.left_out[str(reason)] += 1
        return []
    engine = evaluate(rules, scenario, day)
    found: list[Disagreement] = []
    compared, unordered = False, bool(open_days(scenario))
    for norm_id, verdicts in reference.items():
        if isinstance(verdicts, NotCovered):
            tally.left_out[str(verdicts)] += 1
            continue
        of_norm = [verdict for verdict in engine if verdict.norm == norm_id]
        if any("conflict" in verdict.explanation.why for verdict in of_norm):
            tally.left_out["a conflict"] += 1
            continue
        compared = True
        found += _compared(day, of_norm, verdicts, tally, unordered)
    tally.evaluations["compared" if compared else "nothing covered"] += 1
    return found


def _compared(
    day: int, engine: list[Verdict], reference: dict[Key, list[Found]], tally: Tally, unordered: bool
) -> list[Disagreement]:
    given: dict[Key, Verdict] = {_key(verdict): verdict for verdict in engine}
    found: list[Disagreement] = []
    for key in sorted({*given, *reference}, key=str):
        wanted = reference.get(key, [one(Status.NOT_APPLICABLE)])
        got = given.get(key)
        if any(not each.possible for each in wanted):
            tally.left_out["a period that begins before the log"] += 1
            continue
        tally.statuses[got.status.value if got else "no instance"] += 1
        if got is None or got.explanation.why in ("not_arisen", "closed_before"):
            tally.trivial["no instance or not arisen"] += 1
        if len(wanted) > 1:
            tally.several["orders that all keep the norm"] += 1
        if not any(_same(got, each, unordered) for each in wanted):
            found.append(Disagreement(day, key, _shown(got), tuple(map(_told, wanted))))
    return found


def _key(verdict: Verdict) -> Key:
    return verdict.norm, verdict.record, verdict.key, verdict.period, verdict.occurrence


def open_days(scenario: Scenario) -> set[int]:
    """The days on which an entry without a time stands beside another."""
    entries = [*scenario.events, *scenario.values, *scenario.judgements]
    days = Counter(entry.when.day for entry in entries)
    return {entry.when.day for entry in entries if entry.when.second is None and days[entry.when.day] > 1}


def _same(got: Verdict | None, wanted: Found, unordered: bool) -> bool:
    if got is None or (got.record is None and got.period is None):
        return wanted.status is Status.NOT_APPLICABLE or (got is None and wanted.so_far)
    if got.status is not wanted.status:
        return False
    if got.status is Status.UNDETERMINED:
        # Which verdicts a fact not known leaves possible in which order of a day, the two may tell differently.
        possible = frozenset(got.possible)
        return possible == wanted.possible or (unordered and possible < wanted.possible)
    if got.status is Status.NOT_APPLICABLE:
        return True
    if got.severity != wanted.severity:
        return False
    if got.status is not Status.PENDING and got.so_far != wanted.so_far:
        return False
    if got.status in (Status.SATISFIED, Status.EXCUSED) and wanted.due is None:
        # kept before the anchor came: the due date that it gives later is not the reference's business
        return True
    return wanted.due == -1 or got.period is not None or got.due == wanted.due


def _day(day: int | None) -> str:
    return "" if day is None else f" due {date.fromordinal(day)}" if day > 0 else " due ?"


def _shown(got: Verdict | None) -> str:
    if got is None:
        return "nothing"
    so_far = " so far" if got.so_far else ""
    possible = "|".join(sorted(got.possible))
    return f"{got.status.value}{so_far}{_day(got.due)} {got.severity or ''} [{got.explanation.why}] {possible}"


def _told(found: Found) -> str:
    so_far = " so far" if found.so_far else ""
    return f"{found.status.value}{so_far}{_day(found.due)} {found.severity or ''} {'|'.join(sorted(found.possible))}"


# ------------------------------------------------------------------------------------------------ the least world


def least(world: World, sort: tuple[str, str]) -> World:
    """A world as small as can be in which engine and reference still differ in this way: one after the other, each
    thing that can go is left out."""

    def differs(smaller: World) -> bool:
        return any(each.sort == sort for each in disagreements(smaller))

    shrunk = True
    while shrunk:
        shrunk = False
        for smaller in _smaller(world):
            if differs(smaller):
                world, shrunk = smaller, True
                break
    return world


def _smaller(world: World) -> list[World]:
    clauses = world.clauses.splitlines()
    found = [evolve(world, days=(day,)) for day in world.days if len(world.days) > 1]
    if len(clauses) > 1:
        found += [evolve(world, clauses="\n".join(clauses[:i] + clauses[i + 1 :])) for i in range(len(clauses))]
    found += [evolve(world, steps=world.steps[:i] + world.steps[i + 1 :]) for i in range(len(world.steps))]
    for place, (method, given) in enumerate(world.steps):
        for i, argument in enumerate(given):
            if isinstance(argument, dict):
                for name in argument:
                    less = {other: value for other, value in argument.items() if other != name}
                    step = (method, (*given[:i], less, *given[i + 1 :]))
                    found.append(evolve(world, steps=(*world.steps[:place], step, *world.steps[place + 1 :])))
    for i, row in enumerate(clauses):
        for word in (" unless ", " when "):
            if word in row:
                cut = [*clauses[:i], row[: row.rindex(word)], *clauses[i + 1 :]]
                found.append(evolve(world, clauses="\n".join(cut)))
    return found
