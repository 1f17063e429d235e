"""The one layout of rules and scenarios.

Handed a `Source`, `format_source` hands on its text in the one layout, or None if the source has errors. Only white
space, optional commas and synonyms change: what was formatted is read again, and is given out only if it has the
same tree and the same comments in the same places.
"""

from __future__ import annotations

from collections.abc import Sequence

from ruledsl.diagnostics import Diagnostics
from ruledsl.source import Source, Span
from ruledsl.syntax.breaking import INDENT, Inside, broken, pieces_before
from ruledsl.syntax.layout import RANKS
from ruledsl.syntax.parser import parse
from ruledsl.syntax.tree import File, Line, Node, Word

_PARAGRAPH = RANKS["paragraph"]

_HEADINGS = {
    "vocabulary_heading": 0,
    "ruleset_heading": 0,
    "scenario_heading": 0,
    "chapter": RANKS["chapter"],
    "article": RANKS["article"],
    "paragraph": _PARAGRAPH,
}
"""The rank of each kind of heading."""


def format_source(source: Source, diagnostics: Diagnostics) -> str | None:
    """The text of `source` in the one layout, ending with a line end; None if it cannot be read.

    Records what the parser finds, and RD015 if the layout would change the tree, which is a fault of this program.
    """
    before = len(diagnostics.errors)
    file = parse(source, diagnostics)
    if len(diagnostics.errors) > before:
        return None
    text = _Writer(source).file(file)
    found = Diagnostics()
    again = parse(Source(source.name, text), found)
    too_long = next((error for error in found.errors if error.code == "RD122"), None)
    if too_long is not None:
        # A line that is just short enough grows with the indentation of the lines that continue it.
        diagnostics.error(
            "RD122",
            f"with the blanks of the layout, {too_long.message}",
            Span(source.name, 0, 0, 1, 1),
            too_long.help,
        )
        return None
    if found.errors or not same_tree(file, again):
        diagnostics.error(
            "RD015",
            f"'{source.name}' would mean something else after formatting; it is left as it is",
            Span(source.name, 0, 0, 1, 1),
            "this is a fault of ruledsl's; please report it with the file",
        )
        return None
    return text


def same_tree(one: File, other: File) -> bool:
    """Whether two files have the same trees and comments, line by line, wherever in the file they stand."""
    return _shapes(one.lines) == _shapes(other.lines) and _texts(one.trailing_comments) == _texts(
        other.trailing_comments
    )


def _shapes(lines: Sequence[Line]) -> list[object]:
    return [
        (
            _shape(line.node),
            _texts(line.comments_before),
            _texts(line.comments_inside),
            line.comment_after and line.comment_after.text,
            _shapes(line.children),
        )
        for line in lines
    ]


def _shape(part: Node | Word | None) -> object:
    match part:
        case None:
            return None
        case Word("STRING"):
            return ("STRING", part.text)
        case Word():
            return (part.kind, " ".join(part.text.split()))
        case Node():
            return (part.kind, *map(_shape, part.parts))


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]


class _Writer:
    """The lines of a file as they are written, and what was written last."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.out: list[str] = []
        self.last: Line | None = None
        self.last_depth = 0

    def file(self, file: File) -> str:
        for line in file.lines:
            self.line(line, 0, None)
        self.comments(file.trailing_comments, self.tail(file.trailing_comments, None), 0)
        return "".join(f"{text}\n" for text in self.out)

    def line(self, line: Line, depth: int, parent: Line | None) -> None:
        rank = _HEADINGS.get(line.kind)
        if rank is not None:
            depth = int(rank == _PARAGRAPH)
        tail = self.tail(line.comments_before, line)
        first_child = parent is not None and self.last is parent
        needs_blank = rank is not None and not (rank == _PARAGRAPH and first_child)
        self.comments(line.comments_before, tail, depth, needs_blank)
        if len(line.comments_before) == tail:
            self.blank(needs_blank or (self.blank_before(line.span) and not first_child) or tail > 0)
        else:
            self.blank(self.blank_before(line.span))
        texts = broken(line.node, depth * INDENT, self.inside(line))
        if line.comment_after is not None:
            texts[-1] += "  " + line.comment_after.text
        self.out += texts
        self.last = line
        # What is remarked below a clause's note is remarked on the clause.
        self.last_depth = depth - 1 if parent is not None and parent.kind == "clause" else depth
        for child in line.children:
            self.line(child, depth + 1, line)

    def blank(self, wanted: bool) -> None:
        if wanted and self.out and self.out[-1]:
            self.out.append("")

    def blank_before(self, span: Span) -> bool:
        return span.line > 1 and not self.source.line_text(span.line - 1).strip()

    def comments(self, comments: Sequence[Word], tail: int, depth: int, needs_blank: bool = False) -> None:
        """Write the comments before a line; the first `tail` of them belong to the line above."""
        for index, comment in enumerate(comments):
            own_depth = depth
            if index < tail:
                below = self.last is not None and self.last.kind in _HEADINGS
                own_depth = max(depth, self.last_depth) if below else self.last_depth
            self.blank(self.blank_before(comment.span) or (needs_blank and index == tail))
            self.out.append(" " * (own_depth * INDENT) + comment.text)

    def tail(self, comments: Sequence[Word], line: Line | None) -> int:
        """How many of the comments before a line stand close under the line above and apart from what follows."""
        if self.last is None or not comments or self.blank_before(comments[0].span):
            return 0
        for index, comment in enumerate(comments[1:], 1):
            if self.blank_before(comment.span):
                return index
        return len(comments) if line is None or self.blank_before(line.span) else 0

    def inside(self, line: Line) -> list[Inside]:
        """The comments between the words of a line, with their places."""
        found = []
        start = line.span.start
        for comment in line.comments_inside:
            above = self.source.text.rfind("\n", 0, comment.span.start) + 1
            ends_line = bool(self.source.text[above : comment.span.start].strip())
            found.append(Inside(comment.text, pieces_before(self.source.text[start : comment.span.start]), ends_line))
        return found
