"""RD627: a limit that would roll over, and no calendar to say whether it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.facts import FORWARD, limits_in
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit

_ROLLING: Final = frozenset({"day", "week", "month", "quarter", "year"})


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    time = unit.ruleset.time
    if time.calendar is not None or not time.roll_over:
        return
    for norm in unit.norms:
        for limit in limits_in(norm.window):
            if limit.form in FORWARD and limit.amount is not None and limit.amount.unit in _ROLLING:
                yield Finding(
                    "no calendar says whether the last day of this limit is a day of rest",
                    unit.part(norm, limit.form.value),
                    "add `calendar china` (or another one, or `calendar none`) under the ruleset's heading, or "
                    "`roll-over off`",
                )
                return


RULE = Rule(
    "RD627",
    "roll-over-without-calendar",
    WARNING,
    "A limit in days, weeks or months rolls over days of rest, and the ruleset names no calendar.",
    "Whether a limit that ends on a Sunday ends on the Monday is then left to chance. Working days without a calendar "
    "are an error: RD315.",
    """\
ruleset example "Example" / "示例"
    uses office_world
    in force from 2022-01-01
article 1 "Requests" / "请示"
    reply: request requires answered within 20 days of submitted
""",
    """\
ruleset example "Example" / "示例"
    uses office_world
    calendar china
    in force from 2022-01-01
article 1 "Requests" / "请示"
    reply: request requires answered within 20 days of submitted
""",
    find,
)
