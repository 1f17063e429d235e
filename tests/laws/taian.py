"""The real ruleset as a corpus: its scenarios, and what they become when an entry is dropped, moved by a day, loses its
time, or somebody is away.

A mutant is handed on only if it could have been written: it is read back from its JSON form, which checks it whole.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import evolve
from hypothesis import strategies as st

from ruledsl import api
from ruledsl.diagnostics import InputError
from ruledsl.engine.case import Case
from ruledsl.engine.evaluate import convention_for, verdicts_of
from ruledsl.engine.verdicts import Verdict
from ruledsl.world.scenario import DatedValue, Event, Judgement, Scenario, StateInterval

FOLDER = Path(__file__).parents[2] / "rulesets" / "taian"
AWAY = ("away", "abroad", "engaged")


@cache
def taian() -> api.Ruleset:
    return api.load(FOLDER)


@cache
def seeds() -> tuple[Scenario, ...]:
    """All scenarios of the ruleset, each with its last `as of` and without what it expects."""
    paths = sorted(FOLDER.rglob("*.scenario"))
    found = (scenario.data for path in paths for scenario in taian().scenarios(path))
    return tuple(evolve(each, as_ofs=(evolve(each.as_ofs[-1], expectations=()),)) for each in found)


def on(case: Scenario, day: int, *norms: str) -> tuple[Verdict, ...]:
    """The verdicts on a case, or those of some norms."""
    compiled = taian().compiled
    return verdicts_of(Case(compiled, case, day, convention_for(compiled)), only=norms or None)


def days_of(case: Scenario) -> list[int]:
    """The days on which something is entered or asked, with the days around them."""
    days = {line.when.day for line in (*case.events, *case.values, *case.judgements)}
    days |= {block.day for block in case.as_ofs}
    return sorted({day + step for day in days for step in (-1, 0, 1)})


@st.composite
def mutants(draw: st.DrawFn) -> Scenario:
    """A scenario of the corpus, changed in up to three places."""
    case = draw(st.sampled_from(seeds()))
    for _ in range(draw(st.integers(0, 3))):
        case = _sound(draw(_changed(case))) or case
    return case


def _sound(case: Scenario) -> Scenario | None:
    """The case as it is read back from its JSON form; None if the reader objects."""
    try:
        return api.Scenario.from_json(api.Scenario(case).to_dict(), taian()).data
    except InputError:
        return None


Line = Event | DatedValue | Judgement


@st.composite
def _changed(draw: st.DrawFn, case: Scenario) -> Scenario:
    lines: list[Line] = [*case.events, *case.values, *case.judgements]
    how = draw(st.sampled_from(["drop", "move", "untime", "away"])) if lines else "away"
    if how == "away":
        return _with_absence(draw, case)
    line = draw(st.sampled_from(lines))
    match how:
        case "drop":
            return _replaced(case, line, None)
        case "move":
            when = evolve(line.when, day=line.when.day + draw(st.sampled_from([-1, 1])))
            return _replaced(case, line, evolve(line, when=when))
        case _:
            return _replaced(case, line, evolve(line, when=evolve(line.when, second=None)))


def _with_absence(draw: st.DrawFn, case: Scenario) -> Scenario:
    states = [state for state in AWAY if state in taian().compiled.vocabulary.states]
    holders = sorted({holding.person for holding in case.holdings} | {"mayor"})
    first = draw(st.sampled_from(days_of(case)))
    absence = StateInterval(
        draw(st.sampled_from(holders)), draw(st.sampled_from(states)), first, first + draw(st.integers(0, 9))
    )
    return evolve(case, states=(*case.states, absence))


def _replaced(case: Scenario, line: Line, other: Line | None) -> Scenario:
    def changed(kind: type[Line]) -> tuple[Line, ...]:
        ours: dict[type, tuple[Line, ...]] = {
            Event: case.events, DatedValue: case.values, Judgement: case.judgements,
        }  # fmt: skip
        lines = (other if each is line else each for each in ours[kind])
        return tuple(each for each in lines if each is not None)

    return evolve(case, events=changed(Event), values=changed(DatedValue), judgements=changed(Judgement))
