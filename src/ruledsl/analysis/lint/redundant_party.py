"""RD646: a party that is named beside a wider one."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import Expr, Party, SetOf
from ruledsl.norms.model import Doers


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms_with(SetOf, Doers):
        for part in unit.parts(norm):
            match part:
                case SetOf(items=items) | Doers(parties=items):
                    yield from _in_set(items, norm, unit)
                case _:
                    pass


def _in_set(items: tuple[Expr, ...], norm: object, unit: Unit) -> Iterator[Finding]:
    from ruledsl.norms.model import Norm

    assert isinstance(norm, Norm)
    for number, item in enumerate(items):
        if item in items[:number]:
            name = item.name if isinstance(item, Party) else "a value"
            yield Finding(f"{name} stands twice in this set", unit.part(norm, "group"), "name it once")
        elif isinstance(item, Party):
            for other in items:
                if isinstance(other, Party) and other != item and unit.vocabulary.role_includes(other.name, item.name):
                    yield Finding(
                        f"whoever is {item.name} is {other.name} too, so naming both says no more",
                        unit.part(norm, "group"),
                        f"leave {item.name} out",
                    )


RULE = Rule(
    "RD646",
    "redundant-party",
    INFO,
    "A set names a value twice, or a party beside a wider role that includes it.",
    "A reader looks for the difference that the second name makes; mostly another party was meant.",
    "signer: request permits signed only by (leader, mayor)\n",
    "signer: request permits signed only by (leader, secretary_general)\n",
    find,
)
