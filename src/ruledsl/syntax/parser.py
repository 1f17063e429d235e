"""The parser: text to tree, with all the errors of a file in one run.

Handed a `Source` and a `Diagnostics`, it lays the text out in logical lines, parses each by itself with the start
rule of its section, and hands on a `File`. A line that cannot be read becomes one diagnostic and a line of kind
`error`; it never hides another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ruledsl.diagnostics import Diagnostics, Fix
from ruledsl.source import Source, span_of
from ruledsl.syntax.attempt import Stop, accepted_at, attempt
from ruledsl.syntax.checks import check
from ruledsl.syntax.driver import read_line
from ruledsl.syntax.findings import Finding
from ruledsl.syntax.layout import LogicalLine, lay_out
from ruledsl.syntax.pieces import pieces_of
from ruledsl.syntax.reading import check_characters
from ruledsl.syntax.tree import File, Line, Node, Word

if TYPE_CHECKING:
    from lark import Tree

ERROR = "error"
"""The kind of the node that stands for a line that could not be read. It has no parts."""

LONGEST_LINE = 50_000
"""Characters of a logical line."""

DEEPEST = 150
"""How many nodes may stand within one another. Readers of trees are recursive and rely on it."""

DEEPEST_BRACKETS = 100

MOST_ERRORS = 1_000
"""Syntax errors of a file after which its other lines are no longer read: it is no file of this language."""

# A text that is not closed ends with its line: were the closing sign demanded, each of a thousand quotation marks would
# be tried in vain up to the end of the line.
_TEXT_OR_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"?|--[^\n]*')


def parse(source: Source, diagnostics: Diagnostics) -> File:
    """The tree of a file. Every error is recorded in `diagnostics`, at most one a logical line; nothing is raised.

    A line that cannot be read stands in the tree as a node of kind `error` without parts, so that its comments and
    children keep their place. Readers of the tree pass over it, as its diagnostic is recorded.
    """
    diagnostics.add_source(source)
    reported = check_characters(source, diagnostics)
    layout = lay_out(source, diagnostics, reported)
    parser = _Parser(source, diagnostics)
    lines = tuple(map(parser.line, layout.lines))
    parser.report_headless()
    return File(source, lines, tuple(layout.trailing_comments))


class _Parser:
    def __init__(self, source: Source, diagnostics: Diagnostics) -> None:
        self.source = source
        self.diagnostics = diagnostics
        self.errors = 0
        self.unread: set[int] = set()
        self.headless: list[tuple[LogicalLine, Finding | None]] = []

    def line(self, line: LogicalLine) -> Line:
        """A logical line and its children. The layout nests them six deep at most."""
        node = self.node(line)
        return Line(
            node=node,
            indent=line.indent,
            comments_before=tuple(line.comments_before),
            comment_after=line.comment_after,
            children=tuple(map(self.line, line.children)),
            comments_inside=tuple(line.comments_inside),
        )

    def node(self, line: LogicalLine) -> Node:
        text = self.source.text[line.start : line.end]
        if line.comments_inside:
            text = _TEXT_OR_COMMENT.sub(_blank_comment, text)
        if self.errors > MOST_ERRORS:
            return self.error_node(line)
        if line.above is not None and line.blame is not None:
            if id(line.above) in self.unread:
                # It may be a part of that line; nobody can say before that one is put right.
                self.unread.add(id(line))
                return self.error_node(line)
            if not line.problem:
                code, message, help = line.blame
                self.diagnostics.error(code, message, span_of(self.source, line.start, line.end), help)
                line.problem = True
        # A line that the layout has complained of is read all the same, for its tree.
        found = self.read(line, text)
        unread = None if isinstance(found, Node) else found
        if line.headless:
            self.headless.append((line, None if line.problem else unread))
        if isinstance(found, Node):
            return found
        self.unread.add(id(line))
        if not line.problem and not line.headless:
            self.report(line, found)
        return self.error_node(line)

    def report_headless(self) -> None:
        """Report what is wrong with the lines before the first heading, unless most are: the file is something else."""
        unread = [(line, finding) for line, finding in self.headless if id(line) in self.unread]
        if 2 * len(unread) <= len(self.headless):
            for line, finding in unread:
                if finding is not None:
                    self.report(line, finding)

    def read(self, line: LogicalLine, text: str) -> Node | Finding:
        """The line's tree, or what is wrong with the line."""
        if len(text) > LONGEST_LINE:
            return Finding(
                "RD122",
                f"this line has {len(text)} characters, all that continues it counted",
                0,
                len(text.partition("\n")[0]),
                f"a line has at most {LONGEST_LINE}; lines that do not belong to it must not be indented deeper",
            )
        if text.count("(") > DEEPEST_BRACKETS:
            deepest = next((piece for piece in pieces_of(text) if piece.depth > DEEPEST_BRACKETS), None)
            if deepest is not None:
                return Finding(
                    "RD121",
                    f"more than {DEEPEST_BRACKETS} brackets stand within one another",
                    deepest.start,
                    deepest.end,
                    "divide the line into several",
                )
        quick = read_line(self.source, text, line.start, line.section)
        if quick is not None and (len(text) < DEEPEST or _node_depth(quick[0]) < DEEPEST):
            return self.checked(line, text, *quick)
        match attempt(text, line.section):
            case Stop() as stop:
                # Imported where a line cannot be read, so that sound files need not wait for it.
                from ruledsl.syntax.errors import explain

                return explain(text, line.section, stop, line.keyword if line.rank is not None else None)
            case tree:
                if _depth(tree) > DEEPEST:
                    return Finding(
                        "RD121",
                        "this line nests too deep",
                        0,
                        len(text),
                        f"conditions, sums and consequences nest or follow one another up to {DEEPEST} deep; divide "
                        "the line into several, or write a set: x in (a, b, c)",
                    )
                return self.checked(line, text, _convert(self.source, line.start, tree))

    def checked(self, line: LogicalLine, text: str, node: Node, plain: bool = False) -> Node | Finding:
        """A tree, or what the grammar let pass in its words."""
        wrong = check(text, line.start, node, plain)
        return self.stopped(line, text, wrong) if isinstance(wrong, int) else wrong or node

    def stopped(self, line: LogicalLine, text: str, at: int) -> Finding:
        """What is wrong with a line that was read too kindly at an offset."""
        from ruledsl.syntax.errors import explain

        length = re.match(r"\w*", text[at:])
        stop = Stop(at, len(length[0]) if length is not None else 0, accepted_at(text, at, line.section))
        return explain(text, line.section, stop, line.keyword if line.rank is not None else None)

    def report(self, line: LogicalLine, finding: Finding) -> None:
        self.errors += 1
        if self.errors > MOST_ERRORS:
            self.diagnostics.error(
                "RD128",
                f"more than {MOST_ERRORS} lines cannot be read; the rest of the file was passed over",
                span_of(self.source, line.start, line.end),
                "is this a file of rules?",
            )
            return
        fix = None
        if finding.fix is not None:
            start, end, text = finding.fix
            fix = Fix(span_of(self.source, line.start + start, line.start + end), text)
        self.diagnostics.error(
            finding.code,
            finding.message,
            span_of(self.source, line.start + finding.start, line.start + finding.end),
            finding.help,
            fix=fix,
        )

    def error_node(self, line: LogicalLine) -> Node:
        return Node(ERROR, (), span_of(self.source, line.start, line.end))


def _blank_comment(match: re.Match[str]) -> str:
    """Blanks in a comment's place, so that keywords of several words may have one between them."""
    return " " * len(match[0]) if match[0].startswith("--") else match[0]


def _depth(tree: Tree) -> int:  # type: ignore[type-arg]
    """How many nodes stand within one another, found without recursion; stops counting beyond what is allowed."""
    from lark import Tree as LarkTree

    depth = 0
    level = [tree]
    while level and depth <= DEEPEST:
        depth += 1
        level = [child for node in level for child in node.children if isinstance(child, LarkTree)]
    return depth


def _node_depth(node: Node) -> int:
    """The same of our own tree, in which the start rule has no node."""
    depth = 0
    level = [node]
    while level and depth <= DEEPEST:
        depth += 1
        level = [part for each in level for part in each.parts if isinstance(part, Node)]
    return depth


def _convert(source: Source, base: int, tree: Tree) -> Node:  # type: ignore[type-arg]
    """Lark's tree as ours, spans counted in the whole file. An empty rule stands where the part before it ends."""
    from lark import Token
    from lark import Tree as LarkTree

    def build(part: Any, here: int) -> Node | Word | None:
        match part:
            case None:
                return None
            case Token():
                start, end = base + (part.start_pos or 0), base + (part.end_pos or 0)
                kind = "NAME" if part.type == "LABEL" else str(part.type)
                return Word(kind, str(part), span_of(source, start, end))
            case LarkTree():
                return node(part, here)
            case _:
                raise AssertionError(part)

    def node(tree: Tree, here: int) -> Node:  # type: ignore[type-arg]
        start, end = (here, here) if tree.meta.empty else (base + tree.meta.start_pos, base + tree.meta.end_pos)
        parts = []
        at = start
        for child in tree.children:
            part = build(child, at)
            if part is not None:
                at = part.span.end
            parts.append(part)
        return Node(str(tree.data), tuple(parts), span_of(source, start, end))

    # `vocabulary_line`, `ruleset_line` and `scenario_line` only choose: hand on what they chose.
    only = node(tree, base).parts[0]
    assert isinstance(only, Node), only
    return only
