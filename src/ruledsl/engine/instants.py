"""Instants compared: which of two points comes first, and what lies within a stretch of time.

Entries of one day of which one has no time cannot be ordered; whoever asks says with `lenient` how they are taken.
"""

from __future__ import annotations

from ruledsl.engine.point import END_OF_DAY, START_OF_DAY, Point

_EDGES = {START_OF_DAY: -1, END_OF_DAY: 1}


def compare(first: Point, second: Point) -> int | None:
    """-1, 0 or 1 as the first comes before, with or after the second; None if their order is not known."""
    if first.day != second.day:
        return -1 if first.day < second.day else 1
    one, other = first.second, second.second
    if one in _EDGES or other in _EDGES:
        return _sign(_edge(one), _edge(other))
    if first.seq >= 0 and first.seq == second.seq:
        return _sign(first.through, second.through)
    if second.seq in first.before:
        return -1
    if first.seq in second.before:
        return 1
    if one is None or other is None:
        return None
    if one != other or first.seq < 0 or second.seq < 0:
        return _sign(one, other)
    return _sign(first.seq, second.seq)


def not_before(point: Point, start: Point | None, *, lenient: bool) -> bool:
    """Whether a point is at the start or after it; None is no start."""
    order = None if start is None else compare(point, start)
    return start is None or (lenient if order is None else order >= 0)


def not_after(point: Point, end: Point | None, *, lenient: bool) -> bool:
    """Whether a point is at the end or before it; None is no end."""
    order = None if end is None else compare(point, end)
    return end is None or (lenient if order is None else order <= 0)


def same_instant(point: Point, other: Point) -> bool:
    """Whether two entries may be of one instant: of one day, and of one time where both have one."""
    if point.day != other.day:
        return False
    return point.second is None or other.second is None or point.second == other.second


def earliest(points: list[Point]) -> Point:
    """The first of several points."""
    return min(points, key=_key)


def later(first: Point, second: Point) -> Point:
    """The later of two points."""
    return max(first, second, key=_key)


def _key(point: Point) -> tuple[int, int, int, bool]:
    return (*point.sort_key, point.through)


def _edge(second: int | None) -> int:
    return 0 if second is None else _EDGES.get(second, 0)


def _sign(first: int, second: int) -> int:
    return (first > second) - (first < second)
