"""The scenarios beside the bundled rulesets, read as text, fit their schema and are the same in JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms import load
from ruledsl.norms.loader import bundled_folder, bundled_names
from ruledsl.norms.scenario_reader import load_scenarios, terms_of
from ruledsl.world.json_form import scenario_from_json, scenario_json_text, scenario_to_json
from ruledsl.world.json_schema import scenario_schema

from .scenarios import placeless
from .town import told


def files_of(name: str) -> list[Path]:
    folder = bundled_folder()
    return [] if folder is None else sorted((folder / name).glob("*.scenario"))


@pytest.mark.parametrize("name", [name for name in bundled_names() if files_of(name)])
def test_bundled_scenarios_are_the_same_in_both_forms(name: str) -> None:
    ruleset = load(name, use_cache=False)
    terms = terms_of(ruleset)
    schema = Draft202012Validator(scenario_schema(ruleset.vocabulary, **terms))
    for file in files_of(name):
        diagnostics = Diagnostics()
        found = load_scenarios(file, ruleset, diagnostics)
        assert told(diagnostics) == []
        for scenario in found:
            assert [error.message for error in schema.iter_errors(scenario_to_json(scenario))] == []
            text = scenario_json_text(scenario)
            again = scenario_from_json(text, ruleset.vocabulary, **terms, diagnostics=diagnostics)
            assert told(diagnostics) == []
            assert again is not None
            assert placeless(again) == placeless(scenario)
