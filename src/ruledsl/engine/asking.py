"""The questions of `expect` lines that no verdict answers: who may do an act, and what a field's value is.

Handed a ruleset, a scenario and a date, it answers `P may EVENT for RECORD` by trying the act out: the case is decided
with the act done by P, and with the same act done by nobody in particular, and what then breaks says who is barred
from it. `FIELD of RECORD = VALUE` is put to the case as any condition is.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

from attrs import define, evolve

from ruledsl.engine.answers import Env, Found, Members, Unknown
from ruledsl.engine.calendar_cache import convention_for
from ruledsl.engine.case import Case
from ruledsl.engine.docket import Docket
from ruledsl.engine.evaluate import verdicts_of
from ruledsl.engine.expectations import Answer
from ruledsl.engine.point import at_entry
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.norms.expressions import Compare, DoerOf, Expr, FieldOf, Literal, Var
from ruledsl.norms.model import Form, Norm, Ruleset
from ruledsl.world.scenario import Event, Expectation, Scenario, When
from ruledsl.world.values import Doer
from ruledsl.world.vocabulary import FieldDecl, Label

NOBODY: Final = "nobody in particular"
"""A person of no role; no name of an input has a blank."""

_BARRING: Final = frozenset({Form.EXCLUSIVE_POWER, Form.PROHIBITION})


@define(slots=False)
class CaseQuestions:
    """One case, asked (see `ruledsl.engine.expectations.Questions`)."""

    ruleset: Ruleset
    scenario: Scenario
    as_of: int
    project_calendar: bool = False

    # ------------------------------------------------------------------------------------------ who may

    def may(self, expectation: Expectation) -> Answer:
        """Whether `expectation.party` may do the event on the record, on its date or that of the evaluation.

        It may if a clause keeps others from the act and not this party, or permits it the act; it may not if the act
        would break a power or prohibition. Where no clause speaks of it, neither is so.
        """
        record, event, party = _act_of(expectation)
        day = self.as_of if expectation.on is None else expectation.on
        world = _without(_until(self.scenario, self.as_of), record, event)
        act = Event(
            _next_number(world),
            When(day),
            record,
            event,
            {**expectation.event_arguments, "by": (Doer(party),)},
            span=expectation.span,
        )
        before = {_instance(v) for v in self._barring(world, event, day) if v.status is Status.VIOLATED}
        done = [v for v in self._barring(_with(world, act), event, day) if _instance(v) not in before]
        broken = tuple(v for v in done if v.status is Status.VIOLATED)
        if broken:
            return Answer(False, "may_not", broken)
        unknown = tuple(v for v in done if v.status is Status.UNDETERMINED)
        if unknown:
            return Answer(None, "may_unknown", unknown)
        permitting = self._permitting(world, act, day)
        if permitting or self._keeps_others_from(world, act, day, before):
            kept = tuple(v for v in done if v.status is not Status.NOT_APPLICABLE)
            return Answer(True, "may", kept, used=permitting)
        return Answer(None, "no_power")

    def _keeps_others_from(self, world: Scenario, act: Event, day: int, before: set[tuple[object, ...]]) -> bool:
        """Whether somebody of no role would break a power or prohibition by the act."""
        others = evolve(act, arguments={**act.arguments, "by": (Doer(NOBODY),)})
        world = evolve(world, persons={**world.persons, NOBODY: Label(NOBODY, NOBODY)})
        verdicts = self._barring(_with(world, others), act.event, day)
        return any(v.status is Status.VIOLATED and _instance(v) not in before for v in verdicts)

    def _permitting(self, world: Scenario, act: Event, day: int) -> tuple[str, ...]:
        """The ids of the permissions that cover the act."""
        case = self._case(_with(world, act), day)
        permissions = (norm for norm in self.ruleset.norms if norm.form is Form.PERMISSION)
        return tuple(norm.id for norm in permissions if self._covers(case, norm, act))

    def _covers(self, case: Case, norm: Norm, act: Event) -> bool:
        if norm.event is None or norm.event.event != act.event or not case.in_force(norm, act.when.day):
            return False
        point = at_entry(act.when, act.seq)
        for record in [act.record] if norm.subject.kind is None else case.records(norm.subject.kind):
            env = Env.of(record).at_act(act)
            fits = case.fits(norm.event, act, env).value
            if fits and (norm.when is None or case.truth(norm.when, env, point, norm_id=norm.id).value):
                return True
        return False

    def _barring(self, world: Scenario, event: str, day: int) -> list[Verdict]:
        """The verdicts on powers and prohibitions that speak of such an event."""
        norms = {
            n.id for n in self.ruleset.norms if n.form in _BARRING and n.event is not None and n.event.event == event
        }
        return list(verdicts_of(self._case(world, day), norms))

    # ------------------------------------------------------------------------------------------ values

    def value_is(self, expectation: Expectation) -> Answer:
        """Whether the field compares with the value as the line says, parties by role and acting-for as in clauses."""
        (record,) = expectation.address
        field, decl = self._field(record, expectation.field_path or "")
        doer, party = bool(decl.by_events), bool(decl.by_events) or decl.type.base in ("party", "person", "role")
        assert expectation.value is not None
        asked = Compare(
            expectation.comparator or "=", field, Literal(expectation.value), party=party, acting=doer
        )  # fmt: skip
        case, env = self._now, Env.of(record)
        truth = case.truth(asked, env, case.end)
        if truth.value is True:
            return Answer(True, "met", used=truth.used)
        found = case.value(field, env, case.end)
        if truth.value is None or not found.known:
            return Answer(None, "value_unknown")
        return Answer(False, "other_value", value=_shown(found.value))

    def _field(self, record: str, path: str) -> tuple[Expr, FieldDecl]:
        """The expression of a path of fields from a record, and the declaration at its end."""
        kind = self._now.kind_of(record) or ""
        *steps, last = path.split(".")
        owner: Expr = Var("self")
        for step in steps:
            decl = self.ruleset.vocabulary.field(kind, step)
            assert decl is not None, "the reader of scenarios has checked the path"
            owner, kind = FieldOf(owner, step), decl.type.name
        decl = self.ruleset.vocabulary.field(kind, last)
        assert decl is not None, "the reader of scenarios has checked the path"
        return (DoerOf(owner, decl.by_events) if decl.by_events else FieldOf(owner, last)), decl

    # ------------------------------------------------------------------------------------------ cases

    @cached_property
    def _now(self) -> Case:
        case = self._case(self.scenario, self.as_of)
        Docket.open(case)
        return case

    def _case(self, scenario: Scenario, day: int) -> Case:
        return Case(self.ruleset, scenario, day, convention_for(self.ruleset, project=self.project_calendar))


def _act_of(expectation: Expectation) -> tuple[str, str, str]:
    (record,) = expectation.address
    assert expectation.event is not None
    assert expectation.party is not None
    return record, expectation.event, expectation.party


def _instance(verdict: Verdict) -> tuple[object, ...]:
    return (verdict.norm, verdict.record, verdict.key, verdict.occurrence)


def _next_number(scenario: Scenario) -> int:
    """The number of an entry after all those of the log."""
    numbers = [*(e.seq for e in scenario.events), *(v.seq for v in scenario.values)]
    return 1 + max([*numbers, *(j.seq for j in scenario.judgements)], default=-1)


def _until(scenario: Scenario, day: int) -> Scenario:
    """The scenario without what was entered for a later day; plans are kept."""
    return evolve(
        scenario,
        events=tuple(e for e in scenario.events if e.planned or e.when.day <= day),
        values=tuple(v for v in scenario.values if v.when.day <= day),
        judgements=tuple(j for j in scenario.judgements if j.when.day <= day),
    )


def _without(scenario: Scenario, record: str, event: str) -> Scenario:
    """The scenario without the times that this event has happened to the record: what was done before says nothing of
    who may."""
    kept = tuple(e for e in scenario.events if e.planned or (e.record, e.event) != (record, event))
    return evolve(scenario, events=kept)


def _with(scenario: Scenario, act: Event) -> Scenario:
    return evolve(scenario, events=(*scenario.events, act))


def _shown(found: Found) -> object:
    """A value as reports show it."""
    match found:
        case Members(sure=sure):
            return frozenset(sure)
        case Unknown():
            return None
        case _:
            return found
