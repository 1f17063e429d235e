"""Resolved conditions and values: what a norm tests, as data.

Every name is resolved and every type checked when these are made (by the compiler); whoever evaluates them meets
no unknown name. Evaluation is three-valued: a condition is true, false or unknown at an instant; a value is a
`Value`, or unknown.
"""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from ruledsl.world.values import Duration, Value


@frozen
class Literal:
    value: Value


@frozen
class Var:
    """A record or party in scope: `self` (the norm's subject), a `for each` or quantifier variable."""

    name: str


@frozen
class Party:
    """A declared role or office, as a value."""

    name: str


@frozen
class ValueName:
    """A named value of the ruleset (`value NAME`); unknown until the ruleset or scenario sets it."""

    name: str


@frozen
class FieldOf:
    """A field of a record or party; `argument` for a field with a parameter."""

    object: Expr
    field: str
    argument: Expr | None = None


@frozen
class DoerOf:
    """Who did the latest of these events of a record (`signer : by signed`); not set before."""

    object: Expr
    events: tuple[str, ...]


@frozen
class ActParam:
    """A parameter of the act the norm is decided at (`scope` act) or of the occurrence that triggered it
    (`scope` trigger); `event` is the act's event name."""

    scope: str
    event: str
    parameter: str


@frozen
class EventParam:
    """A parameter of the first occurrence of an event of a record."""

    object: Expr
    event: str
    parameter: str


@frozen
class EventDay:
    """The civil date of an event's first occurrence, as a value (instants subtract to whole civil days)."""

    object: Expr
    event: str


@frozen
class Constraint:
    """What an event pattern asks of a parameter. `op`: =, !=, in, not in, <, <=, >, >=."""

    parameter: str
    op: str
    value: Expr
    party: bool
    in_person: bool = False


@frozen
class EventPattern:
    """Occurrences of an event: of the record that `object` yields, or (None) of any record of `kind`."""

    object: Expr | None
    kind: str
    event: str
    constraints: tuple[Constraint, ...] = ()


@frozen
class Happened:
    """True from the instant after the pattern's first match; with `recent`, only while that is so recent."""

    pattern: EventPattern
    recent: Duration | None = None


@frozen
class Holds:
    """A state of a party or record."""

    state: str
    of: Expr


@frozen
class Compare:
    """`op`: =, !=, <, <=, >, >=. `party`: parties are compared (role-holding counts). `acting`: acting-for counts
    too (the left side is a doer). `in_person` leaves acting-for out."""

    op: str
    left: Expr
    right: Expr
    party: bool = False
    acting: bool = False
    in_person: bool = False


@frozen
class Member:
    """`item in set` (also `set contains item`). `of_members`: parties are compared the other way round, whether a
    member counts as `item` (`members contains mayor` is met by the member who is the mayor)."""

    item: Expr
    set: Expr
    negated: bool = False
    party: bool = False
    acting: bool = False
    of_members: bool = False


@frozen
class Among:
    """Every member of `left` is in `right` (`SET among SET`)."""

    left: Expr
    right: Expr


@frozen
class SetOf:
    items: tuple[Expr, ...]


@frozen
class Holders:
    """The set of persons holding a role, by narrower roles too, not by acting."""

    role: Expr


@frozen
class OpenRecords:
    """A kind's name as a set: its open records (for a kind of party: its declared offices and records)."""

    kind: str


@frozen
class Pointing:
    """The records of `kind` whose `field` points at `target` (`agenda_item of meeting`)."""

    kind: str
    field: str
    target: Expr


@frozen
class And:
    items: tuple[Expr, ...]


@frozen
class Or:
    items: tuple[Expr, ...]


@frozen
class Not:
    item: Expr


@frozen
class IsSet:
    """Whether a field, parameter or doer has a value at the instant; never unknown."""

    item: Expr


@frozen
class IsKind:
    """Whether a record is of a kind, or a party of a kind, office or role."""

    item: Expr
    kind: str


@frozen
class Quantified:
    """`which`: every, some, no."""

    which: str
    var: str
    set: Expr
    body: Expr


@frozen
class Count:
    """How many members of a set (for which `where` holds); `distinct` counts the different values of it."""

    set: Expr
    var: str = ""
    where: Expr | None = None
    distinct: Expr | None = None


@frozen
class CountEvents:
    """How many occurrences of a pattern (on a record for which `where` holds, `var` bound to it) there have been;
    with `period`, in the period of that kind that contains the instant."""

    pattern: EventPattern
    var: str
    where: Expr | None
    period: str | None


@frozen
class Sum:
    item: Expr
    var: str
    set: Expr
    where: Expr | None = None


@frozen
class Arithmetic:
    """`op`: + or -."""

    op: str
    left: Expr
    right: Expr


@frozen
class Portion:
    """`p/q of y`; compared by cross-multiplication."""

    numerator: int
    denominator: int
    of: Expr


@frozen
class Lapsed:
    """From the instant after the forward limit of norm `norm` (an id) has passed unmet, for record `object`. `key`:
    the members of that norm's `for each` that are meant (in its order); empty: any."""

    norm: str
    object: Expr
    key: tuple[Expr, ...] = ()


@frozen
class Broken:
    """From the instant at which norm `norm` (an id) is violated, for record `object`. `key` as in `Lapsed`."""

    norm: str
    object: Expr
    key: tuple[Expr, ...] = ()


Expr: TypeAlias = (
    Literal
    | Var
    | Party
    | ValueName
    | FieldOf
    | DoerOf
    | ActParam
    | EventParam
    | EventDay
    | Happened
    | Holds
    | Compare
    | Member
    | Among
    | SetOf
    | Holders
    | OpenRecords
    | Pointing
    | And
    | Or
    | Not
    | IsSet
    | IsKind
    | Quantified
    | Count
    | CountEvents
    | Sum
    | Arithmetic
    | Portion
    | Lapsed
    | Broken
)
