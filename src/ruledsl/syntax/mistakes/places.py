"""Lines in the wrong place: headings without a number, lines of another section, lines that go on or do not go on with
the line above. Handed a `Failure`, each function hands on a `Finding` or None."""

from __future__ import annotations

import re

from attrs import evolve

from ruledsl.diagnostics import nearest
from ruledsl.syntax.attempt import Stop, attempt, reads
from ruledsl.syntax.findings import Finding, shortened
from ruledsl.syntax.mistakes.failure import SECTIONS, Failure, failure_of
from ruledsl.syntax.mistakes.missing import missing_word
from ruledsl.syntax.mistakes.order import LIMIT_WORDS, ORDER, phrase_at
from ruledsl.syntax.mistakes.signs import swapped_sign
from ruledsl.syntax.mistakes.words import capitals, misspelt
from ruledsl.syntax.pieces import Piece

_HEADINGS = {
    "vocabulary": ("a vocabulary has a name", 'write: vocabulary government "title"'),
    "ruleset": ("a ruleset has a name", 'write: ruleset taian "title"'),
    "scenario": ("a scenario has a title in quotes", 'write: scenario "what happens in it"'),
    "chapter": ("a chapter has a number or a name", 'write: chapter 8 "title"'),
    "article": ("an article has a number or a name", 'write: article 51 "title"'),
    "paragraph": ("a paragraph has a number or a name", 'write: paragraph 2 "title"'),
}


def heading(failure: Failure) -> Finding | None:
    first = failure.pieces[0] if failure.pieces else None
    if failure.heading is None:
        numbered = failure.index == 1 and failure.found is not None and failure.found.kind == "number"
        labelled = failure.section == "ruleset" and failure.stop.accepted == {"COLON"}
        begun = first is not None and phrase_at(failure.pieces, 0, _MID_SENTENCE) is not None
        if first is not None and numbered and labelled and first.text.lower() not in _HEADINGS and not begun:
            return Finding(
                "RD116",
                f"'{first.text}' is no heading",
                first.start,
                first.end,
                "the headings of a ruleset are chapter, article and paragraph",
            )
        return None
    message, help = _HEADINGS[failure.heading]
    right = _rewritten(failure)
    if right:
        help = f"write: {shortened(right, 60)}"
    fix = (0, len(failure.line), right) if right and failure.mends(0, len(failure.line), right) else None
    found = failure.found
    if first is not None and first.text != failure.heading:
        return _other_heading(failure, first, help, fix)
    if failure.index == 1 or not failure.pieces[1:]:
        if found is not None and found.text == "第":
            help += "; a number is written with the digits 0 to 9"
        return Finding("RD116", message, 0, failure.pieces[0].end, help)
    if failure.heading in ("chapter", "article", "paragraph") and found is not None and found.text == ".":
        return Finding(
            "RD116",
            f"the number of {message.split(' has ')[0]} is a whole number, perhaps with letters: 51, 51a",
            failure.pieces[1].start,
            failure.pieces[min(failure.index + 1, len(failure.pieces) - 1)].end,
            help,
            fix,
        )
    if failure.index == 2 and found is not None and found.kind == "sign":
        return Finding("RD116", f"after the number stands no '{failure.shown}'", failure.at, failure.end, help, fix)
    return None


def _rewritten(failure: Failure) -> str:
    """The heading as it was hardly otherwise meant: its word, its number, and what is left as its title."""
    match = re.match(r"\s*\w+\s*(?P<number>[0-9]+[^\W\d_]*)(?P<dotted>\.[0-9]+)?(?P<title>.*)$", failure.line)
    if match is None or failure.heading not in ("chapter", "article", "paragraph"):
        return ""
    title = match["title"].strip().strip('.:：。、-–—"“”「」').strip()
    if match["dotted"] or '"' in title:
        return ""
    return f"{failure.heading} {match['number']}" + (f' "{title}"' if title else "")


def _other_heading(failure: Failure, first: Piece, help: str, fix: tuple[int, int, str] | None) -> Finding:
    """A line that was meant for a heading and begins with another word."""
    heading = failure.heading or ""
    if first.text.lower() == heading:
        if fix is None or failure.mends(first.start, first.end, heading):
            help, fix = f"write '{heading}'", (first.start, first.end, heading)
        return Finding("RD127", "keywords are written in small letters", first.start, first.end, help, fix)
    if nearest(first.text.lower(), (heading,)):
        message = f"'{first.text}' is not a word of the language"
        return Finding("RD102", message, first.start, first.end, f"did you mean '{heading}'?", fix)
    return Finding(
        "RD116",
        f"'{first.text}' is no heading",
        first.start,
        first.end,
        "the headings of a ruleset are chapter, article and paragraph",
    )


_LINES = {
    "vocabulary": "it would be a line of a vocabulary: move it under a 'vocabulary' heading",
    "ruleset": "it would be a line of a ruleset: move it under a 'ruleset', 'chapter' or 'article' heading",
    "scenario": "it would be a line of a scenario: move it under a 'scenario' heading",
}
_STATEMENTS = frozenset({"expect", "planned", "person", "as", "from"})


def other_section(failure: Failure) -> Finding | None:
    """A line that could be read in another section."""
    if failure.found is None or failure.heading is not None or failure.is_long:
        return None
    for section in SECTIONS:
        # Two names side by side are a record for a scenario; that says nothing about what was meant.
        looks = section != "scenario" or failure.pieces[0].kind == "number" or failure.pieces[0].text in _STATEMENTS
        if section != failure.section and looks and reads(failure.line, section):
            first = failure.pieces[0]
            return Finding(
                "RD119",
                f"this line cannot stand in a {failure.section}",
                first.start,
                failure.pieces[-1].end,
                _LINES[section],
            )
    return None


_MID_SENTENCE = ("requires", "forbids", "permits", "normally", "and", "or", "of", ",", *ORDER, *LIMIT_WORDS)


def continuation(failure: Failure) -> Finding | None:
    """A line that begins in the middle of a sentence: it should be indented deeper to go on with the line above."""
    if failure.section != "ruleset" or not (
        failure.index == 0 or (failure.index == 1 and failure.stop.accepted == {"COLON"})
    ):
        return None
    words = phrase_at(failure.pieces, 0, _MID_SENTENCE)
    if words is None:
        return None
    first, last = failure.pieces[0], failure.pieces[len(words.split(" ")) - 1]
    return Finding(
        "RD135",
        f"a line cannot begin with '{words}'",
        first.start,
        last.end,
        "to go on with the line above, indent this line deeper than that one",
    )


def deeper_line(failure: Failure) -> Finding | None:
    """A physical line that is indented deeper than the one above, and that cannot go on with it."""
    found = failure.found
    if found is None or failure.is_long or "\n" not in failure.line[: found.start] or found.start != failure.at:
        return None
    if failure.line[: found.start].rpartition("\n")[2].strip():
        return None
    rest = failure.line[found.start :]
    match attempt(rest, failure.section):
        case Stop() as stop:
            inner = failure_of(rest, failure.section, stop, None)
            if failure.section == "vocabulary":
                for explainer in (capitals, swapped_sign, misspelt, missing_word):
                    finding = explainer(inner)
                    if finding is not None:
                        return _shifted(finding, found.start)
            if failure.section == "vocabulary" and failure.pieces[0].text in ("kind", "office", "role"):
                return Finding(
                    "RD124",
                    f"'{failure.shown}' begins neither a part of the {failure.pieces[0].text} above nor goes on with "
                    "that line",
                    failure.at,
                    failure.end,
                    "parts are written: 'event filed(to)', 'state away', 'head : person'",
                )
            return None
        case _:
            return Finding(
                "RD124",
                "this line is indented deeper than the line above, as if it continued that line",
                found.start,
                failure.pieces[-1].end,
                "indent it like the line above",
            )


def _shifted(finding: Finding, by: int) -> Finding:
    """A finding about the end of a line, its offsets counted in the whole line."""
    fix = None if finding.fix is None else (finding.fix[0] + by, finding.fix[1] + by, finding.fix[2])
    return evolve(finding, start=finding.start + by, end=finding.end + by, fix=fix)
