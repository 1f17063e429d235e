"""Running scenarios: what comes out, in which order, by however many processes."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import evolve

from ruledsl.engine.evaluate import evaluate
from ruledsl.engine.verdicts import Status
from ruledsl.norms import load
from ruledsl.norms.model import Ruleset
from ruledsl.trials.run import FileRun, Options, end_of_log, run_files, run_scenario, run_scenarios, worth_it
from ruledsl.world.scenario import Scenario


def files(office: Path) -> list[Path]:
    return sorted(office.glob("*.scenario"))


def titles(runs: Sequence[FileRun]) -> list[str]:
    return [scenario.title for run in runs for scenario in run.scenarios]


def scenarios(office: Path) -> list[Scenario]:
    return [each.scenario for run in run_files(files(office)) for each in run.scenarios]


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_run_holds_a_result_for_each_line_in_its_order(office: Path, ruleset: Ruleset) -> None:
    for scenario in scenarios(office):
        run = run_scenario(ruleset, scenario)
        lines = [line for block in scenario.as_ofs for line in block.expectations]
        assert [result.expectation for result in run.results] == lines
        assert run.ok


def test_what_is_reached_are_the_verdicts_of_the_days_asked_about(office: Path, ruleset: Ruleset) -> None:
    for scenario in scenarios(office):
        for day in run_scenario(ruleset, scenario).days:
            verdicts = evaluate(ruleset, scenario, day.day)
            assert {(norm, status) for norm, found in day.reached.items() for status in found} == {
                (verdict.norm, verdict.status) for verdict in verdicts
            }


def test_a_scenario_that_asks_about_no_day_is_decided_at_the_end_of_its_log(office: Path, ruleset: Ruleset) -> None:
    scenario = evolve(scenarios(office)[0], as_ofs=())
    (day,) = run_scenario(ruleset, scenario).days
    assert day.day == end_of_log(scenario) == max(event.when.day for event in scenario.events)
    assert not day.asked
    assert day.results == ()


def test_a_scenario_without_a_log_or_a_date_has_no_day(ruleset: Ruleset) -> None:
    assert run_scenario(ruleset, Scenario("nothing")).days == ()


def test_a_clause_that_an_answer_rests_on_is_used(office: Path, ruleset: Ruleset) -> None:
    used = {norm for each in run_scenarios(ruleset, scenarios(office)) for day in each.days for norm in day.used}
    assert used == {"office:1.stand_in", "office:2.done"}


def test_what_was_run_can_be_sent_between_processes(office: Path) -> None:
    spoil(office / "letters.scenario", "due 2022-03-04", "due 2022-03-05")
    runs = list(run_files(files(office)))
    assert pickle.loads(pickle.dumps(runs)) == runs


def test_however_many_processes_the_same_comes_out_in_the_same_order(office: Path) -> None:
    spoil(office / "letters.scenario", "due 2022-03-04", "due 2022-03-05")
    (office / "a faulty one.scenario").write_text('scenario "x"\n    lettr l1\n', encoding="utf-8")
    alone = list(run_files(files(office)))
    assert list(run_files(files(office), jobs=2)) == alone
    assert list(run_files(files(office), jobs=None)) == alone
    assert [run.ok for run in alone] == [False, False, True]


@pytest.mark.parametrize("jobs", [1, 2])
def test_failfast_ends_with_the_first_that_is_not_met(office: Path, jobs: int) -> None:
    spoil(office / "letters.scenario", "due 2022-03-04", "due 2022-03-05")
    assert titles(list(run_files(files(office), Options(failfast=True), jobs=jobs))) == ["a letter answered late"]


def test_failfast_ends_inside_a_file(office: Path) -> None:
    spoil(office / "material.scenario", "violated breach", "satisfied")
    runs = list(run_files([office / "material.scenario"], Options(failfast=True)))
    assert titles(runs) == ["filed four workdays ahead"]


def test_a_faulty_ruleset_is_told_once_and_none_of_its_scenarios_are_run(office: Path) -> None:
    spoil(office / "office.rules", "letter normally", "lettr normally")
    runs = list(run_files(files(office)))
    assert titles(runs) == []
    assert [run.faulty for run in runs] == [True, False]
    assert all(run.ruleset is None for run in runs)


def test_only_titles_that_contain_the_text_are_run(office: Path) -> None:
    assert titles(list(run_files(files(office), Options(wanted="LATE")))) == ["a letter answered late"]


def test_every_norm_that_can_be_broken_has_a_verdict_on_every_day(office: Path, ruleset: Ruleset) -> None:
    breakable = {norm.id for norm in ruleset.norms if norm.breakable}
    for scenario in scenarios(office):
        for day in run_scenario(ruleset, scenario).days:
            assert set(day.reached) == breakable
            assert all(found <= set(Status) for found in day.reached.values())


def test_other_processes_are_started_only_for_what_takes_longer_than_starting_them() -> None:
    assert worth_it(3.0, 1000, [1000, 1000], 2)
    assert not worth_it(3.0, 1000, [1000, 1000], 1)
    assert not worth_it(3.0, 1000, [9000], 2)  # one file cannot be shared
    assert not worth_it(0.1, 1000, [1000, 1000], 2)
    assert not worth_it(3.0, 0, [1000, 1000], 2)  # nothing is known yet


def test_a_ruleset_is_opened_once_for_all_files(office: Path) -> None:
    first, second = run_files(files(office))
    assert first.ruleset is second.ruleset
    assert first.ruleset == load(str(office))
