"""Explanations: what a verdict rests on, how its days were counted, and the nearest changes that would satisfy it."""

from __future__ import annotations

from ruledsl.civil_time import format_date
from ruledsl.engine.evaluate import evaluate, used_norms
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.world.values import Ref
from tests.engine.deciding import check, lines, rules, scenario, verdict_on, verdicts_on

DOCUMENT = lines(
    "from 2022-03-01", "person wang is mayor", "person zhao is vice_mayor", "document d1", "2022-03-01 d1 drafted"
)
WITHIN = "a: document requires signed within 5 workdays of reviewed"


def counted(verdict: Verdict) -> list[tuple[str, int | None, str]]:
    (count,) = verdict.explanation.counts
    return [(format_date(step.day), step.number, step.reason) for step in count.steps]


def facts(verdict: Verdict) -> set[tuple[str, str, str]]:
    return {(fact.kind, fact.subject, fact.name) for fact in verdict.explanation.facts}


def test_the_day_by_day_count_names_each_skipped_day_and_why() -> None:
    """'the day-by-day count with each skipped day and why (weekend, which holiday, …; and make-up days that
    counted)'."""
    log = DOCUMENT + lines("2022-03-31 d1 reviewed", "as of 2022-04-01")
    verdict = verdict_on(WITHIN.replace("5", "3"), log)
    assert counted(verdict) == [
        ("2022-03-31", 0, "anchor"),
        ("2022-04-01", 1, "counted"),
        ("2022-04-02", 2, "makeup"),
        ("2022-04-03", None, "weekend"),
        ("2022-04-04", None, "holiday"),
        ("2022-04-05", None, "holiday"),
        ("2022-04-06", 3, "counted"),
    ]
    names = {step.name_zh for count in verdict.explanation.counts for step in count.steps}
    assert any("清明" in name for name in names)


def test_suspended_days_are_shown_as_such() -> None:
    """'suspended'."""
    clause = "a: document requires signed within 2 workdays of reviewed, not counting days while suspended"
    log = DOCUMENT + lines("2022-03-02 d1 reviewed", "2022-03-03 to 2022-03-03 d1 suspended", "as of 2022-03-04")
    assert [reason for _, _, reason in counted(verdict_on(clause, log))][:3] == ["anchor", "suspended", "counted"]


def test_the_facts_and_absences_used_are_named() -> None:
    """'the facts, events and absences used'."""
    log = DOCUMENT + lines("2022-03-02 d1 reviewed", "as of 2022-03-31")
    verdict = verdict_on(WITHIN, log)
    assert facts(verdict) == {("event", "d1", "drafted"), ("event", "d1", "reviewed"), ("no_event", "d1", "signed")}


def test_a_pending_duty_says_by_when_and_by_whom_it_can_be_done() -> None:
    """'the nearest changes that would satisfy it', the substitutes included."""
    clauses = """
    a: document requires signed(by = mayor) within 5 workdays of reviewed
    b: vice_mayor acts for mayor while mayor.away
    """
    log = DOCUMENT + lines("2022-03-02 d1 reviewed", "{}", "as of 2022-03-07")
    (verdict,) = check(clauses, log.format("2022-03-03 d1 pages = 1"))["1.a"]
    (remedy,) = verdict.explanation.remedies
    assert (remedy.kind, remedy.name, remedy.day, remedy.possible) == ("do_by", "signed", verdict.due, True)
    assert remedy.parties == ("mayor",)
    (verdict,) = check(clauses, log.format("2022-03-07 to 2022-03-08 mayor away"))["1.a"]
    (remedy,) = verdict.explanation.remedies
    assert remedy.parties == ("mayor", "vice_mayor")


def test_a_duty_past_its_limit_says_what_would_have_been_needed() -> None:
    """For what is violated: possible no longer."""
    log = DOCUMENT + lines("2022-03-02 d1 reviewed", "2022-03-20 d1 signed", "as of 2022-03-31")
    (remedy,) = verdict_on(WITHIN, log).explanation.remedies
    assert (remedy.kind, remedy.name, remedy.possible) == ("do_by", "signed", False)
    assert remedy.day is not None
    assert format_date(remedy.day) == "2022-03-09"


def test_a_condition_that_fails_names_field_and_value() -> None:
    """For conditions: the field and the value that would satisfy, for comparisons and their conjunctions."""
    clause = 'a: document requires pages <= 3 and public and class = "a"'
    log = lines("from 2022-03-01", 'document d1 with class = "b"', "2022-03-01 d1 drafted", "2022-03-02 d1 pages = 4")
    verdict = verdict_on(clause, log + lines("2022-03-05 d1 issued", "as of 2022-03-31", "expect 1.a violated"))
    assert [(r.kind, r.record, r.name, r.value) for r in verdict.explanation.remedies] == [
        ("set_field", "d1", "pages", "<= 3"),
        ("set_field", "d1", "public", True),
        ("set_field", "d1", "class", "a"),
    ]


def test_an_undetermined_verdict_names_the_facts_that_would_decide() -> None:
    """'the verdicts still possible and the facts that would decide'."""
    clause = "a: document permits signed only by mayor"
    verdict = verdict_on(clause, DOCUMENT + lines("2022-03-03 d1 signed", "as of 2022-03-31"))
    assert [(r.kind, r.record, r.name) for r in verdict.explanation.remedies] == [("set_field", "d1", "by of signed")]


def test_exceptions_orders_and_permissions_looked_at_are_shown() -> None:
    """'exceptions and orders looked at'."""
    clauses = """
    a: document forbids delivered unless public
    b: document requires signed within 5 days when urgent overrides a
    c: document permits delivered(to = archive) despite a
    """
    log = DOCUMENT + lines("2022-03-03 d1 delivered(to = archive)", "as of 2022-03-31")
    (verdict,) = check(clauses, log)["1.a"]
    looked = {(c.kind, c.norm, c.truth) for c in verdict.explanation.consulted}
    assert ("unless", None, False) in looked
    assert ("overridden_by", "test:1.b", False) in looked
    assert ("permission", "test:1.c", True) in looked
    assert verdict.explanation.why == "permitted"


def test_the_norms_that_cannot_be_broken_are_listed_where_used() -> None:
    """'**Permission, substitution, deeming**: the report lists each that a verdict used.'"""
    clauses = """
    a: document forbids delivered
    c: document permits delivered(to = archive) despite a
    d: document deems public = yes when delivered
    e: document requires public before issued
    """
    log = DOCUMENT + lines("2022-03-03 d1 delivered(to = archive)", "2022-03-04 d1 issued", "as of 2022-03-31")
    ruleset = rules(clauses)
    verdicts = evaluate(ruleset, case := scenario(log, ruleset), case.as_ofs[0].day)
    assert {v.norm for v in verdicts} == {"test:1.a", "test:1.e"}
    assert used_norms(verdicts) == {"test:1.c", "test:1.d"}


def test_a_norm_not_arisen_says_what_would_make_it_arise() -> None:
    """'not arisen (and what would)'."""
    clause = "a: document requires reviewed within 3 days upon revised"
    verdict = verdict_on(clause, DOCUMENT + lines("as of 2022-03-31"))
    assert (verdict.status, verdict.explanation.why) == (Status.NOT_APPLICABLE, "not_arisen")
    assert ("no_event", "d1", "revised") in facts(verdict)


def test_where_the_condition_is_false_the_act_that_was_looked_at_is_named() -> None:
    """Law (2): without the second `revised` there would be no second verdict."""
    clause = "a: document requires pages >= 2 at revised when not revised"
    log = DOCUMENT + lines("2022-03-02 d1 revised", "2022-03-04 d1 revised", "as of 2022-03-31")
    _, second = verdicts_on(clause, log)
    assert second.explanation.why == "when_false"
    named = {format_date(fact.day) for fact in second.explanation.facts if fact.kind == "event" and fact.day}
    assert "2022-03-04" in named


def test_where_the_condition_is_false_for_a_member_the_opening_of_the_record_is_named() -> None:
    """Law (2): the members are read from the opening on; without it there would be nobody to speak of."""
    clause = "a: document requires signed(by = one) within 3 days of reviewed for each one in readers when public"
    log = DOCUMENT.replace("document d1", "document d1 with readers = (wang)") + lines("as of 2022-03-31")
    verdict = verdict_on(clause, log)
    assert (verdict.key, verdict.explanation.why) == (("wang",), "when_false")
    assert ("event", "d1", "drafted") in facts(verdict)


def test_a_frequency_says_how_many_more_or_fewer() -> None:
    """The count and the bound, and what would have been needed."""
    log = lines("from 2022-01-01", "meeting m1", "2022-01-05 m1 held", "as of {}")
    clause = "a: meeting requires at least 3 held per month"
    pending = verdict_on(clause, log.format("2022-01-10"))
    (remedy,) = pending.explanation.remedies
    assert (remedy.kind, remedy.value, remedy.possible) == ("more", 2, True)


def test_the_clause_and_its_article_are_always_named() -> None:
    """'the clause and article'."""
    verdict = verdict_on("article 7\n    a: document requires signed", DOCUMENT + lines("as of 2022-03-31"))
    assert (verdict.explanation.norm, verdict.explanation.article) == ("test:7.a", "7")
    assert verdict.explanation.text == "document requires signed"


def test_an_act_of_the_wrong_person_is_named_beside_the_absence_with_what_was_asked_for() -> None:
    """'the facts, events and absences used': an act that does not count is no silence."""
    clause = "a: document requires signed(by = mayor) within 5 workdays of reviewed"
    log = DOCUMENT + lines("2022-03-02 d1 reviewed", "2022-03-03 d1 signed(by = zhao)", "as of 2022-03-31")
    verdict = verdict_on(clause, log)
    assert verdict.status is Status.VIOLATED
    assert ("no_event", "d1", "signed") in facts(verdict)
    (missed,) = [fact for fact in verdict.explanation.facts if fact.kind == "other_event"]
    assert (missed.name, missed.argument) == ("signed", (("by", Ref("mayor")),))
    assert ("no_role", "zhao", "mayor") in facts(verdict)


def test_an_act_that_comes_too_late_is_not_said_not_to_count() -> None:
    """It is there as it is: what it lacks is the time."""
    clause = "a: document requires signed(by = mayor) within 5 workdays of reviewed"
    log = DOCUMENT + lines("2022-03-02 d1 reviewed", "2022-03-20 d1 signed(by = wang)", "as of 2022-03-31")
    assert not [fact for fact in verdict_on(clause, log).explanation.facts if fact.kind == "other_event"]
