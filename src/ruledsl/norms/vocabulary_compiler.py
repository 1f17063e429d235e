"""Vocabulary sections to `Vocabulary`. Handed the files of a ruleset and a shelf of modules, it finds the sections
in use, gathers their declarations, checks every name, type and path in them, and hands on one merged vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from attrs import define, evolve, field, frozen

from ruledsl.diagnostics import Diagnostics, did_you_mean, nearest, sparing_suggestions
from ruledsl.norms.constants import constant
from ruledsl.norms.graphs import circles, components
from ruledsl.norms.time_words import PERIODS, unit_name
from ruledsl.norms.tree_reading import (
    label_of,
    names_of,
    node_at,
    nodes_of,
    optional_node,
    optional_word,
    path_text,
    word_at,
    words_of,
)
from ruledsl.norms.value_types import BUILT_IN_KINDS, BUILT_IN_TYPES, PARTY, type_of_kind
from ruledsl.source import Span
from ruledsl.syntax.tree import File, Line, Node, Word
from ruledsl.world.meant import OTHER_TYPES
from ruledsl.world.values import Duration, Value
from ruledsl.world.vocabulary import (
    EventDecl,
    EventPath,
    FieldDecl,
    KindDecl,
    Label,
    ListDecl,
    OfficeDecl,
    Parameter,
    RoleDecl,
    StateDecl,
    Type,
    Vocabulary,
)

MOST_WIDER: Final = 100
"""Kinds, or roles, of which one can be a form, by however many steps: whoever asks goes through them all."""

_LONGEST_CIRCLE: Final = 8
"""Names of a circle that a message gives."""


class Shelf(Protocol):
    """Where vocabulary modules come from."""

    def module(self, name: str, diagnostics: Diagnostics) -> Sequence[File] | None:
        """The parsed files of module `name`; None if there is none of that name."""

    def module_names(self) -> Iterable[str]:
        """The modules there are, for the nearest name."""


class EmptyShelf:
    """No modules beside those in the ruleset's own files."""

    def module(self, name: str, diagnostics: Diagnostics) -> Sequence[File] | None:
        return None

    def module_names(self) -> Iterable[str]:
        return ()


def built_in_kinds() -> dict[str, KindDecl]:
    """`party` and its narrower kinds; a vocabulary may add fields and events to them."""
    return {
        "party": KindDecl("party", (), Label("party", "单位或人员"), is_party=True),
        "person": KindDecl("person", ("party",), Label("person", "人员"), is_party=True),
        "role": KindDecl("role", ("party",), Label("role", "职务"), is_party=True),
        "office": KindDecl("office", ("party",), Label("office", "机构"), is_party=True),
    }


_RESERVED = frozenset({*BUILT_IN_TYPES, "self", "none", "yes", "no", "never", "set", "holders"})


@sparing_suggestions()
def compile_vocabulary(files: Sequence[File], shelf: Shelf, diagnostics: Diagnostics) -> Vocabulary:
    """The vocabulary in scope of `files`: their own vocabulary sections and every module they use.

    What is wrong is recorded (RD203, RD204, RD210 to RD217); the vocabulary holds what could be understood.
    """
    sections, modules = _Modules(shelf, diagnostics).in_use(files)
    return _Declarations(sections, modules, diagnostics).vocabulary()


# ------------------------------------------------------------------------------------------------ modules


@define
class _Modules:
    """Finds the vocabulary sections in use, module by module, each before those that use it."""

    shelf: Shelf
    diagnostics: Diagnostics
    pool: dict[str, list[Line]] = field(factory=dict)
    done: dict[str, None] = field(factory=dict)

    def in_use(self, files: Sequence[File]) -> tuple[list[Line], tuple[str, ...]]:
        own = self.add(files)
        for name in own:
            self.visit(name, None, ())
        for file in files:
            for line in file.lines:
                if line.kind == "uses":
                    self.visit_used(line, ())
                elif line.kind != "vocabulary_heading":
                    for child in line.children:
                        if child.kind == "uses":
                            self.visit_used(child, ())
        return [section for name in self.done for section in self.pool[name]], tuple(self.done)

    def add(self, files: Sequence[File]) -> list[str]:
        """Take the vocabulary sections of files into the pool; hands on their names."""
        found: list[str] = []
        for file in files:
            for line in file.lines:
                if line.kind == "vocabulary_heading":
                    name = word_at(line.node, 0).text
                    self.pool.setdefault(name, []).append(line)
                    found.append(name)
        return found

    def visit_used(self, uses: Line, chain: tuple[str, ...]) -> None:
        for word in words_of(uses.node):
            self.visit(word.text, word.span, chain)

    def visit(self, name: str, span: Span | None, chain: tuple[str, ...]) -> None:
        if name in chain:
            circle = " uses ".join((*chain[chain.index(name) :], name))
            if span is not None:
                self.diagnostics.error(
                    "RD204", f"these vocabularies use each other in a circle: {circle}", span, "take one `uses` out"
                )
            return
        if name in self.done:
            return
        if name not in self.pool and not self.fetch(name, span):
            return
        for section in self.pool[name]:
            for line in section.children:
                if line.kind == "uses":
                    self.visit_used(line, (*chain, name))
        self.done[name] = None

    def fetch(self, name: str, span: Span | None) -> bool:
        """Take the module `name` off the shelf."""
        assert span is not None, "only a `uses` asks for a module that is not in the pool"
        files = self.shelf.module(name, self.diagnostics)
        if files is None:
            known = {*self.pool, *self.shelf.module_names()}
            self.diagnostics.error("RD203", f"there is no vocabulary '{name}'", span, did_you_mean(name, known))
            return False
        pool = self.pool
        self.pool = {}
        self.add(files)
        fetched, self.pool = self.pool, pool
        for other, sections in fetched.items():
            self.pool.setdefault(other, sections)
        if name not in fetched:
            headings = {other: section.span for other, sections in fetched.items() for section in sections[:1]}
            near = nearest(name, list(headings)) or (next(iter(headings)) if len(headings) == 1 else None)
            self.diagnostics.error(
                "RD203",
                f"the file of '{name}' has no heading `vocabulary {name}`",
                span,
                f"its heading says '{near}': write `vocabulary {name}` there" if near else "",
                related=tuple((f"the heading of '{other}'", at) for other, at in headings.items() if other == near),
            )
        return name in fetched


# ------------------------------------------------------------------------------------------------ declarations


@frozen
class _KindBody:
    """A kind's line, to be read once all names are known."""

    name: str
    node: Node
    lines: tuple[Line, ...]


class _Declarations:
    def __init__(self, sections: Sequence[Line], modules: tuple[str, ...], diagnostics: Diagnostics) -> None:
        self.sections = sections
        self.modules = modules
        self.diagnostics = diagnostics
        self.kinds: dict[str, KindDecl] = built_in_kinds()
        self.roles: dict[str, RoleDecl] = {}
        self.offices: dict[str, OfficeDecl] = {}
        self.lists: dict[str, ListDecl] = {}
        self.states: dict[str, StateDecl] = {}
        self.places: dict[str, Span] = {}
        self.bodies: list[_KindBody] = []
        self.state_lines: list[tuple[Node, str | None]] = []
        self.role_nodes: list[Node] = []
        self.office_nodes: list[Node] = []

    def vocabulary(self) -> Vocabulary:
        for section in self.sections:
            for line in section.children:
                self.declare(line)
        self.join_kinds()
        self.check_roles()
        self.check_offices()
        for body in self.bodies:
            self.read_members(body)
        self.check_inherited_names()
        for body in self.bodies:
            self.read_doers(body)
        for body in self.bodies:
            self.read_life(body)
        self.inherit_lives()
        self.check_role_fields()
        for node, kind in self.state_lines:
            self.read_state(node, kind)
        return self.so_far()

    def so_far(self) -> Vocabulary:
        return Vocabulary(self.kinds, self.roles, self.offices, self.lists, self.states, self.modules)

    # -------------------------------------------------------------------------------- names

    def take_name(self, word: Word) -> bool:
        """Whether the name is free; a second declaration is recorded with both places."""
        name = word.text
        if name in _RESERVED:
            self.diagnostics.error("RD211", f"'{name}' is a word of the language and cannot be a name", word.span)
            return False
        if name in self.places:
            self.diagnostics.error(
                "RD210",
                f"'{name}' is declared twice",
                word.span,
                "give one of them another name",
                related=(("first declared here", self.places[name]),),
            )
            return False
        self.places[name] = word.span
        return True

    def declare(self, line: Line) -> None:
        node = line.node
        match node.kind:
            case "uses" | "error":
                return
            case "kind":
                self.declare_kind(line)
                return
            case "role_plain" | "role_narrower" | "role_union" | "role_from_field":
                word = word_at(node, 0)
                if word.text in BUILT_IN_KINDS:
                    self.diagnostics.error("RD211", f"'{word.text}' is a kind of party already", word.span)
                elif self.take_name(word):
                    self.roles[word.text] = RoleDecl(word.text, self.last_label(node, word.text), span=word.span)
                    self.role_nodes.append(node)
            case "office":
                word = word_at(node, 0)
                if self.take_name(word):
                    kind = optional_word(node, 1)
                    self.offices[word.text] = OfficeDecl(
                        word.text, self.last_label(node, word.text), kind.text if kind else None, word.span
                    )
                    self.office_nodes.append(node)
            case "list":
                self.declare_list(node)
            case "state":
                self.state_lines.append((node, None))
            case _:
                self.misplaced(line)
        for child in line.children:
            self.misplaced(child)

    def last_label(self, node: Node, name: str) -> Label:
        last = node.parts[-1]
        return label_of(last if isinstance(last, Node) and last.kind == "labels" else None, name)

    def misplaced(self, line: Line) -> None:
        if self.diagnostics.has_error_at(line.span):
            # The layout has said so already.
            return
        match line.kind:
            case "error":
                return
            case "field_typed" | "field_by" | "event_line":
                self.diagnostics.error(
                    "RD214",
                    "fields and events belong under a kind",
                    line.span,
                    "indent the line under its `kind`; parties have kinds too (`kind department is office`)",
                )
            case _:
                self.diagnostics.error("RD214", "this line does not belong in a vocabulary here", line.span)

    def declare_kind(self, line: Line) -> None:
        node = line.node
        word = word_at(node, 0)
        name = word.text
        if name in BUILT_IN_KINDS:
            # Reopened: a vocabulary may give parties fields and events, but not another life.
            if any(node.parts[i] is not None for i in (1, 3, 4, 5)):
                self.diagnostics.error(
                    "RD211",
                    f"'{name}' is built in; it can be given fields and events only",
                    word.span,
                    "give the kind another name",
                )
            self.bodies.append(_KindBody(name, node, line.children))
            return
        if not self.take_name(word):
            return
        parents = optional_node(node, 1)
        self.kinds[name] = KindDecl(
            name,
            names_of(parents) if parents is not None else (),
            label_of(optional_node(node, 2), name),
            span=word.span,
        )
        self.bodies.append(_KindBody(name, node, line.children))

    def declare_list(self, node: Node) -> None:
        word = word_at(node, 0)
        if not self.take_name(word):
            return
        symbols: dict[str, Label] = {}
        for symbol in nodes_of(node, "symbol"):
            name = word_at(symbol, 0)
            if name.text in ("yes", "no", "none") and not any(text in symbols for text in ("yes", "no", "none")):
                self.diagnostics.error(
                    "RD211",
                    f"'{name.text}' is a word of the language and cannot be a name",
                    name.span,
                    "choose another word; a field that is only so or not so has the type yes/no",
                )
            if name.text in symbols:
                message = f"'{name.text}' is twice in the list {word.text}"
                self.diagnostics.error("RD210", message, name.span, "take one out")
            symbols[name.text] = label_of(optional_node(symbol, 1), name.text)
        self.lists[word.text] = ListDecl(word.text, symbols, word.span)

    # -------------------------------------------------------------------------------- parents

    def join_kinds(self) -> None:
        """Check the wider kinds, and see which kinds are kinds of party."""
        for body in self.bodies:
            parents = optional_node(body.node, 1)
            if parents is None or body.name in BUILT_IN_KINDS:
                continue
            known: list[str] = []
            for word in words_of(parents):
                if word.text in self.kinds:
                    known.append(word.text)
                else:
                    self.unknown_kind(word)
            self.kinds[body.name] = evolve(self.kinds[body.name], parents=tuple(dict.fromkeys(known)))
        parents_of: dict[str, tuple[str, ...]] = {name: decl.parents for name, decl in self.kinds.items()}
        spans = {name: decl.span for name, decl in self.kinds.items()}
        for name in (*self.circles(parents_of, "kinds", spans), *self.too_many(parents_of, "kinds", spans)):
            self.kinds[name] = evolve(self.kinds[name], parents=())
        vocabulary = self.so_far()
        for name, decl in list(self.kinds.items()):
            self.kinds[name] = evolve(decl, is_party="party" in vocabulary.ancestors(name))

    def unknown_kind(self, word: Word) -> None:
        help = did_you_mean(word.text, self.kinds)
        if word.text in self.roles:
            help = "it is a role: write `role NAME is …` for a narrower role"
        self.diagnostics.error("RD212", f"there is no kind '{word.text}'", word.span, help)

    def circles(self, wider: Mapping[str, tuple[str, ...]], what: str, spans: Mapping[str, Span]) -> list[str]:
        """The names that are narrower forms of themselves, and those on circles with them; one circle is recorded."""
        caught: list[str] = []
        for chain in circles(wider):
            shown = chain if len(chain) <= _LONGEST_CIRCLE else (*chain[: _LONGEST_CIRCLE - 1], "…")
            circle = " is ".join((*shown, chain[0]))
            message = f"these {what} are forms of each other: {circle}"
            self.diagnostics.error("RD213", message, spans[chain[0]], "take one `is` out")
        for component in components(wider):
            if len(component) > 1 or component[0] in wider[component[0]]:
                caught.extend(component)
        return caught

    def above(self) -> dict[str, tuple[str, ...]]:
        """For each role those of which it is a form: the wider ones, and the unions in which it is."""
        found = {name: list(decl.parents) for name, decl in self.roles.items()}
        for name, decl in self.roles.items():
            for member in decl.union:
                found[member].append(name)
        return {name: tuple(others) for name, others in found.items()}

    def too_many(self, wider: Mapping[str, tuple[str, ...]], what: str, spans: Mapping[str, Span]) -> list[str]:
        """The names that are forms of more than can be kept track of (RD219); each is recorded unless a name above it
        is."""
        above: dict[str, frozenset[str]] = {}
        caught: list[str] = []
        for component in components(wider):
            for name in component:
                found: set[str] = set()
                for parent in wider[name]:
                    found |= {parent, *above.get(parent, ())}
                    if len(found) > MOST_WIDER:
                        break
                if len(found) > MOST_WIDER:
                    self.diagnostics.error(
                        "RD219",
                        f"'{name}' is a form of more than {MOST_WIDER} other {what}",
                        spans[name],
                        "leave steps out that no clause speaks of",
                    )
                    caught.append(name)
                    found.clear()
                above[name] = frozenset(found)
        return caught

    def check_roles(self) -> None:
        for node in self.role_nodes:
            word = word_at(node, 0)
            role = self.roles[word.text]
            match node.kind:
                case "role_plain":
                    continue
                case "role_narrower":
                    parents = node_at(node, 1)
                    self.roles[role.name] = evolve(role, parents=self.known_roles(words_of(parents)))
                case "role_union":
                    self.roles[role.name] = evolve(role, union=self.known_roles(words_of(node)[1:]))
                case "role_from_field":
                    continue
                case kind:
                    raise AssertionError(kind)
        wider = {name: (*decl.parents, *decl.union) for name, decl in self.roles.items()}
        spans = {name: decl.span for name, decl in self.roles.items()}
        for name in (*self.circles(wider, "roles", spans), *self.too_many(self.above(), "roles", spans)):
            self.roles[name] = evolve(self.roles[name], parents=(), union=())

    def known_roles(self, words: Iterable[Word]) -> tuple[str, ...]:
        known: list[str] = []
        for word in words:
            if word.text in self.roles:
                known.append(word.text)
            else:
                self.diagnostics.error(
                    "RD217", f"there is no role '{word.text}'", word.span, did_you_mean(word.text, self.roles)
                )
        return tuple(dict.fromkeys(known))

    def check_offices(self) -> None:
        for node in self.office_nodes:
            word, kind = word_at(node, 0), optional_word(node, 1)
            if kind is None:
                continue
            if kind.text not in self.kinds:
                self.unknown_kind(kind)
            elif not self.kinds[kind.text].is_party:
                self.diagnostics.error(
                    "RD212",
                    f"{kind.text} is not a kind of office",
                    kind.span,
                    f"declare it so: `kind {kind.text} is office`",
                )
            else:
                continue
            self.offices[word.text] = evolve(self.offices[word.text], kind=None)

    def check_role_fields(self) -> None:
        for node in self.role_nodes:
            if node.kind != "role_from_field":
                continue
            name, field_word, kind_word = (word_at(node, i) for i in range(3))
            if kind_word.text not in self.kinds:
                self.unknown_kind(kind_word)
                continue
            vocabulary = self.so_far()
            decl = vocabulary.field(kind_word.text, field_word.text)
            if decl is None:
                self.unknown_member(kind_word.text, field_word, ("field",))
            elif not _holds_parties(decl.type, vocabulary):
                self.diagnostics.error(
                    "RD217",
                    f"{field_word.text} of {kind_word.text} names no party, so nobody holds the role by it",
                    field_word.span,
                )
            else:
                self.roles[name.text] = evolve(self.roles[name.text], from_field=(field_word.text, kind_word.text))

    # -------------------------------------------------------------------------------- members

    def type_of(self, node: Node, *, allow_period: bool = False) -> Type:
        match node.kind:
            case "type_set":
                inner = self.type_of(node_at(node, 0))
                if inner.many:
                    self.diagnostics.error("RD212", "a set of sets cannot be kept", node.span)
                return Type(inner.base, inner.name, many=True)
            case "type_yes_no":
                return Type("yes_no")
            case "type_whole_number":
                return Type("whole_number")
            case "type_name":
                return self.named_type(word_at(node, 0), allow_period)
            case kind:
                raise AssertionError(kind)

    def named_type(self, word: Word, allow_period: bool) -> Type:
        name = word.text
        if name == "period" and not allow_period:
            self.diagnostics.error("RD212", "a field cannot hold a period", word.span)
            return Type("unknown")
        found = type_named(name, self.kinds, self.lists, self.roles)
        if found is None:
            known = {*BUILT_IN_TYPES, *self.kinds, *self.lists, *self.roles, "yes/no", "whole number"}
            help = f"write `{OTHER_TYPES[name]}`" if name in OTHER_TYPES else did_you_mean(name, known)
            if name in ("number", "数字", "数"):
                help = "write `whole number` or `decimal`"
            self.diagnostics.error("RD212", f"there is no type or kind '{name}'", word.span, help)
            return Type("unknown")
        return found

    def untyped_parameter(self, name: str) -> Type:
        """The type of a parameter that gives none: a period's word or a kind's or list's name speaks for itself;
        any other is a party."""
        if name in PERIODS:
            return Type("period", name)
        if name in self.kinds or name in self.lists:
            found = type_named(name, self.kinds, self.lists, {})
            assert found is not None
            return found
        return PARTY

    def read_members(self, body: _KindBody) -> None:
        """The kind's own typed fields and events; fields that name doers wait for the events."""
        fields: list[FieldDecl] = []
        events: list[EventDecl] = []
        taken = {f.name: f.span for f in self.kinds[body.name].fields}
        taken |= {e.name: e.span for e in self.kinds[body.name].events}
        for line in body.lines:
            match line.kind:
                case "field_typed":
                    if self.free_in_kind(word_at(line.node, 0), taken, body.name):
                        fields.append(self.read_field(line.node, body.name))
                case "field_by":
                    self.free_in_kind(word_at(line.node, 0), taken, body.name)
                case "event_line":
                    for event in nodes_of(line.node, "event"):
                        if self.free_in_kind(word_at(event, 0), taken, body.name):
                            events.append(self.read_event(event, body.name))
                case "state":
                    self.state_lines.append((line.node, body.name))
                case "error":
                    pass
                case _:
                    self.diagnostics.error("RD214", "this line does not belong under a kind", line.span)
            for child in line.children:
                self.misplaced(child)
        decl = self.kinds[body.name]
        self.kinds[body.name] = evolve(decl, fields=(*decl.fields, *fields), events=(*decl.events, *events))

    def free_in_kind(self, word: Word, taken: dict[str, Span], kind: str) -> bool:
        if word.text in taken:
            self.diagnostics.error(
                "RD210",
                f"'{word.text}' is declared twice in {kind}",
                word.span,
                "give one of them another name",
                related=(("first declared here", taken[word.text]),),
            )
            return False
        if word.text == "self":
            self.diagnostics.error("RD211", "'self' is a word of the language and cannot be a name", word.span)
            return False
        taken[word.text] = word.span
        return True

    def read_field(self, node: Node, kind: str) -> FieldDecl:
        name = word_at(node, 0)
        parameter: Parameter | None = None
        given = optional_word(node, 1)
        if given is not None:
            typed = optional_node(node, 2)
            type = self.type_of(typed, allow_period=True) if typed is not None else self.untyped_parameter(given.text)
            parameter = Parameter(given.text, type)
            if type.base not in ("party", "person", "record", "kind", "role", "period", "unknown") or type.many:
                self.diagnostics.error("RD212", "the parameter of a field is a party, a record or a period", given.span)
        type = self.type_of(node_at(node, 3))
        default = optional_node(node, 4)
        value, has_default = self.default(default, type) if default is not None else (None, False)
        return FieldDecl(
            name.text,
            kind,
            type,
            label_of(optional_node(node, 5), name.text),
            parameter,
            value,
            has_default,
            span=name.span,
        )

    def default(self, node: Node, type: Type) -> tuple[Value | None, bool]:
        if type.base == "unknown":
            return None, False
        value, good = constant(node, type, self.so_far(), self.diagnostics)
        return (value, True) if good else (None, False)

    def read_event(self, node: Node, kind: str) -> EventDecl:
        name = word_at(node, 0)
        parameters: list[Parameter] = []
        for part in nodes_of(node, "parameter"):
            word = word_at(part, 0)
            if any(p.name == word.text for p in parameters):
                self.diagnostics.error("RD210", f"{name.text} has two parameters '{word.text}'", word.span)
                continue
            typed = optional_node(part, 1)
            type = self.type_of(typed) if typed is not None else self.untyped_parameter(word.text)
            if word.text == "by" and not _holds_parties(type, self.so_far()):
                self.diagnostics.error("RD212", "`by` is who did it: a party", word.span)
            default = optional_node(part, 2)
            value, has_default = self.default(default, type) if default is not None else (None, False)
            parameters.append(Parameter(word.text, type, value, has_default))
        last = node.parts[-1]
        labels = last if isinstance(last, Node) and last.kind == "labels" else None
        return EventDecl(name.text, kind, tuple(parameters), label_of(labels, name.text), name.span)

    def check_inherited_names(self) -> None:
        """A name that a kind has from a wider one cannot be declared anew, nor come from two sides."""
        vocabulary = self.so_far()
        for name, decl in self.kinds.items():
            own = {m.name: m for m in members(decl)}
            seen: dict[str, tuple[str, Span]] = {n: (name, m.span) for n, m in own.items()}
            for ancestor in list(vocabulary.ancestors(name))[1:]:
                wider = self.kinds[ancestor]
                for member in members(wider):
                    if member.name not in seen:
                        seen[member.name] = (ancestor, member.span)
                        continue
                    owner, span = seen[member.name]
                    if owner == ancestor:
                        continue
                    if owner == name:
                        message = f"{name} has '{member.name}' already, as {_a_form(name, ancestor)}"
                    else:
                        message = f"{name} gets '{member.name}' twice, from {owner} and from {ancestor}"
                        span = decl.span
                    self.diagnostics.error(
                        "RD210",
                        message,
                        span,
                        "give one of them another name",
                        related=(("declared here", member.span),),
                    )

    def read_doers(self, body: _KindBody) -> None:
        """Fields that are names for the doer of an event (`signer : by signed`)."""
        for line in body.lines:
            if line.kind != "field_by":
                continue
            decl = self.kinds[body.name]
            name, *events = words_of(line.node)
            if any(member.name == name.text for member in members(decl)):
                continue
            vocabulary = self.so_far()
            known: list[str] = []
            for word in events:
                event = vocabulary.event(body.name, word.text)
                if event is None:
                    self.unknown_member(body.name, word, ("event",))
                elif event.parameter("by") is None:
                    self.diagnostics.error(
                        "RD217",
                        f"{word.text} does not say by whom it is done",
                        word.span,
                        f"declare it as `event {word.text}(by)`",
                    )
                else:
                    known.append(word.text)
            last = line.node.parts[-1]
            labels = last if isinstance(last, Node) else None
            self.kinds[body.name] = evolve(
                decl,
                fields=(
                    *decl.fields,
                    FieldDecl(
                        name.text, body.name, PARTY, label_of(labels, name.text), by_events=tuple(known), span=name.span
                    ),
                ),
            )

    # -------------------------------------------------------------------------------- lives

    def read_life(self, body: _KindBody) -> None:
        if body.name in BUILT_IN_KINDS:
            return
        node = body.node
        opens, closes, horizon = (optional_node(node, i) for i in (3, 4, 5))
        decl = self.kinds[body.name]
        if opens is not None and opens.kind == "opens_by":
            decl = evolve(decl, opens=self.event_path(body.name, node_at(opens, 0), "opens"))
        if closes is not None:
            choices = nodes_of(closes, "path_choice")
            by = choices[:1] if closes.kind == "closes_by" else []
            void = choices[1:] if closes.kind == "closes_by" else choices
            decl = evolve(
                decl,
                closes=self.event_paths(body.name, by, "closes"),
                void_by=self.event_paths(body.name, void, "closes"),
            )
        if horizon is not None:
            decl = evolve(decl, horizon=self.read_horizon(node_at(horizon, 0)))
        self.kinds[body.name] = evolve(decl, declares_life=any(p is not None for p in (opens, closes, horizon)))

    def read_horizon(self, amount: Node) -> Duration | None:
        return fixed_amount(amount, self.diagnostics, "a horizon")

    def event_paths(self, kind: str, choices: list[Node], verb: str) -> tuple[EventPath, ...]:
        found = [self.event_path(kind, path, verb) for choice in choices for path in nodes_of(choice, "path")]
        return tuple(path for path in found if path is not None)

    def event_path(self, kind: str, path: Node, verb: str) -> EventPath | None:
        """`meeting.held` of a kind: record-valued fields and then an event; else recorded (RD215)."""
        vocabulary = self.so_far()
        *fields, last = words_of(path)
        here = kind
        for word in fields:
            decl = vocabulary.field(here, word.text)
            if decl is None:
                self.unknown_member(here, word, ("field",))
                return None
            if decl.type.base != "kind" or decl.type.many or decl.parameter is not None:
                self.diagnostics.error(
                    "RD215", f"{word.text} of {here} does not hold one record, so nothing can happen to it", word.span
                )
                return None
            here = decl.type.name
        if vocabulary.event(here, last.text) is None:
            if vocabulary.field(here, last.text) is not None:
                self.diagnostics.error(
                    "RD215", f"{last.text} is a field of {here}; a record {verb} by an event", last.span
                )
            else:
                self.unknown_member(here, last, ("event",))
            return None
        return EventPath(tuple(word.text for word in fields), last.text)

    def unknown_member(self, kind: str, word: Word, what: tuple[str, ...]) -> None:
        vocabulary = self.so_far()
        known = [
            *(vocabulary.fields(kind) if "field" in what else ()),
            *(vocabulary.events(kind) if "event" in what else ()),
        ]
        kinds = {kind, *vocabulary.ancestors(kind)}
        unread = any(line.kind == "error" for body in self.bodies if body.name in kinds for line in body.lines)
        misplaced = any(e.code == "RD123" and e.span.file == word.span.file for e in self.diagnostics.errors)
        if unread or misplaced:
            # It may stand in the line that could not be read, or that belongs under the kind.
            return
        help = did_you_mean(word.text, known)
        if word.text == "created":
            help = "write `opens when created`"
        self.diagnostics.error("RD221", f"{kind} has no {' or '.join(what)} '{word.text}'", word.span, help)

    def inherit_lives(self) -> None:
        """What a kind does not say of its own opening and closing, its wider kind says."""
        said = {body.name: body.node for body in self.bodies if body.name not in BUILT_IN_KINDS}
        for name in _parents_first(said, self.kinds):
            if name not in said:
                continue
            decl, node = self.kinds[name], said[name]
            lives = {life.name: life for parent in decl.parents if (life := _life(parent, self.kinds)) is not None}
            if not decl.declares_life:
                if len(lives) > 1:
                    owners = " and ".join(lives)
                    self.diagnostics.error(
                        "RD215",
                        f"{name} could open and close as {owners} do",
                        decl.span,
                        "say when it opens and closes",
                    )
                continue
            if not lives:
                continue
            life = next(iter(lives.values()))
            if optional_node(node, 3) is None:
                decl = evolve(decl, opens=life.opens)
            if optional_node(node, 4) is None:
                decl = evolve(decl, closes=life.closes, void_by=life.void_by)
            if optional_node(node, 5) is None:
                decl = evolve(decl, horizon=life.horizon)
            self.kinds[name] = decl

    # -------------------------------------------------------------------------------- states

    def read_state(self, node: Node, kind: str | None) -> None:
        name, of = word_at(node, 0), optional_word(node, 1)
        first, last = optional_node(node, 2), optional_node(node, 3)
        if not self.take_name(name):
            return
        owner = kind
        if of is not None:
            if of.text not in self.kinds:
                help = "write `of party`" if of.text in self.roles or of.text in self.offices else ""
                if help:
                    self.diagnostics.error("RD212", f"'{of.text}' is one party, not a kind", of.span, help)
                else:
                    self.unknown_kind(of)
                return
            owner = of.text
        if owner is None and first is not None and last is not None:
            owner = self.kind_with_events(name, first, last)
        if owner is None:
            self.diagnostics.error(
                "RD214", f"the state {name.text} does not say of what it is", name.span, "write `of party` or `of KIND`"
            )
            return
        if self.kinds[owner].fields or self.kinds[owner].events:
            vocabulary = self.so_far()
            if vocabulary.field(owner, name.text) or vocabulary.event(owner, name.text):
                self.diagnostics.error(
                    "RD210",
                    f"{owner} has a field or event '{name.text}' already",
                    name.span,
                    "give one of them another name",
                )
        self.states[name.text] = StateDecl(
            name.text,
            owner,
            label_of(optional_node(node, 4), name.text),
            self.event_path(owner, first, "changes its state") if first is not None else None,
            self.event_path(owner, last, "changes its state") if last is not None else None,
            name.span,
        )

    def kind_with_events(self, name: Word, first: Node, last: Node) -> str | None:
        """The one kind that has both events between which a state is declared."""
        vocabulary = self.so_far()
        fitting = [
            kind
            for kind in self.kinds
            if all(
                vocabulary.event(kind, names_of(path)[0]) or vocabulary.field(kind, names_of(path)[0])
                for path in (first, last)
            )
        ]
        roots = [kind for kind in fitting if not any(o != kind and vocabulary.is_kind(kind, o) for o in fitting)]
        if len(roots) == 1:
            return roots[0]
        if roots:
            self.diagnostics.error(
                "RD222",
                f"several kinds have {path_text(first)} and {path_text(last)}: {', '.join(roots)}",
                name.span,
                "write `of KIND`",
            )
            return roots[0]
        return None


# ------------------------------------------------------------------------------------------------ shared


def type_named(
    name: str, kinds: Mapping[str, KindDecl], lists: Mapping[str, ListDecl], roles: Mapping[str, RoleDecl]
) -> Type | None:
    """The type that a name in a declaration means: a built-in one, a kind, a list or a role."""
    if name in BUILT_IN_TYPES:
        return Type(name)
    if name in kinds:
        return type_of_kind(name)
    if name in lists:
        return Type("list", name)
    if name in roles:
        return Type("role", name)
    return None


def fixed_amount(amount: Node, diagnostics: Diagnostics, what: str) -> Duration | None:
    """`3 months` as a duration; a named value or `clear` in it is recorded (RD304)."""
    number = nodes_of(amount, "number")
    words = words_of(amount)
    count = word_at(number[0], 0) if number else None
    if count is None or count.kind != "INT" or any(w.kind == "CLEAR" for w in words) or int(count.text) < 1:
        diagnostics.error("RD304", f"{what} is a number, at least 1, and a unit", amount.span, "such as `6 months`")
        return None
    unit = unit_name(words[-1].text)
    if words[-1].kind != "UNIT":
        diagnostics.error("RD303", f"'{unit}' is not a unit of time", words[-1].span, did_you_mean(unit, _UNIT_WORDS))
        return None
    return Duration(int(count.text), unit)


_UNIT_WORDS = ("hours", "days", "workdays", "weeks", "months", "quarters", "years")


def members(decl: KindDecl) -> list[FieldDecl | EventDecl]:
    """A kind's own fields and events."""
    return [*decl.fields, *decl.events]


def _parents_first(names: Iterable[str], kinds: Mapping[str, KindDecl]) -> list[str]:
    """The names and all their wider kinds, each after its own wider kinds."""
    ordered: dict[str, None] = {}
    pending = list(names)[::-1]
    while pending:
        name = pending[-1]
        waiting = [parent for parent in kinds[name].parents if parent not in ordered]
        if waiting:
            pending.extend(waiting)
        else:
            ordered[name] = None
            pending.pop()
    return list(ordered)


def _life(kind: str, kinds: Mapping[str, KindDecl]) -> KindDecl | None:
    """The nearest of a kind and its wider kinds that says when a record opens and closes."""
    # A wider kind that is reached on several ways is looked at once: the ways may be very many.
    queue = [kind]
    for name in queue:
        decl = kinds[name]
        if decl.declares_life:
            return decl
        queue.extend(parent for parent in decl.parents if parent not in queue)
    return None


def _holds_parties(type: Type, vocabulary: Vocabulary) -> bool:
    match type.base:
        case "party" | "person" | "role" | "unknown":
            return True
        case "kind":
            return vocabulary.kinds[type.name].is_party
        case _:
            return False


def _a_form(kind: str, wider: str) -> str:
    return f"every {wider} has it" if kind != wider else kind
