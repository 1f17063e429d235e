"""Trying mutants: what counts as noticed, that the shortcut loses nothing, suggestions, runs that go on."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from attrs import evolve

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms import load
from ruledsl.norms.scenario_cache import kept_scenarios
from ruledsl.trials.finding import scenario_files
from ruledsl.trials.missing import suggestion
from ruledsl.trials.mutants import Mutant, mutants_of
from ruledsl.trials.mutation import Outcome, Suite, Trial, run
from ruledsl.trials.reach import Reach

from .mutating import rules, suite

FILING = "filing: file requires filed(to = general_office) within 3 workdays of opened unless grave"
IN_TIME = """\
scenario "on the last day"
    file f
    2022-03-24 f opened
    2022-03-29 f filed(to = general_office)
    as of 2022-03-31
    expect 1.filing satisfied for f
"""
LATE = """\
scenario "a day late"
    file f with grave = no
    2022-03-24 f opened
    2022-03-30 f filed(to = general_office)
    as of 2022-03-31
    expect 1.filing violated breach for f
"""


def outcomes(tried: Suite, operator: str | None = None) -> dict[str, Outcome]:
    found = mutants_of(tried.ruleset, [operator] if operator is not None else ())
    return {mutant.id.partition("/")[2]: tried.tried(mutant).outcome for mutant in found}


def the(found: list[Mutant], end: str) -> Mutant:
    (mutant,) = [mutant for mutant in found if mutant.id.endswith(end)]
    return mutant


# ------------------------------------------------------------------------------------------------ noticed or not


def test_a_limit_is_held_by_a_scenario_on_each_side_of_it() -> None:
    ruleset = rules(FILING)
    kept, both = outcomes(suite(ruleset, IN_TIME), "limit"), outcomes(suite(ruleset, IN_TIME + "\n" + LATE), "limit")
    assert [str(outcome) for outcome in kept.values()] == ["unnoticed", "noticed"]
    assert [str(outcome) for outcome in both.values()] == ["noticed", "noticed"]


def test_strictness_is_noticed_by_a_line_that_names_the_breach() -> None:
    ruleset = rules(FILING)
    unnamed = LATE.replace("violated breach", "violated")
    assert outcomes(suite(ruleset, LATE), "strength") == {"strength/strength": Outcome.NOTICED}
    assert outcomes(suite(ruleset, unnamed), "strength") == {"strength/strength": Outcome.UNNOTICED}


def test_a_line_on_all_norms_notices_any_of_them() -> None:
    ruleset = rules(f"{FILING}\nother: file requires noted before closed")
    late = LATE.replace("expect 1.filing violated breach for f", "expect only 1.filing violated")
    dropped = the(mutants_of(ruleset, ["clause"]), "filing/clause")
    assert suite(ruleset, late).tried(dropped).outcome is Outcome.NOTICED
    nothing = IN_TIME.replace("expect 1.filing satisfied for f", "expect no breach")
    nothing = nothing.replace("file f", "file f with grave = no")
    shorter = the(mutants_of(ruleset, ["limit"]), "-1")
    assert suite(ruleset, nothing).tried(shorter).outcome is Outcome.NOTICED


def test_who_may_act_notices_powers_permissions_and_those_who_act_for_others() -> None:
    ruleset = rules(
        "signing: file permits signed only by mayor\n"
        "deputy: vice_mayor acts for mayor in file.signed while away(mayor)\n"
        "noting: file permits noted when grave"
    )
    text = """\
scenario "the mayor is away"
    person wang is mayor
    person li is vice_mayor
    file f with grave = yes
    2022-03-24 f opened
    2022-03-25 to 2022-03-30 wang away
    as of 2022-03-28
    expect li may signed for f
    expect wang may noted for f
"""
    found = outcomes(suite(ruleset, text), "clause")
    mutants = mutants_of(ruleset, ["clause"])
    tried = suite(ruleset, text)
    by_norm = {mutant.norm: tried.tried(mutant).outcome for mutant in mutants}
    assert found
    assert by_norm == {
        "town:1.signing": Outcome.NOTICED,
        "town:1.deputy": Outcome.NOTICED,
        "town:1.noting": Outcome.NOTICED,
    }


def test_a_line_that_was_not_met_notices_only_what_mends_it() -> None:
    ruleset = rules(FILING)
    tried = suite(ruleset, LATE.replace("violated breach", "satisfied"))
    assert tried.unmet == 1
    assert [str(outcome) for outcome in outcomes(tried, "limit").values()] == ["noticed", "unnoticed"]


def test_the_first_line_that_notices_is_told() -> None:
    ruleset = rules(FILING)
    tried = suite(ruleset, IN_TIME)
    trial = tried.tried(the(mutants_of(ruleset, ["limit"]), "-1"))
    assert trial.by is not None
    assert (trial.by.scenario, trial.by.text) == ("on the last day", "expect 1.filing satisfied for f")


# ------------------------------------------------------------------------------------------------ the shortcut


@pytest.fixture(scope="module")
def taian() -> Suite:
    folder = Path(__file__).resolve().parents[2] / "rulesets" / "taian"
    ruleset = load(str(folder))
    diagnostics = Diagnostics()
    files = [path for path in scenario_files([str(folder)], diagnostics) if path.stem in _SOME]
    return Suite.of(ruleset, [each for path in files for each in kept_scenarios(path, ruleset, diagnostics)])


_SOME = ("chapter-08-minutes", "chapter-08-coordination")


def test_the_shortcut_notices_exactly_what_checking_everything_does(taian: Suite) -> None:
    named = {norm for day in taian.days for line in day.block.expectations for norm in line.norms}
    linked = {norm.id for norm in taian.ruleset.norms if norm.acts}
    found = mutants_of(taian.ruleset, (), lambda norm: norm.id in named or norm.id in linked)
    for mutant in random.Random(20220401).sample(found, 12):
        short, whole = taian.tried(mutant), taian.tried(mutant, shortcut=False)
        assert short.outcome == whole.outcome, mutant.id


def test_a_norm_reaches_itself_and_what_follows_from_it() -> None:
    ruleset = rules(
        "a: file requires sent within 2 days of opened otherwise b: file requires noted within 1 day\n"
        "c: file requires signed within 3 days upon a lapses\n"
        "d: file requires filed before closed overrides c\n"
        "e: file requires grave before closed"
    )
    reach = Reach.of(ruleset)
    assert {id.partition(".")[2] for id in reach.touched_by("town:1.a")} == {"a", "b", "c"}
    assert {id.partition(".")[2] for id in reach.touched_by("town:1.d")} == {"c", "d"}
    assert reach.touched_by("town:1.e") == {"town:1.e"}
    assert {id.partition(".")[2] for id in reach.rested_on_by(["town:1.c"])} == {"a", "b", "c", "d"}


# ------------------------------------------------------------------------------------------------ suggestions


def test_a_missing_line_is_suggested_and_would_notice() -> None:
    ruleset = rules(FILING)
    text = LATE.replace("violated breach", "violated")
    (mutant,) = mutants_of(ruleset, ["strength"])
    found = suggestion(suite(ruleset, text), mutant)
    assert (found.kind, found.expect, found.otherwise) == (
        "line",
        "expect 1.filing violated breach for f",
        "violated deviation",
    )
    mended = text.replace("expect 1.filing violated for f", found.expect)
    assert suite(ruleset, mended).tried(mutant).outcome is Outcome.NOTICED


def test_of_a_longer_limit_the_due_day_is_missing() -> None:
    ruleset = rules(FILING)
    mutant = the(mutants_of(ruleset, ["limit"]), "+1")
    found = suggestion(suite(ruleset, IN_TIME), mutant)
    assert (found.kind, found.expect) == ("line", "expect 1.filing satisfied for f due 2022-03-29")
    assert found.otherwise == "satisfied due 2022-03-30"


def test_a_missing_case_is_suggested_and_would_notice() -> None:
    ruleset = rules(FILING)
    mutant = the(mutants_of(ruleset, ["exception"]), "unless")
    found = suggestion(suite(ruleset, LATE), mutant)
    assert (found.kind, found.change) == ("case", ("value", "f", "grave", "yes"))
    assert (found.expect, found.otherwise) == ("expect 1.filing excused for f", "violated")
    graver = LATE.replace("grave = no", "grave = yes").replace("a day", "a grave day")
    graver = graver.replace("expect 1.filing violated breach for f", found.expect)
    assert suite(ruleset, f"{LATE}\n{graver}").tried(mutant).outcome is Outcome.NOTICED


def test_a_missing_case_may_be_an_act_on_another_day() -> None:
    ruleset = rules("ordered: file requires signed before sent")
    text = """\
scenario "signed first"
    file f
    2022-03-24 f opened
    2022-03-25 f signed
    2022-03-28 f sent
    as of 2022-03-31
    expect no breach
"""
    mutant = the(mutants_of(ruleset, ["strength"]), "strength")
    found = suggestion(suite(ruleset, text), mutant)
    assert (found.kind, found.change[:3]) == ("case", ("on", "f", "signed"))
    assert (found.expect, found.otherwise) == ("expect 1.ordered violated breach for f", "violated deviation")


def test_a_clause_of_which_there_is_no_case_is_said_to_have_none() -> None:
    ruleset = rules("reading: file requires noted before closed\nback: file permits sent(to = archive)")
    nothing = """\
scenario "nothing at all"
    from 2022-03-01
    person wang is mayor
    as of 2022-03-31
    expect no breach
"""
    tried = suite(ruleset, nothing)
    first, *_, last = mutants_of(ruleset)
    assert suggestion(tried, first).kind == "nothing_arises"
    assert suggestion(tried, last).expect == "expect PARTY may sent for RECORD"


# ------------------------------------------------------------------------------------------------ runs


def test_a_run_gives_a_trial_for_each_mutant_in_order() -> None:
    ruleset = rules(FILING)
    tried, mutants = suite(ruleset, IN_TIME), mutants_of(ruleset)
    assert [trial.mutant for trial in run(tried, mutants)] == [mutant.id for mutant in mutants]


def test_processes_come_to_the_same_as_one() -> None:
    ruleset = rules(FILING)
    tried, mutants = suite(ruleset, IN_TIME), mutants_of(ruleset)
    assert list(run(tried, mutants, jobs=2)) == list(run(tried, mutants))


def known_trials(tried: Suite, mutants: list[Mutant]) -> dict[str, Trial]:
    return {trial.mutant: trial for trial in run(tried, mutants)}


def believed(tried: Suite, mutants: list[Mutant], known: dict[str, Trial]) -> set[str]:
    """Which trials of an earlier run are believed: those that a lie in them survives."""
    lies = {id: evolve(trial, outcome=Outcome.STILLBORN) for id, trial in known.items()}
    return {trial.mutant for trial in run(tried, mutants, known=lies) if trial.outcome is Outcome.STILLBORN}


def test_a_run_goes_on_from_what_is_known() -> None:
    ruleset = rules(FILING)
    tried, mutants = suite(ruleset, IN_TIME), mutants_of(ruleset)
    assert believed(tried, mutants, known_trials(tried, mutants)) == {mutant.id for mutant in mutants}


def test_a_changed_clause_is_tried_anew_and_no_other() -> None:
    other = "\nother: file requires noted before closed"
    ruleset = rules(FILING + other)
    known = known_trials(suite(ruleset, IN_TIME), mutants_of(ruleset))
    changed = rules(FILING + other.replace("noted", "signed"))
    found = mutants_of(changed)
    kept = believed(suite(changed, IN_TIME), found, known)
    assert kept == {mutant.id for mutant in found if mutant.norm == "town:1.filing"}


def test_a_changed_scenario_makes_anew_only_what_it_asks_about() -> None:
    ruleset = rules(FILING + "\nother: file requires noted before closed")
    both = IN_TIME + '\nscenario "noted"\n    file g\n    2022-03-24 g opened, noted\n    2022-03-25 g closed\n'
    both += "    as of 2022-03-31\n    expect 1.other satisfied for g\n"
    mutants = mutants_of(ruleset)
    known = known_trials(suite(ruleset, both), mutants)
    kept = believed(suite(ruleset, both.replace("2022-03-29", "2022-03-28")), mutants, known)
    assert kept == {mutant.id for mutant in mutants if mutant.norm == "town:1.other"}


def test_where_a_clause_stands_and_how_it_is_noted_changes_no_state() -> None:
    ruleset = rules(FILING)
    moved = rules("\n" + FILING + '\n    note "as the source says"')
    states = [[suite(each, IN_TIME).state_of(mutant) for mutant in mutants_of(each)] for each in (ruleset, moved)]
    assert states[0] == states[1]
