"""RD604: a text that says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.texts import pieces, place
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    for source in unit.sources:
        for piece in pieces(source):
            if piece.what == "string" and not piece.text[1:-1].strip():
                yield Finding("this text is empty", place(source, piece), "write what it is to say, or leave it out")


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
)
