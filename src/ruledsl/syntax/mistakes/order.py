"""Parts of a clause in the wrong order, or given twice. Handed a `Failure`, it hands on a `Finding` or None."""

from __future__ import annotations

from ruledsl.syntax.findings import Finding
from ruledsl.syntax.mistakes.failure import Failure
from ruledsl.syntax.mistakes.words import VERBS
from ruledsl.syntax.pieces import Piece

ORDER = ("until", "while", "upon", "for each", "when", "unless", "overrides", "duty of", "otherwise")
LIMIT_WORDS = (
    "within", "no later than", "before", "at least", "not before", "by", "after", "same day as", "promptly",
    "in window", "at all times", "earlier than", "later than", "the earlier of", "the later of", "in the last",
)  # fmt: skip
_IN_ORDER = (
    "the order is: verb and content, time limit, until, while, upon, for each, when, unless, overrides, duty of, "
    "otherwise"
)


def phrase_at(pieces: tuple[Piece, ...], index: int, phrases: tuple[str, ...]) -> str | None:
    for phrase in phrases:
        words = phrase.split(" ")
        if [piece.text for piece in pieces[index : index + len(words)]] == words:
            return phrase
    return None


def _stands_right_of(verb: int, failure: Failure) -> bool:
    """Whether `normally` follows the verb, and the line can be read further once it stands before."""
    if verb + 1 >= len(failure.pieces):
        return False
    first, second = failure.pieces[verb], failure.pieces[verb + 1]
    swapped = f"normally {first.text}"
    return verb + 1 < failure.index and second.text == "normally" and failure.helps(first.start, second.end, swapped)


def order(failure: Failure) -> Finding | None:
    """A modifier or time limit that stands behind one that it should stand before, or that stands there twice."""
    found = failure.found
    if failure.section != "ruleset" or found is None or found.depth != 0:
        return None
    verb = next((i for i, piece in enumerate(failure.pieces) if piece.text in VERBS and piece.depth == 0), None)
    start = 0 if verb is None else verb + 1
    normally = next(
        (i for i in (failure.index, failure.index - 1) if i >= start and failure.pieces[i].text == "normally"), None
    )
    if normally is None and verb is not None and _stands_right_of(verb, failure):
        normally = start
    if normally is not None and verb is not None:
        return Finding(
            "RD112",
            "'normally' stands before the verb",
            failure.pieces[normally].start,
            failure.pieces[normally].end,
            f"write 'normally {failure.pieces[verb].text} …'",
        )
    modifier = phrase_at(failure.pieces, failure.index, ORDER)
    limit = None if modifier else phrase_at(failure.pieces, failure.index, LIMIT_WORDS)
    if modifier is None and limit is None:
        return None
    found_words = modifier or limit or ""
    found_end = failure.pieces[failure.index + len(found_words.split(" ")) - 1].end
    rank = -1 if modifier is None else ORDER.index(modifier)
    for index in range(start, failure.index):
        if failure.pieces[index].depth != 0:
            continue
        earlier = phrase_at(failure.pieces, index, ORDER)
        if earlier is not None and ORDER.index(earlier) > rank:
            return Finding(
                "RD112", f"'{found_words}' stands before '{earlier}', not behind it", found.start, found_end, _IN_ORDER
            )
        if earlier is not None and earlier == modifier and modifier != "for each":
            return Finding(
                "RD129",
                f"'{found_words}' stands here for the second time",
                found.start,
                found_end,
                "join the two with 'and' or 'or'" if modifier in ("when", "unless", "while") else "keep one of them",
            )
        if limit is not None and phrase_at(failure.pieces, index, LIMIT_WORDS) is not None:
            help = (
                "a clause has one; several are joined as 'the earlier of W1 and W2', as '…, or W2 if C', or are a "
                "clause each"
            )
            words = failure.pieces[index - 1 : index + 2]
            if [piece.kind for piece in words] == ["word"] * 3 and words[1].text == "by":
                doer = words[2].text
                help = f"if '{doer}' is who does it, write '{words[0].text}(by = {doer})'; else: {help}"
            return Finding("RD129", "this is a second time limit", found.start, found_end, help)
    return None
