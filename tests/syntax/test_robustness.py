"""No text makes the parser raise; a bad line hides no other; time grows with the text and no faster."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from ruledsl.codes import CODES
from ruledsl.diagnostics import Diagnostics
from ruledsl.source import Source
from ruledsl.syntax import Node, Word, decode, parse, unparse
from ruledsl.syntax.keywords import keywords
from ruledsl.syntax.pieces import pieces_of
from tests.syntax.reading_trees import HEADINGS, identity_lines, lines_of, parse_text

LINES = identity_lines()
PIECES = sorted({piece.text for _, text in LINES for piece in pieces_of(text)})
STRANGE = [
    "（",
    "）",
    "：",
    "“",
    "、",
    '"',
    "--",
    "(",
    ")",
    "==",
    "&&",
    "%",
    "#",
    "\u200b",
    "\x00",
    "2022-4-2",
    "1,000",
    "-5",
]
SIGNS = st.sampled_from([*PIECES, *STRANGE, *(keyword.spelling for keyword in keywords())])


def check_diagnostics(text: str) -> None:
    file, diagnostics = parse_text(text)
    for found in diagnostics:
        assert found.code in CODES
        assert found.message
        assert 0 <= found.span.start <= found.span.end <= len(text)
        if found.fix is not None:
            assert 0 <= found.fix.span.start <= found.fix.span.end <= len(text)
    errors = [line for line in lines_of(file.lines) if line.kind == "error"]
    # A line below one that cannot be read is not blamed for it, so there may be fewer findings than such lines.
    assert not errors or len(diagnostics)
    for line in lines_of(file.lines):
        if line.kind != "error":
            unparse(line.node)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_tree_or_diagnostics(data: bytes) -> None:
    diagnostics = Diagnostics()
    source = decode("t.rules", data, diagnostics)
    if source is None:
        assert diagnostics.errors
    else:
        parse(source, diagnostics)


@given(st.text(max_size=400))
def test_any_text_is_a_tree_or_diagnostics(text: str) -> None:
    check_diagnostics(text)


@given(st.lists(st.lists(SIGNS, max_size=8), max_size=6), st.sampled_from(["", *HEADINGS.values()]))
def test_any_words_of_the_language_are_a_tree_or_diagnostics(lines: list[list[str]], heading: str) -> None:
    check_diagnostics(heading + "\n".join(" ".join(words) for words in lines))


@st.composite
def mutated_lines(draw: st.DrawFn) -> tuple[str, str]:
    """A line of the fixture with some of its pieces left out, doubled, replaced or put in."""
    section, text = draw(st.sampled_from(LINES))
    pieces = [piece.text for piece in pieces_of(text)]
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(pieces)))
        match draw(st.sampled_from(["delete", "double", "replace", "insert"])):
            case "delete":
                del pieces[at : at + 1]
            case "double":
                pieces[at:at] = pieces[at : at + 1]
            case "replace":
                pieces[at : at + 1] = [draw(SIGNS)]
            case _:
                pieces.insert(at, draw(SIGNS))
    return section, " ".join(pieces)


@given(mutated_lines())
def test_a_mutated_line_is_at_most_one_diagnostic(mutated: tuple[str, str]) -> None:
    section, line = mutated
    text = HEADINGS[section] + line
    check_diagnostics(text)
    _, diagnostics = parse_text(text)
    # Under `kind`, a broken part may be a second logical line of its own or a continuation: never both.
    assert len([found for found in diagnostics if found.span.line > 1]) <= 1


@given(st.lists(st.one_of(st.none(), mutated_lines()), min_size=1, max_size=8))
def test_a_bad_clause_hides_no_other(mutations: list[tuple[str, str] | None]) -> None:
    rows = ["ruleset t", "article 1"]
    sound_rows = set()
    for mutation in mutations:
        if mutation is None:
            sound_rows.add(len(rows) + 1)
            rows.append("  good: x requires y within 3 days of z")
        else:
            rows.append(f"  bad: {mutation[1]}")
    file, diagnostics = parse_text("\n".join(rows))
    read = {line.span.line for line in lines_of(file.lines) if line.kind == "clause"}
    assert sound_rows <= read
    lines = [found.span.line for found in diagnostics]
    assert len(lines) == len(set(lines))
    assert not sound_rows & set(lines)


@given(mutated_lines())
def test_parsing_twice_gives_the_same(mutated: tuple[str, str]) -> None:
    section, line = mutated
    first, one = parse_text(HEADINGS[section] + line)
    second, other = parse_text(HEADINGS[section] + line)
    assert first.lines == second.lines
    assert list(one) == list(other)


def test_a_million_lines_take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        start = time.perf_counter()
        parse_text("\n" * count)
        return time.perf_counter() - start

    seconds(10_000)
    small, large = seconds(50_000), seconds(1_000_000)
    assert large < 20 * small * 10 + 1


def test_the_deepest_tree_can_be_walked_and_compared() -> None:
    text = "ruleset t\narticle 1\na: x requires " + "(" * 100 + "y" + ")" * 100
    (one,) = (line.node for line in lines_of(parse_text(text)[0].lines) if line.kind == "clause")
    (other,) = (line.node for line in lines_of(parse_text(text)[0].lines) if line.kind == "clause")
    assert one == other
    assert hash(one) == hash(other)
    assert repr(one)

    def depth(part: Node | Word | None) -> int:
        return 1 + max(map(depth, part.parts), default=0) if isinstance(part, Node) else 0

    assert depth(one) <= 150


def test_a_source_that_was_never_read_from_a_file_is_known_to_the_diagnostics() -> None:
    diagnostics = Diagnostics()
    source = Source("<text>", "ruleset")
    parse(source, diagnostics)
    assert diagnostics.sources["<text>"] is source
