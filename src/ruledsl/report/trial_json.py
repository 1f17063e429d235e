"""A test run as JSON-able data, schema `ruledsl/test/1` (`test.schema.json` in this folder).

Handed the runs of files, it hands on plain dicts and lists in the order of the files. It tells no times, so that the
same files always give the same data.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from ruledsl.diagnostics import Diagnostic, Diagnostics
from ruledsl.engine.expectations import ExpectationResult
from ruledsl.report.coverage_json import coverage_data
from ruledsl.report.json_report import value_data, verdict_data
from ruledsl.report.lint_json import place
from ruledsl.trials.coverage import Coverage
from ruledsl.trials.run import FileRun, ScenarioRun

SCHEMA: Final = "ruledsl/test/1"


def run_data(
    runs: Iterable[FileRun],
    faults: Diagnostics,
    *,
    interrupted: bool = False,
    coverage: Iterable[Coverage] | None = None,
) -> dict[str, Any]:
    """The data. `faults`: what is wrong with the input, files that could not even be found among it. `interrupted`:
    whether files are missing because somebody broke off. With `coverage`, its data too."""
    runs = tuple(runs)
    results = [result for run in runs for scenario in run.scenarios for result in scenario.results]
    met = sum(result.ok for result in results)
    return {
        "schema": SCHEMA,
        "summary": {
            "files": len(runs),
            "faulty_files": sum(run.faulty for run in runs),
            "scenarios": sum(len(run.scenarios) for run in runs),
            "expectations": len(results),
            "met": met,
            "not_met": len(results) - met,
            "interrupted": interrupted,
        },
        "files": [_file(run) for run in runs],
        "diagnostics": [_diagnostic(item, faults) for item in faults],
        "coverage": None if coverage is None else coverage_data(coverage),
    }


def _file(run: FileRun) -> dict[str, Any]:
    return {
        "file": run.path,
        "ruleset": None if run.ruleset is None else run.ruleset.name,
        "faulty": run.faulty,
        "scenarios": [_scenario(scenario) for scenario in run.scenarios],
    }


def _scenario(scenario: ScenarioRun) -> dict[str, Any]:
    return {
        "title": scenario.title,
        "line": scenario.span.line,
        "ok": scenario.ok,
        "as_of": [
            {"date": date.fromordinal(day.day).isoformat(), "expectations": [_line(each) for each in day.results]}
            for day in scenario.days
            if day.asked
        ],
    }


def _line(result: ExpectationResult) -> dict[str, Any]:
    line = result.expectation
    return {
        "text": line.text,
        "line": line.span.line,
        "column": line.span.column,
        "met": result.ok,
        "reason": result.reason,
        "norms": list(result.norms),
        "value": value_data(result.value),
        "got": [verdict_data(verdict) for verdict in result.got],
    }


def _diagnostic(item: Diagnostic, faults: Diagnostics) -> dict[str, Any]:
    return {
        "code": item.code,
        "severity": str(item.severity),
        "message": item.message,
        "help": item.help,
        **place(item.span, faults.sources.get(item.span.file)),
    }
