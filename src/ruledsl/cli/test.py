"""`ruledsl test`: do scenarios come out as they expect?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ruledsl.civil_time.units import Language
from ruledsl.cli.options import lang_option, project_calendar_option, scenario_option


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@lang_option
@project_calendar_option
@scenario_option
def test(paths: tuple[str, ...], lang: Language, project_calendar: bool, wanted: str | None) -> int:
    """Run the `expect` lines of scenarios.

    PATH is a scenario file or a folder that is searched for *.scenario; by default the current folder. A scenario's
    ruleset is the .rules file of the same name beside it, or else the nearest folder above it that holds a ruleset.
    A line that is not met is shown with what was expected, what came out, and why.

    \b
    Examples:
      ruledsl test rulesets
      ruledsl test rulesets/taian/meetings.scenario -k "make-up Saturday"

    Exit status: 0 all lines are met, 1 some are not, 2 the input is at fault.
    """
    from ruledsl import api
    from ruledsl.cli import output
    from ruledsl.cli.finding import ruleset_of, scenario_files
    from ruledsl.cli.loading import Faults, open_ruleset
    from ruledsl.engine.expectations import ExpectationResult
    from ruledsl.report.expectation_text import failure_lines, totals

    faults = Faults()
    page = output.stdout_page(lang)
    rulesets: dict[Path, api.Ruleset | None] = {}
    results: list[ExpectationResult] = []
    scenarios = 0
    files = scenario_files(paths or (".",), faults.diagnostics)
    for number, path in enumerate(files):
        _progress(number, len(files), path)
        place = ruleset_of(path, faults.diagnostics)
        if place is None:
            continue
        if place not in rulesets:
            rulesets[place] = None
            with faults.collected():
                rulesets[place] = open_ruleset(str(place))
        rules = rulesets[place]
        if rules is None:
            continue
        with faults.collected():
            for scenario in rules.scenarios(path):
                if wanted is not None and wanted.casefold() not in scenario.title.casefold():
                    continue
                scenarios += 1
                for report, found in rules.check_expectations(scenario, project_calendar=project_calendar):
                    results += found
                    for result in found:
                        if not result.ok:
                            _progress(0, 0, None)
                            output.write("\n".join(failure_lines(result, report, page)) + "\n\n")
    _progress(0, 0, None)
    output.show_diagnostics(faults.diagnostics)
    if not scenarios and not faults.diagnostics.errors:
        raise click.UsageError("No scenario was found." if wanted is None else f"No scenario's title has '{wanted}'.")
    output.write(totals(scenarios, results, page) + "\n")
    if faults.diagnostics.errors:
        return output.EXIT_INPUT
    return output.EXIT_KEPT if all(result.ok for result in results) else output.EXIT_BROKEN


def _progress(number: int, of: int, path: Path | None) -> None:
    """On a terminal, which file is being run; without a path, clear it."""
    if sys.stderr is None or not sys.stderr.isatty():
        return
    from ruledsl.cli import output

    text = "" if path is None else f"{number + 1}/{of} {path.name}"[: output.NARROWEST]
    output.talk(f"\r\x1b[K{text}")
