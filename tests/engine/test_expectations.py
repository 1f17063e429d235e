"""Verdicts against `expect` lines: each form of line, met and not met."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from ruledsl.engine.expectations import Answer, ExpectationResult, check_expectations
from ruledsl.engine.verdicts import Explanation, Status, Verdict
from ruledsl.norms.model import Ruleset, TimeSettings
from ruledsl.world.scenario import AsOf, Expectation
from ruledsl.world.vocabulary import Label, Vocabulary

DAY = date(2022, 3, 28).toordinal()
RULESET = Ruleset("r", Label("r", "r"), Vocabulary(), TimeSettings(years={"school_year": (9, 1)}))


class Asked:
    """A case that always answers the same."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def may(self, expectation: Expectation) -> Answer:
        return self.answer

    def value_is(self, expectation: Expectation) -> Answer:
        return self.answer


def verdict(norm: str, status: Status, record: str | None = "i1", **more: Any) -> Verdict:
    return Verdict(f"r:{norm}", norm.partition(".")[0], status, Explanation("waiting", norm, "1"), record, **more)


LATE = verdict("1.a", Status.VIOLATED, severity="breach", due=DAY, at=DAY + 1, marks=frozenset({"answered"}))
KEPT = verdict("1.a", Status.SATISFIED, "i2", so_far=True)
OPEN = verdict("1.b", Status.PENDING, due=DAY, marks=frozenset({"late_on_plan", "past_horizon"}))
UNKNOWN = verdict("1.c", Status.UNDETERMINED, missing=("special of i1", "by of filed of i1", "restraint(2022) of i1"))
SOFT = verdict("1.d", Status.VIOLATED, severity="deviation", used=("r:2.stand_in",))
ALL = (LATE, KEPT, OPEN, UNKNOWN, SOFT)


def check(form: str = "verdict", verdicts: tuple[Verdict, ...] = ALL, answer: Answer | None = None, **more: Any) -> Any:
    norms = tuple(f"r:{norm}" for norm in more.pop("norms", ()))
    line = Expectation(form, "", norms, **more)
    (result,) = check_expectations(RULESET, AsOf(DAY, (line,)), verdicts, Asked(answer or Answer(None, "may_unknown")))
    assert isinstance(result, ExpectationResult)
    return result


def test_a_line_is_met_by_the_verdict_of_the_instance_it_names() -> None:
    result = check(norms=("1.a",), verdict="violated", address=("i1",), marks=("breach", "answered"), due=DAY)
    assert result.ok
    assert result.got == (LATE,)


def test_without_an_address_a_line_speaks_of_all_instances() -> None:
    result = check(norms=("1.a",), verdict="violated")
    assert (result.ok, result.reason, result.got) == (False, "other_verdict", (KEPT,))


def test_a_clause_without_an_instance_is_not_applicable() -> None:
    assert check(norms=("1.x",), verdict="not_applicable").ok
    assert check(norms=("1.a",), verdict="not_applicable", address=("i9",)).ok
    missing = check(norms=("1.x",), verdict="satisfied")
    assert (missing.ok, missing.reason, missing.norms) == (False, "no_instance", ("r:1.x",))


def test_an_instance_that_is_not_applicable_is_one_too() -> None:
    none = verdict("1.x", Status.NOT_APPLICABLE, None)
    assert check(verdicts=(none,), norms=("1.x",), verdict="not_applicable").ok


def test_several_norms_must_all_have_the_verdict() -> None:
    assert not check(norms=("1.a", "1.b"), verdict="pending").ok


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"marks": ("deviation",)}, "other_severity"),
        ({"marks": ("so far",)}, "not_so_far"),
        ({"marks": ("provisional",)}, "missing_mark"),
        ({"due": DAY + 1}, "other_due"),
        ({"missing": "special"}, "other_missing"),
        ({"verdict": "satisfied", "due": DAY + 1}, "other_verdict"),
    ],
)
def test_what_differs_is_named(more: dict[str, Any], reason: str) -> None:
    result = check(**{"norms": ("1.a",), "verdict": "violated", "address": ("i1",), **more})
    assert (result.ok, result.reason) == (False, reason)


def test_marks_are_written_with_blanks() -> None:
    assert check(norms=("1.b",), verdict="pending", marks=("late on plan", "past the horizon")).ok
    assert check(norms=("1.b",), verdict="pending", marks=("late_on_plan", "past_horizon")).ok
    assert check(norms=("1.a",), verdict="satisfied", address=("i2",), marks=("so far",)).ok


@pytest.mark.parametrize("missing", ["special", "i1.special", "special of i1", "by", "by of filed", "restraint"])
def test_a_missing_fact_may_be_written_short_or_with_its_record(missing: str) -> None:
    assert check(norms=("1.c",), verdict="undetermined", missing=missing).ok


def test_a_missing_fact_of_another_name_is_another_fact() -> None:
    assert not check(norms=("1.c",), verdict="undetermined", missing="spec").ok
    assert not check(norms=("1.c",), verdict="undetermined", missing="i2.special").ok


def test_members_are_addressed_with_or_without_their_record() -> None:
    both = (
        verdict("1.e", Status.SATISFIED, key=("finance",)),
        verdict("1.e", Status.PENDING, key=("audit",)),
    )
    assert check(verdicts=both, norms=("1.e",), verdict="satisfied", address=("i1", "finance")).ok
    assert check(verdicts=both, norms=("1.e",), verdict="satisfied", address=("finance",)).ok
    assert not check(verdicts=both, norms=("1.e",), verdict="satisfied", address=("i1",)).ok
    assert not check(verdicts=both, norms=("1.e",), verdict="satisfied", address=("i2", "finance")).ok


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("2022", "2022"),
        ("2022 Q1", "2022 Q1"),
        ("week of 2022-03-07", "week of 2022-03-09"),
        ("2022-03 I", "2022-03 I"),
        ("year from 2022-09-01", "2022 school_year"),
    ],
)
def test_a_period_is_addressed_by_any_label_that_names_it(label: str, written: str) -> None:
    verdicts = (verdict("1.f", Status.SATISFIED, None, period=label),)
    assert check(verdicts=verdicts, norms=("1.f",), verdict="satisfied", period=written).ok
    assert not check(verdicts=verdicts, norms=("1.f",), verdict="satisfied", period="1999").ok


def test_an_occurrence_is_addressed_by_its_number_or_its_day() -> None:
    both = (
        verdict("1.g", Status.SATISFIED, occurrence=1, occurrence_day=DAY),
        verdict("1.g", Status.PENDING, occurrence=2, occurrence_day=DAY + 1),
    )
    assert check(verdicts=both, norms=("1.g",), verdict="pending", number=2).ok
    assert check(verdicts=both, norms=("1.g",), verdict="satisfied", on=DAY).ok
    assert check(norms=("1.a",), verdict="violated", on=DAY + 1).ok


def test_no_breach_looks_at_breaches_only() -> None:
    assert check("no_breach", (SOFT, KEPT)).ok
    result = check("no_breach")
    assert (result.ok, result.reason, result.got) == (False, "breaches_found", (LATE,))


def test_no_deviation_looks_at_deviations_only() -> None:
    assert check("no_deviation", (LATE, KEPT)).ok
    assert check("no_deviation").reason == "deviations_found"


def test_only_means_these_and_no_others() -> None:
    assert check("only", norms=("1.a", "1.d"), verdict="violated").ok
    others = check("only", norms=("1.a",), verdict="violated")
    assert (others.ok, others.reason, others.got) == (False, "only_others", (SOFT,))
    fewer = check("only", norms=("1.a", "1.b", "1.d"), verdict="violated")
    assert (fewer.ok, fewer.reason, fewer.norms) == (False, "only_not_all", ("r:1.b",))


def test_used_looks_for_a_verdict_that_used_the_clause() -> None:
    assert check("used", norms=("2.stand_in",)).ok
    assert check("used", norms=("2.stand_in",), address=("i1",)).ok
    assert not check("used", norms=("2.stand_in",), address=("i2",)).ok
    assert check("used", norms=("1.a",)).reason == "not_used"


def test_may_and_may_not_are_met_by_a_known_answer_only() -> None:
    yes, no, unknown = Answer(True, "may"), Answer(False, "may_not"), Answer(None, "may_unknown")
    assert check("may", answer=yes).ok
    assert check("may", answer=no).reason == "may_not"
    assert check("may", answer=unknown).reason == "may_unknown"
    assert check("may_not", answer=no).ok
    assert check("may_not", answer=yes).reason == "may"
    assert not check("may_not", answer=unknown).ok


def test_a_value_is_compared_by_the_case() -> None:
    assert check("value", answer=Answer(True, "met", value=3)).ok
    result = check("value", answer=Answer(False, "other_value", value=3))
    assert (result.ok, result.reason, result.value) == (False, "other_value", 3)


def test_results_come_in_the_order_of_the_lines() -> None:
    lines = (Expectation("no_breach", "one"), Expectation("no_deviation", "two"))
    asked = Asked(Answer(None, "may_unknown"))
    assert [r.expectation.text for r in check_expectations(RULESET, AsOf(DAY, lines), ALL, asked)] == ["one", "two"]


def test_a_form_that_is_none_is_a_programmers_error() -> None:
    with pytest.raises(ValueError, match="unknown form"):
        check("perhaps")


def test_severity_is_not_asked_unless_written() -> None:
    assert check(norms=("1.d",), verdict="violated").ok
    assert check(verdicts=(evolve(SOFT, severity="breach"),), norms=("1.d",), verdict="violated").ok
