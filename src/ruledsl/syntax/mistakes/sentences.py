"""Sentences that are built otherwise than the language builds them: conditions first, doers outside the brackets, the
date last, numbers before a clause. Handed a `Failure`, each function hands on a `Finding` or None."""

from __future__ import annotations

import re

from ruledsl.civil_time.numerals import english_month, month_name
from ruledsl.syntax.attempt import accepted_at
from ruledsl.syntax.findings import STRICT_DATE, Finding, shortened
from ruledsl.syntax.mistakes.failure import Failure
from ruledsl.syntax.mistakes.words import VERBS
from ruledsl.syntax.pieces import Piece

_NUMBERING = re.compile(
    r"(?:[（(][0-9a-z一二三四五六七八九十百]{1,4}[）)]|[0-9]{1,3}(?:[.)](?=\s)|[、）])|[一二三四五六七八九十]{1,3}[、.]"
    r"|[•·●▪◦*>]|[-–—](?=\s))\s*"
)


def numbering(failure: Failure) -> Finding | None:
    """`1. answer: …`, `（一）answer: …`, `• answer: …`."""
    match = _NUMBERING.match(failure.line)
    if match is None or failure.section == "scenario" or failure.at >= match.end() + 1:
        return None
    sign = match[0].strip()
    fix = (match.start(), match.end(), "")
    if not failure.helps(*fix):
        return None
    return Finding(
        "RD111",
        f"'{sign}' is not part of a line of the language",
        match.start(),
        match.start() + len(sign),
        f"leave '{sign}' out: lines are neither numbered nor marked",
        fix,
    )


def condition_first(failure: Failure) -> Finding | None:
    """`when C request requires E`, `request unless C requires E`."""
    if failure.section != "ruleset" or failure.heading is not None:
        return None
    pieces = failure.pieces
    verb = next((i for i, piece in enumerate(pieces) if piece.text in VERBS and piece.depth == 0), None)
    if verb is None or len(pieces) < 2 or pieces[1].text != ":":
        return None
    first = next((i for i in range(2, verb) if pieces[i].text in ("when", "if", "unless", "where")), None)
    if first is None:
        return None
    said = pieces[first].text
    word = "unless" if said == "unless" else "when"
    help = f"the order is: SUBJECT {pieces[verb].text} CONTENT {word} CONDITION"
    fix = None
    for end in range(verb, first + 1, -1):
        subject, condition = _parts(failure, pieces, first, end, verb)
        line = (
            f"{failure.line[: pieces[2].start]}{subject} {failure.line[pieces[verb].start :].rstrip()} "
            f"{word} {condition}"
        )
        change = (pieces[2].start, len(failure.line), line[pieces[2].start :])
        if subject and condition and failure.mends(*change):
            fix = change
            help = f"write '{shortened(' '.join(fix[2].split()), 90)}'"
            break
    return Finding(
        "RD112", f"'{said}' stands behind the verb and its content", pieces[first].start, pieces[first].end, help, fix
    )


def _parts(failure: Failure, pieces: tuple[Piece, ...], first: int, end: int, verb: int) -> tuple[str, str]:
    """The subject and the condition, if the condition ends before the piece `end`."""
    last = end
    while last > first + 1 and pieces[last - 1].text in ("then", ","):
        last -= 1
    condition = failure.line[pieces[first + 1].start : pieces[last - 1].end] if last > first + 1 else ""
    before = failure.line[pieces[2].start : pieces[first].start].strip()
    after = failure.line[pieces[end].start : pieces[verb].start].strip() if end < verb else ""
    return (before or after if not (before and after) else ""), condition


def doer_outside(failure: Failure) -> Finding | None:
    """`submitted by finance`, `filed to general_office` for `submitted(by = finance)`."""
    for index in (failure.index, failure.index - 1, failure.index - 2):
        if not 1 <= index < len(failure.pieces) - 1 or failure.pieces[index].text not in ("by", "to"):
            continue
        event, word, doer = failure.pieces[index - 1 : index + 2]
        if doer.text in ("the", "a", "an") and index + 2 < len(failure.pieces):
            doer = failure.pieces[index + 2]
        if event.kind != "word" or doer.kind != "word" or event.depth != doer.depth:
            continue
        fix = (event.end, doer.end, f"({word.text} = {doer.text})")
        if failure.mends(*fix):
            return Finding(
                "RD131",
                f"'{failure.line[word.start : doer.end]}' stands in brackets behind the event",
                word.start,
                doer.end,
                f"write '{event.text}{fix[2]}'",
                fix,
            )
    return None


def date_last(failure: Failure) -> Finding | None:
    """`r1 submitted 2022-03-10`."""
    if failure.section != "scenario" or failure.heading is not None or not failure.pieces:
        return None
    match = re.search(rf"\s(?:on\s+)?({STRICT_DATE.pattern})\s*$", failure.line)
    if match is None or failure.at > match.start(1) or failure.pieces[0].kind != "word":
        return None
    pieces = failure.pieces
    if pieces[0].text == "as" and len(pieces) > 2 and failure.mends(pieces[0].start, match.start(1), "as of "):
        wrong = failure.line[pieces[0].start : pieces[1].end]
        fix = (pieces[0].start, match.start(1), "as of ")
        return Finding(
            "RD102",
            f"the day of an answer is given by 'as of', not '{wrong}'",
            *fix[:2],
            f"write: as of {match[1]}",
            fix,
        )
    line = f"{match[1]} {failure.line[: match.start()].strip()}"
    if not failure.mends(0, len(failure.line), line):
        return None
    return Finding(
        "RD112",
        "the date stands at the beginning of the line",
        match.start(1),
        match.end(1),
        f"write: {shortened(' '.join(line.split()), 80)}",
        (0, len(failure.line), line),
    )


def missing_record(failure: Failure) -> Finding | None:
    """`2022-03-10 submitted`: to what it happened is not said. `request with …`: the record has no name."""
    if failure.section != "scenario" or not failure.pieces:
        return None
    words = [piece.text for piece in failure.pieces]
    if failure.found is None and failure.pieces[0].kind == "number" and failure.before is not None:
        dated = STRICT_DATE.match(failure.line)
        alone = dated is not None and failure.before.start >= dated.end() and failure.before.kind == "word"
        if alone and dated is not None and not failure.line[dated.end() : failure.before.start].strip(" :0123456789"):
            event = failure.before
            return Finding(
                "RD101",
                f"an entry names a record and what happened to it; here stands only '{event.text}'",
                event.start,
                event.end,
                f"write, for instance, '{dated[0]} r1 submitted'",
            )
    if words[0] == "expect" and failure.shown == "=" and "OF" in failure.stop.accepted and failure.before is not None:
        field = failure.before
        if failure.mends(field.end, field.end, " of r1"):
            return Finding(
                "RD114",
                f"it is not said of which record '{field.text}' is expected",
                field.start,
                field.end,
                f"write 'of' and the record's name, for instance '{field.text} of r1 = …'",
            )
    if len(words) > 1 and words[1] == "with" and failure.index >= 1:
        start = failure.pieces[1].start
        if failure.helps(start, start, "r1 "):
            return Finding(
                "RD131",
                f"this {words[0]} has no name",
                failure.pieces[0].start,
                failure.pieces[0].end,
                f"write, for instance, '{words[0]} r1 with …'; entries name it so",
            )
    return None


def missing_with(failure: Failure) -> Finding | None:
    """`request r1: matters = 1`, `request r1(matters = 1)`."""
    found, before = failure.found, failure.before
    if failure.section != "scenario" or found is None or before is None or failure.index != 2:
        return None
    if found.text not in (":", "("):
        return None
    rest = failure.line[found.end :].strip()
    text = f" with {rest[:-1].rstrip() if found.text == '(' and rest.endswith(')') else rest}"
    fix = (before.end, len(failure.line), text)
    if not failure.mends(*fix):
        return None
    return Finding(
        "RD131",
        "'with' is missing before the fields of the record",
        found.start,
        found.end,
        f"write '{failure.pieces[0].text} {before.text}{shortened(text, 60)}'",
        fix,
    )


def uses_name(failure: Failure) -> Finding | None:
    """`uses office.rules`, `uses "office"`."""
    if failure.found is None or failure.pieces[0].text != "uses":
        return None
    start = failure.found.start if failure.found.kind == "text" else failure.pieces[0].end + 1
    written = failure.line[start:].strip()
    name = written.strip('"').removesuffix(".rules").replace("\\", "/").rpartition("/")[2]
    fix = (start, start + len(written), name)
    if not name or not failure.mends(*fix):
        return None
    message = "a vocabulary is named by its name alone, without quotation marks, folder and ending"
    return Finding("RD136", message, *fix[:2], f"write 'uses {name}'", fix)


def missing_person(failure: Failure) -> Finding | None:
    """`wang is mayor`."""
    words = [piece.text for piece in failure.pieces[:3]]
    if failure.section != "scenario" or len(words) < 3 or words[1] != "is" or not failure.mends(0, 0, "person "):
        return None
    first = failure.pieces[0]
    message = f"'person' is missing before '{first.text}'"
    help = f"write 'person {' '.join(words)}'"
    return Finding("RD131", message, first.start, first.end, help, (0, 0, "person "))


def missing_content(failure: Failure) -> Finding | None:
    """`request requires within 20 days`: what is required is not said. `answer: requires …`: of whom is not said."""
    if failure.section != "ruleset":
        return None
    for index in (failure.index, failure.index - 1, failure.index - 2):
        if not 2 <= index < len(failure.pieces):
            continue
        before, piece = failure.pieces[index - 1 : index + 1]
        if piece.text in VERBS and before.text == ":" and failure.helps(piece.start, piece.start, "request "):
            return Finding(
                "RD131",
                f"who or what '{piece.text}' speaks of is missing",
                piece.start,
                piece.end,
                f"write a kind, a role or an office before it: 'request {piece.text} …'",
            )
        goes_on = piece.text in ("within", "before", "by", "no", "promptly", "when", "unless")
        if before.text in VERBS and goes_on and failure.helps(piece.start, piece.start, "answered "):
            return Finding(
                "RD131",
                f"what '{before.text}' asks for is missing",
                before.start,
                piece.end,
                f"write it between '{before.text}' and '{piece.text}'",
            )
    return None


def month_first(failure: Failure) -> Finding | None:
    """`by June 30`, `by 17:30`."""
    before, found = failure.before, failure.found
    if failure.section != "ruleset" or before is None or found is None or failure.index < 2:
        return None
    by = failure.pieces[failure.index - 2]
    month = english_month(before.text) if before.kind == "word" else None
    if month is not None and found.kind == "number" and re.fullmatch("[0-9]{1,2}(?:st|nd|rd|th)?", found.text):
        right = f"{int(re.sub('[a-z]', '', found.text))} {month_name(month)}"
        fix = (before.start, found.end, right)
        if failure.mends(*fix):
            return Finding(
                "RD117",
                f"'{before.text} {found.text}' is not how a day of the year is written",
                before.start,
                found.end,
                f"write '{right}'",
                fix,
            )
    if by.text == "by" and found.text == ":" and before.kind == "number":
        end = failure.pieces[min(failure.index + 1, len(failure.pieces) - 1)].end
        return Finding(
            "RD117",
            "'by' is followed by a day of the year or a date field, not by a time of day",
            before.start,
            end,
            "limits end with their day: 'same day as …'; the line 'business hours until 17:30' under the ruleset's "
            "heading ends every one at that time",
        )
    return None


def missing_order(failure: Failure) -> Finding | None:
    """`requires reviewed, approved before issued`: steps without `in order`, or a list for `and`."""
    found = failure.found
    if found is None or failure.section != "ruleset" or "_IN_ORDER" not in failure.stop.accepted:
        return None
    fix = (found.start, found.start, "in order ")
    if not failure.mends(*fix):
        return None
    return Finding(
        "RD131",
        f"'in order' is missing before '{failure.shown}'",
        failure.at,
        failure.end,
        f"steps one after the other: '… in order {failure.shown} …'; all, whatever their order: '(A and B) "
        f"{failure.shown} …'",
    )


def text_in_text(failure: Failure) -> Finding | None:
    """`"the "office" answers"`."""
    before, found = failure.before, failure.found
    if before is None or found is None or before.kind != "text" or found.kind == "sign":
        return None
    if found.start != before.end:
        return None
    return Finding(
        "RD107",
        "the text ends at this quotation mark",
        before.end - 1,
        before.end,
        'a quotation mark inside a text is written \\", or use 《》, “” or 「」 there',
    )


def brackets_round_list(failure: Failure) -> Finding | None:
    """`list urgency = (ordinary, urgent)`."""
    found = failure.found
    if found is None or found.text != "(" or failure.section != "vocabulary" or failure.is_long:
        return None
    inside = failure.line[found.end :].rstrip()
    if not inside.endswith(")"):
        return None
    fix = (found.start, len(failure.line), inside[:-1])
    if not failure.mends(*fix):
        return None
    help = "leave '(' and ')' out"
    return Finding("RD136", "brackets are not needed here", found.start, found.start + len(inside) + 1, help, fix)


def note_in_clause(failure: Failure) -> Finding | None:
    """`note see the decree`, `note: "…"` under a clause."""
    for index in (failure.index, failure.index - 1):
        if not 0 <= index < len(failure.pieces) - 1 or failure.pieces[index].text not in ("note", "reading"):
            continue
        word, following = failure.pieces[index : index + 2]
        if failure.line[: word.start].strip() and "\n" not in failure.line[: word.start]:
            continue
        if failure.line[: word.start].rpartition("\n")[2].strip():
            continue
        at = following.end if following.text == ":" else word.end
        text = failure.line[at:].strip()
        if following.text == ":":
            return Finding(
                "RD136",
                "':' is not needed here",
                following.start,
                following.end,
                f'write: {word.text} "…"',
            )
        return Finding(
            "RD131",
            "the quotation marks round the text are missing",
            following.start,
            following.start + len(text),
            f'write: {word.text} "{shortened(" ".join(text.replace(chr(34), "").split()), 60)}"',
        )
    return None


def label_pair(failure: Failure) -> Finding | None:
    """`role clerk / "科员"`, `role clerk 科员`."""
    found, before = failure.found, failure.before
    if found is None or before is None or failure.section != "vocabulary" or failure.index < 2:
        return None
    if found.text in ("/", "／") and before.kind == "word":
        fix = (found.start, found.start, f'"{before.text}" ')
        if failure.mends(*fix):
            return Finding(
                "RD131",
                "the English label before '/' is missing",
                found.start,
                found.end,
                f'write: "{before.text}" / …',
                fix,
            )
    if found.kind == "word" and not found.text.isascii():
        text = failure.line[found.start :].strip()
        fix = (found.start, found.start + len(text), f'"{text}"')
        if '"' not in text and failure.mends(*fix):
            return Finding(
                "RD131",
                "the quotation marks round the text are missing",
                *fix[:2],
                f'write "{before.text}" / "{text}"',
                (fix[0], fix[1], f'"{before.text}" / "{text}"'),
            )
    return None


def trailing_remark(failure: Failure) -> Finding | None:
    """`… of submitted - see article 3`: a remark that no `--` begins."""
    found = failure.found
    if found is None or found.text != "-" or failure.heading is not None or failure.before is None:
        return None
    if failure.before.end == found.start or not failure.mends(found.start, found.end, "--"):
        return None
    if "NAME" in accepted_at(failure.line, found.start, failure.section) and failure.index < 2:
        return None
    fix = (found.start, found.end, "--")
    return Finding("RD126", "'-' does not begin a comment", found.start, found.end, "a comment begins with '--'", fix)
