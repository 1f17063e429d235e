"""The sentences of the language reference on time, one by one: units, counting, roll-over, calendars, windows,
layers, suspension, order within a day, periods, moments; and what the chapter on verdicts says of limits.

Each case quotes the words that it checks. What is expected was worked out by hand from the sentence. In 2022, 7 March
is a Monday; Saturday 2 April is a working day, 3 to 5 April are holidays; 24 April (Sunday) and 7 May (Saturday) are
working days, 30 April to 4 May are holidays.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import ruledsl
from tests.laws.deciding import CHINA, check, errors, rules_text, verdicts

WORLD = """\
vocabulary world
    role mayor
    role secretary
    state away of party
    kind request  opens submitted, closes closed or void by dropped
        agreed : date
        other : date
        big : yes/no
        rush : yes/no default no
        pages : whole number
        state stuck
        state fee_due from fee_asked to fee_settled
        event submitted, replied(by), signed(by), returned, noted, closed, dropped, fee_asked, fee_settled
    kind letter  opens sent, closes never
        event sent, answered
    kind meeting  opens when created, closes held or cancelled
        event called, held, cancelled
    kind item  opens when created, closes meeting.held or void by struck
        meeting : meeting
        pages : whole number
        event filed, approved, struck
    kind register  opens when created, closes never
        kept : yes/no
        event updated, checked
"""


def law(words: str, clauses: str, scenario: str, settings: str = CHINA) -> object:
    return pytest.param(rules_text(WORLD, clauses, settings), scenario, id=words)


NONE = "calendar none"

# ------------------------------------------------------------------------------------------------ units and counting

UNITS = [
    law(
        "Units: day",
        "a: request requires replied within 3 days of submitted",
        """
        request r
        2022-03-07 r submitted
        as of 2022-03-10
        expect a pending due 2022-03-10
        as of 2022-03-11
        expect a violated breach due 2022-03-10
        """,
    ),
    law(
        "Units: workday",
        "a: request requires replied within 3 workdays of submitted",
        """
        request r
        2022-03-10 r submitted
        as of 2022-03-15
        expect a pending due 2022-03-15
        as of 2022-03-16
        expect a violated due 2022-03-15
        """,
    ),
    law(
        "Units: week (7 days)",
        "a: request requires replied within 2 weeks of submitted",
        """
        request kept
        request late
        2022-03-07 kept submitted
        2022-03-07 late submitted
        2022-03-21 kept replied
        2022-03-22 late replied
        as of 2022-03-22
        expect a satisfied for kept due 2022-03-21
        expect a violated for late due 2022-03-21
        """,
    ),
    law(
        "Units: month",
        "a: request requires replied within 1 month of submitted",
        """
        request r
        2022-03-07 r submitted
        as of 2022-04-07
        expect a pending due 2022-04-07
        as of 2022-04-08
        expect a violated due 2022-04-07
        """,
    ),
    law(
        "Units: quarter (3 months)",
        "a: request requires replied within 1 quarter of submitted",
        """
        request r
        2022-03-07 r submitted
        as of 2022-03-07
        expect a pending due 2022-06-07
        """,
    ),
    law(
        "Units: year (12 months)",
        "a: request requires replied within 1 year of submitted",
        """
        request r
        2022-03-07 r submitted
        as of 2022-03-07
        expect a pending due 2023-03-07
        """,
    ),
    law(
        "Units: hour",
        "a: request requires replied within 48 hours of submitted",
        """
        request kept
        request late
        2022-03-07 10:00 kept submitted
        2022-03-07 10:00 late submitted
        2022-03-09 09:59 kept replied
        2022-03-09 10:01 late replied
        as of 2022-03-10
        expect a satisfied for kept due 2022-03-09
        expect a violated for late due 2022-03-09
        """,
    ),
    law(
        "Hours are elapsed hours: the clocks go forward in London on 27 March 2022",
        "a: request requires replied within 24 hours of submitted",
        """
        request kept
        request late
        2022-03-26 12:00 kept submitted
        2022-03-26 12:00 late submitted
        2022-03-27 12:30 kept replied
        2022-03-27 13:01 late replied
        as of 2022-03-28
        expect a satisfied for kept
        expect a violated for late
        """,
        'calendar england\ntime zone "Europe/London"',
    ),
    law(
        "Hours are elapsed hours, the others civil dates: one day over the change of the clocks",
        "a: request requires replied within 1 day of submitted",
        """
        request r
        2022-03-26 00:10 r submitted
        2022-03-27 23:50 r replied
        as of 2022-03-28
        expect a satisfied due 2022-03-27
        """,
        'calendar none\ntime zone "Europe/London"',
    ),
]

COUNTING = [
    law(
        "The anchor's civil date counts as the anchor, also after hours",
        """
        a: request requires replied within 1 workday of submitted
        b: request requires replied within 3 days of submitted
        """,
        """
        request r
        2022-03-07 23:30 r submitted
        as of 2022-03-07
        expect a pending due 2022-03-08
        expect b pending due 2022-03-10
        """,
        "calendar china\nbusiness hours until 17:30",
    ),
    law(
        "The anchor's civil date counts as the anchor, also on rest days",
        """
        a: request requires replied within 1 workday of submitted
        b: request requires replied within 3 days of submitted
        """,
        """
        request r
        2022-03-05 r submitted
        as of 2022-03-07
        expect a pending due 2022-03-07
        expect b pending due 2022-03-08
        """,
    ),
    law(
        "and is day 0: what comes on the anchor's own day is in time",
        "a: request requires replied within 1 day of submitted",
        """
        request r
        2022-03-07 r submitted
        2022-03-07 r replied
        as of 2022-03-07
        expect a satisfied due 2022-03-08
        """,
    ),
    law(
        "within N workdays of A ends with the N-th workday after it, make-up days counted, holidays not",
        """
        one: request requires replied within 1 workday of submitted
        two: request requires replied within 2 workdays of submitted
        three: request requires replied within 3 workdays of submitted
        """,
        """
        request r
        2022-03-31 r submitted
        as of 2022-03-31
        expect one pending due 2022-04-01
        expect two pending due 2022-04-02
        expect three pending due 2022-04-06
        """,
    ),
    law(
        "within N months on the same day of the month",
        "a: request requires replied within 1 month of submitted",
        """
        request r
        2022-02-28 r submitted
        as of 2022-02-28
        expect a pending due 2022-03-28
        """,
    ),
    law(
        "or that month's last day",
        """
        a: request requires replied within 1 month of submitted
        b: request requires replied within 2 months of submitted
        """,
        """
        request r
        2022-01-31 r submitted
        as of 2022-02-01
        expect a pending due 2022-02-28
        expect b pending due 2022-03-31
        """,
    ),
    law(
        "or that month's last day: 29 February",
        """
        a: request requires replied within 1 month of submitted
        b: request requires replied within 1 year of submitted
        """,
        """
        request r
        request s
        2024-01-31 r submitted
        2024-02-29 s submitted
        as of 2024-03-01
        expect a violated for r due 2024-02-29
        expect b pending for s due 2025-02-28
        """,
    ),
    law(
        "at least 5 workdays before E ends with the fifth workday before E's day",
        "a: item requires filed at least 5 workdays before meeting.held",
        """
        meeting m
        item kept with meeting = m
        item late with meeting = m
        2022-03-28 kept filed
        2022-03-29 late filed
        2022-04-02 m held
        as of 2022-04-02
        expect a satisfied for kept due 2022-03-28
        expect a violated for late due 2022-03-28
        """,
    ),
    law(
        "Backwards likewise: the same day of the month, or that month's last day",
        "a: item requires filed at least 1 month before meeting.held",
        """
        meeting m
        item kept with meeting = m
        item late with meeting = m
        2022-02-28 kept filed
        2022-03-01 late filed
        2022-03-31 m held
        as of 2022-03-31
        expect a satisfied for kept due 2022-02-28
        expect a violated for late due 2022-02-28
        """,
    ),
    law(
        "Backwards likewise: days, weeks, hours",
        """
        days: item requires filed at least 3 days before meeting.held
        weeks: item requires filed at least 1 week before meeting.held
        hours: item requires filed at least 48 hours before meeting.held
        """,
        """
        meeting m
        item i with meeting = m
        item j with meeting = m
        item k with meeting = m
        2022-03-03 i filed
        2022-03-07 09:59 j filed
        2022-03-07 10:01 k filed
        2022-03-09 10:00 m held
        as of 2022-03-09
        expect days satisfied for i due 2022-03-06
        expect days violated for j due 2022-03-06
        expect weeks violated for i due 2022-03-02
        expect hours satisfied for i
        expect hours satisfied for j
        expect hours violated for k
        """,
    ),
    law(
        "same day as A is A's date",
        "a: request requires replied same day as submitted",
        """
        request kept
        request late
        2022-03-07 08:00 kept submitted
        2022-03-07 08:00 late submitted
        2022-03-07 23:59 kept replied
        2022-03-08 00:01 late replied
        as of 2022-03-07
        expect a satisfied for kept due 2022-03-07
        expect a pending for late due 2022-03-07
        as of 2022-03-08
        expect a violated for late due 2022-03-07
        """,
    ),
    law(
        "clear excludes both ends (one further day)",
        """
        days: request requires replied within 3 clear days of submitted
        workdays: request requires replied within 5 clear workdays of submitted
        weeks: request requires replied within 1 clear week of submitted
        """,
        """
        request r
        2022-03-07 r submitted
        as of 2022-03-07
        expect days pending due 2022-03-11
        expect workdays pending due 2022-03-15
        expect weeks pending due 2022-03-15
        """,
    ),
    law(
        "clear excludes both ends, backwards",
        "a: item requires filed at least 3 clear days before meeting.held",
        """
        meeting m
        item kept with meeting = m
        item late with meeting = m
        2022-03-07 kept filed
        2022-03-08 late filed
        2022-03-11 m held
        as of 2022-03-11
        expect a satisfied for kept due 2022-03-07
        expect a violated for late due 2022-03-07
        """,
    ),
    law(
        "A limit ends at 24:00 of its last day",
        "a: request requires replied within 3 days of submitted",
        """
        request kept
        request late
        2022-03-07 kept submitted
        2022-03-07 late submitted
        2022-03-10 23:59 kept replied
        2022-03-11 00:00 late replied
        as of 2022-03-11
        expect a satisfied for kept
        expect a violated for late
        """,
    ),
    law(
        "or at business hours until 17:30 if so set; an act without a time is in time on the last day",
        "a: request requires replied within 3 days of submitted",
        """
        request kept
        request late
        request untimed
        2022-03-07 kept submitted
        2022-03-07 late submitted
        2022-03-07 untimed submitted
        2022-03-10 17:29 kept replied
        2022-03-10 17:31 late replied
        2022-03-10 untimed replied
        as of 2022-03-11
        expect a satisfied for kept
        expect a violated for late due 2022-03-10
        expect a satisfied for untimed
        """,
        "calendar china\nbusiness hours until 17:30",
    ),
    law(
        "business hours bind only on the last day",
        "a: request requires replied within 3 days of submitted",
        """
        request r
        2022-03-07 r submitted
        2022-03-09 22:00 r replied
        as of 2022-03-09
        expect a satisfied
        """,
        "calendar china\nbusiness hours until 17:30",
    ),
    law(
        "business hours, backwards",
        "a: item requires filed at least 3 days before meeting.held",
        """
        meeting m
        item kept with meeting = m
        item late with meeting = m
        2022-03-08 17:29 kept filed
        2022-03-08 17:31 late filed
        2022-03-11 m held
        as of 2022-03-11
        expect a satisfied for kept
        expect a violated for late due 2022-03-08
        """,
        "calendar china\nbusiness hours until 17:30",
    ),
    law(
        "an act without a time is in time on the last day: of a limit in hours too",
        "a: request requires replied within 48 hours of submitted",
        """
        request r
        2022-03-07 10:00 r submitted
        2022-03-09 r replied
        as of 2022-03-10
        expect a satisfied due 2022-03-09
        """,
    ),
]

# ------------------------------------------------------------------------------------------------ roll-over

ROLL_OVER = [
    law(
        "a forward limit in days, clear days whose last day is not a workday ends with the next workday",
        """
        days: request requires replied within 4 days of submitted
        clear: request requires replied within 3 clear days of submitted
        """,
        """
        request r
        2022-03-01 r submitted
        as of 2022-03-07
        expect days pending due 2022-03-07
        expect clear pending due 2022-03-07
        as of 2022-03-08
        expect days violated due 2022-03-07
        """,
    ),
    law(
        "a forward limit in weeks, months, quarters, years",
        """
        weeks: request requires replied within 1 week of submitted
        months: request requires replied within 1 month of submitted
        quarters: request requires replied within 1 quarter of submitted
        years: request requires replied within 1 year of submitted
        """,
        """
        request w
        request m
        request q
        request y
        2021-03-05 y submitted
        2021-12-05 q submitted
        2022-02-05 m submitted
        2022-02-26 w submitted
        as of 2022-02-28
        expect weeks pending for w due 2022-03-07
        expect months pending for m due 2022-03-07
        expect quarters pending for q due 2022-03-07
        expect years pending for y due 2022-03-07
        """,
    ),
    law(
        "the next workday is the first after the whole holiday",
        "a: request requires replied within 3 days of submitted",
        """
        request r
        2022-03-31 r submitted
        as of 2022-03-31
        expect a pending due 2022-04-06
        """,
    ),
    law(
        "a weekend day made a working day is a workday: no roll-over",
        "a: request requires replied within 3 days of submitted",
        """
        request r
        2022-03-30 r submitted
        as of 2022-03-30
        expect a pending due 2022-04-02
        """,
    ),
    law(
        "Never for hours",
        "a: request requires replied within 24 hours of submitted",
        """
        request r
        2022-03-04 10:00 r submitted
        2022-03-07 09:00 r replied
        as of 2022-03-07
        expect a violated due 2022-03-05
        """,
    ),
    law(
        "Never for same day",
        "a: request requires replied same day as submitted",
        """
        request r
        2022-03-05 r submitted
        2022-03-07 r replied
        as of 2022-03-07
        expect a violated due 2022-03-05
        """,
    ),
    law(
        "Never for backward limits",
        "a: item requires filed at least 2 days before meeting.held",
        """
        meeting m
        item kept with meeting = m
        item late with meeting = m
        2022-03-05 kept filed
        2022-03-06 late filed
        2022-03-07 m held
        as of 2022-03-07
        expect a satisfied for kept due 2022-03-05
        expect a violated for late due 2022-03-05
        """,
    ),
    law(
        "Never for date fields",
        "a: request requires replied by agreed",
        """
        request r with agreed = 2022-03-05
        2022-03-01 r submitted
        2022-03-07 r replied
        as of 2022-03-07
        expect a violated due 2022-03-05
        """,
    ),
    law(
        "Never for rolling windows: three days after a Wednesday end on the Saturday",
        "a: register requires at most 1 updated in any 3 days",
        """
        register g
        2022-03-02 g updated
        2022-03-06 g updated
        as of 2022-03-07
        expect a satisfied so far
        """,
    ),
    law(
        "Never with calendar none",
        "a: request requires replied within 3 days of submitted",
        """
        request r
        2022-03-02 r submitted
        as of 2022-03-06
        expect a violated due 2022-03-05
        """,
        NONE,
    ),
    law(
        "Roll-over (on by default): off",
        "a: request requires replied within 3 days of submitted",
        """
        request r
        2022-03-02 r submitted
        as of 2022-03-06
        expect a violated due 2022-03-05
        """,
        "calendar china\nroll-over off",
    ),
    law(
        "Roll-over of `no later than` and of the end of `from N to M`, not of its beginning",
        """
        a: request requires replied no later than 3 days after submitted
        b: request requires replied from 3 to 10 days after submitted
        """,
        """
        request r
        2022-03-02 r submitted
        2022-03-05 r replied
        as of 2022-03-05
        expect a satisfied due 2022-03-07
        expect b satisfied due 2022-03-14
        """,
    ),
    law(
        "prohibitions roll over only here: not in `within`",
        "a: request forbids replied within 3 days of submitted",
        """
        request r
        request s
        2022-03-02 r submitted
        2022-03-02 s submitted
        2022-03-05 s replied
        2022-03-06 r replied
        as of 2022-03-07
        expect a satisfied for r
        expect a violated for s
        """,
    ),
    law(
        "prohibitions roll over only here: `later than`",
        "a: request forbids replied later than 3 days after submitted",
        """
        request r
        request s
        2022-03-02 r submitted
        2022-03-02 s submitted
        2022-03-07 r replied
        2022-03-08 s replied
        as of 2022-03-09
        expect a satisfied so far for r
        expect a violated for s
        """,
    ),
]


@pytest.mark.parametrize(("rules", "scenario"), [*UNITS, *COUNTING, *ROLL_OVER])
def test_units_counting_and_roll_over(rules: str, scenario: str) -> None:
    """'Units', 'The anchor's civil date counts as the anchor', 'Roll-over (on by default)'."""
    check(rules, scenario)


@pytest.mark.parametrize("unit", ["hours", "days", "workdays", "weeks", "months", "quarters", "years"])
def test_an_amount_is_at_least_one(unit: str) -> None:
    """'N >= 1'."""
    assert errors(rules_text(WORLD, f"a: request requires replied within 0 {unit} of submitted")) != []
    assert errors(rules_text(WORLD, f"a: request requires replied within 1 {unit} of submitted")) == []


# ------------------------------------------------------------------------------------------------ calendars


def office(folder: Path, settings: str, clauses: str, **files: str) -> ruledsl.Ruleset:
    """A ruleset in a folder, with the files that its settings name."""
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / "law.rules").write_text(rules_text(WORLD, clauses, settings), "utf-8")
    return ruledsl.load(folder)


THREE_WORKDAYS = "a: request requires replied within 3 workdays of submitted"


def test_overrides_in_a_file_beside_the_ruleset(tmp_path: Path) -> None:
    """'overrides in a file beside the ruleset': a Wednesday of rest and a Sunday of work."""
    file = '2022-03-09 rest "flood"\n2022-03-13 working\n'
    rules = office(tmp_path, 'calendar ours = china with "days.txt"\ncalendar ours', THREE_WORKDAYS, days=file)
    check(
        rules.compiled,
        """
        request r
        request s
        2022-03-07 r submitted
        2022-03-10 s submitted
        as of 2022-03-10
        expect a pending for r due 2022-03-11
        expect a pending for s due 2022-03-14
        """,
    )


def test_overrides_may_publish_a_year(tmp_path: Path) -> None:
    """'overrides in a file': `year 2027 complete` says all of an unpublished year's special days."""
    file = "year 2027 complete\n2027-03-03 rest\n"
    rules = office(tmp_path, 'calendar china with "days.txt"', THREE_WORKDAYS, days=file)
    check(
        rules.compiled,
        """
        request r
        2027-03-01 r submitted
        as of 2027-03-05
        expect a pending due 2027-03-05
        as of 2027-03-06
        expect a violated due 2027-03-05
        """,
    )


def test_further_counted_days_from_a_file(tmp_path: Path) -> None:
    """'further counted days can be declared from a file (`unit school_day from FILE`)'."""
    file = "2022-03-01 to 2022-03-04\n2022-03-12\n2022-03-14 to 2022-03-18\n"
    clauses = """
    a: request requires replied within 3 school_day of submitted
    b: item requires filed at least 2 school_day before meeting.held
    """
    rules = office(tmp_path, 'calendar china\nunit school_day from "days.txt"', clauses, days=file)
    check(
        rules.compiled,
        """
        meeting m
        request r
        item kept with meeting = m
        item late with meeting = m
        2022-03-03 r submitted
        2022-03-04 kept filed
        2022-03-05 late filed
        2022-03-14 m held
        as of 2022-03-14
        expect a pending due 2022-03-14
        expect b satisfied for kept due 2022-03-04
        expect b violated for late due 2022-03-04
        as of 2022-03-15
        expect a violated due 2022-03-14
        """,
    )


UK = "calendar uk = working in all of (england, scotland, wales, northern_ireland)\ncalendar uk"
UNPUBLISHED_DAYS = "a: request requires replied within 3 days of submitted"

CALENDARS = [
    law(
        "joins: a workday is one in all of them",
        "a: request requires replied within 1 workday of submitted",
        """
        request summer
        request august
        request march
        2022-03-16 march submitted
        2022-07-29 summer submitted
        2022-08-26 august submitted
        as of 2022-08-26
        expect a violated for march due 2022-03-18
        expect a violated for summer due 2022-08-02
        expect a pending for august due 2022-08-30
        """,
        UK,
    ),
    law(
        "Outside the published years a day may be either: what every possible calendar agrees on is decided: kept",
        f"{THREE_WORKDAYS}\nb: request requires replied within 3 days of submitted",
        """
        request r
        2027-03-01 r submitted
        2027-03-04 r replied
        as of 2027-03-04
        expect a satisfied
        expect b satisfied
        """,
    ),
    law(
        "what every possible calendar agrees on is decided: pending until the earliest end",
        f"{THREE_WORKDAYS}\n{UNPUBLISHED_DAYS.replace('a:', 'b:')}",
        """
        request r
        2027-03-01 r submitted
        as of 2027-03-04
        expect a pending
        expect b pending
        """,
    ),
    law(
        "else the verdict is undetermined",
        f"{THREE_WORKDAYS}\n{UNPUBLISHED_DAYS.replace('a:', 'b:')}",
        """
        request r
        request s
        2027-03-01 r submitted
        2027-03-01 s submitted
        2027-03-05 s replied
        as of 2027-03-05
        expect a undetermined for r
        expect a undetermined for s
        expect b undetermined for r
        expect b undetermined for s
        """,
    ),
    law(
        "what every possible calendar agrees on is decided: hours, same day, date fields hang on no calendar",
        """
        hours: request requires replied within 24 hours of submitted
        day: request requires replied same day as submitted
        date: request requires replied by agreed
        """,
        """
        request r with agreed = 2027-03-03
        2027-03-01 10:00 r submitted
        as of 2027-03-04
        expect hours violated due 2027-03-02
        expect day violated due 2027-03-01
        expect date violated due 2027-03-03
        """,
    ),
    law(
        "what every possible calendar agrees on is decided: counted back",
        "a: item requires filed at least 3 workdays before meeting.held",
        """
        meeting m
        item early with meeting = m
        item between with meeting = m
        item late with meeting = m
        2026-12-28 early filed
        2027-03-05 between filed
        2027-03-08 late filed
        2027-03-10 m held
        as of 2027-03-10
        expect a satisfied for early
        expect a undetermined for between
        expect a violated for late
        """,
    ),
    law(
        "with calendar none every year is published",
        "a: request requires replied within 3 days of submitted",
        """
        request r
        2027-03-01 r submitted
        as of 2027-03-05
        expect a violated due 2027-03-04
        """,
        NONE,
    ),
    law(
        "an unpublished day that the count does not reach matters nothing",
        THREE_WORKDAYS,
        """
        request r
        2026-12-28 r submitted
        as of 2027-01-01
        expect a violated due 2026-12-31
        """,
    ),
]


@pytest.mark.parametrize(("rules", "scenario"), CALENDARS)
def test_calendars(rules: str, scenario: str) -> None:
    """'Calendars', 'Outside the published years a day may be either'."""
    check(rules, scenario)


def test_a_projected_calendar_makes_the_verdict_provisional() -> None:
    """'`--project-calendar` decides by projection and marks the verdict *provisional*'."""
    rules = rules_text(WORLD, THREE_WORKDAYS)
    scenario = """
    request r
    request s
    request old
    2026-03-02 old submitted
    2027-03-01 r submitted
    2027-03-01 s submitted
    2027-03-04 s replied
    as of 2027-03-04
    expect a pending provisional for r due 2027-03-04
    as of 2027-03-05
    expect a violated breach provisional for r due 2027-03-04
    expect a violated for old due 2026-03-05
    """
    check(rules, scenario, project_calendar=True)
    old = next(v for v in verdicts(rules, scenario) if v.record == "old")
    assert "provisional" not in old.marks


def test_an_unpublished_calendar_is_the_reason_given() -> None:
    """'else the verdict is *undetermined: calendar not published*'."""
    scenario = "request r\n2027-03-01 r submitted\nas of 2027-03-08"
    (verdict,) = verdicts(rules_text(WORLD, THREE_WORKDAYS), scenario)
    assert verdict.explanation.why == "unpublished_calendar"
    assert {status.value for status in verdict.possible} == {"pending", "violated"}


# ------------------------------------------------------------------------------------------------ windows

WINDOWS = [
    law(
        "within N U of A (or after A): from A to the limit's end",
        """
        a: request requires replied within 3 days of signed
        b: request requires replied within 3 days after signed
        """,
        """
        request kept
        request late
        request before
        2022-03-07 kept submitted
        2022-03-07 late submitted
        2022-03-07 before submitted
        2022-03-08 before replied
        2022-03-14 kept signed
        2022-03-14 late signed
        2022-03-14 before signed
        2022-03-17 kept replied
        2022-03-18 late replied
        as of 2022-03-18
        expect a satisfied for kept due 2022-03-17
        expect b satisfied for kept due 2022-03-17
        expect a violated for late due 2022-03-17
        expect b violated for late due 2022-03-17
        expect a violated for before due 2022-03-17
        """,
    ),
    law(
        "without `of A`: of the instant at which the norm arises",
        "a: request requires replied within 3 days when rush",
        """
        request r
        2022-03-07 r submitted
        2022-03-14 r rush = yes
        as of 2022-03-13
        expect a not_applicable
        as of 2022-03-17
        expect a pending due 2022-03-17
        as of 2022-03-18
        expect a violated due 2022-03-17
        """,
    ),
    law(
        "without `of A`, nor `when`: of the opening",
        "a: request requires replied within 3 days",
        """
        request r
        2022-03-07 r submitted
        as of 2022-03-10
        expect a pending due 2022-03-10
        """,
    ),
    law(
        "no later than N U after A: from the opening to that end",
        "a: request requires replied no later than 3 days after signed",
        """
        request before
        request kept
        request late
        2022-03-07 before submitted
        2022-03-07 kept submitted
        2022-03-07 late submitted
        2022-03-08 before replied
        2022-03-14 before signed
        2022-03-14 kept signed
        2022-03-14 late signed
        2022-03-17 kept replied
        2022-03-18 late replied
        as of 2022-03-18
        expect a satisfied for before
        expect a satisfied for kept due 2022-03-17
        expect a violated for late due 2022-03-17
        """,
    ),
    law(
        "by DATE-FIELD: from the opening to that end",
        "a: request requires replied by agreed",
        """
        request kept with agreed = 2022-03-10
        request late with agreed = 2022-03-10
        2022-03-07 kept submitted
        2022-03-07 late submitted
        2022-03-10 kept replied
        2022-03-11 late replied
        as of 2022-03-11
        expect a satisfied for kept due 2022-03-10
        expect a violated for late due 2022-03-10
        """,
    ),
    law(
        "by 30 June is the first one not before the arising",
        """
        a: register requires updated by 30 June
        b: request requires replied by 30 June when rush
        """,
        """
        register may from 2022-05-01
        register june from 2022-06-30
        register july from 2022-07-01
        request r
        2022-05-01 r submitted
        2022-07-05 r rush = yes
        as of 2022-07-05
        expect a violated for may due 2022-06-30
        expect a violated for june due 2022-06-30
        expect a pending for july due 2023-06-30
        expect b pending due 2023-06-30
        """,
    ),
    law(
        "by 30 June: kept on the day, and not after it",
        "a: register requires updated by 30 June",
        """
        register kept from 2022-05-01
        register late from 2022-05-01
        2022-06-30 kept updated
        2022-07-01 late updated
        as of 2022-07-01
        expect a satisfied for kept due 2022-06-30
        expect a violated for late due 2022-06-30
        """,
    ),
    law(
        "before E: from the opening to E",
        "a: request requires signed before replied",
        """
        request kept
        request broken
        request open
        2022-03-07 kept submitted
        2022-03-07 broken submitted
        2022-03-07 open submitted
        2022-03-08 kept signed
        2022-03-08 open signed
        2022-03-09 kept replied
        2022-03-09 broken replied
        2022-03-10 broken signed
        as of 2022-03-10
        expect a satisfied for kept #1
        expect a violated for broken #1
        expect a satisfied so far for open
        """,
    ),
    law(
        "at least N U before E: from the opening to that day",
        "a: item requires filed at least 1 week before meeting.held",
        """
        meeting m
        item kept with meeting = m
        item late with meeting = m
        item never with meeting = m
        2022-03-04 kept filed
        2022-03-05 late filed
        2022-03-11 m held
        as of 2022-03-11
        expect a satisfied for kept due 2022-03-04
        expect a violated for late due 2022-03-04
        expect a violated for never due 2022-03-04
        """,
    ),
    law(
        "not before N U after A: in that window",
        "a: request requires replied not before 5 days after submitted",
        """
        request early
        request kept
        request never
        2022-03-07 early submitted
        2022-03-07 kept submitted
        2022-03-07 never submitted
        2022-03-11 early replied
        2022-03-12 kept replied
        2022-03-20 never closed
        as of 2022-03-20
        expect a pending for early
        expect a satisfied for kept
        expect a violated for never
        """,
    ),
    law(
        "from N to M U after A: in that window",
        "a: request requires replied from 3 to 7 days after submitted",
        """
        request early
        request first
        request last
        request late
        2022-03-07 early submitted
        2022-03-07 first submitted
        2022-03-07 last submitted
        2022-03-07 late submitted
        2022-03-09 early replied
        2022-03-10 first replied
        2022-03-14 last replied
        2022-03-15 late replied
        as of 2022-03-14
        expect a pending for early due 2022-03-14
        expect a satisfied for first
        expect a satisfied for last
        as of 2022-03-15
        expect a violated for early due 2022-03-14
        expect a violated for late due 2022-03-14
        """,
    ),
    law(
        "at E: at E's instant",
        "a: item requires pages >= 3 at meeting.held",
        """
        meeting m
        item kept with meeting = m
        item broken with meeting = m
        2022-03-07 kept pages = 3
        2022-03-07 broken pages = 2
        2022-03-11 m held
        2022-03-12 broken pages = 3
        as of 2022-03-10
        expect a pending for broken
        as of 2022-03-12
        expect a satisfied for kept
        expect a violated for broken
        """,
    ),
    law(
        "in the last N U before E: from the start of the N-th day before E's day to E",
        "a: item requires approved in the last 3 days before meeting.held",
        """
        meeting m
        item early with meeting = m
        item first with meeting = m
        item day with meeting = m
        item after with meeting = m
        2022-03-10 23:59 early approved
        2022-03-11 00:00 first approved
        2022-03-14 09:59 day approved
        2022-03-14 10:00 m held
        2022-03-14 10:01 after approved
        as of 2022-03-14
        expect a violated for early
        expect a satisfied for first
        expect a satisfied for day
        expect a violated for after
        """,
    ),
    law(
        "same day as A: from A to the end of A's date",
        "a: item requires filed same day as meeting.called",
        """
        meeting m
        item before with meeting = m
        item kept with meeting = m
        item late with meeting = m
        2022-03-07 08:00 before filed
        2022-03-07 09:00 m called
        2022-03-07 23:00 kept filed
        2022-03-08 late filed
        as of 2022-03-08
        expect a violated for before due 2022-03-07
        expect a satisfied for kept due 2022-03-07
        expect a violated for late due 2022-03-07
        """,
    ),
    law(
        "after A (no limit): from A on; must hold when the record closes",
        "a: request requires replied after signed",
        """
        request kept
        request before
        request never
        2022-03-07 kept submitted
        2022-03-07 before submitted
        2022-03-07 never submitted
        2022-03-08 before replied
        2022-03-09 kept signed
        2022-03-09 before signed
        2022-03-09 never signed
        2022-03-10 kept replied
        2022-03-20 before closed
        2022-03-20 never closed
        as of 2022-03-19
        expect a satisfied for kept
        expect a pending for before
        expect a pending for never
        as of 2022-03-20
        expect a violated for before
        expect a violated for never
        """,
    ),
    law(
        "after A (no limit): what may come and go must hold when the record closes",
        "a: request requires big after signed",
        """
        request kept
        request gone
        2022-03-07 kept submitted
        2022-03-07 gone submitted
        2022-03-07 kept big = no
        2022-03-09 kept signed
        2022-03-09 gone signed
        2022-03-10 gone big = yes
        2022-03-11 kept big = yes
        2022-03-12 gone big = no
        2022-03-14 kept closed
        2022-03-14 gone closed
        as of 2022-03-11
        expect a satisfied so far for gone
        as of 2022-03-14
        expect a satisfied for kept
        expect a violated for gone
        """,
    ),
    law(
        "an opening and an end may be joined (after signed before closed)",
        "a: request requires replied after signed before closed",
        """
        request kept
        request early
        request open
        2022-03-07 kept submitted
        2022-03-07 early submitted
        2022-03-07 open submitted
        2022-03-08 early replied
        2022-03-09 kept signed
        2022-03-09 early signed
        2022-03-09 open signed
        2022-03-10 kept replied
        2022-03-11 kept closed
        2022-03-11 early closed
        as of 2022-03-11
        expect a satisfied for kept
        expect a violated for early
        expect a pending for open
        """,
    ),
    law(
        "earlier than N U after A: before the N-th day after A begins",
        "a: request requires replied earlier than 3 days after submitted",
        """
        request kept
        request late
        2022-03-07 kept submitted
        2022-03-07 late submitted
        2022-03-09 23:59 kept replied
        2022-03-10 00:00 late replied
        as of 2022-03-09
        expect a satisfied for kept
        expect a pending for late due 2022-03-09
        as of 2022-03-10
        expect a violated for late
        """,
    ),
    law(
        "later than N U after A: after the end of `no later than N U after A`",
        "a: request requires replied later than 3 days after submitted",
        """
        request kept
        request early
        2022-03-07 kept submitted
        2022-03-07 early submitted
        2022-03-10 23:59 early replied
        2022-03-11 00:00 kept replied
        2022-03-31 early closed
        as of 2022-03-30
        expect a satisfied for kept
        expect a pending for early
        as of 2022-03-31
        expect a violated for early
        """,
    ),
    law(
        "at all times: at every instant of the record's life",
        "a: register requires kept at all times",
        """
        register g from 2022-03-01 with kept = yes
        register h from 2022-03-01 with kept = yes from 2022-03-01
        2022-03-07 h kept = no
        2022-03-08 h kept = yes
        as of 2022-03-06
        expect a satisfied so far for h
        as of 2022-03-09
        expect a satisfied so far for g
        expect a violated for h
        """,
    ),
    law(
        "the earlier of W1 and W2",
        "a: request requires replied the earlier of within 10 days of submitted and by agreed",
        """
        request field with agreed = 2022-03-10
        request count with agreed = 2022-03-31
        2022-03-07 field submitted
        2022-03-07 count submitted
        as of 2022-03-10
        expect a pending for field due 2022-03-10
        expect a pending for count due 2022-03-17
        as of 2022-03-17
        expect a violated for field due 2022-03-10
        expect a pending for count due 2022-03-17
        as of 2022-03-18
        expect a violated for count due 2022-03-17
        """,
    ),
    law(
        "the later of W1 and W2",
        "a: request requires replied the later of within 10 days of submitted and by agreed",
        """
        request field with agreed = 2022-03-31
        request count with agreed = 2022-03-10
        2022-03-07 field submitted
        2022-03-07 count submitted
        2022-03-31 field replied
        2022-03-18 count replied
        as of 2022-03-31
        expect a satisfied for field due 2022-03-31
        expect a violated for count due 2022-03-17
        """,
    ),
    law(
        "A window may be named and used by any clause",
        """
        a: request requires replied in window soon
        b: request requires noted in window soon
        """,
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r signed
        2022-03-11 r replied
        as of 2022-03-11
        expect a satisfied due 2022-03-11
        expect b pending due 2022-03-11
        as of 2022-03-12
        expect b violated due 2022-03-11
        """,
        "calendar china\nwindow soon = within 3 days of signed",
    ),
    law(
        "A window may be named: with its layers and its suspension",
        "a: request requires replied in window soon",
        """
        request plain
        request longer with rush = yes
        request held
        2022-03-07 plain submitted
        2022-03-07 longer submitted
        2022-03-07 held submitted
        2022-03-08 to 2022-03-08 held stuck
        as of 2022-03-10
        expect a pending for plain due 2022-03-10
        expect a pending for longer due 2022-03-14
        expect a pending for held due 2022-03-11
        """,
        "calendar china\nwindow soon = within 3 days of submitted, or 7 days if rush, not counting days while stuck",
    ),
    law(
        "year begins, month ends and so on may stand wherever an event may: as a trigger",
        """
        year: register requires updated within 10 days upon year begins
        month: register requires checked within 3 workdays upon month ends
        """,
        """
        register g from 2022-11-15
        2023-01-11 g updated
        as of 2022-12-30
        expect year not_applicable
        as of 2023-01-11
        expect year satisfied due 2023-01-11
        expect month violated #1 due 2022-12-05
        expect month violated #2 due 2023-01-05
        """,
    ),
    law(
        "year begins, month ends may stand wherever an event may: as an anchor",
        """
        a: register requires updated before year ends
        b: register requires checked at least 5 days before month ends
        """,
        """
        register kept from 2022-11-15
        register late from 2022-11-15
        2022-11-25 kept checked
        2022-11-26 late checked
        2022-12-31 kept updated
        2023-01-01 late updated
        as of 2023-01-01
        expect a satisfied for kept
        expect a violated for late
        expect b satisfied for kept due 2022-11-25
        expect b violated for late due 2022-11-25
        """,
    ),
]

PROHIBITIONS = [
    law(
        "forbids within N U of A",
        "a: request forbids returned within 3 days of submitted",
        """
        request broken
        request after
        request quiet
        2022-03-07 broken submitted
        2022-03-07 after submitted
        2022-03-07 quiet submitted
        2022-03-10 broken returned
        2022-03-11 after returned
        as of 2022-03-10
        expect a violated for broken
        expect a satisfied so far for quiet
        as of 2022-03-11
        expect a satisfied for after
        expect a satisfied for quiet
        """,
    ),
    law(
        "forbids by DATE-FIELD",
        "a: request forbids returned by agreed",
        """
        request broken with agreed = 2022-03-10
        request after with agreed = 2022-03-10
        2022-03-07 broken submitted
        2022-03-07 after submitted
        2022-03-10 broken returned
        2022-03-11 after returned
        as of 2022-03-11
        expect a violated for broken
        expect a satisfied for after
        """,
    ),
    law(
        "forbids before E",
        "a: request forbids returned before signed",
        """
        request broken
        request after
        request open
        2022-03-07 broken submitted
        2022-03-07 after submitted
        2022-03-07 open submitted
        2022-03-08 broken returned
        2022-03-09 broken signed
        2022-03-09 after signed
        2022-03-10 after returned
        as of 2022-03-10
        expect a violated for broken
        expect a satisfied for after
        expect a satisfied so far for open
        """,
    ),
    law(
        "forbids from N to M U after A",
        "a: request forbids returned from 3 to 5 days after submitted",
        """
        request before
        request first
        request last
        request after
        2022-03-07 before submitted
        2022-03-07 first submitted
        2022-03-07 last submitted
        2022-03-07 after submitted
        2022-03-09 before returned
        2022-03-10 first returned
        2022-03-12 last returned
        2022-03-13 after returned
        as of 2022-03-14
        expect a satisfied for before
        expect a violated for first
        expect a violated for last
        expect a satisfied for after
        """,
    ),
    law(
        "forbids not before N U after A: from then on",
        "a: request forbids returned not before 3 days after submitted",
        """
        request before
        request broken
        2022-03-07 before submitted
        2022-03-07 broken submitted
        2022-03-09 before returned
        2022-03-10 broken returned
        as of 2022-03-20
        expect a satisfied so far for before
        expect a violated for broken
        """,
    ),
    law(
        "forbids in the last N U before E",
        "a: item forbids filed in the last 3 days before meeting.held",
        """
        meeting m
        item early with meeting = m
        item broken with meeting = m
        2022-03-10 early filed
        2022-03-11 broken filed
        2022-03-14 m held
        as of 2022-03-14
        expect a satisfied for early
        expect a violated for broken
        """,
    ),
    law(
        "forbids same day as A",
        "a: request forbids returned same day as submitted",
        """
        request broken
        request after
        2022-03-07 broken submitted
        2022-03-07 after submitted
        2022-03-07 broken returned
        2022-03-08 after returned
        as of 2022-03-08
        expect a violated for broken
        expect a satisfied for after
        """,
    ),
    law(
        "forbids after A",
        "a: request forbids returned after signed",
        """
        request before
        request broken
        2022-03-07 before submitted
        2022-03-07 broken submitted
        2022-03-08 before returned
        2022-03-09 before signed
        2022-03-09 broken signed
        2022-03-10 broken returned
        2022-03-14 before closed
        as of 2022-03-13
        expect a satisfied so far for before
        expect a violated for broken
        as of 2022-03-14
        expect a satisfied for before
        """,
    ),
    law(
        "forbids after A before E",
        "a: request forbids returned after signed before replied",
        """
        request broken
        request outside
        2022-03-07 broken submitted
        2022-03-07 outside submitted
        2022-03-08 outside returned
        2022-03-09 broken signed
        2022-03-09 outside signed
        2022-03-10 broken returned
        2022-03-11 outside replied
        2022-03-12 outside returned
        as of 2022-03-12
        expect a violated for broken
        expect a satisfied for outside
        """,
    ),
    law(
        "forbids earlier than N U after A: before the N-th day after A begins",
        "a: request forbids replied earlier than 3 days after submitted",
        """
        request broken
        request after
        2022-03-07 broken submitted
        2022-03-07 after submitted
        2022-03-09 23:59 broken replied
        2022-03-10 00:00 after replied
        as of 2022-03-10
        expect a violated for broken
        expect a satisfied for after
        """,
    ),
    law(
        "forbids later than N U after A: after the end of `no later than`",
        "a: request forbids returned later than 3 days after submitted",
        """
        request within
        request broken
        2022-03-07 within submitted
        2022-03-07 broken submitted
        2022-03-10 23:59 within returned
        2022-03-11 00:00 broken returned
        as of 2022-03-11
        expect a satisfied so far for within
        expect a violated for broken
        """,
    ),
    law(
        "forbids in hours: later than and earlier than are counted to the instant",
        """
        late: request forbids returned later than 24 hours after submitted
        soon: request forbids replied earlier than 24 hours after submitted
        """,
        """
        request r
        request s
        2022-03-07 10:00 r submitted
        2022-03-07 10:00 s submitted
        2022-03-08 09:59 r returned
        2022-03-08 09:59 r replied
        2022-03-08 10:01 s returned
        2022-03-08 10:01 s replied
        as of 2022-03-09
        expect late satisfied so far for r
        expect late violated for s
        expect soon violated for r
        expect soon satisfied for s
        """,
    ),
    law(
        "forbids in a named window",
        "a: request forbids returned in window quiet",
        """
        request broken
        request after
        2022-03-07 broken submitted
        2022-03-07 after submitted
        2022-03-10 broken returned
        2022-03-11 after returned
        as of 2022-03-11
        expect a violated for broken
        expect a satisfied for after
        """,
        "calendar china\nwindow quiet = within 3 days of submitted",
    ),
]

PROMPTLY = [
    law(
        "promptly after A: done and not judged: satisfied so far",
        "a: request requires replied promptly after signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r signed
        2022-03-31 r replied
        as of 2022-03-07
        expect a pending
        as of 2022-03-30
        expect a pending
        as of 2022-03-31
        expect a satisfied so far
        """,
    ),
    law(
        "promptly: judged late",
        "a: request requires replied promptly after signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r signed
        2022-03-31 r replied
        2022-04-01 r 1.a judged late by mayor
        as of 2022-03-31
        expect a satisfied so far
        as of 2022-04-01
        expect a violated breach
        """,
    ),
    law(
        "promptly: judged in time",
        "a: request requires replied promptly after signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r signed
        2022-03-31 r replied
        2022-04-01 r 1.a judged in time by mayor
        as of 2022-04-01
        expect a satisfied
        """,
    ),
    law(
        "promptly: not done when the record closes: violated",
        "a: request requires replied promptly after signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r signed
        2022-04-01 r closed
        as of 2022-03-31
        expect a pending
        as of 2022-04-01
        expect a violated
        """,
    ),
    law(
        "promptly [after A]: without A, after the arising",
        "a: request requires replied promptly when rush",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r rush = yes
        2022-03-09 r replied
        as of 2022-03-07
        expect a not_applicable
        as of 2022-03-08
        expect a pending
        as of 2022-03-09
        expect a satisfied so far
        """,
    ),
    law(
        "promptly after A: what came before A does not count",
        "a: request requires replied promptly after signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r replied
        2022-03-09 r signed
        as of 2022-03-10
        expect a pending
        """,
    ),
    law(
        "promptly: judged late though not done",
        "a: request requires replied promptly after signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r signed
        2022-03-31 r a judged late by mayor
        as of 2022-03-31
        expect a violated
        """,
    ),
    law(
        "promptly: the mark of normally",
        "a: request normally requires replied promptly after signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r signed
        2022-03-31 r a judged late by mayor
        as of 2022-03-31
        expect a violated deviation
        """,
    ),
]


@pytest.mark.parametrize(("rules", "scenario"), [*WINDOWS, *PROHIBITIONS, *PROMPTLY])
def test_windows(rules: str, scenario: str) -> None:
    """Each row of the table of windows, of obligations and of prohibitions."""
    check(rules, scenario)
