"""Strategies: any small log of agenda items and meetings, and any condition on one of the items.

Days lie within March 2022; times are given or left out as asked, so that tests can choose whether order is known.
"""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from ruledsl.norms.expressions import (
    Among,
    And,
    Arithmetic,
    Compare,
    Constraint,
    Count,
    CountEvents,
    DoerOf,
    EventDay,
    EventPattern,
    Expr,
    FieldOf,
    Happened,
    Holders,
    Holds,
    IsKind,
    Literal,
    Member,
    Not,
    OpenRecords,
    Or,
    Party,
    Pointing,
    Portion,
    Quantified,
    SetOf,
    Sum,
    Var,
)
from ruledsl.norms.model import Form, Norm
from ruledsl.world.values import NOTHING, Duration, Ref
from tests.engine.worlds import SELF, Log, away, norm, own, substitution

ITEMS = ("i1", "i2", "i3")
MEETINGS = ("m1", "m2")
PERSONS = ("wang", "li", "zhao")
ROLES = ("mayor", "vice_mayor", "executive_vice_mayor", "secretary")
PARTIES = (*PERSONS, *ROLES, "general_office")
DAYS = tuple(f"2022-03-{day:02d}" for day in range(1, 29))
EVENTS = ("filed", "approved", "noted", "withdrawn")

days = st.sampled_from(DAYS)
times = st.sampled_from(("09:00", "12:00", "15:30"))
parties = st.sampled_from(PARTIES)

FIELDS: dict[str, st.SearchStrategy[object]] = {
    "meeting": st.sampled_from((NOTHING, *map(Ref, MEETINGS))),
    "leader_in_charge": parties.map(Ref),
    "special_circumstances": st.booleans(),
    "matters": st.integers(0, 3),
    "pages": st.integers(0, 3),
    "public": st.booleans(),
    "reviewers": st.frozensets(parties.map(Ref), max_size=2),
}


@st.composite
def instants(draw: st.DrawFn, timed: bool) -> str:
    at = draw(days)
    return f"{at} {draw(times)}" if timed or draw(st.booleans()) else at


@st.composite
def logs(draw: st.DrawFn, *, timed: bool = False) -> Log:
    """Any log; with `timed`, every entry has a time."""
    log = Log(draw(st.sampled_from((None, "2022-01-01", "2022-03-10"))))
    for person in PERSONS:
        log.person(person)
        for role in draw(st.lists(st.sampled_from(ROLES), max_size=2, unique=True)):
            first, last = sorted((draw(days), draw(days)))
            log.person(person, role, draw(st.sampled_from((None, first))), draw(st.sampled_from((None, last))))
    for name in MEETINGS:
        log.record(name, draw(st.sampled_from(("meeting", "executive_meeting"))))
    for name in ITEMS:
        log.record(name, "agenda_item", draw(st.none() | days), **draw(fields()))
    for _ in range(draw(st.integers(0, 6))):
        draw(entry(log, timed))
    for _ in range(draw(st.integers(0, 3))):
        first, last = sorted((draw(days), draw(days)))
        known = draw(st.sampled_from((True, True, False)))
        log.state(first, draw(st.sampled_from((None, last))), draw(parties), "away", known=known)
    return log


@st.composite
def fields(draw: st.DrawFn) -> dict[str, object]:
    return {name: draw(value) for name, value in FIELDS.items() if draw(st.booleans())}


@st.composite
def entry(draw: st.DrawFn, log: Log, timed: bool) -> None:
    at = draw(instants(timed))
    match draw(st.integers(0, 5)):
        case 0:
            log.value(at, draw(st.sampled_from(ITEMS)), "matters", draw(st.integers(0, 3)))
        case 1:
            log.value(at, draw(st.sampled_from(ITEMS)), "leader_in_charge", Ref(draw(parties)))
        case 2:
            name = draw(st.sampled_from(("special_circumstances", "urgent")))
            log.judged(at, draw(st.sampled_from(ITEMS)), name, draw(st.booleans()))
        case 3:
            log.event(at, draw(st.sampled_from(MEETINGS)), "held")
        case _:
            given = {p: draw(parties) for p in ("by", "to") if draw(st.booleans())}
            log.event(at, draw(st.sampled_from(ITEMS)), draw(st.sampled_from(EVENTS)), **given)


# ------------------------------------------------------------------------------------------------ conditions


@cache
def patterns(owner: Expr = SELF) -> st.SearchStrategy[EventPattern]:
    targets = (Party("mayor"), Party("vice_mayor"), own("leader_in_charge"))
    asked = [(Constraint("by", op, target, party=True),) for op in ("=", "!=") for target in targets]
    return st.builds(
        EventPattern,
        st.sampled_from((owner, None)),
        st.just("agenda_item"),
        st.sampled_from(EVENTS[:3]),
        st.sampled_from([(), (), *asked]),
    )


@cache
def numbers(owner: Expr) -> st.SearchStrategy[Expr]:
    inner = FieldOf(Var("y"), "matters")
    judged = FieldOf(Var("y"), "special_circumstances")
    group = Pointing("agenda_item", "meeting", FieldOf(owner, "meeting"))
    return st.one_of(
        st.integers(0, 3).map(Literal),
        st.sampled_from(("matters", "pages")).map(lambda name: FieldOf(owner, name)),
        st.just(Count(group, "y", judged)),
        st.just(Count(group, "y", None, inner)),
        st.just(Count(FieldOf(owner, "reviewers"))),
        st.just(Count(OpenRecords("agenda_item"))),
        st.just(Sum(inner, "y", group, judged)),
        st.just(Portion(1, 2, FieldOf(owner, "pages"))),
        st.just(Arithmetic("+", FieldOf(owner, "matters"), FieldOf(owner, "pages"))),
        patterns(owner).map(lambda pattern: CountEvents(pattern, "", None, "month")),
        st.just(CountEvents(EventPattern(None, "agenda_item", "filed"), "y", judged, "week")),
    )


@cache
def atoms(owner: Expr = SELF) -> st.SearchStrategy[Expr]:
    leader, doer = FieldOf(owner, "leader_in_charge"), DoerOf(owner, ("approved",))
    roles = st.sampled_from(ROLES).map(Party)
    ops = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
    equal = st.sampled_from(("=", "!="))
    apart = Arithmetic("-", EventDay(owner, "approved"), EventDay(owner, "filed"))
    return st.one_of(
        st.sampled_from(("special_circumstances", "urgent", "public")).map(lambda name: FieldOf(owner, name)),
        patterns(owner).map(Happened),
        st.builds(
            Happened, patterns(owner), st.sampled_from((Duration(3, "day"), Duration(1, "month"), Duration(36, "hour")))
        ),
        st.sampled_from(ROLES).map(away),
        st.just(Holds("away", leader)),
        st.builds(lambda op, role: Compare(op, leader, role, party=True), equal, roles),
        st.builds(lambda op, role: Compare(op, doer, role, party=True, acting=True), equal, roles),
        st.builds(Compare, ops, numbers(owner), numbers(owner)),
        st.builds(lambda op, n: Compare(op, apart, Literal(Duration(n, "day"))), ops, st.integers(0, 9)),
        st.builds(lambda role: Member(role, FieldOf(owner, "reviewers"), party=True), roles),
        st.just(Among(FieldOf(owner, "reviewers"), SetOf((leader, Party("mayor"))))),
        st.builds(lambda role: Among(FieldOf(owner, "reviewers"), Holders(role)), roles),
        st.just(IsKind(FieldOf(owner, "meeting"), "executive_meeting")),
        st.just(IsKind(leader, "vice_mayor")),
    )


@cache
def conditions() -> st.SearchStrategy[Expr]:
    """Any condition on an item, without `is set` (which asks what is recorded, and so is never unknown)."""
    sets = st.sampled_from((Pointing("agenda_item", "meeting", own("meeting")), OpenRecords("agenda_item")))

    def larger(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        which = st.sampled_from(("every", "some", "no"))
        return st.one_of(
            several.map(And), several.map(Or), inner.map(Not),
            st.builds(lambda w, group, body: Quantified(w, "x", group, body), which, sets, atoms(Var("x"))),
        )  # fmt: skip

    return st.recursive(atoms(), larger, max_leaves=5)


# ------------------------------------------------------------------------------------------------ norms


@cache
def grounds() -> st.SearchStrategy[Expr]:
    return st.one_of(patterns().map(Happened), st.sampled_from(ROLES).map(away), st.just(own("special_circumstances")))


@st.composite
def norms(draw: st.DrawFn) -> list[Norm]:
    """Any substitutions and deemings, each on conditions that read no deemed field."""
    found: list[Norm] = []
    for index in range(draw(st.integers(0, 3))):
        principal, *substitutes = draw(st.permutations(ROLES))
        count = draw(st.integers(1, 2))
        condition: Expr | None = draw(st.none() | st.sampled_from(ROLES).map(away))
        acts = draw(st.sampled_from(((), (("agenda_item", "approved"),))))
        found.append(substitution(f"s{index}", " ".join(substitutes[:count]), principal, condition, acts=acts))
    for index in range(draw(st.integers(0, 2))):
        when = draw(grounds())
        unless = draw(st.none() | st.just(own("urgent")))
        value = Literal(draw(st.booleans()))
        found.append(
            norm(f"d{index}", Form.DEEMING, kind="agenda_item", deems=("public", None, value), when=when, unless=unless)
        )
    return found
