"""Prohibitions, exclusive powers, and the permissions that lift them."""

from __future__ import annotations

from ruledsl.engine.verdicts import Status
from tests.engine.deciding import check, lines, shown_verdict, verdict_on

DOCUMENT = """\
    from 2022-03-01
    person wang is mayor
    person zhao is vice_mayor
    document d1
    2022-03-01 d1 drafted
"""


def document(clause: str, *lines: str) -> str:
    return shown_verdict(verdict_on(clause, DOCUMENT + "".join(f"    {line}\n" for line in lines)))


def test_a_prohibition_is_kept_so_far_until_the_life_is_over() -> None:
    """'`satisfied so far` … *so far* ends with the life, the window or the version'."""
    clause = "a: document forbids delivered"
    assert document(clause, "as of 2022-03-31") == "1.a d1 satisfied so far"
    assert document(clause, "2022-03-10 d1 issued", "as of 2022-03-31") == "1.a d1 satisfied"


def test_a_prohibition_is_broken_for_good_by_the_first_act_that_nothing_excuses() -> None:
    """'`excused so far` from the first excused act, `violated` for good from the first that nothing excuses'."""
    clause = "a: document forbids delivered unless public"
    public, delivered = "2022-03-05 d1 public = yes", "2022-03-06 d1 delivered"
    assert document(clause, public, delivered, "as of 2022-03-31") == "1.a d1 excused so far"
    hidden = ["2022-03-07 d1 public = no", "2022-03-08 d1 delivered"]
    verdict = verdict_on(
        clause, DOCUMENT + "".join(f"    {x}\n" for x in [public, delivered, *hidden, "as of 2022-03-31"])
    )
    assert shown_verdict(verdict) == "1.a d1 violated breach"
    assert verdict.at == verdict_on(clause, DOCUMENT + "    2022-03-08 d1 delivered\n    as of 2022-03-08").at


def test_when_of_a_prohibition_is_read_at_the_act() -> None:
    """'prohibition and exclusive power: at the act'; '`not_applicable` only where `when` is false by undated facts'."""
    clause = "a: document forbids delivered when public"
    assert document(clause, "2022-03-05 d1 delivered", "2022-03-06 d1 public = yes", "as of 2022-03-31") == (
        "1.a d1 satisfied so far"
    )
    assert document(clause, "2022-03-05 d1 public = yes", "2022-03-06 d1 delivered", "as of 2022-03-31") == (
        "1.a d1 violated breach"
    )
    log = DOCUMENT.replace("document d1", "document d1 with pages = 3") + "    as of 2022-03-31\n"
    assert shown_verdict(verdict_on("a: document forbids delivered when pages > 3", log)) == "1.a d1 not_applicable"


def test_the_acts_parameters_are_known_by_name() -> None:
    """'In a norm decided at an act `E.param` is that act's'."""
    clause = "a: document forbids delivered when to = by"
    assert document(clause, "2022-03-05 d1 delivered(to = archive, by = general_office)", "as of 2022-03-31") == (
        "1.a d1 satisfied so far"
    )
    assert document(clause, "2022-03-05 d1 delivered(to = archive, by = archive)", "as of 2022-03-31") == (
        "1.a d1 violated breach"
    )


def test_a_prohibition_in_a_window() -> None:
    """'(or is forbidden)'; prohibitions do not roll over."""
    clause = "a: document forbids delivered within 5 days of reviewed"
    # The fifth day after Monday 7 March is a Saturday; the prohibition ends with it.
    reviewed = "2022-03-07 d1 reviewed"
    assert document(clause, "2022-03-05 d1 delivered", reviewed, "as of 2022-03-31") == "1.a d1 satisfied"
    assert document(clause, reviewed, "2022-03-12 d1 delivered", "as of 2022-03-31") == "1.a d1 violated breach"
    assert document(clause, reviewed, "2022-03-13 d1 delivered", "as of 2022-03-31") == "1.a d1 satisfied"
    assert document(clause, reviewed, "as of 2022-03-10") == "1.a d1 satisfied so far"


def test_a_prohibition_later_than_a_limit_rolls_over() -> None:
    """'mostly on prohibitions, which roll over only here'."""
    clause = "a: document forbids delivered later than 5 days after reviewed"
    reviewed = "2022-03-07 d1 reviewed"
    assert document(clause, reviewed, "2022-03-14 d1 delivered", "as of 2022-03-31") == "1.a d1 satisfied so far"
    assert document(clause, reviewed, "2022-03-15 d1 delivered", "as of 2022-03-31") == "1.a d1 violated breach"


def test_a_prohibition_before_an_event() -> None:
    """'`before E`: from the opening to E'."""
    clause = "a: document forbids delivered before reviewed"
    assert document(clause, "2022-03-05 d1 delivered", "as of 2022-03-31") == "1.a d1 violated breach"
    assert (
        document(clause, "2022-03-05 d1 reviewed", "2022-03-06 d1 delivered", "as of 2022-03-31") == "1.a d1 satisfied"
    )


def test_a_prohibition_in_the_last_days_before_an_event_waits_for_it() -> None:
    """'`in the last N U before E`': until E has come it is open which days these are."""
    clause = "a: document forbids revised in the last 3 days before issued"
    revised = "2022-03-07 d1 revised"
    assert document(clause, revised, "as of 2022-03-08").startswith("1.a d1 undetermined")
    assert document(clause, revised, "2022-03-10 d1 issued", "as of 2022-03-31") == "1.a d1 violated breach"
    assert document(clause, revised, "2022-03-11 d1 issued", "as of 2022-03-31") == "1.a d1 satisfied"


def test_a_prohibition_until_an_event_and_while_a_state_holds() -> None:
    """'`S forbids E [WINDOW] [until E2] [while STATE]`'."""
    clause = "a: document forbids delivered until reviewed"
    assert document(clause, "2022-03-05 d1 delivered", "as of 2022-03-31") == "1.a d1 violated breach"
    assert (
        document(clause, "2022-03-05 d1 reviewed", "2022-03-06 d1 delivered", "as of 2022-03-31") == "1.a d1 satisfied"
    )
    clause = "a: document forbids delivered while suspended"
    state = "2022-03-05 to 2022-03-08 d1 suspended"
    assert document(clause, state, "2022-03-08 d1 delivered", "as of 2022-03-31") == "1.a d1 violated breach"
    assert document(clause, state, "2022-03-09 d1 delivered", "as of 2022-03-31") == "1.a d1 satisfied so far"


def test_a_prohibition_upon_an_event_binds_from_each_occurrence_on() -> None:
    """'upon: obligations, prohibitions: an instance for each occurrence'."""
    clause = "a: document forbids delivered within 3 days upon revised"
    log = (
        DOCUMENT
        + """
    2022-03-02 d1 delivered
    2022-03-03 d1 revised
    2022-03-10 d1 revised
    2022-03-12 d1 delivered
    as of 2022-03-31
    expect 1.a satisfied #1
    expect 1.a violated #2
    """
    )
    check(clause, log)


def test_a_prohibition_for_each_member_is_read_at_the_act() -> None:
    """'for a norm decided at an act, at that act'."""
    clause = "a: document forbids delivered(to = x) for each x in readers"
    log = (
        DOCUMENT
        + """
    2022-03-02 d1 readers = (archive, general_office)
    2022-03-03 d1 delivered(to = archive)
    as of 2022-03-31
    expect 1.a violated for (d1, archive)
    expect 1.a satisfied so far for (d1, general_office)
    """
    )
    check(clause, log)


POWER = "power: document permits signed only by mayor"


def test_an_exclusive_power_forbids_what_does_not_fit() -> None:
    """'exclusive power …: forbids every occurrence of E that does not fit'."""
    assert document(POWER, "as of 2022-03-31") == "1.power d1 satisfied so far"
    assert document(POWER, "2022-03-03 d1 signed(by = wang)", "as of 2022-03-31") == "1.power d1 satisfied so far"
    verdict = verdict_on(
        POWER, DOCUMENT + "    2022-03-03 d1 signed(by = zhao)\n    as of 2022-03-31\n    expect 1.power violated"
    )
    assert verdict.explanation.why == "not_entitled"
    (remedy,) = verdict.explanation.remedies
    assert (remedy.kind, remedy.possible) == ("done_by", False)
    assert remedy.parties == ("mayor",)


def test_only_by_asks_for_every_doer() -> None:
    """'`by` may hold several doers: a comparison asks for any of them, `only by` for every one'."""
    both = "2022-03-03 d1 signed(by = (wang, zhao))"
    assert document(POWER, both, "as of 2022-03-31") == "1.power d1 violated breach"
    assert document("a: document requires signed(by = mayor) within 5 days", both, "as of 2022-03-31").startswith(
        "1.a d1 satisfied"
    )


def test_an_unknown_doer_leaves_an_exclusive_power_open() -> None:
    """'A parameter that an entry does not give is unknown'."""
    verdict = verdict_on(
        POWER, DOCUMENT + "    2022-03-03 d1 signed\n    as of 2022-03-31\n    expect 1.power undetermined"
    )
    assert verdict.missing == ("by of signed of d1",)
    assert set(verdict.possible) == {Status.VIOLATED, Status.SATISFIED}
    later = "    2022-03-04 d1 signed(by = zhao)\n    as of 2022-03-31\n    expect 1.power violated\n"
    check(POWER, DOCUMENT + "    2022-03-03 d1 signed\n" + later)


def test_a_substitute_may_use_an_exclusive_power() -> None:
    """'one who acts for it at that instant'; 'the report lists each that a verdict used'."""
    clauses = POWER + "\ndeputy: vice_mayor acts for mayor while mayor.away\n"
    log = (
        DOCUMENT
        + """
    2022-03-02 to 2022-03-04 mayor away
    2022-03-03 d1 signed(by = zhao)
    as of 2022-03-31
    expect 1.power satisfied so far
    expect 1.deputy used
    """
    )
    check(clauses, log)
    check(clauses, log.replace("03-03 d1 signed", "03-05 d1 signed").replace("satisfied so far", "violated").replace(
        "    expect 1.deputy used\n", ""))  # fmt: skip


def test_only_when_is_asked_at_the_act() -> None:
    """'`only when C`'."""
    clause = "a: document permits issued only when public"
    assert (
        document(clause, "2022-03-03 d1 public = yes", "2022-03-04 d1 issued", "as of 2022-03-31") == "1.a d1 satisfied"
    )
    assert document(clause, "2022-03-04 d1 issued", "as of 2022-03-31") == "1.a d1 violated breach"


def test_a_duty_only_by_is_two_norms() -> None:
    """'two norms, `label.duty` and `label.power`'."""
    clause = "a: document requires signed only by mayor within 5 workdays"
    log = (
        DOCUMENT
        + """
    2022-03-03 d1 signed(by = zhao)
    as of 2022-03-31
    expect 1.a.duty violated due 2022-03-08
    expect 1.a.power violated
    """
    )
    check(clause, log)


def test_a_permission_lifts_nothing_by_itself() -> None:
    """'it lifts nothing by itself'."""
    clauses = "a: document forbids delivered\nb: document permits delivered when public"
    log = (
        DOCUMENT
        + "    2022-03-02 d1 public = yes\n    2022-03-03 d1 delivered\n    as of 2022-03-31\n    expect 1.a violated"
    )
    check(clauses, log)


def test_a_permission_despite_a_prohibition_excuses_the_act_it_covers() -> None:
    """'The act that a `despite` permission covers does not break the prohibition, … (verdict excused)'."""
    clauses = "a: document forbids delivered\nb: document permits delivered(to = archive) despite a when public"
    log = (
        DOCUMENT
        + """
    2022-03-02 d1 public = yes
    2022-03-03 d1 delivered(to = archive)
    as of 2022-03-31
    expect 1.a excused so far
    expect 1.b used
    """
    )
    check(clauses, log)
    other = log.replace("delivered(to = archive)", "delivered(to = general_office)").replace(
        "    expect 1.b used\n", ""
    )
    check(clauses, other.replace("excused so far", "violated"))


def test_a_permission_despite_a_power_excuses() -> None:
    """'… or power … named'."""
    clauses = POWER + "\nb: document permits signed(by = zhao) despite power".replace("zhao", "vice_mayor")
    log = DOCUMENT + lines(
        "2022-03-03 d1 signed(by = zhao)", "as of 2022-03-31", "expect 1.power excused so far", "expect 1.b used"
    )
    check(clauses, log)


def test_a_permission_despite_a_precondition_excuses_the_act() -> None:
    """'does not break the … precondition'."""
    clauses = "a: document requires signed before issued\nb: document permits issued despite a when urgent"
    log = (
        DOCUMENT
        + """
    2022-03-02 d1 urgent judged yes by mayor
    2022-03-03 d1 issued
    as of 2022-03-31
    expect 1.a excused
    expect 1.b used
    """
    )
    check(clauses, log)


def test_an_act_by_another_that_a_permission_covers_counts() -> None:
    """'if an obligation named says that another must do that act, the act counts (satisfied)'."""
    clauses = (
        "a: document requires signed(by = mayor) within 5 days\nb: document permits signed(by = vice_mayor) despite a"
    )
    log = (
        DOCUMENT
        + "    2022-03-03 d1 signed(by = zhao)\n    as of 2022-03-31\n    expect 1.a satisfied\n    expect 1.b used"
    )
    check(clauses, log)


def test_any_other_covered_act_excuses_an_obligation() -> None:
    """'and any other covered act excuses it'."""
    clauses = "a: document requires signed within 5 days\nb: document permits delivered despite a"
    log = DOCUMENT + "    2022-03-03 d1 delivered\n    as of 2022-03-31\n    expect 1.a excused\n    expect 1.b used"
    check(clauses, log)


def test_within_one_day_a_prohibition_takes_the_order_that_keeps_it() -> None:
    """'the order that keeps the norm is taken'."""
    clause = "a: document forbids delivered before reviewed"
    assert document(clause, "2022-03-05 d1 delivered", "2022-03-05 10:00 d1 reviewed", "as of 2022-03-31") == (
        "1.a d1 satisfied"
    )
    timed = ["2022-03-05 09:00 d1 delivered", "2022-03-05 10:00 d1 reviewed", "as of 2022-03-31"]
    assert document(clause, *timed) == "1.a d1 violated breach"


def test_an_act_outside_the_life_breaks_nothing() -> None:
    """'prohibition of an event, for the record's life or the window'."""
    clause = "a: permit forbids used(by = archive)"
    log = """
    from 2022-03-01
    permit p1
    2022-03-02 p1 granted
    2022-03-05 p1 returned
    2022-03-06 p1 used(by = archive)
    as of 2022-03-31
    expect 1.a satisfied
    """
    check(clause, log)
