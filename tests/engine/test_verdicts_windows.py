"""Forward windows, each form: kept, broken, pending. Each test names the sentence of the language reference that it
checks."""

from __future__ import annotations

import pytest

from ruledsl.engine.verdicts import Status
from tests.engine.deciding import check, lines, shown_verdict, verdict_on

SIGNER = "signer: request requires signer = principal within 3 workdays"
REQUEST = """\
    from 2022-03-01
    person li
    person wu
    request r1 with principal = li
    2022-03-01 r1 drafted
    2022-03-01 r1 submitted
"""


def test_the_users_own_clause_is_kept_by_its_signer_in_time() -> None:
    """'`signer = P` asks the same as `signed(by = P)`'; 'an event in the content must occur in the window'."""
    verdict = verdict_on(
        SIGNER,
        REQUEST
        + "    2022-03-04 r1 signed(by = li)\n    as of 2022-03-31\n    expect 1.signer satisfied due 2022-03-04",
    )
    assert shown_verdict(verdict) == "1.signer r1 satisfied due 2022-03-04"
    assert not verdict.so_far


def test_the_users_own_clause_is_broken_by_a_late_signature_for_good() -> None:
    """'late content undoes nothing'; 'how late, never, or by which act'."""
    verdict = verdict_on(
        SIGNER, REQUEST + "    2022-03-08 r1 signed(by = li)\n    as of 2022-03-31\n    expect 1.signer violated breach"
    )
    assert shown_verdict(verdict) == "1.signer r1 violated breach due 2022-03-04 late 4"


def test_the_users_own_clause_is_broken_where_nobody_ever_signs() -> None:
    """'`violated` carries how late, never'."""
    verdict = verdict_on(SIGNER, REQUEST + "    as of 2022-03-31\n    expect 1.signer violated breach due 2022-03-04")
    assert verdict.late_days is None
    assert verdict.explanation.why == "not_done"


def test_another_signature_does_not_keep_the_users_own_clause() -> None:
    """'One meaning wherever a party is compared'."""
    check(SIGNER, REQUEST + "    2022-03-02 r1 signed(by = wu)\n    as of 2022-03-31\n    expect 1.signer violated")


def test_the_users_own_clause_is_pending_until_its_due_day_has_passed() -> None:
    """'a limit that ends that day has not yet passed'; '`pending`: the due date …, and the days left'."""
    verdict = verdict_on(SIGNER, REQUEST + "    as of 2022-03-04\n    expect 1.signer pending due 2022-03-04")
    assert verdict.days_left == 0


def test_the_users_own_clause_is_undetermined_while_its_principal_is_unknown() -> None:
    """'Fields, sets and parameters are open-world: unknown is not no'; 'the facts that would decide'."""
    log = REQUEST.replace(" with principal = li", "")
    verdict = verdict_on(
        SIGNER, log + "    2022-03-02 r1 signed(by = wu)\n    as of 2022-03-31\n    expect 1.signer undetermined"
    )
    assert verdict.missing == ("principal of r1",)
    assert set(verdict.possible) == {Status.SATISFIED, Status.VIOLATED}


def test_the_users_own_clause_is_kept_by_a_stand_in() -> None:
    """'an act by P counts as Q's while C holds'."""
    clauses = SIGNER + "\ndeputy: vice_mayor acts for mayor while mayor.away"
    log = """
    from 2022-02-01
    person wang is mayor
    person zhao is vice_mayor
    request r1 with principal = mayor
    2022-03-01 to 2022-03-10 wang away
    2022-03-01 r1 drafted
    2022-03-01 r1 submitted
    2022-03-02 r1 signed(by = zhao)
    as of 2022-03-31
    expect 1.signer satisfied
    expect 1.deputy used
    """
    (verdict,) = check(clauses, log)["1.signer"]
    assert [(s.substitute, s.principal, s.norm) for s in verdict.explanation.stand_ins] == [
        ("vice_mayor", "mayor", "test:1.deputy")
    ]


def test_a_judgement_without_default_not_made_leaves_the_verdict_open() -> None:
    """'unknown until recorded'; an unknown `when` may or may not have made the norm arise."""
    clauses = "a: agenda_item requires approved within 3 days when special_circumstances"
    log = """
    from 2022-03-01
    agenda_item i1 from 2022-03-01
    as of 2022-03-20
    expect 1.a undetermined missing special_circumstances
    """
    verdict = verdict_on(clauses, log)
    assert set(verdict.possible) == {Status.VIOLATED, Status.NOT_APPLICABLE}


DOCUMENT = """\
    from 2022-01-01
    document d1
    2022-03-01 d1 drafted
"""


def document(clause: str, *lines: str) -> str:
    """The verdicts on one document, checked line by line."""
    log = DOCUMENT + "".join(f"    {line}\n" for line in lines)
    return shown_verdict(verdict_on(clause, log))


@pytest.mark.parametrize(
    ("signed", "verdict"),
    [
        ("2022-03-02", "satisfied due 2022-03-10"),
        ("2022-03-10", "satisfied due 2022-03-10"),
        ("2022-03-11", "violated breach due 2022-03-10 late 1"),
    ],
)
def test_within_counts_from_its_anchor_and_ends_with_its_last_day(signed: str, verdict: str) -> None:
    """'`within N workdays of A` ends with the N-th workday after it'; a later act is late."""
    clause = "a: document requires signed within 5 workdays of reviewed"
    lines = ["2022-03-03 d1 reviewed", f"{signed} d1 signed", "as of 2022-03-31"]
    # An act before the anchor lies outside the window, so the first row is not kept by it.
    if signed == "2022-03-02":
        assert document(clause, *lines) == "1.a d1 violated breach due 2022-03-10"
    else:
        assert document(clause, *lines) == f"1.a d1 {verdict}"


def test_within_of_an_anchor_that_has_not_come_is_pending_without_a_due_date() -> None:
    """'the due date as soon as the anchor is known'."""
    assert document("a: document requires signed within 5 workdays of reviewed", "as of 2022-03-31") == "1.a d1 pending"


def test_closing_before_the_anchor_makes_not_applicable() -> None:
    """'if the record closes before the anchor (or E) came, `not_applicable`'."""
    clause = "a: document requires signed within 5 workdays of reviewed"
    assert document(clause, "2022-03-03 d1 issued", "as of 2022-03-31") == "1.a d1 not_applicable"


def test_closing_before_the_anchor_leaves_what_was_kept_by_then() -> None:
    """'`not_applicable`, unless the content was kept by then' (the window runs from the opening)."""
    clause = "a: document requires signed no later than 5 workdays after reviewed"
    assert document(clause, "2022-03-02 d1 signed", "2022-03-03 d1 issued", "as of 2022-03-31") == "1.a d1 satisfied"


def test_closing_after_the_anchor_changes_nothing() -> None:
    """'once it has come, closing changes nothing'."""
    clause = "a: document requires signed within 5 workdays of reviewed"
    lines = ["2022-03-02 d1 reviewed", "2022-03-03 d1 issued"]
    assert document(clause, *lines, "as of 2022-03-09") == "1.a d1 pending due 2022-03-09"
    assert document(clause, *lines, "as of 2022-03-10") == "1.a d1 violated breach due 2022-03-09"


def test_a_void_closing_makes_what_is_undecided_not_applicable() -> None:
    """'a void closing makes what is undecided not applicable'."""
    clause = "a: document requires signed within 5 workdays of reviewed"
    lines = ["2022-03-02 d1 reviewed", "2022-03-03 d1 cancelled", "as of 2022-03-31"]
    assert document(clause, *lines) == "1.a d1 not_applicable"
    lines = ["2022-03-02 d1 reviewed", "2022-03-10 d1 cancelled", "as of 2022-03-31"]
    assert document(clause, *lines) == "1.a d1 violated breach due 2022-03-09"


def test_no_later_than_counts_from_the_opening() -> None:
    """'`no later than N U after A`: from the opening to that end'."""
    clause = "a: document requires signed no later than 5 workdays after reviewed"
    lines = ["2022-03-02 d1 signed", "2022-03-10 d1 reviewed", "as of 2022-03-31"]
    assert document(clause, *lines) == "1.a d1 satisfied due 2022-03-17"
    lines = ["2022-03-02 d1 reviewed", "2022-03-10 d1 signed", "as of 2022-03-31"]
    assert document(clause, *lines) == "1.a d1 violated breach due 2022-03-09 late 1"


def test_by_a_date_field_ends_with_that_day_and_never_rolls_over() -> None:
    """'`by DATE-FIELD`'; 'Never for … date fields'."""
    clause = "a: document requires signed by deadline"
    lines = ["2022-03-01 d1 deadline = 2022-03-12", "2022-03-14 d1 signed", "as of 2022-03-31"]
    assert document(clause, *lines) == "1.a d1 violated breach due 2022-03-12 late 2"


def test_a_date_field_without_a_value_is_undetermined() -> None:
    """'A date-field limit without a value is undetermined.'"""
    assert document("a: document requires signed by deadline", "as of 2022-03-31") == "1.a d1 undetermined"


def test_by_a_day_of_the_year_is_the_first_one_not_before_the_arising() -> None:
    """'`by 30 June` is the first one not before the arising'."""
    clause = "a: document requires signed by 28 February"
    assert document(clause, "as of 2022-03-31") == "1.a d1 pending due 2023-02-28"
    assert (
        document("a: document requires signed by 1 March", "as of 2022-03-02")
        == "1.a d1 violated breach due 2022-03-01"
    )


def test_forward_limits_roll_over_to_the_next_workday() -> None:
    """'a forward limit in days, … whose last day is not a workday ends with the next workday'."""
    # 2 + 5 = Saturday 2022-03-05 + ...: five days after Monday 2022-02-28 is Saturday 5 March.
    clause = "a: document requires signed within 5 days of reviewed"
    assert document(clause, "2022-03-07 d1 reviewed", "as of 2022-03-08") == "1.a d1 pending due 2022-03-14"
    no_roll = "ruleset test\n    uses town\n    calendar china\n    roll-over off\n"
    log = DOCUMENT + "    2022-03-07 d1 reviewed\n    as of 2022-03-08\n    expect 1.a pending due 2022-03-12"
    check(clause, log, no_roll)


def test_months_end_on_the_same_day_or_the_months_last() -> None:
    """'`within N months` on the same day of the month, or that month's last day'."""
    clause = "a: document requires signed within 1 month of reviewed"
    log = lines("from 2022-01-01", "document d1", "2022-01-28 d1 drafted", "2022-01-31 d1 reviewed", "as of 2022-02-01")
    assert shown_verdict(verdict_on(clause, log)) == "1.a d1 pending due 2022-02-28"


def test_clear_days_are_one_further_day() -> None:
    """'`clear` excludes both ends (one further day)'."""
    clause = "a: document requires signed within 5 clear workdays of reviewed"
    assert document(clause, "2022-03-02 d1 reviewed", "as of 2022-03-03") == "1.a d1 pending due 2022-03-10"


def test_not_before_opens_a_window_without_an_end() -> None:
    """'`not before N U after A`: in that window'; what comes earlier does not count."""
    clause = "a: document requires signed not before 5 days after reviewed"
    reviewed = "2022-03-01 d1 reviewed"
    assert document(clause, reviewed, "2022-03-05 d1 signed", "as of 2022-03-31") == "1.a d1 pending"
    assert document(clause, reviewed, "2022-03-06 d1 signed", "as of 2022-03-31") == "1.a d1 satisfied"
    closed = "2022-03-08 d1 issued"
    assert document(clause, reviewed, "2022-03-05 d1 signed", closed, "as of 2022-03-31") == "1.a d1 violated breach"


def test_from_to_is_a_stretch_of_days() -> None:
    """'`from N to M U after A`: in that window'."""
    clause = "a: document requires signed from 3 to 5 workdays after reviewed"
    reviewed = "2022-03-01 d1 reviewed"
    assert (
        document(clause, reviewed, "2022-03-03 d1 signed", "as of 2022-03-31")
        == "1.a d1 violated breach due 2022-03-08"
    )
    assert document(clause, reviewed, "2022-03-04 d1 signed", "as of 2022-03-31") == "1.a d1 satisfied due 2022-03-08"
    assert document(clause, reviewed, "2022-03-08 d1 signed", "as of 2022-03-31") == "1.a d1 satisfied due 2022-03-08"
    late = document(clause, reviewed, "2022-03-09 d1 signed", "as of 2022-03-31")
    assert late == "1.a d1 violated breach due 2022-03-08 late 1"


def test_the_same_day_is_the_date_of_the_anchor() -> None:
    """'`same day as A` is A's date'; never rolls over."""
    clause = "a: document requires signed same day as reviewed"
    saturday = "2022-03-05 d1 reviewed"
    assert document(clause, saturday, "2022-03-05 d1 signed", "as of 2022-03-31") == "1.a d1 satisfied due 2022-03-05"
    late = document(clause, saturday, "2022-03-07 d1 signed", "as of 2022-03-31")
    assert late == "1.a d1 violated breach due 2022-03-05 late 2"


def test_after_an_anchor_is_open_until_the_closing() -> None:
    """'`after A` (no limit): from A on; must hold when the record closes'."""
    clause = "a: document requires signed after reviewed"
    reviewed = "2022-03-03 d1 reviewed"
    assert document(clause, "2022-03-02 d1 signed", reviewed, "as of 2022-03-31") == "1.a d1 pending"
    assert document(clause, reviewed, "2022-03-04 d1 signed", "as of 2022-03-31") == "1.a d1 satisfied"
    assert document(clause, reviewed, "2022-03-05 d1 issued", "as of 2022-03-31") == "1.a d1 violated breach"
    assert document(clause, "2022-03-05 d1 issued", "as of 2022-03-31") == "1.a d1 not_applicable"


def test_after_reads_conditions_at_the_closing() -> None:
    """'must hold when the record closes': a condition may come and go until then."""
    clause = "a: document requires pages = 3 after reviewed"
    start = ["2022-03-03 d1 reviewed", "2022-03-04 d1 pages = 3"]
    assert document(clause, *start, "as of 2022-03-31") == "1.a d1 satisfied so far"
    assert document(clause, *start, "2022-03-05 d1 pages = 4", "2022-03-06 d1 issued", "as of 2022-03-31") == (
        "1.a d1 violated breach"
    )


def test_after_and_before_are_joined() -> None:
    """'An opening and an end may be joined (`after summed_up before closed`).'"""
    clause = "a: document requires signed after reviewed before issued"
    reviewed, issued = "2022-03-03 d1 reviewed", "2022-03-09 d1 issued"
    assert document(clause, reviewed, "as of 2022-03-08") == "1.a d1 pending"
    assert document(clause, reviewed, "2022-03-04 d1 signed", issued, "as of 2022-03-31") == (
        "1.a d1 #1 satisfied due 2022-03-09"
    )
    assert document(clause, "2022-03-02 d1 signed", reviewed, issued, "as of 2022-03-31") == (
        "1.a d1 #1 violated breach due 2022-03-09"
    )
    assert document(clause, issued, "as of 2022-03-31") == "1.a d1 #1 not_applicable"


def test_earlier_than_ends_before_its_day_begins() -> None:
    """'`earlier than N U after A`: before the N-th day after A begins'."""
    clause = "a: document requires signed earlier than 5 days after reviewed"
    reviewed = "2022-03-01 d1 reviewed"
    assert document(clause, reviewed, "2022-03-05 d1 signed", "as of 2022-03-31") == "1.a d1 satisfied due 2022-03-05"
    assert document(clause, reviewed, "2022-03-06 d1 signed", "as of 2022-03-31") == (
        "1.a d1 violated breach due 2022-03-05 late 1"
    )


def test_later_than_opens_when_the_limit_has_ended() -> None:
    """'`later than N U after A`: after the end of `no later than N U after A`'."""
    clause = "a: document requires signed later than 5 days after reviewed"
    # The fifth day after Monday 7 March is a Saturday: the limit ends with Monday the 14th.
    reviewed = "2022-03-07 d1 reviewed"
    assert document(clause, reviewed, "2022-03-14 d1 signed", "as of 2022-03-31") == "1.a d1 pending"
    assert document(clause, reviewed, "2022-03-15 d1 signed", "as of 2022-03-31") == "1.a d1 satisfied"


def test_the_earlier_of_two_windows_ends_with_the_first_end() -> None:
    """'`the earlier of W1 and W2` (or later) is a window'."""
    clause = "a: document requires signed the earlier of within 10 days of reviewed and within 3 days of asked"
    reviewed = "2022-03-01 d1 reviewed"
    assert document(clause, reviewed, "as of 2022-03-02") == "1.a d1 pending due 2022-03-11"
    assert document(clause, reviewed, "2022-03-02 d1 asked", "as of 2022-03-03") == "1.a d1 pending due 2022-03-07"
    assert document(clause, reviewed, "2022-03-02 d1 asked", "2022-03-08 d1 signed", "as of 2022-03-31") == (
        "1.a d1 violated breach due 2022-03-07 late 1"
    )


def test_the_later_of_two_windows_ends_with_the_last_end() -> None:
    """'(or later)'."""
    clause = "a: document requires signed the later of within 10 days of reviewed and within 3 days of asked"
    start = ["2022-03-01 d1 reviewed", "2022-03-02 d1 asked"]
    assert document(clause, *start, "2022-03-10 d1 signed", "as of 2022-03-31") == "1.a d1 satisfied due 2022-03-11"


def test_hours_are_elapsed_hours() -> None:
    """'Hours are elapsed hours'; 'the others civil dates'."""
    clause = "a: document requires signed within 24 hours of reviewed"
    reviewed = "2022-03-04 17:00 d1 reviewed"
    in_time = document(clause, reviewed, "2022-03-05 16:59 d1 signed", "as of 2022-03-31")
    assert in_time == "1.a d1 satisfied due 2022-03-05"
    late = document(clause, reviewed, "2022-03-05 17:01 d1 signed", "as of 2022-03-31")
    assert late == "1.a d1 violated breach due 2022-03-05 late 0"


def test_hours_of_an_anchor_without_a_time_are_decided_where_all_agree() -> None:
    """'A date without a time is the interval of its day: what all its instants agree on is decided.'"""
    clause = "a: document requires signed within 24 hours of reviewed"
    reviewed = "2022-03-04 d1 reviewed"
    assert document(clause, reviewed, "2022-03-04 18:00 d1 signed", "as of 2022-03-31").endswith(
        "satisfied due 2022-03-05"
    )
    assert document(clause, reviewed, "2022-03-06 00:01 d1 signed", "as of 2022-03-31").startswith("1.a d1 violated")
    assert document(clause, reviewed, "2022-03-05 12:00 d1 signed", "as of 2022-03-31").startswith(
        "1.a d1 undetermined"
    )


def test_business_hours_end_the_last_day_and_an_untimed_act_is_in_time() -> None:
    """'or at `business hours until 17:30` if so set; an act without a time is in time on the last day'."""
    settings = "ruleset test\n    uses town\n    calendar china\n    business hours until 17:30\n"
    clause = "a: document requires signed within 1 workday of reviewed"
    start = DOCUMENT + "    2022-03-02 d1 reviewed\n"
    for signed, word in (
        ("2022-03-03 17:30", "satisfied"),
        ("2022-03-03 17:31", "violated"),
        ("2022-03-03", "satisfied"),
    ):
        check(clause, start + f"    {signed} d1 signed\n    as of 2022-03-31\n    expect 1.a {word}", settings)


def test_a_content_of_several_parts_needs_all_inside() -> None:
    """'`and` needs all inside'."""
    clause = "a: document requires (signed and reviewed) within 5 workdays of asked"
    asked = "2022-03-01 d1 asked"
    lines = [asked, "2022-03-02 d1 signed", "2022-03-04 d1 reviewed", "as of 2022-03-31"]
    assert document(clause, *lines) == "1.a d1 satisfied due 2022-03-08"
    lines = [asked, "2022-03-02 d1 signed", "2022-03-09 d1 reviewed", "as of 2022-03-31"]
    assert document(clause, *lines) == "1.a d1 violated breach due 2022-03-08 late 1"


def test_a_field_condition_may_hold_from_before_its_window() -> None:
    """'a field condition may hold from before'."""
    clause = "a: document requires (signed and pages = 3) within 5 workdays of asked"
    lines = ["2022-03-01 d1 pages = 3", "2022-03-02 d1 asked", "2022-03-03 d1 signed", "as of 2022-03-31"]
    assert document(clause, *lines).startswith("1.a d1 satisfied")


def test_a_norm_that_arises_after_its_due_date_is_decided_at_once() -> None:
    """'A norm that arises after its due date is decided at once: `satisfied` if the content had come in the window,
    else `violated`.'"""
    clause = "a: document requires signed within 3 days of reviewed when public"
    public = "2022-03-20 d1 public = yes"
    start = ["2022-03-01 d1 reviewed", public, "as of 2022-03-20"]
    assert document(clause, *start) == "1.a d1 violated breach due 2022-03-04"
    kept = document(clause, "2022-03-01 d1 reviewed", "2022-03-03 d1 signed", public, "as of 2022-03-20")
    assert kept == "1.a d1 satisfied due 2022-03-04"


def test_when_is_read_at_the_first_instant_at_which_it_holds() -> None:
    """'the norm arises at the first instant of the life at which C holds' and stays arisen."""
    clause = "a: document requires signed within 3 days when public"
    lines = ["2022-03-07 d1 public = yes", "2022-03-08 d1 public = no", "as of 2022-03-31"]
    assert document(clause, *lines) == "1.a d1 violated breach due 2022-03-10"
    assert document(clause, "as of 2022-03-31") == "1.a d1 not_applicable"


def test_upon_makes_an_instance_for_each_occurrence() -> None:
    """'an instance for each occurrence'; 'with `upon A` … `of A` is that A'."""
    clause = "a: document requires reviewed within 3 days of revised upon revised"
    log = (
        DOCUMENT
        + """
    2022-03-07 d1 revised
    2022-03-09 d1 reviewed
    2022-03-14 d1 revised
    2022-03-18 d1 reviewed
    as of 2022-03-31
    expect 1.a satisfied for d1 #1 due 2022-03-10
    expect 1.a violated for d1 #2 due 2022-03-17
    expect 1.a violated on 2022-03-14
    """
    )
    check(clause, log)


def test_upon_reads_when_at_each_occurrence() -> None:
    """'with `upon E`: C is read at each E'."""
    clause = "a: document requires reviewed within 3 days upon revised when public"
    log = (
        DOCUMENT
        + """
    2022-03-07 d1 revised
    2022-03-10 d1 public = yes
    2022-03-14 d1 revised
    as of 2022-03-31
    expect 1.a not_applicable #1
    expect 1.a violated #2 due 2022-03-17
    """
    )
    check(clause, log)


def test_a_planned_trigger_arises_nothing_yet() -> None:
    """'A planned trigger arises nothing yet.'"""
    clause = "a: document requires reviewed within 3 days upon revised"
    assert document(clause, "planned 2022-03-07 d1 revised", "as of 2022-03-31") == "1.a d1 not_applicable"


def test_the_trigger_is_known_by_its_parameters() -> None:
    """'`E.param` is that occurrence's'."""
    clause = "a: document requires reviewed(by = asked.by) within 3 days upon asked"
    log = (
        DOCUMENT
        + """
    2022-03-07 d1 asked(by = archive)
    2022-03-08 d1 reviewed(by = general_office)
    2022-03-09 d1 asked(by = general_office)
    2022-03-10 d1 reviewed(by = general_office)
    as of 2022-03-31
    expect 1.a violated #1
    expect 1.a satisfied #2
    """
    )
    check(clause, log)


def test_of_next_is_the_first_after_the_arising() -> None:
    """'`of next A` is the first after the arising'."""
    clause = "a: document requires signed within 2 days of next reviewed upon asked"
    lines = ["2022-03-01 d1 reviewed", "2022-03-07 d1 asked", "2022-03-09 d1 reviewed", "as of 2022-03-10"]
    assert document(clause, *lines) == "1.a d1 #1 pending due 2022-03-11"


def test_each_member_has_its_own_verdict() -> None:
    """'a verdict for each record and member'; 'SET is read when the norm arises'."""
    clause = "a: document requires delivered(to = x) within 3 days for each x in readers"
    log = """
    from 2022-03-01
    document d1 with readers = (archive, general_office)
    2022-03-07 d1 drafted
    2022-03-08 d1 delivered(to = archive)
    as of 2022-03-31
    expect 1.a satisfied for (d1, archive)
    expect 1.a violated for (d1, general_office)
    """
    check(clause, log)


def test_an_unknown_set_of_members_is_undetermined() -> None:
    """'a set not given is unknown, not empty'."""
    clause = "a: document requires delivered(to = x) within 3 days for each x in readers"
    verdict = verdict_on(clause, DOCUMENT + "    as of 2022-03-31")
    assert (verdict.status, verdict.missing) == (Status.UNDETERMINED, ("readers of d1",))


def test_promptly_goes_by_a_judgement() -> None:
    """'Done and not judged: *satisfied so far*; judged late, or not done when the record closes: *violated*'."""
    clause = "a: document requires signed promptly after reviewed"
    reviewed, signed = "2022-03-02 d1 reviewed", "2022-03-04 d1 signed"
    assert document(clause, reviewed, "as of 2022-03-31") == "1.a d1 pending"
    assert document(clause, reviewed, signed, "as of 2022-03-31") == "1.a d1 satisfied so far"
    late = "2022-03-20 d1 1.a judged late by mayor"
    assert document(clause, reviewed, signed, late, "as of 2022-03-31") == "1.a d1 violated breach"
    before = ["as of 2022-03-19", "expect 1.a satisfied so far", "as of 2022-03-20", "expect 1.a violated"]
    assert document(clause, reviewed, signed, late, *before) == "1.a d1 violated breach"
    in_time = "2022-03-20 d1 1.a judged in time by mayor"
    assert document(clause, reviewed, signed, in_time, "as of 2022-03-31") == "1.a d1 satisfied"
    assert document(clause, reviewed, "2022-03-10 d1 issued", "as of 2022-03-31") == "1.a d1 violated breach"
    assert document(clause, "2022-03-10 d1 issued", "as of 2022-03-31") == "1.a d1 not_applicable"


def test_at_all_times_is_asked_of_every_instant() -> None:
    """A state of affairs that must not be, `at all times`: violated from the first instant that nothing excuses."""
    clause = "a: document requires not public at all times unless urgent"
    assert document(clause, "as of 2022-03-31") == "1.a d1 satisfied so far"
    assert document(clause, "2022-03-20 d1 issued", "as of 2022-03-31") == "1.a d1 satisfied"
    wrong = ["2022-03-10 d1 public = yes", "2022-03-11 d1 public = no"]
    assert document(clause, *wrong, "as of 2022-03-31") == "1.a d1 violated breach"
    urgent = ["2022-03-09 d1 urgent judged yes by mayor", *wrong]
    assert document(clause, *urgent, "as of 2022-03-31") == "1.a d1 excused so far"


def test_without_a_window_the_closing_decides() -> None:
    """'Without a window: C must hold when the record closes'; 'obligations without a window before their end' are so
    far."""
    clause = "a: document requires public"
    assert document(clause, "as of 2022-03-31") == "1.a d1 pending"
    assert document(clause, "2022-03-02 d1 public = yes", "as of 2022-03-31") == "1.a d1 satisfied so far"
    issued = "2022-03-20 d1 issued"
    assert document(clause, "2022-03-02 d1 public = yes", issued, "as of 2022-03-31") == "1.a d1 satisfied"
    assert document(clause, issued, "2022-03-21 d1 public = yes", "as of 2022-03-31") == "1.a d1 violated breach"
    assert document(clause, "2022-03-20 d1 cancelled", "as of 2022-03-31") == "1.a d1 not_applicable"


def test_what_rests_on_undated_facts_is_decided_at_once() -> None:
    """'where C, `when`, `unless` and order all rest on undated facts and judgements already made …, at once'."""
    clause = "single: request requires matters = 1"
    for matters, word in ((1, "satisfied"), (2, "violated")):
        log = f"""
        from 2022-03-01
        request r1 with matters = {matters}
        2022-03-01 r1 drafted
        2022-03-01 r1 submitted
        as of 2022-03-01
        expect 1.single {word}
        """
        verdict = verdict_on(clause, log)
        assert verdict.so_far is False


def test_a_record_that_has_not_opened_has_no_duties() -> None:
    """'not arisen (and what would)'."""
    verdict = verdict_on(
        SIGNER, "    from 2022-03-01\n    request r1\n    as of 2022-03-31\n    expect 1.signer not_applicable"
    )
    assert verdict.explanation.why == "not_arisen"
    assert [(f.kind, f.subject, f.name) for f in verdict.explanation.facts] == [("no_event", "r1", "submitted")]


def test_a_norm_without_any_record_is_not_applicable() -> None:
    """'a clause without an instance is `not_applicable`'."""
    verdict = verdict_on(SIGNER, "    from 2022-03-01\n    as of 2022-03-31\n    expect 1.signer not_applicable")
    assert verdict.record is None


def test_a_duty_without_a_limit_past_its_horizon_is_marked() -> None:
    """'an obligation without a limit unmet that long after it arose is *pending, past the horizon*'."""
    settings = "ruleset test\n    uses town\n    calendar china\n    horizon 6 months\n"
    log = DOCUMENT + "    as of {}\n    expect 1.a pending{}"
    check("a: document requires public", log.format("2022-09-01", ""), settings)
    check("a: document requires public", log.format("2022-09-02", " past the horizon"), settings)


def test_an_exception_counts_if_it_held_at_any_instant_of_a_forward_window() -> None:
    """'For an obligation with a forward window it counts if it holds at any instant from the arising to the
    decision'; 'a stale excuse must not excuse'."""
    clause = "a: document requires signed within 5 workdays of reviewed unless public"
    reviewed = "2022-03-02 d1 reviewed"
    while_open = ["2022-03-03 d1 public = yes", "2022-03-04 d1 public = no"]
    assert document(clause, reviewed, *while_open, "as of 2022-03-31") == "1.a d1 excused due 2022-03-09"
    assert document(clause, reviewed, *while_open, "as of 2022-03-07") == "1.a d1 excused so far due 2022-03-09"
    assert document(clause, reviewed, "2022-03-10 d1 public = yes", "as of 2022-03-31") == (
        "1.a d1 violated breach due 2022-03-09"
    )
    assert document(clause, reviewed, *while_open, "2022-03-08 d1 signed", "as of 2022-03-31") == (
        "1.a d1 satisfied due 2022-03-09"
    )


def test_within_one_day_the_order_that_keeps_the_norm_is_taken() -> None:
    """'Between two entries of one date of which one has no time, the order that keeps the norm is taken; of equal
    times, the log's order.'"""
    clause = "a: document requires signed within 1 day of reviewed"
    assert document(clause, "2022-03-07 d1 signed", "2022-03-07 10:00 d1 reviewed", "as of 2022-03-31").startswith(
        "1.a d1 satisfied"
    )
    timed = ["2022-03-07 09:00 d1 signed", "2022-03-07 10:00 d1 reviewed", "as of 2022-03-31"]
    assert document(clause, *timed).startswith("1.a d1 violated")
    equal = ["2022-03-07 10:00 d1 reviewed", "2022-03-07 10:00 d1 signed", "as of 2022-03-31"]
    assert document(clause, *equal).startswith("1.a d1 satisfied")
    turned = ["2022-03-07 10:00 d1 signed", "2022-03-07 10:00 d1 reviewed", "as of 2022-03-31"]
    assert document(clause, *turned).startswith("1.a d1 violated")
