"""Kleene's three-valued logic (language reference, section 2, *What is not said*): None is unknown."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


class NotCovered(Exception):
    """What is asked lies outside the subset of the language that the reference evaluator speaks of."""


def both(items: Iterable[Truth]) -> Truth:
    """Kleene's and."""
    found = list(items)
    if False in found:
        return False
    return None if None in found else True


def either(items: Iterable[Truth]) -> Truth:
    """Kleene's or."""
    found = list(items)
    if True in found:
        return True
    return None if None in found else False


def negation(item: Truth) -> Truth:
    """Kleene's not."""
    return None if item is None else not item
