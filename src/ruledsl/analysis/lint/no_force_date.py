"""RD653: a ruleset that does not say from when it is in force."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    if unit.ruleset.first_day is not None or any(norm.first_day is not None for norm in unit.norms):
        return
    for line, _ in unit.lines:
        if line.kind == "ruleset_heading":
            yield Finding(
                "nothing says from when this ruleset is in force",
                line.span,
                "add `in force from 2022-01-01` under the heading",
            )


RULE = Rule(
    "RD653",
    "no-force-date",
    INFO,
    "Neither a ruleset nor any part of it says from when it is in force.",
    "It is then applied to every date, those before it was issued too.",
    """\
ruleset example "Example" / "示例"
    uses office_world
    calendar china
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
