"""Rank and select over the days that count: how many counted days there are up to a day, and which day is the
k-th. Handed one flag a day, it builds prefix arrays once, so that adding n counted days is a look-up. Calendars
and declared units are both built on the `DayCount` made here, which hands on a `Reach`: all that the days
which may or may not count still leave possible.
"""

from array import array
from collections.abc import Iterator
from datetime import date
from itertools import accumulate, compress
from typing import Final

from attrs import frozen

from ruledsl.civil_time.arithmetic import FIRST_DAY, LAST_DAY, in_range, year_of

BEGINNING: Final = FIRST_DAY - 1
"""The `earliest` of a Reach that is unbounded towards the past: a day before every date."""


@frozen
class Reach:
    """The days on which a count may end, over every calendar that is still possible.

    `earliest` is the first possible day; `latest` the last, or None where there is no last one (days not
    published may all be rest days). A count backwards without a first possible day has `earliest` BEGINNING.
    `unpublished_years` are the years whose publication would narrow it, `provisional` says that projected
    days were relied on. `hours_after` uses the same shape with instants in place of days.
    """

    earliest: int
    latest: int | None
    unpublished_years: tuple[int, ...] = ()
    provisional: bool = False

    @property
    def decided(self) -> bool:
        """Whether only one day is possible."""
        return self.earliest == self.latest

    @property
    def day(self) -> int | None:
        """The one possible day, or None if there are several."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def is_open(self) -> bool:
        """Whether one end has no bound."""
        return self.latest is None or self.earliest == BEGINNING

    def not_after(self, day: int) -> bool | None:
        """Whether `day` (an instant, for hours) is no later than the end counted; None if undecided."""
        if day <= self.earliest:
            return True
        if self.latest is not None and day > self.latest:
            return False
        return None


class DayIndex:
    """Rank and select over one set of days. `beyond`: whether all days outside the flags are in the set."""

    __slots__ = ("_beyond", "_first", "_length", "_positions", "_prefix", "_total")

    def __init__(self, first: int, flags: bytes, *, beyond: bool) -> None:
        self._first = first
        self._length = len(flags)
        self._beyond = beyond
        self._prefix = array("I", accumulate(flags))
        self._positions = array("I", compress(range(first, first + len(flags)), flags))
        self._total = len(self._positions)

    def rank(self, day: int) -> int:
        """How many days of the set are no later than `day`; counted from the flags' first day, so that it is
        negative before that where all days outside are in the set."""
        index = day - self._first
        if index < 0:
            return index + 1 if self._beyond else 0
        if index >= self._length:
            return self._total + (index - self._length + 1 if self._beyond else 0)
        return self._prefix[index]

    def select(self, k: int) -> int | None:
        """The day of the set whose rank is `k`, or None if there is none."""
        if 1 <= k <= self._total:
            return self._positions[k - 1]
        if not self._beyond:
            return None
        if k <= 0:
            return self._first - 1 + k
        return self._first + self._length - 1 + k - self._total


class DayCount:
    """Counting by days of which some count, some do not, and some may (those not published).

    `counted` and `possible` have one flag (0 or 1) a day from `first` on; `possible` includes `counted`.
    Outside the flags every day counts (`always`) or may count.
    """

    __slots__ = ("_certain", "_possible")

    def __init__(self, first: int, counted: bytes, possible: bytes, *, always: bool = False) -> None:
        self._possible = DayIndex(first, possible, beyond=True)
        same = always and counted == possible
        self._certain = self._possible if same else DayIndex(first, counted, beyond=always)

    def add(self, day: int, n: int) -> Reach:
        """The n-th counted day after `day`, before it if `n` is negative, `day` itself for 0.

        Raises DateOutOfRange if even the nearest possible day lies outside the years 1 to 9999.
        """
        if n == 0:
            return Reach(day, day)
        start = day if n > 0 else day - 1
        shift = n if n > 0 else n + 1
        near = self._possible.select(self._possible.rank(start) + shift)
        far = self._certain.select(self._certain.rank(start) + shift)
        return self._reach(near, far, start, forward=n > 0)

    def at_or_after(self, day: int) -> Reach:
        """`day` if it counts, else the next day that does."""
        near = self._possible.select(self._possible.rank(day - 1) + 1)
        far = self._certain.select(self._certain.rank(day - 1) + 1)
        return self._reach(near, far, day - 1, forward=True)

    def at_or_before(self, day: int) -> Reach:
        """`day` if it counts, else the last day before it that does."""
        near = self._possible.select(self._possible.rank(day))
        far = self._certain.select(self._certain.rank(day))
        return self._reach(near, far, day, forward=False)

    def count(self, after: int, until: int) -> tuple[int, int]:
        """Fewest and most counted days in the half-open (after, until]; negative if `until` comes first."""
        certain = self._certain.rank(until) - self._certain.rank(after)
        possible = self._possible.rank(until) - self._possible.rank(after)
        return min(certain, possible), max(certain, possible)

    def uncertain_years(self, after: int, until: int) -> tuple[int, ...]:
        """The years with a day in (after, until] that may or may not count."""
        return tuple(self._uncertain_years(max(after, FIRST_DAY - 1), min(until, LAST_DAY)))

    def _uncertain_years(self, after: int, until: int) -> Iterator[int]:
        start = after
        while start < until:
            year = year_of(start + 1)
            end = min(until, date(year, 12, 31).toordinal())
            fewest, most = self.count(start, end)
            if fewest != most:
                yield year
            start = end

    def _reach(self, near: int | None, far: int | None, start: int, *, forward: bool) -> Reach:
        assert near is not None  # all days outside the flags are possible, so that one of any rank exists
        in_range(near)
        if near == far:
            return Reach(near, near)
        if forward:
            return Reach(near, far, self.uncertain_years(start, near if far is None else far))
        if far is None:
            return Reach(BEGINNING, near, self.uncertain_years(near - 1, start))
        return Reach(far, near, self.uncertain_years(far - 1, start))
