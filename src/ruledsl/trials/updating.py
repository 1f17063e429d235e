"""Expectations brought up to date: `expect` lines that are not met, rewritten to what came out.

Handed a scenario file and its ruleset, it hands on the file's new text and, line by line, what was rewritten and what
could not be and why. Only the words that are not so are replaced; layout and comments stay. The new text has been read
and run again before anybody sees it. Whether it is written to disk is for others to say.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve, field, frozen

from ruledsl.analysis.writing import write_whole
from ruledsl.diagnostics import Diagnostic, Diagnostics
from ruledsl.engine.expectations import ExpectationResult
from ruledsl.norms.model import Ruleset
from ruledsl.source import Source, Span
from ruledsl.syntax.tree import File, Line
from ruledsl.trials.rewriting import Edit, Refused, applied
from ruledsl.trials.rewriting import edits as edits_of
from ruledsl.trials.run import PLAIN, DayRun, Options, ScenarioRun, is_wanted, run_scenarios
from ruledsl.world.scenario import Expectation, Scenario


@frozen
class LineUpdate:
    """An `expect` line that is not met, of the scenario called `title`. `text`: as it is written; `reason`: why it
    stays as it is (a code of `rewriting.REFUSALS`), empty if it is rewritten."""

    span: Span
    title: str
    text: str
    reason: str = ""


@frozen
class FileUpdate:
    """A scenario file. `source`: as it is, None if it cannot be read; `text`: as it would be; `lines`: those that are
    not met, in their order. `diagnostics`: what is wrong with the file, which then stays as it is."""

    path: str
    source: Source | None
    text: str = ""
    lines: tuple[LineUpdate, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, Source] = field(factory=dict, repr=False)

    @property
    def rewritten(self) -> tuple[LineUpdate, ...]:
        """The lines that would be rewritten."""
        return tuple(line for line in self.lines if not line.reason)

    @property
    def refused(self) -> tuple[LineUpdate, ...]:
        """The lines that stay as they are."""
        return tuple(line for line in self.lines if line.reason)


def updated(path: Path, ruleset: Ruleset, options: Options = PLAIN) -> FileUpdate:
    """What the file's lines would become, of the scenarios wanted. By the new text every rewritten line is met, and
    nothing else of any scenario has changed."""
    from ruledsl.syntax import parse, read_source

    diagnostics = Diagnostics()
    source = read_source(path, diagnostics)
    if source is None:
        return _as_it_is(path, None, diagnostics)
    if source.name.lower().endswith(".json"):
        return _json(path, source, ruleset, options)
    file = parse(source, diagnostics)
    scenarios = _scenarios(file, ruleset, diagnostics)
    if diagnostics.errors:
        return _as_it_is(path, source, diagnostics)
    unmet = list(_unmet(scenarios, ruleset, options))
    nodes = {line.span: line.node for line in _lines(file.lines)}
    edits: dict[Span, list[Edit]] = {}
    refused: dict[Span, str] = {}
    for _, day, result in unmet:
        span = result.expectation.span
        try:
            edits[span] = edits_of(nodes[span], result, day, ruleset, source)
        except Refused as refusal:
            refused[span] = str(refusal)
    text = _text(source, edits)
    # Nothing is written that does not read back as what was meant.
    while edits and (unsound := _unsound(text, source, ruleset, scenarios, edits, options)):
        for span in unsound:
            del edits[span]
            refused[span] = "not_sayable"
        text = _text(source, edits)
    lines = tuple(
        LineUpdate(line.span, run.title, line.text, refused.get(line.span, ""))
        for run, _, result in unmet
        for line in [result.expectation]
    )
    return FileUpdate(str(path), source, text, lines)


def write(update: FileUpdate, diagnostics: Diagnostics) -> bool:
    """Put the new text in the file's place in one step. False, recorded (RD016), if the file cannot be written or is
    not what was read any more; then it stays as it is."""
    assert update.source is not None
    path = Path(update.path)
    place = Span(update.path, 0, 0, 0, 0)
    try:
        if path.read_bytes().removeprefix(b"\xef\xbb\xbf") != update.source.text.encode():
            message = f"'{path}' has changed since it was read, and is left as it is"
            diagnostics.error("RD016", message, place, "run the command again")
            return False
        if not os.access(path, os.W_OK):
            raise PermissionError(0, "it is write-protected")
        write_whole(path, update.text)
    except OSError as error:
        diagnostics.error("RD016", f"'{path}' cannot be written: {error.strerror or error}", place)
        return False
    return True


# ------------------------------------------------------------------------------------------------ reading and running


def _as_it_is(path: Path, source: Source | None, diagnostics: Diagnostics) -> FileUpdate:
    text = "" if source is None else source.text
    return FileUpdate(str(path), source, text, (), tuple(diagnostics), diagnostics.sources)


def _scenarios(file: File, ruleset: Ruleset, diagnostics: Diagnostics) -> list[Scenario]:
    from ruledsl.norms.scenario_reader import read_scenarios

    diagnostics.add_source(file.source)
    return read_scenarios(file, ruleset, diagnostics)


def _unmet(
    scenarios: Sequence[Scenario], ruleset: Ruleset, options: Options
) -> Iterator[tuple[ScenarioRun, DayRun, ExpectationResult]]:
    wanted = [each for each in scenarios if is_wanted(each, options.wanted)]
    for run in run_scenarios(ruleset, wanted, project_calendar=options.project_calendar):
        for day in run.days:
            yield from ((run, day, result) for result in day.results if not result.ok)


def _lines(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _lines(line.children)


def _json(path: Path, source: Source, ruleset: Ruleset, options: Options) -> FileUpdate:
    """A file in JSON is no text of the language: which of its lines are not met is only told."""
    from ruledsl.norms.scenario_reader import load_scenarios

    diagnostics = Diagnostics()
    found = load_scenarios(path, ruleset, diagnostics)
    unmet = [] if diagnostics.errors else _unmet(found, ruleset, options)
    lines = [
        LineUpdate(result.expectation.span, run.title, result.expectation.text, "json") for run, _, result in unmet
    ]
    return evolve(_as_it_is(path, source, diagnostics), lines=tuple(lines))


def _text(source: Source, edits: Mapping[Span, Sequence[Edit]]) -> str:
    return applied(source.text, (edit for each in edits.values() for edit in each))


def _unsound(
    text: str,
    source: Source,
    ruleset: Ruleset,
    before: Sequence[Scenario],
    edits: Mapping[Span, Sequence[Edit]],
    options: Options,
) -> set[Span]:
    """The edited lines that are not met by the new text; all of them if it does not read as the same scenarios."""
    from ruledsl.syntax import parse

    diagnostics = Diagnostics()
    after = _scenarios(parse(Source(source.name, text), diagnostics), ruleset, diagnostics)
    old, new = list(_expected(before)), list(_expected(after))
    same_lines = len(old) == len(new) and all(
        was.span in edits or was.text == now.text for was, now in zip(old, new, strict=True)
    )
    if diagnostics.errors or not same_lines or [_told(each) for each in after] != [_told(each) for each in before]:
        return set(edits)
    unmet = {result.expectation.span for _, _, result in _unmet(after, ruleset, options)}
    return {was.span for was, now in zip(old, new, strict=True) if was.span in edits and now.span in unmet}


def _expected(scenarios: Sequence[Scenario]) -> Iterator[Expectation]:
    for scenario in scenarios:
        for block in scenario.as_ofs:
            yield from block.expectations


def _told(scenario: Scenario) -> object:
    """What a scenario tells, without what it expects and where it stands."""
    from ruledsl.world.json_form import scenario_to_json

    days = tuple(evolve(block, expectations=()) for block in scenario.as_ofs)
    return scenario_to_json(evolve(scenario, as_ofs=days))
