"""RD631: a clause that a stricter one makes empty."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from ruledsl.analysis.edits import clause_of_one, line_removed, source_of
from ruledsl.analysis.facts import BACKWARD, FORWARD, base_limit, in_force_together, is_strict, measure
from ruledsl.analysis.possible import conjuncts
from ruledsl.analysis.rule import WARNING, Finding, Rule
from ruledsl.analysis.unit import Unit, local
from ruledsl.norms.expressions import EventPattern, Expr, Happened
from ruledsl.norms.model import Form, LimitForm, Norm
from ruledsl.world.vocabulary import Vocabulary

MOST_PARTS: Final = 5


def find(unit: Unit) -> Iterator[Finding]:
    # The stricter norm's conditions are among the looser one's, so it is looked up by each part of these.
    by_conditions: dict[object, list[Norm]] = {}
    norms = [norm for norm in unit.norms if _is_compared(norm)]
    for norm in norms:
        bound = norm.subject.kind or norm.subject.party
        frame, conditions = _frame(norm), frozenset(conjuncts(norm.when))
        for topic in dict.fromkeys(_topics(norm)):
            by_conditions.setdefault((topic, bound, frame, conditions), []).append(norm)
    named = _named(unit)
    for loose in norms:
        if loose.id in named:
            continue
        frame, topic = _frame(loose), next(_topics(loose), None)
        for some in _subsets(conjuncts(loose.when)):
            strict = next(
                (
                    each
                    for bound in _bound(loose, unit.vocabulary)
                    for each in by_conditions.get((topic, bound, frame, some), ())
                    if _stricter(each, loose, unit)
                ),
                None,
            )
            if strict is not None:
                line = clause_of_one(unit, loose)
                yield Finding(
                    f"whoever keeps {local(strict.id)} keeps {local(loose.id)} too, so this adds nothing",
                    unit.head(loose),
                    "take it out, or say how the two differ with `when`, `unless` or `overrides`",
                    line_removed(source_of(unit, line.span.file), line) if line is not None else None,
                    related=((f"the stricter one, {local(strict.id)}", strict.span),),
                )
                break


def _bound(norm: Norm, vocabulary: Vocabulary) -> list[object]:
    """The kinds of records, or the party, that a clause must bind to bind all that this one does."""
    kind = norm.subject.kind
    return [norm.subject.party] if kind is None else list(dict.fromkeys((kind, *vocabulary.ancestors(kind))))


def _is_compared(norm: Norm) -> bool:
    return norm.form in (Form.OBLIGATION, Form.PROHIBITION) and norm.otherwise_of is None and norm.chain is None


def _topics(norm: Norm) -> Iterator[object]:
    """What a norm asks for or forbids: each event by its name, each other condition by itself."""
    if norm.event is not None:
        yield norm.event.event
    for part in conjuncts(norm.content):
        yield part.pattern.event if isinstance(part, Happened) else part


def _subsets(parts: list[Expr]) -> Iterator[frozenset[Expr]]:
    """Every choice of some of the parts; of many parts only none and all."""
    if len(parts) > MOST_PARTS:
        yield from (frozenset(), frozenset(parts))
        return
    for n in range(len(parts) + 1):
        yield from map(frozenset, combinations(parts, n))


def _stricter(strict: Norm, loose: Norm, unit: Unit) -> bool:
    if strict is loose or not _comparable(strict, loose, unit.vocabulary):
        return False
    return _asks_more(strict, loose) and not _asks_more(loose, strict)


def _named(unit: Unit) -> set[str]:
    """The clauses that others speak of, and which therefore have a work of their own."""
    found: set[str] = set()
    for norm in unit.norms:
        found.update(norm.overrides, norm.despite, norm.for_norms, (norm.otherwise_of or "",))
    for line in unit.ruleset.precedence if unit.ruleset is not None else ():
        found.update(line)
    return found


def _comparable(first: Norm, second: Norm, vocabulary: Vocabulary) -> bool:
    """Whether the stricter norm binds wherever the looser one does, at the same instants."""
    if not in_force_together(first, second) or not is_strict(first):
        return False
    kinds = first.subject.kind, second.subject.kind
    if kinds[0] is not None and kinds[1] is not None:
        if not vocabulary.is_kind(kinds[1], kinds[0]):
            return False
    elif first.subject.party != second.subject.party:
        return False
    if first.overrides or first.unless is not None:
        return False
    # `when` is read as the norm arises or is decided; the same moment only for windows of one form.
    wider, narrower = set(conjuncts(first.when)), set(conjuncts(second.when))
    forms = [limit.form if (limit := base_limit(norm.window)) is not None else None for norm in (first, second)]
    return wider <= narrower and (wider == narrower or forms[0] == forms[1])


def _frame(norm: Norm) -> tuple[object, ...]:
    """What two clauses have in common of which one makes the other empty."""
    return (norm.form, norm.upon, norm.for_each, norm.unless, norm.until, norm.while_, tuple(sorted(norm.despite)))


def _asks_more(strict: Norm, loose: Norm) -> bool:
    """Whether keeping `strict` is keeping `loose`, conditions apart."""
    if strict.form is Form.PROHIBITION:
        if strict.event is None or loose.event is None or strict.window != loose.window:
            return False
        return _covers(strict.event, loose.event)
    if not _content_implies(strict.content, loose.content):
        return False
    if strict.window == loose.window:
        return True
    a, b = base_limit(strict.window), base_limit(loose.window)
    if a is None or b is None or a.anchors != b.anchors or not a.anchors:
        return False
    one, other = measure(a), measure(b)
    if a.form is b.form and a.form in FORWARD and one is not None and other is not None:
        return one[0] == other[0] and one[1] <= other[1]
    if a.form is LimitForm.AT_LEAST_BEFORE and b.form is LimitForm.BEFORE:
        return True
    if a.form is b.form and a.form in BACKWARD and one is not None and other is not None:
        return one[0] == other[0] and one[1] >= other[1] and a.form is LimitForm.AT_LEAST_BEFORE
    return False


def _content_implies(strict: Expr | None, loose: Expr | None) -> bool:
    parts = conjuncts(strict)
    return all(any(_implies(part, wanted) for part in parts) for wanted in conjuncts(loose))


def _implies(part: Expr, wanted: Expr) -> bool:
    if part == wanted:
        return True
    match part, wanted:
        case Happened(pattern=one, recent=None), Happened(pattern=other, recent=None):
            return _covers(other, one)
        case _:
            return False


def _covers(wider: EventPattern, narrower: EventPattern) -> bool:
    return (
        wider.event == narrower.event
        and wider.object == narrower.object
        and set(wider.constraints) <= set(narrower.constraints)
    )


RULE = Rule(
    "RD631",
    "subsumed-clause",
    WARNING,
    "Whoever keeps one clause keeps another one too: same records, a longer limit or a weaker demand.",
    "The weaker clause adds nothing, or one of the two was meant for other cases.",
    "reply: request requires answered within 20 days of submitted\n"
    "quick: request requires answered within 5 days of submitted\n",
    "reply: request requires answered within 20 days of submitted\n"
    "quick: request requires answered within 5 days of submitted when urgency = urgent\n",
    find,
    unsafely_fixable=True,
)
