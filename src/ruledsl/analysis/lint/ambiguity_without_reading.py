"""RD606: a clause marked as ambiguous that does not say how it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.unit import Unit

_MARK: Final = re.compile(
    r"\b(?:ambiguous|ambiguity|unclear|not clear|open question|could mean|may mean)\b|歧义|不明确|存疑|待定|含义不清",
    re.IGNORECASE,
)


def find(unit: Unit) -> Iterator[Finding]:
    for line, _ in unit.lines:
        if line.kind != "clause" or any(child.kind in ("note", "reading") for child in line.children):
            continue
        for comment in (*line.comments_before, *line.comments_inside, line.comment_after):
            if comment is not None and (match := _MARK.search(comment.text)):
                yield Finding(
                    f"the comment says '{match[0]}', and the clause does not say how it is read",
                    comment.span,
                    'add `reading "…"` under the clause: it is shown with every verdict, a comment never',
                )


RULE = Rule(
    "RD606",
    "ambiguity-without-reading",
    WARNING,
    "A comment calls a clause ambiguous or unclear, and the clause has neither a `reading` nor a `note`.",
    "A clause always picks one reading. Whoever is told that the rule is broken must be able to see which.",
    "-- ambiguous: from receipt or from dispatch?\nreply: request requires answered within 20 days of submitted\n",
    "-- ambiguous: from receipt or from dispatch?\nreply: request requires answered within 20 days of submitted\n"
    '    reading "from the day on which the request is sent in"\n',
    find,
    Needs.WORDS,
)
