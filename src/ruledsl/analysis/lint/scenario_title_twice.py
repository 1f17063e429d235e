"""RD657: two scenarios of one title."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.scenario_lines import scenarios_in
from ruledsl.analysis.unit import Unit
from ruledsl.source import Span


def find(unit: Unit) -> Iterator[Finding]:
    seen: dict[str, Span] = {}
    for source in unit.scenarios:
        for scenario in scenarios_in(source):
            first = seen.setdefault(scenario.title.casefold(), scenario.span)
            if first is not scenario.span:
                yield Finding(
                    f'there is another scenario "{scenario.title}"',
                    scenario.span,
                    "say in the title what is different here",
                    related=(("the other one", first),),
                )


RULE = Rule(
    "RD657",
    "scenario-title-twice",
    WARNING,
    "Two scenarios of a ruleset have the same title.",
    "Failures are reported by title, and `-k` picks by it.",
    'scenario "a request"\n    request r1\n    as of 2022-03-31\n    expect 1.reply not_applicable\n'
    'scenario "a request"\n'
    "    request r1\n    2022-03-01 r1 submitted\n    as of 2022-03-31\n    expect 1.reply violated\n",
    'scenario "a request not sent"\n    request r1\n    as of 2022-03-31\n    expect 1.reply not_applicable\n'
    'scenario "a request too late"\n    request r1\n    2022-03-01 r1 submitted\n    as of 2022-03-31\n'
    "    expect 1.reply violated\n",
    find,
    Needs.TEXT,
)
