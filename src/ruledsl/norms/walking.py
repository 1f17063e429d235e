"""Walking through norms: every part of a piece of norm data. Handed any of the frozen data of this package, it hands
on the data itself and all that is in it, outermost first.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from enum import Enum
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
        names = _names_of(cls)
        if names is not None:
            yield here
            pending.extend([getattr(here, name) for name in names])


@functools.cache
def _names_of(cls: Any) -> tuple[str, ...] | None:
    """The fields of an attrs class, the last one first; None for any other class."""
    if issubclass(cls, Enum) or not attrs.has(cls):
        return None
    return tuple(field.name for field in reversed(attrs.fields(cls)))
