"""The builder: the one way by which a scenario is made, whatever form it comes in.

The scenario language, JSON and Python call its methods with raw values and the places they stand at; `finish` looks
every name up, checks every value against its type and every entry against its record's life, reports all that is
wrong at once, and hands on a `Scenario`, or None if there was an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ruledsl.civil_time.periods import YearStart
from ruledsl.diagnostics import Diagnostics
from ruledsl.source import NOWHERE, Span
from ruledsl.world.drafts import (
    ABSENT,
    AsOfDraft,
    Draft,
    EventDraft,
    ExpectationDraft,
    FieldDraft,
    HoldingDraft,
    JudgementDraft,
    PersonDraft,
    PlaceLike,
    RecordDraft,
    SettingDraft,
    StateDraft,
)
from ruledsl.world.given import Given, Pairs, Place, pairs_of
from ruledsl.world.making import Maker
from ruledsl.world.norm_names import NormName
from ruledsl.world.scenario import Scenario
from ruledsl.world.vocabulary import Type, Vocabulary


class ScenarioBuilder:
    """Builds one scenario.

    `norm_ids`: the ruleset's norms, for judgements of lateness and expectations. `value_types`: its named values.
    `units`, `periods`: the counted days and the years (by the month and day on which they start) that it declares.
    Errors go to `diagnostics`.

    Raw values are plain Python (see `given.Given`); anything may be wrapped in `given.Placed` to say where it stands.
    `place` is where the whole entry stands: a span, a JSON pointer, or both; without one, errors name the entry by its
    number (`events[3]`). Methods return the builder itself and never raise for what a user wrote.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        norm_ids: Iterable[str | NormName] = (),
        value_types: Mapping[str, Type] | None = None,
        units: Iterable[str] = (),
        periods: Mapping[str, YearStart] | None = None,
        diagnostics: Diagnostics,
    ) -> None:
        self._vocabulary = vocabulary
        self._norm_ids = tuple(norm_ids)
        self._value_types = dict(value_types or {})
        self._units = frozenset(units)
        self._periods = dict(periods or {})
        self._diagnostics = diagnostics
        self._draft = Draft()

    # ------------------------------------------------------------------------------------------ heading

    def title(self, text: Given, place: PlaceLike = None) -> ScenarioBuilder:
        """The scenario's title; `place` is its heading."""
        self._draft.title = text
        self._draft.title_place = _place(place, "title")
        return self

    def first_day(self, day: Given, place: PlaceLike = None) -> ScenarioBuilder:
        """The log's first day (`from DATE`): what is not in the log from then on has not happened."""
        self._draft.first_days.append((day, _place(place, "from")))
        return self

    def note(self, text: str) -> ScenarioBuilder:
        """A remark that means nothing to the engine."""
        self._draft.notes.append(text)
        return self

    # ------------------------------------------------------------------------------------------ who and what there is

    def person(self, name: Given, label: Given = None, place: PlaceLike = None) -> ScenarioBuilder:
        """A person. `label`: how people call them: a text, an (English, Chinese) pair or a `Label`."""
        here = _place(place, f"persons[{len(self._draft.persons)}]")
        self._draft.persons.append(PersonDraft(name, label, here))
        return self

    def holding(
        self, person: Given, role: Given, first: Given = None, last: Given = None, place: PlaceLike = None
    ) -> ScenarioBuilder:
        """A person holds a role, from `first` (None: always has) to `last` (None: still does), both included."""
        here = _place(place, f"holdings[{len(self._draft.holdings)}]")
        self._draft.holdings.append(HoldingDraft(person, role, first, last, here))
        return self

    def record(
        self,
        kind: Given,
        name: Given,
        label: Given = None,
        created: Given = None,
        fields: Pairs = (),
        place: PlaceLike = None,
    ) -> ScenarioBuilder:
        """A record; `created`: when it opened, for kinds that open when created. `fields`: undated values.

        A declared office takes fields by a record of its own name and kind (`department finance with head = li`).
        """
        here = _place(place, f"records[{len(self._draft.records)}]")
        self._draft.records.append(RecordDraft(kind, name, label, created, here))
        for field, value in pairs_of(fields):
            self.field(name, field, value, place=here)
        return self

    def field(
        self, record: Given, field: Given, value: Given, argument: Given = ABSENT, place: PlaceLike = None
    ) -> ScenarioBuilder:
        """A field's value for the record's whole life. `argument`: the field's parameter, if it takes one."""
        here = _place(place, f"fields[{len(self._draft.fields)}]")
        self._draft.fields.append(FieldDraft(None, record, field, value, argument, here))
        return self

    # ------------------------------------------------------------------------------------------ what happened

    def value(
        self,
        when: Given,
        record: Given,
        field: Given,
        value: Given,
        argument: Given = ABSENT,
        place: PlaceLike = None,
    ) -> ScenarioBuilder:
        """A field's value from an instant on."""
        self._draft.log.append(FieldDraft(when, record, field, value, argument, self._log_place(place)))
        return self

    def event(
        self,
        when: Given,
        record: Given,
        event: Given,
        arguments: Pairs = (),
        planned: bool = False,
        place: PlaceLike = None,
    ) -> ScenarioBuilder:
        """Something that happened to a record or, `planned`, is to happen."""
        pairs = tuple(pairs_of(arguments))
        self._draft.log.append(EventDraft(when, record, event, pairs, planned, self._log_place(place)))
        return self

    def judge(
        self,
        when: Given,
        record: Given,
        judgement: Given,
        value: Given,
        by: Given = None,
        argument: Given = ABSENT,
        place: PlaceLike = None,
    ) -> ScenarioBuilder:
        """A judgement field judged yes (True) or no (False), by whom if that is known."""
        here = self._log_place(place)
        self._draft.log.append(JudgementDraft(when, record, judgement, value, by, argument, False, here))
        return self

    def judge_norm(
        self, when: Given, record: Given, norm: Given, value: Given, by: Given = None, place: PlaceLike = None
    ) -> ScenarioBuilder:
        """What a norm requires `promptly` judged `late` or `in time`."""
        here = self._log_place(place)
        self._draft.log.append(JudgementDraft(when, record, norm, value, by, ABSENT, True, here))
        return self

    def state(
        self,
        subject: Given,
        state: Given,
        first: Given,
        last: Given = None,
        known: bool = True,
        place: PlaceLike = None,
    ) -> ScenarioBuilder:
        """A state from one day to another, both included (`last` None: open-ended); `known` False: not known."""
        here = _place(place, f"states[{len(self._draft.states)}]")
        self._draft.states.append(StateDraft(subject, state, first, last, known, here))
        return self

    def setting(self, name: Given, value: Given, place: PlaceLike = None) -> ScenarioBuilder:
        """A named value of the ruleset, for this scenario."""
        self._draft.settings.append(SettingDraft(name, value, _place(place, "settings")))
        return self

    # ------------------------------------------------------------------------------------------ what is expected

    def as_of(self, day: Given, place: PlaceLike = None) -> ScenarioBuilder:
        """An evaluation instant: the end of that day. The expectations that follow are of then."""
        here = _place(place, f"as_of[{len(self._draft.as_ofs)}]")
        self._draft.as_ofs.append(AsOfDraft(day, here))
        return self

    def expect(
        self,
        form: str,
        *,
        norms: Iterable[Given] = (),
        verdict: Given = None,
        marks: Iterable[Given] = (),
        address: Iterable[Given] = (),
        period: Given = None,
        on: Given = None,
        number: Given = None,
        due: Given = None,
        missing: Given = None,
        party: Given = None,
        event: Given = None,
        arguments: Pairs = (),
        field: Given = None,
        comparator: Given = None,
        value: Given = ABSENT,
        text: str = "",
        place: PlaceLike = None,
    ) -> ScenarioBuilder:
        """What is expected at the `as_of` before; the arguments are those of `scenario.Expectation`.

        `text` is the line as written; without it, one is made.
        """
        dates = self._draft.as_ofs
        found = dates[-1].expectations if dates else self._draft.strays
        pointer = f"as_of[{len(dates) - 1}].expect[{len(found)}]" if dates else f"expect[{len(found)}]"
        found.append(
            ExpectationDraft(
                form=form,
                norms=tuple(norms),
                verdict=verdict,
                marks=tuple(marks),
                address=tuple(address),
                period=period,
                on=on,
                number=number,
                due=due,
                missing=missing,
                party=party,
                event=event,
                arguments=tuple(pairs_of(arguments)),
                field=field,
                comparator=comparator,
                value=value,
                text=text,
                place=_place(place, pointer),
            )
        )
        return self

    # ------------------------------------------------------------------------------------------ the end

    def unread(self, words: Iterable[str] = ()) -> ScenarioBuilder:
        """A line could not be read, and was reported as such: there will be no scenario, and no error that may only
        come of its absence. `words`: the names that it may have declared."""
        self._draft.unread = {*(self._draft.unread or ()), *words}
        return self

    def finish(self) -> Scenario | None:
        """The scenario, or None if anything told was wrong; every error is then in the diagnostics, in the order of
        the text."""
        maker = Maker(
            self._vocabulary,
            norms=self._norm_ids,
            value_types=self._value_types,
            units=self._units,
            periods=self._periods,
        )
        scenario = maker.make(self._draft)
        self._diagnostics.items.extend(maker.findings.in_order())
        return None if maker.findings.items or self._draft.unread is not None else scenario

    def _log_place(self, place: PlaceLike) -> Place:
        return _place(place, f"log[{len(self._draft.log)}]")


def _place(place: PlaceLike, default: str) -> Place:
    match place:
        case None:
            return Place(NOWHERE, default)
        case Span():
            return Place(place)
        case str():
            return Place(NOWHERE, place)
        case Place():
            return place
