"""What clauses may say and seldom do: hours that look back, fractions, sums of durations, dates past the last year,
and acts whose order on one day is not known. Each verdict was worked out by hand."""

from __future__ import annotations

from tests.laws.cases import PLAIN, Case, by_sentence, holds, verdict, verdicts

FILE = """
person wang is mayor
person li is vice_mayor
person zhao is secretary_general
file f with pages = 5, deadline = 2022-03-20
2022-03-01 f opened
"""

_RECENT = "a: file requires reviewed within the last 12 hours before sent"
_DURATIONS = "a: file requires deadline - 2022-03-10 <= 5 days + 1 week before sent"
_DOER = "a: file requires signed.by = mayor before sent"


@by_sentence(
    Case(
        "eleven hours ago lies within the last twelve",
        _RECENT,
        FILE + "2022-03-02 08:00 f reviewed\n2022-03-02 19:00 f sent\nas of 2022-03-03\nexpect a satisfied for f",
    ),
    Case(
        "thirteen hours ago does not",
        _RECENT,
        FILE + "2022-03-02 08:00 f reviewed\n2022-03-02 21:00 f sent\nas of 2022-03-03\nexpect a violated for f",
    ),
    Case(
        "eleven hours ago may be the day before",
        _RECENT,
        FILE + "2022-03-02 21:00 f reviewed\n2022-03-03 08:00 f sent\nas of 2022-03-03\nexpect a satisfied for f",
    ),
    Case(
        "an exception that looks back by hours stands for these hours",
        "a: file forbids sent unless reviewed within the last 12 hours",
        FILE + "2022-03-02 08:00 f reviewed\n2022-03-02 19:00 f sent\nas of 2022-03-03\nexpect a excused so far for f",
    ),
    Case(
        "an exception that looks back by hours is over after them",
        "a: file forbids sent unless reviewed within the last 12 hours",
        FILE + "2022-03-02 08:00 f reviewed\n2022-03-02 21:00 f sent\nas of 2022-03-03\nexpect a violated for f",
    ),
    Case(
        "a fraction of a number",
        "a: file requires pages < 1/2 of 12 before sent\nb: file requires pages < 1/2 of 10 before sent",
        FILE + "2022-03-02 f sent\nas of 2022-03-03\nexpect a satisfied for f\nexpect b violated for f",
    ),
    Case(
        "durations of days and weeks add up: ten days are no more than twelve",
        _DURATIONS,
        FILE + "2022-03-02 f sent\nas of 2022-03-03\nexpect a satisfied for f",
    ),
    Case(
        "durations of days and weeks add up: thirteen days are more than twelve",
        _DURATIONS,
        FILE.replace("2022-03-20", "2022-03-23") + "2022-03-02 f sent\nas of 2022-03-03\nexpect a violated for f",
    ),
    Case(
        "a date moves by years on the calendar",
        "a: file requires deadline + 1 year > 2023-03-19 before sent\n"
        "b: file requires deadline + 1 year > 2023-03-20 before sent",
        FILE + "2022-03-02 f sent\nas of 2022-03-03\nexpect a satisfied for f\nexpect b violated for f",
    ),
    Case(
        "what may or may not count adds between nothing and itself to a sum",
        """
        most: file requires sum(x.pages for x in file of self where x.grave) <= 3 before sent
        fewer: file requires sum(x.pages for x in file of self where x.grave) < 3 before sent
        some: file requires sum(x.pages for x in file of self where x.grave) >= 1 before sent
        none_less: file requires sum(x.pages for x in file of self where x.grave) >= 0 before sent
        more: file requires sum(x.pages for x in file of self where x.grave) > 3 before sent
        """,
        FILE
        + """
file part_of_it with pages = 3, parent = f
2022-03-01 part_of_it opened
2022-03-02 f sent
as of 2022-03-03
expect most satisfied for f
expect fewer undetermined for f
expect some undetermined for f
expect none_less satisfied for f
expect more violated for f
""",
    ),
    Case(
        "an equation with the doer on the right is the same equation",
        "a: file requires mayor = signed.by before sent",
        FILE + "2022-03-02 f signed(by = wang)\n2022-03-03 f sent\nas of 2022-03-03\nexpect a satisfied for f",
    ),
    Case(
        "a doer among several",
        "a: file requires signed.by in (mayor, vice_mayor) before sent",
        FILE + "2022-03-02 f signed(by = li)\n2022-03-03 f sent\nas of 2022-03-03\nexpect a satisfied for f",
    ),
    Case(
        "a doer outside several",
        "a: file requires signed.by not in (mayor, vice_mayor) before sent",
        FILE + "2022-03-02 f signed(by = zhao)\n2022-03-03 f sent\nas of 2022-03-03\nexpect a satisfied for f",
    ),
    Case(
        "a doer who is one of those excluded",
        "a: file requires signed.by not in (mayor, vice_mayor) before sent",
        FILE + "2022-03-02 f signed(by = li)\n2022-03-03 f sent\nas of 2022-03-03\nexpect a violated for f",
    ),
    Case(
        "what happened in this year of the office's own",
        "a: file requires count(reviewed) in this school_year = 1 before sent",
        FILE + "2022-08-31 f reviewed\n2022-09-01 f reviewed\n2022-09-03 f sent\nas of 2022-10-03\n"
        "expect a satisfied for f",
        settings=f"{PLAIN}\nperiod school_year from 1 September",
    ),
    Case(
        "what happened in this period, which a named value says",
        "value span : period = month\na: file requires count(reviewed) in this span = 1 before sent",
        FILE + "2022-08-31 f reviewed\n2022-09-01 f reviewed\n2022-09-03 f sent\nas of 2022-10-03\n"
        "expect a satisfied for f",
    ),
    Case(
        "a clause that comes into force later asks nothing of acts before",
        "a: file permits sent only by mayor\n    in force from 2023-01-01",
        FILE + "2022-03-02 f sent(by = li)\nas of 2022-03-03\nexpect a not_applicable for f",
    ),
    Case(
        "a limit that would end after the last year never ends",
        "a: file requires sent within 9999 years of opened",
        FILE + "as of 2022-03-03\nexpect a pending for f",
    ),
    Case(
        "a limit that would end before the first year has passed",
        "a: file requires sent at least 9999 years before closed",
        FILE + "2022-03-02 f sent\n2022-03-03 f closed\nas of 2022-03-03\nexpect a violated for f",
    ),
    Case(
        "a rolling window longer than all time is never full",
        "a: register requires at least 1 updated in any 9999 years\n"
        "b: register requires at most 1 updated in any 9999 years",
        """
        from 2022-03-01
        register r
        2022-03-01 r updated
        2022-03-02 r updated
        as of 2022-03-03
        expect a satisfied so far
        expect b violated
        """,
    ),
)
def test_what_is_seldom_said_is_decided_all_the_same(case):
    holds(case)


def test_an_offices_own_year_is_a_period_of_a_frequency():
    found = verdicts(
        "a: register requires at most 1 updated per school_year",
        """
        from 2022-03-01
        register r
        2022-08-31 r updated
        2022-09-01 r updated
        2023-08-31 r updated
        as of 2023-08-31
        """,
        f"{PLAIN}\nperiod school_year from 1 September",
    )
    assert [(each.period, each.status.value) for each in found] == [
        ("year from 2021-09-01", "satisfied"),
        ("year from 2022-09-01", "violated"),
    ]


def test_a_date_past_the_last_year_is_not_known():
    found = verdict(
        "a: file requires deadline + 9999 years > 2022-04-01 before sent", FILE + "2022-03-02 f sent\nas of 2022-03-03"
    )
    assert (found.status.value, found.missing) == ("undetermined", ("a date within the years 1 to 9999",))


def test_a_rolling_window_whose_length_is_not_set_is_not_known():
    found = verdict(
        "a: register requires at most 1 updated in any span\nvalue span : duration",
        "from 2022-03-01\nregister r\n2022-03-01 r updated\nas of 2022-03-03",
    )
    assert (found.status.value, found.missing) == ("undetermined", ("span",))


def test_a_count_in_a_period_that_is_not_set_is_not_known():
    found = verdict(
        "value span : period\na: file requires count(reviewed) in this span > 1 before sent",
        FILE + "2022-09-01 f reviewed\n2022-09-03 f sent\nas of 2022-10-03",
    )
    assert (found.status.value, found.missing) == ("undetermined", ("span",))


def test_who_acted_first_or_last_on_one_day_matters_only_if_they_differ():
    """Two acts on one line stand side by side, neither before the other."""
    log = FILE + "2022-03-02 f signed(by = {}), signed(by = wang)\n2022-03-03 f sent\nas of 2022-03-03"
    found = verdict(_DOER, log.format("li"))
    assert (found.status.value, found.missing) == ("undetermined", ("order of signed of f on 2022-03-02",))
    assert verdict(_DOER, log.format("wang")).status.value == "satisfied"
