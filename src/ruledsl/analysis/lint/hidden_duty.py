"""RD638: a statement that sounds like a duty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.unit import Unit

_DUTY: Final = re.compile(
    r"\b(?:must(?: not)?|shall(?: not)?|may not|is forbidden|are forbidden|at the latest)\b|应当|必须|不得|严禁"
)


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    for article in unit.ruleset.articles:
        for statement in article.statements:
            match = _DUTY.search(statement.text)
            if match is not None and not statement.restates:
                yield Finding(
                    f"this statement says '{match[0]}', and no case is ever checked against a statement",
                    statement.span,
                    "write it as a clause; if nobody could break it, say it in other words",
                )


RULE = Rule(
    "RD638",
    "hidden-duty",
    INFO,
    "A statement says must, shall, may not, 应当, 必须, 不得 or 严禁.",
    "A statement stands for what no case could break. What somebody must do is a clause.",
    'article 1 "Requests" / "请示"\n    answer: states "each request must be answered within twenty days"\n',
    'article 1 "Requests" / "请示"\n    answer: request requires answered within 20 days of submitted\n',
    find,
)
