"""Changing frozen data is what attrs.evolve does."""

from __future__ import annotations

import attrs
import pytest
from attrs import field, frozen

from ruledsl.norms.changing import evolve


@frozen
class Pair:
    one: int
    other: int = 2
    made: int = field(init=False, default=5)


@frozen
class Single:
    one: int


@frozen(kw_only=True)
class Named:
    one: int
    other: int


@pytest.mark.parametrize("data", [Pair(1), Pair(3, 4), Single(1), Named(one=1, other=2)])
def test_it_agrees_with_attrs(data: Pair | Single | Named) -> None:
    assert evolve(data) == data
    assert evolve(data, one=7) == attrs.evolve(data, one=7)


def test_an_unknown_field_is_told() -> None:
    with pytest.raises(KeyError):
        evolve(Pair(1), another=1)
