"""The Python interface: load a ruleset, make a scenario, evaluate, read the report.

Everything here is also what the command line calls. Faults of the input raise `InputError`, whose `diagnostics` say
where and why; nothing is guessed and nothing else is raised for what a user wrote.

    >>> import ruledsl
    >>> rules = ruledsl.load("taian")
    >>> case = ruledsl.Scenario.from_file("rulesets/taian/examples/late-material.scenario", rules)
    >>> report = rules.evaluate(case, as_of="2022-04-02")
    >>> [verdict.norm for verdict in report.breaches]
    ['taian:51.filing']
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from ruledsl.diagnostics import Diagnostic, Diagnostics
from ruledsl.norms import model
from ruledsl.report.result import Report
from ruledsl.world import scenario as world

if TYPE_CHECKING:
    from ruledsl.analysis.tracing import Trace
    from ruledsl.building import Builder
    from ruledsl.engine.expectations import ExpectationResult
    from ruledsl.trials.coverage import Coverage
    from ruledsl.trials.run import ScenarioRun

__all__ = ["Report", "Ruleset", "Scenario", "load"]

Date: TypeAlias = date | str | int
"""A civil date: a `datetime.date`, text YYYY-MM-DD, or a proleptic Gregorian ordinal."""


def load(path_or_name: str | os.PathLike[str]) -> Ruleset:
    """The ruleset in a folder, or the bundled one of that name, compiled (or taken from the cache).

    Raises InputError if there is none or if its files are at fault.
    """
    from ruledsl import norms

    diagnostics = Diagnostics()
    compiled = norms.load(os.fspath(path_or_name), diagnostics)
    diagnostics.raise_if_errors()
    assert compiled is not None
    return Ruleset(compiled, tuple(diagnostics))


@frozen
class Ruleset:
    """A compiled ruleset. `compiled` is the plain data that every reader of norms reads; `warnings` are what the
    compiler remarked on."""

    compiled: model.Ruleset = field(repr=False)
    warnings: tuple[Diagnostic, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The name it is declared by, which its norms' ids begin with."""
        return self.compiled.name

    @property
    def norms(self) -> tuple[model.Norm, ...]:
        """Its norms in the order of the text."""
        return self.compiled.norms

    def __repr__(self) -> str:
        return f"<ruleset {self.name}: {len(self.norms)} norms>"

    def evaluate(
        self, scenario: Scenario | world.Scenario, as_of: Date | None = None, *, project_calendar: bool = False
    ) -> Report:
        """The verdicts on a scenario at the end of the day `as_of` (default: the scenario's last `as of`).

        `project_calendar`: decide past the published calendar years by projection, and mark such verdicts
        `provisional`. Raises ValueError for a date that is none, or without any date.
        """
        from ruledsl.engine.calendar_cache import convention_for
        from ruledsl.engine.case import Case
        from ruledsl.engine.evaluate import verdicts_of

        data = scenario.data if isinstance(scenario, Scenario) else scenario
        if as_of is None and not data.as_ofs:
            raise ValueError("the scenario has no `as of`: say as_of=DATE")
        day = data.as_ofs[-1].day if as_of is None else day_of(as_of)
        case = Case(self.compiled, data, day, convention_for(self.compiled, project=project_calendar))
        return Report(self.compiled, data, day, verdicts_of(case))

    def check_expectations(
        self, scenario: Scenario | world.Scenario, *, project_calendar: bool = False
    ) -> list[tuple[Report, list[ExpectationResult]]]:
        """For each `as of` of the scenario, its report and how its `expect` lines fared."""
        from ruledsl.engine.asking import CaseQuestions
        from ruledsl.engine.expectations import check_expectations

        data = scenario.data if isinstance(scenario, Scenario) else scenario
        checked = []
        for block in data.as_ofs:
            report = self.evaluate(data, block.day, project_calendar=project_calendar)
            questions = CaseQuestions(self.compiled, data, block.day, project_calendar)
            checked.append((report, check_expectations(self.compiled, block, report.verdicts, questions)))
        return checked

    def run_scenarios(
        self, scenarios: Iterable[Scenario | world.Scenario], *, project_calendar: bool = False
    ) -> tuple[ScenarioRun, ...]:
        """How scenarios come out, as plain data: of each `expect` line whether it is met, of each clause which verdicts
        it comes to, on every day that the scenario asks about."""
        from ruledsl.trials.run import run_scenarios

        data = (each.data if isinstance(each, Scenario) else each for each in scenarios)
        return tuple(run_scenarios(self.compiled, data, project_calendar=project_calendar))

    def coverage(self, scenarios: Iterable[Scenario | world.Scenario], *, project_calendar: bool = False) -> Coverage:
        """Which of kept, broken, pending, excused and undetermined each clause comes to in the scenarios."""
        from ruledsl.trials.coverage import coverage_of

        return coverage_of(self.compiled, self.run_scenarios(scenarios, project_calendar=project_calendar))

    def trace(self, document: str | os.PathLike[str] | None = None) -> Trace:
        """What accounts for each article; with the path of the document's text, its articles against the clauses.

        Raises InputError if the text cannot be read or has no articles.
        """
        from ruledsl.analysis.headings import open_document
        from ruledsl.analysis.tracing import trace

        if document is None:
            return trace(self.compiled)
        diagnostics = Diagnostics()
        outline = open_document(os.fspath(document), diagnostics)
        diagnostics.raise_if_errors()
        return trace(self.compiled, outline)

    def scenarios(self, path: str | os.PathLike[str]) -> tuple[Scenario, ...]:
        """All scenarios of a file, in the language (`*.scenario`) or in JSON. Raises InputError."""
        from ruledsl.norms.scenario_cache import kept_scenarios

        diagnostics = Diagnostics()
        found = kept_scenarios(Path(path), self.compiled, diagnostics)
        diagnostics.raise_if_errors()
        return tuple(Scenario(each) for each in found)

    def to_dict(self) -> dict[str, Any]:
        """The ruleset as JSON-able data, schema `ruledsl/ruleset/1`."""
        from ruledsl.norms.export import to_export

        return to_export(self.compiled)

    def scenario_schema(self) -> dict[str, Any]:
        """The JSON Schema of scenarios in JSON for this ruleset's vocabulary."""
        from ruledsl.norms.scenario_reader import terms_of
        from ruledsl.world.json_schema import scenario_schema

        return scenario_schema(self.compiled.vocabulary, **terms_of(self.compiled))


@frozen
class Scenario:
    """What happened, checked against a ruleset's vocabulary. `data` is the plain data."""

    data: world.Scenario = field(repr=False)

    @property
    def title(self) -> str:
        return self.data.title

    @property
    def dates(self) -> tuple[date, ...]:
        """The dates of its `as of` lines."""
        return tuple(date.fromordinal(block.day) for block in self.data.as_ofs)

    def __repr__(self) -> str:
        return f"<scenario {self.title!r}>"

    @classmethod
    def from_file(cls, path: str | os.PathLike[str], ruleset: Ruleset, title: str | None = None) -> Scenario:
        """The scenario of a file, in the language or in JSON; of several the one called `title`.

        Raises InputError for a faulty file, ValueError if there is no such scenario or more than one.
        """
        return cls(_single([each.data for each in ruleset.scenarios(path)], os.fspath(path), title))

    @classmethod
    def from_json(cls, document: str | bytes | Mapping[str, Any], ruleset: Ruleset, name: str = "<json>") -> Scenario:
        """The scenario of a JSON document: text, bytes or parsed data. `name` stands in messages.

        Raises InputError; its diagnostics point into the document (`events[3].date`).
        """
        from ruledsl.norms.scenario_reader import terms_of
        from ruledsl.world.json_form import scenario_from_json

        diagnostics = Diagnostics()
        terms, vocabulary = terms_of(ruleset.compiled), ruleset.compiled.vocabulary
        found = scenario_from_json(document, vocabulary, **terms, diagnostics=diagnostics, name=name)
        diagnostics.raise_if_errors()
        assert found is not None, "what cannot be read is recorded"
        return cls(found)

    @classmethod
    def builder(cls, ruleset: Ruleset, title: str = "") -> Builder:
        """A builder, to which a program tells what happened; `Builder.build` gives the scenario."""
        from ruledsl.building import Builder

        return Builder(ruleset, title)

    def to_dict(self) -> dict[str, Any]:
        """The scenario as JSON-able data; `from_json` reads it back."""
        from ruledsl.world.json_form import scenario_to_json

        return dict(scenario_to_json(self.data))


def day_of(day: Date) -> int:
    """The ordinal of a date. Raises ValueError for text that is no date, TypeError for anything else."""
    match day:
        case date():
            return day.toordinal()
        case bool():
            raise TypeError("a date is a datetime.date, text YYYY-MM-DD or an ordinal")
        case int():
            return date.fromordinal(day).toordinal()
        case str():
            from ruledsl.civil_time.text import parse_date

            return parse_date(day)
        case _:
            raise TypeError("a date is a datetime.date, text YYYY-MM-DD or an ordinal")


def _single(found: list[world.Scenario], name: str, title: str | None) -> world.Scenario:
    """The one scenario, or the one of that title. Raises ValueError if there is none or more than one."""
    kept = [each for each in found if title is None or each.title == title]
    if len(kept) == 1:
        return kept[0]
    called = "" if title is None else f" called {title!r}"
    raise ValueError(f"{name} holds {len(kept) or 'no'} scenarios{called}")
