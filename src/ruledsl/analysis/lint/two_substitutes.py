"""RD643: two substitutes at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ruledsl.analysis.facts import in_force_together
from ruledsl.analysis.possible import disjuncts
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.standing_in import share_acts, successions
from ruledsl.analysis.unit import Unit, local


def find(unit: Unit) -> Iterator[Finding]:
    for first, second in combinations(successions(unit), 2):
        if first.stands_for != second.stands_for or first.stands_in == second.stands_in:
            continue
        if first.subject.kind != second.subject.kind or not in_force_together(first, second):
            continue
        both = set(disjuncts(first.while_)) & set(disjuncts(second.while_))
        open_ended = first.while_ is None or second.while_ is None
        if (both or open_ended) and share_acts(first, second, unit):
            yield Finding(
                f"this and {local(first.id)} name two substitutes for the same acts at the same time",
                unit.head(second),
                "put them in one clause, in their order: `P1, then P2 acts for Q …`",
                related=((local(first.id), first.span),),
            )


RULE = Rule(
    "RD643",
    "two-substitutes",
    WARNING,
    "Two clauses name different substitutes of one party, in the same acts and during the same absence.",
    "Nobody knows who of the two is in charge, and both may act.",
    "signer: request permits signed only by mayor\n"
    "first: executive_vice_mayor acts for mayor in request.signed while away(mayor)\n"
    "second: secretary_general acts for mayor in request.signed while away(mayor)\n",
    "signer: request permits signed only by mayor\n"
    "first: executive_vice_mayor, then secretary_general acts for mayor in request.signed while away(mayor)\n",
    find,
)
