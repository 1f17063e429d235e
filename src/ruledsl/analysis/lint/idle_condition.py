"""RD672: a condition that always holds."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.edits import modifier_removed
from ruledsl.analysis.possible import can_fail
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms:
        for what, part in (("when", norm.when), ("unless", norm.unless), ("only_when", norm.only_when)):
            if part is not None and not can_fail(part, unit.vocabulary):
                yield Finding(
                    "this always holds, whatever the values",
                    unit.part(norm, what),
                    "take it out; an exception that always holds leaves nothing of the clause"
                    if what == "unless"
                    else "take it out",
                    modifier_removed(unit, norm, "when") if what == "when" else None,
                )


RULE = Rule(
    "RD672",
    "idle-condition",
    WARNING,
    "A `when`, `unless` or `only when` holds for all values of its fields.",
    "It decides nothing, and makes the clause wait for facts that do not matter.",
    "reply: request requires answered within 20 days of submitted when matters >= 1 or matters < 1\n",
    "reply: request requires answered within 20 days of submitted when matters >= 1\n",
    find,
    unsafely_fixable=True,
)
