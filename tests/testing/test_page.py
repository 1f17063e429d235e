"""The page about property testing shows the rules of its example and names all there is; `test_docs` runs its code."""

from __future__ import annotations

import re
from pathlib import Path

from ruledsl import testing

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "property-testing.md").read_text(encoding="utf-8")


def test_the_rules_on_the_page_are_those_of_its_example() -> None:
    (block,) = re.findall(r"^```rules\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert block == (DOCS / "property-testing" / "desk.rules").read_text(encoding="utf-8")


def test_the_page_names_every_strategy_there_is() -> None:
    strategies = {"dates", "rulesets", "scenarios", "vocabularies", "worlds", "wrong_rules", "wrong_scenarios"}
    assert strategies <= set(testing.__all__)
    assert strategies <= set(re.findall(r"`(\w+)\(", PAGE))
