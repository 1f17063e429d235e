"""Raw values to values: each checked against the type that its place wants.

Handed a raw value, a type and the names of the scenario, it hands on a `Value` (or the doers of a party parameter),
or records a diagnostic that says what was wanted and what was found, and hands on None.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from ruledsl.civil_time.arithmetic import FIRST_DAY, LAST_DAY, SECONDS_IN_DAY, DateOutOfRange, day_of
from ruledsl.civil_time.numerals import number_in_words
from ruledsl.civil_time.periods import PeriodKind, YearStart, parse_period_label, period_containing
from ruledsl.civil_time.text import DateError, parse_date, parse_time
from ruledsl.diagnostics import did_you_mean
from ruledsl.world.findings import Report
from ruledsl.world.given import (
    BUILT_IN_UNITS,
    LONGEST_NUMBER,
    Acting,
    DateText,
    Given,
    Name,
    NumberText,
    Place,
    Reckoned,
    Text,
    exact_decimal,
    exact_number,
    open_up,
    shown,
    wanted,
    word_of,
)
from ruledsl.world.meant import other_value
from ruledsl.world.names import Names
from ruledsl.world.scenario import Argument, When
from ruledsl.world.values import NOTHING, Day, Doer, Duration, Nothing, Ref, Scalar, Symbol, Value
from ruledsl.world.vocabulary import Type

PERIOD_WORDS: Final = tuple(kind.value for kind in PeriodKind)

_DURATION = re.compile(r"([0-9]{1,9})\s+([^\W\d]\w*)")
_REFERENCES = frozenset({"party", "person", "office", "role", "record", "kind"})
_NUMBER_BITS = LONGEST_NUMBER * 3


_DIGITS = frozenset({"whole_number", "decimal"})


@frozen
class ValueReader:
    """Reads raw values. `units` and `periods` (own years, by the month and day on which they start) are the
    ruleset's beside the built-in ones."""

    names: Names
    report: Report
    units: frozenset[str] = frozenset()
    periods: Mapping[str, YearStart] = field(factory=dict)

    # ------------------------------------------------------------------------------------------ values

    def value(self, given: Given, expected: Type, place: Place, what: str) -> Value | None:
        """The value of `what` (`the field 'matters'`), or None once the fault is reported."""
        if not expected.many:
            return self._scalar(given, expected, place, what)
        raw, place = open_up(given, place)
        members = _members(raw)
        if members is None:
            self._wrong(raw, expected, place, what, "write a set in round brackets, also of one member: (a)")
            return None
        one = Type(expected.base, expected.name)
        found = [self._member(member, one, place, what) for member in members]
        return None if None in found else frozenset(value for value in found if value is not None)

    def argument(self, given: Given, expected: Type, place: Place, what: str) -> Argument | None:
        """A parameter's value: one or several doers where the type is a party's, else as `value`."""
        if self.names.holds_doers(expected):
            return self._doers(given, expected, place, what)
        if expected.base == "unknown":
            return self._untyped_argument(given, expected, place, what)
        return self.value(given, expected, place, what)

    def setting(self, given: Given, expected: Type, place: Place, what: str) -> Value | None:
        """A named value of the ruleset: as `value`, but a period is a kind of period (`month`), and a length of
        time is at least 1."""
        raw, place = open_up(given, place)
        if expected.base == "period" and not expected.many:
            known = {*PERIOD_WORDS, *self.periods}
            word = word_of(raw)
            if word in known:
                return word
            if word is None:
                self.report("RD512", f"{what} takes a kind of period, but {shown(raw)} was given", place, "")
            else:
                self.report("RD508", f"'{word}' is not a kind of period", place, did_you_mean(word, known))
            return None
        value = self.value(raw, expected, place, what)
        if isinstance(value, Duration) and value.n < 1:
            self.report("RD512", f"{what} must be at least 1 {value.unit}", place, "")
            return None
        return value

    def _member(self, given: Given, one: Type, place: Place, what: str) -> Scalar | None:
        raw, place = open_up(given, place)
        if raw is None or isinstance(raw, Nothing):
            self._wrong(raw, one, place, f"each member of {what}", "leave it out; a set without members is ()")
            return None
        return self._scalar(raw, one, place, what)

    def _scalar(self, given: Given, expected: Type, place: Place, what: str) -> Scalar | None:
        raw, place = open_up(given, place)
        if isinstance(raw, list | tuple) and len(raw) == 1 and not expected.many:
            # Brackets round one value are only brackets.
            raw, place = open_up(raw[0], place)
        if raw is None or isinstance(raw, Nothing):
            if expected.base in _REFERENCES or expected.base == "unknown":
                return NOTHING
            self._wrong(raw, expected, place, what, "only a field that names a record or party can be none")
            return None
        match expected.base:
            case "yes_no" | "judgement":
                return self._yes_no(raw, expected, place, what)
            case "whole_number" | "decimal":
                return self._number(raw, expected, place, what)
            case "text":
                return self._text(raw, expected, place, what)
            case "date":
                return self._date(raw, expected, place, what)
            case "duration":
                return self._duration(raw, expected, place, what)
            case "list":
                return self._symbol(raw, expected, place, what)
            case "period":
                return self._period(raw, expected, place, what)
            case "party" | "person" | "office" | "role" | "record" | "kind":
                name = self.reference(raw, expected, place, what)
                return None if name is None else Ref(name)
            case "unknown":
                return self._untyped(raw, expected, place, what)
            case _:
                raise ValueError(f"no type has the base {expected.base!r}")

    def _wrong(self, raw: object, expected: Type, place: Place, what: str, help: str = "") -> None:
        decl = self.names.vocabulary.lists.get(expected.name) if expected.base == "list" else None
        symbols: Iterable[str] = decl.symbols if decl is not None else ()
        if not help:
            help = other_value(word_of(raw) or "") if expected.base in ("yes_no", "judgement") else ""
        if not help and isinstance(raw, Reckoned) and " and " in shown(raw):
            help = "set several fields apart with commas: a = 1, b = yes"
        if not help and expected.base in _DIGITS and (number := number_in_words(word_of(raw) or "")) is not None:
            help = f"numbers are written in digits: {number}"
        self.report("RD512", f"{what} takes {wanted(expected, symbols)}, but {shown(raw)} was given", place, help)

    def _yes_no(self, raw: object, expected: Type, place: Place, what: str) -> bool | None:
        if isinstance(raw, bool):
            return raw
        word = word_of(raw)
        help = "write yes or no without quotes (in JSON: true or false)" if word in ("yes", "no") else ""
        if not help and not other_value(word or ""):
            help = {"1": "write 'yes'", "0": "write 'no'"}.get(str(raw), "write yes or no")
        self._wrong(raw, expected, place, what, help)
        return None

    def _number(self, raw: object, expected: Type, place: Place, what: str) -> int | Fraction | None:
        number: Fraction | None = None
        help = ""
        match raw:
            case bool():
                pass
            case int() | Fraction():
                number = Fraction(raw)
            case Decimal():
                number = exact_decimal(raw)
            case str():
                number = exact_number(raw) if expected.base == "decimal" else None
                if expected.base == "whole_number" and exact_number(raw) is not None:
                    help = "write the number without quotes"
            case Text(text=text) if exact_number(text) is not None:
                help = "write the number without quotes"
            case NumberText():
                self.report("RD512", f"{shown(raw)} is too long to reckon with, or divides by 0", place, "")
                return None
            case float():
                help = 'give an exact number: a Decimal, or a text such as "0.1"'
            case _:
                pass
        if number is None or (expected.base == "whole_number" and number.denominator != 1):
            self._wrong(raw, expected, place, what, help)
            return None
        if max(number.numerator.bit_length(), number.denominator.bit_length()) > _NUMBER_BITS:
            self.report("RD512", f"{what} is a number too long to reckon with", place, "")
            return None
        return number.numerator if expected.base == "whole_number" else number

    def _text(self, raw: object, expected: Type, place: Place, what: str) -> str | None:
        match raw:
            case Text(text=text) | str(text):
                return text
            case Name(text=text):
                self._wrong(raw, expected, place, what, f'put a text in quotes: "{text}"')
            case _:
                self._wrong(raw, expected, place, what)
        return None

    def _date(self, raw: object, expected: Type, place: Place, what: str) -> Day | None:
        match raw:
            case Day(ordinal=ordinal) if FIRST_DAY <= ordinal <= LAST_DAY:
                return raw
            case datetime.datetime():
                self._wrong(raw, expected, place, what, "a date has no time of day here")
                return None
            case datetime.date():
                return Day(raw.toordinal())
            case DateText(text=text):
                day = self.day(text, place)
                return None if day is None else Day(day)
            case str(text) | Text(text=text) if re.match(r"\s*[0-9]{3,}[-/.年]", text):
                if isinstance(raw, Text):
                    self._wrong(raw, expected, place, what, "write a date without quotes")
                    return None
                day = self.day(text, place)
                return None if day is None else Day(day)
            case _:
                self._wrong(raw, expected, place, what)
                return None

    def _duration(self, raw: object, expected: Type, place: Place, what: str) -> Duration | None:
        match raw:
            case Duration(n=n, unit=unit):
                name = self._unit(unit)
                if name is None:
                    self.report("RD508", f"'{unit}' is not a unit of time", place, self._unit_help(unit))
                    return None
                if 0 <= n < 10**9:
                    return Duration(n, name)
                self.report("RD512", f"{what} cannot be {shown(raw)}", place, "")
                return None
            case str(text):
                match = _DURATION.fullmatch(text.strip())
                if match is not None:
                    return self._duration(Duration(int(match[1]), match[2]), expected, place, what)
                self._wrong(raw, expected, place, what)
                return None
            case _:
                help = "say of which unit, such as days or workdays" if isinstance(raw, int) else ""
                self._wrong(raw, expected, place, what, help)
                return None

    def _unit(self, word: str) -> str | None:
        known = BUILT_IN_UNITS | self.units
        if word in known:
            return word
        return word[:-1] if word.endswith("s") and word[:-1] in known else None

    def _unit_help(self, word: str) -> str:
        return did_you_mean(word, BUILT_IN_UNITS | self.units)

    def _symbol(self, raw: object, expected: Type, place: Place, what: str) -> Symbol | None:
        declared = self.names.vocabulary.lists[expected.name].symbols
        if isinstance(raw, Symbol) and raw.list == expected.name and raw.name in declared:
            return raw
        word = raw.name if isinstance(raw, Symbol) else word_of(raw)
        if word is None:
            quoted = isinstance(raw, Text) and raw.text in declared
            self._wrong(raw, expected, place, what, "write the name without quotes" if quoted else "")
            return None
        if word in declared:
            return Symbol(expected.name, word)
        message = f"'{word}' is not one of the list '{expected.name}', which {what} takes"
        self.report("RD508", message, place, did_you_mean(word, declared))
        return None

    def _period(self, raw: object, expected: Type, place: Place, what: str) -> str | None:
        if not isinstance(raw, Text | str | Name | int) or isinstance(raw, bool):
            self._wrong(raw, expected, place, what)
            return None
        label = self.period(raw, place)
        if label is not None and expected.name in PERIOD_WORDS:
            found = parse_period_label(label).kind.value
            if found != expected.name or label.startswith("year from"):
                what_it_is = "an office's own year" if label.startswith("year from") else f"a {found}"
                message = f"{what} takes a {expected.name}, but '{label}' is {what_it_is}"
                self.report("RD512", message, place, "")
                return None
        return label

    def _untyped(self, raw: object, expected: Type, place: Place, what: str) -> Scalar | None:
        match raw:
            case bool() | int() | Fraction() | Decimal() | float():
                whole = isinstance(raw, int) and not isinstance(raw, bool)
                base = "yes_no" if isinstance(raw, bool) else "whole_number" if whole else "decimal"
                return self._scalar(raw, Type(base), place, what)
            case Text(text=text):
                return text
            case Day() | DateText() | datetime.date():
                return self._date(raw, Type("date"), place, what)
            case Duration():
                return self._duration(raw, Type("duration"), place, what)
            case Symbol(list=name) if name in self.names.vocabulary.lists:
                return self._symbol(raw, Type("list", name), place, what)
            case str() | Name() | Ref():
                word = word_of(raw) or ""
                lists = [decl.name for decl in self.names.vocabulary.lists.values() if word in decl.symbols]
                if len(lists) == 1 and not self.names.known(word):
                    return Symbol(lists[0], word)
                referred = self.reference(raw, expected, place, what)
                return None if referred is None else Ref(referred)
            case _:
                self._wrong(raw, expected, place, what)
                return None

    # ------------------------------------------------------------------------------------------ parties and records

    def reference(self, raw: object, expected: Type, place: Place, what: str) -> str | None:
        """The name of a party or record that fits the type."""
        word = word_of(raw)
        if word is None:
            quoted = isinstance(raw, Text) and self.names.known(raw.text)
            self._wrong(raw, expected, place, what, "write the name without quotes" if quoted else "")
            return None
        if not self.names.known(word):
            self.report(
                "RD502",
                f"nothing here is called '{word}'; {what} takes {wanted(expected)}",
                place,
                self.name_help(word, expected),
            )
            return None
        if not self.names.fits(word, expected):
            message = f"{what} takes {wanted(expected)}, but '{word}' is {self.names.sort_text(word)}"
            self.report("RD512", message, place, "")
            return None
        return word

    def name_help(self, word: str, expected: Type) -> str:
        """The nearest name that fits, or how to declare one."""
        near = self.names.nearest(word, expected)
        if near.startswith("did you mean"):
            return near
        match expected.base:
            case "party" | "person":
                declare = f"declare a person with: person {word}"
            case "record" | "kind":
                declare = f"declare it with: {expected.name or 'KIND'} {word}"
            case _:
                declare = ""
        return "; ".join(part for part in (near, declare) if part)

    def _doers(self, given: Given, expected: Type, place: Place, what: str) -> tuple[Doer, ...] | None:
        raw, place = open_up(given, place)
        members = _members(raw)
        if members is None:
            members = [raw]
        elif not members:
            self.report("RD512", f"{what} takes {wanted(expected)}, but none was given", place, "name at least one")
            return None
        found = [self._doer(member, expected, place, what) for member in members]
        return None if None in found else tuple(doer for doer in found if doer is not None)

    def _doer(self, given: Given, expected: Type, place: Place, what: str) -> Doer | None:
        raw, place = open_up(given, place)
        if raw is None or isinstance(raw, Nothing):
            self._wrong(raw, expected, place, what, "leave it out if it is not known")
            return None
        if not isinstance(raw, Doer | Acting):
            name = self.reference(raw, expected, place, what)
            return None if name is None else Doer(name)
        party, party_place = open_up(raw.party, place)
        capacity, capacity_place = open_up(raw.capacity, place)
        name = self.reference(party, expected, party_place, what)
        if capacity is None:
            return None if name is None else Doer(name)
        role = self.reference(capacity, Type("party"), capacity_place, "the capacity of an act")
        return None if name is None or role is None else Doer(name, role)

    def _untyped_argument(self, given: Given, expected: Type, place: Place, what: str) -> Argument | None:
        raw, inner = open_up(given, place)
        members = _members(raw)
        items = [open_up(m, inner)[0] for m in (members if members is not None else [raw])]
        if items and all(isinstance(item, Doer | Acting) or self._names_party(word_of(item)) for item in items):
            return self._doers(given, Type("party"), place, what)
        if members is not None and len(members) != 1:
            return self.value(given, Type(expected.base, expected.name, many=True), place, what)
        return self._scalar(given, expected, place, what)

    def _names_party(self, word: object) -> bool:
        return isinstance(word, str) and self.names.known(word) and self.names.fits(word, Type("party"))

    # ------------------------------------------------------------------------------------------ dates and periods

    def day(self, given: Given, place: Place) -> int | None:
        """The ordinal of a civil date: text, `datetime.date`, `Day`, or an ordinal itself."""
        raw, place = open_up(given, place)
        match raw:
            case bool() | datetime.datetime():
                pass
            case int() | Day() if FIRST_DAY <= (raw.ordinal if isinstance(raw, Day) else raw) <= LAST_DAY:
                return raw.ordinal if isinstance(raw, Day) else raw
            case datetime.date():
                return raw.toordinal()
            case str(text) | Name(text=text) | Text(text=text) | DateText(text=text):
                try:
                    return parse_date(text)
                except DateError as error:
                    self.report("RD513", error.message, place, error.help)
                    return None
            case _:
                pass
        self.report("RD513", f"{shown(raw)} is not a date", place, "write YYYY-MM-DD, such as 2022-03-28")
        return None

    def interval(self, first: Given, last: Given, place: Place) -> tuple[int | None, int | None]:
        """First and last day, either of which may be missing."""
        raw_first, first_place = open_up(first, place)
        raw_last, last_place = open_up(last, place)
        start = None if raw_first is None else self.day(raw_first, first_place)
        end = None if raw_last is None else self.day(raw_last, last_place)
        if start is not None and end is not None and end < start:
            self.report("RD522", "the last day lies before the first", last_place, "both days are included")
        return start, end

    def when(self, given: Given, place: Place) -> When | None:
        """A date, with a time if one is given: `2022-03-28`, `2022-03-28 14:30`, a `datetime`, a pair, a `When`."""
        raw, place = open_up(given, place)
        match raw:
            case When(day=day, second=second):
                return self._joined(day, second, place)
            case datetime.datetime():
                if raw.tzinfo is not None or raw.microsecond:
                    message = "a time is given in whole seconds of the ruleset's own time zone"
                    self.report("RD513", message, place, "give a datetime without a zone and without microseconds")
                    return None
                return When(raw.toordinal(), raw.hour * 3600 + raw.minute * 60 + raw.second)
            case str(text) if len(text.strip()) > 10 and re.match(r"\s*\d{4}-\d{2}-\d{2}[T ]", text):
                return self._joined(text.strip()[:10], text.strip()[11:], place)
            case (day, time):
                return self._joined(day, time, place)
            case _:
                return self._joined(raw, None, place)

    def _joined(self, day: Given, time: Given, place: Place) -> When | None:
        found = self.day(day, place)
        raw, place = open_up(time, place)
        if raw is None:
            return None if found is None else When(found)
        second = self._second(raw, place)
        return None if found is None or second is None else When(found, second)

    def _second(self, raw: object, place: Place) -> int | None:
        match raw:
            case int() if not isinstance(raw, bool) and 0 <= raw < SECONDS_IN_DAY:
                return raw
            case datetime.time() if raw.tzinfo is None and not raw.microsecond:
                return raw.hour * 3600 + raw.minute * 60 + raw.second
            case str(text):
                try:
                    return parse_time(f"0{text}" if re.match(r"[0-9]:", text) else text)
                except DateError as error:
                    self.report("RD513", error.message, place, error.help)
            case _:
                self.report("RD513", f"{shown(raw)} is not a time of day", place, "write HH:MM, such as 09:30")
        return None

    def period(self, given: Given, place: Place) -> str | None:
        """A period's label as `civil_time` writes it, in English: `2022`, `2022 Q1`, `week of 2022-03-07`.

        `2022 school_year` is the ruleset's own year that starts in 2022: `year from 2022-09-01`.
        """
        raw, place = open_up(given, place)
        match raw:
            case int() if not isinstance(raw, bool) and 0 < raw <= 9999:
                text = f"{raw:04d}"
            case str(text) | Name(text=text) | Text(text=text):
                text = " ".join(text.split())
            case _:
                self.report("RD513", f"{shown(raw)} is not a period", place, "write 2022, 2022 Q1 or 2022-03")
                return None
        year, _, name = text.partition(" ")
        try:
            if name in self.periods and re.fullmatch(r"[0-9]{4}", year):
                start = self.periods[name]
                return period_containing(PeriodKind.YEAR, day_of(int(year), *start), start).label()
            return parse_period_label(text).label()
        except DateOutOfRange as error:
            self.report("RD513", f"'{text}' is not a period", place, str(error))
            return None
        except DateError as error:
            self.report("RD513", error.message, place, error.help)
            return None


def _members(raw: object) -> Sequence[Given] | None:
    """The members of a raw set."""
    match raw:
        case list() | tuple():
            return raw
        case set() | frozenset():
            return sorted(raw, key=repr)
        case _:
            return None
