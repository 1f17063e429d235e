"""Checks of norms against the lives of their records: that each requirement is decided at some time, that a norm
that arises when its record closes has a window, and that workdays have a calendar. Handed a compiled ruleset, they
record what is wrong (RD311, RD312, RD315).
"""

from __future__ import annotations

from collections.abc import Mapping

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.expressions import (
    Broken,
    Compare,
    CountEvents,
    DoerOf,
    EventDay,
    EventParam,
    EventPattern,
    FieldOf,
    Happened,
    Holders,
    Holds,
    Lapsed,
    Member,
    OpenRecords,
    Party,
    Pointing,
    Var,
)
from ruledsl.norms.model import EventMoment, Form, Norm, Ruleset, Window
from ruledsl.norms.walking import parts_in
from ruledsl.norms.windows import units_of
from ruledsl.world.vocabulary import EventPath, Vocabulary


def check_lives(ruleset: Ruleset, diagnostics: Diagnostics) -> None:
    """Record the norms that nothing would ever decide, and those that count workdays without a calendar."""
    by_id = {norm.id: norm for norm in ruleset.norms}
    calendar_known = ruleset.time.calendar is not None or any(d.code == "RD300" for d in diagnostics)
    deemed = {norm.deems[0] for norm in ruleset.norms if norm.deems is not None}
    for norm in ruleset.norms:
        if norm.form is Form.OBLIGATION and norm.window is None:
            if not closes(norm, ruleset) and _speaks_of_dated(norm, ruleset.vocabulary, deemed):
                diagnostics.error(
                    "RD311",
                    f"nothing says by when: {norm.subject.text} never closes",
                    norm.span,
                    "give a time (`within …`, `before …`), write `at all times`, or give the kind a horizon",
                )
            elif _arises_at_closing(norm, by_id, ruleset.vocabulary, deemed):
                diagnostics.error(
                    "RD312",
                    f"this arises when the {norm.subject.text} closes, and nothing says by when it is to be done",
                    norm.span,
                    "give a time, such as `within 3 days`",
                )
        if not calendar_known and _counts_workdays(norm):
            diagnostics.error(
                "RD315",
                "workdays are counted here, and no calendar says which days they are",
                norm.span,
                "add `calendar china`, another calendar, or `calendar none` under the ruleset's heading",
            )


def closes(norm: Norm, ruleset: Ruleset) -> bool:
    """Whether the records that a norm speaks of close at some time, or are given up after a horizon."""
    vocabulary = ruleset.vocabulary
    kind = norm.subject.kind
    if ruleset.time.horizon is not None:
        return True
    if kind is None or vocabulary.kinds[kind].is_party:
        return ruleset.last_day is not None
    life = vocabulary.life(kind)
    horizon = any(vocabulary.kinds[name].horizon is not None for name in vocabulary.ancestors(kind))
    return bool(life.closes or life.void_by) or horizon


def _speaks_of_dated(norm: Norm, vocabulary: Vocabulary, deemed: set[str]) -> bool:
    return any(_is_dated(part, vocabulary, deemed) for part in parts_in((norm.content, norm.when, norm.unless)))


def _is_dated(part: object, vocabulary: Vocabulary, deemed: set[str]) -> bool:
    """Whether a part of a condition may change in time by what happens, not only by what is recorded of fields."""
    match part:
        case (
            Happened()
            | Holds()
            | EventDay()
            | EventParam()
            | DoerOf()
            | CountEvents()
            | Lapsed()
            | Broken()
            | OpenRecords()
            | Pointing()
            | Holders()
        ):
            return True
        case FieldOf(field=name):
            return name in deemed or _is_dated_judgement(name, vocabulary)
        case Compare(party=True, left=left, right=right):
            return any(isinstance(side, Party) and side.name in vocabulary.roles for side in (left, right))
        case Member(party=True, item=item):
            return isinstance(item, Party) and item.name in vocabulary.roles
        case _:
            return False


def _is_dated_judgement(name: str, vocabulary: Vocabulary) -> bool:
    """Whether every field of that name is a judgement with a default: one in effect from the day it is made."""
    decls = [field for kind in vocabulary.kinds.values() for field in kind.fields if field.name == name]
    return bool(decls) and all(decl.type.base == "judgement" and decl.has_default for decl in decls)


# ------------------------------------------------------------------------------------------------ closings


def _arises_at_closing(norm: Norm, by_id: Mapping[str, Norm], vocabulary: Vocabulary, deemed: set[str]) -> bool:
    """Whether a norm without a window arises by what closes its record, or by a breach that falls there."""
    if norm.subject.kind is None:
        return False
    closings = vocabulary.life(norm.subject.kind).closes
    if isinstance(norm.upon, EventMoment):
        return _is_closing(norm.upon.pattern, closings)
    parent = by_id.get(norm.otherwise_of) if norm.otherwise_of is not None else None
    if parent is None or parent.form is not Form.OBLIGATION:
        return False
    if parent.window is None:
        # What rests on undated facts alone is decided before, as soon as they are known.
        return _speaks_of_dated(parent, vocabulary, deemed)
    return any(_is_closing(pattern, closings) for pattern in _anchors(parent.window))


def _anchors(window: Window) -> list[EventPattern]:
    return [part.pattern for part in parts_in(window.layers[0]) if isinstance(part, EventMoment)]


def _is_closing(pattern: EventPattern, closings: tuple[EventPath, ...]) -> bool:
    """Whether an event of the subject is one of those that close it."""
    path: list[str] = []
    here: object = pattern.object
    while isinstance(here, FieldOf):
        path.insert(0, here.field)
        here = here.object
    return isinstance(here, Var) and here.name == "self" and EventPath(tuple(path), pattern.event) in closings


def _counts_workdays(norm: Norm) -> bool:
    units = units_of(norm.window) if norm.window is not None else set()
    if norm.frequency is not None and norm.frequency.rolling is not None:
        units.add(norm.frequency.rolling.unit)
    return "workday" in units
