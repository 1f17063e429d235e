"""The bundled rulesets: their scenarios come out as they say, and every clause that can be broken is shown both kept
and broken by the engine itself, not only by an `expect` line."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from ruledsl import api
from ruledsl.engine.verdicts import Status
from ruledsl.norms.model import Form
from ruledsl.trials.coverage import Coverage, Group, coverage_of
from ruledsl.trials.run import ScenarioRun

RULESETS = Path(__file__).parents[2] / "rulesets"
NAMES = sorted(path.name for path in RULESETS.iterdir() if path.is_dir() and path.name != "vocabulary")


@cache
def _ruleset(name: str) -> api.Ruleset:
    return api.load(RULESETS / name)


@cache
def _runs(name: str) -> tuple[ScenarioRun, ...]:
    """How the ruleset's scenarios come out."""
    ruleset = _ruleset(name)
    paths = sorted((RULESETS / name).rglob("*.scenario"))
    return ruleset.run_scenarios(scenario for path in paths for scenario in ruleset.scenarios(path))


@cache
def _coverage(name: str) -> Coverage:
    return coverage_of(_ruleset(name).compiled, _runs(name))


def test_there_is_a_ruleset() -> None:
    assert "taian" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_expectation_is_met(name: str) -> None:
    results = [result for run in _runs(name) for result in run.results]
    assert [f"{r.expectation.span.file}: {r.expectation.text}: {r.reason}" for r in results if not r.ok] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("side", [Group.KEPT, Group.BROKEN])
def test_every_clause_that_can_be_broken_is_shown_on_both_sides(name: str, side: Group) -> None:
    assert [clause.id for clause in _coverage(name).clauses if side in clause.missing] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_occurs(name: str) -> None:
    reached = {status for run in _runs(name) for day in run.days for found in day.reached.values() for status in found}
    assert reached == set(Status)


def test_chapters_8_and_9_of_taian_are_whole() -> None:
    articles = {article.number for article in _ruleset("taian").compiled.articles}
    assert {str(n) for n in range(45, 68)} <= articles
    breakable = [n for n in _ruleset("taian").norms if n.breakable and 45 <= int(n.article) <= 67]
    # An independent reading of these articles counts about 190 norms; fewer would mean that sentences were skipped.
    assert len(breakable) >= 190


def test_every_article_of_taian_has_a_norm_or_a_statement() -> None:
    ruleset = _ruleset("taian").compiled
    with_norms = {norm.article for norm in ruleset.norms}
    assert [a.number for a in ruleset.articles if a.number not in with_norms and not a.statements] == []


def test_the_export_lists_every_norm_with_its_article() -> None:
    data = _ruleset("taian").to_dict()
    assert data["schema"] == "ruledsl/ruleset/1"
    assert [n["id"] for n in data["norms"]] == [n.id for n in _ruleset("taian").norms]
    numbers = {a["number"] for a in data["articles"]}
    assert all(n["article"] in numbers for n in data["norms"])
    json.dumps(data)


@pytest.mark.parametrize("name", NAMES)
def test_every_declared_name_has_an_english_and_a_chinese_label(name: str) -> None:
    vocabulary = _ruleset(name).compiled.vocabulary
    tables = (vocabulary.kinds, vocabulary.roles, vocabulary.offices, vocabulary.states)
    labels = {name: decl.label for table in tables for name, decl in table.items()}
    for kind in vocabulary.kinds.values():
        labels |= {f"{kind.name}.{f.name}": f.label for f in kind.fields}
        labels |= {f"{kind.name}.{e.name}": e.label for e in kind.events}
    han = re.compile(r"[\u4e00-\u9fff]")
    assert [key for key, label in labels.items() if not han.search(label.zh) or han.search(label.en)] == []


@pytest.mark.parametrize("name", NAMES)
def test_authority_is_given_by_what_is_never_broken(name: str) -> None:
    """Permissions, substitutions, authorisations and deemings are never violated."""
    never = {Form.PERMISSION, Form.SUBSTITUTION, Form.AUTHORISATION, Form.DEEMING}
    assert [clause.id for clause in _coverage(name).clauses if clause.form in never and clause.reached] == []
