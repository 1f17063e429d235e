"""Windows that end with an event to come: each form, each E, and the next one."""

from __future__ import annotations

from ruledsl.engine.verdicts import Status
from tests.engine.deciding import check, lines, shown_verdict, verdict_on, verdicts_on

FILING = """\
filing: agenda_item requires filed(to = general_office) at least 5 workdays before meeting.held
        unless special_circumstances
"""
ITEM = """\
    from 2022-03-01
    meeting m1
    agenda_item i1 with meeting = m1, special_circumstances = no
"""


def item(clause: str, *lines: str) -> str:
    return shown_verdict(verdict_on(clause, ITEM + "".join(f"    {line}\n" for line in lines)))


def test_the_worked_example_of_section_1() -> None:
    """'expect 51.filing violated for i1 due 2022-03-28': Saturday 2 April was a working day."""
    clauses = "article 51\n    " + FILING
    log = """
    scenario "material filed four workdays ahead of a Saturday that is a working day"
        special_meeting m1
        agenda_item i1 with meeting = m1, special_circumstances = no
        2022-03-29 i1 filed(to = general_office)
        2022-04-02 m1 held
        as of 2022-04-02
        expect 51.filing violated breach for i1 due 2022-03-28
    """
    (verdict,) = check(clauses, log)["51.filing"]
    assert verdict.late_days == 1
    (count,) = verdict.explanation.counts
    assert [(step.number, step.reason) for step in count.steps] == [
        (0, "anchor"), (1, "counted"), (2, "counted"), (3, "counted"), (4, "counted"), (5, "counted")
    ]  # fmt: skip


def test_filing_in_time_is_kept_at_the_event() -> None:
    """'at least N U before E: from the opening to that day'."""
    assert item(FILING, "2022-03-28 i1 filed(to = general_office)", "2022-04-02 m1 held", "as of 2022-04-02") == (
        "1.filing i1 #1 satisfied due 2022-03-28"
    )


def test_before_its_event_a_backward_limit_is_pending_without_a_plan() -> None:
    """'one for the next E while none has come'."""
    assert item(FILING, "as of 2022-03-20") == "1.filing i1 pending"
    # Five workdays and more have passed since: whenever the meeting comes, the filing was in time.
    assert (
        item(FILING, "2022-03-07 i1 filed(to = general_office)", "as of 2022-03-20") == "1.filing i1 satisfied so far"
    )
    assert item(FILING, "2022-03-18 i1 filed(to = general_office)", "as of 2022-03-20") == "1.filing i1 pending"


def test_on_a_planned_event_it_is_in_time_or_late_on_plan() -> None:
    """'a limit counted from a planned anchor is neither satisfied nor violated before the anchor has happened:
    `pending`, *in time on plan* or *late on plan*'."""
    plan, filed = "planned 2022-04-02 m1 held", "2022-03-29 i1 filed(to = general_office)"
    assert item(FILING, plan, "as of 2022-03-20") == "1.filing i1 pending due 2022-03-28 in_time_on_plan"
    assert item(FILING, plan, "as of 2022-03-29") == "1.filing i1 pending due 2022-03-28 late_on_plan"
    assert item(FILING, plan, filed, "as of 2022-03-29") == "1.filing i1 pending due 2022-03-28 late_on_plan"
    early = "2022-03-25 i1 filed(to = general_office)"
    assert item(FILING, plan, early, "as of 2022-03-30") == "1.filing i1 pending due 2022-03-28 in_time_on_plan"


def test_the_events_own_entry_replaces_its_plan() -> None:
    """'the event's own entry replaces it, from that entry's instant on'."""
    lines = [
        "planned 2022-04-02 m1 held",
        "2022-03-29 i1 filed(to = general_office)",
        "2022-04-15 m1 held",
        "as of 2022-04-15",
    ]
    assert item(FILING, *lines) == "1.filing i1 #1 satisfied due 2022-04-08"


def test_an_unknown_exception_leaves_what_would_be_broken_open() -> None:
    """'an unknown answer leaves open each verdict that a yes and a no would lead to'."""
    log = ITEM.replace(", special_circumstances = no", "") + "    2022-04-02 m1 held\n    as of 2022-04-02\n"
    verdict = verdict_on(FILING, log + "    expect 1.filing undetermined missing special_circumstances")
    assert set(verdict.possible) == {Status.EXCUSED, Status.VIOLATED}
    judged = "    2022-04-10 i1 special_circumstances judged yes by mayor\n"
    log = log.replace("    as of 2022-04-02\n", judged + "    as of 2022-04-10\n    expect 1.filing excused\n")
    assert not verdict_on(FILING, log).so_far


def test_before_an_event_is_decided_at_it() -> None:
    """'`before E`: from the opening to E'; 'for a precondition, E'."""
    clause = "a: agenda_item requires approved(by = leader_in_charge) before meeting.held"
    log = ITEM.replace("meeting = m1", "meeting = m1, leader_in_charge = mayor")
    for line, word in (
        ("2022-04-01 i1 approved(by = mayor)", "satisfied"),
        ("2022-04-03 i1 approved(by = mayor)", "violated"),
        ("2022-04-01 i1 approved(by = vice_mayor)", "violated"),
    ):
        check(clause, log + lines(line, "2022-04-02 m1 held", "as of 2022-04-03", f"expect 1.a {word}"))


def test_met_before_the_event_is_so_far() -> None:
    """'preconditions met before their E' are so far."""
    clause = "a: agenda_item requires approved before meeting.held"
    assert item(clause, "2022-03-05 i1 approved", "as of 2022-03-31") == "1.a i1 satisfied so far"


def test_a_closing_before_the_event_leaves_only_what_was_kept() -> None:
    """'if the record closes before the anchor (or E) came, `not_applicable`, unless the content was kept by then'."""
    clause = "a: agenda_item requires approved before meeting.held"
    assert item(clause, "2022-03-10 i1 withdrawn", "2022-03-20 m1 held", "as of 2022-03-31") == "1.a i1 not_applicable"
    lines = ["2022-03-05 i1 approved", "2022-03-10 i1 withdrawn", "2022-03-20 m1 held", "as of 2022-03-31"]
    assert item(clause, *lines) == "1.a i1 satisfied"
    struck = ["2022-03-05 i1 approved", "2022-03-10 i1 struck", "as of 2022-03-31"]
    assert item(clause, *struck) == "1.a i1 not_applicable"


def test_there_is_a_verdict_for_each_event() -> None:
    """'one verdict for each E'."""
    clause = "a: document requires reviewed before delivered"
    log = """
    from 2022-03-01
    document d1
    2022-03-01 d1 drafted
    2022-03-02 d1 delivered
    2022-03-03 d1 reviewed
    2022-03-04 d1 delivered
    as of 2022-03-31
    expect 1.a violated #1
    expect 1.a satisfied #2
    expect 1.a violated on 2022-03-02
    """
    check(clause, log)


def test_fields_are_read_at_the_event_and_when_too() -> None:
    """'`before E` reads fields at E'; 'precondition: at E'."""
    clause = "a: document requires pages = 3 before delivered when public"
    log = """
    from 2022-03-01
    document d1
    2022-03-01 d1 drafted
    2022-03-01 d1 pages = 3
    2022-03-02 d1 delivered
    2022-03-03 d1 public = yes
    2022-03-04 d1 delivered
    2022-03-05 d1 pages = 4
    2022-03-06 d1 delivered
    as of 2022-03-31
    expect 1.a not_applicable #1
    expect 1.a satisfied #2
    expect 1.a violated #3
    """
    check(clause, log)


def test_at_least_reads_fields_at_the_end_of_its_last_day() -> None:
    """'`at least N U before E` at the end of its last day'."""
    clause = "a: document requires pages = 3 at least 2 days before delivered"
    log = """
    from 2022-03-01
    document d1
    2022-03-01 d1 drafted
    2022-03-05 d1 pages = 3
    2022-03-06 d1 pages = 4
    2022-03-07 d1 delivered
    as of 2022-03-31
    expect 1.a satisfied due 2022-03-05
    """
    check(clause, log)


def test_at_an_event_reads_the_instant_of_the_event() -> None:
    """'`at E`: at E's instant'."""
    clause = "a: meeting requires chair = mayor at held"
    log = """
    from 2022-03-01
    meeting m1
    2022-03-01 m1 chair = mayor
    {}
    2022-03-07 m1 held
    as of 2022-03-31
    expect 1.a {}
    """
    check(clause, log.format("", "satisfied"))
    check(clause, log.format("2022-03-05 m1 chair = vice_mayor", "violated"))


def test_in_the_last_days_before_an_event() -> None:
    """'`in the last N U before E`: from the start of the N-th day before E's day to E'."""
    clause = "a: document requires reviewed in the last 3 days before issued"
    log = lines(
        "from 2022-03-01",
        "document d1",
        "2022-03-01 d1 drafted",
        "{}",
        "2022-03-10 d1 issued",
        "as of 2022-03-31",
        "expect 1.a {}",
    )
    check(clause, log.format("2022-03-06 d1 reviewed", "violated"))
    check(clause, log.format("2022-03-07 d1 reviewed", "satisfied"))
    check(clause, log.format("2022-03-10 d1 reviewed", "satisfied"))


def test_a_chain_asks_each_step_before_every_later_one() -> None:
    """'whenever a later step or E happens, the step has happened, in order'."""
    clause = "form: document requires reviewed, asked, signed if public in order before issued"
    log = """
    from 2022-03-01
    document d1
    2022-03-01 d1 drafted
    {}
    2022-03-10 d1 issued
    as of 2022-03-31
    expect 1.form.reviewed {}
    expect 1.form.asked {}
    expect 1.form.signed {}
    """
    in_order = (
        "2022-03-02 d1 reviewed\n    2022-03-03 d1 asked\n    2022-03-03 d1 public = yes\n    2022-03-04 d1 signed"
    )
    check(clause, log.format(in_order, "satisfied", "satisfied", "satisfied"))
    turned = "2022-03-02 d1 asked\n    2022-03-03 d1 reviewed"
    check(clause, log.format(turned, "violated", "satisfied", "not_applicable"))
    check(
        clause, log.format("2022-03-02 d1 asked\n    2022-03-02 d1 public = yes", "violated", "satisfied", "violated")
    )


def test_the_last_step_of_a_chain_has_one_verdict_too() -> None:
    """'one norm a step': a later E does not ask again."""
    log = """
    from 2022-03-01
    document d1
    2022-03-01 d1 drafted
    2022-03-02 d1 asked
    2022-03-03 d1 delivered
    2022-03-05 d1 reviewed
    2022-03-10 d1 delivered
    as of 2022-03-31
    """
    clause = "form: document requires asked, reviewed in order before delivered"
    found = [verdict for each in check(clause, log).values() for verdict in each if verdict.norm.endswith("form.2")]
    assert [verdict.status for verdict in found] == [Status.VIOLATED]


def test_an_act_that_a_permission_covers_excuses_while_no_e_has_come() -> None:
    """'any other covered act excuses it'."""
    clause = "a: document requires reviewed before issued\np: document permits asked despite a"
    log = lines("from 2022-03-01", "document d1", "2022-03-01 d1 drafted", "{}", "as of 2022-03-31")
    assert verdicts_on(clause, log.format("2022-03-02 d1 asked"))[0].status is Status.EXCUSED
    assert verdicts_on(clause, log.format("2022-03-02 d1 signed"))[0].status is Status.PENDING


def test_a_breach_before_an_event_falls_at_the_event() -> None:
    """'that of a limit counted back from E falls at E'."""
    verdict = verdict_on(
        FILING, ITEM + "    2022-04-02 m1 held\n    as of 2022-04-02\n    expect 1.filing violated due 2022-03-28"
    )
    assert verdict.at is not None
    assert verdict.due is not None
    assert verdict.at - verdict.due == 5


def test_within_one_day_the_order_that_keeps_a_precondition_is_taken() -> None:
    """'Between two entries of one date of which one has no time, the order that keeps the norm is taken'."""
    clause = "a: agenda_item requires approved before meeting.held"
    assert item(clause, "2022-03-07 10:00 m1 held", "2022-03-07 i1 approved", "as of 2022-03-31").startswith(
        "1.a i1 #1 satisfied"
    )
    timed = ["2022-03-07 10:00 m1 held", "2022-03-07 10:01 i1 approved", "as of 2022-03-31"]
    assert item(clause, *timed).startswith("1.a i1 #1 violated")


def test_an_act_that_may_or_may_not_be_the_event_leaves_the_verdict_open() -> None:
    """'an unknown answer leaves open …': whether the delivery was to the archive is not said."""
    clause = "a: document requires reviewed before delivered(to = archive)"
    log = lines(
        "from 2022-03-01", "document d1", "2022-03-01 d1 drafted", "2022-03-02 d1 delivered", "as of 2022-03-31"
    )
    first = verdicts_on(clause, log)[0]
    assert first.status is Status.UNDETERMINED
    assert first.missing == ("to of delivered of d1",)
