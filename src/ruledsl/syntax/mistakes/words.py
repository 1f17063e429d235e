"""Words that are wrong: misspelt or capitalised keywords, other verbs, names of two words, keywords as names. Handed a
`Failure`, each function hands on a `Finding` or None."""

from __future__ import annotations

from ruledsl.syntax.attempt import accepted_at
from ruledsl.syntax.findings import Finding
from ruledsl.syntax.keywords import keywords, spellings, units
from ruledsl.syntax.mistakes.failure import Failure
from ruledsl.syntax.spelling import begun, meant

VERBS = frozenset({"requires", "forbids", "permits", "deems"})

_FORBIDDING = (
    "shall not", "must not", "may not", "can not", "cannot", "should not", "is not allowed to", "are not allowed to",
    "is forbidden to", "is prohibited from", "may never", "must never", "shall never", "prohibits",
)  # fmt: skip
_REQUIRING = (
    "is required to", "are required to", "has to", "have to", "needs to", "need to", "ought to", "shall", "must",
    "should", "will", "needs", "need", "ought",
)  # fmt: skip
_PERMITTING = ("is allowed to", "are allowed to", "is permitted to", "may", "can", "allows", "lets")
_VERBS_MEANT = (
    *((words, "forbids") for words in _FORBIDDING),
    *((words, "requires") for words in _REQUIRING),
    *((words, "permits") for words in _PERMITTING),
)
_WORDS_MEANT = (
    ("not later than", "no later than"), ("no less than", "at least"), ("not less than", "at least"),
    ("no fewer than", "at least"), ("no more than", "at most"), ("not more than", "at most"), ("up to", "at most"),
    ("prior to", "before"), ("as soon as possible", "promptly"), ("without delay", "promptly"),
    ("immediately", "promptly"), ("in case", "when"), ("provided that", "when"), ("provided", "when"),
    ("except when", "unless"), ("except if", "unless"), ("except", "unless"), ("if", "when"), ("where", "when"),
    ("as long as", "while"), ("during", "while"), ("since", "from"), ("until", "to"), ("till", "to"), ("through", "to"),
    ("only if", "only when"), ("extends", "is"), ("whenever", "upon"), ("generally", "normally"),
    ("is greater than", ">"), ("is more than", ">"), ("greater than", ">"), ("more than", ">"), ("exceeds", ">"),
    ("is less than", "<"), ("is fewer than", "<"), ("less than", "<"), ("fewer than", "<"), ("at least", ">="),
    ("at most", "<="), ("no more than", "<="), ("no less than", ">="), ("is equal to", "="), ("equal to", "="),
    ("equals", "="), ("are", "is"), ("is one of", "in"), ("one of", "in"), ("includes", "contains"),
)  # fmt: skip
_MEANT_IN = {"vocabulary": ((",", " or"), ("and", "or")), "ruleset": (), "scenario": (("-", "to"),)}


def other_verb(failure: Failure) -> Finding | None:
    """`shall`, `must not`, `may` where a verb of the language should stand."""
    found = failure.found
    if failure.section != "ruleset" or found is None or found.kind != "word" or failure.index == 0:
        return None
    if any(piece.text in VERBS and piece.depth == 0 for piece in failure.pieces[: failure.index]):
        return None
    for written, verb in _VERBS_MEANT:
        end = _phrase_end(failure, failure.index, written)
        if end is not None:
            fix = (found.start, end, verb)
            return Finding(
                "RD110",
                f"'{written}' is not a verb of the language",
                found.start,
                end,
                f"write '{verb}'; the verbs are requires, forbids, permits and deems",
                fix if failure.mends(*fix) else None,
            )
    return None


def other_word(failure: Failure) -> Finding | None:
    """A word or two for which the language has another."""
    for index in (failure.index, failure.index - 1, failure.index - 2):
        if not 0 < index < len(failure.pieces):
            continue
        for written, right in (*_WORDS_MEANT, *_MEANT_IN[failure.section]):
            end = _phrase_end(failure, index, written)
            if end is None:
                continue
            fix = (failure.pieces[index].start, end, right)
            if failure.mends(*fix):
                message = f"'{written}' is not how the language says it"
                return Finding("RD110", message, *fix[:2], f"write '{right.strip()}'", fix)
    return None


def _phrase_end(failure: Failure, index: int, phrase: str) -> int | None:
    """Where a phrase ends that begins with the piece at `index`; None if it does not."""
    words = phrase.split(" ")
    there = failure.pieces[index : index + len(words)]
    return there[-1].end if [piece.text.casefold() for piece in there] == words else None


_SPARE = frozenset(
    {"is", "are", "be", "been", "was", "were", "on", "at", "then", "that", "also", "has", "have", "had", ",", ":", ";"}
)
_ARTICLES = frozenset({"the", "a", "an", "either", "both", "its", "their"})


def spare_word(failure: Failure) -> Finding | None:
    """A small word or sign that the line can do without, and cannot be read with."""
    for index in (failure.index, failure.index - 1, failure.index - 2):
        if not 0 <= index < len(failure.pieces):
            continue
        piece = failure.pieces[index]
        following = failure.pieces[index + 1] if index + 1 < len(failure.pieces) else None
        text = piece.text.casefold()
        if text in _ARTICLES:
            # Before a name; `a` may be one itself.
            spare = following is not None and following.kind == "word" and following.text not in _first_words()
        else:
            # What follows the first word of a declaration is the name that is declared.
            spare = text in _SPARE and (index != 1 or failure.section != "vocabulary")
        # Of a word, the blank behind it goes, too.
        fix = (piece.start, following.start if following is not None and piece.kind == "word" else piece.end, "")
        if spare and failure.mends(*fix):
            message = f"'{piece.text}' is not needed here"
            return Finding("RD136", message, piece.start, piece.end, f"leave '{piece.text}' out", fix)
    return None


def capitals(failure: Failure) -> Finding | None:
    for index in (failure.index, failure.index - 1, 0):
        if not 0 <= index < len(failure.pieces):
            continue
        piece = failure.pieces[index]
        lower = piece.text.lower()
        if piece.kind != "word" or lower == piece.text or lower not in _first_words():
            continue
        # Of a keyword of several words, the others may be capitalised too.
        end = index + 1
        while end < len(failure.pieces) and failure.pieces[end].text != failure.pieces[end].text.lower():
            end += 1
        stretch = failure.line[piece.start : failure.pieces[end - 1].end]
        for start, stop, text in (
            (piece.start, piece.end, lower),
            (piece.start, piece.start + len(stretch), stretch.lower()),
        ):
            if failure.helps(start, stop, text):
                fix = (start, stop, text)
                shown = " ".join(failure.line[start:stop].split())
                return Finding(
                    "RD127", "keywords are written in small letters", start, stop, f"write '{shown.lower()}'", fix
                )
    return None


def _first_words() -> frozenset[str]:
    return frozenset(word for keyword in keywords() for word in keyword.words) | frozenset(units())


def misspelt(failure: Failure) -> Finding | None:
    """A keyword that is misspelt where reading stopped or just before, if reading goes on once it is set right."""
    if failure.is_long:
        return None
    candidates: list[tuple[tuple[bool, int, int], Finding]] = []
    spelled = spellings()
    known = _first_words() | frozenset(spelled.values())
    places = [index for index in dict.fromkeys((failure.index, failure.index - 1, failure.index - 2, 0)) if index >= 0]
    for nearness, index in enumerate(places):
        if index >= len(failure.pieces) or failure.pieces[index].kind != "word":
            continue
        start = failure.pieces[index].start
        at_stop = index == failure.index
        accepted = failure.stop.accepted if at_stop else accepted_at(failure.line, start, failure.section)
        words = [other.text for other in failure.pieces[index : index + 6] if other.kind in ("word", "sign")]
        possible = [spelled[name] for name in accepted if name in spelled and spelled[name][0].isalpha()]
        if "UNIT" in accepted and "NAME" not in accepted:
            possible += units()
        for keyword, count in meant(words, possible, known):
            end = failure.pieces[index + count - 1].end
            fix = (start, end, keyword)
            whole = failure.mends(*fix)
            # A short word is near to many others: it must set the whole line right.
            if not whole and (min(len(keyword), end - start) <= 3 or not failure.helps(*fix)):
                continue
            written = " ".join(failure.line[start:end].split())
            message = f"'{written}' is not a word of the language"
            finding = Finding("RD102", message, start, end, f"did you mean '{keyword}'?", fix)
            candidates.append(((not whole, nearness, -count), finding))
    return min(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


def half_keyword(failure: Failure) -> Finding | None:
    """A keyword of several words of which one is missing."""
    if failure.is_long:
        return None
    spelled = spellings()
    for index in (failure.index, failure.index - 1, failure.index - 2, 0):
        if not 0 <= index < len(failure.pieces):
            continue
        start = failure.pieces[index].start
        at_stop = index == failure.index
        accepted = failure.stop.accepted if at_stop else accepted_at(failure.line, start, failure.section)
        words = [piece.text for piece in failure.pieces[index : index + 5]]
        for keyword, count in begun(words, (spelled[name] for name in sorted(accepted) if name in spelled)):
            fix = (start, failure.pieces[index + count - 1].end, keyword)
            if failure.mends(*fix):
                return Finding(
                    "RD131", f"'{' '.join(words[:count])}' lacks a word", *fix[:2], f"write '{keyword}'", fix
                )
    return None


def two_names(failure: Failure) -> Finding | None:
    """Two words that would be one name, if they were written as one."""
    before, found = failure.before, failure.found
    if before is None or found is None:
        return None
    last, hyphen = found, False
    if found.text == "-" and failure.line[before.end : found.end] == "-":
        following = failure.pieces[failure.index + 1 : failure.index + 2]
        if not following or following[0].start != found.end:
            return None
        last, hyphen = following[0], True
    known = _first_words()
    if before.kind != "word" or last.kind != "word" or before.depth != last.depth:
        return None
    if not hyphen and (before.text in known or last.text in known):
        return None
    joined = f"{before.text}_{last.text}"
    fix = (before.start, last.end, joined)
    if not failure.mends(*fix):
        return None
    message = f"'{' '.join(failure.line[before.start : last.end].split())}': a name is one word"
    if not hyphen and failure.mends(found.start, found.start, ", "):
        return Finding("RD134", message, *fix[:2], f"write '{joined}', or put a comma between two names")
    help = f"write '{joined}'"
    if not hyphen and failure.section == "ruleset":
        help += ", or join two conditions with 'and' or 'or'"
    return Finding("RD134", message, *fix[:2], help, fix)


def keyword_as_name(failure: Failure) -> Finding | None:
    """A name that the language reads as a keyword at this place."""
    words = frozenset(word for keyword in keywords() for word in keyword.words)
    for index in (failure.index, failure.index - 1):
        if not 0 <= index < len(failure.pieces):
            continue
        piece = failure.pieces[index]
        other = f"{piece.text}_"
        if piece.text in words and failure.mends(piece.start, piece.end, other):
            return Finding(
                "RD132",
                f"'{piece.text}' is a keyword here and cannot be a name",
                piece.start,
                piece.end,
                f"choose another name, such as 'the_{piece.text}' or '{other}'",
            )
    return None
