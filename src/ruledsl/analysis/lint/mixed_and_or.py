"""RD661: `and` and `or` in one condition without brackets."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import INFO, Finding, Needs, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.diagnostics import Fix
from ruledsl.syntax.tree import Node


def find(unit: Unit) -> Iterator[Finding]:
    sources = {file.source.name: file.source for file in unit.files}
    for line, node in unit.nodes("or_"):
        if line.kind == "clause":
            for part in node.parts:
                if isinstance(part, Node) and part.kind == "and_":
                    text = sources[part.span.file].text[part.span.start : part.span.end]
                    fix = Fix(part.span, f"({text})") if "--" not in text else None
                    yield Finding(
                        "`and` and `or` stand side by side, and `and` binds more closely",
                        part.span,
                        "put brackets round it, so that nobody has to know",
                        fix,
                    )


RULE = Rule(
    "RD661",
    "mixed-and-or",
    INFO,
    "`and` stands beside `or` without brackets.",
    "`a or b and c` means `a or (b and c)`; in speech it is as often the other, and in law such "
    "sentences are fought over.",
    "reply: request requires answered within 20 days of submitted unless complex or needs_money and "
    "urgency = ordinary\n",
    "reply: request requires answered within 20 days of submitted unless complex or (needs_money "
    "and urgency = ordinary)\n",
    find,
    Needs.WORDS,
    fixable=True,
)
