"""RD612: a named value, window, period or unit that no clause uses."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.edits import declaration_removed
from ruledsl.analysis.names import declarations, uses
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    counts = uses(unit)
    for declared in declarations(unit):
        # A unit's name may stand in the plural, which the count does not see.
        plural = f"{declared.name}s" if declared.table == "unit" else declared.name
        named = counts[declared.name] > 0 or (plural != declared.name and counts[plural] > 0)
        if declared.table in ("value", "window", "period", "unit") and not named:
            yield Finding(
                f"no clause uses the {declared.table} '{declared.name}'",
                declared.span,
                "take it out, or use it where its value is written out",
                declaration_removed(unit, declared),
            )


RULE = Rule(
    "RD612",
    "unused-setting",
    WARNING,
    "A named value, window, period or unit is declared and used by no clause.",
    "Whoever changes it expects something to change.",
    'value reply_term : duration = 20 days "term of reply" / "答复期限"\n'
    "reply: request requires answered within 20 days of submitted\n",
    'value reply_term : duration = 20 days "term of reply" / "答复期限"\n'
    "reply: request requires answered within reply_term of submitted\n",
    find,
    unsafely_fixable=True,
)
