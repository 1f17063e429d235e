"""Worlds: a ruleset, a scenario for it and the days to look at, for laws that hold of every ruleset.

Handed nothing, or a vocabulary, it hands on the strategy of worlds.
"""

from __future__ import annotations

from hypothesis import strategies as st

from ruledsl import api
from ruledsl.testing.rulesets import rulesets
from ruledsl.testing.scenarios import scenarios
from ruledsl.testing.written import World, WrittenRuleset, WrittenVocabulary
from ruledsl.world.vocabulary import Vocabulary


def worlds(vocabulary: WrittenVocabulary | Vocabulary | api.Ruleset | None = None) -> st.SearchStrategy[World]:
    """A drawn ruleset, a scenario for it and the days of its `as of` lines.

    `vocabulary`: as for `rulesets`. Shows as the text of a `.rules` and of a `.scenario` file.
    """
    return rulesets(vocabulary).flatmap(_world)


def _world(rules: WrittenRuleset) -> st.SearchStrategy[World]:
    return scenarios(rules).map(lambda scenario: World(rules, scenario))
