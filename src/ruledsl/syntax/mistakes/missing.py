"""What a line lacks: a label, a unit, a short word, its end. Handed a `Failure`, each function hands on a `Finding` or
None."""

from __future__ import annotations

import re

from ruledsl.syntax.attempt import END
from ruledsl.syntax.expectation import in_words
from ruledsl.syntax.findings import Finding, outside_texts, shortened
from ruledsl.syntax.keywords import units
from ruledsl.syntax.mistakes.failure import Failure
from ruledsl.syntax.pieces import Piece
from ruledsl.syntax.words import NAME

_LABELLED = re.compile(rf"\s*{NAME}\s*:")
_FRACTION = re.compile(r"[0-9]+\.[0-9]+")
_VERB_INSIDE = re.compile(r"\b(?:requires|forbids|permits|deems|acts?\s+for|may\s+act\s+for|restates)\b")


def missing_label(failure: Failure) -> Finding | None:
    if failure.section != "ruleset" or failure.heading is not None or _LABELLED.match(failure.line):
        return None
    first = failure.pieces[0] if failure.pieces else None
    if first is not None and failure.index == 0 and _VERB_INSIDE.search(outside_texts(failure.line)) is not None:
        colon = next((piece for piece in failure.pieces[:5] if piece.text == ":"), None)
        if colon is not None and colon is not first and failure.helps(first.start, colon.start, "label"):
            return Finding(
                "RD111",
                f"'{failure.line[first.start : colon.start].strip()}' is not a label",
                first.start,
                colon.start,
                "a label is a name: a letter, then letters, digits and _",
            )
    if _VERB_INSIDE.search(outside_texts(failure.line)) is None or not failure.helps(0, 0, "label: "):
        return None
    return Finding(
        "RD111",
        "this clause has no label",
        0,
        failure.pieces[0].end,
        f"begin it with a name of its own and a colon: 'label: {shortened(' '.join(failure.line.split()), 30)}'",
    )


_UNIT_ALIASES = {
    "business day": "workday", "business days": "workdays", "working day": "workday", "working days": "workdays",
    "work day": "workday", "work days": "workdays", "calendar day": "day", "calendar days": "days",
    "calendar months": "months", "calendar month": "month", "hrs": "hours", "hr": "hour", "h": "hours", "d": "days",
    "wks": "weeks", "wk": "week", "mths": "months", "yrs": "years", "yr": "year", "minutes": "", "min": "",
    "natural days": "days", "consecutive days": "days",
}  # fmt: skip
_UNIT_WORDS = frozenset((*units(), *(unit.removesuffix("s") for unit in units())))


def unit(failure: Failure) -> Finding | None:
    for index in (failure.index, failure.index - 1):
        if not 1 <= index < len(failure.pieces) or not _counts(failure.pieces[index - 1]):
            continue
        piece = failure.pieces[index]
        for count in (2, 1):
            end = failure.pieces[min(index + count, len(failure.pieces)) - 1].end
            written = " ".join(failure.line[piece.start : end].split())
            unit = _UNIT_ALIASES.get(written.casefold())
            if unit is None:
                continue
            fix = (piece.start, end, unit)
            return Finding(
                "RD113",
                f"'{written}' is not a unit of time",
                piece.start,
                end,
                f"write '{unit}'" if unit else f"the units are {', '.join(units())}",
                fix if unit and failure.helps(*fix) else None,
            )
    if failure.index >= 2 and failure.pieces[failure.index - 1].text in ("of", "after", "before", "if"):
        number, word = failure.pieces[failure.index - 2 : failure.index]
        if _counts(number) and failure.helps(word.start, word.start, "days "):
            return Finding(
                "RD113",
                f"after '{number.text}' a unit is missing",
                number.start,
                number.end,
                f"the units are {', '.join(units())}",
            )
    # After `value x = 3` the parser has already taken the number for the whole value.
    of_value = failure.section == "scenario" and failure.index >= 1 and failure.pieces[0].text == "value"
    if of_value and _counts(failure.pieces[failure.index - 1]) and failure.helps(failure.at, failure.end, "days"):
        return Finding(
            "RD113",
            f"'{failure.shown}' is not a unit of time",
            failure.at,
            failure.end,
            f"the units are {', '.join(units())}",
        )
    accepted = failure.stop.accepted
    if "UNIT" in accepted and failure.before is not None and failure.found is not None:
        if accepted <= {"UNIT", "NAME", "CLEAR"} and _counts(failure.before):
            fraction = _FRACTION.match(failure.line, failure.before.start)
            if fraction is not None:
                return Finding(
                    "RD130",
                    f"'{fraction[0]}' is not a whole number",
                    fraction.start(),
                    fraction.end(),
                    "an amount of time is a whole number of a smaller unit: 36 hours, not 1.5 days",
                    None,
                )
            return Finding(
                "RD113",
                f"after '{failure.before.text}' a unit is missing",
                failure.at,
                failure.end,
                f"the units are {', '.join(units())}",
            )
        if "NAME" not in accepted and failure.found.kind == "word" and failure.helps(failure.at, failure.end, "days"):
            return Finding(
                "RD113",
                f"'{failure.shown}' is not a unit of time",
                failure.at,
                failure.end,
                f"the units are {', '.join(units())}",
            )
    return None


def _counts(piece: Piece) -> bool:
    return piece.kind == "number"


def missing_of(failure: Failure) -> Finding | None:
    """`of` that is missing after an amount of time or a part of a number."""
    found, before = failure.found, failure.before
    if found is None or before is None or "OF" not in failure.stop.accepted:
        return None
    amount = before.text in _UNIT_WORDS or _counts(before) or failure.index < 2
    if not amount and _counts(failure.pieces[failure.index - 2]):
        amount = True
    if not amount:
        return None
    fix = (failure.at, failure.at, "of ")
    if not failure.mends(*fix):
        return None
    return Finding(
        "RD114",
        f"'of' is missing before '{failure.shown}'",
        failure.at,
        failure.end,
        f"write 'of {failure.shown}'",
        fix,
    )


def missing_bound(failure: Failure) -> Finding | None:
    """`requires 3 held per month`, `requires held per month`, `requires filed 5 workdays before held`."""
    number, verb = failure.before, failure.pieces[failure.index - 2] if failure.index >= 2 else None
    found = failure.found
    if found is None or number is None or failure.section != "ruleset":
        return None
    if verb is not None and verb.text == "requires" and _counts(number):
        if failure.helps(number.start, number.start, "exactly "):
            return Finding(
                "RD131",
                f"'exactly', 'at least' or 'at most' is missing before '{number.text}'",
                number.start,
                number.end,
                f"write, for instance, 'at least {number.text}'",
            )
        return None
    verb = next((piece for piece in failure.pieces[: failure.index] if piece.text == "requires"), None)
    if found.text in ("once", "twice") and verb is not None and verb.end < found.start:
        often = "1" if found.text == "once" else "2"
        event = failure.line[verb.end : found.start].strip()
        return Finding(
            "RD131",
            f"'{found.text}' is not how the language counts",
            found.start,
            found.end,
            f"write, for instance, 'requires at least {often} {event} per month'",
        )
    if found.text == "per" and verb is not None and failure.mends(verb.end, verb.end, " at least 1"):
        return Finding(
            "RD131",
            "how often is missing: 'at least', 'at most' or 'exactly' and a number",
            verb.end,
            found.start,
            "write, for instance, 'requires at least 1 … per month'",
        )
    if _counts(found):
        for words in ("at least", "within"):
            if failure.mends(found.start, found.start, words + " "):
                return Finding(
                    "RD131",
                    f"'{words}' is missing before '{found.text}'",
                    found.start,
                    found.end,
                    f"write '{words} {found.text}'",
                    (found.start, found.start, words + " "),
                )
    return None


def missing_type(failure: Failure) -> Finding | None:
    """`value n = 3`."""
    found, before = failure.found, failure.before
    if found is None or before is None or found.text != "=" or failure.index != 2:
        return None
    if failure.section != "ruleset" or failure.pieces[0].text != "value":
        return None
    help = f"write, for instance, 'value {before.text} : whole number = …'"
    return Finding("RD131", f"the type of '{before.text}' is missing", before.start, before.end, help)


def missing_quotes(failure: Failure) -> Finding | None:
    found = failure.found
    if found is None or found.kind not in ("word", "number") or "STRING" not in failure.stop.accepted:
        return None
    if failure.heading is None and failure.stop.accepted != {"STRING"}:
        return None
    words = failure.line[found.start :].rstrip()
    text = '"' + " ".join(words.replace('"', "").split()) + '"'
    fix = (found.start, found.start + len(words), text)
    if not failure.mends(*fix):
        return None
    help = f"write {shortened(text)}"
    before = failure.before
    named = failure.heading in ("ruleset", "vocabulary") and before is not None
    if named and before is not None and words.isidentifier():
        help += f", or '{before.text}_{words}' if both words are the name"
    return Finding("RD131", "the quotation marks round the text are missing", *fix[:2], help, fix)


_INSERTIONS = (
    ("COLON", ": "), ("EQUAL", "= "), ("LPAR", "("), ("IN", "in "), ("TO", "to "), ("HAS", "has "), ("IF", "if "),
    ("FROM", "from "), ("AFTER", "after "), ("BEFORE", "before "), ("FOR", "for "), ("WITH", "with "), ("OF", "of "),
    ("BY", "by "), ("IS", "is "), ("ARTICLE", "article "), ("REQUIRES", "requires "),
)  # fmt: skip


_JOINING = frozenset({"EQUAL", "IN", "IS", "OF", "AFTER", "BEFORE", "BY", "FROM", "TO"})


def _is_argument(failure: Failure, terminal: str) -> bool:
    """Whether a name and a value stand side by side as an event's parameter: `filed(to general_office)`."""
    around = [piece.text for piece in failure.pieces[failure.index - 2 : failure.index + 2]]
    sides = len(around) == 4 and around[0] in ("(", ",") and around[3] in (")", ",")
    return sides and terminal == "EQUAL" and failure.section != "vocabulary"


def _ends_label(failure: Failure) -> bool:
    """Whether reading stopped behind the first word of a clause."""
    bare = failure.section == "ruleset" and failure.heading is None and failure.index == 1
    return bare and _VERB_INSIDE.search(outside_texts(failure.line)) is not None


def missing_word(failure: Failure) -> Finding | None:
    """A short word or sign that is missing before the word found."""
    if failure.found is None or failure.index == 0:
        return None
    for terminal, text in _INSERTIONS:
        if terminal not in failure.stop.accepted:
            continue
        if "COMPARATOR" in failure.stop.accepted and terminal in _JOINING and not _is_argument(failure, terminal):
            # Two things stand side by side in a condition; how they were meant to be joined, nobody knows.
            continue
        if terminal == "COLON" and failure.found.depth > 0:
            # Between two parameters a comma is more likely.
            continue
        fix = (failure.at, failure.at, text)
        if failure.mends(*fix):
            return _inserted(failure, fix)
        colons = [piece.text for piece in failure.pieces[:4]].count(":")
        if terminal == "COLON" and _ends_label(failure) and not colons and failure.helps(*fix):
            # Without its colon the clause has taken the notes under it for a part of itself.
            return _inserted(failure, fix)
    return None


def missing_comma(failure: Failure) -> Finding | None:
    """A comma that is missing before the word found."""
    if failure.found is None or failure.before is None or "COMMA" not in failure.stop.accepted:
        return None
    fix = (failure.before.end, failure.before.end, ",")
    return _inserted(failure, fix) if failure.mends(*fix) else None


def missing_comma_between_settings(failure: Failure) -> Finding | None:
    """A comma between two settings of one list: `a = 2 b = 3`, `filed(to = x by = y)`."""
    following = failure.pieces[failure.index + 1 : failure.index + 2]
    setting = bool(following) and following[0].text in ("=", "(")
    return missing_comma(failure) if setting and failure.index > 0 else None


def _inserted(failure: Failure, fix: tuple[int, int, str]) -> Finding:
    word = fix[2].strip()
    help = f"put '{word}' before '{failure.shown}'"
    before = failure.before
    if word == ":" and _ends_label(failure) and before is not None:
        help = f"a clause's label is followed by a colon: write '{before.text}: {failure.shown} …'"
    if before is not None and failure.pieces[0].text == "person" and word == "is":
        help += f"; if '{before.text} {failure.shown}' is the name, write '{before.text}_{failure.shown}'"
    return Finding("RD131", f"'{word}' is missing before '{failure.shown}'", failure.at, failure.end, help, fix)


def ends_early(failure: Failure) -> Finding | None:
    if failure.found is not None:
        return None
    before = failure.before
    after = f" after '{shortened(before.text)}'" if before is not None else ""
    expected = in_words(failure.stop.accepted - {END})
    otherwise = next((i for i, piece in enumerate(failure.pieces) if piece.text == "otherwise"), None)
    if otherwise is not None and not any(_VERB_INSIDE.search(piece.text) for piece in failure.pieces[otherwise:]):
        return Finding(
            "RD101",
            "what follows 'otherwise' is not a whole sentence",
            failure.pieces[otherwise].start,
            failure.pieces[-1].end,
            "write who or what, a verb and the content: 'otherwise cosign requires reminded within 1 workday'",
        )
    return Finding(
        "RD101",
        f"the line ends too early{after}",
        failure.at,
        failure.at,
        f"here could follow {expected}" if expected else "",
    )
