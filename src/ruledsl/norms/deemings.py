"""Deemings. Handed the parts of a `deems` clause, this module hands on the norm that gives a field its value."""

from __future__ import annotations

from attrs import define, evolve

from ruledsl.diagnostics import did_you_mean
from ruledsl.norms.conditions import every
from ruledsl.norms.expressions import Expr
from ruledsl.norms.model import (
    Form,
    Norm,
)
from ruledsl.norms.names import Scope
from ruledsl.norms.norm_parts import NormParts, Parent
from ruledsl.norms.tree_reading import (
    node_at,
    nodes_of,
    word_at,
)
from ruledsl.norms.value_types import (
    describe,
    fits,
    kind_of,
    single,
)
from ruledsl.syntax.tree import Node


@define
class Deeming(NormParts):
    """`S deems F = V when C`."""

    def compile(self) -> tuple[list[Norm], Parent | None]:
        bound = self.bound()
        modifiers = self.modifiers(Form.DEEMING)
        if not nodes_of(modifiers, "when"):
            self.context.diagnostics.error("RD411", "a deeming says when", self.node.span, "end it with `when …`")
        each, scope = self.for_each(modifiers, self.start_scope(bound))
        expr = node_at(self.node, 1)
        deemed, norm = every(
            [
                lambda: self.deemed(expr, scope),
                lambda: self.rest(self.base(self.label, Form.DEEMING, bound), modifiers, scope, bound),
            ]
        )
        norm = evolve(norm, deems=deemed, for_each=each)
        return [norm], Parent(norm.id, bound, scope)

    def deemed(self, expr: Node, scope: Scope) -> tuple[str, Expr | None, Expr]:
        if expr.kind != "compare" or node_at(expr, 1).kind != "equals":
            raise self.fail(
                "RD411", "a deeming gives a field its value", expr.span, "write `deems FIELD = VALUE when …`"
            )
        left, right = node_at(expr, 0), node_at(expr, 2)
        path = node_at(left, 0) if left.kind == "called" else left
        if path.kind != "path" or len(path.parts) != 1:
            raise self.fail("RD411", "only a field of the clause's own subject can be deemed", left.span)
        own = scope.selves[0]
        kind = kind_of(own.type)
        word = word_at(path, 0)
        decl = self.vocabulary.field(kind, word.text) if kind is not None else None
        if decl is None:
            known = list(self.vocabulary.fields(kind)) if kind is not None else []
            raise self.fail("RD221", f"{kind} has no field '{word.text}'", word.span, did_you_mean(word.text, known))
        if decl.by_events:
            events = " or ".join(decl.by_events)
            raise self.fail("RD411", f"{decl.name} is whoever did {events}; it cannot be deemed", word.span)
        conditions = self.conditions(scope)
        argument: Expr | None = None
        if decl.parameter is not None or left.kind == "called":
            value = conditions.value(left)
            argument = getattr(value.expr, "argument", None)
        value = conditions.set_value(right, single(decl.type)) if decl.type.many else conditions.value(right, decl.type)
        if not fits(value.type, decl.type, self.vocabulary):
            raise self.fail(
                "RD225",
                f"{decl.name} is {describe(decl.type, self.vocabulary)}, and this is "
                f"{describe(value.type, self.vocabulary)}",
                right.span,
            )
        return decl.name, argument, value.expr
