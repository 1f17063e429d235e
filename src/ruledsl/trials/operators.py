"""The operators of mutation: each a function that makes every small change of one sort to a norm.

Handed a norm and the `Words` of its vocabulary, an operator yields changes: what was changed, as the language says it,
and the changed norm. It makes no change that the compiler would not take; what needs more than one norm to be seen as
wrong is left to `ruledsl.trials.mutants`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import evolve, frozen

from ruledsl.norms.expressions import (
    ActParam,
    Among,
    And,
    Arithmetic,
    Compare,
    Constraint,
    Count,
    CountEvents,
    EventPattern,
    Expr,
    FieldOf,
    Happened,
    IsKind,
    IsSet,
    Literal,
    Member,
    Not,
    Or,
    Party,
    Portion,
    Quantified,
    SetOf,
    Sum,
    Var,
)
from ruledsl.norms.model import (
    Amount,
    ArisingMoment,
    Doers,
    EventMoment,
    Form,
    Frequency,
    Layer,
    Limit,
    LimitForm,
    Norm,
    Strength,
    Window,
)
from ruledsl.norms.value_types import is_party
from ruledsl.norms.windows import EXTENSIBLE
from ruledsl.norms.words import Words, amount_of
from ruledsl.trials.places import Way, at, places, put, said_way, without
from ruledsl.world.values import Duration
from ruledsl.world.vocabulary import Vocabulary


@frozen
class Change:
    """One small change. `detail`: what was changed, for the mutant's id. `norm`: the changed norm, None where the
    clause is left out. `was`, `now`: the part before and after, in the language's words."""

    detail: str
    norm: Norm | None
    was: str
    now: str


# ------------------------------------------------------------------------------------------------ time


def limit(norm: Norm, words: Words) -> Iterator[Change]:
    """One more and one less in a limit."""
    for way, part in _in(norm, "window", "frequency", *_CONDITIONS):
        match part:
            case Amount(n=int() as n) | Duration(n=n):
                for step, mark in ((1, "+1"), (-1, "-1")):
                    if n + step >= 1 and not _crossed(norm, way, n + step):
                        yield _changed(norm, way, evolve(part, n=n + step), mark, words)
            case _:
                pass


def unit(norm: Norm, words: Words) -> Iterator[Change]:
    """Another unit of time: workdays and days, the next longer or shorter one, clear days and plain ones."""
    for way, part in _in(norm, "window", "frequency", *_CONDITIONS):
        match part:
            case Amount(duration_name=None) if not _within_stretch(norm, way):
                yield _changed(norm, way, evolve(part, unit=_OTHER_UNIT.get(part.unit, "day")), "unit", words)
                if part.clear:
                    yield _changed(norm, way, evolve(part, clear=False), "clear", words)
            case Duration():
                yield _changed(norm, way, evolve(part, unit=_OTHER_UNIT.get(part.unit, "day")), "unit", words)
            case _:
                pass


def direction(norm: Norm, words: Words) -> Iterator[Change]:
    """The other side of what a window is counted from: `before` and `after`, the earlier and the later of two."""
    if norm.chain is not None:
        return  # a step of a chain is said by its place in the order
    reads_act = any(isinstance(part, ActParam) for _, part in places(norm))
    extended = norm.window is not None and any(layer.further is not None for layer in norm.window.layers)
    for way, part in _in(norm, "window"):
        if not isinstance(part, Limit):
            continue
        turned = _turned(part)
        if turned is None or (extended and turned.form not in EXTENSIBLE):
            continue
        # What is read at the act that a window waits for has no act to be read at in a window that waits for none.
        if reads_act and turned.form not in _PRECONDITIONS:
            continue
        yield _changed(norm, way, turned, "turned", words)


# ------------------------------------------------------------------------------------------------ parties


def role(norm: Norm, words: Words) -> Iterator[Change]:
    """A wider, a narrower or another role, office or party in the place of the one named; acting in person or not."""
    for way, part in _in(norm, *_CONDITIONS, "only_by", "stands_in", "stands_for"):
        match part:
            case Party(name=name):
                beside = (*_siblings(norm, way), *_other_side(norm, way))
                near = {other.name for other in beside if isinstance(other, Party)}
                for mark, other in _other_parties(name, words.vocabulary):
                    if other not in near:
                        yield _changed(norm, way, Party(other), f"{mark}={other}", words)
            case FieldOf(object=Var(name="self"), field=name, argument=None) if _is_party_place(norm, way):
                next_field = _other_field(norm.subject.kind, name, words.vocabulary)
                if next_field is not None and evolve(part, field=next_field) not in _siblings(norm, way):
                    yield _changed(norm, way, evolve(part, field=next_field), f"other={next_field}", words)
            case Constraint(in_person=True) | Doers(in_person=True) | Compare(in_person=True):
                yield _changed(norm, way, evolve(part, in_person=False), "in person", words)
            case _:
                pass


# ------------------------------------------------------------------------------------------------ strength, exceptions


def strength(norm: Norm, words: Words) -> Iterator[Change]:
    """A strict norm made a default (`normally`), and a default made strict."""
    if norm.breakable:
        changed = evolve(norm, strength=_other_strength(norm.strength))
        yield Change("strength", changed, _STRENGTHS[norm.strength], _STRENGTHS[changed.strength])
    for way, part in _in(norm, "window"):
        if isinstance(part, Layer) and part.strength is not None:
            yield _changed(norm, way, evolve(part, strength=_other_strength(part.strength)), "strength", words)


def exception(norm: Norm, words: Words) -> Iterator[Change]:
    """An exception left out: `unless`, a ground of it, an order over another clause, a further layer of the window,
    what the window does not count, a norm that a permission lifts."""
    if norm.unless is not None:
        yield Change("unless", evolve(norm, unless=None), f"unless {words.expression(norm.unless)}", "")
        yield from _fewer(norm, ("unless",), Or, words)
    for name, word in (("overrides", "overrides"), ("despite", "despite")):
        for number, id in enumerate(getattr(norm, name)):
            changed = without(norm, (name, number))
            yield Change(f"{name}={id.partition(':')[2]}", changed, f"{word} {id.partition(':')[2]}", "")
    if norm.window is not None:
        for number, layer in enumerate(norm.window.layers):
            if layer.kind != "base":
                changed = without(norm, ("window", "layers", number))
                yield Change(f"layer.{number}", changed, words.layer(layer), "")
        if norm.window.suspended is not None:
            text = f"not counting days while {words.expression(norm.window.suspended)}"
            yield Change("suspended", put(norm, ("window", "suspended"), None), text, "")


# ------------------------------------------------------------------------------------------------ conditions


def condition(norm: Norm, words: Words) -> Iterator[Change]:
    """A condition left out: a whole `when`, `only when` or `while`, one of several joined by `and`, an alternative of
    an `or`, what is asked of an event's parameter, what a count asks of its members."""
    for name, word in (("when", "when"), ("only_when", "only when"), ("while_", "while")):
        asked: Expr | None = getattr(norm, name)
        if asked is not None and not _is_needed(norm, name):
            yield Change(name, put(norm, (name,), None), f"{word} {words.expression(asked)}", "")
    for name in _CONDITIONS:
        yield from _fewer(norm, (name,), And, words)
        if name != "unless":
            yield from _fewer(norm, (name,), Or, words)
    for way, part in _in(norm, *_CONDITIONS):
        match part:
            case EventPattern(constraints=constraints):
                for number, constraint in enumerate(constraints):
                    fewer = without(part, ("constraints", number))
                    yield _changed(norm, way, fewer, f"asks.{constraint.parameter}", words)
            case Count(where=where) | CountEvents(where=where) | Sum(where=where) if where is not None:
                yield _changed(norm, way, evolve(part, where=None), "where", words)
            case Happened(recent=Duration()):
                yield _changed(norm, way, evolve(part, recent=None), "recent", words)
            case _:
                pass


def _is_needed(norm: Norm, name: str) -> bool:
    """Whether a norm cannot be said without a condition: a power that asks for nothing else, acting for another."""
    match norm.form:
        case Form.EXCLUSIVE_POWER:
            return name == "only_when" and norm.only_by is None
        case Form.SUBSTITUTION:
            return name == "while_"
        case Form.AUTHORISATION:
            return name == "when"
        case _:
            return False


def connective(norm: Norm, words: Words) -> Iterator[Change]:
    """`and` for `or`, and `or` for `and`."""
    for way, part in _in(norm, *_CONDITIONS):
        match part:
            case And(items=items):
                yield _changed(norm, way, Or(items), "or", words)
            case Or(items=items):
                yield _changed(norm, way, And(items), "and", words)
            case _:
                pass


def member(norm: Norm, words: Words) -> Iterator[Change]:
    """One left out of a list of several: values, parties, acts, clauses."""
    for way, part in _in(norm, *_CONDITIONS):
        if isinstance(part, SetOf) and len(part.items) > 1:
            for number, item in enumerate(part.items):
                yield _changed(norm, way, without(part, ("items", number)), f"-{words.expression(item)}", words)
    if norm.only_by is not None and len(norm.only_by.parties) > 1:
        for number, party in enumerate(norm.only_by.parties):
            fewer = without(norm.only_by, ("parties", number))
            yield _changed(norm, ("only_by",), fewer, f"-{words.expression(party)}", words)
    for name in ("stands_in", "acts", "for_norms"):
        items: tuple[Any, ...] = getattr(norm, name)
        if len(items) > 1:
            for number, item in enumerate(items):
                text = _item_text(item, words)
                yield Change(f"{name}-{text}", without(norm, (name, number)), text, "")


def comparison(norm: Norm, words: Words) -> Iterator[Change]:
    """Another comparison: `=` and `!=`, `<` and `<=`, the other way round, `in` and `not in`, `is` and `is not`."""
    for way, part in _in(norm, *_CONDITIONS):
        match part:
            case Compare(op=op) | Constraint(op=op):
                for other in _OTHER_COMPARISONS[op]:
                    yield _changed(norm, way, evolve(part, op=other), other, words)
            case Member(negated=negated, of_members=False):
                yield _changed(norm, way, evolve(part, negated=not negated), "in" if negated else "not in", words)
            case Not(item=item):
                yield _changed(norm, way, item, "-not", words)
            case IsKind() | IsSet() | Among() | Member(of_members=True) if not isinstance(_above(norm, way), Not):
                yield _changed(norm, way, Not(part), "not", words)
            case _:
                pass


def number(norm: Norm, words: Words) -> Iterator[Change]:
    """One more and one less than a number that is compared with, or in a fraction."""
    for way, part in _in(norm, *_CONDITIONS):
        match part:
            case Compare() | Arithmetic():
                for side in ("left", "right"):
                    yield from _number_at(norm, (*way, side), words)
            case Constraint():
                yield from _number_at(norm, (*way, "value"), words)
            case Portion(numerator=above, denominator=below):
                yield _changed(norm, way, evolve(part, numerator=above + 1), f"{above + 1}/{below}", words)
                yield _changed(norm, way, evolve(part, denominator=below + 1), f"{above}/{below + 1}", words)
            case _:
                pass


def quantifier(norm: Norm, words: Words) -> Iterator[Change]:
    """`some` for `every` and for `no`, `every` for `some`."""
    for way, part in _in(norm, *_CONDITIONS):
        if isinstance(part, Quantified):
            other = "every" if part.which == "some" else "some"
            yield _changed(norm, way, evolve(part, which=other), other, words)


# ------------------------------------------------------------------------------------------------ frequencies, clauses


def frequency(norm: Norm, words: Words) -> Iterator[Change]:
    """One more and one less in a bound, a bound left out, another period."""
    asked = norm.frequency
    if asked is None:
        return
    for name, value in (("at_least", asked.at_least), ("at_most", asked.at_most)):
        if isinstance(value, int):
            for step, mark in ((1, "+1"), (-1, "-1")):
                changed = put(asked, (name,), value + step)
                if value + step >= 1 and _is_range(changed):
                    yield _bounded(norm, changed, f"{name}{mark}", words)
    if asked.at_least is not None and asked.at_most is not None:
        for name in ("at_least", "at_most"):
            yield _bounded(norm, put(asked, (name,), None), f"-{name}", words)
    if asked.period in _OTHER_PERIOD:
        changed = evolve(asked, period=_OTHER_PERIOD[asked.period])
        yield _bounded(norm, changed, f"period={changed.period}", words)


def _bounded(norm: Norm, changed: Frequency, mark: str, words: Words) -> Change:
    """The norm with another frequency."""
    assert norm.frequency is not None
    was, now = (words.frequency(each, norm.event) for each in (norm.frequency, changed))
    return Change(mark, evolve(norm, frequency=changed), was, now)


def clause(norm: Norm, words: Words) -> Iterator[Change]:
    """The whole clause left out, with what follows from its breach."""
    yield Change("", None, norm.text or words.clause(norm), "")


def with_trigger(norm: Norm) -> Norm | None:
    """An authorisation arises upon the one event among its conditions, as the compiler has it: the norm with that
    trigger, after a change to its conditions. None if it reads what no trigger brings any more."""
    if norm.form is not Form.AUTHORISATION:
        return norm
    items = norm.when.items if isinstance(norm.when, And) else (norm.when,)
    events = [item.pattern for item in items if isinstance(item, Happened)]
    upon = EventMoment(events[0]) if len(events) == 1 else None
    reads = any(isinstance(part, ActParam) and part.scope == "trigger" for _, part in places(evolve(norm, upon=None)))
    return None if reads and upon is None else evolve(norm, upon=upon)


# ------------------------------------------------------------------------------------------------ tables

_CONDITIONS: Final = (
    "content",
    "event",
    "window",
    "upon",
    "for_each",
    "when",
    "unless",
    "only_when",
    "until",
    "while_",
    "deems",
)
"""The parts of a norm that hold conditions, events and moments."""

_PRECONDITIONS: Final = frozenset({LimitForm.BEFORE, LimitForm.AT_LEAST_BEFORE, LimitForm.IN_THE_LAST, LimitForm.AT})
"""Windows at whose act a norm's content may be read."""

_OTHER_UNIT: Final = {
    "hour": "day",
    "day": "workday",
    "workday": "day",
    "week": "month",
    "month": "week",
    "quarter": "month",
    "year": "quarter",
}

_OTHER_PERIOD: Final = {"year": "quarter", "quarter": "month", "month": "quarter", "ten_days": "month", "week": "month"}

_OTHER_COMPARISONS: Final = {
    "=": ("!=",),
    "!=": ("=",),
    "<": ("<=", ">"),
    "<=": ("<", ">="),
    ">": (">=", "<"),
    ">=": (">", "<="),
    "in": ("not in",),
    "not in": ("in",),
}

_STRENGTHS: Final = {Strength.STRICT: "strict", Strength.DEFAULT: "normally"}

_TURNED_FORM: Final = {
    LimitForm.BEFORE: LimitForm.AFTER,
    LimitForm.AFTER: LimitForm.BEFORE,
    LimitForm.AT_LEAST_BEFORE: LimitForm.IN_THE_LAST,
    LimitForm.IN_THE_LAST: LimitForm.AT_LEAST_BEFORE,
    LimitForm.WITHIN: LimitForm.AT_LEAST_BEFORE,
    LimitForm.NO_LATER_THAN: LimitForm.NOT_BEFORE,
    LimitForm.NOT_BEFORE: LimitForm.NO_LATER_THAN,
    LimitForm.EARLIER_THAN: LimitForm.LATER_THAN,
    LimitForm.LATER_THAN: LimitForm.EARLIER_THAN,
    LimitForm.EARLIER_OF: LimitForm.LATER_OF,
    LimitForm.LATER_OF: LimitForm.EARLIER_OF,
}


# ------------------------------------------------------------------------------------------------ making changes


def _in(norm: Norm, *names: str) -> Iterator[tuple[Way, Any]]:
    """The parts in some of a norm's attributes."""
    for name in dict.fromkeys(names):
        if not (name == "upon" and norm.form is Form.AUTHORISATION):
            yield from places(getattr(norm, name), (name,))


def _changed(norm: Norm, way: Way, part: object, mark: str, words: Words) -> Change:
    """The norm with another part, said by the smallest whole that shows it."""
    changed = put(norm, way, part)
    shown = next((way[:length] for length in range(len(way), 0, -1) if _is_whole(norm, changed, way[:length])), way[:1])
    return Change(f"{said_way(way)}:{mark}", changed, _said(at(norm, shown), words), _said(at(changed, shown), words))


def _is_whole(norm: Norm, changed: Norm, way: Way) -> bool:
    """Whether the part is one that can be read by itself, before and after."""
    return isinstance(at(norm, way), _WHOLES) and isinstance(at(changed, way), (*_WHOLES, *_TERMS))


_WHOLES: Final = (
    Compare,
    Member,
    Among,
    Constraint,
    EventPattern,
    Limit,
    Layer,
    Frequency,
    Doers,
    Quantified,
    And,
    Or,
    Not,
    IsKind,
    IsSet,
    Count,
    CountEvents,
    Sum,
    Happened,
)
_TERMS: Final = (FieldOf, Literal, Var)


def _said(part: object, words: Words) -> str:
    match part:
        case None:
            return ""
        case Constraint():
            return words.constraint(part)
        case EventPattern():
            return words.pattern(part)
        case Limit():
            return words.limit(part)
        case Layer():
            return words.layer(part)
        case Window():
            return words.window(part)
        case Frequency(rolling=Amount() as span):
            return f"in any {amount_of(span)}"
        case Doers(parties=parties, in_person=in_person):
            return f"only by {', '.join(words.parties(parties))}{' in person' if in_person else ''}"
        case EventMoment():
            return words.moment(part)
        case tuple():
            return ", ".join(_said(item, words) for item in part)
        case _:
            return words.expression(part)  # type: ignore[arg-type]


def _fewer(norm: Norm, way: Way, joint: type[And] | type[Or], words: Words) -> Iterator[Change]:
    """Each item of an `and` (or `or`) below a place left out."""
    for here, part in places(at(norm, way), way):
        if isinstance(part, joint):
            for number, item in enumerate(part.items):
                kept = part.items[:number] + part.items[number + 1 :]
                changed = put(norm, here, kept[0] if len(kept) == 1 else joint(kept))
                text = _said(item, words)
                yield Change(f"{said_way(here)}:-{text}", changed, _said(part, words), _said(at(changed, here), words))


def _number_at(norm: Norm, way: Way, words: Words) -> Iterator[Change]:
    part = at(norm, way)
    if isinstance(part, Literal) and isinstance(part.value, int) and not isinstance(part.value, bool):
        for step, mark in ((1, "+1"), (-1, "-1")):
            yield _changed(norm, way, Literal(part.value + step), mark, words)


def _above(norm: Norm, way: Way) -> object:
    """The part that a part stands in."""
    return at(norm, way[:-1])


def _siblings(norm: Norm, way: Way) -> tuple[object, ...]:
    """What stands in one list with a part."""
    above = at(norm, way[:-1])
    return above if isinstance(above, tuple) else ()


def _other_side(norm: Norm, way: Way) -> tuple[object, ...]:
    """Whom a party acts for, or who acts for it: nobody acts for himself."""
    match way[0]:
        case "stands_in":
            return (norm.stands_for,)
        case "stands_for":
            return norm.stands_in
        case _:
            return ()


def _crossed(norm: Norm, way: Way, n: int) -> bool:
    """Whether a stretch `from N to M` would begin after its end."""
    above = _above(norm, way)
    if not isinstance(above, Limit) or above.form is not LimitForm.FROM_TO or above.to is None or above.amount is None:
        return False
    low, high = (n, above.to.n) if way[-1] == "amount" else (above.amount.n, n)
    return isinstance(low, int) and isinstance(high, int) and low > high


def _within_stretch(norm: Norm, way: Way) -> bool:
    """Whether an amount is an end of a stretch, whose two ends have one unit."""
    above = _above(norm, way)
    return isinstance(above, Limit) and above.form is LimitForm.FROM_TO


def _turned(part: Limit) -> Limit | None:
    """The limit in the other direction; None if it has none."""
    form = _TURNED_FORM.get(part.form)
    if form is None or ArisingMoment() in part.anchors:
        return None
    plain = all(isinstance(anchor, EventMoment) and not anchor.next for anchor in part.anchors)
    if form in _PRECONDITIONS and not (plain and len(part.anchors) == 1):
        return None
    return evolve(part, form=form, closing=None)


def _is_range(asked: Frequency) -> bool:
    low, high = asked.at_least, asked.at_most
    return not (isinstance(low, int) and isinstance(high, int)) or low <= high


def _other_strength(strength: Strength) -> Strength:
    return Strength.DEFAULT if strength is Strength.STRICT else Strength.STRICT


def _item_text(item: object, words: Words) -> str:
    match item:
        case (str() as kind, str() as event):
            return f"{kind}.{event}"
        case str():
            return item.partition(":")[2]
        case _:
            return _said(item, words)


# ------------------------------------------------------------------------------------------------ other parties


def _other_parties(name: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """A wider, a narrower and another role; another office."""
    if name in vocabulary.offices:
        kind = vocabulary.offices[name].kind
        alike = [other.name for other in vocabulary.offices.values() if other.kind == kind]
        yield from _after("other", name, alike if len(alike) > 1 else list(vocabulary.offices))
        return
    if name not in vocabulary.roles:
        return
    wider = [other for other in vocabulary.roles if other != name and vocabulary.role_includes(other, name)]
    narrower = [other for other in vocabulary.roles if other != name and vocabulary.role_includes(name, other)]
    yield from (("wider", other) for other in wider[:1])
    yield from (("narrower", other) for other in narrower[:1])
    apart = [other for other in vocabulary.roles if other == name or other not in (*wider, *narrower)]
    yield from _after("other", name, apart)


def _after(mark: str, name: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """The next name in a list, beginning again at its end."""
    if len(names) > 1:
        yield mark, names[(names.index(name) + 1) % len(names)]


def _other_field(kind: str | None, name: str, vocabulary: Vocabulary) -> str | None:
    """The next field of a kind that holds one party."""
    if kind is None:
        return None
    fields = [
        decl.name
        for decl in vocabulary.fields(kind).values()
        if is_party(decl.type, vocabulary) and not decl.type.many and not decl.by_events and decl.parameter is None
    ]
    return next((other for _, other in _after("other", name, fields)), None) if name in fields else None


def _is_party_place(norm: Norm, way: Way) -> bool:
    """Whether a part says which party is meant."""
    above = _above(norm, way)
    if way[0] in ("only_by", "stands_in", "stands_for"):
        return True
    if isinstance(above, tuple):
        above = at(norm, way[:-3]) if len(way) > 3 else above  # one of a set of parties
    match above:
        case Constraint(party=True):
            return way[-1] != "parameter"
        case Compare(party=True):
            return way[-1] == "right"
        case Member(party=True):
            return "set" in way
        case _:
            return False
