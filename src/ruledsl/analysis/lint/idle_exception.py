"""RD671: an exception that can never apply."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.edits import modifier_removed
from ruledsl.analysis.facts import base_limit
from ruledsl.analysis.possible import can_hold
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import And
from ruledsl.norms.model import Form, LimitForm, Norm


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms:
        if norm.unless is None:
            continue
        if not can_hold(norm.unless, unit.vocabulary):
            why = "its parts shut each other out"
        elif (
            norm.when is not None
            and _same_instant(norm)
            and not can_hold(And((norm.when, norm.unless)), unit.vocabulary)
        ):
            why = "the clause's `when` shuts it out"
        else:
            continue
        yield Finding(
            f"this exception can never apply: {why}",
            unit.part(norm, "unless"),
            "take it out, or check which values were meant",
            modifier_removed(unit, norm, "unless"),
        )


def _same_instant(norm: Norm) -> bool:
    """Whether `when` and `unless` are read at one instant, so that the one can shut the other out."""
    if norm.form in (Form.PROHIBITION, Form.EXCLUSIVE_POWER) and norm.window is None:
        return True
    limit = base_limit(norm.window)
    return norm.form is Form.OBLIGATION and (
        norm.window is None or (limit is not None and limit.form is LimitForm.BEFORE)
    )


RULE = Rule(
    "RD671",
    "idle-exception",
    WARNING,
    "An `unless` can never hold, by itself or together with the clause's `when`.",
    "It excuses nobody, and a reader believes that it does.",
    "sign: request requires signed before answered when urgency = urgent unless urgency = ordinary\n",
    "sign: request requires signed before answered when urgency = urgent unless complex\n",
    find,
    unsafely_fixable=True,
)
