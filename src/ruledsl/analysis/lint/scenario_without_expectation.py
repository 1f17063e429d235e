"""RD656: a scenario that expects nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.scenario_lines import scenarios_in
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    for source in unit.scenarios:
        # Examples are cases to be looked at, not tests.
        if "examples" in source.name.replace("\\", "/").split("/"):
            continue
        for scenario in scenarios_in(source):
            if not scenario.expects:
                yield Finding(
                    f'the scenario "{scenario.title}" expects nothing',
                    scenario.span,
                    "add `as of DATE` and an `expect` line; without one it tests nothing",
                )


RULE = Rule(
    "RD656",
    "scenario-without-expectation",
    WARNING,
    "A scenario has no `expect` line.",
    "It passes whatever the rules say. Files in a folder called `examples` are cases to look at, and left out.",
    'scenario "a request is late"\n    request r1\n    2022-03-01 r1 submitted\n    as of 2022-03-31\n',
    'scenario "a request is late"\n    request r1\n    2022-03-01 r1 submitted\n    as of 2022-03-31\n'
    "    expect 1.reply violated\n",
    find,
    Needs.TEXT,
)
