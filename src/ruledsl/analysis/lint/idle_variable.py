"""RD675: a variable that the clause does not use."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit, nodes_in
from ruledsl.norms.expressions import Quantified, Sum, Var
from ruledsl.norms.model import ForEach, Norm
from ruledsl.norms.walking import parts_in
from ruledsl.source import Span


def find(unit: Unit) -> Iterator[Finding]:
    followed = {norm.otherwise_of for norm in unit.norms}
    for norm in unit.norms_with(Quantified, Sum, ForEach):
        for part in unit.parts(norm):
            match part:
                case Quantified(var=var, body=body) if not _mentions(body, var):
                    yield _finding(var, _place(norm, unit, var, "quantified"))
                case Sum(var=var, item=item, where=where) if not _mentions((item, where), var):
                    yield _finding(var, _place(norm, unit, var, "sum"))
                case _:
                    pass
        if norm.otherwise_of is not None or norm.id in followed:
            continue
        asked = (
            norm.content,
            norm.event,
            norm.when,
            norm.unless,
            norm.window,
            norm.only_by,
            norm.only_when,
            norm.duty_of,
        )
        for number, each in enumerate(norm.for_each):
            later = tuple(other.set for other in norm.for_each[number + 1 :])
            if each.set is not None and not _mentions((asked, later, norm.upon, norm.while_, norm.deems), each.var):
                yield _finding(each.var, _place(norm, unit, each.var, "for_each"))


def _mentions(data: object, var: str) -> bool:
    return any(isinstance(part, Var) and part.name == var for part in parts_in(data))


def _place(norm: Norm, unit: Unit, var: str, kind: str) -> Span:
    line = unit.line_of(norm)
    for node in nodes_in(line.node) if line is not None else ():
        if node.kind == kind and any(getattr(part, "text", None) == var for part in node.parts):
            return node.span
    return unit.part(norm, kind)


def _finding(var: str, span: Span) -> Finding:
    return Finding(
        f"'{var}' is not used, so this says the same of every member",
        span,
        f"write what is asked of each: `{var}.…`, or leave the variable out",
    )


RULE = Rule(
    "RD675",
    "idle-variable",
    WARNING,
    "The variable of `for each`, `every`, `some`, `no` or `sum` is not used in what it stands before.",
    "The same is asked again for every member: with `for each` the verdicts repeat, with `every` "
    "one is as good as all.",
    "check: request requires reviewed before answered for each d in (finance, planning)\n",
    "check: request requires reviewed(by = d) before answered for each d in (finance, planning)\n",
    find,
)
