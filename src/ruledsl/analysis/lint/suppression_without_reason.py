"""RD691: a suppression without a reason. `ruledsl.analysis.linting` decides it after all other rules."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    """Nothing by itself: what is suppressed is known only at the end."""
    return iter(())


RULE = Rule(
    "RD691",
    "suppression-without-reason",
    WARNING,
    "A suppression gives no reason after `because`.",
    "Somebody will have to decide again whether the finding matters. Without a reason nothing is suppressed.",
    "-- ruledsl: ignore RD605\nreply: request requires answered within 20 days of submitted  -- \n",
    "reply: request requires answered within 20 days of submitted\n",
    find,
    Needs.TEXT,
)
