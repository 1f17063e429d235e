"""Values: what a field, a parameter or an expression can hold.

Yes/no is `bool`, whole numbers are `int`, decimals and fractions are `Fraction` (exact), text is `str`; the rest
are the small classes below. `None` in an evaluation always means *unknown*; `NOTHING` is the known value `none`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, TypeAlias

from attrs import frozen


@frozen
class Day:
    """A civil date as a proleptic Gregorian ordinal (`date.toordinal`)."""

    ordinal: int


@frozen
class Duration:
    """So many of a unit. `unit` is `hour`, `day`, `workday`, `week`, `month`, `quarter`, `year` or a declared one."""

    n: int
    unit: str


@frozen
class Symbol:
    """A named value of a declared list."""

    list: str
    name: str


@frozen
class Ref:
    """A party or a record, by its name: a role, an office, a person, or a record of the scenario."""

    name: str


@frozen
class Nothing:
    """The value `none` of a field that holds no record."""


NOTHING: Final = Nothing()

Scalar: TypeAlias = bool | int | Fraction | str | Day | Duration | Symbol | Ref | Nothing
Value: TypeAlias = Scalar | frozenset[Scalar]


@frozen
class Doer:
    """Who did an act: a party, and the capacity it acted in if the entry names one (`li as vice_mayor`)."""

    party: str
    capacity: str | None = None
