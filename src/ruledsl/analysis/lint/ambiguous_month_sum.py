"""RD621: months added to days, or months twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import Arithmetic, Expr, Literal
from ruledsl.norms.model import Layer
from ruledsl.world.values import Duration

_MONTHS: Final = frozenset({"month", "quarter", "year"})


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms_with(Arithmetic, Layer):
        inner = {id(part.left) for part in unit.parts(norm) if isinstance(part, Arithmetic)}
        for part in unit.parts(norm):
            if isinstance(part, Arithmetic) and id(part) not in inner:
                durations = list(_durations(part))
                if len(durations) > 1 and any(each.unit in _MONTHS for each in durations):
                    yield Finding(
                        "the result hangs on the order in which these are added: months differ in length",
                        unit.part(norm, "plus", "minus"),
                        "add one amount of one unit (2 months, not 1 month + 1 month), or days alone",
                    )
        if norm.window is None:
            continue
        base = norm.window.layers[0].limit
        for layer in norm.window.layers:
            if layer.further is None or base is None or base.amount is None:
                continue
            units = {layer.further.unit, base.amount.unit}
            if units & _MONTHS and not units <= _MONTHS:
                yield Finding(
                    f"further {layer.further.unit}s after a limit in {base.amount.unit}s: the sum hangs on "
                    "which is counted first",
                    unit.part(norm, "further"),
                    f"give the further time in {base.amount.unit}s",
                )


def _durations(expr: Expr) -> Iterator[Duration]:
    match expr:
        case Arithmetic(left=left, right=right):
            yield from _durations(left)
            yield from _durations(right)
        case Literal(value=Duration() as value):
            yield value
        case _:
            pass


RULE = Rule(
    "RD621",
    "ambiguous-month-sum",
    WARNING,
    "Months are added to days, or to other months, one after the other.",
    "31 January and a month and a month is 28 March or 31 March, by the order and way of counting; two readers get two "
    "due dates.",
    "reply: request requires answered within 1 month of submitted, and 10 further days if complex\n",
    "reply: request requires answered within 30 days of submitted, and 10 further days if complex\n",
    find,
)
