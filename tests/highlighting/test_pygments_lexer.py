"""The lexer: nothing is lost, and what the parser reads as a keyword looks like one."""

from __future__ import annotations

import ast
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.token import Comment, Error, Keyword, Name, String

from ruledsl.highlighting.pygments_lexer import RuledslLexer
from ruledsl.syntax.keywords import keywords
from tests.highlighting.parsing import FILES, ROOT, words

NAMES_LIKE_KEYWORDS = {"late", "quarter", "month", "year", "days"}
"""What the bundled rulesets call records, fields and values, and the grammar calls units and verdicts."""

PIECES = st.sampled_from(
    [keyword.spelling for keyword in keywords()]
    + ["51.filing", "taian:51.form.2", "2022-03-01", "09:30", "3.5", "1/2", "51a", '"text"', '"open', "-- remark", "\\"]
    + [
        "request",
        "会签",
        "नियम",
        "(",
        ")",
        ",",
        ":",
        "=",
        "!=",
        ".",
        "\n",
        "\n    ",
        "\n  expect ",
        "\r\n",
        "\t",
        "\x00",
    ]
)


def tokens(text: str) -> list[tuple[object, str]]:
    return [(token, value) for _, token, value in RuledslLexer().get_tokens_unprocessed(text)]


def kind_of(text: str, word: str) -> object:
    """The token of the last occurrence of a word."""
    return [token for token, value in tokens(text) if value == word][-1]


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_the_tokens_joined_are_the_text(text: str) -> None:
    found = list(RuledslLexer().get_tokens_unprocessed(text))
    assert "".join(value for _, _, value in found) == text
    assert all(value for _, _, value in found)
    assert all(text.startswith(value, at) for at, _, value in found)


def test_pygments_itself_loses_nothing() -> None:
    text = '\n\narticle 1 "会签"\n    reply: cosign requires replied'
    lexer = RuledslLexer(stripnl=False, ensurenl=False)
    assert "".join(value for _, value in lexer.get_tokens(text)) == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_a_keyword_of_the_parser_is_one_of_the_lexer(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = {at: token for at, token, _ in RuledslLexer().get_tokens_unprocessed(text)}
    assert Error not in found.values()
    for at, word, is_keyword in words(text, path.name):
        if is_keyword:
            assert found[at] in Keyword, (word, text[at - 20 : at + 20])
        elif found.get(at) in Keyword:
            assert word in NAMES_LIKE_KEYWORDS, (word, text[at - 20 : at + 20])


def test_every_keyword_is_one_in_its_section() -> None:
    headings = {"vocabulary": "vocabulary v", "ruleset": "ruleset r", "scenario": 'scenario "s"'}
    for keyword in keywords():
        word = keyword.spelling
        # Some only begin a line, some stand only in an `expect` line, some only before a bracket.
        lines = (f"x {word} y", f"expect {word} y", f"{word} y", f"x = {word}(y)")
        for section in keyword.sections:
            found = [each for line in lines for each in tokens(f"{headings[section]}\n{line}")]
            assert any(token in Keyword and value == word for token, value in found), keyword


def test_a_keyword_of_several_words_is_one_token() -> None:
    text = "article 1\n    a: r requires b no  later than 3 workdays after c, or 1 week if d"
    assert kind_of(text, "no  later than") in Keyword
    assert kind_of(text, "workdays") is Keyword.Type


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("kind k\n    event answered(by), to, set", "answered"),
        ("kind k\n    state : text", "state"),
        ("article 1\n    note: request requires answered", "note"),
        ("article 1\n    a: request requires answered", "answered"),
        ("article 1\n    a: request requires signed(by = mayor)", "by"),
        ("article 1\n    a: request requires signed when to in (x, y)", "to"),
        ("article 1\n    a: request requires meeting.set", "set"),
        ("article 1\n    a: request requires by.head", "by"),
        ('scenario "s"\n    2022-03-01 r1 answered', "answered"),
        ('scenario "s"\n    2022-03-01 r1 used(to = x)', "used"),
        ('scenario "s"\n    2022-03-01 r1 used(to = x)', "to"),
        ('scenario "s"\n    expect x satisfied\n    2022-03-01 r1 answered', "answered"),
        ("vocabulary v\n    kind k\n        event filed(to, by)", "to"),
        ("vocabulary v\n    kind k\n        event filed(to, by)", "by"),
    ],
)
def test_a_name_that_is_spelt_like_a_keyword_is_a_name(text: str, word: str) -> None:
    assert kind_of(text, word) in Name


def test_words_of_verdicts_are_keywords_in_expect_lines_only() -> None:
    line = 'scenario "s"\n    expect x violated\n            answered\n    2022-03-01 r1 answered\n'
    assert [token in Keyword for token, value in tokens(line) if value == "answered"] == [True, False]


def test_a_text_hides_what_looks_like_a_comment_and_a_comment_what_looks_like_a_text() -> None:
    assert kind_of('note "a -- b"', '"a -- b"') in String
    assert kind_of('article 1 -- "a', '-- "a') in Comment


def test_an_open_text_ends_with_its_line() -> None:
    assert kind_of('scenario "open\n    as of 2022-03-01', "as of") in Keyword


def test_the_entry_point_names_the_lexer() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["pygments.lexers"]["ruledsl"].partition(":")
    lexer = getattr(import_module(module), name)
    assert lexer is RuledslLexer
    assert (lexer.name, lexer.filenames) == ("ruledsl", ["*.rules", "*.scenario"])
    assert not any(each.startswith("pygments") for each in project["dependencies"])


def test_only_the_lexer_imports_pygments_and_nobody_the_lexer() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for module in modules:
                assert not module.startswith("pygments") or path.name == "pygments_lexer.py", path
                assert "pygments_lexer" not in module, path
