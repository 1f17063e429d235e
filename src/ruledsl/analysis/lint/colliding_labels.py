"""RD614: two names that people call the same."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.names import Declared, declarations
from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str], Declared] = {}
    for declared in declarations(unit):
        scope = "party" if declared.table in ("role", "office") else declared.table
        for label in dict.fromkeys(declared.labels):
            key = (scope, declared.home, label.casefold())
            first = seen.setdefault(key, declared)
            if first.name != declared.name:
                yield Finding(
                    f"'{first.name}' and '{declared.name}' are both called “{label}”",
                    declared.span,
                    "give one of them a label that tells them apart",
                    related=(("the other one", first.span),),
                )


RULE = Rule(
    "RD614",
    "colliding-labels",
    WARNING,
    "Two kinds, parties, lists, states, or two fields or events of one kind have the same English or Chinese label.",
    "Reports name things by their labels; a reader cannot tell which of the two is meant.",
    """\
vocabulary own
    role chair "chair" / "主席"
    role speaker "speaker" / "主席"
""",
    """\
vocabulary own
    role chair "chair" / "主席"
    role speaker "speaker" / "议长"
""",
    find,
    Needs.WORDS,
)
