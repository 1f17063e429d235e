"""The docket: every decision of one evaluation, each made once.

It takes each norm and record to whoever decides its form, sets conflicts between norms on top, and answers the case's
questions on norms (`lapsed`, `broken`). A norm that is asked about while it is being decided is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, evolve, field

from ruledsl.engine.acts import decide_acts
from ruledsl.engine.answers import Truth, any_of, merged
from ruledsl.engine.bench import Bench, Decision, Instance
from ruledsl.engine.case import Case
from ruledsl.engine.findings import Finding, is_past, resting
from ruledsl.engine.frequencies import decide_frequency
from ruledsl.engine.instances import obligations, subjects
from ruledsl.engine.instants import compare
from ruledsl.engine.norm_index import NormIndex
from ruledsl.engine.obligations import decide_obligation
from ruledsl.engine.order import conflicts
from ruledsl.engine.point import END_OF_DAY, Point, start_of
from ruledsl.engine.verdicts import FactUsed, Status
from ruledsl.norms.model import Form, Norm

Key = tuple[str, str | None]


@define
class Docket:
    """The decisions of one case, by norm id and record (None: a frequency's, over all records)."""

    bench: Bench
    _decided: dict[Key, Sequence[Decision]] = field(factory=dict)
    _undisputed: dict[Key, Sequence[Decision]] = field(factory=dict)
    _in_hand: set[Key] = field(factory=set)
    _subjects: dict[str, dict[str, None]] = field(factory=dict)

    @classmethod
    def open(cls, case: Case) -> Docket:
        """A docket for a case, which from then on asks it about norms."""
        docket = cls(Bench(case, NormIndex.of(case.ruleset)))
        docket.bench.decided = docket.on
        docket.bench.undisputed = docket.undisputed_on
        case.oracle = docket
        return docket

    # ------------------------------------------------------------------------------------------ decisions

    def all_on(self, norm_id: str) -> list[Decision]:
        """Every decision on a norm, in the order of its records."""
        versions = self.bench.norms.versions[norm_id]
        if versions[0].form is Form.FREQUENCY:
            return list(self._frequency(norm_id))
        return [decision for record in self._subjects_of(norm_id) for decision in self.on(norm_id, record)]

    def on(self, norm_id: str, record: str | None) -> Sequence[Decision]:
        """The decisions on a norm for one record."""
        key = (norm_id, record)
        if key not in self._decided:
            undisputed = self.undisputed_on(norm_id, record)
            if key in self._in_hand:
                return undisputed
            self._in_hand.add(key)
            try:
                self._decided[key] = [self._disputed(decision) for decision in undisputed]
            finally:
                self._in_hand.discard(key)
        return self._decided[key]

    def undisputed_on(self, norm_id: str, record: str | None) -> Sequence[Decision]:
        """The decisions on a norm for one record, conflicts with other norms left out of account."""
        key = (norm_id, record)
        if key not in self._undisputed:
            hand = (f"{norm_id} undisputed", record)
            if hand in self._in_hand:
                return [self._going_round(norm_id, record)]
            self._in_hand.add(hand)
            try:
                with self.bench.case.effort.deciding(self._first(norm_id)):
                    self._undisputed[key] = self._decide(norm_id, record)
            finally:
                self._in_hand.discard(hand)
        return self._undisputed[key]

    def _going_round(self, norm_id: str, record: str | None) -> Decision:
        norm = self.bench.norms.versions[norm_id][0]
        possible = (Status.SATISFIED, Status.VIOLATED, Status.NOT_APPLICABLE)
        finding = Finding(Status.UNDETERMINED, "unknown_fact", possible=possible, missing=(f"verdict of {norm_id}",))
        from ruledsl.engine.answers import Env

        return Decision(Instance(norm, record, Env()), finding)

    def _decide(self, norm_id: str, record: str | None) -> Sequence[Decision]:
        versions = self.bench.norms.versions.get(norm_id, [])
        if not versions:
            return ()
        match versions[0].form:
            case Form.FREQUENCY:
                return [d for d in self._frequency(norm_id) if _speaks_of(d, record)]
            case Form.OBLIGATION:
                if record is None or record not in self._subjects_of(norm_id):
                    return ()
                return self._obligation(versions, record)
            case Form.PROHIBITION | Form.EXCLUSIVE_POWER:
                if record is None or record not in self._subjects_of(norm_id):
                    return ()
                return decide_acts(self.bench, versions, record)
            case Form.PERMISSION | Form.SUBSTITUTION | Form.AUTHORISATION | Form.DEEMING:
                return ()

    def _obligation(self, versions: Sequence[Norm], record: str) -> list[Decision]:
        """The decisions of all versions; one that was not in force is only told of where no other speaks."""
        found: list[Decision] = []
        for version in versions:
            for one in obligations(self.bench, version, record):
                if isinstance(one, Instance):
                    one = Decision(one, decide_obligation(self.bench, one))
                found.append(one)
        in_force = [d for d in found if d.finding.why != "not_in_force"]
        if len(versions) > 1:
            arisen = [d for d in in_force if d.instance.arisings]
            return arisen or in_force[:1] or found[:1]
        return in_force or found[:1]

    def _frequency(self, norm_id: str) -> Sequence[Decision]:
        key = (norm_id, None)
        if key not in self._decided:
            with self.bench.case.effort.deciding(self._first(norm_id)):
                self._decided[key] = decide_frequency(self.bench, self.bench.norms.versions[norm_id])
        return self._decided[key]

    def _first(self, norm_id: str) -> Norm | None:
        return next(iter(self.bench.norms.versions.get(norm_id, ())), None)

    def _subjects_of(self, norm_id: str) -> dict[str, None]:
        if norm_id not in self._subjects:
            versions = self.bench.norms.versions[norm_id]
            self._subjects[norm_id] = dict.fromkeys(
                record for version in versions for record in subjects(self.bench, version)
            )
        return self._subjects[norm_id]

    # ------------------------------------------------------------------------------------------ conflicts

    def _disputed(self, decision: Decision) -> Decision:
        """The decision, undetermined where the norm is in conflict with another from before it was decided."""
        finding, instance = decision.finding, decision.instance
        if finding.status in (Status.NOT_APPLICABLE, Status.UNDETERMINED) or not instance.arisings:
            return decision
        if finding.status is Status.EXCUSED:
            return decision
        upto = finding.at if finding.final and finding.at is not None else self.bench.now
        found = [c for c in conflicts(self.bench, instance, upto) if not finding.final or compare(c.since, upto) == -1]
        if not found:
            return decision
        possible = (Status.SATISFIED, Status.VIOLATED)
        disputed = Finding(
            Status.UNDETERMINED,
            "conflict",
            due=finding.due,
            answers=finding.answers,
            reckonings=finding.reckonings,
            consulted=finding.consulted,
            possible=possible,
            missing=tuple(f"order between {instance.norm.id} and {c.norm.id}" for c in found),
            conflicts_with=tuple(c.norm.id for c in found),
            breach=finding.breach,
        )
        return evolve(decision, finding=resting(disputed, *(c.truth for c in found)))

    # ------------------------------------------------------------------------------------------ what the case asks

    def lapsed(self, norm_id: str, record: str, point: Point, key: tuple[str, ...]) -> Truth:
        """Whether a norm's limit has passed unmet before an instant."""
        return self._any(norm_id, record, point, key, lapsed=True)

    def broken(self, norm_id: str, record: str, point: Point, key: tuple[str, ...]) -> Truth:
        """Whether a norm is violated by an instant."""
        return self._any(norm_id, record, point, key, lapsed=False)

    def changes(self, norm_id: str, record: str) -> Iterator[Point]:
        """The instants from which it may have lapsed or be broken."""
        for decision in self.on(norm_id, record):
            breach = decision.finding.breach
            if breach is not None:
                for point in (breach.point, breach.lapses):
                    if point is not None:
                        yield _next(point)

    def _any(self, norm_id: str, record: str, point: Point, key: tuple[str, ...], *, lapsed: bool) -> Truth:
        answers = [
            self._answer(norm_id, record, decision, point, lapsed=lapsed)
            for decision in self.on(norm_id, record)
            if not key or decision.instance.key[: len(key)] == key
        ]
        return any_of(answers) if answers else Truth(False, (FactUsed("norm", record, norm_id, "not broken"),))

    def _answer(self, norm_id: str, record: str, decision: Decision, point: Point, *, lapsed: bool) -> Truth:
        finding = decision.finding
        breach = finding.breach
        facts = merged(*(answer.facts for answer in finding.answers), *(c.facts for c in finding.consulted))
        word = "lapsed" if lapsed else "broken"
        instant = None if breach is None else breach.lapses if lapsed else breach.point
        if finding.status is Status.UNDETERMINED and finding.missing and breach is None and finding.may_be_broken:
            return Truth(None, facts, merged((f"verdict of {norm_id}",), finding.missing))
        if breach is None or instant is None or not finding.may_be_broken or not is_past(instant, point):
            return Truth(False, (FactUsed("norm", record, norm_id, f"not {word}", day=point.day), *facts))
        fact = FactUsed("norm", record, norm_id, word, day=breach.day)
        used = merged(*(answer.used for answer in finding.answers))
        if finding.status is Status.VIOLATED:
            return Truth(True, (fact, *facts), used=used)
        return Truth(None, facts, merged((f"verdict of {norm_id}",), finding.missing), used=used)


def _speaks_of(decision: Decision, record: str | None) -> bool:
    """Whether a frequency's decision is one on a record: its own, a member's, that of the event too many; a shortfall
    over all records is one on each of them."""
    instance, act = decision.instance, decision.finding.act
    if record is None or instance.record == record or record in instance.key:
        return True
    if instance.record is not None or (instance.key and act is None):
        return False
    return act is None or act.record == record


def _next(point: Point) -> Point:
    """The first instant after a breach."""
    if point.second == END_OF_DAY:
        return start_of(point.day + 1)
    return point.after() if point.seq >= 0 else point
