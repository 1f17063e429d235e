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
