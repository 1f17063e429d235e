"""What the tests of this room share: parsing one line, and comparing trees without their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ruledsl.diagnostics import Diagnostics
from ruledsl.source import Source
from ruledsl.syntax import File, Line, Node, Word, parse

SECTIONS = {"v": "vocabulary", "r": "ruleset", "s": "scenario"}
FIXTURE = Path(__file__).parent.parent / "fixtures" / "identity.rules"

# Under these headings a line of each section is in its place; two blanks indent a part of a kind deeper.
HEADINGS = {
    "vocabulary": "vocabulary g\nkind k\n  ",
    "ruleset": "ruleset t\narticle 1\n",
    "scenario": 'scenario "s"\n',
}


def identity_lines() -> list[tuple[str, str]]:
    """The lines of the fixture, each with its section."""
    rows = FIXTURE.read_text(encoding="utf-8").splitlines()
    return [(SECTIONS[row[0]], row[2:]) for row in rows if row and not row.startswith("--")]


def parse_text(text: str) -> tuple[File, Diagnostics]:
    diagnostics = Diagnostics()
    return parse(Source("t.rules", text), diagnostics), diagnostics


def sound(text: str) -> File:
    """The tree of a text that is expected to have no errors."""
    file, diagnostics = parse_text(text)
    assert list(diagnostics) == []
    return file


def lines_of(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from lines_of(line.children)


def nodes_of(node: Node) -> Iterator[Node]:
    yield node
    for part in node.parts:
        if isinstance(part, Node):
            yield from nodes_of(part)


def words_of(node: Node) -> Iterator[Word]:
    for part in node.parts:
        match part:
            case Word():
                yield part
            case Node():
                yield from words_of(part)
            case None:
                pass


def shape(part: Node | Word | None) -> object:
    """A tree without its places, white space in keywords made single."""
    match part:
        case None:
            return None
        case Word("STRING"):
            return part.text
        case Word():
            return (part.kind, " ".join(part.text.split()))
        case Node():
            return (part.kind, *map(shape, part.parts))


def outline(lines: tuple[Line, ...]) -> list[object]:
    """The kinds of the lines, those of its children after each that has some."""
    found: list[object] = []
    for line in lines:
        found.append(line.kind)
        if line.children:
            found.append(outline(line.children))
    return found
