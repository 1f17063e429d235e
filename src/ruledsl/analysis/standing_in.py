"""Who stands in for whom, as the clauses say it. Handed a unit, this module hands on its successions: who, for whom, in
which acts, while what; for rules about gaps, circles and double substitutes.
"""

from __future__ import annotations

from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import EventPattern
from ruledsl.norms.model import Form, Norm


def successions(unit: Unit) -> list[Norm]:
    """The `acts for` clauses."""
    return [norm for norm in unit.norms if norm.form is Form.SUBSTITUTION]


def share_acts(first: Norm, second: Norm, unit: Unit) -> bool:
    """Whether two substitutions reach a common act."""
    if not (first.acts or first.for_norms) or not (second.acts or second.for_norms):
        return True
    if set(first.for_norms) & set(second.for_norms):
        return True
    vocabulary = unit.vocabulary
    return any(
        event == other_event and (vocabulary.is_kind(kind, other) or vocabulary.is_kind(other, kind))
        for kind, event in first.acts
        for other, other_event in second.acts
    )


def covers_act(norm: Norm, act: EventPattern, unit: Unit) -> bool:
    """Whether a substitution reaches an act."""
    if not norm.acts and not norm.for_norms:
        return True
    return any(
        event == act.event and (unit.vocabulary.is_kind(act.kind, kind) or unit.vocabulary.is_kind(kind, act.kind))
        for kind, event in norm.acts
    )
