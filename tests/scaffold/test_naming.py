"""What a ruleset may be called: what passes here is something that nobody else has anything against."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.diagnostics import Diagnostics
from ruledsl.scaffold.naming import FALLBACK, LONGEST, name_fault, name_for
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.syntax.keywords import keywords


@pytest.mark.parametrize(
    "name", ["office", "leave_rules", "rules2", "办公室", "请假规则", "правила", "नियम", "a", "x" * LONGEST]
)
def test_a_word_in_small_letters_of_any_script_will_do(name: str) -> None:
    assert name_fault(name) == ""


@pytest.mark.parametrize(
    "name",
    ["", " ", "Our", "our office", "our-office", "2022", "_a", "a_", "a__b", "a/b", "../x", "a.b", "a:b", "ａｂ",
     "mаyor", "x" * (LONGEST + 1), "taian", "desk", "vocabulary", "a\nb", "a\0b", "-x", "con\u200bv", "e\u0301t\u00e9"],
)  # fmt: skip
def test_anything_else_is_refused_with_a_reason(name: str) -> None:
    assert name_fault(name)


def test_the_reason_offers_what_would_do() -> None:
    assert "--name our_office" in name_fault("Our Office")
    assert "--name 办公室_2022" in name_fault("办公室 2022")
    assert "--name" not in name_fault("2022")


@given(st.text())
def test_what_a_folder_suggests_will_do(text: str) -> None:
    name = name_for(Path("x", text.replace("\0", "").replace("/", "")))
    assert name_fault(name) == ""


def test_a_folder_of_a_plain_name_suggests_it() -> None:
    assert name_for(Path("work/Our-Rules 2")) == "our_rules_2"
    assert name_for(Path("办公室")) == "办公室"
    assert name_for(Path("2022")) == FALLBACK
    assert name_for(Path("work/taian")) == FALLBACK


@given(st.text(st.characters(categories=("L", "N", "M"), include_characters="_"), min_size=1, max_size=8))
def test_what_will_do_is_a_name_to_the_parser(name: str) -> None:
    if not name_fault(name):
        diagnostics = Diagnostics()
        parse(Source("x.rules", f'ruleset {name} "Rules" / "规则"\n'), diagnostics)
        assert not diagnostics.errors


def test_even_a_keyword_may_be_a_name() -> None:
    for keyword in keywords():
        if not name_fault(keyword.spelling):
            diagnostics = Diagnostics()
            parse(Source("x.rules", f'ruleset {keyword.spelling} "Rules" / "规则"\n'), diagnostics)
            assert not diagnostics.errors, keyword
