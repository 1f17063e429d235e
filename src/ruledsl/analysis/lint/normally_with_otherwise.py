"""RD634: a consequence of what is only normally asked."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.model import Strength


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms:
        parent = unit.by_id.get(norm.otherwise_of or "")
        if parent is not None and parent.strength is Strength.DEFAULT:
            yield Finding(
                f"{local(parent.id)} holds only normally, and yet something follows when it is not kept",
                unit.part(parent, "otherwise"),
                "leave `normally` out if it is a duty; if both are meant, write a clause of its own with "
                f"`when {parent.label} broken`",
            )


RULE = Rule(
    "RD634",
    "normally-with-otherwise",
    WARNING,
    "A clause with `normally` has an `otherwise`.",
    "`normally` says that leaving it undone may be right; a consequence says that it is not.",
    "reply: request normally requires answered within 20 days of submitted\n"
    "        otherwise chase: request requires reminded within 1 workday\n",
    "reply: request requires answered within 20 days of submitted\n"
    "        otherwise chase: request requires reminded within 1 workday\n",
    find,
)
