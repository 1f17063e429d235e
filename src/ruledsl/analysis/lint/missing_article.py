"""RD652: a number that is missing in the row of articles."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.tracing import gaps_in_chapters
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    for _, first, last, following in gaps_in_chapters(unit.ruleset):
        missing = f"{first}" if first == last else f"{first} to {last}"
        yield Finding(
            f"between articles {first - 1} and {following.number} of this chapter nothing is said of {missing}",
            following.span,
            'give each a heading, with its clauses or with `states "…"`',
        )


RULE = Rule(
    "RD652",
    "missing-article",
    INFO,
    "Between two articles of one chapter a number is missing.",
    "An article of the document may have been passed over: each is to be accounted for, if only by a statement.",
    """\
article 1 "Requests" / "请示"
    reply: request requires answered within 20 days of submitted
article 3 "Signing" / "签发"
    sign: request requires signed before answered
""",
    """\
article 1 "Requests" / "请示"
    reply: request requires answered within 20 days of submitted
article 2 "Aims" / "目标"
    states "requests are dealt with quickly and with care"
article 3 "Signing" / "签发"
    sign: request requires signed before answered
""",
    find,
)
