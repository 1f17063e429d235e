"""What the strategies hand out: rulesets, scenarios and worlds that print as text.

A `WrittenRuleset` is a `ruledsl.Ruleset`, a `WrittenScenario` a `ruledsl.Scenario`: all that takes the one takes the
other. In a failing example hypothesis shows the text, which can be saved to a file and run from there.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import field, frozen

from ruledsl import api
from ruledsl.testing.scenario_text import scenario_text


class _Shown:
    """Shown as its text, also by hypothesis."""

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))


@frozen(repr=False)
class WrittenVocabulary(_Shown):
    """A vocabulary and its `text`, a section of a `.rules` file. `name` is what `uses` calls it."""

    name: str
    text: str
    vocabulary: Any = field(repr=False)

    def __repr__(self) -> str:
        return f"\n{self.text}"


@frozen(repr=False)
class WrittenRuleset(api.Ruleset, _Shown):
    """A ruleset and its `text`: a whole `.rules` file, its vocabulary first."""

    text: str = field(kw_only=True)

    def __repr__(self) -> str:
        return f"\n{self.text}"


@frozen(repr=False)
class WrittenScenario(api.Scenario, _Shown):
    """A scenario; `aims` are the ids of the norms that it was drawn to bring to a decision."""

    aims: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The scenario as a section of a `.scenario` file."""
        return scenario_text(self.data)

    def __repr__(self) -> str:
        return f"\n{self.text}"


@frozen(repr=False)
class World(_Shown):
    """A ruleset, a scenario for it and the days to look at: the dates of the scenario's `as of` lines."""

    ruleset: WrittenRuleset
    scenario: WrittenScenario

    @property
    def days(self) -> tuple[date, ...]:
        return self.scenario.dates

    def __repr__(self) -> str:
        return f"\n{self.ruleset.text}\n{self.scenario.text}"


@frozen
class Fault:
    """One planted fault. `what`: in words. `line`: the line (from 1) at which the diagnostic is to stand. `code`: its
    code."""

    what: str
    line: int
    code: str


@frozen(repr=False)
class WrongRules(_Shown):
    """The text of a `.rules` file with one fault in it."""

    text: str
    fault: Fault

    def __repr__(self) -> str:
        return f"\n{self.text}-- planted: {self.fault}"


@frozen(repr=False)
class WrongScenario(_Shown):
    """The text of a `.scenario` file with one fault in it."""

    text: str
    fault: Fault

    def __repr__(self) -> str:
        return f"\n{self.text}-- planted: {self.fault}"
