"""Conflicts that can be seen without any case: two norms with the same subject and conditions of which nothing can
keep both, and no order between them. Handed the compiled norms, this check records each pair once, with both places
(RD413 to RD415).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product

from attrs import define

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.expressions import And, Compare, EventPattern, Expr, Happened, Literal, Not, Party
from ruledsl.norms.model import Form, Norm, Ruleset
from ruledsl.norms.order import Ranks, overriding
from ruledsl.norms.outline import Force
from ruledsl.world.vocabulary import Vocabulary


def check_conflicts(ruleset: Ruleset, diagnostics: Diagnostics) -> None:
    """Record the pairs of norms that conflict whatever happens."""
    check = _Check(ruleset.vocabulary, Ranks(overriding(ruleset)), _lifted(ruleset), diagnostics)
    most = _MOST_PAIRS + _PAIRS_A_NORM * len(ruleset.norms)
    for first, second in sorted({(min(pair), max(pair)) for pair in islice(_candidates(ruleset.norms), most)}):
        check.pair(ruleset.norms[first], ruleset.norms[second])
        if check.told >= _MOST_TOLD:
            break


# What is looked for may not take longer than there are norms: of a thousand clauses that require what a thousand others
# forbid, a million pairs, not all are told.
_MOST_PAIRS = 100_000
_PAIRS_A_NORM = 20
_MOST_TOLD = 1_000


def _candidates(norms: Sequence[Norm]) -> Iterator[tuple[int, int]]:
    """The pairs that have something to do with each other, by number: only those that share an event, a field or a
    content, on opposite sides, can conflict."""
    sides: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    values: dict[object, dict[object, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, norm in enumerate(norms):
        for key, side in _sides(norm):
            sides[key][side].append(number)
        for key, value in _values(norm):
            values[key][value].append(number)
    for for_it, against_it in sides.values():
        yield from product(for_it, against_it)
    for by_value in values.values():
        for one, other in combinations(by_value.values(), 2):
            yield from product(one, other)


def _sides(norm: Norm) -> Iterator[tuple[object, int]]:
    """What a norm is for (0) or against (1): events and conditions."""
    if norm.form is Form.PROHIBITION and norm.event is not None:
        yield ("event", norm.event.event), 1
    if norm.form is Form.OBLIGATION and norm.content is not None:
        for part in _conjuncts(norm.content):
            match part:
                case Happened(pattern=pattern, recent=None):
                    yield ("event", pattern.event), 0
                case Not(item=item):
                    yield item, 1
            yield part, 0


def _values(norm: Norm) -> Iterator[tuple[object, object]]:
    """What a norm gives one of several values: a field, or an act to parties."""
    if norm.form is Form.EXCLUSIVE_POWER and norm.event is not None and norm.only_by is not None:
        yield ("power", norm.event.event), norm.only_by.parties
    if norm.deems is not None:
        yield ("deemed", norm.deems[0]), norm.deems[2]
    if norm.form is Form.OBLIGATION and norm.content is not None:
        for part in _conjuncts(norm.content):
            match part:
                case Compare(op="=", left=left, right=Literal() as right):
                    yield left, right


def _lifted(ruleset: Ruleset) -> set[str]:
    return {id for norm in ruleset.norms for id in norm.despite}


@define
class _Check:
    vocabulary: Vocabulary
    ranks: Ranks
    lifted: set[str]
    diagnostics: Diagnostics
    told: int = 0

    def pair(self, first: Norm, second: Norm) -> None:
        if first.id == second.id or not self.same_subject(first, second) or not _same_conditions(first, second):
            return
        if not Force(first.first_day, first.last_day).meets(Force(second.first_day, second.last_day)):
            return
        match first.form, second.form:
            case Form.OBLIGATION, Form.PROHIBITION:
                self.required_and_forbidden(first, second)
            case Form.PROHIBITION, Form.OBLIGATION:
                self.required_and_forbidden(second, first)
            case Form.OBLIGATION, Form.OBLIGATION:
                self.both_required(first, second)
            case Form.EXCLUSIVE_POWER, Form.EXCLUSIVE_POWER:
                self.two_powers(first, second)
            case Form.DEEMING, Form.DEEMING:
                self.two_deemings(first, second)
            case _:
                pass

    def same_subject(self, first: Norm, second: Norm) -> bool:
        a, b = first.subject, second.subject
        if a.party is not None or b.party is not None:
            return a.party == b.party
        if a.kind is None or b.kind is None:
            return False
        return self.vocabulary.is_kind(a.kind, b.kind) or self.vocabulary.is_kind(b.kind, a.kind)

    # -------------------------------------------------------------------------------- pairs

    def required_and_forbidden(self, duty: Norm, ban: Norm) -> None:
        """One requires an event every occurrence of which the other forbids."""
        if ban.event is None or duty.content is None or ban.id in self.lifted:
            return
        if ban.until is not None or ban.while_ is not None or ban.upon != duty.upon or ban.for_each != duty.for_each:
            return
        if ban.window is not None and ban.window != duty.window:
            return
        required = [part.pattern for part in _conjuncts(duty.content) if isinstance(part, Happened)]
        if any(self.covers(ban.event, pattern) for pattern in required):
            self.report("RD413", duty, ban, f"{_local(ban)} forbids what {_local(duty)} requires")

    def both_required(self, first: Norm, second: Norm) -> None:
        """Both require, at the same time, what cannot both hold."""
        if first.content is None or second.content is None or first.window != second.window:
            return
        if first.upon != second.upon or first.for_each != second.for_each:
            return
        for a in _conjuncts(first.content):
            for b in _conjuncts(second.content):
                if a == Not(b) or b == Not(a) or _different_values(a, b):
                    self.report("RD413", first, second, f"{_local(first)} and {_local(second)} cannot both be kept")
                    return

    def two_powers(self, first: Norm, second: Norm) -> None:
        """Two exclusive powers over the same event, with no party in common."""
        if first.event is None or second.event is None or first.only_by is None or second.only_by is None:
            return
        if first.id in self.lifted or second.id in self.lifted or first.for_each != second.for_each:
            return
        if not (self.covers(first.event, second.event) or self.covers(second.event, first.event)):
            return
        if not any(self.may_be_one(p, q) for p in first.only_by.parties for q in second.only_by.parties):
            event = f"{first.event.event}"
            self.report(
                "RD414", first, second, f"{_local(first)} and {_local(second)} give {event} to different parties only"
            )

    def two_deemings(self, first: Norm, second: Norm) -> None:
        """Two deemings that set one field to different values."""
        if first.deems is None or second.deems is None or first.deems[:2] != second.deems[:2]:
            return
        a, b = first.deems[2], second.deems[2]
        if isinstance(a, Literal | Party) and isinstance(b, Literal | Party) and a != b:
            self.report(
                "RD415", first, second, f"{_local(first)} and {_local(second)} give {first.deems[0]} two values"
            )

    # -------------------------------------------------------------------------------- comparisons

    def covers(self, wider: EventPattern, narrower: EventPattern) -> bool:
        """Whether every occurrence of `narrower` is one of `wider`."""
        return (
            wider.event == narrower.event
            and (wider.object == narrower.object or wider.object is None)
            and self.vocabulary.is_kind(narrower.kind, wider.kind)
            and set(wider.constraints) <= set(narrower.constraints)
        )

    def may_be_one(self, first: Expr, second: Expr) -> bool:
        """Whether two parties may have a member in common; only names that differ surely have none."""
        if not isinstance(first, Party) or not isinstance(second, Party):
            return True
        vocabulary = self.vocabulary
        return (
            first == second
            or vocabulary.role_includes(first.name, second.name)
            or vocabulary.role_includes(second.name, first.name)
        )

    def report(self, code: str, first: Norm, second: Norm, message: str) -> None:
        if self.ranks.ordered(first.id, second.id):
            return
        self.told += 1
        self.diagnostics.error(
            code,
            message,
            second.span,
            f"say which prevails: `overrides {_local(first)}`, or give one of them a narrower `when`",
            related=((_local(first), first.span),),
        )


def _same_conditions(first: Norm, second: Norm) -> bool:
    """Whether the conditions of one imply those of the other, and both have the same exceptions."""
    if first.unless != second.unless:
        return False
    a, b = set(_all_of(first.when)), set(_all_of(second.when))
    return a <= b or b <= a


def _all_of(when: Expr | None) -> Sequence[Expr]:
    return () if when is None else _conjuncts(when)


def _conjuncts(expr: Expr) -> list[Expr]:
    match expr:
        case And(items=items):
            return [part for item in items for part in _conjuncts(item)]
        case _:
            return [expr]


def _different_values(a: Expr, b: Expr) -> bool:
    """`F = 1` and `F = 2`."""
    match a, b:
        case (
            Compare(op="=", left=left, right=Literal(value=one)),
            Compare(op="=", left=other, right=Literal(value=two)),
        ):
            return left == other and one != two
        case _:
            return False


def _local(norm: Norm) -> str:
    return norm.id.partition(":")[2]
