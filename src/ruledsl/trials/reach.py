"""How far a change of one norm reaches: the norms whose verdicts may come out otherwise, and those that they rest on.

Handed a compiled ruleset, `Reach` hands on for a norm's id the ids that may be touched, so that nothing else need be
decided anew. It may name too many, never too few; the tests hold it to that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from attrs import define, field

from ruledsl.norms.expressions import ActParam, DoerOf, EventDay, EventParam, EventPattern, Happened, Not
from ruledsl.norms.model import Form, Norm, Ruleset
from ruledsl.norms.strata import rests_on
from ruledsl.norms.walking import parts_in


@define
class Reach:
    """For each id, the ids of which a verdict on it may take account (`on`), and the other way round (`touches`)."""

    on: Mapping[str, frozenset[str]]
    touches: Mapping[str, frozenset[str]]
    _far: dict[tuple[str, bool], frozenset[str]] = field(factory=dict)

    @classmethod
    def of(cls, ruleset: Ruleset) -> Reach:
        on: dict[str, set[str]] = defaultdict(set)
        acts = {norm.id: {event for _, event in norm.acts} for norm in ruleset.norms if norm.acts}
        events = {norm.id: set(_events(norm)) for norm in ruleset.norms}
        for node, others in rests_on(ruleset).items():
            # Who acts for whom in some acts only is of no account where no such act is spoken of.
            id = _id(node)
            on[id].update(
                other for other in map(_id, others) if other not in acts or not acts[other].isdisjoint(events[id])
            )
        for norm in ruleset.norms:
            if norm.otherwise_of is not None:
                on[norm.otherwise_of].add(norm.id)  # a breach is `answered` by its consequence
        for one, other in _rivals(ruleset.norms):
            on[one].add(other)
            on[other].add(one)
        touches: dict[str, set[str]] = defaultdict(set)
        for id, below in on.items():
            for other in below:
                touches[other].add(id)
        return cls(
            {id: frozenset(others - {id}) for id, others in on.items()},
            {id: frozenset(others - {id}) for id, others in touches.items()},
        )

    def touched_by(self, id: str) -> frozenset[str]:
        """The norm itself and every norm whose verdicts a change of it may touch."""
        return self._closed(id, up=True)

    def rested_on_by(self, ids: Iterable[str]) -> frozenset[str]:
        """The norms themselves and every norm that their verdicts may rest on."""
        found: frozenset[str] = frozenset()
        return found.union(*(self._closed(id, up=False) for id in ids))

    def _closed(self, id: str, *, up: bool) -> frozenset[str]:
        if (id, up) not in self._far:
            graph = self.touches if up else self.on
            seen = {id}
            pending = [id]
            while pending:
                for other in graph.get(pending.pop(), ()):
                    if other not in seen:
                        seen.add(other)
                        pending.append(other)
            self._far[id, up] = frozenset(seen)
        return self._far[id, up]


def _id(node: str) -> str:
    """The norm of a node of `rests_on`, where `ID?` stands for whether it applies."""
    return node.removesuffix("?")


def _events(norm: Norm) -> Iterator[str]:
    """The names of the events that a norm speaks of."""
    for part in parts_in(norm):
        match part:
            case EventPattern(event=name) | ActParam(event=name) | EventParam(event=name) | EventDay(event=name):
                yield name
            case DoerOf(events=names):
                yield from names
            case _:
                pass
    yield from (event for _, event in norm.acts)


def _rivals(norms: Iterable[Norm]) -> Iterator[tuple[str, str]]:
    """The pairs that may be in conflict: a duty and a ban of events of one name, two powers over such, two duties of
    contrary contents."""
    duties: dict[str, set[str]] = defaultdict(set)
    bans: dict[str, set[str]] = defaultdict(set)
    powers: dict[str, set[str]] = defaultdict(set)
    contents: dict[object, set[str]] = defaultdict(set)
    contrary: dict[object, set[str]] = defaultdict(set)
    for norm in norms:
        match norm.form:
            case Form.OBLIGATION:
                for part in parts_in(norm.content):
                    contents[part].add(norm.id)
                    match part:
                        case Happened(pattern=pattern):
                            duties[pattern.event].add(norm.id)
                        case Not(item=item):
                            contrary[item].add(norm.id)
                        case _:
                            pass
            case Form.PROHIBITION if norm.event is not None:
                bans[norm.event.event].add(norm.id)
            case Form.EXCLUSIVE_POWER if norm.event is not None:
                powers[norm.event.event].add(norm.id)
            case _:
                pass
    for event, ids in bans.items():
        yield from product(ids, duties.get(event, ()))
    for ids in powers.values():
        yield from combinations(sorted(ids), 2)
    for denied, ids in contrary.items():
        yield from product(ids, contents[denied])
