"""Further counted days that a ruleset declares from a file (`unit school_day from FILE`): school days, sitting
days, trading days. Handed the file's days, it answers the same questions as a calendar does for workdays, and
hands on a `Reach`; before the file's first day and after its last nothing is known.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from ruledsl.civil_time.arithmetic import FIRST_DAY, in_range
from ruledsl.civil_time.day_index import DayCount, Reach


@frozen(cache_hash=True)
class CountedDays:
    """The days of one declared unit; `flags` has 0 or 1 for each day from the ordinal `first` on."""

    name: str
    first: int
    flags: bytes = field(repr=False)
    _count: DayCount = field(init=False, eq=False, repr=False)

    @_count.default
    def _build_count(self) -> DayCount:
        return DayCount(self.first, self.flags, self.flags)

    @classmethod
    def of_days(cls, name: str, days: Iterable[int]) -> "CountedDays":
        """The unit whose days are `days`; it is published from the first to the last of them.

        Raises DateOutOfRange for a day outside the years 1 to 9999.
        """
        ordered = sorted({in_range(day) for day in days})
        if not ordered:
            return cls(name, FIRST_DAY, b"")
        flags = bytearray(ordered[-1] - ordered[0] + 1)
        for day in ordered:
            flags[day - ordered[0]] = 1
        return cls(name, ordered[0], bytes(flags))

    @property
    def last(self) -> int:
        """The last day the file speaks of (the day before `first` if it has none)."""
        return self.first + len(self.flags) - 1

    def is_counted(self, day: int) -> bool | None:
        """Whether `day` counts; None outside the file's first and last day."""
        index = day - self.first
        return bool(self.flags[index]) if 0 <= index < len(self.flags) else None

    def add(self, day: int, n: int) -> Reach:
        """The n-th counted day after `day` (before it if `n` is negative); `day` itself for 0."""
        return self._count.add(day, n)

    def count(self, after: int, until: int) -> tuple[int, int]:
        """Fewest and most counted days in the half-open (after, until]."""
        return self._count.count(after, until)

    def to_plain(self) -> dict[str, Any]:
        """The unit as JSON-able data."""
        days = [self.first + index for index, flag in enumerate(self.flags) if flag]
        return {"name": self.name, "days": days}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "CountedDays":
        """The unit that `to_plain` gave. Raises ValueError for anything else."""
        try:
            return cls.of_days(str(plain["name"]), [int(day) for day in plain["days"]])
        except (KeyError, TypeError) as error:
            raise ValueError("not a stored unit of counted days") from error
