"""Coverage: which of kept, broken, … the scenarios reach for each clause."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from ruledsl.analysis.catalogue import chosen
from ruledsl.analysis.gathering import gather
from ruledsl.analysis.linting import lint
from ruledsl.analysis.settings import Settings
from ruledsl.norms.model import Ruleset
from ruledsl.trials.coverage import GROUPS, ClauseCoverage, Coverage, Group, coverage_of, coverages, groups_of, tally
from ruledsl.trials.run import run_files

KEPT_AS_WELL = """
scenario "answered in time"
    letter l2
    2022-03-01 l2 received
    2022-03-02 l2 replied
    as of 2022-03-03
"""

EXPECTED_TOO = KEPT_AS_WELL.replace("in time", "in time, as expected") + "    expect 2.reply satisfied\n"


def covered(office: Path) -> Coverage:
    (found,) = coverages(run_files(sorted(office.glob("*.scenario"))))
    return found


def clause(coverage: Coverage, local_id: str) -> ClauseCoverage:
    (found,) = [each for each in coverage.clauses if each.local_id == local_id]
    return found


def add(office: Path, text: str) -> None:
    path = office / "letters.scenario"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_clause_is_what_its_instances_come_to_on_the_days_asked_about(office: Path) -> None:
    reply = clause(covered(office), "2.reply")
    assert set(reply.reached) == {Group.PENDING, Group.BROKEN}
    assert [shown.title for shown in reply.reached[Group.BROKEN]] == ["a letter answered late"]
    assert reply.missing == (Group.KEPT,)
    assert not reply.covered


def test_a_clause_kept_and_broken_is_covered_but_proved_only_if_expected(office: Path) -> None:
    add(office, KEPT_AS_WELL)
    reply = clause(covered(office), "2.reply")
    assert reply.covered
    assert not reply.proved
    assert reply.expected == {Group.PENDING, Group.BROKEN}
    add(office, EXPECTED_TOO)
    assert clause(covered(office), "2.reply").proved


def test_what_is_expected_but_does_not_come_out_proves_nothing(office: Path) -> None:
    add(office, EXPECTED_TOO.replace("03-02 l2", "03-12 l2"))
    assert Group.KEPT not in clause(covered(office), "2.reply").expected


def test_not_applicable_shows_nothing(office: Path, ruleset: Ruleset) -> None:
    for file in run_files(sorted(office.glob("*.scenario"))):
        for run in file.scenarios:
            applied = {
                n for day in run.days for n, found in day.reached.items() if {GROUPS[s] for s in found} != {None}
            }
            assert set(groups_of(run)) == applied


def test_a_clause_that_cannot_be_broken_is_used_or_not_and_never_missing(office: Path) -> None:
    coverage = covered(office)
    done = clause(coverage, "2.done")
    assert (done.breakable, done.used, done.missing, done.covered) == (False, True, (), False)
    counts = coverage.tally
    assert (counts.breakable, counts.others, counts.used) == (3, 2, 2)


def test_without_scenarios_nothing_is_reached(ruleset: Ruleset) -> None:
    coverage = coverage_of(ruleset, [])
    assert coverage.tally.percent == 0
    assert [article.number for article in coverage.articles] == ["1", "2"]
    assert all(each.missing == (Group.KEPT, Group.BROKEN) for each in coverage.clauses if each.breakable)


def test_the_articles_add_up_to_the_whole(office: Path) -> None:
    coverage = covered(office)
    for name in ("breakable", "covered", "proved", "others", "used"):
        parts = [getattr(article.tally, name) for article in coverage.articles]
        assert sum(parts) == getattr(coverage.tally, name)


def test_of_nothing_all_is_covered() -> None:
    assert tally([]).percent == 100


def test_the_percentage_is_exact(office: Path) -> None:
    add(office, KEPT_AS_WELL)
    assert covered(office).tally.percent == Fraction(100, 3)


def test_more_scenarios_never_cover_less(office: Path) -> None:
    before = covered(office)
    add(office, KEPT_AS_WELL)
    after = covered(office)
    for old, new in zip(before.clauses, after.clauses, strict=True):
        assert set(old.reached) <= set(new.reached)
        assert old.expected <= new.expected


@pytest.mark.parametrize("text", ["", KEPT_AS_WELL, EXPECTED_TOO])
def test_what_the_lint_rule_calls_unproved_is_what_is_not_proved(office: Path, text: str) -> None:
    add(office, text)
    findings = lint(gather([str(office)]), chosen(("RD655",), (), ()), Settings())
    unproved = {item.message.split()[3] for item in findings.items}
    assert unproved == {each.local_id for each in covered(office).clauses if each.breakable and not each.proved}


def test_each_ruleset_has_its_own_coverage(office: Path) -> None:
    runs = list(run_files(sorted(office.glob("*.scenario"))))
    assert [each.scenarios for each in coverages([*runs, *runs])] == [6]
    assert coverages([]) == []
