"""Strata: which norms have to be settled before which. Handed the compiled norms, this module finds what each rests
on (lapses of others, deemed fields, who acts for whom, who overrides it), records circles (RD412), and hands on the
deemings level by level.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.expressions import (
    Broken,
    Compare,
    Constraint,
    Expr,
    FieldOf,
    Lapsed,
    Member,
    OpenRecords,
    Pointing,
    Quantified,
    Var,
)
from ruledsl.norms.graphs import circles, components
from ruledsl.norms.model import BreaksMoment, Doers, DueMoment, Form, LapsesMoment, Norm, Ruleset
from ruledsl.norms.order import overriding
from ruledsl.norms.walking import parts_in
from ruledsl.world.vocabulary import Vocabulary

_APPLIES = "?"
"""Marks the node that stands for whether a norm applies, apart from whether it is kept."""

_SHARED = "\0"
"""Begins the name of a node that stands for what many norms rest on alike, so that there are as many ties as norms and
not as many as pairs of them."""


def deeming_strata(ruleset: Ruleset, diagnostics: Diagnostics) -> tuple[tuple[str, ...], ...]:
    """The ids of the deemings, level by level: those of a level rest on those of lower levels only.

    A circle through lapses, fields or parties is recorded; the levels are then those of the rest.
    """
    graph = _Dependencies.of(ruleset).graph(ruleset)
    by_id = {norm.id: norm for norm in ruleset.norms}
    clashing = {item.span for item in diagnostics if item.code in ("RD400", "RD401")}
    for circle in circles(graph):
        ids = [node.removesuffix(_APPLIES) for node in circle if not node.startswith(_SHARED)]
        if any(by_id[id].span in clashing for id in ids):
            # Of two clauses of one id, one may rest on the other.
            continue
        chain = [id for number, id in enumerate(ids) if number == 0 or id != ids[number - 1]]
        text = ", which rests on ".join(_local(id) for id in (*chain, chain[0]))
        diagnostics.error(
            "RD412",
            f"this clause rests on itself: {text}" if len(chain) > 1 else f"{_local(chain[0])} rests on itself",
            by_id[chain[0]].span,
            "a deeming, lapse or substitution cannot depend on its own outcome",
            related=tuple((_local(id), by_id[id].span) for id in chain[1:]),
        )
    return _levels(graph, [norm.id for norm in ruleset.norms if norm.form is Form.DEEMING])


def rests_on(ruleset: Ruleset) -> dict[str, list[str]]:
    """For each norm's id, what has to be settled before it. `ID?` is whether ID applies."""
    graph = _Dependencies.of(ruleset).graph(ruleset)
    return {
        node: list(
            dict.fromkeys(id for other in others for id in (graph[other] if other.startswith(_SHARED) else (other,)))
        )
        for node, others in graph.items()
        if not node.startswith(_SHARED)
    }


@frozen
class _Dependencies:
    vocabulary: Vocabulary
    deemings: Mapping[str, Sequence[Norm]]
    substitutions: tuple[str, ...]
    narrower: Mapping[str, frozenset[str]]
    shared: dict[str, list[str]] = field(factory=dict)
    """What stands behind each shared node that some norm rests on."""

    @classmethod
    def of(cls, ruleset: Ruleset) -> _Dependencies:
        deemings: dict[str, list[Norm]] = defaultdict(list)
        for norm in ruleset.norms:
            if norm.deems is not None:
                deemings[norm.deems[0]].append(norm)
        stands_in = tuple(n.id for n in ruleset.norms if n.form in (Form.SUBSTITUTION, Form.AUTHORISATION))
        vocabulary = ruleset.vocabulary
        narrower: dict[str, set[str]] = defaultdict(set)
        for kind in vocabulary.kinds:
            for ancestor in vocabulary.ancestors(kind):
                narrower[ancestor].add(kind)
        return cls(vocabulary, deemings, stands_in, {kind: frozenset(found) for kind, found in narrower.items()})

    def graph(self, ruleset: Ruleset) -> dict[str, list[str]]:
        graph: dict[str, dict[str, None]] = {}
        for norm in ruleset.norms:
            applies = norm.id + _APPLIES
            whole = graph.setdefault(norm.id, {})
            whole[applies] = None
            # What decides whether it applies it rests on through that node.
            asked = (norm.when, norm.unless, norm.upon, norm.for_each, norm.while_)
            kept = (norm.content, norm.event, norm.window, norm.only_by, norm.only_when, norm.until, norm.deems)
            whole.update(dict.fromkeys(self.needs(norm, (kept, norm.stands_in, norm.stands_for))))
            graph.setdefault(applies, {}).update(dict.fromkeys(self.needs(norm, asked)))
            if norm.otherwise_of is not None:
                graph[applies][norm.otherwise_of] = None
        for higher, lower in overriding(ruleset).items():
            for id in lower:
                if id in graph and higher in graph:
                    graph[id][higher + _APPLIES] = None
        for norm in ruleset.norms:
            for id in norm.despite:
                if id in graph:
                    graph[id][norm.id + _APPLIES] = None
        return {node: list(others) for node, others in graph.items()} | self.shared

    def needs(self, norm: Norm, data: object) -> Iterator[str]:
        """The ids that a norm rests on through a part of its data."""
        stands_in = norm.form in (Form.SUBSTITUTION, Form.AUTHORISATION)
        for part in parts_in(data):
            match part:
                case (
                    Lapsed(norm=id)
                    | Broken(norm=id)
                    | LapsesMoment(norm=id)
                    | BreaksMoment(norm=id)
                    | DueMoment(norm=id)
                ):
                    yield id
                case FieldOf():
                    yield from self.deemings_of(part, norm)
                case (
                    Compare(acting=True)
                    | Member(acting=True)
                    | Constraint(party=True, in_person=False)
                    | Doers(in_person=False)
                ) if not stands_in:
                    # Conditions of substitution are read without substitution.
                    yield self.together("", self.substitutions)
                case _:
                    pass

    def deemings_of(self, field: FieldOf, norm: Norm) -> Iterator[str]:
        """The deemings that may set a field that a norm reads."""
        deemings = self.deemings.get(field.field, ())
        if not deemings:
            return
        kind = self.kind_of(field.object, norm)
        yield self.together(f"{field.field} {kind or ''}", (each.id for each in deemings if self.may_set(each, kind)))

    def may_set(self, deeming: Norm, kind: str | None) -> bool:
        """Whether a deeming may be of a record of a kind, of any if the kind is not known."""
        set_on = deeming.subject.kind
        if kind is None or set_on is None:
            return True
        return not self.narrower.get(kind, frozenset()).isdisjoint(self.narrower.get(set_on, frozenset()))

    def together(self, name: str, ids: Iterable[str]) -> str:
        """The node that stands for all of `ids`, which are looked at once for a name."""
        node = _SHARED + name
        if node not in self.shared:
            self.shared[node] = list(ids)
        return node

    def kind_of(self, object: Expr, norm: Norm) -> str | None:
        """The kind of a record, where its expression tells; None if it may be any."""
        match object:
            case Var(name="self"):
                return norm.subject.kind
            case Var(name=name):
                for part in parts_in(norm):
                    if isinstance(part, Quantified) and part.var == name:
                        return self.member_kind(part.set)
                return None
            case FieldOf(object=inner, field=name):
                kind = self.kind_of(inner, norm)
                decl = self.vocabulary.field(kind, name) if kind is not None else None
                return decl.type.name if decl is not None and decl.type.base == "kind" else None
            case _:
                return None

    def member_kind(self, set_: Expr) -> str | None:
        match set_:
            case OpenRecords(kind=kind) | Pointing(kind=kind):
                return kind
            case _:
                return None


def _levels(graph: Mapping[str, Sequence[str]], deemings: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    level: dict[str, int] = {}
    wanted = set(deemings)
    for component in components(graph):
        below = [level[other] for node in component for other in graph[node] if other in level]
        own = max(below, default=0)
        for node in component:
            level[node] = own + (1 if node in wanted else 0)
    heights = sorted({level[id] for id in deemings})
    return tuple(tuple(id for id in deemings if level[id] == height) for height in heights)


def _local(id: str) -> str:
    return id.partition(":")[2]
