"""The norms of a ruleset, found by what they speak of: id, consequence, order, permission, event.

Handed a ruleset once an evaluation, it hands on the norms that concern one norm or one event, so that whoever
decides a norm never walks through all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from ruledsl.norms.expressions import Happened, Not
from ruledsl.norms.model import Form, Norm, Ruleset

PASSIVE = (Form.PERMISSION, Form.SUBSTITUTION, Form.AUTHORISATION, Form.DEEMING)
"""Forms that cannot be broken: they have no verdicts of their own and are reported where a verdict used them."""


@frozen
class NormIndex:
    """The norms of one ruleset.

    `versions`: all versions of an id. `consequences`: the `otherwise` norms of an id. `overriders`: the norms that an
    order puts over an id, transitively. `permissions`: the permissions whose `despite` names an id. `prohibitions` and
    `powers`: by the event they speak of. `duties`: the obligations that ask for an event and nothing else, by it.
    `contraries`: the obligations whose content is the negation of an id's. `deemed`: the fields that a clause sets."""

    ruleset: Ruleset
    versions: dict[str, list[Norm]]
    consequences: dict[str, list[Norm]]
    overriders: dict[str, list[Norm]]
    permissions: dict[str, list[Norm]]
    prohibitions: dict[str, list[Norm]]
    powers: dict[str, list[Norm]]
    duties: dict[str, list[Norm]]
    contraries: dict[str, list[Norm]]
    deemed: frozenset[str]

    @classmethod
    def of(cls, ruleset: Ruleset) -> NormIndex:
        versions: dict[str, list[Norm]] = defaultdict(list)
        consequences: dict[str, list[Norm]] = defaultdict(list)
        prohibitions: dict[str, list[Norm]] = defaultdict(list)
        powers: dict[str, list[Norm]] = defaultdict(list)
        duties: dict[str, list[Norm]] = defaultdict(list)
        for norm in ruleset.norms:
            versions[norm.id].append(norm)
            if norm.otherwise_of is not None:
                consequences[norm.otherwise_of].append(norm)
            if isinstance(norm.content, Happened) and norm.form is Form.OBLIGATION:
                duties[norm.content.pattern.event].append(norm)
            if norm.event is not None and norm.form is Form.PROHIBITION:
                prohibitions[norm.event.event].append(norm)
            if norm.event is not None and norm.form is Form.EXCLUSIVE_POWER:
                powers[norm.event.event].append(norm)
        meant = _Names(ruleset)
        overriders = {
            low: [norm for high in highs for norm in versions[high]] for low, highs in _order(ruleset, meant).items()
        }
        permissions: dict[str, list[Norm]] = defaultdict(list)
        for norm in ruleset.norms:
            if norm.form is Form.PERMISSION:
                for norm_id in dict.fromkeys(norm_id for name in norm.despite for norm_id in meant.of(name)):
                    permissions[norm_id].append(norm)
        return cls(
            ruleset,
            versions,
            consequences,
            overriders,
            permissions,
            prohibitions,
            powers,
            duties,
            _contraries(ruleset),
            frozenset(norm.deems[0] for norm in ruleset.norms if norm.deems is not None),
        )

    def breakable(self) -> Iterator[tuple[str, list[Norm]]]:
        """Each id that has verdicts, with its versions, in the ruleset's order."""
        for norm_id, versions in self.versions.items():
            if versions[0].form not in PASSIVE:
                yield norm_id, versions

    def over(self, norm_id: str) -> Sequence[Norm]:
        """The norms that an order puts over a norm."""
        return self.overriders.get(norm_id, ())

    def ordered(self, first: str, second: str) -> bool:
        """Whether an order stands between two norms, either way."""
        return any(n.id == second for n in self.over(first)) or any(n.id == first for n in self.over(second))

    def despite(self, norm_id: str) -> Sequence[Norm]:
        """The permissions that lift a norm."""
        return self.permissions.get(norm_id, ())


def _contraries(ruleset: Ruleset) -> dict[str, list[Norm]]:
    """For each obligation those whose content is its negation, both ways."""
    negations = [norm for norm in ruleset.norms if norm.form is Form.OBLIGATION and isinstance(norm.content, Not)]
    found: dict[str, list[Norm]] = defaultdict(list)
    if negations:
        for norm in ruleset.norms:
            for negation in negations if norm.form is Form.OBLIGATION else ():
                if isinstance(negation.content, Not) and negation.content.item == norm.content:
                    found[norm.id].append(negation)
                    found[negation.id].append(norm)
    return found


class _Names:
    """What a name in `overrides`, `despite` or `precedence` stands for: a norm, all steps of a chain, an article."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ids: dict[str, list[str]] = defaultdict(list)
        for norm in ruleset.norms:
            for name in (norm.id, norm.chain[0] if norm.chain else "", f"{norm.ruleset}:{norm.article}"):
                if name and norm.id not in self._ids[name]:
                    self._ids[name].append(norm.id)

    def of(self, name: str) -> Sequence[str]:
        return self._ids.get(name, ())


def _order(ruleset: Ruleset, meant: _Names) -> dict[str, list[str]]:
    """The ids over each id: by `overrides` and by the lines of precedence, transitively."""
    below: dict[str, list[str]] = defaultdict(list)
    for norm in ruleset.norms:
        for name in norm.overrides:
            below[norm.id] += meant.of(name)
    for line in ruleset.precedence:
        for high, low in pairwise(line):
            for norm_id in meant.of(high):
                below[norm_id] += meant.of(low)
    over: dict[str, list[str]] = defaultdict(list)
    for high in list(below):
        reached: dict[str, None] = {}
        queue = list(below[high])
        while queue:
            low = queue.pop()
            if low not in reached and low != high:
                reached[low] = None
                queue += below.get(low, ())
        for low in reached:
            over[low].append(high)
    return over
