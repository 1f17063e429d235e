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
from ruledsl import api
from ruledsl.engine.verdicts import Verdict
from tests.laws.deciding import CHINA, check, errors, rules_text, ruleset_of, scenario_of, verdicts

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
        special : judgement
        urgent : judgement default no
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


# ------------------------------------------------------------------------------------------------ layers

LONGER = "a: request requires replied within 3 days of submitted, or 10 days if rush"
SHORTER = "a: request requires replied within 10 days of submitted, or 3 days if rush"

LAYERS = [
    law(
        "At each instant the last layer whose `if` then holds is the limit in force",
        LONGER,
        """
        request r
        2022-03-07 r submitted
        2022-03-09 r rush = yes
        as of 2022-03-08
        expect a pending due 2022-03-10
        as of 2022-03-09
        expect a pending due 2022-03-17
        as of 2022-03-17
        expect a pending due 2022-03-17
        as of 2022-03-18
        expect a violated due 2022-03-17
        """,
    ),
    law(
        "the last layer whose `if` then holds, though it is shorter than one before it",
        "a: request requires replied within 3 days of submitted, or 10 days if rush, or 4 days if pages > 100",
        """
        request both with rush = yes, pages = 200
        request one with rush = yes, pages = 20
        request none_of_them with pages = 20
        2022-03-07 both submitted
        2022-03-07 one submitted
        2022-03-07 none_of_them submitted
        as of 2022-03-07
        expect a pending for both due 2022-03-11
        expect a pending for one due 2022-03-17
        expect a pending for none_of_them due 2022-03-10
        """,
    ),
    law(
        "nothing done afterwards revives it: neither a longer layer nor the content",
        LONGER,
        """
        request r
        2022-03-07 r submitted
        2022-03-11 r rush = yes
        2022-03-14 r replied
        as of 2022-03-11
        expect a violated due 2022-03-10
        as of 2022-03-31
        expect a violated due 2022-03-10
        """,
    ),
    law(
        "a longer layer that comes on the last day is in time",
        LONGER,
        """
        request r
        2022-03-07 r submitted
        2022-03-10 r rush = yes
        as of 2022-03-11
        expect a pending due 2022-03-17
        """,
    ),
    law(
        "the norm breaks at the first instant at which the limit in force has passed: a shorter layer",
        SHORTER,
        """
        request broken
        request kept
        2022-03-07 broken submitted
        2022-03-07 kept submitted
        2022-03-11 kept replied
        2022-03-14 broken rush = yes
        2022-03-14 kept rush = yes
        2022-03-15 broken replied
        as of 2022-03-13
        expect a pending for broken due 2022-03-17
        as of 2022-03-15
        expect a satisfied for kept
        expect a violated for broken due 2022-03-10
        """,
    ),
    law(
        "the norm breaks at the first instant at which the limit in force has passed: a layer that ends",
        LONGER,
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r rush = yes
        2022-03-14 r rush = no
        2022-03-15 r replied
        as of 2022-03-13
        expect a pending due 2022-03-17
        as of 2022-03-31
        expect a violated due 2022-03-10
        """,
    ),
    law(
        "or by agreed if agreed is set",
        "a: request requires replied within 3 days of submitted, or by agreed if agreed is set",
        """
        request plain
        request dated
        2022-03-07 plain submitted
        2022-03-07 dated submitted
        2022-03-09 dated agreed = 2022-03-19
        as of 2022-03-09
        expect a pending for plain due 2022-03-10
        expect a pending for dated due 2022-03-19
        as of 2022-03-20
        expect a violated for dated due 2022-03-19
        """,
    ),
    law(
        "A layer may have its own strength",
        "a: request requires replied within 3 days of submitted, or normally 10 days if rush",
        """
        request strict
        request mild with rush = yes
        2022-03-07 strict submitted
        2022-03-07 mild submitted
        as of 2022-03-18
        expect a violated breach for strict due 2022-03-10
        expect a violated deviation for mild due 2022-03-17
        """,
    ),
    law(
        "a layer without a strength of its own has the norm's",
        "a: request normally requires replied within 3 days of submitted, or 10 days if rush",
        """
        request one
        request two with rush = yes
        2022-03-07 one submitted
        2022-03-07 two submitted
        as of 2022-03-18
        expect a violated deviation for one
        expect a violated deviation for two
        """,
    ),
    law(
        "and N further U of the same unit is added and counted from the anchor",
        """
        months: request requires replied within 1 month of submitted, and 2 further months if rush
        workdays: request requires noted within 3 workdays of submitted, and 2 further workdays if rush
        """,
        """
        request r with rush = yes
        2022-01-31 r submitted
        as of 2022-02-01
        expect months pending due 2022-05-05
        expect workdays pending due 2022-02-11
        """,
    ),
    law(
        "else counts from the end of the unextended limit before roll-over",
        """
        days: request requires replied within 1 month of submitted, and 10 further days if rush
        workdays: request requires replied within 1 month of submitted, and 2 further workdays if rush
        plain: request requires replied within 1 month of submitted
        """,
        """
        request r with rush = yes
        2022-02-05 r submitted
        as of 2022-03-01
        expect plain pending due 2022-03-07
        expect days pending due 2022-03-15
        expect workdays pending due 2022-03-08
        """,
    ),
    law(
        "and N further U: only if the condition holds, and two of them are both added",
        """
        a: request requires replied within 3 days of submitted, and 4 further days if rush,
            and 1 further day if pages > 9
        """,
        """
        request none_of_them with pages = 1
        request one with pages = 1, rush = yes
        request both with pages = 10, rush = yes
        2022-03-07 none_of_them submitted
        2022-03-07 one submitted
        2022-03-07 both submitted
        as of 2022-03-08
        expect a pending for none_of_them due 2022-03-10
        expect a pending for one due 2022-03-14
        expect a pending for both due 2022-03-15
        """,
    ),
    law(
        "a later layer without `of A` takes the first one's anchor",
        """
        a: request requires replied within 3 days of signed, or 10 days if rush
        b: request requires noted within 3 days of signed, or 10 days of submitted if rush
        """,
        """
        request r with rush = yes
        2022-03-07 r submitted
        2022-03-08 r signed
        as of 2022-03-08
        expect a pending due 2022-03-18
        expect b pending due 2022-03-17
        """,
    ),
    law(
        "If a layer's condition is unknown, what all possible limits agree on is decided",
        "a: request requires replied within 3 days of submitted, or 10 days if big",
        """
        request kept
        request between
        request late
        request open
        2022-03-07 kept submitted
        2022-03-07 between submitted
        2022-03-07 late submitted
        2022-03-07 open submitted
        2022-03-10 kept replied
        2022-03-11 between replied
        2022-03-18 late replied
        as of 2022-03-10
        expect a pending for open
        as of 2022-03-11
        expect a undetermined for open missing big
        as of 2022-03-18
        expect a satisfied for kept
        expect a undetermined for between missing big
        expect a violated for late
        expect a violated for open
        """,
    ),
    law(
        "A date-field limit without a value is undetermined",
        "a: request requires replied by agreed",
        """
        request r
        request s
        2022-03-07 r submitted
        2022-03-07 s submitted
        2022-03-08 s replied
        2022-03-09 r agreed = 2022-03-10
        2022-03-09 s agreed = 2022-03-10
        as of 2022-03-08
        expect a undetermined for r missing agreed
        expect a undetermined for s missing agreed
        as of 2022-03-10
        expect a pending for r due 2022-03-10
        expect a satisfied for s due 2022-03-10
        as of 2022-03-11
        expect a violated for r due 2022-03-10
        """,
    ),
    law(
        "A date-field limit without a value is undetermined: of the layer in force only",
        "a: request requires replied within 3 days of submitted, or by agreed if rush",
        """
        request plain
        request dated with rush = yes
        2022-03-07 plain submitted
        2022-03-07 dated submitted
        as of 2022-03-11
        expect a violated for plain due 2022-03-10
        expect a undetermined for dated missing agreed
        """,
    ),
]

# ------------------------------------------------------------------------------------------------ suspension

STUCK = "a: request requires replied within 3 days of submitted, not counting days while stuck"

SUSPENSION = [
    law(
        "a day on any part of which the state holds is not counted: days",
        "a: request requires replied within 5 days of submitted, not counting days while stuck",
        """
        request kept
        request late
        2022-03-07 kept submitted
        2022-03-07 late submitted
        2022-03-09 to 2022-03-10 kept stuck
        2022-03-09 to 2022-03-10 late stuck
        2022-03-14 kept replied
        2022-03-15 late replied
        as of 2022-03-15
        expect a satisfied for kept due 2022-03-14
        expect a violated for late due 2022-03-14
        """,
    ),
    law(
        "Suspension covers workdays",
        "a: request requires replied within 3 workdays of submitted, not counting days while stuck",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 to 2022-03-08 r stuck
        as of 2022-03-08
        expect a pending due 2022-03-11
        """,
    ),
    law(
        "Suspension covers weeks",
        "a: request requires replied within 1 week of submitted, not counting days while stuck",
        """
        request r
        2022-03-07 r submitted
        2022-03-09 to 2022-03-10 r stuck
        as of 2022-03-10
        expect a pending due 2022-03-16
        """,
    ),
    law(
        "Suspension covers hours",
        "a: request requires replied within 48 hours of submitted, not counting days while stuck",
        """
        request kept
        request late
        2022-03-07 10:00 kept submitted
        2022-03-07 10:00 late submitted
        2022-03-08 to 2022-03-08 kept stuck
        2022-03-08 to 2022-03-08 late stuck
        2022-03-10 09:59 kept replied
        2022-03-10 10:01 late replied
        as of 2022-03-11
        expect a satisfied for kept due 2022-03-10
        expect a violated for late due 2022-03-10
        """,
    ),
    law(
        "covers every layer counted in hours, days, workdays or weeks, and no other",
        """
        layer: request requires replied within 3 days of submitted, or 5 workdays if rush, not counting days while stuck
        month: request requires replied within 1 month of submitted, or 3 days if pages > 100,
            not counting days while stuck
        """,
        """
        request plain with pages = 1
        request quick with rush = yes, pages = 101
        2022-03-07 plain submitted
        2022-03-07 quick submitted
        2022-03-08 to 2022-03-08 plain stuck
        2022-03-08 to 2022-03-08 quick stuck
        as of 2022-03-08
        expect layer pending for plain due 2022-03-11
        expect layer pending for quick due 2022-03-15
        expect month pending for plain due 2022-04-07
        expect month pending for quick due 2022-03-11
        """,
    ),
    law(
        "a day on any part of which the state holds: a state declared between events, both end days included",
        "a: request requires replied within 2 days of submitted, not counting days while fee_due",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 10:00 r fee_asked
        2022-03-09 11:00 r fee_settled
        as of 2022-03-11
        expect a pending due 2022-03-11
        as of 2022-03-12
        expect a violated due 2022-03-11
        """,
    ),
    law(
        "a state of a party",
        "a: request requires replied within 2 days of submitted, not counting days while away(mayor)",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 to 2022-03-08 mayor away
        as of 2022-03-10
        expect a pending due 2022-03-10
        """,
    ),
    law(
        "days ahead count as unsuspended: a state without an end",
        STUCK,
        """
        request r
        2022-03-07 r submitted
        2022-03-09 onwards r stuck
        as of 2022-03-08
        expect a pending due 2022-03-10
        as of 2022-03-09
        expect a pending due 2022-03-11
        as of 2022-03-10
        expect a pending due 2022-03-14
        as of 2022-03-20
        expect a pending due 2022-03-22
        """,
    ),
    law(
        "days ahead count as unsuspended: an interval to come",
        STUCK,
        """
        request r
        2022-03-07 r submitted
        2022-03-09 to 2022-03-09 r stuck
        as of 2022-03-08
        expect a pending due 2022-03-10
        as of 2022-03-09
        expect a pending due 2022-03-11
        as of 2022-03-12
        expect a violated due 2022-03-11
        """,
    ),
    law(
        "days ahead count as unsuspended: asked for and not settled",
        "a: request requires replied within 3 days of submitted, not counting days while fee_due",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r fee_asked
        2022-03-21 r fee_settled
        as of 2022-03-20
        expect a pending due 2022-03-23
        as of 2022-03-24
        expect a pending due 2022-03-24
        as of 2022-03-25
        expect a violated due 2022-03-24
        """,
    ),
    law(
        "the last day may be suspended, and the anchor's day may without effect",
        STUCK,
        """
        request last
        request anchor
        2022-03-07 last submitted
        2022-03-07 anchor submitted
        2022-03-10 to 2022-03-10 last stuck
        2022-03-07 to 2022-03-07 anchor stuck
        as of 2022-03-10
        expect a pending for last due 2022-03-11
        expect a pending for anchor due 2022-03-10
        """,
    ),
    law(
        "what is suspended is the count, not the office: what comes on a suspended day is in time",
        STUCK,
        """
        request r
        2022-03-07 r submitted
        2022-03-09 onwards r stuck
        2022-03-10 r replied
        as of 2022-03-31
        expect a satisfied
        """,
    ),
    law(
        "a state that ends after the limit has passed, and begins after it, suspends nothing",
        STUCK,
        """
        request r
        2022-03-07 r submitted
        2022-03-11 to 2022-03-20 r stuck
        as of 2022-03-31
        expect a violated due 2022-03-10
        """,
    ),
    law(
        "an unknown state: what all possible limits agree on is decided",
        STUCK,
        """
        request kept
        request between
        request late
        2022-03-07 kept submitted
        2022-03-07 between submitted
        2022-03-07 late submitted
        2022-03-09 to 2022-03-09 kept stuck unknown
        2022-03-09 to 2022-03-09 between stuck unknown
        2022-03-09 to 2022-03-09 late stuck unknown
        2022-03-10 kept replied
        2022-03-11 between replied
        2022-03-12 late replied
        as of 2022-03-12
        expect a satisfied for kept
        expect a undetermined for between missing stuck
        expect a violated for late
        """,
    ),
    law(
        "suspended days of a prohibition's window",
        "a: request forbids returned within 3 days of submitted, not counting days while stuck",
        """
        request broken
        request after
        2022-03-07 broken submitted
        2022-03-07 after submitted
        2022-03-09 to 2022-03-09 broken stuck
        2022-03-09 to 2022-03-09 after stuck
        2022-03-11 broken returned
        2022-03-12 after returned
        as of 2022-03-12
        expect a violated for broken
        expect a satisfied for after
        """,
    ),
]

# ------------------------------------------------------------------------------------------------ order within a day

ORDER_OF_A_DAY = [
    law(
        "A date without a time is the interval of its day: what all its instants agree on is decided",
        "a: request requires replied within 48 hours of submitted",
        """
        request kept
        request between
        request late
        2022-03-07 kept submitted
        2022-03-07 between submitted
        2022-03-07 late submitted
        2022-03-08 23:00 kept replied
        2022-03-09 12:00 between replied
        2022-03-10 00:01 late replied
        as of 2022-03-10
        expect a satisfied for kept
        expect a undetermined for between
        expect a violated for late
        """,
    ),
    law(
        "A date without a time is the interval of its day: of what is forbidden in hours",
        "a: request forbids returned later than 24 hours after submitted",
        """
        request kept
        request between
        request broken
        2022-03-07 kept submitted
        2022-03-07 between submitted
        2022-03-07 broken submitted
        2022-03-07 kept returned
        2022-03-08 12:00 between returned
        2022-03-09 00:01 broken returned
        as of 2022-03-10
        expect a satisfied so far for kept
        expect a undetermined for between
        expect a violated for broken
        """,
    ),
    law(
        "of two entries of one date of which one has no time, the order that keeps the norm is taken: before E",
        "a: request requires signed before replied",
        """
        request neither
        request first
        request second
        2022-03-07 neither submitted
        2022-03-07 first submitted
        2022-03-07 second submitted
        2022-03-08 neither replied
        2022-03-08 neither signed
        2022-03-08 10:00 first replied
        2022-03-08 first signed
        2022-03-08 second replied
        2022-03-08 10:00 second signed
        as of 2022-03-08
        expect a satisfied for neither #1
        expect a satisfied for first #1
        expect a satisfied for second #1
        """,
    ),
    law(
        "the order that keeps the norm is taken: after A",
        "a: request requires replied within 3 days of signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r replied
        2022-03-08 r signed
        as of 2022-03-08
        expect a satisfied
        """,
    ),
    law(
        "the order that keeps the norm is taken: of a prohibition, on either side",
        """
        until: request forbids returned until signed
        after: request forbids returned after signed
        """,
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r returned
        2022-03-08 r signed
        2022-03-09 r closed
        as of 2022-03-09
        expect until satisfied
        expect after satisfied
        """,
    ),
    law(
        "an entry of another date is in order, whether timed or not",
        "a: request requires signed before replied",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r replied
        2022-03-09 r signed
        as of 2022-03-09
        expect a violated #1
        """,
    ),
    law(
        "both timed: the times decide",
        "a: request requires signed before replied",
        """
        request kept
        request broken
        2022-03-07 kept submitted
        2022-03-07 broken submitted
        2022-03-08 11:00 kept replied
        2022-03-08 10:00 kept signed
        2022-03-08 10:00 broken replied
        2022-03-08 11:00 broken signed
        as of 2022-03-08
        expect a satisfied for kept #1
        expect a violated for broken #1
        """,
    ),
    law(
        "of equal times, the log's order",
        """
        a: request requires signed before replied
        b: request forbids returned until signed
        """,
        """
        request kept
        request broken
        2022-03-07 kept submitted
        2022-03-07 broken submitted
        2022-03-08 10:00 kept signed
        2022-03-08 10:00 kept replied, returned
        2022-03-08 10:00 broken replied, returned
        2022-03-08 10:00 broken signed
        as of 2022-03-09
        expect a satisfied for kept #1
        expect b satisfied for kept
        expect a violated for broken #1
        expect b violated for broken
        """,
    ),
    law(
        "the entry that opens a record comes before all that happens to it that day",
        """
        a: request forbids returned within 3 days of submitted
        b: request forbids returned earlier than 3 days after submitted
        c: request forbids returned after submitted
        """,
        """
        request r
        2022-03-07 r submitted
        2022-03-07 r returned
        as of 2022-03-07
        expect a violated
        expect b violated
        expect c violated
        """,
    ),
]

# ------------------------------------------------------------------------------------------------ periods

PERIODS = [
    law(
        "year",
        "a: register requires at most 1 updated per year",
        """
        from 2021-01-01
        register g
        2021-12-31 g updated
        2022-01-01 g updated
        2022-12-31 g updated
        as of 2023-01-01
        expect a satisfied in 2021
        expect a violated in 2022
        """,
    ),
    law(
        "quarter",
        "a: register requires at most 1 updated per quarter",
        """
        from 2022-01-01
        register g
        2022-03-31 g updated
        2022-04-01 g updated
        2022-06-30 g updated
        as of 2022-07-01
        expect a satisfied in 2022 Q1
        expect a violated in 2022 Q2
        """,
    ),
    law(
        "month",
        "a: register requires at most 1 updated per month",
        """
        from 2022-01-01
        register g
        2022-02-28 g updated
        2022-03-01 g updated
        2022-03-31 g updated
        as of 2022-04-01
        expect a satisfied in 2022-02
        expect a violated in 2022-03
        """,
    ),
    law(
        "ten-days: 1st to 10th, 11th to 20th, 21st to the end",
        "a: register requires at most 1 updated per ten_days",
        """
        from 2022-03-01
        register g
        2022-03-10 g updated
        2022-03-11 g updated
        2022-03-20 g updated
        2022-03-21 g updated
        2022-04-01 g updated
        as of 2022-04-11
        expect a satisfied in 2022-03 I
        expect a violated in 2022-03 II
        expect a satisfied in 2022-03 III
        expect a satisfied in 2022-04 I
        """,
    ),
    law(
        "ten-days: the third lasts to the end of the month",
        "a: register requires at most 1 updated per ten_days",
        """
        from 2022-03-01
        register g
        2022-03-21 g updated
        2022-03-31 g updated
        as of 2022-04-01
        expect a violated in 2022-03 III
        """,
    ),
    law(
        "week from Monday",
        "a: register requires at most 1 updated per week",
        """
        from 2022-02-28
        register g
        2022-03-06 g updated
        2022-03-07 g updated
        2022-03-13 g updated
        as of 2022-03-14
        expect a satisfied in week of 2022-02-28
        expect a violated in week of 2022-03-07
        """,
    ),
    law(
        "an office's own (year from 1 September)",
        "a: register requires at most 1 updated per school_year",
        """
        from 2020-09-01
        register g
        2021-08-31 g updated
        2021-09-01 g updated
        2022-08-31 g updated
        as of 2022-09-01
        expect a satisfied in 2020 school_year
        expect a violated in 2021 school_year
        """,
        "calendar china\nperiod school_year from 1 September",
    ),
    law(
        "rolling, in any 12 months, half-open after the same day a year before",
        "a: register requires at most 1 updated in any 12 months",
        """
        from 2020-01-01
        register g
        2021-03-07 g updated
        2022-03-07 g updated
        as of 2022-03-08
        expect a satisfied so far
        """,
    ),
    law(
        "rolling, in any 12 months: one day less than a year",
        "a: register requires at most 1 updated in any 12 months",
        """
        from 2020-01-01
        register g
        2021-03-08 g updated
        2022-03-07 g updated
        as of 2022-03-08
        expect a violated
        """,
    ),
    law(
        "rolling: a leap day is inside the twelve months before 28 February",
        "a: register requires at most 1 updated in any 12 months",
        """
        from 2023-01-01
        register g
        2024-02-29 g updated
        2025-02-28 g updated
        as of 2025-02-28
        expect a violated
        """,
    ),
    law(
        "rolling: a leap day is outside the twelve months before 1 March",
        "a: register requires at most 1 updated in any 12 months",
        """
        from 2023-01-01
        register g
        2024-02-29 g updated
        2025-03-01 g updated
        as of 2025-03-01
        expect a satisfied so far
        """,
    ),
    law(
        "lower bounds are decided at the end of a period, and satisfied at the N-th event",
        "a: register requires at least 1 updated per month",
        """
        from 2022-01-01
        register g
        2022-02-15 g updated
        as of 2022-02-15
        expect a violated in 2022-01
        expect a satisfied in 2022-02
        as of 2022-03-31
        expect a pending in 2022-03 due 2022-03-31
        as of 2022-04-01
        expect a violated in 2022-03
        """,
    ),
    law(
        "a period that does not lie wholly inside the log",
        "a: register requires at least 1 updated per month",
        """
        from 2022-01-15
        register g
        2022-02-15 g updated
        as of 2022-03-01
        expect a undetermined in 2022-01
        expect a satisfied in 2022-02
        """,
    ),
]

NAMED_VALUES = [
    law(
        "a named value of a duration: set by the ruleset",
        "a: request requires replied within term of submitted",
        """
        request r
        2022-03-10 r submitted
        as of 2022-03-10
        expect a pending due 2022-03-15
        """,
        "calendar china\nvalue term : duration = 3 workdays",
    ),
    law(
        "until the ruleset or scenario sets it, undetermined: not set",
        "a: request requires replied within term of submitted",
        """
        request r
        request s
        2022-03-07 r submitted
        2022-03-07 s submitted
        2022-03-08 s replied
        as of 2022-03-08
        expect a undetermined for r missing term
        expect a undetermined for s missing term
        """,
        "calendar china\nvalue term : duration",
    ),
    law(
        "until the scenario sets it",
        "a: request requires replied within term of submitted",
        """
        value term = 3 workdays
        request r
        2022-03-10 r submitted
        as of 2022-03-15
        expect a pending due 2022-03-15
        as of 2022-03-16
        expect a violated due 2022-03-15
        """,
        "calendar china\nvalue term : duration",
    ),
    law(
        "a named value of a number: how many",
        "a: register requires at most most updated per month",
        """
        from 2022-03-01
        register g
        2022-03-08 g updated
        as of 2022-03-08
        expect a undetermined missing most
        """,
        "calendar china\nvalue most : whole number",
    ),
    law(
        "a named value of a number, set",
        "a: register requires at most most updated per month",
        """
        value most = 1
        from 2022-03-01
        register g
        2022-03-08 g updated
        2022-03-09 g updated
        as of 2022-03-09
        expect a violated in 2022-03
        """,
        "calendar china\nvalue most : whole number",
    ),
    law(
        "a named value of a number: how many days",
        "a: request requires replied within most days of submitted",
        """
        request r
        2022-03-07 r submitted
        as of 2022-03-07
        expect a pending due 2022-03-10
        """,
        "calendar china\nvalue most : whole number = 3",
    ),
    law(
        "a named value of a period (定期 without a period)",
        "a: register requires at least 1 updated per pace",
        """
        from 2022-01-01
        register g
        2022-01-08 g updated
        as of 2022-03-09
        expect a undetermined missing pace
        """,
        "calendar china\nvalue pace : period",
    ),
    law(
        "a named value of a period, set",
        "a: register requires at least 1 updated per pace",
        """
        value pace = month
        from 2022-01-01
        register g
        2022-01-08 g updated
        as of 2022-03-09
        expect a satisfied in 2022-01
        expect a violated in 2022-02
        expect a pending in 2022-03
        """,
        "calendar china\nvalue pace : period",
    ),
]


@pytest.mark.parametrize(("rules", "scenario"), [*LAYERS, *SUSPENSION, *ORDER_OF_A_DAY, *PERIODS, *NAMED_VALUES])
def test_layers_suspension_order_and_periods(rules: str, scenario: str) -> None:
    """'Layers', 'Suspension', 'A date without a time is the interval of its day', 'Periods'."""
    check(rules, scenario)


# ------------------------------------------------------------------------------------------------ moments

MOMENTS = [
    law(
        "of A is the record's first A: a later A changes nothing",
        "a: request requires replied within 3 days of signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-07 r signed
        2022-03-14 r signed
        2022-03-15 r replied
        as of 2022-03-08
        expect a pending due 2022-03-10
        as of 2022-03-15
        expect a violated due 2022-03-10
        """,
    ),
    law(
        "of A is the record's first A, be it before the arising",
        "a: request requires replied within 3 days of signed when rush",
        """
        request r
        2022-03-07 r submitted
        2022-03-07 r signed
        2022-03-09 r rush = yes
        2022-03-09 r signed
        as of 2022-03-08
        expect a not_applicable
        as of 2022-03-10
        expect a pending due 2022-03-10
        as of 2022-03-11
        expect a violated due 2022-03-10
        """,
    ),
    law(
        "of A is the record's first A, be it after the arising",
        "a: request requires replied within 3 days of signed when rush",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r rush = yes
        2022-03-14 r signed
        as of 2022-03-13
        expect a pending
        as of 2022-03-14
        expect a pending due 2022-03-17
        """,
    ),
    law(
        "A norm that arises after its due date is decided at once: satisfied if the content had come, else violated",
        "a: request requires replied within 3 days of signed when rush",
        """
        request kept
        request late
        2022-03-07 kept submitted
        2022-03-07 late submitted
        2022-03-07 kept signed
        2022-03-07 late signed
        2022-03-08 kept replied
        2022-03-14 kept rush = yes
        2022-03-14 late rush = yes
        2022-03-15 late replied
        as of 2022-03-13
        expect a not_applicable
        as of 2022-03-14
        expect a satisfied for kept due 2022-03-10
        expect a violated for late due 2022-03-10
        as of 2022-03-15
        expect a violated for late due 2022-03-10
        """,
    ),
    law(
        "with a window counted from A: C is read from A on",
        "a: request requires replied within 3 days of signed when rush",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r rush = yes
        2022-03-09 r rush = no
        2022-03-10 r signed
        as of 2022-03-20
        expect a not_applicable
        """,
    ),
    law(
        "with upon A there is an instance for each A, and of A is that A",
        "a: request requires replied within 2 days of returned upon returned",
        """
        request r
        2022-03-07 r submitted
        2022-03-07 r returned
        2022-03-08 r replied
        2022-03-14 r returned
        as of 2022-03-14
        expect a satisfied #1 due 2022-03-09
        expect a pending #2 due 2022-03-16
        as of 2022-03-17
        expect a satisfied #1
        expect a violated #2 due 2022-03-16
        """,
    ),
    law(
        "with upon A: without `of`, of the occurrence too",
        "a: request requires replied within 2 days upon returned",
        """
        request r
        2022-03-07 r submitted
        2022-03-07 r returned
        2022-03-14 r returned
        2022-03-15 r replied
        as of 2022-03-15
        expect a violated #1 due 2022-03-09
        expect a satisfied #2 due 2022-03-16
        """,
    ),
    law(
        "with upon A: another event's `of` is still the record's first",
        "a: request requires replied within 10 days of signed upon returned",
        """
        request r
        2022-03-07 r submitted
        2022-03-07 r signed
        2022-03-08 r returned
        2022-03-14 r signed
        2022-03-15 r returned
        as of 2022-03-15
        expect a pending #1 due 2022-03-17
        expect a pending #2 due 2022-03-17
        """,
    ),
    law(
        "A planned trigger arises nothing yet",
        "a: request requires replied within 2 days upon returned",
        """
        request r
        2022-03-07 r submitted
        planned 2022-03-09 r returned
        as of 2022-03-08
        expect a not_applicable
        """,
    ),
    law(
        "of next A is the first after the arising",
        "a: request requires replied within 3 days of next signed when rush",
        """
        request r
        2022-03-07 r submitted
        2022-03-07 r signed
        2022-03-09 r rush = yes
        2022-03-14 r signed
        2022-03-15 r signed
        as of 2022-03-13
        expect a pending
        as of 2022-03-15
        expect a pending due 2022-03-17
        """,
    ),
    law(
        "of next A, with upon",
        "a: request requires replied within 3 days of next signed upon returned",
        """
        request r
        2022-03-07 r submitted
        2022-03-07 r signed
        2022-03-08 r returned
        2022-03-14 r signed
        2022-03-16 r returned
        as of 2022-03-16
        expect a pending #1 due 2022-03-17
        expect a pending #2
        as of 2022-03-18
        expect a violated #1 due 2022-03-17
        """,
    ),
    law(
        "C begins: the instant at which a condition comes to hold, as anchor",
        """
        stuck: request requires replied within 3 days of stuck begins
        due: request requires replied within 3 days of fee_due begins
        both: request requires replied within 3 days of (rush and pages > 10) begins
        """,
        """
        request r
        2022-03-07 r submitted
        2022-03-07 r pages = 5
        2022-03-08 r rush = yes
        2022-03-14 to 2022-03-16 r stuck
        2022-03-14 10:00 r fee_asked
        2022-03-14 12:00 r pages = 20
        2022-03-21 to 2022-03-22 r stuck
        as of 2022-03-11
        expect stuck pending
        expect due pending
        expect both pending
        as of 2022-03-17
        expect stuck pending due 2022-03-17
        expect due pending due 2022-03-17
        expect both pending due 2022-03-17
        as of 2022-03-22
        expect stuck violated due 2022-03-17
        """,
    ),
    law(
        "C begins: at the opening if it holds then",
        "a: request requires replied within 3 days of rush begins",
        """
        request r with rush = yes
        2022-03-07 r submitted
        as of 2022-03-07
        expect a pending due 2022-03-10
        """,
    ),
    law(
        "C begins, as a trigger: an instance for each time it comes to hold",
        "a: request requires replied within 2 days upon stuck begins",
        """
        request r
        2022-03-01 r submitted
        2022-03-07 to 2022-03-08 r stuck
        2022-03-14 to 2022-03-15 r stuck
        2022-03-15 r replied
        as of 2022-03-04
        expect a not_applicable
        as of 2022-03-15
        expect a violated #1 due 2022-03-09
        expect a satisfied #2 due 2022-03-16
        """,
    ),
    law(
        "as a trigger also ID lapses; the due day is the anchor day of what follows",
        """
        a: request requires replied within 3 days of submitted
        b: request requires noted within 1 day upon a lapses
        """,
        """
        request late
        request kept
        2022-03-07 late submitted
        2022-03-07 kept submitted
        2022-03-10 kept replied
        as of 2022-03-10
        expect b not_applicable
        as of 2022-03-11
        expect b not_applicable for kept
        expect b pending for late due 2022-03-11
        as of 2022-03-12
        expect b violated for late due 2022-03-11
        """,
    ),
    law(
        "what follows from a lapse must come after it",
        """
        a: request requires replied within 3 days of submitted
        b: request requires noted within 1 day upon a lapses
        """,
        """
        request r
        2022-03-07 r submitted
        2022-03-10 r noted
        as of 2022-03-12
        expect b violated due 2022-03-11
        """,
    ),
    law(
        "as a trigger also ID breaks (a violation of any form): a prohibition's falls at the act",
        """
        a: request forbids returned until signed
        b: request requires noted within 2 days upon a breaks
        """,
        """
        request broken
        request kept
        2022-03-07 broken submitted
        2022-03-07 kept submitted
        2022-03-08 broken returned
        2022-03-08 kept signed
        2022-03-09 kept returned
        as of 2022-03-10
        expect b pending for broken due 2022-03-10
        expect b not_applicable for kept
        as of 2022-03-11
        expect b violated for broken due 2022-03-10
        """,
    ),
    law(
        "ID breaks: of an obligation with a limit, and of a precondition",
        """
        a: request requires replied within 3 days of submitted
        b: request requires noted within 1 day upon a breaks
        c: request requires signed before returned
        d: request requires noted within 2 days upon c breaks
        """,
        """
        request r
        2022-03-07 r submitted
        2022-03-14 r returned
        as of 2022-03-11
        expect b pending due 2022-03-11
        expect d not_applicable
        as of 2022-03-16
        expect b violated due 2022-03-11
        expect d pending due 2022-03-16
        """,
    ),
    law(
        "as an anchor also due of ID, lapsed or not, known as soon as that clause's is",
        """
        a: request requires replied within 3 days of submitted
        b: request requires noted within 1 day of due of a
        """,
        """
        request kept
        request late
        2022-03-07 kept submitted
        2022-03-07 late submitted
        2022-03-08 kept replied
        as of 2022-03-07
        expect b pending for kept due 2022-03-11
        expect b pending for late due 2022-03-11
        as of 2022-03-12
        expect b violated for kept due 2022-03-11
        expect b violated for late due 2022-03-11
        """,
    ),
    law(
        "due of ID: before that clause has a due date",
        """
        a: request requires replied within 3 days of signed
        b: request requires noted within 1 day of due of a
        """,
        """
        request r
        2022-03-01 r submitted
        2022-03-07 r signed
        as of 2022-03-04
        expect b pending
        as of 2022-03-07
        expect b pending due 2022-03-11
        """,
    ),
    law(
        "due of ID: counted back from it",
        """
        a: request requires replied within 3 days of submitted
        b: request requires noted at least 2 days before due of a
        """,
        """
        request kept
        request late
        2022-03-07 kept submitted
        2022-03-07 late submitted
        2022-03-08 kept noted
        2022-03-09 late noted
        as of 2022-03-11
        expect b satisfied for kept due 2022-03-08
        expect b violated for late due 2022-03-08
        """,
    ),
    law(
        "due of ID: a due date that a layer moves",
        """
        a: request requires replied within 3 days of submitted, or 10 days if rush
        b: request requires noted within 1 day of due of a
        """,
        """
        request r
        2022-03-07 r submitted
        2022-03-09 r rush = yes
        as of 2022-03-08
        expect b pending due 2022-03-11
        as of 2022-03-09
        expect b pending due 2022-03-18
        """,
    ),
    law(
        "a date may be an anchor",
        "a: register requires updated within 3 workdays of 2022-04-01",
        """
        register g from 2022-03-01
        as of 2022-04-01
        expect a pending due 2022-04-07
        as of 2022-04-08
        expect a violated due 2022-04-07
        """,
    ),
]

# ------------------------------------------------------------------------------------------------ limits in verdicts

DECIDED = [
    law(
        "if the record closes before the anchor came, not_applicable",
        "a: request requires replied within 3 days of signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r closed
        as of 2022-03-07
        expect a pending
        as of 2022-03-08
        expect a not_applicable
        """,
    ),
    law(
        "unless the content was kept by then",
        "a: request requires replied no later than 3 days after signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r replied
        2022-03-09 r closed
        as of 2022-03-09
        expect a satisfied
        """,
    ),
    law(
        "if the record closes before E came, not_applicable",
        "a: request requires signed before replied",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r closed
        as of 2022-03-07
        expect a pending
        as of 2022-03-08
        expect a not_applicable
        """,
    ),
    law(
        "once it has come, closing changes nothing",
        "a: request requires replied within 3 days of signed",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r signed
        2022-03-09 r closed
        as of 2022-03-11
        expect a pending due 2022-03-11
        as of 2022-03-14
        expect a violated due 2022-03-11
        """,
    ),
    law(
        "a void closing makes what is undecided not applicable",
        "a: request requires replied within 3 days of submitted",
        """
        request open
        request broken
        request kept
        2022-03-07 open submitted
        2022-03-01 broken submitted
        2022-03-07 kept submitted
        2022-03-08 kept replied
        2022-03-09 open dropped
        2022-03-09 broken dropped
        2022-03-09 kept dropped
        as of 2022-03-31
        expect a not_applicable for open
        expect a violated for broken due 2022-03-04
        expect a satisfied for kept
        """,
    ),
    law(
        "as of DATE is that day's end: a limit that ends that day has not yet passed",
        """
        day: request requires replied within 1 day of submitted
        hour: request requires replied within 24 hours of submitted
        """,
        """
        request r
        2022-03-07 10:00 r submitted
        as of 2022-03-08
        expect day pending due 2022-03-08
        expect hour pending due 2022-03-08
        as of 2022-03-09
        expect day violated due 2022-03-08
        expect hour violated due 2022-03-08
        """,
    ),
    law(
        "as of DATE is that day's end: all dated that day has happened, later entries are ignored",
        "a: request requires replied within 3 days of submitted",
        """
        request r
        2022-03-07 r submitted
        2022-03-09 23:59 r replied
        as of 2022-03-08
        expect a pending
        as of 2022-03-09
        expect a satisfied
        """,
    ),
    law(
        "a limit counted from a planned anchor is neither satisfied nor violated: in time on plan or late on plan",
        "a: item requires filed at least 3 days before meeting.held",
        """
        meeting m
        item open with meeting = m
        item done with meeting = m
        2022-03-10 done filed
        planned 2022-03-14 m held
        as of 2022-03-11
        expect a pending in time on plan for open due 2022-03-11
        expect a pending in time on plan for done due 2022-03-11
        as of 2022-03-12
        expect a pending late on plan for open due 2022-03-11
        """,
    ),
    law(
        "the event's own entry replaces the plan",
        "a: item requires filed at least 3 days before meeting.held",
        """
        meeting m
        item i with meeting = m
        2022-03-12 i filed
        planned 2022-03-14 m held
        2022-03-15 m held
        as of 2022-03-12
        expect a pending late on plan due 2022-03-11
        as of 2022-03-14
        expect a pending
        as of 2022-03-15
        expect a satisfied due 2022-03-12
        """,
    ),
    law(
        "a plan never happens by itself: a forward limit from a planned anchor",
        "a: request requires replied within 3 days of signed",
        """
        request r
        2022-03-07 r submitted
        planned 2022-03-14 r signed
        as of 2022-03-08
        expect a pending in time on plan due 2022-03-17
        as of 2022-03-18
        expect a pending
        """,
    ),
    law(
        "Before E: one verdict for each E, and one for the next E while none has come",
        "a: request requires signed before returned",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r returned
        2022-03-09 r signed
        2022-03-10 r returned
        as of 2022-03-07
        expect a pending
        as of 2022-03-10
        expect a violated #1
        expect a satisfied #2
        """,
    ),
    law(
        "pending: past the horizon",
        "a: request requires replied after submitted",
        """
        request r
        2022-03-07 r submitted
        as of 2022-03-31
        expect a pending
        as of 2022-04-11
        expect a pending past the horizon
        """,
        "calendar china\nhorizon 1 month",
    ),
    law(
        "any one match satisfies; an event before the window does not, nor its being repeated late",
        "a: request requires replied(by = mayor) within 3 days of signed",
        """
        request kept
        request other
        2022-03-07 kept submitted
        2022-03-07 other submitted
        2022-03-07 kept replied(by = mayor)
        2022-03-08 kept signed
        2022-03-08 other signed
        2022-03-09 kept replied(by = secretary)
        2022-03-10 kept replied(by = mayor)
        2022-03-10 other replied(by = secretary)
        2022-03-14 other replied(by = mayor)
        as of 2022-03-14
        expect a satisfied for kept
        expect a violated for other due 2022-03-11
        """,
    ),
    law(
        "a field condition may hold from before",
        "a: request requires rush within 3 days of signed",
        """
        request before
        request during
        request late
        2022-03-07 before submitted
        2022-03-07 during submitted
        2022-03-07 late submitted
        2022-03-07 before rush = yes
        2022-03-08 before signed
        2022-03-08 during signed
        2022-03-08 late signed
        2022-03-11 during rush = yes
        2022-03-12 late rush = yes
        as of 2022-03-14
        expect a satisfied for before
        expect a satisfied for during
        expect a violated for late due 2022-03-11
        """,
    ),
    law(
        "and needs all inside",
        "a: request requires (replied and noted) within 3 days of signed",
        """
        request both
        request outside
        2022-03-07 both submitted
        2022-03-07 outside submitted
        2022-03-07 outside noted
        2022-03-08 both signed
        2022-03-08 outside signed
        2022-03-09 both noted
        2022-03-09 outside replied
        2022-03-11 both replied
        as of 2022-03-12
        expect a satisfied for both
        expect a violated for outside due 2022-03-11
        """,
    ),
    law(
        "unless: counts if it holds at any instant from the arising to the decision",
        "a: request requires replied within 3 days of submitted unless rush",
        """
        request excused
        request before
        request after
        2022-03-07 excused submitted
        2022-03-07 after submitted
        2022-03-08 excused rush = yes
        2022-03-09 excused rush = no
        2022-03-11 after rush = yes
        2022-03-07 before submitted
        as of 2022-03-09
        expect a excused so far for excused
        as of 2022-03-14
        expect a excused for excused
        expect a violated for after
        expect a violated for before
        """,
    ),
    law(
        "broken once is broken: what comes after changes nothing",
        "a: request requires replied within 3 days of submitted unless rush",
        """
        request r
        2022-03-07 r submitted
        2022-03-12 r rush = yes
        2022-03-13 r replied
        2022-03-14 r dropped
        as of 2022-03-11
        expect a violated breach due 2022-03-10
        as of 2022-03-31
        expect a violated breach due 2022-03-10
        """,
    ),
    law(
        "kept once is kept",
        "a: request requires rush within 3 days of submitted",
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r rush = yes
        2022-03-09 r rush = no
        as of 2022-03-31
        expect a satisfied
        """,
    ),
]


@pytest.mark.parametrize(("rules", "scenario"), [*MOMENTS, *DECIDED])
def test_moments_and_decisions(rules: str, scenario: str) -> None:
    """'`of A` is the record's first A', and what the chapter on verdicts says of windows."""
    check(rules, scenario)


def _one(clauses: str, scenario: str) -> Verdict:
    (verdict,) = verdicts(rules_text(WORLD, clauses), scenario)
    return verdict


def test_a_violation_says_how_late_or_never() -> None:
    """'`violated`: breach or deviation; how late, never'."""
    clause, log = "a: request requires replied within 3 days of submitted", "request r\n2022-03-07 r submitted\n"
    late = _one(clause, f"{log}2022-03-15 r replied\nas of 2022-03-31")
    assert late.late_days == 5
    assert _one(clause, f"{log}as of 2022-03-31").late_days is None


def test_pending_says_the_days_left() -> None:
    """'`pending`: the due date as soon as the anchor is known, and the days left'."""
    clause, log = "a: request requires replied within 3 days of signed", "request r\n2022-03-07 r submitted\n"
    assert _one(clause, f"{log}as of 2022-03-08").due is None
    assert _one(clause, f"{log}2022-03-08 r signed\nas of 2022-03-09").days_left == 2


def test_the_first_match_in_the_window_is_named() -> None:
    """'any one match satisfies and the first is named'."""
    log = "request r\n2022-03-07 r submitted\n2022-03-08 r replied\n2022-03-09 r replied\nas of 2022-03-31"
    verdict = _one("a: request requires replied within 3 days of submitted", log)
    assert [fact.day for fact in verdict.explanation.facts if fact.name == "replied"] == [verdict.at]
    assert verdict.occurrence is None


def test_an_unset_value_is_the_reason_given() -> None:
    """'until the ruleset or scenario sets it, *undetermined: not set*'."""
    rules = rules_text(WORLD, "a: request requires replied within term of submitted", "value term : duration")
    (verdict,) = verdicts(rules, "request r\n2022-03-07 r submitted\nas of 2022-03-08")
    assert verdict.explanation.why == "value_not_set"
    assert verdict.missing == ("term",)


# ------------------------------------------------------------------------------------------------ corners

CORNERS = [
    law(
        "a make-up weekend before a holiday: Saturday 29 and Sunday 30 January 2022 are workdays",
        THREE_WORKDAYS,
        """
        request r
        2022-01-28 r submitted
        as of 2022-01-30
        expect a pending due 2022-02-07
        """,
    ),
    law(
        "Hours are elapsed hours: the clocks go back in London on 30 October 2022",
        "a: request requires replied within 24 hours of submitted",
        """
        request kept
        request late
        2022-10-29 12:00 kept submitted
        2022-10-29 12:00 late submitted
        2022-10-30 10:59 kept replied
        2022-10-30 11:01 late replied
        as of 2022-10-31
        expect a satisfied for kept
        expect a violated for late
        """,
        'calendar england\ntime zone "Europe/London"',
    ),
    law(
        "by 30 June does not roll over: 30 June 2024 is a Sunday",
        "a: register requires updated by 30 June",
        """
        register g from 2024-06-01
        as of 2024-06-30
        expect a pending due 2024-06-30
        as of 2024-07-01
        expect a violated due 2024-06-30
        """,
    ),
    law(
        "business hours: the end of a date field's day, not of `same day as`",
        """
        a: request requires replied by agreed
        b: request requires noted same day as signed
        """,
        """
        request r with agreed = 2022-03-10
        2022-03-07 r submitted
        2022-03-08 18:00 r signed
        2022-03-08 23:00 r noted
        2022-03-10 17:31 r replied
        as of 2022-03-11
        expect a violated due 2022-03-10
        expect b satisfied due 2022-03-08
        """,
        "calendar china\nbusiness hours until 17:30",
    ),
    law(
        "business hours do not bind hours",
        "a: request requires replied within 10 hours of submitted",
        """
        request r
        2022-03-07 10:00 r submitted
        2022-03-07 19:00 r replied
        as of 2022-03-08
        expect a satisfied
        """,
        "calendar china\nbusiness hours until 17:30",
    ),
    law(
        "a date as E: before it means before its day begins",
        """
        a: register requires updated before 2022-04-01
        b: register requires checked at least 3 days before 2022-04-11
        """,
        """
        register kept from 2022-03-01
        register late from 2022-03-01
        2022-03-31 23:59 kept updated
        2022-04-01 late updated
        2022-04-08 kept checked
        2022-04-09 late checked
        as of 2022-04-12
        expect a satisfied for kept
        expect a violated for late
        expect b satisfied for kept due 2022-04-08
        expect b violated for late due 2022-04-08
        """,
    ),
    law(
        "the earlier of: an anchor that has not come does not hold up the other end",
        "a: request requires replied the earlier of within 10 days of submitted and within 3 days of signed",
        """
        request r
        request s
        2022-03-07 r submitted
        2022-03-07 s submitted
        2022-03-08 s signed
        as of 2022-03-08
        expect a pending for r due 2022-03-17
        expect a pending for s due 2022-03-11
        as of 2022-03-18
        expect a violated for r due 2022-03-17
        expect a violated for s due 2022-03-11
        """,
    ),
    law(
        "the later of: without the later anchor there is no end yet",
        "a: request requires replied the later of within 3 days of submitted and within 3 days of signed",
        """
        request r
        request s
        2022-03-07 r submitted
        2022-03-07 s submitted
        2022-03-14 r signed
        2022-03-08 s replied
        as of 2022-03-11
        expect a pending for r
        expect a satisfied for s
        as of 2022-03-14
        expect a pending for r due 2022-03-17
        as of 2022-03-18
        expect a violated for r due 2022-03-17
        """,
    ),
    law(
        "forbids the earlier of W1 and W2, the later of W1 and W2",
        """
        sooner: request forbids returned the earlier of within 3 days of submitted and by agreed
        later: request forbids returned the later of within 3 days of submitted and by agreed
        """,
        """
        request r with agreed = 2022-03-08
        2022-03-07 r submitted
        2022-03-09 r returned
        as of 2022-03-11
        expect sooner satisfied
        expect later violated
        """,
    ),
    law(
        "the layers of a prohibition's window are read at the act",
        "a: request forbids returned within 3 days of submitted, or 10 days if rush",
        """
        request broken
        request before
        2022-03-07 broken submitted
        2022-03-07 before submitted
        2022-03-08 broken rush = yes
        2022-03-14 broken returned
        2022-03-14 before returned
        2022-03-15 before rush = yes
        as of 2022-03-17
        expect a satisfied so far for before
        as of 2022-03-18
        expect a violated for broken
        expect a satisfied for before
        """,
    ),
    law(
        "layers of a limit counted back are read at E",
        "a: item requires filed at least 3 days before meeting.held,"
        " or at least 1 day before meeting.held if pages > 9",
        """
        meeting m
        item small with meeting = m, pages = 1
        item grown with meeting = m
        2022-03-01 grown pages = 1
        2022-03-12 small filed
        2022-03-12 grown filed
        2022-03-13 grown pages = 10
        2022-03-14 m held
        as of 2022-03-14
        expect a violated for small due 2022-03-11
        expect a satisfied for grown due 2022-03-13
        """,
    ),
    law(
        "a layer of another form",
        "a: request requires replied within 3 days of submitted, or same day as submitted if rush",
        """
        request plain
        request quick with rush = yes
        2022-03-07 plain submitted
        2022-03-07 quick submitted
        2022-03-08 plain replied
        2022-03-08 quick replied
        as of 2022-03-08
        expect a satisfied for plain
        expect a violated for quick due 2022-03-07
        """,
    ),
    law(
        "a layer by a judgement without a default, that speaks for the whole life once made",
        "a: request requires replied within 3 days of submitted, or 10 days if special",
        """
        request yes_ones
        request no_ones
        2022-03-07 yes_ones submitted
        2022-03-07 no_ones submitted
        2022-03-14 yes_ones special judged yes by mayor
        2022-03-14 no_ones special judged no by mayor
        as of 2022-03-10
        expect a pending for yes_ones
        as of 2022-03-13
        expect a undetermined for yes_ones missing special
        as of 2022-03-14
        expect a pending for yes_ones due 2022-03-17
        expect a violated for no_ones due 2022-03-10
        """,
    ),
    law(
        "a layer by a judgement with a default, in effect from the day it is made",
        "a: request requires replied within 3 days of submitted, or 10 days if urgent",
        """
        request early
        request late
        2022-03-07 early submitted
        2022-03-07 late submitted
        2022-03-09 early urgent judged yes by mayor
        2022-03-14 late urgent judged yes by mayor
        as of 2022-03-14
        expect a pending for early due 2022-03-17
        expect a violated for late due 2022-03-10
        """,
    ),
    law(
        "Suspension of a limit counted back",
        "a: item requires filed at least 3 days before meeting.held, not counting days while away(mayor)",
        """
        meeting m
        item kept with meeting = m
        item late with meeting = m
        2022-03-09 kept filed
        2022-03-10 late filed
        2022-03-12 to 2022-03-13 mayor away
        2022-03-14 m held
        as of 2022-03-14
        expect a satisfied for kept due 2022-03-09
        expect a violated for late due 2022-03-09
        """,
    ),
    law(
        "Suspension of a limit counted back past the log's first day, before which states are unknown",
        "a: item requires filed at least 3 days before meeting.held, not counting days while away(mayor)",
        """
        from 2022-03-10
        meeting m
        item before with meeting = m
        item late with meeting = m
        2022-03-11 late filed
        2022-03-12 to 2022-03-13 mayor away
        2022-03-14 m held
        as of 2022-03-14
        expect a violated for late
        expect a violated for before
        """,
    ),
    law(
        "what every possible calendar agrees on is decided: counted back into years before the first published one",
        "a: item requires filed at least 3 workdays before meeting.held",
        """
        meeting m
        item late with meeting = m
        2006-01-03 late filed
        2006-01-04 m held
        as of 2006-01-05
        expect a violated for late
        """,
    ),
    law(
        "the order within a day that keeps the norm: of a field and an act",
        """
        when_: request forbids returned when rush
        unless_: request forbids returned unless rush
        """,
        """
        request r
        2022-03-07 r submitted
        2022-03-08 r rush = yes
        2022-03-08 10:00 r returned
        2022-03-09 r closed
        as of 2022-03-09
        expect when_ satisfied
        expect unless_ excused
        """,
    ),
    law(
        "the order within a day that keeps the norm: of the content and a layer",
        SHORTER,
        """
        request r
        2022-03-07 r submitted
        2022-03-14 r rush = yes
        2022-03-14 r replied
        as of 2022-03-14
        expect a satisfied
        """,
    ),
    law(
        "of A, where A asks for parameters: the first that fits",
        "a: request requires replied within 2 days of signed(by = mayor)",
        """
        request r
        2022-03-07 r submitted
        2022-03-07 r signed(by = secretary)
        2022-03-09 r signed(by = mayor)
        2022-03-10 r signed(by = mayor)
        as of 2022-03-08
        expect a pending
        as of 2022-03-11
        expect a pending due 2022-03-11
        """,
    ),
    law(
        "of A, where a parameter is unknown: what all possible limits agree on is decided",
        "a: request requires replied within 3 days of signed(by = mayor)",
        """
        request between
        request both
        request late
        2022-03-07 between submitted
        2022-03-07 both submitted
        2022-03-07 late submitted
        2022-03-08 between signed
        2022-03-08 late signed
        2022-03-14 between signed(by = mayor)
        2022-03-14 late signed(by = mayor)
        2022-03-15 between replied
        2022-03-08 both signed
        2022-03-09 both signed(by = mayor)
        2022-03-10 both replied
        2022-03-18 late replied
        as of 2022-03-18
        expect a undetermined for between
        expect a satisfied for both
        expect a violated for late
        """,
    ),
    law(
        "an unknown instant may be the first: decided where all agree",
        "a: request requires replied within 3 days when big",
        """
        request kept
        request open
        2022-03-07 kept submitted
        2022-03-07 open submitted
        2022-03-09 kept big = yes
        2022-03-09 open big = yes
        2022-03-10 kept replied
        as of 2022-03-10
        expect a satisfied for kept
        expect a pending for open
        as of 2022-03-11
        expect a undetermined for open
        as of 2022-03-15
        expect a violated for open
        """,
    ),
    law(
        "promptly: each instance has a judgement",
        "a: request requires replied promptly upon returned",
        """
        request r
        2022-03-01 r submitted
        2022-03-07 r returned
        2022-03-08 r replied
        2022-03-09 r a judged in time by mayor
        2022-03-14 r returned
        2022-03-20 r replied
        2022-03-21 r a judged late by mayor
        as of 2022-03-14
        expect a satisfied #1
        expect a pending #2
        as of 2022-03-20
        expect a satisfied so far #2
        as of 2022-03-21
        expect a satisfied #1
        expect a violated #2
        """,
    ),
    law(
        "at E: an event must occur at E's instant",
        "a: item requires filed at meeting.held",
        """
        meeting m
        item same with meeting = m
        item before with meeting = m
        2022-03-13 before filed
        2022-03-14 same filed
        2022-03-14 m held
        as of 2022-03-14
        expect a satisfied for same
        expect a violated for before
        """,
    ),
    law(
        "an anchor that is also the closing has come: closing changes nothing",
        "a: item requires filed within 3 days of meeting.held",
        """
        meeting m
        item i with meeting = m
        2022-03-14 m held
        as of 2022-03-17
        expect a pending due 2022-03-17
        as of 2022-03-18
        expect a violated due 2022-03-17
        """,
    ),
    law(
        "due of ID, ID lapses: of another record",
        """
        call: meeting requires called within 3 days of 2022-03-07
        file: item requires filed within 1 day of due of meeting.call
        tell: item requires approved within 2 workdays upon meeting.call lapses
        """,
        """
        meeting m from 2022-03-01
        item i with meeting = m
        as of 2022-03-11
        expect call violated due 2022-03-10
        expect file pending due 2022-03-11
        expect tell pending for i due 2022-03-14
        """,
    ),
    law(
        "C begins: before it, a condition's own end matters nothing",
        "a: request requires signed before stuck begins",
        """
        request kept
        request broken
        request open
        2022-03-01 kept submitted
        2022-03-01 broken submitted
        2022-03-01 open submitted
        2022-03-06 kept signed
        2022-03-07 to 2022-03-08 kept stuck
        2022-03-07 to 2022-03-08 broken stuck
        2022-03-08 broken signed
        as of 2022-03-08
        expect a satisfied for kept #1
        expect a violated for broken #1
        expect a pending for open
        """,
    ),
    law(
        "a suspended window in which an interval ends on the last counted day",
        STUCK,
        """
        request r
        2022-03-07 r submitted
        2022-03-08 to 2022-03-08 r stuck
        2022-03-10 to 2022-03-10 r stuck
        as of 2022-03-10
        expect a pending due 2022-03-14
        as of 2022-03-14
        expect a pending due 2022-03-14
        as of 2022-03-15
        expect a violated due 2022-03-14
        """,
    ),
    law(
        "a limit that rolls over to a suspended day ends there",
        STUCK,
        """
        request r
        2022-03-02 r submitted
        2022-03-07 to 2022-03-07 r stuck
        as of 2022-03-07
        expect a pending due 2022-03-07
        as of 2022-03-08
        expect a violated due 2022-03-07
        """,
    ),
    law(
        "from N to M in months and in hours",
        """
        months: request requires replied from 1 to 2 months after submitted
        hours: request requires noted from 24 to 48 hours after submitted
        """,
        """
        request r
        request s
        2022-01-31 10:00 r submitted
        2022-01-31 10:00 s submitted
        2022-02-01 10:01 r noted
        2022-02-01 09:59 s noted
        2022-02-28 r replied
        2022-02-27 s replied
        as of 2022-03-31
        expect months satisfied for r
        expect months pending for s due 2022-03-31
        expect hours satisfied for r
        expect hours violated for s due 2022-02-02
        """,
    ),
    law(
        "a limit's end is in time: at 24 hours sharp, at the close of business sharp",
        """
        hours: request requires replied within 24 hours of submitted
        close: request requires noted within 3 days of submitted
        """,
        """
        request r
        2022-03-07 10:00 r submitted
        2022-03-08 10:00 r replied
        2022-03-10 17:30 r noted
        as of 2022-03-10
        expect hours satisfied
        expect close satisfied
        """,
        "calendar china\nbusiness hours until 17:30",
    ),
    law(
        "a limit that ends that day has not yet passed: though it was not kept by the close of business",
        "a: request requires replied within 3 days of submitted",
        """
        request r
        2022-03-07 r submitted
        2022-03-10 18:00 r replied
        as of 2022-03-10
        expect a pending due 2022-03-10
        as of 2022-03-11
        expect a violated due 2022-03-10
        """,
        "calendar china\nbusiness hours until 17:30",
    ),
    law(
        "an unknown layer of a prohibition's window: what all possible limits agree on is decided",
        "a: request forbids returned within 3 days of submitted, or 10 days if big",
        """
        request broken
        request between
        request after
        2022-03-07 broken submitted
        2022-03-07 between submitted
        2022-03-07 after submitted
        2022-03-10 broken returned
        2022-03-11 between returned
        2022-03-18 after returned
        as of 2022-03-17
        expect a satisfied so far for after
        as of 2022-03-18
        expect a violated for broken
        expect a undetermined for between missing big
        expect a satisfied for after
        """,
    ),
    law(
        "an unpublished year, an unknown state: while a day may still be forbidden, *so far*",
        """
        a: request forbids returned within 3 workdays of submitted
        b: request forbids returned within 3 days of submitted, not counting days while stuck
        """,
        """
        request r
        request s
        2022-03-07 s submitted
        2022-03-09 to 2022-03-09 s stuck unknown
        2027-03-01 r submitted
        as of 2022-03-11
        expect b satisfied so far for s
        as of 2022-03-12
        expect b satisfied for s
        as of 2027-03-05
        expect a satisfied so far for r
        """,
    ),
    law(
        "a date field without a value: a prohibition's window is undetermined at each act",
        "a: request forbids returned by agreed",
        """
        request acted
        request quiet
        2022-03-07 acted submitted
        2022-03-07 quiet submitted
        2022-03-08 acted returned
        as of 2022-03-18
        expect a undetermined for acted missing agreed
        expect a satisfied so far for quiet
        """,
    ),
    law(
        "an unpublished year: what every possible calendar forbids is decided",
        "a: request forbids returned within 3 workdays of submitted",
        """
        request broken
        request between
        2027-03-01 broken submitted
        2027-03-01 between submitted
        2027-03-04 broken returned
        2027-03-05 between returned
        as of 2027-03-18
        expect a violated for broken
        expect a undetermined for between
        """,
    ),
    law(
        "a date field without a value: of a window that is the later (or the earlier) of two",
        "a: request requires replied the later of within 10 days of submitted and by agreed",
        """
        request r
        2022-03-07 r submitted
        as of 2022-03-18
        expect a undetermined missing agreed
        """,
    ),
    law(
        "with calendar none every day is a workday",
        "a: request requires replied within 3 workdays of submitted",
        """
        request r
        2022-03-04 r submitted
        as of 2022-03-07
        expect a pending due 2022-03-07
        as of 2022-03-08
        expect a violated due 2022-03-07
        """,
        NONE,
    ),
    law(
        "by 29 February is the last day of February",
        "a: register requires updated by 29 February",
        """
        register plain from 2022-01-01
        register leap from 2023-06-01
        as of 2023-06-01
        expect a violated for plain due 2022-02-28
        expect a pending for leap due 2024-02-29
        """,
    ),
    law(
        "further time after a date field rolls over, the date field itself does not",
        "a: request requires replied by agreed, and 4 further days if rush",
        """
        request plain with agreed = 2022-03-12
        request more with agreed = 2022-03-08, rush = yes
        2022-03-07 plain submitted
        2022-03-07 more submitted
        as of 2022-03-08
        expect a pending for plain due 2022-03-12
        expect a pending for more due 2022-03-14
        """,
    ),
]


@pytest.mark.parametrize(("rules", "scenario"), CORNERS)
def test_corners(rules: str, scenario: str) -> None:
    """Sentences of the chapter taken together."""
    check(rules, scenario)


@pytest.mark.parametrize("limit", ["within 1 month of submitted", "same day as submitted", "by agreed"])
def test_a_suspension_needs_a_layer_that_it_covers(limit: str) -> None:
    """'`not counting days while STATE` covers every layer counted in hours, days, workdays or weeks'."""
    clause = f"a: request requires replied {limit}, not counting days while stuck"
    assert errors(rules_text(WORLD, clause)) == ["RD307"]


ALL = [
    *UNITS,
    *COUNTING,
    *ROLL_OVER,
    *CALENDARS,
    *WINDOWS,
    *PROHIBITIONS,
    *PROMPTLY,
    *LAYERS,
    *SUSPENSION,
    *ORDER_OF_A_DAY,
    *PERIODS,
    *NAMED_VALUES,
    *MOMENTS,
    *DECIDED,
    *CORNERS,
]


@pytest.mark.parametrize(("rules", "scenario"), ALL)
def test_what_is_final_stays(rules: str, scenario: str) -> None:
    """'a verdict satisfied or violated that is not *so far* never changes as `now` advances': of every case above, from
    its first `as of` to its last and on."""
    ruleset = ruleset_of(rules)
    log = scenario_of(ruleset, scenario)
    days = [block.day for block in log.as_ofs]
    final: dict[tuple[str, str | None, tuple[str, ...], str | None, int | None], str] = {}
    for day in [*days, days[-1] + 1, days[-1] + 40]:
        now = {
            (v.norm, v.record, v.key, v.period, v.occurrence): "so far" if v.so_far else v.status.value
            for v in api.Ruleset(ruleset).evaluate(log, day)
        }
        assert {name: now.get(name) for name in final} == final
        final |= {name: status for name, status in now.items() if status in ("satisfied", "violated")}
