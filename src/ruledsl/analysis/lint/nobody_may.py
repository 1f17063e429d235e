"""RD686: an act that two clauses leave to different parties, so that in some cases nobody may do it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ruledsl.analysis.facts import in_force_together, is_strict, unrelated
from ruledsl.analysis.possible import can_hold
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.tables import Ranks, columns, covers, is_lasting, met_at, same_subject, together, value_text
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.expressions import FieldOf
from ruledsl.norms.model import Form, Norm


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    powers: dict[str, list[Norm]] = {}
    for norm in unit.norms:
        if norm.form is Form.EXCLUSIVE_POWER and norm.event is not None and _is_certain(norm):
            powers.setdefault(norm.event.event, []).append(norm)
    ranks: Ranks | None = None
    for norms in powers.values():
        for first, second in combinations(norms, 2):
            if not _disjoint(first, second, unit) or not can_hold(together(first, second), unit.vocabulary):
                continue
            ranks = ranks or Ranks(unit.ruleset)
            if ranks.decide(first, second) or {first.id, second.id} & ranks.lifted:
                continue
            assert first.event is not None
            yield Finding(
                f"{local(first.id)} leaves '{first.event.event}' to others than this, so {_where(first, second, unit)}"
                " nobody may do it",
                unit.head(second),
                "let each case fall under one of them, or say which prevails with `overrides`",
                related=((local(first.id), first.span),),
            )


def _is_certain(norm: Norm) -> bool:
    """Whether a power is bound to parties by what no act changes."""
    lasting = is_lasting(norm.when) and is_lasting(norm.unless)
    return lasting and norm.only_by is not None and is_strict(norm) and not norm.for_each


def _disjoint(first: Norm, second: Norm, unit: Unit) -> bool:
    """Whether two powers over one act have no party in common."""
    if first.event is None or second.event is None or first.only_by is None or second.only_by is None:
        return False
    vocabulary = unit.vocabulary
    if not covers(first.event, second.event, vocabulary) and not covers(second.event, first.event, vocabulary):
        return False
    if not same_subject(first, second, vocabulary) or not in_force_together(first, second):
        return False
    return all(unrelated(one, other, vocabulary) for one in first.only_by.parties for other in second.only_by.parties)


def _where(first: Norm, second: Norm, unit: Unit) -> str:
    mine, other = columns(first.when), columns(second.when)
    for item in mine:
        if item in other and isinstance(item, FieldOf):
            for point in met_at(together(first, second), item, unit.vocabulary, [*mine[item], *other[item]]):
                return f"where {item.field} = {value_text(point.value)}"
    return "where the conditions of both hold"


RULE = Rule(
    "RD686",
    "nobody-may",
    WARNING,
    "Two clauses leave one act to different parties alone, and some cases fall under both.",
    "In such a case nobody may do it. (Where every case of one falls under the other, it is an error: RD414.)",
    "money: request permits signed only by mayor when needs_money\n"
    "urgent: request permits signed only by secretary_general when urgency = urgent\n",
    "money: request permits signed only by mayor when needs_money\n"
    "urgent: request permits signed only by secretary_general when urgency = urgent and not needs_money\n",
    find,
)
