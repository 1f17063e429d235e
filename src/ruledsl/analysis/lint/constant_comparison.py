"""RD677: a part of a condition that decides nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ruledsl.analysis.possible import can_fail, can_hold
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import Compare, Count, CountEvents, Expr, Literal, Member, Not, SetOf
from ruledsl.norms.model import Norm
from ruledsl.norms.walking import parts_in


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms_with(Compare, Member):
        if not any(isinstance(part, Compare | Member) and _may_be_constant(part) for part in unit.parts(norm)):
            continue
        for what, condition in _conditions(norm):
            constant = _constant_part(condition, unit)
            # Where the whole condition is constant, other rules say so.
            if constant is None or not can_hold(condition, unit.vocabulary) or not can_fail(condition, unit.vocabulary):
                continue
            yield Finding(
                f"a comparison in this condition {constant} holds, whatever the values",
                unit.part(norm, what),
                "check its number and its sign; if both are meant, leave the comparison out",
            )


def _conditions(norm: Norm) -> Iterator[tuple[str, Expr]]:
    for what, part in (
        ("when", norm.when),
        ("unless", norm.unless),
        ("while", norm.while_),
        ("only_when", norm.only_when),
        ("duty", norm.content),
    ):
        if part is not None:
            yield what, part
    for layer in norm.window.layers if norm.window is not None else ():
        if layer.condition is not None:
            yield "layer", layer.condition


def _constant_part(condition: Expr, unit: Unit) -> str | None:
    negated = {part.item for part in parts_in(condition) if isinstance(part, Not)}
    for part in parts_in(condition):
        if isinstance(part, Compare | Member) and _may_be_constant(part) and part not in negated:
            if not can_hold(part, unit.vocabulary):
                return "never"
            if not can_fail(part, unit.vocabulary):
                return "always"
    return None


def _may_be_constant(part: Compare | Member) -> bool:
    """Whether a comparison is one of those that can be decided by themselves at all."""
    match part:
        case Compare(left=left, right=right):
            sides = (left, right)
            counted = any(isinstance(each, Count | CountEvents) for each in sides)
            broken = any(isinstance(each, Literal) and isinstance(each.value, Fraction) for each in sides)
            return counted or broken or left == right or all(isinstance(each, Literal) for each in sides)
        case Member(set=members):
            return isinstance(members, SetOf)


RULE = Rule(
    "RD677",
    "constant-comparison",
    WARNING,
    "A comparison inside a condition never holds, or always, whatever is compared.",
    "It decides nothing, and mostly a sign is turned round: a count is never below 0.",
    "reply: request requires answered within 20 days of submitted when complex or count(request where complex) < 0\n",
    "reply: request requires answered within 20 days of submitted when complex or count(request where complex) > 5\n",
    find,
)
