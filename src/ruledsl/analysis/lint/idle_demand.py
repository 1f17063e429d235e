"""RD683: a demand that is always met."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.facts import is_duty
from ruledsl.analysis.possible import can_fail
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms:
        if is_duty(norm) and norm.content is not None and not can_fail(norm.content, unit.vocabulary):
            yield Finding(
                "what this requires always holds, so nobody can break it",
                unit.part(norm, "duty"),
                "check the number and its sign; for `more than` write `>`",
            )


RULE = Rule(
    "RD683",
    "idle-demand",
    WARNING,
    "A clause requires what always holds, whatever values its fields have.",
    "Nobody can break it, and a reader believes that it asks for something.",
    "present: meeting requires count(attendees) >= 0 at held\n",
    "present: meeting requires count(attendees) > 0 at held\n",
    find,
)
