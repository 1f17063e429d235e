"""Requirements: duties, duties with exclusive power, chains and frequencies. Handed the parts of a `requires` clause,
this module hands on its obligations, powers and frequencies.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import define

from ruledsl.diagnostics import did_you_mean
from ruledsl.norms.changing import evolve
from ruledsl.norms.conditions import every
from ruledsl.norms.expressions import And, Expr, Happened, Or
from ruledsl.norms.model import (
    EventMoment,
    Form,
    Frequency,
    Layer,
    Limit,
    LimitForm,
    Moment,
    Norm,
    Window,
)
from ruledsl.norms.names import Act, EventMeaning, Scope, Unresolved
from ruledsl.norms.norm_parts import Bound, NormParts, Parent
from ruledsl.norms.planning import otherwise_of
from ruledsl.norms.time_words import PERIODS, unit_name
from ruledsl.norms.tree_reading import (
    node_at,
    nodes_of,
    optional_node,
    path_text,
    word_at,
)
from ruledsl.norms.windows import Windows
from ruledsl.syntax.tree import Node

_PRECONDITIONS: Final = frozenset({LimitForm.BEFORE, LimitForm.AT_LEAST_BEFORE, LimitForm.IN_THE_LAST, LimitForm.AT})
"""Limits that hang on an event to come: the norm is decided at that event, whose parameters are in sight."""

_WITHOUT_ACT: Final = frozenset(
    {"within", "no_later_than", "by", "not_before", "from_to", "same_day", "after", "promptly", "at_all_times"}
)
"""Limits that put no event in sight, so that the content can be judged while the window is wrong."""

MOST_STEPS: Final = 100
"""Steps that a chain may have."""


@define
class Requirement(NormParts):
    """`S requires …`."""

    def compile(self) -> tuple[list[Norm], Parent | None]:
        requirement = node_at(self.node, 2)
        match requirement.kind:
            case "duty":
                return self.duty(requirement)
            case "duty_only_by":
                return self.duty_only_by(requirement)
            case "chain":
                return self.chain(requirement)
            case "requirement":
                return self.frequency(node_at(requirement, 0))
            case kind:
                raise AssertionError(kind)

    def duty(self, requirement: Node) -> tuple[list[Norm], Parent]:
        bound = self.bound()
        modifiers = self.modifiers(Form.OBLIGATION)
        upon, scope = self.upon(modifiers, self.start_scope(bound))
        each, scope = self.for_each(modifiers, scope)
        window_node = optional_node(requirement, 1)

        def content_and_rest(scope: Scope) -> tuple[Expr, Norm]:
            content, norm = every(
                [
                    lambda: self.conditions(scope).condition(node_at(requirement, 0)),
                    lambda: self.rest(self.base(self.label, Form.OBLIGATION, bound), modifiers, scope, bound),
                ]
            )
            return content, norm

        try:
            window = self.windows(scope).window(window_node) if window_node is not None else None
        except Unresolved:
            if window_node is not None and node_at(window_node, 0).kind in _WITHOUT_ACT:
                content_and_rest(scope)
            raise
        scope = self.decided_at(window, scope)
        content, norm = content_and_rest(scope)
        norm = evolve(
            norm,
            strength=self.strength,
            content=self.content_by_bearer(content, bound),
            window=window,
            upon=upon,
            for_each=each,
        )
        return [norm], Parent(norm.id, bound, scope)

    def content_by_bearer(self, content: Expr, bound: Bound) -> Expr:
        match content:
            case Happened(pattern=pattern):
                decl = self.vocabulary.event(pattern.kind, pattern.event)
                assert decl is not None
                return evolve(content, pattern=self.with_bearer(pattern, decl, bound))
            case And(items=items):
                return And(tuple(self.content_by_bearer(item, bound) for item in items))
            case Or(items=items):
                return Or(tuple(self.content_by_bearer(item, bound) for item in items))
            case _:
                return content

    def decided_at(self, window: Window | None, scope: Scope) -> Scope:
        """With the event in sight at which a precondition is decided."""
        limit = window.layers[0].limit if window is not None else None
        if limit is None or limit.form not in _PRECONDITIONS or len(limit.anchors) != 1:
            return scope
        anchor = limit.anchors[0]
        if not isinstance(anchor, EventMoment):
            return scope
        decl = self.vocabulary.event(anchor.pattern.kind, anchor.pattern.event)
        assert decl is not None
        return evolve(scope, acts=(Act("act", anchor.pattern, decl, bare=False), *scope.acts))

    def duty_only_by(self, requirement: Node) -> tuple[list[Norm], Parent]:
        bound = self.bound()
        modifiers = self.modifiers(Form.OBLIGATION, Form.EXCLUSIVE_POWER)
        upon, scope = self.upon(modifiers, self.start_scope(bound))
        each, scope = self.for_each(modifiers, scope)
        event_node, party_node, window_node = (
            node_at(requirement, 0),
            node_at(requirement, 1),
            optional_node(requirement, 2),
        )
        event = self.conditions(scope).pattern(event_node, "`only by` is said of")
        self.needs_doer(event, event_node)
        doers, by_doers = self.doers(party_node, self.conditions(scope))
        window = self.windows(scope).window(window_node) if window_node is not None else None
        inner = self.decided_at(window, scope)
        # A power is decided at the act; what triggers the duty is not in its sight.
        power_scope = evolve(scope, acts=tuple(act for act in scope.acts if act.scope != "trigger"))
        duty, power = every(
            [
                lambda: self.rest(self.base(f"{self.label}.duty", Form.OBLIGATION, bound), modifiers, inner, bound),
                lambda: self.rest(
                    self.base(f"{self.label}.power", Form.EXCLUSIVE_POWER, bound),
                    modifiers,
                    self.act_scope(event, power_scope),
                    bound,
                ),
            ]
        )
        done_by = evolve(event.pattern, constraints=(*event.pattern.constraints, by_doers))
        duty = evolve(duty, strength=self.strength, content=Happened(done_by), window=window, upon=upon, for_each=each)
        power = evolve(power, strength=self.strength, event=event.pattern, only_by=doers, for_each=each, duty_of=None)
        return [duty, power], Parent(duty.id, bound, scope)

    def chain(self, requirement: Node) -> tuple[list[Norm], Parent]:
        bound = self.bound()
        modifiers = self.modifiers(Form.OBLIGATION)
        if otherwise_of(self.node) is not None:
            raise self.fail(
                "RD418",
                "a chain is several norms, each with a breach of its own",
                self.node.span,
                f"write a clause `… upon {self.label}.STEP breaks`, STEP being the event of the step that matters",
            )
        upon, scope = self.upon(modifiers, self.start_scope(bound))
        each, scope = self.for_each(modifiers, scope)
        end = self.chain_end(requirement, scope)
        steps = nodes_of(node_at(requirement, 0), "step")
        if len(steps) < 2:
            raise self.fail(
                "RD417", "an order takes two steps or more", requirement.span, "write `requires A before E`"
            )
        if len(steps) > MOST_STEPS:
            # Each step speaks of all that follow it.
            raise self.fail(
                "RD417",
                f"this order has {len(steps)} steps, and at most {MOST_STEPS} can be kept track of",
                requirement.span,
                "divide it into several clauses, each of which begins with the last step of the one before",
            )
        conditions = self.conditions(scope)
        events = every([lambda s=s: conditions.pattern(node_at(s, 0), "a step is") for s in steps])  # type: ignore[misc]
        ifs = every(
            [lambda s=s: conditions.condition(node_at(s, 1)) if s.parts[1] is not None else None for s in steps]  # type: ignore[misc]
        )
        norms: list[Norm] = []
        for number, (event, condition) in enumerate(zip(events, ifs, strict=True)):
            base = self.base(f"{self.label}.{number + 1}", Form.OBLIGATION, bound)
            norm = self.rest(base, modifiers, scope, bound)
            later = tuple(EventMoment(other.pattern) for other in events[number + 1 :])
            norms.append(
                evolve(
                    norm,
                    strength=self.strength,
                    content=Happened(self.with_bearer(event.pattern, event.decl, bound)),
                    window=Window((Layer("base", Limit(LimitForm.BEFORE, anchors=(*later, end))),)),
                    upon=upon,
                    for_each=each,
                    when=_both(norm.when, condition),
                    chain=(self.id_of(self.label), number),
                )
            )
        return norms, Parent(norms[0].id, bound, scope)

    def chain_end(self, requirement: Node, scope: Scope) -> Moment:
        window = optional_node(requirement, 1)
        limit = node_at(window, 0) if window is not None else None
        if window is None or limit is None or limit.kind != "before" or len(nodes_of(window)) > 1:
            place = window.span if window is not None else requirement.span
            raise self.fail("RD417", "steps in order come before something", place, "write `in order before E`")
        return self.windows(scope).anchor(node_at(limit, 0))

    def frequency(self, requirement: Node) -> tuple[list[Norm], Parent]:
        bound = self.bound()
        modifiers = self.modifiers(Form.FREQUENCY)
        scope = self.start_scope(bound)
        *numbers, expr, span = nodes_of(requirement)
        windows = self.windows(scope)
        bounds = every([lambda n=n: windows.number(n) for n in numbers])  # type: ignore[misc]
        at_least, at_most = self.bounds_of(requirement, bounds)
        frequency = evolve(self.span_of(span, windows), at_least=at_least, at_most=at_most)
        event: EventMeaning | None = None
        if frequency.at_any_time:
            self.open_word(expr, bound)
            each, scope = self.split(modifiers, scope, bound.selves)
        else:
            event, scope, each = self.act_decided(expr, modifiers, scope, "a frequency counts", keys=True)
        norm = self.rest(self.base(self.label, Form.FREQUENCY, bound), modifiers, scope, bound)
        norm = evolve(
            norm,
            strength=self.strength,
            event=self.with_bearer(event.pattern, event.decl, bound) if event is not None else None,
            frequency=frequency,
            for_each=each,
        )
        return [norm], Parent(norm.id, bound, scope)

    def bounds_of(self, requirement: Node, bounds: Sequence[int | str]) -> tuple[int | str | None, int | str | None]:
        match requirement.kind:
            case "at_most":
                return None, bounds[0]
            case "at_least":
                return bounds[0], None
            case "exactly":
                return bounds[0], bounds[0]
            case "between":
                low, high = bounds
                if isinstance(low, int) and isinstance(high, int) and low > high:
                    raise self.fail(
                        "RD421", f"{low} to {high} leaves no number", requirement.span, "put the smaller first"
                    )
                return low, high
            case kind:
                raise AssertionError(kind)

    def span_of(self, node: Node, windows: Windows) -> Frequency:
        match node.kind:
            case "at_any_time":
                return Frequency(None, None, at_any_time=True)
            case "in_any":
                amount = windows.amount(node_at(node, 0))
                if amount.clear:
                    raise self.fail("RD304", "a rolling window has no clear days", node.span)
                if amount.unit == "hour":
                    raise self.fail(
                        "RD304", "a rolling window is counted in days or longer", node.span, "write `in any 1 day`"
                    )
                return Frequency(None, None, rolling=amount)
            case "per_period":
                word = word_at(node, 0)
                name = unit_name(word.text)
                if name == "record":
                    return Frequency(None, None, per_record=True)
                context = self.context
                value = context.values.get(name)
                if name in (*PERIODS, *context.years) or (value is not None and value.type.base == "period"):
                    return Frequency(None, None, period=name)
                known = [
                    *PERIODS,
                    *context.years,
                    "record",
                    *(v for v, d in context.values.items() if d.type.base == "period"),
                ]
                raise self.fail(
                    "RD305",
                    f"'{word.text}' is not a period",
                    word.span,
                    did_you_mean(name, known) or f"declare it: `value {name} : period`",
                )
            case kind:
                raise AssertionError(kind)

    def open_word(self, expr: Node, bound: Bound) -> None:
        if expr.kind != "path" or path_text(expr) not in ("open", "opened"):
            raise self.fail(
                "RD421", "`at any time` counts open records", expr.span, "write `at most N open at any time`"
            )
        if bound.subject.kind is None:
            raise self.fail("RD421", "`at any time` counts the open records of a kind", self.node.span)


def _both(first: Expr | None, second: Expr | None) -> Expr | None:
    if first is None or second is None:
        return first if second is None else second
    return And((first, second))
