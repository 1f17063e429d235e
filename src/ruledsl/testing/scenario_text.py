"""Scenarios written out in the scenario language. Handed a scenario, it hands on a text that reads back as the same.

Names that the language cannot say (JSON and Python allow any text) make a text that does not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ruledsl.civil_time.text import format_date, format_time
from ruledsl.world.scenario import DatedValue, Event, Holding, Judgement, Record, Scenario, StateInterval, When
from ruledsl.world.value_writing import event_text, expectation_text, text_literal, value_text
from ruledsl.world.values import Value
from ruledsl.world.vocabulary import Label

INDENT = "    "

_PERIOD = re.compile(
    r"year|quarter|month|ten_days|week|\d{4}( Q[1-4])?|\d{4}-\d{2}( I{1,3})?|week of \d{4}-\d{2}-\d{2}"
)


def scenario_text(scenario: Scenario) -> str:
    """The scenario as a section of a `.scenario` file, ending with a line break."""
    lines = []
    if scenario.first_day is not None:
        lines.append(f"from {format_date(scenario.first_day)}")
    lines += [_person(name, label, scenario.holdings) for name, label in scenario.persons.items()]
    lines += [f"value {name} = {_period_or_value(value)}" for name, value in scenario.settings.items()]
    lines += [_record(record) for record in scenario.records.values() if record.kind not in ("person", "role")]
    lines += [_interval(state) for state in scenario.states]
    entries: list[Event | DatedValue | Judgement] = [*scenario.events, *scenario.values, *scenario.judgements]
    lines += [_entry(entry) for entry in sorted(entries, key=lambda entry: entry.seq)]
    lines += [f"note {text_literal(note)}" for note in scenario.notes]
    for block in scenario.as_ofs:
        lines += [f"as of {format_date(block.day)}", *(expectation_text(each) for each in block.expectations)]
    return "".join([f"scenario {text_literal(scenario.title)}\n", *(f"{INDENT}{line}\n" for line in lines)])


def _person(name: str, label: Label, holdings: Iterable[Holding]) -> str:
    held = []
    for holding in holdings:
        if holding.person == name:
            first = "" if holding.first is None else f" from {format_date(holding.first)}"
            last = "" if holding.last is None else f" to {format_date(holding.last)}"
            held.append(f"{holding.role}{first}{last}")
    return f"person {name}{_label(name, label)}" + (f" is {', '.join(held)}" if held else "")


def _record(record: Record) -> str:
    text = f"{record.kind} {record.name}{_label(record.name, record.label)}"
    if record.created is not None:
        text += f" from {_when(record.created)}"
    pairs = [f"{_slot(name, argument)} = {value_text(value)}" for (name, argument), value in record.fields.items()]
    return text + (f" with {', '.join(pairs)}" if pairs else "")


def _interval(state: StateInterval) -> str:
    span = "onwards" if state.last is None else f"to {format_date(state.last)}"
    return f"{format_date(state.first)} {span} {state.subject} {state.state}" + ("" if state.known else " unknown")


def _entry(entry: Event | DatedValue | Judgement) -> str:
    when = _when(entry.when)
    match entry:
        case Event():
            planned = "planned " if entry.planned else ""
            return f"{planned}{when} {entry.record} {event_text(entry.event, dict(entry.arguments))}"
        case DatedValue():
            return f"{when} {entry.record} {_slot(entry.field, entry.argument)} = {value_text(entry.value)}"
        case Judgement():
            by = "" if entry.by is None else f" by {entry.by}"
            if entry.of_norm:
                local = entry.target.partition(":")[2] or entry.target
                return f"{when} {entry.record} {local} judged {'in time' if entry.value else 'late'}{by}"
            word = "yes" if entry.value else "no"
            return f"{when} {entry.record} {_slot(entry.target, entry.argument)} judged {word}{by}"


def _slot(name: str, argument: Value | None) -> str:
    return name if argument is None else f"{name}({_period_or_value(argument)})"


def _period_or_value(value: Value) -> str:
    """A period (`month`, `2022 Q1`) is a text in the data and bare words in the language."""
    return value if isinstance(value, str) and _PERIOD.fullmatch(value) else value_text(value)


def _when(when: When) -> str:
    return format_date(when.day) + ("" if when.second is None else f" {format_time(when.second)}")


def _label(name: str, label: Label) -> str:
    if label == Label(name, name):
        return ""
    zh = "" if label.zh == label.en else f" / {text_literal(label.zh)}"
    return f" {text_literal(label.en)}{zh}"
