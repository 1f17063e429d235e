"""Section 5's four laws, for every log that can be drawn from a pool of lines, under six small rulesets."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from ruledsl import api
from ruledsl.engine.verdicts import FactUsed, Status, Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.world.scenario import Scenario

from .cases import PLAIN, compiled, scenario_of, shown

RULESETS = {
    "windows": """
        a: file requires signed within 5 days of opened unless paused
        b: file requires sent within 3 days when public otherwise file requires chased within 3 days
        c: file requires reviewed(by = sent.to) within 4 days upon sent
        d: file requires filed(to = archive) within 4 days of reviewed, or 8 days if urgent,
            not counting days while paused
    """,
    "preconditions": """
        a: file requires reviewed before sent when flag
        b: file requires signed at least 3 days before sent unless grave
        c: file requires reviewed, signed if public, published in order before closed
        d: file requires pages = 1 before published
    """,
    "acts": """
        s: vice_mayor acts for mayor while away(mayor)
        a: file forbids sent until signed
        b: file permits signed only by mayor
        c: file permits sent(by = mayor) despite a when public
        d: file forbids published when flag unless grave
        e: file requires signed only by mayor within 9 days of opened
    """,
    "frequencies": """
        a: file requires at most 1 sent per week for each owner
        b: file requires at least 1 signed per week
        c: file requires 1 to 2 sent in any 10 days
        d: file requires at most 1 published per record when flag
    """,
    "orders": """
        a: file requires sent within 9 days of opened when public overrides b
        b: file requires sent within 4 days of opened
        c: file requires chased within 3 days upon b lapses
        d: file deems urgent = yes when b lapsed
        e: file forbids published when urgent unless grave
        f: file requires noted before closed when e broken
    """,
    "closings": """
        a: file requires public
        b: file requires pages = 1 unless grave
        c: file requires signed(by = mayor) when flag
        d: part requires handed_in when file.flag unless file.paused
        e: file requires not (urgent and public) at all times
    """,
}

LAST = 24
"""The logs' last day of March 2022."""

_EVENTS = ("signed", "sent", "reviewed", "published", "chased", "noted", "closed", "filed")
_DATED = re.compile(r"(planned )?2022-03-(\d\d)")


@frozen
class Log:
    """Lines of a log: the records, each with its fields, and what happened."""

    records: tuple[str, ...]
    entries: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(("from 2022-03-01", *_PEOPLE, *self.records, *self.entries, f"as of 2022-03-{LAST}"))

    def cut(self, day: int) -> Log:
        """What was entered until a day, with all plans."""
        kept = [line for line in self.entries if line.startswith("planned") or _day(line) <= day]
        return evolve(self, entries=tuple(kept))


_PEOPLE = (
    "person wang is mayor",
    "person li is vice_mayor",
    "2022-03-01 f opened",
    "2022-03-01 g opened",
)


def _day(line: str) -> int:
    match = _DATED.match(line)
    assert match is not None
    return int(match.group(2))


@st.composite
def entries(draw: st.DrawFn) -> str:
    """One line."""
    day, name = f"2022-03-{draw(st.integers(2, LAST)):02}", draw(st.sampled_from(["f", "f", "g"]))
    match draw(st.sampled_from(["event", "event", "event", "plan", "value", "judged", "state", "part"])):
        case "event":
            time = draw(st.sampled_from(["", "", " 09:00", " 15:00"]))
            return f"{day}{time} {name} {_event(draw)}"
        case "plan":
            return f"planned {day} {name} {draw(st.sampled_from(_EVENTS[:4]))}"
        case "value":
            return f"{day} {name} {draw(st.sampled_from(['public = yes', 'public = no']))}"
        case "judged":
            judgement, answer = draw(st.sampled_from(["grave", "urgent"])), draw(st.sampled_from(["yes", "no"]))
            return f"{day} {name} {judgement} judged {answer}"
        case "part":
            return f"{day} p {draw(st.sampled_from(['handed_in', 'dropped']))}"
        case _:
            last = min(LAST, _day(day) + draw(st.integers(0, 5)))
            state = draw(st.sampled_from(["mayor away", f"{name} paused"]))
            return f"{day} to 2022-03-{last:02} {state}"


def _event(draw: st.DrawFn) -> str:
    event = draw(st.sampled_from(_EVENTS))
    by = draw(st.sampled_from(["by = wang", "by = li", ""]))
    match event:
        case "sent":
            given = [by, draw(st.sampled_from(["to = wang", ""]))]
        case "filed":
            given = [by, draw(st.sampled_from(["to = archive", ""]))]
        case "signed" | "reviewed":
            given = [by]
        case _:
            given = []
    inside = ", ".join(each for each in given if each)
    return f"{event}({inside})" if inside else event


@st.composite
def logs(draw: st.DrawFn) -> Log:
    """Any log of up to nine lines after the opening."""
    lines = draw(st.lists(entries(), max_size=9))
    once: set[str] = set()
    kept = []
    for line in sorted(lines, key=_day):
        # A plan is stated once, and so is a judgement that holds for the whole life.
        single = (
            line.split(" ", 2)[2] if line.startswith("planned") else line[11:18] if " grave judged" in line else None
        )
        if single is None or single not in once:
            kept.append(line)
        once |= set() if single is None else {single}
    fields = [
        draw(st.sampled_from(["", ", flag = yes", ", flag = no"])),
        draw(st.sampled_from(["", ", pages = 1", ", pages = 2"])),
    ]
    return Log((f"file f with owner = finance{''.join(fields)}", "file g", "part p with file = f"), tuple(kept))


def rules(name: str) -> Ruleset:
    return compiled(RULESETS[name], PLAIN)


def on(ruleset: Ruleset, log: Log | Scenario, day: int) -> dict[tuple[object, ...], Verdict]:
    """The verdicts on a day, by what they are on."""
    case = scenario_of(ruleset, log.text) if isinstance(log, Log) else log
    found = api.Ruleset(ruleset).evaluate(case, f"2022-03-{day:02}").verdicts
    return {(v.norm, v.record, v.key, v.period, v.occurrence, v.occurrence_day): v for v in found}


every_ruleset = pytest.mark.parametrize("name", RULESETS)
days = st.integers(1, LAST)


@every_ruleset
@given(log=logs(), first=days, second=days)
def test_what_is_satisfied_or_violated_for_good_never_changes_as_now_advances(
    name: str, log: Log, first: int, second: int
) -> None:
    """(1) 'a verdict satisfied or violated that is not *so far* never changes as `now` advances'."""
    case = scenario_of(rules(name), log.text)
    before, after = on(rules(name), case, min(first, second)), on(rules(name), case, max(first, second))
    for address, old in before.items():
        if old.status in (Status.SATISFIED, Status.VIOLATED) and not old.so_far:
            # A precondition that failed before its E came fails at the first E.
            new = after.get(address) or next((v for a, v in after.items() if a[:4] == address[:4] and a[4] == 1), None)
            assert new is not None, shown(old)
            assert (new.status, new.severity, new.so_far) == (old.status, old.severity, False), (shown(old), shown(new))


@every_ruleset
@given(log=logs(), day=days)
def test_the_verdict_at_a_day_is_that_of_the_log_cut_there(name: str, log: Log, day: int) -> None:
    """(3) 'the verdict at t of a log equals the verdict at t of the log cut at t, its plans kept'."""
    whole, cut = on(rules(name), log, day), on(rules(name), log.cut(day), day)
    assert [shown(each) for each in whole.values()] == [shown(each) for each in cut.values()]


@every_ruleset
@given(log=logs(), day=days, data=st.data())
def test_a_fact_taken_away_leaves_the_verdict_or_makes_it_undetermined(
    name: str, log: Log, day: int, data: st.DataObject
) -> None:
    """(4) 'no unknown name, missing fact or wrong type makes a rule silently not fire'."""
    known = on(rules(name), log, day)
    less = on(rules(name), data.draw(poorer(log)), day)
    for address, verdict in known.items():
        poor = less.get(address)
        if poor is None:
            # What is on no known party, period or occurrence any more is open for the norm as a whole.
            others = {v.status for v in less.values() if v.norm == verdict.norm}
            assert others & {Status.UNDETERMINED, verdict.status} or verdict.status is Status.NOT_APPLICABLE, shown(
                verdict
            )
            continue
        # Where nothing forbidden has been done, a prohibition is kept whether or not it applies.
        nothing_done = poor.so_far or poor.explanation.why == "no_forbidden_act"
        unbroken = poor.status is Status.SATISFIED and nothing_done and verdict.status is Status.NOT_APPLICABLE
        if poor.status is not verdict.status and not unbroken:
            assert poor.status is Status.UNDETERMINED, (shown(verdict), shown(poor))
            # Of what is forbidden, "kept so far" stands for "does not apply" too.
            either = {verdict.status, Status.SATISFIED} if verdict.status is Status.NOT_APPLICABLE else {verdict.status}
            assert either & set(poor.possible), (shown(verdict), shown(poor), poor.possible)
            assert poor.missing, shown(poor)


def poorer(log: Log) -> st.SearchStrategy[Log]:
    """The log without one field of a record, one judgement without a default, or one parameter of an event."""
    found: list[Log] = []
    for place, line in enumerate(log.records):
        for field in (" with owner = finance", ", flag = yes", ", flag = no", ", pages = 1", ", pages = 2"):
            if field in line:
                rest = line.replace(field, "").replace("file f,", "file f with")
                found.append(evolve(log, records=(*log.records[:place], rest, *log.records[place + 1 :])))
    for place, line in enumerate(log.entries):
        rest = re.sub(r"\([^()]*\)", "", line)
        lines = log.entries[:place], log.entries[place + 1 :]
        if rest != line:
            found.append(evolve(log, entries=(*lines[0], rest, *lines[1])))
        if "grave judged" in line:
            found.append(evolve(log, entries=(*lines[0], *lines[1])))
    return st.sampled_from(found or [log])


@every_ruleset
@given(log=logs(), day=days, data=st.data())
def test_the_facts_an_explanation_names_suffice(name: str, log: Log, day: int, data: st.DataObject) -> None:
    """(2) 'a verdict depends only on the facts, absences, days and clauses that its explanation names'."""
    case = scenario_of(rules(name), log.text)
    found = on(rules(name), case, day)
    verdict = data.draw(st.sampled_from(list(found.values())))
    again = on(rules(name), cut_to(case, _facts(verdict, found.values())), day).values()
    same = [
        v
        for v in again
        if (v.norm, v.record, v.key, v.period) == (verdict.norm, verdict.record, verdict.key, verdict.period)
    ]
    outcomes = [(v.status, v.severity, v.so_far, v.due, v.at, v.marks) for v in same]
    outcome = (verdict.status, verdict.severity, verdict.so_far, verdict.due, verdict.at, verdict.marks)
    assert outcome in outcomes, (shown(verdict), [shown(v) for v in same])


def _facts(verdict: Verdict, others: Collection[Verdict], depth: int = 3) -> list[FactUsed]:
    """The facts of an explanation, and of those of the clauses that it names."""
    explanation = verdict.explanation
    anchors = [count.anchor for count in explanation.counts if count.anchor is not None]
    consulted = [fact for each in explanation.consulted for fact in each.facts]
    own = [*explanation.facts, *anchors, *consulted]
    named = {(fact.name, fact.subject) for fact in own if fact.kind == "norm"}
    named |= {(each.norm, verdict.record or "") for each in explanation.consulted if each.norm is not None}
    further = [other for other in others if (other.norm, other.record) in named and other is not verdict and depth]
    return [*own, *(fact for other in further for fact in _facts(other, others, depth - 1))]


def cut_to(case: Scenario, facts: Sequence[FactUsed]) -> Scenario:
    """The case with the entries, values, judgements, states and fields that are named, and the records as they open."""
    entries = {fact.seq for fact in facts if fact.seq is not None}
    fields = {(fact.subject, fact.name) for fact in facts}
    states = {(fact.subject, fact.name) for fact in facts if fact.kind == "state"}
    return evolve(
        case,
        records={
            name: evolve(
                record, fields={key: value for key, value in record.fields.items() if (name, key[0]) in fields}
            )
            for name, record in case.records.items()
        },
        events=tuple(event for event in case.events if event.seq in entries or event.event == "opened"),
        values=tuple(value for value in case.values if value.seq in entries),
        judgements=tuple(judgement for judgement in case.judgements if judgement.seq in entries),
        states=tuple(state for state in case.states if (state.subject, state.state) in states),
    )
