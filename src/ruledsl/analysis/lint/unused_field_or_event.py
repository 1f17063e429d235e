"""RD611: a field or event that no clause asks for."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.names import declarations, uses
from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    counts = uses(unit)
    for declared in declarations(unit):
        if declared.table in ("field", "event") and counts[declared.name] <= 0:
            yield Finding(
                f"the {declared.table} '{declared.name}' of {declared.home or 'its kind'} is used nowhere in "
                "this ruleset",
                declared.span,
                "take it out, or write the clause that was to ask for it",
            )


RULE = Rule(
    "RD611",
    "unused-field-or-event",
    INFO,
    "A field or event that the ruleset's own files declare is asked for by no clause and no other declaration.",
    "Whoever writes scenarios has to record it, and nothing depends on it; or a clause is missing.",
    """\
vocabulary own
    kind permit "permit" / "许可证"  opens when created, closes returned
        colour : text "colour" / "颜色"
        event granted(by) "granted" / "颁发", returned "returned" / "交还"
ruleset example "Example" / "示例"
    uses office_world
    calendar china
    in force from 2022-01-01
article 1 "Permits" / "许可证"
    grant: permit permits granted only by mayor
""",
    """\
vocabulary own
    kind permit "permit" / "许可证"  opens when created, closes returned
        event granted(by) "granted" / "颁发", returned "returned" / "交还"
ruleset example "Example" / "示例"
    uses office_world
    calendar china
    in force from 2022-01-01
article 1 "Permits" / "许可证"
    grant: permit permits granted only by mayor
""",
    find,
)
