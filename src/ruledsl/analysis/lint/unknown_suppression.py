"""RD692: a suppression of no rule. `ruledsl.analysis.linting` decides it after all other rules."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Needs, Rule
from ruledsl.analysis.unit import Unit


def find(unit: Unit) -> Iterator[Finding]:
    """Nothing by itself: what is suppressed is known only at the end."""
    return iter(())


RULE = Rule(
    "RD692",
    "unknown-suppression",
    WARNING,
    "A suppression names no rule, or one that does not exist.",
    "It suppresses nothing, and looks as if it did.",
    "-- ruledsl: ignore RD6300 because the source says it twice\n"
    "reply: request requires answered within 20 days of submitted\n",
    "reply: request requires answered within 20 days of submitted\n",
    find,
    Needs.TEXT,
)
