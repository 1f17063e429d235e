"""Who counts as whom: the paragraphs on parties, substitution and authorisation of the language reference."""

from __future__ import annotations

import pytest

from ruledsl.engine.case import Case, Env, Truth
from ruledsl.engine.point import at_entry
from ruledsl.norms.expressions import (
    And,
    Constraint,
    EventParam,
    EventPattern,
    Expr,
    FieldOf,
    Holders,
    Literal,
    Party,
    Var,
)
from ruledsl.norms.model import Doers, EventMoment, Form, Norm
from ruledsl.world.scenario import Event
from ruledsl.world.values import Doer, Ref
from tests.engine.worlds import (
    SELF,
    Log,
    away,
    case,
    day,
    end,
    env,
    happened,
    norm,
    own,
    pattern,
    substitution,
)

NOW = "2022-03-31"
ON = "2022-03-10"


def staff() -> Log:
    return (
        Log("2022-01-01").record("i1", "agenda_item").record("m1", "executive_meeting")
        .person("wang", "mayor", "2021-01-01").person("zhao", "executive_vice_mayor").person("li", "vice_mayor")
        .person("chen")
    )  # fmt: skip


def counts(log: Log, doer: str, target: str, *norms: Norm, at: str = ON, acting: bool = True, **more: object) -> Truth:
    found = case(log, NOW, *norms, **more)
    party, _, capacity = doer.partition(" as ")
    return found.acts_as((Doer(party, capacity or None),), Ref(target), end(at), acting=acting)


# ------------------------------------------------------------------------------------------ one meaning


@pytest.mark.parametrize(
    ("doer", "target", "expected"),
    [
        ("wang", "mayor", True), ("mayor", "mayor", True), ("li", "mayor", False), ("chen", "vice_mayor", False),
        ("executive_vice_mayor", "vice_mayor", True), ("vice_mayor", "executive_vice_mayor", False),
        ("zhao", "vice_mayor", True), ("zhao", "leader", True), ("vice_mayor", "leader", True), ("wang", "wang", True),
        ("mayor", "wang", False), ("general_office", "general_office", True), ("finance", "general_office", False),
    ],
)  # fmt: skip
def test_a_party_is_met_by_itself_a_holder_or_a_narrower_role(doer: str, target: str, expected: bool) -> None:
    assert counts(staff(), doer, target).value is expected


def test_a_role_is_held_on_both_end_days() -> None:
    log = Log("2022-01-01").person("wang", "mayor", "2022-03-01", "2022-03-05")
    days = ["2022-02-28", "2022-03-01", "2022-03-05", "2022-03-06"]
    assert [counts(log, "wang", "mayor", at=text).value for text in days] == [False, True, True, False]


def test_a_role_taken_from_a_field_is_held_by_whoever_the_field_names_at_that_instant() -> None:
    log = (
        staff().record("planning", "department", head=Ref("chen")).record("finance", "department", head=Ref("wang"))
        .value("2022-03-05", "planning", "head", Ref("li"))
    )  # fmt: skip
    assert counts(log, "chen", "department_head", at="2022-03-04").value is True
    assert counts(log, "li", "department_head", at="2022-03-04").value is False
    assert counts(log, "chen", "department_head").value is False
    assert counts(log, "li", "department_head").value is True


def test_whether_someone_is_a_head_is_open_while_a_department_names_none() -> None:
    log = staff().record("planning", "department")
    answer = counts(log, "chen", "department_head")
    assert answer.value is None
    assert "head of planning" in answer.missing


def test_a_vacant_role_is_met_by_its_name_a_narrower_role_or_a_substitute() -> None:
    log = Log("2022-01-01").person("chen", "secretary").person("zhao", "executive_vice_mayor")
    clause = substitution("a", "secretary", "vice_mayor")
    assert counts(log, "mayor", "mayor").value is True
    assert counts(log, "zhao", "vice_mayor").value is True
    assert counts(log, "chen", "vice_mayor", clause).value is True


def test_several_doers_match_if_any_does_and_only_by_asks_it_of_each() -> None:
    log = staff().event(ON, "i1", "approved", by=("chen", "wang"))
    found = case(log, NOW)
    entry = found.entries("i1", "approved")[0]
    by_mayor = happened("agenda_item", "approved", by=Party("mayor"))
    assert found.truth(by_mayor, env("i1"), end(NOW)).value is True
    doers = Doers((Party("mayor"),))
    at = at_entry(entry.when, entry.seq)
    assert found.entitled(doers, entry, env("i1"), at).value is False
    assert found.entitled(Doers((Party("mayor"), Literal(Ref("chen")))), entry, env("i1"), at).value is True


def test_inequality_is_the_negation_and_unknown_stays_unknown() -> None:
    log = staff().event(ON, "i1", "approved", by="wang").event(ON, "i1", "filed")
    not_mayor = (Constraint("by", "!=", Party("mayor"), party=True),)
    found = case(log, NOW)
    approved = EventPattern(SELF, "agenda_item", "approved", not_mayor)
    filed = EventPattern(SELF, "agenda_item", "filed", not_mayor)
    assert found.occurrences(approved, env("i1")) == []
    assert [occurrence.fits for occurrence in found.occurrences(filed, env("i1"))] == [None]


def test_an_act_that_names_its_capacity_counts_in_it_alone() -> None:
    log = staff().person("wang", "secretary")
    assert counts(log, "wang as secretary", "secretary").value is True
    assert counts(log, "wang as secretary", "mayor").value is False
    assert counts(log, "wang as secretary", "wang").value is True
    assert counts(log, "chen as mayor", "mayor").value is False


def test_a_capacity_may_be_one_that_the_doer_acts_for() -> None:
    clause = substitution("a", "executive_vice_mayor", "mayor", away("mayor"))
    log = staff().state(ON, ON, "mayor", "away")
    assert counts(log, "zhao as mayor", "mayor", clause).value is True
    assert counts(log, "zhao as mayor", "mayor", clause, acting=False).value is False
    assert counts(log, "zhao as executive_vice_mayor", "mayor", clause).value is True


def test_other_party_fields_are_compared_without_acting_for() -> None:
    clause = substitution("a", "executive_vice_mayor", "mayor")
    assert counts(staff(), "zhao", "mayor", clause).value is True
    assert counts(staff(), "zhao", "mayor", clause, acting=False).value is False


def test_the_fact_of_holding_is_named() -> None:
    facts = counts(staff(), "wang", "mayor").facts
    assert [(fact.kind, fact.subject, fact.name, fact.day) for fact in facts] == [
        ("role", "wang", "mayor", day("2021-01-01"))
    ]


# ------------------------------------------------------------------------------------------ substitution


def test_a_substitute_acts_while_the_condition_holds_and_not_after() -> None:
    clause = substitution("a", "executive_vice_mayor", "mayor", away("mayor"))
    log = staff().state("2022-03-01", "2022-03-05", "mayor", "away")
    days = ["2022-02-28", "2022-03-01", "2022-03-05", "2022-03-06"]
    assert [counts(log, "zhao", "mayor", clause, at=text).value for text in days] == [False, True, True, False]


def test_the_substitution_used_is_named() -> None:
    clause = substitution("a", "executive_vice_mayor", "mayor", away("mayor"))
    answer = counts(staff().state(ON, ON, "mayor", "away"), "zhao", "mayor", clause)
    assert answer.used == ("test:1.a",)
    assert [(s.substitute, s.principal, s.norm) for s in answer.stand_ins] == [
        ("executive_vice_mayor", "mayor", "test:1.a")
    ]


def test_being_stood_in_for_takes_no_power_away() -> None:
    clause = substitution("a", "executive_vice_mayor", "mayor", away("mayor"))
    assert counts(staff().state(ON, ON, "mayor", "away"), "wang", "mayor", clause).value is True


def test_who_may_act_for_a_narrower_role_counts_as_the_wider_one() -> None:
    clause = substitution("a", "secretary", "executive_vice_mayor")
    log = staff().person("chen", "secretary")
    assert counts(log, "chen", "vice_mayor", clause).value is True
    assert counts(log, "chen", "mayor", clause).value is False


def test_links_are_followed_while_their_conditions_hold() -> None:
    first = substitution("a", "executive_vice_mayor", "mayor", away("mayor"))
    second = substitution("b", "vice_mayor", "executive_vice_mayor", away("executive_vice_mayor"))
    log = staff().state(ON, ON, "mayor", "away")
    assert counts(log, "li", "mayor", first, second).value is False
    log.state(ON, ON, "zhao", "away")
    answer = counts(log, "li", "mayor", first, second)
    assert answer.value is True
    assert answer.used == ("test:1.b", "test:1.a")


def test_a_chain_that_returns_to_itself_ends_there() -> None:
    there = substitution("a", "secretary", "mayor")
    back = substitution("b", "mayor", "secretary")
    log = staff().person("chen", "secretary")
    assert counts(log, "chen", "mayor", there, back).value is True
    assert counts(log, "wang", "secretary", there, back).value is True
    assert counts(log, "li", "secretary", there, back).value is False


def test_conditions_of_substitution_are_read_without_substitution() -> None:
    asks_mayor = happened("agenda_item", "approved", None, by=Party("mayor"))
    clauses = (
        substitution("a", "executive_vice_mayor", "mayor"),
        substitution("b", "secretary", "vice_mayor", asks_mayor),
    )
    log = staff().person("chen", "secretary").event("2022-03-01", "i1", "approved", by="zhao")
    assert counts(log, "chen", "vice_mayor", *clauses).value is False
    log.event("2022-03-02", "i1", "approved", by="wang")
    assert counts(log, "chen", "vice_mayor", *clauses).value is True


def test_an_order_of_substitutes_comes_down_to_the_next_when_one_is_in_the_same_condition() -> None:
    clause = substitution("a", "executive_vice_mayor secretary", "mayor", away("mayor"))
    log = staff().person("chen", "secretary").state(ON, ON, "mayor", "away")
    assert [counts(log, doer, "mayor", clause).value for doer in ("zhao", "chen")] == [True, False]
    log.state(ON, ON, "zhao", "away")
    assert [counts(log, doer, "mayor", clause).value for doer in ("zhao", "chen")] == [False, True]


def test_an_order_of_substitutes_comes_down_past_a_vacant_one() -> None:
    clause = substitution("a", "executive_vice_mayor secretary", "mayor", away("mayor"))
    log = Log("2022-01-01").person("chen", "secretary").person("old", "executive_vice_mayor", None, "2022-02-28")
    log.state("2022-02-01", NOW, "mayor", "away")
    assert counts(log, "chen", "mayor", clause, at="2022-02-10").value is False
    assert counts(log, "chen", "mayor", clause).value is True


def test_a_role_of_whose_holders_nothing_is_said_is_not_vacant() -> None:
    clause = substitution("a", "executive_vice_mayor secretary", "mayor", away("mayor"))
    log = Log("2022-01-01").state(ON, ON, "mayor", "away")
    assert [counts(log, doer, "mayor", clause).value for doer in ("executive_vice_mayor", "secretary")] == [True, False]


def test_two_substitutes_without_an_order_are_a_conflict() -> None:
    clauses = (substitution("a", "secretary", "mayor", away("mayor")), substitution("b", "vice_mayor", "mayor"))
    log = staff().person("chen", "secretary").state(ON, ON, "mayor", "away")
    answer = counts(log, "chen", "mayor", *clauses)
    assert answer.value is None
    assert set(answer.conflicts) == {"test:1.a", "test:1.b"}
    assert counts(log, "li", "mayor", *clauses).value is None
    assert counts(log, "wang", "mayor", *clauses).value is True
    assert counts(log, "wang", "secretary", *clauses).value is False


def test_no_conflict_for_one_whom_every_clause_names() -> None:
    clauses = (substitution("a", "executive_vice_mayor", "mayor"), substitution("b", "vice_mayor", "mayor"))
    assert counts(staff(), "zhao", "mayor", *clauses).value is True
    assert counts(staff(), "li", "mayor", *clauses).value is None


def test_an_order_between_the_clauses_ends_the_conflict() -> None:
    first = substitution("a", "secretary", "mayor", away("mayor"), overrides=("test:1.b",))
    second = substitution("b", "vice_mayor", "mayor")
    log = staff().person("chen", "secretary").state(ON, ON, "mayor", "away")
    assert [counts(log, doer, "mayor", first, second).value for doer in ("chen", "li")] == [True, False]
    assert [counts(log, doer, "mayor", first, second, at="2022-03-11").value for doer in ("chen", "li")] == [
        False,
        True,
    ]
    plain = substitution("a", "secretary", "mayor", away("mayor"))
    ordered = (("test:1.a", "test:1.b"),)
    assert [counts(log, doer, "mayor", plain, second, precedence=ordered).value for doer in ("chen", "li")] == [
        True,
        False,
    ]


def test_a_substitution_in_named_acts_counts_in_no_other() -> None:
    clause = substitution("a", "secretary", "mayor", acts=(("agenda_item", "approved"),))
    log = staff().person("chen", "secretary")
    log.event(ON, "i1", "approved", by="chen").event(ON, "i1", "noted", by="chen")
    found = case(log, NOW, clause)
    assert found.truth(happened("agenda_item", "approved", by=Party("mayor")), env("i1"), end(NOW)).value is True
    assert found.truth(happened("agenda_item", "noted", by=Party("mayor")), env("i1"), end(NOW)).value is False


def test_a_substitution_for_named_norms_counts_for_no_other() -> None:
    clause = substitution("a", "secretary", "mayor", for_norms=("test:2.sign",))
    found = case(staff().person("chen", "secretary"), NOW, clause)
    for norm_id, expected in (("test:2.sign", True), ("test:2.sign.1", True), ("test:2.signed", False), (None, False)):
        answer = found.acts_as(Ref("chen"), Ref("mayor"), end(ON), norm_id=norm_id)
        assert answer.value is expected


def test_conditions_of_a_substitution_in_an_act_speak_of_the_acts_own_record() -> None:
    clause = substitution(
        "a", "secretary", "mayor", FieldOf(SELF, "public"), kind="agenda_item", acts=(("agenda_item", "approved"),)
    )
    log = staff().person("chen", "secretary").record("i2", "agenda_item", public=True)
    log.event(ON, "i1", "approved", by="chen").event(ON, "i2", "approved", by="chen")
    found = case(log, NOW, clause)
    approved = happened("agenda_item", "approved", by=Party("mayor"))
    assert [found.truth(approved, env(name), end(NOW)).value for name in ("i1", "i2")] == [False, True]


def test_a_head_acts_for_the_department() -> None:
    clause = norm(
        "a", Form.SUBSTITUTION, kind="department", stands_in=(FieldOf(SELF, "head"),), stands_for=Var("self"),
        while_=Literal(True),
    )  # fmt: skip
    log = staff().record("planning", "department", head=Ref("chen")).record("culture", "department", head=Ref("li"))
    assert counts(log, "chen", "planning", clause).value is True
    assert counts(log, "chen", "culture", clause).value is False
    assert counts(log, "planning", "planning", clause).value is True
    unnamed = counts(log, "chen", "finance", clause)
    assert (unnamed.value, unnamed.missing) == (None, ("head of finance",))


def test_a_version_of_a_substitution_counts_on_its_days_only() -> None:
    clause = substitution("a", "secretary", "mayor", first_day=day("2022-03-01"), last_day=day("2022-03-05"))
    log = staff().person("chen", "secretary")
    days = ["2022-02-28", "2022-03-01", "2022-03-05", "2022-03-06"]
    assert [counts(log, "chen", "mayor", clause, at=text).value for text in days] == [False, True, True, False]


def test_an_unknown_condition_leaves_it_open() -> None:
    clause = substitution("a", "secretary", "mayor", away("mayor"))
    log = staff().person("chen", "secretary").state(ON, ON, "mayor", "away", known=False)
    answer = counts(log, "chen", "mayor", clause)
    assert (answer.value, answer.missing) == (None, ("away of mayor",))


# ------------------------------------------------------------------------------------------ authorisation


def authorisation(condition: Expr | None = None, **more: object) -> Norm:
    """`delegated.to may act for delegated.by in executive_meeting.convened when delegated`."""
    return norm(
        "d", Form.AUTHORISATION, kind="executive_meeting",
        stands_in=(EventParam(SELF, "delegated", "to"),), stands_for=EventParam(SELF, "delegated", "by"),
        when=condition or happened("executive_meeting", "delegated"), **more,
    )  # fmt: skip


CONVENED = (("meeting", "convened"),)


def convened_by_mayor(found: Case, record: str, entry: Event | None = None) -> bool | None:
    return found.truth(happened("meeting", "convened", by=Party("mayor")), Env.of(record), end(NOW)).value


def test_an_authorisation_needs_an_act_of_delegation() -> None:
    log = staff().event("2022-03-10", "m1", "convened", by="chen")
    assert convened_by_mayor(case(log, NOW, authorisation(acts=CONVENED)), "m1") is False
    log.event("2022-03-05", "m1", "delegated", by="mayor", to="chen")
    assert convened_by_mayor(case(log, NOW, authorisation(acts=CONVENED)), "m1") is True


def test_a_delegation_after_the_act_does_not_count() -> None:
    log = staff().event("2022-03-10", "m1", "convened", by="chen")
    log.event("2022-03-11", "m1", "delegated", by="mayor", to="chen")
    assert convened_by_mayor(case(log, NOW, authorisation(acts=CONVENED)), "m1") is False


def test_a_delegation_on_one_record_says_nothing_of_another() -> None:
    log = staff().record("m2", "executive_meeting").event("2022-03-05", "m2", "delegated", by="mayor", to="chen")
    log.event("2022-03-10", "m1", "convened", by="chen")
    assert convened_by_mayor(case(log, NOW, authorisation(acts=CONVENED)), "m1") is False


def test_any_number_may_be_authorised_at_once() -> None:
    log = staff().event("2022-03-05", "m1", "delegated", by="mayor", to="chen")
    log.event("2022-03-06", "m1", "delegated", by="mayor", to="li")
    for doer in ("chen", "li", "wang"):
        again = Log("2022-01-01")
        again.__dict__.update({name: list(v) if isinstance(v, list) else v for name, v in log.__dict__.items()})
        again.event("2022-03-10", "m1", "convened", by=doer)
        assert convened_by_mayor(case(again, NOW, authorisation(acts=CONVENED)), "m1") is True


def test_each_delegation_is_in_force_until_the_event_that_ends_it() -> None:
    clause = authorisation(acts=CONVENED, until=EventMoment(pattern("executive_meeting", "revoked")))
    log = staff().event("2022-03-05", "m1", "delegated", by="mayor", to="chen").event("2022-03-07", "m1", "revoked")
    log.event("2022-03-10", "m1", "convened", by="chen")
    assert convened_by_mayor(case(log, NOW, clause), "m1") is False
    log.event("2022-03-08", "m1", "delegated", by="mayor", to="chen")
    assert convened_by_mayor(case(log, NOW, clause), "m1") is True


def test_a_delegation_ends_with_its_record() -> None:
    clause = norm(
        "d", Form.AUTHORISATION, stands_in=(Party("secretary"),), stands_for=Party("mayor"),
        when=happened("executive_meeting", "delegated", None),
    )  # fmt: skip
    log = staff().person("chen", "secretary").event("2022-03-05", "m1", "delegated", by="mayor")
    log.event("2022-03-08", "m1", "held")
    days = ["2022-03-04", "2022-03-05", "2022-03-07", "2022-03-08"]
    assert [counts(log, "chen", "mayor", clause, at=text).value for text in days] == [False, True, True, False]


def test_further_conditions_are_read_at_each_instant() -> None:
    delegated = And((happened("executive_meeting", "delegated"), away("mayor")))
    log = (
        staff()
        .event("2022-03-05", "m1", "delegated", by="mayor", to="chen")
        .event("2022-03-10", "m1", "convened", by="chen")
    )
    assert convened_by_mayor(case(log, NOW, authorisation(delegated, acts=CONVENED)), "m1") is False
    log.state(ON, ON, "mayor", "away")
    assert convened_by_mayor(case(log, NOW, authorisation(delegated, acts=CONVENED)), "m1") is True


# ------------------------------------------------------------------------------------------ who may


def test_who_may_lists_the_party_and_those_who_act_for_it_with_their_last_day() -> None:
    clause = substitution("a", "executive_vice_mayor", "mayor", away("mayor"))
    log = staff().state("2022-03-01", "2022-03-15", "mayor", "away")
    found = case(log, ON, clause)
    listed = found.who_may(Ref("mayor"), end(ON))
    assert [(e.party, e.until) for e in listed] == [("mayor", None), ("executive_vice_mayor", day("2022-03-15"))]
    assert [e.party for e in found.who_may(Ref("mayor"), end("2022-02-10"))] == ["mayor"]


def test_who_may_looks_at_the_act() -> None:
    clause = substitution("a", "secretary", "mayor", acts=(("agenda_item", "approved"),))
    found = case(staff(), ON, clause)
    assert [e.party for e in found.who_may(Ref("mayor"), end(ON), act=("i1", "approved"))] == ["mayor", "secretary"]
    assert [e.party for e in found.who_may(Ref("mayor"), end(ON), act=("i1", "noted"))] == ["mayor"]


def test_holders_do_not_include_those_who_act() -> None:
    clause = substitution("a", "executive_vice_mayor", "mayor")
    members, _ = case(staff(), NOW, clause).members(Holders(Party("mayor")), env("i1"), end(ON))
    assert members.sure == (Ref("wang"),)


def test_an_untimed_act_on_the_day_of_the_delegation_is_open() -> None:
    log = (
        staff()
        .event("2022-03-05", "m1", "delegated", by="mayor", to="chen")
        .event("2022-03-05", "m1", "convened", by="chen")
    )
    assert convened_by_mayor(case(log, NOW, authorisation(acts=CONVENED)), "m1") is None


def test_who_did_an_act_is_read_as_of_the_act_never_of_now() -> None:
    log = (
        Log("2022-01-01")
        .record("i1", "agenda_item")
        .person("wang", "mayor", None, "2022-03-05")
        .person("li", "mayor", "2022-03-06")
    )
    log.event("2022-03-05", "i1", "approved", by="wang")
    found = case(log, NOW)
    by_mayor = happened("agenda_item", "approved", by=Party("mayor"))
    assert found.truth(by_mayor, env("i1"), end(NOW)).value is True
    assert found.value(own("approver"), env("i1"), end(NOW)).name == "wang"
