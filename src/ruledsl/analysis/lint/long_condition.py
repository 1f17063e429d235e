"""RD662: a condition of many parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import And, Expr, Not, Or

MOST: Final = 8


def find(unit: Unit) -> Iterator[Finding]:
    most = unit.option("RD662", "most", MOST)
    for norm in unit.norms:
        for what, part in (("when", norm.when), ("unless", norm.unless), ("while", norm.while_)):
            if part is not None and (n := _size(part)) > most:
                yield Finding(
                    f"this condition has {n} parts",
                    unit.part(norm, what),
                    "make it several clauses, or declare a field and let a clause `deem` it",
                )


def _size(condition: Expr) -> int:
    match condition:
        case And(items=items) | Or(items=items):
            return sum(_size(item) for item in items)
        case Not(item=item):
            return _size(item)
        case _:
            return 1


RULE = Rule(
    "RD662",
    "long-condition",
    INFO,
    "A `when`, `unless` or `while` has more than eight parts.",
    "Nobody can say in which cases it holds, nor write scenarios for all of them.",
    "reply: request requires answered within 20 days of submitted when complex and needs_money and "
    "urgency = urgent and "
    "matters = 1 and no_objection and agreed_limit is set and not fee_due and not away(mayor) and reviewed\n",
    "reply: request requires answered within 20 days of submitted when complex and needs_money and urgency = urgent\n",
    find,
    configuration="`most` (a whole number, 8): how many parts a condition may have.",
    options={"most": MOST},
)
