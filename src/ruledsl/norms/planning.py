"""Which norms a clause gives, and their ids, before anything in it is read. Handed the tree of a clause, this module
hands on the labels of its norms, so that clauses can speak of each other whatever their order in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ruledsl.norms.tree_reading import (
    names_of,
    node_at,
    nodes_of,
    optional_word,
    word_at,
)
from ruledsl.norms.value_types import (
    UNKNOWN,
    type_of_kind,
)
from ruledsl.syntax.tree import Node
from ruledsl.world.vocabulary import Type, Vocabulary


@frozen
class PlannedNorm:
    """One norm that a clause will give: its label, the tree of the norm it comes from, and the further labels it
    can be found by."""

    label: str
    node: Node
    groups: tuple[str, ...] = ()


def links(label: str, norm: Node) -> Iterator[tuple[str, Node]]:
    """The norm of a clause and those that follow from its breach (`otherwise`), each with its label: `filing`,
    `filing/2`, or the label it is given."""
    own, node, number = label, norm, 1
    while True:
        yield own, node
        otherwise = otherwise_of(node)
        if otherwise is None:
            return
        number += 1
        given = optional_word(otherwise, 0)
        own = given.text if given is not None else f"{label}/{number}"
        node = node_at(otherwise, 1)


def plan(label: str, norm: Node) -> list[PlannedNorm]:
    """The norms that a clause will give, by label."""
    return [planned for own, node in links(label, norm) for planned in _plan_one(own, node)]


def _plan_one(label: str, norm: Node) -> list[PlannedNorm]:
    if norm.kind in ("states", "restates"):
        return []
    if norm.kind == "requires":
        requirement = node_at(norm, 2)
        if requirement.kind == "duty_only_by":
            return [PlannedNorm(f"{label}.{part}", norm, (label,)) for part in ("duty", "power")]
        if requirement.kind == "chain":
            steps = nodes_of(node_at(requirement, 0), "step")
            events = [_event_word(node_at(step, 0)) for step in steps]
            return [
                PlannedNorm(
                    f"{label}.{number}",
                    norm,
                    (label, *((f"{label}.{event}",) if event and events.count(event) == 1 else ())),
                )
                for number, event in enumerate(events, start=1)
            ]
    return [PlannedNorm(label, norm)]


def _event_word(expr: Node) -> str:
    path = node_at(expr, 0) if expr.kind == "called" else expr
    return names_of(path)[-1] if path.kind == "path" else ""


def otherwise_of(norm: Node) -> Node | None:
    """The `otherwise` of a norm, if it has one."""
    return next(iter(nodes_of(norm, "otherwise")), None)


def for_each_names(norm: Node) -> tuple[str, ...]:
    """The variables of a norm's `for each` with a set."""
    modifiers = next(iter(nodes_of(norm, "modifiers")), None)
    if modifiers is None:
        return ()
    return tuple(word_at(each, 0).text for each in nodes_of(modifiers, "for_each") if each.parts[1] is not None)


def subject_type(norm: Node, vocabulary: Vocabulary) -> tuple[Type, str | None]:
    """The type of a norm's `self`, and the role or office that is its subject; nothing is recorded."""
    if norm.kind in ("acts_for", "may_act_for", "states", "restates"):
        return UNKNOWN, None
    name = names_of(node_at(node_at(norm, 0), 0))[0]
    if name in vocabulary.kinds:
        return type_of_kind(name), None
    if name in vocabulary.roles:
        return Type("role", name), name
    if name in vocabulary.offices:
        return type_of_kind(vocabulary.offices[name].kind or "office"), name
    return UNKNOWN, None


def full_id(ruleset: str, article: str, label: str) -> str:
    """`taian:51.filing`."""
    return f"{ruleset}:{article}.{label}"
