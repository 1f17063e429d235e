"""Contradictions, overlaps and gaps between clauses on one act: what is found, and what is not."""

from __future__ import annotations

import pytest

from ruledsl.analysis.catalogue import chosen
from ruledsl.analysis.examples import example_unit
from ruledsl.analysis.gathering import Gathered
from ruledsl.analysis.linting import lint
from ruledsl.diagnostics import Diagnostic

RULES = chosen(["RD68", "RD677"], [])


def found(clauses: str) -> list[Diagnostic]:
    unit, faults = example_unit(clauses)
    assert not faults.errors, [(item.code, item.message) for item in faults.errors]
    return list(lint(Gathered((unit,), frozenset({"example.rules"}), faults), RULES))


def codes(clauses: str) -> list[str]:
    return [item.code for item in found(clauses)]


LIMITS = (
    "small: request requires answered within 10 days of submitted when {}\n"
    "large: request requires answered within 20 days of submitted when {}\n"
)


@pytest.mark.parametrize(
    ("small", "large", "expected"),
    [
        ("matters <= 5", "matters > 5", []),
        ("matters <= 5", "matters >= 6", []),
        ("matters <= 5", "matters >= 5", ["RD684"]),
        ("matters <= 5", "matters >= 7", ["RD685"]),
        ("matters in (1, 2, 3)", "matters in (3, 4)", ["RD684"]),
        ("matters in (1, 2, 3)", "matters in (5, 6)", ["RD685"]),
        ("urgency = urgent", "urgency = ordinary", []),
        ("urgency = urgent", "complex", []),
        ("matters <= 5", "matters <= 3 and complex", []),
        ("matters <= 5 and needs_money", "matters > 6", []),
        ("matters <= 5 and needs_money", "matters > 6 and needs_money", ["RD685"]),
        ("agreed_limit < 2022-05-01", "agreed_limit > 2022-05-01", ["RD685"]),
        ("agreed_limit <= 2022-05-01", "agreed_limit > 2022-05-01", []),
        ("agreed_limit <= 2022-05-01", "agreed_limit >= 2022-05-01", ["RD684"]),
        ("matters <= 5 and reviewed", "matters >= 5", []),
    ],
)
def test_cases_told_apart_by_a_field_meet_or_leave_a_gap(small: str, large: str, expected: list[str]) -> None:
    assert codes(LIMITS.format(small, large)) == expected


def test_the_value_under_both_and_under_none_is_told() -> None:
    assert "matters = 5" in found(LIMITS.format("matters <= 5", "matters >= 5"))[0].message
    assert "matters = 6" in found(LIMITS.format("matters <= 5", "matters >= 7"))[0].message
    assert (
        "agreed_limit = 2022-05-01"
        in found(LIMITS.format("agreed_limit < 2022-05-01", "agreed_limit > 2022-05-01"))[0].message
    )


def test_a_clause_for_all_values_leaves_no_gap() -> None:
    clauses = LIMITS.format("matters <= 5", "matters >= 7")
    assert codes(clauses + "all: request requires answered within 30 days of submitted\n") == []


def test_an_order_between_two_clauses_settles_an_overlap() -> None:
    small, large = LIMITS.format("matters <= 5", "matters >= 5").splitlines()
    assert codes(f"{small}\n{large} overrides small\n") == []


REQUIRED = "reply: request requires answered within 10 days of submitted when {}\nsilent: request forbids answered {}\n"


@pytest.mark.parametrize(
    ("when", "ban", "expected"),
    [
        ("needs_money", "when urgency = urgent", ["RD681"]),
        ("needs_money", "when urgency = urgent and not needs_money", []),
        ("needs_money", "when urgency = urgent unless needs_money", []),
        ("urgency = ordinary", "when urgency = urgent", []),
        ("matters > 3", "when matters < 4", []),
        ("matters > 3", "when matters < 5", ["RD681"]),
        ("needs_money", "until signed", []),
        ("needs_money", "when not signed", []),
        ("needs_money", "while urgency = urgent", []),
        ("needs_money", "when urgency = urgent overrides reply", []),
    ],
)
def test_an_act_required_and_forbidden_in_one_case_is_found(when: str, ban: str, expected: list[str]) -> None:
    assert codes(REQUIRED.format(when, ban)) == expected


def test_a_ban_on_one_party_is_not_a_ban_on_the_act() -> None:
    clauses = REQUIRED.format("needs_money", "when urgency = urgent").replace(
        "forbids answered", "forbids answered(by = mayor)"
    )
    assert codes(clauses) == []


POWERS = "a: request permits signed only by {} when {}\nb: request permits signed only by {} when {}\n"


@pytest.mark.parametrize(
    ("first", "when", "second", "other", "expected"),
    [
        ("mayor", "needs_money", "secretary_general", "urgency = urgent", ["RD686"]),
        ("mayor", "needs_money", "secretary_general", "not needs_money", []),
        ("mayor", "matters >= 5", "secretary_general", "matters <= 5", ["RD686"]),
        ("leader", "needs_money", "mayor", "urgency = urgent", []),
        ("(mayor, secretary_general)", "needs_money", "mayor", "urgency = urgent", []),
        ("mayor", "reviewed", "secretary_general", "urgency = urgent", []),
        ("mayor", "matters > 5", "secretary_general", "matters < 5", ["RD685"]),
    ],
)
def test_an_act_left_to_different_parties_in_one_case_is_found(
    first: str, when: str, second: str, other: str, expected: list[str]
) -> None:
    assert codes(POWERS.format(first, when, second, other)) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("request forbids submitted", ["RD680"]),
        ("request normally forbids submitted", ["RD680"]),
        ("request forbids submitted(by = mayor)", []),
        ("request forbids submitted unless needs_money", []),
        ("request forbids signed", []),
        ("meeting forbids convened", []),
    ],
)
def test_a_ban_on_the_opening_event_is_found(clause: str, expected: list[str]) -> None:
    assert codes(f"x: {clause}\n") == expected


def test_a_ban_on_the_opening_event_that_is_lifted_somewhere_is_left_alone() -> None:
    assert codes("x: request forbids submitted\ny: request permits submitted despite x when needs_money\n") == []


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("meeting requires count(attendees) < 0 at held", ["RD682"]),
        ("meeting requires count(attendees) >= 0 at held", ["RD683"]),
        ("meeting requires count(attendees) > 0 at held", []),
        ("meeting requires count(attendees) > 1 and count(attendees) < 2 at held", ["RD682"]),
        ("request requires matters = 1 and matters = 2 at answered", ["RD682"]),
        (
            "request requires matters >= 1 or urgency = urgent or count(request where complex) >= 0 at answered",
            ["RD683"],
        ),
        ("request requires signed before answered when matters > 1 or count(request where complex) < 0", ["RD677"]),
        ("request requires signed before answered when matters > 1 and count(request where complex) >= 0", ["RD677"]),
        ("request requires signed before answered when matters > 1 and count(request where complex) >= 2", []),
    ],
)
def test_what_can_never_hold_or_never_fail_is_found(clause: str, expected: list[str]) -> None:
    assert codes(f"x: {clause}\n") == expected
