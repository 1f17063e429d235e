"""RD681: an act that is required in some cases and forbidden in others, where cases may be both."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.facts import in_force_together, is_strict, required_events
from ruledsl.analysis.possible import can_hold
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.tables import Ranks, covers, is_lasting, same_subject, together
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.model import Form, Norm


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    bans: dict[str, list[Norm]] = {}
    for norm in unit.norms:
        if norm.event is not None and _always_decides(norm):
            bans.setdefault(norm.event.event, []).append(norm)
    if not bans:
        return
    ranks = Ranks(unit.ruleset)
    for duty in unit.norms:
        if duty.form is not Form.OBLIGATION or not is_strict(duty) or duty.for_each:
            continue
        for event in required_events(duty.content):
            for ban in bans.get(event.event, ()):
                assert ban.event is not None
                if not covers(ban.event, event, unit.vocabulary) or not same_subject(ban, duty, unit.vocabulary):
                    continue
                if ranks.decide(duty, ban) or ban.id in ranks.lifted or not in_force_together(duty, ban):
                    continue
                if can_hold(together(duty, ban), unit.vocabulary):
                    yield Finding(
                        f"where the conditions of both hold, {local(ban.id)} forbids '{event.event}', which "
                        f"{local(duty.id)} requires",
                        unit.head(duty),
                        f"say which prevails: `overrides {local(ban.id)}`, or shut its cases out with `unless`",
                        related=((local(ban.id), ban.span),),
                    )


def _always_decides(ban: Norm) -> bool:
    """Whether a prohibition rests on what no act changes, so that waiting does not help."""
    return (
        ban.form is Form.PROHIBITION
        and is_strict(ban)
        and not ban.for_each
        and all(part is None for part in (ban.until, ban.while_, ban.window, ban.upon))
        and is_lasting(ban.when)
        and is_lasting(ban.unless)
    )


RULE = Rule(
    "RD681",
    "required-and-forbidden",
    WARNING,
    "One clause requires an act, another forbids it, and there are cases that fall under both.",
    "In such a case nothing can be done right. (Where every case of one falls under the other, it is an error: RD413.)",
    "reply: request requires answered within 20 days of submitted when needs_money\n"
    "silent: request forbids answered when urgency = ordinary\n",
    "reply: request requires answered within 20 days of submitted when needs_money unless urgency = ordinary\n"
    "silent: request forbids answered when urgency = ordinary\n",
    find,
)
