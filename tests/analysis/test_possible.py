"""The decision procedure over finite domains agrees with trying all values."""

from __future__ import annotations

import operator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.analysis.possible import can_fail, can_hold, conjuncts, disjuncts, implies
from ruledsl.norms.expressions import (
    And,
    Compare,
    Count,
    Expr,
    FieldOf,
    IsKind,
    Literal,
    Member,
    Not,
    OpenRecords,
    Or,
    SetOf,
    Var,
)
from ruledsl.world.values import Symbol
from ruledsl.world.vocabulary import FieldDecl, KindDecl, Label, ListDecl, Type, Vocabulary

LABEL = Label("", "")
COLOURS = ("red", "green", "blue")
VOCABULARY = Vocabulary(
    kinds={
        "paper": KindDecl("paper", (), LABEL, fields=(FieldDecl("size", "paper", Type("whole_number"), LABEL),)),
        "letter": KindDecl("letter", ("paper",), LABEL),
        "report": KindDecl("report", ("paper",), LABEL),
    },
    lists={"colour": ListDecl("colour", dict.fromkeys(COLOURS, LABEL))},
)
SELF = Var("self")
COLOUR, PAGES, DONE = FieldOf(SELF, "colour"), FieldOf(SELF, "pages"), FieldOf(SELF, "done")


def symbol(name: str) -> Literal:
    return Literal(Symbol("colour", name))


atoms = st.one_of(
    st.builds(
        lambda op, name: Compare(op, COLOUR, symbol(name)), st.sampled_from(["=", "!="]), st.sampled_from(COLOURS)
    ),
    st.builds(
        lambda names, negated: Member(COLOUR, SetOf(tuple(map(symbol, names))), negated),
        st.lists(st.sampled_from(COLOURS), min_size=1, max_size=3),
        st.booleans(),
    ),
    st.builds(
        lambda op, n: Compare(op, PAGES, Literal(n)),
        st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
        st.integers(0, 3),
    ),
    st.just(DONE),
)
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda items: And(tuple(items)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda items: Or(tuple(items)), st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=6,
)

# Halves, for pages are not known to be whole.
WORLDS = list(product(COLOURS, [n / 2 for n in range(-2, 9)], [True, False]))


def holds(condition: Expr, world: tuple[str, float, bool]) -> bool:
    match condition:
        case And(items=items):
            return all(holds(item, world) for item in items)
        case Or(items=items):
            return any(holds(item, world) for item in items)
        case Not(item=item):
            return not holds(item, world)
        case Compare(op=op, left=left, right=Literal(value=value)):
            mine = world[0] if left == COLOUR else world[1]
            other = value.name if isinstance(value, Symbol) else value
            return bool(
                {
                    "=": mine == other,
                    "!=": mine != other,
                    "<": op == "<" and mine < other,
                    "<=": op == "<=" and mine <= other,
                    ">": op == ">" and mine > other,
                    ">=": op == ">=" and mine >= other,
                }[op]
            )
        case Member(set=SetOf(items=items), negated=negated):
            return (world[0] in [item.value.name for item in items]) is not negated
        case _:
            return world[2]


@given(conditions)
def test_a_condition_can_hold_if_and_only_if_some_values_make_it_true(condition: Expr) -> None:
    assert can_hold(condition, VOCABULARY) == any(holds(condition, world) for world in WORLDS)


@given(conditions)
def test_a_condition_can_fail_if_and_only_if_some_values_make_it_false(condition: Expr) -> None:
    assert can_fail(condition, VOCABULARY) == any(not holds(condition, world) for world in WORLDS)


@given(conditions, conditions)
def test_one_condition_implies_another_where_all_values_agree(first: Expr, second: Expr) -> None:
    wanted = all(holds(second, world) for world in WORLDS if holds(first, world))
    assert implies(first, second, VOCABULARY) == wanted


SIZE, COUNTED = FieldOf(SELF, "size"), Count(OpenRecords("paper"))


def whole_conditions(item: Expr) -> st.SearchStrategy[Expr]:
    compared = st.builds(
        lambda op, n, turned: Compare(MIRRORED[op], Literal(n), item) if turned else Compare(op, item, Literal(n)),
        st.sampled_from(sorted(MIRRORED)),
        st.integers(-1, 3),
        st.booleans(),
    )
    return st.recursive(
        compared,
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.builds(lambda items: And(tuple(items)), st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda items: Or(tuple(items)), st.lists(inner, min_size=1, max_size=3)),
        ),
        max_leaves=6,
    )


MIRRORED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def holds_of(condition: Expr, value: int) -> bool:
    match condition:
        case And(items=items):
            return all(holds_of(item, value) for item in items)
        case Or(items=items):
            return any(holds_of(item, value) for item in items)
        case Not(item=item):
            return not holds_of(item, value)
        case Compare(op=op, left=Literal(value=other)):
            return bool(SIGNS[MIRRORED[op]](value, other))
        case Compare(op=op, right=Literal(value=other)):
            return bool(SIGNS[op](value, other))
    raise AssertionError(condition)


SIGNS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


@given(whole_conditions(SIZE))
def test_a_whole_number_has_no_values_between(condition: Expr) -> None:
    assert can_hold(condition, VOCABULARY) == any(holds_of(condition, n) for n in range(-3, 6))


@given(whole_conditions(COUNTED))
def test_a_count_is_never_below_zero(condition: Expr) -> None:
    assert can_hold(condition, VOCABULARY) == any(holds_of(condition, n) for n in range(6))
    assert can_fail(condition, VOCABULARY) == any(not holds_of(condition, n) for n in range(6))


ORDERED = st.builds(
    lambda op, turned: Compare(op, COLOUR, PAGES) if turned else Compare(op, PAGES, COLOUR),
    st.sampled_from(sorted(MIRRORED)),
    st.booleans(),
)


@given(st.lists(ORDERED, min_size=1, max_size=4))
def test_two_values_stand_in_one_order(comparisons: list[Compare]) -> None:
    wanted = any(
        all(SIGNS[each.op](*((one, other) if each.left == COLOUR else (other, one))) for each in comparisons)
        for one, other in [(1, 2), (1, 1), (2, 1)]
    )
    assert can_hold(And(tuple(comparisons)), VOCABULARY) == wanted


@pytest.mark.parametrize(
    ("first", "second", "possible"),
    [("letter", "report", False), ("letter", "paper", True), ("letter", "letter", True)],
)
def test_a_record_is_of_one_kind(first: str, second: str, possible: bool) -> None:
    assert can_hold(And((IsKind(SELF, first), IsKind(SELF, second))), VOCABULARY) is possible


def test_too_many_alternatives_are_taken_as_possible() -> None:
    either = [Or((FieldOf(SELF, f"a{n}"), FieldOf(SELF, f"b{n}"))) for n in range(12)]
    assert can_hold(And((*either, DONE, Not(DONE))), VOCABULARY)


def test_parts_are_taken_out_of_nested_joins() -> None:
    assert conjuncts(And((DONE, And((PAGES, COLOUR))))) == [DONE, PAGES, COLOUR]
    assert disjuncts(Or((Or((DONE, PAGES)), COLOUR))) == [DONE, PAGES, COLOUR]
    assert conjuncts(None) == disjuncts(None) == []
