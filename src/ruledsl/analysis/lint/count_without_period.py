"""RD623: a count of occurrences since the world began."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import Compare, CountEvents, Literal
from ruledsl.norms.walking import parts_in


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms_with(CountEvents):
        for part in parts_in((norm.content, norm.when, norm.unless, norm.only_when, norm.while_)):
            if not isinstance(part, Compare):
                continue
            for count, other in ((part.left, part.right), (part.right, part.left)):
                if not isinstance(count, CountEvents) or count.period is not None or not isinstance(other, Literal):
                    continue
                if count.pattern.object is None and other.value not in (0, 1):
                    yield Finding(
                        f"this counts every '{count.pattern.event}' there has ever been",
                        unit.part(norm, "count"),
                        "add `in this year` (or another period), or write a frequency: "
                        f"`requires at most N {count.pattern.event} per year`",
                    )


RULE = Rule(
    "RD623",
    "count-without-period",
    WARNING,
    "Occurrences of an event of all records are compared with a number, and no period is given.",
    "The count only grows: a cap is sooner or later passed for good, a quota met for good.",
    "few: executive_meeting requires count(held of executive_meeting) <= 3\n",
    "few: executive_meeting requires at most 3 held per month\n",
    find,
)
