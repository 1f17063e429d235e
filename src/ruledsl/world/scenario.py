"""A scenario: what happened, as plain data, and what is expected of it.

Made by `ruledsl.world.builder` (which checks every name and value against a vocabulary) from the scenario
language, from JSON or from Python; read by the engine. Entries keep the log's order in `seq`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from attrs import field, frozen

from ruledsl.source import NOWHERE, Span
from ruledsl.world.values import Doer, Value
from ruledsl.world.vocabulary import Label


@frozen
class When:
    """A civil date (ordinal) and, if known, the second of the day."""

    day: int
    second: int | None = None


Argument: TypeAlias = Value | tuple[Doer, ...]
"""A parameter's value; the parameters of a party type hold one or several doers."""


@frozen
class Event:
    """Something that happened to a record, or (planned) is to happen."""

    seq: int
    when: When
    record: str
    event: str
    arguments: Mapping[str, Argument]
    planned: bool = False
    span: Span = NOWHERE


@frozen
class DatedValue:
    """A field's value from an instant on. `argument` is the field's parameter, if it takes one."""

    seq: int
    when: When
    record: str
    field: str
    value: Value
    argument: Value | None = None
    span: Span = NOWHERE


@frozen
class Judgement:
    """A decision that only a person can make. `target` is a judgement field's name, or a norm's id for
    `judged late` / `judged in time` (then `value` True means in time)."""

    seq: int
    when: When
    record: str
    target: str
    value: bool
    by: str | None = None
    argument: Value | None = None
    of_norm: bool = False
    span: Span = NOWHERE


@frozen
class StateInterval:
    """A state of a party or record over civil days, both ends included; `last` None: open-ended; `known` False:
    recorded as unknown."""

    subject: str
    state: str
    first: int
    last: int | None
    known: bool = True
    span: Span = NOWHERE


@frozen
class Holding:
    """A person holds a role from a day (None: always has) to a day, both included."""

    person: str
    role: str
    first: int | None = None
    last: int | None = None
    span: Span = NOWHERE


@frozen
class Record:
    """A record (a party's own record too). `fields` are undated values by (field, argument)."""

    name: str
    kind: str
    label: Label
    created: When | None = None
    fields: Mapping[tuple[str, Value | None], Value] = field(factory=dict)
    span: Span = NOWHERE


@frozen
class Expectation:
    """One `expect` line.

    `form`: verdict, only, no_breach, no_deviation, used, may, may_not, value. `norms`: the ids as written, made
    full where possible. `marks`: the words after the verdict (breach, deviation, so far, answered, …). `address`:
    records named after `for`. `period`: the period's text. `value`: for `value`, the value meant.
    """

    form: str
    text: str
    norms: tuple[str, ...] = ()
    verdict: str | None = None
    marks: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    period: str | None = None
    on: int | None = None
    number: int | None = None
    due: int | None = None
    missing: str | None = None
    party: str | None = None
    event: str | None = None
    event_arguments: Mapping[str, Argument] = field(factory=dict)
    field_path: str | None = None
    comparator: str | None = None
    value: Value | None = None
    span: Span = NOWHERE


@frozen
class AsOf:
    """An evaluation instant (the end of `day`) and what is expected then."""

    day: int
    expectations: tuple[Expectation, ...]
    span: Span = NOWHERE


@frozen
class Scenario:
    """A whole case."""

    title: str
    persons: Mapping[str, Label] = field(factory=dict)
    holdings: tuple[Holding, ...] = ()
    records: Mapping[str, Record] = field(factory=dict)
    events: tuple[Event, ...] = ()
    values: tuple[DatedValue, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    states: tuple[StateInterval, ...] = ()
    settings: Mapping[str, Value] = field(factory=dict)
    first_day: int | None = None
    as_ofs: tuple[AsOf, ...] = ()
    notes: tuple[str, ...] = ()
    span: Span = NOWHERE
