"""What several rules ask of norms: anchors, amounts, parties, when norms are in force together. Pure functions over
compiled norms.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from ruledsl.norms.expressions import EventPattern, Expr, FieldOf, Happened, Party, Var
from ruledsl.norms.model import EventMoment, Form, Limit, LimitForm, Norm, Strength, Window
from ruledsl.norms.walking import parts_in
from ruledsl.source import NOWHERE
from ruledsl.world.vocabulary import EventPath, Vocabulary

SELF: Final = Var("self")

_DAYS: Final = {"day": 1, "week": 7}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


def in_force_together(first: Norm, second: Norm) -> bool:
    """Whether there is a day on which both are in force."""
    if first.last_day is not None and second.first_day is not None and first.last_day < second.first_day:
        return False
    return not (second.last_day is not None and first.first_day is not None and second.last_day < first.first_day)


def bare(norm: Norm) -> Norm:
    """A norm without what says only where it stands and how it is explained: equal if they ask the same."""
    return evolve(
        norm,
        id="",
        article="",
        paragraph=None,
        label="",
        note="",
        reading="",
        text="",
        span=NOWHERE,
        overrides=(),
        despite=tuple(sorted(norm.despite)),
        chain=None if norm.chain is None else ("", norm.chain[1]),
        subject=evolve(norm.subject, text=""),
        otherwise_of=None,
    )


def base_limit(window: Window | None) -> Limit | None:
    """The only limit of a window without layers and suspension; else None."""
    if window is None or len(window.layers) != 1 or window.suspended is not None:
        return None
    return window.layers[0].limit


def limits_in(window: Window | None) -> Iterator[Limit]:
    """Every limit of a window, those inside `the earlier of` too."""
    return (part for part in parts_in(window) if isinstance(part, Limit)) if window is not None else iter(())


def measure(limit: Limit) -> tuple[str, int] | None:
    """A limit's length as a family of units and a number in it; None if it has none that compares."""
    amount = limit.amount
    if amount is None or isinstance(amount.n, str) or amount.duration_name is not None:
        return None
    family = f"{'clear ' if amount.clear else ''}"
    if amount.unit in _DAYS:
        return f"{family}days", amount.n * _DAYS[amount.unit]
    if amount.unit in _MONTHS:
        return f"{family}months", amount.n * _MONTHS[amount.unit]
    return family + amount.unit, amount.n


def required_events(content: Expr | None) -> list[EventPattern]:
    """The events that a content asks for, those that are all needed."""
    from ruledsl.analysis.possible import conjuncts

    return [part.pattern for part in conjuncts(content) if isinstance(part, Happened)]


def anchor_events(limit: Limit) -> list[EventPattern]:
    """The events that a limit is counted from."""
    return [moment.pattern for moment in limit.anchors if isinstance(moment, EventMoment)]


def event_path(pattern: EventPattern) -> EventPath | None:
    """An event of the subject's record, or of one that it points at, as the vocabulary writes it."""
    path: list[str] = []
    here: object = pattern.object
    while isinstance(here, FieldOf) and here.argument is None:
        path.insert(0, here.field)
        here = here.object
    return EventPath(tuple(path), pattern.event) if here == SELF else None


def same_event(first: EventPattern, second: EventPattern) -> bool:
    """Whether two patterns speak of one event of one record, whatever they ask of its parameters."""
    return first.event == second.event and first.object == second.object


def unrelated(first: Expr, second: Expr, vocabulary: Vocabulary) -> bool:
    """Whether two parties are surely different: both named, and neither a form of the other."""
    if not isinstance(first, Party) or not isinstance(second, Party) or first == second:
        return False
    if first.name in vocabulary.offices and second.name in vocabulary.offices:
        return True
    return not (vocabulary.role_includes(first.name, second.name) or vocabulary.role_includes(second.name, first.name))


def kinds_meet(first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Whether a record may be of both kinds."""
    return bool(set(vocabulary.narrower_kinds(first)) & set(vocabulary.narrower_kinds(second)))


def is_strict(norm: Norm) -> bool:
    return norm.strength is Strength.STRICT


def is_duty(norm: Norm) -> bool:
    return norm.form is Form.OBLIGATION


BACKWARD: Final = frozenset({LimitForm.BEFORE, LimitForm.AT_LEAST_BEFORE, LimitForm.IN_THE_LAST})
FORWARD: Final = frozenset({LimitForm.WITHIN, LimitForm.NO_LATER_THAN})
