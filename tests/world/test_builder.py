"""What the builder makes of what it is told: names resolved, values of their types, the log in its order."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.diagnostics import Diagnostics
from ruledsl.world.builder import ScenarioBuilder
from ruledsl.world.given import Acting, Name, exact_number, number_text
from ruledsl.world.scenario import Holding, Scenario, When
from ruledsl.world.values import NOTHING, Day, Doer, Duration, Ref, Symbol
from ruledsl.world.vocabulary import Label, Parameter, Type, Vocabulary

from .town import RED, TOWN, building, event, told

MARCH = date(2022, 3, 1).toordinal()


def made(b: ScenarioBuilder, diagnostics: Diagnostics) -> Scenario:
    scenario = b.finish()
    assert scenario is not None, told(diagnostics)
    return scenario


def test_records_may_speak_of_records_declared_later() -> None:
    b, found = building()
    b.record("request", "r1", fields={"meeting": "m1"}).record("meeting", "m1", fields={"chair": "li"}).person("li")
    assert made(b, found).records["r1"].fields == {("meeting", None): Ref("m1")}


@pytest.mark.parametrize(
    ("field", "given_values", "value"),
    [
        ("matters", [3, Fraction(3), Decimal("3.0")], 3),
        ("share", ["1.5", Decimal("1.5"), Fraction(3, 2), "3/2"], Fraction(3, 2)),
        ("share", [2, "2"], Fraction(2)),
        ("title", ["budget"], "budget"),
        ("due_day", ["2022-03-01", date(2022, 3, 1), Day(MARCH)], Day(MARCH)),
        ("extension", ["5 workdays", "5 workday", Duration(5, "workdays")], Duration(5, "workday")),
        ("extension", ["5 school_day", "5 school_days"], Duration(5, "school_day")),
        ("colour", ["red", Name("red"), RED], RED),
        ("public", [True], True),
        ("meeting", [None, NOTHING], NOTHING),
        ("meeting", ["m1", Name("m1"), Ref("m1"), ["m1"]], Ref("m1")),
        ("about", ["m1", "r1"], None),
        ("leader", ["executive_vice_mayor", "vice_mayor", "li", "chen"], None),
        ("author", ["li", "chen"], None),
        ("unit", ["finance", "roads", None], None),
    ],
    ids=str,
)
def test_a_raw_value_is_read_as_its_field_wants_it(field: str, given_values: list[object], value: object) -> None:
    for raw in given_values:
        b, found = building()
        b.person("li").record("official", "chen").record("meeting", "m1").record("department", "roads")
        b.record("request", "r1", fields={field: raw})
        read = made(b, found).records["r1"].fields[field, None]
        if value is not None:
            assert read == value
            assert type(read) is type(value)


def test_a_set_is_read_member_by_member() -> None:
    b, found = building()
    b.record("meeting", "m1", fields={"invited": ["mayor", Name("finance"), "mayor"], "topics": ()})
    fields = made(b, found).records["m1"].fields
    assert fields == {("invited", None): frozenset({Ref("mayor"), Ref("finance")}), ("topics", None): frozenset()}


def test_party_parameters_hold_doers_and_record_parameters_a_record() -> None:
    b, found = building()
    b.person("li").person("wang").record("request", "r1").record("request", "r2")
    b.event("2022-03-01", "r1", "submitted", {"by": "li", "to": "finance"})
    b.event("2022-03-02", "r1", "signed", {"by": [Acting("li", "vice_mayor"), "wang", Doer("mayor")]})
    b.event("2022-03-02", "r1", "joined", {"other": "r2"})
    arguments = [e.arguments for e in made(b, found).events]
    assert arguments == [
        {"by": (Doer("li"),), "to": (Doer("finance"),)},
        {"by": (Doer("li", "vice_mayor"), Doer("wang"), Doer("mayor"))},
        {"other": Ref("r2")},
    ]


def test_what_is_not_told_is_not_filled_in() -> None:
    b, found = building()
    b.record("request", "r1").event("2022-03-01", "r1", "submitted")
    scenario = made(b, found)
    assert scenario.records["r1"].fields == {}
    assert scenario.events[0].arguments == {}


@pytest.mark.parametrize(
    ("given_when", "when"),
    [
        ("2022-03-01", When(MARCH)),
        (date(2022, 3, 1), When(MARCH)),
        (MARCH, When(MARCH)),
        ("2022-03-01 09:30", When(MARCH, 34_200)),
        ("2022-03-01T09:30:05", When(MARCH, 34_205)),
        (("2022-03-01", "9:30"), When(MARCH, 34_200)),
        (("2022-03-01", time(9, 30)), When(MARCH, 34_200)),
        ((date(2022, 3, 1), None), When(MARCH)),
        (datetime(2022, 3, 1, 9, 30), When(MARCH, 34_200)),
        (When(MARCH, 0), When(MARCH, 0)),
    ],
    ids=str,
)
def test_an_instant_is_a_date_with_or_without_a_time(given_when: object, when: When) -> None:
    b, found = building()
    b.record("meeting", "m1").event(given_when, "m1", "held")
    assert made(b, found).events[0].when == when


def test_the_log_is_numbered_in_the_order_in_which_it_is_told() -> None:
    b, found = building()
    b.record("request", "r1").event("2022-03-01", "r1", "submitted").judge("2022-03-05", "r1", "urgent", True)
    b.value("2022-03-02", "r1", "matters", 2).event("2022-03-03", "r1", "answered")
    scenario = made(b, found)
    assert [e.seq for e in scenario.events] == [0, 3]
    assert [j.seq for j in scenario.judgements] == [1]
    assert [v.seq for v in scenario.values] == [2]


def test_a_declared_party_takes_fields_by_a_record_of_its_own_name() -> None:
    b, found = building()
    b.person("li", "李").record("department", "finance", fields={"head": "li"}).field("li", "rank", 3)
    scenario = made(b, found)
    finance, li = scenario.records["finance"], scenario.records["li"]
    assert (finance.kind, finance.label, finance.fields) == (
        "department",
        Label("finance", "财政局"),
        {("head", None): Ref("li")},
    )
    assert (li.kind, li.label, li.fields) == ("person", Label("li", "李"), {("rank", None): 3})


def test_a_record_of_a_kind_of_person_is_a_person_who_can_hold_roles() -> None:
    b, found = building()
    b.record("official", "chen", "陈").holding("chen", "mayor")
    scenario = made(b, found)
    assert scenario.persons == {"chen": Label("chen", "陈")}
    assert [h.person for h in scenario.holdings] == ["chen"]


def test_holdings_stand_by_person_in_the_order_of_persons() -> None:
    b, found = building()
    b.person("li").person("wang").holding("wang", "mayor").holding("li", "mayor", "2022-01-01", "2022-01-01")
    day = date(2022, 1, 1).toordinal()
    assert made(b, found).holdings == (
        evolve(Holding("li", "mayor", day, day), span=made(b, found).holdings[0].span),
        Holding("wang", "mayor"),
    )


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (None, Label("li", "li")),
        ("Li", Label("Li", "li")),
        ("李", Label("li", "李")),
        (("Li", "李"), Label("Li", "李")),
        (Label("Li", "李"), Label("Li", "李")),
        ("", Label("li", "li")),
    ],
    ids=str,
)
def test_a_label_is_english_chinese_or_both(label: object, expected: Label) -> None:
    b, found = building()
    assert made(b.person("li", label), found).persons == {"li": expected}


def test_the_parameter_of_a_field_is_part_of_its_name() -> None:
    b, found = building()
    b.record("request", "r1").field("r1", "cooperates", True, "finance").record("department", "roads")
    b.field("r1", "cooperates", False, "roads").field("r1", "restraint", True, 2022)
    assert made(b, found).records["r1"].fields == {
        ("cooperates", Ref("finance")): True,
        ("cooperates", Ref("roads")): False,
        ("restraint", "2022"): True,
    }


def test_settings_have_the_types_of_the_rulesets_values() -> None:
    b, found = building()
    b.setting("quorum", 3).setting("limit", "5 days").setting("interval", "school_year").setting("favourite", "red")
    assert made(b, found).settings == {
        "quorum": 3,
        "limit": Duration(5, "day"),
        "interval": "school_year",
        "favourite": Symbol("colour", "red"),
    }


# ------------------------------------------------------------------------------------------------ lives


def test_late_acts_after_an_ordinary_closing_stand() -> None:
    b, found = building()
    b.record("request", "r1").event("2022-03-01", "r1", "submitted").event("2022-03-02", "r1", "answered")
    made(b.event("2022-03-09", "r1", "signed"), found)


def test_a_void_after_an_ordinary_closing_made_nothing_void() -> None:
    b, found = building()
    b.record("meeting", "m1").event("2022-03-01", "m1", "held").event("2022-03-02", "m1", "cancelled")
    made(b.event("2022-03-03", "m1", "convened"), found)


def test_entries_of_one_day_may_have_come_in_the_order_that_fits() -> None:
    b, found = building()
    b.record("request", "r1").event("2022-03-01", "r1", "signed").event("2022-03-01 10:00", "r1", "submitted")
    b.event("2022-03-01", "r1", "withdrawn")
    made(b, found)


def test_of_equal_times_the_order_of_the_log_counts() -> None:
    b, found = building()
    b.record("request", "r1").event("2022-03-01 10:00", "r1", "signed").event("2022-03-01 10:00", "r1", "submitted")
    assert b.finish() is None
    assert [d.code for d in found] == ["RD516"]


def test_entries_may_stand_out_of_the_order_of_their_dates() -> None:
    b, found = building()
    b.record("request", "r1").event("2022-03-09", "r1", "signed").event("2022-03-01", "r1", "submitted")
    made(b, found)


def test_a_plan_may_be_older_than_the_opening_and_lie_after_the_last_day() -> None:
    b, found = building()
    b.record("request", "r1").event("2022-02-01", "r1", "answered", planned=True)
    b.event("2022-03-01", "r1", "submitted").as_of("2022-03-01")
    b.record("meeting", "m1").event("2022-05-01", "m1", "held", planned=True)
    made(b, found)


def test_a_record_opens_by_another_records_event_on_the_way_that_undated_fields_show() -> None:
    b, found = building()
    b.record("request", "r1").event("2022-03-01", "r1", "submitted").event("2022-03-02", "r1", "answered")
    b.record("reply", "p1", fields={"request": "r1"}).event("2022-03-02", "p1", "sent")
    # Where the field is not given it may yet be deemed, and where it changes no one way is right.
    b.record("reply", "p2").event("2022-03-01", "p2", "sent")
    b.record("reply", "p3").value("2022-03-01", "p3", "request", "r1").event("2022-03-01", "p3", "sent")
    made(b, found)


def test_a_partys_record_is_always_open() -> None:
    b, found = building()
    made(b.event("1949-10-01", "finance", "founded"), found)


def test_known_intervals_of_a_state_may_overlap() -> None:
    b, found = building()
    b.state("mayor", "away", "2022-03-01", "2022-03-05").state("mayor", "away", "2022-03-03")
    b.state("mayor", "away", "2022-01-01", "2022-02-28", known=False)
    made(b, found)


def test_a_state_of_persons_may_be_recorded_of_a_role() -> None:
    b, found = building()
    made(b.state("mayor", "ill", "2022-03-01"), found)


def test_judgements_with_a_default_may_change() -> None:
    b, found = building()
    b.record("request", "r1").judge("2022-03-01", "r1", "complex", True).judge("2022-03-02", "r1", "complex", False)
    made(b, found)


# ------------------------------------------------------------------------------------------------ expectations


def test_norms_of_expectations_are_made_full() -> None:
    b, found = building()
    b.as_of("2022-03-01")
    for written in ("51.filing", "town:51.filing", "sign_off", "47.form", "47.form.signed", "article 51", "sign"):
        b.expect("verdict", norms=[written], verdict="pending")
    assert [e.norms for e in made(b, found).as_ofs[0].expectations] == [
        ("town:51.filing",),
        ("town:51.filing",),
        ("town:51.sign_off",),
        ("town:47.form.1", "town:47.form.2"),
        ("town:47.form.2",),
        ("town:51.filing", "town:51.sign_off"),
        ("town:59.sign.duty", "town:59.sign.power"),
    ]


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("2022", "2022"),
        (2022, "2022"),
        ("2022 Q1", "2022 Q1"),
        ("2022年第1季度", "2022 Q1"),
        ("week of 2022-03-09", "week of 2022-03-07"),
        ("2022-03  II", "2022-03 II"),
        ("2022 school_year", "year from 2022-09-01"),
    ],
)
def test_periods_are_written_in_one_way(written: object, label: str) -> None:
    b, found = building()
    b.as_of("2022-03-01").expect("verdict", norms=["51.filing"], verdict="pending", period=written)
    assert made(b, found).as_ofs[0].expectations[0].period == label


def test_an_expectation_without_text_is_written_out() -> None:
    b, found = building()
    b.person("li").record("request", "r1", fields={"meeting": "m1"}).record("meeting", "m1").as_of("2022-03-01")
    b.expect("verdict", norms=["51.filing"], verdict="violated", marks=["breach"], address=["r1", "red"], number=2)
    b.expect("only", norms=["51.filing", "51.sign_off"], verdict="violated")
    b.expect("no_deviation")
    b.expect("may_not", party="li", event="request.signed", address=["r1"], arguments={"by": "li"}, on="2022-03-02")
    b.expect("value", field="meeting.chair", address=["r1"], comparator="!=", value="li")
    b.expect("used", norms=["51.filing"], text="as written")
    assert [e.text for e in made(b, found).as_ofs[0].expectations] == [
        "expect town:51.filing violated breach for (r1, red) #2",
        "expect only town:51.filing, town:51.sign_off violated",
        "expect no deviation",
        "expect li may not signed(by = li) for r1 on 2022-03-02",
        "expect meeting.chair of r1 != li",
        "as written",
    ]


def test_a_scenario_needs_neither_a_day_nor_a_title() -> None:
    diagnostics = Diagnostics()
    assert ScenarioBuilder(TOWN, diagnostics=diagnostics).finish() == Scenario("")


def test_a_builder_can_finish_more_than_once() -> None:
    b, found = building()
    first = made(b.record("meeting", "m1"), found)
    assert made(b, found) == first
    assert list(made(b.record("meeting", "m2"), found).records) == ["m1", "m2"]


def test_an_untyped_parameter_takes_whatever_is_a_value() -> None:
    kind = evolve(TOWN.kinds["meeting"], events=(event("meeting", "noted", Parameter("what", Type("unknown"))),))
    vocabulary: Vocabulary = evolve(TOWN, kinds={**TOWN.kinds, "meeting": kind})
    raw = ["mayor", "m1", "red", 3, True, Day(MARCH), Duration(1, "day"), Fraction(1, 2), ["mayor", "li"], [1, 2], None]
    b = ScenarioBuilder(vocabulary, diagnostics=(found := Diagnostics())).person("li").record("meeting", "m1")
    for value in raw:
        b.event("2022-03-01", "m1", "noted", {"what": value})
    assert [e.arguments["what"] for e in made(b, found).events] == [
        (Doer("mayor"),),
        Ref("m1"),
        RED,
        3,
        True,
        Day(MARCH),
        Duration(1, "day"),
        Fraction(1, 2),
        (Doer("mayor"), Doer("li")),
        frozenset({1, 2}),
        NOTHING,
    ]


# ------------------------------------------------------------------------------------------------ numbers as text


@given(st.fractions())
def test_a_number_written_out_reads_back_exactly(number: Fraction) -> None:
    assert exact_number(number_text(number)) == number


@given(st.text(max_size=10) | st.text(alphabet="0123456789./-+e_ ", max_size=10))
def test_a_text_is_an_exact_number_or_none(text: str) -> None:
    number = exact_number(text)
    assert number is None or isinstance(number, Fraction)


def test_endless_and_impossible_numbers_are_none() -> None:
    assert [exact_number(text) for text in ("1/0", "9" * 5000, "1e999999999", "nan", "１２", "1_000")] == [None] * 6
