"""A test run as JUnit's XML and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from ruledsl import report
from ruledsl.diagnostics import Diagnostics
from ruledsl.report.expectation_text import scenario_failure
from ruledsl.report.json_report import report_schema
from ruledsl.report.layout import Page
from ruledsl.report.trial_json import run_data
from ruledsl.report.trial_junit import as_junit
from ruledsl.trials.coverage import coverages
from ruledsl.trials.run import FileRun, run_files
from tests.cli.example import write_example

TITLE = 'a <letter> & "an answer"'


def schema(name: str) -> dict[str, object]:
    """A schema of the report room."""
    folder = Path(report.__file__ or "").parent
    found: dict[str, object] = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def validator(name: str) -> Draft202012Validator:
    """A validator that knows the schemas by their names."""
    known = [report_schema(), schema("coverage"), schema("test")]
    registry = Registry().with_resources((each["$id"], Resource.from_contents(each)) for each in known)
    return Draft202012Validator(schema(name), registry=registry)


@pytest.fixture
def runs(tmp_path: Path, own_cache: Path) -> list[FileRun]:
    """The example with a line that is not met, a title in need of escapes, and a faulty file."""
    write_example(tmp_path)
    path = tmp_path / "letters.scenario"
    text = path.read_text(encoding="utf-8").replace("due 2022-03-04", "due 2022-03-05", 1)
    path.write_text(text.replace('"a letter answered late"', json.dumps(TITLE)), encoding="utf-8")
    (tmp_path / "faulty.scenario").write_text('scenario "x"\n    lettr l1\n', encoding="utf-8")
    return list(run_files(sorted(tmp_path.glob("*.scenario"))))


def faults(runs: Sequence[FileRun]) -> Diagnostics:
    found = Diagnostics()
    for run in runs:
        found.items.extend(run.diagnostics)
        found.sources.update(run.sources)
    return found


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_scenario(runs: list[FileRun]) -> None:
    root = Xml.fromstring(as_junit(runs, Page()))
    assert [root.get(name) for name in ("tests", "failures", "errors")] == ["4", "1", "1"]
    faulty, letters, material = root
    assert [case.get("name") for case in letters] == [TITLE]
    assert [len(case) for case in material] == [0, 0]
    (error,) = faulty[0]
    assert (error.tag, error.get("type")) == ("error", "RD501")


def test_junit_tells_a_failure_as_the_text_report_does(runs: list[FileRun]) -> None:
    failure = next(Xml.fromstring(as_junit(runs, Page())).iter("failure"))
    (run,) = [run for run in runs if not run.faulty and not run.ok]
    assert run.ruleset is not None
    assert failure.text == "\n\n".join(scenario_failure(run.ruleset, run.scenarios[0], Page()))
    assert failure.get("type") == "other_due"


def test_junit_of_nothing_is_xml() -> None:
    assert Xml.fromstring(as_junit([], Page())).get("tests") == "0"


def test_junit_holds_no_character_that_xml_has_no_place_for(tmp_path: Path, own_cache: Path) -> None:
    write_example(tmp_path)
    path = tmp_path / "letters.scenario"
    text = path.read_text(encoding="utf-8").replace("a letter answered late", "a\ufffe b \u202e c")
    path.write_text(text.replace("due 2022-03-04", "due 2022-03-05"), encoding="utf-8")
    Xml.fromstring(as_junit(run_files([path]), Page()))


def test_the_json_form_is_as_its_schema_says(runs: list[FileRun]) -> None:
    data = run_data(runs, faults(runs), coverage=coverages(runs))
    validator("test").validate(json.loads(json.dumps(data)))
    assert data["summary"] == {
        "files": 3,
        "faulty_files": 1,
        "scenarios": 3,
        "expectations": 12,
        "met": 11,
        "not_met": 1,
        "interrupted": False,
    }


def test_the_json_form_gives_for_each_line_what_came_out(runs: list[FileRun]) -> None:
    data = run_data(runs, faults(runs))
    lines = [
        line
        for file in data["files"]
        for scenario in file["scenarios"]
        for day in scenario["as_of"]
        for line in day["expectations"]
    ]
    (unmet,) = [line for line in lines if not line["met"]]
    assert (unmet["reason"], unmet["got"][0]["due"]) == ("other_due", "2022-03-04")
    assert all(line["got"] == [] for line in lines if line["met"])
    assert data["coverage"] is None


def test_the_json_form_is_the_same_each_time(runs: list[FileRun], tmp_path: Path) -> None:
    again = list(run_files(sorted(tmp_path.glob("*.scenario"))))
    assert run_data(again, faults(again)) == run_data(runs, faults(runs))
