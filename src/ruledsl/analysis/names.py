"""Declared names and where they are used. Handed a unit, this module hands on its own declarations with their places
and labels, and the names that its clauses and declarations speak of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from ruledsl.analysis.unit import Unit, words_in
from ruledsl.norms.tree_reading import nodes_of, string_value, words_of
from ruledsl.source import Span
from ruledsl.syntax.tree import Line, Node, Word

_TABLES: Final = {
    "role_narrower": "role",
    "role_from_field": "role",
    "role_union": "role",
    "role_plain": "role",
    "office": "office",
    "list": "list",
    "kind": "kind",
    "state": "state",
    "field_typed": "field",
    "field_by": "field",
    "define_value": "value",
    "define_window": "window",
    "define_year": "period",
    "define_unit": "unit",
}


@frozen
class Declared:
    """A name that a line declares. `table`: kind, field, event, role, office, list, symbol, state, value, window,
    period, unit; `home`: the kind (or list) that it belongs to; `labels`: as written, without quotes."""

    name: str
    table: str
    span: Span
    labels: tuple[str, ...] = ()
    home: str = ""
    line: Line | None = None


def declarations(unit: Unit) -> tuple[Declared, ...]:
    """The declarations in the unit's own files, in the order of the text."""
    return unit.once("declarations", lambda: tuple(_declarations(unit)))


def _declarations(unit: Unit) -> Iterator[Declared]:
    for line, above in unit.lines:
        home = above[-1] if above else None
        inside = _first_name(home.node) if home is not None and home.kind in ("kind", "office", *_ROLES) else ""
        match line.kind:
            case "event_line":
                for event in nodes_of(line.node, "event"):
                    yield _declared(event, "event", inside, line)
            case "list":
                yield _declared(line.node, "list", "", line)
                for symbol in nodes_of(line.node, "symbol"):
                    yield _declared(symbol, "symbol", _first_name(line.node), line)
            case kind if kind in _TABLES:
                yield _declared(line.node, _TABLES[kind], inside, line)
            case _:
                pass


_ROLES: Final = ("role_narrower", "role_from_field", "role_union", "role_plain")


def _declared(node: Node, table: str, home: str, line: Line) -> Declared:
    word = next(iter(words_of(node)))
    labels = next(iter(nodes_of(node, "labels")), None)
    texts = tuple(string_value(each) for each in words_of(labels)) if labels is not None else ()
    return Declared(word.text, table, word.span, texts, home, line)


def _first_name(node: Node) -> str:
    return next((word.text for word in words_of(node)), "")


def uses(unit: Unit) -> Mapping[str, int]:
    """How often each name stands in the unit's files and modules, declarations of it not counted; 0 for others."""
    return unit.once("uses", lambda: _uses(unit))


def _uses(unit: Unit) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line, _ in unit.lines:
        for word in words_in(line.node):
            if word.kind in ("NAME", "LABEL"):
                counts[word.text] += 1
            elif word.kind == "CLAUSE_ID":
                counts.update(word.text.replace(":", ".").split("."))
    for declared in declarations(unit):
        counts[declared.name] -= 1
    for line, _ in unit.lines:
        if line.kind == "clause":
            for part in line.node.parts[:1]:
                if isinstance(part, Word):
                    counts[part.text] -= 1
    return counts
