"""Walking through norms: every part of a piece of norm data. Handed any of the frozen data of this package, it hands
on the data itself and all that is in it, outermost first.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from enum import Enum
from operator import attrgetter
from typing import Any

import attrs


def parts_in(data: object) -> Iterator[object]:
    """`data` and every attrs object inside it, through tuples too."""
    pending: list[Any] = [data]
    while pending:
        here = pending.pop()
        cls = here.__class__
        if cls is tuple or cls is frozenset:
            pending.extend(reversed(tuple(here)))
            continue
        values_of = _values_of(cls)
        if values_of is not None:
            yield here
            for value in values_of(here):
                if value.__class__ not in _PLAIN:
                    pending.append(value)


_PLAIN = frozenset({type(None), str, int, bool})


@functools.cache
def _values_of(cls: Any) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gives the fields of an object of an attrs class, the last one first; None for any other class."""
    if issubclass(cls, Enum) or not attrs.has(cls):
        return None
    names = [field.name for field in reversed(attrs.fields(cls))]
    match names:
        case []:
            return lambda here: ()
        case [name]:
            return lambda here: (getattr(here, name),)
        case _:
            return attrgetter(*names)
