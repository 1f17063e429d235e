"""A case: one scenario under one ruleset at one `now`, ready to be asked.

Whoever decides norms is handed a `Case` and asks it what had happened, what held, when it first held, and who counts
as whom; every answer carries the facts it rests on. It decides no norm: conditions that speak of norms (`lapsed`,
`broken`) are passed on to the `norm_oracle` that the decider sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ruledsl.civil_time import Convention
from ruledsl.engine.answers import (
    BEGINNING,
    UNKNOWN,
    Asked,
    Between,
    Closing,
    Entitled,
    Env,
    Evaluated,
    FirstTrue,
    Found,
    Members,
    Occurrence,
    Truth,
    Unknown,
    resting_on,
)
from ruledsl.engine.conditions import Conditions, NormOracle
from ruledsl.engine.effort import Effort
from ruledsl.engine.point import Point
from ruledsl.engine.timeline import Timeline, event_fact
from ruledsl.engine.verdicts import FactUsed
from ruledsl.norms.expressions import EventPattern, Expr, SetOf
from ruledsl.norms.model import Doers, Norm, Ruleset
from ruledsl.world.scenario import Event, Judgement, Scenario, When
from ruledsl.world.values import Duration, Scalar, Value

__all__ = [
    "BEGINNING",
    "UNKNOWN",
    "Between",
    "Case",
    "Closing",
    "Entitled",
    "Env",
    "Evaluated",
    "FirstTrue",
    "Found",
    "Members",
    "NormOracle",
    "Occurrence",
    "Truth",
    "Unknown",
]


class Case:
    """One scenario under one ruleset at the end of day `now` (an ordinal). Entries after `now` are ignored, plans
    are kept. `oracle`: who answers for `lapsed` and `broken`; without one they are unknown."""

    def __init__(self, ruleset: Ruleset, scenario: Scenario, now: int, calendar: Convention) -> None:
        self.ruleset = ruleset
        self.now = now
        self.calendar = calendar
        self.timeline = Timeline(ruleset, scenario, now)
        self.scenario = self.timeline.scenario
        self._conditions = Conditions(ruleset, self.timeline, calendar)

    @property
    def effort(self) -> Effort:
        """How much may still be asked."""
        return self._conditions.effort

    @property
    def oracle(self) -> NormOracle | None:
        """Who answers for `lapsed` and `broken`."""
        return self._conditions.oracle

    @oracle.setter
    def oracle(self, oracle: NormOracle | None) -> None:
        self._conditions.oracle = oracle

    # ------------------------------------------------------------------------------------------ records

    @property
    def first_day(self) -> int:
        """The log's first day: `from DATE`, else the day of its first dated entry, else `now`. Before it, events and
        states are unknown."""
        return self.timeline.first_day

    @property
    def unordered_days(self) -> frozenset[int]:
        """The days with two entries or more of which one has no time: there, `Point.late` makes a difference."""
        return self.timeline.unordered_days

    @property
    def end(self) -> Point:
        """The evaluation instant: the end of `now`."""
        return self.timeline.end

    def kind_of(self, name: str) -> str | None:
        """The kind of a record or party: a declared kind, or person, role, office; None for an unknown name."""
        return self.timeline.kind_of(name)

    def is_of_kind(self, name: str, kind: str) -> bool:
        """Whether a record or party is of a kind (also person, role, office, party) or a narrower one."""
        return self.timeline.is_of_kind(name, kind)

    def records(self, kind: str) -> list[str]:
        """The records of a kind and its narrower kinds, in the scenario's order, whether open or not; for a kind of
        party its declared offices (and roles, persons) too."""
        return self.timeline.records(kind)

    def opening(self, record: str) -> Point | None:
        """The instant from which the record is open, its opening event having happened; BEGINNING if it is open
        always; None if it has not opened by `now`. A record created on a date is open from that day's start (or its
        time); a party's own record from the ruleset's first day."""
        opening = self.timeline.opening(record)
        return None if opening is None else opening.point

    def opening_facts(self, record: str) -> tuple[FactUsed, ...]:
        """What the opening rests on: the entry or record (`kind` event, no_event or record), and the fields by which
        another record's event is this one's opening."""
        opening = self.timeline.opening(record)
        if opening is not None:
            return opening.facts
        life = self.timeline.life_of(record)
        event = "" if life is None or life.opens is None else life.opens.event
        return (FactUsed("no_event", record, event, day=self.now),)

    def closing(self, record: str) -> Closing | None:
        """The record's end by the first of its closing events until `now`, also another record's; None while none
        has happened. A party's: the end of the ruleset's last day. It may lie before the opening."""
        return self.timeline.closing(record)

    def is_open(self, record: str, point: Point) -> bool:
        """Whether the record has opened by `point` and not closed before it (at its closing entry it still is)."""
        return self.timeline.is_open(record, point)

    def horizon(self, record: str) -> Duration | None:
        """The horizon of the record's kind, the nearest declared one, else the ruleset's."""
        kind = self.timeline.kind_of(record)
        vocabulary = self.ruleset.vocabulary
        for name in () if kind is None else vocabulary.ancestors(kind):
            if vocabulary.kinds[name].horizon is not None:
                return vocabulary.kinds[name].horizon
        return self.ruleset.time.horizon

    # ------------------------------------------------------------------------------------------ events

    def entries(self, record: str, event: str) -> Sequence[Event]:
        """The unplanned entries of an event of a record up to `now`, in order of time (of equal times, the log's)."""
        return self.timeline.entries(record, event)

    def occurrences(self, pattern: EventPattern, env: Env, upto: Point | None = None) -> list[Occurrence]:
        """The entries that the pattern fits or may fit, in order of time; with `upto`, those that have happened by
        that point. Constraints, and the pattern's own record, are read as of each occurrence."""
        return self._conditions.occurrences(pattern, Asked(env, self.end if upto is None else upto))

    def plans(self, pattern: EventPattern, env: Env, point: Point | None = None) -> list[Occurrence]:
        """The planned occurrences of the pattern that no entry has replaced by `point` (default: `now`), by date.
        An entry of an event of a record replaces the first plan of it that still stands."""
        asked = Asked(env, self.end)
        found: list[Occurrence] = []
        for plan in self.timeline.plans_named(pattern.event):
            if self.timeline.outstanding(plan, self.end if point is None else point):
                truth = self._conditions.fits(pattern, plan, asked)
                if truth.value is not False:
                    found.append(Occurrence(plan, plan.record, truth.value, truth))
        return found

    def fits(self, pattern: EventPattern, event: Event, env: Env) -> Truth:
        """Whether one entry is an occurrence of the pattern."""
        return self._conditions.fits(pattern, event, Asked(env, self.end))

    def event_fact(self, event: Event) -> FactUsed:
        """The entry (or plan) as a fact."""
        return event_fact(event)

    def promptness(self, norm_id: str, record: str) -> Sequence[Judgement]:
        """The judgements `ID judged late` / `judged in time` made on a record until `now`, in order."""
        return self.timeline.promptness(norm_id, record)

    # ------------------------------------------------------------------------------------------ conditions

    def truth(self, expr: Expr, env: Env, point: Point, *, norm_id: str | None = None) -> Truth:
        """Whether a condition holds at an instant, by Kleene's logic. `norm_id`: the norm it is asked for, which
        decides the substitutions `for ID` that count."""
        return self._conditions.truth(expr, Asked(env, point, norm_id))

    def settled(self, expr: Expr, env: Env, point: Point, *, norm_id: str | None = None) -> Truth:
        """As `truth`, but where the order of the day's entries matters and is not known (and `env.late` does not say),
        what every order agrees on."""
        return self._conditions.settled(expr, Asked(env, point, norm_id))

    def value(self, expr: Expr, env: Env, point: Point, *, norm_id: str | None = None) -> Evaluated:
        """The value of an expression at an instant."""
        return self._conditions.value(expr, Asked(env, point, norm_id))

    def members(self, expr: Expr, env: Env, point: Point) -> tuple[Members, Evaluated]:
        """The members of a set at an instant, and the answer they come from."""
        return self._conditions.members(expr, Asked(env, point))

    def change_points(
        self, exprs: Expr | Iterable[Expr], env: Env, start: Point, end: Point | None = None
    ) -> list[Point]:
        """Instants after `start` and until `end` (default: `now`) at which the answer may change, in order: between
        two neighbours, and before the first, it does not. Points at entries are those just after them."""
        several = exprs if isinstance(exprs, Iterable) else (exprs,)
        return self._conditions.changes.points(several, env, start, self.end if end is None else end)

    def first_true(
        self, expr: Expr, env: Env, start: Point, end: Point | None = None, *, norm_id: str | None = None
    ) -> FirstTrue:
        """The first instant from `start` (included) to `end` (included; default: `now`) at which it holds. Where the
        order of entries within a day matters and is not known, it is unknown there unless `env.late` says."""
        asked = Asked(env, start, norm_id)
        return self._conditions.changes.first_true(expr, asked, self.end if end is None else end)

    def ever_true(
        self, expr: Expr, env: Env, start: Point, end: Point | None = None, *, norm_id: str | None = None
    ) -> Truth:
        """Whether it holds at any instant from `start` to `end` (both included)."""
        asked = Asked(env, start, norm_id)
        return self._conditions.changes.ever_true(expr, asked, self.end if end is None else end)

    def always_true(
        self, expr: Expr, env: Env, start: Point, end: Point | None = None, *, norm_id: str | None = None
    ) -> Truth:
        """Whether it holds at every instant from `start` to `end` (both included)."""
        asked = Asked(env, start, norm_id)
        return self._conditions.changes.always_true(expr, asked, self.end if end is None else end)

    # ------------------------------------------------------------------------------------------ parties

    def acts_as(
        self,
        doer: Found,
        target: Found,
        point: Point,
        *,
        act: Event | None = None,
        env: Env | None = None,
        norm_id: str | None = None,
        acting: bool = True,
        every: bool = False,
    ) -> Truth:
        """Whether `doer` (a party, or the doers of an act) counts as `target` (a party, or a set: any of it).

        `act`: the act that is asked about (substitutions `in KIND.E` look at its record and event). `env`, `norm_id`:
        of the norm that asks (for substitutions `for ID`, whose conditions speak of its record). `acting` False:
        holding a role and being the party, without acting for it (`in person`, fields that no event names).
        `every`: all doers must count, not any."""
        asked = Asked(env or Env(), point, norm_id, acting)
        return self._conditions.parties.acts_as(doer, target, asked, act=act, every=every)

    def entitled(self, doers: Doers, event: Event, env: Env, point: Point, *, norm_id: str | None = None) -> Truth:
        """Whether every doer of the entry (its `by`) is one of `doers.parties`: the test of `only by`."""
        asked = Asked(env.at_act(event), point, norm_id, acting=not doers.in_person)
        targets = self._conditions.value(SetOf(doers.parties), asked)
        given = self.timeline.argument(event, "by")
        truth = self._conditions.parties.acts_as(given.value, targets.value, asked, act=event, every=True)
        return resting_on(truth, given, targets)

    def holders(self, role: str, point: Point) -> Evaluated:
        """The set of persons holding a role, by narrower roles too, not by acting."""
        return self._conditions.parties.holders(role, Asked(Env(), point))

    def who_may(
        self,
        targets: Found,
        point: Point,
        *,
        act: tuple[str, str] | None = None,
        env: Env | None = None,
        norm_id: str | None = None,
    ) -> list[Entitled]:
        """The parties that could meet a comparison with `targets` at that instant: the parties themselves first, then
        those who act for them, with the last day on which they do by what is recorded. `act`: (record, event)."""
        record, event = act or ("", "")
        entry = Event(-1, When(point.day, None), record, event, {}, planned=True) if act is not None else None
        return self._conditions.parties.who_may(targets, Asked(env or Env(), point, norm_id), entry)

    def in_force(self, norm: Norm, day: int) -> bool:
        """Whether that version of the norm is in force on a day, the ruleset's own interval included."""
        return self._conditions.in_force(norm, day)

    # ------------------------------------------------------------------------------------------ deemings

    def deemed_since(self, norm: Norm, record: str, **names: Scalar) -> FirstTrue:
        """The instant from which a deeming sets its field for a record; `names`: the members bound by `for each`."""
        return self._conditions.deemings.since(norm, Env.of(record, **names))

    def setting(self, name: str) -> Value | None:
        """A named value of the ruleset as the scenario or the ruleset sets it; None: not set."""
        value = self.scenario.settings.get(name)
        if value is None and name in self.ruleset.values:
            return self.ruleset.values[name].value
        return value
