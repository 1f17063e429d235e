"""RD617: labels in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.texts import has_chinese
from ruledsl.analysis.unit import Unit
from ruledsl.diagnostics import Fix
from ruledsl.norms.tree_reading import joined_span, words_of


def find(unit: Unit) -> Iterator[Finding]:
    for _, node in unit.nodes("labels"):
        words = words_of(node)
        if len(words) != 2:
            continue
        english, chinese = words
        if has_chinese(english.text) and not has_chinese(chinese.text):
            span = joined_span(english.span, chinese.span)
            yield Finding(
                "the Chinese label stands before the English one",
                span,
                'labels are written "English" / "中文"',
                Fix(span, f"{chinese.text} / {english.text}"),
            )


RULE = Rule(
    "RD617",
    "swapped-labels",
    WARNING,
    "Of two labels the first is Chinese and the second is not.",
    "The English comes first; a report in either language then shows the other one.",
    'vocabulary own\n    role chair "主席" / "chair"\n',
    'vocabulary own\n    role chair "chair" / "主席"\n',
    find,
    Needs.WORDS,
    fixable=True,
)
