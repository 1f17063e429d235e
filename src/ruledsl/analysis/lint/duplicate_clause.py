"""RD630: two clauses that ask the same."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ruledsl.analysis.edits import clause_norm, clause_of_one, replaced
from ruledsl.analysis.facts import bare, in_force_together
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit, local
from ruledsl.diagnostics import Fix
from ruledsl.norms.model import Norm


def find(unit: Unit) -> Iterator[Finding]:
    alike: dict[object, list[Norm]] = {}
    for norm in unit.norms:
        # What follows a breach, or is a step of a chain, is the same only if the whole is.
        if norm.otherwise_of is None and norm.chain is None:
            key = (norm.form, norm.subject.kind, norm.event, norm.content, norm.window, norm.when)
            alike.setdefault(key, []).append(norm)
    for norms in alike.values():
        if len(norms) > 1:
            yield from _among(norms, unit)


def _among(norms: list[Norm], unit: Unit) -> Iterator[Finding]:
    seen: dict[Norm, list[Norm]] = {}
    for norm in norms:
        same = seen.setdefault(_key(norm), [])
        for other in same:
            if other.id != norm.id and in_force_together(norm, other):
                yield Finding(
                    f"{local(norm.id)} asks the same as {local(other.id)}",
                    unit.head(norm),
                    f"take one out; if the source says it twice, write `restates {local(other.id)}`",
                    _as_restated(norm, other, unit),
                    related=((local(other.id), other.span),),
                )
                break
        same.append(norm)


def _as_restated(norm: Norm, other: Norm, unit: Unit) -> Fix | None:
    line = clause_of_one(unit, norm)
    node = clause_norm(line) if line is not None else None
    return replaced(node.span, f"restates {local(other.id)}") if node is not None else None


def _key(norm: Norm) -> Norm:
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
    unsafely_fixable=True,
)
