"""Conditions at an instant: what is closed and what open, patterns, comparisons, sets, numbers, changes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ruledsl.engine.case import Case, Env, Truth
from ruledsl.engine.point import at_entry
from ruledsl.norms.expressions import (
    ActParam,
    Among,
    And,
    Arithmetic,
    Compare,
    Constraint,
    Count,
    CountEvents,
    DoerOf,
    EventDay,
    EventParam,
    EventPattern,
    Expr,
    FieldOf,
    Happened,
    Holders,
    Holds,
    IsKind,
    IsSet,
    Lapsed,
    Literal,
    Member,
    Not,
    OpenRecords,
    Or,
    Party,
    Pointing,
    Portion,
    Quantified,
    SetOf,
    Sum,
    ValueName,
    Var,
)
from ruledsl.world.values import NOTHING, Day, Duration, Ref
from ruledsl.world.vocabulary import Type
from tests.engine.worlds import (
    SELF,
    WHOLE,
    Log,
    away,
    case,
    day,
    end,
    env,
    happened,
    named_value,
    own,
    pattern,
    ref,
    start,
    when,
)

NOW = "2022-03-31"
YES, NO = Literal(True), Literal(False)


def item(**fields: object) -> Log:
    return Log("2022-01-01").record("i1", "agenda_item", **fields)  # type: ignore[arg-type]


def truth(log: Log, expr: Expr, at: str = NOW, record: str = "i1", now: str = NOW, **more: object) -> Truth:
    return case(log, now, **more).truth(expr, env(record), end(at))


# ------------------------------------------------------------------------------------------ events


def test_an_event_is_true_from_the_instant_after_it_and_false_before() -> None:
    log = item().event("2022-03-05 09:00", "i1", "filed")
    found, filed = case(log, NOW), happened("agenda_item", "filed")
    entry = at_entry(when("2022-03-05 09:00"), 1)
    assert found.truth(filed, env("i1"), entry).value is False
    assert found.truth(filed, env("i1"), entry.after()).value is True
    assert found.truth(Not(filed), env("i1"), end("2022-03-04")).value is True


def test_an_event_not_recorded_has_not_happened() -> None:
    answer = truth(item(), happened("agenda_item", "filed"))
    assert answer.value is False
    assert [fact.kind for fact in answer.facts] == ["no_event"]


def test_before_the_logs_first_day_events_are_unknown() -> None:
    log = item().event("2022-03-05", "i1", "filed")
    assert truth(log, happened("agenda_item", "filed"), at="2021-12-31").value is None
    assert truth(log, happened("agenda_item", "filed"), at="2022-01-01").value is False


def test_a_parameter_not_given_is_unknown_and_named() -> None:
    log = item().event("2022-03-05", "i1", "filed")
    answer = truth(log, happened("agenda_item", "filed", to=Party("general_office")))
    assert answer.value is None
    assert answer.missing == ("to of filed of i1",)


def test_constraints_are_read_as_of_the_occurrence() -> None:
    log = (
        item(leader_in_charge=Ref("wang")).person("wang").person("li")
        .event("2022-03-05", "i1", "approved", by="wang")
        .value("2022-03-06", "i1", "leader_in_charge", Ref("li"))
    )  # fmt: skip
    assert truth(log, happened("agenda_item", "approved", by=own("leader_in_charge"))).value is True


def test_a_later_occurrence_may_fit_where_the_first_does_not() -> None:
    log = (
        item().event("2022-03-05", "i1", "filed", to="finance").event("2022-03-07", "i1", "filed", to="general_office")
    )
    filed = happened("agenda_item", "filed", to=Party("general_office"))
    assert truth(log, filed, at="2022-03-06").value is False
    assert truth(log, filed, at="2022-03-07").value is True


def test_an_event_of_any_record_of_a_kind_includes_narrower_kinds() -> None:
    log = item().record("m2", "executive_meeting").event("2022-03-05", "m2", "held")
    assert truth(log, happened("meeting", "held", None)).value is True
    assert truth(log, happened("agenda_item", "withdrawn", None)).value is False


@pytest.mark.parametrize(
    ("n", "unit", "first_day_out"),
    [(3, "day", "2022-03-08"), (1, "week", "2022-03-12"), (1, "month", "2022-04-05"), (1, "year", "2023-03-05")],
)
def test_an_event_is_recent_in_the_window_half_open_at_its_start(n: int, unit: str, first_day_out: str) -> None:
    log = item().event("2022-03-05", "i1", "filed")
    recent = Happened(pattern("agenda_item", "filed"), Duration(n, unit))
    found = case(log, "2023-12-31")
    assert found.truth(recent, env("i1"), end("2022-03-05")).value is True
    day_before = start(first_day_out).day - 1
    assert found.truth(recent, env("i1"), at_entry(when("2022-03-05"), 9)).value is True
    assert found.first_true(Not(recent), env("i1"), end("2022-03-05")).point == start(first_day_out)
    assert found.truth(recent, env("i1"), start(first_day_out)).value is False
    assert day_before >= day("2022-03-05")


def test_a_window_that_reaches_back_before_the_log_is_unknown_unless_it_holds_a_match() -> None:
    recent = Happened(pattern("agenda_item", "filed"), Duration(3, "month"))
    assert truth(item(), recent, at="2022-02-01").value is None
    assert truth(item(), recent, at=NOW).value is False
    assert truth(item().event("2022-01-05", "i1", "filed"), recent, at="2022-02-01").value is True


def test_hours_are_counted_from_the_time_and_unknown_without_one() -> None:
    recent = Happened(pattern("agenda_item", "filed"), Duration(24, "hour"))
    timed = case(item().event("2022-03-05 09:00", "i1", "filed"), NOW)
    at_nine = at_entry(when("2022-03-06 09:00"), 9)
    assert timed.truth(recent, env("i1"), at_entry(when("2022-03-06 08:59"), 9)).value is True
    assert timed.truth(recent, env("i1"), at_nine).value is False
    untimed = case(item().event("2022-03-05", "i1", "filed"), NOW)
    assert untimed.truth(recent, env("i1"), at_nine).value is None
    assert untimed.truth(recent, env("i1"), end("2022-03-06")).value is False


# ------------------------------------------------------------------------------------------ states


def test_a_states_both_end_days_are_included() -> None:
    log = item().state("2022-03-01", "2022-03-05", "mayor", "away")
    days = ["2022-02-28", "2022-03-01", "2022-03-05", "2022-03-06"]
    assert [truth(log, away("mayor"), at=text).value for text in days] == [False, True, True, False]


def test_an_open_ended_state_lasts() -> None:
    assert truth(item().state("2022-03-01", None, "mayor", "away"), away("mayor")).value is True


def test_days_ahead_count_as_free_of_a_state() -> None:
    log = item().state("2022-03-01", "2022-03-20", "mayor", "away")
    found = case(log, "2022-03-10")
    assert found.truth(away("mayor"), env("i1"), start("2022-03-11")).value is False


def test_a_state_recorded_as_unknown_is_unknown() -> None:
    answer = truth(item().state("2022-03-01", "2022-03-31", "mayor", "away", known=False), away("mayor"))
    assert (answer.value, answer.missing) == (None, ("away of mayor",))


def test_a_state_is_unknown_before_the_log_unless_recorded() -> None:
    log = item().state("2021-12-30", "2021-12-30", "mayor", "away")
    assert truth(log, away("mayor"), at="2021-12-31").value is None
    assert truth(log, away("mayor"), at="2021-12-30").value is True


def test_a_state_of_a_role_holds_if_it_holds_of_all_who_hold_it() -> None:
    log = item().person("li", "vice_mayor").person("zhao", "executive_vice_mayor")
    log.state("2022-03-01", "2022-03-10", "li", "away").state("2022-03-05", "2022-03-20", "zhao", "away")
    days = ["2022-03-01", "2022-03-05", "2022-03-10", "2022-03-11"]
    assert [truth(log, away("vice_mayor"), at=text).value for text in days] == [False, True, True, False]


def test_a_state_of_a_vacant_role_does_not_hold_of_nobody() -> None:
    assert truth(item(), away("mayor")).value is False


def test_a_state_of_a_role_is_none_of_its_holders() -> None:
    log = item().person("wang", "mayor").state("2022-03-01", None, "mayor", "away")
    assert truth(log, Holds("away", ref("wang"))).value is False


def test_a_state_between_events_covers_both_days_and_starts_again() -> None:
    log = (
        Log("2022-01-01").record("d1", "document").event("2022-03-01", "d1", "drafted")
        .event("2022-03-02 15:00", "d1", "fee_asked").event("2022-03-04 09:00", "d1", "fee_paid")
        .event("2022-03-10", "d1", "fee_asked")
    )  # fmt: skip
    expr = Holds("fee_due", SELF)
    days = ["2022-03-01", "2022-03-02", "2022-03-04", "2022-03-05", "2022-03-10", "2022-03-31"]
    assert [truth(log, expr, at=text, record="d1").value for text in days] == [False, True, True, False, True, True]


# ------------------------------------------------------------------------------------------ is set


def test_is_set_is_never_unknown() -> None:
    log = item().judged("2022-03-05", "i1", "special_circumstances", True)
    assert truth(log, IsSet(own("matters"))).value is False
    assert truth(log, IsSet(own("public"))).value is True
    assert truth(log, IsSet(FieldOf(own("meeting"), "attendees"))).value is False
    assert truth(log, IsSet(own("meeting"))).value is False
    assert truth(log, IsSet(own("special_circumstances")), at="2022-03-04").value is False
    assert truth(log, IsSet(own("special_circumstances")), at="2022-03-05").value is True
    assert truth(log, IsSet(EventParam(SELF, "filed", "to"))).value is False


def test_a_field_of_none_is_unknown_and_the_record_is_what_is_missing() -> None:
    answer = truth(item(), Compare("=", FieldOf(own("meeting"), "attendees"), own("reviewers")))
    assert answer.value is None
    assert "meeting of i1" in answer.missing


# ------------------------------------------------------------------------------------------ doers


def test_a_name_for_a_doer_is_the_latest_and_not_set_before() -> None:
    log = (
        item().person("wang", "mayor").person("li", "vice_mayor")
        .event("2022-03-05", "i1", "approved", by="wang").event("2022-03-07", "i1", "approved", by="li")
    )  # fmt: skip
    approver = DoerOf(SELF, ("approved",))
    asks = Compare("=", approver, Party("mayor"), party=True, acting=True)
    assert [truth(log, asks, at=text).value for text in ("2022-03-04", "2022-03-05", "2022-03-07")] == [
        False, True, False,
    ]  # fmt: skip
    assert truth(log, IsSet(approver), at="2022-03-04").value is False
    assert truth(log, Compare("!=", approver, Party("mayor"), party=True, acting=True), at="2022-03-04").value is True


def test_a_name_for_a_doer_asks_the_same_as_the_event_read_as_of_the_event() -> None:
    log = item().person("wang", "mayor", None, "2022-03-06").event("2022-03-05", "i1", "approved", by="wang")
    compared = Compare("=", DoerOf(SELF, ("approved",)), Party("mayor"), party=True, acting=True)
    assert (
        truth(log, compared).value is truth(log, happened("agenda_item", "approved", by=Party("mayor"))).value is True
    )


def test_a_doer_field_is_read_as_the_doer() -> None:
    log = item().person("wang").event("2022-03-05", "i1", "approved", by="wang")
    assert truth(log, Compare("=", own("approver"), ref("wang"), party=True)).value is True


def test_parameters_of_the_act_and_the_trigger() -> None:
    log = (
        item().event("2022-03-05", "i1", "filed", to="finance").event("2022-03-07", "i1", "noted", by="general_office")
    )
    found = case(log, NOW)
    filed, noted = found.entries("i1", "filed")[0], found.entries("i1", "noted")[0]
    both = env("i1").at_act(noted).triggered_by(filed)
    asked = And((
        Compare("=", ActParam("trigger", "filed", "to"), Party("finance"), party=True, acting=True),
        Compare("=", ActParam("act", "noted", "by"), Party("general_office"), party=True, acting=True),
    ))  # fmt: skip
    assert found.truth(asked, both, end(NOW)).value is True
    unknown = found.truth(Compare("=", ActParam("act", "noted", "to"), Party("finance"), party=True), both, end(NOW))
    assert unknown.missing == ("to of noted of i1",)


def test_a_parameter_of_an_event_is_its_first_occurrences_or_the_triggers_own() -> None:
    log = (
        item().event("2022-03-05", "i1", "filed", to="finance").event("2022-03-07", "i1", "filed", to="general_office")
    )
    found = case(log, NOW)
    to = EventParam(SELF, "filed", "to")
    assert found.value(to, env("i1"), end(NOW)).name == "finance"
    assert found.value(to, env("i1").triggered_by(found.entries("i1", "filed")[1]), end(NOW)).name == "general_office"
    assert found.value(to, env("i1"), end("2022-03-04")).value == NOTHING


# ------------------------------------------------------------------------------------------ comparisons


@pytest.mark.parametrize(
    ("op", "left", "right", "expected"),
    [
        ("=", 1, 1, True), ("=", 1, Fraction(1), True), ("<", 1, Fraction(3, 2), True), (">=", 1, 2, False),
        ("=", Day(5), Day(5), True), ("<", Day(5), Day(6), True), ("=", "a", "b", False),
        ("=", Duration(1, "year"), Duration(12, "month"), True),
        ("<", Duration(1, "quarter"), Duration(4, "month"), True),
        ("=", Duration(2, "day"), Duration(48, "hour"), True), (">", Duration(1, "week"), Duration(6, "day"), True),
        ("=", NOTHING, NOTHING, True), ("!=", NOTHING, Ref("m1"), True), ("<", NOTHING, 3, False),
        ("=", True, True, True), ("=", Duration(3, "workday"), Duration(3, "workday"), True),
    ],
)  # fmt: skip
def test_values_compare(op: str, left: object, right: object, expected: bool) -> None:
    assert truth(item(), Compare(op, Literal(left), Literal(right))).value is expected  # type: ignore[arg-type]


def test_durations_of_different_scales_do_not_compare() -> None:
    assert truth(item(), Compare("<", Literal(Duration(1, "month")), Literal(Duration(40, "day")))).value is None


def test_a_portion_is_compared_by_multiplying_with_no_division() -> None:
    more_than_half = Compare(">", own("pages"), Portion(1, 2, own("matters")))
    assert [truth(item(pages=pages, matters=7), more_than_half).value for pages in (3, 4)] == [False, True]
    exactly = Compare("=", own("pages"), Portion(1, 3, own("matters")))
    assert truth(item(pages=1, matters=3), exactly).value is True
    assert truth(item(pages=1, matters=4), exactly).value is False
    assert truth(item(matters=4), more_than_half).missing == ("pages of i1",)


def test_instants_subtract_to_whole_civil_days() -> None:
    log = item().event("2022-03-01 23:00", "i1", "filed").event("2022-03-03 01:00", "i1", "approved")
    apart = Arithmetic("-", EventDay(SELF, "approved"), EventDay(SELF, "filed"))
    assert truth(log, Compare("=", apart, Literal(Duration(2, "day")))).value is True
    assert truth(log, Compare("<", apart, Literal(Duration(1, "week")))).value is True


def test_a_date_moves_by_months_to_the_same_day_or_the_months_last() -> None:
    moved = Arithmetic("+", Literal(Day(day("2022-01-31"))), Literal(Duration(1, "month")))
    assert truth(item(), Compare("=", moved, Literal(Day(day("2022-02-28"))))).value is True


def test_a_named_value_is_unknown_until_set() -> None:
    limit = Compare("<", own("matters"), ValueName("limit"))
    values = {"limit": named_value("limit", WHOLE)}
    assert truth(item(matters=1), limit, values=values).missing == ("limit",)
    assert truth(item(matters=1).setting("limit", 2), limit, values=values).value is True
    declared = {"limit": named_value("limit", Type("whole_number"), 1)}
    assert truth(item(matters=1), limit, values=declared).value is False


# ------------------------------------------------------------------------------------------ sets


def two_items(first: bool | None, second: bool | None) -> Log:
    log = Log("2022-01-01").record("m1", "meeting")
    for name, judged in (("i1", first), ("i2", second)):
        fields: dict[str, object] = {} if judged is None else {"special_circumstances": judged}
        log.record(name, "agenda_item", meeting=Ref("m1"), **fields)  # type: ignore[arg-type]
    return log


ITEMS = Pointing("agenda_item", "meeting", SELF)
SPECIAL = FieldOf(Var("x"), "special_circumstances")


@pytest.mark.parametrize(
    ("first", "second", "every", "some"),
    [
        (True, True, True, True), (True, False, False, True), (False, False, False, False),
        (True, None, None, True), (False, None, False, None), (None, None, None, None),
    ],
)  # fmt: skip
def test_quantifiers_follow_kleene(
    first: bool | None, second: bool | None, every: bool | None, some: bool | None
) -> None:
    log = two_items(first, second)
    answers = [
        truth(log, Quantified(which, "x", ITEMS, SPECIAL), record="m1").value for which in ("every", "some", "no")
    ]
    assert answers == [every, some, None if some is None else not some]


def test_every_member_of_an_empty_set_has_anything() -> None:
    log = Log("2022-01-01").record("m1", "meeting")
    assert truth(log, Quantified("every", "x", ITEMS, SPECIAL), record="m1").value is True
    assert truth(log, Quantified("some", "x", ITEMS, SPECIAL), record="m1").value is False


def test_an_unknown_set_leaves_quantifiers_open_but_for_what_its_members_decide() -> None:
    log = item().person("wang", "mayor")
    is_mayor = Compare("=", Var("x"), Party("mayor"), party=True)
    assert truth(log, Quantified("every", "x", own("reviewers"), is_mayor)).value is None
    known = item(reviewers=frozenset({Ref("wang")})).person("wang", "mayor")
    assert truth(known, Quantified("every", "x", own("reviewers"), is_mayor)).value is True


def test_the_records_that_point_at_none_are_none() -> None:
    log = item()
    assert truth(log, Compare("=", Count(Pointing("agenda_item", "meeting", own("meeting"))), Literal(0))).value is True


def test_membership() -> None:
    log = item(reviewers=frozenset({Ref("wang"), Ref("li")}), matters=2).person("wang").person("li").person("zhao")
    assert truth(log, Member(ref("wang"), own("reviewers"))).value is True
    assert truth(log, Member(ref("zhao"), own("reviewers"))).value is False
    assert truth(log, Member(ref("zhao"), own("reviewers"), negated=True)).value is True
    assert truth(log, Member(own("matters"), SetOf((Literal(1), Literal(2))))).value is True
    assert truth(item(), Member(ref("zhao"), own("reviewers"))).value is None
    assert truth(item(), Member(own("matters"), SetOf(()))).value is False


def test_a_set_among_another() -> None:
    log = item(reviewers=frozenset({Ref("wang")})).person("wang").person("li")
    assert truth(log, Among(own("reviewers"), SetOf((ref("wang"), ref("li"))))).value is True
    assert truth(log, Among(SetOf((ref("wang"), ref("li"))), own("reviewers"))).value is False
    assert truth(item(), Among(own("reviewers"), SetOf((ref("wang"),)))).value is None
    assert truth(item(), Among(SetOf(()), own("reviewers"))).value is True


def test_holders_are_the_persons_by_narrower_roles_too() -> None:
    log = (
        item()
        .person("li", "vice_mayor")
        .person("zhao", "executive_vice_mayor")
        .person("old", "vice_mayor", None, "2022-01-31")
    )
    holders = SetOf((ref("li"), ref("zhao")))
    assert truth(log, Compare("=", Holders(Party("vice_mayor")), holders)).value is True
    assert truth(log, Compare("=", Count(Holders(Party("leader"))), Literal(2))).value is True


def test_a_kinds_name_as_a_set_is_the_set_of_its_open_records() -> None:
    log = (
        Log("2022-01-01").record("d1", "document").record("d2", "document").record("d3", "document")
        .event("2022-03-01", "d1", "drafted").event("2022-03-02", "d2", "drafted").event("2022-03-04", "d1", "issued")
    )  # fmt: skip
    counts = [case(log, NOW).value(Count(OpenRecords("document")), env("d1"), end(text)).value
              for text in ("2022-02-28", "2022-03-01", "2022-03-02", "2022-03-04")]  # fmt: skip
    assert counts == [0, 1, 2, 1]


def test_is_kind() -> None:
    log = item(leader_in_charge=Ref("finance")).record("m2", "executive_meeting").person("zhao", "executive_vice_mayor")
    assert truth(log, IsKind(Var("self"), "meeting"), record="m2").value is True
    assert truth(log, IsKind(own("leader_in_charge"), "department")).value is True
    assert truth(log, IsKind(own("leader_in_charge"), "meeting")).value is False
    assert truth(log, IsKind(ref("zhao"), "vice_mayor")).value is True
    assert truth(log, IsKind(ref("zhao"), "mayor")).value is False
    assert truth(item(), IsKind(own("leader_in_charge"), "department")).value is None


# ------------------------------------------------------------------------------------------ counts and sums


def test_a_count_with_unknown_members_still_decides_what_all_its_values_agree_on() -> None:
    special = Count(ITEMS, "x", SPECIAL)
    log = two_items(True, None)
    answers = [truth(log, Compare(op, special, Literal(n)), record="m1").value
               for op, n in ((">=", 1), (">=", 2), (">", 2), ("<=", 2), ("<", 1), ("=", 3), ("=", 1))]  # fmt: skip
    assert answers == [True, None, False, True, False, False, None]


def test_a_count_names_what_is_missing() -> None:
    answer = truth(two_items(True, None), Compare("=", Count(ITEMS, "x", SPECIAL), Literal(2)), record="m1")
    assert answer.missing == ("special_circumstances of i2",)


def test_distinct_values_are_counted_once() -> None:
    log = Log("2022-01-01").record("m1", "meeting")
    for name, matters in (("i1", 1), ("i2", 1), ("i3", 2)):
        log.record(name, "agenda_item", meeting=Ref("m1"), matters=matters)
    log.record("i4", "agenda_item", meeting=Ref("m1"))
    distinct = Count(ITEMS, "x", None, FieldOf(Var("x"), "matters"))
    answers = [
        truth(log, Compare(op, distinct, Literal(n)), record="m1").value for op, n in ((">=", 2), (">=", 3), (">", 3))
    ]
    assert answers == [True, None, False]


def test_sums_are_exact_and_open_where_a_summand_is_unknown() -> None:
    log = two_items(True, True)
    total = Sum(FieldOf(Var("x"), "matters"), "x", ITEMS)
    assert truth(log, Compare("=", total, Literal(5)), record="m1").value is None
    log.value("2022-03-01", "i1", "matters", 2).value("2022-03-01", "i2", "matters", 3)
    assert truth(log, Compare("=", total, Literal(5)), record="m1").value is True


def test_a_summand_that_may_not_count_bounds_the_sum() -> None:
    log = two_items(True, None)
    log.value("2022-03-01", "i1", "matters", 2).value("2022-03-01", "i2", "matters", 3)
    total = Sum(FieldOf(Var("x"), "matters"), "x", ITEMS, SPECIAL)
    assert truth(log, Compare("<=", total, Literal(5)), record="m1").value is True
    assert truth(log, Compare("<", total, Literal(5)), record="m1").value is None
    assert truth(log, Compare("<", total, Literal(2)), record="m1").value is False


def test_events_are_counted_in_the_period_of_the_instant() -> None:
    log = Log("2022-01-01").record("m1", "meeting").record("m2", "executive_meeting")
    for at, name in (("2022-02-10", "m1"), ("2022-03-05", "m1"), ("2022-03-09", "m2")):
        log.event(at, name, "attended", by="mayor")
    this_month = CountEvents(EventPattern(None, "meeting", "attended"), "", None, "month")
    found = case(log, NOW)
    days = ("2022-02-28", "2022-03-01", "2022-03-31")
    assert [found.value(this_month, env("m1"), end(text)).value for text in days] == [1, 0, 2]
    executive = CountEvents(EventPattern(None, "meeting", "attended"), "m", IsKind(Var("m"), "executive_meeting"), None)
    assert found.value(executive, env("m1"), end(NOW)).value == 1


def test_a_period_that_begins_before_the_log_has_no_upper_count() -> None:
    log = Log("2022-03-10").record("m1", "meeting").event("2022-03-15", "m1", "attended", by="mayor")
    this_month = CountEvents(EventPattern(None, "meeting", "attended"), "", None, "month")
    answers = [
        truth(log, Compare(op, this_month, Literal(n)), record="m1").value for op, n in ((">=", 1), (">=", 2), ("<", 2))
    ]
    assert answers == [True, None, None]


# ------------------------------------------------------------------------------------------ norms


def test_conditions_on_norms_are_unknown_without_an_oracle() -> None:
    assert truth(item(), Lapsed("test:64.reply", SELF)).value is None


def test_conditions_on_norms_are_asked_once_for_each_instant() -> None:
    class Oracle:
        asked = 0

        def lapsed(self, norm_id: str, record: str, point: object, key: tuple[str, ...]) -> Truth:
            self.asked += 1
            return Truth(record == "i1")

        def broken(self, norm_id: str, record: str, point: object, key: tuple[str, ...]) -> Truth:
            return Truth(False)

        def changes(self, norm_id: str, record: str) -> list[object]:
            return [start("2022-03-09")]

    found, oracle = case(item(), NOW), Oracle()
    found.oracle = oracle  # type: ignore[assignment]
    lapsed = Lapsed("test:64.reply", SELF)
    assert [found.truth(lapsed, env("i1"), end(NOW)).value for _ in range(2)] == [True, True]
    assert oracle.asked == 1
    assert found.change_points(lapsed, env("i1"), start("2022-03-01")) == [start("2022-03-09")]
    assert found.truth(Lapsed("test:64.reply", own("meeting")), env("i1"), end(NOW)).value is False


# ------------------------------------------------------------------------------------------ when it first held


def first(found: Case, expr: Expr, since: str = "2022-01-01") -> tuple[object, bool]:
    answer = found.first_true(expr, env("i1"), start(since))
    return answer.point, answer.certain


def test_a_condition_first_holds_at_the_entry_that_makes_it_so() -> None:
    log = item().event("2022-03-05", "i1", "filed").value("2022-03-08", "i1", "matters", 3)
    found = case(log, NOW)
    both = And((happened("agenda_item", "filed"), Compare("=", own("matters"), Literal(3))))
    assert first(found, both) == (at_entry(when("2022-03-08"), 2).after(), False)
    assert first(found, happened("agenda_item", "filed")) == (at_entry(when("2022-03-05"), 1).after(), True)


def test_a_condition_first_holds_on_the_first_day_of_a_state_and_after_its_last() -> None:
    log = item().state("2022-03-01", "2022-03-05", "mayor", "away")
    found = case(log, NOW)
    assert first(found, away("mayor")) == (start("2022-03-01"), True)
    assert first(found, Not(away("mayor")), "2022-03-02") == (start("2022-03-06"), True)


def test_an_unknown_instant_may_be_the_first() -> None:
    log = item().event("2022-03-05", "i1", "filed").event("2022-03-07", "i1", "filed", to="general_office")
    answer = case(log, NOW).first_true(
        happened("agenda_item", "filed", to=Party("general_office")), env("i1"), start("2022-01-01")
    )
    assert answer.point == at_entry(when("2022-03-07"), 2).after()
    assert not answer.certain
    assert answer.doubtful == at_entry(when("2022-03-05"), 1).after()


def test_the_order_of_a_days_entries_is_settled_only_where_every_order_agrees() -> None:
    log = item().event("2022-03-05", "i1", "filed").event("2022-03-05", "i1", "approved", by="mayor")
    found = case(log, NOW)
    only_filed = And((happened("agenda_item", "filed"), Not(happened("agenda_item", "approved"))))
    answer = found.first_true(only_filed, env("i1"), start("2022-01-01"))
    assert (answer.point, answer.certain) == (None, False)
    late = found.first_true(only_filed, Env.of("i1").on_side(False), start("2022-01-01"))
    assert late.point == at_entry(when("2022-03-05"), 1).after()
    timed = item().event("2022-03-05 09:00", "i1", "filed").event("2022-03-05 10:00", "i1", "approved", by="mayor")
    assert first(case(timed, NOW), only_filed) == (at_entry(when("2022-03-05 09:00"), 1).after(), True)


def test_ever_and_always() -> None:
    log = item().state("2022-03-01", "2022-03-05", "mayor", "away")
    found = case(log, NOW)
    assert found.ever_true(away("mayor"), env("i1"), start("2022-02-01")).value is True
    assert found.ever_true(away("mayor"), env("i1"), start("2022-03-06")).value is False
    assert found.always_true(away("mayor"), env("i1"), start("2022-03-01"), end("2022-03-05")).value is True
    assert found.always_true(away("mayor"), env("i1"), start("2022-03-01"), start("2022-03-06")).value is False


def test_an_answer_rests_on_the_facts_that_decide_it() -> None:
    log = item(public=True).event("2022-03-05", "i1", "filed")
    either = Or((happened("agenda_item", "approved"), happened("agenda_item", "filed"), own("special_circumstances")))
    answer = truth(log, either)
    assert answer.value is True
    assert [(fact.kind, fact.name) for fact in answer.facts] == [("event", "filed")]
    neither = And((own("public"), happened("agenda_item", "approved"), own("special_circumstances")))
    answer = truth(log, neither)
    assert answer.value is False
    assert [(fact.kind, fact.name) for fact in answer.facts] == [("no_event", "approved")]


def test_what_is_unknown_is_named() -> None:
    answer = truth(item(), Or((own("special_circumstances"), Compare("=", own("matters"), Literal(1)))))
    assert answer.value is None
    assert answer.missing == ("special_circumstances of i1", "matters of i1")


def test_a_constraint_on_a_number_compares() -> None:
    log = item().event("2022-03-05", "i1", "filed", copies=3)
    more = EventPattern(SELF, "agenda_item", "filed", (Constraint("copies", ">=", Literal(2), party=False),))
    fewer = EventPattern(SELF, "agenda_item", "filed", (Constraint("copies", "<", Literal(2), party=False),))
    assert truth(log, Happened(more)).value is True
    assert truth(log, Happened(fewer)).value is False
