"""Survivors explained in the rules, and the score that is made of what is left."""

from __future__ import annotations

from pathlib import Path

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms import load
from ruledsl.norms.model import Ruleset
from ruledsl.trials.mutants import Mutant, mutants_of
from ruledsl.trials.mutation import Outcome, Trial
from ruledsl.trials.mutation_marks import Mark, marks_in
from ruledsl.trials.mutation_score import Score, Tally, scored

from .mutating import HEADING, VOCABULARY

CLAUSES = """\
        -- ruledsl: accept mutant role, condition/when because the two are one person here
        signing: file permits signed only by mayor
            when grave
        noting: file requires noted before closed -- ruledsl: accept mutant strength because nobody is told.
        -- ruledsl: accept mutants limit
        filing: file requires filed(to = archive) within 3 days of opened
        -- ruledsl: accept mutant colour because there is no such thing
        other: file requires noted before sent
"""


def written(folder: Path, clauses: str = CLAUSES) -> Ruleset:
    (folder / "town.rules").write_text(f"{VOCABULARY}\n{HEADING}{clauses}", encoding="utf-8")
    return load(str(folder), Diagnostics())


def all_unnoticed(found: list[Mutant]) -> list[Trial]:
    return [Trial(mutant.id, Outcome.UNNOTICED) for mutant in found]


def score(ruleset: Ruleset, found: list[Mutant], trials: list[Trial]) -> Score:
    return scored(ruleset, found, trials, marks_in(ruleset), len(mutants_of(ruleset)))


def test_a_mark_stands_on_its_line_or_before_the_clause(tmp_path: Path) -> None:
    marks = marks_in(written(tmp_path))
    assert [(mark.kinds, mark.reason, sorted(mark.norms)) for mark in marks] == [
        (("role", "condition/when"), "the two are one person here", ["town:1.signing"]),
        (("strength",), "nobody is told", ["town:1.noting"]),
        (("limit",), "", ["town:1.filing"]),
        (("colour",), "there is no such thing", ["town:1.other"]),
    ]


def test_a_mark_speaks_of_its_clause_and_its_kinds_only(tmp_path: Path) -> None:
    ruleset = written(tmp_path)
    first: Mark = marks_in(ruleset)[0]
    meant = {mutant.id for mutant in mutants_of(ruleset) if first.speaks_of(mutant)}
    assert all(id.startswith(("1.signing/role/", "1.signing/condition/when")) for id in meant)
    assert {id.split("/")[1] for id in meant} == {"role", "condition"}


def test_what_is_explained_is_out_of_the_score(tmp_path: Path) -> None:
    ruleset = written(tmp_path)
    found = [mutant for mutant in mutants_of(ruleset) if mutant.operator in ("role", "strength")]
    result = score(ruleset, found, all_unnoticed(found))
    assert {each.mutant.id for each in result.explained} == {
        mutant.id for mutant in found if mutant.id.startswith(("1.signing/role", "1.noting/strength"))
    }
    assert result.total.counted == len(result.survivors) == len(found) - len(result.explained)


def test_a_mark_without_a_reason_explains_nothing(tmp_path: Path) -> None:
    ruleset = written(tmp_path)
    found = mutants_of(ruleset, ["limit"])
    assert not score(ruleset, found, all_unnoticed(found)).explained


def test_marks_that_do_nothing_are_reported(tmp_path: Path) -> None:
    ruleset = written(tmp_path)
    found = mutants_of(ruleset)
    noticed = [Trial(mutant.id, Outcome.NOTICED) for mutant in found]
    told = {(bad.why, bad.kind) for bad in score(ruleset, found, noticed).bad}
    assert told == {
        ("explains_nothing", "role"),
        ("explains_nothing", "condition/when"),
        ("explains_nothing", "strength"),
        ("explains_nothing", "limit"),
        ("no_reason", ""),
        ("unknown_operator", "colour"),
    }


def test_a_sample_says_of_no_mark_that_it_explains_nothing(tmp_path: Path) -> None:
    ruleset = written(tmp_path)
    found = mutants_of(ruleset)[:3]
    noticed = [Trial(mutant.id, Outcome.NOTICED) for mutant in found]
    assert {bad.why for bad in score(ruleset, found, noticed).bad} == {"no_reason", "unknown_operator"}


def test_the_score_is_of_those_that_count() -> None:
    assert Tally(noticed=9, unnoticed=1, explained=5, stillborn=7).percent == 90
    assert Tally(explained=5, stillborn=7).percent == 100
