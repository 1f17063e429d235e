"""Ways: the sets of changes that would bring a condition about, or undo it.

Handed a norm's content and the instant at which it is read, it hands on the ways to make it so, each a tuple of
changes that are needed together. Where a part of a condition cannot be brought about by a change that can be named,
there is no way through that part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Final, TypeAlias

from attrs import evolve, frozen

from ruledsl.engine.answers import Env
from ruledsl.engine.bench import Bench, Instance
from ruledsl.engine.point import Point
from ruledsl.engine.timeline import value_text
from ruledsl.engine.verdicts import Remedy
from ruledsl.norms.expressions import (
    Among,
    And,
    Compare,
    Constraint,
    DoerOf,
    EventPattern,
    Expr,
    FieldOf,
    Happened,
    Holds,
    Literal,
    Member,
    Not,
    Or,
    Quantified,
    SetOf,
)
from ruledsl.world.values import Scalar

Way: TypeAlias = tuple[Remedy, ...]

MOST_WAYS: Final = 8
"""More alternatives than a reader would weigh are left out, the last first."""

_OPPOSITE: Final = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

ByEvent: TypeAlias = Callable[[EventPattern, Env], Remedy | None]
"""The change that would make an event of a pattern happen; None where it has happened in time."""


@frozen
class Ways:
    """The ways to make a condition of `instance` true or false at `point`. `possible`: by changes that can still be
    made; `by_event`: how an event is brought about."""

    bench: Bench
    instance: Instance
    point: Point
    possible: bool
    by_event: ByEvent

    def to(self, expr: Expr | None, wanted: bool, env: Env) -> list[Way]:
        """The ways, the nearest first; none where no change can be named."""
        match expr:
            case None:
                return []
            case Not(item):
                return self.to(item, not wanted, env)
            case And(items) | Or(items):
                together = isinstance(expr, And) is wanted
                return self._all(items, wanted, env) if together else self._any(items, wanted, env)
            case Quantified(which=which, var=var, set=over, body=body):
                members, _ = self.bench.case.members(over, env, self.point)
                envs = [env.bind(var, member) for member, sure in members if sure]
                body_wanted = wanted if which != "no" else not wanted
                if (which == "some") is wanted:
                    return [way for one in envs for way in self.to(body, body_wanted, one)][:MOST_WAYS]
                left = [one for one in envs if self._is_not(body, body_wanted, one)]
                found = _joined([self.to(body, body_wanted, one) for one in left])
                return found or self._without(over, [one.names[var] for one in left], env)
            case Happened(pattern=pattern):
                return self._by_event(pattern, env) if wanted else self._undone(pattern, env)
            case Compare(op="=", left=DoerOf(object, events), right=right, in_person=in_person) if wanted:
                asked = (Constraint("by", "=", right, True, in_person),)
                return [way for event in events for way in self._by_event(EventPattern(object, "", event, asked), env)]
            case Member(item=DoerOf(object, events), set=options, negated=False) if wanted:
                asked = (Constraint("by", "in", options, True),)
                return [way for event in events for way in self._by_event(EventPattern(object, "", event, asked), env)]
            case FieldOf() | Holds() | Compare() | Member() | Among() if not self._is_not(expr, wanted, env):
                return []
            case FieldOf():
                return self._set(expr, wanted, env)
            case Holds(state, of):
                party = self.bench.case.value(of, env, self.point).name or ""
                return [(Remedy("set_field", party, state, wanted, possible=self.possible),)]
            case Compare(op, FieldOf() as left, right) if op in _OPPOSITE:
                return self._set(left, self._compared(op if wanted else _OPPOSITE[op], right, env), env)
            case Member(item=FieldOf() as left, set=SetOf(items), negated=negated) if wanted is not negated:
                return [way for item in items for way in self._set(left, self._value(item, env), env)]
            case Member(item=member, set=FieldOf() as whole, negated=negated):
                one = self._value(member, env)
                change = self._with if wanted is not negated else self._without
                return [] if one is None else change(whole, [one], env)
            case Among(left, FieldOf() as whole) if wanted:
                members, _ = self.bench.case.members(left, env, self.point)
                return self._with(whole, [member for member, sure in members if sure], env)
            case _:
                return []

    # ------------------------------------------------------------------------------------------ sets

    def _with(self, whole: FieldOf, items: Sequence[Scalar], env: Env) -> list[Way]:
        """The set with these in it."""
        members, _ = self.bench.case.members(whole, env, self.point)
        return self._set(whole, frozenset((*members.sure, *items)), env)

    def _without(self, whole: Expr, items: Sequence[Scalar], env: Env) -> list[Way]:
        """The set without these; no way where it is not known who else is in it."""
        if not isinstance(whole, FieldOf) or not items:
            return []
        members, _ = self.bench.case.members(whole, env, self.point)
        if members.more:
            return []
        return self._set(whole, frozenset(members.sure) - frozenset(items), env)

    # ------------------------------------------------------------------------------------------ and, or

    def _all(self, items: Iterable[Expr], wanted: bool, env: Env) -> list[Way]:
        return _joined([self.to(item, wanted, env) for item in items if self._is_not(item, wanted, env)])

    def _any(self, items: Iterable[Expr], wanted: bool, env: Env) -> list[Way]:
        return list(islice((way for item in items for way in self.to(item, wanted, env)), MOST_WAYS))

    def _is_not(self, expr: Expr, wanted: bool, env: Env) -> bool:
        """Whether a part is not (known to be) as wanted; an event that came, but not in time, is not."""
        match expr:
            case Happened() if wanted:
                return bool(self.to(expr, wanted, env))
            case _:
                return self.bench.truth(expr, self.instance.norm, env, self.point).value is not wanted

    # ------------------------------------------------------------------------------------------ events

    def _by_event(self, pattern: EventPattern, env: Env) -> list[Way]:
        remedy = self.by_event(pattern, env)
        return [] if remedy is None else [(remedy,)]

    def _undone(self, pattern: EventPattern, env: Env) -> list[Way]:
        acts = [o.event for o in self.bench.case.occurrences(pattern, env) if o.truth.value is not False]
        way = tuple(Remedy("not_do", act.record, act.event, day=act.when.day) for act in acts)
        return [way] if way else []

    # ------------------------------------------------------------------------------------------ fields

    def _set(self, expr: FieldOf, value: object, env: Env) -> list[Way]:
        owner = self.bench.case.value(expr.object, env, self.point).name
        argument = None if expr.argument is None else self._value(expr.argument, env)
        if owner is None or value is None:
            return []
        change = Remedy("set_field", owner, expr.field, value, possible=self.possible, argument=argument)
        return [(change,)]

    def _value(self, expr: Expr, env: Env) -> Scalar | None:
        found = expr.value if isinstance(expr, Literal) else self.bench.case.value(expr, env, self.point).value
        return found if isinstance(found, Scalar) else None

    def _compared(self, op: str, right: Expr, env: Env) -> object:
        """The value itself for `=`, the comparison in words for the others (`<= 3`)."""
        found = self._value(right, env)
        return found if op == "=" or found is None else f"{op} {value_text(found)}"


def _joined(parts: Sequence[list[Way]]) -> list[Way]:
    """The ways of several parts together; none where a part has none."""
    found = (tuple(dict.fromkeys(r for way in ways for r in way)) for ways in product(*parts))
    return [way for way in islice(found, MOST_WAYS) if way]


def numbered(ways: Iterable[Way]) -> Iterator[Remedy]:
    """The changes of all ways, each marked with the way it belongs to."""
    for number, way in enumerate(dict.fromkeys(ways)):
        for remedy in way:
            yield evolve(remedy, way=number)


def arguments_of(bench: Bench, pattern: EventPattern, env: Env, point: Point) -> tuple[tuple[str, object], ...]:
    """The parameters that a pattern asks for, but for the doer."""
    found: list[tuple[str, object]] = []
    for asked in pattern.constraints:
        if asked.parameter == "by":
            continue
        options = asked.value.items if asked.op == "in" and isinstance(asked.value, SetOf) else (asked.value,)
        value = bench.case.value(options[0], env, point).value if options else None
        if asked.op in ("=", "in") and isinstance(value, Scalar):
            found.append((asked.parameter, value))
    return tuple(found)
