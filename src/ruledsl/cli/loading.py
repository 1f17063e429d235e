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
    undated = [each for each in scenarios if as_of is None and not each.dates]
    if undated:
        raise click.UsageError(f'The scenario "{undated[0].title}" has no `as of` line: say --as-of DATE.')
    for scenario in scenarios:
        yield ruleset.evaluate(scenario, as_of, project_calendar=project_calendar)


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
