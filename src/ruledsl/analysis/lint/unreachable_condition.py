"""RD670: a condition that can never hold."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.possible import can_hold
from ruledsl.analysis.rule import ERROR, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import Literal


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms:
        for what, part in (("when", norm.when), ("while", norm.while_), ("only_when", norm.only_when)):
            if part is not None and part != Literal(False) and not can_hold(part, unit.vocabulary):
                yield Finding(
                    "this condition can never hold: its parts shut each other out",
                    unit.part(norm, what),
                    "check the values; for alternatives write `or`, or `in (a, b)`",
                )


RULE = Rule(
    "RD670",
    "unreachable-condition",
    ERROR,
    "A `when`, `while` or `only when` can never hold, whatever values its fields have.",
    "The clause never applies. Mostly `and` stands where `or` was meant.",
    "quick: request requires answered within 5 days of submitted when urgency = urgent and urgency = ordinary\n",
    "quick: request requires answered within 5 days of submitted when urgency = urgent and complex\n",
    find,
)
