"""Section 5 of the language: each case is called by the words it checks, and its verdicts were worked out by hand."""

from __future__ import annotations

import pytest

from ruledsl.civil_time import format_date
from ruledsl.engine.verdicts import Status

from .cases import Case, Wrong, by_sentence, holds, verdict, verdicts

_SENT = "a: file requires sent within 5 days of opened"


@by_sentence(
    Case(
        "excused: *so far* until the due day",
        f"{_SENT} unless paused",
        """
        file f
        2022-03-01 f opened
        2022-03-02 to 2022-03-02 f paused
        as of 2022-03-06
        expect a excused so far for f due 2022-03-06
        as of 2022-03-07
        expect a excused for f
        """,
    ),
    Case(
        "excused: *so far* until E",
        "a: file requires reviewed before sent unless paused",
        """
        file f
        2022-03-01 f opened
        2022-03-02 to 2022-03-05 f paused
        as of 2022-03-04
        expect a excused so far for f
        as of 2022-03-06
        expect a pending for f
        """,
    ),
    Case(
        "excused: *so far* until closing",
        "a: file requires reviewed unless paused",
        """
        file f
        2022-03-01 f opened
        2022-03-02 to 2022-03-05 f paused
        2022-03-05 f closed
        as of 2022-03-04
        expect a excused so far for f
        as of 2022-03-05
        expect a excused for f
        """,
    ),
    Case(
        "satisfied: *so far* for prohibitions, upper bounds, preconditions met before their E, obligations "
        "before their end",
        """
        prohibition: file forbids sent
        bound: file requires at most 1 signed per month
        range: file requires 1 to 2 signed per month
        before: file requires signed before published
        open_end: file requires signed
        """,
        """
        from 2022-03-01
        file f
        2022-03-01 f opened
        2022-03-02 f signed
        as of 2022-03-02
        expect prohibition satisfied so far
        expect bound satisfied so far
        expect range satisfied so far
        expect before satisfied so far
        expect open_end satisfied so far
        """,
    ),
    Case(
        "pending: the due date as soon as the anchor is known",
        "a: file requires sent within 5 days of reviewed",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f reviewed
        as of 2022-03-02
        expect a pending for f due 2022-03-07
        """,
    ),
    Case(
        "pending: *in time on plan* or *late on plan* where the limit hangs on a planned event",
        "a: file requires reviewed at least 5 days before sent",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-04 g reviewed
        planned 2022-03-10 f sent
        planned 2022-03-10 g sent
        as of 2022-03-03
        expect a pending in time on plan for f due 2022-03-05
        as of 2022-03-06
        expect a pending late on plan for f due 2022-03-05
        expect a pending in time on plan for g due 2022-03-05
        """,
    ),
    Case(
        "undetermined: given only where they differ",
        "a: file requires sent within 5 days of opened unless grave",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f sent
        as of 2022-03-07
        expect a satisfied for f
        expect a undetermined for g missing grave
        """,
    ),
    Case(
        "decided at one instant: for a window, the content's first instant in it or its end, whichever is first",
        "a: file requires public within 5 days of opened",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 f public = yes
        2022-03-04 f public = no
        2022-03-07 g public = yes
        as of 2022-03-08
        expect a satisfied for f
        expect a violated for g
        """,
    ),
    Case(
        "for an obligation without a window, the closing",
        "a: file requires public",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f public = yes
        2022-03-03 f closed
        2022-03-04 f public = no
        as of 2022-03-05
        expect a satisfied for f
        """,
    ),
    Case(
        "where C, `when`, `unless` and order all rest on undated facts and judgements already made, at once",
        "a: file requires pages = 1 when flag unless grave",
        """
        file f with pages = 2, flag = yes
        file g with pages = 1, flag = yes
        file h with pages = 2, flag = yes
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-02 f grave judged no
        2022-03-02 g grave judged no
        as of 2022-03-02
        expect a violated for f
        expect a satisfied for g
        expect a undetermined for h missing grave
        """,
    ),
    Case(
        "at once ... that no deeming sets",
        "d: file deems pages = 1 when reviewed\na: file requires pages = 1",
        """
        file f with pages = 2
        2022-03-01 f opened
        as of 2022-03-02
        expect a pending for f
        2022-03-03 f reviewed
        2022-03-04 f closed
        as of 2022-03-04
        expect a satisfied for f
        """,
    ),
    Case(
        "content, order, layers and parties are read as of that instant, never as of `now`",
        "a: file requires signed(by = mayor) within 5 days of opened\nb: file forbids sent when public",
        """
        person wang is mayor to 2022-03-03
        person li is mayor from 2022-03-04
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 f signed(by = wang)
        2022-03-03 g signed(by = li)
        2022-03-04 f sent
        2022-03-05 f public = yes
        as of 2022-03-07
        expect a satisfied for f
        expect a violated for g
        expect b satisfied so far for f
        """,
    ),
    Case(
        "exceptions as the table of modifiers says: one that comes after the decision excuses nothing",
        f"{_SENT} unless paused",
        """
        file f
        2022-03-01 f opened
        2022-03-07 to 2022-03-09 f paused
        as of 2022-03-10
        expect a violated for f
        """,
    ),
    Case(
        "has it arisen? -> not_applicable; `when` false? -> not_applicable, before any other question",
        f"special: file requires noted within 9 days of opened overrides a\n{_SENT} when flag",
        """
        file f with flag = no
        2022-03-01 f opened
        2022-03-02 f sent
        as of 2022-03-07
        expect a not_applicable for f
        """,
    ),
    Case(
        "overridden at the decision? -> excused, before content kept?",
        f"special: file requires noted within 9 days of opened when public overrides a\n{_SENT}",
        """
        file f with public = yes
        2022-03-01 f opened
        2022-03-02 f sent
        as of 2022-03-07
        expect a excused for f
        """,
    ),
    Case(
        "content kept? -> satisfied, before exception?",
        f"{_SENT} unless paused",
        """
        file f
        2022-03-01 f opened
        2022-03-02 to 2022-03-06 f paused
        2022-03-03 f sent
        as of 2022-03-07
        expect a satisfied for f
        """,
    ),
    Case(
        "an unknown answer leaves open each verdict that a yes and a no would lead to",
        """
        when_open: file requires sent within 5 days of opened when flag
        unless_open: file requires sent within 5 days of opened unless flag
        kept_open: file requires filed(to = archive) within 5 days of opened
        """,
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f sent
        2022-03-02 f filed
        2022-03-02 g filed(to = archive)
        as of 2022-03-04
        expect when_open undetermined for f missing flag
        expect unless_open satisfied for f
        expect unless_open undetermined for g missing flag
        expect kept_open undetermined for f
        expect kept_open satisfied for g
        as of 2022-03-07
        expect when_open undetermined for f missing flag
        expect when_open undetermined for g missing flag
        expect unless_open undetermined for g missing flag
        """,
    ),
    Case(
        "(Kleene's, not every possible world: `x or not x` with x unknown is unknown)",
        "a: file requires flag or not flag before sent",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f sent
        as of 2022-03-02
        expect a undetermined for f missing flag
        """,
    ),
    Case(
        "an event in the content must occur in the window (same day included)",
        "a: file requires sent within 3 days of reviewed",
        """
        file e
        file f
        file g
        file h
        2022-03-01 e opened
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-03 e sent
        2022-03-04 e reviewed
        2022-03-04 f reviewed
        2022-03-04 f sent
        2022-03-04 g reviewed
        2022-03-07 g sent
        2022-03-04 h reviewed
        2022-03-08 h sent
        as of 2022-03-08
        expect a violated for e
        expect a satisfied for f
        expect a satisfied for g due 2022-03-07
        expect a violated for h
        """,
    ),
    Case(
        "a field condition may hold from before",
        "a: file requires public within 3 days of reviewed",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f public = yes
        2022-03-04 f reviewed
        as of 2022-03-04
        expect a satisfied for f
        """,
    ),
    Case(
        "`and` needs all inside",
        "a: file requires (sent and signed) within 3 days of reviewed",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f signed
        2022-03-04 f reviewed
        2022-03-05 f sent
        2022-03-04 g reviewed
        2022-03-05 g sent
        2022-03-06 g signed
        as of 2022-03-08
        expect a violated for f
        expect a satisfied for g
        """,
    ),
    Case(
        "if the record closes before the anchor (or E) came, `not_applicable`",
        "a: file requires sent within 3 days of reviewed\nb: file requires signed before published",
        """
        file f
        2022-03-01 f opened
        2022-03-03 f closed
        2022-03-04 f reviewed
        2022-03-05 f published
        as of 2022-03-20
        expect a not_applicable for f
        expect b not_applicable for f
        """,
    ),
    Case(
        "unless the content was kept by then",
        "b: file requires signed before published",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f signed
        2022-03-03 f closed
        as of 2022-03-03
        expect b satisfied for f
        """,
    ),
    Case(
        "once it has come, closing changes nothing",
        "a: file requires sent within 3 days of reviewed",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f reviewed
        2022-03-02 g reviewed
        2022-03-03 f closed
        2022-03-03 g closed
        2022-03-05 g sent
        as of 2022-03-04
        expect a pending for f due 2022-03-05
        as of 2022-03-06
        expect a violated for f
        expect a satisfied for g
        """,
    ),
    Case(
        "a norm that arises after its due date is decided at once",
        "a: file requires sent within 3 days of reviewed when public",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f reviewed
        2022-03-02 g reviewed
        2022-03-04 f sent
        2022-03-10 f public = yes
        2022-03-10 g public = yes
        as of 2022-03-09
        expect a not_applicable for f
        expect a not_applicable for g
        as of 2022-03-10
        expect a satisfied for f
        expect a violated for g
        """,
    ),
    Case(
        "before E: one verdict for each E, and one for the next E while none has come",
        "a: file requires reviewed before sent",
        """
        file f
        2022-03-01 f opened
        as of 2022-03-01
        expect a pending for f
        2022-03-02 f sent
        2022-03-03 f reviewed
        2022-03-04 f sent
        as of 2022-03-05
        expect a violated for f # 1
        expect a satisfied for f # 2
        """,
    ),
    Case(
        "a limit counted from a planned anchor is neither satisfied nor violated before the anchor has happened",
        "a: file requires sent within 3 days of reviewed\nb: file requires signed at least 3 days before published",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f signed
        planned 2022-03-03 f reviewed
        planned 2022-03-08 f published
        as of 2022-03-04
        expect a pending in time on plan for f due 2022-03-06
        expect b pending in time on plan for f due 2022-03-05
        as of 2022-03-10
        expect a pending late on plan for f due 2022-03-06
        expect b pending in time on plan for f
        """,
    ),
    Case(
        "prohibition: `excused so far` from the first excused act, `violated` for good from the first that "
        "nothing excuses",
        "a: file forbids sent unless paused",
        """
        file f
        2022-03-01 f opened
        2022-03-03 to 2022-03-04 f paused
        2022-03-04 f sent
        2022-03-08 f sent
        2022-03-10 to 2022-03-14 f paused
        2022-03-10 f sent
        as of 2022-03-03
        expect a satisfied so far for f
        as of 2022-03-06
        expect a excused so far for f
        as of 2022-03-08
        expect a violated for f
        as of 2022-03-14
        expect a violated for f
        """,
    ),
    Case(
        "*so far* ends with the life",
        "a: file forbids sent unless paused",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 to 2022-03-04 g paused
        2022-03-04 g sent
        2022-03-05 f closed
        2022-03-05 g closed
        as of 2022-03-05
        expect a satisfied for f
        expect a excused for g
        """,
    ),
    Case(
        "*so far* ends with the window",
        "a: file forbids sent within 3 days of opened",
        """
        file f
        2022-03-01 f opened
        as of 2022-03-04
        expect a satisfied so far for f
        as of 2022-03-05
        expect a satisfied for f
        """,
    ),
    Case(
        "*so far* ends with the version",
        "a: file forbids sent\n    in force from 2022-01-01 to 2022-03-10",
        """
        file f
        2022-03-01 f opened
        2022-03-12 f sent
        as of 2022-03-09
        expect a satisfied so far for f
        as of 2022-03-12
        expect a satisfied for f
        """,
    ),
    Case(
        "`not_applicable` only where `when` is false by undated facts",
        "a: file forbids sent when flag\nb: file forbids sent when public",
        """
        file f with flag = no
        2022-03-01 f opened
        2022-03-02 f public = no
        as of 2022-03-02
        expect a not_applicable for f
        expect b satisfied so far for f
        """,
    ),
    Case(
        "`before E` reads fields at E; `at least N U before E` at the end of its last day; events anywhere before",
        """
        a: file requires public before sent
        b: file requires public at least 3 days before sent
        c: file requires reviewed before sent
        """,
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f reviewed
        2022-03-07 f public = yes
        2022-03-08 g public = yes
        2022-03-09 f public = no
        2022-03-10 f sent
        2022-03-10 g sent
        as of 2022-03-10
        expect a violated for f
        expect b satisfied for f due 2022-03-07
        expect c satisfied for f
        expect a satisfied for g
        expect b violated for g due 2022-03-07
        """,
    ),
    Case(
        "lower bounds are decided at the end of a period that lies wholly inside the log (`from DATE`)",
        "a: meeting requires at least 1 held per month",
        """
        from 2022-01-15
        meeting m
        2022-02-10 m held
        as of 2022-04-01
        expect a undetermined in 2022-01
        expect a satisfied in 2022-02
        expect a violated in 2022-03
        """,
    ),
    Case(
        "(else from its first entry on)",
        "a: meeting requires at least 1 held per month",
        """
        meeting m
        meeting n
        2022-01-31 n convened
        2022-02-10 m held
        as of 2022-03-01
        expect a undetermined in 2022-01
        expect a satisfied in 2022-02
        """,
    ),
    Case(
        "lower bounds: a period that lies wholly inside the version",
        "a: meeting requires at least 1 held per month\n    in force from 2022-02-15",
        """
        from 2022-01-01
        meeting m from 2022-01-01
        as of 2022-04-01
        expect a violated in 2022-03
        expect only a violated
        """,
    ),
    Case(
        "upper bounds bind in any period and are broken by the first event too many",
        "a: meeting requires at most 1 held per month",
        """
        from 2022-01-15
        meeting m
        meeting n
        2022-01-16 m held
        as of 2022-01-16
        expect a satisfied so far in 2022-01
        2022-01-17 n held
        as of 2022-01-17
        expect a violated in 2022-01
        """,
    ),
    Case(
        "and satisfied at the N-th event; planned events do not count",
        "a: meeting requires at least 2 held per month",
        """
        from 2022-01-01
        meeting m
        meeting n
        2022-01-10 m held
        planned 2022-01-12 n held
        as of 2022-01-13
        expect a pending in 2022-01 due 2022-01-31
        2022-01-14 n held
        as of 2022-01-14
        expect a satisfied in 2022-01
        """,
    ),
    Case(
        "before the log's first day events and states are unknown",
        "a: file requires asked within the last 10 days before sent\nb: file forbids sent when paused",
        """
        from 2022-03-05
        file f
        2022-03-05 f opened
        2022-03-06 f sent
        as of 2022-03-06
        expect a undetermined for f
        expect b satisfied so far for f
        """,
    ),
    Case(
        "`as of DATE` is that day's end: all dated that day has happened, and a limit that ends that day has "
        "not passed",
        _SENT,
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-06 g sent
        as of 2022-03-06
        expect a pending for f due 2022-03-06
        expect a satisfied for g
        as of 2022-03-07
        expect a violated for f
        """,
    ),
    Case(
        "for an earlier `now` later entries are ignored, plans kept",
        f"{_SENT}\nb: file requires signed at least 3 days before published",
        """
        file f
        2022-03-01 f opened
        2022-03-03 f sent
        planned 2022-03-10 f published
        2022-03-12 f published
        as of 2022-03-02
        expect a pending for f
        expect b pending in time on plan for f due 2022-03-07
        as of 2022-03-12
        expect a satisfied for f
        expect b violated for f due 2022-03-09
        """,
    ),
    Case(
        "`expect CLAUSE VERDICT`: a clause without an instance is `not_applicable`",
        _SENT,
        """
        from 2022-03-01
        as of 2022-03-07
        expect a not_applicable
        expect no breach
        """,
    ),
    Case(
        "the breach stays a breach, with the mark *answered* once the consequence is satisfied",
        f"{_SENT} otherwise file requires chased within 3 days",
        """
        file f
        2022-03-01 f opened
        2022-03-08 f chased
        as of 2022-03-07
        expect a violated breach for f
        as of 2022-03-08
        expect a violated breach answered for f
        """,
    ),
)
def test_the_sentence_holds(case: Case | Wrong) -> None:
    holds(case)


@pytest.mark.parametrize(
    ("why", "clauses", "log"),
    [
        ("not_arisen", "a: file requires signed within 3 days upon sent", ""),
        ("when_false", f"{_SENT} when public", ""),
        ("closed_before", "a: file requires signed within 3 days of sent", "2022-03-02 f closed"),
        ("not_in_force", f"{_SENT}\n    in force from 2022-06-01", ""),
    ],
)
def test_not_applicable_says_why(why: str, clauses: str, log: str) -> None:
    """'`not_applicable`: why: not arisen, `when` false, closed before the anchor, not in force'."""
    found = verdict(clauses, f"file f\n2022-03-01 f opened\n{log}\nas of 2022-03-10")
    assert (found.status, found.explanation.why) == (Status.NOT_APPLICABLE, why)


@pytest.mark.parametrize(
    ("kind", "clauses"),
    [
        ("unless", f"{_SENT} unless public"),
        ("overridden_by", f"{_SENT}\nb: file requires noted within 90 days of opened when public overrides a"),
        ("permission", f"{_SENT}\nb: file permits filed despite a"),
    ],
)
def test_excused_says_which_exception_order_or_permission(kind: str, clauses: str) -> None:
    """'`excused`: which exception, order or permission'."""
    log = "file f with public = yes\n2022-03-01 f opened\n2022-03-02 f filed\nas of 2022-03-10"
    (found,) = [each for each in verdicts(clauses, log) if each.norm == "law:1.a"]
    assert found.status is Status.EXCUSED
    (consulted,) = [each for each in found.explanation.consulted if each.truth]
    assert (consulted.kind, consulted.norm) == (kind, None if kind == "unless" else "law:1.b")


def test_satisfied_says_when_and_by_what() -> None:
    """'`satisfied`: when and by what'; 'any one match satisfies and the first is named'."""
    found = verdict(_SENT, "file f\n2022-03-01 f opened\n2022-03-03 f sent\n2022-03-04 f sent\nas of 2022-03-10")
    assert found.at is not None
    assert format_date(found.at) == "2022-03-03"
    named = [fact for fact in found.explanation.facts if fact.name == "sent"]
    assert [(fact.kind, fact.subject, fact.seq) for fact in named] == [("event", "f", 1)]


@pytest.mark.parametrize(("log", "late"), [("2022-03-09 f sent", 3), ("", None)])
def test_violated_says_how_late_or_never(log: str, late: int | None) -> None:
    """'`violated`: breach or deviation; how late, never'."""
    found = verdict(_SENT, f"file f\n2022-03-01 f opened\n{log}\nas of 2022-03-10")
    assert (found.status, found.severity, found.late_days) == (Status.VIOLATED, "breach", late)


def test_violated_says_by_which_act() -> None:
    """'`violated`: ... or by which act'."""
    log = "file f\n2022-03-01 f opened\n2022-03-02 f sent\n2022-03-03 f sent\nas of 2022-03-10"
    found = verdict("a: file forbids sent", log)
    assert found.at is not None
    assert format_date(found.at) == "2022-03-02"
    assert [(fact.name, fact.day) for fact in found.explanation.facts if fact.name == "sent"] == [("sent", found.at)]


def test_pending_says_the_days_left() -> None:
    """'`pending`: the due date ... and the days left'."""
    found = verdict(_SENT, "file f\n2022-03-01 f opened\nas of 2022-03-02")
    assert found.due is not None
    assert (found.status, format_date(found.due), found.days_left) == (Status.PENDING, "2022-03-06", 4)


def test_undetermined_says_what_is_possible_and_what_would_decide() -> None:
    """'`undetermined`: the verdicts still possible and the facts that would decide'."""
    found = verdict(f"{_SENT} unless grave", "file f\n2022-03-01 f opened\nas of 2022-03-10")
    assert found.status is Status.UNDETERMINED
    assert set(found.possible) == {Status.EXCUSED, Status.VIOLATED}
    assert found.missing == ("grave of f",)


def test_a_deviation_is_not_a_breach_and_both_are_violations() -> None:
    """'`violated`: breach or deviation'."""
    clauses = "a: file normally forbids sent\nb: file forbids sent"
    found = verdicts(clauses, "file f\n2022-03-01 f opened\n2022-03-02 f sent\nas of 2022-03-03")
    assert [(each.norm, each.severity) for each in found] == [("law:1.a", "deviation"), ("law:1.b", "breach")]


def test_an_explanation_counts_day_by_day() -> None:
    """'the day-by-day count with each skipped day and why (weekend, which holiday ...; and make-up days)'."""
    log = "file f\n2022-04-01 f opened\nas of 2022-04-04"
    found = verdict("a: file requires sent within 3 workdays of opened", log, "calendar china")
    assert found.due is not None
    assert format_date(found.due) == "2022-04-07"
    (count,) = found.explanation.counts
    steps = {format_date(step.day): (step.number, step.reason) for step in count.steps}
    assert steps["2022-04-02"][0] == 1
    assert [steps[f"2022-04-0{day}"][0] for day in (3, 4, 5)] == [None] * 3
    assert [steps[f"2022-04-0{day}"][0] for day in (6, 7)] == [2, 3]


def test_what_is_not_satisfied_names_the_nearest_change() -> None:
    """'for what is not satisfied, the nearest changes that would satisfy it'."""
    found = verdict(_SENT, "file f\n2022-03-01 f opened\nas of 2022-03-02")
    assert [(each.kind, each.record, each.name, each.day, each.possible) for each in found.explanation.remedies] == [
        ("do_by", "f", "sent", found.due, True)
    ]
