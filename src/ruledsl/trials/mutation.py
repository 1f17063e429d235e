"""Mutation: which changes of a ruleset its scenarios notice.

Handed a compiled ruleset, its scenarios and mutants, it decides each mutant on what its one change can touch, and hands
on a `Trial` each: noticed, and by which line; unnoticed; or no ruleset that the compiler would take. What a mutant
needs decided is found by `reach`; what would have noticed it is sought by `missing`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Final

from attrs import define, evolve, field, frozen

from ruledsl._version import __version__
from ruledsl.civil_time import Convention
from ruledsl.engine.asking import CaseQuestions
from ruledsl.engine.calendar_cache import convention_for
from ruledsl.engine.case import Case
from ruledsl.engine.evaluate import verdicts_of
from ruledsl.engine.expectations import check_expectations
from ruledsl.engine.verdicts import Explanation, Verdict
from ruledsl.norms.model import Form, Ruleset
from ruledsl.trials.mutants import Compiler, Mutant
from ruledsl.trials.places import without_place
from ruledsl.trials.reach import Reach
from ruledsl.world.scenario import AsOf, Expectation, Scenario


class Outcome(StrEnum):
    """What became of a mutant. `stillborn`: the compiler would not take it, so it says nothing of the scenarios."""

    NOTICED = "noticed"
    UNNOTICED = "unnoticed"
    STILLBORN = "stillborn"


@frozen
class Line:
    """An `expect` line: where it stands, in which scenario, and what it says."""

    file: str
    line: int
    scenario: str
    text: str


@frozen
class Suggestion:
    """What would notice a mutant. `kind`: `line` (a line is missing from a scenario), `case` (a scenario with one more
    change), `nothing_arises` (no scenario has a case of the clause), `ask_may` (no line asks for what is permitted),
    `unknown` (nothing was found).

    `change`: what to change in the scenario, by kind of change and the words for it. `day`: the ordinal to evaluate
    at. `expect`: the line to add, as the rules are now. `otherwise`: the verdict under the mutant.
    """

    kind: str
    scenario: Line | None = None
    change: tuple[str, ...] = ()
    day: int | None = None
    expect: str = ""
    otherwise: str = ""


@frozen
class Trial:
    """What became of one mutant. `by`: the first line that came out otherwise. `state`: of all that the outcome hangs
    on (see `Suite.state_of`)."""

    mutant: str
    outcome: Outcome
    by: Line | None = None
    suggestion: Suggestion | None = None
    state: str = ""


@frozen
class Day:
    """One `as of` of one scenario."""

    scenario: Scenario
    block: AsOf


_OF_ALL: Final = frozenset({"only", "no_breach", "no_deviation", "used"})
"""Lines that speak of every clause."""

_LINKS: Final = frozenset({Form.SUBSTITUTION, Form.AUTHORISATION, Form.DEEMING})
"""What the value of a field may hang on."""

_ACTS: Final = frozenset({Form.EXCLUSIVE_POWER, Form.PROHIBITION, Form.PERMISSION})
"""What it may hang on who may do an act."""


@define(slots=False)
class Suite:
    """A ruleset with its scenarios, and how their lines came out before anything was changed.

    `met`: for each day whether its lines are met. `kept`: for the days with lines that speak of every clause, all
    verdicts, without their reasons.
    """

    ruleset: Ruleset
    days: tuple[Day, ...]
    met: tuple[tuple[bool, ...], ...]
    kept: Mapping[int, tuple[Verdict, ...]] = field(repr=False)
    project_calendar: bool = False

    @classmethod
    def of(
        cls,
        ruleset: Ruleset,
        scenarios: Iterable[Scenario],
        *,
        project_calendar: bool = False,
        progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> Suite:
        """The suite, each scenario decided once; `progress` is told how many days are done, of how many."""
        days = tuple(Day(scenario, block) for scenario in scenarios for block in scenario.as_ofs if block.expectations)
        convention = convention_for(ruleset, project=project_calendar)
        met: list[tuple[bool, ...]] = []
        kept: dict[int, tuple[Verdict, ...]] = {}
        for number, day in enumerate(days):
            progress(number, len(days))
            lines = day.block.expectations
            of_all = any(line.form in _OF_ALL for line in lines)
            only = None if of_all else {norm for line in lines for norm in line.norms}
            verdicts = verdicts_of(Case(ruleset, day.scenario, day.block.day, convention), only)
            if of_all:
                kept[number] = tuple(map(_light, verdicts))
            questions = CaseQuestions(ruleset, day.scenario, day.block.day, project_calendar)
            met.append(tuple(result.ok for result in check_expectations(ruleset, day.block, verdicts, questions)))
        return cls(ruleset, days, tuple(met), kept, project_calendar)

    @property
    def unmet(self) -> int:
        """How many lines are not met by the ruleset as it is."""
        return sum(not ok for day in self.met for ok in day)

    # ------------------------------------------------------------------------------------------ what is at hand

    @cached_property
    def reach(self) -> Reach:
        return Reach.of(self.ruleset)

    @cached_property
    def compiler(self) -> Compiler:
        return Compiler.of(self.ruleset)

    @cached_property
    def convention(self) -> Convention:
        return convention_for(self.ruleset, project=self.project_calendar)

    @cached_property
    def _forms(self) -> dict[str, tuple[Form, str]]:
        """The form of each norm, and the event that it speaks of."""
        return {norm.id: (norm.form, norm.event.event if norm.event else "") for norm in self.ruleset.norms}

    def case(self, ruleset: Ruleset, day: Day) -> Case:
        return Case(ruleset, day.scenario, day.block.day, self.convention)

    # ------------------------------------------------------------------------------------------ trying

    def tried(self, mutant: Mutant, *, shortcut: bool = True) -> Trial:
        """What becomes of a mutant. Without `shortcut` every line of every scenario is checked on all verdicts."""
        state = self.state_of(mutant)
        if not self.compiler.accepts(mutant):
            return Trial(mutant.id, Outcome.STILLBORN, state=state)
        changed = mutant.applied(self.ruleset)
        touched = self.reach.touched_by(mutant.norm)
        for number in self.days_for(mutant) if shortcut else range(len(self.days)):
            line = self._noticing(changed, number, touched if shortcut else None)
            if line is not None:
                return Trial(mutant.id, Outcome.NOTICED, _line(self.days[number].scenario, line), state=state)
        return Trial(mutant.id, Outcome.UNNOTICED, state=state)

    def days_for(self, mutant: Mutant) -> list[int]:
        """The numbers of the days with a line that the change may touch, those that name the norm itself first."""
        touched = self.reach.touched_by(mutant.norm)
        asking = [
            number for number, day in enumerate(self.days) if self.happens(mutant, day) and self._asked(day, touched)
        ]
        return sorted(asking, key=lambda number: not self._names(self.days[number], mutant.norm))

    def _names(self, day: Day, norm: str) -> bool:
        return any(norm in line.norms for line in day.block.expectations)

    def happens(self, mutant: Mutant, day: Day) -> bool:
        """Whether, for a norm on who acts for whom in some acts, one of them is done or asked about."""
        acts = {event for _, event in self.ruleset.norms[mutant.place].acts}
        if not acts:
            return True
        done = {event.event for event in day.scenario.events}
        return not acts.isdisjoint(done | {line.event for line in day.block.expectations if line.event is not None})

    def _asked(self, day: Day, touched: frozenset[str]) -> list[int]:
        """The numbers of a day's lines that a change of the norms `touched` may touch."""
        return [number for number, line in enumerate(day.block.expectations) if self._may_touch(line, touched)]

    def _may_touch(self, line: Expectation, touched: frozenset[str]) -> bool:
        match line.form:
            case "verdict":
                return not touched.isdisjoint(line.norms)
            case "may" | "may_not":
                acts = (self._forms[id] for id in touched if id in self._forms)
                return any(form in _LINKS or (form in _ACTS and event == line.event) for form, event in acts)
            case "value":
                return any(self._forms[id][0] in _LINKS for id in touched if id in self._forms)
            case form:
                assert form in _OF_ALL, form
                return True

    def _noticing(self, changed: Ruleset, number: int, touched: frozenset[str] | None) -> Expectation | None:
        """The first line of a day that comes out otherwise under the changed ruleset. `touched`: the norms to decide
        anew; None: all."""
        day = self.days[number]
        asked = range(len(day.block.expectations)) if touched is None else self._asked(day, touched)
        lines = [day.block.expectations[place] for place in asked]
        case = self.case(changed, day)
        if touched is None:
            verdicts = verdicts_of(case)
        elif any(line.form in _OF_ALL for line in lines):
            named = {norm for line in lines for norm in line.norms if line.form == "verdict"}
            anew = touched | named
            others = tuple(verdict for verdict in self.kept[number] if verdict.norm not in anew)
            verdicts = (*verdicts_of(case, anew), *others)
        else:
            verdicts = verdicts_of(case, {norm for line in lines for norm in line.norms})
        questions = CaseQuestions(changed, day.scenario, day.block.day, self.project_calendar)
        results = check_expectations(changed, evolve(day.block, expectations=tuple(lines)), verdicts, questions)
        for place, result in zip(asked, results, strict=True):
            if result.ok is not self.met[number][place]:
                return result.expectation
        return None

    # ------------------------------------------------------------------------------------------ states

    def state_of(self, mutant: Mutant) -> str:
        """A digest of all that a mutant's outcome hangs on: the program, the vocabulary and the conventions of time,
        the norms that the change touches and those they rest on, and the scenarios that ask about them."""
        touched = self.reach.touched_by(mutant.norm)
        norms = [self._norm_states[id] for id in sorted(self.reach.rested_on_by(touched)) if id in self._norm_states]
        days = [self._day_states[number] for number in sorted(self.days_for(mutant))]
        return _digest((self._common_state, _digest(without_place(mutant.changed)), norms, days))

    @cached_property
    def _common_state(self) -> str:
        rules = self.ruleset
        common = (rules.vocabulary, rules.values, rules.time, rules.precedence, rules.first_day, rules.last_day)
        return _digest((_program_state(), self.project_calendar, without_place(common)))

    @cached_property
    def _norm_states(self) -> dict[str, str]:
        versions: dict[str, list[object]] = {}
        for norm in self.ruleset.norms:
            versions.setdefault(norm.id, []).append(without_place(norm))
        return {id: _digest(data) for id, data in versions.items()}

    @cached_property
    def _day_states(self) -> list[str]:
        pairs = zip(self.days, self.met, strict=True)
        return [_digest((without_place(day.scenario), day.block.day, met)) for day, met in pairs]


def light_verdicts(suite: Suite, ruleset: Ruleset, day: Day, only: frozenset[str]) -> tuple[Verdict, ...]:
    """The verdicts of a day on some norms, without their reasons."""
    return tuple(map(_light, verdicts_of(suite.case(ruleset, day), only)))


def _light(verdict: Verdict) -> Verdict:
    """A verdict without its reasons, which no line speaks of."""
    return evolve(verdict, explanation=Explanation("", verdict.norm, verdict.article))


def _line(scenario: Scenario, line: Expectation) -> Line:
    return Line(line.span.file, line.span.line, scenario.title, line.text)


def _digest(data: object) -> str:
    return blake2b(repr(data).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _program_state() -> str:
    """The version of the program, and in a checkout the state of the files that decide: another program believes no
    outcome of this one."""
    package = Path(__file__).resolve().parents[1]
    seen = [__version__]
    for room in ("civil_time", "engine", "norms", "trials", "world"):
        for entry in sorted(os.scandir(package / room), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                stat = entry.stat()
                seen.append(f"{entry.name} {stat.st_size} {stat.st_mtime_ns}")
    return _digest(seen)


# ------------------------------------------------------------------------------------------------ running


def run(
    suite: Suite,
    mutants: Sequence[Mutant],
    *,
    jobs: int = 1,
    known: Mapping[str, Trial] | None = None,
    suggest: bool = True,
) -> Iterator[Trial]:
    """The trial of each mutant in order; with `suggest`, each that goes unnoticed with a suggestion, for which more
    time is taken than for the trial. `known`: earlier trials by mutant, believed where all that they hang on is as it
    was. Raises InputError (RD017) if another process dies."""
    known = {} if known is None else known
    trusted = [_known(suite, mutant, known, suggest) for mutant in mutants]
    left = [_Task(mutant, suggest) for mutant, trial in zip(mutants, trusted, strict=True) if trial is None]
    if jobs > 1 and len(left) > 1:
        from ruledsl.trials.parallel import ordered

        fresh = ordered(_try, left, jobs=jobs, shared=suite)
    else:
        fresh = (_try(suite, task) for task in left)
    for trial in trusted:
        yield next(fresh) if trial is None else trial


@frozen
class _Task:
    mutant: Mutant
    suggest: bool


def _known(suite: Suite, mutant: Mutant, known: Mapping[str, Trial], suggest: bool) -> Trial | None:
    trial = known.get(mutant.id)
    if trial is None or trial.state != suite.state_of(mutant):
        return None
    return None if suggest and trial.outcome is Outcome.UNNOTICED and trial.suggestion is None else trial


def _try(suite: Suite, task: _Task) -> Trial:
    """What a process does with a mutant."""
    trial = suite.tried(task.mutant)
    if not task.suggest or trial.outcome is not Outcome.UNNOTICED:
        return trial
    from ruledsl.trials.missing import suggestion

    return evolve(trial, suggestion=suggestion(suite, task.mutant))
