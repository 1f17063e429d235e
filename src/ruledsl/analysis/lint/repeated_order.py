"""RD637: an order between two clauses that is said twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ruledsl.analysis.edits import modifier_removed
from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.unit import Unit, local


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    lines = [set(pairwise(line)) for line in unit.ruleset.precedence]
    said: Counter[tuple[str, str]] = Counter(pair for line in lines for pair in line)
    for norm in unit.norms:
        for id in dict.fromkeys(norm.overrides):
            if said[(norm.id, id)]:
                yield Finding(
                    f"that this overrides {local(id)} is said by a line of `precedence` already",
                    unit.part(norm, "overrides"),
                    "say it in one place",
                    modifier_removed(unit, norm, "overrides") if len(norm.overrides) == 1 else None,
                )
            if norm.overrides.count(id) > 1:
                yield Finding(f"{local(id)} is named twice", unit.part(norm, "overrides"), "name it once")


RULE = Rule(
    "RD637",
    "repeated-order",
    INFO,
    "That one clause overrides another is said twice.",
    "Whoever takes the order away in one place believes that it is gone.",
    "quick: request requires answered within 5 days of submitted when urgency = urgent overrides reply\n"
    "reply: request requires answered within 20 days of submitted\n"
    "precedence quick, reply\n",
    "quick: request requires answered within 5 days of submitted when urgency = urgent overrides reply\n"
    "reply: request requires answered within 20 days of submitted\n",
    find,
    unsafely_fixable=True,
)
