"""How much drawn cases decide: the mix of verdicts by form of norm, and the share that is decided trivially.

Handed rulesets with scenarios drawn for them, it evaluates each at its days and hands on counts. Trivial is a verdict
on a norm that never arose, or one that rests on nothing that was drawn: no event, value, state, role, judgement, plan,
nor such an event of another doer or time, which is why there is none that counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

import hypothesis
from attrs import define, field
from hypothesis import strategies as st

from ruledsl import api
from ruledsl.engine.verdicts import FactUsed, Status, Verdict
from ruledsl.norms.model import Form
from ruledsl.testing.written import WrittenScenario

T = TypeVar("T")

DRAWN = frozenset({"event", "field", "judgement", "state", "role", "plan", "value"})
"""The kinds of facts that a scenario must say for a verdict to rest on them."""


@define
class Mix:
    """Verdicts counted: of each form of norm how many of each status, and how many of them trivial."""

    scenarios: int = 0
    others: int = 0
    trivial_others: int = 0
    statuses: dict[Form, Counter[Status]] = field(factory=dict)
    trivial: Counter[Form] = field(factory=Counter)
    why_trivial: Counter[str] = field(factory=Counter)

    @property
    def verdicts(self) -> int:
        return sum(sum(counted.values()) for counted in self.statuses.values())

    @property
    def trivial_share(self) -> float:
        return sum(self.trivial.values()) / max(1, self.verdicts)

    def share(self, status: Status) -> float:
        """Of all verdicts, the share of one status."""
        return sum(counted[status] for counted in self.statuses.values()) / max(1, self.verdicts)

    def add(self, rules: api.Ruleset, scenario: WrittenScenario) -> None:
        """Count the verdicts of a scenario at each of its days, on the norms that it was aimed at; what else there is
        to decide about the same records is counted in `others` only."""
        self.scenarios += 1
        forms = {norm.id: norm.form for norm in rules.norms}
        aimed = set(scenario.aims)
        happened = frozenset((event.record, event.event) for event in scenario.data.events)
        for day in scenario.dates:
            for verdict in rules.evaluate(scenario, day).verdicts:
                if verdict.norm in aimed:
                    self._count(forms[verdict.norm], verdict, trivial(verdict, happened))
                else:
                    self.others += 1
                    self.trivial_others += bool(trivial(verdict, happened))

    def _count(self, form: Form, verdict: Verdict, reason: str) -> None:
        self.statuses.setdefault(form, Counter())[verdict.status] += 1
        if reason:
            self.trivial[form] += 1
            self.why_trivial[f"{form} {verdict.status}: {reason}"] += 1

    def lines(self) -> Iterator[str]:
        """The counts as a table in plain text."""
        names = [*Status]
        yield f"{'':17}" + "".join(f"{status.value[:13]:>14}" for status in names) + f"{'verdicts':>10}{'trivial':>9}"
        for form in sorted(self.statuses):
            yield self._row(str(form), self.statuses[form], self.trivial[form])
        total: Counter[Status] = Counter()
        for counted in self.statuses.values():
            total.update(counted)
        yield self._row("in all", total, sum(self.trivial.values()))

    @staticmethod
    def _row(name: str, counted: Counter[Status], trivial: int) -> str:
        number = sum(counted.values())
        shares = "".join(f"{100 * counted[status] / number:13.1f}%" for status in Status)
        return f"{name:17}{shares}{number:10}{100 * trivial / number:8.1f}%"


def never_arose(verdict: Verdict) -> bool:
    """Whether a verdict only says that there was nothing to decide: no record, or one on which the norm never arose."""
    return verdict.status is Status.NOT_APPLICABLE and (
        (verdict.record is None and verdict.period is None) or verdict.explanation.why == "not_arisen"
    )


def trivial(verdict: Verdict, happened: frozenset[tuple[str, str]] = frozenset()) -> str:
    """Why a verdict is trivial; empty if it is not. `happened`: the records and events of the scenario's log."""
    if never_arose(verdict):
        return "never arose"
    for fact in _facts(verdict):
        if fact.kind in DRAWN or (fact.kind == "no_event" and (fact.subject, fact.name) in happened):
            return ""
    return "rests on nothing drawn"


def _facts(verdict: Verdict) -> Iterable[FactUsed]:
    told = verdict.explanation
    yield from told.facts
    for consulted in told.consulted:
        yield from consulted.facts
    for count in told.counts:
        if count.anchor is not None:
            yield count.anchor


def draws(strategy: st.SearchStrategy[T], number: int, seed: int) -> list[T]:
    """So many examples of a strategy; the same seed gives the same ones."""
    found: list[T] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategy)
    def gather(example: T) -> None:
        found.append(example)

    gather()
    return found
