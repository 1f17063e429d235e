"""Findings: what deciding a norm gives before it is written up as a verdict, and how findings are put together.

A decision asks questions one after the other; an unknown answer leaves open each finding that a yes and a no would
lead to (`by_questions`, `either`). Where the order of a day's entries is open, the finding that keeps the norm is
taken (`kindest`). The few possibilities that are tried one by one (an unpublished day, the choice among a norm's
layers, which of two entries was the first) are branches of a `World` (`over_worlds`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from attrs import define, evolve, field, frozen

from ruledsl.engine.answers import Evaluated, Truth, merged
from ruledsl.engine.instants import compare
from ruledsl.engine.point import START_OF_DAY, Point
from ruledsl.engine.verdicts import Consulted, FactUsed, Remedy, Status
from ruledsl.norms.model import Strength
from ruledsl.world.scenario import Event

Answer: TypeAlias = Truth | Evaluated
"""What a finding rests on: answers with their facts."""


@frozen
class Breach:
    """Where a norm is (or may be) broken: the instant, the day that is day 0 of what follows from it, the instant at
    which its limit has passed unmet (`lapses`, None: it has no limit), and the act, if it is one."""

    point: Point
    day: int
    lapses: Point | None = None
    act: Event | None = None


def is_past(instant: Point, point: Point) -> bool:
    """Whether `point` comes after the instant of a breach; entries that cannot be ordered go by `point.late`."""
    order = compare(point, instant)
    if order is None:
        return point.late
    return order > 0 or (order == 0 and (instant.through or instant.second == START_OF_DAY))


@frozen
class Finding:
    """What deciding an instance gave. The fields are those of `Verdict`; `answers` are all the answers it rests on,
    `reckonings` how its limits were counted (see `limits`), `breach` where it is or may first be broken."""

    status: Status
    why: str
    at: Point | None = None
    so_far: bool = False
    severity: str | None = None
    due: int | None = None
    late_days: int | None = None
    answers: tuple[Answer, ...] = ()
    reckonings: tuple[object, ...] = ()
    consulted: tuple[Consulted, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    possible: tuple[Status, ...] = ()
    missing: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    conflicts_with: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    facts: tuple[FactUsed, ...] = ()
    breach: Breach | None = None
    act: Event | None = None
    count: int | None = None
    bound: int | None = None

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The verdicts it leaves possible."""
        return self.possible if self.status is Status.UNDETERMINED else (self.status,)

    @property
    def may_be_broken(self) -> bool:
        return Status.VIOLATED in self.statuses

    @property
    def final(self) -> bool:
        """Whether no later instant can change it."""
        return self.status in (Status.SATISFIED, Status.VIOLATED) and not self.so_far


def resting(finding: Finding, *answers: Answer) -> Finding:
    """The finding, resting on these answers too, first."""
    kept = tuple(a for a in answers if a.facts or a.missing or a.used or a.conflicts)
    return evolve(finding, answers=kept + finding.answers) if kept else finding


def consulting(finding: Finding, *consulted: Consulted) -> Finding:
    """The finding, with these looked at before it."""
    return evolve(finding, consulted=consulted + finding.consulted) if consulted else finding


def severity_of(strength: Strength) -> str:
    """Breaking a strict norm is a breach, breaking a default a deviation."""
    match strength:
        case Strength.STRICT:
            return "breach"
        case Strength.DEFAULT:
            return "deviation"


# ------------------------------------------------------------------------------------------------ putting together


def either(findings: Sequence[Finding], *, why: str = "unknown_fact", missing: tuple[str, ...] = ()) -> Finding:
    """The one finding that all these alternatives agree on, else `undetermined`, with the verdicts still possible and
    the facts that would decide (those of the alternatives, and `missing`)."""
    first = findings[0]
    if len(findings) == 1:
        return first
    statuses = tuple(dict.fromkeys(status for finding in findings for status in finding.statuses))
    severities = {finding.severity for finding in findings if finding.severity is not None}
    breach = min((f.breach for f in findings if f.breach is not None), key=_breach_key, default=None)
    answers = _all_answers(findings)
    consulted = merged(*(f.consulted for f in findings))
    open_ = any(f.status is Status.UNDETERMINED for f in findings)
    if len(statuses) == 1 and len(severities) < 2 and not open_:
        shown = next((f for f in findings if f.so_far), first)
        return evolve(
            shown,
            breach=breach,
            answers=answers,
            consulted=consulted,
            marks=frozenset().union(*(f.marks for f in findings)),
        )
    undecided = [f for f in findings if f.status is Status.UNDETERMINED]
    return Finding(
        Status.UNDETERMINED,
        undecided[0].why if undecided and not missing else why,
        due=next((f.due for f in findings if f.due is not None), None),
        answers=answers,
        reckonings=next((f.reckonings for f in findings if f.reckonings), ()),
        consulted=consulted,
        possible=statuses,
        missing=merged(missing, *(f.missing for f in findings)),
        marks=frozenset().union(*(f.marks for f in findings)),
        conflicts_with=merged(*(f.conflicts_with for f in findings)),
        breach=breach,
        act=next((f.act for f in findings if f.act is not None), None),
    )


Question: TypeAlias = tuple[Callable[[], Truth], Callable[[], Finding]]
"""A question, and the finding that a yes leads to; neither is looked at before it is needed."""


def by_questions(questions: Iterable[Question], last: Callable[[], Finding]) -> Finding:
    """The finding of the first question answered yes, else `last`. An unknown answer leaves its finding open beside
    what the further questions lead to. Every answer that was looked at is one the finding rests on."""
    open_: list[Finding] = []
    asked: list[Truth] = []
    for question, finding in questions:
        truth = question()
        asked.append(truth)
        if truth.value is not False:
            open_.append(finding())
        if truth.value is True:
            break
    else:
        open_.append(last())
    missing = merged(*(truth.missing for truth in asked if truth.value is None))
    return resting(either(open_, missing=missing), *asked)


_KINDNESS: Final = {
    Status.SATISFIED: 0,
    Status.EXCUSED: 1,
    Status.NOT_APPLICABLE: 2,
    Status.PENDING: 3,
    Status.UNDETERMINED: 4,
    Status.VIOLATED: 5,
}


def kindest(decide: Callable[[bool], Finding]) -> Finding:
    """The finding on the side that keeps the norm: with the entries of a day that cannot be ordered against an instant
    taken to come before it, or after it."""
    early = decide(True)
    if early.status is Status.SATISFIED:
        return early
    late = decide(False)
    return late if _KINDNESS[late.status] < _KINDNESS[early.status] else early


# ------------------------------------------------------------------------------------------------ worlds

_MOST_WORLDS: Final = 256
"""Enough for eight open choices in one norm; the rest are taken as they come, and the finding stays undetermined."""


@define
class World:
    """One of the possibilities that are tried. `choose` answers a choice by its name; one not met before is recorded
    and answered with the first option, and the other options become worlds of their own."""

    chosen: dict[str, int] = field(factory=dict)
    met: dict[str, int] = field(factory=dict)
    missing: dict[str, tuple[str, ...]] = field(factory=dict)
    why: str = "unknown_fact"
    answers: list[Answer] = field(factory=list)

    def choose(self, name: str, options: int, missing: tuple[str, ...], why: str = "unknown_fact") -> int:
        """Which of `options` this world takes; `missing` are the facts that would decide it."""
        if name not in self.chosen:
            self.chosen[name] = 0
            self.met[name] = options
        self.missing[name] = missing
        if why != "unknown_fact":
            self.why = why
        return self.chosen[name]


def over_worlds(decide: Callable[[World], Finding]) -> Finding:
    """What all possibilities agree on, else `undetermined`."""
    findings: list[Finding] = []
    missing: dict[str, None] = {}
    why = "unknown_fact"
    queue: list[dict[str, int]] = [{}]
    while queue and len(findings) < _MOST_WORLDS:
        world = World(dict(queue.pop()))
        given = set(world.chosen)
        findings.append(resting(decide(world), *world.answers))
        why = world.why if world.why != "unknown_fact" else why
        for facts in world.missing.values():
            missing.update(dict.fromkeys(facts))
        base = {name: world.chosen[name] for name in given}
        for name, options in world.met.items():
            for option in range(1, options):
                queue.append({**base, name: option})
            base[name] = 0
    return either(findings, why=why, missing=tuple(missing) if len(findings) > 1 else ())


# ------------------------------------------------------------------------------------------------ helpers of this file


def _all_answers(findings: Sequence[Finding]) -> tuple[Answer, ...]:
    seen: dict[int, Answer] = {}
    for finding in findings:
        for answer in finding.answers:
            seen.setdefault(id(answer), answer)
    return tuple(seen.values())


def _breach_key(breach: Breach) -> tuple[int, int, int]:
    return breach.point.sort_key
