"""Layers, suspension, unpublished calendars and values that are not set."""

from __future__ import annotations

from ruledsl.engine.evaluate import evaluate
from ruledsl.engine.verdicts import Status
from tests.engine.deciding import SETTINGS, check, lines, rules, scenario, shown_verdict, verdict_on

REPLY = """\
reply: cosign normally requires replied within 3 workdays of sent, or 1 week if especially_complex,
        or by agreed_limit if agreed_limit is set
"""
SENT = """\
    from 2022-03-01
    document d1
    cosign c1 with document = d1
    2022-03-01 d1 drafted
    2022-03-02 c1 sent
"""


def cosign(clause: str, *lines: str) -> str:
    return shown_verdict(verdict_on(clause, SENT + "".join(f"    {line}\n" for line in lines)))


def test_the_base_layer_is_in_force_without_any_condition() -> None:
    """'At each instant the last layer whose `if` then holds is the limit in force'."""
    assert cosign(REPLY, "as of 2022-03-02") == "1.reply c1 pending due 2022-03-07"
    assert cosign(REPLY, "as of 2022-03-08") == "1.reply c1 violated deviation due 2022-03-07"


def test_a_later_layer_takes_the_place_of_the_first_from_when_it_holds() -> None:
    """'the last layer whose `if` then holds'; 'a later layer without `of A` takes the first one's anchor'."""
    judged = "2022-03-04 c1 especially_complex judged yes by mayor"
    assert cosign(REPLY, judged, "as of 2022-03-08") == "1.reply c1 pending due 2022-03-09"
    agreed = "2022-03-08 c1 agreed_limit = 2022-03-20"
    assert cosign(REPLY, judged, agreed, "2022-03-21 c1 replied", "as of 2022-03-31") == (
        "1.reply c1 violated deviation due 2022-03-20 late 1"
    )


def test_an_extension_after_the_limit_revives_nothing() -> None:
    """'the norm breaks at the first instant at which the limit in force has passed: nothing done afterwards revives
    it'."""
    judged = "2022-03-08 c1 especially_complex judged yes by mayor"
    assert cosign(REPLY, judged, "2022-03-09 c1 replied", "as of 2022-03-31") == (
        "1.reply c1 violated deviation due 2022-03-07 late 2"
    )


def test_an_unknown_layer_is_decided_where_all_possible_limits_agree() -> None:
    """'If a layer's condition is unknown, what all possible limits agree on is decided.'"""
    clause = """
    a: agenda_item requires approved within 3 workdays, or 10 workdays if special_circumstances
    """
    log = """
    from 2022-03-01
    agenda_item i1 from 2022-03-01
    {}
    as of {}
    expect 1.a {}
    """
    check(clause, log.format("2022-03-02 i1 approved", "2022-03-31", "satisfied"))
    check(clause, log.format("2022-03-10 i1 approved", "2022-03-31", "undetermined missing special_circumstances"))
    check(clause, log.format("2022-03-16 i1 approved", "2022-03-31", "violated"))
    check(clause, log.format("", "2022-03-04", "pending"))
    check(clause, log.format("", "2022-03-10", "undetermined missing special_circumstances"))
    check(clause, log.format("", "2022-03-16", "violated"))


def test_a_layer_has_a_strength_of_its_own() -> None:
    """'A layer may have its own strength.'"""
    clause = "a: cosign requires replied within 3 workdays of sent, or normally 1 week if especially_complex"
    assert cosign(clause, "as of 2022-03-31") == "1.a c1 violated breach due 2022-03-07"
    judged = "2022-03-04 c1 especially_complex judged yes by mayor"
    assert cosign(clause, judged, "as of 2022-03-31") == "1.a c1 violated deviation due 2022-03-09"


def test_further_time_of_the_same_unit_is_counted_from_the_anchor() -> None:
    """'`and N further U` of the same unit is added and counted from the anchor'."""
    clause = "a: cosign requires replied within 3 workdays of sent, and 2 further workdays if especially_complex"
    judged = "2022-03-04 c1 especially_complex judged yes by mayor"
    assert cosign(clause, judged, "as of 2022-03-08") == "1.a c1 pending due 2022-03-09"


def test_other_further_time_is_counted_from_the_end_before_roll_over() -> None:
    """'else counts from the end of the unextended limit before roll-over'."""
    clause = "a: cosign requires replied within 10 days of sent, and 1 further month if especially_complex"
    judged = "2022-03-04 c1 especially_complex judged yes by mayor"
    # Saturday 12 March would end with Monday the 14th; a month from the 12th is Tuesday 12 April.
    assert cosign(clause, "as of 2022-03-12") == "1.a c1 pending due 2022-03-14"
    assert cosign(clause, judged, "as of 2022-03-12") == "1.a c1 pending due 2022-04-12"


def test_suspended_days_are_not_counted() -> None:
    """'a day on any part of which the state holds is not counted; days ahead count as unsuspended'."""
    clause = "a: cosign requires replied within 5 workdays of sent, not counting days while document.suspended"
    suspended = "2022-03-03 to 2022-03-07 d1 suspended"
    assert cosign(clause, "as of 2022-03-02") == "1.a c1 pending due 2022-03-09"
    assert cosign(clause, suspended, "as of 2022-03-08") == "1.a c1 pending due 2022-03-14"
    assert cosign(clause, suspended, "2022-03-14 c1 replied", "as of 2022-03-31") == "1.a c1 satisfied due 2022-03-14"
    assert cosign(clause, suspended, "as of 2022-03-03") == "1.a c1 pending due 2022-03-10"


def test_what_every_possible_calendar_agrees_on_is_decided() -> None:
    """'Outside the published years a day may be either: what every possible calendar agrees on is decided, else the
    verdict is *undetermined: calendar not published for 2027*; `--project-calendar` … marks it *provisional*'."""
    ruleset = rules("a: document requires signed within 3 workdays of reviewed")
    log = """
    from 2026-12-01
    document d1
    2026-12-30 d1 drafted
    2026-12-30 d1 reviewed
    {}
    as of 2027-02-28
    """

    def verdict(line: str, project: bool = False) -> tuple[str, tuple[str, ...]]:
        case = scenario(log.format(line), ruleset)
        (found,) = evaluate(ruleset, case, case.as_ofs[0].day, project_calendar=project)
        return shown_verdict(found), found.missing

    assert verdict("2026-12-31 d1 signed") == ("1.a d1 satisfied due 2027-01-02", ())
    shown, missing = verdict("2027-01-05 d1 signed")
    assert shown.startswith("1.a d1 undetermined")
    assert missing == ("calendar of 2027",)
    assert verdict("2027-01-05 d1 signed", project=True)[0] == "1.a d1 satisfied due 2027-01-05 provisional"


def test_an_undetermined_calendar_says_so() -> None:
    """'*undetermined: calendar not published for 2027*'."""
    log = lines("from 2026-12-01", "document d1", "2026-12-30 d1 drafted", "2026-12-30 d1 reviewed", "as of 2027-02-28")
    verdict = verdict_on("a: document requires signed within 3 workdays of reviewed", log)
    assert (verdict.status, verdict.explanation.why) == (Status.UNDETERMINED, "unpublished_calendar")
    assert set(verdict.possible) == {Status.VIOLATED, Status.PENDING}


def test_a_value_left_to_be_set_is_undetermined() -> None:
    """'until the ruleset or scenario sets it, *undetermined: not set*'."""
    settings = SETTINGS + lines("value patience : whole number", "value grace : duration")
    for amount in ("patience days", "grace"):
        clause = f"a: cosign requires replied within {amount} of sent"
        verdict = verdict_on(clause, SENT + "    as of 2022-03-31\n    expect 1.a undetermined", settings)
        assert verdict.explanation.why == "value_not_set"
    named = "    value patience = 5\n    value grace = 5 days\n"
    for amount in ("patience days", "grace"):
        clause = f"a: cosign requires replied within {amount} of sent"
        check(clause, SENT + named + "    as of 2022-03-02\n    expect 1.a pending due 2022-03-07", settings)


def test_a_named_window_is_used_by_any_clause() -> None:
    """'A window may be named … and used by any clause'."""
    settings = SETTINGS + lines("window twenty = within 20 workdays of sent, or 1 month if especially_complex")
    check(
        "a: cosign requires replied in window twenty",
        SENT + "    as of 2022-03-02\n    expect 1.a pending due 2022-03-30",
        settings,
    )
