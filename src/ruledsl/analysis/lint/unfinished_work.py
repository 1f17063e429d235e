"""RD605: a mark of unfinished work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.rule import INFO, Finding, Needs, Rule
from ruledsl.analysis.texts import pieces, place
from ruledsl.analysis.unit import Unit

_MARK: Final = re.compile(r"\b(?:TODO|FIXME|XXX|TBD)\b|\?\?\?|？？？|待补充|待完善")


def find(unit: Unit) -> Iterator[Finding]:
    for source in unit.sources:
        if _MARK.search(source.text) is None:
            continue
        for piece in pieces(source):
            if piece.what == "name":
                continue
            for match in _MARK.finditer(piece.text):
                yield Finding(
                    f"'{match[0]}' says that something is left to be done here",
                    place(source, piece, match.start(), match.end()),
                    "do it, or say in a `note` what is open and who decides it",
                )


RULE = Rule(
    "RD605",
    "unfinished-work",
    INFO,
    "A comment or text has a mark of unfinished work: TODO, FIXME, XXX, TBD, ???, 待补充, 待完善.",
    "Rules are applied as they stand; who applies them does not see what its writer still meant to do.",
    "-- TODO the urgent ones\nreply: request requires answered within 20 days of submitted\n",
    "-- Urgent requests have their own clause.\nreply: request requires answered within 20 days of submitted\n",
    find,
    Needs.TEXT,
)
