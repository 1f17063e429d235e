"""RD630: two clauses that ask the same."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.facts import bare, in_force_together
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.model import Norm


def find(unit: Unit) -> Iterator[Finding]:
    seen: dict[Norm, list[Norm]] = {}
    for norm in unit.norms:
        # What follows a breach, or is a step of a chain, is the same only if the whole is.
        if norm.otherwise_of is not None or norm.chain is not None:
            continue
        same = seen.setdefault(_key(norm), [])
        for other in same:
            if other.id != norm.id and in_force_together(norm, other):
                yield Finding(
                    f"{local(norm.id)} asks the same as {local(other.id)}",
                    unit.head(norm),
                    f"take one out; if the source says it twice, write `restates {local(other.id)}`",
                    related=((local(other.id), other.span),),
                )
                break
        same.append(norm)


def _key(norm: Norm) -> Norm:
    from attrs import evolve

    return evolve(bare(norm), first_day=None, last_day=None, duty_of=None)


RULE = Rule(
    "RD630",
    "duplicate-clause",
    WARNING,
    "Two clauses ask the same of the same records under the same conditions.",
    "Each breach is reported twice, and whoever changes one of them later forgets the other.",
    "sign: request requires signed before answered\nsigned_first: request requires signed before answered\n",
    "sign: request requires signed before answered\nsigned_first: restates sign\n",
    find,
)
