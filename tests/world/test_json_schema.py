"""The schema of a vocabulary's scenarios takes every right document, and none with a wrong name."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from jsonschema import Draft202012Validator

from ruledsl.world.json_form import scenario_to_json
from ruledsl.world.json_schema import scenario_schema
from ruledsl.world.scenario import Scenario
from ruledsl.world.vocabulary import Label, Vocabulary

from .scenarios import scenarios
from .town import TERMS, TOWN

SCHEMA = scenario_schema(TOWN, **TERMS)  # type: ignore[arg-type]
VALIDATOR = Draft202012Validator(SCHEMA)

CASE: dict[str, Any] = {
    "$schema": "./town.json",
    "title": "a case",
    "persons": [{"name": "li", "label": "李", "roles": [{"role": "mayor", "from": "2021-01-01"}]}],
    "records": [
        {
            "kind": "request",
            "name": "r1",
            "fields": {"colour": "red", "cooperates": [{"argument": "finance", "value": True}]},
        }
    ],
    "events": [{"date": "2022-03-01", "time": "9:30", "record": "r1", "event": "submitted", "arguments": {"by": "li"}}],
    "values": [{"date": "2022-03-01", "record": "r1", "field": "share", "value": "1/3"}],
    "judgements": [
        {"date": "2022-03-02", "record": "r1", "judgement": "urgent", "value": True},
        {"date": "2022-03-02", "record": "r1", "norm": "10.prompt", "value": "late"},
    ],
    "states": [{"subject": "mayor", "state": "away", "from": "2022-03-01"}],
    "settings": {"quorum": 3, "interval": "school_year", "limit": "5 school_day"},
    "as_of": [{"date": "2022-04-01", "expect": [{"norms": ["51.filing"], "verdict": "violated", "due": "2022-03-28"}]}],
}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator.check_schema(scenario_schema(Vocabulary()))


@given(scenarios())
def test_every_scenario_written_as_json_fits(scenario: Scenario) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(scenario_to_json(scenario))] == []


def test_a_case_written_by_hand_fits() -> None:
    assert VALIDATOR.is_valid(CASE)


@pytest.mark.parametrize(
    "path",
    [
        ("persons", 0, "roles", 0, "role"),
        ("records", 0, "kind"),
        ("records", 0, "fields", "colour"),
        ("events", 0, "event"),
        ("events", 0, "date"),
        ("events", 0, "time"),
        ("values", 0, "field"),
        ("values", 0, "value"),
        ("judgements", 0, "judgement"),
        ("judgements", 0, "value"),
        ("judgements", 1, "norm"),
        ("judgements", 1, "value"),
        ("states", 0, "state"),
        ("settings", "quorum"),
        ("settings", "interval"),
        ("settings", "limit"),
        ("as_of", 0, "expect", 0, "norms", 0),
        ("as_of", 0, "expect", 0, "verdict"),
        ("as_of", 0, "expect", 0, "due"),
    ],
    ids=str,
)
def test_a_wrong_name_or_value_does_not_fit(path: tuple[str | int, ...]) -> None:
    document = copy.deepcopy(CASE)
    holder: Any = document
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = "wrong"
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("persons", 0),
        ("records", 0),
        ("records", 0, "fields"),
        ("events", 0),
        ("events", 0, "arguments"),
        ("values", 0),
        ("judgements", 0),
        ("states", 0),
        ("settings",),
        ("as_of", 0),
        ("as_of", 0, "expect", 0),
    ],
    ids=str,
)
def test_an_unknown_key_does_not_fit(path: tuple[str | int, ...]) -> None:
    document = copy.deepcopy(CASE)
    holder: Any = document
    for step in path:
        holder = holder[step]
    holder["wrong"] = 1
    assert not VALIDATOR.is_valid(document)


def test_labels_are_descriptions() -> None:
    department = _fields_of("department", scenario_schema(_with_label(TOWN)))
    assert department["head"]["description"] == "head of it / 主要负责人"
    assert "description" not in department["above"]


def _with_label(vocabulary: Vocabulary) -> Vocabulary:
    kind = vocabulary.kinds["department"]
    head, *others = kind.fields
    labelled = evolve(head, label=Label("head of it", "主要负责人"))
    return evolve(vocabulary, kinds={**vocabulary.kinds, "department": evolve(kind, fields=(labelled, *others))})


def _fields_of(kind: str, schema: Any) -> Any:
    cases = schema["properties"]["records"]["items"]["allOf"]
    case = next(case for case in cases if case["if"]["properties"]["kind"]["const"] == kind)
    return case["then"]["properties"]["fields"]["properties"]
