"""`ruledsl explain`: one verdict in full."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run


def test_a_clause_is_explained_in_full(office: Path) -> None:
    done = run(["explain", office, office / "letters.scenario", "2.reply", "--as-of", "2022-03-03"])
    assert done.status == 0
    assert "PENDING  2.reply  letter l1" in done.out
    assert "Due         2022-03-04 (Fri); 1 day left" in done.out
    assert "1–3  Wed  2 Mar – Fri  4 Mar" in done.out
    assert "To keep it  replied by 2022-03-04 (Fri)" in done.out


@pytest.mark.parametrize("clause", ["reply", "2.reply", "office:2.reply", "article 2"])
def test_a_clause_may_be_named_in_several_ways(office: Path, clause: str) -> None:
    assert "2.reply  letter l1" in run(["explain", office, office / "letters.scenario", clause]).out


def test_without_a_clause_everything_that_applies_is_explained(office: Path) -> None:
    out = run(["explain", office, office / "material.scenario", "-k", "four workdays"]).out
    assert "1.filing" in out
    assert "1.sign_off" in out
    assert "2.reply" not in out


def test_only_one_record_may_be_asked_for(office: Path) -> None:
    out = run(["explain", office, office / "material.scenario", "1.filing", "--for", "i2"]).out
    assert "agenda item i2" in out
    assert "agenda item i1" not in out
    assert "filed four workdays ahead" not in out


def test_a_clause_that_has_no_verdict_says_what_it_is(office: Path) -> None:
    out = run(["explain", office, office / "letters.scenario", "stand_in"]).out
    assert "1.stand_in  substitution" in out
    assert "vice_mayor acts for mayor while away(mayor)" in out
    assert "Used by  no verdict here" in out


def test_the_explanation_in_json_is_a_report_of_what_was_chosen(office: Path) -> None:
    done = run(["explain", office, office / "letters.scenario", "2.reply", "--format", "json"])
    verdicts = json.loads(done.out)["verdicts"]
    assert [verdict["norm"] for verdict in verdicts] == ["office:2.reply"]


def test_a_misspelt_clause_is_named_with_the_nearest(office: Path) -> None:
    done = run(["explain", office, office / "letters.scenario", "2.repyl"])
    assert done.status == 2
    assert "did you mean '2.reply'?" in done.err


def test_a_misspelt_record_is_named_with_the_nearest(office: Path) -> None:
    done = run(["explain", office, office / "letters.scenario", "--for", "l2"])
    assert done.status == 2
    assert "no scenario here speaks of 'l2'" in done.err


def test_a_clause_where_the_scenario_should_stand_is_told_so(office: Path) -> None:
    done = run(["explain", office, "2.reply"])
    assert done.status == 2
    assert "The scenario's file stands before the clause" in done.err
