"""The outcome of `expect` lines as text: what was expected, what came out, and why.

Handed the results of a scenario's lines, it hands on a block for each that is not met, and the last line of a test
run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ruledsl.engine.expectations import ExpectationResult
from ruledsl.norms.model import Ruleset
from ruledsl.report.check_text import writer_of
from ruledsl.report.layout import Page, hanging, harmless
from ruledsl.report.result import Report
from ruledsl.report.verdict_text import Writer
from ruledsl.report.wording import DIFFERENCES, NORM_VALUES, TESTS, date_words, listed, phrase
from ruledsl.trials.run import ScenarioRun

MOST_SHOWN: Final = 3
"""Verdicts shown in full of one line that is not met."""


def failure_lines(result: ExpectationResult, report: Report, page: Page) -> list[str]:
    """One `expect` line that is not met: its place, the line, what differs, and the verdicts that came out."""
    writer = writer_of(report, page)
    span = result.expectation.span
    place = f"{span.file}:{span.line}" if span.line else span.file
    day = date_words(report.as_of, page.lang)
    head = TESTS["not_met"](page.lang)
    where = phrase("comma", page.lang).join([place, report.scenario.title, phrase("as_of", page.lang, day=day)])
    first, *rest = hanging(f"{head}  ", harmless(where), page.columns, 4)
    lines = [page.paint(head, "bold", "red") + first[len(head) :], *rest]
    lines += _row(TESTS["expected"](page.lang), result.expectation.text, page)
    lines += _row(TESTS["got"](page.lang), difference(result, writer), page)
    for verdict in result.got[:MOST_SHOWN]:
        lines += ["    " + line for line in _narrower(writer).full(verdict)]
    if len(result.got) > MOST_SHOWN:
        lines.append("    " + TESTS["more"](page.lang, n=len(result.got) - MOST_SHOWN))
    return lines


def scenario_failure(ruleset: Ruleset, run: ScenarioRun, page: Page) -> list[str]:
    """A text for each line of a scenario that is not met, in the order of the lines."""
    texts = []
    for day in run.days:
        report = Report(ruleset, run.scenario, day.day, day.verdicts)
        texts += ["\n".join(failure_lines(result, report, page)) for result in day.results if not result.ok]
    return texts


def difference(result: ExpectationResult, writer: Writer) -> str:
    """What differs, in words."""
    norms = listed((writer.names.clause(norm) for norm in result.norms), writer.lang)
    statuses = dict.fromkeys(NORM_VALUES[verdict.status](writer.lang) for verdict in result.got)
    days = dict.fromkeys(verdict.due for verdict in result.got)
    due = [phrase("no_due", writer.lang) if day is None else date_words(day, writer.lang) for day in days]
    return DIFFERENCES[result.reason](
        writer.lang,
        norm=norms,
        value=writer.names.value(result.value),
        verdicts=listed(statuses, writer.lang),
        due=listed(due, writer.lang),
    )


def totals(scenarios: int, results: Sequence[ExpectationResult], page: Page, not_run: int = 0) -> str:
    """`12 scenarios, 30 expectations: 29 met, 1 not met`, and how many files were not run."""
    failed = sum(not result.ok for result in results)
    counted = [
        TESTS[one](page.lang) if n == 1 else TESTS[many](page.lang, n=n)
        for n, one, many in (
            (scenarios, "scenario_one", "scenarios"),
            (len(results), "expectation_one", "expectations"),
        )
    ]
    outcome = TESTS["outcome"](page.lang, met=len(results) - failed, failed=failed)
    text = listed(counted, page.lang, "comma") + phrase("colon", page.lang) + outcome
    if not_run:
        left = TESTS["not_run_one"](page.lang) if not_run == 1 else TESTS["not_run"](page.lang, n=not_run)
        text = listed([text, left], page.lang, "semicolon")
    return page.paint(text, "bold", "red" if failed or not_run else "green")


def _row(label: str, text: str, page: Page) -> list[str]:
    return hanging(f"  {label}{phrase('colon', page.lang)}", harmless(text), page.columns, 6)


def _narrower(writer: Writer) -> Writer:
    """The writer for a page that is indented by four cells."""
    from attrs import evolve

    return evolve(writer, page=evolve(writer.page, columns=writer.page.columns - 4))
