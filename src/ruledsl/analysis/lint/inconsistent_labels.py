"""RD616: one label, written in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruledsl.analysis.names import declarations
from ruledsl.analysis.rule import INFO, Finding, Needs, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.source import Span


def find(unit: Unit) -> Iterator[Finding]:
    seen: dict[str, tuple[str, Span]] = {}
    for declared in declarations(unit):
        for label in declared.labels:
            key = re.sub(r"[\s\-‐–_·]", "", label.translate(_BRACKETS)).casefold()
            first, span = seen.setdefault(key, (label, declared.span))
            if first != label:
                yield Finding(
                    f"“{label}” is written “{first}” elsewhere",
                    declared.span,
                    "write it in one way",
                    related=(("the other way", span),),
                )


_BRACKETS = str.maketrans("（）／，", "()/,")

RULE = Rule(
    "RD616",
    "inconsistent-labels",
    INFO,
    "Two labels differ only in capitals, hyphens, blanks or the width of brackets.",
    "A reader wonders whether they are two things, and a search finds only one of them.",
    """\
vocabulary own
    kind cosigning "co-signing" / "会签"
    list step = cosigned "cosigning" / "会同签署", drafted "drafting" / "起草"
""",
    """\
vocabulary own
    kind cosigning "co-signing" / "会签"
    list step = cosigned "co-signing" / "会同签署", drafted "drafting" / "起草"
""",
    find,
    Needs.WORDS,
)
