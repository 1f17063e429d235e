"""RD642: parties that stand in for each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.standing_in import share_acts, successions
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import Party
from ruledsl.norms.model import Norm


def find(unit: Unit) -> Iterator[Finding]:
    chains = [norm for norm in successions(unit) if isinstance(norm.stands_for, Party)]
    reported: set[frozenset[str]] = set()
    for start in chains:
        path = _circle(start, chains, unit)
        if path:
            ids = frozenset(norm.id for norm in path)
            if ids in reported:
                continue
            reported.add(ids)
            names = " for ".join([*(_name(norm.stands_for) for norm in reversed(path)), _name(path[-1].stands_for)])
            yield Finding(
                f"a circle of standing in: {names}; when all of them are away, nobody acts",
                unit.head(start),
                "give the last of them a substitute outside the circle: `P1, then P2 acts for Q`",
                related=tuple((norm.local_id, norm.span) for norm in path if norm is not start),
            )


def _circle(start: Norm, chains: list[Norm], unit: Unit) -> list[Norm]:
    """The clauses from a party's substitute back to that party, if every party in it has that substitute alone."""
    path = [start]
    while True:
        last = path[-1]
        if len(last.stands_in) != 1:
            return []
        following = [norm for norm in chains if norm.stands_for == last.stands_in[0] and share_acts(norm, start, unit)]
        if len(following) != 1:
            return []
        if following[0] is start:
            return path
        if following[0] in path:
            return []
        path.append(following[0])


def _name(party: object) -> str:
    return party.name if isinstance(party, Party) else "?"


RULE = Rule(
    "RD642",
    "acting-circle",
    WARNING,
    "Parties stand in for each other in a circle, in the same acts, and nobody else does.",
    "When all of them are away at once, the substitute's substitute is the one who is away: nobody can act.",
    "signer: request permits signed only by leader\n"
    "first: executive_vice_mayor acts for mayor in request.signed while away(mayor)\n"
    "second: mayor acts for executive_vice_mayor in request.signed while away(executive_vice_mayor)\n",
    "signer: request permits signed only by leader\n"
    "first: executive_vice_mayor, then secretary_general acts for mayor in request.signed while away(mayor)\n"
    "second: mayor acts for executive_vice_mayor in request.signed while away(executive_vice_mayor)\n",
    find,
)
