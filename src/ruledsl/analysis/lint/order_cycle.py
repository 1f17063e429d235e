"""RD632: two acts of which each is to come before the other."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.facts import anchor_events, base_limit, in_force_together, required_events
from ruledsl.analysis.rule import ERROR, Finding, Rule
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.expressions import Expr
from ruledsl.norms.model import Form, LimitForm, Norm

_Act = tuple[Expr | None, str]


def find(unit: Unit) -> Iterator[Finding]:
    before: dict[tuple[_Act, _Act], list[Norm]] = {}
    for norm in unit.norms:
        limit = base_limit(norm.window)
        if norm.form is not Form.OBLIGATION or limit is None or norm.for_each or norm.upon is not None:
            continue
        if limit.form not in (LimitForm.BEFORE, LimitForm.AT_LEAST_BEFORE):
            continue
        for event in required_events(norm.content):
            for anchor in anchor_events(limit):
                before.setdefault(((event.object, event.event), (anchor.object, anchor.event)), []).append(norm)
    for (first, second), norms in before.items():
        for one in norms:
            for other in before.get((second, first), ()):
                if one.id < other.id and _both_bind(one, other, unit):
                    yield Finding(
                        f"{local(one.id)} wants '{first[1]}' before '{second[1]}', {local(other.id)} the other way "
                        "round",
                        unit.head(other),
                        "take one out, or say with `when` when each of them holds",
                        related=((local(one.id), one.span),),
                    )


def _both_bind(one: Norm, other: Norm, unit: Unit) -> bool:
    from ruledsl.analysis.possible import can_hold
    from ruledsl.norms.expressions import And

    if not in_force_together(one, other) or other.id in one.overrides or one.id in other.overrides:
        return False
    if one.subject.kind != other.subject.kind or one.unless is not None or other.unless is not None:
        return False
    conditions = tuple(when for when in (one.when, other.when) if when is not None)
    return not conditions or can_hold(And(conditions), unit.vocabulary)


RULE = Rule(
    "RD632",
    "order-cycle",
    ERROR,
    "One clause wants an act before a second one, another clause the second before the first.",
    "Whichever is done first, one of the two clauses is broken.",
    "sign: request requires signed before reviewed\nreview: request requires reviewed before signed\n",
    "sign: request requires signed before answered\nreview: request requires reviewed before signed\n",
    find,
)
