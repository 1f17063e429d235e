"""Declaring: who and what a scenario speaks of, before anything is said of them.

Handed the drafts of persons, records and role-holdings, it fills the scenario's `Names` and hands on labels, records
without fields and holdings; names that cannot be names, are taken or stand twice are findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import define, evolve, field

from ruledsl.diagnostics import did_you_mean
from ruledsl.world.drafts import HoldingDraft, PersonDraft, RecordDraft
from ruledsl.world.findings import Findings
from ruledsl.world.given import Given, Place, Text, open_up, shown, word_of
from ruledsl.world.meant import by_label
from ruledsl.world.names import PARTY_SORTS, Names
from ruledsl.world.scenario import Holding, Record
from ruledsl.world.value_reading import ValueReader
from ruledsl.world.vocabulary import Label, Type, Vocabulary

_PERSON = Type("person")
_CHINESE = re.compile("[一-鿿]")


@define
class Declarations:
    """Declares persons and records. `places`: where each name is declared."""

    vocabulary: Vocabulary
    names: Names
    read: ValueReader
    findings: Findings
    persons: dict[str, Label] = field(factory=dict)
    records: dict[str, Record] = field(factory=dict)
    places: dict[str, Place] = field(factory=dict)

    def declare(self, persons: Iterable[PersonDraft], records: Iterable[RecordDraft]) -> None:
        """Persons first, so that a record may hold a person's fields."""
        for person in persons:
            self.declare_person(person)
        for record in records:
            self.declare_record(record)

    def new_name(self, given: Given, place: Place, sort: str) -> tuple[str, Place] | None:
        """A name that a line declares, if it can be one at all."""
        raw, place = open_up(given, place)
        name = word_of(raw)
        if name is None:
            self.findings.report("RD536", f"{shown(raw)} cannot name {sort}", place, "give a name")
        elif not name.strip() or name != name.strip() or not name.isprintable():
            problem = "an empty text" if not name.strip() else ascii(name)[:60]
            self.findings.report(
                "RD536", f"{problem} cannot name {sort}", place, "give a name without spaces around it"
            )
        else:
            return name, place
        self.names.nameless = True
        return None

    def taken(self, name: str, place: Place, sort: str) -> bool:
        """Report a name that the vocabulary already uses."""
        declared = (
            ("kind", self.vocabulary.kinds),
            ("role", self.vocabulary.roles),
            ("office", self.vocabulary.offices),
            ("list", self.vocabulary.lists),
            ("state", self.vocabulary.states),
        )
        for what, table in declared:
            if name in table:
                article = "an" if what == "office" else "a"
                message = f"'{name}' is already the name of {article} {what} and cannot name {sort}"
                self.findings.report("RD515", message, place, "give it a name of its own")
                return True
        return False

    def declare_person(self, draft: PersonDraft) -> None:
        new = self.new_name(draft.name, draft.place, "a person")
        if new is None:
            return
        name, place = new
        if self.taken(name, place, "a person"):
            return
        if name in self.names.persons:
            self.findings.report_again("RD514", f"the person '{name}' is declared twice", place, self.places.get(name))
            return
        self.names.persons.add(name)
        self.places[name] = place
        self.persons[name] = self.label(draft.label, name, draft.place)

    def declare_record(self, draft: RecordDraft) -> None:
        kind = self.kind(draft.kind, draft.place)
        new = self.new_name(draft.name, draft.place, "a record")
        if new is None:
            return
        name, place = new
        if name in self.records or name in self.names.faulty:
            self.findings.report_again("RD514", f"the record '{name}' is declared twice", place, self.places.get(name))
            return
        if not self.free_for_record(name, kind, place):
            # Nothing more is said of a name that means nothing else.
            if not self.names.known(name):
                self.names.faulty.add(name)
            return
        self.places.setdefault(name, place)
        if kind is None:
            self.names.faulty.add(name)
            return
        office = self.vocabulary.offices.get(name)
        if office is not None:
            kind = office.kind or "office"
        label = self.label(draft.label, name, draft.place)
        if draft.label is None:
            label = self.persons.get(name) or self.vocabulary.label(name) or label
        self.names.records[name] = kind
        self.records[name] = Record(name, kind, label, span=draft.place.span)
        if self.names.kind_is(kind, "person"):
            self.names.persons.add(name)
            self.persons[name] = label
        self.set_created(draft, name)

    def free_for_record(self, name: str, kind: str | None, place: Place) -> bool:
        """Whether a record of that kind may have the name. It may be that of a declared party of the very kind, whose
        fields the record then holds (`department finance with head = li`)."""
        if kind in PARTY_SORTS:
            if self.names.kind_of(name) == kind:
                return True
            help = f"write: person {name}" if kind == "person" else f"declare the {kind} in the vocabulary"
            self.findings.report("RD501", f"a record cannot be of the built-in kind '{kind}'", place, help)
            return False
        office = self.vocabulary.offices.get(name)
        if kind is None and (office is not None or name in self.names.persons):
            return True
        if office is not None and kind is not None:
            if self.names.kind_is(office.kind or "office", kind):
                return True
            own = f"an office of kind '{office.kind}'" if office.kind else "an office of no kind of its own"
            message = f"'{name}' is {own}, and cannot be a record of kind '{kind}'"
            self.findings.report("RD515", message, place, "give the record a name of its own")
            return False
        if name in self.names.persons:
            if kind is not None and self.names.kind_is(kind, "person"):
                return True
            message = f"'{name}' is already the name of a person and cannot name a record of kind '{kind}'"
            self.findings.report_again("RD515", message, place, self.places.get(name), "give it a name of its own")
            return False
        return not self.taken(name, place, "a record")

    def kind(self, given: Given, place: Place) -> str | None:
        raw, place = open_up(given, place)
        name = word_of(raw)
        if name is None:
            self.findings.report("RD501", f"{shown(raw)} is not the name of a kind", place)
        elif name in self.vocabulary.kinds or name in PARTY_SORTS:
            return name
        else:
            kinds = set(self.vocabulary.kinds) - PARTY_SORTS
            help = by_label(name, self.vocabulary, kinds) or did_you_mean(name, kinds)
            if name in self.names.records:
                help = f"an entry begins with its date, such as: 2022-04-02 {name} …"
            self.findings.report("RD501", f"there is no kind '{name}'", place, help)
        return None

    def set_created(self, draft: RecordDraft, name: str) -> None:
        """The date of a record that opens when created."""
        raw, place = open_up(draft.created, draft.place)
        when = None if raw is None else self.read.when(raw, place)
        if when is None:
            return
        record = self.records[name]
        opens = self.vocabulary.life(record.kind).opens if record.kind in self.vocabulary.kinds else None
        if self.names.is_party(name):
            message = f"'{name}' is a party and takes no date: a party is there as long as the ruleset is in force"
            self.findings.report("RD528", message, place, "leave the date out")
        elif opens is not None:
            event = ".".join((*opens.path, opens.event))
            message = f"'{name}' opens by '{event}' and takes no date of its own"
            self.findings.report("RD528", message, place, f"enter the event '{event}' on that day instead")
        else:
            self.records[name] = evolve(record, created=when)

    def label(self, given: Given, name: str, place: Place) -> Label:
        """How people call it, in English and Chinese. A single text is Chinese if it has Chinese characters; the
        name stands in for what is not given, as in vocabularies."""
        raw, place = open_up(given, place)
        match raw:
            case None:
                return Label(name, name)
            case Label():
                return raw
            case str(text) | Text(text=text):
                only = text or name
                return Label(name, only) if _CHINESE.search(only) else Label(only, name)
            case (first, second):
                texts = [open_up(part, place)[0] for part in (first, second)]
                plain = [t.text if isinstance(t, Text) else t for t in texts]
                if isinstance(plain[0], str) and isinstance(plain[1], str):
                    return Label(plain[0] or name, plain[1] or name)
            case _:
                pass
        self.findings.report("RD512", f"the label of '{name}' takes a text, but {shown(raw)} was given", place)
        return Label(name, name)

    def holding(self, draft: HoldingDraft) -> Holding | None:
        raw, place = open_up(draft.person, draft.place)
        person = self.read.reference(raw, _PERSON, place, "a role-holding")
        role = self.role(draft.role, draft.place)
        first, last = self.read.interval(draft.first, draft.last, draft.place)
        if person is None or role is None:
            return None
        return Holding(person, role, first, last, draft.place.span)

    def role(self, given: Given, place: Place) -> str | None:
        """A role that a person can be given by name."""
        raw, place = open_up(given, place)
        name = word_of(raw)
        decl = None if name is None else self.vocabulary.roles.get(name)
        if name is None:
            self.findings.report("RD507", f"{shown(raw)} is not the name of a role", place)
        elif name in self.vocabulary.offices:
            self.findings.report("RD507", f"'{name}' is an office, not a role that a person can hold", place)
        elif decl is None:
            roles = self.vocabulary.roles
            help = by_label(name, self.vocabulary, roles) or did_you_mean(name, roles)
            self.findings.report("RD507", f"there is no role '{name}'", place, help)
        elif decl.from_field is not None:
            field, kind = decl.from_field
            message = f"the role '{name}' is held by whoever the field '{field}' of a '{kind}' names"
            self.findings.report("RD527", message, place, f"give that record its '{field}' instead")
        else:
            return name
        return None
