"""Effort: how much one evaluation may still ask, so that no case takes for ever.

Handed the ruleset and the scenario, `Effort` allows so many steps for each of their parts, and is told of each step.
When they are used up it raises `InputError` (RD540): a case is judged whole or not at all, and no verdict is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from attrs import define, field

from ruledsl.diagnostics import Diagnostics, InputError
from ruledsl.norms.model import Norm, Ruleset
from ruledsl.world.scenario import Scenario

STEPS: Final = 4_000_000
"""Steps that every case may take. A step is a condition asked at an instant, or a party compared with another."""

STEPS_A_PART: Final = 10_000
"""Steps more for each clause, record, entry, state and so on."""

A_PERIOD: Final = 40
"""Steps that a period takes which makes a verdict: so that of 100,000 verdicts at most none rests on any entry."""


@define
class Effort:
    """The steps that are left. `about`: the norm that is being decided."""

    left: int
    allowed: int
    scenario: Scenario
    about: Norm | None = field(default=None)

    @classmethod
    def on(cls, ruleset: Ruleset, scenario: Scenario) -> Effort:
        """What an evaluation of this scenario under this ruleset may take."""
        parts = len(ruleset.norms) + len(scenario.records) + len(scenario.persons) + len(scenario.holdings)
        parts += len(scenario.events) + len(scenario.values) + len(scenario.judgements) + len(scenario.states)
        allowed = STEPS + STEPS_A_PART * parts
        return cls(allowed, allowed, scenario)

    def spend(self, steps: int = 1) -> None:
        """Take so many steps. Raises InputError where there are none left."""
        self.left -= steps
        if self.left < 0:
            raise self._refused(f"takes more than {self.allowed:,} steps")

    def too_deep(self) -> InputError:
        """What to raise where one thing rests on too many others in a row."""
        return self._refused("rests on too many others, each on the next")

    @contextmanager
    def deciding(self, norm: Norm | None) -> Iterator[None]:
        """Meanwhile it is this norm that is being decided."""
        before, self.about = self.about, norm
        yield
        self.about = before

    def _refused(self, why: str) -> InputError:
        diagnostics = Diagnostics()
        what = "this case" if self.about is None else f"{self.about.id} in this case"
        diagnostics.error(
            "RD540",
            f"to judge {what} {why}; no verdict is given",
            self.scenario.span if self.about is None else self.about.span,
            "say less at once: fewer `every` and `some` within each other, a trigger that comes less often, a later"
            " first day of the log or the ruleset, fewer records in a scenario",
        )
        return InputError(diagnostics)
