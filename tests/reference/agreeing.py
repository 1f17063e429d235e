"""Comparing the engine's verdicts with the reference's, and counting what was compared."""

from __future__ import annotations

from collections import Counter
from datetime import date

from attrs import field, frozen

from ruledsl.engine.evaluate import evaluate
from ruledsl.engine.verdicts import Status, Verdict

from .days import china
from .evaluator import Key, reference_verdicts
from .results import Found, one
from .truth import NotCovered
from .worlds import World, compiled, scenario_of


@frozen
class Tally:
    """What was compared: verdicts by status, and what was left out and why."""

    statuses: Counter[str] = field(factory=Counter)
    trivial: Counter[str] = field(factory=Counter)
    left_out: Counter[str] = field(factory=Counter)
    open_orders: Counter[str] = field(factory=Counter)


TALLY = Tally()


def disagreements(world: World, tally: Tally = TALLY) -> list[str]:
    """One line for each verdict on which engine and reference differ, at each of the world's days."""
    rules, wrong = compiled(world.clauses, world.calendar)
    if rules is None or wrong:
        tally.left_out[f"compile: {wrong[0][:60] if wrong else ''}"] += 1
        return []
    scenario, errors = scenario_of(world, rules)
    if scenario is None:
        tally.left_out[f"log: {errors[0][:50] if errors else ''}"] += 1
        return []
    found: list[str] = []
    for day in world.days:
        try:
            reference = reference_verdicts(rules, scenario, day, china if world.calendar == "china" else None)
        except NotCovered as reason:
            tally.left_out[str(reason)] += 1
            continue
        engine = evaluate(rules, scenario, day)
        for norm_id, verdicts in reference.items():
            if isinstance(verdicts, NotCovered):
                tally.left_out[str(verdicts)] += 1
                continue
            of_norm = [verdict for verdict in engine if verdict.norm == norm_id]
            if any("conflict" in verdict.explanation.why for verdict in of_norm):
                tally.left_out["a conflict"] += 1
                continue
            for line in _compared(of_norm, verdicts, tally):
                found.append(f"{date.fromordinal(day)} {line}")
    return found


def _compared(engine: list[Verdict], reference: dict[Key, list[Found]], tally: Tally) -> list[str]:
    given: dict[Key, Verdict] = {_key(verdict): verdict for verdict in engine}
    found: list[str] = []
    for key in sorted({*given, *reference}, key=str):
        wanted = reference.get(key, [one(Status.NOT_APPLICABLE)])
        got = given.get(key)
        if any(not each.possible for each in wanted):
            tally.left_out["a period that begins before the log"] += 1
            continue
        tally.statuses[got.status.value if got else "absent"] += 1
        if got is None or got.explanation.why in ("not_arisen", "closed_before"):
            tally.trivial["absent or not arisen"] += 1
        if len(wanted) > 1:
            tally.open_orders["several"] += 1
        if any(each.or_else is not None for each in wanted):
            tally.open_orders["at once or not"] += 1
            wanted = [*wanted, *(each.or_else for each in wanted if each.or_else is not None)]
        if not any(_same(got, each) for each in wanted):
            found.append(f"{_short(key)}: engine {_shown(got)}; reference {[_told(each) for each in wanted]}")
    return found


def _key(verdict: Verdict) -> Key:
    return verdict.norm, verdict.record, verdict.key, verdict.period, verdict.occurrence


def _same(got: Verdict | None, wanted: Found) -> bool:
    if got is None or (got.record is None and got.period is None):
        return wanted.status is Status.NOT_APPLICABLE or (got is None and wanted.so_far)
    if got.status is not wanted.status:
        return False
    if got.status in (Status.NOT_APPLICABLE, Status.UNDETERMINED):
        return True
    if got.severity != wanted.severity:
        return False
    if got.status is not Status.PENDING and got.so_far != wanted.so_far:
        return False
    return wanted.due == -1 or got.period is not None or got.due == wanted.due


def _short(key: Key) -> str:
    return " ".join(str(each) for each in key if each not in (None, ()))


def _day(day: int | None) -> str:
    return "" if day is None else f" due {date.fromordinal(day)}" if day > 0 else " due ?"


def _shown(got: Verdict | None) -> str:
    if got is None:
        return "nothing"
    so_far = " so far" if got.so_far else ""
    possible = ",".join(got.possible)
    return f"{got.status.value}{so_far}{_day(got.due)} {got.severity or ''} [{got.explanation.why}] {possible}"


def _told(found: Found) -> str:
    so_far = " so far" if found.so_far else ""
    return f"{found.status.value}{so_far}{_day(found.due)} {found.severity or ''} {'|'.join(sorted(found.possible))}"
