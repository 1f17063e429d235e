"""Making a scenario of a draft: every name looked up, every value read, every entry set in the log's order.

Handed a `Draft`, it hands on a `Scenario` and the diagnostics of all that is wrong with it. What is wrong in one line
hides nothing in another: a line that cannot be read is left out, and what hangs on it is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import evolve

from ruledsl.civil_time.periods import YearStart
from ruledsl.diagnostics import did_you_mean
from ruledsl.world.declaring import Declarations
from ruledsl.world.drafts import (
    ABSENT,
    AsOfDraft,
    Draft,
    EventDraft,
    FieldDraft,
    JudgementDraft,
    SettingDraft,
    StateDraft,
)
from ruledsl.world.expecting import ExpectationReader
from ruledsl.world.findings import Findings
from ruledsl.world.given import Given, Place, Text, open_up, shown, wanted, word_of
from ruledsl.world.meant import by_label, elsewhere
from ruledsl.world.names import PARTY_SORTS, Names
from ruledsl.world.norm_names import NormName, NormNames
from ruledsl.world.scenario import (
    Argument,
    AsOf,
    DatedValue,
    Event,
    Judgement,
    Record,
    Scenario,
    StateInterval,
)
from ruledsl.world.scenario_checks import check_contradictions, check_last_day, check_lives, check_plans
from ruledsl.world.value_reading import ValueReader
from ruledsl.world.values import Value
from ruledsl.world.vocabulary import EventDecl, FieldDecl, Label, Type, Vocabulary

_PARTY = Type("party")
_CHINESE = re.compile("[一-鿿]")


class Maker:
    """Makes one scenario; what is wrong is in `findings`."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        norms: Iterable[str | NormName],
        value_types: Mapping[str, Type],
        units: frozenset[str],
        periods: Mapping[str, YearStart],
    ) -> None:
        self.vocabulary = vocabulary
        self.norms = NormNames(norms)
        self.value_types = value_types
        self.findings = Findings()
        self.names = Names(vocabulary)
        self.read = ValueReader(self.names, self.findings.report, units, periods)
        self.declarations = Declarations(vocabulary, self.names, self.read, self.findings)
        self.records = self.declarations.records
        self.events: list[Event] = []
        self.values: list[DatedValue] = []
        self.judgements: list[Judgement] = []
        self.log_places: dict[int, Place] = {}
        self.field_places: dict[tuple[str, str, Value | None], Place] = {}
        self.events_complete = True

    # ------------------------------------------------------------------------------------------ the whole

    def make(self, draft: Draft) -> Scenario:
        title, title_place = open_up(draft.title, draft.title_place)
        if not isinstance(title, str | Text):
            self.findings.report("RD512", f"the title takes a text, but {shown(title)} was given", title_place)
        if draft.unread is not None:
            self.names.unread |= draft.unread
            self.events_complete = False
        self.declarations.declare(draft.persons, draft.records)
        for undated in draft.fields:
            self.undated_field(undated)
        for seq, entry in enumerate(draft.log):
            self.log_places[seq] = entry.place
            match entry:
                case EventDraft():
                    self.event(seq, entry)
                case FieldDraft():
                    self.dated_field(seq, entry)
                case JudgementDraft():
                    self.judgement(seq, entry)
        holdings = [made for held in draft.holdings if (made := self.declarations.holding(held)) is not None]
        states = [(state, s.place) for s in draft.states if (state := self.state(s)) is not None]
        settings = self.settings(draft.settings)
        first_day = self.first_day(draft.first_days)
        as_ofs = self.as_ofs(draft)
        rank = {name: index for index, name in enumerate(self.declarations.persons)}
        scenario = Scenario(
            title=title.text if isinstance(title, Text) else title if isinstance(title, str) else "",
            persons=self.declarations.persons,
            holdings=tuple(sorted(holdings, key=lambda held: rank.get(held.person, 0))),
            records=self.records,
            events=tuple(self.events),
            values=tuple(self.values),
            judgements=tuple(self.judgements),
            states=tuple(state for state, _ in states),
            settings=settings,
            first_day=first_day,
            as_ofs=as_ofs,
            notes=tuple(draft.notes),
            span=draft.title_place.span,
        )
        self.check(scenario, draft, [place for _, place in states])
        return scenario

    def check(self, scenario: Scenario, draft: Draft, state_places: list[Place]) -> None:
        if self.events_complete:
            check_lives(self.vocabulary, scenario, self.log_places, self.findings.report)
        check_plans(scenario, self.log_places, self.findings.report_again)
        check_contradictions(
            self.vocabulary,
            self.names,
            scenario,
            self.log_places,
            self.field_places,
            state_places,
            self.findings.report_again,
        )
        if len(scenario.as_ofs) == len(draft.as_ofs) and draft.unread is None:
            check_last_day(scenario, self.log_places, self.findings.report)

    # ------------------------------------------------------------------------------------------ fields

    def subject(self, given: Given, place: Place, what: str) -> str | None:
        """A record or party that a line speaks of; None if unknown (reported) or its own line was faulty."""
        raw, place = open_up(given, place)
        name = word_of(raw)
        if name is None:
            self.findings.report("RD502", f"{what} belongs to a record or party, but {shown(raw)} was given", place)
        elif not self.names.known(name):
            help = self.names.nearest(name)
            if name in self.vocabulary.kinds:
                records = sorted(record for record, kind in self.names.records.items() if kind == name)
                named = f", such as {records[0]}" if records else ""
                help = f"did you mean a record? '{name}' is a kind; write the record's own name{named}"
            declare = "" if help.startswith("did you mean") else f"declare it with: KIND {name}"
            help = "; ".join(part for part in (help, declare) if part)
            self.findings.report("RD502", f"nothing here is called '{name}'", place, help)
        elif not self.names.excused(name):
            return name
        return None

    def kind_text(self, name: str) -> str:
        kind = self.names.kind_of(name)
        return f"a record of kind '{kind}'" if kind not in PARTY_SORTS else self.names.sort_text(name)

    def field_decl(self, subject: str, given: Given, place: Place, judged: bool) -> tuple[FieldDecl, Place] | None:
        raw, place = open_up(given, place)
        name = word_of(raw)
        if name is None:
            self.findings.report("RD503", f"{shown(raw)} is not the name of a field", place)
            return None
        kind = self.names.kind_of(subject) or ""
        decl = self.vocabulary.field(kind, name)
        if decl is not None:
            return decl, place
        fields = self.vocabulary.fields(kind)
        known = [f for f, d in fields.items() if d.type.base == "judgement"] if judged else list(fields)
        help = by_label(name, self.vocabulary, known) or did_you_mean(name, known)
        if not help.startswith(("did", "write")):
            help = elsewhere(name, self.vocabulary) or help
        if self.vocabulary.event(kind, name) is not None:
            help = f"'{name}' is an event; write it without '='"
        what = "judgement" if judged else "field"
        self.findings.report("RD503", f"{self.kind_text(subject)} has no {what} '{name}'", place, help)
        return None

    def field_argument(self, decl: FieldDecl, given: Given, place: Place) -> tuple[bool, Value | None]:
        """Whether the parameter is as declared, and its value."""
        if decl.parameter is None:
            if given is ABSENT:
                return True, None
            raw, place = open_up(given, place)
            self.findings.report("RD521", f"'{decl.name}' takes nothing in brackets, but {shown(raw)} was given", place)
            return False, None
        if given is ABSENT:
            expected = wanted(decl.parameter.type)
            message = f"'{decl.name}' is asked of {expected}, and none was given"
            self.findings.report("RD521", message, place, f"write {decl.name}({decl.parameter.name.upper()})")
            return False, None
        value = self.read.value(given, decl.parameter.type, place, f"'{decl.name}(…)'")
        return value is not None, value

    def undated_field(self, draft: FieldDraft) -> None:
        subject = self.subject(draft.record, draft.place, "a field")
        found = None if subject is None else self.field_decl(subject, draft.field, draft.place, judged=False)
        if subject is None or found is None:
            return
        decl, place = found
        if self.is_doer_field(decl, place):
            return
        fine, argument = self.field_argument(decl, draft.argument, draft.place)
        value = self.read.value(draft.value, decl.type, draft.place, f"the field '{decl.name}'")
        if not fine or value is None:
            return
        record = self.own_record(subject, draft.place)
        key = (decl.name, argument)
        if key in record.fields:
            message = f"the field '{decl.name}' of '{subject}' is given twice"
            self.findings.report_again("RD525", message, place, self.field_places.get((subject, *key)))
            return
        self.field_places[(subject, *key)] = place
        self.records[subject] = evolve(record, fields={**record.fields, key: value})

    def own_record(self, name: str, place: Place) -> Record:
        """The record that holds a party's or record's undated fields."""
        if name in self.records:
            return self.records[name]
        label = self.declarations.persons.get(name) or self.vocabulary.label(name) or Label(name, name)
        return Record(name, self.names.kind_of(name) or "party", label, span=place.span)

    def is_doer_field(self, decl: FieldDecl, place: Place) -> bool:
        if not decl.by_events:
            return False
        events = " or ".join(f"'{event}'" for event in decl.by_events)
        message = f"'{decl.name}' is whoever did {events}, and cannot be given by itself"
        self.findings.report("RD527", message, place, f"enter the event {events} with by = …")
        return True

    def dated_field(self, seq: int, draft: FieldDraft) -> None:
        when = self.read.when(draft.when, draft.place)
        subject = self.subject(draft.record, draft.place, "a field")
        found = None if subject is None else self.field_decl(subject, draft.field, draft.place, judged=False)
        if subject is None or found is None:
            return
        decl, place = found
        if self.is_doer_field(decl, place):
            return
        if decl.type.base == "judgement" and not decl.type.many:
            message = f"'{decl.name}' is a judgement, and a dated one says who judged"
            self.findings.report("RD520", message, place, f"write: {decl.name} judged yes (or no) by …")
            return
        fine, argument = self.field_argument(decl, draft.argument, draft.place)
        value = self.read.value(draft.value, decl.type, draft.place, f"the field '{decl.name}'")
        if fine and value is not None and when is not None:
            self.values.append(DatedValue(seq, when, subject, decl.name, value, argument, draft.place.span))

    # ------------------------------------------------------------------------------------------ events and judgements

    def event(self, seq: int, draft: EventDraft) -> None:
        when = self.read.when(draft.when, draft.place)
        subject = self.subject(draft.record, draft.place, "an event")
        decl = None if subject is None else self.event_decl(subject, draft.event, draft.place)
        if subject is None or decl is None or when is None:
            self.events_complete = False
            return
        arguments = self.arguments(decl, draft.arguments, draft.place)
        made = Event(seq, when, subject, decl.name, arguments, draft.planned, draft.place.span)
        self.events.append(made)

    def event_decl(self, subject: str, given: Given, place: Place) -> EventDecl | None:
        raw, place = open_up(given, place)
        name = word_of(raw)
        if name is None:
            self.findings.report("RD504", f"{shown(raw)} is not the name of an event", place)
            return None
        kind = self.names.kind_of(subject) or ""
        decl = self.vocabulary.event(kind, name)
        if decl is not None:
            return decl
        known = self.vocabulary.events(kind)
        help = by_label(name, self.vocabulary, known) or did_you_mean(name, known)
        if not help.startswith(("did", "write")):
            help = elsewhere(name, self.vocabulary) or help
        field = self.vocabulary.field(kind, name)
        if field is not None:
            judged = field.type.base == "judgement"
            help = (
                f"'{name}' is a {'judgement' if judged else 'field'}; write {name} {'judged yes' if judged else '= …'}"
            )
        elif name in self.vocabulary.states:
            help = f"'{name}' is a state; write: FIRST-DAY to LAST-DAY {subject} {name}"
        self.findings.report("RD504", f"{self.kind_text(subject)} has no event '{name}'", place, help)
        return None

    def arguments(self, decl: EventDecl, pairs: Iterable[tuple[object, Given]], place: Place) -> dict[str, Argument]:
        found: dict[str, Argument] = {}
        named: set[str] = set()
        for key, given in pairs:
            raw, key_place = open_up(key, place)
            name = word_of(raw)
            parameter = decl.parameter(name) if isinstance(name, str) else None
            if parameter is None:
                known = [p.name for p in decl.parameters]
                help = did_you_mean(str(name), known) if known else f"'{decl.name}' has no parameters"
                self.findings.report("RD505", f"the event '{decl.name}' has no parameter '{name}'", key_place, help)
                continue
            if parameter.name in named:
                help = "several doers stand in brackets: by = (a, b)" if self.names.holds_doers(parameter.type) else ""
                message = f"the parameter '{parameter.name}' of '{decl.name}' is given twice"
                self.findings.report("RD525", message, key_place, help)
                continue
            named.add(parameter.name)
            what = f"the parameter '{parameter.name}' of '{decl.name}'"
            value = self.read.argument(given, parameter.type, key_place, what)
            if value is not None:
                found[parameter.name] = value
        return found

    def judgement(self, seq: int, draft: JudgementDraft) -> None:
        when = self.read.when(draft.when, draft.place)
        subject = self.subject(draft.record, draft.place, "a judgement")
        raw_by, by_place = open_up(draft.by, draft.place)
        by = None if raw_by is None else self.read.reference(raw_by, _PARTY, by_place, "'judged … by'")
        fine_by = raw_by is None or by is not None
        if subject is None:
            return
        found = self.judged_norm(subject, draft) if draft.of_norm else self.judged_field(subject, draft)
        if found is None or when is None or not fine_by:
            return
        target, value, argument = found
        span = draft.place.span
        made = Judgement(seq, when, subject, target, value, by, argument, draft.of_norm, span)
        self.judgements.append(made)

    def judged_field(self, subject: str, draft: JudgementDraft) -> tuple[str, bool, Value | None] | None:
        found = self.field_decl(subject, draft.target, draft.place, judged=True)
        if found is None:
            return None
        decl, place = found
        if decl.type.base != "judgement" or decl.type.many:
            help = f"write: {decl.name} = …"
            message = f"'{decl.name}' is not a judgement; it is {wanted(decl.type, self.symbols(decl.type))}"
            self.findings.report("RD520", message, place, help)
            return None
        fine, argument = self.field_argument(decl, draft.argument, draft.place)
        value = self.read.value(draft.value, Type("yes_no"), draft.place, f"the judgement '{decl.name}'")
        return (decl.name, value, argument) if fine and isinstance(value, bool) else None

    def symbols(self, expected: Type) -> Iterable[str]:
        decl = self.vocabulary.lists.get(expected.name)
        return decl.symbols if decl is not None else ()

    def judged_norm(self, subject: str, draft: JudgementDraft) -> tuple[str, bool, Value | None] | None:
        word, value_place = open_up(draft.value, draft.place)
        value = {"late": False, "in time": True}.get(word) if isinstance(word, str) else None
        if value is None:
            help = "write: judged late, or: judged in time"
            self.findings.report("RD520", f"a norm is judged late or in time, not {shown(word)}", value_place, help)
        raw, place = open_up(draft.target, draft.place)
        name = word_of(raw)
        if name is None:
            self.findings.report("RD510", f"{shown(raw)} is not a norm's id", place)
            return None
        field = self.vocabulary.field(self.names.kind_of(subject) or "", name)
        if field is not None and field.type.base == "judgement":
            self.findings.report("RD520", f"'{name}' is judged yes or no", place, f"write: {name} judged yes (or no)")
            return None
        found = self.norms.resolve(name)
        if len(found.norms) != 1:
            several = f"'{name}' stands for several norms: " + ", ".join(n.id for n in found.norms)
            code = "RD511" if found.ambiguous or found.norms else "RD510"
            self.findings.report(
                code, found.message or several, place, found.help or "write the whole id of one of them"
            )
            return None
        norm = found.norms[0]
        if norm.judged is False:
            self.findings.report(
                "RD520", f"nothing in '{norm.id}' is to be judged late", place, "only 'promptly' is judged"
            )
            return None
        kind = self.names.kind_of(subject) or ""
        if norm.kind is not None and not self.names.kind_is(kind, norm.kind):
            message = (
                f"'{norm.id}' speaks of records of kind '{norm.kind}', but '{subject}' is {self.kind_text(subject)}"
            )
            self.findings.report("RD526", message, place)
            return None
        return None if value is None else (norm.id, value, None)

    # ------------------------------------------------------------------------------------------ states, settings, days

    def state(self, draft: StateDraft) -> StateInterval | None:
        raw, place = open_up(draft.state, draft.place)
        name = word_of(raw)
        decl = self.vocabulary.states.get(name) if isinstance(name, str) else None
        subject = self.subject(draft.subject, draft.place, "a state")
        first, last = self.read.interval(draft.first, draft.last, draft.place)
        if decl is None:
            help = did_you_mean(str(name), self.vocabulary.states)
            self.findings.report("RD506", f"there is no state '{name}'", place, help)
            return None
        if decl.from_event is not None:
            start, end = decl.from_event.event, decl.to_event.event if decl.to_event else "…"
            message = f"the state '{decl.name}' runs from '{start}' to '{end}', and cannot be given by itself"
            self.findings.report("RD527", message, place, "enter these events instead")
            return None
        if open_up(draft.first, place)[0] is None:
            self.findings.report("RD513", f"the first day of '{decl.name}' is missing", draft.place)
        if subject is None or first is None or (last is None and open_up(draft.last, place)[0] is not None):
            return None
        expected = Type("kind", decl.of)
        # A state of persons may be recorded of a role: it then holds of whoever holds the role.
        of_role = subject in self.vocabulary.roles and self.names.is_party_kind(decl.of)
        if not of_role and not self.names.fits(subject, expected):
            _, subject_place = open_up(draft.subject, draft.place)
            message = f"'{decl.name}' is a state of {wanted(expected)}, but '{subject}' is {self.kind_text(subject)}"
            self.findings.report("RD526", message, subject_place)
            return None
        return StateInterval(subject, decl.name, first, last, draft.known, draft.place.span)

    def settings(self, drafts: Iterable[SettingDraft]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        named: dict[str, Place] = {}
        for draft in drafts:
            raw, place = open_up(draft.name, draft.place)
            name = word_of(raw)
            expected = self.value_types.get(name) if isinstance(name, str) else None
            if expected is None or not isinstance(name, str):
                help = did_you_mean(str(name), self.value_types)
                self.findings.report("RD509", f"the ruleset has no named value '{name}'", place, help)
                continue
            if name in named:
                self.findings.report_again("RD525", f"the value '{name}' is given twice", place, named[name])
                continue
            named[name] = place
            value = self.read.setting(draft.value, expected, draft.place, f"the value '{name}'")
            if value is not None:
                found[name] = value
        return found

    def first_day(self, days: list[tuple[Given, Place]]) -> int | None:
        if len(days) > 1:
            self.findings.report_again("RD525", "the log's first day is given twice", days[1][1], days[0][1])
        found = [self.read.day(*open_up(day, place)) for day, place in days]
        return found[0] if found else None

    def as_ofs(self, draft: Draft) -> tuple[AsOf, ...]:
        expectations = ExpectationReader(
            self.vocabulary,
            self.names,
            self.norms,
            self.read,
            self.arguments,
            self.findings.report,
            self.findings.count,
        )
        for stray in draft.strays:
            if draft.unread is None:
                help = "write a line 'as of DATE' before it"
                self.findings.report("RD524", "no day is given for this expectation", stray.place, help)
            expectations.expectation(stray)
        found = []
        for as_of in draft.as_ofs:
            made = self.as_of(as_of, expectations)
            if made is not None:
                found.append(made)
        return tuple(found)

    def as_of(self, draft: AsOfDraft, expectations: ExpectationReader) -> AsOf | None:
        day = self.read.day(*open_up(draft.day, draft.place))
        made = [e for e in (expectations.expectation(one) for one in draft.expectations) if e is not None]
        return None if day is None else AsOf(day, tuple(made), draft.place.span)
