"""RD610: a declared name that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.edits import declaration_removed
from ruledsl.analysis.names import declarations, uses
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit

_TABLES: Final = frozenset({"role", "office", "list", "state", "kind"})


def find(unit: Unit) -> Iterator[Finding]:
    counts = uses(unit)
    for declared in declarations(unit):
        if declared.table in _TABLES and counts[declared.name] <= 0:
            if declared.line is not None and any(child.kind != "note" for child in declared.line.children):
                inner = [each.name for each in declarations(unit) if each.home == declared.name]
                if any(counts[name] > 0 for name in inner):
                    continue
            yield Finding(
                f"the {declared.table} '{declared.name}' is used nowhere in this ruleset",
                declared.span,
                "take it out, or write the clause that was to speak of it",
                declaration_removed(unit, declared),
            )


RULE = Rule(
    "RD610",
    "unused-declaration",
    WARNING,
    "A kind, role, office, list or state that the ruleset's own files declare is used nowhere in them.",
    "Either it is left over, or the clause that was to speak of it was forgotten. Shared vocabularies are not looked "
    "at: another ruleset may use what this one does not.",
    """\
vocabulary own
    role auditor "auditor" / "审计员"
ruleset example "Example" / "示例"
    uses office_world
    calendar china
    in force from 2022-01-01
article 1 "Requests" / "请示"
    reply: request requires answered within 20 days of submitted
""",
    """\
vocabulary own
    role auditor "auditor" / "审计员"
ruleset example "Example" / "示例"
    uses office_world
    calendar china
    in force from 2022-01-01
article 1 "Requests" / "请示"
    reply: request requires answered(by = auditor) within 20 days of submitted
""",
    find,
    unsafely_fixable=True,
)
