"""What scenarios show of a ruleset: for each clause, which of kept, broken, pending, excused and undetermined its
instances came to on the days that the scenarios ask about.

Handed a ruleset and the runs of its scenarios, it hands on plain data by article and clause. It decides nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from ruledsl.engine.verdicts import Status
from ruledsl.norms.model import Form, Norm, Ruleset
from ruledsl.source import Span
from ruledsl.trials.run import FileRun, ScenarioRun
from ruledsl.world.vocabulary import Label


class Group(StrEnum):
    """What a clause can be shown to be."""

    KEPT = "kept"
    BROKEN = "broken"
    PENDING = "pending"
    EXCUSED = "excused"
    UNDETERMINED = "undetermined"


GROUPS: Final[Mapping[Status, Group | None]] = {
    Status.SATISFIED: Group.KEPT,
    Status.VIOLATED: Group.BROKEN,
    Status.PENDING: Group.PENDING,
    Status.EXCUSED: Group.EXCUSED,
    Status.UNDETERMINED: Group.UNDETERMINED,
    Status.NOT_APPLICABLE: None,
}
"""The group that each verdict counts for; a clause that does not apply is not shown to be anything."""

BOTH: Final = frozenset({Group.KEPT, Group.BROKEN})
"""What proves a clause: with both, it is neither never broken nor always."""


@frozen
class Shown:
    """A scenario that shows something: its title and where it stands."""

    title: str
    span: Span


@frozen
class ClauseCoverage:
    """A clause: all versions of a norm with one id.

    `reached`: what it came to, and in which scenarios. `expected`: what a line that is met expects of it by a verdict.
    `used`: whether a verdict, or an act that was asked about, rested on it; so are shown the clauses that cannot be
    broken (not `breakable`): permissions, substitutions, authorisations and deemings.
    """

    id: str
    article: str
    form: Form
    breakable: bool
    text: str
    span: Span
    reached: Mapping[Group, tuple[Shown, ...]] = field(factory=dict)
    expected: frozenset[Group] = frozenset()
    used: bool = False

    @property
    def local_id(self) -> str:
        return self.id.partition(":")[2]

    @property
    def covered(self) -> bool:
        """Whether scenarios reach it both kept and broken."""
        return self.breakable and self.reached.keys() >= BOTH

    @property
    def proved(self) -> bool:
        """Whether lines expect it both kept and broken, and are met."""
        return self.breakable and self.expected >= BOTH

    @property
    def missing(self) -> tuple[Group, ...]:
        """Of kept and broken what no scenario reaches; nothing for a clause that cannot be broken."""
        if not self.breakable:
            return ()
        return tuple(group for group in (Group.KEPT, Group.BROKEN) if group not in self.reached)


@frozen
class Tally:
    """Clauses counted. `breakable` of them can be broken; of those `reached` come to each group, `covered` to kept and
    broken, and `proved` are expected to be both. `others` cannot be broken; `used` of those are rested on."""

    breakable: int
    reached: Mapping[Group, int]
    covered: int
    proved: int
    others: int
    used: int

    @property
    def percent(self) -> Fraction:
        """The covered among the breakable, exactly; 100 if there is nothing to cover."""
        return Fraction(100 * self.covered, self.breakable) if self.breakable else Fraction(100)


@frozen
class ArticleCoverage:
    """An article with norms, and its clauses in the order of the text."""

    number: str
    title: Label
    clauses: tuple[ClauseCoverage, ...]

    @property
    def tally(self) -> Tally:
        return tally(self.clauses)


@frozen
class Coverage:
    """What scenarios show of a ruleset, by article. `scenarios`: how many were run."""

    ruleset: Ruleset = field(repr=False)
    scenarios: int
    articles: tuple[ArticleCoverage, ...]

    @property
    def clauses(self) -> tuple[ClauseCoverage, ...]:
        """All clauses, in the order of the articles."""
        return tuple(clause for article in self.articles for clause in article.clauses)

    @property
    def tally(self) -> Tally:
        return tally(self.clauses)


def coverage_of(ruleset: Ruleset, runs: Iterable[ScenarioRun]) -> Coverage:
    """The coverage of a ruleset by the runs of its scenarios.

    What counts is every verdict on every instance at every day that a scenario asks about (`as of`), or at the end of
    its log if it asks about none; whether a line expects it is counted apart.
    """
    reached: dict[str, dict[Group, dict[Shown, None]]] = {}
    expected: dict[str, set[Group]] = {}
    used: set[str] = set()
    scenarios = 0
    for run in runs:
        scenarios += 1
        shown = Shown(run.title, run.span)
        for id, groups in groups_of(run).items():
            for group in groups:
                reached.setdefault(id, {}).setdefault(group, {})[shown] = None
        for id, group in _expected(run):
            expected.setdefault(id, set()).add(group)
        for day in run.days:
            used |= day.used
    clauses: dict[str, list[ClauseCoverage]] = {}
    for norm in _each_once(ruleset.norms):
        found = reached.get(norm.id, {})
        clause = ClauseCoverage(
            norm.id,
            norm.article,
            norm.form,
            norm.breakable,
            norm.text,
            norm.span,
            {group: tuple(found[group]) for group in Group if group in found},
            frozenset(expected.get(norm.id, ())),
            norm.id in used,
        )
        clauses.setdefault(norm.article, []).append(clause)
    titles = {article.number: article.title for article in ruleset.articles}
    numbers = dict.fromkeys((*(number for number in titles if number in clauses), *clauses))
    articles = tuple(
        ArticleCoverage(number, titles.get(number, Label(number, number)), tuple(clauses[number])) for number in numbers
    )
    return Coverage(ruleset, scenarios, articles)


def groups_of(run: ScenarioRun) -> dict[str, frozenset[Group]]:
    """For each norm that a scenario reaches, what it came to on the scenario's days."""
    found: dict[str, set[Group]] = {}
    for day in run.days:
        for norm, statuses in day.reached.items():
            groups = {group for status in statuses if (group := GROUPS[status]) is not None}
            if groups:
                found.setdefault(norm, set()).update(groups)
    return {norm: frozenset(groups) for norm, groups in found.items()}


def tally(clauses: Iterable[ClauseCoverage]) -> Tally:
    """Clauses counted."""
    clauses = tuple(clauses)
    breakable = [clause for clause in clauses if clause.breakable]
    others = [clause for clause in clauses if not clause.breakable]
    return Tally(
        len(breakable),
        {group: sum(group in clause.reached for clause in breakable) for group in Group},
        sum(clause.covered for clause in breakable),
        sum(clause.proved for clause in breakable),
        len(others),
        sum(clause.used for clause in others),
    )


def _expected(run: ScenarioRun) -> Iterator[tuple[str, Group]]:
    """The norms and groups that lines expect by a verdict, and that came out so."""
    for result in run.results:
        line = result.expectation
        if result.ok and line.form in ("verdict", "only") and line.verdict is not None:
            group = GROUPS[Status(line.verdict)]
            if group is not None:
                yield from ((norm, group) for norm in line.norms)


def _each_once(norms: Iterable[Norm]) -> Iterator[Norm]:
    """The norms, of several versions of one the first."""
    seen: set[str] = set()
    for norm in norms:
        if norm.id not in seen:
            seen.add(norm.id)
            yield norm


def coverages(runs: Iterable[FileRun]) -> list[Coverage]:
    """The coverage of each ruleset that has scenarios among the runs, in the order of its first file."""
    rulesets: dict[str, Ruleset] = {}
    scenarios: dict[str, list[ScenarioRun]] = {}
    for run in runs:
        if run.place is not None and run.ruleset is not None:
            place = os.path.realpath(run.place)
            rulesets.setdefault(place, run.ruleset)
            scenarios.setdefault(place, []).extend(run.scenarios)
    return [coverage_of(ruleset, scenarios[place]) for place, ruleset in rulesets.items()]
