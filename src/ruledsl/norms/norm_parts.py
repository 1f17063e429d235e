"""What the forms of norms share: whom a norm binds, its modifiers, what is in sight of its parts. Handed a clause's
draft and the tree of one norm in it, `NormParts` is the ground on which each form's own module builds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import define, frozen

from ruledsl.diagnostics import Diagnostics, did_you_mean
from ruledsl.norms.changing import evolve
from ruledsl.norms.conditions import Conditions, every
from ruledsl.norms.expressions import Constraint, EventPattern, Expr, Party, SetOf, Var
from ruledsl.norms.model import (
    Doers,
    EventMoment,
    ForEach,
    Form,
    Moment,
    NamedValue,
    Norm,
    Strength,
    Subject,
)
from ruledsl.norms.names import Act, EventMeaning, Names, Scope, Typed, Unresolved
from ruledsl.norms.outline import Draft
from ruledsl.norms.planning import full_id, otherwise_of, plan
from ruledsl.norms.references import NormIndex
from ruledsl.norms.tree_reading import (
    names_of,
    node_at,
    nodes_of,
    optional_node,
    optional_word,
    path_text,
    word_at,
    words_of,
)
from ruledsl.norms.value_types import (
    describe,
    fits,
    is_party,
    is_record,
    several,
    single,
    type_of_kind,
)
from ruledsl.norms.windows import Windows
from ruledsl.source import Span
from ruledsl.syntax import unparse
from ruledsl.syntax.tree import Node, Word
from ruledsl.world.meant import by_label, elsewhere
from ruledsl.world.vocabulary import EventDecl, Type, Vocabulary

SELF: Final = Var("self")


BREAKABLE: Final = frozenset({Form.OBLIGATION, Form.PROHIBITION, Form.EXCLUSIVE_POWER, Form.FREQUENCY})

TAKES: Final[Mapping[str, frozenset[Form]]] = {
    "upon": frozenset({Form.OBLIGATION, Form.PROHIBITION}),
    "unless": BREAKABLE | {Form.DEEMING},
    "duty of": frozenset({Form.OBLIGATION, Form.PROHIBITION, Form.FREQUENCY}),
    "normally": BREAKABLE,
    "otherwise": BREAKABLE,
}
"""Which forms take a modifier; those not named here go with every form."""

FORM_WORDS: Final[Mapping[Form, str]] = {
    Form.OBLIGATION: "a requirement",
    Form.PROHIBITION: "a prohibition",
    Form.EXCLUSIVE_POWER: "an exclusive power",
    Form.PERMISSION: "a permission",
    Form.FREQUENCY: "a frequency",
    Form.SUBSTITUTION: "an acting-for clause",
    Form.AUTHORISATION: "an authorisation",
    Form.DEEMING: "a deeming",
}


INSTEAD: Final[Mapping[tuple[str, Form], str]] = {
    ("unless", Form.PERMISSION): "write `when not …`",
    ("unless", Form.SUBSTITUTION): "put `and not …` into its `while`",
    ("unless", Form.AUTHORISATION): "put `and not …` into its `when`",
    ("normally", Form.PERMISSION): "a permission is never broken, so it needs no `normally`",
    ("otherwise", Form.PERMISSION): "a permission is never broken, so nothing follows from its breach",
    ("upon", Form.FREQUENCY): "write `when …`, which selects the events that count",
    ("upon", Form.EXCLUSIVE_POWER): "write `when …`, which is asked at the act",
    ("upon", Form.PERMISSION): "write `when …`",
    ("upon", Form.DEEMING): "write `when …`: a deeming holds from the instant at which that comes to hold",
}


@frozen
class RulesetContext:
    """What all clauses of a ruleset share."""

    name: str
    vocabulary: Vocabulary
    values: Mapping[str, NamedValue]
    years: tuple[str, ...]
    units: Mapping[str, str]
    windows: Mapping[str, Node]
    index: NormIndex
    diagnostics: Diagnostics


@frozen
class Bound:
    """Who a norm binds: the subject, the objects whose names are in sight, and the party that has to act, if the
    clause names one apart from the record."""

    subject: Subject
    selves: tuple[Typed, ...]
    bearer: Typed | None = None
    party_records: bool = False


@frozen
class Parent:
    """The norm from whose breach an `otherwise` arises."""

    id: str
    bound: Bound
    scope: Scope


@define
class NormParts:
    """One norm of a clause on its way from tree to data. `label`: its own; `parent`: the norm it is the `otherwise`
    of. Subclasses compile one verb each. A part that is wrong is recorded, and `Unresolved` raised."""

    context: RulesetContext
    draft: Draft
    node: Node
    label: str
    parent: Parent | None

    def compile(self) -> tuple[list[Norm], Parent | None]:
        """The norms, and what an `otherwise` after them needs to know. Raises Unresolved."""
        raise NotImplementedError

    @property
    def vocabulary(self) -> Vocabulary:
        return self.context.vocabulary

    def fail(self, code: str, message: str, span: Span, help: str = "") -> Unresolved:
        self.context.diagnostics.error(code, message, span, help)
        return Unresolved()

    def conditions(self, scope: Scope) -> Conditions:
        return Conditions(scope, self.context.index, self.context.diagnostics)

    def windows(self, scope: Scope) -> Windows:
        context = self.context
        return Windows(self.conditions(scope), context.windows, context.units)

    def id_of(self, label: str) -> str:
        draft = self.draft
        return full_id(self.context.name, draft.article, label)

    def base(self, label: str, form: Form, bound: Bound) -> Norm:
        draft = self.draft
        # What follows from a breach is a norm of its own, with words of its own.
        own_parts = tuple(None if part is otherwise_of(self.node) else part for part in self.node.parts)
        return Norm(
            id=self.id_of(label),
            ruleset=self.context.name,
            article=draft.article,
            label=label,
            form=form,
            subject=bound.subject,
            paragraph=draft.paragraph,
            otherwise_of=self.parent.id if self.parent is not None else None,
            note=draft.note,
            reading=draft.reading,
            text=unparse(evolve(self.node, parts=own_parts)),
            first_day=draft.force.first,
            last_day=draft.force.last,
            span=draft.span if self.parent is None else self.node.span,
        )

    def empty_scope(self) -> Scope:
        context = self.context
        return Scope(context.vocabulary, context.values, context.years, home=self.draft.article)

    def bound(self) -> Bound:
        """Who the norm binds. Raises Unresolved (RD407, RD418)."""
        path = node_at(node_at(self.node, 0), 0)
        return self.consequence_bound(path) if self.parent is not None else self.own_bound(path)

    def own_bound(self, path: Node) -> Bound:
        first, *rest = words_of(path)
        name = first.text
        vocabulary = self.vocabulary
        if name in vocabulary.kinds:
            type = type_of_kind(name)
            bound = Bound(Subject(kind=name, text=path_text(path)), (Typed(SELF, type),))
            bound = evolve(bound, party_records=vocabulary.kinds[name].is_party)
        elif vocabulary.is_party_name(name):
            office = vocabulary.offices.get(name)
            type = type_of_kind(office.kind or "office") if office is not None else Type("role", name)
            bound = Bound(Subject(party=Party(name), text=path_text(path)), (Typed(SELF, type),), Typed(SELF, type))
        else:
            known = [*vocabulary.kinds, *vocabulary.roles, *vocabulary.offices]
            help = by_label(name, vocabulary) or did_you_mean(name, known)
            if not vocabulary.modules:
                help = "name the vocabulary that declares it: a line 'uses NAME' under the ruleset's heading"
            elif not help.startswith(("did", "write")):
                help = elsewhere(name, vocabulary) or help
            raise self.fail(
                "RD407", f"there is no kind, role or office '{name}' for this clause to speak of", first.span, help
            )
        if not rest:
            return bound
        return self.through_fields(path, evolve(self.empty_scope(), selves=bound.selves), bound)

    def through_fields(self, path: Node, scope: Scope, bound: Bound) -> Bound:
        """`department.head requires …`: the value of the path is nearest in sight, and has to act if it is a party."""
        names = Names(scope, self.context.diagnostics)
        first, *rest = words_of(path)
        meaning: object = bound.selves[0]
        before = first
        for word in rest:
            assert isinstance(meaning, Typed)
            meaning = names.step(meaning, word, before)
            if not isinstance(meaning, Typed):
                raise self.fail(
                    "RD407", f"{path_text(path)} is an event; a clause speaks of a record or a party", path.span
                )
            before = word
        assert isinstance(meaning, Typed)
        return self.nearer(bound, meaning, path)

    def nearer(self, bound: Bound, value: Typed, path: Node) -> Bound:
        vocabulary = self.vocabulary
        text = path_text(path)
        if not value.type.many and is_party(value.type, vocabulary):
            return evolve(bound, subject=evolve(bound.subject, text=text), selves=(value, *bound.selves), bearer=value)
        if not value.type.many and is_record(value.type, vocabulary):
            return evolve(bound, subject=evolve(bound.subject, text=text), selves=(value, *bound.selves))
        raise self.fail(
            "RD407", f"{text} is {describe(value.type, vocabulary)}; a clause speaks of a record or a party", path.span
        )

    def consequence_bound(self, path: Node) -> Bound:
        """The subject of an `otherwise`: the same record, or a party that has to act on it."""
        assert self.parent is not None
        outer = self.parent.bound
        first, *rest = words_of(path)
        vocabulary = self.vocabulary
        own = outer.subject.kind
        if first.text in vocabulary.kinds and first.text not in self.parent.scope.variables:
            fitting = own is not None and (vocabulary.is_kind(own, first.text) or vocabulary.is_kind(first.text, own))
            if not fitting:
                raise self.fail(
                    "RD418",
                    f"what follows the breach speaks of the same record, not of any {first.text}",
                    path.span,
                    f"begin with {outer.subject.text}, or with the party that has to act",
                )
            base = evolve(
                outer, subject=Subject(kind=first.text, text=first.text), selves=outer.selves[-1:], bearer=None
            )
            base = evolve(base, selves=(Typed(SELF, type_of_kind(first.text)),))
            return base if not rest else self.through_fields(path, evolve(self.parent.scope, selves=base.selves), base)
        if own is None and outer.subject.party == Party(first.text) and not rest:
            return outer
        value = self.conditions(self.parent.scope).value(path)
        base = evolve(outer, selves=outer.selves[-1:], bearer=None)
        return self.nearer(base, value, path)

    def modifiers(self, form: Form, *others: Form) -> Node:
        """The modifiers' node, after checking that each goes with the form."""
        node = next(iter(nodes_of(self.node, "modifiers")))
        given: list[tuple[str, Span]] = []
        for part in nodes_of(node):
            word = part.kind.replace("_", " ")
            if word in TAKES:
                given.append((word, part.span))
        otherwise = otherwise_of(self.node)
        if otherwise is not None:
            given.append(("otherwise", otherwise.span))
        normally = next((word for word in words_of(self.node) if word.kind == "NORMALLY"), None)
        if normally is not None:
            given.append(("normally", normally.span))
        forms = (form, *others)
        for word, span in given:
            if not any(one in TAKES[word] for one in forms):
                self.context.diagnostics.error(
                    "RD404", f"`{word}` does not go with {FORM_WORDS[form]}", span, INSTEAD.get((word, form), "")
                )
        return node

    @property
    def strength(self) -> Strength:
        normally = any(word.kind == "NORMALLY" for word in words_of(self.node))
        return Strength.DEFAULT if normally else Strength.STRICT

    def start_scope(self, bound: Bound) -> Scope:
        """The subject in sight, and for an `otherwise` the variables and the trigger of the norm it follows."""
        scope = evolve(self.empty_scope(), selves=bound.selves)
        if self.parent is None:
            return scope
        outer = self.parent.scope
        triggers = tuple(act for act in outer.acts if act.scope == "trigger")
        return evolve(scope, variables=outer.variables, acts=triggers)

    def upon(self, modifiers: Node, scope: Scope) -> tuple[Moment | None, Scope]:
        node = next(iter(nodes_of(modifiers, "upon")), None)
        if node is None:
            return None, scope
        moment_node = node_at(node, 0)
        windows = self.windows(scope)
        if moment_node.kind == "moment_event":
            event = windows.event(moment_node)
            act = Act("trigger", event.pattern, event.decl)
            inner = evolve(scope, acts=(act, *(a for a in scope.acts if a.scope != "trigger")))
            return EventMoment(event.pattern), inner
        return windows.trigger(moment_node), scope

    def for_each(self, modifiers: Node, scope: Scope) -> tuple[tuple[ForEach, ...], Scope]:
        """The variables of `for each x in SET`."""
        found: list[ForEach] = []
        for node in nodes_of(modifiers, "for_each"):
            var, over = word_at(node, 0), optional_node(node, 1)
            if over is None:
                raise self.fail(
                    "RD404",
                    f"`for each {var.text}` needs a set here",
                    node.span,
                    f"write `for each {var.text} in SET`; without a set it splits what a frequency counts",
                )
            each, scope = self.one_for_each(var, over, scope)
            found.append(each)
        return tuple(found), scope

    def one_for_each(self, var: Word, over: Node, scope: Scope) -> tuple[ForEach, Scope]:
        conditions = self.conditions(scope)
        conditions.check_free(var)
        members = conditions.set_value(over, None)
        of = single(members.type)
        if of.base not in ("unknown", "record") and not (
            is_party(of, self.vocabulary) or is_record(of, self.vocabulary)
        ):
            raise self.fail(
                "RD404",
                f"a verdict is given for each party or record, not for {describe(members.type, self.vocabulary)}",
                over.span,
            )
        return ForEach(var.text, members.expr), scope.with_variable(var.text, of)

    def rest(self, norm: Norm, modifiers: Node, scope: Scope, bound: Bound) -> Norm:
        """The norm with `when`, `unless`, `overrides` and `duty of`."""
        conditions = self.conditions(scope)
        parts: dict[str, Node] = {part.kind: part for part in nodes_of(modifiers)}

        def condition(kind: str) -> Expr | None:
            return conditions.condition(node_at(parts[kind], 0)) if kind in parts else None

        when, unless, duty_of = every(
            [
                lambda: condition("when"),
                lambda: condition("unless"),
                lambda: self.party(node_at(parts["duty_of"], 0), conditions) if "duty_of" in parts else None,
            ]
        )
        overrides: tuple[str, ...] = ()
        if "overrides" in parts:
            overrides = self.refs(parts["overrides"])
        if duty_of is None and bound.bearer is not None and norm.form in TAKES["duty of"] and bound.bearer.expr != SELF:
            duty_of = bound.bearer.expr
        return evolve(norm, when=when, unless=unless, overrides=overrides, duty_of=duty_of)

    def refs(self, node: Node) -> tuple[str, ...]:
        """The ids that a list of norm_refs stands for, each once; an article leaves out this clause's own norms."""
        context, draft = self.context, self.draft
        own = {full_id(context.name, draft.article, planned.label) for planned in plan(draft.label, draft.node)}
        found: dict[str, None] = {}
        for ref in nodes_of(node, "norm_ref"):
            whole_article = isinstance(ref.parts[0], Node) and ref.parts[0].kind == "heading_number"
            for id in context.index.several(ref, draft.article, context.diagnostics):
                if not (whole_article and id in own):
                    found[id] = None
        return tuple(found)

    def party(self, path: Node, conditions: Conditions) -> Expr:
        value = conditions.value(path)
        if value.type.many or not (is_party(value.type, self.vocabulary) or value.type.base == "unknown"):
            raise self.fail(
                "RD231", f"a party is wanted here, and this is {describe(value.type, self.vocabulary)}", path.span
            )
        return value.expr

    def doers(self, node: Node, conditions: Conditions) -> tuple[Doers, Constraint]:
        """`P`, `P in person`, `(P1, P2)` or a set of parties; and what that asks of the act's `by`."""
        what, in_person = node_at(node, 0), optional_word(node, 1) is not None
        if what.kind == "group" and len(what.parts) > 1:
            items = every([lambda part=part: self.party(part, conditions) for part in nodes_of(what)])  # type: ignore[misc]
            by = Constraint("by", "in", SetOf(tuple(items)), party=True, in_person=in_person)
            return Doers(tuple(items), in_person), by
        value = conditions.one_or_set(what, None)
        if not (is_party(single(value.type), self.vocabulary) or value.type.base == "unknown"):
            raise self.fail(
                "RD231", f"a party is wanted here, and this is {describe(value.type, self.vocabulary)}", what.span
            )
        by = Constraint("by", "in" if value.type.many else "=", value.expr, party=True, in_person=in_person)
        return Doers((value.expr,), in_person), by

    def with_bearer(self, pattern: EventPattern, decl: EventDecl, bound: Bound) -> EventPattern:
        """The event as done by the party that the clause speaks of, if it does not say by whom."""
        bearer = bound.bearer
        if bearer is None and bound.party_records and pattern.object is None:
            bearer = bound.selves[0]
        if bearer is None or pattern.object == bearer.expr or decl.parameter("by") is None:
            return pattern
        if any(constraint.parameter == "by" for constraint in pattern.constraints):
            return pattern
        return evolve(pattern, constraints=(*pattern.constraints, Constraint("by", "=", bearer.expr, party=True)))

    def act_scope(self, event: EventMeaning, scope: Scope) -> Scope:
        """With the act in sight, its parameters nearest."""
        return evolve(scope, acts=(Act("act", event.pattern, event.decl), *scope.acts))

    def act_decided(
        self, expr: Node, modifiers: Node, scope: Scope, what: str, *, keys: bool = False
    ) -> tuple[EventMeaning, Scope, tuple[ForEach, ...]]:
        """The event that a norm decided at an act speaks of, and the scope in which the act's parameters and the
        `for each` variables are in sight."""
        each_nodes = nodes_of(modifiers, "for_each")
        variables = {word_at(node, 0).text for node in each_nodes if node.parts[1] is not None}
        head_node, call = _head(expr)
        variable_first = head_node.kind == "path" and names_of(head_node)[0] in variables
        each: tuple[ForEach, ...] = ()
        if variable_first:
            each, scope = self.for_each(modifiers, scope)
        head = self.conditions(scope).pattern(head_node, what)
        scope = self.act_scope(head, scope)
        if not variable_first:
            if keys:
                objects = self.event_objects(head, scope)
                each, scope = self.split(modifiers, scope, objects)
            else:
                each, scope = self.for_each(modifiers, scope)
        if call is None:
            return head, scope, each
        full = self.conditions(scope).constrained(head, nodes_of(call, "argument"))
        return full, scope, each

    def event_objects(self, event: EventMeaning, scope: Scope) -> tuple[Typed, ...]:
        if event.pattern.object is None:
            return ()
        own = Typed(event.pattern.object, type_of_kind(event.pattern.kind))
        return (own, *(object for object in scope.selves if object != own))

    def split(self, modifiers: Node, scope: Scope, objects: tuple[Typed, ...]) -> tuple[tuple[ForEach, ...], Scope]:
        """`for each X` of a frequency: X is a field of the counted record or a parameter of the event; with a set,
        the set is the roster, and X may also be a plain variable."""
        found: list[ForEach] = []
        for node in nodes_of(modifiers, "for_each"):
            var, over = word_at(node, 0), optional_node(node, 1)
            names = Names(evolve(scope, selves=objects, variables={}), self.context.diagnostics)
            key: Expr | None = None
            type: Type | None = None
            meaning = names.near(var.text)
            if isinstance(meaning, Typed):
                key, type = meaning.expr, meaning.type
            if over is None:
                if key is None or type is None:
                    known = [name for object in objects for name in names.members_of(object.type)]
                    known += [p.name for act in scope.acts for p in act.decl.parameters]
                    raise self.fail(
                        "RD220",
                        f"'{var.text}' is neither a field of the counted record nor a parameter of the event",
                        var.span,
                        did_you_mean(var.text, known),
                    )
                if type.many:
                    raise self.fail(
                        "RD227", f"{var.text} is {describe(type, self.vocabulary)}; one value splits", var.span
                    )
                found.append(ForEach(var.text, None, key))
                scope = scope.with_variable(var.text, type)
                continue
            each, scope = self.one_for_each(var, over, scope)
            of = scope.variables[var.text]
            if type is not None and not fits(of, type, self.vocabulary):
                members = describe(several(of), self.vocabulary)
                raise self.fail(
                    "RD225", f"{var.text} is {describe(type, self.vocabulary)}, and the roster is {members}", node.span
                )
            found.append(evolve(each, key=key))
        return tuple(found), scope

    def until(self, node: Node | None, scope: Scope) -> Moment | None:
        if node is None:
            return None
        path = node_at(node, 0)
        event = Node("moment_event", (path, None), path.span)
        return EventMoment(self.windows(scope).event(event, only_events=True).pattern)

    def needs_doer(self, event: EventMeaning, node: Node) -> None:
        if event.decl.parameter("by") is None:
            raise self.fail(
                "RD406",
                f"the event {event.decl.name} of {event.decl.kind} does not say by whom it is done",
                node.span,
                f"declare it as `event {event.decl.name}(by)`",
            )


def _head(expr: Node) -> tuple[Node, Node | None]:
    """An event pattern's path and its brackets."""
    while expr.kind == "group" and len(expr.parts) == 1:
        expr = node_at(expr, 0)
    if expr.kind == "called":
        return node_at(expr, 0), node_at(expr, 1)
    return expr, None
