"""Whether a condition can hold at all: a small decision procedure over finite domains. Handed a condition, it hands on
whether some values of the fields in it make it true; where it cannot tell, it says that they may.

Lists have the values they declare, yes/no two, numbers an interval (fields of type whole number and counts only the
whole numbers in it, counts none below 0); two values that are compared with each other stand in one order; a record is
of one kind. Everything else is an atom that may be true or false by itself. Conditions with more than `MOST`
alternatives are taken as possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Final, TypeAlias

from attrs import define, field, frozen

from ruledsl.norms.expressions import (
    And,
    Compare,
    Count,
    CountEvents,
    Expr,
    FieldOf,
    IsKind,
    IsSet,
    Literal,
    Member,
    Not,
    Or,
    Quantified,
    SetOf,
)
from ruledsl.world.values import Day, Symbol
from ruledsl.world.vocabulary import Type, Vocabulary

MOST: Final = 256

_MOST_TRIED: Final = 100
"""Whole numbers of an interval that are tried one by one against values that are ruled out."""

_NEGATED: Final = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED: Final = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_ORDERS: Final = {"=": "=", "!=": "<>", "<": "<", ">": ">", "<=": "<=", ">=": ">="}
"""For each comparison, the orders of two values in which it holds."""


@frozen
class Basic:
    """An atom, or its negation."""

    atom: Expr
    positive: bool = True


Conjunction: TypeAlias = tuple[Basic, ...]


def can_hold(condition: Expr, vocabulary: Vocabulary) -> bool:
    """Whether a condition may be true for some facts."""
    ways = _alternatives(condition, True)
    return ways is None or any(_consistent(way, vocabulary) for way in ways)


def can_fail(condition: Expr, vocabulary: Vocabulary) -> bool:
    """Whether a condition may be false for some facts."""
    ways = _alternatives(condition, False)
    return ways is None or any(_consistent(way, vocabulary) for way in ways)


def implies(condition: Expr, other: Expr, vocabulary: Vocabulary) -> bool:
    """Whether the other surely holds wherever the condition does."""
    return not can_hold(And((condition, Not(other))), vocabulary)


def conjuncts(condition: Expr | None) -> list[Expr]:
    """The parts joined by `and`; none for no condition."""
    match condition:
        case None:
            return []
        case And(items=items):
            return [part for item in items for part in conjuncts(item)]
        case _:
            return [condition]


def disjuncts(condition: Expr | None) -> list[Expr]:
    """The parts joined by `or`."""
    match condition:
        case None:
            return []
        case Or(items=items):
            return [part for item in items for part in disjuncts(item)]
        case _:
            return [condition]


# ------------------------------------------------------------------------------------------------ alternatives


def _alternatives(condition: Expr, positive: bool) -> list[Conjunction] | None:
    """The ways in which a condition is true (or false), each a conjunction of atoms; None if there are too many."""
    match condition:
        case Not(item=item):
            return _alternatives(item, not positive)
        case And(items=items) if positive:
            return _all_of(items, positive)
        case Or(items=items) if not positive:
            return _all_of(items, positive)
        case And(items=items) | Or(items=items):
            found: list[Conjunction] = []
            for item in items:
                ways = _alternatives(item, positive)
                if ways is None or len(found) + len(ways) > MOST:
                    return None
                found += ways
            return found
        case Literal(value=bool() as value):
            return [()] if value is positive else []
        case Quantified(which="no", var=var, set=members, body=body):
            return [(Basic(Quantified("some", var, members, body), not positive),)]
        case Compare(op=op, left=left, right=right) if not condition.party:
            if isinstance(left, Literal) and not isinstance(right, Literal):
                op, left, right = _MIRRORED[op], right, left
            return [(Basic(Compare(op if positive else _NEGATED[op], left, right)),)]
        case Compare(op="!="):
            same = Compare("=", condition.left, condition.right, condition.party, condition.acting, condition.in_person)
            return [(Basic(same, not positive),)]
        case Member(negated=True):
            plain = Member(
                condition.item, condition.set, False, condition.party, condition.acting, condition.of_members
            )
            return [(Basic(plain, not positive),)]
        case _:
            return [(Basic(condition, positive),)]


def _all_of(items: Iterable[Expr], positive: bool) -> list[Conjunction] | None:
    found: list[Conjunction] = [()]
    for item in items:
        ways = _alternatives(item, positive)
        if ways is None or len(found) * len(ways) > MOST:
            return None
        found = [(*one, *other) for one in found for other in ways]
    return found


# ------------------------------------------------------------------------------------------------ consistency


@define
class _Knowledge:
    """What a conjunction says of one expression: which values it may have."""

    allowed: set[object] | None = None
    refused: set[object] = field(factory=set)
    least: tuple[Fraction, bool] | None = None
    most: tuple[Fraction, bool] | None = None
    universe: frozenset[object] | None = None
    whole: bool = False

    def empty(self) -> bool:
        values = self.allowed if self.allowed is not None else self.universe
        if values is not None and all(value in self.refused or not self.in_bounds(value) for value in values):
            return True
        if self.least is None or self.most is None:
            return False
        low, low_in = self.least
        high, high_in = self.most
        if self.whole:
            first = ceil(low) if low_in or low.denominator != 1 else int(low) + 1
            last = floor(high) if high_in or high.denominator != 1 else int(high) - 1
            return first > last or (last - first < _MOST_TRIED and set(range(first, last + 1)) <= self.refused)
        return low > high or (low == high and (not (low_in and high_in) or low in self.refused))

    def in_bounds(self, value: object) -> bool:
        number = _number(value)
        if number is None:
            return True
        if self.whole and number.denominator != 1:
            return False
        if self.least is not None and (number < self.least[0] or (number == self.least[0] and not self.least[1])):
            return False
        return self.most is None or not (number > self.most[0] or (number == self.most[0] and not self.most[1]))

    def allow(self, values: set[object]) -> None:
        self.allowed = values if self.allowed is None else self.allowed & values

    def bound(self, op: str, number: Fraction) -> None:
        if op in (">", ">="):
            new = (number, op == ">=")
            if self.least is None or (new[0], not new[1]) > (self.least[0], not self.least[1]):
                self.least = new
        else:
            new = (number, op == "<=")
            if self.most is None or (new[0], new[1]) < (self.most[0], self.most[1]):
                self.most = new


def _consistent(way: Conjunction, vocabulary: Vocabulary) -> bool:
    """Whether the atoms may all hold together."""
    positive = {basic.atom for basic in way if basic.positive}
    if any(basic.atom in positive for basic in way if not basic.positive):
        return False
    known: dict[Expr, _Knowledge] = {}
    kinds: dict[Expr, set[str]] = {}
    orders: dict[tuple[Expr, Expr], str] = {}
    for basic in way:
        match basic.atom:
            case Compare(op=op, left=left, right=Literal(value=value)) if not basic.atom.party and basic.positive:
                _learn(known.setdefault(left, _Knowledge()), op, value, vocabulary)
            case Compare(op=op, left=left, right=right) if not basic.atom.party and basic.positive:
                pair, order = ((right, left), _MIRRORED[op]) if (right, left) in orders else ((left, right), op)
                left_over = orders.get(pair, "=" if left == right else "<=>")
                orders[pair] = "".join(each for each in left_over if each in _ORDERS[order])
            case Member(item=item, set=members) if not basic.atom.party:
                values = _literals(members)
                if values is not None:
                    each = known.setdefault(item, _Knowledge())
                    _universe(each, values, vocabulary)
                    if basic.positive:
                        each.allow(set(values))
                    else:
                        each.refused |= set(values)
            case IsKind(item=item, kind=kind) if kind in vocabulary.kinds and not vocabulary.kinds[kind].is_party:
                mine = kinds.setdefault(item, set(vocabulary.kinds))
                narrower = set(vocabulary.narrower_kinds(kind))
                mine.intersection_update(narrower if basic.positive else set(vocabulary.kinds) - narrower)
            case IsSet(item=item) if not basic.positive and any(_speaks_of(other, item) for other in way):
                return False
            case _:
                pass
    if not all(kinds.values()) or not all(orders.values()):
        return False
    for item, each in known.items():
        _by_type(each, item, vocabulary)
    return not any(each.empty() for each in known.values())


def _by_type(each: _Knowledge, item: Expr, vocabulary: Vocabulary) -> None:
    """What is known of an expression by what it is."""
    match item:
        case Count() | CountEvents():
            each.whole = True
            each.bound(">=", Fraction(0))
        case FieldOf(field=name):
            each.whole = is_whole(name, vocabulary)
        case _:
            pass


def is_whole(name: str, vocabulary: Vocabulary) -> bool:
    """Whether every field of that name is a whole number."""
    kept = _WHOLE.get(id(vocabulary))
    if kept is None or kept[0] is not vocabulary:
        _WHOLE.clear()
        kept = _WHOLE[id(vocabulary)] = vocabulary, _whole_names(vocabulary)
    return name in kept[1]


_WHOLE: Final[dict[int, tuple[Vocabulary, frozenset[str]]]] = {}
"""The names of the last vocabulary asked about, which is asked about many thousand times."""


def _whole_names(vocabulary: Vocabulary) -> frozenset[str]:
    types: dict[str, list[Type]] = {}
    for kind in vocabulary.kinds.values():
        for each in kind.fields:
            types.setdefault(each.name, []).append(each.type)
    return frozenset(
        name for name, mine in types.items() if all(each.base == "whole_number" and not each.many for each in mine)
    )


def _speaks_of(basic: Basic, item: Expr) -> bool:
    """Whether a basic condition can be true only if `item` has a value."""
    match basic.atom:
        case Compare(left=left, right=right):
            return item in (left, right)
        case _:
            return False


def _learn(each: _Knowledge, op: str, value: object, vocabulary: Vocabulary) -> None:
    _universe(each, (value,), vocabulary)
    number = _number(value)
    match op:
        case "=":
            each.allow({value})
        case "!=":
            each.refused.add(value)
        case _ if number is not None:
            each.bound(op, number)
        case _:
            pass


def _universe(each: _Knowledge, values: Iterable[object], vocabulary: Vocabulary) -> None:
    for value in values:
        match value:
            case bool():
                each.universe = frozenset({True, False})
            case Symbol(list=name) if name in vocabulary.lists:
                each.universe = frozenset(Symbol(name, symbol) for symbol in vocabulary.lists[name].symbols)
            case _:
                pass


def _number(value: object) -> Fraction | None:
    match value:
        case bool():
            return None
        case int() | Fraction():
            return Fraction(value)
        case Day(ordinal=ordinal):
            return Fraction(ordinal)
        case _:
            return None


def _literals(members: Expr) -> tuple[object, ...] | None:
    """The values of a set that is written out; None if it is not."""
    if not isinstance(members, SetOf):
        return None
    found = list(_values(members.items))
    return tuple(found) if len(found) == len(members.items) else None


def _values(items: Iterable[Expr]) -> Iterator[object]:
    for item in items:
        if isinstance(item, Literal):
            yield item.value
