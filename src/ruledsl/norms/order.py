"""Order among norms: who overrides whom, and who lifts what. Handed the compiled norms, these checks record circles
of overriding (RD408) and references that the form of a norm does not allow (RD409, RD410).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from attrs import define, field

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.expressions import Lapsed
from ruledsl.norms.graphs import shortest_circle
from ruledsl.norms.model import DueMoment, Form, LapsesMoment, Norm, Ruleset
from ruledsl.norms.walking import parts_in
from ruledsl.norms.windows import can_lapse


def overriding(ruleset: Ruleset) -> dict[str, set[str]]:
    """For each norm's id, the ids that it overrides directly, by its own words or by a line of precedence."""
    below: dict[str, set[str]] = defaultdict(set)
    for norm in ruleset.norms:
        below[norm.id].update(norm.overrides)
    for line in ruleset.precedence:
        for higher, lower in pairwise(line):
            below[higher].add(lower)
    return below


def all_below(below: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The same, followed transitively."""
    ranks = Ranks(below)
    return {start: ranks.all_below(start) for start in below}


@define
class Ranks:
    """Which norm prevails over which, by the order that was declared, followed transitively. `below`: for each id those
    that it overrides directly. What is below one norm is found when it is first asked for, and altogether not more than
    `left` steps are gone."""

    below: Mapping[str, set[str]]
    left: int = 2_000_000
    reached: dict[str, set[str]] = field(factory=dict)

    def ordered(self, first: str, second: str) -> bool:
        """Whether one of two norms prevails over the other; True also where that takes too long to find out."""
        return second in self.all_below(first) or first in self.all_below(second) or self.left <= 0

    def all_below(self, start: str) -> set[str]:
        found = self.reached.get(start)
        if found is not None:
            return found
        seen: set[str] = set()
        pending = list(self.below.get(start, ()))
        while pending and self.left > 0:
            norm = pending.pop()
            self.left -= 1
            if norm not in seen:
                seen.add(norm)
                pending.extend(self.below.get(norm, ()))
        self.reached[start] = seen
        return seen


def check_order(ruleset: Ruleset, diagnostics: Diagnostics) -> None:
    """Record circles of overriding, and permissions that lift what cannot be broken."""
    by_id = {norm.id: norm for norm in ruleset.norms}
    circle = shortest_circle({high: sorted(low) for high, low in overriding(ruleset).items()})
    if circle:
        names = " overrides ".join(_local(id) for id in (*circle, circle[0]))
        place = by_id[circle[0]].span if circle[0] in by_id else ruleset.norms[0].span
        diagnostics.error("RD408", f"these clauses override each other: {names}", place, "take one of them out")
    for norm in ruleset.norms:
        for id in norm.despite:
            lifted = by_id.get(id)
            if lifted is not None and not lifted.breakable:
                diagnostics.error(
                    "RD409",
                    f"{_local(id)} cannot be broken, so there is nothing in it to lift",
                    norm.span,
                    "name the clause that stands in the way",
                )


def check_lapses(ruleset: Ruleset, diagnostics: Diagnostics) -> None:
    """Record who asks for the lapse or due date of a norm that has no limit (RD410)."""
    by_id: dict[str, list[Norm]] = defaultdict(list)
    for norm in ruleset.norms:
        by_id[norm.id].append(norm)
    for norm in ruleset.norms:
        asked = (
            norm.content,
            norm.window,
            norm.upon,
            norm.for_each,
            norm.when,
            norm.unless,
            norm.while_,
            norm.only_when,
        )
        for part in parts_in((asked, norm.event, norm.deems)):
            match part:
                case Lapsed(norm=id) | LapsesMoment(norm=id):
                    what = "cannot lapse"
                case DueMoment(norm=id):
                    what = "has no due date"
                case _:
                    continue
            versions = by_id.get(id, ())
            if versions and not any(v.form is Form.OBLIGATION and can_lapse(v.window) for v in versions):
                diagnostics.error(
                    "RD410",
                    f"{_local(id)} has no limit, so it {what}",
                    norm.span,
                    f"give {_local(id)} a limit, or ask whether it is `broken`",
                )


def _local(id: str) -> str:
    return id.partition(":")[2]
