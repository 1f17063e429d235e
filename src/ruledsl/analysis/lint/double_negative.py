"""RD663: a negation that could be said plainly."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import INFO, Finding, Needs, Rule
from ruledsl.analysis.unit import Unit, nodes_in
from ruledsl.syntax.tree import Node, Word

_HELP = {
    "equals": "write `!=`",
    "unequal": "write `=`",
    "is_not_set": "write `is set`",
    "is_set": "write `is not set`",
    "not_in": "write `in`",
    "in_": "write `not in`",
    "not_": "leave both out",
}


def find(unit: Unit) -> Iterator[Finding]:
    for line, _ in unit.lines:
        if line.kind != "clause":
            continue
        for node in nodes_in(line.node):
            if node.kind != "not_":
                continue
            inner = _inside(node)
            kind = "" if inner is None else inner.kind
            if inner is not None and kind == "compare":
                kind = _comparison(inner)
            if kind in _HELP:
                yield Finding("this negation can be said plainly", node.span, _HELP[kind])


def _inside(node: Node) -> Node | None:
    """What is negated, brackets left out."""
    inner = next((part for part in node.parts if isinstance(part, Node)), None)
    while inner is not None and inner.kind == "group" and len(inner.parts) == 1:
        inner = next((part for part in inner.parts if isinstance(part, Node)), None)
    return inner


def _comparison(node: Node) -> str:
    for part in node.parts:
        if isinstance(part, Node) and part.kind == "equals":
            return "equals"
        if isinstance(part, Node) and part.kind == "comparator":
            return "unequal" if any(isinstance(w, Word) and w.text == "!=" for w in part.parts) else ""
    return ""


RULE = Rule(
    "RD663",
    "double-negative",
    INFO,
    "`not` stands before a comparison that has a plain opposite, or before another `not`.",
    "Who reads two negations in a row misses one of them.",
    "reply: request requires answered within 20 days of submitted when not urgency != urgent\n",
    "reply: request requires answered within 20 days of submitted when urgency = urgent\n",
    find,
    Needs.WORDS,
)
