"""Opening what the arguments of a command name: rulesets, scenario files, dates.

Faults are collected over all files and raised together as one `InputError`; what a compiler only remarks on is shown
and does not stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from ruledsl import api
from ruledsl.cli.output import show_diagnostics
from ruledsl.diagnostics import Diagnostics, InputError
from ruledsl.norms import model
from ruledsl.report.result import Report
from ruledsl.world import scenario as world


def open_ruleset(name: str) -> api.Ruleset:
    """The ruleset in a folder or the bundled one; the compiler's remarks go to stderr."""
    ruleset = api.load(name)
    remarks = Diagnostics()
    remarks.items.extend(ruleset.warnings)
    show_diagnostics(remarks)
    return ruleset


def compiled_ruleset(name: str) -> model.Ruleset:
    """The plain data of `open_ruleset`."""
    return open_ruleset(name).compiled


def open_scenarios(paths: Iterable[str | Path], ruleset: api.Ruleset, wanted: str | None = None) -> list[api.Scenario]:
    """The scenarios of all files, in order; `wanted` keeps those whose title contains it.

    Raises InputError with the faults of all files, ClickException if none is wanted.
    """
    found: list[api.Scenario] = []
    with Faults() as faults:
        for path in paths:
            with faults.collected():
                found.extend(ruleset.scenarios(path))
    kept = [each for each in found if wanted is None or wanted.casefold() in each.title.casefold()]
    if not kept:
        raise click.UsageError(f"No scenario's title contains '{wanted}'." if found else "There is no scenario here.")
    return kept


def evaluate_all(
    ruleset: api.Ruleset, scenarios: Sequence[api.Scenario], as_of: int | None, project_calendar: bool
) -> Iterator[Report]:
    """The report of each scenario at `as_of`, or at its own last `as of`; all must have a date before any is
    evaluated."""
    undated = [each.data for each in scenarios if as_of is None and not each.dates]
    if undated:
        raise InputError(_undated(undated))
    for scenario in scenarios:
        yield ruleset.evaluate(scenario, as_of, project_calendar=project_calendar)


def _undated(scenarios: Iterable[world.Scenario]) -> Diagnostics:
    """RD539 for each scenario, with the texts in which they stand."""
    from ruledsl.syntax import read_source

    diagnostics = Diagnostics()
    for scenario in scenarios:
        help = "say --as-of DATE, or add a line such as: as of 2022-04-02"
        diagnostics.error("RD539", f"the scenario '{scenario.title}' has no `as of`", scenario.span, help)
    for file in dict.fromkeys(scenario.span.file for scenario in scenarios):
        source = read_source(file, Diagnostics())
        if source is not None:
            diagnostics.add_source(source)
    return diagnostics


class Faults:
    """Collects the diagnostics of several inputs and raises them together at the end."""

    def __init__(self) -> None:
        self.diagnostics = Diagnostics()

    def __enter__(self) -> Faults:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.diagnostics.raise_if_errors()

    def collected(self) -> _Collected:
        """A block whose InputError is kept for the end."""
        return _Collected(self.diagnostics)


class _Collected:
    def __init__(self, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        if not isinstance(error, InputError):
            return False
        self._diagnostics.items.extend(error.diagnostics)
        self._diagnostics.sources.update(error.diagnostics.sources)
        return True
