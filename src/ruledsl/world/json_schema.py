"""The JSON Schema of the scenarios of one vocabulary, for editors that complete and check while one types.

Handed a vocabulary (and what the ruleset adds to it), it hands on a schema of draft 2020-12: kinds, fields, events,
roles, states and symbols by name, each value by its type. What a schema cannot say (that a record is declared, that
dates are in order) the builder checks; every document that `scenario_to_json` writes fits the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from ruledsl.civil_time.periods import YearStart
from ruledsl.world.expecting import COMPARATORS, MARKS, VERDICTS
from ruledsl.world.given import BUILT_IN_UNITS
from ruledsl.world.json_form import SCHEMA
from ruledsl.world.names import PARTY_SORTS, Names
from ruledsl.world.norm_names import NormName, NormNames
from ruledsl.world.value_reading import PERIOD_WORDS
from ruledsl.world.vocabulary import EventDecl, FieldDecl, Label, Parameter, Type, Vocabulary

Schema = dict[str, object]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_DATE: Final = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME: Final = r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
_PERIOD: Final = rf"^[0-9]{{4}}( Q[1-4]|-[0-9]{{2}}( I{{1,3}})?)?$|^(week of|year from) {_DATE}$"


def scenario_schema(
    vocabulary: Vocabulary,
    *,
    norm_ids: Iterable[str | NormName] = (),
    value_types: Mapping[str, Type] | None = None,
    units: Iterable[str] = (),
    periods: Mapping[str, YearStart] | None = None,
) -> Schema:
    """The JSON Schema of a scenario; the arguments are those of the builder."""
    return _Schemas(vocabulary, NormNames(norm_ids), dict(value_types or {}), tuple(units), dict(periods or {})).whole()


def _object(properties: Mapping[str, object], required: Iterable[str] = (), **more: object) -> Schema:
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    if names := list(required):
        schema["required"] = names
    return {**schema, **more}


def _array(items: object, **more: object) -> Schema:
    return {"type": "array", "items": items, **more}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _one_of(names: Iterable[str]) -> Schema:
    return {"enum": sorted(names)}


def _any_of(schemas: list[Schema]) -> Schema:
    different: list[Schema] = []
    for schema in schemas:
        if schema not in different:
            different.append(schema)
    return different[0] if len(different) == 1 else {"anyOf": different}


def _when(key: str, name: str, then: Schema) -> Schema:
    """What more holds of an object whose `key` is `name`."""
    return {"if": {"properties": {key: {"const": name}}, "required": [key]}, "then": {"properties": then}}


def _described(schema: Schema, label: Label, name: str) -> Schema:
    texts = [text for text in dict.fromkeys((label.en, label.zh)) if text != name]
    return {**schema, "description": " / ".join(texts)} if texts else schema


@frozen
class _Schemas:
    vocabulary: Vocabulary
    norms: NormNames
    value_types: Mapping[str, Type]
    units: tuple[str, ...]
    periods: Mapping[str, YearStart]

    def whole(self) -> Schema:
        parts: dict[str, object] = {
            "$schema": {"type": "string"},
            "schema": {"const": SCHEMA},
            "title": {"type": "string"},
            "from": _ref("date"),
            "notes": _array({"type": "string"}),
            "persons": _array(self.person()),
            "records": _array(self.record()),
            "events": _array(self.event()),
            "values": _array(self.dated_value()),
            "judgements": _array(self.judgement()),
            "states": _array(self.state()),
            "settings": _object({name: self.setting(of) for name, of in self.value_types.items()}),
            "as_of": _array(_object({"date": _ref("date"), "expect": _array(_ref("expectation"))}, ["date"])),
        }
        description = "What happened in one case, and what is expected of it."
        return {
            "$schema": DIALECT,
            "title": "Scenario",
            "description": description,
            **_object(parts, ["title"]),
            "$defs": self.definitions(),
        }

    def definitions(self) -> Schema:
        units = "|".join(sorted({*BUILT_IN_UNITS, *self.units}))
        years = [f"^[0-9]{{4}} {name}$" for name in self.periods]
        label = _object({"en": {"type": "string"}, "zh": {"type": "string"}}, ["en", "zh"])
        doer = {"anyOf": [_ref("name"), _object({"party": _ref("name"), "as": _ref("name")}, ["party"])]}
        return {
            "date": {"type": "string", "pattern": f"^{_DATE}$"},
            "time": {"type": "string", "pattern": f"^{_TIME}$"},
            "date_time": {"type": "string", "pattern": f"^{_DATE}([T ]{_TIME})?$"},
            "name": {"type": "string", "minLength": 1},
            "label": {"anyOf": [{"type": "string"}, label]},
            "decimal": {
                "anyOf": [
                    {"type": "number"},
                    {"type": "string", "pattern": r"^\s*[-+]?[0-9]+(\.[0-9]*|/[0-9]+)?\s*$"},
                ]
            },
            "duration": {"type": "string", "pattern": rf"^\s*[0-9]{{1,9}}\s+({units})s?\s*$"},
            "period": {"anyOf": [{"type": "string", "pattern": "|".join([_PERIOD, *years])}, {"type": "integer"}]},
            "doer": doer,
            "doers": {"anyOf": [_ref("doer"), _array(_ref("doer"), minItems=1)]},
            "norm": _one_of(self.norms.spellings()) if self.norms.names else {"type": "string"},
            "expectation": self.expectation(),
        }

    # ------------------------------------------------------------------------------------------ types

    def type(self, expected: Type) -> Schema:
        """The schema of a value of a type."""
        return _array(self.single(expected)) if expected.many else self.with_none(expected)

    def with_none(self, expected: Type) -> Schema:
        single = self.single(expected)
        match expected.base:
            case "party" | "person" | "office" | "role" | "record" | "kind":
                return {"anyOf": [single, {"type": "null"}]}
            case _:
                return single

    def single(self, expected: Type) -> Schema:
        match expected.base:
            case "yes_no" | "judgement":
                return {"type": "boolean"}
            case "whole_number":
                return {"type": "integer"}
            case "text":
                return {"type": "string"}
            case "decimal" | "date" | "duration" | "period":
                return _ref(expected.base)
            case "list":
                return _one_of(self.vocabulary.lists[expected.name].symbols)
            case "kind" if expected.name == "role":
                return _one_of(self.vocabulary.roles)
            case "party" | "person" | "office" | "role" | "record" | "kind":
                return _ref("name")
            case _:
                return {}

    def setting(self, expected: Type) -> Schema:
        if expected.base == "period" and not expected.many:
            return _one_of({*PERIOD_WORDS, *self.periods})
        return self.type(expected)

    def parameter(self, parameter: Parameter) -> Schema:
        """The schema of an event's parameter."""
        if Names(self.vocabulary).holds_doers(parameter.type):
            return _ref("doers")
        return self.type(parameter.type)

    # ------------------------------------------------------------------------------------------ who and what there is

    def person(self) -> Schema:
        roles = [role.name for role in self.vocabulary.roles.values() if role.from_field is None]
        held = _object({"role": _one_of(roles), "from": _ref("date"), "to": _ref("date")}, ["role"])
        return _object({"name": _ref("name"), "label": _ref("label"), "roles": _array(held)}, ["name"])

    def kinds(self) -> list[str]:
        """The kinds that a record may have; a built-in one where it holds a declared party's fields."""
        return sorted({*self.vocabulary.kinds, *PARTY_SORTS} - {"party"})

    def record(self) -> Schema:
        fields = []
        for kind in self.kinds():
            own = self.vocabulary.fields(kind)
            properties = {name: self.field(decl) for name, decl in own.items() if not decl.by_events}
            fields.append(_when("kind", kind, {"fields": _object(properties)}))
        properties = {
            "kind": _one_of(self.kinds()),
            "name": _ref("name"),
            "label": _ref("label"),
            "created": _ref("date_time"),
            "fields": {"type": "object"},
        }
        return _object(properties, ["kind", "name"], allOf=fields)

    def field(self, decl: FieldDecl) -> Schema:
        value = self.type(decl.type)
        if decl.parameter is not None:
            argument = self.single(decl.parameter.type)
            value = _array(_object({"argument": argument, "value": value}, ["argument", "value"]))
        return _described(value, decl.label, decl.name)

    # ------------------------------------------------------------------------------------------ the log

    def entry(self, more: Mapping[str, object], required: Iterable[str], **rest: object) -> Schema:
        properties = {"date": _ref("date"), "time": _ref("time"), "record": _ref("name"), **more}
        properties["order"] = {"type": "integer"}
        return _object(properties, ["date", "record", *required], **rest)

    def all_events(self) -> dict[str, list[EventDecl]]:
        found: dict[str, list[EventDecl]] = {}
        for kind in self.vocabulary.kinds.values():
            for event in kind.events:
                found.setdefault(event.name, []).append(event)
        return found

    def event(self) -> Schema:
        events = self.all_events()
        arguments = [_when("event", name, {"arguments": self.arguments(decls)}) for name, decls in events.items()]
        properties = {"event": _one_of(events), "arguments": {"type": "object"}, "planned": {"type": "boolean"}}
        return self.entry(properties, ["event"], allOf=arguments) if arguments else self.entry(properties, ["event"])

    def arguments(self, decls: list[EventDecl]) -> Schema:
        objects = [_object({p.name: self.parameter(p) for p in decl.parameters}) for decl in decls]
        return _any_of(objects)

    def all_fields(self, *, judged: bool) -> dict[str, list[FieldDecl]]:
        """Fields by name; `judged`: those that are judgements, else those that may have dated values."""
        found: dict[str, list[FieldDecl]] = {}
        for kind in self.vocabulary.kinds.values():
            for decl in kind.fields:
                judgement = decl.type.base == "judgement" and not decl.type.many
                if judgement == judged and not decl.by_events:
                    found.setdefault(decl.name, []).append(decl)
        return found

    def argument(self, decls: list[FieldDecl]) -> Schema:
        parameters = [decl.parameter for decl in decls if decl.parameter is not None]
        return _any_of([self.single(p.type) for p in parameters]) if parameters else {"not": {}}

    def dated_value(self) -> Schema:
        fields = self.all_fields(judged=False)
        typed = [
            _when(
                "field", name, {"value": _any_of([self.type(d.type) for d in decls]), "argument": self.argument(decls)}
            )
            for name, decls in fields.items()
        ]
        properties: Schema = {"field": _one_of(fields), "argument": {}, "value": {}}
        more = {"allOf": typed} if typed else {}
        return self.entry(properties, ["field", "value"], **more)

    def judgement(self) -> Schema:
        fields = self.all_fields(judged=True)
        asked = [_when("judgement", name, {"argument": self.argument(decls)}) for name, decls in fields.items()]
        properties: Schema = {
            "judgement": _one_of(fields),
            "norm": _ref("norm"),
            "argument": {},
            "value": {},
            "by": _ref("name"),
        }
        what: list[Schema] = [
            {"required": ["judgement"], "properties": {"value": {"type": "boolean"}}},
            {"required": ["norm"], "properties": {"value": {"enum": ["late", "in time"]}, "argument": {"not": {}}}},
        ]
        more = {"allOf": asked} if asked else {}
        return self.entry(properties, ["value"], oneOf=what, **more)

    def state(self) -> Schema:
        states = [state.name for state in self.vocabulary.states.values() if state.from_event is None]
        properties: Schema = {
            "subject": _ref("name"),
            "state": _one_of(states),
            "from": _ref("date"),
            "to": _ref("date"),
            "unknown": {"type": "boolean"},
        }
        return _object(properties, ["subject", "state", "from"])

    # ------------------------------------------------------------------------------------------ expectations

    def expectation(self) -> Schema:
        norms = {"norms": _array(_ref("norm"), minItems=1), "verdict": {"enum": list(VERDICTS)}}
        which: Schema = {
            "for": _array(_ref("name")),
            "in": _ref("period"),
            "on": _ref("date"),
            "number": {"type": "integer", "minimum": 1},
            "due": _ref("date"),
            "missing": {"type": "string"},
            "marks": _array({"enum": list(MARKS)}, uniqueItems=True),
        }
        one = _array(_ref("name"), minItems=1, maxItems=1)
        act: Schema = {"party": _ref("name"), "event": {"type": "string"}, "arguments": {"type": "object"}, "for": one}
        value: Schema = {
            "field": {"type": "string"},
            "for": one,
            "comparator": {"enum": list(COMPARATORS)},
            "value": {},
        }
        used = {"norms": norms["norms"], **which}
        return {
            "oneOf": [
                self.form(["verdict"], {**norms, **which}, ["norms", "verdict"]),
                self.form(["only"], norms, ["form", "norms", "verdict"]),
                self.form(["no_breach", "no_deviation"], {}, ["form"]),
                self.form(["used"], used, ["form", "norms"]),
                self.form(["may", "may_not"], {**act, "on": _ref("date")}, ["form", "party", "event", "for"]),
                self.form(["value"], value, ["form", "field", "for", "value"]),
            ]
        }

    def form(self, forms: list[str], properties: Mapping[str, object], required: list[str]) -> Schema:
        return _object({"form": {"enum": forms}, **properties, "text": {"type": "string"}}, required)
