"""RD690: a suppression that hides nothing. `ruledsl.analysis.linting` decides it after all other rules."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    """Nothing by itself: what is suppressed is known only at the end."""
    return iter(())


RULE = Rule(
    "RD690",
    "unused-suppression",
    WARNING,
    "A suppression names a rule that finds nothing there.",
    "It hides the next finding that does come up there, and its reason speaks of something that is no longer so.",
    "-- ruledsl: ignore RD630 because the source says it twice\n"
    "reply: request requires answered within 20 days of submitted\n",
    "reply: request requires answered within 20 days of submitted\n",
    find,
    Needs.TEXT,
    fixable=True,
)
