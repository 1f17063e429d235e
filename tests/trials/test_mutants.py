"""The operators: what each changes, and that every mutant is a ruleset that the compiler would take."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from ruledsl.norms.model import Form
from ruledsl.norms.words import Words
from ruledsl.trials.mutants import OPERATORS, Compiler, Mutant, mutants_of
from ruledsl.trials.places import at, places, put, without_place

from .mutating import changes, mutants, of_all_sorts, pairs, rules


def ids(found: list[Mutant]) -> list[str]:
    return [mutant.id for mutant in found]


# ------------------------------------------------------------------------------------------------ single operators


def test_a_limit_grows_and_shrinks_by_one_but_never_below_one() -> None:
    clause = "a: file requires noted within 3 workdays of opened, or 1 week if grave"
    assert pairs(clause, "limit") == {
        ("within 3 workdays of opened", "within 4 workdays of opened"),
        ("within 3 workdays of opened", "within 2 workdays of opened"),
        ("within 1 week of opened", "within 2 weeks of opened"),
    }


def test_a_stretch_never_ends_before_it_begins() -> None:
    clause = "a: file requires noted from 2 to 2 days after opened"
    assert {now for _, now in pairs(clause, "limit")} == {
        "from 1 to 2 days after opened",
        "from 2 to 3 days after opened",
    }


def test_a_unit_becomes_another() -> None:
    assert pairs("a: file requires noted within 3 workdays of opened", "unit") == {
        ("within 3 workdays of opened", "within 3 days of opened")
    }


def test_clear_days_become_plain_ones() -> None:
    assert ("within 3 clear days of opened", "within 3 days of opened") in pairs(
        "a: file requires noted within 3 clear days of opened", "unit"
    )


@pytest.mark.parametrize(
    ("window", "turned"),
    [
        ("before sent", "after sent"),
        ("after sent", "before sent"),
        ("at least 3 days before sent", "in the last 3 days before sent"),
        ("in the last 3 days before sent", "at least 3 days before sent"),
        ("within 3 days of sent", "at least 3 days before sent"),
        ("no later than 3 days after sent", "not before 3 days after sent"),
    ],
)
def test_a_window_is_turned_round(window: str, turned: str) -> None:
    assert pairs(f"a: file requires noted {window}", "direction") == {(window, turned)}


def test_what_is_read_at_the_act_keeps_its_act() -> None:
    clause = "a: file requires filed.copies > 1 before filed"
    assert pairs(clause, "direction") == set()


def test_a_role_becomes_a_wider_a_narrower_and_another_one() -> None:
    found = pairs("a: file permits signed only by vice_mayor", "role")
    assert found == {
        ("only by vice_mayor", "only by leader"),
        ("only by vice_mayor", "only by executive_vice_mayor"),
        ("only by vice_mayor", "only by mayor"),
    }


def test_an_office_and_a_field_become_the_next_ones() -> None:
    found = pairs("a: file requires filed(to = general_office, by = owner) before closed", "role")
    assert found == {("to = general_office", "to = archive"), ("by = owner", "by = keeper")}


def test_nobody_comes_to_act_for_himself() -> None:
    found = changes("a: vice_mayor acts for mayor in file.signed while away(mayor)", "role")
    assert not any("stands_in.0:other=mayor" in id or "stands_for:other=vice_mayor" in id for id in found)


def test_in_person_is_lifted() -> None:
    assert ("only by mayor in person", "only by mayor") in pairs(
        "a: file permits signed only by mayor in person", "role"
    )


def test_strict_and_normally_change_places() -> None:
    assert pairs("a: file requires noted before sent", "strength") == {("strict", "normally")}
    assert pairs("a: file normally requires noted before sent", "strength") == {("normally", "strict")}
    assert pairs("a: file permits noted", "strength") == set()


def test_an_exception_is_left_out_whole_and_by_its_grounds() -> None:
    found = pairs("a: file requires noted before sent unless grave or pages > 3", "exception")
    assert found == {
        ("unless grave or pages > 3", ""),
        ("grave or pages > 3", "pages > 3"),
        ("grave or pages > 3", "grave"),
    }


def test_orders_permissions_and_layers_are_exceptions() -> None:
    found = changes(
        """
a: file requires noted before sent
b: file requires signed before sent overrides a
c: file forbids sent
d: file permits sent despite c when grave
e: file requires noted within 3 days of opened, or 5 days if grave, not counting days while away(mayor)
""",
        "exception",
    )
    assert set(found) == {
        "1.b/exception/overrides=1.a",
        "1.d/exception/despite=1.c",
        "1.e/exception/layer.1",
        "1.e/exception/suspended",
    }


def test_a_condition_is_left_out_whole_and_by_its_parts() -> None:
    found = pairs("a: file requires noted(by = mayor) before sent when grave and pages > 3", "condition")
    assert found == {
        ("when grave and pages > 3", ""),
        ("grave and pages > 3", "pages > 3"),
        ("grave and pages > 3", "grave"),
        ("noted(by = mayor)", "noted"),
    }


def test_a_power_keeps_one_of_its_two_tests() -> None:
    assert pairs("a: file permits signed only when grave", "condition") == set()
    assert ("only when grave", "") in pairs("a: file permits signed only by mayor only when grave", "condition")


def test_and_becomes_or() -> None:
    assert pairs("a: file requires noted before sent when grave and pages > 3", "connective") == {
        ("grave and pages > 3", "grave or pages > 3")
    }


def test_one_of_a_list_is_left_out() -> None:
    assert pairs("a: file requires noted before sent when level in (low, mid)", "member") == {
        ("level in (low, mid)", "level in (mid)"),
        ("level in (low, mid)", "level in (low)"),
    }


@pytest.mark.parametrize(
    ("condition", "others"),
    [
        ("pages > 3", {"pages >= 3", "pages < 3"}),
        ("pages <= 3", {"pages < 3", "pages >= 3"}),
        ("level = low", {"level != low"}),
        ("level in (low, mid)", {"level not in (low, mid)"}),
        ("not grave", {"grave"}),
        ("owner is set", {"owner is not set"}),
        ("owner is not set", {"owner is set"}),
    ],
)
def test_a_comparison_becomes_its_neighbours(condition: str, others: set[str]) -> None:
    found = pairs(f"a: file requires noted before sent when {condition}", "comparison")
    assert {now for _, now in found} == others


def test_a_number_that_is_compared_with_changes_by_one() -> None:
    assert {now for _, now in pairs("a: file requires noted before sent when pages > 3", "number")} == {
        "pages > 4",
        "pages > 2",
    }


def test_every_becomes_some() -> None:
    found = pairs("a: file requires every r in readers has r = leader before sent", "quantifier")
    assert {now for _, now in found} == {"some r in readers has r = leader"}


def test_a_frequency_changes_its_bounds_and_its_period() -> None:
    assert {now for _, now in pairs("a: file requires 1 to 2 noted per month", "frequency")} == {
        "exactly 2 noted per month",
        "1 to 3 noted per month",
        "exactly 1 noted per month",
        "at most 2 noted per month",
        "at least 1 noted per month",
        "1 to 2 noted per quarter",
    }


def test_a_clause_left_out_takes_its_consequences_with_it() -> None:
    ruleset = rules("a: file requires sent within 2 days of opened otherwise b: file requires noted within 1 day")
    first, second = mutants_of(ruleset, ["clause"])
    assert [norm.id for norm in first.applied(ruleset).norms] == []
    assert [norm.local_id for norm in second.applied(ruleset).norms] == ["1.a"]


# ------------------------------------------------------------------------------------------------ laws


def test_ids_are_unique_and_the_same_in_every_run() -> None:
    found = ids(mutants())
    assert len(set(found)) == len(found)
    assert found == ids(mutants())


def test_an_id_outlives_changes_to_other_clauses() -> None:
    alone = rules("b: file requires noted within 3 days of opened")
    among = rules("a: file requires sent before closed\nb: file requires noted within 3 days of opened")
    assert set(ids(mutants_of(alone))) <= set(ids(mutants_of(among)))


def test_no_two_mutants_of_a_norm_are_the_same_and_none_is_the_norm_itself() -> None:
    ruleset = of_all_sorts()
    by_place: dict[int, list[object]] = {}
    for mutant in mutants():
        by_place.setdefault(mutant.place, [without_place(ruleset.norms[mutant.place])]).append(
            without_place(mutant.changed)
        )
    for made in by_place.values():
        assert all(one != other for number, one in enumerate(made) for other in made[:number])


def test_a_mutant_changes_one_norm_and_never_the_ruleset_itself() -> None:
    ruleset = of_all_sorts()
    before = repr(ruleset)
    for mutant in mutants():
        changed = mutant.applied(ruleset)
        if mutant.changed is not None:
            pairs_of = zip(ruleset.norms, changed.norms, strict=True)
            assert [one.id for one, other in pairs_of if one != other] == [mutant.norm]
        assert evolve(changed, norms=ruleset.norms) == ruleset
    assert repr(ruleset) == before


def test_every_mutant_says_what_was_changed() -> None:
    for mutant in mutants():
        assert mutant.was, mutant.id
        assert mutant.was != mutant.now, mutant.id


def test_every_accepted_mutant_is_what_its_own_words_compile_to() -> None:
    ruleset = of_all_sorts()
    words = Words(ruleset.vocabulary)
    compiler = Compiler.of(ruleset)
    for mutant in mutants():
        norm = mutant.changed
        # A permission lifts one norm and an answer follows from one: their texts alone do not say which.
        if norm is None or norm.otherwise_of or norm.id.endswith(".answer") or not compiler.accepts(mutant):
            continue
        lines = [
            f"{each.label}: {words.clause(norm if number == mutant.place else each)}"
            for number, each in enumerate(ruleset.norms)
            if each.otherwise_of is None
        ]
        again = rules("\n".join(lines)).norm(norm.id)
        assert without_place(again) == without_place(norm), mutant.id


def test_what_names_a_clause_that_is_gone_is_stillborn() -> None:
    ruleset = rules("a: file requires sent within 2 days of opened\nb: file requires noted within 3 days upon a lapses")
    compiler = Compiler.of(ruleset)
    accepted = {mutant.id: compiler.accepts(mutant) for mutant in mutants_of(ruleset, ["clause"])}
    assert accepted == {"1.a/clause": False, "1.b/clause": True}


def test_what_conflicts_whatever_happens_is_stillborn() -> None:
    ruleset = rules("a: file requires sent before closed when grave\nb: file forbids sent when not grave")
    compiler = Compiler.of(ruleset)
    accepted = {mutant.id: compiler.accepts(mutant) for mutant in mutants_of(ruleset, ["comparison"])}
    assert accepted == {"1.b/comparison/when:-not": False}


def test_every_operator_makes_a_mutant_and_has_a_title_in_both_languages() -> None:
    made = {mutant.operator for mutant in mutants()}
    assert made == {operator.name for operator in OPERATORS}
    assert all(operator.title("en") and operator.title("zh") and operator.doc for operator in OPERATORS)


def test_every_form_of_norm_is_mutated() -> None:
    ruleset = of_all_sorts()
    forms = {ruleset.norms[mutant.place].form for mutant in mutants()}
    assert forms == set(Form) - {Form.DEEMING}


def test_a_place_put_back_gives_the_same_norm() -> None:
    for norm in of_all_sorts().norms:
        for way, part in places(norm):
            assert at(norm, way) == part
            assert put(norm, way, part) == norm


def test_only_some_norms_and_operators_are_mutated_when_asked() -> None:
    found = mutants_of(of_all_sorts(), ["limit"], lambda norm: norm.label == "filing")
    assert {(mutant.norm, mutant.operator) for mutant in found} == {("town:1.filing", "limit")}


def test_the_docs_tell_of_every_operator_in_its_own_words() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "mutation.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{operator.name}` | {operator.doc} |" for operator in OPERATORS]
