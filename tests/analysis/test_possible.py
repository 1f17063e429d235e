"""The decision procedure over finite domains agrees with trying all values."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.analysis.possible import can_fail, can_hold, conjuncts, disjuncts, implies
from ruledsl.norms.expressions import And, Compare, Expr, FieldOf, IsKind, Literal, Member, Not, Or, SetOf, Var
from ruledsl.world.values import Symbol
from ruledsl.world.vocabulary import KindDecl, Label, ListDecl, Vocabulary

LABEL = Label("", "")
COLOURS = ("red", "green", "blue")
VOCABULARY = Vocabulary(
    kinds={
        "paper": KindDecl("paper", (), LABEL),
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
