"""What the parser itself reads in a file, word by word, to compare the colours with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ruledsl.diagnostics import Diagnostics
from ruledsl.source import Source
from ruledsl.syntax.keywords import keywords
from ruledsl.syntax.layout import LogicalLine, lay_out
from ruledsl.syntax.loader import parser

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in (ROOT / "rulesets", ROOT / "src" / "ruledsl" / "scaffold")
    for path in folder.rglob("*")
    if path.suffix in (".rules", ".scenario")
)
KEYWORDS = {keyword.terminal for keyword in keywords()} | {"UNIT"}


def words(text: str, name: str) -> Iterator[tuple[int, str, bool]]:
    """Where each word of a text begins, the word, and whether the parser reads it as a keyword."""
    for line in _all(lay_out(Source(name, text), Diagnostics()).lines):
        written = list(text[line.start : line.end])
        for comment in line.comments_inside:
            first = comment.span.start - line.start
            written[first : first + len(comment.text)] = " " * len(comment.text)
        reading = parser().parse_interactive("".join(written), start=f"{line.section}_line")
        for token in reading.iter_parse():
            assert token.start_pos is not None
            yield line.start + token.start_pos, str(token), token.type in KEYWORDS


def _all(lines: Iterable[LogicalLine]) -> Iterator[LogicalLine]:
    for line in lines:
        yield line
        yield from _all(line.children)
