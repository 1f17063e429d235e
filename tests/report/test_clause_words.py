"""Norms in plain words: every norm can be said in both languages, by labels alone, and nothing of it is left out."""

from __future__ import annotations

import re
from string import Formatter

import pytest

import ruledsl
from ruledsl.civil_time.units import Language
from ruledsl.norms.model import Form, Norm
from ruledsl.report import clause_words, trace_words
from ruledsl.report.clause_words import ASKED, ClauseWords
from tests.report.tracing import sample_ruleset

SAMPLE = sample_ruleset()
TAIAN = ruledsl.load("taian").compiled
TABLES = {**clause_words.TABLES, **trace_words.TABLES}
ROWS = [(table, code) for table, rows in TABLES.items() for code in rows]
PROGRAM_WORDS = ("ruledsl", "--source")


def rows(local_id: str, lang: Language = "en") -> dict[str, str]:
    norm = SAMPLE.norm(local_id)
    assert norm is not None
    return dict(ClauseWords(SAMPLE, lang).rows(norm))


@pytest.mark.parametrize(("table", "code"), ROWS)
def test_a_row_has_words_in_both_languages_with_the_same_blanks(table: str, code: str) -> None:
    words = TABLES[table][code]
    blanks = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (words.en, words.zh)]
    assert words.en
    assert words.zh
    assert blanks[1] <= blanks[0]


@pytest.mark.parametrize(("table", "code"), ROWS)
def test_chinese_words_hold_no_english(table: str, code: str) -> None:
    text = re.sub(r"\{[^}]*\}", "", TABLES[table][code].zh)
    for word in PROGRAM_WORDS:
        text = text.replace(word, "")
    assert not re.search(r"[A-Za-z]", text)


def test_every_form_of_norm_has_a_word() -> None:
    assert all(form.value in ASKED for form in Form)


def test_a_duty_is_said_by_labels() -> None:
    assert rows("2.answer") == {
        "Must": "answered",
        "Applies to": "each request",
        "Time limit": "within 20 days of submitted; but within 5 workdays of submitted if urgent",
        "Who answers for it": "registry",
        "Except when": "not: clear",
    }
    assert rows("2.answer", "zh") == {
        "须": "答复",
        "适用于": "各请示",
        "期限": "自报送起20日内；急件的，自报送起5个工作日内",
        "责任主体": "登记处",
        "例外": "并非清楚",
    }


@pytest.mark.parametrize(
    ("norm", "label", "text"),
    [
        ("2.explain", "As a rule must", "signed"),
        ("2.who.power", "Only by", "registry"),
        ("2.short", "Must", "number of pages is at most page limit or (urgent and number of matters is 1)"),
        ("3.may", "May", "answered"),
        ("3.ban", "Must not", "answered (by deputy)"),
        ("3.ban", "Until", "signed"),
        ("3.often", "How often", "at most 2 in each month: submitted"),
        ("3.done", "Counts as", "done: yes"),
        ("3.stand_in", "Stands in", "deputy acts for head, in these acts: request: signed"),
        ("3.stand_in", "As long as", "head is away"),
        ("3.power", "Comes before clause", "2.who.power"),
    ],
)
def test_each_form_is_said(norm: str, label: str, text: str) -> None:
    assert rows(norm)[label] == text


def test_days_in_force_are_said_where_they_are_not_the_rulesets() -> None:
    norm = SAMPLE.norms[0]
    words = ClauseWords(SAMPLE)
    assert words.in_force(norm) == ""
    assert norm.first_day is not None
    from attrs import evolve

    assert words.in_force(evolve(norm, first_day=norm.first_day + 1)) == "from 2022-01-02"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_bundled_norm_is_said_by_labels_alone(lang: Language) -> None:
    words = ClauseWords(TAIAN, lang)
    for norm in TAIAN.norms:
        said = words.rows(norm)
        assert all(label and text for label, text in said), norm.id
        plain = " ".join(text for label, text in said if label not in _with_ids(lang))
        assert not re.search(r"\b[a-z]+_[a-z_]+\b", re.sub(r"\b\d+\w*\.\S+", "", plain)), (norm.id, plain)


def _with_ids(lang: Language) -> tuple[str, ...]:
    return tuple(clause_words.ROWS[name](lang) for name in ("overrides", "despite"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_modifier_of_a_norm_is_left_out(lang: Language) -> None:
    words = ClauseWords(TAIAN, lang)
    parts = {
        "when": "when",
        "unless": "unless",
        "window": "limit",
        "only_by": "only_by",
        "duty_of": "who",
        "while_": "while",
    }
    for norm in (*TAIAN.norms, *SAMPLE.norms):
        own = words if norm.ruleset == "taian" else ClauseWords(SAMPLE, lang)
        labels = [label for label, _ in own.rows(norm)]
        for attribute, row in parts.items():
            if getattr(norm, attribute) is not None:
                assert clause_words.ROWS[row](lang) in labels, (norm.id, row)


def test_two_norms_that_differ_in_what_they_ask_are_said_differently() -> None:
    def meaning(norm: Norm) -> str:
        return norm.text

    words = ClauseWords(TAIAN)
    said: dict[str, str] = {}
    for norm in TAIAN.norms:
        if norm.chain is None and not norm.label.endswith((".duty", ".power")):
            text = str(words.rows(norm))
            assert said.setdefault(text, meaning(norm)) == meaning(norm), norm.id
