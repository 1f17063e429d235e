"""RD640: a duty that its bearer may not do."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.facts import in_force_together, is_duty, required_events, unrelated
from ruledsl.analysis.possible import conjuncts
from ruledsl.analysis.rule import ERROR, Finding, Rule
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.expressions import EventPattern, Expr, SetOf
from ruledsl.norms.model import Form, Norm


def find(unit: Unit) -> Iterator[Finding]:
    powers = [norm for norm in unit.norms if norm.form is Form.EXCLUSIVE_POWER and norm.only_by is not None]
    for norm in unit.norms:
        if not is_duty(norm):
            continue
        for event in required_events(norm.content):
            doers = _doers(event)
            for power in powers:
                if power.id.rpartition(".")[0] == norm.id.rpartition(".")[0] and power.text == norm.text:
                    continue
                if doers and _refuses(power, event, doers, norm, unit):
                    yield Finding(
                        f"'{event.event}' is asked of a party to whom {local(power.id)} does not leave it",
                        unit.head(norm),
                        "name the same party in both, or add the one that is to act to `only by`",
                        related=((local(power.id), power.span),),
                    )


def _doers(event: EventPattern) -> list[Expr]:
    for constraint in event.constraints:
        if constraint.parameter == "by" and constraint.op == "=":
            return [constraint.value]
        if constraint.parameter == "by" and constraint.op == "in" and isinstance(constraint.value, SetOf):
            return list(constraint.value.items)
    return []


def _refuses(power: Norm, event: EventPattern, doers: list[Expr], norm: Norm, unit: Unit) -> bool:
    if power.event is None or power.only_by is None or power.event.event != event.event:
        return False
    if power.event.object != event.object or not set(power.event.constraints) <= set(event.constraints):
        return False
    if power.subject.kind is None or norm.subject.kind is None or power.unless is not None:
        return False
    if not unit.vocabulary.is_kind(norm.subject.kind, power.subject.kind) or not in_force_together(power, norm):
        return False
    if not set(conjuncts(power.when)) <= set(conjuncts(norm.when)):
        return False
    return all(unrelated(party, doer, unit.vocabulary) for party in power.only_by.parties for doer in doers)


RULE = Rule(
    "RD640",
    "bearer-without-act",
    ERROR,
    "A duty asks for an act by a party that may not do it: another clause leaves the act to another party alone.",
    "The bearer of the duty can only break the one clause or the other. (`duty of` is not looked "
    "at: who answers for an "
    "act may have others do it.)",
    "signer: request permits signed only by mayor\n"
    "sign: request requires signed(by = secretary_general) before answered\n",
    "signer: request permits signed only by mayor\nsign: request requires signed(by = mayor) before answered\n",
    find,
)
