"""Laws of the compiler, over clauses of every form: what it makes can be said and compiled again, kept and read
again, and does not hang on the order of the text."""

from __future__ import annotations

import json
import random
import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.codes import CODES
from ruledsl.norms.codec import from_plain, to_plain
from ruledsl.norms.export import ruleset_schema, to_export
from ruledsl.norms.model import Form, LimitForm, Norm, Ruleset
from ruledsl.norms.packing import pack, unpack
from ruledsl.norms.words import Words
from ruledsl.source import NOWHERE
from tests.norms.compiling import SETTINGS, VOCABULARY, compile_text, compiled, town
from tests.norms.corpus import CLAUSES, SETTINGS_MORE

LINES = CLAUSES.strip().split("\n")
ALL_SETTINGS = SETTINGS + SETTINGS_MORE
RULESET = compile_text(town(CLAUSES, ALL_SETTINGS))


def bare(norm: Norm) -> Norm:
    """A norm apart from its words and its place."""
    return evolve(norm, text="", span=NOWHERE)


def test_the_corpus_has_every_form_and_every_window() -> None:
    limits = [
        part
        for norm in RULESET.norms
        if norm.window is not None
        for layer in norm.window.layers
        if layer.limit is not None
        for part in (layer.limit, *layer.limit.parts)
    ]
    assert {norm.form for norm in RULESET.norms} == set(Form)
    assert {limit.form for limit in limits} == set(LimitForm)


def test_a_norm_said_in_words_compiles_to_the_norm_again() -> None:
    words = Words(RULESET.vocabulary)
    by_label = {norm.label: norm for norm in RULESET.norms}
    lines = []
    for line in LINES:
        label = line.partition(":")[0]
        # Chains and duties with power are several norms each, which no single clause says.
        lines.append(f"{label}: {words.clause(by_label[label])}" if label in by_label else line)
    again = compile_text(town("\n".join(lines), ALL_SETTINGS))
    for norm, other in zip(RULESET.norms, again.norms, strict=True):
        assert bare(norm) == bare(other), words.clause(norm)


def test_what_a_clause_means_does_not_hang_on_the_order_of_the_text() -> None:
    lines = list(LINES)
    random.Random(7).shuffle(lines)
    vocabulary = VOCABULARY.split("\n    kind ")
    head, *kinds = vocabulary
    kinds = [kind.rstrip("\n") for kind in kinds]
    shuffled = "\n    kind ".join([head.rstrip("\n"), *reversed(kinds)]) + "\n"
    again = compile_text(town("\n".join(lines), ALL_SETTINGS, shuffled))
    assert {norm.id: bare(norm) for norm in again.norms} == {norm.id: bare(norm) for norm in RULESET.norms}


def test_a_ruleset_is_the_same_after_plain_data_and_json() -> None:
    assert from_plain(Ruleset, json.loads(json.dumps(to_plain(RULESET)))) == RULESET


def test_a_ruleset_is_the_same_after_packing() -> None:
    assert unpack(pack(RULESET)) == RULESET


def test_a_ruleset_can_be_hashed_by_its_norms() -> None:
    assert len({hash(bare(norm)) for norm in RULESET.norms}) > 1


def test_the_export_keeps_to_its_published_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    exported = json.loads(json.dumps(to_export(RULESET)))
    jsonschema.Draft202012Validator.check_schema(ruleset_schema())
    jsonschema.validate(exported, ruleset_schema())
    assert [norm["id"] for norm in exported["norms"]] == [norm.id for norm in RULESET.norms]


WORDS = sorted(set(re.findall(r"\w+|[^\w\s]", CLAUSES)))


@st.composite
def spoilt_clauses(draw: st.DrawFn) -> str:
    """A few clauses of the corpus, with some words replaced, left out or put in."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=4, unique=True))
    spoilt = []
    for line in lines:
        words = line.split(" ")
        for _ in range(draw(st.integers(0, 2))):
            place = draw(st.integers(0, len(words) - 1))
            words[place : place + draw(st.integers(0, 1))] = draw(st.lists(st.sampled_from(WORDS), max_size=1))
        spoilt.append(" ".join(words))
    return "\n".join(spoilt)


@given(spoilt_clauses())
def test_whatever_is_written_gives_diagnostics_with_a_known_code_inside_the_text(clauses: str) -> None:
    text = town(clauses, ALL_SETTINGS)
    _, diagnostics = compiled(text)
    for diagnostic in diagnostics:
        assert diagnostic.code in CODES
        assert diagnostic.message
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
