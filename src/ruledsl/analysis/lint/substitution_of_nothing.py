"""RD645: standing in for an act that no clause asks about."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import DoerOf, EventParam, EventPattern
from ruledsl.norms.model import Form
from ruledsl.norms.walking import parts_in


def find(unit: Unit) -> Iterator[Finding]:
    if not any(norm.form in (Form.SUBSTITUTION, Form.AUTHORISATION) for norm in unit.norms):
        return
    asked: set[tuple[str, str]] = set()
    for norm in unit.norms:
        powers = norm.form in (Form.EXCLUSIVE_POWER, Form.PERMISSION)
        if powers and norm.event is not None:
            asked.add((norm.event.kind, norm.event.event))
        for part in parts_in((norm.content, norm.event, norm.window, norm.when, norm.unless, norm.upon, norm.deems)):
            match part:
                case EventPattern(constraints=constraints) if any(each.party for each in constraints):
                    asked.add((part.kind, part.event))
                case EventPattern() if norm.subject.party is not None:
                    asked.add((part.kind, part.event))
                case DoerOf(events=events):
                    asked.update(("", event) for event in events)
                case EventParam(event=event):
                    asked.add(("", event))
                case _:
                    pass
    vocabulary = unit.vocabulary
    for norm in unit.norms:
        if norm.form not in (Form.SUBSTITUTION, Form.AUTHORISATION):
            continue
        for kind, event in norm.acts:
            if not any(
                other == event and (not k or vocabulary.is_kind(k, kind) or vocabulary.is_kind(kind, k))
                for k, other in asked
            ):
                yield Finding(
                    f"no clause asks who did '{kind}.{event}', so standing in there changes nothing",
                    unit.part(norm, "in_acts"),
                    "take the act out, or write the clause that leaves it to the party",
                )


RULE = Rule(
    "RD645",
    "substitution-of-nothing",
    INFO,
    "A substitution or authorisation names an act of which no clause asks who did it.",
    "Either it is left over, or the clause that reserves the act is missing.",
    "out: executive_vice_mayor acts for mayor in request.returned while away(mayor)\n",
    "returner: request permits returned only by mayor\n"
    "out: executive_vice_mayor acts for mayor in request.returned while away(mayor)\n",
    find,
)
