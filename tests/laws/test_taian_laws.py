"""Section 5's laws on the real ruleset: its own scenarios, and what they become when entries are dropped or moved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruledsl import api
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.world.scenario import Scenario

from . import taian
from .cases import shown
from .cutting import address_of, cut_at, cut_to, named_facts, outcome_of

FEWER = settings(max_examples=max(10, settings().max_examples // 4))


def is_final(verdict: Verdict) -> bool:
    return verdict.status in (Status.SATISFIED, Status.VIOLATED) and not verdict.so_far


@FEWER
@given(case=taian.mutants(), data=st.data())
def test_what_is_decided_for_good_never_changes_in_the_real_rules(case: Scenario, data: st.DataObject) -> None:
    """(1) 'a verdict satisfied or violated that is not *so far* never changes as `now` advances'."""
    days = st.sampled_from(taian.days_of(case))
    first, second = sorted((data.draw(days), data.draw(days)))
    after: dict[object, list[Verdict]] = {}
    for verdict in taian.on(case, second):
        after.setdefault(address_of(verdict), []).append(verdict)
    for old in filter(is_final, taian.on(case, first)):
        of_it = after.get(address_of(old), [])
        # A precondition that failed before its E came fails at the first E.
        same = [v for v in of_it if v.occurrence in (old.occurrence, 1 if old.occurrence is None else old.occurrence)]
        kept = [v for v in same if (v.status, v.severity, v.so_far) == (old.status, old.severity, False)]
        assert kept, (shown(old), [shown(v) for v in of_it])


@FEWER
@given(case=taian.mutants(), data=st.data())
def test_the_facts_an_explanation_names_suffice_in_the_real_rules(case: Scenario, data: st.DataObject) -> None:
    """(2) 'a verdict depends only on the facts, absences, days and clauses that its explanation names'."""
    day = data.draw(st.sampled_from(taian.days_of(case)))
    found = [v for v in taian.on(case, day) if v.record is not None or v.period is not None]
    for verdict in data.draw(st.lists(st.sampled_from(found), min_size=1, max_size=8)) if found else ():
        assert_rebuilt(case, verdict, found, day)


def assert_rebuilt(case: Scenario, verdict: Verdict, found: list[Verdict], day: int) -> None:
    again = taian.on(cut_to(case, named_facts(verdict, found), day), day, verdict.norm)
    same = [v for v in again if address_of(v) == address_of(verdict)]
    assert outcome_of(verdict) in [outcome_of(v) for v in same], (shown(verdict), [shown(v) for v in same])


@pytest.mark.parametrize(
    ("title", "clause"),
    [
        ("a plenary meeting with the wrong people", "46.members_only"),
        ("a major matter reaches the mayor's deputy while the mayor is on leave", "60.major_approved_by_mayor"),
        ("the vice mayor in charge is out of the city and another stands in", "51.report"),
        ("a bureau finishes in time and forgets to answer", "61.important_reported"),
        ("the general office's own papers", "63.for_all_units"),
    ],
)
def test_the_facts_of_a_real_verdict_suffice(title: str, clause: str) -> None:
    """(2) where the reason is a role that nobody holds, a stand-in, another record's end, or undated facts."""
    case = next(each for each in taian.seeds() if each.title == title)
    day = case.as_ofs[-1].day
    found = list(taian.on(case, day))
    for verdict in found:
        if verdict.norm == f"taian:{clause}" and verdict.record is not None:
            assert_rebuilt(case, verdict, found, day)


@FEWER
@given(case=taian.mutants(), data=st.data())
def test_the_verdict_at_a_day_is_that_of_the_log_cut_there_in_the_real_rules(
    case: Scenario, data: st.DataObject
) -> None:
    """(3) 'the verdict at t of a log equals the verdict at t of the log cut at t, its plans kept'."""
    day = data.draw(st.sampled_from(taian.days_of(case)))
    assert list(map(shown, taian.on(case, day))) == list(map(shown, taian.on(cut_at(case, day), day)))


@FEWER
@given(case=taian.mutants(), data=st.data())
def test_an_open_verdict_names_what_is_missing_in_the_real_rules(case: Scenario, data: st.DataObject) -> None:
    """(4) Nothing is undetermined without the verdicts still possible and the facts that would decide."""
    for verdict in taian.on(case, data.draw(st.sampled_from(taian.days_of(case)))):
        open_ = verdict.status is Status.UNDETERMINED
        assert bool(verdict.possible) == bool(verdict.missing or verdict.conflicts_with) == open_, shown(verdict)


@FEWER
@given(case=taian.mutants())
def test_a_case_is_the_same_after_its_json_form(case: Scenario) -> None:
    """Nothing that bears on a verdict is lost or reordered in the JSON form."""
    day = case.as_ofs[-1].day
    read = api.Scenario.from_json(api.Scenario(case).to_dict(), taian.taian()).data
    assert list(map(shown, taian.on(read, day))) == list(map(shown, taian.on(case, day)))
