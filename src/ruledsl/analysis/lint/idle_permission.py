"""RD636: a permission of what another clause forbids."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.edits import part_of, replaced
from ruledsl.analysis.facts import in_force_together
from ruledsl.analysis.possible import conjuncts
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit, local
from ruledsl.diagnostics import Fix
from ruledsl.norms.model import Form, Norm
from ruledsl.norms.order import all_below, overriding
from ruledsl.source import Span
from ruledsl.syntax.tree import Node, Word


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    bans = [norm for norm in unit.norms if norm.form is Form.PROHIBITION and norm.event is not None]
    below = all_below(overriding(unit.ruleset))
    for norm in unit.norms:
        if norm.form is not Form.PERMISSION or norm.event is None:
            continue
        for ban in bans:
            if ban.event is None or ban.event.event != norm.event.event or ban.event.object != norm.event.object:
                continue
            if not set(ban.event.constraints) <= set(norm.event.constraints) or ban.window is not None:
                continue
            if ban.id in norm.despite or ban.id in below.get(norm.id, ()) or not in_force_together(norm, ban):
                continue
            if norm.subject.kind is None or ban.subject.kind is None or ban.unless is not None or ban.until is not None:
                continue
            if not unit.vocabulary.is_kind(norm.subject.kind, ban.subject.kind) or ban.while_ is not None:
                continue
            if set(conjuncts(ban.when)) <= set(conjuncts(norm.when)):
                yield Finding(
                    f"{local(ban.id)} forbids what this permits, and a permission lifts only what it names",
                    unit.head(norm),
                    f"add `despite {local(ban.id)}`",
                    _lifting(unit, norm, local(ban.id)),
                    related=((local(ban.id), ban.span),),
                )


def _lifting(unit: Unit, norm: Norm, id: str) -> Fix | None:
    """The permission with `despite`."""
    node = part_of(unit, norm, "permits")
    if node is None:
        return None
    act, despite = node.parts[2], node.parts[5]
    if isinstance(despite, Node):
        return replaced(_after(despite), f", {id}")
    return replaced(_after(act), f" despite {id}") if act is not None else None


def _after(part: Node | Word) -> Span:
    """The place where a part ends."""
    span = part.span
    return Span(span.file, span.end, span.end, span.line, span.column + span.end - span.start)


RULE = Rule(
    "RD636",
    "idle-permission",
    WARNING,
    "A clause permits an act that another clause always forbids, and does not say `despite`.",
    "A permission lifts only the clauses it names, so the act still breaks the prohibition.",
    "back: request forbids returned\nquick: request permits returned when urgency = urgent\n",
    "back: request forbids returned\nquick: request permits returned despite back when urgency = urgent\n",
    find,
    unsafely_fixable=True,
)
