"""Signs that are wrong: full-width and typographic ones, those of other languages, brackets without a partner.
Handed a `Failure`, each function hands on a `Finding` or None."""

from __future__ import annotations

import unicodedata

from ruledsl.syntax.findings import Finding
from ruledsl.syntax.mistakes.failure import Failure
from ruledsl.syntax.pieces import Piece
from ruledsl.syntax.punctuation import (
    CURLY_QUOTES,
    DASHES,
    FOREIGN,
    FULL_WIDTH,
    LIKE_COMPARISONS,
    character_name,
    is_invisible,
    set_right,
)

_LONGEST_WORD = 200


def full_width(failure: Failure) -> Finding | None:
    found = failure.found
    if found is None:
        return None
    character = failure.line[failure.at]
    # Only a short word is looked at: to put a thousand marks on one letter in order takes the square of their number.
    folded = unicodedata.normalize("NFKC", found.text[:_LONGEST_WORD])
    if found.kind == "word" and len(found.text) <= _LONGEST_WORD and folded != found.text and folded.isascii():
        if failure.helps(found.start, found.end, folded):
            return Finding(
                "RD105",
                f"'{found.text}' is written with full-width letters",
                found.start,
                found.end,
                f"write '{folded}'",
                (found.start, found.end, folded),
            )
        return None
    following = failure.pieces[failure.index + 1 : failure.index + 2]
    if following and following[0].text in FULL_WIDTH and found.kind == "number":
        # 09：30: reading stopped at the number before the sign.
        fix = set_right(failure.line)
        if failure.mends(*fix):
            sign = following[0]
            help = f"write '{FULL_WIDTH[sign.text]}'"
            return Finding("RD105", f"'{sign.text}' is a full-width sign", sign.start, sign.end, help, fix)
    if character in CURLY_QUOTES:
        return Finding(
            "RD106",
            f"{character} is a typographic quotation mark",
            failure.at,
            failure.at + 1,
            'write the plain mark " before and after a text',
            set_right(failure.line),
        )
    if character in FULL_WIDTH:
        if character == "、":
            message = "'、' is not a sign of the language"
        elif character == "\u3000":
            message = "here stands a full-width blank (U+3000)"
        else:
            message = f"'{character}' is a full-width sign"
        plain = FULL_WIDTH[character]
        help = "write a plain blank" if plain == " " else f"write '{plain}'"
        return Finding("RD105", message, failure.at, failure.at + 1, help, set_right(failure.line))
    return None


def open_text(failure: Failure) -> Finding | None:
    found = failure.found
    if found is None or found.kind != "open_text":
        return None
    return Finding(
        "RD107",
        "this text has no closing quotation mark",
        found.start,
        found.end,
        'a text ends with " on the line on which it begins; a quotation mark inside a text is written \\"',
    )


def comment_sign(failure: Failure) -> Finding | None:
    rest = failure.line[failure.at :]
    if not rest.startswith(("#", "//", "/*", ";;")) or (rest.startswith("#") and failure.section == "scenario"):
        sign = "#" if rest.startswith("#") and failure.at == 0 else ""
    else:
        sign = next(sign for sign in ("#", "//", "/*", ";;") if rest.startswith(sign))
    if not sign:
        return None
    return Finding(
        "RD126",
        f"'{sign}' does not begin a comment",
        failure.at,
        failure.at + len(sign),
        "a comment begins with '--'",
        (failure.at, failure.at + len(sign), "--"),
    )


def comparison_sign(failure: Failure) -> Finding | None:
    for at in (failure.at, failure.at - 1):
        for sign, plain in LIKE_COMPARISONS.items():
            if at >= 0 and failure.line.startswith(sign, at):
                fix = (at, at + len(sign), plain)
                return Finding(
                    "RD108",
                    f"'{sign}' is not a sign of the language",
                    at,
                    at + len(sign),
                    f"write '{plain}'; comparisons are written =, !=, <, <=, >, >=",
                    fix if failure.helps(*fix) else None,
                )
    return None


def swapped_sign(failure: Failure) -> Finding | None:
    """`:` for `=`, or `=` for `:`."""
    swap = {":": "=", "=": ":"}
    if failure.found is None or failure.found.text not in swap:
        return None
    right = swap[failure.found.text]
    fix = (failure.found.start, failure.found.end, right)
    if not failure.mends(*fix):
        return None
    help = "a value is given with '='" if right == "=" else "a type is given with ':'"
    return Finding("RD108", f"'{failure.found.text}' cannot stand here", *fix[:2], help, fix)


def foreign_sign(failure: Failure) -> Finding | None:
    last = failure.pieces[-1] if failure.pieces else None
    if last is not None and last.text == "." and failure.index >= len(failure.pieces) - 1:
        fix = (last.start, last.end, "")
        return Finding("RD109", "a line ends without a full stop", *fix[:2], "leave the '.' out", fix)
    if failure.found is None:
        return None
    for sign, (plain, why) in FOREIGN.items():
        if failure.line.startswith(sign, failure.at):
            end = failure.at + len(sign)
            fix = (failure.at, end, plain)
            return Finding(
                "RD109",
                f"'{sign}' is not a sign of the language",
                failure.at,
                end,
                why,
                fix if failure.mends(*fix) else None,
            )
    return None


def dash(failure: Failure) -> Finding | None:
    if failure.found is None or failure.line[failure.at] not in DASHES:
        return None
    end = failure.at + 1
    while end < len(failure.line) and failure.line[end] in DASHES:
        end += 1
    help = "a comment begins with two plain hyphens: '--'; a minus is one: '-'"
    return Finding("RD105", f"'{failure.line[failure.at : end]}' is a dash", failure.at, end, help)


def odd_character(failure: Failure) -> Finding | None:
    if failure.found is None:
        return None
    character = failure.line[failure.at]
    if is_invisible(character):
        fix = (failure.at, failure.at + 1, " " if unicodedata.category(character) == "Zs" else "")
        return Finding(
            "RD125", f"here stands an invisible character: {character_name(character)}", *fix[:2], "delete it", fix
        )
    if failure.found.kind == "sign" and (not character.isascii() or character in "~^"):
        return Finding(
            "RD125",
            f"'{character}' is not a sign of the language",
            failure.at,
            failure.at + 1,
            "names consist of letters, digits and _; anything else stands in a text between double quotes",
        )
    return None


def closing_bracket(failure: Failure) -> Finding | None:
    """A bracket that is never closed, where closing it before the word found helps or the line just ends."""
    depth = failure.pieces[-1].depth + (failure.pieces[-1].text == "(") if failure.pieces else 0
    if depth <= 0:
        return None
    opening = _open_bracket(failure.pieces)
    if opening is None:
        return None
    at_end = failure.found is None
    place = failure.at if at_end else (failure.before.end if failure.before is not None else failure.at)
    fix = (place, place, ")")
    if not at_end and not failure.helps(*fix):
        return None
    return Finding(
        "RD103",
        "this bracket is never closed",
        opening.start,
        opening.end,
        "a ')' is missing" + ("" if at_end else f" before '{failure.shown}'"),
        fix if failure.mends(*fix) else None,
    )


def _open_bracket(pieces: tuple[Piece, ...]) -> Piece | None:
    """The innermost bracket that is still open at the end."""
    stack: list[Piece] = []
    for piece in pieces:
        if piece.text == "(":
            stack.append(piece)
        elif piece.text == ")" and stack:
            stack.pop()
    return stack[-1] if stack else None


def opening_bracket(failure: Failure) -> Finding | None:
    found = failure.found
    if found is None or found.text != ")":
        return None
    if found.depth < 0:
        fix = (found.start, found.end, "")
        return Finding(
            "RD104",
            "this bracket was never opened",
            found.start,
            found.end,
            "delete it, or put the '(' where it is missing",
            fix if failure.mends(*fix) else None,
        )
    return None
