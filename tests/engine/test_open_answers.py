"""What is said of nobody, of several and of those who may or may not belong: the answers that are neither a plain yes
nor a plain no. Each verdict was worked out by hand from the language reference."""

from __future__ import annotations

import pytest

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.source import Source
from ruledsl.syntax import parse
from tests.laws.cases import CHINA, Case, by_sentence, check, holds, rules_text, scenario_of

PEOPLE = """
person wang is mayor
person li is vice_mayor
person zhao is secretary_general
"""
FILE = f"""{PEOPLE}
file f with pages = 5, deadline = 2022-03-20, owner = wang
2022-03-01 f opened
"""
SENT = "2022-03-04 f sent\nas of 2022-03-05\n"
_PERMITS = f"""{FILE}
permit sure with owner = wang
permit perhaps
2022-03-01 sure granted
2022-03-01 perhaps granted
"""


def asked(condition: str) -> str:
    """A precondition: what is asked before the file is sent."""
    return f"a: file requires {condition} before sent"


@by_sentence(
    Case("no event has happened to none", asked("not parent.reviewed"), FILE + SENT + "expect a satisfied for f"),
    Case("nobody has signed none", asked("parent.signer = mayor"), FILE + SENT + "expect a violated for f"),
    Case("none was signed by nobody", asked("parent.signed.by = mayor"), FILE + SENT + "expect a violated for f"),
    Case("none was opened on no day", asked("parent.opened = 2022-03-01"), FILE + SENT + "expect a violated for f"),
    Case(
        "a field of none is unknown, and so is what happened to the record it names",
        asked("parent.parent.reviewed"),
        FILE + "file g\n2022-03-01 g opened\n2022-03-02 g reviewed\n" + SENT + "expect a undetermined for f",
    ),
    Case(
        "the field of none by itself: unknown is not no",
        asked("not parent.parent.reviewed"),
        FILE + SENT + "expect a undetermined for f",
    ),
    Case(
        "who signed what a field of none names is unknown",
        asked("not parent.parent.signer = mayor"),
        FILE + SENT + "expect a undetermined for f",
    ),
    Case(
        "whether another's clause lapsed is unknown where the other is",
        "b: file requires reviewed within 1 day of opened\n" + asked("not parent.parent.b lapsed"),
        FILE + SENT + "expect a undetermined for f",
    ),
    Case(
        "a clause never lapses for none",
        "b: file requires reviewed within 1 day of opened\n" + asked("not parent.b lapsed"),
        FILE + SENT + "expect a satisfied for f",
    ),
    Case(
        "a sum over records that point at what is unknown is unknown",
        asked("sum(x.pages for x in file of parent.parent) >= 0"),
        FILE + SENT + "expect a undetermined for f",
    ),
    Case(
        "a pattern's record is read as of the entry: reviewed while it was the parent",
        asked("parent.reviewed"),
        FILE + "file g\nfile h\n2022-03-01 g opened\n2022-03-01 h opened\n2022-03-01 f parent = g\n"
        "2022-03-02 g reviewed\n2022-03-03 f parent = h\n" + SENT + "expect a satisfied for f",
    ),
    Case(
        "a pattern's record is read as of the entry: reviewed when it no longer was the parent",
        asked("parent.reviewed"),
        FILE + "file g\nfile h\n2022-03-01 g opened\n2022-03-01 h opened\n2022-03-01 f parent = g\n"
        "2022-03-02 f parent = h\n2022-03-03 g reviewed\n" + SENT + "expect a violated for f",
    ),
    Case(
        "a parameter in a set",
        "a: file requires filed(copies in (2, 3)) before sent\nb: file requires filed(copies in (3, 4)) before sent",
        FILE + "2022-03-02 f filed(copies = 2)\n" + SENT + "expect a satisfied for f\nexpect b violated for f",
    ),
    Case(
        "a parameter outside a set",
        "a: file requires filed(copies not in (2, 3)) before sent\n"
        "b: file requires filed(copies not in (3, 4)) before sent",
        FILE + "2022-03-02 f filed(copies = 2)\n" + SENT + "expect a violated for f\nexpect b satisfied for f",
    ),
    Case(
        "a window longer than all time holds whatever happened in the log",
        asked("reviewed within the last 9999 years"),
        FILE + "2022-03-02 f reviewed\n" + SENT + "expect a satisfied for f",
    ),
    Case(
        "a window longer than all time reaches back before the log",
        asked("reviewed within the last 9999 years"),
        "from 2022-03-01\n" + FILE + SENT + "expect a undetermined for f",
    ),
    Case(
        "a window of workdays in a year without a calendar",
        asked("reviewed within the last 3 workdays"),
        "file f\n2041-03-01 f opened\n2041-03-04 f reviewed\n2041-03-08 f sent\nas of 2041-03-09\n"
        "expect a undetermined for f",
        settings=CHINA,
    ),
    Case(
        "a state holds of one of several who signed",
        asked("signer.away"),
        FILE
        + "2022-03-02 f signed(by = (wang, li))\n2022-03-02 to 2022-03-04 li away\n"
        + SENT
        + "expect a satisfied for f",
    ),
    Case(
        "a state holds of none of several who signed",
        asked("signer.away"),
        FILE
        + "2022-03-02 f signed(by = (wang, li))\n2022-03-02 to 2022-03-04 zhao away\n"
        + SENT
        + "expect a violated for f",
    ),
    Case(
        "one of several who signed holds the role",
        asked("signer is mayor"),
        FILE + "2022-03-02 f signed(by = (zhao, wang))\n" + SENT + "expect a satisfied for f",
    ),
    Case(
        "none of several who signed holds the role",
        asked("signer is vice_mayor"),
        FILE + "2022-03-02 f signed(by = (zhao, wang))\n" + SENT + "expect a violated for f",
    ),
    Case(
        "a state of a role whose holders are not all known: one is not in it",
        asked("department_head.away"),
        FILE + "department d with head = zhao\n" + SENT + "expect a violated for f",
    ),
    Case(
        "a state of a role whose holders are not all known: the one known is in it",
        asked("department_head.away"),
        FILE
        + "department d with head = zhao\n2022-03-02 to 2022-03-04 zhao away\n"
        + SENT
        + "expect a undetermined for f",
    ),
    Case(
        "a role whose holders are not known at all",
        asked("department_head.away"),
        FILE + SENT + "expect a undetermined for f",
    ),
    Case(
        "the name for the doer on the right of an equation",
        "a: file requires mayor = signer before sent\nb: file requires vice_mayor != signer before sent",
        FILE + "2022-03-02 f signed(by = wang)\n" + SENT + "expect a satisfied for f\nexpect b satisfied for f",
    ),
    Case(
        "the latest of two who signed on one line is not known",
        asked("not signer = mayor"),
        FILE + "2022-03-02 f signed(by = li), signed(by = wang)\n" + SENT + "expect a undetermined for f",
    ),
    Case(
        "numbers among numbers",
        "a: file requires (pages, 4) among (3, 4, 5) before sent\nb: file requires (pages, 4) among (3, 4) before sent",
        FILE + SENT + "expect a satisfied for f\nexpect b violated for f",
    ),
    Case(
        "of what perhaps belongs to a set, every one is asked",
        asked("every x in permit of owner has x.returned"),
        _PERMITS + "2022-03-02 sure returned\n" + SENT + "expect a undetermined for f",
    ),
    Case(
        "what perhaps belongs to a set and fits anyway leaves nothing open",
        asked("every x in permit of owner has x.returned"),
        _PERMITS + "2022-03-02 sure returned\n2022-03-02 perhaps returned\n" + SENT + "expect a satisfied for f",
    ),
    Case(
        "one that surely belongs to a set decides alone",
        asked("every x in permit of owner has x.returned"),
        _PERMITS + "2022-03-02 perhaps returned\n" + SENT + "expect a violated for f",
    ),
    Case(
        "some of a set: one that perhaps belongs to it leaves it open",
        asked("some x in permit of owner has x.returned"),
        _PERMITS + "2022-03-02 perhaps returned\n" + SENT + "expect a undetermined for f",
    ),
    Case(
        "no member of a set: one that perhaps belongs to it leaves it open",
        asked("no x in permit of owner has x.returned"),
        _PERMITS + "2022-03-02 perhaps returned\n" + SENT + "expect a undetermined for f",
    ),
    Case(
        "the number of a set lies between those sure and those possible",
        """
        one: file requires count(permit of owner) = 1 before sent
        some: file requires count(permit of owner) >= 1 before sent
        many: file requires count(permit of owner) > 2 before sent
        half: file requires 1/2 of count(permit of owner) <= 1 before sent
        half_more: file requires 1/2 of count(permit of owner) > 1 before sent
        half_open: file requires 1/2 of count(permit of owner) = 1 before sent
        """,
        _PERMITS + SENT + "expect one undetermined for f\nexpect some satisfied for f\nexpect many violated for f\n"
        "expect half satisfied for f\nexpect half_more violated for f\nexpect half_open undetermined for f",
    ),
    Case(
        "a condition on what is counted leaves the others out",
        "a: file requires count(permit where returned) = 1 before sent",
        _PERMITS + "2022-03-02 perhaps noted\n".replace("perhaps noted", "f noted") + SENT + "expect a violated for f",
    ),
    Case(
        "a sum of those that fit",
        "a: file requires sum(x.pages for x in file of self where x.reviewed) = 3 before sent",
        FILE + "file g with parent = f, pages = 3\nfile h with parent = f, pages = 4\n"
        "2022-03-01 g opened\n2022-03-01 h opened\n2022-03-02 g reviewed\n" + SENT + "expect a satisfied for f",
    ),
    Case(
        "different owners, one of them not known, are between one and two",
        """
        one: file requires count(distinct x.owner for x in file of self) = 1 before sent
        most: file requires count(distinct x.owner for x in file of self) <= 2 before sent
        many: file requires count(distinct x.owner for x in file of self) > 2 before sent
        """,
        FILE
        + "file g with parent = f, owner = wang\nfile h with parent = f\n2022-03-01 g opened\n2022-03-01 h opened\n"
        + SENT
        + "expect one undetermined for f\nexpect most satisfied for f\nexpect many violated for f",
    ),
    Case(
        "months and years are of one scale, weeks and days of another",
        """
        a: file requires 1 year + 1 quarter = 15 months before sent
        b: file requires 2 weeks + 1 week = 21 days before sent
        c: file requires 3 weeks - 1 day < 20 days before sent
        d: file requires 1 day = 24 hours before sent
        """,
        FILE + SENT + "expect a satisfied for f\nexpect b satisfied for f\nexpect c violated for f\n"
        "expect d satisfied for f",
    ),
    Case(
        "a date moves back on the calendar, the month's last day at the latest",
        """
        a: file requires deadline - 1 week = 2022-03-13 before sent
        b: file requires deadline - 1 month = 2022-02-20 before sent
        """,
        FILE + SENT + "expect a satisfied for f\nexpect b satisfied for f",
    ),
    Case(
        "a set is the same as another if both have the same members",
        """
        same: file requires team = parent.team before sent
        other: file requires team = parent.parent.team before sent
        """,
        FILE
        + """
        file g with team = (wang, li)
        file h with team = (wang, zhao)
        file k with team = (wang, li), parent = g
        file m with team = (wang, li), parent = h
        2022-03-01 g opened
        2022-03-01 h opened
        2022-03-01 k opened
        2022-03-01 m opened
        2022-03-04 k sent
        2022-03-04 m sent
        as of 2022-03-05
        expect same satisfied for k
        expect same violated for m
        expect other undetermined for k
        """.replace("\n        ", "\n"),
    ),
    Case(
        "one doer of several belongs to a set",
        asked("signer in team"),
        FILE.replace("owner = wang", "owner = wang, team = (li, zhao)")
        + "2022-03-02 f signed(by = (wang, li))\n"
        + SENT
        + "expect a satisfied for f",
    ),
    Case(
        "whether a doer belongs to a set that is not given is unknown",
        asked("signer in team"),
        FILE + "2022-03-02 f signed(by = (wang, li))\n" + SENT + "expect a undetermined for f",
    ),
)
def test_what_is_asked_of_nobody_of_several_and_of_perhaps(case):
    holds(case)


TERMS = """\
vocabulary world
    role mayor
    kind party
        trusted : yes/no
    kind file opens opened, closes never
        term : duration
        signer : by signed
        event opened, signed(by : person), sent
    kind task opens when created, closes never
        file : file
        term : duration
        stern : judgement
        restraint(month) : yes/no
"""


@pytest.mark.parametrize(
    ("clause", "log", "verdict"),
    [
        ("sum(x.term for x in task of self) = 0 days", "", "satisfied"),
        ("sum(x.term for x in task of self) < 5 days", "", "satisfied"),
        ("5 days > sum(x.term for x in task of self)", "", "satisfied"),
        ("sum(x.term for x in task of self) = 10 days", "task t with file = f, term = 1 week\n"
         "task u with file = f, term = 3 days", "satisfied"),
        ("sum(x.term for x in task of self) = 10 days", "task t with file = f, term = 1 week\n"
         "task u with file = f, term = 1 month", "undetermined"),
        ("sum(x.term for x in task of self where x.stern) = 7 days", "task t with file = f, term = 1 week",
         "undetermined"),
        ("signer.trusted", "2022-03-01 wang trusted = yes\n2022-03-01 li trusted = yes\n"
         "2022-03-02 f signed(by = (wang, li))", "satisfied"),
        ("signer.trusted", "2022-03-01 wang trusted = yes\n2022-03-01 li trusted = no\n"
         "2022-03-02 f signed(by = (wang, li))", "undetermined"),
    ],
)  # fmt: skip
def test_sums_of_durations_and_fields_of_several(clause, log, verdict):
    diagnostics = Diagnostics()
    text = rules_text(f"a: file requires {clause} before sent", vocabulary=TERMS)
    ruleset = compile_ruleset([parse(Source("<rules>", text), diagnostics)], diagnostics)
    assert ruleset is not None
    assert not diagnostics.errors
    people = "person wang\nperson li\nfile f\n2022-03-01 f opened\n"
    end = f"2022-03-04 f sent\nas of 2022-03-05\nexpect a {verdict} for f"
    check(ruleset, scenario_of(ruleset, f"{people}{log}\n{end}"))
