"""The tree that the parser hands on.

A `Node` is named after the grammar rule (or the alias after `->`) that made it; its parts stand in the order of
the rule's symbols, keywords left out, an absent `[optional]` part as None. A `Word` is a terminal with its text.
A `File` is a list of sections; comments are kept beside the lines they stand by.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from ruledsl.source import Source, Span


@frozen
class Word:
    """A terminal: `kind` is its name in the grammar (NAME, INT, STRING, …), `text` its characters as written."""

    kind: str
    text: str
    span: Span


@frozen
class Node:
    """A grammar rule's match: `kind` is the rule's name or alias."""

    kind: str
    parts: tuple[Node | Word | None, ...]
    span: Span

    def __iter__(self) -> Iterator[Node | Word | None]:
        return iter(self.parts)


@frozen
class Line:
    """A logical line: its tree, its indentation in columns, the comments before and after it, its own lines.

    `children` are the lines that belong to it: fields, events and states of a kind; notes and readings of a
    clause; entries of a scenario; everything under a heading.
    """

    node: Node
    indent: int
    comments_before: tuple[Word, ...] = ()
    comment_after: Word | None = None
    children: tuple[Line, ...] = ()
    comments_inside: tuple[Word, ...] = ()
    """Comments between the physical lines of one logical line, in their order."""

    @property
    def kind(self) -> str:
        return self.node.kind

    @property
    def span(self) -> Span:
        return self.node.span


@frozen
class File:
    """A parsed file: its top-level lines (vocabulary, ruleset, chapter, article or scenario headings)."""

    source: Source = field(repr=False)
    lines: tuple[Line, ...]
    trailing_comments: tuple[Word, ...] = ()
