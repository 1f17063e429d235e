"""`ruledsl mutate`: which changes of the rules would no scenario notice?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from ruledsl.civil_time.units import Language
from ruledsl.cli.options import format_option, lang_option, project_calendar_option, ruleset_argument

_FULL: Final = 100.0


@click.command()
@ruleset_argument
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--only", multiple=True, metavar="ARTICLE|ID", help="Only the clauses of an article, or one clause.")
@click.option("--operators", metavar="NAMES", help="Only these operators, with commas between them.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Try N of the mutants, drawn at random.")
@click.option("--seed", type=int, default=1, show_default=True, help="What the sample is drawn with.")
@click.option("--resume", type=click.Path(dir_okay=False), metavar="FILE", help="Keep trials in FILE; go on from it.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes; 0 (the default): one a processor.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, _FULL),
    metavar="PERCENT",
    help="Exit with 1 only if the score is below PERCENT. Without it any unexplained survivor makes it 1.",
)
@click.option(
    "--suggest/--no-suggest", default=True, help="Look for the scenario that is missing; without it a run is faster."
)
@format_option
@lang_option
@project_calendar_option
def mutate(
    ruleset: str,
    paths: tuple[str, ...],
    only: tuple[str, ...],
    operators: str | None,
    sample: int | None,
    seed: int,
    resume: str | None,
    jobs: int,
    fail_under: float | None,
    suggest: bool,
    form: str,
    lang: Language,
    project_calendar: bool,
) -> int:
    """Change the rules one thing at a time, and list the changes that no scenario notices.

    A mutant is the compiled ruleset with one thing changed: a limit longer by one, another role, an exception left out.
    It is noticed if some `expect` line comes out otherwise. What goes unnoticed is a scenario that is missing, and the
    report says which; or it makes no difference, and a comment at the clause says why:

    \b
        -- ruledsl: accept mutant role because the two are one person here

    PATH is a scenario file or a folder of them; by default the ruleset's own folder.

    \b
    Examples:
      ruledsl mutate rulesets/taian --resume trials.jsonl
      ruledsl mutate rulesets/taian --only 51 --operators limit,unit
      ruledsl mutate rulesets/taian --sample 200 --seed 7 --fail-under 90

    Exit status: 0 all is noticed or explained (or the score is not under PERCENT), 1 it is not, 2 the input is at
    fault.
    """
    from ruledsl.cli import output
    from ruledsl.cli.loading import open_ruleset, open_scenarios
    from ruledsl.diagnostics import Diagnostics
    from ruledsl.norms.loader import find_ruleset
    from ruledsl.trials.choosing import clauses_named, operators_named, sampled
    from ruledsl.trials.finding import scenario_files
    from ruledsl.trials.mutants import mutants_of
    from ruledsl.trials.mutation import Suite, run
    from ruledsl.trials.mutation_marks import marks_in
    from ruledsl.trials.mutation_score import scored
    from ruledsl.trials.mutation_state import TrialLog, read_trials
    from ruledsl.trials.parallel import processors

    faults = Diagnostics()
    rules = open_ruleset(ruleset)
    place = find_ruleset(ruleset, faults)
    folder = None if place is None else place.target if place.target.is_dir() else place.target.parent
    files = scenario_files(paths or (str(folder),), faults)
    known = read_trials(Path(resume), faults) if resume is not None else {}
    faults.raise_if_errors()
    scenarios = [each.data for each in open_scenarios(files, rules)]
    compiled = rules.compiled
    clauses, names = clauses_named(compiled, only, faults), operators_named(operators, faults)
    faults.raise_if_errors()
    everything = mutants_of(compiled, names, clauses)
    mutants = sampled(everything, sample, seed)
    suite = Suite.of(
        compiled, scenarios, project_calendar=project_calendar, progress=lambda n, of: _progress("scenarios", n, of)
    )
    trials = []
    with TrialLog(Path(resume)) if resume is not None else _Nothing() as log:
        for trial in run(suite, mutants, jobs=jobs or processors(), known=known, suggest=suggest):
            trials.append(trial)
            if known.get(trial.mutant) != trial:
                log.add(trial)
            _progress("mutants", len(trials), len(mutants))
    _progress("", 0, 0)
    score = scored(compiled, mutants, trials, marks_in(compiled), len(everything), suite.unmet)
    if form == "json":
        from ruledsl.report.mutation_json import as_json

        output.write(as_json(score))
    else:
        from ruledsl.report.mutation_text import render

        output.write(render(score, output.stdout_page(lang)))
    if fail_under is not None:
        return output.EXIT_BROKEN if score.total.percent < fail_under else output.EXIT_KEPT
    return output.EXIT_BROKEN if score.survivors or score.bad else output.EXIT_KEPT


class _Nothing:
    """A log that is kept nowhere."""

    def __enter__(self) -> _Nothing:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def add(self, trial: object) -> None:
        """Forget it."""


def _progress(what: str, number: int, of: int) -> None:
    """On a terminal, how far the run has come; without a word, clear it."""
    from ruledsl.cli import output

    output.progress(f"{number}/{of} {what}" if what else "")
