"""Choices as hypothesis draws them, cheap and made to shrink: what is named first, and what is left out, is simplest.

Handed hypothesis's `draw`, a `Dice` hands on members of sequences, numbers and yes or no.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from attrs import frozen
from hypothesis import strategies as st

T = TypeVar("T")


@cache
def _up_to(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)


@frozen
class Dice:
    """Draws of one example."""

    draw: st.DrawFn

    def pick(self, among: Sequence[T]) -> T:
        """A member; the first is the simplest."""
        return among[0] if len(among) == 1 else among[self.draw(_up_to(len(among) - 1))]

    def number(self, least: int, most: int) -> int:
        """A whole number, the least the simplest."""
        return least if most <= least else least + int(self.draw(_up_to(most - least)))

    def chance(self, n: int, of: int) -> bool:
        """Yes in `n` of `of` cases; no is the simplest."""
        return bool(self.draw(_up_to(of - 1)) >= of - n)

    def usual(self, n: int, of: int) -> bool:
        """Yes in `n` of `of` cases; yes is the simplest."""
        return bool(self.draw(_up_to(of - 1)) < n)

    def some(self, among: Sequence[T], least: int, most: int) -> list[T]:
        """Different members, in the order of `among`."""
        left = list(among)
        for _ in range(len(left) - self.number(min(least, len(left)), min(most, len(left)))):
            left.pop(self.number(0, len(left) - 1))
        return left
