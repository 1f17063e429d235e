"""RD604: a text that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.edits import line_removed
from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.texts import pieces, place
from ruledsl.analysis.unit import Unit
from ruledsl.norms.tree_reading import words_of

_EMPTY: Final = re.compile(r'"[^\S\n]*"')


def find(unit: Unit) -> Iterator[Finding]:
    for source in unit.sources:
        if _EMPTY.search(source.text) is None:
            continue
        telling = {
            (line.span.file, word.span.start): line
            for line, _ in unit.lines
            if line.kind in ("note", "reading")
            for word in words_of(line.node)
        }
        for piece in pieces(source):
            if piece.what == "string" and not piece.text[1:-1].strip():
                line = telling.get((source.name, piece.start))
                yield Finding(
                    "this text is empty",
                    place(source, piece),
                    "write what it is to say, or leave it out",
                    line_removed(source, line, unsafe=False) if line is not None else None,
                )


RULE = Rule(
    "RD604",
    "empty-text",
    WARNING,
    "A label, note, reading or statement is empty.",
    "Reports print it, and their readers look for what is missing.",
    'reply: request requires answered within 20 days of submitted\n    note ""\n',
    'reply: request requires answered within 20 days of submitted\n    note "counted from the day of receipt"\n',
    find,
    Needs.TEXT,
    fixable=True,
)
