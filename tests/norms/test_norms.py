"""What each form and modifier compiles to."""

from __future__ import annotations

import pytest

from ruledsl.norms.expressions import (
    ActParam,
    And,
    Compare,
    Constraint,
    Count,
    CountEvents,
    EventDay,
    EventParam,
    EventPattern,
    FieldOf,
    Happened,
    Holds,
    Lapsed,
    Literal,
    Member,
    OpenRecords,
    Party,
    Pointing,
    SetOf,
    Var,
)
from ruledsl.norms.model import (
    Amount,
    Doers,
    EventMoment,
    ForEach,
    Form,
    Frequency,
    LapsesMoment,
    LimitForm,
    Strength,
    Subject,
)
from ruledsl.world.values import Symbol
from tests.norms.compiling import norm_of, norms_of

SELF = Var("self")


def pattern(event: str, *constraints: Constraint, kind: str = "request", object: object = SELF) -> EventPattern:
    return EventPattern(object, kind, event, constraints)  # type: ignore[arg-type]


def by(who: object, op: str = "=") -> Constraint:
    return Constraint("by", op, who, party=True)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ forms


def test_a_duty_with_power_is_an_obligation_done_by_the_party_and_an_exclusive_power() -> None:
    norms = norms_of("a: request requires signed only by principal within 3 days upon submitted duty of mayor")
    duty, power = norms["a.duty"], norms["a.power"]
    principal = FieldOf(SELF, "principal")
    assert duty.form is Form.OBLIGATION
    assert duty.content == Happened(pattern("signed", by(principal)))
    assert duty.upon == EventMoment(pattern("submitted"))
    assert duty.duty_of == Party("mayor")
    assert power.form is Form.EXCLUSIVE_POWER
    assert (power.event, power.only_by) == (pattern("signed"), Doers((principal,)))
    assert (power.window, power.upon, power.duty_of) == (None, None, None)


def test_several_parties_may_hold_a_power_together() -> None:
    norm = norm_of("request permits signed only by (mayor, vice_mayor) in person")
    assert norm.only_by == Doers((Party("mayor"), Party("vice_mayor")), in_person=True)


def test_a_chain_is_one_norm_a_step_before_any_later_step_and_the_end() -> None:
    norms = norms_of(
        "a: agenda_item normally requires filed, approved if special, withdrawn in order before meeting.held"
    )
    held = EventMoment(EventPattern(FieldOf(SELF, "meeting"), "meeting", "held"))
    approved, withdrawn = (EventMoment(pattern(event, kind="agenda_item")) for event in ("approved", "withdrawn"))
    assert list(norms) == ["a.1", "a.2", "a.3"]
    anchors = [norm.window.layers[0].limit.anchors for norm in norms.values()]  # type: ignore[union-attr]
    assert anchors == [(approved, withdrawn, held), (withdrawn, held), (held,)]
    assert norms["a.2"].when == FieldOf(SELF, "special")
    assert [norm.chain for norm in norms.values()] == [("town:1.a", 0), ("town:1.a", 1), ("town:1.a", 2)]
    assert {norm.strength for norm in norms.values()} == {Strength.DEFAULT}


def test_a_step_of_a_chain_is_found_by_its_event_and_a_chain_by_its_label() -> None:
    norms = norms_of(
        """
        a: agenda_item requires filed, approved in order before meeting.held
        b: agenda_item requires withdrawn within 3 days upon a.approved breaks
        c: agenda_item requires withdrawn within 9 days overrides a
        """
    )
    assert norms["c"].overrides == ("town:1.a.1", "town:1.a.2")
    assert getattr(norms["b"].upon, "norm", None) == "town:1.a.2"


@pytest.mark.parametrize(
    ("words", "frequency"),
    [
        ("at most 2 held per month", Frequency(None, 2, period="month")),
        ("at least 2 held per ten_days", Frequency(2, None, period="ten_days")),
        ("exactly 2 held per quarters", Frequency(2, 2, period="quarter")),
        ("2 to quota held per rhythm", Frequency(2, "quota", period="rhythm")),
        ("at most 2 held in any 12 months", Frequency(None, 2, rolling=Amount(12, "month"))),
        ("at most 2 held per record", Frequency(None, 2, per_record=True)),
        ("at most 2 open at any time", Frequency(None, 2, at_any_time=True)),
    ],
)
def test_frequencies_have_bounds_and_a_span(words: str, frequency: Frequency) -> None:
    norm = norm_of(f"meeting requires {words}")
    assert norm.form is Form.FREQUENCY
    assert norm.frequency == frequency
    assert norm.event == (None if frequency.at_any_time else pattern("held", kind="meeting"))


def test_a_frequency_is_split_by_a_field_a_parameter_or_a_roster() -> None:
    parameter = norm_of("meeting requires at most 2 convened per month for each by")
    assert parameter.for_each == (ForEach("by", None, ActParam("act", "convened", "by")),)
    field = norm_of("meeting requires at most 2 convened per month for each chair in (mayor, vice_mayor)")
    roster = SetOf((Party("mayor"), Party("vice_mayor")))
    assert field.for_each == (ForEach("chair", roster, FieldOf(SELF, "chair")),)
    variable = norm_of("meeting requires at least 1 convened(by = d) per month for each d in department")
    assert variable.for_each == (ForEach("d", OpenRecords("department")),)
    assert variable.event == pattern("convened", by(Var("d")), kind="meeting")


def test_a_prohibition_speaks_of_one_event_in_a_window_until_another_while_a_state_holds() -> None:
    norm = norm_of("request forbids issued later than 3 months after submitted until answered while away(principal)")
    assert norm.form is Form.PROHIBITION
    assert norm.event == pattern("issued")
    assert norm.window is not None
    assert norm.window.layers[0].limit.form is LimitForm.LATER_THAN  # type: ignore[union-attr]
    assert norm.until == EventMoment(pattern("answered"))
    assert norm.while_ == Holds("away", FieldOf(SELF, "principal"))


def test_a_permission_lifts_the_norms_it_names() -> None:
    norms = norms_of(
        """
        a: request forbids signed
        b: request permits signed(by = mayor) despite a
        """
    )
    assert (norms["b"].form, norms["b"].despite) == (Form.PERMISSION, ("town:1.a",))


def test_a_deeming_gives_a_field_with_its_argument_a_value() -> None:
    norm = norm_of("document deems cooperates(u) = no for each u in department when issued")
    assert norm.deems == ("cooperates", Var("u"), Literal(False))
    assert norm.for_each == (ForEach("u", OpenRecords("department")),)


# ------------------------------------------------------------------------------------------------ acting for


def test_a_succession_speaks_of_the_acts_own_record() -> None:
    norm = norm_of("leader_in_charge acts for mayor in agenda_item.approved while away(mayor) and not special")
    assert norm.form is Form.SUBSTITUTION
    assert norm.subject == Subject(kind="agenda_item", text="agenda_item")
    assert (norm.stands_in, norm.stands_for) == ((FieldOf(SELF, "leader_in_charge"),), Party("mayor"))
    assert norm.acts == (("agenda_item", "approved"),)


def test_acts_of_unrelated_kinds_share_a_clause_that_means_the_same_for_each() -> None:
    norm = norm_of("vice_mayor acts for mayor in agenda_item.approved, request.signed while away(mayor)")
    assert norm.subject == Subject()
    assert norm.acts == (("agenda_item", "approved"), ("request", "signed"))


def test_a_kind_of_party_stands_for_each_of_its_members() -> None:
    plain = norm_of("department.head acts for department while yes")
    assert plain.subject.kind == "department"
    assert (plain.stands_in, plain.stands_for) == ((FieldOf(SELF, "head"),), SELF)
    inside = norm_of("department.head acts for department in request.signed while away(principal)")
    assert inside.subject.kind == "request"
    assert inside.for_each == (ForEach("department", OpenRecords("department")),)
    assert (inside.stands_in, inside.stands_for) == ((FieldOf(Var("department"), "head"),), Var("department"))


def test_an_authorisation_is_one_for_each_act_of_delegation() -> None:
    norm = norm_of("delegated.to may act for delegated.by in executive_meeting.convened until held when delegated")
    assert norm.form is Form.AUTHORISATION
    assert norm.upon == EventMoment(pattern("delegated", kind="executive_meeting"))
    assert norm.stands_in == (ActParam("trigger", "delegated", "to"),)
    assert norm.stands_for == ActParam("trigger", "delegated", "by")
    assert norm.until == EventMoment(pattern("held", kind="executive_meeting"))


def test_a_succession_may_be_for_norms() -> None:
    norms = norms_of(
        """
        a: request requires signed(by = mayor) within 3 days
        b: vice_mayor acts for mayor for a while away(mayor)
        """
    )
    assert norms["b"].for_norms == ("town:1.a",)
    assert norms["b"].subject.kind == "request"


# ------------------------------------------------------------------------------------------------ subjects


def test_a_role_or_office_as_subject_is_the_record_itself_and_does_the_acts() -> None:
    norm = norm_of("mayor forbids request.signed")
    assert norm.subject == Subject(party=Party("mayor"), text="mayor")
    assert norm.event == pattern("signed", by(SELF), object=None)
    said = norm_of("mayor forbids request.signed(by = vice_mayor)")
    assert said.event == pattern("signed", by(Party("vice_mayor")), object=None)


def test_a_path_to_a_party_as_subject_has_to_act() -> None:
    norm = norm_of("department.head requires reported within 3 days of year begins")
    head = FieldOf(SELF, "head")
    assert norm.subject == Subject(kind="department", text="department.head")
    assert norm.content == Happened(pattern("reported", by(head), kind="department"))
    assert norm.duty_of == head


def test_what_follows_a_breach_speaks_of_the_same_record() -> None:
    norms = norms_of(
        """
        a: request requires answered within 3 days upon submitted for each u in department
           otherwise request requires returned(by = u) within 2 days
           otherwise penalty: mayor requires signed within submitted_by
        """.replace("within submitted_by", "within 3 days when submitted.by = u")
    )
    assert [(norm.id, norm.otherwise_of) for norm in norms.values()] == [
        ("town:1.a", None),
        ("town:1.a/2", "town:1.a"),
        ("town:1.penalty", "town:1.a/2"),
    ]
    second, third = norms["a/2"], norms["penalty"]
    assert second.content == Happened(pattern("returned", by(Var("u"))))
    assert third.subject == Subject(kind="request", text="mayor")
    assert third.content == Happened(pattern("signed", by(Party("mayor"))))
    assert third.duty_of == Party("mayor")
    assert third.when == Compare("=", ActParam("trigger", "submitted", "by"), Var("u"), party=True, acting=True)


def test_what_follows_the_breach_of_what_is_decided_at_once_may_wait_for_the_closing() -> None:
    norms = norms_of("a: request requires matters = 1 otherwise request requires returned")
    assert norms["a/2"].window is None


def test_what_follows_a_breach_is_found_by_other_clauses() -> None:
    norms = norms_of(
        """
        a: request requires answered within 3 days otherwise request requires returned within 2 days
        b: request requires signed within 3 days overrides 1.a/2
        """
    )
    assert norms["b"].overrides == ("town:1.a/2",)


# ------------------------------------------------------------------------------------------------ names in conditions


def test_parameters_of_the_act_may_be_written_bare_where_a_norm_is_decided_at_an_act() -> None:
    norm = norm_of("request forbids signed when by is enterprise or by != principal")
    act = ActParam("act", "signed", "by")
    assert norm.when is not None
    assert act in (norm.when.items[0].item, norm.when.items[1].left)  # type: ignore[union-attr]


def test_parameters_of_the_trigger_and_of_the_awaited_event_are_those_of_that_occurrence() -> None:
    triggered = norm_of("request requires returned within 3 days upon signed when signed.by = principal and by = mayor")
    trigger = ActParam("trigger", "signed", "by")
    assert triggered.when == And(
        (
            Compare("=", trigger, FieldOf(SELF, "principal"), party=True, acting=True),
            Compare("=", trigger, Party("mayor"), party=True, acting=True),
        )
    )
    awaited = norm_of("request requires answered before issued when issued.by = mayor and signed.by = mayor")
    assert awaited.when == And(
        (
            Compare("=", ActParam("act", "issued", "by"), Party("mayor"), party=True, acting=True),
            Compare("=", EventParam(SELF, "signed", "by"), Party("mayor"), party=True, acting=True),
        )
    )


def test_an_event_is_a_condition_or_a_date_as_its_place_asks() -> None:
    norm = norm_of("request requires signed and signed - submitted <= 3 days")
    assert norm.content is not None
    assert norm.content.items[0] == Happened(pattern("signed"))  # type: ignore[union-attr]
    assert norm.content.items[1].left.left == EventDay(SELF, "signed")  # type: ignore[union-attr]


def test_a_lists_symbol_is_known_by_what_it_is_compared_with() -> None:
    urgent = Literal(Symbol("class", "urgent"))
    field = FieldOf(SELF, "class")
    assert norm_of("agenda_item requires class = urgent").content == Compare("=", field, urgent)
    assert norm_of("agenda_item requires urgent != class").content == Compare("!=", urgent, field)
    assert norm_of("agenda_item requires urgent in (class)").content == Member(urgent, SetOf((field,)))


def test_a_kinds_name_is_its_open_records_in_a_set_and_the_subject_as_one_value() -> None:
    as_set = norm_of("meeting requires count(agenda_item where meeting = meeting) < 9 at held")
    assert isinstance(as_set.content.left, Count)  # type: ignore[union-attr]
    assert as_set.content.left.set == OpenRecords("agenda_item")  # type: ignore[union-attr]
    pointing = norm_of("meeting requires count(agenda_item of meeting) < 9 at held")
    assert pointing.content.left == Count(Pointing("agenda_item", "meeting", SELF))  # type: ignore[union-attr]


def test_a_count_of_events_constrains_their_parameters_and_asks_the_rest_of_the_record() -> None:
    norm = norm_of(
        "request requires count(signed of request where by = mayor and pages > 3) in this year < 3 within 2 days"
    )
    counted = pattern("signed", by(Party("mayor")), object=None)
    where = Compare(">", FieldOf(Var("it"), "pages"), Literal(3))
    assert norm.content == Compare("<", CountEvents(counted, "it", where, "year"), Literal(3))


def test_the_doer_stands_on_the_left_of_a_comparison() -> None:
    there = norm_of("request requires signer = principal within 3 days").content
    back = norm_of("request requires principal = signer within 3 days").content
    assert there == back


def test_only_doers_are_compared_with_those_who_act_for_a_party() -> None:
    doer = norm_of("request requires signer = mayor in person within 3 days").content
    field = norm_of("request requires principal = mayor").content
    assert isinstance(doer, Compare)
    assert isinstance(field, Compare)
    assert (doer.party, doer.acting, doer.in_person) == (True, False, True)
    assert (field.party, field.acting, field.in_person) == (True, False, False)


def test_a_state_is_asked_of_the_subject_of_a_party_or_along_a_path() -> None:
    assert norm_of("meeting requires postponed before held").content == Holds("postponed", SELF)
    assert norm_of("meeting requires away(chair) before held").content == Holds("away", FieldOf(SELF, "chair"))
    assert norm_of("meeting requires chair.away before held").content == Holds("away", FieldOf(SELF, "chair"))
    assert norm_of("mayor requires not away at all times").content.item == Holds("away", SELF)  # type: ignore[union-attr]


def test_the_lapse_of_another_record_is_reached_through_a_field() -> None:
    norms = norms_of(
        """
        a: document requires issued within 3 days
        b: cosign requires replied within 3 days when document.a lapsed
        c: cosign requires replied within 3 days when a lapsed
        """
    )
    lapsed = Lapsed("town:1.a", FieldOf(SELF, "document"))
    assert norms["b"].when == lapsed
    assert norms["c"].when == lapsed


def test_a_lapse_is_that_of_the_same_member_where_both_clauses_speak_of_each() -> None:
    norms = norms_of(
        """
        a: document requires cooperates(u) within 3 days for each u in department
        b: document requires issued within 3 days for each u in department when a lapsed
        c: document requires issued within 9 days when a lapsed
        d: document requires issued within 9 days upon a lapses
        """
    )
    assert norms["b"].when == Lapsed("town:1.a", SELF, (Var("u"),))
    assert norms["c"].when == Lapsed("town:1.a", SELF)
    assert norms["d"].upon == LapsesMoment("town:1.a", SELF)


def test_notes_readings_and_the_words_of_a_clause_are_kept() -> None:
    norm = norm_of(
        """a: request requires   answered within 3 days  -- soon
            note "n1"
            note "n2"
            reading "r"
        """
    )
    assert (norm.note, norm.reading) == ("n1\nn2", "r")
    assert norm.text == "request requires answered within 3 days"
