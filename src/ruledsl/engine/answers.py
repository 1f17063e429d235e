"""Answers: what the engine's questions about a case are asked with and answered by, as plain data.

`Env` says what the names of a condition stand for; `Truth` and `Evaluated` are a condition's and a value's answer
with all that it rests on; the others are the shapes of occurrences, closings and 'when did this first hold'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from ruledsl.civil_time import FIRST_DAY
from ruledsl.engine.point import END_OF_DAY, START_OF_DAY, Point, at_entry, before_of, start_of
from ruledsl.engine.verdicts import FactUsed, StandIn
from ruledsl.world.scenario import Event, When
from ruledsl.world.values import Doer, Ref, Scalar, Value

T = TypeVar("T")

BEGINNING: Final = start_of(FIRST_DAY)
"""The opening of what is open always."""


@frozen
class Env:
    """What the names of a condition stand for: `names` the variables (`self`, loop variables; values are `Ref`s or
    other scalars), `act` the act the norm is decided at, `trigger` the occurrence that made the instance.

    `late`: on which side of an untimed entry the other entries of its day are taken to lie when something is read
    at that entry (a pattern's constraints); None: both are tried, and what they do not agree on is unknown."""

    names: Mapping[str, Scalar] = field(factory=dict)
    act: Event | None = None
    trigger: Event | None = None
    late: bool | None = None

    @classmethod
    def of(cls, record: str, **names: Scalar) -> Env:
        """The environment of one record (`self`)."""
        return cls({"self": Ref(record), **names})

    def bind(self, name: str, value: Scalar) -> Env:
        return evolve(self, names={**self.names, name: value})

    def at_act(self, act: Event | None) -> Env:
        return evolve(self, act=act)

    def triggered_by(self, trigger: Event | None) -> Env:
        return evolve(self, trigger=trigger)

    def on_side(self, late: bool | None) -> Env:
        return evolve(self, late=late)


@frozen
class Asked:
    """How something is asked: for what the names stand for, at which instant, and for which norm. `acting`: whether
    acting-for counts (not within a condition of substitution). `ahead`: whether states recorded for days after `now`
    count (they do only where one asks how long something will last)."""

    env: Env
    point: Point
    norm_id: str | None = None
    acting: bool = True
    ahead: bool = False

    def at(self, point: Point) -> Asked:
        return evolve(self, point=point)

    def within(self, env: Env) -> Asked:
        return evolve(self, env=env)

    def bind(self, name: str, value: Scalar) -> Asked:
        return evolve(self, env=self.env.bind(name, value))

    def without_acting(self) -> Asked:
        return self if not self.acting else evolve(self, acting=False)


@frozen
class Truth:
    """Whether a condition holds at an instant: `value` True, False, or None for unknown.

    `facts`: what the answer rests on, absences too. `missing`: the facts that would decide an unknown one, as a
    person names them (`special_circumstances of i1`, `by of filed of i1`, `away of mayor`, `calendar of 2027`).
    `stand_ins`: who acted for whom. `used`: ids of the substitutions, authorisations and deemings it rests on.
    `conflicts`: ids of norms without an order between them that leave it open."""

    value: bool | None
    facts: tuple[FactUsed, ...] = ()
    missing: tuple[str, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    used: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        raise TypeError("a Truth is three-valued: ask for its .value")


@frozen
class Unknown:
    """The value of what is not known; distinct from the known value NOTHING."""


UNKNOWN: Final = Unknown()


@frozen
class Between:
    """A number known only within bounds, both included; `high` None: no upper bound, `low` None: no lower one."""

    low: int | Fraction | None
    high: int | Fraction | None


@frozen
class Members:
    """A set: the members it surely has and those it may have, in a fixed order; `more`: it may have others too
    (an unknown set has only those)."""

    sure: tuple[Scalar, ...] = ()
    maybe: tuple[Scalar, ...] = ()
    more: bool = False

    def __iter__(self) -> Iterator[tuple[Scalar, bool]]:
        """Each member, and whether it surely is one."""
        yield from ((item, True) for item in self.sure)
        yield from ((item, False) for item in self.maybe)


Found: TypeAlias = Value | tuple[Doer, ...] | Members | Between | Unknown
"""What evaluating an expression can give: a value, the doers of an act, a set, a number within bounds, unknown."""


@frozen
class Evaluated:
    """A value at an instant, with what it rests on (as in `Truth`). `set`: whether it has a value (`F is set`)."""

    value: Found
    facts: tuple[FactUsed, ...] = ()
    missing: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    set: bool = True

    @property
    def known(self) -> bool:
        match self.value:
            case Unknown() | Between():
                return False
            case Members(maybe=maybe, more=more):
                return not maybe and not more
            case _:
                return True

    @property
    def name(self) -> str | None:
        """The record or party it names, if it is known and names one."""
        match self.value:
            case Ref(name):
                return name
            case (Doer(party),):
                return party
            case _:
                return None


@frozen
class Occurrence:
    """An entry of the log (or a plan) that a pattern speaks of. `fits`: True, or None where a constraint is unknown;
    `truth` says what that rests on, the event's own fact first."""

    event: Event
    record: str
    fits: bool | None
    truth: Truth

    @property
    def at(self) -> Point:
        """The instant of the entry, just before it has happened."""
        return at_entry(self.event.when, self.event.seq)

    @property
    def after(self) -> Point:
        """The instant just after it."""
        return self.at.after()

    @property
    def facts(self) -> tuple[FactUsed, ...]:
        return self.truth.facts


@frozen
class Closing:
    """A record's end: just before the closing event (`point`; `.after()` once it has happened), the event (None: the
    ruleset's own end, for a party), and whether it makes void what is undecided. `fact` is the event's; `grounds` the
    fields by which another record's event is this one's end."""

    point: Point
    event: Event | None
    void: bool
    fact: FactUsed | None = None
    grounds: tuple[FactUsed, ...] = ()

    @property
    def facts(self) -> tuple[FactUsed, ...]:
        """All that the end rests on."""
        return self.grounds if self.fact is None else (*self.grounds, self.fact)


@frozen
class FirstTrue:
    """The first instant at which a condition is known to hold (None: it never is) and its truth there.

    `certain`: at no earlier instant it is unknown; otherwise `doubtful` is the first such instant and
    `doubt` its truth there."""

    point: Point | None
    certain: bool
    truth: Truth
    doubtful: Point | None = None
    doubt: Truth | None = None


@frozen
class Entitled:
    """A party that may do an act: by its own standing, or (`stand_in`) for another, `until` the last day on which that
    holds by what is recorded (None: no end in sight)."""

    party: str
    stand_in: StandIn | None = None
    until: int | None = None


# ------------------------------------------------------------------------------------------------ Kleene's logic

YES: Final = Truth(True)
NO: Final = Truth(False)


def merged(*parts: tuple[T, ...]) -> tuple[T, ...]:
    """The items of all parts, each once, in order."""
    filled = [part for part in parts if part]
    match filled:
        case []:
            return ()
        case [only]:
            return only
        case _:
            return tuple(dict.fromkeys(item for part in filled for item in part))


def negated(truth: Truth) -> Truth:
    """Not: yes for no, no for yes, unknown for unknown."""
    return truth if truth.value is None else evolve(truth, value=not truth.value)


def all_of(truths: Iterable[Truth]) -> Truth:
    """And: no as soon as one is no (and it rests on that one alone), yes if all are yes, else unknown."""
    return _joined(truths, decisive=False)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Or: yes as soon as one is yes (and it rests on that one alone), no if all are no, else unknown."""
    return _joined(truths, decisive=True)


def _joined(truths: Iterable[Truth], *, decisive: bool) -> Truth:
    seen: list[Truth] = []
    open_ = False
    for truth in truths:
        if truth.value is decisive:
            return truth
        open_ = open_ or truth.value is None
        seen.append(truth)
    if len(seen) == 1:
        return seen[0]
    return Truth(
        None if open_ else not decisive,
        merged(*(t.facts for t in seen)),
        merged(*(t.missing for t in seen)),
        merged(*(t.stand_ins for t in seen)),
        merged(*(t.used for t in seen)),
        merged(*(t.conflicts for t in seen)),
    )


def resting_on(truth: Truth, *grounds: Truth | Evaluated) -> Truth:
    """The truth, resting on these grounds too."""
    grounds = tuple(g for g in grounds if g.facts or g.missing or g.used or g.conflicts)
    if not grounds:
        return truth
    return Truth(
        truth.value,
        merged(*(g.facts for g in grounds), truth.facts),
        merged(*(g.missing for g in grounds), truth.missing) if truth.value is None else truth.missing,
        truth.stand_ins,
        merged(*(g.used for g in grounds), truth.used),
        merged(*(g.conflicts for g in grounds), truth.conflicts),
    )


# ------------------------------------------------------------------------------------------------ instants


def reached(since: Point, point: Point) -> bool:
    """Whether `point` is at `since` or later; entries that cannot be ordered go by `point.late`."""
    if since.day != point.day:
        return since.day < point.day
    if since.second == START_OF_DAY or point.second == END_OF_DAY:
        return True
    if point.second == START_OF_DAY:
        return False
    if since.second == END_OF_DAY:
        return False
    if since.seq >= 0 and since.seq == point.seq:
        return point.through or not since.through
    if point.seq in since.before:
        return True
    return point.includes(When(since.day, since.second), since.seq)


def precedes(first: Event, second: Event) -> bool | None:
    """Whether an entry came before another; None if both are of one day and one of them has no time."""
    a, b = first.when, second.when
    if a.day != b.day:
        return a.day < b.day
    if second.seq in before_of(a) or first.seq in before_of(b):
        return second.seq in before_of(a)
    if a.second is None or b.second is None:
        return None
    return (a.second, first.seq) < (b.second, second.seq)
