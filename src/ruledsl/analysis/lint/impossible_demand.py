"""RD682: a demand that nothing can meet."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.facts import is_duty
from ruledsl.analysis.possible import can_hold
from ruledsl.analysis.rule import ERROR, Finding, Rule
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms:
        if is_duty(norm) and norm.content is not None and not can_hold(norm.content, unit.vocabulary):
            yield Finding(
                "what this requires can never be: its parts shut each other out, or a number is out of reach",
                unit.part(norm, "duty"),
                "check the values; for alternatives write `or`, or `in (a, b)`",
            )


RULE = Rule(
    "RD682",
    "impossible-demand",
    ERROR,
    "A clause requires what can never hold, whatever values its fields have.",
    "Every case breaks it. Mostly `and` stands where `or` was meant, or a sign is turned round.",
    "few: meeting requires count(attendees) > 3 and count(attendees) < 2 at held\n",
    "few: meeting requires count(attendees) > 3 at held\n",
    find,
)
