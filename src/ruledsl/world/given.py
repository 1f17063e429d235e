"""What callers hand the builder: plain Python values, a few words about where they stand, and what they are called.

The scenario language, JSON and Python all give raw values; `Placed` says where one stands, `Name` and `Text` tell a
bare word from a quoted one where the form knows the difference. `ruledsl.world.value_reading` makes values of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from ruledsl.civil_time.arithmetic import FIRST_DAY, LAST_DAY
from ruledsl.civil_time.text import format_date, format_time
from ruledsl.civil_time.units import Unit, amount_label
from ruledsl.source import NOWHERE, Span
from ruledsl.world.scenario import When
from ruledsl.world.values import Day, Doer, Duration, Nothing, Ref, Symbol
from ruledsl.world.vocabulary import Type

LONGEST_NUMBER = 1000
"""Digits that a number may have; far beyond any rule's need, and short enough to reckon with at once."""

BUILT_IN_UNITS = frozenset(unit.value for unit in Unit)


@frozen
class Place:
    """Where something stands: in a file, in a JSON document (a path such as `events[3].date`), or both."""

    span: Span = NOWHERE
    pointer: str = ""


@frozen
class Placed:
    """A raw value or name with its own place."""

    value: object
    place: Place


@frozen
class Name:
    """A bare word: a party, a record, a symbol or a period, as the type expected says."""

    text: str


@frozen
class Text:
    """A quoted text; never a name."""

    text: str


@frozen
class DateText:
    """A date as written, which may not exist."""

    text: str


@frozen
class NumberText:
    """A number as written, which may have no end of digits or divide by nothing."""

    text: str


@frozen
class Reckoned:
    """A calculation or condition as written, where a scenario takes a plain value."""

    text: str


@frozen
class Acting:
    """A doer and the capacity it acts in (`li as vice_mayor`); both raw names."""

    party: object
    capacity: object = None


Given: TypeAlias = object
"""A raw value: bool, int, Decimal, Fraction, str, `datetime.date`, None (the value `none`), the classes of
`ruledsl.world.values`, the classes of this module, or a list, tuple or set of them; `Placed` wherever a place is known.
A plain str is read as its place wants it: a text, a name, a date, a length of time or an exact number."""

Pairs: TypeAlias = Mapping[object, Given] | Iterable[tuple[object, Given]]
"""Names with values: a mapping, or pairs (which keep what was given twice)."""


def open_up(given: Given, place: Place) -> tuple[object, Place]:
    """The value and its own place, or `place` where it has none."""
    value: object = given
    while isinstance(value, Placed):
        place = value.place
        value = value.value
    return value, place


def word_of(raw: object) -> str | None:
    """The name that a raw value can be read as."""
    match raw:
        case str():
            return raw
        case Name(text=text) | Ref(name=text):
            return text
        case _:
            return None


def pairs_of(given: Pairs) -> list[tuple[object, Given]]:
    """Names with values, in order."""
    return list(given.items()) if isinstance(given, Mapping) else list(given)


def exact_number(text: str) -> Fraction | None:
    """The number that `text` is (`12`, `-1.50`, `3/4`), exactly; None if it is none or has no end of digits."""
    cleaned = text.strip()
    if len(cleaned) > LONGEST_NUMBER or not cleaned.isascii() or "_" in cleaned or "e" in cleaned.lower():
        return None
    try:
        return Fraction(cleaned)
    except (ValueError, ZeroDivisionError):
        return None


def exact_decimal(value: Decimal) -> Fraction | None:
    """A decimal as a fraction; None if it is not finite or has no end of digits."""
    if not value.is_finite():
        return None
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) > LONGEST_NUMBER or len(value.as_tuple().digits) > LONGEST_NUMBER:
        return None
    return Fraction(value)


def number_text(value: int | Fraction) -> str:
    """A number exactly: `12`, `-1.5`, or `1/3` where no decimal ends."""
    number = Fraction(value)
    if number.denominator == 1:
        return str(number.numerator)
    twos = fives = 0
    rest = number.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def date_text(day: int) -> str:
    """`2022-03-28`, or the bare number of a day outside the calendar."""
    return format_date(day) if FIRST_DAY <= day <= LAST_DAY else str(day)


def when_text(when: When) -> str:
    """`2022-03-28` or `2022-03-28 14:30`."""
    return date_text(when.day) if when.second is None else f"{date_text(when.day)} {format_time(when.second)}"


def duration_text(duration: Duration) -> str:
    """`1 workday`, `5 workdays`; a declared unit keeps its own name (`5 school_day`)."""
    return amount_label(duration.n, Unit(duration.unit) if duration.unit in BUILT_IN_UNITS else duration.unit)


def shown(value: object) -> str:
    """A raw value as a message names it: `the number 3`, `the text "three"`, `the name 'three'`."""
    match value:
        case Placed():
            return shown(value.value)
        case bool():
            return "yes" if value else "no"
        case int():
            return f"the number {value}" if abs(value) < 10**30 else "a very long number"
        case Fraction() if max(value.numerator.bit_length(), value.denominator.bit_length()) > 100:
            return "a very long number"
        case Fraction():
            return f"the number {_short(number_text(value))}"
        case Decimal():
            return f"the number {_short(str(value))}"
        case float():
            return f"the inexact number {value}"
        case Name(text=text) | Ref(name=text) | Symbol(name=text):
            return f"the name '{_short(text)}'"
        case Text(text=text) | str(text):
            return f'the text "{_short(text)}"'
        case Day(ordinal=ordinal):
            return f"the date {date_text(ordinal)}"
        case DateText(text=text):
            return f"the date {text}"
        case NumberText(text=text):
            return f"the number {_short(text)}"
        case Reckoned(text=text):
            return f"'{_short(text)}', which is to be worked out,"
        case datetime.date():
            return f"the date {value.isoformat()[:10]}"
        case Duration():
            return f"the length of time {duration_text(value)}"
        case None | Nothing():
            return "none"
        case Doer(party=party, capacity=capacity) | Acting(party=party, capacity=capacity):
            return shown(Name(str(party))) + (f" acting as '{_short(str(capacity))}'" if capacity else "")
        case list() | tuple() | set() | frozenset():
            return "a set"
        case Mapping():
            return "a group of named values"
        case _:
            return f"a value of Python's type {type(value).__name__}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:37]}…"


_PARTY_WORDS = {
    "party": "a party (a person, role or office)",
    "person": "a person",
    "role": "a role",
    "office": "an office",
}


def wanted(expected: Type, symbols: Iterable[str] = ()) -> str:
    """What a type holds, as a message names it: `a whole number`, `a meeting`, `one of draft, final`."""
    one = _wanted_one(expected, tuple(symbols))
    return f"a set, each member {one}" if expected.many else one


def _wanted_one(expected: Type, symbols: tuple[str, ...]) -> str:
    match expected.base:
        case "yes_no" | "judgement":
            return "yes or no"
        case "whole_number":
            return "a whole number"
        case "decimal":
            return "a number"
        case "text":
            return "a text"
        case "date":
            return "a date such as 2022-03-28"
        case "duration":
            return "a length of time such as 5 workdays"
        case "record":
            return "a record"
        case "party" | "person" | "office":
            return _PARTY_WORDS[expected.base]
        case "kind":
            return _PARTY_WORDS.get(expected.name, f"a record of kind '{expected.name}'")
        case "list":
            few = ", ".join(symbols) if len(symbols) <= 8 else ", ".join((*symbols[:8], "…"))
            return f"one of {few}" if few else f"a value of the list '{expected.name}'"
        case "role":
            return f"the role '{expected.name}' or a person who holds it" if expected.name else "a role"
        case "period":
            return f"a {expected.name} such as 2022" if expected.name == "year" else "a period such as 2022 or 2022-03"
        case _:
            return "a value"
