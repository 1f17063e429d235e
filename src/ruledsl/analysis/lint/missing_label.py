"""RD615: a name without a label in one of the two languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.names import declarations
from ruledsl.analysis.rule import INFO, Finding, Needs, Rule
from ruledsl.analysis.texts import has_chinese
from ruledsl.analysis.unit import Unit
from ruledsl.norms.tree_reading import nodes_of, string_value, words_of
from ruledsl.source import Span

_HEADINGS: Final = {
    "ruleset_heading": "ruleset",
    "chapter": "chapter",
    "article": "article",
}
_UNLABELLED: Final = frozenset({"window", "list"})
"""What takes no labels."""


def find(unit: Unit) -> Iterator[Finding]:
    rows = [row for row in _rows(unit) if row[0]]
    # Who labels in one language only does so throughout; only an exception to their own habit is found.
    both = sum(len(labels) == 2 for _, _, labels in rows)
    if both * 2 < len(rows):
        return
    for what, span, labels in rows:
        if len(labels) < 2 and not any("/" in label or "／" in label for label in labels):
            language = "label" if not labels else "English label" if has_chinese(labels[0]) else "Chinese label"
            yield Finding(f"{what} has no {language}", span, 'write both after the name: "English" / "中文"')


def _rows(unit: Unit) -> Iterator[tuple[str, Span, tuple[str, ...]]]:
    for declared in declarations(unit):
        if declared.table not in _UNLABELLED:
            yield f"the {declared.table} '{declared.name}'", declared.span, declared.labels
    for line, _ in unit.lines:
        if line.kind in _HEADINGS:
            labels = next(iter(nodes_of(line.node, "labels")), None)
            texts = tuple(string_value(word) for word in words_of(labels)) if labels is not None else ()
            yield f"this {_HEADINGS[line.kind]}", line.span, texts


RULE = Rule(
    "RD615",
    "missing-label",
    INFO,
    "A declared name or heading lacks its English or Chinese label, in files whose names mostly have both.",
    "Reports in that language show the bare name instead.",
    'vocabulary own\n    role chair "chair" / "主席"\n    role speaker "speaker"\n',
    'vocabulary own\n    role chair "chair" / "主席"\n    role speaker "speaker" / "议长"\n',
    find,
    Needs.WORDS,
)
