"""A scenario and its JSON are one thing in two forms; whatever stands in a document, it is read or diagnosed."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.codes import CODES
from ruledsl.diagnostics import Diagnostics
from ruledsl.world.json_form import scenario_from_json, scenario_json_text, scenario_to_json, scenarios_from_json
from ruledsl.world.scenario import Scenario

from .scenarios import placeless, scenarios
from .town import TERMS, TOWN, told

LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats()
ANY_JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=6), inner), max_leaves=15
)


def read(document: Any) -> tuple[Scenario | None, Diagnostics]:
    diagnostics = Diagnostics()
    made = scenario_from_json(document, TOWN, **TERMS, diagnostics=diagnostics, name="case.json")  # type: ignore[arg-type]
    assert (made is None) == (len(diagnostics) > 0)
    assert all(d.code in CODES for d in diagnostics)
    return made, diagnostics


def found(document: Any) -> list[tuple[str, str, str, str]]:
    """Code, path, message and help of every diagnostic."""
    return [(d.code, d.pointer, d.message, d.help) for d in read(document)[1]]


# ------------------------------------------------------------------------------------------------ round trips


@given(scenarios())
def test_a_scenario_written_as_json_reads_back_as_itself(scenario: Scenario) -> None:
    made, diagnostics = read(scenario_json_text(scenario))
    assert made is not None, told(diagnostics)
    assert placeless(made) == placeless(scenario)


@given(scenarios())
def test_data_and_its_text_read_alike(scenario: Scenario) -> None:
    document = scenario_to_json(scenario)
    made, diagnostics = read(document)
    assert made is not None, told(diagnostics)
    assert placeless(made) == placeless(scenario)
    assert scenario_to_json(made) == document
    assert json.loads(json.dumps(document)) == document


@given(scenarios())
def test_an_array_of_documents_reads_as_each_of_them(scenario: Scenario) -> None:
    text = scenario_json_text(scenario)
    diagnostics = Diagnostics()
    made = scenarios_from_json(f"[{text},{text}]", TOWN, **TERMS, diagnostics=diagnostics)  # type: ignore[arg-type]
    assert [placeless(one) for one in made] == [placeless(scenario)] * 2


# ------------------------------------------------------------------------------------------------ any input whatever


@given(ANY_JSON)
def test_any_data_whatever_is_read_or_diagnosed(document: object) -> None:
    read(json.dumps(document))
    if isinstance(document, list | dict):
        read(document)


@given(st.text(max_size=40) | st.text(alphabet='{}[]",:\\u0d8 1eE+-.\ntfn', max_size=40))
def test_any_text_whatever_is_read_or_diagnosed(text: str) -> None:
    read(text)
    read(text.encode())


@given(st.text(alphabet=st.characters(), max_size=20))
def test_halves_of_characters_are_diagnosed(text: str) -> None:
    read('{"title": "' + text + '"}')
    read({"title": text, text: 1})


@given(st.binary(max_size=40))
def test_any_bytes_whatever_are_read_or_diagnosed(data: bytes) -> None:
    read(data)
    read(b'{"title": "' + data + b'"}')


@given(scenarios(), st.data())
def test_a_document_with_a_part_replaced_by_anything_is_read_or_diagnosed(
    scenario: Scenario, data: st.DataObject
) -> None:
    document = scenario_to_json(scenario)
    holder: Any = document
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inner = holder[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            holder[key] = data.draw(ANY_JSON)
            break
        holder = inner
    read(json.dumps(document))


@given(scenarios(), st.data())
def test_a_text_with_a_piece_cut_out_is_read_or_diagnosed(scenario: Scenario, data: st.DataObject) -> None:
    text = scenario_json_text(scenario)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 9)))
    read(text[:start] + text[end:])


# ------------------------------------------------------------------------------------------------ JSON itself

BROKEN = {
    "empty": ("", "RD530", 1, 1, "the document is empty", "a scenario is at least { }"),
    "ends early": ('{"title": "a"', "RD530", 1, 14, "the document ends before its end", "'}' is missing"),
    "goes on": (
        '{"title": "a"} x',
        "RD530",
        1,
        16,
        "the document goes on after its end",
        "a document is one value in one pair of brackets",
    ),
    "comma at the end": ('{"title": "a",\n}', "RD530", 1, 14, "a comma stands before '}'", "take the comma out"),
    "comma missing": ('{"title": "a"\n "from": 1}', "RD530", 2, 2, "',' or '}' is missing", ""),
    "colon missing": ('{"title" "a"}', "RD530", 1, 10, "':' is missing after the key \"title\"", ""),
    "value missing": ('{"title": , "x": 1}', "RD530", 1, 11, "',' cannot stand here", "a value is missing"),
    "key without quotes": (
        '{title: "a"}',
        "RD530",
        1,
        2,
        "a key in straight double quotes is missing",
        'write "key": value',
    ),
    "single quotes": (
        "{\"title\": 'a'}",
        "RD530",
        1,
        11,
        "a text in JSON stands in straight double quotes",
        'write "…"',
    ),
    "comment": (
        '{\n  // a case\n"title": "a"}',
        "RD530",
        2,
        3,
        "JSON has no comments",
        "take the comment out, or write it as an entry of notes",
    ),
    "Python's word": ('{"title": None}', "RD530", 1, 11, "'None' is not a JSON value", "write null"),
    "bare word": ('{"title": a}', "RD530", 1, 11, "'a' is not a JSON value", "put a text in quotes"),
    "open text": (
        '{"title": "a\n"}',
        "RD530",
        1,
        11,
        "the text is not closed",
        "close it with a double quote in the same line",
    ),
    "tab in a text": (
        '{"title": "a\tb"}',
        "RD530",
        1,
        13,
        "the character '\\t' cannot stand in a text",
        "write \\t for a tab",
    ),
    "escape": ('{"title": "\\q"}', "RD530", 1, 12, "'\\\\q' is not an escape", "a backslash itself is written \\\\"),
    "half a character": (
        '{"title": "\\ud800"}',
        "RD530",
        1,
        11,
        "the text holds half a character (a lone surrogate)",
        "",
    ),
    "key twice": (
        '{"title": "a",\n "title": "b"}',
        "RD532",
        2,
        2,
        'the key "title" stands twice in one object',
        "keep one of them",
    ),
    "not a number": ('{"title": "a", "settings": {"quorum": NaN}}', "RD533", 1, 39, "'NaN' is not a number", ""),
    "infinity": (
        '{"title": "a", "settings": {"quorum": -Infinity}}',
        "RD533",
        1,
        39,
        "'-Infinity' is not a number",
        "",
    ),
    "leading zero": (
        '{"title": "a", "settings": {"quorum": 01}}',
        "RD533",
        1,
        39,
        "'01' is not a number in JSON",
        "a number has no leading zeros and ends with a digit",
    ),
    "endless number": (
        '{"title": "a", "settings": {"quorum": 1e999999}}',
        "RD533",
        1,
        39,
        "the number is too long to reckon with",
        "",
    ),
    "nesting": ('{"title": ' + "[" * 40, "RD534", 1, 42, "the document nests deeper than 32 levels", ""),
    "version": (
        '{"title": "a", "schema": "ruledsl/scenario/9"}',
        "RD535",
        1,
        26,
        'the form "ruledsl/scenario/9" is not known; this is "ruledsl/scenario/1"',
        "",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_json_is_told_with_its_place(case: str) -> None:
    text, *expected = BROKEN[case]
    _, diagnostics = read(text)
    assert [[d.code, d.span.line, d.span.column, d.message, d.help] for d in diagnostics] == [expected]
    assert all(d.span.file == "case.json" and d.span.end <= len(text) for d in diagnostics)


@pytest.mark.parametrize(
    ("data", "help"),
    [
        (b'{"title": "\xb5"}', "save the file as UTF-8"),
        ("{}".encode("utf-16"), "save the file as UTF-8 (it is UTF-16 now)"),
    ],
)
def test_bytes_that_are_not_utf_8_are_told(data: bytes, help: str) -> None:
    _, diagnostics = read(data)
    assert [(d.code, d.help) for d in diagnostics] == [("RD004", help)]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read("\ufeff" + '{"title": "a"}')[0] is not None
    assert read('{"title": "a"}'.encode("utf-8-sig"))[0] is not None


def test_a_data_document_that_holds_itself_is_nested_too_deep() -> None:
    document: dict[str, Any] = {"title": "a"}
    document["settings"] = document
    assert [d.code for d in read(document)[1]] == ["RD534"]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"title": "a", "settings": {"quorum": 0.5}}, ("RD533", "settings.quorum", "0.5 is not an exact number")),
        ({"title": "a", 3: 4}, ("RD531", "", "the number 3 cannot be a key")),
        ({"title": {1}}, ("RD531", "title", "a set has no place in JSON")),
        (
            {"title": "a", "settings": {"quorum": Decimal("Infinity")}},
            ("RD533", "settings.quorum", "the number Infinity has no place in JSON"),
        ),
    ],
)
def test_data_that_no_json_text_gives_is_told(document: object, expected: tuple[str, str, str]) -> None:
    assert [entry[:3] for entry in found(document)] == [expected]


def test_decimals_in_text_are_exact() -> None:
    made, _ = read('{"title": "a", "records": [{"kind": "request", "name": "r1", "fields": {"share": 0.1}}]}')
    again, _ = read({"title": "a", "records": [{"kind": "request", "name": "r1", "fields": {"share": "1/10"}}]})
    assert made is not None
    assert again is not None
    assert made.records["r1"].fields == again.records["r1"].fields


# ------------------------------------------------------------------------------------------------ the shape

SHAPES: dict[str, tuple[object, str, str, str]] = {
    "not an object": ([], "", "the document must be an object, but an array stands here", ""),
    "title missing": ({}, "", '"title" is missing in the document', ""),
    "unknown key": (
        {"title": "a", "event": []},
        "event",
        '"event" has no meaning in the document',
        "did you mean 'events'?",
    ),
    "no array": ({"title": "a", "events": {}}, "events", '"events" must be an array, but an object stands here', ""),
    "no object": (
        {"title": "a", "events": [1]},
        "events[0]",
        '"events[0]" must be an object, but a number stands here',
        "",
    ),
    "key of an event missing": (
        {"title": "a", "events": [{"date": "2022-01-01", "event": "held"}]},
        "events[0]",
        '"record" is missing in "events[0]"',
        "",
    ),
    "key of an event unknown": (
        {"title": "a", "events": [{"date": "2022-01-01", "event": "held", "record": "m", "args": {}}]},
        "events[0].args",
        '"args" has no meaning in "events[0]"',
        "did you mean 'arguments'?",
    ),
    "no text": (
        {"title": "a", "events": [{"date": 2022, "event": "held", "record": "m"}]},
        "events[0].date",
        '"events[0].date" must be a text, but a number stands here',
        "",
    ),
    "no flag": (
        {"title": "a", "events": [{"date": "2022-01-01", "event": "held", "record": "m", "planned": "yes"}]},
        "events[0].planned",
        '"events[0].planned" must be true or false, but a text stands here',
        "",
    ),
    "no whole number": (
        {"title": "a", "events": [{"date": "2022-01-01", "event": "held", "record": "m", "order": True}]},
        "events[0].order",
        '"events[0].order" must be a whole number, but true stands here',
        "",
    ),
    "nothing judged": (
        {"title": "a", "judgements": [{"date": "2022-01-01", "record": "m", "value": True}]},
        "judgements[0]",
        '"judgements[0]" says what is judged: either "judgement" or "norm"',
        "",
    ),
    "argument of a norm": (
        {
            "title": "a",
            "judgements": [{"date": "2022-01-01", "record": "m", "value": "late", "norm": "x", "argument": 1}],
        },
        "judgements[0]",
        "a norm takes no argument",
        "",
    ),
    "note": ({"title": "a", "notes": [1]}, "notes[0]", '"notes[0]" must be a text, but a number stands here', ""),
    "label": (
        {"title": "a", "persons": [{"name": "li", "label": {"en": "Li"}}]},
        "persons[0].label",
        '"zh" is missing in "persons[0].label"',
        "",
    ),
    "odd key": (
        {"title": "a", "a b": 1},
        '["a b"]',
        '"a b" has no meaning in the document',
        "known here: title, $schema, schema, from, notes, persons, records, events, values, judgements, states, "
        "settings, as_of",
    ),
    "form of an expectation": (
        {"title": "a", "as_of": [{"date": "2022-01-01", "expect": [{"form": "vrdict"}]}]},
        "as_of[0].expect[0].form",
        '"as_of[0].expect[0].form" is no form of expectation',
        "did you mean 'verdict'?",
    ),
    "key of another form": (
        {"title": "a", "as_of": [{"date": "2022-01-01", "expect": [{"form": "no_breach", "verdict": "violated"}]}]},
        "as_of[0].expect[0].verdict",
        '"verdict" has no meaning in "as_of[0].expect[0]"',
        "known here: form, text",
    ),
    "some ordered": (
        {
            "title": "a",
            "events": [
                {"date": "2022-01-01", "event": "held", "record": "m", "order": 1},
                {"date": "2022-01-01", "event": "held", "record": "m"},
            ],
        },
        "events[1]",
        '"order" is given for some entries and missing here',
        "give the order of all events, values and judgements, or of none",
    ),
}


@pytest.mark.parametrize("case", SHAPES)
def test_a_document_of_the_wrong_shape_is_told_with_the_path(case: str) -> None:
    document, *expected = SHAPES[case]
    assert found(document) == [("RD531", *expected)]
    text = json.dumps(document, indent=1)
    _, diagnostics = read(text)
    assert [d.pointer for d in diagnostics] == [expected[0]]
    assert all(0 < d.span.line <= text.count("\n") + 1 for d in diagnostics)


# ------------------------------------------------------------------------------------------------ meaning


def test_an_error_of_meaning_points_to_the_value_in_the_document() -> None:
    text = """{
  "title": "a case",
  "records": [{"kind": "request", "name": "r1"}],
  "events": [
    {"date": "2022-02-30", "record": "r1", "event": "submitted"},
    {"date": "2022-03-01", "record": "r1", "event": "submitted", "arguments": {"by": "mayr"}}
  ]
}"""
    _, diagnostics = read(text)
    source = diagnostics.sources["case.json"]
    told = [(d.code, d.pointer, d.span.line, source.text[d.span.start : d.span.end]) for d in diagnostics]
    assert told == [
        ("RD513", "events[0].date", 5, '"2022-02-30"'),
        ("RD502", "events[1].arguments.by", 6, '"mayr"'),
    ]


def test_an_unknown_key_of_fields_settings_and_arguments_is_blamed_at_the_key() -> None:
    text = """{"title": "a", "settings": {"qorum": 1},
"records": [{"kind": "request", "name": "r1", "fields": {"maters": 1}}],
"events": [{"date": "2022-03-01", "record": "r1", "event": "submitted", "arguments": {"form": "li"}}]}"""
    _, diagnostics = read(text)
    source = diagnostics.sources["case.json"]
    told = [(d.code, d.pointer, source.text[d.span.start : d.span.end]) for d in diagnostics]
    assert told == [
        ("RD509", "settings.qorum", '"qorum"'),
        ("RD503", "records[0].fields.maters", '"maters"'),
        ("RD505", "events[0].arguments.form", '"form"'),
    ]


def test_entries_without_order_are_taken_by_date_and_facts_before_acts() -> None:
    made, _ = read(
        {
            "title": "a",
            "records": [{"kind": "request", "name": "r1"}],
            "events": [
                {"date": "2022-03-02", "record": "r1", "event": "signed"},
                {"date": "2022-03-01", "record": "r1", "event": "submitted"},
            ],
            "values": [{"date": "2022-03-02", "record": "r1", "field": "matters", "value": 1}],
            "judgements": [{"date": "2022-03-02", "record": "r1", "judgement": "urgent", "value": True}],
        }
    )
    assert made is not None
    assert [(e.event, e.seq) for e in made.events] == [("submitted", 0), ("signed", 3)]
    assert [v.seq for v in made.values] == [1]
    assert [j.seq for j in made.judgements] == [2]


def test_order_says_which_of_two_entries_of_one_time_comes_first() -> None:
    at = {"date": "2022-03-02", "time": "10:00", "record": "r1"}
    document = {
        "title": "a",
        "records": [{"kind": "request", "name": "r1"}],
        "events": [{**at, "event": "submitted", "order": 2}, {**at, "event": "signed", "order": 1}],
    }
    assert [d.code for d in read(document)[1]] == ["RD516"]
