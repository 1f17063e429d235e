"""Frequencies: per period, rolling, at any time, per record; their keys, rosters and bounds."""

from __future__ import annotations

from ruledsl.engine.verdicts import Status
from tests.engine.deciding import check, shown_verdict, verdict_on, verdicts_on

LOG = """\
    from 2022-01-01
    special_meeting m1
    special_meeting m2
    special_meeting m3
"""
CAP = "cap: special_meeting requires at most 2 held per month"
FLOOR = "floor: special_meeting requires at least 2 held per month"


def shown(clause: str, *lines: str) -> list[str]:
    return [shown_verdict(v) for v in verdicts_on(clause, LOG + "".join(f"    {line}\n" for line in lines))]


def test_an_upper_bound_is_broken_by_the_first_event_too_many() -> None:
    """'upper bounds bind in any period and are broken by the first event too many'."""
    lines = ["2022-01-05 m1 held", "2022-01-06 m2 held", "2022-01-07 m3 held", "as of 2022-01-31"]
    verdict = verdict_on(CAP, LOG + "".join(f"    {line}\n" for line in lines))
    assert shown_verdict(verdict) == "1.cap - in 2022-01 violated breach"
    assert (verdict.explanation.why, verdict.explanation.count, verdict.explanation.bound) == ("too_many", 3, 2)
    assert verdict.at is not None
    assert shown(CAP, *lines[:2], "as of 2022-01-31") == ["1.cap - in 2022-01 satisfied so far"]
    assert shown(CAP, *lines[:2], "as of 2022-02-01")[0] == "1.cap - in 2022-01 satisfied"


def test_events_of_different_periods_are_counted_apart() -> None:
    """'Periods: year, quarter, month, …'."""
    lines = ["2022-01-30 m1 held", "2022-01-31 m2 held", "2022-02-01 m3 held", "as of 2022-02-28"]
    assert shown(CAP, *lines) == ["1.cap - in 2022-01 satisfied", "1.cap - in 2022-02 satisfied so far"]


def test_a_lower_bound_is_satisfied_at_the_nth_event_and_decided_at_the_end() -> None:
    """'lower bounds are decided at the end of a period that lies wholly inside the log … and satisfied at the N-th
    event'."""
    assert shown(FLOOR, "2022-01-05 m1 held", "as of 2022-01-31") == ["1.floor - in 2022-01 pending due 2022-01-31"]
    assert shown(FLOOR, "2022-01-05 m1 held", "2022-01-06 m2 held", "as of 2022-01-06") == [
        "1.floor - in 2022-01 satisfied"
    ]
    assert shown(FLOOR, "2022-01-05 m1 held", "as of 2022-02-01") == [
        "1.floor - in 2022-01 violated breach due 2022-01-31",
        "1.floor - in 2022-02 pending due 2022-02-28",
    ]


def test_a_period_that_begins_before_the_log_is_open_below() -> None:
    """'before that, events and states are unknown'."""
    log = LOG.replace("2022-01-01", "2022-01-10") + "    2022-01-12 m1 held\n    as of 2022-02-01"
    first, _ = verdicts_on(FLOOR, log)
    assert first.status is Status.UNDETERMINED
    assert set(first.possible) == {Status.SATISFIED, Status.VIOLATED}


def test_exactly_and_a_range_bind_on_both_sides() -> None:
    """'`2 to 3 E per month`'; 'upper bounds, ranges' are so far."""
    clause = "a: special_meeting requires 1 to 2 held per month"
    held = ["2022-01-05 m1 held", "2022-01-06 m2 held", "2022-01-07 m3 held"]
    assert shown(clause, "as of 2022-01-31") == ["1.a - in 2022-01 pending due 2022-01-31"]
    assert shown(clause, held[0], "as of 2022-01-31") == ["1.a - in 2022-01 satisfied so far"]
    assert shown(clause, held[0], "as of 2022-02-01")[0] == "1.a - in 2022-01 satisfied"
    assert shown(clause, *held, "as of 2022-01-31") == ["1.a - in 2022-01 violated breach"]
    exactly = "a: special_meeting requires exactly 1 held per month"
    assert shown(exactly, *held[:2], "as of 2022-01-31") == ["1.a - in 2022-01 violated breach"]


def test_a_frequency_is_split_by_a_value_at_the_event() -> None:
    """'split by X's value at the event'; 'The verdict belongs to X and period'."""
    clause = "a: special_meeting requires at most 1 held per month for each organiser"
    log = """
    from 2022-01-01
    special_meeting m1 with organiser = archive
    special_meeting m2 with organiser = archive
    special_meeting m3 with organiser = general_office
    2022-01-05 m1 held
    2022-01-06 m2 held
    2022-01-07 m3 held
    as of 2022-01-31
    expect 1.a violated for archive in 2022-01
    expect 1.a satisfied so far for general_office in 2022-01
    """
    check(clause, log)


def test_a_declared_roster_can_fall_short_without_any_event() -> None:
    """'X ranges over a declared roster too, so that one without events can fall short'."""
    clause = "a: department requires at least 1 reported(by = d) per month for each d in department"
    log = """
    from 2022-01-01
    department finance
    department health
    2022-01-05 finance reported(by = finance)
    as of 2022-02-01
    expect 1.a satisfied for finance in 2022-01
    expect 1.a violated for health in 2022-01
    """
    check(clause, log)


def test_an_event_with_an_unknown_key_may_or_may_not_count() -> None:
    """'an event whose key or `when` is unknown may or may not count'."""
    clause = "a: special_meeting requires at most 1 held per month for each organiser"
    log = """
    from 2022-01-01
    special_meeting m1 with organiser = archive
    special_meeting m2
    2022-01-05 m1 held
    2022-01-06 m2 held
    as of 2022-01-31
    expect 1.a undetermined for archive missing organiser
    """
    check(clause, log)


def test_when_selects_the_events_counted() -> None:
    """'frequency: selects the events counted'."""
    clause = "a: special_meeting requires at most 1 held per month when topics > 3"
    log = """
    from 2022-01-01
    special_meeting m1 with topics = 4
    special_meeting m2 with topics = 3
    special_meeting m3 with topics = 5
    2022-01-05 m1 held
    2022-01-06 m2 held
    2022-01-07 m3 held
    as of 2022-01-31
    expect 1.a violated in 2022-01
    """
    verdict = verdict_on(clause, log)
    assert (verdict.at, verdict.explanation.count) == (verdict_on(clause, log).at, 2)


def test_planned_events_do_not_count() -> None:
    """'planned events do not count'."""
    assert shown(CAP, "2022-01-05 m1 held", "2022-01-06 m2 held", "planned 2022-01-07 m3 held", "as of 2022-01-31") == [
        "1.cap - in 2022-01 satisfied so far"
    ]


def test_an_event_that_a_permission_lifts_is_not_counted_against_the_cap() -> None:
    """'an event that a permission lifts is not counted against an upper bound'."""
    clauses = CAP + "\nb: special_meeting permits held despite cap when topics > 3"
    log = """
    from 2022-01-01
    special_meeting m1 with topics = 4
    special_meeting m2 with topics = 3
    special_meeting m3 with topics = 1
    2022-01-05 m1 held
    2022-01-06 m2 held
    2022-01-07 m3 held
    as of 2022-01-31
    expect 1.cap satisfied so far in 2022-01
    expect 1.b used
    """
    check(clauses, log)


def test_an_exception_excuses_the_event_too_many() -> None:
    """'for all else, at the deciding instant'."""
    clause = CAP + " unless topics > 3"
    log = """
    from 2022-01-01
    special_meeting m1 with topics = 1
    special_meeting m2 with topics = 1
    special_meeting m3 with topics = 4
    2022-01-05 m1 held
    2022-01-06 m2 held
    2022-01-07 m3 held
    as of 2022-01-31
    expect 1.cap excused so far in 2022-01
    """
    check(clause, log)


def test_a_rolling_window_is_half_open() -> None:
    """'rolling, `in any 12 months`, half-open after the same day a year before'."""
    clause = "a: special_meeting requires at most 2 held in any 12 months"
    log = """
    from 2021-01-01
    special_meeting m1
    special_meeting m2
    special_meeting m3
    2021-03-05 m1 held
    2021-09-05 m2 held
    {} m3 held
    as of 2022-12-31
    expect 1.a {}
    """
    check(clause, log.format("2022-03-04", "violated breach"))
    check(clause, log.format("2022-03-05", "satisfied so far"))


def test_a_rolling_lower_bound_is_asked_of_windows_inside_the_log() -> None:
    """'lower bounds are decided at the end of a period that lies wholly inside the log'."""
    clause = "a: special_meeting requires at least 1 held in any 3 months"
    log = """
    from 2022-01-01
    special_meeting m1
    2022-01-10 m1 held
    as of {}
    expect 1.a {}
    """
    check(clause, log.format("2022-04-10", "satisfied so far"))
    check(clause, log.format("2022-04-11", "violated breach"))


def test_at_any_time_counts_open_records() -> None:
    """'`at any time` counts open records'."""
    clause = "a: permit requires at most 2 open at any time for each holder"
    log = """
    from 2022-01-01
    permit p1 with holder = archive
    permit p2 with holder = archive
    permit p3 with holder = archive
    permit p4 with holder = general_office
    2022-01-02 p1 granted
    2022-01-03 p2 granted
    2022-01-04 p4 granted
    {}
    2022-01-06 p3 granted
    as of 2022-01-31
    expect 1.a {} for archive
    expect 1.a satisfied so far for general_office
    """
    check(clause, log.format("2022-01-05 p1 returned", "satisfied so far"))
    check(clause, log.format("", "violated"))


def test_per_record_counts_each_record_by_itself() -> None:
    """'`per record` counts each record by itself'."""
    clause = "a: permit requires 1 to 2 used per record"
    log = """
    from 2022-01-01
    permit p1
    permit p2
    permit p3
    2022-01-02 p1 granted
    2022-01-02 p2 granted
    2022-01-03 p1 used
    2022-01-04 p1 used
    2022-01-05 p1 used
    2022-01-09 p2 returned
    as of 2022-01-31
    expect 1.a violated for p1
    expect 1.a violated for p2
    expect 1.a not_applicable for p3
    """
    check(clause, log)


def test_a_void_closing_leaves_an_upper_bound_per_record_undecided() -> None:
    """'a void closing makes what is undecided not applicable'."""
    log = """
    from 2022-01-01
    document d1
    2022-01-02 d1 drafted
    2022-01-03 d1 reviewed
    2022-01-04 d1 {}
    as of 2022-01-31
    """
    found = [
        verdict_on("a: document requires at most 1 reviewed per record", log.format(e)) for e in ("cancelled", "issued")
    ]
    assert [verdict.status for verdict in found] == [Status.NOT_APPLICABLE, Status.SATISFIED]


def test_a_period_left_to_be_set_is_undetermined() -> None:
    """'(定期 without a period): until the ruleset or scenario sets it, *undetermined: not set*'."""
    settings = "ruleset test\n    uses town\n    calendar china\n    value rhythm : period\n"
    clause = "a: special_meeting requires at least 1 held per rhythm"
    verdict = verdict_on(clause, LOG + "    as of 2022-02-28\n    expect 1.a undetermined missing rhythm", settings)
    assert verdict.explanation.why == "value_not_set"
    check(clause, LOG + "    value rhythm = month\n    as of 2022-02-28\n    expect 1.a violated in 2022-01", settings)


def test_an_offices_own_year() -> None:
    """'an office's own (`year from 1 September`)'."""
    settings = "ruleset test\n    uses town\n    calendar china\n    period school_year from 1 September\n"
    clause = "a: special_meeting requires at most 1 held per school_year"
    log = (
        LOG.replace("2022-01-01", "2021-09-01")
        + """
    2021-09-01 m1 held
    2022-08-31 m2 held
    2022-09-01 m3 held
    as of 2022-12-31
    expect 1.a violated in 2021 school_year
    expect 1.a satisfied so far in 2022 school_year
    """
    )
    check(clause, log, settings)


def test_a_frequency_nothing_counts_for_has_no_instance() -> None:
    """'a clause without an instance is `not_applicable`'."""
    clause = "a: special_meeting requires at most 1 held per month for each organiser"
    verdict = verdict_on(clause, LOG + "    as of 2022-01-31\n    expect 1.a not_applicable")
    assert verdict.record is None
