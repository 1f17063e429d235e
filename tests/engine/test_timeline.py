"""The timeline: entries, openings and closings, what is recorded of fields, states and roles."""

from __future__ import annotations

import pytest

from ruledsl.engine.case import BEGINNING, Case
from ruledsl.engine.point import at_entry
from ruledsl.norms.expressions import EventPattern, Literal
from ruledsl.norms.model import Form
from ruledsl.world.scenario import When
from ruledsl.world.values import Day, Ref
from tests.engine.worlds import SELF, Log, case, day, end, env, norm, own, pattern, start


def value_of(found: Case, name: str, at: str, record: str = "i1") -> object:
    return found.value(own(name), env(record), end(at)).value


# ------------------------------------------------------------------------------------------ kinds and records


def test_a_kinds_records_are_also_those_of_its_narrower_kinds() -> None:
    log = Log().record("m1", "meeting").record("m2", "executive_meeting").record("i1", "agenda_item")
    assert case(log, "2022-03-01").records("meeting") == ["m1", "m2"]
    assert case(log, "2022-03-01").records("executive_meeting") == ["m2"]


def test_records_of_a_kind_of_party_are_its_declared_offices_too() -> None:
    log = Log().record("planning", "department").person("wang", "mayor")
    found = case(log, "2022-03-01")
    assert found.records("department") == ["planning", "finance"]
    assert found.records("office") == ["planning", "general_office", "finance"]
    assert found.records("person") == ["wang"]
    assert set(found.records("party")) >= {"planning", "finance", "wang", "mayor"}
    assert found.is_of_kind("finance", "office")
    assert not found.is_of_kind("mayor", "office")


# ------------------------------------------------------------------------------------------ lives


def test_what_opens_when_created_is_open_always() -> None:
    found = case(Log().record("m1", "meeting"), "2022-03-01")
    assert found.opening("m1") == BEGINNING
    assert found.closing("m1") is None
    assert found.is_open("m1", end("2022-03-01"))


def test_what_is_created_on_a_date_is_open_from_that_date() -> None:
    found = case(Log().record("m1", "meeting", "2022-02-10"), "2022-03-01")
    assert found.opening("m1") == start("2022-02-10")
    assert not found.is_open("m1", end("2022-02-09"))
    assert found.is_open("m1", start("2022-02-10"))


def test_what_opens_by_an_event_is_open_once_it_has_happened() -> None:
    log = Log().record("d1", "document").event("2022-02-10 09:00", "d1", "drafted", by="wang")
    found = case(log, "2022-03-01")
    entry = at_entry(When(day("2022-02-10"), 9 * 3600), 1)
    assert found.opening("d1") == entry.after()
    assert not found.is_open("d1", entry)
    assert found.is_open("d1", entry.after())
    assert case(log, "2022-02-09").opening("d1") is None


def test_a_record_closes_by_the_first_of_its_closing_events_also_anothers() -> None:
    log = (
        Log().record("m1", "meeting").record("i1", "agenda_item", meeting=Ref("m1"))
        .event("2022-03-05", "i1", "withdrawn").event("2022-03-02", "m1", "held")
    )  # fmt: skip
    closing = case(log, "2022-03-10").closing("i1")
    assert closing is not None
    assert closing.event is not None
    assert (closing.event.record, closing.event.event, closing.void) == ("m1", "held", False)
    assert case(log, "2022-03-01").closing("i1") is None


def test_a_void_closing_is_marked() -> None:
    log = Log().record("m1", "meeting").event("2022-03-05", "m1", "cancelled")
    closing = case(log, "2022-03-10").closing("m1")
    assert closing is not None
    assert closing.void


def test_a_record_is_still_open_at_its_closing_entry() -> None:
    log = Log().record("m1", "meeting").event("2022-03-05 10:00", "m1", "held")
    closing = case(log, "2022-03-10").closing("m1")
    assert closing is not None
    assert case(log, "2022-03-10").is_open("m1", closing.point)
    assert not case(log, "2022-03-10").is_open("m1", closing.point.after())


def test_no_event_has_happened_to_none() -> None:
    log = Log().record("m1", "meeting").record("i1", "agenda_item").event("2022-03-05", "m1", "held")
    found = case(log, "2022-03-10")
    assert found.closing("i1") is None
    held = EventPattern(own("meeting"), "meeting", "held")
    assert found.occurrences(held, env("i1")) == []


def test_a_path_leads_to_whatever_it_led_to_when_the_event_happened() -> None:
    log = (
        Log().record("m1", "meeting").record("m2", "meeting").record("i1", "agenda_item", meeting=Ref("m1"))
        .value("2022-03-03", "i1", "meeting", Ref("m2"))
        .event("2022-03-05", "m1", "held").event("2022-03-08", "m2", "held")
    )  # fmt: skip
    closing = case(log, "2022-03-10").closing("i1")
    assert closing is not None
    assert closing.event is not None
    assert closing.event.record == "m2"


def test_a_partys_own_record_is_open_while_the_ruleset_is_in_force() -> None:
    found = case(Log(), "2022-03-10", first_day=day("2022-01-01"), last_day=day("2022-02-28"))
    assert found.opening("mayor") == start("2022-01-01")
    closing = found.closing("mayor")
    assert closing is not None
    assert closing.point.day == day("2022-02-28")
    assert found.is_open("mayor", end("2022-02-28"))
    assert not found.is_open("mayor", start("2022-03-01"))


def test_versions_are_in_force_from_their_first_to_their_last_day() -> None:
    version = norm("a", Form.PERMISSION, first_day=day("2022-01-01"), last_day=day("2022-01-31"))
    found = case(Log(), "2022-03-10", version)
    days = ["2021-12-31", "2022-01-01", "2022-01-31", "2022-02-01"]
    assert [found.in_force(version, day(text)) for text in days] == [False, True, True, False]


# ------------------------------------------------------------------------------------------ entries and plans


def test_entries_after_now_are_ignored_and_plans_kept() -> None:
    log = Log().record("m1", "meeting").event("2022-03-05", "m1", "held").planned("2022-03-07", "m1", "held")
    held = pattern("meeting", "held")
    early = case(log, "2022-03-04")
    assert early.entries("m1", "held") == ()
    assert [plan.event.when.day for plan in early.plans(held, env("m1"))] == [day("2022-03-07")]


def test_the_events_own_entry_replaces_the_plan_from_its_instant_on() -> None:
    log = Log().record("m1", "meeting").planned("2022-03-07", "m1", "held").event("2022-03-09", "m1", "held")
    held, found = pattern("meeting", "held"), case(log, "2022-03-10")
    assert found.plans(held, env("m1")) == []
    assert len(found.plans(held, env("m1"), end("2022-03-08"))) == 1
    assert [occurrence.event.seq for occurrence in found.occurrences(held, env("m1"))] == [2]


def test_a_plan_never_happens_by_itself() -> None:
    log = Log().record("m1", "meeting").planned("2022-03-01", "m1", "held")
    found = case(log, "2022-03-10")
    assert found.occurrences(pattern("meeting", "held"), env("m1")) == []
    assert len(found.plans(pattern("meeting", "held"), env("m1"))) == 1


def test_occurrences_come_in_order_of_time_then_of_the_log() -> None:
    log = (
        Log().record("m1", "meeting").event("2022-03-05 12:00", "m1", "attended", by="wang")
        .event("2022-03-05 09:00", "m1", "attended", by="li").event("2022-03-05 12:00", "m1", "attended", by="zhao")
    )  # fmt: skip
    found = case(log, "2022-03-10").occurrences(pattern("meeting", "attended"), env("m1"))
    assert [occurrence.event.seq for occurrence in found] == [2, 1, 3]


# ------------------------------------------------------------------------------------------ fields


def test_a_dated_value_holds_from_its_instant_on() -> None:
    log = Log().record("i1", "agenda_item", matters=1).value("2022-03-05", "i1", "matters", 2)
    found = case(log, "2022-03-10")
    assert value_of(found, "matters", "2022-03-04") == 1
    assert value_of(found, "matters", "2022-03-05") == 2


def test_before_its_first_dated_value_a_field_has_its_default() -> None:
    log = Log().record("i1", "agenda_item").value("2022-03-05", "i1", "public", True)
    assert value_of(case(log, "2022-03-10"), "public", "2022-03-04") is False


def test_a_field_without_value_or_default_is_unknown_and_named() -> None:
    found = case(Log().record("i1", "agenda_item"), "2022-03-10").value(own("matters"), env("i1"), end("2022-03-10"))
    assert not found.known
    assert found.missing == ("matters of i1",)


def test_a_field_that_holds_a_record_is_none_unless_given_and_a_party_field_is_unknown() -> None:
    found = case(Log().record("i1", "agenda_item"), "2022-03-10")
    meeting = found.value(own("meeting"), env("i1"), end("2022-03-10"))
    assert meeting.known
    assert not meeting.set
    assert not found.value(own("leader_in_charge"), env("i1"), end("2022-03-10")).known


def test_a_set_not_given_is_unknown_not_empty() -> None:
    members, found = case(Log().record("i1", "agenda_item"), "2022-03-10").members(
        own("reviewers"), env("i1"), end("2022-03-10")
    )
    assert members.more
    assert found.missing == ("reviewers of i1",)


def test_two_values_of_one_day_in_unknown_order_leave_it_open() -> None:
    log = (
        Log().record("i1", "agenda_item").value("2022-03-05", "i1", "matters", 2)
        .value("2022-03-05 12:00", "i1", "matters", 3).value("2022-03-06", "i1", "matters", 3)
    )  # fmt: skip
    found = case(log, "2022-03-10")
    assert not found.value(own("matters"), env("i1"), end("2022-03-05")).known
    assert value_of(found, "matters", "2022-03-06") == 3


def test_a_judgement_without_a_default_speaks_for_the_whole_life_once_made() -> None:
    log = Log().record("i1", "agenda_item").judged("2022-03-05", "i1", "special_circumstances", True)
    found = case(log, "2022-03-10")
    assert value_of(found, "special_circumstances", "2022-03-01") is True


def test_a_judgement_is_known_only_from_its_date() -> None:
    log = Log().record("i1", "agenda_item").judged("2022-03-05", "i1", "special_circumstances", True)
    found = case(log, "2022-03-04").value(own("special_circumstances"), env("i1"), end("2022-03-04"))
    assert found.missing == ("special_circumstances of i1",)


def test_a_later_judgement_overturns_nothing() -> None:
    log = (
        Log().record("i1", "agenda_item").judged("2022-03-05", "i1", "special_circumstances", True)
        .judged("2022-03-07", "i1", "special_circumstances", False)
    )  # fmt: skip
    for now in ("2022-03-05", "2022-03-10"):
        assert value_of(case(log, now), "special_circumstances", "2022-03-05") is True


def test_a_judgement_with_a_default_is_in_effect_from_the_day_it_is_made() -> None:
    log = Log().record("i1", "agenda_item").judged("2022-03-05", "i1", "urgent", True)
    found = case(log, "2022-03-10")
    assert value_of(found, "urgent", "2022-03-04") is False
    assert value_of(found, "urgent", "2022-03-05") is True


def test_a_field_with_a_parameter_has_a_value_for_each() -> None:
    log = Log().record("i1", "agenda_item").judged("2022-03-05", "i1", "cooperates", True, Ref("finance"))
    found = case(log, "2022-03-10")
    asked = [own("cooperates", Literal(Ref(unit))) for unit in ("finance", "general_office")]
    answers = [found.value(expr, env("i1"), end("2022-03-10")) for expr in asked]
    assert answers[0].value is True
    assert answers[1].missing == ("cooperates(general_office) of i1",)


def test_a_period_parameter_means_the_period_of_the_instant() -> None:
    log = Log().record("i1", "agenda_item").value("2022-03-05", "i1", "quota", 7, "2022")
    found = case(log, "2023-03-10")
    quota = own("quota", Literal("year"))
    assert found.value(quota, env("i1"), end("2022-03-05")).value == 7
    assert not found.value(quota, env("i1"), end("2023-01-01")).known


def test_an_undated_value_is_known_always() -> None:
    log = Log().record("i1", "agenda_item", deadline=Day(5))
    assert value_of(case(log, "2022-03-10"), "deadline", "1999-01-01") == Day(5)


# ------------------------------------------------------------------------------------------ the log's first day


def test_the_logs_first_day_is_the_stated_one_else_its_first_entrys() -> None:
    log = Log().record("m1", "meeting").event("2022-03-05", "m1", "held").person("wang", "mayor", "2015-01-01")
    assert case(log, "2022-03-10").first_day == day("2022-03-05")
    log.first_day = day("2022-01-01")
    assert case(log, "2022-03-10").first_day == day("2022-01-01")


@pytest.mark.parametrize("kind", ["meeting", "executive_meeting"])
def test_a_horizon_is_the_nearest_kinds_else_the_rulesets(kind: str) -> None:
    assert case(Log().record("m1", kind), "2022-03-10").horizon("m1") is None


def test_facts_name_the_entries_they_are() -> None:
    log = Log().record("i1", "agenda_item").event("2022-03-05 09:00", "i1", "filed", to="general_office")
    occurrence = case(log, "2022-03-10").occurrences(pattern("agenda_item", "filed", SELF), env("i1"))[0]
    fact = occurrence.facts[0]
    assert (fact.kind, fact.subject, fact.name, fact.day, fact.second, fact.seq) == (
        "event", "i1", "filed", day("2022-03-05"), 9 * 3600, 1,
    )  # fmt: skip
