"""RD601: characters that show nothing, and marks that turn the direction of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.texts import is_value, pieces, place
from ruledsl.analysis.unit import Unit
from ruledsl.diagnostics import Fix

_INVISIBLE: Final = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff]+")


def find(unit: Unit) -> Iterator[Finding]:
    for source in unit.sources:
        if _INVISIBLE.search(source.text) is None:
            continue
        for piece in pieces(source):
            for match in _INVISIBLE.finditer(piece.text):
                span = place(source, piece, match.start(), match.end())
                names = ", ".join(f"U+{ord(character):04X}" for character in match[0])
                fix = Fix(span, "", is_value(unit, source, piece))
                yield Finding(f"this {piece.what} holds an invisible character ({names})", span, "take it out", fix)


RULE = Rule(
    "RD601",
    "invisible-character",
    WARNING,
    "A text or comment holds a character that shows nothing: a zero-width blank, a soft hyphen, a mark of direction.",
    "Two texts that look the same are then different, and a mark of direction can show a line in another order than "
    "it is read in. (Stronger controls of direction are errors: RD008.)",
    'article 1 "Replies\u200b" / "答复"\n    reply: request requires answered within 20 days of submitted\n',
    'article 1 "Replies" / "答复"\n    reply: request requires answered within 20 days of submitted\n',
    find,
    Needs.TEXT,
    fixable=True,
)
