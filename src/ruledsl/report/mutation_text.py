"""A mutation run for people: each change that no scenario notices with the scenario that is missing, what is explained,
and the score by chapter and by operator. Handed a `Score` and a page, it hands on text.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable

from ruledsl.norms.words import local_id
from ruledsl.report.layout import Page, hanging, harmless, pad
from ruledsl.report.mutation_words import MUTATION
from ruledsl.report.wording import date_words
from ruledsl.trials.mutants import BY_NAME
from ruledsl.trials.mutation import Line, Suggestion
from ruledsl.trials.mutation_marks import BadMark
from ruledsl.trials.mutation_score import Score, Tally, Tried


def render(score: Score, page: Page) -> str:
    """The whole report."""
    blocks: list[list[str]] = []
    if score.survivors:
        blocks.append([page.paint(MUTATION["survivors"](page.lang), "bold")])
        blocks += [_survivor(each, score, page) for each in score.survivors]
    if score.explained:
        blocks.append([page.paint(MUTATION["explained"](page.lang), "bold")])
        blocks += [_explained(each, score, page) for each in score.explained]
    if score.bad:
        blocks.append([page.paint(MUTATION["bad_marks"](page.lang), "bold")])
        blocks.append([line for bad in score.bad for line in _bad(bad, page)])
    blocks.append(_table(score, page))
    blocks.append(_last(score, page))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def percent_words(tally: Tally) -> str:
    """`87.3`, rounded down, so that 100 is said of nothing less."""
    return f"{math.floor(tally.percent * 10) / 10:g}"


def _survivor(each: Tried, score: Score, page: Page) -> list[str]:
    lines = _head(each, score, page)
    suggestion = each.trial.suggestion
    if suggestion is not None:
        text = suggestion_words(suggestion, each, page)
        lines += hanging(f"    {MUTATION['missing'](page.lang)}", text, page.columns, 6)
    return lines


def _explained(each: Tried, score: Score, page: Page) -> list[str]:
    assert each.mark is not None
    text = MUTATION["because"](page.lang, reason=harmless(each.mark.reason))
    return [*_head(each, score, page), *hanging("    ", text, page.columns, 6)]


def _head(each: Tried, score: Score, page: Page) -> list[str]:
    """Where the clause stands, which mutant it is, and what was changed."""
    mutant = each.mutant
    span = score.ruleset.norms[mutant.place].span
    title = BY_NAME[mutant.operator].title(page.lang)
    place = f"{_file(span.file)}:{span.line}"
    first, *rest = hanging(f"{place}  ", f"{local_id(mutant.norm)}: {title}", page.columns, 4)
    lines = [page.paint(place, "cyan") + first[len(place) :], *rest]
    row = "change" if mutant.now else "left_out"
    text = MUTATION[row](page.lang, was=harmless(mutant.was), now=harmless(mutant.now))
    lines += hanging("    ", text, page.columns, 6)
    return [*lines, *(page.paint(line, "dim") for line in hanging("    ", harmless(mutant.id), page.columns, 6))]


def suggestion_words(suggestion: Suggestion, each: Tried, page: Page) -> str:
    """What is missing, in a sentence."""
    lang, norm = page.lang, local_id(each.mutant.norm)
    match suggestion.kind:
        case "line" | "case":
            assert suggestion.scenario is not None
            assert suggestion.day is not None
            change = ""
            if suggestion.change:
                kind, *words = suggestion.change
                change = _filled(MUTATION[kind](lang), words)
            return MUTATION["add_line" if suggestion.kind == "line" else "add_case"](
                lang,
                scenario=harmless(suggestion.scenario.scenario),
                place=_place(suggestion.scenario),
                day=date_words(suggestion.day, lang),
                change=harmless(change),
                expect=harmless(suggestion.expect),
                otherwise=suggestion.otherwise,
            )
        case "nothing_arises":
            return MUTATION["nothing_arises"](lang, norm=norm)
        case "ask_may":
            return MUTATION["ask_may"](lang, norm=norm, expect=suggestion.expect)
        case "unknown":
            return MUTATION["unknown"](lang, norm=norm, operator=each.mutant.operator)
        case kind:
            raise ValueError(f"a suggestion of unknown kind '{kind}'")


def _filled(template: str, words: Iterable[str]) -> str:
    return template.format(*words)


def _bad(bad: BadMark, page: Page) -> list[str]:
    place = f"{_file(bad.mark.span.file)}:{bad.mark.span.line}"
    return hanging(f"{place}  ", MUTATION[bad.why](page.lang, kind=harmless(bad.kind)), page.columns, 4)


def _table(score: Score, page: Page) -> list[str]:
    """The tallies by chapter, then by operator."""
    heads = [MUTATION[f"column_{name}"](page.lang) for name in _COLUMNS]
    rows: list[tuple[str, Tally]] = []
    for number, tally in score.by_chapter().items():
        name = MUTATION["no_chapter"](page.lang) if number is None else MUTATION["chapter"](page.lang, number=number)
        rows.append((name, tally))
    operators = [
        (name if page.lang == "en" else f"{name} {BY_NAME[name].zh}", tally)
        for name, tally in score.by_operator().items()
    ]
    lines = [pad("", _NAME) + "".join(_right(head) for head in heads)]
    lines += [_row(name, tally) for name, tally in rows]
    return [*lines, "", *(_row(name, tally) for name, tally in operators)]


_COLUMNS = ("noticed", "unnoticed", "explained", "stillborn", "score")
_NAME = 32


def _row(name: str, tally: Tally) -> str:
    cells = [str(tally.noticed), str(tally.unnoticed), str(tally.explained), str(tally.stillborn)]
    score = f"{percent_words(tally)} %" if tally.counted else "-"
    return pad(name, _NAME) + "".join(_right(cell) for cell in [*cells, score])


def _right(text: str) -> str:
    from ruledsl.report.layout import width

    return " " * max(1, 11 - width(text)) + text


def _last(score: Score, page: Page) -> list[str]:
    total = score.total
    lines: list[str] = []
    if score.unmet:
        lines.append(page.paint(MUTATION["unmet"](page.lang, n=score.unmet), "yellow"))
    if len(score.tried) < score.all:
        lines.append(MUTATION["sampled"](page.lang, n=len(score.tried), all=score.all))
    text = MUTATION["score"](
        page.lang,
        noticed=total.noticed,
        counted=total.counted,
        percent=percent_words(total),
        unnoticed=total.unnoticed,
        explained=total.explained,
        stillborn=total.stillborn,
    )
    return [*lines, page.paint(text, "bold", "red" if total.unnoticed else "green")]


def _place(line: Line) -> str:
    return f"{_file(line.file)}:{line.line}" if line.line else _file(line.file)


def _file(name: str) -> str:
    """A file as the user finds it: relative to the current folder if it lies below."""
    if os.path.isabs(name):
        near = os.path.relpath(name)
        return harmless(name if near.startswith("..") else near)
    return harmless(name)
