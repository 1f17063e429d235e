"""Scenario files as pytest sees them: a collector for each file, a test for each scenario.

Handed a path by the plugin `pytest_ruledsl`, which imports this module only then, it hands on tests that fail with
the text of `ruledsl test`. What is wrong with a file is an error of collecting it, told by its diagnostics.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pytest_ruledsl import PROJECT_CALENDAR
from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.model import Ruleset
from ruledsl.trials.run import Shelf
from ruledsl.world.scenario import Scenario

_SHELF = pytest.StashKey[Shelf]()
"""The rulesets that this run of pytest has opened."""


class ScenarioFile(pytest.File):
    """A `*.scenario` file."""

    def collect(self) -> Iterable[ScenarioItem]:
        """Its scenarios in their order. Raises CollectError with the diagnostics of what is at fault."""
        from ruledsl.norms.scenario_cache import kept_scenarios

        shelf = self.config.stash.setdefault(_SHELF, Shelf())
        path = _from_here(self.path)
        diagnostics = Diagnostics()
        place, ruleset = shelf.open(path, diagnostics)
        scenarios = [] if ruleset is None else kept_scenarios(path, ruleset, diagnostics)
        if diagnostics.errors:
            raise self.CollectError(_rendered(diagnostics))
        if ruleset is None:
            raise self.CollectError(f"The ruleset in {place} is at fault; what is wrong is told with another file.")
        taken: dict[str, int] = {}
        for scenario in scenarios:
            taken[scenario.title] = taken.get(scenario.title, 0) + 1
            again = taken[scenario.title]
            name = scenario.title if again == 1 else f"{scenario.title} #{again}"
            yield ScenarioItem.from_parent(self, name=name, ruleset=ruleset, scenario=scenario)


class ScenarioItem(pytest.Item):
    """One scenario: passes if every `expect` line is met."""

    def __init__(self, *, ruleset: Ruleset, scenario: Scenario, **given: Any) -> None:
        super().__init__(**given)
        self.ruleset = ruleset
        self.scenario = scenario
        self.add_marker("ruledsl")

    def runtest(self) -> None:
        from ruledsl.report.expectation_text import scenario_failure
        from ruledsl.report.layout import Page
        from ruledsl.trials.run import run_scenario

        project = bool(self.config.getini(PROJECT_CALENDAR))
        run = run_scenario(self.ruleset, self.scenario, project_calendar=project)
        if not run.ok:
            raise NotMet("\n\n".join(scenario_failure(self.ruleset, run, Page())))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The text of `ruledsl test` alone; for anything else, which is a fault of the program, a traceback."""
        if isinstance(excinfo.value, NotMet):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file, the line (counted from 0) and the title."""
        line = self.scenario.span.line
        return self.path, line - 1 if line else None, self.name


class NotMet(Exception):
    """Some `expect` line is not met; the argument is the text that says so."""


def _from_here(path: Path) -> Path:
    """The path as messages name it: from the current folder, where there is a way."""
    with contextlib.suppress(ValueError):  # on another drive
        return Path(os.path.relpath(path))
    return path


def _rendered(diagnostics: Diagnostics) -> str:
    from ruledsl.report.diagnostics_text import render

    return render(diagnostics).rstrip()
