"""The vocabulary: what kinds, fields, events, parties and states there are, as plain data.

Made by `ruledsl.norms` from vocabulary files; read by everyone who needs to know what a name means. A vocabulary
holds the declarations of all the modules a ruleset uses, merged; names are unique over all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from ruledsl.source import NOWHERE, Span
from ruledsl.world.values import Duration, Value


@frozen
class Label:
    """A declared name as people say it, in English and Chinese; the name itself where none is given."""

    en: str
    zh: str


@frozen
class Type:
    """A field's or parameter's type.

    `base` is one of: yes_no, whole_number, decimal, text, date, duration, judgement, party, person, record, kind,
    list, role, period, unknown. `name` is the kind's, list's or role's name. `many` marks a set of it.
    """

    base: str
    name: str = ""
    many: bool = False


@frozen
class Parameter:
    """A parameter of an event or field; `has_default` tells a default of none from no default."""

    name: str
    type: Type
    default: Value | None = None
    has_default: bool = False


@frozen
class FieldDecl:
    """A field of a kind. `by_events` is set for `signer : by signed`: a name for the doer of these events."""

    name: str
    kind: str
    type: Type
    label: Label
    parameter: Parameter | None = None
    default: Value | None = None
    has_default: bool = False
    by_events: tuple[str, ...] = ()
    span: Span = NOWHERE


@frozen
class EventDecl:
    name: str
    kind: str
    parameters: tuple[Parameter, ...]
    label: Label
    span: Span = NOWHERE

    def parameter(self, name: str) -> Parameter | None:
        return next((p for p in self.parameters if p.name == name), None)


@frozen
class EventPath:
    """An event reached from a record: `path` are record-valued fields to follow first (`meeting.held`)."""

    path: tuple[str, ...]
    event: str


@frozen
class KindDecl:
    """A class of records. `opens` is None for `when created`. Own fields and events only; see `Vocabulary`."""

    name: str
    parents: tuple[str, ...]
    label: Label
    is_party: bool = False
    opens: EventPath | None = None
    closes: tuple[EventPath, ...] = ()
    void_by: tuple[EventPath, ...] = ()
    horizon: Duration | None = None
    fields: tuple[FieldDecl, ...] = ()
    events: tuple[EventDecl, ...] = ()
    declares_life: bool = False
    span: Span = NOWHERE


@frozen
class RoleDecl:
    """A role. `parents`: wider roles it is a form of. `union`: roles it is the union of. `from_field`: (field,
    kind) whose value holds it (`role department_head = head of department`)."""

    name: str
    label: Label
    parents: tuple[str, ...] = ()
    union: tuple[str, ...] = ()
    from_field: tuple[str, str] | None = None
    span: Span = NOWHERE


@frozen
class OfficeDecl:
    """One office known by name; `kind` is the kind of party it is, if declared."""

    name: str
    label: Label
    kind: str | None = None
    span: Span = NOWHERE


@frozen
class ListDecl:
    name: str
    symbols: Mapping[str, Label]
    span: Span = NOWHERE


@frozen
class StateDecl:
    """A state of a party or record. `of`: `party` or a kind's name. `from_event`/`to_event`: declared between
    events of that kind (end days included)."""

    name: str
    of: str
    label: Label
    from_event: EventPath | None = None
    to_event: EventPath | None = None
    span: Span = NOWHERE


@frozen
class Vocabulary:
    """All declarations in scope of a ruleset, by name."""

    kinds: Mapping[str, KindDecl] = field(factory=dict)
    roles: Mapping[str, RoleDecl] = field(factory=dict)
    offices: Mapping[str, OfficeDecl] = field(factory=dict)
    lists: Mapping[str, ListDecl] = field(factory=dict)
    states: Mapping[str, StateDecl] = field(factory=dict)
    modules: tuple[str, ...] = ()
    _unions_of: dict[str, list[str]] | None = field(init=False, default=None, repr=False, eq=False)

    def ancestors(self, kind: str) -> Iterator[str]:
        """`kind` itself and every wider kind, nearest first."""
        declared = self.kinds.get(kind)
        if declared is not None and not declared.parents:
            yield kind
            return
        seen: set[str] = set()
        queue = [kind]
        while queue:
            name = queue.pop(0)
            if name in seen or name not in self.kinds:
                continue
            seen.add(name)
            yield name
            queue.extend(self.kinds[name].parents)

    def is_kind(self, narrower: str, wider: str) -> bool:
        return wider in self.ancestors(narrower)

    def narrower_kinds(self, kind: str) -> list[str]:
        """`kind` and every kind that is a form of it."""
        return [k for k in self.kinds if self.is_kind(k, kind)]

    def field(self, kind: str, name: str) -> FieldDecl | None:
        """The field `name` of `kind`, its own or inherited."""
        for ancestor in self.ancestors(kind):
            for decl in self.kinds[ancestor].fields:
                if decl.name == name:
                    return decl
        return None

    def fields(self, kind: str) -> dict[str, FieldDecl]:
        """All fields of `kind`, own first."""
        found: dict[str, FieldDecl] = {}
        for ancestor in self.ancestors(kind):
            for decl in self.kinds[ancestor].fields:
                found.setdefault(decl.name, decl)
        return found

    def event(self, kind: str, name: str) -> EventDecl | None:
        """The event `name` of `kind`, its own or inherited."""
        for ancestor in self.ancestors(kind):
            for decl in self.kinds[ancestor].events:
                if decl.name == name:
                    return decl
        return None

    def events(self, kind: str) -> dict[str, EventDecl]:
        found: dict[str, EventDecl] = {}
        for ancestor in self.ancestors(kind):
            for decl in self.kinds[ancestor].events:
                found.setdefault(decl.name, decl)
        return found

    def life(self, kind: str) -> KindDecl:
        """The nearest of `kind` and its wider kinds that declares when a record opens and closes."""
        for ancestor in self.ancestors(kind):
            if self.kinds[ancestor].declares_life:
                return self.kinds[ancestor]
        return self.kinds[kind]

    def is_party_name(self, name: str) -> bool:
        """Whether `name` is a declared role or office."""
        return name in self.roles or name in self.offices

    def role_includes(self, wider: str, narrower: str) -> bool:
        """Whether holding role `narrower` is holding role `wider`: itself, narrower forms, members of unions."""
        seen: set[str] = set()
        queue = [narrower]
        while queue:
            name = queue.pop()
            if name == wider:
                return True
            if name in seen:
                continue
            seen.add(name)
            decl = self.roles.get(name)
            if decl is not None:
                queue.extend(decl.parents)
            queue.extend(self._unions().get(name, ()))
        return False

    def _unions(self) -> dict[str, list[str]]:
        """For each role, the unions that it is in; gathered once."""
        if self._unions_of is None:
            found: dict[str, list[str]] = {}
            for role in self.roles.values():
                for member in role.union:
                    found.setdefault(member, []).append(role.name)
            object.__setattr__(self, "_unions_of", found)
            return found
        return self._unions_of

    def label(self, name: str) -> Label | None:
        """The label of a declared kind, role, office, state or list."""
        for table in (self.kinds, self.roles, self.offices, self.states):
            decl = table.get(name)
            if decl is not None:
                return decl.label
        return None
