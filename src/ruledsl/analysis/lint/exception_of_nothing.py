"""RD633: an order or permission that touches nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.facts import in_force_together, kinds_meet
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.model import Form, Norm


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms:
        for id in norm.despite:
            lifted = unit.by_id.get(id)
            if lifted is None or norm.event is None:
                continue
            acts = lifted.form in (Form.PROHIBITION, Form.EXCLUSIVE_POWER) and lifted.event is not None
            if acts and lifted.event is not None and lifted.event.event != norm.event.event:
                yield Finding(
                    f"{local(id)} is about '{lifted.event.event}', so permitting '{norm.event.event}' lifts nothing",
                    unit.part(norm, "despite"),
                    "name the clause that stands in the way",
                    related=((local(id), lifted.span),),
                )
                continue
            yield from _apart(norm, lifted, "despite", unit)
        for id in norm.overrides:
            other = unit.by_id.get(id)
            if other is not None:
                yield from _apart(norm, other, "overrides", unit)


def _apart(norm: Norm, other: Norm, part: str, unit: Unit) -> Iterator[Finding]:
    """A finding if the two never meet: no day, or no record, is under both."""
    why = ""
    versions = [each for each in unit.norms if each.id == other.id]
    if not any(in_force_together(norm, each) for each in versions):
        why = "is never in force together with this"
    elif not _may_meet(norm.subject.kind, other.subject.kind, unit):
        why = f"speaks of {other.subject.kind}, and no {norm.subject.kind} is one"
    if why:
        yield Finding(
            f"{local(other.id)} {why}, so there is nothing to except",
            unit.part(norm, part),
            f"name the clause that is meant, or take `{part}` out",
            related=((local(other.id), other.span),),
        )


def _may_meet(first: str | None, second: str | None, unit: Unit) -> bool:
    return first is None or second is None or kinds_meet(first, second, unit.vocabulary)


RULE = Rule(
    "RD633",
    "exception-of-nothing",
    WARNING,
    "A clause overrides or lifts another one that it never meets: another act, other records, other days.",
    "It looks like an exception and excuses nobody; the clause that was meant still binds.",
    "hold: request forbids answered until signed\n"
    "back: request permits returned(by = mayor) despite hold when urgency = urgent\n",
    "hold: request forbids answered until signed\n"
    "quick: request permits answered(by = mayor) despite hold when urgency = urgent\n",
    find,
)
