"""Frozen data with some of its fields changed. Handed an object and the new values, this module hands on another
object. It does what `attrs.evolve` does in a third of the time; compiling changes many thousand norms and scopes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

import attrs

T = TypeVar("T")


def evolve(instance: T, /, **changes: Any) -> T:
    """The same with other values of some fields. Raises KeyError for a field that there is not."""
    cls: Any = instance.__class__
    plan = _plan(cls)
    if plan is None:
        return attrs.evolve(instance, **changes)  # type: ignore[misc]
    values_of, places = plan
    values = list(values_of(instance))
    for name, value in changes.items():
        values[places[name]] = value
    made: T = cls(*values)
    return made


@functools.cache
def _plan(cls: Any) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, int]] | None:
    """What reads the fields of a class in the order in which it is made of them, and the place of each; None for a
    class that is not made of two fields or more by their order."""
    fields = [field for field in attrs.fields(cls) if field.init]
    if len(fields) < 2 or any(field.kw_only for field in fields):
        return None
    places = {field.alias or field.name: number for number, field in enumerate(fields)}
    return attrgetter(*(field.name for field in fields)), places
