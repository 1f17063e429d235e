"""RD652: a number that is missing in the row of articles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.model import Article


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    chapters: dict[str | None, dict[int, Article]] = {}
    for article in unit.ruleset.articles:
        if article.number.isdecimal():
            chapters.setdefault(article.chapter, {})[int(article.number)] = article
    for articles in chapters.values():
        numbers = sorted(articles)
        for number, following in pairwise(numbers):
            if following > number + 1:
                missing = f"{number + 1}" if following == number + 2 else f"{number + 1} to {following - 1}"
                yield Finding(
                    f"between articles {number} and {following} of this chapter nothing is said of {missing}",
                    articles[following].span,
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
