"""RD600: a sign that stands where a Chinese numeral is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.texts import is_value, pieces, place
from ruledsl.analysis.unit import Unit
from ruledsl.diagnostics import Fix

_NUMERALS: Final = "一二三四五六七八九十百千〇零两"
_CASES: Final = (
    (
        re.compile(rf"(?<=[{_NUMERALS}])[○◯ＯoO0〇](?=[{_NUMERALS}年])|(?<=[{_NUMERALS}])[○◯]|[○◯](?=[{_NUMERALS}])"),
        "〇",
    ),
    (re.compile(rf"(?<=第)[—―－ー─](?=[条章款项节次届])|(?<=[{_NUMERALS}])[—―－ー─](?=[条章款项月日号])"), "一"),
    (re.compile(rf"(?<=[{_NUMERALS}第])[+＋十†](?=[条章])(?<!十)"), "十"),
)


_ANY: Final = re.compile("|".join(pattern.pattern for pattern, _ in _CASES))


def find(unit: Unit) -> Iterator[Finding]:
    for source in unit.sources:
        if _ANY.search(source.text) is None:
            continue
        for piece in pieces(source):
            for pattern, meant in _CASES:
                for match in pattern.finditer(piece.text):
                    if match[0] == meant:
                        continue
                    span = place(source, piece, match.start(), match.end())
                    yield Finding(
                        f"'{match[0]}' looks like the numeral '{meant}' and is another character",
                        span,
                        f"write '{meant}'",
                        Fix(span, meant, is_value(unit, source, piece)),
                    )


RULE = Rule(
    "RD600",
    "look-alike-character",
    WARNING,
    "A sign stands where a Chinese numeral is meant: a circle for 〇, a dash for 一, a plus for 十.",
    "It looks right on paper, but searching and comparing article numbers no longer find it.",
    'article 51 "Article 51" / "第五十—条"\n    reply: request requires answered within 20 days of submitted\n',
    'article 51 "Article 51" / "第五十一条"\n    reply: request requires answered within 20 days of submitted\n',
    find,
    Needs.TEXT,
    fixable=True,
)
