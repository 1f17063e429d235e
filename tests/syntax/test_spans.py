"""Every node and word of a tree points at its own text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ruledsl.source import span_of
from ruledsl.syntax import Node, unparse
from tests.syntax.reading_trees import identity_lines, lines_of, nodes_of, sound, words_of

CLAUSES = [text for section, text in identity_lines() if section == "ruleset" and text.startswith("a: ")]
HEAD = "-- 注释\nruleset t\narticle 1\n"


@given(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=5), st.integers(0, 12))
def test_slices_are_texts(clauses: list[str], indent: int) -> None:
    text = HEAD + "".join(f"{' ' * indent}{clause}  -- c\n" for clause in clauses)
    file = sound(text)
    for line in lines_of(file.lines):
        for word in words_of(line.node):
            assert text[word.span.start : word.span.end] == word.text
        for node in nodes_of(line.node):
            # A clause of the fixture is written in canonical form, so a node's slice is what it prints as.
            assert text[node.span.start : node.span.end].removeprefix(", ") == unparse(node).removeprefix(", ")
            assert node.span == span_of(file.source, node.span.start, node.span.end)


@given(st.sampled_from(CLAUSES))
def test_parts_lie_in_their_node_in_the_order_of_the_text(clause: str) -> None:
    for line in lines_of(sound(HEAD + clause).lines):
        for node in nodes_of(line.node):
            at = node.span.start
            for part in node.parts:
                if part is not None:
                    assert at <= part.span.start <= part.span.end
                    at = part.span.end
            assert at <= node.span.end


def test_an_empty_node_stands_behind_what_is_before_it() -> None:
    text = HEAD + "a: x requires y"
    clause = list(lines_of(sound(text).lines))[-1].node
    norm = clause.parts[1]
    assert isinstance(norm, Node)
    modifiers = norm.parts[3]
    assert isinstance(modifiers, Node)
    assert (modifiers.kind, modifiers.span.start, modifiers.span.end) == ("modifiers", len(text), len(text))
