"""RD625: a layer of a window that never is the limit in force."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.edits import removed, source_of
from ruledsl.analysis.possible import can_hold, implies
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit, nodes_in


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms:
        if norm.window is None:
            continue
        layers = norm.window.layers[1:]
        for number, layer in enumerate(layers):
            if layer.condition is None:
                continue
            if not can_hold(layer.condition, unit.vocabulary):
                why = "its condition can never hold"
            else:
                later = next(
                    (
                        other
                        for other in layers[number + 1 :]
                        if layer.kind == other.kind == "or"
                        and other.condition is not None
                        and implies(layer.condition, other.condition, unit.vocabulary)
                    ),
                    None,
                )
                if later is None:
                    continue
                why = "wherever it applies, a later layer applies too and prevails"
            line = unit.line_of(norm)
            nodes = [node for node in nodes_in(line.node) if node.kind in ("layer", "further")] if line else []
            span = nodes[number].span if number < len(nodes) else unit.head(norm)
            yield Finding(
                f"this layer is never the limit in force: {why}",
                span,
                "put the narrower case last, or take the layer out",
                removed(source_of(unit, span.file), span) if number < len(nodes) else None,
            )


RULE = Rule(
    "RD625",
    "idle-layer",
    WARNING,
    "A layer of a time limit never is the limit in force.",
    "The last layer whose condition holds decides; what stands before one that always holds with it is never applied.",
    "reply: request requires answered within 20 days of submitted, or 5 days if urgency = urgent "
    "and complex, or 10 days "
    "if urgency = urgent\n",
    "reply: request requires answered within 20 days of submitted, or 10 days if urgency = urgent, or 5 days if "
    "urgency = urgent and complex\n",
    find,
    unsafely_fixable=True,
)
