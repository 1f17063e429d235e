"""Drawn scenarios: they load without diagnostics and print as what they are; a planted fault never is a verdict."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ruledsl
from ruledsl.diagnostics import Diagnostics
from ruledsl.engine.verdicts import Status
from ruledsl.norms.scenario_reader import read_scenario_text
from ruledsl.testing import World, WrittenScenario, WrongScenario, rulesets, scenarios, worlds, wrong_scenarios
from tests.testing.alike import placeless

TAIAN = ruledsl.load("taian")


def read_back(scenario: WrittenScenario, rules: ruledsl.Ruleset) -> None:
    diagnostics = Diagnostics()
    found = read_scenario_text(scenario.text, rules.compiled, diagnostics)
    assert not list(diagnostics)
    assert [placeless(each) for each in found] == [placeless(scenario.data)]


@given(worlds())
def test_a_drawn_scenario_prints_as_text_that_reads_back_as_the_same(world: World) -> None:
    read_back(world.scenario, world.ruleset)


@given(scenarios(TAIAN))
def test_a_scenario_drawn_for_a_bundled_ruleset_reads_back_as_the_same(scenario: WrittenScenario) -> None:
    read_back(scenario, TAIAN)


@given(worlds())
def test_the_json_form_of_a_drawn_scenario_reads_back_as_the_same(world: World) -> None:
    document = json.loads(json.dumps(world.scenario.to_dict()))
    again = ruledsl.Scenario.from_json(document, world.ruleset)
    assert placeless(again.data) == placeless(world.scenario.data)


@given(worlds())
def test_a_world_has_verdicts_on_each_of_its_days(world: World) -> None:
    for day in world.days:
        report = world.ruleset.evaluate(world.scenario, day)
        aimed = [verdict for verdict in report.verdicts if verdict.norm in world.scenario.aims]
        assert all(verdict.status in Status for verdict in aimed)


@given(worlds())
def test_a_world_shows_as_texts_that_can_be_run(world: World) -> None:
    assert world.ruleset.text in repr(world)
    assert world.scenario.text in repr(world)


@given(st.data())
def test_scenarios_can_be_aimed_at_norms_by_their_ids(data: st.DataObject) -> None:
    scenario = data.draw(scenarios(TAIAN, norms=["51.filing"]))
    assert scenario.aims == ("taian:51.filing",)
    assert any(
        verdict.record is not None for verdict in TAIAN.evaluate(scenario).verdicts if verdict.norm == scenario.aims[0]
    )


def test_a_norm_that_the_ruleset_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="has no norm"):
        scenarios(TAIAN, norms=["51.nonesuch"])


@given(scenarios(TAIAN, first=date(2023, 1, 1), last=date(2023, 3, 31)))
def test_a_case_begins_between_the_dates_asked_for(scenario: WrittenScenario) -> None:
    assert scenario.dates[-1] >= date(2023, 1, 1)
    created = [record.created for record in scenario.data.records.values() if record.created is not None]
    assert all(date(2022, 12, 1) <= date.fromordinal(each.day) <= date(2023, 3, 31) for each in created)


@given(st.data())
def test_a_planted_fault_is_the_one_diagnostic_and_never_a_verdict(data: st.DataObject) -> None:
    rules = data.draw(st.one_of(rulesets(), st.just(TAIAN)))
    wrong: WrongScenario = data.draw(wrong_scenarios(rules))
    diagnostics = Diagnostics()
    found = read_scenario_text(wrong.text, rules.compiled, diagnostics)
    assert [(each.code, each.span.line) for each in diagnostics] == [(wrong.fault.code, wrong.fault.line)]
    assert found == []
