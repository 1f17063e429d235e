"""RD641: an act that nobody can do while its holder is away."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.possible import disjuncts, implies
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.standing_in import covers_act, successions
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.expressions import Expr, Holds, Literal, Party
from ruledsl.norms.model import Form


def find(unit: Unit) -> Iterator[Finding]:
    chains = successions(unit)
    lifted = {id for norm in unit.norms for id in norm.despite}
    for norm in unit.norms:
        if norm.form is not Form.EXCLUSIVE_POWER or norm.only_by is None or norm.event is None or norm.id in lifted:
            continue
        if len(norm.only_by.parties) != 1 or not isinstance(norm.only_by.parties[0], Party) or norm.only_by.in_person:
            continue
        holder = norm.only_by.parties[0]
        mine = [each for each in chains if each.stands_for == holder]
        here = [each for each in mine if covers_act(each, norm.event, unit) or norm.id in each.for_norms]
        if not here:
            continue
        absences = dict.fromkeys(state for each in mine for state in _absences(each.while_, holder))
        for absence in absences:
            if not any(each.while_ is None or implies(absence, each.while_, unit.vocabulary) for each in here):
                yield Finding(
                    f"while {holder.name} is {absence.state}, nobody can do '{norm.event.event}' here, though "
                    "somebody acts for this party then",
                    unit.head(norm),
                    f"add the act to the clause for that absence, or the absence to {local(here[0].id)}",
                    related=((local(here[0].id), here[0].span),),
                )


def _absences(condition: Expr | None, holder: Expr) -> Iterator[Holds]:
    for part in disjuncts(condition):
        match part:
            case Holds(of=of) if of == holder:
                yield part
            case Literal() | _:
                pass


RULE = Rule(
    "RD641",
    "acting-gap",
    WARNING,
    "An act is one party's alone; somebody acts for that party in it during one kind of absence, "
    "and not during another "
    "in which somebody acts for the party elsewhere.",
    "While that absence lasts nobody can do the act, and every duty that needs it is broken.",
    "signer: request permits signed only by mayor\nanswerer: request permits answered only by leader\n"
    "ill: executive_vice_mayor acts for mayor in request.signed while on_leave(mayor)\n"
    "out: executive_vice_mayor acts for mayor in request.answered while away(mayor)\n",
    "signer: request permits signed only by mayor\nanswerer: request permits answered only by leader\n"
    "ill: executive_vice_mayor acts for mayor in request.signed while on_leave(mayor)\n"
    "out: executive_vice_mayor acts for mayor in request.answered, request.signed while away(mayor)\n",
    find,
)
