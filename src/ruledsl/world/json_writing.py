"""A scenario as JSON: plain data, or text, that `ruledsl.world.json_form` reads back as the same scenario.

Handed a `Scenario`, it writes each value as its type's place in the document takes it; what is not known is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from ruledsl.world.given import date_text, duration_text, number_text, when_text
from ruledsl.world.scenario import (
    Argument,
    AsOf,
    DatedValue,
    Event,
    Expectation,
    Holding,
    Judgement,
    Record,
    Scenario,
    StateInterval,
    When,
)
from ruledsl.world.value_writing import expectation_text
from ruledsl.world.values import Day, Doer, Duration, Nothing, Ref, Symbol, Value
from ruledsl.world.vocabulary import Label

SCHEMA: Final = "ruledsl/scenario/1"
"""The name of the form, in a document's `schema`."""

LOG_PARTS: Final = ("values", "judgements", "events")
"""The parts of the log. Entries without `order` are taken by their dates, and those of one date in the order of this
list: facts, then acts."""

Json = dict[str, object]


def scenario_to_json(scenario: Scenario) -> Json:
    """The scenario as plain data, which `scenario_from_json` reads back as the same scenario (places aside).

    Decimals are written as texts (`"1.5"`, `"1/3"`), so that no reader makes them inexact.
    """
    document: Json = {"schema": SCHEMA, "title": scenario.title}
    if scenario.first_day is not None:
        document["from"] = date_text(scenario.first_day)
    held: dict[str, list[Holding]] = {}
    for holding in scenario.holdings:
        held.setdefault(holding.person, []).append(holding)
    parts: dict[str, list[object]] = {
        "notes": list(scenario.notes),
        "persons": [_person(name, label, held.get(name, ())) for name, label in scenario.persons.items()],
        "records": [_record(record) for record in scenario.records.values()],
    }
    parts.update(_log(scenario))
    parts["states"] = [_state(state) for state in scenario.states]
    document.update({key: items for key, items in parts.items() if items})
    if scenario.settings:
        document["settings"] = {name: value_to_json(value) for name, value in scenario.settings.items()}
    if scenario.as_ofs:
        document["as_of"] = [_as_of(as_of) for as_of in scenario.as_ofs]
    return document


def scenario_json_text(scenario: Scenario) -> str:
    """The scenario as JSON text, indented by two, with a line end at the end."""
    return json.dumps(scenario_to_json(scenario), ensure_ascii=False, indent=2) + "\n"


def value_to_json(value: Value) -> object:
    """A value as its type's place in the document takes it."""
    match value:
        case bool() | int() | str():
            return value
        case Fraction():
            return number_text(value)
        case Day(ordinal=ordinal):
            return date_text(ordinal)
        case Duration():
            return duration_text(value)
        case Symbol(name=name) | Ref(name=name):
            return name
        case Nothing():
            return None
        case frozenset():
            return sorted((value_to_json(member) for member in value), key=lambda item: json.dumps(item))


def argument_to_json(value: Argument) -> object:
    """A parameter's value; one doer stands alone, several in an array."""
    if not isinstance(value, tuple):
        return value_to_json(value)
    doers = [_doer(doer) for doer in value]
    return doers[0] if len(doers) == 1 else doers


def _doer(doer: Doer) -> object:
    return doer.party if doer.capacity is None else {"party": doer.party, "as": doer.capacity}


def _without_none(items: Json) -> Json:
    return {key: value for key, value in items.items() if value is not None}


def _label(label: Label, name: str) -> object:
    if label == Label(name, name):
        return None
    return {"en": label.en, "zh": label.zh}


def _date(day: int | None) -> str | None:
    return None if day is None else date_text(day)


def _when(when: When) -> Json:
    date, _, time = when_text(when).partition(" ")
    return {"date": date, "time": time} if time else {"date": date}


def _person(name: str, label: Label, holdings: Iterable[Holding]) -> Json:
    roles = [_without_none({"role": h.role, "from": _date(h.first), "to": _date(h.last)}) for h in holdings]
    return _without_none({"name": name, "label": _label(label, name), "roles": roles or None})


def _record(record: Record) -> Json:
    fields: Json = {}
    for (name, argument), value in record.fields.items():
        if argument is None:
            fields[name] = value_to_json(value)
            continue
        entries = fields.setdefault(name, [])
        assert isinstance(entries, list)
        entries.append({"argument": value_to_json(argument), "value": value_to_json(value)})
    created = None if record.created is None else when_text(record.created)
    return _without_none(
        {
            "kind": record.kind,
            "name": record.name,
            "label": _label(record.label, record.name),
            "created": created,
            "fields": fields or None,
        }
    )


def _log(scenario: Scenario) -> dict[str, list[object]]:
    """The three parts of the log, with `order` where their own order would not give the log's back."""
    entries: list[DatedValue | Judgement | Event] = [*scenario.values, *scenario.judgements, *scenario.events]
    by_date = sorted(entries, key=lambda entry: entry.when.day)
    ordered = any(entry.seq != index for index, entry in enumerate(by_date))
    written: dict[str, list[object]] = {part: [] for part in LOG_PARTS}
    for entry in entries:
        order: Json = {"order": entry.seq} if ordered else {}
        match entry:
            case DatedValue():
                written["values"].append({**_dated_value(entry), **order})
            case Judgement():
                written["judgements"].append({**_judgement(entry), **order})
            case Event():
                written["events"].append({**_event(entry), **order})
    return {part: written[part] for part in ("events", "values", "judgements")}


def _dated_value(value: DatedValue) -> Json:
    written: Json = {**_when(value.when), "record": value.record, "field": value.field}
    if value.argument is not None:
        written["argument"] = value_to_json(value.argument)
    return {**written, "value": value_to_json(value.value)}


def _judgement(judgement: Judgement) -> Json:
    value: object = judgement.value
    if judgement.of_norm:
        value = "in time" if judgement.value else "late"
    written: Json = {**_when(judgement.when), "record": judgement.record}
    written["norm" if judgement.of_norm else "judgement"] = judgement.target
    if judgement.argument is not None:
        written["argument"] = value_to_json(judgement.argument)
    return _without_none({**written, "value": value, "by": judgement.by})


def _event(event: Event) -> Json:
    arguments = {name: argument_to_json(value) for name, value in event.arguments.items()}
    written: Json = {**_when(event.when), "record": event.record, "event": event.event}
    if arguments:
        written["arguments"] = arguments
    if event.planned:
        written["planned"] = True
    return written


def _state(state: StateInterval) -> Json:
    return _without_none(
        {
            "subject": state.subject,
            "state": state.state,
            "from": date_text(state.first),
            "to": _date(state.last),
            "unknown": None if state.known else True,
        }
    )


def _as_of(as_of: AsOf) -> Json:
    expected = [_expectation(expectation) for expectation in as_of.expectations]
    return _without_none({"date": date_text(as_of.day), "expect": expected or None})


def _expectation(expectation: Expectation) -> Json:
    arguments = {name: argument_to_json(value) for name, value in expectation.event_arguments.items()}
    written = _without_none(
        {
            "form": None if expectation.form == "verdict" else expectation.form,
            "norms": list(expectation.norms) or None,
            "verdict": expectation.verdict,
            "marks": list(expectation.marks) or None,
            "party": expectation.party,
            "event": expectation.event,
            "arguments": arguments or None,
            "field": expectation.field_path,
            "for": list(expectation.address) or None,
            "comparator": expectation.comparator,
            "in": expectation.period,
            "on": _date(expectation.on),
            "number": expectation.number,
            "due": _date(expectation.due),
            "missing": expectation.missing,
        }
    )
    if expectation.value is not None:
        written["value"] = value_to_json(expectation.value)
    if expectation.text != expectation_text(expectation):
        written["text"] = expectation.text
    return written
