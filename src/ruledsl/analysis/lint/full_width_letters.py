"""RD603: full-width letters and digits, which are not the plain ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.texts import is_value, pieces, place
from ruledsl.analysis.unit import Unit
from ruledsl.diagnostics import Fix

_FULL_WIDTH: Final = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")


def find(unit: Unit) -> Iterator[Finding]:
    for source in unit.sources:
        if _FULL_WIDTH.search(source.text) is None:
            continue
        for piece in pieces(source):
            for match in _FULL_WIDTH.finditer(piece.text):
                span = place(source, piece, match.start(), match.end())
                plain = unicodedata.normalize("NFKC", match[0])
                # In a name the plain letters may make another name, so only texts are mended.
                fix = Fix(span, plain, is_value(unit, source, piece)) if piece.what != "name" else None
                yield Finding(f"'{match[0]}' is written full-width", span, f"write '{plain}'", fix)


RULE = Rule(
    "RD603",
    "full-width-letters",
    WARNING,
    "Letters or digits are written full-width.",
    "Names are compared character by character: ｍayor is not mayor, and nobody who searches for 2022 finds ２０２２.",
    'reply: request requires answered within 20 days of submitted\n    note "as decided in ２０２２"\n',
    'reply: request requires answered within 20 days of submitted\n    note "as decided in 2022"\n',
    find,
    Needs.TEXT,
    fixable=True,
)
