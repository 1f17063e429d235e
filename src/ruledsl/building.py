"""Scenarios told by a program: the builder of `ruledsl.Scenario.builder`.

Handed a ruleset, it takes persons, records, events and the rest one after the other, and hands on a checked
`Scenario`. Kept apart from `ruledsl.api`, since reading scenarios from files does not need it.
"""

from __future__ import annotations

from ruledsl import api
from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.scenario_reader import terms_of
from ruledsl.world.builder import ScenarioBuilder


class Builder(ScenarioBuilder):
    """Builds a scenario step by step; see `ruledsl.world.builder.ScenarioBuilder` for what can be told."""

    def __init__(self, ruleset: api.Ruleset, title: str = "") -> None:
        self._found = Diagnostics()
        super().__init__(ruleset.compiled.vocabulary, **terms_of(ruleset.compiled), diagnostics=self._found)
        self.title(title)

    def build(self) -> api.Scenario:
        """The scenario. Raises InputError with all that is wrong with what was told."""
        made = self.finish()
        self._found.raise_if_errors()
        assert made is not None, "what cannot be made is recorded"
        return api.Scenario(made)
