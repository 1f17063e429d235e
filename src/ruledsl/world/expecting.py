"""Expectations: what a scenario says should come out, with every name checked.

Handed a raw expectation, it hands on an `Expectation` with its norms' ids made full, or reports what is wrong: a norm
that is not there, a mark that the verdict cannot have, a value that the field cannot hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from attrs import evolve, frozen

from ruledsl.diagnostics import did_you_mean, nearest
from ruledsl.world.drafts import ABSENT, ExpectationDraft
from ruledsl.world.findings import Report
from ruledsl.world.given import Given, Place, open_up, shown, word_of
from ruledsl.world.names import Names
from ruledsl.world.norm_names import NormNames
from ruledsl.world.scenario import Argument, Expectation
from ruledsl.world.value_reading import ValueReader
from ruledsl.world.value_writing import expectation_text
from ruledsl.world.values import Value
from ruledsl.world.vocabulary import EventDecl, FieldDecl, Type, Vocabulary

FORMS: Final = ("verdict", "only", "no_breach", "no_deviation", "used", "may", "may_not", "value")

VERDICTS: Final = ("satisfied", "violated", "pending", "excused", "undetermined", "not_applicable")

MARKS: Final = {
    "breach": ("violated",),
    "deviation": ("violated",),
    "answered": ("violated",),
    "so far": ("satisfied", "excused"),
    "in time on plan": ("pending",),
    "late on plan": ("pending",),
    "past the horizon": ("pending",),
    "provisional": VERDICTS,
}
"""The marks, and the verdicts that may bear them."""

COMPARATORS: Final = ("=", "!=", "<", "<=", ">", ">=")

_ORDERED: Final = frozenset({"whole_number", "decimal", "date", "duration"})

ReadArguments = Callable[[EventDecl, Iterable[tuple[object, Given]], Place], dict[str, Argument]]


@frozen
class ExpectationReader:
    """Reads raw expectations; `arguments` reads an event's, `count` tells how many errors were reported so far."""

    vocabulary: Vocabulary
    names: Names
    norms: NormNames
    read: ValueReader
    arguments: ReadArguments
    report: Report
    count: Callable[[], int]

    def expectation(self, draft: ExpectationDraft) -> Expectation | None:
        """The expectation, or None once its faults are reported."""
        place = draft.place
        if draft.form not in FORMS:
            self.report("RD529", f"there is no expectation '{draft.form}'", place, did_you_mean(draft.form, FORMS))
            return None
        before = self.count()
        address = tuple(self.addressed(given, place) for given in draft.address)
        period = None if draft.period is None else self.read.period(draft.period, place)
        on = None if draft.on is None else self.read.day(draft.on, place)
        due = None if draft.due is None else self.read.day(draft.due, place)
        number = None if draft.number is None else self.occurrence(draft.number, place)
        missing = None if draft.missing is None else self.word(draft.missing, place, "a fact")
        norms = self.resolved(draft)
        verdict, marks = self.verdict(draft)
        if draft.form in ("may", "may_not"):
            party, event, arguments = self.act(draft, address)
        else:
            party, event, arguments = None, None, {}
        if draft.form == "value":
            path, comparator, value = self.field_value(draft, address)
        else:
            path, comparator, value = None, None, None
        if self.count() != before:
            return None
        made = Expectation(
            form=draft.form,
            text=draft.text,
            norms=norms,
            verdict=verdict,
            marks=marks,
            address=tuple(name for name in address if name is not None),
            period=period,
            on=on,
            number=number,
            due=due,
            missing=missing,
            party=party,
            event=event,
            event_arguments=arguments,
            field_path=path,
            comparator=comparator,
            value=value,
            span=place.span,
        )
        return made if draft.text else evolve(made, text=expectation_text(made))

    # ------------------------------------------------------------------------------------------ names

    def word(self, given: Given, place: Place, what: str) -> str | None:
        raw, place = open_up(given, place)
        name = word_of(raw)
        if name is not None and name.strip():
            return name
        self.report("RD529", f"{shown(raw)} does not name {what}", place, "")
        return None

    def addressed(self, given: Given, place: Place) -> str | None:
        """What stands after `for`: a record or party, or a symbol (the key of a frequency)."""
        raw, place = open_up(given, place)
        name = self.word(raw, place, "a record")
        if name is None or self.names.known(name):
            return name
        symbols = {symbol for decl in self.vocabulary.lists.values() for symbol in decl.symbols}
        if name in symbols:
            return name
        symbol = nearest(name, symbols)
        help = self.names.nearest(name) if symbol is None else f"did you mean '{symbol}'?"
        self.report("RD502", f"nothing here is called '{name}'", place, help)
        return None

    def resolved(self, draft: ExpectationDraft) -> tuple[str, ...]:
        if draft.form in ("verdict", "only", "used") and not draft.norms:
            self.report("RD529", "the expectation names no norm", draft.place, "")
        found: list[str] = []
        for given in draft.norms:
            raw, place = open_up(given, draft.place)
            text = self.word(raw, place, "a norm")
            if text is None:
                continue
            resolved = self.norms.resolve(text)
            if not resolved.norms:
                code = "RD511" if resolved.ambiguous else "RD510"
                self.report(code, resolved.message, place, resolved.help)
            found.extend(norm.id for norm in resolved.norms if norm.id not in found)
        return tuple(found)

    def verdict(self, draft: ExpectationDraft) -> tuple[str | None, tuple[str, ...]]:
        raw, place = open_up(draft.verdict, draft.place)
        verdict = None
        if draft.form in ("verdict", "only"):
            if isinstance(raw, str) and raw in VERDICTS:
                verdict = raw
            else:
                help = did_you_mean(str(raw), VERDICTS)
                self.report("RD529", f"{shown(raw)} is not a verdict", place, help)
        marks: list[str] = []
        for given in draft.marks:
            word, place = open_up(given, draft.place)
            if not isinstance(word, str) or word not in MARKS:
                self.report("RD529", f"{shown(word)} is not a mark of a verdict", place, did_you_mean(str(word), MARKS))
            elif verdict is not None and verdict not in MARKS[word]:
                could = " or ".join(MARKS[word])
                self.report("RD529", f"'{verdict}' is never '{word}'", place, f"'{word}' goes with {could}")
            elif word in marks:
                self.report("RD529", f"'{word}' stands twice", place, "")
            elif {word, *marks} >= {"breach", "deviation"}:
                self.report("RD529", "a violation is either a breach or a deviation", place, "keep one of the two")
            else:
                marks.append(word)
        if draft.due is not None and verdict == "not_applicable":
            _, place = open_up(draft.due, draft.place)
            self.report("RD529", "'not_applicable' has no due date", place, "")
        if draft.missing is not None and verdict not in (None, "undetermined"):
            _, place = open_up(draft.missing, draft.place)
            self.report("RD529", f"'{verdict}' misses no fact", place, "'missing' goes with undetermined")
        return verdict, tuple(marks)

    def occurrence(self, given: Given, place: Place) -> int | None:
        raw, place = open_up(given, place)
        if isinstance(raw, int) and not isinstance(raw, bool) and 1 <= raw < 10**9:
            return raw
        self.report("RD529", f"{shown(raw)} numbers no occurrence", place, "occurrences are numbered from 1")
        return None

    # ------------------------------------------------------------------------------------------ acts and values

    def act(
        self, draft: ExpectationDraft, address: tuple[str | None, ...]
    ) -> tuple[str | None, str | None, dict[str, Argument]]:
        """`P may EVENT for RECORD`."""
        raw, place = open_up(draft.party, draft.place)
        party = self.read.reference(raw, Type("party"), place, "'may'")
        raw, place = open_up(draft.event, draft.place)
        name = self.word(raw, place, "an event")
        record = self.single(draft, address)
        if name is None or record is None:
            return party, None, {}
        kind = self.names.kind_of(record) or ""
        wider, _, event = name.rpartition(".")
        decl = self.vocabulary.event(kind, event)
        if decl is None or (wider and wider != record and not self.names.kind_is(kind, wider)):
            help = did_you_mean(name, self.vocabulary.events(kind))
            self.report("RD504", f"nothing called '{name}' can happen to '{record}'", place, help)
            return party, None, {}
        return party, decl.name, self.arguments(decl, draft.arguments, draft.place)

    def single(self, draft: ExpectationDraft, address: tuple[str | None, ...]) -> str | None:
        """The one record that the expectation speaks of."""
        if len(address) == 1:
            name = address[0]
            if name is not None and not self.names.known(name):
                self.report("RD502", f"'{name}' is not a record or party", draft.place, "")
                return None
            return None if name is None or self.names.excused(name) else name
        self.report("RD529", "this expectation speaks of one record", draft.place, "name one record")
        return None

    def field_value(
        self, draft: ExpectationDraft, address: tuple[str | None, ...]
    ) -> tuple[str | None, str | None, Value | None]:
        """`FIELD of RECORD = VALUE`."""
        raw, place = open_up(draft.field, draft.place)
        path = self.word(raw, place, "a field")
        record = self.single(draft, address)
        raw, op_place = open_up("=" if draft.comparator is None else draft.comparator, draft.place)
        comparator = raw if isinstance(raw, str) and raw in COMPARATORS else None
        if comparator is None:
            self.report("RD529", f"{shown(raw)} is not a comparison", op_place, f"write {', '.join(COMPARATORS)}")
        if path is None or record is None:
            return None, None, None
        decl = self.followed(record, path, place)
        if decl is None:
            return None, None, None
        expected = Type("party") if decl.by_events else decl.type
        if comparator not in (None, "=", "!=") and (expected.many or expected.base not in _ORDERED):
            self.report("RD529", f"'{decl.name}' has no order; it is compared by = or !=", op_place, "")
        if draft.value is ABSENT:
            self.report("RD529", "the expectation gives no value", draft.place, "")
            return None, None, None
        value = self.read.value(draft.value, expected, draft.place, f"the field '{decl.name}'")
        return path, comparator, value

    def followed(self, record: str, path: str, place: Place) -> FieldDecl | None:
        """The field at the end of a path of fields."""
        kind = self.names.kind_of(record) or ""
        *steps, last = path.split(".")
        for step in steps:
            decl = self.vocabulary.field(kind, step)
            if decl is None or decl.type.many or decl.type.base != "kind":
                known = [f for f, d in self.vocabulary.fields(kind).items() if d.type.base == "kind"]
                self.report(
                    "RD503",
                    f"'{step}' is not a field of '{kind}' that names a record",
                    place,
                    did_you_mean(step, known),
                )
                return None
            kind = decl.type.name
        found = self.vocabulary.field(kind, last)
        if found is None:
            help = did_you_mean(last, self.vocabulary.fields(kind))
            self.report("RD503", f"a record of kind '{kind}' has no field '{last}'", place, help)
        elif found.parameter is not None:
            message = f"'{last}' takes a parameter, which an expectation cannot give"
            self.report("RD521", message, place, "expect the verdicts that hang on it")
            return None
        return found
