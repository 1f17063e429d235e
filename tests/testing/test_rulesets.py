"""Drawn vocabularies and rulesets: they compile, and every form of them is the same ruleset."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ruledsl
from ruledsl.analysis.catalogue import rules as lint_rules
from ruledsl.analysis.gathering import Gathered, unit_of_text
from ruledsl.analysis.linting import lint
from ruledsl.diagnostics import Diagnostics
from ruledsl.norms import codec, model
from ruledsl.norms.export import ruleset_schema, to_export
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.syntax.formatter import format_source
from ruledsl.testing import WrittenRuleset, WrittenVocabulary, WrongRules, rulesets, vocabularies, wrong_rules
from ruledsl.testing.vocabularies import compiled as compiled_vocabulary
from ruledsl.testing.vocabularies import vocabulary_text
from tests.testing.alike import placeless

PUBLIC_FORM = jsonschema.Draft202012Validator(ruleset_schema())


def compiled(text: str) -> tuple[model.Ruleset | None, Diagnostics]:
    diagnostics = Diagnostics()
    return compile_ruleset([parse(Source("drawn.rules", text), diagnostics)], diagnostics), diagnostics


@given(vocabularies())
def test_a_vocabulary_written_out_compiles_to_the_same_declarations(drawn: WrittenVocabulary) -> None:
    again = compiled_vocabulary(drawn.name, vocabulary_text(drawn.vocabulary, drawn.name))
    for table in ("kinds", "roles", "offices", "lists", "states"):
        one, other = (placeless(getattr(each.vocabulary, table)) for each in (drawn, again))
        assert other == one


def test_the_vocabulary_of_a_bundled_ruleset_written_out_compiles_to_the_same_declarations() -> None:
    words = ruledsl.load("taian").compiled.vocabulary
    again = compiled_vocabulary("words", vocabulary_text(words, "words")).vocabulary
    for table in ("roles", "offices", "lists", "states", "kinds"):
        assert placeless(dict(getattr(again, table))) == placeless(dict(getattr(words, table)))


@given(rulesets())
def test_a_drawn_ruleset_compiles_without_errors_to_the_ruleset_that_is_handed_out(drawn: WrittenRuleset) -> None:
    found, diagnostics = compiled(drawn.text)
    assert not diagnostics.errors
    assert found == drawn.compiled


@given(st.data())
@settings(max_examples=15)
def test_rulesets_can_be_drawn_in_a_vocabulary_in_hand(data: st.DataObject) -> None:
    words = ruledsl.load("taian")
    drawn = data.draw(rulesets(words, clauses=2))
    kinds = {norm.subject.kind for norm in drawn.norms if norm.subject.kind is not None}
    assert kinds <= set(words.compiled.vocabulary.kinds)


def test_a_vocabulary_with_nothing_to_rule_on_is_refused() -> None:
    empty = compiled_vocabulary("bare", "vocabulary bare\n    role mayor\n")
    with pytest.raises(ValueError, match="no kind of records"):
        rulesets(empty)


@given(rulesets())
def test_the_layout_is_the_formatters_to_change_and_the_meaning_is_not(drawn: WrittenRuleset) -> None:
    diagnostics = Diagnostics()
    text = format_source(Source("drawn.rules", drawn.text), diagnostics)
    assert text is not None, list(diagnostics)
    assert format_source(Source("drawn.rules", text), diagnostics) == text
    again, _ = compiled(text)
    assert placeless(again) == placeless(drawn.compiled)


@given(rulesets())
def test_lint_reads_any_drawn_ruleset(drawn: WrittenRuleset) -> None:
    unit, diagnostics = unit_of_text(drawn.text)
    lint(Gathered((unit,), frozenset({"<text>"}), diagnostics), lint_rules())


@given(rulesets())
def test_the_plain_form_of_a_ruleset_reads_back_as_the_same(drawn: WrittenRuleset) -> None:
    plain = json.loads(json.dumps(codec.to_plain(drawn.compiled)))
    assert codec.from_plain(model.Ruleset, plain) == drawn.compiled


@given(rulesets())
def test_the_public_form_of_a_ruleset_fits_its_schema(drawn: WrittenRuleset) -> None:
    PUBLIC_FORM.validate(json.loads(json.dumps(to_export(drawn.compiled))))


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_a_ruleset_from_the_cache_is_the_one_compiled_afresh(
    tmp_path: Path, own_cache: Path, data: st.DataObject
) -> None:
    drawn = data.draw(rulesets())
    path = tmp_path / "drawn.rules"
    path.write_text(drawn.text, encoding="utf-8")
    fresh, kept = ruledsl.load(path).compiled, ruledsl.load(path).compiled
    assert kept == fresh
    assert placeless(evolved(kept)) == placeless(evolved(drawn.compiled))


def evolved(ruleset: model.Ruleset) -> model.Ruleset:
    """Without the names of the files it was read from."""
    from attrs import evolve

    return evolve(ruleset, files=())


@given(wrong_rules())
def test_a_planted_fault_is_the_one_error_reported_and_on_its_line(wrong: WrongRules) -> None:
    _, diagnostics = compiled(wrong.text)
    assert [(each.code, each.span.line) for each in diagnostics.errors] == [(wrong.fault.code, wrong.fault.line)]


@given(wrong_rules())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_rules_with_a_fault_never_load(
    tmp_path_factory: pytest.TempPathFactory, own_cache: Path, wrong: WrongRules
) -> None:
    path = tmp_path_factory.mktemp("wrong") / "wrong.rules"
    path.write_text(wrong.text, encoding="utf-8")
    with pytest.raises(ruledsl.InputError):
        ruledsl.load(path)
