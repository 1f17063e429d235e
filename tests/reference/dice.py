"""The dice that worlds are drawn with: a seed always gives the same world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Random choices from one seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def one_of(self, items: Sequence[T]) -> T:
        return items[self._random.randrange(len(items))]

    def number(self, low: int, high: int) -> int:
        """A whole number, both bounds included."""
        return self._random.randint(low, high)

    def once_in(self, n: int) -> bool:
        return self._random.randrange(n) == 0

    def some_of(self, items: Sequence[T], least: int, most: int) -> list[T]:
        """Different ones of the items, in any order."""
        return self._random.sample(list(items), self.number(least, min(most, len(items))))

    def way(self, *weighted: tuple[int, Callable[[], T]]) -> T:
        """One of several ways to go on, each as likely as its weight says."""
        ways = [way for weight, way in weighted for _ in range(weight)]
        return self.one_of(ways)()
