"""Clauses on one act that tell cases apart, read as a table of decisions: its rows are the clauses, its columns the
fields that their conditions compare with written values. Handed norms, this module hands on which rows speak of one
act, which field they share, and the values where two rows meet or none applies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from ruledsl.analysis.possible import can_hold, conjuncts, is_whole
from ruledsl.norms.expressions import (
    And,
    Compare,
    EventPattern,
    Expr,
    FieldOf,
    IsKind,
    Literal,
    Member,
    Not,
    Or,
    SetOf,
    ValueName,
    Var,
)
from ruledsl.norms.model import Norm, Ruleset
from ruledsl.norms.order import all_below, overriding
from ruledsl.norms.walking import parts_in
from ruledsl.world.values import Day, Duration, Symbol
from ruledsl.world.vocabulary import Vocabulary

_LASTING: Final = (
    And,
    Or,
    Not,
    Compare,
    Member,
    IsKind,
    Literal,
    SetOf,
    FieldOf,
    Var,
    ValueName,
    Day,
    Symbol,
    Duration,
)


def is_lasting(condition: Expr | None) -> bool:
    """Whether a condition rests on fields of records alone, which no act in between changes."""
    for part in parts_in(condition):
        if not isinstance(part, _LASTING) or (isinstance(part, Compare | Member) and part.party):
            return False
    return True


def together(*norms: Norm) -> Expr:
    """The condition under which all of the norms bind at once."""
    parts: list[Expr] = []
    for norm in norms:
        parts += conjuncts(norm.when)
        if norm.unless is not None:
            parts.append(Not(norm.unless))
    return And(tuple(dict.fromkeys(parts)))


def same_subject(first: Norm, second: Norm, vocabulary: Vocabulary) -> bool:
    """Whether two norms may bind one record or party."""
    a, b = first.subject, second.subject
    if a.party is not None or b.party is not None:
        return a.party == b.party
    if a.kind is None or b.kind is None:
        return False
    return vocabulary.is_kind(a.kind, b.kind) or vocabulary.is_kind(b.kind, a.kind)


def covers(wider: EventPattern, narrower: EventPattern, vocabulary: Vocabulary) -> bool:
    """Whether every occurrence of `narrower` is one of `wider`."""
    return (
        wider.event == narrower.event
        and (wider.object == narrower.object or wider.object is None)
        and vocabulary.is_kind(narrower.kind, wider.kind)
        and set(wider.constraints) <= set(narrower.constraints)
    )


class Ranks:
    """Which norms prevail over which, and which are lifted."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.below = all_below(overriding(ruleset))
        self.lifted = {id for norm in ruleset.norms for id in norm.despite}
        self.lower = {id for below in self.below.values() for id in below}

    def decide(self, first: Norm, second: Norm) -> bool:
        """Whether it is said which of two norms prevails."""
        return second.id in self.below.get(first.id, ()) or first.id in self.below.get(second.id, ())


# ------------------------------------------------------------------------------------------------ columns


def columns(condition: Expr | None) -> dict[Expr, list[object]]:
    """The fields that a condition compares with written values, with these values."""
    found: dict[Expr, list[object]] = {}
    for part in parts_in(condition):
        match part:
            case Compare(left=FieldOf() as item, right=Literal(value=value), party=False):
                found.setdefault(item, []).append(value)
            case Compare(left=Literal(value=value), right=FieldOf() as item, party=False):
                found.setdefault(item, []).append(value)
            case Member(item=FieldOf() as item, set=SetOf(items=items), party=False):
                found.setdefault(item, []).extend(each.value for each in items if isinstance(each, Literal))
            case _:
                pass
    return found


def split(condition: Expr | None, item: Expr) -> tuple[list[Expr], frozenset[Expr]]:
    """The parts of a condition that speak of a field alone, and the others."""
    mine: list[Expr] = []
    rest: set[Expr] = set()
    for part in conjuncts(condition):
        fields = {each for each in parts_in(part) if isinstance(each, FieldOf)}
        if fields == {item} and set(columns(part)) == {item}:
            mine.append(part)
        else:
            rest.add(part)
    return mine, frozenset(rest)


def points(item: FieldOf, values: Iterable[object], vocabulary: Vocabulary) -> list[Literal]:
    """The values of a field at which conditions can change, and one between and beside each two of them, in order;
    none if the field is not counted or measured."""
    days = {value.ordinal for value in values if isinstance(value, Day)}
    numbers = {Fraction(each) for each in values if isinstance(each, int | Fraction) and not isinstance(each, bool)}
    if days:
        return [Literal(Day(each)) for each in _whole(days)]
    if numbers and is_whole(item.field, vocabulary):
        return [Literal(each) for each in _whole(int(each) for each in numbers)]
    ordered = sorted(numbers)
    between = [(one + other) / 2 for one, other in pairwise(ordered)]
    beside = [ordered[0] - 1, ordered[-1] + 1] if ordered else []
    return [Literal(_plain(each)) for each in sorted([*ordered, *between, *beside])]


def _whole(numbers: Iterable[int]) -> list[int]:
    return sorted({near for each in numbers for near in (each - 1, each, each + 1)})


def _plain(number: Fraction) -> int | Fraction:
    return int(number) if number.denominator == 1 else number


def met_at(condition: Expr, item: FieldOf, vocabulary: Vocabulary, values: Iterable[object]) -> Iterator[Literal]:
    """The points of a field at which a condition can hold."""
    for point in points(item, list(values), vocabulary):
        if can_hold(And((condition, Compare("=", item, point))), vocabulary):
            yield point


def value_text(value: object) -> str:
    """A value as the language writes it."""
    from ruledsl.civil_time.text import format_date

    match value:
        case Day(ordinal=ordinal):
            return format_date(ordinal)
        case Fraction() if value.denominator != 1:
            return f"{float(value):g}"
        case _:
            return str(value)
