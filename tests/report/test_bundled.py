"""Reports on real scenarios of the bundled ruleset: they fit the page, are valid JSON, and hold no stray English."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest

import ruledsl
from ruledsl.civil_time.units import Language
from ruledsl.report.check_text import explain, render
from ruledsl.report.json_report import dumps, report_data, report_schema
from ruledsl.report.layout import Page, width
from ruledsl.report.result import Report

TAIAN = Path(__file__).resolve().parents[2] / "rulesets" / "taian"
FILES = ("examples/late-material.scenario", "chapter-08-executive.scenario", "chapter-09-approval.scenario")


@cache
def report(name: str) -> Report:
    """The report on the file's first scenario at its last date."""
    rules = ruledsl.load("taian")
    return rules.evaluate(rules.scenarios(TAIAN / name)[0])


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_real_report_fits_the_page(name: str, lang: Language) -> None:
    page = Page(72, False, lang)
    for line in render(report(name), page, everything=True).splitlines():
        assert width(line) <= page.columns


@pytest.mark.parametrize("name", FILES)
def test_a_real_report_is_valid_json(name: str) -> None:
    data = json.loads(dumps(report_data(report(name))))
    jsonschema.Draft202012Validator(report_schema()).validate(data)


@pytest.mark.parametrize("name", FILES)
def test_a_real_chinese_report_holds_no_english_but_names_and_what_the_input_says(name: str) -> None:
    found = report(name)
    known = {*found.scenario.records, *(part for norm in found.ruleset.norms for part in norm.id.split("."))}
    for kind in found.ruleset.vocabulary.kinds.values():
        known |= {field.name for field in kind.fields} | {event.name for event in kind.events}
        known |= {parameter.name for event in kind.events for parameter in event.parameters}
    known |= set(found.ruleset.values)
    for line in explain(found, Page(10_000, False, "zh"), found.verdicts).splitlines()[3:]:
        quoted = line.startswith("    ") and line[4:5] not in ("", " ")
        if quoted or line.strip().startswith(("释义", "说明")):
            continue
        for word in re.findall(r"[A-Za-z_][A-Za-z0-9_]*", re.sub(r"\d+[.\w]*", "", line)):
            assert word in known, line
