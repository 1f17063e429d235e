"""The JSON form of a report: valid by its schema, complete, always the same."""

from __future__ import annotations

import json

import jsonschema
import pytest
from attrs import evolve, fields

from ruledsl.civil_time.day_steps import StepReason
from ruledsl.engine.verdicts import Explanation, FactUsed, LimitCount, Remedy, Verdict
from ruledsl.report import wording
from ruledsl.report.json_report import dumps, report_data, report_schema, value_data
from tests.report.sample import PENDING, REPORT, VALUES, VIOLATED


def test_a_report_is_valid_by_its_schema() -> None:
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(dumps(report_data(REPORT))))


def test_the_schema_refuses_what_is_no_report() -> None:
    broken = report_data(REPORT)
    broken["verdicts"][0]["verdict"] = "guilty"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(report_schema()).validate(broken)


def test_the_schema_knows_every_code() -> None:
    definitions = report_schema()["$defs"]
    assert set(definitions["explanation"]["properties"]["why"]["enum"]) == set(wording.WHY)
    assert set(definitions["fact"]["properties"]["kind"]["enum"]) == set(wording.FACTS)
    assert set(definitions["remedy"]["properties"]["kind"]["enum"]) == set(wording.REMEDIES)
    assert set(definitions["consulted"]["properties"]["kind"]["enum"]) == set(wording.CONSULTED)
    assert set(definitions["count"]["properties"]["form"]["enum"]) == set(wording.LIMITS)
    reasons = definitions["count"]["properties"]["days"]["items"]["properties"]["reason"]["enum"]
    assert set(StepReason.__args__) == set(reasons)  # type: ignore[attr-defined]
    marks = definitions["verdict"]["properties"]["marks"]["items"]["enum"]
    assert set(marks) == set(wording.MARKS) - {"so_far"}


def test_a_verdict_has_the_fields_that_the_issue_promises() -> None:
    data = report_data(REPORT)["verdicts"][0]
    assert data["norm"] == "taian:51.filing"
    assert data["article"] == "51"
    assert data["record"] == "i1"
    assert data["verdict"] == "violated"
    assert data["severity"] == "breach"
    assert data["due"] == "2022-03-28"
    assert data["at"] == "2022-03-29"
    assert data["late_days"] == 1
    assert data["missing"] == []
    assert data["explanation"]["counts"][0]["days"][-1] == {
        "date": "2022-03-28",
        "number": 5,
        "reason": "counted",
        "name_en": "",
        "name_zh": "",
    }


@pytest.mark.parametrize(
    ("contract", "renamed"),
    [
        (Verdict, {"status": "verdict", "occurrence_day": "occurrence_date", "at_second": "at_time", "labels": None}),
        (Explanation, {"norm": None, "arose_day": "arose"}),
        (FactUsed, {"day": "date", "second": "time", "last": "until", "seq": None, "span": "source"}),
        (LimitCount, {"anchor_day": "anchor_date", "due_second": "due_time", "steps": "days"}),
        (Remedy, {"day": "date"}),
    ],
)
def test_nothing_of_an_explanation_is_left_out(contract: type, renamed: dict[str, str | None]) -> None:
    data = report_data(REPORT)["verdicts"][0]
    shown = {
        Verdict: data,
        Explanation: data["explanation"],
        FactUsed: data["explanation"]["facts"][0],
        LimitCount: data["explanation"]["counts"][0],
        Remedy: data["explanation"]["remedies"][0],
    }[contract]
    names = {renamed.get(each.name, each.name) for each in fields(contract)} - {None}
    assert names <= set(shown)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_value_is_json(value: object) -> None:
    json.dumps(value_data(value))


def test_exact_numbers_are_written_as_text() -> None:
    assert value_data(VALUES[8]) == "1/3"


def test_the_same_report_gives_the_same_text() -> None:
    marked = evolve(REPORT, verdicts=(evolve(PENDING, marks=frozenset({"provisional", "late_on_plan"})),))
    again = evolve(REPORT, verdicts=(evolve(PENDING, marks=frozenset({"late_on_plan", "provisional"})),))
    assert dumps(report_data(marked)) == dumps(report_data(again))


def test_chinese_is_written_as_it_is() -> None:
    assert "调休上班" in dumps(report_data(evolve(REPORT, verdicts=(VIOLATED,))))


def test_the_summary_counts_verdicts_breaches_and_deviations() -> None:
    assert report_data(REPORT)["summary"] == {
        "violated": 2,
        "undetermined": 1,
        "pending": 1,
        "excused": 1,
        "satisfied": 1,
        "not_applicable": 0,
        "breaches": 1,
        "deviations": 1,
    }
