"""RD673: a part of a condition that another part says already."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.possible import can_fail, can_hold, conjuncts, disjuncts, implies
from ruledsl.analysis.rule import INFO, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import And, Compare, Expr, IsKind, IsSet, Member, Not, Or, Quantified
from ruledsl.norms.walking import parts_in


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms_with(And, Or):
        for what, part in (
            ("when", norm.when),
            ("unless", norm.unless),
            ("while", norm.while_),
            ("only_when", norm.only_when),
            ("duty", norm.content),
        ):
            if part is not None and _says_twice(part, unit):
                yield Finding(
                    "one part of this condition says what another part says already",
                    unit.part(norm, what),
                    "leave the weaker part of an `and` out, or the narrower one of an `or`",
                )


def _says_twice(condition: Expr, unit: Unit) -> bool:
    for part in parts_in(condition):
        match part:
            case And():
                if any(_one_covers(a, b, unit) for a, b in _pairs(conjuncts(part))):
                    return True
            case Or():
                if any(_one_covers(a, b, unit) for a, b in _pairs(disjuncts(part))):
                    return True
            case _:
                pass
    return False


def _pairs(items: list[Expr]) -> Iterator[tuple[Expr, Expr]]:
    for number, item in enumerate(items):
        yield from ((item, other) for other in items[number + 1 :])


def _one_covers(a: Expr, b: Expr, unit: Unit) -> bool:
    vocabulary = unit.vocabulary
    # `x is set and x = 1` is not `x = 1`: where x is not known it is false, and the other unknown.
    if isinstance(a, IsSet) or isinstance(b, IsSet):
        return False
    if _topics(a).isdisjoint(_topics(b)):
        return False
    # What never or always holds by itself is another rule's finding.
    if not all(can_hold(each, vocabulary) and can_fail(each, vocabulary) for each in (a, b)):
        return False
    return implies(a, b, vocabulary) or implies(b, a, vocabulary)


def _topics(condition: Expr) -> set[Expr]:
    """What a condition compares or asks for; conditions that have none in common decide nothing of each other."""
    found: set[Expr] = set()
    pending: list[Expr] = [condition]
    while pending:
        part = pending.pop()
        match part:
            case And(items=items) | Or(items=items):
                pending.extend(items)
            case Not(item=item):
                pending.append(item)
            case Compare(left=left, right=right):
                found |= {left, right}
            case Member(item=item) | IsKind(item=item):
                found.add(item)
            case Quantified(var=var, set=members, body=body):
                found.add(Quantified("some", var, members, body))
            case _:
                found.add(part)
    return found


RULE = Rule(
    "RD673",
    "repeated-condition",
    INFO,
    "A part of an `and` or `or` is said by another part already.",
    "It decides nothing; mostly another field or value was meant.",
    "reply: request requires answered within 20 days of submitted when matters > 3 and matters > 1\n",
    "reply: request requires answered within 20 days of submitted when matters > 3 and complex\n",
    find,
)
