"""What a verdict does not hang on: the names of things, the week a case lies in, the layout of the text, the form in
which a case is kept, the cache."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ruledsl import api
from ruledsl.diagnostics import Diagnostics
from ruledsl.engine.case import Case
from ruledsl.engine.evaluate import verdicts_of
from ruledsl.engine.verdicts import Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.norms.scenario_reader import read_scenario_text
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.syntax.formatter import format_source
from ruledsl.testing import World, scenario_text, worlds
from ruledsl.world.scenario import Scenario

from . import taian
from .cases import shown
from .transforming import by_weeks_alone, names_of, other_names, renamed, shifted, weekly_convention

FEWER = settings(max_examples=max(10, settings().max_examples // 5))


def compiled(text: str) -> Ruleset:
    diagnostics = Diagnostics()
    ruleset = compile_ruleset([parse(Source("<rules>", text), diagnostics)], diagnostics)
    assert not diagnostics.errors, [(d.code, d.message, d.span.line) for d in diagnostics.errors]
    assert ruleset is not None
    return ruleset


def read(text: str, ruleset: Ruleset) -> Scenario:
    diagnostics = Diagnostics()
    found = read_scenario_text(text, ruleset, diagnostics)
    assert not diagnostics.errors, [(d.code, d.message, d.span.line) for d in diagnostics.errors]
    return found[0]


def told(ruleset: Ruleset, case: Scenario, day: int) -> list[str]:
    return [shown(verdict) for verdict in api.Ruleset(ruleset).evaluate(case, day).verdicts]


# ------------------------------------------------------------------------------------------------ names


def bare(verdict: Verdict, new: dict[str, str]) -> tuple[object, ...]:
    """What a verdict says, its names changed."""
    where = tuple(new.get(each, each) for each in (verdict.norm.partition(".")[2], verdict.record or "", *verdict.key))
    return (
        where, verdict.period, verdict.occurrence, verdict.status, verdict.severity, verdict.so_far, verdict.due,
        verdict.at, verdict.late_days, verdict.marks, verdict.possible, verdict.explanation.why, len(verdict.missing),
    )  # fmt: skip


@FEWER
@given(world=worlds())
def test_other_names_give_the_same_verdicts(world: World) -> None:
    rules, case = world.ruleset.compiled, world.scenario.data
    new = other_names({*names_of(rules.vocabulary), *case.records, *case.persons})
    others = compiled(renamed(world.ruleset.text, new))
    told_anew = read(renamed(world.scenario.text, new), others)
    for day in world.days:
        mine = [bare(v, new) for v in api.Ruleset(rules).evaluate(case, day).verdicts]
        theirs = [bare(v, {}) for v in api.Ruleset(others).evaluate(told_anew, day).verdicts]
        assert sorted(mine, key=repr) == sorted(theirs, key=repr)


@pytest.fixture(scope="module")
def renamed_taian(tmp_path_factory: pytest.TempPathFactory) -> tuple[api.Ruleset, dict[str, str]]:
    """The real rules with every declared name changed."""
    folder = tmp_path_factory.mktemp("renamed")
    vocabulary = taian.taian().compiled.vocabulary
    parties = {name for case in taian.seeds() for name in (*case.records, *case.persons)}
    # A vocabulary's or the ruleset's own name stays, also where a field or a value is called the same (`discipline`).
    texts = [path.read_text("utf-8") for path in taian.FOLDER.parent.glob("*/*.rules")]
    kept = {name for text in texts for name in re.findall(r"^(?:vocabulary|ruleset) (\S+)", text, re.MULTILINE)}
    new = other_names({*names_of(vocabulary), *parties} - kept)
    for place in ("taian", "vocabulary"):
        (folder / place).mkdir()
        for path in sorted((taian.FOLDER.parent / place).glob("*.rules")):
            (folder / place / path.name).write_text(renamed(path.read_text("utf-8"), new), "utf-8")
    return api.load(folder / "taian"), new


@FEWER
@given(data=st.data())
def test_other_names_give_the_same_verdicts_in_the_real_rules(
    renamed_taian: tuple[api.Ruleset, dict[str, str]], data: st.DataObject
) -> None:
    others, new = renamed_taian
    case = data.draw(st.sampled_from(taian.seeds()))
    told_anew = read(renamed(scenario_text(case), new), others.compiled)
    day = data.draw(st.sampled_from(taian.days_of(case)))
    mine = [bare(v, new) for v in taian.on(case, day)]
    theirs = [bare(v, {}) for v in others.evaluate(told_anew, day).verdicts]
    assert sorted(mine, key=repr) == sorted(theirs, key=repr)


# ------------------------------------------------------------------------------------------------ weeks


def moved(verdict: Verdict, days: int) -> tuple[object, ...]:
    """What a verdict says, its days so many earlier; a period is told by its place only."""
    due, at = (None if day is None else day - days for day in (verdict.due, verdict.at))
    return (
        verdict.norm, verdict.record, verdict.key, verdict.period is None, verdict.occurrence, verdict.status,
        verdict.severity, verdict.so_far, due, at, verdict.late_days, verdict.days_left, verdict.marks,
        verdict.possible, verdict.explanation.why, len(verdict.missing), len(verdict.explanation.facts),
    )  # fmt: skip


def assert_weeks_change_nothing(ruleset: Ruleset, case: Scenario, day: int, weeks: int, weekends: bool) -> None:
    kept = by_weeks_alone(ruleset)
    assume(kept)
    timeless = evolve(ruleset, first_day=None, last_day=None)
    convention = weekly_convention(ruleset, weekends=weekends)
    now = verdicts_of(Case(timeless, case, day, convention), only=kept)
    then = verdicts_of(Case(timeless, shifted(case, 7 * weeks), day + 7 * weeks, convention), only=kept)
    assert [moved(v, 0) for v in now] == [moved(v, 7 * weeks) for v in then]


@FEWER
@given(world=worlds(), weeks=st.sampled_from([-104, -1, 1, 5, 52]), weekends=st.booleans())
def test_a_case_some_weeks_later_has_the_same_verdicts(world: World, weeks: int, weekends: bool) -> None:
    """In a calendar without holidays: a shift by 7 days, or by any number of weeks."""
    assume(not world.ruleset.compiled.time.units)
    assert_weeks_change_nothing(
        world.ruleset.compiled, world.scenario.data, world.days[-1].toordinal(), weeks, weekends
    )


@FEWER
@given(case=taian.mutants(), weeks=st.sampled_from([-1, 1, 30]), weekends=st.booleans(), data=st.data())
def test_a_case_some_weeks_later_has_the_same_verdicts_in_the_real_rules(
    case: Scenario, weeks: int, weekends: bool, data: st.DataObject
) -> None:
    ruleset = taian.taian().compiled
    timeless = evolve(ruleset, norms=tuple(evolve(n, first_day=None, last_day=None) for n in ruleset.norms))
    assert_weeks_change_nothing(timeless, case, data.draw(st.sampled_from(taian.days_of(case))), weeks, weekends)


def test_most_real_norms_are_tried_some_weeks_later() -> None:
    ruleset = taian.taian().compiled
    timeless = evolve(ruleset, norms=tuple(evolve(n, first_day=None, last_day=None) for n in ruleset.norms))
    assert len(by_weeks_alone(timeless)) > len(ruleset.norms) * 2 / 3


# ------------------------------------------------------------------------------------------------ layout, JSON, cache


@FEWER
@given(world=worlds())
def test_the_layout_of_the_text_changes_no_verdict(world: World) -> None:
    """`format` then `parse` gives rules with the same verdicts, and a case with the same."""
    laid_out = format_source(Source("<rules>", world.ruleset.text), Diagnostics())
    assert laid_out is not None
    others = compiled(laid_out)
    scenario = format_source(Source("<log>.scenario", world.scenario.text), Diagnostics())
    assert scenario is not None
    for day in world.days:
        mine = told(world.ruleset.compiled, world.scenario.data, day.toordinal())
        assert mine == told(others, read(scenario, others), day.toordinal())


@FEWER
@given(world=worlds())
def test_the_json_form_changes_no_verdict(world: World) -> None:
    case = api.Scenario.from_json(world.scenario.to_dict(), world.ruleset).data
    for day in world.days:
        mine = told(world.ruleset.compiled, world.scenario.data, day.toordinal())
        assert mine == told(world.ruleset.compiled, case, day.toordinal())


def test_rules_from_the_cache_give_the_verdicts_of_rules_compiled_now(
    own_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("taian", "vocabulary"):
        shutil.copytree(taian.FOLDER.parent / place, tmp_path / place)
    first = api.load(tmp_path / "taian")
    assert any(own_cache.rglob("*")), "nothing was kept"
    kept = api.load(tmp_path / "taian")
    monkeypatch.setenv("RULEDSL_NO_CACHE", "1")
    fresh = api.load(tmp_path / "taian")
    assert first.compiled == kept.compiled == fresh.compiled
    for case in taian.seeds()[::9]:
        day = case.as_ofs[-1].day
        assert told(kept.compiled, case, day) == told(fresh.compiled, case, day)
