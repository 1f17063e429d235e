"""RD660: names that are not written like the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.names import declarations
from ruledsl.analysis.rule import INFO, Finding, Needs, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.source import Span
from ruledsl.syntax.tree import Word

_CAPITALS: Final = re.compile(r"[A-Z]")


def find(unit: Unit) -> Iterator[Finding]:
    for what, name, span in _names(unit):
        if _CAPITALS.search(name):
            plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
            yield Finding(f"the {what} '{name}' is not written in small letters", span, f"call it '{plain}'")
        elif name.startswith("_") or name.endswith("_") or "__" in name:
            yield Finding(f"the {what} '{name}' has a '_' that joins nothing", span, f"call it '{_tidy(name)}'")


def _names(unit: Unit) -> Iterator[tuple[str, str, Span]]:
    for declared in declarations(unit):
        yield declared.table, declared.name, declared.span
    for line, _ in unit.lines:
        if line.kind == "clause" and isinstance(word := line.node.parts[0], Word):
            yield "label", word.text, word.span


def _tidy(name: str) -> str:
    return re.sub("_+", "_", name).strip("_")


RULE = Rule(
    "RD660",
    "name-style",
    INFO,
    "A name or label has capitals, or a `_` at its edge or beside another.",
    "Names are compared letter by letter; one way of writing them spares everybody a guess.",
    "ReplyInTime: request requires answered within 20 days of submitted\n",
    "reply_in_time: request requires answered within 20 days of submitted\n",
    find,
    Needs.WORDS,
)
