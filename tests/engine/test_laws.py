"""The laws of verdicts (language reference, section 5), on any log."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.engine.evaluate import evaluate
from ruledsl.engine.verdicts import FactUsed, Status, Verdict
from ruledsl.norms.model import Form, Ruleset
from ruledsl.world.scenario import Scenario
from tests.engine.any_logs import LENGTH, RECORDS, START, cut_at, every_form, logs
from tests.engine.deciding import rules, shown_verdict

RULES = every_form()
PASSIVE = (Form.SUBSTITUTION, Form.AUTHORISATION, Form.DEEMING, Form.PERMISSION)
PARTS = tuple(
    evolve(RULES, norms=tuple(n for i, n in enumerate(RULES.norms) if i % 3 == part or n.form in PASSIVE))
    for part in range(3)
)
parts = st.sampled_from(PARTS)
"""A law of all norms is tried on a third of them at a time, which is as many examples in a third of the time."""
Key = tuple[str, str | None, tuple[str, ...], str | None, int | None]


def by_instance(verdicts: tuple[Verdict, ...]) -> dict[Key, Verdict]:
    return {(v.norm, v.record, v.key, v.period, v.occurrence): v for v in verdicts}


def final(verdict: Verdict) -> bool:
    return verdict.status in (Status.SATISFIED, Status.VIOLATED) and not verdict.so_far


@given(parts, logs(RULES), st.lists(st.integers(0, LENGTH), min_size=2, max_size=3, unique=True))
def test_what_is_decided_for_good_never_changes(part: Ruleset, log: Scenario, offsets: list[int]) -> None:
    """(1) 'a verdict satisfied or violated that is not *so far* never changes as `now` advances'."""
    before: dict[Key, Verdict] = {}
    for offset in sorted(offsets):
        now = by_instance(evaluate(part, log, START + offset))
        for key, verdict in before.items():
            assert key in now, shown_verdict(verdict)
            assert (now[key].status, now[key].severity, now[key].so_far) == (verdict.status, verdict.severity, False), (
                shown_verdict(verdict),
                shown_verdict(now[key]),
            )
        before = {key: verdict for key, verdict in now.items() if final(verdict)} | {key: now[key] for key in before}


@given(parts, logs(RULES), st.integers(0, LENGTH))
def test_a_verdict_rests_on_what_was_known_then(part: Ruleset, log: Scenario, offset: int) -> None:
    """(3) 'the verdict at t of a log equals the verdict at t of the log cut at t, its plans kept'."""
    day = START + offset
    assert evaluate(part, log, day) == evaluate(part, cut_at(log, day), day)


def named_facts(verdict: Verdict) -> list[FactUsed]:
    explanation = verdict.explanation
    anchors = [count.anchor for count in explanation.counts if count.anchor is not None]
    return [*explanation.facts, *(fact for one in explanation.consulted for fact in one.facts), *anchors]


def cut_to(log: Scenario, verdict: Verdict) -> Scenario:
    """The log cut down to what an explanation names."""
    facts = named_facts(verdict)
    entries = {fact.seq for fact in facts if fact.seq is not None}
    states = {(fact.subject, fact.name) for fact in facts if fact.kind == "state"}
    roles = {(fact.subject, fact.name) for fact in facts if fact.kind == "role"}
    return evolve(
        log,
        events=tuple(e for e in log.events if e.seq in entries),
        values=tuple(v for v in log.values if v.seq in entries),
        judgements=tuple(j for j in log.judgements if j.seq in entries),
        states=tuple(s for s in log.states if (s.subject, s.state) in states),
        holdings=tuple(h for h in log.holdings if (h.person, h.role) in roles),
    )


@given(parts, logs(RULES), st.integers(0, LENGTH), st.data())
def test_the_facts_that_an_explanation_names_give_its_verdict_again(
    part: Ruleset, log: Scenario, offset: int, data: st.DataObject
) -> None:
    """(2) 'evaluating the log cut down to those gives it again'."""
    day = START + offset
    verdicts = [v for v in evaluate(part, log, day) if v.status is not Status.NOT_APPLICABLE]
    verdict = data.draw(st.sampled_from(verdicts))
    again = evaluate(part, cut_to(log, verdict), day)
    same = [
        v
        for v in again
        if (v.norm, v.record, v.key, v.period) == (verdict.norm, verdict.record, verdict.key, verdict.period)
        and (v.status, v.so_far, v.due) == (verdict.status, verdict.so_far, verdict.due)
    ]
    assert same, (shown_verdict(verdict), [shown_verdict(v) for v in again if v.norm == verdict.norm])


@given(parts, logs(RULES), st.integers(0, LENGTH))
def test_the_order_of_independent_entries_does_not_matter(part: Ruleset, log: Scenario, offset: int) -> None:
    """The log's order counts only between entries of one record: no norm here names both documents."""
    day = START + offset
    lines = sorted([*log.events, *log.values, *log.judgements], key=lambda line: line.seq)
    first = [line for line in lines if line.record == RECORDS[0]]
    second = [line for line in lines if line.record == RECORDS[1]]
    place = {line.seq: number for number, line in enumerate([*second, *first], start=1)}
    turned = evolve(
        log,
        events=tuple(evolve(e, seq=place[e.seq]) for e in log.events),
        values=tuple(evolve(v, seq=place[v.seq]) for v in log.values),
        judgements=tuple(evolve(j, seq=place[j.seq]) for j in log.judgements),
    )
    one = [shown_verdict(v) for v in evaluate(part, log, day) if v.period is None and v.record is not None]
    other = [shown_verdict(v) for v in evaluate(part, turned, day) if v.period is None and v.record is not None]
    assert one == other


@given(
    logs(RULES),
    st.integers(0, LENGTH),
    st.integers(1, 9),
    st.integers(0, 9),
    st.sampled_from(["days", "workdays", "weeks"]),
)
def test_loosening_a_limit_never_breaks_what_was_kept(log: Scenario, offset: int, n: int, more: int, unit: str) -> None:
    """'loosening a norm's limit never breaks that norm where it was kept'."""
    day = START + offset
    tight = rules(f"a: document requires signed within {n} {unit} of reviewed")
    loose = rules(f"a: document requires signed within {n + more} {unit} of reviewed")
    kept = [v.record for v in evaluate(tight, log, day) if v.status is Status.SATISFIED]
    after = {v.record: v.status for v in evaluate(loose, log, day)}
    assert all(after[record] is Status.SATISFIED for record in kept)


CHANGELESS = (
    "a: document requires signed within 5 workdays of reviewed",
    "a: document requires reviewed before issued",
    "a: document requires signed at least 3 days before issued",
    "a: document forbids revised",
    "a: document permits signed only by mayor",
    "a: document requires public",
    "a: document requires at most 1 revised per month",
    "a: document requires pages < 9 at all times",
)


@given(logs(RULES), st.integers(0, LENGTH), st.sampled_from(CHANGELESS))
def test_an_exception_that_is_never_true_or_unknown_changes_nothing(log: Scenario, offset: int, clause: str) -> None:
    """'an exception that is never true *or unknown* changes nothing'."""
    day = START + offset
    plain = evaluate(rules(clause), log, day)
    excepted = evaluate(rules(f"{clause} unless 1 > 2"), log, day)
    assert [shown_verdict(v) for v in plain] == [shown_verdict(v) for v in excepted]


@given(parts, logs(RULES), st.integers(0, LENGTH))
def test_an_unknown_fact_never_makes_a_rule_silently_not_fire(part: Ruleset, log: Scenario, offset: int) -> None:
    """(4) An undetermined verdict says which verdicts are possible and which facts would decide."""
    for verdict in evaluate(part, log, START + offset):
        if verdict.status is Status.UNDETERMINED:
            assert verdict.possible
            assert verdict.missing, shown_verdict(verdict)
        else:
            assert not verdict.possible
            assert not verdict.missing


@given(parts, logs(RULES), st.integers(0, LENGTH))
def test_every_verdict_carries_what_its_status_promises(part: Ruleset, log: Scenario, offset: int) -> None:
    """The table of verdicts: a breach has a severity and a day, a pending one its days left where it is due."""
    day = START + offset
    for verdict in evaluate(part, log, day):
        assert (verdict.severity is not None) == (verdict.status is Status.VIOLATED), shown_verdict(verdict)
        if verdict.status is Status.VIOLATED:
            assert verdict.at is not None
            assert verdict.at <= day
        if verdict.status is Status.PENDING and verdict.due is not None:
            assert verdict.days_left == verdict.due - day
        if verdict.so_far:
            assert verdict.status in (Status.SATISFIED, Status.EXCUSED)
        if verdict.late_days is not None:
            assert verdict.status is Status.VIOLATED
