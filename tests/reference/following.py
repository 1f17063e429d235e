"""What follows from other norms: overriding, lapses, breaches and deemings (language reference, section 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from ruledsl.engine.verdicts import Status
from ruledsl.norms.expressions import Literal
from ruledsl.norms.model import Form, Norm
from ruledsl.world.values import Value

from .conditions import Env, truth
from .lines import Line, Point
from .lives import life
from .results import Found
from .truth import NotCovered, Truth, both, either, negation

Elsewhere = Callable[[str, str, int], list[Found]]


def lapsed(line: Line, norm: str, record: str, at: Point) -> Truth:
    """*Lapse*: holds from the instant after the limit has passed unmet: from the start of the next day. Excused or
    overridden: no; undetermined: unknown."""
    found = cast(Elsewhere, line.verdicts_elsewhere)(norm, record, at[0])
    return either(
        False if Status.VIOLATED not in each.possible else True if len(each.possible) == 1 else None for each in found
    )


def broken(line: Line, norm: str, record: str, at: Point) -> Truth:
    """`N broken` holds from the instant at which N is violated; here, of forward limits only."""
    target = line.rules.norm(norm)
    if target is None or target.form is not Form.OBLIGATION:
        raise NotCovered("`broken` of what has no forward limit")
    return lapsed(line, norm, record, at)


def deemed(line: Line, record: str, name: str, at: Point) -> tuple[Value | None, bool]:
    """*S deems F = V when C*: from the instant C comes to hold to the record's end the field has that value; `unless`
    is asked at that instant. The value, and whether that is certain."""
    found: list[tuple[Value, Truth]] = []
    for norm in _deeming(line, record, name):
        assert norm.deems is not None
        if norm.deems[1] is not None or not isinstance(norm.deems[2], Literal) or norm.for_each:
            raise NotCovered("a deeming with a parameter or a value that is no literal")
        found.append((norm.deems[2].value, _deems_at(line, norm, record, at)))
    if len(found) > 1:
        raise NotCovered("several deemings of one field")
    if not found or found[0][1] is False:
        return None, True
    return (found[0][0], True) if found[0][1] else (None, False)


def deemable(line: Line, record: str, name: str) -> bool:
    """Whether a deeming sets the field, now or ever."""
    return any(True for _ in _deeming(line, record, name))


def _deeming(line: Line, record: str, name: str) -> Iterator[Norm]:
    for norm in line.rules.norms:
        if norm.form is not Form.DEEMING or norm.deems is None or norm.deems[0] != name:
            continue
        if line.rules.vocabulary.is_kind(line.record(record).kind, norm.subject.kind or ""):
            yield norm


def _deems_at(line: Line, norm: Norm, record: str, at: Point) -> Truth:
    for (first, last), sure in _deemings(line, norm, record):
        if first <= at <= last:
            return sure
    return False


def _deemings(line: Line, norm: Norm, record: str) -> list[tuple[tuple[Point, Point], Truth]]:
    key = ("deemings", norm.id, record)
    if key in line.memo:
        return line.memo[key]  # type: ignore[return-value]
    found: list[tuple[tuple[Point, Point], Truth]] = []
    here = life(line, record)
    env = Env(line, {"self": record})
    before: Truth = False
    if here.opens is not None:
        last = here.closes or line.end
        for at in line.points(here.opens, last):
            holds = truth(norm.when, env, at)
            comes = both([holds, negation(before)])
            deems = comes if norm.unless is None else both([comes, negation(truth(norm.unless, env, at))])
            if deems is True:
                found.insert(0, ((at, line.end), True))
                break
            if deems is None and not found:
                found.append(((at, line.end), None))
            before = holds
        if here.closes is not None:
            # *to the record's end*: afterwards the recorded value counts again
            found = [((first, min(last, end)), sure) for (first, end), sure in found]
    line.memo[key] = found
    return found


def overridden(line: Line, norm: Norm, record: str, at: Point) -> Truth:
    """*Order*: an overriding norm excuses the other when it has arisen, its `when` holds and no exception of its own
    holds; overriding is transitive."""
    found: list[Truth] = []
    for other in overriding(line, norm):
        if other.upon is not None or other.for_each or other.form not in (
            Form.OBLIGATION, Form.PROHIBITION, Form.EXCLUSIVE_POWER
        ):  # fmt: skip
            raise NotCovered("an order with such a norm")
        if other.subject.kind != norm.subject.kind:
            raise NotCovered("an order between norms of different kinds")
        env = Env(line, {"self": record})
        holds = truth(other.when, env, at)
        excepted = False if other.unless is None else truth(other.unless, env, at)
        here = life(line, record)
        if here.closes is not None and at > here.closes:
            raise NotCovered("an order after the closing")
        found.append(both([here.opens is not None and here.opens <= at, holds, negation(excepted)]))
    return either(found)


def overriding(line: Line, norm: Norm) -> list[Norm]:
    """All norms that stand above one, by `overrides` and `precedence`."""
    pairs = {(above.id, below) for above in line.rules.norms for below in above.overrides}
    for row in line.rules.precedence:
        pairs |= {(row[i], row[j]) for i in range(len(row)) for j in range(i + 1, len(row))}
    above: set[str] = set()
    wanted = {norm.id}
    while wanted:
        wanted = {high for high, low in pairs if low in wanted} - above
        above |= wanted
    return [other for other in line.rules.norms if other.id in above]
