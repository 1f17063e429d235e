"""Places in norm data: every part of a norm with the way to it, and the same norm with one part changed or left out.
Handed frozen data and a way, these functions hand on the part, or new data; what they are given is never changed.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from enum import Enum
from typing import Any, TypeAlias, TypeVar

import attrs

Way: TypeAlias = tuple[str | int, ...]
"""The names of attributes and the numbers of tuple items that lead from a datum to one of its parts."""

T = TypeVar("T")

_SILENT = frozenset({"span", "text", "note", "reading"})
"""What no verdict hangs on."""


def places(data: Any, way: Way = ()) -> Iterator[tuple[Way, Any]]:
    """Every attrs object inside `data`, itself first, with the way to it."""
    if isinstance(data, tuple):
        for number, item in enumerate(data):
            yield from places(item, (*way, number))
    elif attrs.has(type(data)) and not isinstance(data, Enum):
        yield way, data
        for name in _parts(data.__class__):
            yield from places(getattr(data, name), (*way, name))


@functools.cache
def _parts(cls: Any) -> tuple[str, ...]:
    """The attributes of an attrs class that verdicts may hang on."""
    return tuple(attribute.name for attribute in attrs.fields(cls) if attribute.name not in _SILENT)


def at(data: Any, way: Way) -> Any:
    """The part at the end of a way."""
    for step in way:
        data = data[step] if isinstance(step, int) else getattr(data, step)
    return data


def put(data: T, way: Way, part: object) -> T:
    """`data` with `part` at the end of the way."""
    if not way:
        return part  # type: ignore[return-value]
    here: Any = data
    step, rest = way[0], way[1:]
    if isinstance(step, int):
        return (*here[:step], put(here[step], rest, part), *here[step + 1 :])  # type: ignore[return-value]
    return attrs.evolve(here, **{step: put(getattr(here, step), rest, part)})  # type: ignore[no-any-return]


def without(data: T, way: Way) -> T:
    """`data` without the tuple item at the end of the way."""
    *above, number = way
    items: Any = at(data, tuple(above))
    assert isinstance(number, int)
    return put(data, tuple(above), (*items[:number], *items[number + 1 :]))


def said_way(way: Way) -> str:
    """A way as text: `window.layers.0.limit`."""
    return ".".join(str(step) for step in way)


def without_place(data: Any) -> object:
    """What `data` holds, as nested plain tuples, but for where it stands and how it is written: equal for data that no
    verdict tells apart, in every run of the program."""
    if isinstance(data, tuple):
        return tuple(without_place(item) for item in data)
    if isinstance(data, frozenset):
        return ("set", *sorted((without_place(item) for item in data), key=repr))
    if isinstance(data, Enum):
        return data.value
    if attrs.has(type(data)):
        return (type(data).__name__, *((name, without_place(getattr(data, name))) for name in _parts(data.__class__)))
    if isinstance(data, dict):
        return ("map", *((without_place(key), without_place(value)) for key, value in data.items()))
    return data
