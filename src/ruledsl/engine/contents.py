"""Contents: whether, and when first, what an obligation requires has come in its window.

An event of the content counts where it lies in the window; any other condition is read as it stands at the instant.
`signer = P` asks the same as `signed(by = P)`. An act by another counts where a permission `despite` the norm covers
it.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve

from ruledsl.engine.answers import Env, Occurrence, Truth, all_of, any_of, merged, negated, resting_on
from ruledsl.engine.bench import Bench
from ruledsl.engine.instants import not_after, not_before, same_instant
from ruledsl.engine.limits import Stretch
from ruledsl.engine.permissions import covers
from ruledsl.engine.point import Point, at_entry, start_of
from ruledsl.engine.timeline import latest, order_key
from ruledsl.engine.verdicts import FactUsed
from ruledsl.norms.expressions import (
    And,
    Compare,
    Constraint,
    DoerOf,
    EventPattern,
    Expr,
    Happened,
    Member,
    Or,
    Quantified,
)
from ruledsl.norms.model import Norm
from ruledsl.world.scenario import Event

_MIRRORED = {"=": "=", "!=": "!="}


def admits(stretch: Stretch, point: Point, *, lenient: bool) -> bool:
    """Whether an entry lies in a window; `lenient` says how those of its edge days that cannot be ordered are taken."""
    if stretch.instant and stretch.start is not None:
        return same_instant(point, stretch.start)
    return not_before(point, stretch.start, lenient=lenient) and not_after(point, stretch.end, lenient=lenient)


def is_lasting(content: Expr) -> bool:
    """Whether a content once come stays so: events, and combinations of them with and, or."""
    match content:
        case Happened(recent=recent):
            return recent is None
        case And(items) | Or(items):
            return all(is_lasting(item) for item in items)
        case _:
            return False


def patterns_of(content: Expr | None) -> Iterator[EventPattern]:
    """The events that would bring a content about."""
    match content:
        case Happened(pattern=pattern):
            yield pattern
        case And(items) | Or(items):
            for item in items:
                yield from patterns_of(item)
        case Quantified(body=body):
            yield from patterns_of(body)
        case Compare(op="=", left=DoerOf(object, events), right=right, in_person=in_person):
            for event in events:
                yield EventPattern(object, "", event, (Constraint("by", "=", right, True, in_person),))
        case Member(item=DoerOf(object, events), set=options, negated=False):
            for event in events:
                yield EventPattern(object, "", event, (Constraint("by", "in", options, True),))
        case _:
            return


@define
class Content:
    """A norm's content, as its window sees it."""

    bench: Bench
    norm: Norm
    env: Env
    expr: Expr

    def kept(self, stretch: Stretch, point: Point) -> Truth:
        """Whether the content is kept at an instant by what lies in the window."""
        return self._kept(self.expr, self.env, stretch, point)

    def firsts(self, stretch: Stretch, start: Point, end: Point) -> Iterator[tuple[Point, Truth]]:
        """The instants from `start` to `end` at which the content is kept or may be; the last one at which it surely
        is, if there is one."""
        for point in self.candidates(start, end):
            truth = self.kept(stretch, point)
            if truth.value is not False:
                yield point, truth
            if truth.value is True:
                return

    def candidates(self, start: Point, end: Point, *others: Expr) -> list[Point]:
        """The instants at which the content may come to be kept, and those at which other conditions may change."""
        changes = self.bench.case.change_points((self.expr, *others), self.env, start_of(start.day), end)
        late = self.env.late is not False
        return [start, *(point.on_side(late) for point in changes if not_before(point, start, lenient=True))]

    # ------------------------------------------------------------------------------------------ parts

    def _kept(self, expr: Expr, env: Env, stretch: Stretch, point: Point) -> Truth:
        match expr:
            case Happened(pattern=pattern, recent=None):
                return self._happened(pattern, env, stretch, point)
            case And(items):
                return all_of(self._kept(item, env, stretch, point) for item in items)
            case Or(items):
                return any_of(self._kept(item, env, stretch, point) for item in items)
            case Quantified():
                return self._quantified(expr, env, stretch, point)
            case Compare(op=op, left=DoerOf(object, events), right=right, party=True, in_person=in_person):
                return self._done_by(object, events, Constraint("by", op, right, True, in_person), env, stretch, point)
            case Compare(op=op, left=left, right=DoerOf(object, events), party=True) if op in _MIRRORED:
                return self._done_by(object, events, Constraint("by", op, left, True), env, stretch, point)
            case Member(item=DoerOf(object, events), set=options, negated=is_not):
                by = Constraint("by", "not in" if is_not else "in", options, True)
                return self._done_by(object, events, by, env, stretch, point)
            case _:
                return self.bench.truth(expr, self.norm, env, point)

    def _done_by(
        self, object: Expr, events: tuple[str, ...], by: Constraint, env: Env, stretch: Stretch, point: Point
    ) -> Truth:
        case = self.bench.case
        record = case.value(object, env, point).name
        kind = "" if record is None else case.kind_of(record) or ""
        patterns = {event: EventPattern(object, kind, event, (by,)) for event in events}
        entries = [entry for event in events for entry in ([] if record is None else case.entries(record, event))]
        last = latest(sorted(entries, key=order_key), point)
        inside = [entry for entry in last if admits(stretch, self._place(entry), lenient=self.env.late is not False)]
        if (last and not inside) or len(last) == len([e for e in entries if point.includes(e.when, e.seq)]):
            return any_of(self._happened(pattern, env, stretch, point) for pattern in patterns.values())
        # Of several it is the latest that names the doer.
        named = any_of(case.fits(patterns[entry.event], entry, env) for entry in inside)
        lifted = [self._lifted(pattern, env, stretch, point) for pattern in patterns.values()]
        return any_of([named, *(each for each in lifted if each is not None)])

    def _place(self, entry: Event) -> Point:
        return at_entry(entry.when, entry.seq)

    def _quantified(self, expr: Quantified, env: Env, stretch: Stretch, point: Point) -> Truth:
        if not any(True for _ in patterns_of(expr.body)):
            return self.bench.truth(expr, self.norm, env, point)
        members, found = self.bench.case.members(expr.set, env, point)
        grounds = Truth(True, found.facts, found.missing, (), found.used, found.conflicts)
        truths = []
        for item, sure in members:
            truth = self._kept(expr.body, env.bind(expr.var, item), stretch, point)
            if not sure:
                decisive = expr.which != "every"
                truth = truth if truth.value is (not decisive) else evolve(truth, value=None, missing=found.missing)
            truths.append(truth)
        if members.more:
            truths.append(Truth(None, found.facts, found.missing))
        joined = all_of(truths) if expr.which == "every" else any_of(truths)
        return resting_on(negated(joined) if expr.which == "no" else joined, grounds)

    def _happened(self, pattern: EventPattern, env: Env, stretch: Stretch, point: Point) -> Truth:
        found = self.bench.case.occurrences(pattern, env, point)
        inside = [o for o in found if admits(stretch, o.at, lenient=self.env.late is not False)]
        sure = next((o for o in inside if o.fits is True), None)
        if sure is not None:
            return sure.truth
        lifted = self._lifted(pattern, env, stretch, point)
        if lifted is not None and lifted.value is True:
            return lifted
        if inside or lifted is not None:
            truths = [o.truth for o in inside] + ([] if lifted is None else [lifted])
            return Truth(
                None,
                merged(*(t.facts for t in truths)),
                merged(*(t.missing for t in truths)),
                merged(*(t.stand_ins for t in truths)),
                merged(*(t.used for t in truths)),
                merged(*(t.conflicts for t in truths)),
            )
        return self._absent(pattern, env, found, point)

    def _absent(self, pattern: EventPattern, env: Env, outside: list[Occurrence], point: Point) -> Truth:
        """No: with the entries that lie outside the window, or were of another kind, beside the absence."""
        plain = self.bench.truth(Happened(pattern), self.norm, env, point)
        if plain.value is False and not outside:
            return plain
        record = self._record(pattern, env, point)
        absence = FactUsed("no_event", record, pattern.event, day=point.day)
        return Truth(False, (absence, *merged(*(o.facts for o in outside))))

    def _record(self, pattern: EventPattern, env: Env, point: Point) -> str:
        if pattern.object is None:
            return pattern.kind
        return self.bench.case.value(pattern.object, env, point).name or pattern.kind

    def _lifted(self, pattern: EventPattern, env: Env, stretch: Stretch, point: Point) -> Truth | None:
        """An act of the event by somebody else that a permission `despite` this norm covers, if there is one."""
        permissions = self.bench.norms.despite(self.norm.id)
        if not permissions or not any(c.parameter == "by" for c in pattern.constraints):
            return None
        open_pattern = evolve(pattern, constraints=tuple(c for c in pattern.constraints if c.parameter != "by"))
        possible: Truth | None = None
        for occurrence in self.bench.case.occurrences(open_pattern, env, point):
            if not admits(stretch, occurrence.at, lenient=self.env.late is not False):
                continue
            for permission in permissions:
                if permission.event is None or permission.event.event != pattern.event:
                    continue
                covered = covers(self.bench, permission, occurrence.event, occurrence.at, env)
                truth = all_of([occurrence.truth, covered])
                truth = evolve(truth, facts=merged(occurrence.facts, covered.facts))
                if truth.value is True:
                    return evolve(truth, used=merged(truth.used, (permission.id,)))
                if truth.value is None:
                    possible = truth
        return possible
