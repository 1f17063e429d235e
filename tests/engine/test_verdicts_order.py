"""Order, conflicts, lapses, consequences, deemings and versions."""

from __future__ import annotations

from ruledsl.engine.verdicts import Status
from tests.engine.deciding import check, lines, shown_verdict, verdict_on, verdicts_on

DOCUMENT = """\
    from 2022-03-01
    person wang is mayor
    document d1
    2022-03-01 d1 drafted
"""


def test_an_overriding_norm_excuses_the_other_while_it_applies() -> None:
    """'An overriding norm excuses the other at an instant when it has arisen, its `when` holds and no exception of its
    own holds, whether it is itself kept or broken'."""
    clauses = """
    a: document forbids delivered
    b: document requires signed within 5 days when public unless urgent overrides a
    """
    log = DOCUMENT + "    {}\n    2022-03-04 d1 delivered\n    as of 2022-03-31\n    expect 1.a {}\n"
    check(clauses, log.format("", "violated"))
    check(clauses, log.format("2022-03-02 d1 public = yes", "excused so far"))
    urgent = "2022-03-02 d1 public = yes\n    2022-03-03 d1 urgent judged yes by mayor"
    check(clauses, log.format(urgent, "violated"))


def test_overriding_does_not_reach_back_to_what_is_decided() -> None:
    """'it does not reach back to what is decided'."""
    clauses = """
    a: document forbids delivered
    b: document requires signed within 5 days when public overrides a
    """
    log = (
        DOCUMENT
        + "    2022-03-04 d1 delivered\n    2022-03-05 d1 public = yes\n    as of 2022-03-31\n    expect 1.a violated"
    )
    check(clauses, log)


def test_overriding_is_transitive() -> None:
    """'overriding is transitive'."""
    clauses = """
    precedence c, b, a
    a: document forbids delivered
    b: document requires signed within 5 days when public
    c: document requires reviewed within 5 days when urgent
    """
    log = DOCUMENT + lines(
        "2022-03-02 d1 urgent judged yes by mayor",
        "2022-03-04 d1 delivered",
        "as of 2022-03-31",
        "expect 1.a excused so far",
    )
    check(clauses, log)


def test_an_overridden_obligation_is_excused_even_where_it_is_kept() -> None:
    """'Overridden at the decision? -> `excused`. Content kept? -> `satisfied`.'"""
    clauses = """
    a: document requires signed within 5 days
    b: document requires reviewed within 5 days overrides a
    """
    check(clauses, DOCUMENT + "    2022-03-04 d1 signed\n    as of 2022-03-31\n    expect 1.a excused")
    check(clauses, DOCUMENT + "    as of 2022-03-02\n    expect 1.a excused so far")


def test_an_unknown_order_leaves_what_would_be_broken_open() -> None:
    """'unknown there makes what would be violated undetermined'."""
    clauses = """
    a: agenda_item forbids approved
    b: agenda_item requires filed within 9 days when special_circumstances overrides a
    """
    log = "    from 2022-03-01\n    agenda_item i1 from 2022-03-01\n    2022-03-04 i1 approved\n    as of 2022-03-31\n"
    verdict = verdicts_on(clauses, log + "    expect 1.a undetermined missing special_circumstances")[0]
    assert set(verdict.possible) == {Status.EXCUSED, Status.VIOLATED}


def test_what_one_requires_and_the_other_forbids_is_a_conflict() -> None:
    """'Two norms **conflict** at an instant when nothing that may still be done or left undone keeps both … both
    verdicts are *undetermined: conflict*, each naming the other, from that instant; what is decided stays'."""
    clauses = """
    a: document requires delivered within 10 days when urgent
    b: document forbids delivered when public
    """
    log = (
        DOCUMENT
        + """
    2022-03-02 d1 urgent judged yes by mayor
    {} d1 public = yes
    {}
    as of 2022-03-31
    expect 1.a {}
    expect 1.b {}
    """
    )
    found = check(clauses, log.format("2022-03-03", "2022-03-09 d1 delivered", "undetermined", "undetermined"))
    assert found["1.a"][0].explanation.why == "conflict"
    assert found["1.a"][0].conflicts_with == ("test:1.b",)
    assert found["1.b"][0].conflicts_with == ("test:1.a",)
    check(clauses, log.format("2022-03-09", "2022-03-08 d1 delivered", "satisfied", "satisfied so far"))


def test_an_order_settles_a_conflict() -> None:
    """'and no order stands between them'."""
    clauses = """
    a: document requires delivered within 10 days when urgent
    b: document forbids delivered when public overrides a
    """
    log = (
        DOCUMENT
        + """
    2022-03-02 d1 urgent judged yes by mayor
    2022-03-03 d1 public = yes
    2022-03-09 d1 delivered
    as of 2022-03-31
    expect 1.a excused
    expect 1.b violated
    """
    )
    check(clauses, log)


def test_two_powers_without_a_party_in_common_conflict() -> None:
    """'two exclusive powers with no party in common'."""
    clauses = """
    a: document permits signed only by mayor when public
    b: document permits signed only by secretary_general when urgent
    """
    log = (
        DOCUMENT + "    2022-03-02 d1 public = yes\n    {}\n    as of 2022-03-31\n    expect 1.a {}\n    expect 1.b {}"
    )
    check(clauses, log.format("2022-03-03 d1 urgent judged yes by mayor", "undetermined", "undetermined"))
    check(clauses, log.format("", "satisfied so far", "satisfied so far"))
    held = log.replace("person wang is mayor", "person wang is mayor, secretary_general")
    check(clauses, held.format("2022-03-03 d1 urgent judged yes by mayor", "satisfied so far", "satisfied so far"))


def test_being_able_to_break_one_and_keep_the_other_is_no_conflict() -> None:
    """'Being able to break one and keep the other is no conflict.'"""
    clauses = """
    a: document requires delivered within 10 days
    b: document forbids delivered before reviewed
    """
    check(clauses, DOCUMENT + "    as of 2022-03-02\n    expect 1.a pending\n    expect 1.b satisfied so far")


SILENCE = """\
reply: cosign requires replied within 3 workdays of sent
silence: cosign deems no_objection = yes when reply lapsed
check: cosign requires no_objection
"""
SENT = """\
    from 2022-03-01
    document d1
    cosign c1 with document = d1
    2022-03-01 d1 drafted
    2022-03-02 c1 sent
"""


def test_silence_lapses_and_is_deemed_consent() -> None:
    """'`N lapsed` holds from the instant after such a limit has passed unmet … late content undoes nothing'."""
    log = (
        SENT
        + """
    2022-03-09 c1 replied
    as of 2022-03-07
    expect 1.check pending
    as of 2022-03-08
    expect 1.check satisfied so far
    expect no_objection of c1 = yes
    as of 2022-03-31
    expect 1.reply violated
    expect 1.check satisfied so far
    expect 1.silence used
    """
    )
    check(SILENCE, log)


def test_a_reply_in_time_or_an_excuse_lapses_nothing() -> None:
    """'excused or overridden: no; undetermined: unknown'."""
    check(
        SILENCE,
        SENT
        + "    2022-03-04 c1 replied\n    as of 2022-03-31\n    expect 1.check pending\n    expect 1.reply satisfied",
    )
    excused = SILENCE.replace("of sent", "of sent unless especially_complex")
    log = SENT + lines(
        "2022-03-03 c1 especially_complex judged yes by mayor",
        "as of 2022-03-31",
        "expect 1.reply excused",
        "expect 1.check pending",
    )
    check(excused, log)


def test_upon_a_lapse_the_due_day_is_day_0_of_what_follows() -> None:
    """'A breach of a forward limit falls at the end of its due day, and that day is the anchor day of what follows from
    it'."""
    clauses = """
    reply: cosign requires replied within 3 workdays of sent
    chase: cosign requires chased within 2 workdays upon reply lapses
    """
    log = SENT + "    {}\n    as of {}\n    expect 1.chase {}"
    check(clauses, log.format("", "2022-03-07", "not_applicable"))
    check(clauses, log.format("", "2022-03-08", "pending due 2022-03-09"))
    check(clauses, log.format("2022-03-07 c1 chased", "2022-03-31", "violated due 2022-03-09"))
    check(clauses, log.format("2022-03-08 c1 chased", "2022-03-31", "satisfied due 2022-03-09"))


def test_upon_a_breach_of_any_form() -> None:
    """'`ID breaks` (a violation of any form)'; 'that of a prohibition at the act'."""
    clauses = """
    ban: document forbids delivered
    report: document requires reviewed within 2 days upon ban breaks
    """
    log = DOCUMENT + lines(
        "2022-03-07 d1 delivered",
        "2022-03-09 d1 reviewed",
        "as of 2022-03-31",
        "expect 1.report satisfied due 2022-03-09",
    )
    check(clauses, log)


def test_broken_holds_from_the_breach_on() -> None:
    """'`N broken` holds from the instant at which N, of whatever form, is violated.'"""
    clauses = """
    ban: document forbids delivered
    open: document requires public before issued when ban broken
    """
    log = DOCUMENT + "    {}\n    2022-03-09 d1 issued\n    as of 2022-03-31\n    expect 1.open {}"
    check(clauses, log.format("2022-03-07 d1 delivered", "violated"))
    check(clauses, log.format("", "not_applicable"))


def test_due_of_another_clause_is_an_anchor() -> None:
    """'as an anchor also `due of ID` (another clause's due date, lapsed or not, known as soon as that clause's is)'."""
    clauses = """
    reply: cosign requires replied within 3 workdays of sent
    report: cosign requires reported(to = archive) within 5 workdays of due of reply
    """
    check(clauses, SENT + "    as of 2022-03-03\n    expect 1.report pending due 2022-03-14")


def test_otherwise_arises_with_the_breach_and_answers_it() -> None:
    """'a norm of its own that arises with it. Its event must come after the breach. The breach stays a breach, with the
    mark *answered* once the consequence is satisfied'."""
    clauses = "a: document requires signed within 3 days otherwise document requires reviewed within 2 workdays"
    log = DOCUMENT + "    {}\n    as of 2022-03-31\n    expect 1.a {}\n    expect 1.a/2 {}"
    check(clauses, DOCUMENT + "    as of 2022-03-04\n    expect 1.a pending\n    expect 1.a/2 not_applicable")
    check(clauses, log.format("2022-03-02 d1 signed", "satisfied", "not_applicable"))
    check(clauses, log.format("2022-03-07 d1 reviewed", "violated answered", "satisfied due 2022-03-08"))
    found = check(clauses, log.format("2022-03-04 d1 reviewed", "violated", "violated due 2022-03-08"))
    assert "answered" not in found["1.a"][0].marks


def test_otherwise_of_an_otherwise() -> None:
    """'one more for each `otherwise`: `/2`, `/3`'."""
    clauses = """
    a: document forbids delivered
        otherwise document requires reviewed within 2 days
        otherwise after: document requires asked(by = general_office) within 2 days
    """
    log = (
        DOCUMENT
        + """
    2022-03-07 d1 delivered
    2022-03-11 d1 asked(by = general_office)
    as of 2022-03-31
    expect 1.a violated
    expect 1.a/2 violated answered due 2022-03-09
    expect 1.after satisfied due 2022-03-11
    """
    )
    check(clauses, log)


def test_the_members_of_a_breach_are_known_in_what_follows() -> None:
    """'x is known in the `otherwise` too'."""
    clauses = """
    a: document requires delivered(to = x) within 3 days for each x in readers
        otherwise document requires asked(by = x) within 3 days
    """
    log = """
    from 2022-03-01
    document d1 with readers = (archive, general_office)
    2022-03-01 d1 drafted
    2022-03-08 d1 asked(by = archive)
    2022-03-07 d1 asked(by = general_office)
    as of 2022-03-31
    expect 1.a violated answered for (d1, archive)
    expect 1.a violated answered for (d1, general_office)
    expect 1.a/2 satisfied for (d1, archive)
    """
    check(clauses, log.replace("2022-03-08", "2022-03-06"))


def test_an_undetermined_breach_leaves_its_consequence_open() -> None:
    """An unknown answer leaves open whether the consequence has arisen."""
    clauses = """
    a: agenda_item requires approved within 3 days unless special_circumstances
        otherwise agenda_item requires filed within 3 days
    """
    log = lines(
        "from 2022-03-01",
        "agenda_item i1 from 2022-03-01",
        "as of 2022-03-31",
        "expect 1.a/2 undetermined missing special_circumstances",
    )
    check(clauses, log)


def test_obligations_with_a_window_go_by_the_version_at_their_arising() -> None:
    """'Obligations with a window go by the version at their arising'."""
    clauses = """
    a: document requires signed within 3 days of reviewed upon reviewed
        in force from 2022-01-01 to 2022-03-10
    a: document requires signed within 5 days of reviewed upon reviewed
        in force from 2022-03-11
    """
    log = (
        DOCUMENT
        + """
    2022-03-09 d1 reviewed
    2022-03-14 d1 reviewed
    as of 2022-03-15
    expect 1.a violated for d1 #1 due 2022-03-14
    expect 1.a pending for d1 #2 due 2022-03-21
    """
    )
    check(clauses, log.replace("expect 1.a violated for d1 #1", "expect 1.a satisfied for d1 #1").replace(
        "2022-03-14 d1 reviewed", "2022-03-12 d1 signed\n    2022-03-14 d1 reviewed"))  # fmt: skip


def test_all_else_goes_by_the_version_at_the_deciding_instant() -> None:
    """'all else by that at the deciding instant'."""
    clauses = """
    a: document forbids delivered
        in force from 2022-01-01 to 2022-03-10
    a: document forbids delivered when public
        in force from 2022-03-11
    """
    log = DOCUMENT + "    {} d1 delivered\n    as of 2022-03-31\n    expect 1.a {}"
    check(clauses, log.format("2022-03-10", "violated"))
    check(clauses, log.format("2022-03-11", "satisfied so far"))


def test_a_gap_between_versions_is_not_applicable() -> None:
    """'a gap is *not applicable*'."""
    clauses = """
    a: document requires signed within 3 days of reviewed upon reviewed
        in force from 2022-01-01 to 2022-03-10
    """
    verdict = verdict_on(
        clauses, DOCUMENT + "    2022-03-14 d1 reviewed\n    as of 2022-03-31\n    expect 1.a not_applicable"
    )
    assert verdict.explanation.why == "not_in_force"


def test_so_far_ends_with_the_version() -> None:
    """'*so far* ends with the life, the window or the version'."""
    clauses = "a: document forbids delivered\n    in force from 2022-01-01 to 2022-03-10"
    assert shown_verdict(verdict_on(clauses, DOCUMENT + "    as of 2022-03-09")) == "1.a d1 satisfied so far"
    assert shown_verdict(verdict_on(clauses, DOCUMENT + "    as of 2022-03-31")) == "1.a d1 satisfied"


def test_periods_go_by_the_version_at_their_first_day() -> None:
    """'periods by that at their first day'."""
    clauses = """
    a: special_meeting requires at most 1 held per month
        in force from 2022-01-01 to 2022-02-15
    a: special_meeting requires at most 3 held per month
        in force from 2022-02-16
    """
    log = """
    from 2022-01-01
    special_meeting m1
    special_meeting m2
    special_meeting m3
    special_meeting m4
    2022-02-10 m1 held
    2022-02-11 m2 held
    2022-03-10 m3 held
    2022-03-11 m4 held
    as of 2022-03-31
    expect 1.a violated in 2022-02
    expect 1.a satisfied so far in 2022-03
    """
    check(clauses, log)
