"""RD684: two clauses give one act different limits, and some cases fall under both."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ruledsl.analysis.facts import base_limit, in_force_together, measure
from ruledsl.analysis.possible import can_hold, implies
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.tables import Ranks, columns, is_lasting, met_at, same_subject, together, value_text
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.expressions import Expr, FieldOf
from ruledsl.norms.model import Form, Norm


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    tables: dict[object, list[Norm]] = {}
    for norm in unit.norms:
        limit = base_limit(norm.window)
        if norm.form is not Form.OBLIGATION or norm.when is None or limit is None or measure(limit) is None:
            continue
        if is_lasting(norm.when) and is_lasting(norm.unless):
            key = (norm.content, norm.upon, norm.for_each, norm.strength, limit.form, limit.anchors)
            tables.setdefault(key, []).append(norm)
    ranks: Ranks | None = None
    for rows in tables.values():
        for first, second in combinations(rows, 2):
            if not _differ(first, second) or not same_subject(first, second, unit.vocabulary):
                continue
            where = _where_both(first, second, unit)
            if where is None or not in_force_together(first, second):
                continue
            ranks = ranks or Ranks(unit.ruleset)
            if not ranks.decide(first, second):
                yield Finding(
                    f"{local(first.id)} and this give different limits, and {where} falls under both",
                    unit.head(second),
                    "let the values of one end where those of the other begin",
                    related=((local(first.id), first.span),),
                )


def _differ(first: Norm, second: Norm) -> bool:
    a, b = base_limit(first.window), base_limit(second.window)
    return a is not None and b is not None and measure(a) != measure(b)


def _where_both(first: Norm, second: Norm, unit: Unit) -> str | None:
    """A case under both, told by a field that both speak of; None where there is none, or one is part of the other."""
    assert first.when is not None
    assert second.when is not None
    mine, other = columns(first.when), columns(second.when)
    shared: list[Expr] = [item for item in mine if item in other]
    both = together(first, second)
    vocabulary = unit.vocabulary
    if not shared or not can_hold(both, vocabulary):
        return None
    if implies(first.when, second.when, vocabulary) or implies(second.when, first.when, vocabulary):
        return None
    for item in shared:
        if isinstance(item, FieldOf):
            for point in met_at(both, item, vocabulary, [*mine[item], *other[item]]):
                return f"{item.field} = {value_text(point.value)}"
    return "a case"


RULE = Rule(
    "RD684",
    "overlapping-limits",
    WARNING,
    "Two clauses tell cases apart by one field, give one act different limits, and some values fall under both.",
    "Both limits bind there, so the longer one is worth nothing. Mostly a bound was to belong to one of them only.",
    "small: request requires answered within 10 days of submitted when matters <= 5\n"
    "large: request requires answered within 20 days of submitted when matters >= 5\n",
    "small: request requires answered within 10 days of submitted when matters <= 5\n"
    "large: request requires answered within 20 days of submitted when matters > 5\n",
    find,
)
