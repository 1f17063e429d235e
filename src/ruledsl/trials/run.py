"""Running scenarios: each is decided at every day that it asks about, and its `expect` lines are checked.

Handed a compiled ruleset and scenarios, or the paths of scenario files, it hands on plain frozen results that can be
sent between processes: how each line fared, and which verdicts each clause came to. What those say of a ruleset is
the business of `coverage`; what they look like that of `ruledsl.report`.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import define, evolve, field, frozen

from ruledsl.diagnostics import Diagnostic, Diagnostics, InputError
from ruledsl.engine.expectations import ExpectationResult
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.source import Source, Span
from ruledsl.trials.finding import ruleset_of
from ruledsl.trials.parallel import ordered, processors
from ruledsl.world.scenario import AsOf, Scenario


@frozen
class DayRun:
    """A scenario decided at the end of one day.

    `day`: its ordinal. `results`: one for each `expect` line of that day, in their order (of those that are met without
    the verdicts). `reached`: for each norm's id the verdicts that its instances came to, `not_applicable` among them.
    `used`: the ids of the permissions, substitutions, authorisations and deemings that something rested on.
    `verdicts`: all of that day, if some line is not met; else none, so that results stay light. `asked`: whether the
    scenario asks about the day by an `as of`; a scenario that asks about none is decided at the end of its log.
    """

    day: int
    results: tuple[ExpectationResult, ...]
    reached: Mapping[str, frozenset[Status]]
    used: frozenset[str] = frozenset()
    verdicts: tuple[Verdict, ...] = ()
    asked: bool = True

    @property
    def ok(self) -> bool:
        """Whether every line is met."""
        return all(result.ok for result in self.results)


@frozen
class ScenarioRun:
    """A scenario and how it came out, day by day. `seconds`: how long it took."""

    scenario: Scenario
    days: tuple[DayRun, ...]
    seconds: float = field(default=0.0, eq=False)

    @property
    def title(self) -> str:
        return self.scenario.title

    @property
    def span(self) -> Span:
        """Where the scenario stands."""
        return self.scenario.span

    @property
    def results(self) -> tuple[ExpectationResult, ...]:
        """How all its lines fared."""
        return tuple(result for day in self.days for result in day.results)

    @property
    def ok(self) -> bool:
        """Whether every line is met."""
        return all(day.ok for day in self.days)


@frozen
class FileRun:
    """A scenario file and how its scenarios came out.

    `place`: the folder or file of its ruleset, None if there is none. `ruleset`: what that holds, None if it is at
    fault. `diagnostics`: what is wrong with this file, or with its ruleset if this is the first file to need it;
    `sources`: the texts they point into.
    """

    path: str
    place: str | None = None
    ruleset: Ruleset | None = field(default=None, repr=False)
    scenarios: tuple[ScenarioRun, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, Source] = field(factory=dict, repr=False)

    @property
    def faulty(self) -> bool:
        """Whether something of the input is at fault."""
        found = Diagnostics()
        found.items.extend(self.diagnostics)
        return bool(found.errors)

    @property
    def ok(self) -> bool:
        """Whether the input is sound and every line is met."""
        return not self.faulty and all(each.ok for each in self.scenarios)


@frozen
class Options:
    """`wanted`: only scenarios whose title contains this text, in whatever case. `project_calendar`: decide past the
    published calendar years by projection. `failfast`: end with the first scenario or file that is not in order."""

    wanted: str | None = None
    project_calendar: bool = False
    failfast: bool = False


PLAIN: Final = Options()
"""All scenarios, as they stand."""


# ------------------------------------------------------------------------------------------------ scenarios


def run_scenarios(
    ruleset: Ruleset, scenarios: Iterable[Scenario], *, project_calendar: bool = False, failfast: bool = False
) -> Iterator[ScenarioRun]:
    """Each scenario decided under the ruleset, in order; with `failfast` none after the first that is not met."""
    for scenario in scenarios:
        done = run_scenario(ruleset, scenario, project_calendar=project_calendar)
        yield done
        if failfast and not done.ok:
            return


def run_scenario(ruleset: Ruleset, scenario: Scenario, *, project_calendar: bool = False) -> ScenarioRun:
    """One scenario, decided at each of its `as of`; at the end of its log if it has none."""
    began = time.perf_counter()
    days = [_decided(ruleset, scenario, block, project_calendar) for block in scenario.as_ofs]
    if not days and (end := end_of_log(scenario)) is not None:
        days = [evolve(_decided(ruleset, scenario, AsOf(end, ()), project_calendar), asked=False)]
    return ScenarioRun(scenario, tuple(days), time.perf_counter() - began)


def end_of_log(scenario: Scenario) -> int | None:
    """The day of the last thing that happened, was set or judged, or of the last day known of a state; None if nothing
    is dated. Plans are no part of the log."""
    days = [
        *(event.when.day for event in scenario.events if not event.planned),
        *(value.when.day for value in scenario.values),
        *(judgement.when.day for judgement in scenario.judgements),
        *(state.first if state.last is None else state.last for state in scenario.states),
    ]
    return max(days, default=None)


def _decided(ruleset: Ruleset, scenario: Scenario, block: AsOf, project_calendar: bool) -> DayRun:
    from ruledsl.engine.asking import CaseQuestions
    from ruledsl.engine.calendar_cache import convention_for
    from ruledsl.engine.case import Case
    from ruledsl.engine.evaluate import used_norms, verdicts_of
    from ruledsl.engine.expectations import check_expectations

    convention = convention_for(ruleset, project=project_calendar)
    verdicts = verdicts_of(Case(ruleset, scenario, block.day, convention))
    questions = CaseQuestions(ruleset, scenario, block.day, project_calendar)
    results = check_expectations(ruleset, block, verdicts, questions)
    reached: dict[str, set[Status]] = {}
    for verdict in verdicts:
        reached.setdefault(verdict.norm, set()).add(verdict.status)
    used = used_norms((*verdicts, *(verdict for result in results for verdict in result.got)))
    used |= {norm for result in results for norm in result.used}
    return DayRun(
        block.day,
        tuple(evolve(result, got=()) if result.ok else result for result in results),
        {norm: frozenset(statuses) for norm, statuses in reached.items()},
        used,
        () if all(result.ok for result in results) else tuple(verdicts),
    )


# ------------------------------------------------------------------------------------------------ files


@define
class Shelf:
    """Opens rulesets, each once, and tells what is wrong with one to the first who asks for it."""

    rulesets: dict[str, Ruleset | None] = field(factory=dict)

    def open(self, path: Path, diagnostics: Diagnostics) -> tuple[str | None, Ruleset | None]:
        """The place of a scenario file's ruleset, and the ruleset; None for what is not there or at fault."""
        from ruledsl.norms import load

        found = ruleset_of(path, diagnostics)
        if found is None:
            return None, None
        place = str(found)
        if place not in self.rulesets:
            self.rulesets[place] = None
            # What is at fault has been recorded already.
            with contextlib.suppress(InputError):
                self.rulesets[place] = load(place, diagnostics)
        return place, self.rulesets[place]


@frozen
class _Task:
    """A file to run: in `opened` what is known of it before its scenarios are run."""

    opened: FileRun
    options: Options


SLOW: Final = 2.0
"""Seconds of work left from which on it is worth while to start other processes, each of which takes about half a
second to come up."""


def run_files(
    paths: Sequence[Path], options: Options = PLAIN, *, jobs: int | None = 1, shelf: Shelf | None = None
) -> Generator[FileRun, None, None]:
    """Each scenario file under its own ruleset, in the order of `paths`, whatever `jobs` is.

    `jobs`: how many processes run them; None: as many as there are processors, but only once it is seen that the work
    left is worth it. Raises `InputError` (RD017) if another process dies.
    """
    shelf = Shelf() if shelf is None else shelf
    began = time.perf_counter()
    sizes = [_size(path) for path in paths]
    for number, path in enumerate(paths):
        rest = sizes[number:]
        if jobs is None and worth_it(time.perf_counter() - began, sum(sizes[:number]), rest, processors()):
            jobs = processors()
        if jobs is not None and jobs > 1 and len(rest) > 1:
            yield from _until_failure(_side_by_side(paths[number:], rest, options, jobs, shelf), options)
            return
        done = run_file(_opened(path, shelf), options)
        yield done
        if options.failfast and not done.ok:
            return


def worth_it(seconds: float, done: int, left: Sequence[int], jobs: int) -> bool:
    """Whether to share the files that are left (their sizes in bytes) among processes, when `done` bytes took so
    many seconds."""
    return jobs > 1 and len(left) > 1 and done > 0 and seconds / done * sum(left) > SLOW


def run_file(opened: FileRun, options: Options = PLAIN) -> FileRun:
    """The scenarios of a file whose ruleset has been opened (see `opened_file`)."""
    from ruledsl.norms.scenario_cache import kept_scenarios

    if opened.ruleset is None:
        return opened
    diagnostics = Diagnostics()
    found = kept_scenarios(Path(opened.path), opened.ruleset, diagnostics)
    # A file with a fault is not run in part: what is missing from it would change what comes out.
    wanted = [] if diagnostics.errors else [each for each in found if is_wanted(each, options.wanted)]
    runs = run_scenarios(
        opened.ruleset, wanted, project_calendar=options.project_calendar, failfast=options.failfast
    )  # fmt: skip
    return evolve(
        opened,
        scenarios=tuple(runs),
        diagnostics=(*opened.diagnostics, *diagnostics),
        sources={**opened.sources, **_pointed_into(diagnostics)},
    )


def is_wanted(scenario: Scenario, text: str | None) -> bool:
    """Whether the title contains the text, in whatever case."""
    return text is None or text.casefold() in scenario.title.casefold()


def _opened(path: Path, shelf: Shelf) -> FileRun:
    diagnostics = Diagnostics()
    place, ruleset = shelf.open(path, diagnostics)
    return FileRun(str(path), place, ruleset, (), tuple(diagnostics), _pointed_into(diagnostics))


def _pointed_into(diagnostics: Diagnostics) -> dict[str, Source]:
    """The texts that diagnostics point into, and no others."""
    named = {span.file for item in diagnostics for span in (item.span, *(span for _, span in item.related))}
    return {name: source for name, source in diagnostics.sources.items() if name in named}


def _side_by_side(
    paths: Sequence[Path], sizes: Sequence[int], options: Options, jobs: int, shelf: Shelf
) -> Iterator[FileRun]:
    """The files shared among processes. Rulesets are opened here and travel once to each process; the largest files
    are begun first, so that none is left to run alone at the end."""
    opened = [_opened(path, shelf) for path in paths]
    # The rulesets travel apart, by their places, and are put back here: the same objects for all files.
    tasks = [_Task(evolve(each, ruleset=None), options) for each in opened]
    done = ordered(_run_task, tasks, jobs=jobs, shared=shelf.rulesets, weights=sizes)
    for before, after in zip(opened, done, strict=True):
        yield evolve(after, ruleset=before.ruleset)


def _run_task(rulesets: Mapping[str, Ruleset | None], task: _Task) -> FileRun:
    """What another process does with a file."""
    place = task.opened.place
    ruleset = None if place is None else rulesets[place]
    return evolve(run_file(evolve(task.opened, ruleset=ruleset), task.options), ruleset=None)


def _until_failure(runs: Iterator[FileRun], options: Options) -> Iterator[FileRun]:
    for run in runs:
        yield run
        if options.failfast and not run.ok:
            return


def _size(path: Path) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
