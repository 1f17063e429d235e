"""Any log: random scenarios for the laws of verdicts, under one ruleset that has a clause of every form."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from hypothesis import strategies as st

from ruledsl.norms.model import Ruleset
from ruledsl.world.scenario import DatedValue, Event, Judgement, Scenario, StateInterval, When
from ruledsl.world.values import Day, Doer
from tests.engine.deciding import rules, scenario

START = date(2022, 3, 1).toordinal()
LENGTH = 45

CLAUSES = """\
within: document requires signed within 5 workdays of reviewed unless urgent
hours: document requires signed within 30 hours of reviewed
later: document requires signed no later than 10 days after reviewed when public
by_date: document requires signed by deadline
by_day: document requires reviewed by 20 March
layered: document normally requires delivered within 3 workdays of reviewed, or 2 weeks if extended,
        and 3 further workdays if public
held_up: document requires asked within 5 workdays of reviewed, not counting days while suspended
upon: document requires reviewed within 3 days upon revised when pages > 2
stretch: document requires asked from 2 to 6 days after reviewed
not_yet: document requires asked not before 4 days after reviewed
same_day: document requires asked same day as reviewed
after: document requires delivered after reviewed
between: document requires delivered after reviewed before issued
early: document requires asked earlier than 5 days after reviewed
late: document requires asked later than 5 days after reviewed
sooner: document requires asked the earlier of within 9 days of reviewed and within 3 days of signed
prompt: document requires delivered promptly after reviewed
always: document requires pages < 9 at all times unless public
closing: document requires public when reviewed unless urgent
fixed: document requires class = "a"
before: document requires reviewed before issued unless urgent
ahead: document requires signed at least 3 workdays before issued
last: document requires asked in the last 5 days before issued
at_issue: document requires pages = 3 at issued
chain: document requires reviewed, asked, signed if public in order before issued
each: document requires delivered(to = x) within 5 days of reviewed for each x in readers
ban: document forbids revised unless urgent
ban_window: document forbids revised within 5 days of reviewed
ban_before: document forbids delivered before reviewed until signed
ban_upon: document forbids delivered within 4 days upon revised
power: document permits signed only by mayor
only_when: document permits issued only when reviewed
deputy: vice_mayor acts for mayor while mayor.away
lift: document permits revised despite ban when public
override: document requires reviewed within 10 days when extended overrides ban_before
answer: document requires reviewed within 4 workdays otherwise document requires asked within 4 workdays
silent: document deems public = yes when within lapsed
lapse: document requires delivered within 2 workdays upon within lapses
broke: document requires asked before issued when ban broken
cap: document requires at most 2 revised per month
floor: document requires at least 1 signed per week
rolling: document requires at most 2 asked in any 10 days
open: document requires at most 1 open at any time
each_record: document requires 1 to 2 asked per record
by_key: document requires at most 1 signed per month for each by
"""

BASE = """\
    from 2022-03-01
    person wang is mayor
    person zhao is vice_mayor
    document d1 with class = "a", readers = (archive, general_office)
    document d2 with pages = 3
    2022-03-01 d1 drafted
    2022-03-01 d2 drafted
"""

EVENTS = ("signed", "reviewed", "revised", "asked", "delivered", "issued", "cancelled")
RECORDS = ("d1", "d2")
DOERS = ("wang", "zhao", "archive", None)


def every_form() -> Ruleset:
    """The ruleset with a clause of every form."""
    return rules(CLAUSES)


def base(ruleset: Ruleset) -> Scenario:
    """Two documents just drafted."""
    return scenario(BASE, ruleset)


days = st.integers(0, LENGTH - 1)
seconds = st.one_of(st.none(), st.sampled_from([36_000, 50_400]))


@st.composite
def whens(draw: st.DrawFn) -> When:
    return When(START + draw(days), draw(seconds))


@st.composite
def entries(draw: st.DrawFn, seq: int) -> Event | DatedValue | Judgement | StateInterval:
    """One line of a log."""
    record, when = draw(st.sampled_from(RECORDS)), draw(whens())
    match draw(st.sampled_from(["event", "event", "event", "event", "plan", "value", "judgement", "state", "late"])):
        case "event" | "plan" as kind:
            event = draw(st.sampled_from(EVENTS))
            by = draw(st.sampled_from(DOERS))
            arguments: dict[str, tuple[Doer, ...]] = {}
            if by is not None and event != "cancelled":
                arguments["by"] = (Doer(by),)
            if event == "delivered":
                arguments["to"] = (Doer(draw(st.sampled_from(["archive", "general_office"]))),)
            return Event(seq, when, record, event, arguments, planned=kind == "plan")
        case "value":
            name, value = draw(
                st.sampled_from(
                    [("public", True), ("public", False), ("pages", 3), ("pages", 10), ("deadline", Day(START + 9))]
                )
            )
            return DatedValue(seq, when, record, name, value)
        case "judgement":
            name = draw(st.sampled_from(["urgent", "extended"]))
            return Judgement(seq, when, record, name, draw(st.booleans()), "mayor")
        case "late":
            return Judgement(seq, when, record, "test:1.prompt", draw(st.booleans()), "mayor", of_norm=True)
        case _:
            subject, state = draw(st.sampled_from([("mayor", "away"), (record, "suspended")]))
            return StateInterval(subject, state, when.day, when.day + draw(st.integers(0, 6)))


@st.composite
def logs(draw: st.DrawFn, ruleset: Ruleset) -> Scenario:
    """A scenario with up to a dozen lines more than its base; an event is planned at most once a record."""
    start = base(ruleset)
    number = draw(st.integers(0, 12))
    lines = [draw(entries(seq)) for seq in range(10, 10 + number)]
    return with_lines(start, lines)


def with_lines(start: Scenario, lines: list[Event | DatedValue | Judgement | StateInterval]) -> Scenario:
    """The scenario with these lines added."""
    planned: set[tuple[str, str]] = set()
    events: list[Event] = []
    for line in lines:
        if isinstance(line, Event):
            if line.planned and (line.record, line.event) in planned:
                continue
            if line.planned:
                planned.add((line.record, line.event))
            events.append(line)
    return evolve(
        start,
        events=(*start.events, *events),
        values=tuple(line for line in lines if isinstance(line, DatedValue)),
        judgements=tuple(line for line in lines if isinstance(line, Judgement)),
        states=tuple(line for line in lines if isinstance(line, StateInterval)),
    )


def cut_at(log: Scenario, day: int) -> Scenario:
    """The log as it stood at the end of a day: later entries are not there, plans are kept."""
    return evolve(
        log,
        events=tuple(e for e in log.events if e.planned or e.when.day <= day),
        values=tuple(v for v in log.values if v.when.day <= day),
        judgements=tuple(j for j in log.judgements if j.when.day <= day),
    )
