"""A growing log: lines are entered in the order in which they happen, `now` advances, and verdicts move only from open
to decided.

At each step the verdicts of the log so far are compared with those of the step before, and at the end with those that
the whole log gives for each of those days: evaluating step by step is evaluating from scratch.
"""

from __future__ import annotations

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ruledsl.engine.evaluate import evaluate
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.world.scenario import DatedValue, Event, Judgement, Scenario, StateInterval, When
from ruledsl.world.values import Day, Doer
from tests.engine.any_logs import DOERS, EVENTS, RECORDS, START, base
from tests.engine.deciding import shown_verdict
from tests.engine.test_laws import PARTS, RULES, Key, by_instance

from .growing import is_decided, is_legal

Line = Event | DatedValue | Judgement | StateInterval
TIMES = (None, 9 * 3600, 15 * 3600)


class GrowingLog(RuleBasedStateMachine):
    """An office's log of two documents under a clause of every form (a third of them in each run)."""

    def __init__(self) -> None:
        super().__init__()
        self.case: Scenario = base(RULES)
        self.rules: Ruleset = RULES
        self.now, self.seq, self.second = START, 10, 0
        self.planned: set[tuple[str, str]] = set()
        self.ended: set[str] = set()
        self.seen: dict[Key, Verdict] = {}
        self.history: list[tuple[int, list[str]]] = []

    @initialize(part=st.sampled_from(PARTS))
    def under(self, part: Ruleset) -> None:
        self.rules = part
        self.seen = self._verdicts()

    # -------------------------------------------------------------------------------------------- what is entered

    @rule(
        record=st.sampled_from(RECORDS),
        event=st.sampled_from(EVENTS),
        by=st.sampled_from(DOERS),
        time=st.sampled_from(TIMES),
    )
    def happens(self, record: str, event: str, by: str | None, time: int | None) -> None:
        if record in self.ended:
            return
        arguments: dict[str, tuple[Doer, ...]] = {}
        if by is not None and event != "cancelled":
            arguments["by"] = (Doer(by),)
        if event == "delivered":
            arguments["to"] = (Doer("archive"),)
        self._enter(Event(self._next(), self._when(time), record, event, arguments))
        if event == "cancelled":
            self.ended.add(record)

    @rule(record=st.sampled_from(RECORDS), event=st.sampled_from(EVENTS[:-1]), ahead=st.integers(1, 20))
    def is_planned(self, record: str, event: str, ahead: int) -> None:
        """A plan is stated once, and from the beginning: a later one would be news that the log has no place for."""
        if (record, event) in self.planned or self.now != START:
            return
        self.planned.add((record, event))
        self._enter(Event(self._next(), When(self.now + ahead), record, event, {}, planned=True))

    @rule(
        record=st.sampled_from(RECORDS),
        given=st.sampled_from([("public", True), ("public", False), ("pages", 3), ("pages", 10), ("deadline", None)]),
        time=st.sampled_from(TIMES),
    )
    def is_given(self, record: str, given: tuple[str, bool | int | None], time: int | None) -> None:
        name, value = given
        self._enter(
            DatedValue(self._next(), self._when(time), record, name, Day(self.now + 9) if value is None else value)
        )

    @rule(record=st.sampled_from(RECORDS), name=st.sampled_from(["urgent", "extended"]), yes=st.booleans())
    def is_judged(self, record: str, name: str, yes: bool) -> None:
        self._enter(Judgement(self._next(), self._when(None), record, name, yes, "mayor"))

    @rule(
        subject=st.sampled_from([("mayor", "away"), ("d1", "suspended"), ("d2", "suspended")]),
        known=st.sampled_from([True, True, False]),
    )
    def holds_today(self, subject: tuple[str, str], known: bool) -> None:
        """A state is entered for the day that it is entered on; or that nobody knows whether it held."""
        self._enter(StateInterval(*subject, self.now, self.now, known))

    # -------------------------------------------------------------------------------------------- time passes

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        self.history.append((self.now, self._shown()))
        before = self._verdicts()
        self.now, self.second = self.now + days, 0
        self._assert_legal(before)

    # -------------------------------------------------------------------------------------------- what holds always

    def _assert_legal(self, before: dict[Key, Verdict]) -> None:
        after = self._verdicts()
        for key, old in before.items():
            if is_decided(old):
                # What was decided before its E came goes by the first E.
                new = after.get(key) or after.get((*key[:4], 1))
                assert new is not None, shown_verdict(old)
                assert is_legal(old, new), (shown_verdict(old), shown_verdict(new))
        self.seen = after

    @precondition(lambda self: self.seen)
    @invariant()
    def an_open_verdict_says_what_is_possible(self) -> None:
        for verdict in self.seen.values():
            assert (verdict.status is Status.UNDETERMINED) == bool(verdict.possible), shown_verdict(verdict)

    def teardown(self) -> None:
        """The whole log, evaluated from scratch for each day that passed, gives what was found then."""
        for day, then in self.history:
            assert [shown_verdict(v) for v in evaluate(self.rules, self.case, day)] == then

    # -------------------------------------------------------------------------------------------- pieces

    def _verdicts(self) -> dict[Key, Verdict]:
        return by_instance(evaluate(self.rules, self.case, self.now))

    def _shown(self) -> list[str]:
        return [shown_verdict(v) for v in evaluate(self.rules, self.case, self.now)]

    def _enter(self, line: Line) -> None:
        case = self.case
        match line:
            case Event():
                self.case = evolve(case, events=(*case.events, line))
            case DatedValue():
                self.case = evolve(case, values=(*case.values, line))
            case Judgement():
                self.case = evolve(case, judgements=(*case.judgements, line))
            case StateInterval():
                self.case = evolve(case, states=(*case.states, line))

    def _next(self) -> int:
        self.seq += 1
        return self.seq

    def _when(self, time: int | None) -> When:
        """Today; at a time that is not before the last one entered, or without one."""
        if time is None or time < self.second:
            return When(self.now)
        self.second = time
        return When(self.now, time)


GrowingLog.TestCase.settings = settings(
    max_examples=max(10, settings().max_examples // 3), stateful_step_count=20, deadline=None
)
TestGrowingLog = GrowingLog.TestCase
