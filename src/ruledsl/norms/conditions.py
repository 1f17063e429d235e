"""Conditions and values: trees of expressions to `Expr`. Handed a scope and a tree, this module resolves every
name, checks every type, and hands on what the norm carries; an error is recorded and `Unresolved` raised, at most
one for each side of an `and` or `or`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from attrs import frozen

from ruledsl.civil_time.text import DateError, parse_date
from ruledsl.diagnostics import Diagnostics, did_you_mean
from ruledsl.norms.changing import evolve
from ruledsl.norms.constants import NotConstant, exact
from ruledsl.norms.expressions import (
    ActParam,
    Among,
    And,
    Arithmetic,
    Broken,
    Compare,
    Constraint,
    Count,
    CountEvents,
    DoerOf,
    EventDay,
    EventParam,
    EventPattern,
    Expr,
    FieldOf,
    Happened,
    Holders,
    Holds,
    IsKind,
    IsSet,
    Lapsed,
    Literal,
    Member,
    Not,
    OpenRecords,
    Or,
    Party,
    Pointing,
    Portion,
    Quantified,
    SetOf,
    Sum,
    ValueName,
    Var,
)
from ruledsl.norms.names import (
    EventMeaning,
    FieldMeaning,
    KindMeaning,
    Meaning,
    Names,
    Scope,
    StateMeaning,
    Typed,
    Unresolved,
    field_value,
)
from ruledsl.norms.references import NormEntry, NormIndex
from ruledsl.norms.time_words import PERIODS, family_of, unit_name
from ruledsl.norms.tree_reading import (
    names_of,
    node_at,
    nodes_of,
    optional_node,
    optional_word,
    path_text,
    string_value,
    word_at,
    words_of,
)
from ruledsl.norms.value_types import (
    DATE,
    DECIMAL,
    NONE,
    PARTY,
    PERSON,
    TEXT,
    UNKNOWN,
    WHOLE,
    YES_NO,
    comparable,
    describe,
    duration_of,
    fits,
    is_number,
    is_party,
    is_record,
    is_truth,
    kind_of,
    overlaps,
    several,
    single,
    type_of_kind,
)
from ruledsl.source import Span
from ruledsl.syntax.tree import Node, Word
from ruledsl.world.values import NOTHING, Day, Duration
from ruledsl.world.vocabulary import EventDecl, FieldDecl, StateDecl, Type

_ORDERINGS: Final = frozenset({"<", "<=", ">", ">="})
_FLIPPED: Final = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_TRUTH_NODES: Final = frozenset(
    {
        "or_",
        "and_",
        "not_",
        "quantified",
        "compare",
        "in_",
        "not_in",
        "is_set",
        "is_not_set",
        "is_kind",
        "is_not_kind",
        "contains",
        "among",
        "lapsed",
        "broken",
        "recent",
    }
)


@frozen
class Conditions:
    """Compiles expressions in one scope."""

    scope: Scope
    index: NormIndex
    diagnostics: Diagnostics

    @property
    def names(self) -> Names:
        return Names(self.scope, self.diagnostics)

    def inside(self, scope: Scope) -> Conditions:
        """The same in another scope."""
        return evolve(self, scope=scope)

    def fail(self, code: str, message: str, span: Span, help: str = "") -> Unresolved:
        return self.names.fail(code, message, span, help)

    def describe(self, type: Type) -> str:
        return describe(type, self.scope.vocabulary)

    # -------------------------------------------------------------------------------- conditions

    def condition(self, node: Node) -> Expr:
        """What is so or not so. Raises Unresolved."""
        match node.kind:
            case "or_":
                return Or(self.sides(node, "or_"))
            case "and_":
                return And(self.sides(node, "and_"))
            case "not_":
                return Not(self.condition(node_at(node, 0)))
            case "group" if len(node.parts) == 1:
                return self.condition(node_at(node, 0))
            case "quantified":
                return self.quantified(node)
            case "compare":
                return self.compare(node)
            case "in_" | "not_in":
                return self.member(node_at(node, 0), node_at(node, 1), node, negated=node.kind == "not_in")
            case "contains":
                return self.member(node_at(node, 1), node_at(node, 0), node, negated=False, contains=True)
            case "among":
                return self.among(node)
            case "is_set" | "is_not_set":
                is_set = IsSet(self.settable(node_at(node, 0)))
                return is_set if node.kind == "is_set" else Not(is_set)
            case "is_kind" | "is_not_kind":
                is_kind = self.is_kind(node)
                return is_kind if node.kind == "is_kind" else Not(is_kind)
            case "lapsed":
                entry, object = self.norm_of(node_at(node, 0))
                return Lapsed(entry.id, object, self.shared_key(entry))
            case "broken":
                entry, object = self.norm_of(node_at(node, 0))
                return Broken(entry.id, object, self.shared_key(entry))
            case "recent":
                return self.recent(node)
            case _:
                return self.as_condition(node)

    def sides(self, node: Node, kind: str) -> tuple[Expr, ...]:
        """Both sides of an `and` or `or`, flattened; the errors of both are recorded."""
        flat = _flattened(node, kind)
        return tuple(every([lambda side=side: self.condition(side) for side in flat]))  # type: ignore[misc]

    def as_condition(self, node: Node) -> Expr:
        meaning = self.meaning(node, None)
        match meaning:
            case EventMeaning():
                return Happened(meaning.pattern)
            case KindMeaning():
                raise self.fail(
                    "RD224",
                    f"{meaning.kind} is a kind: by itself it is neither so nor not so",
                    node.span,
                    f"write `some x in {meaning.kind} has …`, or count({meaning.kind}) > 0",
                )
            case Typed():
                if meaning.type.base == "unknown" or is_truth(meaning.type):
                    return meaning.expr
                help = "compare it with something (`= …`), or write `… is set`"
                if meaning.type.base == "text" and node.kind == "string":
                    help = "names of events and fields are written without quotation marks"
                elif is_party(meaning.type, self.scope.vocabulary) and isinstance(meaning.expr, Party):
                    help = f"say what {meaning.expr.name} does: `EVENT(by = {meaning.expr.name})`"
                raise self.fail(
                    "RD224", f"a condition is wanted here, and this is {self.describe(meaning.type)}", node.span, help
                )

    # -------------------------------------------------------------------------------- meanings

    def meaning(self, node: Node, expected: Type | None) -> Meaning:
        """A value, an event or a kind. Raises Unresolved."""
        match node.kind:
            case "path":
                return self.names.path(node, expected)
            case "called":
                return self.called(node)
            case "group" if len(node.parts) == 1:
                return self.meaning(node_at(node, 0), expected)
            case _:
                return self.value(node, expected)

    def value(self, node: Node, expected: Type | None = None) -> Typed:
        """One value or a set, with its type. Raises Unresolved."""
        match node.kind:
            case "path" | "called":
                return self.as_value(self.meaning(node, expected), node)
            case "group" if len(node.parts) == 1:
                return self.value(node_at(node, 0), expected)
            case "group" | "empty_set":
                return self.set_of(node, expected)
            case "yes" | "no":
                return Typed(Literal(node.kind == "yes"), YES_NO)
            case "int":
                return Typed(Literal(int(word_at(node, 0).text)), WHOLE)
            case "decimal" | "fraction":
                return Typed(Literal(self.fraction(word_at(node, 0))), DECIMAL)
            case "string":
                return Typed(Literal(string_value(word_at(node, 0))), TEXT)
            case "date":
                return Typed(Literal(Day(self.day(word_at(node, 0)))), DATE)
            case "none":
                return Typed(Literal(NOTHING), NONE)
            case "duration":
                unit = unit_name(word_at(node, 1).text)
                return Typed(Literal(Duration(int(word_at(node, 0).text), unit)), duration_of(family_of(unit)))
            case "plus" | "minus":
                return self.arithmetic(node)
            case "fraction_of":
                return self.portion(node)
            case "count":
                return self.count(node)
            case "sum":
                return self.sum(node)
            case "of_":
                return self.pointing(node)
            case "clause_id":
                raise self.fail("RD230", "a clause is no value", node.span, "write `… lapsed` or `… broken` after it")
            case kind if kind in _TRUTH_NODES:
                return Typed(self.condition(node), YES_NO)
            case kind:
                raise AssertionError(kind)

    def as_value(self, meaning: Meaning, node: Node) -> Typed:
        match meaning:
            case Typed():
                return meaning
            case EventMeaning():
                pattern = meaning.pattern
                if pattern.object is None:
                    raise self.fail(
                        "RD222",
                        f"{pattern.event} may have happened to many {pattern.kind} records",
                        node.span,
                        "say whose, through a field",
                    )
                if pattern.constraints:
                    raise self.fail("RD230", f"as a date, {pattern.event} is written without brackets", node.span)
                return Typed(EventDay(pattern.object, pattern.event), DATE)
            case KindMeaning():
                object = self.names.subject_of(meaning.kind)
                if object is not None:
                    return object
                raise self.fail(
                    "RD227", f"{meaning.kind} is all open {meaning.kind} records; one value is wanted here", node.span
                )

    def fraction(self, word: Word) -> Fraction:
        try:
            return exact(word)
        except NotConstant as wrong:
            raise self.fail("RD232", wrong.message, wrong.span, wrong.help) from None

    def day(self, word: Word) -> int:
        try:
            return parse_date(word.text)
        except DateError as error:
            raise self.fail("RD302", error.message, word.span, error.help) from None

    # -------------------------------------------------------------------------------- called names

    def called(self, node: Node) -> Meaning:
        """`filed(to = x)`, `away(mayor)`, `cooperates(u)`, `holders(mayor)`. Raises Unresolved."""
        path, arguments = node_at(node, 0), nodes_of(node_at(node, 1), "argument")
        if names_of(path) == ("holders",):
            return self.holders(node, arguments)
        callee = self.names.callee(path)
        match callee:
            case EventMeaning():
                return self.constrained(callee, arguments)
            case FieldMeaning(object=object, decl=decl):
                return field_value(object, decl, self.field_argument(decl, self.only_argument(path, arguments)))
            case StateMeaning(decl=decl):
                return self.state_of(decl, self.only_argument(path, arguments))

    def only_argument(self, path: Node, arguments: Sequence[Node]) -> Node:
        plain = self.plain_arguments(arguments)
        if len(plain) != 1:
            raise self.fail("RD230", f"{path_text(path)} takes one thing in brackets", path.span)
        return plain[0]

    def state_of(self, decl: StateDecl, argument: Node) -> Typed:
        of = self.value(argument)
        if of.type.many or not (of.type.base == "unknown" or self.names.has_state(of.type, decl)):
            raise self.fail(
                "RD231", f"{decl.name} is a state of {decl.of}, and this is {self.describe(of.type)}", argument.span
            )
        return Typed(Holds(decl.name, of.expr), YES_NO)

    def field_argument(self, decl: FieldDecl, argument: Node) -> Expr:
        """What a field with a parameter is asked of."""
        assert decl.parameter is not None
        place = decl.parameter.type
        if place.base == "period":
            return self.period_argument(argument, place)
        value = self.value(argument, place)
        if not fits(value.type, place, self.scope.vocabulary):
            raise self.fail(
                "RD231",
                f"{decl.name} is asked of {self.describe(place)}, and this is {self.describe(value.type)}",
                argument.span,
            )
        return value.expr

    def period_argument(self, node: Node, place: Type) -> Expr:
        """`restraint(year)`: the period of that kind which contains the instant, by its name."""
        known = (place.name,) if place.name else (*PERIODS, *self.scope.periods)
        name = path_text(node) if node.kind == "path" else ""
        if name not in known:
            raise self.fail("RD305", "a period is wanted here", node.span, did_you_mean(name, known))
        return Literal(name)

    def plain_arguments(self, arguments: Sequence[Node]) -> list[Node]:
        """Arguments that are just values, without a parameter's name or a capacity."""
        for argument in arguments:
            capacity = optional_node(argument, 1)
            if capacity is not None:
                raise self.fail(
                    "RD234",
                    "`as` names a capacity in a log's entry; a clause asks for the role itself",
                    capacity.span,
                    f"leave `as {path_text(capacity)}` out",
                )
        return [node_at(argument, 0) for argument in arguments]

    def holders(self, node: Node, arguments: Sequence[Node]) -> Typed:
        plain = self.plain_arguments(arguments)
        if len(plain) != 1:
            raise self.fail("RD230", "holders takes one role", node.span, "write holders(ROLE)")
        role = self.value(plain[0])
        if role.type.base != "role" and kind_of(role.type) != "role":
            raise self.fail("RD231", f"holders takes a role, and this is {self.describe(role.type)}", plain[0].span)
        return Typed(Holders(role.expr), several(PERSON))

    # -------------------------------------------------------------------------------- event patterns

    def pattern(self, node: Node, what: str) -> EventMeaning:
        """An event pattern; `what` says for what. Raises Unresolved (RD405)."""
        if node.kind in ("path", "called") or (node.kind == "group" and len(node.parts) == 1):
            meaning = self.meaning(node, None)
            if isinstance(meaning, EventMeaning):
                return meaning
        elif node.kind in _TRUTH_NODES or node.kind == "group":
            self.condition_or_nothing(node)
        help = "write the event, such as filed(to = …)"
        if node.kind in ("and_", "or_") or (node.kind == "group" and len(node.parts) == 1):
            help = "write a clause for each event"
        elif node.kind in _TRUTH_NODES and what.startswith("a prohibition"):
            help = "what must not be so is written `requires not …`, or `requires … != …`"
        raise self.fail("RD405", f"{what} one event, and this is none", node.span, help)

    def condition_or_nothing(self, node: Node) -> None:
        """Record what is wrong inside a condition that is not wanted where it stands."""
        self.condition(node)

    def constrained(self, meaning: EventMeaning, arguments: Sequence[Node]) -> EventMeaning:
        """The pattern with what the brackets ask of its parameters."""
        constraints = every([lambda argument=a: self.constraint(meaning.decl, argument) for a in arguments])  # type: ignore[misc]
        pattern = meaning.pattern
        return evolve(meaning, pattern=evolve(pattern, constraints=(*pattern.constraints, *constraints)))

    def constraint(self, event: EventDecl, argument: Node) -> Constraint:
        node = self.plain_arguments([argument])[0]
        if node.kind not in ("compare", "in_", "not_in"):
            names = [p.name for p in event.parameters]
            example = f"{event.name}({names[0]} = …)" if names else event.name
            raise self.fail(
                "RD223",
                f"in brackets stands what is asked of a parameter of {event.name}",
                node.span,
                f"write {example}",
            )
        left = node_at(node, 0)
        if left.kind != "path" or len(left.parts) != 1:
            raise self.fail("RD223", f"a parameter of {event.name} is wanted here", left.span)
        word = word_at(left, 0)
        parameter = event.parameter(word.text)
        if parameter is None:
            raise self.names.no_parameter(event, word)
        left_value = Typed(Literal(NOTHING), parameter.type, doer=is_party(parameter.type, self.scope.vocabulary))
        if node.kind == "compare":
            op = self.operator(node_at(node, 1))
            right = self.value(node_at(node, 2), parameter.type)
            in_person = optional_word(node, 3)
            party = self.check_comparison(op, left_value, right, node)
            if in_person is not None and not party:
                raise self.fail("RD230", "`in person` is said of a party", in_person.span)
            return Constraint(word.text, op, right.expr, party, in_person is not None)
        members = self.set_value(node_at(node, 1), parameter.type)
        self.check_member(left_value, members, node)
        op = "in" if node.kind == "in_" else "not in"
        return Constraint(word.text, op, members.expr, is_party(parameter.type, self.scope.vocabulary))

    def recent(self, node: Node) -> Expr:
        pattern = self.pattern(node_at(node, 0), "`within the last` is said of").pattern
        amount = node_at(node, 1)
        numbers = nodes_of(amount, "number")
        words = words_of(amount)
        if not numbers or word_at(numbers[0], 0).kind != "INT" or any(w.kind == "CLEAR" for w in words):
            raise self.fail("RD304", "`within the last` takes a number and a unit", amount.span, "such as 30 days")
        n = int(word_at(numbers[0], 0).text)
        unit = unit_name(words[-1].text)
        if words[-1].kind != "UNIT":
            raise self.fail("RD303", f"'{unit}' is not a unit that can be counted back here", words[-1].span)
        if n < 1:
            raise self.fail("RD304", "the number is at least 1", amount.span)
        return Happened(pattern, Duration(n, unit))

    # -------------------------------------------------------------------------------- comparisons

    def compare(self, node: Node) -> Expr:
        op = self.operator(node_at(node, 1))
        left, right = self.pair(node_at(node, 0), node_at(node, 2))
        party = self.check_comparison(op, left, right, node)
        in_person = optional_word(node, 3)
        if party and not left.doer and (right.doer or (_is_name(left) and not _is_name(right))):
            # The right side says what the left must count as; an equation may be written either way round.
            left, right, op = right, left, _FLIPPED[op]
        acting = party and left.doer
        if in_person is not None and not acting:
            raise self.fail(
                "RD230",
                "`in person` is said of whoever did something",
                in_person.span,
                "compare `by` or a doer with a party",
            )
        return Compare(op, left.expr, right.expr, party, acting and in_person is None, in_person is not None)

    def operator(self, node: Node) -> str:
        return "=" if node.kind == "equals" else word_at(node, 0).text

    def pair(self, left: Node, right: Node) -> tuple[Typed, Typed]:
        """Both sides of a comparison; a bare word that is only a list's symbol takes its meaning from the other."""
        if self.needs_other_side(left) and not self.needs_other_side(right):
            second = self.side(right, None)
            return self.side(left, second.type), second
        first = self.side(left, None)
        return first, self.side(right, first.type)

    def side(self, node: Node, expected: Type | None) -> Typed:
        if expected is not None and expected.many:
            return self.set_value(node, single(expected))
        return self.value(node, expected)

    def needs_other_side(self, node: Node) -> bool:
        if node.kind != "path" or len(node.parts) != 1:
            return False
        name = names_of(node)[0]
        is_symbol = any(name in decl.symbols for decl in self.scope.vocabulary.lists.values())
        return is_symbol and not self.names.known(name)

    def check_comparison(self, op: str, left: Typed, right: Typed, node: Node) -> bool:
        """Whether parties are compared. Raises Unresolved where the types do not go together."""
        vocabulary = self.scope.vocabulary
        if left.type.many != right.type.many:
            many, one = (left, right) if left.type.many else (right, left)
            raise self.fail(
                "RD227",
                f"{self.describe(many.type)} is compared with {self.describe(one.type)}",
                node.span,
                "write `… in …` or `… contains …`" if op not in _ORDERINGS else "to count a set, write `count(…)`",
            )
        if op in _ORDERINGS:
            self.check_ordered(left.type, right.type, node)
            return False
        if not self.may_be_equal(left, right):
            raise self.mismatch(left.type, right.type, node)
        return is_party(left.type, vocabulary) and is_party(right.type, vocabulary)

    def may_be_equal(self, left: Typed, right: Typed) -> bool:
        """Whether two single values, or members of two sets, can ever be equal. An office known by name is of its
        own kind and no narrower one."""
        vocabulary = self.scope.vocabulary
        if not comparable(single(left.type), single(right.type), vocabulary):
            return False
        for one, other in ((left, right), (right, left)):
            if isinstance(one.expr, Party) and one.expr.name in vocabulary.offices and other.type.base == "kind":
                own = kind_of(one.type)
                return own is not None and vocabulary.is_kind(own, other.type.name)
        return True

    def check_ordered(self, left: Type, right: Type, node: Node) -> None:
        if "unknown" in (left.base, right.base):
            return
        for type in (left, right):
            if not (is_number(type) or type.base in ("date", "duration")) or type.many:
                raise self.fail(
                    "RD225",
                    f"{self.describe(type)} is neither more nor less than anything",
                    node.span,
                    "only numbers, dates and durations have an order",
                )
        if not comparable(left, right, self.scope.vocabulary):
            raise self.mismatch(left, right, node)

    def mismatch(self, left: Type, right: Type, node: Node) -> Unresolved:
        vocabulary = self.scope.vocabulary
        if left.base == right.base == "duration":
            return self.fail(
                "RD228",
                f"durations in {left.name} and in {right.name} cannot be compared",
                node.span,
                "durations compare only within months, quarters and years, or within hours, days and weeks",
            )
        help = ""
        if "duration" in (left.base, right.base) and (is_number(left) or is_number(right)):
            help = "write the number with its unit, such as `3 days`"
        elif "date" in (left.base, right.base) and (is_truth(left) or is_truth(right)):
            help = "an event is so or not so by itself: write just its name, or `not` before it"
        elif "date" in (left.base, right.base) and (is_party(left, vocabulary) or is_party(right, vocabulary)):
            help = "who does it stands in brackets: `EVENT(by = …)`"
        elif "date" in (left.base, right.base) and "duration" in (left.base, right.base):
            help = "a limit is written `within 20 days of …`; two dates are compared by their difference"
        elif "date" in (left.base, right.base):
            help = "a date compares with a date, such as 2022-04-02"
        elif "text" in (left.base, right.base):
            help = "numbers, names, yes and no are written without quotation marks; texts with them"
        elif is_truth(left) and is_number(right):
            help = "write `= yes` or `= no`, or just the name"
        elif is_truth(right) and is_number(left):
            help = "it takes a number, not yes or no"
        both_parties = is_party(left, vocabulary) and is_party(right, vocabulary)
        both_records = is_record(left, vocabulary) and is_record(right, vocabulary)
        if both_parties or both_records:
            return self.fail(
                "RD229", f"{self.describe(left)} is never {self.describe(right)}, so this can never hold", node.span
            )
        return self.fail(
            "RD225", f"{self.describe(left)} cannot be compared with {self.describe(right)}", node.span, help
        )

    def member(self, item: Node, members: Node, node: Node, *, negated: bool, contains: bool = False) -> Expr:
        if self.needs_other_side(item):
            set_ = self.set_value(members, None)
            one = self.value(item, single(set_.type))
        else:
            one = self.value(item)
            set_ = self.set_value(members, one.type)
        party = self.check_member(one, set_, node)
        # A role is nobody's holder: `mayor in members`, like `members contains mayor`, asks who of them is the mayor.
        of_members = party and (contains or isinstance(one.expr, Party))
        return Member(one.expr, set_.expr, negated, party, party and one.doer, of_members)

    def check_member(self, item: Typed, members: Typed, node: Node) -> bool:
        vocabulary = self.scope.vocabulary
        if item.type.many:
            raise self.fail(
                "RD227", f"{self.describe(item.type)} cannot be one of a set", node.span, "write `SET among SET`"
            )
        of = single(members.type)
        if not self.may_be_equal(item, members):
            raise self.mismatch(item.type, of, node)
        return is_party(item.type, vocabulary) and (is_party(of, vocabulary) or of.base == "unknown")

    def among(self, node: Node) -> Expr:
        left = self.set_value(node_at(node, 0), None)
        right = self.set_value(node_at(node, 1), single(left.type))
        if not comparable(single(left.type), single(right.type), self.scope.vocabulary):
            raise self.mismatch(single(left.type), single(right.type), node)
        return Among(left.expr, right.expr)

    def settable(self, node: Node) -> Expr:
        """What can be set or not: a field, parameter, doer or named value."""
        meaning = self.meaning(node, None)
        match meaning:
            case Typed(expr=FieldOf() | DoerOf() | ActParam() | EventParam() | ValueName()):
                return meaning.expr
            case EventMeaning():
                raise self.fail(
                    "RD230", "an event is not set; it has happened or not", node.span, "write just the event's name"
                )
            case _:
                raise self.fail("RD230", "`is set` is said of a field, a parameter or a named value", node.span)

    def is_kind(self, node: Node) -> Expr:
        word = word_at(node, 1)
        vocabulary = self.scope.vocabulary
        item = self.value(node_at(node, 0))
        name = word.text
        if item.type.many:
            raise self.fail(
                "RD227",
                f"{self.describe(item.type)} has no kind; its members have",
                node.span,
                f"write `every x in … has x is {name}`",
            )
        if name in vocabulary.kinds:
            other = type_of_kind(name)
        elif name in vocabulary.roles:
            other = Type("role", name)
        elif name in vocabulary.offices:
            other = type_of_kind(vocabulary.offices[name].kind or "office")
        else:
            raise self.no_kind(word, item)
        if item.type.base != "unknown" and not comparable(item.type, other, vocabulary):
            raise self.fail("RD229", f"{self.describe(item.type)} is never {self.describe(other)}", node.span)
        return IsKind(item.expr, name)

    def no_kind(self, word: Word, item: Typed) -> Unresolved:
        vocabulary = self.scope.vocabulary
        name = word.text
        if item.type.base == "list" and name in vocabulary.lists[item.type.name].symbols:
            help = f"write `= {name}`"
        elif name in vocabulary.states:
            help = f"{name} is a state: write {name}(…)"
        elif is_truth(item.type):
            help = "write it by itself, or `= yes`"
        else:
            help = did_you_mean(name, [*vocabulary.kinds, *vocabulary.roles, *vocabulary.offices])
        return self.fail("RD212", f"there is no kind, role or office '{name}'", word.span, help)

    # -------------------------------------------------------------------------------- sets

    def set_value(self, node: Node, expected: Type | None) -> Typed:
        """A set whose members may be of type `expected`. Raises Unresolved."""
        if node.kind in ("group", "empty_set"):
            if len(node.parts) == 1:
                inner = node_at(node, 0)
                if inner.kind in ("path", "called", "of_", "group"):
                    typed = self.one_or_set(inner, expected)
                    return typed if typed.type.many else Typed(SetOf((typed.expr,)), several(typed.type))
            return self.set_of(node, expected)
        typed = self.one_or_set(node, expected)
        if not typed.type.many and typed.type.base != "unknown":
            help = "write it in brackets"
            if typed.type.base == "duration":
                amount = " ".join(word.text for word in words_of(node)) if node.kind == "duration" else "3 days"
                help = f"a time limit is written `within {amount}`"
            elif is_number(typed.type):
                help = "write it in brackets, or count the set: `count(…)`"
            elif typed.type.base == "role":
                help = f"write `= {path_text(node)}`, or holders({path_text(node)}) for the persons who hold it"
            raise self.fail("RD227", f"a set is wanted here, and this is {self.describe(typed.type)}", node.span, help)
        return typed

    def one_or_set(self, node: Node, expected: Type | None) -> Typed:
        """A value, a kind's name being the set of its open records."""
        if node.kind == "path":
            meaning = self.names.path(node, expected)
            if isinstance(meaning, KindMeaning):
                return Typed(OpenRecords(meaning.kind), several(type_of_kind(meaning.kind)))
            return self.as_value(meaning, node)
        return self.value(node, expected)

    def set_of(self, node: Node, expected: Type | None) -> Typed:
        wanted = single(expected) if expected is not None else None
        items = every([lambda part=part: self.value(part, wanted) for part in nodes_of(node)])  # type: ignore[misc]
        if not items:
            return Typed(SetOf(()), several(UNKNOWN))
        for item, part in zip(items, nodes_of(node), strict=True):
            if item.type.many:
                raise self.fail("RD227", "a set cannot be a member of a set", part.span)
        return Typed(SetOf(tuple(item.expr for item in items)), several(self.common_type(items, node)))

    def common_type(self, items: Sequence[Typed], node: Node) -> Type:
        vocabulary = self.scope.vocabulary
        types = list(dict.fromkeys(single(item.type) for item in items))
        if len(types) == 1:
            return types[0]
        if all(is_party(type, vocabulary) for type in types):
            return PARTY
        if all(is_number(type) for type in types):
            return DECIMAL
        if all(type.base in ("kind", "record") for type in types):
            return Type("record")
        raise self.fail("RD225", "the members of a set are of one type", node.span)

    def pointing(self, node: Node) -> Typed:
        """`KIND of x`: the records of KIND whose one fitting field points at x."""
        word = word_at(node, 0)
        part = node.parts[1]
        vocabulary = self.scope.vocabulary
        kind = word.text
        if kind not in vocabulary.kinds:
            if kind == "due":
                raise self.fail(
                    "RD230", "a due date is an anchor, not a value", node.span, "such as `within 3 days of due of ID`"
                )
            known = list(vocabulary.kinds)
            raise self.fail("RD212", f"there is no kind '{kind}'", word.span, did_you_mean(kind, known))
        if not isinstance(part, Node):
            raise self.fail("RD230", f"{kind} records point at records, not at clauses", node.span)
        target = self.as_value(self.names.path(part), part)
        if target.type.many:
            raise self.fail("RD227", f"{path_text(part)} is {self.describe(target.type)}", part.span)
        fields = [
            name
            for name, decl in vocabulary.fields(kind).items()
            if decl.type.base in ("kind", "party", "person", "role", "record")
            and not decl.type.many
            and decl.parameter is None
            and not decl.by_events
            and comparable(decl.type, target.type, vocabulary)
        ]
        if len(fields) != 1:
            what = self.describe(target.type)
            if not fields:
                target_kind = kind_of(target.type)
                ways = [
                    other
                    for other in vocabulary.kinds
                    if target_kind is not None
                    and any(
                        decl.type.base == "kind" and decl.type.name == target_kind
                        for decl in vocabulary.fields(other).values()
                    )
                ]
                help = f"kinds that have such a field: {', '.join(ways)}" if ways else ""
                raise self.fail("RD235", f"no field of {kind} can point at {what}", node.span, help)
            raise self.fail(
                "RD235",
                f"several fields of {kind} can point at {what}: {', '.join(fields)}",
                node.span,
                f"write `every x in {kind} has …`, comparing the field that is meant",
            )
        return Typed(Pointing(kind, fields[0], target.expr), several(type_of_kind(kind)))

    # -------------------------------------------------------------------------------- quantities

    def quantified(self, node: Node) -> Expr:
        which = word_at(node_at(node, 0), 0).text
        var = word_at(node, 1)
        self.check_free(var)
        members = self.set_value(node_at(node, 2), None)
        inner = self.inside(self.scope.with_variable(var.text, single(members.type)))
        return Quantified(which, var.text, members.expr, inner.condition(node_at(node, 3)))

    def check_free(self, var: Word) -> None:
        if var.text in self.scope.variables:
            raise self.fail(
                "RD210", f"'{var.text}' is in use as a variable here already", var.span, "take another name"
            )

    def count(self, node: Node) -> Typed:
        counted, in_this = node_at(node, 0), optional_node(node, 1)
        period = self.period_of(in_this) if in_this is not None else None
        if counted.kind == "count_distinct":
            if in_this is not None:
                raise self.fail("RD305", "`in this` counts events; a set has no period", in_this.span)
            return Typed(self.count_distinct(counted), WHOLE)
        what, where = node_at(counted, 0), optional_node(counted, 1)
        event = self.counted_event(what)
        if event is not None:
            return Typed(self.count_events(event, where, period), WHOLE)
        if in_this is not None:
            raise self.fail("RD305", "`in this` counts events; a set has no period", in_this.span)
        members = self.set_value(what, None)
        var = self.fresh_variable()
        if where is None:
            return Typed(Count(members.expr), WHOLE)
        of = single(members.type)
        inner = self.scope.with_variable(var, of).with_self(Typed(Var(var), of))
        return Typed(Count(members.expr, var, self.inside(inner).condition(where)), WHOLE)

    def count_distinct(self, node: Node) -> Expr:
        var = word_at(node, 1)
        self.check_free(var)
        members = self.set_value(node_at(node, 2), None)
        inner = self.inside(self.scope.with_variable(var.text, single(members.type)))
        where = optional_node(node, 3)
        distinct, condition = every(
            [
                lambda: inner.value(node_at(node, 0)).expr,
                lambda: inner.condition(where) if where is not None else Literal(True),
            ]
        )
        return Count(members.expr, var.text, condition if where is not None else None, distinct)

    def counted_event(self, node: Node) -> EventMeaning | None:
        """`E of KIND`, or an event of a record in sight; None if it is a set."""
        vocabulary = self.scope.vocabulary
        if node.kind == "of_" and isinstance(node.parts[1], Node):
            kind, event = path_text(node.parts[1]), word_at(node, 0)
            if kind in vocabulary.kinds and event.text not in vocabulary.kinds:
                decl = vocabulary.event(kind, event.text)
                if decl is None:
                    raise self.fail(
                        "RD221",
                        f"{kind} has no event '{event.text}'",
                        event.span,
                        did_you_mean(event.text, vocabulary.events(kind)),
                    )
                return EventMeaning(EventPattern(None, kind, event.text), decl)
            return None
        if node.kind in ("path", "called"):
            meaning = self.meaning(node, None)
            return meaning if isinstance(meaning, EventMeaning) else None
        return None

    def count_events(self, event: EventMeaning, where: Node | None, period: str | None) -> Expr:
        """Comparisons with a parameter of the event constrain it; what else `where` asks is asked of the record."""
        if where is None:
            return CountEvents(event.pattern, "", None, period)
        asked = _flattened(where, "and_") if where.kind == "and_" else [where]
        of_event = [node for node in asked if self.asks_parameter(node, event.decl)]
        of_record = [node for node in asked if node not in of_event]
        var = self.fresh_variable()
        object = Typed(Var(var), type_of_kind(event.pattern.kind))
        inner = self.inside(self.scope.with_variable(var, object.type).with_self(object))
        arguments = [Node("argument", (node, None), node.span) for node in of_event]
        pattern = inner.constrained(event, arguments).pattern
        conditions = every([lambda node=node: inner.condition(node) for node in of_record])  # type: ignore[misc]
        if not conditions:
            return CountEvents(pattern, "", None, period)
        return CountEvents(pattern, var, _all(conditions), period)

    def asks_parameter(self, node: Node, event: EventDecl) -> bool:
        if node.kind not in ("compare", "in_", "not_in"):
            return False
        left = node_at(node, 0)
        return left.kind == "path" and len(left.parts) == 1 and event.parameter(names_of(left)[0]) is not None

    def period_of(self, in_this: Node) -> str:
        word = word_at(in_this, 0)
        name = unit_name(word.text)
        known = (*PERIODS, *self.scope.periods)
        value = self.scope.values.get(name)
        if name not in known and not (value is not None and value.type.base == "period"):
            raise self.fail("RD305", f"'{name}' is not a period", word.span, did_you_mean(name, known))
        return name

    def fresh_variable(self) -> str:
        """The counted one: `it`; inside another count `it2`, and so on."""
        number = 1
        name = "it"
        while name in self.scope.variables:
            number += 1
            name = f"it{number}"
        return name

    def sum(self, node: Node) -> Typed:
        var = word_at(node, 1)
        self.check_free(var)
        members = self.set_value(node_at(node, 2), None)
        inner = self.inside(self.scope.with_variable(var.text, single(members.type)))
        where = optional_node(node, 3)
        item = inner.value(node_at(node, 0))
        if not is_number(item.type) and item.type.base not in ("duration", "unknown"):
            raise self.fail(
                "RD232",
                f"only numbers and durations can be added up, not {self.describe(item.type)}",
                node_at(node, 0).span,
            )
        condition = inner.condition(where) if where is not None else None
        return Typed(Sum(item.expr, var.text, members.expr, condition), item.type)

    def portion(self, node: Node) -> Typed:
        word = word_at(node, 0)
        above, _, below = word.text.partition("/")
        self.fraction(word)
        of = self.value(node_at(node, 1))
        if not is_number(of.type) and of.type.base != "unknown":
            raise self.fail("RD232", f"a part is taken of a number, not of {self.describe(of.type)}", node.span)
        return Typed(Portion(int(above), int(below), of.expr), DECIMAL)

    def arithmetic(self, node: Node) -> Typed:
        op = "+" if node.kind == "plus" else "-"
        left, right = self.value(node_at(node, 0)), self.value(node_at(node, 1))
        type = self.sum_type(op, left.type, right.type, node)
        return Typed(Arithmetic(op, left.expr, right.expr), type)

    def sum_type(self, op: str, left: Type, right: Type, node: Node) -> Type:
        if "unknown" in (left.base, right.base):
            return UNKNOWN
        if is_number(left) and is_number(right):
            return WHOLE if left == right == WHOLE else DECIMAL
        match left.base, op, right.base:
            case ("date", "-", "date"):
                return duration_of(family_of("day"))
            case ("date", _, "duration"):
                unit = _literal_unit(node_at(node, 1))
                if unit in ("hour", "workday"):
                    raise self.fail(
                        "RD232",
                        f"{unit}s cannot be added to a date",
                        node.span,
                        "use a window (`within …`), which knows the calendar",
                    )
                return DATE
            case ("duration", _, "duration"):
                if comparable(left, right, self.scope.vocabulary):
                    return left if left.name else right
                raise self.mismatch(left, right, node)
            case _:
                verb = "added to" if op == "+" else "taken from"
                raise self.fail("RD232", f"{self.describe(right)} cannot be {verb} {self.describe(left)}", node.span)

    # -------------------------------------------------------------------------------- other norms

    def norm_of(self, node: Node) -> tuple[NormEntry, Expr]:
        """`reply`, `64.reply`, `cosign.reply`: a norm, and the record that is meant. Raises Unresolved."""
        match node.kind:
            case "clause_id":
                text = word_at(node, 0).text
                return self.norm_named(text, node)
            case "path":
                return self.norm_at(node)
            case _:
                raise self.fail("RD402", "a clause's label is wanted here", node.span)

    def norm_named(self, text: str, node: Node) -> tuple[NormEntry, Expr]:
        found = self.index.by_text(text, self.scope.home)
        if not found:
            raise self.index.unknown(text, node.span, self.diagnostics)
        entry = self.index.only(found, node.span, self.diagnostics)
        return entry, self.record_for(entry, node.span)

    def norm_at(self, path: Node) -> tuple[NormEntry, Expr]:
        segments = names_of(path)
        found = self.index.find(self.scope.home, segments)
        if found:
            entry = self.index.only(found, path.span, self.diagnostics)
            return entry, self.record_for(entry, path.span)
        if len(segments) == 1:
            raise self.index.unknown(segments[0], path.span, self.diagnostics)
        *before, last = words_of(path)
        owner = self.as_value(self.names.path(Node("path", tuple(before), path.span)), path)
        fitting = [e for e in self.index.labelled(last.text) if self.can_be_of(e, owner.type)]
        near = [e for e in fitting if e.article == self.scope.home] or fitting
        if not near:
            raise self.index.unknown(last.text, last.span, self.diagnostics)
        return self.index.only(near, path.span, self.diagnostics), owner.expr

    def can_be_of(self, entry: NormEntry, type: Type) -> bool:
        """Whether a value of the type can be the `self` of a norm."""
        own, other = kind_of(entry.subject), kind_of(type)
        return own is not None and other is not None and overlaps(own, other, self.scope.vocabulary)

    def record_for(self, entry: NormEntry, span: Span) -> Expr:
        """The record for which another norm is meant: the subject's own, or the one that its one fitting field
        names."""
        vocabulary = self.scope.vocabulary
        for object in self.scope.selves:
            if self.can_be_of(entry, object.type) or entry.subject == object.type:
                return object.expr
        if entry.subject.base == "role" or entry.fixed_party is not None:
            return Party(entry.fixed_party or entry.subject.name)
        ways = [
            (object, name)
            for object in self.scope.selves
            if (own := kind_of(object.type)) is not None
            for name, decl in vocabulary.fields(own).items()
            if decl.type.base == "kind"
            and not decl.type.many
            and decl.parameter is None
            and self.can_be_of(entry, decl.type)
        ]
        if len(ways) == 1:
            object, name = ways[0]
            return FieldOf(object.expr, name)
        of = self.describe(entry.subject)
        raise self.fail(
            "RD403",
            f"{entry.id.partition(':')[2]} speaks of {of}; it does not say which one is meant",
            span,
            f"put the field that leads to it before the label: `FIELD.{entry.label}`",
        )

    def shared_key(self, entry: NormEntry) -> tuple[Expr, ...]:
        """The members that the other norm's `for each` shares with this one, by name."""
        if entry.variables and all(name in self.scope.variables for name in entry.variables):
            return tuple(Var(name) for name in entry.variables)
        return ()


def every(parts: Sequence[Callable[[], object]]) -> list:  # type: ignore[type-arg]
    """The results of all parts; where some are wrong, all are tried first, so that each error is recorded."""
    results: list[object] = []
    failed = False
    for part in parts:
        try:
            results.append(part())
        except Unresolved:
            failed = True
    if failed:
        raise Unresolved
    return results


def _is_name(side: Typed) -> bool:
    """Whether it is a role or office called by its name."""
    return isinstance(side.expr, Party)


def _flattened(node: Node, kind: str) -> list[Node]:
    """`a and b and c` as its three parts, without recursion on the left."""
    parts: list[Node] = []
    here = node
    while here.kind == kind:
        parts.append(node_at(here, 1))
        here = node_at(here, 0)
    parts.append(here)
    return parts[::-1]


def _all(conditions: Sequence[Expr]) -> Expr:
    return conditions[0] if len(conditions) == 1 else And(tuple(conditions))


def _literal_unit(node: Node) -> str | None:
    return unit_name(word_at(node, 1).text) if node.kind == "duration" else None
