"""A day-by-day count as a table: the number of each day, its date, and why a day was not counted.

Handed the steps of a count, it hands on lines with days that are alike drawn together into one. In a long count the
weekends between counted days are drawn in as well, so that only what is remarkable breaks a run.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from attrs import evolve, frozen

from ruledsl.civil_time.units import Language
from ruledsl.engine.verdicts import CountedDay
from ruledsl.report import wording
from ruledsl.report.layout import hanging, pad, width
from ruledsl.report.wording import phrase, short_date

MANY_ROWS: Final = 12
"""A count of more rows than this has its weekends drawn in."""

LEAST_ROOM: Final = 12
"""Cells that a reason needs beside its date; with fewer it stands below."""


def count_table(steps: Sequence[CountedDay], lang: Language, columns: int) -> list[str]:
    """The lines of the table, at most `columns` wide where words allow."""
    runs = _runs(steps)
    if len(runs) > MANY_ROWS:
        runs = _with_weekends_inside(runs)
    with_year = len({date.fromordinal(day).year for run in runs for day in (run.first, run.last)}) > 1
    cells = [(_numbers(run), _dates(run, lang, with_year=with_year), _reason(run, lang)) for run in runs]
    margins = [max((width(row[column]) for row in cells), default=0) for column in (0, 1)]
    lines: list[str] = []
    for number, dates, reason in cells:
        first = f"{pad(number, margins[0])}  {pad(dates, margins[1])}  "
        if not reason:
            lines.append(first.rstrip())
        elif columns - width(first) >= LEAST_ROOM:
            lines += hanging(first, reason, columns)
        else:
            lines += [first.rstrip(), *hanging(" " * (margins[0] + 4), reason, columns)]
    return lines


@frozen
class _Run:
    """Days in a row, counted alike."""

    first: int
    last: int
    number_first: int | None
    number_last: int | None
    reason: str
    name_en: str
    name_zh: str
    weekends_inside: bool = False

    @property
    def plain(self) -> bool:
        """Counted days with nothing to be said of them."""
        return self.reason == "counted" and not self.name_en and self.number_last is not None


def _runs(steps: Sequence[CountedDay]) -> list[_Run]:
    runs: list[_Run] = []
    for step in steps:
        run = _Run(step.day, step.day, step.number, step.number, step.reason, step.name_en, step.name_zh)
        if runs and _joins(runs[-1], run):
            runs[-1] = evolve(runs[-1], last=step.day, number_last=step.number)
        else:
            runs.append(run)
    return runs


def _joins(run: _Run, following: _Run) -> bool:
    """Whether the next day is one more of the same."""
    return (
        (run.reason, run.name_en, run.name_zh) == (following.reason, following.name_en, following.name_zh)
        and run.reason not in ("anchor", "omitted")
        and abs(following.first - run.last) == 1
        and (run.number_last is None) == (following.number_first is None)
    )


def _with_weekends_inside(runs: Sequence[_Run]) -> list[_Run]:
    """Counted, weekend, counted, … drawn together into one run."""
    merged: list[_Run] = []
    index = 0
    while index < len(runs):
        run = runs[index]
        index += 1
        while run.plain and index + 1 < len(runs) and runs[index].reason == "weekend" and runs[index + 1].plain:
            following = runs[index + 1]
            run = evolve(run, last=following.last, number_last=following.number_last, weekends_inside=True)
            index += 2
        merged.append(run)
    return merged


def _numbers(run: _Run) -> str:
    if run.reason == "omitted":
        return "…" if run.number_last is None else f"… {run.number_last}"
    if run.number_first is None:
        return "–"
    if run.number_last in (None, run.number_first):
        return str(run.number_first)
    return f"{run.number_first}–{run.number_last}"


def _dates(run: _Run, lang: Language, *, with_year: bool) -> str:
    first = short_date(run.first, lang, year=with_year)
    if run.reason == "omitted" or run.last == run.first:
        return first
    return f"{first} – {short_date(run.last, lang, year=with_year)}"


def _reason(run: _Run, lang: Language) -> str:
    name = run.name_zh if lang == "zh" else run.name_en
    if not name and run.reason in wording.STEP_NAMES:
        name = wording.STEP_NAMES[run.reason](lang)
    code = "anchor_named" if run.reason == "anchor" and name else run.reason
    text = wording.STEPS[code](lang, name=name)
    if run.weekends_inside:
        inside = wording.STEPS["weekends_skipped"](lang)
        return f"{text}{phrase('comma', lang)}{inside}" if text else inside
    return text
