"""The TextMate grammar: up to date, sound, and the same to editors as to the lexer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from tools import highlighting

from ruledsl.highlighting import keyword_places, textmate
from ruledsl.highlighting.pygments_lexer import _TOKENS
from ruledsl.syntax.keywords import keywords

GRAMMAR: dict[str, Any] = json.loads(highlighting.PLACE.read_text(encoding="utf-8"))


def entries(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from entries(each)


def test_the_file_is_what_the_program_would_write() -> None:
    assert highlighting.PLACE.read_text(encoding="utf-8") == textmate.text(), "run: python tools/highlighting.py"
    assert highlighting.main(["--check"]) == 0


def test_a_file_that_is_not_up_to_date_is_named(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(highlighting, "PLACE", tmp_path / "g.json")
    assert highlighting.main(["--check"]) == 1
    assert "g.json is not up to date" in capsys.readouterr().err
    assert highlighting.main([]) == 0
    assert highlighting.main(["--check"]) == 0


def test_it_names_itself_and_its_files() -> None:
    assert GRAMMAR["scopeName"] == "source.ruledsl"
    assert GRAMMAR["fileTypes"] == ["rules", "scenario"]


def test_every_include_leads_somewhere_and_nothing_is_idle() -> None:
    used = {entry["include"].removeprefix("#") for entry in entries(GRAMMAR) if "include" in entry}
    assert used == set(GRAMMAR["repository"])


def test_every_scope_is_one_that_the_lexer_knows() -> None:
    scopes = {entry["name"] for entry in entries(GRAMMAR["repository"]) if isinstance(entry.get("name"), str)}
    assert {scope.removesuffix(".ruledsl") for scope in scopes} == set(_TOKENS)


def test_every_expression_is_one_for_python_too_and_finds_something() -> None:
    for entry in entries(GRAMMAR):
        for key in ("match", "begin", "end"):
            if key in entry:
                pattern = re.compile(entry[key].replace(r"\1", ""))
                assert key == "end" or pattern.match("") is None


def test_every_keyword_of_the_table_stands_in_the_grammar() -> None:
    places = {
        "vocabulary": (keyword_places.vocabulary(),),
        "ruleset": (keyword_places.ruleset(),),
        "scenario": (keyword_places.scenario(), keyword_places.expectation()),
    }
    for keyword in keywords():
        for section in keyword.sections:
            assert any(keyword.spelling in place.openers | place.words for place in places[section]), keyword


def test_openers_only_begin_lines() -> None:
    assert {"kind", "role", "event", "list"} <= keyword_places.vocabulary().openers
    assert {"calendar", "value", "note", "in force from"} <= keyword_places.ruleset().openers
    # `article 51` may also stand for its norms, `states` after a label.
    assert {"article", "states", "requires"} <= keyword_places.ruleset().words
    assert "answered" in keyword_places.expectation().words
    assert "answered" not in keyword_places.scenario().words | keyword_places.ruleset().words


def test_what_is_a_value_or_calls_is_read_off_the_grammar() -> None:
    assert keyword_places.literals() == {"yes", "no", "none"}
    assert keyword_places.callers() == {"count", "sum"}


def test_what_stands_anywhere_in_one_section_is_no_opener_of_two() -> None:
    both = keyword_places.ruleset() | keyword_places.vocabulary()
    assert "horizon" in both.words
    assert not both.openers & both.words
