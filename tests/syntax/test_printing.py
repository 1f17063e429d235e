"""Each line of the fixture prints back as itself, and each rule of the grammar has a line there."""

from __future__ import annotations

import re

import pytest

from ruledsl.source import Span
from ruledsl.syntax import Node, unparse
from ruledsl.syntax.loader import parser
from ruledsl.syntax.pieces import pieces_of
from ruledsl.syntax.printing import TEMPLATES
from tests.syntax.reading_trees import HEADINGS, identity_lines, lines_of, nodes_of, shape, sound


def node_of(section: str, text: str) -> Node:
    """The node of one line, which may be a heading."""
    heading = re.match(r"(vocabulary|ruleset|scenario|chapter|article|paragraph)\s+[^\s:]", text)
    if heading is not None:
        lead = "article 0\n" if heading[1] == "paragraph" else ""
        return list(lines_of(sound(lead + text).lines))[-1].node
    above = HEADINGS[section]
    if section == "vocabulary" and re.match(r"(uses|role|office|list|kind)\s+[^\s:]", text):
        above = "vocabulary g\n"
    return list(lines_of(sound(above + text).lines))[-1].node


@pytest.mark.parametrize(("section", "text"), identity_lines())
def test_a_canonical_line_prints_as_itself(section: str, text: str) -> None:
    assert unparse(node_of(section, text)) == text


@pytest.mark.parametrize(("section", "text"), identity_lines())
def test_reading_what_was_printed_gives_the_same_tree(section: str, text: str) -> None:
    node = node_of(section, text)
    assert shape(node_of(section, unparse(node))) == shape(node)


@pytest.mark.parametrize(("section", "text"), identity_lines())
def test_blanks_between_words_change_nothing(section: str, text: str) -> None:
    node = node_of(section, text)
    starts = [piece.start for piece in pieces_of(text)][1:]
    blanks = [at for at in starts if text[at - 1] == " "]
    for index, at in enumerate(blanks):
        wide = "   " if index % 2 else "\t "
        assert shape(node_of(section, text[:at] + wide + text[at:])) == shape(node)


def test_the_fixture_has_a_line_for_each_rule_of_the_grammar() -> None:
    seen = {node.kind for section, text in identity_lines() for node in nodes_of(node_of(section, text))}
    assert set(TEMPLATES) - seen == set()


def test_each_rule_of_the_grammar_has_its_text() -> None:
    # A `?rule` with one alternative of its own, and the start rules, leave no node.
    inlined = {
        "vocabulary_line", "ruleset_line", "scenario_line", "expr", "and_expr", "not_expr", "comparison", "arith",
        "term", "atom", "mark",
    }  # fmt: skip
    rules = {str(rule.alias or rule.origin.name) for rule in parser().rules}
    assert {name for name in rules if not name.startswith("_")} - inlined == set(TEMPLATES)


def test_a_line_that_could_not_be_read_has_no_text() -> None:
    with pytest.raises(ValueError, match="error"):
        unparse(Node("error", (), Span("", 0, 0, 1, 1)))


def test_synonyms_and_spare_brackets_print_in_the_canonical_spelling() -> None:
    for written, canonical in (
        ("a: x requires y within 3 days after z", "a: x requires y within 3 days of z"),
        ("a: x act for y", "a: x acts for y"),
        ("a:x   requires y(by=z)", "a: x requires y(by = z)"),
        ("a: x requires y within 3 days , not   counting days while z", None),
    ):
        node = node_of("ruleset", written)
        if canonical is not None:
            assert unparse(node) == canonical
        assert shape(node_of("ruleset", unparse(node))) == shape(node)
