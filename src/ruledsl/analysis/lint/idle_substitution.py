"""RD644: standing in for an act that must be done in person."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.standing_in import covers_act, successions
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.model import Form


def find(unit: Unit) -> Iterator[Finding]:
    chains = [norm for norm in successions(unit) if norm.acts or norm.for_norms]
    for norm in unit.norms:
        if norm.form is not Form.EXCLUSIVE_POWER or norm.only_by is None or norm.event is None:
            continue
        if not norm.only_by.in_person:
            continue
        for each in chains:
            named = norm.id in each.for_norms or (bool(each.acts) and covers_act(each, norm.event, unit))
            if named and each.stands_for in norm.only_by.parties:
                yield Finding(
                    f"'{norm.event.event}' must be done in person ({local(norm.id)}), so nobody can act for the "
                    "party in it",
                    unit.part(each, "in_acts", "for_norms"),
                    "take the act out of this list, or `in person` out of the other clause",
                    related=((local(norm.id), norm.span),),
                )


RULE = Rule(
    "RD644",
    "idle-substitution",
    WARNING,
    "A substitution names an act that another clause asks of the party in person.",
    "`in person` leaves acting-for out: the substitute's act breaks that clause all the same.",
    "signer: request permits signed only by mayor in person\n"
    "out: executive_vice_mayor acts for mayor in request.signed while away(mayor)\n",
    "signer: request permits signed only by mayor\n"
    "out: executive_vice_mayor acts for mayor in request.signed while away(mayor)\n",
    find,
)
