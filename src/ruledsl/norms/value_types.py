"""Types of values: which can be compared, which can hold which, and how they are said to a reader. Handed `Type`s
of the vocabulary, it hands on yes or no, or a few words.

Beside the bases that fields have, an expression may be of base `none` (the word `none`) and, after an error that
has been reported, of base `unknown`, which fits everything.
"""

from __future__ import annotations

from typing import Final

from ruledsl.world.vocabulary import Type, Vocabulary

YES_NO: Final = Type("yes_no")
WHOLE: Final = Type("whole_number")
DECIMAL: Final = Type("decimal")
TEXT: Final = Type("text")
DATE: Final = Type("date")
PARTY: Final = Type("party")
PERSON: Final = Type("person")
RECORD: Final = Type("record")
NONE: Final = Type("none")
UNKNOWN: Final = Type("unknown")

BUILT_IN_TYPES: Final = ("decimal", "text", "date", "duration", "judgement", "record", "period")
BUILT_IN_KINDS: Final = ("party", "person", "role", "office")

_NUMBERS: Final = frozenset({"whole_number", "decimal"})
_TRUTHS: Final = frozenset({"yes_no", "judgement"})


def duration_of(family: str) -> Type:
    """The type of durations of a family (see `time_words.family_of`); of any family for the empty word."""
    return Type("duration", family)


def is_number(type: Type) -> bool:
    return type.base in _NUMBERS and not type.many


def is_truth(type: Type) -> bool:
    """Whether it is a yes or no: something that can be asked by itself."""
    return type.base in _TRUTHS and not type.many


def is_party(type: Type, vocabulary: Vocabulary) -> bool:
    """Whether values of the type (or members of the set) are parties."""
    match type.base:
        case "party" | "person" | "role":
            return True
        case "kind":
            kind = vocabulary.kinds.get(type.name)
            return kind is not None and kind.is_party
        case _:
            return False


def is_record(type: Type, vocabulary: Vocabulary) -> bool:
    """Whether values of the type (or members of the set) are records that are no parties."""
    return type.base == "record" or (type.base == "kind" and not is_party(type, vocabulary))


def kind_of(type: Type) -> str | None:
    """The kind in which fields and events of such a value are looked up."""
    match type.base:
        case "kind":
            return type.name
        case "party" | "person":
            return type.base
        case "role":
            return "role"
        case _:
            return None


def type_of_kind(kind: str) -> Type:
    """The type whose values are the records of a kind."""
    return Type(kind) if kind in ("party", "person") else Type("kind", kind)


def single(type: Type) -> Type:
    """The type of a set's members."""
    return Type(type.base, type.name)


def several(type: Type) -> Type:
    """The type of a set of such values."""
    return Type(type.base, type.name, many=True)


def overlaps(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Whether a record can be of both kinds: one is a form of the other, or some kind is a form of both."""
    narrower = vocabulary.narrower_kinds(left)
    return any(vocabulary.is_kind(kind, right) for kind in narrower)


def comparable(left: Type, right: Type, vocabulary: Vocabulary) -> bool:
    """Whether two single values of these types can ever be equal."""
    if "unknown" in (left.base, right.base):
        return True
    if is_number(single(left)) and is_number(single(right)):
        return True
    if left.base in _TRUTHS and right.base in _TRUTHS:
        return True
    if "none" in (left.base, right.base):
        other = right if left.base == "none" else left
        return other.base == "none" or is_party(other, vocabulary) or is_record(other, vocabulary)
    if is_party(left, vocabulary) and is_party(right, vocabulary):
        return _same_parties(left, right, vocabulary)
    match left.base, right.base:
        case ("text", "text") | ("date", "date") | ("period", "period"):
            return True
        case "duration", "duration":
            return not left.name or not right.name or left.name == right.name
        case "list", "list":
            return left.name == right.name
        case ("record", _) if is_record(right, vocabulary):
            return True
        case (_, "record") if is_record(left, vocabulary):
            return True
        case "kind", "kind":
            return overlaps(left.name, right.name, vocabulary)
        case _:
            return False


def _same_parties(left: Type, right: Type, vocabulary: Vocabulary) -> bool:
    """Two parties can be the same unless one is a person and the other an office; a role may be held by any."""
    kinds = [kind_of(left) or "party", kind_of(right) or "party"]
    if any(vocabulary.is_kind(kind, "role") or kind == "party" for kind in kinds):
        return True
    return overlaps(kinds[0], kinds[1], vocabulary)


def fits(value: Type, place: Type, vocabulary: Vocabulary) -> bool:
    """Whether a value of type `value` can stand where one of type `place` is kept."""
    if "unknown" in (value.base, place.base):
        return True
    if value.many != place.many:
        return False
    if place.base == "whole_number":
        return value.base == "whole_number"
    return comparable(single(value), single(place), vocabulary)


def describe(type: Type, vocabulary: Vocabulary) -> str:
    """The type in a few words, with its article: `a whole number`, `a set of parties`, `a meeting`."""
    if type.many:
        return f"a set of {_plural(type)}"
    match type.base:
        case "yes_no":
            return "a yes or no"
        case "judgement":
            return "a judgement (yes or no)"
        case "whole_number":
            return "a whole number"
        case "decimal":
            return "a number"
        case "text":
            return "a text"
        case "date":
            return "a date"
        case "duration":
            return f"a duration in {type.name}" if type.name else "a duration"
        case "list":
            return f"one of the list {type.name}"
        case "kind":
            return with_article(type.name)
        case "role":
            return f"whoever holds the role {type.name}" if type.name else "a role"
        case "period":
            return "a period (year, quarter, month, ten_days or week)"
        case "none":
            return "none"
        case "unknown":
            return "something unknown"
        case _:
            return with_article(type.base)


def with_article(word: str) -> str:
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


_PLURALS: Final = {
    "yes_no": "yes and no",
    "judgement": "judgements",
    "whole_number": "whole numbers",
    "decimal": "numbers",
    "party": "parties",
    "person": "persons",
}


def _plural(type: Type) -> str:
    match type.base:
        case "kind" | "list" | "role":
            return f"{type.name} records" if type.base == "kind" else type.name
        case "unknown":
            return "anything"
        case base:
            return _PLURALS.get(base, f"{base}s")
