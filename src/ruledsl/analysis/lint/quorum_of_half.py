"""RD674: a quorum that half of the members already meet."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.edits import replaced, written
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit, nodes_in
from ruledsl.diagnostics import Fix
from ruledsl.norms.expressions import Compare, Count, Portion
from ruledsl.norms.walking import parts_in
from ruledsl.syntax.tree import Node


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms_with(Portion):
        if norm.reading:
            continue
        for part in parts_in((norm.content, norm.when, norm.only_when)):
            match part:
                case Compare(op=">=", left=Count(), right=Portion(of=Count()) as portion) if _is_half(portion):
                    pass
                case Compare(op="<=", left=Portion(of=Count()) as portion, right=Count()) if _is_half(portion):
                    pass
                case _:
                    continue
            line = unit.line_of(norm)
            nodes = [node for node in nodes_in(line.node) if _is_comparison(node)] if line is not None else []
            span = nodes[0].span if nodes else unit.head(norm)
            yield Finding(
                "half of the members meet this, and a quorum is mostly more than half (过半数)",
                span,
                "write `>` for more than half; if exactly half is enough, say so in a `reading`",
                _stricter(unit, nodes[0]) if len(nodes) == 1 else None,
            )


def _stricter(unit: Unit, comparison: Node) -> Fix | None:
    sign = next((part for part in comparison.parts if isinstance(part, Node) and part.kind == "comparator"), None)
    return replaced(sign.span, written(unit, sign.span).rstrip("=")) if sign is not None else None


def _is_half(portion: Portion) -> bool:
    return portion.numerator * 2 == portion.denominator


def _is_comparison(node: Node) -> bool:
    return node.kind == "compare" and any(each.kind == "fraction_of" for each in nodes_in(node))


RULE = Rule(
    "RD674",
    "quorum-of-half",
    WARNING,
    "A quorum or majority asks for at least half, with `>=` and 1/2, and has no `reading` that says so.",
    "The convention is more than half (过半数): with an even number of members the two differ by one voice.",
    "quorum: meeting requires count(attendees) >= 1/2 of count(members) at held\n",
    "quorum: meeting requires count(attendees) > 1/2 of count(members) at held\n",
    find,
    unsafely_fixable=True,
)
