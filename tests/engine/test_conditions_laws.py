"""Laws of conditions: Kleene's tables, information only ever decides, the past stays, and facts suffice."""

from __future__ import annotations

from attrs import evolve
from hypothesis import assume, given, note
from hypothesis import strategies as st

from ruledsl.engine.answers import all_of, any_of, negated
from ruledsl.engine.case import Case, Env, Truth
from ruledsl.engine.point import Point, at_entry, end_of, start_of
from ruledsl.engine.verdicts import FactUsed
from ruledsl.norms.expressions import And, FieldOf, Not, Or
from ruledsl.norms.model import Norm
from ruledsl.world.scenario import Record, Scenario
from ruledsl.world.values import Doer
from tests.engine.any_worlds import DAYS, FIELDS, ITEMS, PARTIES, conditions, logs, norms
from tests.engine.worlds import CONVENTION, SELF, Log, case, day, env, ruleset

LAST = "2022-03-31"
truths = st.sampled_from((True, False, None))


def built(scenario: Scenario, now: int, clauses: list[Norm]) -> Case:
    return Case(ruleset(*clauses), scenario, now, CONVENTION)


@st.composite
def probes(draw: st.DrawFn, log: Log) -> Point:
    """Any instant: a day's start or end, or just before or after an entry."""
    on = day(draw(st.sampled_from(DAYS)))
    entries = [*log.events, *log.values, *log.judgements]
    points = [start_of(on), end_of(on)]
    points += [p for e in entries for p in (at_entry(e.when, e.seq), at_entry(e.when, e.seq).after())]
    return draw(st.sampled_from(points))


# ------------------------------------------------------------------------------------------ Kleene


@given(st.lists(truths, max_size=4))
def test_and_is_the_least_or_the_greatest_and_not_turns_them_over(values: list[bool | None]) -> None:
    order = {False: 0, None: 1, True: 2}
    back = {rank: value for value, rank in order.items()}
    answers = [Truth(value) for value in values]
    assert all_of(answers).value is back[min([2, *(order[value] for value in values)])]
    assert any_of(answers).value is back[max([0, *(order[value] for value in values)])]
    assert negated(all_of(answers)).value is any_of(negated(answer) for answer in answers).value


@given(truths, truths)
def test_conditions_follow_kleenes_tables(first: bool | None, second: bool | None) -> None:
    log = Log("2022-01-01").record("i1", "agenda_item")
    for name, value in (("cooperates", first), ("quota", second)):
        if value is not None:
            log.records["i1"] = evolve(log.records["i1"], fields={**log.records["i1"].fields, (name, None): value})
    found = case(log, LAST)
    one, other = FieldOf(SELF, "cooperates"), FieldOf(SELF, "quota")
    asked = {
        "and": And((one, other)), "or": Or((one, other)), "not": Not(one),
    }  # fmt: skip
    answers = {name: found.truth(expr, env("i1"), end_of(day(LAST))).value for name, expr in asked.items()}
    expected = {
        "and": False if False in (first, second) else None if None in (first, second) else True,
        "or": True if True in (first, second) else None if None in (first, second) else False,
        "not": None if first is None else not first,
    }
    assert answers == expected


def test_x_or_not_x_with_x_unknown_is_unknown() -> None:
    x = FieldOf(SELF, "special_circumstances")
    found = case(Log("2022-01-01").record("i1", "agenda_item"), LAST)
    assert found.truth(Or((x, Not(x))), env("i1"), end_of(day(LAST))).value is None


# ------------------------------------------------------------------------------------------ information


COMPLETED = ("leader_in_charge", "special_circumstances", "matters", "pages", "reviewers")
"""The fields that are unknown unless given."""


@st.composite
def completed(draw: st.DrawFn, scenario: Scenario) -> Scenario:
    """The scenario with some of its missing facts added: fields, parameters, states not known."""
    judged = {(j.record, j.target) for j in scenario.judgements}
    records: dict[str, Record] = {}
    for name, record in scenario.records.items():
        fields = dict(record.fields)
        for field in COMPLETED:
            missing = name in ITEMS and (field, None) not in fields and (name, field) not in judged
            if missing and draw(st.booleans()):
                fields[field, None] = draw(FIELDS[field])
        records[name] = evolve(record, fields=fields)
    events = []
    for event in scenario.events:
        arguments = dict(event.arguments)
        for parameter in ("by", "to") if event.record in ITEMS else ():
            if parameter not in arguments and draw(st.booleans()):
                arguments[parameter] = (Doer(draw(st.sampled_from(PARTIES))),)
        events.append(evolve(event, arguments=arguments))
    states = []
    for state in scenario.states:
        known = state.known or draw(st.booleans())
        if not state.known and known and draw(st.booleans()):
            continue  # it turns out not to have held
        states.append(evolve(state, known=known))
    return evolve(scenario, records=records, events=tuple(events), states=tuple(states))


@given(st.data())
def test_adding_a_missing_fact_never_flips_a_known_truth(data: st.DataObject) -> None:
    log, expr, clauses = data.draw(logs()), data.draw(conditions()), data.draw(norms())
    log.first_day = log.first_day or day("2022-01-01")
    point = data.draw(probes(log))
    before = log.scenario()
    after = data.draw(completed(before))
    known = built(before, day(LAST), clauses).truth(expr, Env.of("i1"), point)
    assume(known.value is not None)
    assert built(after, day(LAST), clauses).truth(expr, Env.of("i1"), point).value is known.value


@given(st.data())
def test_what_is_missing_is_named_whenever_something_is_unknown(data: st.DataObject) -> None:
    log, expr, clauses = data.draw(logs()), data.draw(conditions()), data.draw(norms())
    answer = case(log, LAST, *clauses).truth(expr, Env.of("i1"), data.draw(probes(log)))
    assert (answer.value is None) == bool(answer.missing or answer.conflicts)


# ------------------------------------------------------------------------------------------ time


def cut(scenario: Scenario, now: int) -> Scenario:
    """The log cut at the end of a day: later entries gone, states ended."""
    return evolve(
        scenario,
        events=tuple(e for e in scenario.events if e.when.day <= now),
        values=tuple(v for v in scenario.values if v.when.day <= now),
        judgements=tuple(j for j in scenario.judgements if j.when.day <= now),
        states=tuple(
            evolve(s, last=now if s.last is None else min(s.last, now)) for s in scenario.states if s.first <= now
        ),
    )


@given(st.data())
def test_what_comes_after_now_changes_nothing(data: st.DataObject) -> None:
    log, expr, clauses = data.draw(logs()), data.draw(conditions()), data.draw(norms())
    log.first_day = log.first_day or day("2022-03-01")
    now, point = day(data.draw(st.sampled_from(DAYS))), data.draw(probes(log))
    assume(point.day <= now)
    whole = built(log.scenario(), now, clauses).truth(expr, Env.of("i1"), point)
    rest = built(cut(log.scenario(), now), now, clauses).truth(expr, Env.of("i1"), point)
    assert (rest.value, rest.missing, rest.used) == (whole.value, whole.missing, whole.used)


@given(st.data())
def test_a_later_now_decides_and_never_flips(data: st.DataObject) -> None:
    log, expr, clauses = data.draw(logs()), data.draw(conditions()), data.draw(norms())
    log.first_day = log.first_day or day("2022-03-01")
    now, point = day(data.draw(st.sampled_from(DAYS))), data.draw(probes(log))
    assume(point.day <= now)
    early = built(log.scenario(), now, clauses).truth(expr, Env.of("i1"), point)
    assume(early.value is not None)
    assert built(log.scenario(), day(LAST), clauses).truth(expr, Env.of("i1"), point).value is early.value


@given(st.data())
def test_between_two_change_points_nothing_changes(data: st.DataObject) -> None:
    log, expr, clauses = data.draw(logs(timed=True)), data.draw(conditions()), data.draw(norms())
    found, begin = case(log, LAST, *clauses), start_of(day(DAYS[0]))
    points = [begin, *found.change_points(expr, Env.of("i1"), begin)]
    probe = data.draw(probes(log))
    assume(probe.day >= begin.day)
    before = [p for p in points if (*p.sort_key, p.through) <= (*probe.sort_key, probe.through)]
    note(f"{before[-1]} -> {probe}")
    here, there = (found.truth(expr, Env.of("i1"), point).value for point in (probe, before[-1]))
    assert here is there


# ------------------------------------------------------------------------------------------ explanations


def only(scenario: Scenario, facts: tuple[FactUsed, ...]) -> Scenario:
    """The scenario cut down to the facts named; records keep their kinds, and fields that hold a record."""
    entries = {fact.seq for fact in facts if fact.seq is not None}
    fields = {(fact.subject, fact.name) for fact in facts if fact.kind == "field"}
    states = {(fact.subject, fact.name, fact.day) for fact in facts if fact.kind == "state"}
    roles = {(fact.subject, fact.name, fact.day) for fact in facts if fact.kind == "role"}
    return evolve(
        scenario,
        records={
            name: evolve(r, fields={k: v for k, v in r.fields.items() if (name, k[0]) in fields})
            for name, r in scenario.records.items()
        },
        events=tuple(e for e in scenario.events if e.seq in entries),
        values=tuple(v for v in scenario.values if v.seq in entries),
        judgements=tuple(j for j in scenario.judgements if j.seq in entries),
        states=tuple(s for s in scenario.states if (s.subject, s.state, s.first) in states),
        holdings=tuple(h for h in scenario.holdings if (h.person, h.role, h.first) in roles),
    )


@given(st.data())
def test_the_facts_and_clauses_that_an_answer_names_suffice_for_it(data: st.DataObject) -> None:
    log, expr, clauses = data.draw(logs(timed=True)), data.draw(conditions()), data.draw(norms())
    log.first_day = log.first_day or day("2022-03-01")
    point = data.draw(probes(log))
    answer = case(log, LAST, *clauses).truth(expr, Env.of("i1"), point)
    used = [clause for clause in clauses if clause.id in answer.used]
    rest = only(log.scenario(), answer.facts)
    note(f"{answer}\n{rest}")
    assert built(rest, day(LAST), used).truth(expr, Env.of("i1"), point).value is answer.value
