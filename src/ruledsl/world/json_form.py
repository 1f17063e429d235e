"""The JSON form of a scenario, both ways: the scenario as a document, and a document as a scenario.

Reading goes through the builder, so that a document is checked as scenario text is; every error points into the
document by its path and, where there is text, by line and column. Writing is `ruledsl.world.json_writing`'s, and the
shape `ruledsl.world.json_schema`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from attrs import frozen

from ruledsl.civil_time.periods import YearStart
from ruledsl.diagnostics import Diagnostics, did_you_mean, nearest, sparing_suggestions
from ruledsl.world.builder import ScenarioBuilder
from ruledsl.world.drafts import ABSENT
from ruledsl.world.expecting import FORMS
from ruledsl.world.given import Acting, Given, Place, Placed
from ruledsl.world.json_text import JsonData, JsonNode, Member, read_json
from ruledsl.world.json_writing import LOG_PARTS, SCHEMA, scenario_json_text, scenario_to_json
from ruledsl.world.norm_names import NormName
from ruledsl.world.scenario import (
    Scenario,
)
from ruledsl.world.vocabulary import Type, Vocabulary

__all__ = ["SCHEMA", "scenario_from_json", "scenario_json_text", "scenario_to_json", "scenarios_from_json"]


# ------------------------------------------------------------------------------------------------ reading


def scenario_from_json(
    data: JsonData,
    vocabulary: Vocabulary,
    *,
    norm_ids: Iterable[str | NormName] = (),
    value_types: Mapping[str, Type] | None = None,
    units: Iterable[str] = (),
    periods: Mapping[str, YearStart] | None = None,
    diagnostics: Diagnostics,
    name: str = "<json>",
) -> Scenario | None:
    """The scenario of a JSON document: text, bytes, or data that was parsed already (without floats).

    `name` is the document's file name; the other arguments are the builder's. None if anything was wrong; nothing in
    the document raises.
    """
    frame = _Frame(vocabulary, tuple(norm_ids), dict(value_types or {}), tuple(units), dict(periods or {}), diagnostics)
    root = read_json(data, name, diagnostics)
    return None if root is None else frame.scenario(root)


@sparing_suggestions()
def scenarios_from_json(
    data: JsonData,
    vocabulary: Vocabulary,
    *,
    norm_ids: Iterable[str | NormName] = (),
    value_types: Mapping[str, Type] | None = None,
    units: Iterable[str] = (),
    periods: Mapping[str, YearStart] | None = None,
    diagnostics: Diagnostics,
    name: str = "<json>",
) -> list[Scenario]:
    """The scenarios of a document that is one scenario or an array of them; those without errors."""
    frame = _Frame(vocabulary, tuple(norm_ids), dict(value_types or {}), tuple(units), dict(periods or {}), diagnostics)
    root = read_json(data, name, diagnostics)
    if root is None:
        return []
    roots = root.value if isinstance(root.value, tuple) else (root,)
    made = [frame.scenario(one) for one in roots]
    return [scenario for scenario in made if scenario is not None]


@frozen
class _Frame:
    """What a scenario is read against."""

    vocabulary: Vocabulary
    norm_ids: tuple[str | NormName, ...]
    value_types: Mapping[str, Type]
    units: tuple[str, ...]
    periods: Mapping[str, YearStart]
    diagnostics: Diagnostics

    def scenario(self, root: JsonNode) -> Scenario | None:
        builder = ScenarioBuilder(
            self.vocabulary,
            norm_ids=self.norm_ids,
            value_types=self.value_types,
            units=self.units,
            periods=self.periods,
            diagnostics=self.diagnostics,
        )
        before = len(self.diagnostics)
        _Document(builder, self.diagnostics).read(root)
        # What is missing would only be reported again as something else.
        return builder.finish() if len(self.diagnostics) == before else None


@frozen
class _Parts:
    """An object's members, each asked for by its key."""

    node: JsonNode
    members: Mapping[str, Member]
    document: _Document

    def get(self, key: str) -> JsonNode | None:
        """The member's value; None if it is missing or null."""
        member = self.members.get(key)
        return None if member is None or member.node.value is None else member.node

    def text(self, key: str) -> Placed | None:
        """A text, placed."""
        node = self.get(key)
        if node is None:
            return None
        if not isinstance(node.value, str):
            self.document.wrong(node, "a text")
        return Placed(node.value, node.place)

    def flag(self, key: str) -> bool:
        node = self.get(key)
        if node is None:
            return False
        if not isinstance(node.value, bool):
            self.document.wrong(node, "true or false")
        return node.value is True

    def whole(self, key: str) -> int | None:
        node = self.get(key)
        if node is None:
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            self.document.wrong(node, "a whole number")
            return None
        return node.value

    def items(self, key: str) -> tuple[JsonNode, ...]:
        """The items of an array; none if it is missing."""
        node = self.get(key)
        if node is None:
            return ()
        if not isinstance(node.value, tuple):
            self.document.wrong(node, "an array")
            return ()
        return node.value

    def pairs(self, key: str) -> Mapping[str, Member]:
        """The members of an object; none if it is missing."""
        node = self.get(key)
        if node is None:
            return {}
        if not isinstance(node.value, Mapping):
            self.document.wrong(node, "an object")
            return {}
        return node.value

    def value(self, key: str) -> Given:
        """A raw value; null is the value `none`; ABSENT if it is missing."""
        member = self.members.get(key)
        return ABSENT if member is None else self.document.raw(member.node)

    def argument(self) -> Given:
        """A field's parameter, which cannot be none."""
        node = self.get("argument")
        return ABSENT if node is None else self.document.raw(node)

    def when(self) -> Given:
        """The date and time of an entry."""
        return Placed((self.text("date"), self.text("time")), self.node.place)


@frozen
class _Document:
    """Reads one scenario's document into a builder."""

    builder: ScenarioBuilder
    diagnostics: Diagnostics

    # ---------------------------------------------------------------------------- shape

    def wrong(self, node: JsonNode, expected: str) -> None:
        message = f"{_named(node.place)} must be {expected}, but {node.sort} stands here"
        self.diagnostics.error("RD531", message, node.place.span, pointer=node.place.pointer)

    def parts(self, node: JsonNode, required: tuple[str, ...], optional: tuple[str, ...]) -> _Parts | None:
        """The members of an object of these keys."""
        if not isinstance(node.value, Mapping):
            self.wrong(node, "an object")
            return None
        known = (*required, *optional)
        for key, member in node.value.items():
            if key not in known:
                place = member.key_place
                help = did_you_mean(key, known) or "known here: " + ", ".join(known)
                message = f'"{key}" has no meaning in {_named(node.place)}'
                self.diagnostics.error("RD531", message, place.span, help, pointer=place.pointer)
        missing = [key for key in required if key not in node.value]
        for key in missing:
            if any(nearest(other, (key,)) for other in node.value if other not in known):
                # Misspelt, and said so above.
                continue
            message = f'"{key}" is missing in {_named(node.place)}'
            self.diagnostics.error("RD531", message, node.place.span, pointer=node.place.pointer)
        return None if missing else _Parts(node, node.value, self)

    def raw(self, node: JsonNode) -> Placed:
        """A value of the builder's: null is `none`, an array a set, an object a doer with a capacity."""
        match node.value:
            case tuple():
                return Placed([self.raw(item) for item in node.value], node.place)
            case Mapping():
                parts = self.parts(node, ("party",), ("as",))
                acting = None if parts is None else Acting(parts.text("party"), parts.text("as"))
                return Placed(acting, node.place)
            case str() | int() | Decimal() | bool() | None:
                return Placed(node.value, node.place)

    # ---------------------------------------------------------------------------- the document

    def read(self, root: JsonNode) -> None:
        parts = self.parts(
            root,
            ("title",),
            (
                "$schema", "schema", "from", "notes", "persons", "records", "events", "values", "judgements", "states",
                "settings", "as_of",
            ),
        )  # fmt: skip
        if parts is None:
            return
        schema = parts.text("schema")
        if schema is not None and isinstance(schema.value, str) and schema.value != SCHEMA:
            message = f'the form "{schema.value}" is not known; this is "{SCHEMA}"'
            self.diagnostics.error("RD535", message, schema.place.span, pointer=schema.place.pointer)
        self.builder.title(parts.text("title"), root.place)
        first_day = parts.text("from")
        if first_day is not None:
            self.builder.first_day(first_day, first_day.place)
        for node in parts.items("notes"):
            if isinstance(node.value, str):
                self.builder.note(node.value)
            else:
                self.wrong(node, "a text")
        for node in parts.items("persons"):
            self.person(node)
        for node in parts.items("records"):
            self.record(node)
        self.log(parts)
        for node in parts.items("states"):
            self.state(node)
        for key, member in parts.pairs("settings").items():
            self.builder.setting(Placed(key, member.key_place), self.raw(member.node), member.key_place)
        for node in parts.items("as_of"):
            self.as_of(node)

    def label(self, parts: _Parts) -> Given:
        """A label: a text, or the English and the Chinese one."""
        node = parts.get("label")
        if node is None or not isinstance(node.value, Mapping):
            return parts.text("label")
        pair = self.parts(node, ("en", "zh"), ())
        if pair is None:
            return None
        return Placed((pair.text("en"), pair.text("zh")), node.place)

    def person(self, node: JsonNode) -> None:
        parts = self.parts(node, ("name",), ("label", "roles"))
        if parts is None:
            return
        name = parts.text("name")
        self.builder.person(name, self.label(parts), node.place)
        for item in parts.items("roles"):
            held = self.parts(item, ("role",), ("from", "to"))
            if held is not None:
                self.builder.holding(name, held.text("role"), held.text("from"), held.text("to"), item.place)

    def record(self, node: JsonNode) -> None:
        parts = self.parts(node, ("kind", "name"), ("label", "created", "fields"))
        if parts is None:
            return
        name = parts.text("name")
        self.builder.record(parts.text("kind"), name, self.label(parts), parts.text("created"), place=node.place)
        for key, member in parts.pairs("fields").items():
            field = Placed(key, member.key_place)
            if not _has_arguments(member.node):
                self.builder.field(name, field, self.raw(member.node), place=member.key_place)
                continue
            assert isinstance(member.node.value, tuple)
            for item in member.node.value:
                one = self.parts(item, ("argument", "value"), ())
                if one is not None:
                    self.builder.field(name, field, one.value("value"), one.argument(), item.place)

    def log(self, parts: _Parts) -> None:
        """Events, dated values and judgements, in the order that they give, or that of their dates."""
        entries: list[tuple[int | None, str, _Parts]] = []
        for part in LOG_PARTS:
            for node in parts.items(part):
                entry = self.entry(part, node)
                if entry is not None:
                    entries.append((entry.whole("order"), part, entry))
        ordered = [order for order, _, _ in entries if order is not None]
        if ordered and len(ordered) != len(entries):
            entry = next(e for order, _, e in entries if order is None)
            place = entry.node.place
            message = '"order" is given for some entries and missing here'
            help = "give the order of all events, values and judgements, or of none"
            self.diagnostics.error("RD531", message, place.span, help, pointer=place.pointer)
        elif ordered:
            entries.sort(key=lambda e: e[0] or 0)
        else:
            entries.sort(key=lambda e: str(e[2].members["date"].node.value))
        for _, part, entry in entries:
            match part:
                case "events":
                    self.event(entry)
                case "values":
                    self.dated_value(entry)
                case "judgements":
                    self.judgement(entry)
                case _:
                    raise ValueError(part)

    def entry(self, part: str, node: JsonNode) -> _Parts | None:
        match part:
            case "events":
                return self.parts(node, ("date", "record", "event"), ("time", "arguments", "planned", "order"))
            case "values":
                return self.parts(node, ("date", "record", "field", "value"), ("time", "argument", "order"))
            case _:
                optional = ("time", "judgement", "norm", "argument", "by", "order")
                return self.parts(node, ("date", "record", "value"), optional)

    def event(self, parts: _Parts) -> None:
        self.builder.event(
            parts.when(),
            parts.text("record"),
            parts.text("event"),
            self.arguments(parts),
            parts.flag("planned"),
            parts.node.place,
        )

    def arguments(self, parts: _Parts) -> list[tuple[object, Given]]:
        return [
            (Placed(key, member.key_place), self.raw(member.node)) for key, member in parts.pairs("arguments").items()
        ]

    def dated_value(self, parts: _Parts) -> None:
        self.builder.value(
            parts.when(),
            parts.text("record"),
            parts.text("field"),
            parts.value("value"),
            parts.argument(),
            parts.node.place,
        )

    def judgement(self, parts: _Parts) -> None:
        when, record, by, place = parts.when(), parts.text("record"), parts.text("by"), parts.node.place
        judgement, norm = parts.text("judgement"), parts.text("norm")
        if (judgement is None) == (norm is None):
            message = f'{_named(place)} says what is judged: either "judgement" or "norm"'
            self.diagnostics.error("RD531", message, place.span, pointer=place.pointer)
        elif judgement is not None:
            self.builder.judge(when, record, judgement, parts.value("value"), by, parts.argument(), place)
        else:
            if parts.get("argument") is not None:
                self.diagnostics.error("RD531", "a norm takes no argument", place.span, pointer=place.pointer)
            self.builder.judge_norm(when, record, norm, parts.value("value"), by, place)

    def state(self, node: JsonNode) -> None:
        parts = self.parts(node, ("subject", "state", "from"), ("to", "unknown"))
        if parts is not None:
            self.builder.state(
                parts.text("subject"),
                parts.text("state"),
                parts.text("from"),
                parts.text("to"),
                not parts.flag("unknown"),
                node.place,
            )

    # ---------------------------------------------------------------------------- expectations

    def as_of(self, node: JsonNode) -> None:
        parts = self.parts(node, ("date",), ("expect",))
        if parts is None:
            return
        self.builder.as_of(parts.text("date"), node.place)
        for item in parts.items("expect"):
            self.expectation(item)

    def expectation(self, node: JsonNode) -> None:
        form = "verdict"
        if isinstance(node.value, Mapping) and (member := node.value.get("form")) is not None:
            if member.node.value not in FORMS:
                help = did_you_mean(str(member.node.value), FORMS)
                place = member.node.place
                message = f"{_named(place)} is no form of expectation"
                self.diagnostics.error("RD531", message, place.span, help, pointer=place.pointer)
                return
            form = str(member.node.value)
        parts = self.parts(node, *_expectation_keys(form))
        if parts is None:
            return
        text = parts.text("text")
        self.builder.expect(
            form,
            norms=[self.raw(item) for item in parts.items("norms")],
            verdict=parts.text("verdict"),
            marks=[self.raw(item) for item in parts.items("marks")],
            address=[self.raw(item) for item in parts.items("for")],
            period=parts.text("in"),
            on=parts.text("on"),
            number=None if (n := parts.whole("number")) is None else Placed(n, parts.members["number"].node.place),
            due=parts.text("due"),
            missing=parts.text("missing"),
            party=parts.text("party"),
            event=parts.text("event"),
            arguments=self.arguments(parts),
            field=parts.text("field"),
            comparator=parts.text("comparator"),
            value=parts.value("value"),
            text=text.value if text is not None and isinstance(text.value, str) else "",
            place=node.place,
        )


_WHICH: Final = ("form", "for", "in", "on", "number", "due", "missing", "marks", "text")
"""The keys that any expectation of a verdict may have."""


def _expectation_keys(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys that an expectation of a form must and may have."""
    match form:
        case "verdict":
            return ("norms", "verdict"), _WHICH
        case "only":
            return ("norms", "verdict"), ("form", "text")
        case "no_breach" | "no_deviation":
            return (), ("form", "text")
        case "used":
            return ("norms",), _WHICH
        case "may" | "may_not":
            return ("party", "event", "for"), ("form", "arguments", "on", "text")
        case "value":
            return ("field", "for", "value"), ("form", "comparator", "text")
        case _:
            raise ValueError(f"no expectation has the form {form!r}")


def _named(place: Place) -> str:
    """A place as a message names it."""
    return f'"{place.pointer}"' if place.pointer else "the document"


def _has_arguments(node: JsonNode) -> bool:
    """Whether a field's value is a list of values by argument."""
    items = node.value
    return isinstance(items, tuple) and any(isinstance(i.value, Mapping) and "party" not in i.value for i in items)
