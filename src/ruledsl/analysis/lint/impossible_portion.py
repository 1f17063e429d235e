"""RD676: a fraction of a number that can never be reached or never missed."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import Compare, Count, Portion
from ruledsl.norms.walking import parts_in


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms_with(Portion):
        for part in parts_in((norm.content, norm.when, norm.unless, norm.only_when)):
            match part:
                case Compare(op=op, left=Count(), right=Portion(of=Count()) as portion):
                    whole = portion.numerator - portion.denominator
                    if whole > 0 or (whole == 0 and op == ">"):
                        yield Finding(
                            f"{portion.numerator}/{portion.denominator} of them is more than there can be"
                            if whole > 0
                            else "more than all of them there can never be",
                            unit.part(norm, "fraction_of"),
                            "check the fraction: more than two thirds is `> 2/3 of count(…)`",
                        )
                case _:
                    pass


RULE = Rule(
    "RD676",
    "impossible-portion",
    WARNING,
    "A count is compared with more than the whole of what it is a part of.",
    "No meeting ever meets it; mostly the fraction stands upside down.",
    "majority: meeting requires count(attendees) >= 3/2 of count(members) at held\n",
    "majority: meeting requires count(attendees) >= 2/3 of count(members) at held\n",
    find,
)
