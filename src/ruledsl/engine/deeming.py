"""Deemings: fields that a clause sets from the instant its condition comes to hold, whatever is recorded.

Handed a field of a record and an instant, it says which deemings have set it by then, and from when. The compiler
has stratified them, so that no deeming depends on itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from ruledsl.engine.answers import (
    BEGINNING,
    NO,
    UNKNOWN,
    YES,
    Asked,
    Env,
    Evaluated,
    FirstTrue,
    Found,
    Truth,
    Unknown,
    merged,
    reached,
)
from ruledsl.engine.point import Point, start_of
from ruledsl.norms.expressions import Expr
from ruledsl.norms.model import Form, Norm, Ruleset
from ruledsl.world.values import Nothing, Scalar, Value

if TYPE_CHECKING:
    from ruledsl.engine.conditions import Conditions


@frozen
class Deemed:
    """A deeming that has set a field, or may have (`certain` False), with the value it gives it."""

    norm: Norm
    certain: bool
    value: Evaluated
    ground: Truth


class Deemings:
    """The deemings of one case."""

    def __init__(self, ruleset: Ruleset, conditions: Conditions) -> None:
        self._conditions = conditions
        self._timeline = conditions.timeline
        self._by_field: dict[str, list[Norm]] = defaultdict(list)
        for norm in ruleset.norms:
            if norm.form is Form.DEEMING and norm.deems is not None:
                self._by_field[norm.deems[0]].append(norm)
        self._found: dict[tuple[object, ...], FirstTrue] = {}

    def of_field(self, name: str) -> Sequence[Norm]:
        """The deemings that set a field of that name."""
        return self._by_field.get(name, ())

    def overlay(self, record: str, name: str, argument: Value | None, asked: Asked, recorded: Evaluated) -> Evaluated:
        """The field's value at an instant: as deemed, else as recorded. Where two deemings without an order between
        them give different values, it is unknown and the answer names them."""
        deemed = list(self._deemed(record, name, argument, asked))
        if not deemed:
            return recorded
        standing = [d for d in deemed if not any(self._beats(other, d) for other in deemed if other.certain)]
        possible = [_given(d) for d in standing]
        if not any(d.certain for d in standing):
            possible.append(recorded)
        values = [p.value for p in possible]
        used = tuple(d.norm.id for d in standing)
        facts = merged(*(p.facts for p in possible))
        if all(value == values[0] and not isinstance(value, Unknown) for value in values):
            return Evaluated(values[0], facts, (), used, set=not isinstance(values[0], Nothing))
        missing = merged(*(d.ground.missing for d in standing if not d.certain), *(p.missing for p in possible))
        clash = tuple(d.norm.id for d in standing if d.certain)
        is_set = any(d.certain for d in standing) or recorded.set
        return Evaluated(UNKNOWN, facts, missing, used, clash if len(clash) > 1 else (), set=is_set)

    def since(self, norm: Norm, env: Env) -> FirstTrue:
        """The instant from which a deeming sets its field in an environment (`self` its record)."""
        key = (norm.id, norm.first_day, *env.names.items())
        if key not in self._found:
            self._found[key] = FirstTrue(None, True, NO)
            self._found[key] = self._find_since(norm, Env(env.names))
        return self._found[key]

    def _beats(self, higher: Deemed, lower: Deemed) -> bool:
        return self._conditions.parties.is_over(higher.norm.id, lower.norm.id)

    def _deemed(self, record: str, name: str, argument: Value | None, asked: Asked) -> Iterator[Deemed]:
        for norm in self._by_field.get(name, ()):
            if norm.deems is None or not self._is_subject(norm, record, asked):
                continue
            if self._timeline.has_closed(record, asked.point) and not self._at_closing(record, asked.point):
                continue
            for env in self._environments(norm, record, asked):
                fits = self._same_argument(norm.deems[1], argument, env, asked)
                if fits is False:
                    continue
                since = self.since(norm, env)
                if since.point is not None and reached(since.point, asked.point):
                    yield Deemed(norm, fits is True, self._value(norm, env, since.point, asked), since.truth)
                elif since.doubtful is not None and reached(since.doubtful, asked.point):
                    ground = Truth(None) if since.doubt is None else since.doubt
                    yield Deemed(norm, False, self._value(norm, env, since.doubtful, asked), ground)

    def _is_subject(self, norm: Norm, record: str, asked: Asked) -> bool:
        kind, party = norm.subject.kind, norm.subject.party
        if party is not None:
            return self._conditions.value(party, asked.within(Env())).name == record
        return kind is None or self._timeline.is_of_kind(record, kind)

    def _at_closing(self, record: str, point: Point) -> bool:
        closing = self._timeline.closing(record)
        return closing is not None and closing.event is not None and closing.event.seq == point.seq

    def _environments(self, norm: Norm, record: str, asked: Asked) -> list[Env]:
        envs = [Env.of(record)]
        for each in norm.for_each:
            if each.set is not None:
                sets = [(env, self._conditions.members(each.set, asked.within(env))[0]) for env in envs]
                envs = [env.bind(each.var, item) for env, members in sets for item in members.sure]
        return envs

    def _same_argument(self, expr: Expr | None, argument: Value | None, env: Env, asked: Asked) -> bool | None:
        if expr is None or argument is None:
            return expr is None and argument is None
        own = self._conditions.value(expr, asked.within(env)).value
        return None if isinstance(own, Unknown) else own == argument

    def _value(self, norm: Norm, env: Env, point: Point, asked: Asked) -> Evaluated:
        assert norm.deems is not None
        return self._conditions.value(norm.deems[2], evolve(asked, env=env, point=point))

    # ------------------------------------------------------------------------------------------ coming to hold

    def _find_since(self, norm: Norm, env: Env) -> FirstTrue:
        """The first instant of the record's life at which the condition comes to hold and no exception does."""
        conditions, record = self._conditions, env.names["self"]
        name = _name(record)
        opening = self._timeline.opening(name)
        if opening is None:
            return FirstTrue(None, True, NO)
        # Of a record that is open always nothing can be asked before the log begins.
        begin = start_of(self._timeline.first_day) if opening.point == BEGINNING else opening.point
        asked = Asked(env, begin, norm.id)
        exprs = [expr for expr in (norm.when, norm.unless) if expr is not None]
        points = conditions.changes.points(exprs, env, begin, conditions.timeline.end)
        points = sorted({*points, *self._version_edges(norm, begin)}, key=lambda p: p.sort_key)
        before: list[bool | None] = [False]
        doubtful: Point | None = None
        doubt: Truth | None = None
        excepted: list[Truth] = []
        for point in [begin, *points]:
            if self._timeline.has_closed(name, point) and not self._at_closing(name, point):
                break
            holds = self._holds(norm, asked.at(point))
            if holds.value is not False and before[-1] is not True:
                exception = NO if norm.unless is None else conditions.settled(norm.unless, asked.at(point))
                if before[-1] is False:
                    excepted = []
                excepted.append(exception)
                if holds.value is True and all(e.value is False for e in excepted):
                    ground = evolve(holds, facts=merged(holds.facts, exception.facts))
                    return FirstTrue(point, doubtful is None, ground, doubtful, doubt)
                if exception.value is not True and doubtful is None:
                    doubtful, doubt = point, _open(holds, exception)
            before.append(holds.value)
        return FirstTrue(None, doubtful is None, NO, doubtful, doubt)

    def _holds(self, norm: Norm, asked: Asked) -> Truth:
        if not self._conditions.in_force(norm, asked.point.day):
            return NO
        return YES if norm.when is None else self._conditions.settled(norm.when, asked)

    def _version_edges(self, norm: Norm, start: Point) -> Iterator[Point]:
        for day in self._conditions.version_days(norm):
            if start.day < day <= self._timeline.now:
                yield start_of(day)


def _open(*grounds: Truth) -> Truth:
    """An unknown that rests on these."""
    open_ones = [ground.missing for ground in grounds if ground.value is None]
    return Truth(None, merged(*(ground.facts for ground in grounds)), merged(*open_ones))


def _given(deemed: Deemed) -> Evaluated:
    value = deemed.value
    found: Found = value.value
    return Evaluated(found, merged(deemed.ground.facts, value.facts), merged(deemed.ground.missing, value.missing))


def _name(record: Scalar) -> str:
    return str(getattr(record, "name", record))
