"""RD651: an article that no clause and no statement accounts for."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.tracing import unaccounted_articles
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    for article in unaccounted_articles(unit.ruleset):
        yield Finding(
            f"nothing stands under article {article.number}",
            article.span,
            'write its clauses, or say what it says: `states "an aim that nobody can break"`',
        )


RULE = Rule(
    "RD651",
    "unaccounted-article",
    WARNING,
    "An article has neither a clause nor a statement.",
    "A reader cannot tell whether it asks for nothing or was passed over.",
    """\
article 1 "Requests" / "请示"
    reply: request requires answered within 20 days of submitted
article 2 "Aims" / "目标"
""",
    """\
article 1 "Requests" / "请示"
    reply: request requires answered within 20 days of submitted
article 2 "Aims" / "目标"
    states "requests are dealt with quickly and with care"
""",
    find,
)
