"""What the trials of mutants come to: noticed, unnoticed and explained, and the score.

Handed mutants, their trials and the marks in the rules, `scored` hands on a `Score`, which reports show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from ruledsl.norms.model import Ruleset
from ruledsl.trials.mutants import Mutant
from ruledsl.trials.mutation import Outcome, Trial
from ruledsl.trials.mutation_marks import BadMark, Mark, bad_marks


@frozen
class Tried:
    """A mutant and what became of it. `mark`: what explains that it goes unnoticed."""

    mutant: Mutant
    trial: Trial
    mark: Mark | None = None


@frozen
class Tally:
    """How many mutants were noticed, went unnoticed, are explained, and were stillborn."""

    noticed: int = 0
    unnoticed: int = 0
    explained: int = 0
    stillborn: int = 0

    @property
    def counted(self) -> int:
        """Those that the score is made of: the noticed and the unnoticed that nothing explains."""
        return self.noticed + self.unnoticed

    @property
    def percent(self) -> float:
        """The noticed among the counted, in percent; 100 if none is counted."""
        return 100.0 * self.noticed / self.counted if self.counted else 100.0


@frozen
class Score:
    """A run. `all`: how many mutants there are of what was asked for; `tried`: those that were tried. `unmet`: how many
    lines are not met by the ruleset as it is, and so notice nothing unless they come to be met."""

    ruleset: Ruleset = field(repr=False)
    all: int
    tried: tuple[Tried, ...]
    bad: tuple[BadMark, ...] = ()
    unmet: int = 0

    @property
    def total(self) -> Tally:
        return tally(self.tried)

    @property
    def survivors(self) -> tuple[Tried, ...]:
        """The unnoticed that nothing explains, in the order of the text."""
        return tuple(each for each in self.tried if each.trial.outcome is Outcome.UNNOTICED and each.mark is None)

    @property
    def explained(self) -> tuple[Tried, ...]:
        """The unnoticed that a mark explains."""
        return tuple(each for each in self.tried if each.trial.outcome is Outcome.UNNOTICED and each.mark is not None)

    def by_operator(self) -> dict[str, Tally]:
        """The tallies by operator, in the order of the table."""
        from ruledsl.trials.mutants import OPERATORS

        made = {each.mutant.operator for each in self.tried}
        return {
            operator.name: tally(each for each in self.tried if each.mutant.operator == operator.name)
            for operator in OPERATORS
            if operator.name in made
        }

    def by_chapter(self) -> dict[str | None, Tally]:
        """The tallies by the number of the chapter (None: outside any), in the order of the text."""
        chapter_of = {article.number: article.chapter for article in self.ruleset.articles}
        of = [chapter_of.get(self.ruleset.norms[each.mutant.place].article) for each in self.tried]
        pairs = list(zip(of, self.tried, strict=True))
        return {name: tally(each for own, each in pairs if own == name) for name in dict.fromkeys(of)}


def tally(tried: Iterable[Tried]) -> Tally:
    noticed = unnoticed = explained = stillborn = 0
    for each in tried:
        match each.trial.outcome:
            case Outcome.NOTICED:
                noticed += 1
            case Outcome.UNNOTICED if each.mark is None:
                unnoticed += 1
            case Outcome.UNNOTICED:
                explained += 1
            case Outcome.STILLBORN:
                stillborn += 1
    return Tally(noticed, unnoticed, explained, stillborn)


def scored(
    ruleset: Ruleset,
    mutants: Sequence[Mutant],
    trials: Sequence[Trial],
    marks: Sequence[Mark],
    all: int,
    unmet: int = 0,
) -> Score:
    """The score of mutants and their trials, in one order; `all`: how many there are, of which these are a sample."""
    tried: list[Tried] = []
    for mutant, trial in zip(mutants, trials, strict=True):
        mark = next((mark for mark in marks if mark.reason and mark.speaks_of(mutant)), None)
        tried.append(Tried(mutant, trial, mark if trial.outcome is Outcome.UNNOTICED else None))
    unnoticed = [each.mutant for each in tried if each.trial.outcome is Outcome.UNNOTICED]
    bad = bad_marks(marks, mutants, unnoticed, whole=len(mutants) == all)
    return Score(ruleset, all, tuple(tried), tuple(bad), unmet)
