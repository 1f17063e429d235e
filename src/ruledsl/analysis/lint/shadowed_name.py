"""RD613: a variable that hides another name."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.tree_reading import words_of
from ruledsl.source import Span


def find(unit: Unit) -> Iterator[Finding]:
    assert unit.ruleset is not None
    vocabulary = unit.vocabulary
    tables = (
        ("kind", vocabulary.kinds),
        ("role", vocabulary.roles),
        ("office", vocabulary.offices),
        ("state", vocabulary.states),
        ("named value", unit.ruleset.values),
    )
    members = {name: "field" for kind in vocabulary.kinds for name in vocabulary.fields(kind)}
    members |= {name: "event" for kind in vocabulary.kinds for name in vocabulary.events(kind)}
    for line, node in unit.nodes("for_each", "quantified", "sum", "count_distinct"):
        if line.kind == "clause":
            word = next((word for word in words_of(node) if word.kind in ("NAME", "LABEL")), None)
            if word is None or (node.kind == "for_each" and (len(node.parts) < 2 or node.parts[1] is None)):
                continue
            hidden = next((what for what, table in tables if word.text in table), None) or members.get(word.text)
            if hidden is not None:
                yield _finding(word.text, hidden, word.span)


def _finding(name: str, what: str, span: Span) -> Finding:
    return Finding(
        f"the variable '{name}' hides the {what} of that name", span, "give the variable a name of its own, such as 'x'"
    )


RULE = Rule(
    "RD613",
    "shadowed-name",
    WARNING,
    "A variable of `for each`, `every`, `some`, `no`, `sum` or `count` has the name of something that is declared.",
    "Inside the clause the name then means the variable, and a reader takes it for the other.",
    "check: request requires reviewed(by = finance) before answered for each finance in (finance, planning)\n",
    "check: request requires reviewed(by = d) before answered for each d in (finance, planning)\n",
    find,
)
