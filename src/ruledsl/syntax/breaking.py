"""Where a line that is too long is broken.

Handed a node and the comments that stand inside its line, this module hands on the node's text in physical lines.
It knows at which words each kind of node may be broken and which of them to prefer; what a node looks like it asks
`printing`.
"""

from __future__ import annotations

import enum
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from ruledsl.syntax.layout import may_continue
from ruledsl.syntax.pieces import pieces_of
from ruledsl.syntax.printing import Printed, printed
from ruledsl.syntax.tree import Node

WIDTH = 110
"""Columns of a line, a Chinese character counted as two. Comments and texts in quotes may go beyond."""

INDENT = 4
"""Columns of a level."""

CONTINUATION = 8
"""Columns by which a line's second physical line is indented deeper; what is broken within that, a level more."""


@frozen
class Inside:
    """A comment between the words of a line: its text, how many pieces of the line (commas aside) stand before it,
    and whether it ends a physical line or has one of its own."""

    text: str
    pieces: int
    ends_line: bool


def broken(node: Node, indent: int, comments: Sequence[Inside] = ()) -> list[str]:
    """The physical lines of a node that is indented by `indent` columns: one if it fits, else as few as read well.

    Raises ValueError for a node of kind `error`.
    """
    text, root = printed(node)
    if not comments and indent + width(text) <= WIDTH:
        return [" " * indent + text]
    return _Breaker(text, root, indent, comments).lines()


def width(text: str) -> int:
    """The columns that a text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.combining(character) else 1


# ------------------------------------------------------------------------------------ where lines may be broken


class _Style(enum.Enum):
    EACH = enum.auto()  # at every place
    SPILL = enum.auto()  # at the first place if the rest fits on one line, else at every place
    FILL = enum.auto()  # where a line is full


@define(eq=False)
class _Group:
    """Places that belong together, as they join parts of one node. Of two groups side by side the one of lower
    `rank` is broken first."""

    style: _Style
    start: int
    end: int
    depth: int
    rank: int
    parent: _Group | None
    broken: bool = False


@frozen
class _Place:
    """An offset at which a physical line may begin. Places of a lower `stage` are used before others of their group."""

    at: int
    stage: int
    group: _Group = field(eq=False)


_NORMS = frozenset({"requires", "forbids", "permits", "deems", "acts_for", "may_act_for"})
_CLAUSE_PARTS = frozenset({"otherwise", "until", "while", "only_when", "despite", "in_acts", "for_norms"})

# From which part on the parts stand in a list with commas, by the kind of the node.
_LISTS = {
    "group": 1, "call": 1, "in_acts": 1, "for_norms": 1, "despite": 1, "overrides": 1, "restates": 1,
    "precedence": 1, "uses": 1, "name_list": 1, "expect_only": 1, "mark_for": 1, "expect_used": 1, "happens": 2,
    "expect_verdict": 2, "person": 3, "record": 6, "event": 2,
}  # fmt: skip

_LABELLED = frozenset(
    {"role_narrower", "role_from_field", "role_union", "role_plain", "office", "field_typed", "field_by", "state"}
    | {"define_value"}
)


def _rule(found: Printed) -> tuple[_Style, int, list[tuple[int, int]]] | None:
    """How lines are broken between the parts of a node: the style, the rank, the places with their stages."""
    parts = [part for part in found.parts if part is not None]
    kind = found.part.kind
    if kind in _NORMS:
        return _Style.SPILL, 0, list(_norm_places(parts))
    if kind in _LABELLED or kind == "kind":
        return _Style.SPILL, 0, list(_declaration_places(parts))
    if kind in _LISTS:
        words = [part for part in found.parts[_LISTS[kind] :] if part is not None and _kind(part) != "labels"]
        return _Style.FILL, 3 if kind == "call" else 2, [(part.start, 0) for part in words]
    match kind:
        case "list" | "event_line":
            if any(part.parts and part.parts[-1] is not None for part in parts):
                return _Style.EACH, 0, [(part.start, 0) for part in parts[1:]]
            return _Style.FILL, 0, [(part.start, 0) for part in parts[2 if kind == "list" else 1 :]]
        case "steps":
            return _Style.EACH, 0, [(part.start, 0) for part in parts[1:]]
        case "window":
            return _Style.EACH, 0, [(_after_comma(part), 0) for part in parts[1:]]
        case "or_" | "and_":
            return _Style.EACH, 0, list(_chain_places(found, kind))
        case "earlier_of" | "later_of":
            return _Style.EACH, 0, [(parts[1].start - len("and "), 0)]
        case "layer" | "further":
            return _Style.EACH, 0, [(parts[-1].start - len("if "), 0)]
        case "quantified":
            return _Style.FILL, 1, [(parts[-1].start, 0)]
        case "path_choice":
            return _Style.FILL, 1, [(part.start - len("or "), 0) for part in parts[1:]]
        case "count_of" if len(parts) == 2:
            return _Style.EACH, 1, [(parts[-1].start - len("where "), 0)]
        case "count_distinct" | "sum" if len(parts) == 4:
            return _Style.EACH, 1, [(parts[-1].start - len("where "), 0)]
        case _:
            return None


def _kind(found: Printed) -> str:
    return found.part.kind


def _norm_places(parts: list[Printed]) -> Iterator[tuple[int, int]]:
    """Before modifiers and what is like them; only then before the window, the doer and a frequency's span."""
    for part in parts:
        match _kind(part):
            case "modifiers":
                yield from ((modifier.start, 0) for modifier in part.parts if modifier is not None)
            case kind if kind in _CLAUSE_PARTS:
                yield part.start, 0
            case "window" | "only_by":
                yield part.start, 1
            case "requirement":
                frequency = part.parts[0]
                if frequency is not None and frequency.parts[-1] is not None:
                    yield frequency.parts[-1].start, 1
            case "duty" | "chain" | "duty_only_by":
                for inner in part.parts:
                    if inner is not None and _kind(inner) == "window":
                        yield inner.start, 1
                    elif inner is not None and _kind(inner) == "party":
                        yield inner.start - len("only by "), 1
            case _:
                pass


def _declaration_places(parts: list[Printed]) -> Iterator[tuple[int, int]]:
    """Before what a kind's life is, else before a declaration's labels."""
    for part in parts:
        match _kind(part):
            case "opens_created" | "opens_by" | "closes_by" | "closes_never" | "horizon":
                yield part.start, 0
            case "labels":
                yield part.start, 1
            case _:
                pass


def _chain_places(found: Printed, kind: str) -> Iterator[tuple[int, int]]:
    """Before each `or` (each `and`) of a chain."""
    link: Printed | None = found
    while link is not None and _kind(link) == kind:
        left, right = link.parts
        assert right is not None
        yield right.start - len("or " if kind == "or_" else "and "), 0
        link = left


def _after_comma(part: Printed) -> int:
    """Where a window's layer or suspension begins; a layer's text begins with its comma."""
    return part.start if _kind(part) == "suspension" else part.start + len(", ")


# ------------------------------------------------------------------------------------ where they are


class _Breaker:
    def __init__(self, text: str, root: Printed, indent: int, comments: Sequence[Inside]) -> None:
        self.text = text
        self.indent = indent
        self.groups: list[_Group] = []
        self.places: list[_Place] = []
        self.collect(root, None, 0)
        self.places.sort(key=lambda place: place.at)
        self.comments: dict[int, list[Inside]] = _placed(text, comments) if comments else {}
        self.forced = sorted(self.comments)
        self.rows: list[tuple[int, int, int]] = []

    def lines(self) -> list[str]:
        self.lay(0, len(self.text), self.indent, 0, len(self.places))
        lines: list[str] = []
        for start, end, column in self.rows:
            for comment in self.comments.get(start, []):
                if comment.ends_line and lines and comment is self.comments[start][0]:
                    lines[-1] += "  " + comment.text
                else:
                    lines.append(" " * column + comment.text)
            lines.append(" " * column + self.text[start:end].rstrip())
        return lines

    def collect(self, found: Printed, parent: _Group | None, depth: int, within: str = "") -> None:
        """The groups and places of a node and its parts."""
        kind = found.part.kind
        # A chain's links are one group.
        rule = None if kind == within and kind in ("or_", "and_") else _rule(found)
        if rule is not None and rule[2]:
            style, rank, places = rule
            parent = _Group(style, found.start, found.end, depth, rank, parent)
            depth += 1
            self.groups.append(parent)
            self.places.extend(_Place(at, stage, parent) for at, stage in places)
        for index, part in enumerate(found.parts):
            if part is not None and part.parts:
                self.collect(part, parent, depth, kind if index == 0 else "")

    # -------------------------------------------------------------------------------- laying out

    def lay(self, start: int, end: int, column: int, first: int, last: int) -> None:
        """Lay out `text[start:end]` from a column on; `places[first:last]` are those inside it."""
        if self.fits(start, end, column):
            self.rows.append((start, end, column))
            return
        if first == last:
            self.lay_forced(start, end, column)
            return
        found = min(
            self.places[first:last],
            key=lambda place: (
                place.group.depth, place.group.rank, place.group.start - place.group.end, place.group.start, place.stage
            ),
        )  # fmt: skip
        group, stage = found.group, found.stage
        group.broken = True
        chosen = [i for i in range(first, last) if self.places[i].group is group and self.places[i].stage == stage]
        deeper = self.column(group)
        breaks = self.breaks(chosen, start, end, column, deeper)
        at, begin = start, first
        for index in breaks:
            self.lay(at, self.places[index].at, column if at == start else deeper, begin, index)
            at, begin = self.places[index].at, index + 1
        self.lay(at, end, deeper, begin, last)

    def breaks(self, chosen: list[int], start: int, end: int, column: int, deeper: int) -> list[int]:
        """Which of a group's places become line ends."""
        match self.places[chosen[0]].group.style:
            case _Style.EACH:
                return chosen
            case _Style.SPILL:
                return self.spilled(chosen, start, end, column, deeper)
            case _Style.FILL:
                found: list[int] = []
                for index, place in enumerate(chosen):
                    until = self.places[chosen[index + 1]].at if index + 1 < len(chosen) else end
                    if self.places[place].at in self.comments or not self.fits(start, until, column):
                        found.append(place)
                        start, column = self.places[place].at, deeper
                return found

    def spilled(self, chosen: list[int], start: int, end: int, column: int, deeper: int) -> list[int]:
        """The one place after which the rest fits on one line, one of a later stage if need be; else all chosen."""
        first = chosen[0]
        if self.fits(start, self.places[first].at, column) and self.fits(self.places[first].at, end, deeper):
            return [first]
        group = self.places[first].group
        while first > 0 and self.places[first - 1].at > start:
            first -= 1
        while self.places[first].group is not group:
            first += 1
        return [first] if self.fits(self.places[first].at, end, deeper) else chosen

    def lay_forced(self, start: int, end: int, column: int) -> None:
        """Where nothing else calls for a line end, comments still do."""
        at = start
        for place in self.forced[bisect_right(self.forced, start) : bisect_left(self.forced, end)]:
            self.rows.append((at, place, column))
            levels = sum(group.broken and group.start < place < group.end for group in self.groups)
            at, column = place, self.indent + CONTINUATION + INDENT * levels
        self.rows.append((at, end, column))

    def fits(self, start: int, end: int, column: int) -> bool:
        if bisect_right(self.forced, start) < bisect_left(self.forced, end):
            return False
        return column + width(self.text[start:end].rstrip()) <= WIDTH

    def column(self, group: _Group) -> int:
        levels = 0
        above = group.parent
        while above is not None:
            levels += above.broken
            above = above.parent
        return self.indent + CONTINUATION + INDENT * levels


def _placed(text: str, comments: Sequence[Inside]) -> dict[int, list[Inside]]:
    """The comments by the offset of the text before which they stand."""
    pieces = pieces_of(text)
    # Some commas may be written or left out, so that they do not count.
    starts = [piece.start for piece in pieces if piece.text != ","]
    found: dict[int, list[Inside]] = {}
    earliest = 0
    for comment in comments:
        # What was written over more lines than the layout gives it may begin like a line of its own: then the comment
        # stands a word later. (A piece may be less than a word: 51.filing has three.)
        earliest = max(earliest, comment.pieces)
        later = [i for i in range(earliest, len(starts)) if i == earliest or text[starts[i] - 1] == " "]
        earliest = next((i for i in later if may_continue(text[: starts[i]], text[starts[i] :])), earliest)
        found.setdefault(starts[earliest], []).append(comment)
    return found


def pieces_before(text: str) -> int:
    """How many pieces (commas aside) a stretch of a line has."""
    return sum(piece.text != "," for piece in pieces_of(text))
