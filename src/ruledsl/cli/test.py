"""`ruledsl test`: do scenarios come out as they expect, and what do they show of the rules?"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import define, field

from ruledsl.civil_time.units import Language
from ruledsl.cli import completing
from ruledsl.cli.options import format_option, jobs_option, lang_option, project_calendar_option, scenario_option
from ruledsl.diagnostics import Diagnostics

if TYPE_CHECKING:
    from ruledsl.report.layout import Page
    from ruledsl.trials.coverage import Coverage
    from ruledsl.trials.run import FileRun, Options
    from ruledsl.trials.updating import FileUpdate


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=completing.files)
@scenario_option
@click.option("-x", "--failfast", is_flag=True, help="End with the first scenario that is not met.")
@jobs_option
@format_option
@click.option("--junit", type=click.Path(), metavar="FILE", help="Write the outcome to FILE as JUnit's XML, too.")
@click.option(
    "--coverage",
    type=click.Choice(["text", "json", "html"]),
    help="Show which clauses the scenarios reach kept, broken, pending, excused and undetermined.",
)
@click.option("--coverage-file", type=click.Path(), metavar="FILE", help="Write the coverage to FILE.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 if fewer of the clauses that can be broken are shown both kept and broken.",
)
@click.option(
    "--update", is_flag=True, help="Show how the lines that are not met would be rewritten, and rewrite them."
)
@click.option("--yes", is_flag=True, help="With --update: write without asking.")
@lang_option
@project_calendar_option
def test(
    paths: tuple[str, ...],
    wanted: str | None,
    failfast: bool,
    jobs: int | None,
    form: str,
    junit: str | None,
    coverage: str | None,
    coverage_file: str | None,
    fail_under: float | None,
    update: bool,
    yes: bool,
    lang: Language,
    project_calendar: bool,
) -> int:
    """Run the `expect` lines of scenarios.

    PATH is a scenario file or a folder that is searched for *.scenario; by default the current folder. A scenario's
    ruleset is the .rules file of the same name beside it, or else the nearest folder above it that holds a ruleset.
    A line that is not met is shown with what was expected, what came out, and why.

    With --update, each such line is rewritten to what came out, after the change has been shown; on a terminal it is
    asked first, elsewhere --yes must be said. Comments and layout stay. What cannot be said in a line of the same form
    is listed, and stays.

    \b
    Examples:
      ruledsl test rulesets
      ruledsl test rulesets/taian/meetings.scenario -k "make-up Saturday"
      ruledsl test rulesets --coverage html --coverage-file coverage.html --fail-under 100
      ruledsl test --junit results.xml
      ruledsl test --update

    Exit status: 0 all lines are met, 1 some are not or too little is covered, 2 the input is at fault.
    """
    from ruledsl.cli import output
    from ruledsl.report.layout import Page
    from ruledsl.trials.finding import scenario_files
    from ruledsl.trials.run import Options

    _refuse_senseless(form, coverage, coverage_file, junit, update, yes)
    options = Options(wanted, project_calendar, failfast)
    # What a program reads has stdout for itself.
    apart = form == "json" or (coverage in ("json", "html") and coverage_file is None)
    stream = sys.stderr if apart else sys.stdout
    session = _Session(output.page_of(stream, lang), apart, form == "text" and not update)
    files = scenario_files(paths or (".",), session.faults)
    session.run(files, options, jobs)
    if not session.scenarios and not session.faults.errors and not session.interrupted:
        raise click.UsageError("No scenario was found." if wanted is None else f"No scenario's title has '{wanted}'.")
    if junit is not None:
        from ruledsl.report.trial_junit import as_junit

        output.save(junit, as_junit(session.runs, Page(lang=lang)), session.faults)
    if update and not session.interrupted:
        return _update(session, options, yes)
    measured = session.coverages() if coverage is not None or fail_under is not None else None
    written = _coverage_text(measured or [], coverage, Page(lang=lang) if coverage_file else session.page)
    if coverage_file is not None:
        output.save(coverage_file, written, session.faults)
        written = ""
    output.show_diagnostics(session.faults)
    if form == "json":
        from ruledsl.report.json_report import dumps
        from ruledsl.report.trial_json import run_data

        inside = measured if coverage == "json" and coverage_file is None else None
        data = run_data(session.runs, session.faults, interrupted=session.interrupted, coverage=inside)
        output.write(dumps(data))
        written = ""
    else:
        session.say(session.totals() + "\n")
    if written:
        output.write(written if apart else f"\n{written}")
    under = measured is not None and fail_under is not None and _is_under(measured, fail_under, session.page)
    return session.status(under)


@define
class _Session:
    """One run of the command. `page`: what the outcome is told on, which is stderr if stdout is kept `apart`; `tells`:
    whether lines that are not met are told as they are found."""

    page: Page
    apart: bool
    tells: bool
    runs: list[FileRun] = field(factory=list)
    faults: Diagnostics = field(factory=Diagnostics)
    interrupted: bool = False

    def run(self, files: Sequence[Path], options: Options, jobs: int | None) -> None:
        """Run the files, telling what is not met; an interruption leaves what there is."""
        from ruledsl.diagnostics import InputError
        from ruledsl.trials.run import run_files

        _progress(0, files)
        try:
            with contextlib.closing(run_files(files, options, jobs=jobs)) as running:
                for run in running:
                    self._take(run)
                    _progress(len(self.runs), files)
        except KeyboardInterrupt:
            self.interrupted = True
        except InputError as error:
            self._record(error.diagnostics)
        finally:
            _progress(None, files)

    def _take(self, run: FileRun) -> None:
        from ruledsl.report.expectation_text import scenario_failure

        self.runs.append(run)
        self.faults.items.extend(run.diagnostics)
        self.faults.sources.update(run.sources)
        for scenario in run.scenarios if self.tells else ():
            assert run.ruleset is not None
            texts = scenario_failure(run.ruleset, scenario, self.page)
            if texts:
                _progress(None, ())
            for text in texts:
                self.say(f"{text}\n\n")

    def _record(self, found: Diagnostics) -> None:
        self.faults.items.extend(found)
        self.faults.sources.update(found.sources)

    def say(self, text: str) -> None:
        """Tell the outcome."""
        from ruledsl.cli import output

        (output.talk if self.apart else output.write)(text)

    @property
    def scenarios(self) -> int:
        return sum(len(run.scenarios) for run in self.runs)

    def coverages(self) -> list[Coverage]:
        from ruledsl.trials.coverage import coverages

        return coverages(self.runs)

    def totals(self) -> str:
        from ruledsl.report.expectation_text import totals
        from ruledsl.report.wording import TESTS

        results = [result for run in self.runs for scenario in run.scenarios for result in scenario.results]
        not_run = sum(run.faulty or run.ruleset is None for run in self.runs)
        text = totals(self.scenarios, results, self.page, not_run)
        return f"{text}\n{TESTS['interrupted'](self.page.lang)}" if self.interrupted else text

    def status(self, under: bool = False) -> int:
        from ruledsl.cli import output

        if self.interrupted:
            return output.EXIT_INTERRUPTED
        if self.faults.errors:
            return output.EXIT_INPUT
        return output.EXIT_KEPT if not under and all(run.ok for run in self.runs) else output.EXIT_BROKEN


def _refuse_senseless(
    form: str, coverage: str | None, coverage_file: str | None, junit: str | None, update: bool, yes: bool
) -> None:
    """Raise a usage error for options that do not go together."""
    if coverage_file is not None and coverage is None:
        raise click.UsageError("--coverage-file needs --coverage text, json or html.")
    if form == "json" and coverage in ("text", "html") and coverage_file is None:
        raise click.UsageError(f"With --format json, --coverage {coverage} needs --coverage-file FILE.")
    if yes and not update:
        raise click.UsageError("--yes goes with --update.")
    if update and (form == "json" or coverage is not None or junit is not None):
        raise click.UsageError("--update changes files; run again for --format json, --coverage or --junit.")


def _coverage_text(measured: Sequence[Coverage], form: str | None, page: Page) -> str:
    match form:
        case None:
            return ""
        case "text":
            from ruledsl.report.coverage_text import render

            return "\n".join(render(each, page) for each in measured)
        case "json":
            from ruledsl.report.coverage_json import coverage_data
            from ruledsl.report.json_report import dumps

            return dumps(coverage_data(measured))
        case "html":
            from ruledsl.report.coverage_html import page as html

            return html(measured, page.lang)
    raise AssertionError(form)


def _is_under(measured: Sequence[Coverage], wanted: float, page: Page) -> bool:
    """Whether too little is covered, which is said."""
    from ruledsl.cli import output
    from ruledsl.report.coverage_text import percent
    from ruledsl.report.wording import COVERAGE
    from ruledsl.trials.coverage import tally

    reached = tally(clause for each in measured for clause in each.clauses).percent
    least = Fraction(str(wanted))
    if reached >= least:
        return False
    output.talk(COVERAGE["under"](page.lang, percent=percent(reached), wanted=percent(least)) + "\n")
    return True


def _update(session: _Session, options: Options, yes: bool) -> int:
    """Show how lines would be rewritten, ask, and rewrite them."""
    from ruledsl.cli import output
    from ruledsl.report.diff_text import difference
    from ruledsl.report.update_text import refusal_lines, summary
    from ruledsl.report.wording import UPDATES
    from ruledsl.trials.updating import updated, write

    updates: list[FileUpdate] = []
    for run in session.runs:
        if run.ok or run.faulty or run.ruleset is None:
            continue
        update = updated(Path(run.path), run.ruleset, options)
        updates.append(update)
        session.faults.items.extend(update.diagnostics)
        session.faults.sources.update(update.sources)
        if update.source is not None:
            output.write_exactly(difference(update.source.text, update.text, update.path))
        for line in update.refused:
            output.talk("\n".join(refusal_lines(line, output.page_of(sys.stderr, session.page.lang))) + "\n\n")
    changed = [update for update in updates if update.rewritten]
    agreed = bool(changed) and (yes or _agreed(updates, session.page))
    kept = [update for update in changed if not (agreed and write(update, session.faults))]
    output.show_diagnostics(session.faults)
    output.talk(summary(updates, session.page, written=agreed and not kept) + "\n")
    if changed and not agreed and not _can_ask():
        output.talk(UPDATES["say_yes"](session.page.lang) + "\n")
    if session.faults.errors:
        return output.EXIT_INPUT
    return output.EXIT_BROKEN if kept or any(update.refused for update in updates) else output.EXIT_KEPT


def _can_ask() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _agreed(updates: Sequence[FileUpdate], page: Page) -> bool:
    from ruledsl.cli import output
    from ruledsl.report.update_text import summary
    from ruledsl.report.wording import UPDATES

    if not _can_ask():
        return False
    output.talk(summary(updates, page, written=False) + "\n")
    return click.confirm(UPDATES["ask"](page.lang), err=True)


def _progress(done: int | None, files: Sequence[Path]) -> None:
    """Which file is being run; clear it once all are done, or with None."""
    from ruledsl.cli import output

    shown = done is not None and done < len(files)
    output.progress(f"{done + 1}/{len(files)} {files[done].name}" if shown and done is not None else "")
