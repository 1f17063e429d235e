"""The mix of what is drawn: every verdict comes, few cases are trivial, examples shrink, and hypothesis is an extra."""

from __future__ import annotations

import subprocess
import sys

import hypothesis
import pytest
from hypothesis import find, settings

import ruledsl
from ruledsl.engine.verdicts import Status
from ruledsl.testing import scenarios, worlds
from ruledsl.testing.measuring import Mix, draws

QUICK = settings(max_examples=250, deadline=None, database=None, derandomize=True,
                 suppress_health_check=list(hypothesis.HealthCheck))  # fmt: skip


def test_fewer_than_15_in_100_verdicts_are_trivial_and_each_of_the_six_comes() -> None:
    mix = Mix()
    for world in draws(worlds(), 200, 1):
        mix.add(world.ruleset, world.scenario)
    assert mix.trivial_share < 0.15
    assert all(mix.share(status) >= 0.03 for status in Status)


def test_it_is_so_of_a_ruleset_in_hand_too() -> None:
    rules, mix = ruledsl.load("taian"), Mix()
    for scenario in draws(scenarios(rules), 150, 3):
        mix.add(rules, scenario)
    assert mix.trivial_share < 0.15


@pytest.mark.parametrize("status", [Status.SATISFIED, Status.VIOLATED])
def test_a_failing_scenario_shrinks_to_a_few_lines(status: Status) -> None:
    rules = ruledsl.load("taian")
    drawn = scenarios(rules, norms=["51.filing"])
    found = find(drawn, lambda case: any(v.status is status and v.record for v in aimed(rules, case)), settings=QUICK)
    assert len(found.text.splitlines()) <= 12


def aimed(rules: ruledsl.Ruleset, case: object) -> list[ruledsl.Verdict]:
    return [verdict for verdict in rules.evaluate(case).verdicts if verdict.norm in case.aims]  # type: ignore[attr-defined, arg-type]


def test_without_hypothesis_one_line_names_the_extra() -> None:
    code = "import sys; sys.modules['hypothesis'] = None\nimport ruledsl.testing"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.stderr.splitlines()[-1].endswith("ruledsl.testing needs hypothesis: pip install 'ruledsl[testing]'")


def test_the_package_without_its_testing_part_does_not_need_hypothesis() -> None:
    code = "import sys, ruledsl; ruledsl.load; ruledsl.Builder; print('hypothesis' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert run.stdout.strip() == "False"
