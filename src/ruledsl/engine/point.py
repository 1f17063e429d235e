"""Points: the instants at which things are asked.

An entry without a time is somewhere in its day. A `Point` stands at an entry, at the start or at the end of a day;
for entries of the same day whose order is not known, `late` says on which side of the point they are taken to lie.
Whoever decides a norm asks at both sides and takes the order that keeps the norm (language reference, Time).
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from ruledsl.world.scenario import When

START_OF_DAY = -1
END_OF_DAY = 86_400


@frozen
class Leading(When):
    """The place of an entry that opens a record: of its day it comes before those with the numbers `before`, which are
    that record's other events."""

    before: frozenset[int] = frozenset()


@frozen(order=False)
class Point:
    """An instant. `second`: START_OF_DAY, END_OF_DAY, a second of the day, or None (somewhere in the day: the
    place of an entry without a time). `seq`: the entry's place in the log (ties of equal times), -1 for none.
    `late`: whether entries of the same day that cannot be ordered against this point count as come before it.
    `through`: whether the entry `seq` itself has happened at this point (the instant after it).
    `before`: the numbers of entries of its day that this point surely comes before, whatever their times."""

    day: int
    second: int | None
    seq: int = -1
    late: bool = True
    through: bool = False
    before: frozenset[int] = field(default=frozenset(), eq=False)

    def after(self) -> Point:
        """The instant just after the entry this point stands at."""
        return evolve(self, through=True)

    def on_side(self, late: bool) -> Point:
        """This point with the unordered entries of its day on the other or same side."""
        return evolve(self, late=late)

    def includes(self, when: When, seq: int) -> bool:
        """Whether an entry at `when`, `seq` in the log has happened by this point."""
        if when.day != self.day:
            return when.day < self.day
        if self.second == END_OF_DAY:
            return True
        if self.second == START_OF_DAY:
            return False
        if seq == self.seq:
            return self.through
        if seq in self.before:
            return False
        if self.seq in before_of(when):
            return True
        if self.second is None or when.second is None:
            return self.late
        if when.second != self.second:
            return when.second < self.second
        return self.seq < 0 or seq < self.seq

    @property
    def sort_key(self) -> tuple[int, int, int]:
        untimed = 0 if self.before else 43_200
        return (self.day, self.second if self.second is not None else untimed, self.seq)


def start_of(day: int) -> Point:
    """The first instant of a day, before all its entries."""
    return Point(day, START_OF_DAY)


def end_of(day: int) -> Point:
    """The last instant of a day, after all its entries."""
    return Point(day, END_OF_DAY)


def at_entry(when: When, seq: int, *, late: bool = True) -> Point:
    """The instant at which an entry happens, just before it has happened."""
    return Point(when.day, when.second, seq, late, before=before_of(when))


def before_of(when: When) -> frozenset[int]:
    """The numbers of the entries of its day that an entry surely comes before."""
    return when.before if isinstance(when, Leading) else frozenset()
