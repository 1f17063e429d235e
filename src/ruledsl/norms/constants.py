"""Constants: values that a declaration gives (`default no`, `value quorum : whole number = 5`). Handed a tree and
the type that is wanted, it hands on the `Value`, or records what does not fit.
"""

from __future__ import annotations

from fractions import Fraction

from ruledsl.civil_time.text import DateError, parse_date
from ruledsl.diagnostics import Diagnostics, did_you_mean
from ruledsl.norms.time_words import PERIODS, unit_name
from ruledsl.norms.tree_reading import names_of, nodes_of, string_value, word_at
from ruledsl.norms.value_types import describe
from ruledsl.source import Span
from ruledsl.syntax.tree import Node, Word
from ruledsl.world.meant import other_value
from ruledsl.world.values import NOTHING, Day, Duration, Nothing, Ref, Scalar, Symbol, Value
from ruledsl.world.vocabulary import Type, Vocabulary


class NotConstant(Exception):
    """The tree holds no constant of the wanted type; `help` says what would be one."""

    def __init__(self, message: str, span: Span, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.help = help


def constant(
    node: Node, type: Type, vocabulary: Vocabulary, diagnostics: Diagnostics, *, extra_periods: tuple[str, ...] = ()
) -> tuple[Value, bool]:
    """The value that `node` writes, as one of `type`, and whether it could be read (else it is recorded, RD216)."""
    try:
        return _value(node, type, vocabulary, extra_periods), True
    except NotConstant as wrong:
        diagnostics.error("RD216", wrong.message, wrong.span, wrong.help)
        return NOTHING, False


def day_of(word: Word, diagnostics: Diagnostics) -> int | None:
    """The ordinal of a DATE word; a date that does not exist is recorded (RD302)."""
    try:
        return parse_date(word.text)
    except DateError as error:
        diagnostics.error("RD302", error.message, word.span, error.help)
        return None


def _value(node: Node, type: Type, vocabulary: Vocabulary, periods: tuple[str, ...]) -> Value:
    if not type.many:
        return _scalar(node, type, vocabulary, periods)
    single = Type(type.base, type.name)
    match node.kind:
        case "empty_set":
            return frozenset()
        case "group":
            return frozenset(_scalar(item, single, vocabulary, periods) for item in nodes_of(node))
        case _:
            raise NotConstant("a set is written in brackets", node.span, "write (a, b), or () for the empty set")


def _scalar(node: Node, type: Type, vocabulary: Vocabulary, periods: tuple[str, ...]) -> Scalar:
    if node.kind == "group" and len(node.parts) == 1:
        return _scalar(nodes_of(node)[0], type, vocabulary, periods)
    found = _literal(node)
    if found is not None:
        return _fitted(found, node, type, vocabulary)
    if node.kind == "path" and len(node.parts) == 1:
        return _named(node, type, vocabulary, periods)
    raise NotConstant("a constant is wanted here, not something to work out", node.span)


def _literal(node: Node) -> Scalar | None:
    match node.kind:
        case "yes":
            return True
        case "no":
            return False
        case "int":
            return int(word_at(node, 0).text)
        case "decimal" | "fraction":
            text = word_at(node, 0)
            return exact(text)
        case "string":
            return string_value(word_at(node, 0))
        case "date":
            word = word_at(node, 0)
            try:
                return Day(parse_date(word.text))
            except DateError as error:
                raise NotConstant(error.message, word.span, error.help) from None
        case "none":
            return NOTHING
        case "duration":
            return Duration(int(word_at(node, 0).text), unit_name(word_at(node, 1).text))
        case _:
            return None


def exact(word: Word) -> Fraction:
    """The value of a DECIMAL or FRACTION word."""
    _, slash, below = word.text.partition("/")
    if slash and int(below) == 0:
        raise NotConstant("nothing can be divided by 0", word.span)
    return Fraction(word.text)


_SUCH_AS = {
    "yes_no": "write yes or no",
    "judgement": "write yes or no",
    "duration": "write a number and a unit, such as 3 workdays",
    "date": "write a date such as 2022-04-02",
    "text": 'write a text in quotation marks, such as "…"',
    "whole_number": "write a number such as 3",
    "decimal": "write a number such as 0.5",
}


def _fitted(value: Scalar, node: Node, type: Type, vocabulary: Vocabulary) -> Scalar:
    wanted = NotConstant(f"{describe(type, vocabulary)} is wanted here", node.span, _SUCH_AS.get(type.base, ""))
    match type.base, value:
        case ("yes_no" | "judgement", bool()):
            return value
        case ("whole_number", bool()) | ("decimal", bool()):
            raise wanted
        case "whole_number", int():
            return value
        case "decimal", (int() | Fraction()):
            return Fraction(value)
        case ("text", str()) | ("date", Day()) | ("duration", Duration()):
            return value
        case (("party" | "person" | "record" | "kind" | "role"), Nothing()):
            return value
        case _:
            raise wanted


def _named(node: Node, type: Type, vocabulary: Vocabulary, periods: tuple[str, ...]) -> Scalar:
    name = names_of(node)[0]
    match type.base:
        case "list":
            symbols = vocabulary.lists[type.name].symbols
            if name not in symbols:
                raise NotConstant(f"'{name}' is not in the list {type.name}", node.span, did_you_mean(name, symbols))
            return Symbol(type.name, name)
        case "party" | "person" | "kind" | "role" if vocabulary.is_party_name(name):
            return Ref(name)
        case "period":
            if name not in (*PERIODS, *periods):
                raise NotConstant(f"'{name}' is not a period", node.span, did_you_mean(name, (*PERIODS, *periods)))
            return name
        case _:
            help = other_value(name) or _SUCH_AS.get(type.base, "")
            raise NotConstant(f"{describe(type, vocabulary)} is wanted here, not '{name}'", node.span, help)
