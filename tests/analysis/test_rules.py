"""Each rule's examples: what is to be avoided is found by that rule and no other, what is preferred by none."""

from __future__ import annotations

import re

import pytest

from ruledsl.analysis.catalogue import chosen, rules, slugs
from ruledsl.analysis.examples import WORLD, example_unit
from ruledsl.analysis.gathering import Gathered, unit_of_text
from ruledsl.analysis.linting import lint
from ruledsl.analysis.rule import PREFIXES, Rule

BY_SLUG = {rule.slug: rule for rule in rules()}
ALL = chosen(["ALL"], [])


def found_in(example: str) -> list[str]:
    unit, faults = example_unit(example)
    assert not faults.errors, [(d.code, d.message, d.help) for d in faults.errors]
    asked = frozenset(source.name for source in unit.sources)
    gathered = Gathered((unit,), asked - {"example.rules"} if "example.scenario" in asked else asked, faults)
    if "example.scenario" in asked and not example.startswith(("scenario", "--")):
        gathered = Gathered((unit,), asked, faults)
    return [item.code for item in lint(gathered, ALL)]


@pytest.mark.parametrize("slug", slugs())
def test_what_is_to_be_avoided_is_found_by_this_rule_alone(slug: str) -> None:
    rule = BY_SLUG[slug]
    assert set(found_in(rule.avoid)) == {rule.code}


@pytest.mark.parametrize("slug", slugs())
def test_what_is_preferred_is_found_by_no_rule(slug: str) -> None:
    assert found_in(BY_SLUG[slug].prefer) == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_is_documented(rule: Rule) -> None:
    assert rule.code[:4] in PREFIXES
    assert re.fullmatch(r"RD[6-9]\d\d", rule.code)
    assert rule.slug in slugs()
    assert rule.what.endswith((".", "？", "?"))
    assert rule.why.endswith((".", ")"))
    assert len(rule.what) < 240
    assert rule.avoid.endswith("\n")
    assert rule.prefer.endswith("\n")
    assert bool(rule.options) == bool(rule.configuration)


def test_codes_and_names_are_given_once() -> None:
    assert len({rule.code for rule in rules()}) == len({rule.slug for rule in rules()}) == len(rules())


def test_no_rule_finds_anything_in_the_examples_world() -> None:
    unit, faults = unit_of_text(WORLD, "office_world.rules")
    assert not faults.errors
    found = lint(Gathered((unit,), frozenset({"office_world.rules"}), faults), ALL)
    assert [(item.code, item.message) for item in found] == []
