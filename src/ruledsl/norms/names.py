"""What a name means where it stands. Handed a `Scope` (the subject, the variables, the act and the trigger in
sight) and a path, this module hands on the path's meaning: a typed value, an event, or a kind; or it records the
error and raises `Unresolved`.

A bare name is, in this order: a variable; in norms decided at an act, a parameter of the act; a field, an event
or a state of the subject; a symbol of the list that it is compared with; a role or office; a named value; a kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from attrs import field, frozen

from ruledsl.diagnostics import Diagnostics, did_you_mean
from ruledsl.norms.changing import evolve
from ruledsl.norms.expressions import (
    ActParam,
    DoerOf,
    EventParam,
    EventPattern,
    Expr,
    FieldOf,
    Holds,
    Literal,
    Party,
    ValueName,
    Var,
)
from ruledsl.norms.model import NamedValue
from ruledsl.norms.tree_reading import words_of
from ruledsl.norms.value_types import YES_NO, comparable, describe, is_party, kind_of, overlaps, type_of_kind
from ruledsl.source import Span
from ruledsl.syntax.tree import Node, Word
from ruledsl.world.meant import by_label, elsewhere, other_value
from ruledsl.world.values import Symbol
from ruledsl.world.vocabulary import EventDecl, FieldDecl, StateDecl, Type, Vocabulary


class Unresolved(Exception):
    """An error in the tree at hand has been recorded; the part it stands in cannot be compiled."""


@frozen
class Typed:
    """An expression and its type. `doer`: comparing it with a party counts those who act for the party."""

    expr: Expr
    type: Type
    doer: bool = False


@frozen
class EventMeaning:
    """A path that names an event."""

    pattern: EventPattern
    decl: EventDecl


@frozen
class KindMeaning:
    """A path that names a kind."""

    kind: str


@frozen
class FieldMeaning:
    """A path that names a field which takes a parameter, yet to be given."""

    object: Expr
    decl: FieldDecl


@frozen
class StateMeaning:
    """The name of a state, yet to be told whose."""

    decl: StateDecl


Meaning: TypeAlias = Typed | EventMeaning | KindMeaning
Callee: TypeAlias = EventMeaning | FieldMeaning | StateMeaning


@frozen
class Act:
    """An act whose parameters are in sight: the one the norm is decided at (`scope` act), or the occurrence that
    triggered it (trigger). `bare`: its parameters may be written without the event's name."""

    scope: str
    pattern: EventPattern
    decl: EventDecl
    bare: bool = True


@frozen
class Scope:
    """What is in sight of an expression.

    `selves`: the objects whose fields, events and states may be written bare, nearest first. `acts`: the acts whose
    parameters may be. `home`: the article, for relative ids.
    """

    vocabulary: Vocabulary
    values: Mapping[str, NamedValue] = field(factory=dict)
    periods: tuple[str, ...] = ()
    selves: tuple[Typed, ...] = ()
    variables: Mapping[str, Type] = field(factory=dict)
    acts: tuple[Act, ...] = ()
    home: str = ""

    def with_variable(self, name: str, type: Type) -> Scope:
        return evolve(self, variables={**self.variables, name: type})

    def with_act(self, act: Act) -> Scope:
        return evolve(self, acts=(*self.acts, act))

    def with_self(self, object: Typed) -> Scope:
        """This scope with `object`'s own names nearest."""
        return evolve(self, selves=(object, *self.selves))


@frozen
class Names:
    """Looks names up in a scope."""

    scope: Scope
    diagnostics: Diagnostics

    def fail(self, code: str, message: str, span: Span, help: str = "") -> Unresolved:
        """Record an error; the caller raises what is handed back."""
        self.diagnostics.error(code, message, span, help)
        return Unresolved()

    # -------------------------------------------------------------------------------- paths

    def path(self, node: Node, expected: Type | None = None) -> Meaning:
        """What a path means. Raises Unresolved."""
        words = words_of(node)
        return self._complete(self._followed(words, expected), words[-1])

    def callee(self, node: Node) -> Callee:
        """What a path before brackets means: an event, a field with a parameter, or a state. Raises Unresolved."""
        words = words_of(node)
        last = words[-1]
        state = self.scope.vocabulary.states.get(last.text)
        if len(words) > 1:
            found: Meaning | FieldMeaning | None = self._followed(words, None)
        else:
            own = (self.member(object, last.text) for object in self.scope.selves)
            found = next((meaning for meaning in own if isinstance(meaning, EventMeaning | FieldMeaning)), None)
            if found is None and state is not None:
                return StateMeaning(state)
            if found is None and not self.known(last.text):
                raise self.unknown(last, None, ("holders", *self.scope.vocabulary.states))
        if isinstance(found, EventMeaning | FieldMeaning):
            return found
        raise self.fail("RD230", f"'{last.text}' takes nothing in brackets", last.span)

    def known(self, name: str) -> bool:
        """Whether a bare name means something without a list to compare it with."""
        return self.near(name) is not None or self._far(name) is not None

    def _followed(self, words: Sequence[Word], expected: Type | None) -> Meaning | FieldMeaning:
        """The meaning of a path's last name."""
        first, *rest = words
        found = self._first(first.text, expected if not rest else None)
        if found is None:
            raise self.unknown(first, expected)
        before = first
        for word in rest:
            found = self.step(self._complete(found, before), word, before)
            before = word
        return found

    def _complete(self, found: Meaning | FieldMeaning, word: Word) -> Meaning:
        """What has been found, which must not lack a parameter."""
        if not isinstance(found, FieldMeaning):
            return found
        parameter = found.decl.parameter
        assert parameter is not None
        raise self.fail(
            "RD230",
            f"{found.decl.name} of {found.decl.kind} is asked of something",
            word.span,
            f"write {found.decl.name}({parameter.name})",
        )

    def _first(self, name: str, expected: Type | None) -> Meaning | FieldMeaning | None:
        found = self.near(name)
        if expected is not None and expected.base == "list":
            symbol = self._symbol(name, expected)
            if symbol is not None and not (isinstance(found, Typed) and found.type.base == "list"):
                return symbol
        return found if found is not None else self._far(name)

    def near(self, name: str) -> Meaning | FieldMeaning | None:
        """Variables, parameters of acts, and the subject's own names."""
        scope = self.scope
        if name in scope.variables:
            return Typed(Var(name), scope.variables[name])
        for act in scope.acts:
            parameter = act.decl.parameter(name) if act.bare else None
            if parameter is not None:
                expr = ActParam(act.scope, act.decl.name, name)
                return Typed(expr, parameter.type, doer=is_party(parameter.type, scope.vocabulary))
        for object in scope.selves:
            found = self.member(object, name)
            if found is not None:
                return found
        if name == "self" and scope.selves:
            return scope.selves[-1]
        return None

    def _symbol(self, name: str, expected: Type) -> Typed | None:
        decl = self.scope.vocabulary.lists.get(expected.name)
        if decl is None or name not in decl.symbols:
            return None
        return Typed(Literal(Symbol(expected.name, name)), Type("list", expected.name))

    def _far(self, name: str) -> Meaning | None:
        """Names that mean the same everywhere in the ruleset."""
        vocabulary = self.scope.vocabulary
        if name in vocabulary.roles:
            return Typed(Party(name), Type("role", name))
        if name in vocabulary.offices:
            return Typed(Party(name), type_of_kind(vocabulary.offices[name].kind or "office"))
        if name in self.scope.values:
            return Typed(ValueName(name), self.scope.values[name].type)
        if name in vocabulary.kinds:
            return KindMeaning(name)
        return None

    def member(self, object: Typed, name: str) -> Typed | EventMeaning | FieldMeaning | None:
        """A field, event or state of a value."""
        vocabulary = self.scope.vocabulary
        if object.type.many:
            return None
        kind = kind_of(object.type)
        if kind is not None:
            decl = vocabulary.field(kind, name)
            if decl is not None:
                if decl.parameter is not None:
                    return FieldMeaning(object.expr, decl)
                return field_value(object.expr, decl)
            event = vocabulary.event(kind, name)
            if event is not None:
                return EventMeaning(EventPattern(object.expr, kind, name), event)
        state = vocabulary.states.get(name)
        if state is not None and self.has_state(object.type, state):
            return Typed(Holds(name, object.expr), YES_NO)
        return None

    def has_state(self, type: Type, state: StateDecl) -> bool:
        """Whether a value of the type can be in a state."""
        return kind_of(type) is not None and comparable(type, type_of_kind(state.of), self.scope.vocabulary)

    def step(self, meaning: Meaning, word: Word, before: Word) -> Meaning | FieldMeaning:
        """`word` after a dot. Raises Unresolved."""
        match meaning:
            case Typed():
                found = self.member(meaning, word.text)
                if found is None:
                    raise self.no_member(meaning, word, before)
                return found
            case EventMeaning():
                return self.event_parameter(meaning, word)
            case KindMeaning():
                return self.of_kind(meaning.kind, word, before)

    def no_member(self, object: Typed, word: Word, before: Word) -> Unresolved:
        vocabulary = self.scope.vocabulary
        if object.type.many:
            return self.fail(
                "RD227",
                f"{before.text} is {describe(object.type, vocabulary)}; '{word.text}' can be asked of one at a time",
                word.span,
                f"write `every x in {before.text} has x.{word.text}`, or `some x in …`",
            )
        kind = kind_of(object.type)
        if kind is None:
            return self.fail(
                "RD221",
                f"{before.text} is {describe(object.type, vocabulary)}: it has no fields or events",
                word.span,
            )
        known = list(self.members_of(object.type))
        narrower = [k for k in vocabulary.narrower_kinds(kind) if k != kind and _has_own(vocabulary, k, word.text)]
        help = by_label(word.text, vocabulary, set(known)) or did_you_mean(word.text, known)
        if narrower:
            help = f"only {' and '.join(narrower)} has it, which {before.text} need not be"
        return self.fail("RD221", f"{kind} has no field, event or state '{word.text}'", word.span, help)

    def members_of(self, type: Type) -> Iterable[str]:
        """The names that may stand after a value of the type and a dot."""
        vocabulary = self.scope.vocabulary
        kind = kind_of(type)
        if kind is not None:
            yield from vocabulary.fields(kind)
            yield from vocabulary.events(kind)
            yield from (name for name, state in vocabulary.states.items() if self.has_state(type, state))

    def event_parameter(self, meaning: EventMeaning, word: Word) -> Typed:
        """`filed.to`: of the act or the trigger if that is the event, else of the event's first occurrence."""
        parameter = meaning.decl.parameter(word.text)
        if parameter is None:
            raise self.no_parameter(meaning.decl, word)
        doer = is_party(parameter.type, self.scope.vocabulary)
        for act in self.scope.acts:
            if act.pattern.event == meaning.pattern.event and act.pattern.object == meaning.pattern.object:
                return Typed(ActParam(act.scope, act.decl.name, word.text), parameter.type, doer)
        if meaning.pattern.object is None:
            raise self.fail(
                "RD222",
                f"{meaning.pattern.kind}.{meaning.pattern.event} may have happened to many records, so "
                f"'{word.text}' could be any one's",
                word.span,
                "say whose, through a field",
            )
        return Typed(EventParam(meaning.pattern.object, meaning.pattern.event, word.text), parameter.type, doer)

    def no_parameter(self, event: EventDecl, word: Word) -> Unresolved:
        known = [p.name for p in event.parameters]
        help = did_you_mean(word.text, known) if known else f"declare it: `event {event.name}({word.text})`"
        return self.fail(
            "RD223", f"the event {event.name} of {event.kind} has no parameter '{word.text}'", word.span, help
        )

    def of_kind(self, kind: str, word: Word, before: Word) -> Meaning | FieldMeaning:
        """`KIND.NAME`: the subject's own where the subject is of that kind, else an event of any record of it."""
        vocabulary = self.scope.vocabulary
        subject = self.subject_of(kind)
        if subject is not None:
            found = self.member(subject, word.text)
            if found is None:
                raise self.no_member(subject, word, before)
            return found
        event = vocabulary.event(kind, word.text)
        if event is None:
            if vocabulary.field(kind, word.text) is not None:
                raise self.fail(
                    "RD222",
                    f"there are many {kind} records; of which one is {word.text} meant?",
                    word.span,
                    self.way_to(kind) or f"write `every x in {kind} has …`, or `some x in {kind} has …`",
                )
            known = [*vocabulary.fields(kind), *vocabulary.events(kind)]
            raise self.fail(
                "RD221", f"{kind} has no field or event '{word.text}'", word.span, did_you_mean(word.text, known)
            )
        way = self.way_to(kind)
        if way:
            raise self.fail(
                "RD222",
                f"'{before.text}.{word.text}' would speak of any {kind}, not of this record's own",
                before.span,
                way,
            )
        return EventMeaning(EventPattern(None, kind, word.text), event)

    def subject_of(self, kind: str) -> Typed | None:
        """The subject, named by its kind."""
        vocabulary = self.scope.vocabulary
        for object in self.scope.selves:
            own = kind_of(object.type)
            if own is not None and vocabulary.is_kind(own, kind):
                return object
        return None

    def way_to(self, kind: str) -> str:
        """Help: the subject's fields that lead to a record of `kind`."""
        vocabulary = self.scope.vocabulary
        ways = [
            name
            for object in self.scope.selves
            if (own := kind_of(object.type)) is not None
            for name, decl in vocabulary.fields(own).items()
            if decl.type.base == "kind"
            and not decl.type.many
            and decl.parameter is None
            and overlaps(decl.type.name, kind, vocabulary)
            and not vocabulary.kinds[kind].is_party
        ]
        if not ways:
            return ""
        return f"go through its field (`{ways[0]}.…`); for any of them write `some x in {kind} has …`"

    # -------------------------------------------------------------------------------- unknown names

    def unknown(self, word: Word, expected: Type | None, more: Iterable[str] = ()) -> Unresolved:
        scope = self.scope
        name = word.text
        if expected is not None and expected.base == "list":
            symbols = scope.vocabulary.lists[expected.name].symbols
            return self.fail(
                "RD226", f"'{name}' is not in the list {expected.name}", word.span, did_you_mean(name, symbols)
            )
        if name in scope.vocabulary.states:
            state = scope.vocabulary.states[name]
            return self.fail(
                "RD220", f"{name} is a state of {state.of}; it does not say whose", word.span, f"write {name}(…)"
            )
        lists = [decl.name for decl in scope.vocabulary.lists.values() if name in decl.symbols]
        help = other_value(name) or by_label(name, scope.vocabulary) or did_you_mean(name, [*self.all_names(), *more])
        if not help.startswith(("did", "write")):
            help = self.through_field(name) or elsewhere(name, scope.vocabulary) or help
        if lists:
            help = f"it is in the list {' and '.join(lists)}: compare it with a field of that type"
        for act in scope.acts:
            if not act.bare and act.decl.parameter(name) is not None:
                help = f"for the parameter of {act.decl.name}, write {act.decl.name}.{name}"
        owner = kind_of(scope.selves[0].type) if scope.selves else None
        if not help and owner is not None and owner in scope.vocabulary.kinds:
            help = _listed(owner, scope.vocabulary)
        message = f"there is nothing called '{name}' here"
        if owner is not None:
            sorts = {"role": "a role", "party": "a party", "person": "a person", "office": "an office"}
            owner = sorts.get(owner, owner)
            message = f"{owner} has nothing called '{name}', and there is no role, office, value or kind of that name"
        return self.fail("RD220", message, word.span, help)

    def through_field(self, name: str) -> str:
        """Help: the subject's field whose record has an event or field of that name."""
        vocabulary = self.scope.vocabulary
        for object in self.scope.selves:
            kind = kind_of(object.type)
            for name_of_field, decl in (vocabulary.fields(kind) if kind is not None else {}).items():
                here = decl.type.name if decl.type.base == "kind" and not decl.type.many else None
                if here is not None and decl.parameter is None and _has(vocabulary, here, name):
                    return f"write `{name_of_field}.{name}`"
        return ""

    def all_names(self) -> list[str]:
        scope = self.scope
        vocabulary = scope.vocabulary
        return [
            *scope.variables,
            *(p.name for act in scope.acts if act.bare for p in act.decl.parameters),
            *(name for object in scope.selves for name in self.members_of(object.type)),
            *vocabulary.roles,
            *vocabulary.offices,
            *scope.values,
            *vocabulary.kinds,
        ]


def field_value(object: Expr, decl: FieldDecl, argument: Expr | None = None) -> Typed:
    """The value of a field: a field that names a doer is the doer of its events."""
    if decl.by_events:
        return Typed(DoerOf(object, decl.by_events), decl.type, doer=True)
    return Typed(FieldOf(object, decl.name, argument), decl.type)


def _has(vocabulary: Vocabulary, kind: str, name: str) -> bool:
    return vocabulary.event(kind, name) is not None or vocabulary.field(kind, name) is not None


def _has_own(vocabulary: Vocabulary, kind: str, name: str) -> bool:
    decl = vocabulary.kinds[kind]
    return any(field.name == name for field in decl.fields) or any(event.name == name for event in decl.events)


_MOST_LISTED: Final = 12
"""Names of a kind's fields or events that a message lists."""


def _listed(kind: str, vocabulary: Vocabulary) -> str:
    """Help: what a kind has, unless that is too much to be looked through."""
    sorts = {"fields": [*vocabulary.fields(kind)], "events": [*vocabulary.events(kind)]}
    if sum(map(len, sorts.values())) > _MOST_LISTED:
        return ""
    parts = [f"{sort} {', '.join(names)}" for sort, names in sorts.items() if names]
    return f"{kind} has the {' and the '.join(parts)}" if parts else ""
