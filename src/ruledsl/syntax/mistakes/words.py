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
_VERBS_MEANT = tuple(
    (f"{words}{be}", verb)
    for verb, phrases in (("forbids", _FORBIDDING), ("requires", _REQUIRING), ("permits", _PERMITTING))
    for words in phrases
    for be in (" be", "")
)
_WORDS_MEANT = (
    ("not later than", "no later than"), ("no less than", "at least"), ("not less than", "at least"),
    ("no fewer than", "at least"), ("no more than", "at most"), ("not more than", "at most"), ("up to", "at most"),
    ("prior to", "before"), ("as soon as possible", "promptly"), ("without delay", "promptly"),
    ("immediately", "promptly"), ("in case", "when"), ("provided that", "when"), ("provided", "when"),
    ("except when", "unless"), ("except if", "unless"), ("except", "unless"), ("if", "when"), ("where", "when"),
    ("as long as", "while"), ("during", "while"), ("since", "from"), ("since", "of"), ("from", "of"), ("until", "to"),
    ("till", "to"), ("through", "to"), ("only if", "only when"), ("extends", "is"), ("whenever", "upon"),
    ("generally", "normally"), ("in principle", "normally"), ("usually", "normally"), ("in", "within"),
    ("at the latest by", "by"), ("at the latest within", "within"), ("at the latest", "by"), ("max", "at most"),
    ("maximum", "at most"), ("min", "at least"), ("minimum", "at least"), ("every", "per"), ("each", "per"),
    ("a", "per"), ("all", "every"), ("each", "every"), ("any", "some"), ("act as", "acts for"), ("acts as", "acts for"),
    ("acts on behalf of", "acts for"), ("deputises for", "acts for"), ("deputizes for", "acts for"),
    ("stands in for", "acts for"), ("half of", "1/2 of"), ("half", "1/2 of"), ("two thirds of", "2/3 of"),
    ("is greater than", ">"), ("is more than", ">"), ("greater than", ">"), ("more than", ">"), ("exceeds", ">"),
    ("is less than", "<"), ("is fewer than", "<"), ("less than", "<"), ("fewer than", "<"), ("at least", ">="),
    ("at most", "<="), ("no more than", "<="), ("no less than", ">="), ("is equal to", "="), ("equal to", "="),
    ("equals", "="), ("are", "is"), ("is one of", "in"), ("one of", "in"), ("includes", "contains"), ("is not", "!="),
    ("is", "="),
)  # fmt: skip
_MEANT_IN = {
    "vocabulary": (
        (",", " or"), ("and", "or"), ("list of", "set of"), ("yes or no", "yes/no"), ("=", "default"),
        ("import", "uses"), ("include", "uses"), ("class", "kind"), ("type", "kind"), ("enum", "list"),
    ),
    "ruleset": (
        ("is", "requires"), ("are", "requires"), ("on", "by"), ("-", "to"), ("-", ":"), ("import", "uses"),
        ("include", "uses"), ("effective from", "in force from"), ("in force since", "in force from"),
        ("valid from", "in force from"), ("effective", "in force from"),
    ),
    "scenario": (
        ("-", "to"), ("as - of", "as of"), ("on", "as of"), ("not applicable", "not_applicable"),
        ("n / a", "not_applicable"), ("open", "pending"), ("due", "pending"), ("fulfilled", "satisfied"),
        ("complied", "satisfied"), ("kept", "satisfied"), ("met", "satisfied"), ("passed", "satisfied"),
        ("ok", "satisfied"), ("done", "satisfied"), ("compliant", "satisfied"), ("breached", "violated"),
        ("broken", "violated"), ("failed", "violated"), ("late", "violated"), ("unknown", "undetermined"),
        ("exempt", "excused"), ("exempted", "excused"), ("assert", "expect"), ("should", "expect"),
        ("case", "scenario"), ("test", "scenario"),
    ),
}  # fmt: skip
_AT_START = frozenset({"import", "include", "in force since", "effective from", "valid from", "effective", "as - of",
                       "class", "type", "enum", "assert", "should", "case", "test"})  # fmt: skip
"""Words that are looked for where a line begins, too."""


def other_verb(failure: Failure) -> Finding | None:
    """`shall`, `must not`, `may` where a verb of the language should stand."""
    found = failure.found
    if failure.section != "ruleset" or found is None or found.kind != "word" or failure.index == 0:
        return None
    if any(piece.text in VERBS and piece.depth == 0 for piece in failure.pieces[: failure.index]):
        return None
    verbless = not any(piece.text in VERBS for piece in failure.pieces)
    for index in range(failure.index, min(failure.index + 4 if verbless else failure.index + 1, len(failure.pieces))):
        for written, verb in _VERBS_MEANT:
            end = _phrase_end(failure, index, written)
            if end is None or failure.pieces[index].depth > 0:
                continue
            fix = (failure.pieces[index].start, end, verb)
            return Finding(
                "RD110",
                f"'{written}' is not a verb of the language",
                *fix[:2],
                f"write '{verb}'; the verbs are requires, forbids, permits and deems",
                fix if failure.mends(*fix) else None,
            )
    return None


def other_word(failure: Failure) -> Finding | None:
    """A word or two for which the language has another."""
    places = dict.fromkeys((failure.index, failure.index - 1, failure.index - 2, failure.index - 3, 0))
    # Something else may be wrong with a line that counts; it is looked for after what sets the whole line right.
    for whole in (True, False):
        for index in places:
            for written, right in (*_WORDS_MEANT, *_MEANT_IN[failure.section]):
                fix = _word_put_right(failure, index, written, right)
                if fix is None or not (whole or (right == "at most" and " " in written)):
                    continue
                if failure.mends(*fix) if whole else failure.helps(*fix):
                    shown = " ".join(failure.line[fix[0] : fix[1]].split())
                    message = f"'{shown}' is not how the language says it"
                    return Finding("RD110", message, *fix[:2], f"write '{right.strip()}'", fix)
    return None


def _word_put_right(failure: Failure, index: int, written: str, right: str) -> tuple[int, int, str] | None:
    """The change of a phrase at a piece into the language's word for it; None if the phrase does not stand there."""
    if not 0 <= index < len(failure.pieces) or (index == 0 and written not in _AT_START):
        return None
    end = _phrase_end(failure, index, written)
    if end is None:
        return None
    start = failure.pieces[index].start
    # A sign may stand without blanks, the word for it not.
    left = " " if right[:1].isalpha() and start > 0 and not failure.line[start - 1].isspace() else ""
    after = " " if right[-1:].isalpha() and end < len(failure.line) and not failure.line[end].isspace() else ""
    return start, end, f"{left}{right}{after}"


def _phrase_end(failure: Failure, index: int, phrase: str) -> int | None:
    """Where a phrase ends that begins with the piece at `index`; None if it does not."""
    words = phrase.split(" ")
    there = failure.pieces[index : index + len(words)]
    return there[-1].end if [piece.text.casefold() for piece in there] == words else None


_SPARE = frozenset(
    {"is", "are", "be", "been", "was", "were", "on", "at", "then", "that", "also", "has", "have", "had", ",", ":", ";"}
)
_ARTICLES = frozenset({"the", "a", "an", "either", "both", "its", "their", "every", "each", "all", "any"})


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
                message = f"'{' '.join(words[:count])}' lacks a word"
                if keyword == "only when" and failure.mends(*fix[:2], "only by"):
                    help = "write 'only by' before who may do it, 'only when' before a condition"
                    return Finding("RD131", message, *fix[:2], help)
                return Finding("RD131", message, *fix[:2], f"write '{keyword}'", fix)
    return None


_DECLARING = frozenset({"kind", "role", "office", "list", "state", "event", "person"})
"""Keywords of vocabularies that may be parts of names elsewhere: `general office`."""


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
    known = _first_words() if failure.section == "vocabulary" else _first_words() - _DECLARING
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
    following = failure.pieces[failure.index + 1 : failure.index + 2]
    if not hyphen and failure.section == "ruleset" and not (following and following[0].text == ":"):
        help += ", or join two conditions with 'and' or 'or'"
    return Finding("RD134", message, *fix[:2], help, fix)


def missing_blank(failure: Failure) -> Finding | None:
    """`ofsubmitted`: a keyword and a name without a blank between them."""
    piece = failure.found
    if piece is None or piece.kind != "word" or failure.is_long:
        return None
    if piece.text in _first_words():
        return two_names(failure) if piece.text in _DECLARING and failure.section == "ruleset" else None
    for keyword in sorted(_first_words(), key=len, reverse=True):
        if piece.text.startswith(keyword) and len(piece.text) > len(keyword):
            at = piece.start + len(keyword)
            fix = (at, at, " ")
            if failure.mends(*fix):
                # `general office` is no `general of fice`.
                name = two_names(failure) if len(keyword) <= 3 else None
                if name is not None:
                    return name
                help = f"write '{keyword} {piece.text[len(keyword) :]}'"
                message = f"a blank is missing in '{piece.text}'"
                return Finding("RD131", message, piece.start, piece.end, help, fix)
    return None


def declared_name(failure: Failure) -> Finding | None:
    """`kind side letter`: what is declared has one name of one word."""
    declares = failure.pieces and failure.pieces[0].text in ("kind", "role", "office", "list")
    if not declares or failure.index != 2 or failure.found is None or failure.found.kind != "word":
        return None
    if not failure.found.text.isascii() and failure.section == "vocabulary":
        # A label without its quotation marks is likelier.
        return None
    return two_names(failure)


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
