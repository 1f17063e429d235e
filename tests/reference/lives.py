"""When a record is open (language reference, section 2, *A kind opens … and closes*)."""

from __future__ import annotations

from typing import cast

from attrs import frozen

from ruledsl.world.vocabulary import EventPath

from .lines import Line, Point, after
from .truth import NotCovered


@frozen
class Life:
    """The instants just after the opening and the closing; `void`: closed by a void closing."""

    opens: Point | None
    closes: Point | None
    void: bool = False

    def open_at(self, at: Point) -> bool:
        return self.opens is not None and self.opens <= at and (self.closes is None or at < self.closes)


def life(line: Line, name: str) -> Life:
    """Opens by an event or when created; closes by the first of one or several events."""
    key = ("life", name)
    if key not in line.memo:
        line.memo[key] = _life(line, name)
    return cast(Life, line.memo[key])


def _life(line: Line, name: str) -> Life:
    record = line.record(name)
    decl = line.rules.vocabulary.life(record.kind)
    opens: Point | None
    if decl.opens is None:
        opens = (line.first, 0)
        if record.created is not None:
            if record.created.second is not None:
                raise NotCovered("a record created at a time of day")
            opens = (record.created.day, 0) if record.created.day <= line.now else None
            if any(entry.record == name and at[0] == record.created.day for at, entry in line.entries()):
                raise NotCovered("an entry on the day of a creation without a time")
    else:
        opens = _first(line, name, (decl.opens,))
    closes, void = _first(line, name, decl.closes), _first(line, name, decl.void_by)
    if void is not None and (closes is None or void < closes):
        return Life(opens, void, True)
    return Life(opens, closes)


def _first(line: Line, name: str, paths: tuple[EventPath, ...]) -> Point | None:
    found: list[Point] = []
    for path in paths:
        owner: str | None = name
        for step in path.path:
            assert owner is not None
            target = line.record(owner).fields.get((step, None))
            owner = getattr(target, "name", None)
            if owner is None:
                break
        if owner is not None:
            found += [after(at) for at, _ in line.acts(owner, path.event)]
    return min(found, default=None)
