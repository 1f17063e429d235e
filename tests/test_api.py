"""The Python interface: loading, scenarios of three sorts, reports, faults."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import ruledsl
from ruledsl.api import Date, day_of
from ruledsl.engine.verdicts import Status
from tests.cli.example import JSON, write_example


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("office"))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def rules(folder: Path) -> ruledsl.Ruleset:
    return ruledsl.load(folder)


def letter(rules: ruledsl.Ruleset) -> ruledsl.Builder:
    draft = ruledsl.Scenario.builder(rules, "a letter")
    draft.record("letter", "l1")
    draft.event("2022-03-01", "l1", "received")
    return draft


# ------------------------------------------------------------------------------------------------ rulesets


def test_a_ruleset_is_loaded_by_its_folder_its_file_or_its_name(folder: Path) -> None:
    assert ruledsl.load(folder).name == "office"
    assert ruledsl.load(str(folder / "office.rules")).name == "office"
    assert ruledsl.load("taian").name == "taian"


def test_a_ruleset_shows_its_norms_and_exports_them(rules: ruledsl.Ruleset) -> None:
    assert [norm.id for norm in rules.norms] == [
        "office:1.filing", "office:1.sign_off", "office:1.stand_in", "office:2.reply", "office:2.done",
    ]  # fmt: skip
    assert repr(rules) == "<ruleset office: 5 norms>"
    assert rules.to_dict()["ruleset"] == "office"


def test_what_is_no_ruleset_raises_with_diagnostics() -> None:
    with pytest.raises(ruledsl.InputError) as raised:
        ruledsl.load("taiam")
    assert [diagnostic.code for diagnostic in raised.value.diagnostics] == ["RD201"]


# ------------------------------------------------------------------------------------------------ scenarios


def test_a_file_of_one_scenario_gives_it(folder: Path, rules: ruledsl.Ruleset) -> None:
    case = ruledsl.Scenario.from_file(folder / "letters.scenario", rules)
    assert case.title == "a letter answered late"
    assert case.dates == (date(2022, 3, 3), date(2022, 3, 7))
    assert repr(case) == "<scenario 'a letter answered late'>"


def test_a_file_of_several_asks_for_a_title(folder: Path, rules: ruledsl.Ruleset) -> None:
    with pytest.raises(ValueError, match="holds 2 scenarios"):
        ruledsl.Scenario.from_file(folder / "material.scenario", rules)
    with pytest.raises(ValueError, match="holds no scenarios called 'x'"):
        ruledsl.Scenario.from_file(folder / "material.scenario", rules, "x")
    chosen = ruledsl.Scenario.from_file(folder / "material.scenario", rules, "filed four workdays ahead")
    assert chosen.title == "filed four workdays ahead"
    assert len(rules.scenarios(folder / "material.scenario")) == 2


def test_the_three_ways_of_telling_a_scenario_give_the_same_verdicts(folder: Path, rules: ruledsl.Ruleset) -> None:
    told = letter(rules).event("2022-03-03", "l1", "replied")
    assert isinstance(told, ruledsl.Builder)
    in_json = ruledsl.Scenario.from_json(JSON, rules)
    parsed = ruledsl.Scenario.from_json(json.loads(JSON), rules)
    from_file = ruledsl.Scenario.from_file(folder / "letter.json", rules)
    statuses = [
        [(v.norm, v.record, v.status, v.due) for v in rules.evaluate(case, "2022-03-07")]
        for case in (told.build(), in_json, parsed, from_file)
    ]
    assert all(each == statuses[0] for each in statuses)


def test_a_scenario_read_from_the_cache_is_the_same(folder: Path, rules: ruledsl.Ruleset) -> None:
    path = folder / "material.scenario"
    assert [each.data for each in rules.scenarios(path)] == [each.data for each in rules.scenarios(path)]


def test_a_scenario_written_as_json_reads_back(folder: Path, rules: ruledsl.Ruleset) -> None:
    case = ruledsl.Scenario.from_file(folder / "letters.scenario", rules)
    again = ruledsl.Scenario.from_json(case.to_dict(), rules)
    assert rules.evaluate(again).summary() == rules.evaluate(case).summary()


def test_all_that_is_wrong_with_what_was_told_is_raised_at_once(rules: ruledsl.Ruleset) -> None:
    draft = ruledsl.Scenario.builder(rules, "faulty")
    draft.record("lettr", "l1")
    draft.record("letter", "l2")
    draft.event("2022-02-30", "l2", "received")
    with pytest.raises(ruledsl.InputError) as raised:
        draft.build()
    assert [diagnostic.code for diagnostic in raised.value.diagnostics] == ["RD501", "RD513"]


def test_a_fault_in_json_points_into_the_document(rules: ruledsl.Ruleset) -> None:
    with pytest.raises(ruledsl.InputError) as raised:
        ruledsl.Scenario.from_json(JSON.replace("2022-03-03", "2022-03-33"), rules)
    assert [diagnostic.pointer for diagnostic in raised.value.diagnostics] == ["events[1].date"]


# ------------------------------------------------------------------------------------------------ evaluating


@pytest.mark.parametrize("as_of", [date(2022, 3, 7), "2022-03-07", date(2022, 3, 7).toordinal()])
def test_a_date_may_be_given_in_three_ways(rules: ruledsl.Ruleset, as_of: Date) -> None:
    report = rules.evaluate(letter(rules).build(), as_of)
    assert report.date == date(2022, 3, 7)
    assert [v.norm for v in report.deviations] == ["office:2.reply"]


def test_without_a_date_the_last_as_of_is_taken(folder: Path, rules: ruledsl.Ruleset) -> None:
    case = ruledsl.Scenario.from_file(folder / "letters.scenario", rules)
    assert rules.evaluate(case).date == date(2022, 3, 7)
    with pytest.raises(ValueError, match="no `as of`"):
        rules.evaluate(letter(rules).build())


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="'tomorrow' is not a date"):
        day_of("tomorrow")
    for wrong in (True, 2.5, None):
        with pytest.raises(TypeError):
            day_of(wrong)  # type: ignore[arg-type]


def test_expectations_are_checked_at_each_as_of(folder: Path, rules: ruledsl.Ruleset) -> None:
    case = ruledsl.Scenario.from_file(folder / "letters.scenario", rules)
    checked = rules.check_expectations(case)
    assert [report.date for report, _ in checked] == [date(2022, 3, 3), date(2022, 3, 7)]
    assert all(result.ok for _, results in checked for result in results)


def test_a_calendar_may_be_projected_past_its_published_years(rules: ruledsl.Ruleset) -> None:
    draft = ruledsl.Scenario.builder(rules, "far ahead")
    draft.record("letter", "l1")
    draft.event("2029-03-01", "l1", "received")
    case = draft.build()
    assert [v.norm for v in rules.evaluate(case, "2029-03-06").undetermined] == ["office:2.reply"]
    projected = rules.evaluate(case, "2029-03-20", project_calendar=True)
    assert projected["2.reply"][0].status is Status.VIOLATED
    assert "provisional" in projected["2.reply"][0].marks


# ------------------------------------------------------------------------------------------------ reports


def test_a_report_selects_by_clause_number_and_status(rules: ruledsl.Ruleset) -> None:
    report = rules.evaluate(letter(rules).build(), "2022-03-02")
    assert report["2.reply"] == report["office:2.reply"] == report.pending
    assert report[0] == next(iter(report))
    assert report[:2] == tuple(report)[:2]
    assert len(report.of("not_applicable")) == len(report) - 1
    assert report["1.stand_in"] == ()
    with pytest.raises(KeyError):
        report["2.repyl"]
    with pytest.raises(ValueError):
        report.of("guilty")


def test_pending_comes_by_due_date(rules: ruledsl.Ruleset) -> None:
    draft = ruledsl.Scenario.builder(rules, "two letters")
    for name, day in (("later", "2022-03-02"), ("earlier", "2022-03-01")):
        draft.record("letter", name)
        draft.event(day, name, "received")
    assert [v.record for v in rules.evaluate(draft.build(), "2022-03-02").pending] == ["earlier", "later"]


def test_a_report_names_the_clauses_that_never_applied(rules: ruledsl.Ruleset) -> None:
    report = rules.evaluate(letter(rules).build(), "2022-03-02")
    assert report.never_applied() == ("office:1.filing", "office:1.sign_off")


def test_a_report_is_written_in_both_languages(rules: ruledsl.Ruleset) -> None:
    report = rules.evaluate(letter(rules).build(), "2022-03-02")
    assert "PENDING" in report.text()
    assert "待履行" in report.text("zh")


# ------------------------------------------------------------------------------------------------ the package


def test_every_name_that_the_package_exports_is_there() -> None:
    assert set(ruledsl.__all__) == set(dir(ruledsl))
    for name in ruledsl.__all__:
        assert getattr(ruledsl, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        ruledsl.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_names_are_imported_when_they_are_first_used() -> None:
    code = "import sys, ruledsl; assert 'attrs' not in sys.modules; ruledsl.load; assert 'ruledsl.api' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
