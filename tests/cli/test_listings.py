"""`ruledsl export`, `schema`, `rulesets` and `calendar show --ruleset`."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from ruledsl.norms.export import ruleset_schema
from tests.cli.running import run


def test_a_ruleset_is_exported_as_json_of_its_schema(office: Path) -> None:
    done = run(["export", office])
    assert done.status == 0
    data = json.loads(done.out)
    jsonschema.Draft202012Validator(ruleset_schema()).validate(data)
    assert data["norms"][0]["id"] == "office:1.filing"


def test_the_schema_of_scenarios_fits_the_scenarios(office: Path) -> None:
    done = run(["schema", office])
    assert done.status == 0
    schema = json.loads(done.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads((office / "letter.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    document["records"][0]["kind"] = "lettr"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(document)


def test_the_bundled_rulesets_are_listed() -> None:
    done = run(["rulesets"])
    assert done.status == 0
    assert done.out.startswith("taian  Rules of work of the Tai'an city government")
    assert "泰安市人民政府工作规则" in run(["rulesets", "--lang", "zh"]).out


def test_a_rulesets_settings_of_time_are_shown_with_their_defaults(office: Path) -> None:
    lines = run(["calendar", "show", "--ruleset", office]).out.splitlines()
    assert lines[0] == "calendar        china"
    assert lines[1].startswith("published       2006-01-01 (Sun) to ")
    assert lines[2] == "time zone       Asia/Shanghai"
    assert lines[3].startswith("roll-over       on: ")
    assert lines[-1] == "business hours  not set: a limit ends at 24:00 of its last day"


def test_days_are_counted_by_a_rulesets_own_calendar(office: Path) -> None:
    by_ruleset = run(["calendar", "add", "2022-04-02", "5", "workdays", "--back", "--ruleset", office])
    assert by_ruleset.out == run(["calendar", "add", "2022-04-02", "5", "workdays", "--back"]).out
