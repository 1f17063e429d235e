"""Engine and reference agree on the scenarios of the bundled rulesets too, on every norm that the reference covers.

A share of the days is compared here; `python -m tests.reference --rules FOLDER` compares all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .agreeing import Tally
from .real import differences

RULESETS = Path(__file__).parents[2] / "rulesets"
ONE_IN = 9


@pytest.mark.parametrize("name", ["taian"])
def test_the_engine_agrees_with_the_reference_on_a_real_ruleset(name: str) -> None:
    tally = Tally()
    found = differences(RULESETS / name, tally, ONE_IN)
    assert not found, "\n".join(map(str, found))
    assert tally.statuses.total() > 1000
    assert tally.left_out.total() < tally.asked["norms"] / 4
