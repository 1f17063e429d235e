"""Reading trees: the few questions the compiler asks of nodes. Handed a `Node` of `ruledsl.syntax.tree`, these
functions hand on its parts as the type that the grammar promises there, and the plain values of its words.

A part that is not what the grammar promises is a programmer's error and stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruledsl.source import NOWHERE, Source, Span
from ruledsl.syntax.tree import File, Line, Node, Word
from ruledsl.world.vocabulary import Label

_COMMENT_OR_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|--[^\n]*')
_ESCAPE = re.compile(r"\\(.)")


def node_at(node: Node, index: int) -> Node:
    """The part at `index`, which the grammar says is a rule."""
    part = node.parts[index]
    assert isinstance(part, Node), f"{node.kind}[{index}] is {part!r}"
    return part


def optional_node(node: Node, index: int) -> Node | None:
    """The part at `index`, a rule or left out."""
    part = node.parts[index]
    assert part is None or isinstance(part, Node), f"{node.kind}[{index}] is {part!r}"
    return part


def word_at(node: Node, index: int) -> Word:
    """The part at `index`, which the grammar says is a terminal."""
    part = node.parts[index]
    assert isinstance(part, Word), f"{node.kind}[{index}] is {part!r}"
    return part


def optional_word(node: Node, index: int) -> Word | None:
    """The part at `index`, a terminal or left out."""
    part = node.parts[index]
    assert part is None or isinstance(part, Word), f"{node.kind}[{index}] is {part!r}"
    return part


def words_of(node: Node) -> list[Word]:
    """The terminals among the parts, in order."""
    return [part for part in node.parts if isinstance(part, Word)]


def nodes_of(node: Node, *kinds: str) -> list[Node]:
    """The rules among the parts (of these kinds, if any are named), in order."""
    return [part for part in node.parts if isinstance(part, Node) and (not kinds or part.kind in kinds)]


def names_of(node: Node) -> tuple[str, ...]:
    """The texts of the terminals: the segments of a path, the names of a list."""
    return tuple(word.text for word in words_of(node))


def path_text(node: Node) -> str:
    return ".".join(names_of(node))


def string_value(word: Word) -> str:
    """What a STRING says, without its quotes."""
    return _ESCAPE.sub(r"\1", word.text[1:-1])


def label_of(labels: Node | None, name: str) -> Label:
    """The declared English and Chinese names; the name itself where one is missing.

    With one label only, text with Chinese characters is the Chinese name.
    """
    if labels is None:
        return Label(name, name)
    texts = [string_value(word) for word in words_of(labels)]
    if len(texts) == 2:
        return Label(texts[0] or name, texts[1] or name)
    only = texts[0] or name
    return Label(name, only) if _is_chinese(only) else Label(only, name)


def _is_chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)


def written(source: Source, span: Span) -> str:
    """The text of `span` as written, comments left out and white space made single."""
    text = source.text[span.start : span.end]
    bare = _COMMENT_OR_STRING.sub(lambda match: "" if match[0].startswith("--") else match[0], text)
    return " ".join(bare.split())


def joined_span(first: Span, last: Span) -> Span:
    """From the start of one span to the end of another, in the same file."""
    return Span(first.file, first.start, last.end, first.line, first.column)


def walk_lines(file: File) -> Iterator[tuple[Line, tuple[Line, ...]]]:
    """Every line of a file in the order of the text, each with the lines that it stands under, outermost first."""
    yield from _walk(file.lines, ())


def _walk(lines: tuple[Line, ...], above: tuple[Line, ...]) -> Iterator[tuple[Line, tuple[Line, ...]]]:
    for line in lines:
        yield line, above
        yield from _walk(line.children, (*above, line))


def file_span(file: File) -> Span:
    """The place at the very start of a file."""
    return Span(file.source.name, 0, 0, 1, 1) if file.source.name else NOWHERE
