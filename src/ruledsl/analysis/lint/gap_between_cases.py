"""RD685: clauses that tell cases apart by a number, and leave a value between them out."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.facts import in_force_together
from ruledsl.analysis.possible import can_hold, conjuncts
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.tables import columns, points, split, value_text
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.expressions import And, Compare, Expr, FieldOf
from ruledsl.norms.model import Form, Norm


def find(unit: Unit) -> Iterator[Finding]:
    tables: dict[object, list[Norm]] = {}
    for norm in unit.norms:
        match norm.form:
            case Form.OBLIGATION:
                tables.setdefault((norm.subject.kind, norm.subject.party, norm.content, norm.upon), []).append(norm)
            case Form.EXCLUSIVE_POWER:
                tables.setdefault((norm.subject.kind, norm.subject.party, norm.event), []).append(norm)
            case _:
                pass
    for rows in tables.values():
        if len(rows) > 1:
            yield from _gaps(rows, unit)


def _gaps(rows: list[Norm], unit: Unit) -> Iterator[Finding]:
    by_column: dict[tuple[Expr, frozenset[Expr]], list[tuple[Norm, Expr]]] = {}
    for norm in rows:
        for item in columns(norm.when):
            mine, rest = split(norm.when, item)
            if mine:
                by_column.setdefault((item, rest), []).append((norm, And(tuple(mine))))
    for (item, rest), cells in by_column.items():
        assert isinstance(item, FieldOf)
        # A clause for all values leaves no gap.
        if len(cells) < 2 or any(not columns(row.when).get(item) and set(conjuncts(row.when)) <= rest for row in rows):
            continue
        if not all(in_force_together(cells[0][0], norm) for norm, _ in cells):
            continue
        values = [value for _, cell in cells for value in columns(cell)[item]]
        covered = [
            (point.value, any(can_hold(And((cell, Compare("=", item, point))), unit.vocabulary) for _, cell in cells))
            for point in points(item, values, unit.vocabulary)
        ]
        inner = [number for number, (_, met) in enumerate(covered) if met]
        gap = next((value for value, met in covered[inner[0] : inner[-1]] if not met), None) if inner else None
        if gap is not None:
            last = cells[-1][0]
            others = ", ".join(dict.fromkeys(local(norm.id) for norm, _ in cells[:-1]))
            yield Finding(
                f"neither this nor {others} speaks of {item.field} = {value_text(gap)}, which lies between their cases",
                unit.part(last, "when"),
                "let one of them reach to the other; if the gap is meant, ignore this finding and say why",
                related=tuple((local(norm.id), norm.span) for norm, _ in cells[:-1]),
            )


RULE = Rule(
    "RD685",
    "gap-between-cases",
    WARNING,
    "Clauses on one act tell cases apart by a number or date, and a value between their cases falls under none.",
    "For that value there is no limit, or nobody is named who alone may act. Mostly a bound is off by one.",
    "small: request permits signed only by secretary_general when matters < 5\n"
    "large: request permits signed only by mayor when matters > 5\n",
    "small: request permits signed only by secretary_general when matters < 5\n"
    "large: request permits signed only by mayor when matters >= 5\n",
    find,
)
