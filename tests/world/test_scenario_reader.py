"""Scenario text is told to the builder line by line; what a line cannot say is diagnosed where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms import Ruleset, load
from ruledsl.norms.scenario_reader import load_scenarios, norm_names, read_scenario_text, terms_of
from ruledsl.world.json_form import scenario_from_json, scenario_json_text
from ruledsl.world.scenario import Scenario, When
from ruledsl.world.values import NOTHING, Day, Doer, Duration, Ref, Symbol
from ruledsl.world.vocabulary import Label

from .scenarios import placeless

RULES = """
vocabulary office
    role mayor "mayor" / "市长"
    role vice_mayor
    office general_office
    list colour = red, green
    kind department is office
        head : person
    office finance is department
    state away of party
    kind meeting opens when created, closes held
        topics : set of text
        event held
    kind request opens submitted, closes replied
        matters : whole number
        share : decimal
        title : text
        due_day : date
        extension : duration
        colour : colour
        public : yes/no
        meeting : meeting
        urgent : judgement
        cooperates(unit : department) : yes/no
        restraint(year) : judgement
        event submitted(by, to), signed(by), replied

ruleset town
    uses office
    calendar none
    period school_year from 1 September
    value quorum : whole number
    value interval : period

article 10 "Haste"
    prompt: request requires signed promptly after submitted

article 51 "Material"
    filing: request requires signed before replied
    form:   request requires submitted, signed in order before replied
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    path = tmp_path_factory.mktemp("town") / "town.rules"
    path.write_text(RULES, encoding="utf-8")
    return load(path, use_cache=False)


def read(town: Ruleset, text: str) -> tuple[list[Scenario], Diagnostics]:
    diagnostics = Diagnostics()
    return read_scenario_text(text, town, diagnostics, "town.scenario"), diagnostics


def one(town: Ruleset, lines: str) -> Scenario:
    found, diagnostics = read(town, 'scenario "a case"\n' + lines)
    assert list(diagnostics) == []
    assert len(found) == 1
    return found[0]


def faults(town: Ruleset, lines: str) -> list[tuple[str, str, str, str]]:
    """Code, the text that is blamed, message and help."""
    text = 'scenario "a case"\n    person li\n    request r1\n    meeting m1\n    2022-03-01 r1 submitted\n' + lines
    found, diagnostics = read(town, text)
    assert found == []
    return [(d.code, text[d.span.start : d.span.end], d.message, d.help) for d in diagnostics]


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


# ------------------------------------------------------------------------------------------------ lines


def test_persons_hold_roles_and_have_labels(town: Ruleset) -> None:
    read = one(town, '    person li "Li" / "李" is mayor from 2021-01-01 to 2022-01-01, vice_mayor\n    person wang')
    assert read.persons == {"li": Label("Li", "李"), "wang": Label("wang", "wang")}
    assert [(h.role, h.first, h.last) for h in read.holdings] == [
        ("mayor", day("2021-01-01"), day("2022-01-01")),
        ("vice_mayor", None, None),
    ]


def test_records_have_fields_of_every_type(town: Ruleset) -> None:
    read = one(
        town,
        """
    meeting m1 "the meeting" from 2022-01-01 9:30 with topics = ("a", "b")
    meeting m2 with topics = ("a")
    meeting m3 with topics = ()
    request r1 with matters = 0 - 3, share = 3/4, title = "say \\"a\\"", due_day = 2022-02-28, extension = 5 workdays,
      colour = red, public = no, meeting = (m1), urgent = yes, cooperates(finance) = yes, restraint(2022) = no
    request r2 with share = 1.50 - 2, meeting = none""",
    )
    m1, m2, m3, r1, r2 = read.records.values()
    assert (m1.label, m1.created) == (Label("the meeting", "m1"), When(day("2022-01-01"), 34_200))
    assert [m.fields["topics", None] for m in (m1, m2, m3)] == [frozenset("ab"), frozenset("a"), frozenset()]
    assert r1.fields == {
        ("matters", None): -3,
        ("share", None): 0.75,
        ("title", None): 'say "a"',
        ("due_day", None): Day(day("2022-02-28")),
        ("extension", None): Duration(5, "workday"),
        ("colour", None): Symbol("colour", "red"),
        ("public", None): False,
        ("meeting", None): Ref("m1"),
        ("urgent", None): True,
        ("cooperates", Ref("finance")): True,
        ("restraint", "2022"): False,
    }
    assert r2.fields == {("share", None): -0.5, ("meeting", None): NOTHING}


def test_entries_say_what_happened_and_what_was_judged(town: Ruleset) -> None:
    read = one(
        town,
        """
    from 2022-01-01
    note "all of it made up"
    person li
    person wang
    department finance with head = li
    request r1 with matters = 1 from 2022-03-02
    2022-03-01 10:00 r1 submitted(by = li as vice_mayor, to = general_office)
    2022-03-03 r1 signed(by = (li, wang)), title = "x", urgent judged yes by mayor
    2022-03-04 r1 cooperates(finance) = no, restraint(2022) judged no
    2022-03-05 r1 10.prompt judged late by li
    2022-03-06 r1 prompt judged in time
    planned 2022-03-09 r1 replied
    2022-03-01 to 2022-03-05 mayor away
    2022-04-01 onwards li away unknown
    value quorum = 3
    value interval = school_year
    as of 2022-03-08""",
    )
    assert read.first_day == day("2022-01-01")
    assert read.notes == ("all of it made up",)
    assert [(e.seq, e.event, e.planned) for e in read.events] == [
        (1, "submitted", False),
        (2, "signed", False),
        (9, "replied", True),
    ]
    assert read.events[0].when == When(day("2022-03-01"), 36_000)
    assert read.events[0].arguments == {"by": (Doer("li", "vice_mayor"),), "to": (Doer("general_office"),)}
    assert read.events[1].arguments == {"by": (Doer("li"), Doer("wang"))}
    assert [(v.seq, v.field, v.argument, v.value) for v in read.values] == [
        (0, "matters", None, 1),
        (3, "title", None, "x"),
        (5, "cooperates", Ref("finance"), False),
    ]
    assert [(j.target, j.argument, j.value, j.by, j.of_norm) for j in read.judgements] == [
        ("urgent", None, True, "mayor", False),
        ("restraint", "2022", False, None, False),
        ("town:10.prompt", None, False, "li", True),
        ("town:10.prompt", None, True, None, True),
    ]
    assert [(s.subject, s.first, s.last, s.known) for s in read.states] == [
        ("mayor", day("2022-03-01"), day("2022-03-05"), True),
        ("li", day("2022-04-01"), None, False),
    ]
    assert read.settings == {"quorum": 3, "interval": "school_year"}
    assert [a.day for a in read.as_ofs] == [day("2022-03-08")]


def test_expectations_are_read_with_all_their_marks(town: Ruleset) -> None:
    read = one(
        town,
        """
    person li
    meeting m1
    request r1
    2022-03-01 r1 submitted
    as of 2022-03-31
        expect 51.filing violated breach for r1"""
        + """
        expect filing satisfied so far for (r1, li) in 2022  Q1   -- as it should be
        expect town:10.prompt pending late on plan for r1 #2 due 2022-04-30 on 2022-03-01
        expect 51.form.signed undetermined missing r1.urgent in week of 2022-03-09
    as of 2022-04-30
        expect article 51 not_applicable in 2022-03
        expect only 51.filing, 10.prompt violated
        expect no breach
        expect no deviation
        expect 51.filing used for r1
        expect li may signed(by = li) for r1 on 2022-03-05
        expect li may not request.signed for r1
        expect meeting.topics of r1 != ("a", "b")
        expect matters of r1 >= 3""",
    )
    first, second = read.as_ofs
    assert [(e.form, e.norms, e.verdict, e.marks, e.address) for e in first.expectations] == [
        ("verdict", ("town:51.filing",), "violated", ("breach",), ("r1",)),
        ("verdict", ("town:51.filing",), "satisfied", ("so far",), ("r1", "li")),
        ("verdict", ("town:10.prompt",), "pending", ("late on plan",), ("r1",)),
        ("verdict", ("town:51.form.2",), "undetermined", (), ()),
    ]
    assert [e.period for e in first.expectations] == [None, "2022 Q1", None, "week of 2022-03-07"]
    assert first.expectations[1].text == "expect filing satisfied so far for (r1, li) in 2022 Q1"
    third = first.expectations[2]
    assert (third.number, third.due, third.on) == (2, day("2022-04-30"), day("2022-03-01"))
    assert first.expectations[3].missing == "r1.urgent"
    assert [(e.form, e.norms) for e in second.expectations] == [
        ("verdict", ("town:51.filing", "town:51.form.1", "town:51.form.2")),
        ("only", ("town:51.filing", "town:10.prompt")),
        ("no_breach", ()),
        ("no_deviation", ()),
        ("used", ("town:51.filing",)),
        ("may", ()),
        ("may_not", ()),
        ("value", ()),
        ("value", ()),
    ]
    may, may_not, topics, matters = second.expectations[5:]
    assert (may.party, may.event, may.address, may.on) == ("li", "signed", ("r1",), day("2022-03-05"))
    assert may.event_arguments == {"by": (Doer("li"),)}
    assert (may_not.event, may_not.event_arguments) == ("signed", {})
    assert (topics.field_path, topics.comparator, topics.value) == ("meeting.topics", "!=", frozenset("ab"))
    assert (matters.comparator, matters.value) == (">=", 3)


def test_a_file_holds_many_scenarios_and_a_faulty_one_hides_no_other(town: Ruleset) -> None:
    found, diagnostics = read(
        town,
        'scenario "one"\n  meeting m1\nscenario "two"\n  meting m1\nscenario "three"\n  2022 x\nscenario "four"\n',
    )
    assert [scenario.title for scenario in found] == ["one", "four"]
    assert [(d.code, d.span.line) for d in diagnostics if d.code.startswith("RD5")] == [("RD501", 4)]


def test_a_line_that_cannot_be_read_is_not_reported_again_by_what_hangs_on_it(town: Ruleset) -> None:
    found, diagnostics = read(town, 'scenario "one"\n  request r1 wth title = "x"\n  2022-03-01 r1 submitted\n')
    assert found == []
    assert [d.span.line for d in diagnostics] == [2]


def test_other_lines_are_checked_although_one_cannot_be_read(town: Ruleset) -> None:
    text = """scenario "one"
    request r1 wth title = "x"
    request r2
    2022-03-01 r1 submitted
    2022-03-02 r2 singed
    2022-03-03 r2 signed
    expect no breach"""
    found, diagnostics = read(town, text)
    assert found == []
    assert [(d.code[:3], d.span.line) for d in diagnostics] == [("RD1", 2), ("RD5", 5)]


def test_text_and_json_are_one(town: Ruleset) -> None:
    lines = """
    person li is mayor from 2021-01-01
    request r1 "请示" with matters = 1, cooperates(finance) = yes
    2022-03-01 r1 urgent judged yes by li
    2022-03-01 r1 submitted(by = li as vice_mayor)
    planned 2022-03-09 r1 replied
    as of 2022-03-08
        expect 51.filing pending for r1"""
    scenario = one(town, lines)
    diagnostics = Diagnostics()
    again = scenario_from_json(scenario_json_text(scenario), town.vocabulary, **terms_of(town), diagnostics=diagnostics)
    assert list(diagnostics) == []
    assert again is not None
    assert placeless(again) == placeless(scenario)


# ------------------------------------------------------------------------------------------------ faults

FAULTS: dict[str, tuple[str, str, str, str, str]] = {
    "impossible date": (
        "2022-02-30 r1 signed",
        "RD133",
        "2022-02-30",
        "there is no day 30 in February 2022",
        "February 2022 has 28 days; its last day is 2022-02-28",
    ),
    "impossible date of a field": (
        "request r2 with due_day = 2022-02-30",
        "RD133",
        "2022-02-30",
        "there is no day 30 in February 2022",
        "February 2022 has 28 days; its last day is 2022-02-28",
    ),
    "impossible time": (
        "2022-03-02 25:00 r1 signed",
        "RD133",
        "25:00",
        "there is no hour 25",
        "hours run from 00 to 23",
    ),
    "unknown doer": (
        "2022-03-02 r1 signed(by = lee)",
        "RD502",
        "lee",
        "nothing here is called 'lee'; the parameter 'by' of 'signed' takes a party (a person, role or office)",
        "known here: finance, general_office, li, mayor, vice_mayor; declare a person with: person lee",
    ),
    "unknown parameter": (
        "2022-03-02 r1 signed(be = li)",
        "RD505",
        "be",
        "the event 'signed' has no parameter 'be'",
        "known here: by",
    ),
    "parameter without a name": (
        "2022-03-02 r1 signed(li)",
        "RD537",
        "li",
        "what stands in an event's brackets is a parameter and its value",
        "write NAME = VALUE, such as by = li",
    ),
    "comparison as a parameter": (
        "2022-03-02 r1 signed(by != li)",
        "RD537",
        "by != li",
        "what stands in an event's brackets is a parameter and its value",
        "write NAME = VALUE, such as by = li",
    ),
    "in person": (
        "2022-03-02 r1 signed(by = li in person)",
        "RD537",
        "by = li in person",
        "what stands in an event's brackets is a parameter and its value",
        "write NAME = VALUE, such as by = li",
    ),
    "capacity of several": (
        "2022-03-02 r1 signed(by = (li, mayor) as mayor)",
        "RD537",
        "by = (li, mayor) as mayor",
        "'as' names the capacity of one doer, not of several",
        "name one doer",
    ),
    "planned value": (
        'planned 2022-03-02 r1 title = "x"',
        "RD537",
        'title = "x"',
        "only an event can be planned",
        "leave 'planned' out, or plan an event",
    ),
    "field with two values in brackets": (
        "2022-03-02 r1 cooperates(finance, finance) = yes",
        "RD537",
        "(finance, finance)",
        "a field takes one value in brackets, without a name",
        "such as restraint(2022)",
    ),
    "norm with brackets": (
        "2022-03-02 r1 prompt(2022) judged late",
        "RD537",
        "(2022)",
        "a norm takes nothing in brackets",
        "take the brackets out",
    ),
    "state with brackets": (
        "2022-03-02 onwards mayor away(li)",
        "RD537",
        "(li)",
        "a state takes nothing in brackets",
        "take the brackets out",
    ),
    "calculation": (
        "2022-03-02 r1 matters = count(meeting)",
        "RD512",
        "count(meeting)",
        "the field 'matters' takes a whole number, but 'count(meeting)', which is to be worked out, was given",
        "",
    ),
    "division by nothing": (
        "2022-03-02 r1 share = 1/0",
        "RD130",
        "1/0",
        "1/0 divides by zero",
        "the number below the line is 1 or more",
    ),
    "path instead of a record": (
        "2022-03-02 r1.meeting held",
        "RD502",
        "r1.meeting",
        "nothing here is called 'r1.meeting'",
        "known here: finance, general_office, li, m1, mayor, r1, vice_mayor; declare it with: KIND r1.meeting",
    ),
    "norm judged yes": (
        "2022-03-02 r1 10.prompt judged yes",
        "RD520",
        "yes",
        "a norm is judged late or in time, not yes",
        "write: judged late, or: judged in time",
    ),
    "norm without promptly": (
        "2022-03-02 r1 51.filing judged late",
        "RD520",
        "51.filing",
        "nothing in 'town:51.filing' is to be judged late",
        "only 'promptly' is judged",
    ),
    "unknown norm": (
        "as of 2022-03-08\n        expect 51.filng violated",
        "RD510",
        "51.filng",
        "no norm is called '51.filng'",
        "did you mean '51.filing'?",
    ),
    "expectation with two records": (
        "as of 2022-03-08\n        expect 51.filing violated for r1 for m1",
        "RD537",
        "for m1",
        "this stands twice in one expectation",
        "write two expectations",
    ),
    "expectation before its day": (
        "expect no breach",
        "RD524",
        "expect no breach",
        "no day is given for this expectation",
        "write a line 'as of DATE' before it",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_faulty_line_is_told_with_the_words_at_fault(town: Ruleset, case: str) -> None:
    line, *expected = FAULTS[case]
    assert faults(town, f"    {line}\n") == [tuple(expected)]


def test_a_number_of_five_thousand_digits_is_told(town: Ruleset) -> None:
    digits = "9" * 5000
    for line in (f"2022-03-02 r1 matters = {digits}", f"2022-03-02 r1 extension = {digits} days"):
        assert [code for code, *_ in faults(town, f"    {line}\n")] == ["RD130"]


@given(
    st.lists(st.sampled_from([*RULES.split(), "2022-03-01", "r1", "expect", "as of", "\n  ", "(", ")", "=", "judged"]))
)
def test_any_words_whatever_are_read_or_diagnosed(town: Ruleset, words: list[str]) -> None:
    found, diagnostics = read(town, 'scenario "a"\n  request r1\n  ' + " ".join(words))
    assert len(found) == 1 or diagnostics.errors


# ------------------------------------------------------------------------------------------------ files


def test_norms_are_named_with_what_may_be_said_of_them(town: Ruleset) -> None:
    names = {name.id: name for name in norm_names(town)}
    assert names["town:10.prompt"].judged
    assert not names["town:51.filing"].judged
    assert names["town:51.form.2"].steps == ("signed",)
    assert names["town:51.filing"].kind == "request"


def test_files_are_read_by_their_endings(town: Ruleset, tmp_path: Path) -> None:
    text, data = tmp_path / "a.scenario", tmp_path / "a.json"
    text.write_text('scenario "一"\n  meeting m1\n', encoding="utf-8")
    diagnostics = Diagnostics()
    (from_text,) = load_scenarios(text, town, diagnostics)
    data.write_text(scenario_json_text(from_text), encoding="utf-8")
    (from_json,) = load_scenarios(data, town, diagnostics)
    assert list(diagnostics) == []
    assert placeless(from_json) == placeless(from_text)
    assert (from_text.span.file, from_json.span.file) == (str(text), str(data))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.scenario", None, "RD001"),
        ("a.json", None, "RD001"),
        ("a.scenario", b'scenario "\xb5"', "RD004"),
        ("a.json", b'{"title": "\xb5"}', "RD004"),
        ("a.scenario", b"", "RD005"),
        ("a.json", b"", "RD005"),
        ("a.json", b"{", "RD530"),
        ("a.scenario", b"-- nothing\n", "RD538"),
        ("a.scenario", b'article 1 "x"\n', "RD538"),
    ],
)
def test_a_file_that_holds_no_scenario_is_told(
    town: Ruleset, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    diagnostics = Diagnostics()
    assert load_scenarios(tmp_path / name, town, diagnostics) == []
    assert [d.code for d in diagnostics] == [code]
