"""The engine's verdicts are the reference's: norm, record, members, period, occurrence, verdict, *so far*, due date,
severity, and what an undetermined one leaves possible.

One test a part of the covered subset (see README.md). `ci` compares the same worlds in each run, `dev` and `deep`
others each time; a failure names the seed, and shows the least world in which the two still differ.
"""

from __future__ import annotations

from random import SystemRandom

import pytest
from hypothesis import settings

from .agreeing import Tally, disagreements, least
from .clauses import BESIDE, FORMS
from .worlds import world

PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **{form: ((form,), ()) for form in FORMS},
    **{each: (("free", "windowed", "power", "always", "forbidding"), (each,)) for each in BESIDE},
    "all together": (tuple(FORMS), ("substitutions", "consequences", "overriding")),
}
WORLDS = max(20, settings().max_examples // 2)
SEED = 0 if settings().derandomize else SystemRandom().randrange(10**9)


@pytest.mark.parametrize("part", PARTS)
def test_the_engine_agrees_with_the_reference(part: str) -> None:
    forms, beside = PARTS[part]
    for seed in range(SEED, SEED + WORLDS):
        found = disagreements(world(seed, forms, beside))
        if found:
            smallest = least(world(seed, forms, beside), found[0].sort)
            pytest.fail("\n".join([f"seed {seed}", str(smallest), *map(str, disagreements(smallest))]))


def test_what_is_compared_is_not_trivial() -> None:
    """Every verdict occurs in what is compared, and most of what is drawn is covered."""
    tally = Tally()
    for seed in range(60):
        disagreements(world(seed, tuple(FORMS)), tally)
    compared = tally.statuses.total()
    assert {"satisfied", "violated", "pending", "excused", "undetermined", "not_applicable"} <= set(tally.statuses)
    assert tally.trivial.total() < compared / 3
    assert tally.evaluations["nothing covered"] < tally.evaluations["compared"] / 10
    assert tally.left_out.total() < compared / 2
