"""`ruledsl explain`: why a verdict is what it is."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

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
from ruledsl.diagnostics import did_you_mean

if TYPE_CHECKING:
    from ruledsl.engine.verdicts import Verdict
    from ruledsl.report.result import Report

_CLAUSE: Final = re.compile(r"(?:\w+:)?\d+\w*\.(?!(?:scenario|json|rules|txt)$)\w+(?:[./]\w+)*")
"""What is likelier a clause's id than a file's name."""


@click.command()
@ruleset_argument
@click.argument("scenario", metavar="SCENARIO", shell_complete=completing.scenarios)
@click.argument("clause", metavar="[CLAUSE]", required=False, shell_complete=completing.clauses)
@click.option("--for", "record", metavar="RECORD", help="Only the verdicts on this record or member.")
@as_of_option
@format_option
@lang_option
@project_calendar_option
@scenario_option
def explain(
    ruleset: str,
    scenario: str,
    clause: str | None,
    record: str | None,
    as_of: int | None,
    form: str,
    lang: Language,
    project_calendar: bool,
    wanted: str | None,
) -> int:
    """Explain verdicts in full.

    CLAUSE is a clause's id (51.filing), a label (filing), a chain, a step by its event, or 'article 51'. Without it,
    every verdict is explained except what is not applicable.

    \b
    Examples:
      ruledsl explain taian case.scenario 51.filing
      ruledsl explain taian case.scenario --for i1 --lang zh
      ruledsl explain taian case.scenario "article 51" --as-of 2022-04-02
    """
    from attrs import evolve

    from ruledsl.cli.loading import evaluate_all, open_ruleset, open_scenarios
    from ruledsl.cli.output import stdout_page, write

    if clause is None and _CLAUSE.fullmatch(scenario) and not os.path.exists(scenario):
        raise click.UsageError(f"The scenario's file stands before the clause: explain {ruleset} SCENARIO {scenario}")
    rules = open_ruleset(ruleset)
    norms = None if clause is None else _norms(clause, [norm.id for norm in rules.norms])
    reports = list(evaluate_all(rules, open_scenarios([scenario], rules, wanted), as_of, project_calendar))
    if record is not None:
        reports = _knowing(record, reports)
    chosen = [(report, _chosen(report, norms, record)) for report in reports]
    if form == "json":
        from ruledsl.report.json_report import dumps, report_data

        data = [report_data(evolve(report, verdicts=verdicts)) for report, verdicts in chosen]
        write(dumps(data[0] if len(data) == 1 else data))
        return 0
    from ruledsl.report.check_text import explain as explained

    page = stdout_page(lang)
    write("\n".join(explained(report, page, verdicts, norms or ()) for report, verdicts in chosen))
    return 0


def _norms(clause: str, ids: list[str]) -> tuple[str, ...]:
    """The full ids of the norms that the argument names."""
    from ruledsl.world.norm_names import NormNames

    resolved = NormNames(ids).resolve(clause)
    if not resolved.norms:
        help = f"; {resolved.help}" if resolved.help else ""
        raise click.BadParameter(f"{resolved.message}{help}", param_hint="CLAUSE")
    return tuple(dict.fromkeys(norm.id for norm in resolved.norms))


def _knowing(record: str, reports: list[Report]) -> list[Report]:
    """The reports on scenarios that know a record, party or member of that name. Raises BadParameter if none does."""
    known = [_names(report) for report in reports]
    found = [report for report, names in zip(reports, known, strict=True) if record in names]
    if not found:
        help = did_you_mean(record, {name for names in known for name in names})
        raise click.BadParameter(
            f"no scenario here speaks of '{record}'" + (f"; {help}" if help else ""), param_hint="--for"
        )
    return found


def _names(report: Report) -> set[str]:
    named = {name for verdict in report for name in (verdict.record, *verdict.key) if name is not None}
    return named | set(report.scenario.records) | set(report.scenario.persons)


def _chosen(report: Report, norms: tuple[str, ...] | None, record: str | None) -> tuple[Verdict, ...]:
    return tuple(
        verdict
        for verdict in report
        if (norms is None or verdict.norm in norms)
        and (record is None or record == verdict.record or record in verdict.key)
        and (norms is not None or verdict.status != "not_applicable")
    )
