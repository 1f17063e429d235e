"""The working calendar: for each day whether offices work, why, and where the n-th workday from it lies. Handed
one code a day over the published span, and the names of holidays and make-up workdays, it keeps everything in
arrays; it hands on a `DayStatus` for a day and a `Reach` for a count. Where a calendar comes from (official
schedules, overrides, joins) is the business of `sources` and `overrides`.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any, Final, Literal

from attrs import field, frozen

from ruledsl.civil_time.arithmetic import FIRST_DAY, LAST_DAY, weekday_of
from ruledsl.civil_time.day_index import BEGINNING, DayCount, Reach

DayKind = Literal["ordinary", "weekend", "holiday", "makeup", "override", "projected", "unpublished"]


class DayCode(IntEnum):
    """What is stored for a day: one byte in `Calendar.codes`."""

    UNPUBLISHED = 0
    ORDINARY = 1
    WEEKEND = 2
    HOLIDAY = 3
    MAKEUP = 4
    OVERRIDE_WORKING = 5
    OVERRIDE_REST = 6
    PROJECTED_WORKING = 7
    PROJECTED_REST = 8


_KINDS: Final[Mapping[int, tuple[bool | None, DayKind]]] = {
    DayCode.UNPUBLISHED: (None, "unpublished"),
    DayCode.ORDINARY: (True, "ordinary"),
    DayCode.WEEKEND: (False, "weekend"),
    DayCode.HOLIDAY: (False, "holiday"),
    DayCode.MAKEUP: (True, "makeup"),
    DayCode.OVERRIDE_WORKING: (True, "override"),
    DayCode.OVERRIDE_REST: (False, "override"),
    DayCode.PROJECTED_WORKING: (True, "projected"),
    DayCode.PROJECTED_REST: (False, "projected"),
}

_WORKING: Final = bytes(1 if _KINDS.get(code, (None, ""))[0] is True else 0 for code in range(256))
_POSSIBLE: Final = bytes(0 if _KINDS.get(code, (None, ""))[0] is False else 1 for code in range(256))
_PROJECTED: Final = bytes(1 if code in (7, 8) else 0 for code in range(256))


@frozen
class DayStatus:
    """One day of a calendar: whether it is a workday (None: not published), of what kind, and its names.

    The names are those of the holiday, of the make-up workday or of the override's reason; empty for ordinary
    days and plain weekends.
    """

    working: bool | None
    kind: DayKind
    name_en: str = ""
    name_zh: str = ""

    @property
    def provisional(self) -> bool:
        """Whether this is a projection and no published fact."""
        return self.kind == "projected"


@frozen(cache_hash=True)
class Calendar:
    """A working calendar. Equal and hashed by content; make one with `Calendar.of_codes`.

    `codes` has one `DayCode` a day from the ordinal `start` on. Outside it no day is published, or, for a
    calendar that is `always` working (`calendar none`), every day is a workday. `names` holds (ordinal,
    English, Chinese) for the days that have a name, in order.
    """

    name: str
    start: int
    codes: bytes = field(repr=False)
    names: tuple[tuple[int, str, str], ...] = field(default=(), repr=False)
    always: bool = False
    _count: DayCount = field(init=False, eq=False, repr=False)
    _named: Mapping[int, tuple[str, str]] = field(init=False, eq=False, repr=False)
    _projected: bytes = field(init=False, eq=False, repr=False)

    @_count.default
    def _build_count(self) -> DayCount:
        working, possible = self.codes.translate(_WORKING), self.codes.translate(_POSSIBLE)
        return DayCount(self.start, working, possible, always=self.always)

    @_named.default
    def _build_named(self) -> Mapping[int, tuple[str, str]]:
        return {day: (en, zh) for day, en, zh in self.names}

    @_projected.default
    def _build_projected(self) -> bytes:
        flags = self.codes.translate(_PROJECTED)
        return flags if 1 in flags else b""

    @classmethod
    def of_codes(
        cls,
        name: str,
        start: int,
        codes: bytes,
        names: Mapping[int, tuple[str, str]] | None = None,
        *,
        always: bool = False,
    ) -> "Calendar":
        """A calendar in canonical form: what says no more than the outside says is cut off at both ends.

        Raises ValueError for an unknown code or for days outside the years 1 to 9999.
        """
        if codes and max(codes) > max(DayCode):
            raise ValueError("unknown day code")
        if codes and not (start >= FIRST_DAY and start + len(codes) - 1 <= LAST_DAY):
            raise ValueError("the calendar's days lie outside the years 1 to 9999")
        outside = bytes([DayCode.ORDINARY if always else DayCode.UNPUBLISHED])
        trimmed = codes.lstrip(outside)
        start += len(codes) - len(trimmed)
        trimmed = trimmed.rstrip(outside)
        if not trimmed:
            start = FIRST_DAY
        end = start + len(trimmed)
        kept = tuple((day, en, zh) for day, (en, zh) in sorted((names or {}).items()) if start <= day < end)
        return cls(name, start, trimmed, kept, always)

    @property
    def first(self) -> int:
        """The first published day."""
        return FIRST_DAY if self.always else self.start

    @property
    def last(self) -> int:
        """The last published day (the day before `first` if none is)."""
        return LAST_DAY if self.always else self.start + len(self.codes) - 1

    def status(self, day: int) -> DayStatus:
        """Whether `day` is a workday, and why."""
        working, kind = _KINDS[self.code(day)]
        name_en, name_zh = self._named.get(day, ("", ""))
        return DayStatus(working, kind, name_en, name_zh)

    def code(self, day: int) -> int:
        """The `DayCode` of `day`."""
        index = day - self.start
        if 0 <= index < len(self.codes):
            return self.codes[index]
        return DayCode.ORDINARY if self.always else DayCode.UNPUBLISHED

    def is_workday(self, day: int) -> bool | None:
        """Whether `day` is a workday; None if its year is not published."""
        return _KINDS[self.code(day)][0]

    def add_workdays(self, day: int, n: int) -> Reach:
        """The n-th workday after `day` (before it if `n` is negative); `day` itself for 0, workday or not.

        Source: Civil Code art. 201 (the first day is not counted in). Raises DateOutOfRange if it lies
        outside the years 1 to 9999 in every possible calendar.
        """
        reach = self._count.add(day, n)
        if not self._projected or n == 0:
            return reach
        return self._marked(reach, day) if n > 0 else self._marked(reach, day - 1)

    def next(self, day: int) -> Reach:
        """The first workday after `day`."""
        return self.add_workdays(day, 1)

    def prev(self, day: int) -> Reach:
        """The last workday before `day`."""
        return self.add_workdays(day, -1)

    def roll_forward(self, day: int) -> Reach:
        """`day` if it is a workday, else the next one. Source: Civil Code art. 203."""
        reach = self._count.at_or_after(day)
        return self._marked(reach, day - 1) if self._projected else reach

    def roll_backward(self, day: int) -> Reach:
        """`day` if it is a workday, else the last one before it."""
        reach = self._count.at_or_before(day)
        return self._marked(reach, day) if self._projected else reach

    def count_workdays(self, after: int, until: int) -> tuple[int, int]:
        """Fewest and most workdays in the half-open (after, until]; counts add up over adjacent spans."""
        return self._count.count(after, until)

    def unpublished_years(self, after: int, until: int) -> tuple[int, ...]:
        """The years with a day in (after, until] that is not published."""
        return self._count.uncertain_years(after, until)

    def is_projected_between(self, after: int, until: int) -> bool:
        """Whether a day in (after, until] is only projected."""
        low = max(after + 1 - self.start, 0)
        high = max(until + 1 - self.start, 0)
        return self._projected.find(b"\x01", low, high) != -1

    def to_plain(self) -> dict[str, Any]:
        """The calendar as JSON-able data: codes compressed, in base 64, and the list of named days."""
        from binascii import b2a_base64
        from zlib import compress

        return {
            "name": self.name,
            "start": self.start,
            "codes": b2a_base64(compress(self.codes, 9), newline=False).decode("ascii"),
            "names": [list(row) for row in self.names],
            "always": self.always,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Calendar":
        """The calendar that `to_plain` gave. Raises ValueError for anything else."""
        from binascii import a2b_base64
        from zlib import decompress
        from zlib import error as zlib_error

        try:
            codes = decompress(a2b_base64(plain["codes"]))
            names = {int(day): (str(en), str(zh)) for day, en, zh in plain["names"]}
            name, start, always = plain["name"], plain["start"], plain["always"]
        except (KeyError, TypeError, ValueError, zlib_error) as error:
            raise ValueError("not a stored calendar") from error
        if not (isinstance(name, str) and type(start) is int and isinstance(always, bool)):
            raise ValueError("not a stored calendar")
        return cls.of_codes(name, start, codes, names, always=always)

    def _marked(self, reach: Reach, start: int) -> Reach:
        """The reach, marked provisional if a day between `start` and its furthest end is projected; where that end has
        no bound, the other end stands for it."""
        if reach.earliest > start:
            span = (start, reach.earliest if reach.latest is None else reach.latest)
        elif reach.earliest == BEGINNING and reach.latest is not None:
            span = (reach.latest - 1, start)
        else:
            span = (reach.earliest - 1, start)
        if not self.is_projected_between(*span):
            return reach
        return Reach(reach.earliest, reach.latest, reach.unpublished_years, provisional=True)


NO_CALENDAR: Final = Calendar.of_codes("none", FIRST_DAY, b"", always=True)
"""`calendar none`: every day is a workday, nothing is unpublished and nothing rolls over."""


def plain_week_code(day: int) -> DayCode:
    """The code of a day with nothing special: Monday to Friday work, Saturday and Sunday rest."""
    return DayCode.WEEKEND if weekday_of(day) >= 5 else DayCode.ORDINARY
