"""RD663: a negation that could be said plainly."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.edits import replaced, written
from ruledsl.analysis.rule import INFO, Finding, Needs, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.diagnostics import Fix
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
    for line, node in unit.nodes("not_"):
        if line.kind == "clause":
            inner = _inside(node)
            kind = "" if inner is None else inner.kind
            if inner is not None and kind == "compare":
                kind = _comparison(inner)
            if inner is not None and kind in _HELP:
                yield Finding(
                    "this negation can be said plainly", node.span, _HELP[kind], _plain(unit, node, inner, kind)
                )


def _inside(node: Node) -> Node | None:
    """What is negated, brackets left out."""
    inner = next((part for part in node.parts if isinstance(part, Node)), None)
    while inner is not None and inner.kind == "group" and len(inner.parts) == 1:
        inner = next((part for part in inner.parts if isinstance(part, Node)), None)
    return inner


def _plain(unit: Unit, negation: Node, inner: Node, kind: str) -> Fix | None:
    """The same without `not`."""
    if "--" in written(unit, negation.span):
        return None
    parts = [written(unit, part.span) for part in inner.parts if part is not None]
    match kind:
        case "equals" | "unequal":
            parts[1] = "!=" if kind == "equals" else "="
            if len(parts) > 3:
                return None
            text = " ".join(parts)
        case "is_set":
            text = f"{parts[0]} is not set"
        case "is_not_set":
            text = f"{parts[0]} is set"
        case "in_":
            text = f"{parts[0]} not in {parts[1]}"
        case "not_in":
            text = f"{parts[0]} in {parts[1]}"
        case "not_":
            text = parts[0]
        case _:
            raise AssertionError(kind)
    return replaced(negation.span, text)


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
    unsafely_fixable=True,
)
