"""Undated facts: what is so for a record's whole life, so that what rests on it alone is decided at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define

from ruledsl.engine.answers import Env, Truth, all_of, any_of, negated
from ruledsl.engine.bench import Bench
from ruledsl.engine.parts import walk
from ruledsl.engine.point import Point
from ruledsl.engine.verdicts import FactUsed
from ruledsl.norms.expressions import (
    And,
    Broken,
    CountEvents,
    DoerOf,
    EventDay,
    EventParam,
    Expr,
    FieldOf,
    Happened,
    Holders,
    Holds,
    Lapsed,
    Not,
    OpenRecords,
    Or,
    Quantified,
)
from ruledsl.norms.model import Norm

_DATED: Final = (
    Happened, Holds, DoerOf, EventParam, EventDay, CountEvents, Lapsed, Broken, OpenRecords, Holders,
)  # fmt: skip
"""What is so from an instant on, or for some days, whatever is given."""


@define
class Undated:
    """Tells the undated facts of a case, and judgements already made, from what may still change."""

    bench: Bench

    def rests(self, *truths: Truth) -> bool:
        """Whether answers are known and rest on undated facts and judgements already made, that no deeming sets."""
        return all(truth.value is not None and not truth.used and self.are(truth.facts) for truth in truths)

    def decide(self, expr: Expr | None, norm: Norm, env: Env, point: Point) -> bool:
        """Whether every part of a condition is known and rests on such facts, whichever parts decide it: the sides of
        `and` and `or`, each member that is asked about."""
        match expr:
            case None:
                return True
            case And(items) | Or(items):
                return all(self.decide(item, norm, env, point) for item in items)
            case Not(item):
                return self.decide(item, norm, env, point)
            case Quantified(var=var, set=over, body=body):
                members, found = self.bench.case.members(over, env, point)
                whole = Truth(True, found.facts, (), (), found.used)
                if members.maybe or members.more or not self.rests(whole):
                    return False
                return all(self.decide(body, norm, env.bind(var, item), point) for item, _ in members)
            case _:
                return self.rests(self.bench.truth(expr, norm, env, point))

    def grounds(self, norm: Norm, env: Env, point: Point, *exprs: Expr | None) -> Truth:
        """The facts of every part of these conditions: that all are undated is what deciding at once rests on."""
        facts = (fact for expr in exprs for fact in self._facts(expr, norm, env, point))
        return Truth(True, tuple(dict.fromkeys(facts)))

    def _facts(self, expr: Expr | None, norm: Norm, env: Env, point: Point) -> Iterator[FactUsed]:
        match expr:
            case None:
                return
            case And(items) | Or(items):
                for item in items:
                    yield from self._facts(item, norm, env, point)
            case Not(item):
                yield from self._facts(item, norm, env, point)
            case Quantified(var=var, set=over, body=body):
                members, found = self.bench.case.members(over, env, point)
                yield from found.facts
                for member, _ in members:
                    yield from self._facts(body, norm, env.bind(var, member), point)
            case _:
                yield from self.bench.truth(expr, norm, env, point).facts

    def value(self, expr: Expr, norm: Norm, env: Env, point: Point) -> Truth:
        """Whether a condition holds by such facts alone, by Kleene's logic: what they leave open is unknown."""
        match expr:
            case And(items):
                return all_of(self.value(item, norm, env, point) for item in items)
            case Or(items):
                return any_of(self.value(item, norm, env, point) for item in items)
            case Not(item):
                return negated(self.value(item, norm, env, point))
            case _:
                truth = self.bench.truth(expr, norm, env, point)
                return truth if self.rests(truth) else Truth(None)

    def lasts(self, expr: Expr | None, norm: Norm, env: Env, point: Point) -> bool:
        """Whether a condition, known or not, is the same for the record's whole life: it rests on such facts, or on
        judgements still to be made that will speak for all of it."""
        match expr:
            case None:
                return True
            case And(items) | Or(items):
                return all(self.lasts(item, norm, env, point) for item in items)
            case Not(item):
                return self.lasts(item, norm, env, point)
            case _:
                truth = self.bench.truth(expr, norm, env, point)
                unmade = isinstance(expr, FieldOf) and all(fact.kind == "no_judgement" for fact in truth.facts)
                return self.rests(truth) or (unmade and self.may_rest(truth))

    def might_decide(self, expr: Expr | None, norm: Norm, env: Env, point: Point) -> bool:
        """Whether every part of a condition rests on such facts alone, or would once those not given were given so."""
        match expr:
            case None:
                return True
            case And(items) | Or(items):
                return all(self.might_decide(item, norm, env, point) for item in items)
            case Not(item):
                return self.might_decide(item, norm, env, point)
            case Quantified(var=var, set=over, body=body):
                members, found = self.bench.case.members(over, env, point)
                if members.maybe or members.more or not self.rests(Truth(True, found.facts, (), (), found.used)):
                    return False
                return all(self.might_decide(body, norm, env.bind(var, item), point) for item, _ in members)
            case _:
                truth = self.bench.truth(expr, norm, env, point)
                if truth.value is not None:
                    return self.rests(truth)
                return not any(isinstance(part, _DATED) for part in walk(expr)) and self.may_rest(truth)

    def may_rest(self, *truths: Truth) -> bool:
        """Whether answers rest on such facts alone, or would once those that are not known were given as such."""
        return all(
            not truth.used and all(self.is_undated(fact) or self._may_be_given(fact) for fact in truth.facts)
            for truth in truths
        )

    def are(self, facts: Iterable[FactUsed]) -> bool:
        return all(self.is_undated(fact) for fact in facts)

    def is_undated(self, fact: FactUsed) -> bool:
        """Whether a fact is one for the record's whole life."""
        match fact.kind:
            case "field":
                return fact.day is None and self._is_given(fact) and not self._is_deemed(fact.name)
            case "judgement":
                return self._is_lasting(fact) and not self._is_deemed(fact.name)
            case "value" | "record":
                return True
            case _:
                return False

    def _may_be_given(self, fact: FactUsed) -> bool:
        """Whether a fact that is not known would be one for the whole life."""
        match fact.kind:
            case "unknown_field":
                undated = not self.bench.case.timeline.has_dated(fact.subject, fact.name)
                return undated and not self._is_deemed(fact.name)
            case "no_judgement":
                return self._is_lasting(fact) and not self._is_deemed(fact.name)
            case _:
                return False

    def _is_given(self, fact: FactUsed) -> bool:
        record = self.bench.case.scenario.records.get(fact.subject)
        if record is None or not any((fact.name, fact.argument) == given for given in record.fields):
            return False
        return not self.bench.case.timeline.has_dated(fact.subject, fact.name)

    def _is_lasting(self, fact: FactUsed) -> bool:
        """A judgement without a default speaks for the record's whole life."""
        kind = self.bench.case.kind_of(fact.subject)
        decl = None if kind is None else self.bench.norms.ruleset.vocabulary.field(kind, fact.name)
        return decl is not None and decl.type.base == "judgement" and not decl.has_default

    def _is_deemed(self, field: str) -> bool:
        return field in self.bench.norms.deemed
