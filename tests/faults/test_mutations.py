"""One word wrong in a line of a bundled ruleset: a finding inside the file, or a file that is still sound.

Never an exception, and never a finding at a place that the file does not have.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.codes import CODES
from ruledsl.diagnostics import Diagnostics
from ruledsl.norms import load
from ruledsl.norms.loader import bundled_folder
from ruledsl.norms.model import Ruleset
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.norms.scenario_reader import read_scenario_text
from ruledsl.norms.vocabulary_compiler import EmptyShelf, compile_vocabulary
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.syntax.pieces import Piece, pieces_of
from ruledsl.syntax.tree import File, Line

FOLDER = bundled_folder()
assert FOLDER is not None
RULES = sorted((FOLDER / "taian").glob("*.rules"))
VOCABULARIES = sorted((FOLDER / "vocabulary").glob("*.rules"))
SCENARIOS = sorted((FOLDER / "taian").rglob("*.scenario"))
HEADING = "ruleset taian\n    uses government, meetings\n    calendar china\n\narticle 1\n"

LETTERS = "aeorst_不1"


class Shelf:
    """The bundled vocabularies, parsed once."""

    def module(self, name: str, diagnostics: Diagnostics) -> Sequence[File] | None:
        return vocabulary_files().get(name)

    def module_names(self) -> Sequence[str]:
        return list(vocabulary_files())


@functools.cache
def vocabulary_files() -> dict[str, Sequence[File]]:
    found = {}
    for path in VOCABULARIES:
        found[path.stem] = [parse(Source(path.name, path.read_text(encoding="utf-8")), Diagnostics())]
    return found


@functools.cache
def taian() -> Ruleset:
    return load("taian")


@functools.cache
def blocks(path: Path, kinds: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The lines of a file that stand under headings, each as it is written, with what is indented below it; of these
    kinds only, if any are named."""
    text = path.read_text(encoding="utf-8")
    found = []

    def gather(lines: Sequence[Line]) -> None:
        for line in lines:
            if line.kind.endswith("_heading") or line.kind in ("chapter", "article", "paragraph"):
                gather(line.children)
            elif not kinds or line.kind in kinds:
                end = max([line.span.end, *(child.span.end for child in line.children)])
                found.append(text[line.span.start : end])

    gather(parse(Source(path.name, text), Diagnostics()).lines)
    return tuple(found)


def clauses(path: Path) -> tuple[str, ...]:
    return blocks(path, frozenset({"clause"}))


@functools.cache
def scenarios(path: Path) -> tuple[str, ...]:
    """The scenarios of a file, each by itself."""
    text = path.read_text(encoding="utf-8")
    lines = parse(Source(path.name, text), Diagnostics()).lines
    starts = [line.span.start for line in lines if line.kind == "scenario_heading"]
    return tuple(text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True))


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """The text with one word left out, doubled, swapped with the next, or with one letter changed."""
    pieces = pieces_of(text)
    at = draw(st.integers(0, len(pieces) - 1))
    piece = pieces[at]
    match draw(st.sampled_from(["drop", "double", "swap", "letter", "shorten", "capital"])):
        case "drop":
            return _replaced(text, piece, "")
        case "double":
            return _replaced(text, piece, f"{piece.text} {piece.text}")
        case "swap" if at + 1 < len(pieces):
            other = pieces[at + 1]
            between = text[piece.end : other.start]
            return text[: piece.start] + other.text + between + piece.text + text[other.end :]
        case "shorten":
            return _replaced(text, piece, piece.text[:-1])
        case "capital":
            return _replaced(text, piece, piece.text.capitalize())
        case _:
            place = draw(st.integers(0, len(piece.text) - 1))
            letter = draw(st.sampled_from(LETTERS))
            return _replaced(text, piece, piece.text[:place] + letter + piece.text[place + 1 :])


def _replaced(text: str, piece: Piece, by: str) -> str:
    return text[: piece.start] + by + text[piece.end :]


def check(diagnostics: Diagnostics, name: str, text: str) -> None:
    for found in diagnostics:
        assert found.code in CODES
        assert found.message
        if found.span.file == name:
            assert 0 <= found.span.start <= found.span.end <= len(text), found
            assert text.count("\n", 0, found.span.start) + 1 == found.span.line, found
        if found.fix is not None:
            assert 0 <= found.fix.span.start <= found.fix.span.end <= len(text), found


@pytest.mark.parametrize("path", [path for path in RULES if clauses(path)], ids=lambda path: path.stem)
@given(data=st.data())
def test_a_wrong_word_in_a_clause_is_a_finding_or_a_clause(path: Path, data: st.DataObject) -> None:
    text = HEADING + "    " + data.draw(st.sampled_from(clauses(path)).flatmap(mutated)) + "\n"
    diagnostics = Diagnostics()
    file = parse(Source("taian.rules", text), diagnostics)
    ruleset = compile_ruleset([file], diagnostics, Shelf())
    check(diagnostics, "taian.rules", text)
    assert ruleset is not None or diagnostics.errors


@pytest.mark.parametrize("path", VOCABULARIES, ids=lambda path: path.stem)
@given(data=st.data())
def test_a_wrong_word_in_a_vocabulary_is_a_finding_or_a_vocabulary(path: Path, data: st.DataObject) -> None:
    text = "vocabulary office\n    " + data.draw(st.sampled_from(blocks(path)).flatmap(mutated)) + "\n"
    diagnostics = Diagnostics()
    file = parse(Source(path.name, text), diagnostics)
    compile_vocabulary([file], EmptyShelf(), diagnostics)
    check(diagnostics, path.name, text)


@given(data=st.data())
def test_a_wrong_word_in_a_scenario_is_a_finding_or_a_scenario(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(SCENARIOS))
    text = data.draw(st.sampled_from(scenarios(path)).flatmap(mutated))
    diagnostics = Diagnostics()
    read_scenario_text(text, taian(), diagnostics, "a.scenario")
    check(diagnostics, "a.scenario", text)
