"""Contract data as plain data and as bytes: nothing is lost and nothing else is taken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.norms.codec import NotPlain, from_plain, to_plain
from ruledsl.norms.expressions import Compare, Expr, FieldOf, Literal, Not, SetOf, Var
from ruledsl.norms.model import Layer, Limit, LimitForm, Strength
from ruledsl.norms.packing import pack, unpack
from ruledsl.world.scenario import Event, When
from ruledsl.world.values import NOTHING, Day, Doer, Duration, Ref, Scalar, Symbol, Value

scalars: st.SearchStrategy[Scalar] = st.one_of(
    st.booleans(),
    st.integers(),
    st.fractions(),
    st.text(),
    st.builds(Day, st.integers(1, 3_000_000)),
    st.builds(Duration, st.integers(1, 99), st.sampled_from(["day", "month"])),
    st.builds(Symbol, st.just("class"), st.text()),
    st.builds(Ref, st.text()),
    st.just(NOTHING),
)
values: st.SearchStrategy[Value] = st.one_of(scalars, st.frozensets(scalars, max_size=4))
expressions: st.SearchStrategy[Expr] = st.recursive(
    st.one_of(st.builds(Literal, values), st.builds(Var, st.text())),
    lambda inner: st.one_of(
        st.builds(FieldOf, inner, st.text(), st.none() | inner),
        st.builds(Not, inner),
        st.builds(Compare, st.sampled_from(["=", "<"]), inner, inner, st.booleans()),
        st.builds(SetOf, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


def typed(value: object) -> object:
    """A value together with the types of its parts, as `1 == True` in Python."""
    if isinstance(value, frozenset):
        return frozenset(typed(item) for item in value)
    return (type(value), value)


@given(values)
def test_values_are_the_same_after_plain_data_and_after_packing(value: Value) -> None:
    literal = Literal(value)
    assert typed(from_plain(Literal, json.loads(json.dumps(to_plain(literal)))).value) == typed(value)
    assert typed(unpack(pack(literal)).value) == typed(value)


@given(expressions)
def test_expressions_are_the_same_after_plain_data_and_after_packing(expr: Expr) -> None:
    assert from_plain(Not, json.loads(json.dumps(to_plain(Not(expr))))) == Not(expr)
    assert unpack(pack(Not(expr))) == Not(expr)


@given(st.dictionaries(st.text(), values | st.lists(st.builds(Doer, st.text()), max_size=2).map(tuple), max_size=3))
def test_arguments_of_entries_are_the_same_after_plain_data(arguments: dict[str, Value | tuple[Doer, ...]]) -> None:
    event = Event(1, When(738_000), "r", "signed", arguments)
    assert from_plain(Event, json.loads(json.dumps(to_plain(event)))) == event


def test_defaults_are_left_out_and_classes_named_only_where_several_are_possible() -> None:
    layer = Layer("base", Limit(LimitForm.BY, date=FieldOf(Var("self"), "limit")), strength=Strength.DEFAULT)
    assert to_plain(layer) == {
        "kind": "base",
        "limit": {"form": "by", "date": {"@": "FieldOf", "object": {"@": "Var", "name": "self"}, "field": "limit"}},
        "strength": "default",
    }


@frozen
class Table:
    """Mappings with keys that are no texts."""

    cells: Mapping[tuple[str, int], Fraction] = field(factory=dict)
    pair: tuple[int, str] = (0, "")


def test_mappings_with_other_keys_and_pairs_are_lists() -> None:
    table = Table({("a", 1): Fraction(1, 3)}, (2, "b"))
    plain = to_plain(table)
    assert plain == {"cells": [[["a", 1], "1/3"]], "pair": [2, "b"]}
    assert from_plain(Table, plain) == table


@pytest.mark.parametrize(
    ("type", "plain"),
    [
        (Layer, {"kind": 3}),
        (Layer, {"kind": "base", "colour": "red"}),
        (Layer, {}),
        (Layer, []),
        (Limit, {"form": "sometimes"}),
        (Not, {"item": {"@": "Nothing"}}),
        (Not, {"item": {"name": "self"}}),
        (Table, {"pair": [1]}),
        (Table, {"cells": [[["a", 1], "1/0"]]}),
    ],
)
def test_plain_data_that_stands_for_nothing_is_refused(type: type, plain: object) -> None:
    with pytest.raises(NotPlain):
        from_plain(type, plain)


def test_what_is_no_contract_data_is_not_packed() -> None:
    with pytest.raises(TypeError):
        pack([1, 2])
