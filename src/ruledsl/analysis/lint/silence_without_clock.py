"""RD622: silence that means something from the first instant on."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.possible import conjuncts
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import (
    Broken,
    Compare,
    EventDay,
    EventParam,
    Happened,
    Holds,
    IsSet,
    Lapsed,
    Not,
)
from ruledsl.norms.walking import parts_in


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms:
        if norm.deems is None or norm.when is None:
            continue
        parts = conjuncts(norm.when)
        silent = [part for part in parts if _is_silence(part)]
        others = [part for part in parts if part not in silent]
        if silent and not any(_gives_time(part) for part in others):
            yield Finding(
                "this takes silence for an answer at once: nothing says how long to wait",
                unit.part(norm, "when"),
                "give the act a limit in a clause of its own, and write `when CLAUSE lapsed`",
            )


def _is_silence(part: object) -> bool:
    match part:
        case Not(item=Happened()) | Not(item=IsSet()):
            return True
        case _:
            return False


def _gives_time(condition: object) -> bool:
    """Whether a part of the condition comes to hold by time or by something that happens."""
    return any(
        isinstance(part, Lapsed | Broken | Happened | Holds | EventDay | EventParam)
        or (isinstance(part, Compare) and part.op in ("<", ">", "<=", ">="))
        for part in parts_in(condition)
    )


RULE = Rule(
    "RD622",
    "silence-without-clock",
    WARNING,
    "A deeming rests on something not having happened, and on no limit that could pass.",
    "What has not happened has not happened from the first instant on: silence then counts before anybody could speak.",
    "silence: request deems no_objection = yes when not answered\n",
    "reply: request requires answered within 20 days of submitted\n"
    "silence: request deems no_objection = yes when reply lapsed\n",
    find,
)
