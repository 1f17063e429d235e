"""`ruledsl check`: what a ruleset says of scenarios."""

from __future__ import annotations

import click

from ruledsl.civil_time.units import Language
from ruledsl.cli import completing
from ruledsl.cli.options import (
    as_of_option,
    format_option,
    lang_option,
    project_calendar_option,
    ruleset_argument,
    scenario_option,
)


@click.command()
@ruleset_argument
@click.argument("scenarios", metavar="SCENARIO...", nargs=-1, required=True, shell_complete=completing.scenarios)
@as_of_option
@format_option
@lang_option
@project_calendar_option
@click.option("-a", "--all", "everything", is_flag=True, help="List what is satisfied or not applicable too.")
@click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice(["deviation", "pending", "undetermined"]),
    help="Exit with 1 on this too, not only on a breach. May be given several times.",
)
@scenario_option
def check(
    ruleset: str,
    scenarios: tuple[str, ...],
    as_of: int | None,
    form: str,
    lang: Language,
    project_calendar: bool,
    everything: bool,
    fail_on: tuple[str, ...],
    wanted: str | None,
) -> int:
    """Check scenarios against a ruleset.

    RULESET is a folder or the name of a bundled ruleset. SCENARIO is a file in the scenario language or in JSON; each
    scenario in it is checked. What is violated comes first, with its article, the count of days and what would have
    kept it.

    \b
    Examples:
      ruledsl check taian case.scenario
      ruledsl check taian case.json --as-of 2022-04-02 --format json
      ruledsl check ./myrules cases/*.scenario --lang zh --fail-on deviation

    Exit status: 0 nothing is broken, 1 a breach (or what --fail-on names), 2 the input is at fault. With --format
    json one report is an object, several are an array of objects.
    """
    from ruledsl.cli.loading import evaluate_all, open_ruleset, open_scenarios
    from ruledsl.cli.output import EXIT_BROKEN, EXIT_KEPT, stdout_page, write

    rules = open_ruleset(ruleset)
    reports = list(evaluate_all(rules, open_scenarios(scenarios, rules, wanted), as_of, project_calendar))
    if form == "json":
        from ruledsl.report.json_report import dumps, report_data

        data = [report_data(report) for report in reports]
        write(dumps(data[0] if len(data) == 1 else data))
    else:
        from ruledsl.report.check_text import render

        page = stdout_page(lang)
        write("\n".join(render(report, page, everything=everything) for report in reports))
    found = {
        "breach": any(report.breaches for report in reports),
        "deviation": any(report.deviations for report in reports),
        "pending": any(report.pending for report in reports),
        "undetermined": any(report.undetermined for report in reports),
    }
    return EXIT_BROKEN if any(found[what] for what in ("breach", *fail_on)) else EXIT_KEPT
