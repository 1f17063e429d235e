"""Section 2 of the language: each case is called by the words it checks, and its verdicts were worked out by hand."""

from __future__ import annotations

import pytest

from ruledsl.norms.model import Ruleset

from .cases import Case, Wrong, by_sentence, compiled, holds, log_errors, verdict

_PAGES = "a: file requires pages = 1"


@by_sentence(
    Case(
        "a clause on the wider kind binds the narrower",
        _PAGES,
        """
        memo m with pages = 2
        2022-03-01 m opened
        as of 2022-03-01
        expect a violated for m
        """,
    ),
    Case(
        "and a clause on the narrower does not bind the wider",
        "a: memo requires pages = 1",
        """
        file f with pages = 2
        2022-03-01 f opened
        as of 2022-03-01
        expect a not_applicable
        """,
    ),
    Case(
        "`x is KIND` is a condition",
        "a: part requires weight = 1 when file is memo",
        """
        memo m
        file f
        part p with file = m, weight = 2
        part q with file = f, weight = 2
        2022-03-01 m opened
        2022-03-01 f opened
        as of 2022-03-02
        expect a violated for p
        expect a not_applicable for q
        """,
    ),
    Case(
        "a value is undated (for the whole life)",
        "a: file forbids sent when flag",
        """
        file f with flag = yes
        file g with flag = no
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f sent
        2022-03-02 g sent
        as of 2022-03-02
        expect a violated for f
        expect a not_applicable for g
        """,
    ),
    Case(
        "or dated (from an instant on); before its first dated value a field has its default",
        "a: file forbids sent when public",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f sent
        2022-03-03 f public = yes
        as of 2022-03-04
        expect a satisfied so far for f
        2022-03-05 f sent
        as of 2022-03-05
        expect a violated for f
        """,
    ),
    Case(
        "before its first dated value a field has its default, else it is unknown",
        "a: file forbids sent when flag",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f sent
        2022-03-03 f flag = yes
        as of 2022-03-04
        expect a undetermined for f missing flag
        2022-03-05 f sent
        as of 2022-03-05
        expect a violated for f
        """,
    ),
    Case(
        "a field that holds a record is `none` unless given, and no event has happened to `none`",
        "a: file requires parent.reviewed before sent",
        """
        file f
        file g with parent = f
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f reviewed
        2022-03-03 f sent
        2022-03-03 g sent
        as of 2022-03-03
        expect a violated for f
        expect a satisfied for g
        """,
    ),
    Case(
        "`items of meeting` are the records whose field points at it",
        "a: file requires count(part of file) = 2 before sent",
        """
        file f
        file g
        part p with file = f
        part q with file = f
        part r with file = g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f sent
        2022-03-02 g sent
        as of 2022-03-02
        expect a satisfied for f
        expect a violated for g
        """,
    ),
    Case(
        "`F is set` is never unknown: yes where F has a value (given, default, ...)",
        "given: file requires pages is set before sent\ndefaulted: file requires level is set before sent",
        """
        file f
        file g with pages = 3
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f sent
        2022-03-02 g sent
        as of 2022-03-02
        expect given violated for f
        expect given satisfied for g
        expect defaulted satisfied for f
        """,
    ),
    Case(
        "`F is set`: yes where F is deemed",
        "silence: file deems pages = 3 when reviewed\na: file requires pages is set before sent",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f reviewed
        2022-03-03 f sent
        2022-03-03 g sent
        as of 2022-03-03
        expect a satisfied for f
        expect a violated for g
        """,
    ),
    Case(
        "`F is set` (a judgement: from its date) at that instant",
        "a: file requires grave is set before sent",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f grave judged no
        2022-03-03 f sent
        2022-03-03 g sent
        2022-03-04 g grave judged no
        as of 2022-03-05
        expect a satisfied for f
        expect a violated for g
        """,
    ),
    Case(
        "a field or judgement may take one parameter",
        "a: file requires fit(d) before sent for each d in (finance, planning)",
        """
        file f
        2022-03-01 f opened
        2022-03-01 f fit(finance) judged yes
        2022-03-02 f sent
        as of 2022-03-02
        expect a satisfied for (f, finance)
        expect a undetermined for (f, planning)
        2022-03-03 f fit(planning) judged no
        as of 2022-03-03
        expect a violated for (f, planning)
        """,
    ),
    Case(
        "a judgement without a default speaks for the record's whole life once made, and is known only from that date",
        "a: file forbids sent when grave",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f sent
        2022-03-05 f grave judged yes
        as of 2022-03-04
        expect a undetermined for f missing grave
        as of 2022-03-05
        expect a violated for f
        """,
    ),
    Case(
        "a judgement can turn undetermined into a verdict and nothing else",
        "a: file forbids sent when grave\nb: file forbids signed when grave",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f sent
        as of 2022-03-04
        expect a undetermined for f
        expect b satisfied so far for f
        2022-03-05 f grave judged no
        as of 2022-03-05
        expect a not_applicable for f
        expect b not_applicable for f
        """,
    ),
    Case(
        "a judgement with a default is an ordinary dated field, in effect from the day it is made",
        "a: file forbids sent when urgent",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f sent
        2022-03-05 f urgent judged yes
        2022-03-05 g urgent judged yes
        2022-03-06 g sent
        as of 2022-03-06
        expect a satisfied so far for f
        expect a violated for g
        """,
    ),
    Case(
        "a parameter that an entry does not give is unknown unless declared with a default",
        "to: file requires filed(to = archive) before closed\ncopies: file requires filed(copies = 1) before closed",
        """
        file f
        2022-03-01 f opened
        2022-03-02 f filed
        2022-03-03 f closed
        as of 2022-03-03
        expect to undetermined for f
        expect copies satisfied for f
        """,
    ),
    Case(
        "a plan never happens by itself",
        "a: file requires sent within 10 days of opened",
        """
        file f
        2022-03-01 f opened
        planned 2022-03-05 f sent
        as of 2022-03-08
        expect a pending for f due 2022-03-11
        as of 2022-03-12
        expect a violated for f
        """,
    ),
    Case(
        "the event's own entry replaces it, from that entry's instant on",
        "a: file requires filed at least 3 days before published",
        """
        file f
        2022-03-01 f opened
        2022-03-08 f filed
        planned 2022-03-10 f published
        2022-03-20 f published
        as of 2022-03-12
        expect a pending late on plan for f due 2022-03-07
        as of 2022-03-20
        expect a satisfied for f due 2022-03-17
        """,
    ),
    Case(
        "a kind opens when created (then it is open ... from its date if one is given)",
        "a: meeting requires convened within 3 days",
        """
        meeting m from 2022-03-01
        as of 2022-03-02
        expect a pending for m due 2022-03-04
        """,
    ),
    Case(
        "and closes by the first of one or several events",
        "a: meeting requires convened",
        """
        meeting m
        meeting n
        from 2022-03-01
        2022-03-02 m cancelled
        2022-03-03 m convened
        2022-03-04 n convened
        2022-03-05 n held
        as of 2022-03-03
        expect a violated for m
        expect a pending for n
        as of 2022-03-05
        expect a violated for m
        expect a satisfied for n
        """,
    ),
    Case(
        "closes also by another record's event",
        "a: part requires handed_in",
        """
        file f
        part p with file = f
        2022-03-01 f opened
        as of 2022-03-02
        expect a pending for p
        2022-03-03 f closed
        as of 2022-03-03
        expect a violated for p
        """,
    ),
    Case(
        "a void closing makes what is undecided not applicable",
        "a: file requires sent within 10 days of opened\nb: file requires signed within 2 days of opened",
        """
        file f
        2022-03-01 f opened
        2022-03-05 f voided
        as of 2022-03-04
        expect a pending for f
        expect b violated for f
        as of 2022-03-20
        expect a not_applicable for f
        expect b violated for f
        """,
    ),
    Wrong(
        "a requirement without a time, on a kind that never closes, is an error",
        "a: register requires updated",
        "RD311",
    ),
    Case(
        "give a time, `at all times`",
        "a: register requires kept at all times",
        """
        register r from 2022-03-01
        2022-03-01 r kept = yes
        2022-03-05 r kept = no
        as of 2022-03-04
        expect a satisfied so far for r
        as of 2022-03-05
        expect a violated for r
        """,
    ),
    Case(
        "or a horizon: unmet that long after it arose is pending, past the horizon",
        "a: register requires updated",
        """
        register r from 2022-03-01
        register s from 2022-03-01
        2022-06-01 s updated
        as of 2023-02-28
        expect a pending for r
        as of 2023-03-31
        expect a pending past the horizon for r
        expect a satisfied so far for s
        """,
        "calendar none\nhorizon 1 year",
    ),
    Case(
        "if a norm arises at or after the closing, the closing does not decide it; its own window does",
        "a: file requires published within 5 days of closed",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-05 f closed
        2022-03-05 g closed
        as of 2022-03-08
        expect a pending for f due 2022-03-10
        2022-03-09 f published
        as of 2022-03-11
        expect a satisfied for f
        expect a violated for g
        """,
    ),
    Wrong("and without one it is an error", "a: file requires published upon closed", "RD312"),
    Case(
        "persons hold roles over intervals",
        "a: file requires signed(by = mayor) before sent",
        """
        person wang is mayor from 2022-01-01 to 2022-03-02
        person li is mayor from 2022-03-03
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f signed(by = wang)
        2022-03-03 g signed(by = wang)
        2022-03-05 f sent
        2022-03-05 g sent
        as of 2022-03-05
        expect a satisfied for f
        expect a violated for g
        """,
    ),
    Case(
        "roles may be narrower, unions (`leader = mayor or vice_mayor`)",
        "a: file requires signed(by = leader) before sent",
        """
        person wang is mayor
        person li is executive_vice_mayor
        person zhao is secretary_general
        file f
        file g
        file h
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-02 f signed(by = wang)
        2022-03-02 g signed(by = li)
        2022-03-02 h signed(by = zhao)
        2022-03-05 f sent
        2022-03-05 g sent
        2022-03-05 h sent
        as of 2022-03-05
        expect a satisfied for f
        expect a satisfied for g
        expect a violated for h
        """,
    ),
    Case(
        "or taken from a field: held by whoever the field names at that instant",
        "a: file requires signed(by = department_head) before sent",
        """
        person wang
        person li
        file f
        file g
        file h
        2022-03-01 finance head = wang
        2022-03-01 planning head = wang
        2022-03-03 finance head = li
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-02 f signed(by = wang)
        2022-03-02 g signed(by = li)
        2022-03-04 h signed(by = li)
        2022-03-05 f sent
        2022-03-05 g sent
        2022-03-05 h sent
        as of 2022-03-05
        expect a satisfied for f
        expect a violated for g
        expect a satisfied for h
        """,
    ),
    Case(
        "kinds of party act, have fields, and can be subjects of clauses",
        "a: department requires at least 1 reported per record\nb: file requires signed(by = finance.head) before sent",
        """
        from 2022-03-01
        person wang
        file f
        2022-03-01 finance head = wang
        2022-03-01 f opened
        2022-03-02 f signed(by = wang)
        2022-03-03 f sent
        2022-03-04 finance reported(by = finance)
        as of 2022-04-01
        expect a satisfied for finance
        expect a pending for planning
        expect b satisfied for f
        """,
    ),
    Case(
        "a party's own record is open while the ruleset is in force",
        "a: finance requires reported within 5 days",
        """
        from 2022-01-01
        as of 2022-02-20
        expect a not_applicable
        as of 2022-03-02
        expect a pending due 2022-03-06
        as of 2022-03-07
        expect a violated
        """,
        "calendar none\nin force from 2022-03-01",
    ),
    Case(
        "`holders(ROLE)`: the persons holding it, by narrower roles too, not by acting",
        """
        stand_in: secretary_general acts for vice_mayor while away(vice_mayor)
        a: meeting requires holders(vice_mayor) among members at held
        """,
        """
        person wang is vice_mayor
        person li is executive_vice_mayor
        person zhao is secretary_general
        meeting m with members = (wang, li)
        meeting n with members = (wang, zhao)
        2022-03-01 to 2022-03-09 vice_mayor away
        2022-03-02 m held
        2022-03-02 n held
        as of 2022-03-02
        expect a satisfied for m
        expect a violated for n
        """,
    ),
    Case(
        "a state over intervals, both end days included",
        "a: file forbids sent while paused",
        """
        file e
        file f
        file g
        file h
        2022-03-01 e opened
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-03 to 2022-03-05 e paused
        2022-03-03 to 2022-03-05 f paused
        2022-03-03 to 2022-03-05 g paused
        2022-03-03 to 2022-03-05 h paused
        2022-03-02 e sent
        2022-03-03 f sent
        2022-03-05 g sent
        2022-03-06 h sent
        as of 2022-03-06
        expect a satisfied so far for e
        expect a violated for f
        expect a violated for g
        expect a satisfied so far for h
        """,
    ),
    Case(
        "open-ended without an end",
        "a: file forbids sent while paused",
        """
        file f
        2022-03-01 f opened
        2022-03-03 onwards f paused
        2022-09-05 f sent
        as of 2022-09-05
        expect a violated for f
        """,
    ),
    Case(
        "it may be declared between events",
        "a: file forbids sent when fee_due",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-02 f asked
        2022-03-02 g asked
        2022-03-04 f sent
        2022-03-06 f paid
        2022-03-06 g paid
        2022-03-07 g sent
        as of 2022-03-07
        expect a violated for f
        expect a satisfied so far for g
        """,
    ),
    Case(
        "a state of a role holds if recorded of the role or of all who hold it",
        "a: file forbids sent when away(vice_mayor)",
        """
        person wang is vice_mayor
        person li is vice_mayor
        file f
        file g
        file h
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-02 to 2022-03-04 wang away
        2022-03-03 to 2022-03-04 li away
        2022-03-06 to 2022-03-06 vice_mayor away
        2022-03-02 f sent
        2022-03-03 g sent
        2022-03-06 h sent
        as of 2022-03-06
        expect a satisfied so far for f
        expect a violated for g
        expect a violated for h
        """,
    ),
    Case(
        "events, states and role-holdings are closed-world up to the evaluation instant",
        "a: file requires signed(by = mayor) before sent unless paused",
        """
        person li
        file f
        2022-03-01 f opened
        2022-03-02 f signed(by = li)
        2022-03-03 f sent
        as of 2022-03-03
        expect a violated for f
        """,
    ),
    Case(
        "(`unknown` may be recorded for a state's interval)",
        "a: file forbids sent when paused",
        """
        file f
        2022-03-01 f opened
        2022-03-02 to 2022-03-04 f paused unknown
        2022-03-03 f sent
        as of 2022-03-03
        expect a undetermined for f missing paused
        """,
    ),
    Case(
        "unknown is not no, and a set not given is unknown, not empty",
        "a: file requires every x in team has x is department before sent",
        """
        file f
        file g with team = ()
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 f sent
        2022-03-03 g sent
        as of 2022-03-03
        expect a undetermined for f missing team
        expect a satisfied for g
        """,
    ),
    Case(
        "Kleene's three-valued logic: an `and` with a no is no, an `or` with a yes is yes",
        "a: file requires (flag and pages = 1) before sent\nb: file requires (flag or pages = 2) before sent",
        """
        file f with pages = 2
        file g with pages = 1
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 f sent
        2022-03-03 g sent
        as of 2022-03-03
        expect a violated for f
        expect b satisfied for f
        expect a undetermined for g missing flag
        expect b undetermined for g missing flag
        """,
    ),
    Case(
        "quantifiers too (every|some|no x in SET has C)",
        """
        every: file requires every p in part of file has p.weight = 1 before sent
        some: file requires some p in part of file has p.weight = 1 before sent
        none_has: file requires no p in part of file has p.weight = 1 before sent
        """,
        """
        file f
        file g
        part p with file = f, weight = 1
        part q with file = f
        part r with file = g, weight = 2
        part s with file = g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-03 f sent
        2022-03-03 g sent
        as of 2022-03-03
        expect every undetermined for f
        expect some satisfied for f
        expect none_has violated for f
        expect every violated for g
        expect some undetermined for g
        expect none_has undetermined for g
        """,
    ),
    Case(
        "`SET within SET`, `SET contains x`",
        "a: meeting requires guests among members at held\nb: meeting requires members contains finance at held",
        """
        meeting m with guests = (finance, planning), members = (finance, planning, archive)
        meeting n with guests = (finance, planning), members = (planning, archive)
        2022-03-03 m held
        2022-03-03 n held
        as of 2022-03-03
        expect a satisfied for m
        expect b satisfied for m
        expect a violated for n
        expect b violated for n
        """,
    ),
    Case(
        "`count(distinct ...)`",
        "a: file requires count(distinct p.weight for p in part of file) = 2 before sent",
        """
        file f
        part p with file = f, weight = 1
        part q with file = f, weight = 1
        part r with file = f, weight = 5
        2022-03-01 f opened
        2022-03-03 f sent
        as of 2022-03-03
        expect a satisfied for f
        """,
    ),
    Case(
        "`count(E of KIND where C) in this PERIOD`",
        "a: file requires count(sent of file) in this month <= 1 before published",
        """
        file f
        file g
        file h
        2022-02-25 f opened
        2022-02-25 g opened
        2022-02-25 h opened
        2022-02-26 f sent
        2022-03-03 f sent
        2022-03-04 f published
        2022-03-05 g sent
        2022-03-06 g published
        as of 2022-03-06
        expect a satisfied for f
        expect a violated for g
        """,
    ),
    Case(
        "a kind's name as a set is the set of its open records",
        "a: meeting requires count(permit) = 1 at held",
        """
        permit p
        permit q
        meeting m
        meeting n
        2022-03-01 p granted
        2022-03-02 m held
        2022-03-03 q granted
        2022-03-05 n held
        as of 2022-03-05
        expect a satisfied for m
        expect a violated for n
        """,
    ),
    Case(
        "an event pattern is true from the instant after its first matching event; `not E` before that",
        "a: file requires reviewed before reviewed\nb: file requires not sent before signed",
        """
        file f
        2022-03-01 f opened
        2022-03-02 09:00 f reviewed
        2022-03-02 10:00 f signed
        2022-03-02 11:00 f sent
        2022-03-02 12:00 f signed
        as of 2022-03-02
        expect a violated for f
        expect b satisfied for f # 1
        expect b violated for f # 2
        """,
    ),
    Case(
        "`E within the last N U` while that recent",
        "a: file requires reviewed within the last 3 days before sent",
        """
        file f
        file g
        2022-03-01 f opened
        2022-03-01 g opened
        2022-03-05 f reviewed
        2022-03-05 g reviewed
        2022-03-07 f sent
        2022-03-12 g sent
        as of 2022-03-12
        expect a satisfied for f
        expect a violated for g
        """,
    ),
    Case(
        "`x > p/q of y` means q x > p y, with no division",
        """
        a: meeting requires count(guests) > 1/2 of count(members) at held
        b: meeting requires count(guests) >= 2/3 of count(members) at held
        """,
        """
        meeting m with guests = (finance, planning), members = (finance, planning, archive)
        meeting n with guests = (finance, planning), members = (finance, planning, archive, mill)
        2022-03-03 m held
        2022-03-03 n held
        as of 2022-03-03
        expect a satisfied for m
        expect b satisfied for m
        expect a violated for n
        expect b violated for n
        """,
    ),
    Case(
        "exact decimals; no floats",
        "a: file requires price + 0.2 = 0.3 before sent",
        """
        file f with price = 0.1
        2022-03-01 f opened
        2022-03-03 f sent
        as of 2022-03-03
        expect a satisfied for f
        """,
    ),
    Case(
        "durations compare within months or within days and hours",
        "a: file requires 12 months = 1 year before sent\nb: file requires 48 hours = 2 days before sent",
        """
        file f
        2022-03-01 f opened
        2022-03-03 f sent
        as of 2022-03-03
        expect a satisfied for f
        expect b satisfied for f
        """,
    ),
    Wrong(
        "durations compare only within months or within days", "a: file requires 1 month = 30 days before sent", "RD228"
    ),
)
def test_the_sentence_holds(case: Case | Wrong) -> None:
    holds(case)


def test_an_event_before_its_record_opens_is_an_error() -> None:
    """'an event before its record opens ... is an error'."""
    assert log_errors(_PAGES, "file f\n2022-03-01 f sent\n2022-03-02 f opened\nas of 2022-03-02") != []


@pytest.mark.parametrize(
    "log",
    [
        pytest.param("file f with nothing = 1\nas of 2022-03-02", id="an unknown name"),
        pytest.param("file f with pages = yes\nas of 2022-03-02", id="a value of the wrong type"),
        pytest.param("file f\n2022-02-30 f opened\nas of 2022-03-02", id="a date that does not exist"),
        pytest.param("file f\nfile f\nas of 2022-03-02", id="a duplicate id"),
        pytest.param("file f\n2022-03-05 f opened\nas of 2022-03-02", id="an unplanned event after the last as of"),
    ],
)
def test_bad_input_never_becomes_a_verdict(log: str) -> None:
    """'Bad input never becomes a verdict'."""
    assert log_errors(_PAGES, log) != []


def test_who_decided_a_judgement_and_when_is_kept() -> None:
    """'speaks for the record's whole life once made, with who decided and when'."""
    log = """
    person wang is mayor
    file f
    2022-03-01 f opened
    2022-03-02 f sent
    2022-03-05 f grave judged yes by wang
    as of 2022-03-05
    """
    found = verdict("a: file forbids sent when grave", log)
    (fact,) = [each for each in found.explanation.facts if each.kind == "judgement"]
    assert (fact.subject, fact.name, fact.day) == ("f", "grave", 738219)
    assert isinstance(compiled(_PAGES), Ruleset)
