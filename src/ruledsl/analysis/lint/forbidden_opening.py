"""RD680: a prohibition of the event that opens its own record."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.facts import event_path
from ruledsl.analysis.rule import ERROR, Finding, Rule
from ruledsl.analysis.tables import Ranks
from ruledsl.analysis.unit import Unit
from ruledsl.norms.model import Form, Norm


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    ranks: Ranks | None = None
    for norm in unit.norms:
        if norm.form is not Form.PROHIBITION or norm.event is None or not _is_bare(norm):
            continue
        kind = norm.subject.kind
        if kind is None or unit.vocabulary.kinds[kind].is_party or norm.event.constraints:
            continue
        opens = unit.vocabulary.life(kind).opens
        if opens is None or opens.path or opens != event_path(norm.event):
            continue
        ranks = ranks or Ranks(unit.ruleset)
        if norm.id not in ranks.lifted and norm.id not in ranks.lower:
            yield Finding(
                f"'{norm.event.event}' opens every {kind}, so there can be none that keeps this",
                unit.head(norm),
                "say in which cases it is forbidden with `when` or `unless`, or to whom with `(by = …)`",
            )


def _is_bare(norm: Norm) -> bool:
    """Whether a prohibition binds in every case."""
    return all(
        part is None for part in (norm.when, norm.unless, norm.until, norm.while_, norm.window, norm.upon)
    ) and not (norm.for_each)


RULE = Rule(
    "RD680",
    "forbidden-opening",
    ERROR,
    "A clause forbids the very event that opens its record, in every case.",
    "There is no record that keeps it: each is a breach by being there.",
    "late: request forbids submitted\n",
    "late: request forbids submitted when needs_money\n",
    find,
)
