"""RD624: of two limits one that never decides."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.edits import replaced, written
from ruledsl.analysis.facts import FORWARD, measure
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit, nodes_in
from ruledsl.diagnostics import Fix
from ruledsl.norms.model import Limit, LimitForm, Norm
from ruledsl.syntax.tree import Node


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms_with(Limit):
        for limit in (part for part in unit.parts(norm) if isinstance(part, Limit)):
            if limit.form not in (LimitForm.EARLIER_OF, LimitForm.LATER_OF) or len(limit.parts) != 2:
                continue
            first, second = limit.parts
            one, other = measure(first), measure(second)
            if one is None or other is None or one[0] != other[0] or first.anchors != second.anchors:
                continue
            if first.form not in FORWARD or second.form not in FORWARD:
                continue
            shorter = 1 if one[1] <= other[1] else 2
            deciding = shorter if limit.form is LimitForm.EARLIER_OF else 3 - shorter
            yield Finding(
                f"the {'second' if deciding == 1 else 'first'} of these limits never decides anything",
                unit.part(norm, limit.form.value),
                "keep the other one alone, or count this one from something else",
                _alone(unit, norm, limit.form.value, deciding),
            )


def _alone(unit: Unit, norm: Norm, kind: str, deciding: int) -> Fix | None:
    """The limit that decides, without the other."""
    line = unit.line_of(norm)
    nodes = [node for node in nodes_in(line.node) if node.kind == kind] if line is not None else []
    if len(nodes) != 1:
        return None
    parts = [part for part in nodes[0].parts if isinstance(part, Node)]
    return replaced(nodes[0].span, written(unit, parts[deciding - 1].span))


RULE = Rule(
    "RD624",
    "idle-limit",
    WARNING,
    "Of `the earlier of` or `the later of` two limits from one event one always comes first.",
    "The other one is read by people and never applied.",
    "reply: request requires answered the earlier of within 20 days of submitted and within 4 weeks of submitted\n",
    "reply: request requires answered the earlier of within 20 days of submitted and by agreed_limit\n",
    find,
    unsafely_fixable=True,
)
