"""Real rulesets: the logs of a ruleset's own scenarios, evaluated by both sides at each of their days."""

from __future__ import annotations

from pathlib import Path

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms import load
from ruledsl.norms.scenario_reader import load_scenarios

from .agreeing import Disagreement, Tally, differing
from .days import china


def differences(folder: Path, tally: Tally, every: int = 1) -> list[Disagreement]:
    """The verdicts on which engine and reference differ, at one of so many of the days of all scenarios."""
    diagnostics = Diagnostics()
    rules = load(str(folder), diagnostics)
    days = [
        (scenario, block.day)
        for path in sorted(folder.glob("*.scenario"))
        for scenario in load_scenarios(str(path), rules, diagnostics)
        for block in scenario.as_ofs
    ]
    tally.asked["norms"] += sum(norm.breakable for norm in rules.norms) * len(days[::every])
    return [each for scenario, day in days[::every] for each in differing(rules, scenario, day, china, tally)]
