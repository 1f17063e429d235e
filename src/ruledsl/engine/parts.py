"""The parts of conditions and values: handed an expression, it hands on all that it is made of, for whoever asks what
that speaks of."""

from __future__ import annotations

from collections.abc import Iterator


def walk(expr: object) -> Iterator[object]:
    """An expression and all its parts."""
    yield expr
    slots = getattr(type(expr), "__attrs_attrs__", ())
    for attribute in slots:
        value = getattr(expr, attribute.name)
        if isinstance(value, tuple):
            for item in value:
                if hasattr(type(item), "__attrs_attrs__"):
                    yield from walk(item)
        elif hasattr(type(value), "__attrs_attrs__"):
            yield from walk(value)
