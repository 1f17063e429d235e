"""Rules of acts: prohibitions, exclusive powers and permissions. Handed the parts of a `forbids` or `permits` clause,
this module hands on the norm that is decided at each act.
"""

from __future__ import annotations

from attrs import define

from ruledsl.norms.changing import evolve
from ruledsl.norms.conditions import every
from ruledsl.norms.model import (
    Form,
    LimitForm,
    Norm,
    Window,
)
from ruledsl.norms.names import Scope
from ruledsl.norms.norm_parts import NormParts, Parent
from ruledsl.norms.tree_reading import (
    node_at,
    optional_node,
)
from ruledsl.syntax.tree import Node


@define
class Prohibition(NormParts):
    """`S forbids E …`."""

    def compile(self) -> tuple[list[Norm], Parent | None]:
        bound = self.bound()
        modifiers = self.modifiers(Form.PROHIBITION)
        expr, window_node, until_node, while_node = (
            node_at(self.node, 2),
            optional_node(self.node, 3),
            optional_node(self.node, 4),
            optional_node(self.node, 5),
        )
        upon, scope = self.upon(modifiers, self.start_scope(bound))
        outer = scope
        event, scope, each = self.act_decided(expr, modifiers, scope, "a prohibition speaks of")
        window, until, while_, norm = every(
            [
                lambda: self.prohibited_window(window_node, scope),
                lambda: self.until(until_node, outer),
                lambda: self.conditions(scope).condition(node_at(while_node, 0)) if while_node is not None else None,
                lambda: self.rest(self.base(self.label, Form.PROHIBITION, bound), modifiers, scope, bound),
            ]
        )
        norm = evolve(
            norm,
            strength=self.strength,
            event=self.with_bearer(event.pattern, event.decl, bound),
            window=window,
            upon=upon,
            for_each=each,
            until=until,
            while_=while_,
        )
        return [norm], Parent(norm.id, bound, scope)

    def prohibited_window(self, node: Node | None, scope: Scope) -> Window | None:
        if node is None:
            return None
        window = self.windows(scope).window(node)
        for layer in window.layers:
            if layer.limit is not None and layer.limit.form in (LimitForm.PROMPTLY, LimitForm.AT_ALL_TIMES):
                words = layer.limit.form.value.replace("_", " ")
                raise self.fail("RD306", f"`{words}` does not go with a prohibition", node.span)
        return window


@define
class Permission(NormParts):
    """`S permits E …`, with or without `only`."""

    def compile(self) -> tuple[list[Norm], Parent | None]:
        only_by, only_when, despite = (optional_node(self.node, i) for i in (3, 4, 5))
        exclusive = only_by is not None or only_when is not None
        form = Form.EXCLUSIVE_POWER if exclusive else Form.PERMISSION
        bound = self.bound()
        modifiers = self.modifiers(form)
        if exclusive and despite is not None:
            raise self.fail(
                "RD409",
                "what is permitted to some only lifts nothing",
                despite.span,
                "write the permission with `despite` as a clause of its own",
            )
        scope = self.start_scope(bound)
        expr = node_at(self.node, 2)
        event, scope, each = self.act_decided(expr, modifiers, scope, "a permission speaks of")
        conditions = self.conditions(scope)
        if only_by is not None:
            self.needs_doer(event, expr)
        doers, when_only, norm = every(
            [
                lambda: self.doers(node_at(only_by, 0), conditions)[0] if only_by is not None else None,
                lambda: conditions.condition(node_at(only_when, 0)) if only_when is not None else None,
                lambda: self.rest(self.base(self.label, form, bound), modifiers, scope, bound),
            ]
        )
        pattern = event.pattern if exclusive else self.with_bearer(event.pattern, event.decl, bound)
        norm = evolve(
            norm,
            strength=self.strength,
            event=pattern,
            only_by=doers,
            only_when=when_only,
            for_each=each,
            despite=self.refs(despite) if despite is not None else (),
        )
        return [norm], Parent(norm.id, bound, scope)
