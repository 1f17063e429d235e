"""Drafts: what a caller told the builder, line by line, before any name is looked up.

Records may speak of records that are declared further on, so nothing is judged until all is told. The builder fills a
`Draft`; `ruledsl.world.making` makes a scenario of it.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from attrs import define, field, frozen

from ruledsl.source import Span
from ruledsl.world.given import Given, Place

NO_PLACE: Final = Place()

PlaceLike: TypeAlias = Span | Place | str | None
"""Where something stands: a span, a JSON pointer, both, or not known."""


@frozen
class Absent:
    """No value at all, as opposed to the value `none`."""


ABSENT: Final = Absent()


@frozen
class PersonDraft:
    name: Given
    label: Given
    place: Place


@frozen
class HoldingDraft:
    person: Given
    role: Given
    first: Given
    last: Given
    place: Place


@frozen
class RecordDraft:
    kind: Given
    name: Given
    label: Given
    created: Given
    place: Place


@frozen
class FieldDraft:
    """A field's value; `when` None: for the record's whole life."""

    when: Given
    record: Given
    field: Given
    value: Given
    argument: Given
    place: Place


@frozen
class EventDraft:
    when: Given
    record: Given
    event: Given
    arguments: tuple[tuple[object, Given], ...]
    planned: bool
    place: Place


@frozen
class JudgementDraft:
    """`of_norm`: the target is a norm, `value` then `late` or `in time`."""

    when: Given
    record: Given
    target: Given
    value: Given
    by: Given
    argument: Given
    of_norm: bool
    place: Place


@frozen
class StateDraft:
    subject: Given
    state: Given
    first: Given
    last: Given
    known: bool
    place: Place


@frozen
class SettingDraft:
    name: Given
    value: Given
    place: Place


@frozen
class ExpectationDraft:
    """As `scenario.Expectation`, raw."""

    form: str
    norms: tuple[Given, ...] = ()
    verdict: Given = None
    marks: tuple[Given, ...] = ()
    address: tuple[Given, ...] = ()
    period: Given = None
    on: Given = None
    number: Given = None
    due: Given = None
    missing: Given = None
    party: Given = None
    event: Given = None
    arguments: tuple[tuple[object, Given], ...] = ()
    field: Given = None
    comparator: Given = None
    value: Given = ABSENT
    text: str = ""
    place: Place = NO_PLACE


@define
class AsOfDraft:
    day: Given
    place: Place
    expectations: list[ExpectationDraft] = field(factory=list)


LogDraft: TypeAlias = FieldDraft | EventDraft | JudgementDraft


@define
class Draft:
    """All that was told. `log` keeps the order of the dated entries; `fields` are undated; `unread` are the words of
    lines that could not be read (None: there are none)."""

    title: Given = ""
    title_place: Place = NO_PLACE
    first_days: list[tuple[Given, Place]] = field(factory=list)
    persons: list[PersonDraft] = field(factory=list)
    holdings: list[HoldingDraft] = field(factory=list)
    records: list[RecordDraft] = field(factory=list)
    fields: list[FieldDraft] = field(factory=list)
    log: list[LogDraft] = field(factory=list)
    states: list[StateDraft] = field(factory=list)
    settings: list[SettingDraft] = field(factory=list)
    as_ofs: list[AsOfDraft] = field(factory=list)
    strays: list[ExpectationDraft] = field(factory=list)
    notes: list[str] = field(factory=list)
    unread: set[str] | None = None
