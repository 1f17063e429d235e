"""The laws on worlds drawn whole: a vocabulary, a ruleset for it, and a scenario that aims at its clauses."""

from __future__ import annotations

import re
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from ruledsl.engine.evaluate import evaluate
from ruledsl.engine.verdicts import Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.testing import World, worlds
from ruledsl.world.scenario import Scenario

from .cases import shown
from .cutting import Address, address_of, cut_at, cut_to, named_facts, outcome_of
from .growing import is_decided
from .test_nearest_change import assert_advice_settles, open_ones
from .test_nothing_changes import compiled

FEWER = settings(max_examples=max(20, settings().max_examples // 2))


def parts_of(world: World) -> tuple[Ruleset, Scenario, list[int]]:
    """The rules, the case, and the days to look at: those asked about, and those on which something happens."""
    case = world.scenario.data
    days = {day.toordinal() for day in world.days} | {e.when.day for e in case.events if not e.planned}
    return world.ruleset.compiled, case, sorted(days)


@FEWER
@given(world=worlds())
def test_what_is_decided_for_good_never_changes_in_any_world(world: World) -> None:
    rules, case, days = parts_of(world)
    before: list[Verdict] = []
    for day in days:
        now: dict[Address, list[Verdict]] = defaultdict(list)
        for verdict in evaluate(rules, case, day):
            now[address_of(verdict)].append(verdict)
        for old in before:
            same = [v for v in now[address_of(old)] if v.occurrence in (old.occurrence, 1)]
            assert (old.status, old.severity, False) in [(v.status, v.severity, v.so_far) for v in same], (
                day,
                shown(old),
                list(map(shown, now[address_of(old)])),
            )
        before = [verdict for found in now.values() for verdict in found if is_decided(verdict)]


@FEWER
@given(world=worlds(), data=st.data())
def test_the_facts_an_explanation_names_suffice_in_any_world(world: World, data: st.DataObject) -> None:
    rules, case, days = parts_of(world)
    day = data.draw(st.sampled_from(days))
    found = [v for v in evaluate(rules, case, day) if v.record is not None or v.period is not None]
    for verdict in found:
        again = evaluate(rules, cut_to(case, named_facts(verdict, found), day), day)
        same = [v for v in again if address_of(v) == address_of(verdict)]
        assert outcome_of(verdict) in map(outcome_of, same), (shown(verdict), list(map(shown, same)))


@FEWER
@given(world=worlds())
def test_the_verdict_at_a_day_is_that_of_the_log_cut_there_in_any_world(world: World) -> None:
    rules, case, days = parts_of(world)
    for day in days:
        assert evaluate(rules, case, day) == evaluate(rules, cut_at(case, day), day)


@FEWER
@given(world=worlds(), data=st.data())
def test_following_the_advice_satisfies_a_norm_in_any_world(world: World, data: st.DataObject) -> None:
    rules, case, days = parts_of(world)
    day = data.draw(st.sampled_from(days))
    for verdict in open_ones(evaluate(rules, case, day)):
        assert_advice_settles(rules, case, verdict, day)


@FEWER
@given(world=worlds())
def test_every_verdict_names_its_source(world: World) -> None:
    """'Every conclusion names at least one source': its clause, its article, and why."""
    rules, case, days = parts_of(world)
    ids = {norm.id for norm in rules.norms}
    for verdict in evaluate(rules, case, days[-1]):
        assert verdict.norm in ids
        assert verdict.explanation.norm == verdict.norm
        assert verdict.article == verdict.explanation.article == "1"
        assert verdict.explanation.why
        assert verdict.explanation.text


@FEWER
@given(world=worlds(), data=st.data())
def test_the_textual_order_of_clauses_changes_no_verdict(world: World, data: st.DataObject) -> None:
    head, mark, body = world.ruleset.text.partition("    article 1\n")
    clauses = re.findall(r"^        \S.*\n(?:(?:         .*)?\n)*", body, re.MULTILINE)
    assert "".join(clauses).strip() == body.strip()
    turned = compiled(head + mark + "".join(data.draw(st.permutations(clauses))))
    rules, case, days = parts_of(world)
    for day in days:
        mine, theirs = (sorted(map(shown, evaluate(each, case, day))) for each in (rules, turned))
        assert mine == theirs
