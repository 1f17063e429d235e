"""Property tests of your own system against your own rules: strategies of dates, rulesets and scenarios for hypothesis.

    from hypothesis import given
    import ruledsl
    from ruledsl.testing import scenarios

    rules = ruledsl.load("my_rules")

    @given(scenarios(rules))
    def test_my_system_agrees(case):
        assert my_system.breaches(case) == rules.evaluate(case).breaches

Needs hypothesis: `pip install 'ruledsl[testing]'`. See docs/property-testing.md.
"""

try:
    import hypothesis as _hypothesis  # noqa: F401
except ModuleNotFoundError as error:
    if error.name != "hypothesis":
        raise
    raise ModuleNotFoundError(
        "ruledsl.testing needs hypothesis: pip install 'ruledsl[testing]'", name="hypothesis"
    ) from None

from ruledsl.testing.days import dates
from ruledsl.testing.faults import wrong_rules, wrong_scenarios
from ruledsl.testing.rulesets import rulesets
from ruledsl.testing.scenario_text import scenario_text
from ruledsl.testing.scenarios import scenarios
from ruledsl.testing.vocabularies import vocabularies, vocabulary_text
from ruledsl.testing.worlds import worlds
from ruledsl.testing.written import (
    Fault,
    World,
    WrittenRuleset,
    WrittenScenario,
    WrittenVocabulary,
    WrongRules,
    WrongScenario,
)

__all__ = [
    "Fault",
    "World",
    "WrittenRuleset",
    "WrittenScenario",
    "WrittenVocabulary",
    "WrongRules",
    "WrongScenario",
    "dates",
    "rulesets",
    "scenario_text",
    "scenarios",
    "vocabularies",
    "vocabulary_text",
    "worlds",
    "wrong_rules",
    "wrong_scenarios",
]
