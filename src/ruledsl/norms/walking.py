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
        if isinstance(here, tuple | frozenset):
            pending.extend(reversed(tuple(here)))
        elif not isinstance(here, Enum) and attrs.has(here.__class__):
            yield here
            pending.extend(getattr(here, name) for name in reversed(_fields(here.__class__)))


@functools.cache
def _fields(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(cls))
