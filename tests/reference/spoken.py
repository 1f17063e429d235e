"""What a norm speaks of: the events, fields and judgements whose entries can bear on it. The order within a day of all
others makes no difference to it, so that they are left out of its worlds."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.norms import expressions as e
from ruledsl.norms.model import Form, Norm, Ruleset
from ruledsl.world.scenario import DatedValue, Event, Judgement, Scenario

from .conditions import parts_of


def spoken_of(rules: Ruleset, scenario: Scenario, norm: Norm) -> frozenset[str]:
    """The names of the entries that bear on a norm: those that it, or a norm that it hangs on, speaks of, and those
    that open and close the records they are of."""
    names = set(_of_norm(rules, norm))
    for entry in (*scenario.events, *scenario.values, *scenario.judgements):
        if _name(entry) in names:
            names |= _lives(rules, scenario, entry.record)
    for record in scenario.records:
        kind = scenario.records[record].kind
        if norm.subject.kind is not None and rules.vocabulary.is_kind(kind, norm.subject.kind):
            names |= _lives(rules, scenario, record)
    return frozenset(names)


_KNOWN: dict[int, tuple[Ruleset, dict[int, frozenset[str]]]] = {}
"""What the norms of the ruleset last asked about speak of, whatever the log: it is asked for each log and day."""


def _of_norm(rules: Ruleset, norm: Norm) -> frozenset[str]:
    known = _KNOWN.get(id(rules))
    if known is None or known[0] is not rules:
        _KNOWN.clear()
        known = _KNOWN[id(rules)] = (rules, {})
    if id(norm) not in known[1]:
        known[1][id(norm)] = frozenset(name for each in _hanging_on(rules, norm) for name in _names(rules, each))
    return known[1][id(norm)]


def _name(entry: Event | DatedValue | Judgement) -> str:
    match entry:
        case Event():
            return entry.event
        case DatedValue():
            return entry.field
        case Judgement():
            return entry.target


Entry = Event | DatedValue | Judgement


def concerning(entries: list[Entry], names: frozenset[str]) -> list[Entry]:
    """The entries with these names."""
    return [entry for entry in entries if _name(entry) in names]


def _lives(rules: Ruleset, scenario: Scenario, record: str) -> set[str]:
    own = scenario.records.get(record)
    if own is None or own.kind not in rules.vocabulary.kinds:
        return set()
    life = rules.vocabulary.life(own.kind)
    paths = [*([] if life.opens is None else [life.opens]), *life.closes, *life.void_by]
    return {name for path in paths for name in (path.event, *path.path)}


def _hanging_on(rules: Ruleset, norm: Norm) -> list[Norm]:
    """The norm, and all norms that bear on it: by order, lapse, breach, deeming, permission, standing in."""
    ranks = [{*row} for row in rules.precedence]
    found, wanted = [norm], [norm]
    while wanted:
        one = wanted.pop()
        asked = {part.norm for part in parts_of(one) if isinstance(part, e.Lapsed | e.Broken)}
        asked |= {getattr(part, "norm", "") for part in parts_of(one.upon)} | {one.otherwise_of or ""}
        fields = {part.field for part in parts_of(one) if isinstance(part, e.FieldOf)}
        for other in rules.norms:
            bears = (
                other.id in asked
                or one.id in other.overrides
                or any({one.id, other.id} <= row for row in ranks)
                or bool({one.id, one.chain[0] if one.chain else "", f"{one.ruleset}:{one.article}"} & {*other.despite})
                or other.form in (Form.SUBSTITUTION, Form.AUTHORISATION)
                or (other.deems is not None and other.deems[0] in fields)
            )
            if bears and other not in found:
                found.append(other)
                wanted.append(other)
    return found


def _names(rules: Ruleset, norm: Norm) -> Iterator[str]:
    if norm.deems is not None:
        yield norm.deems[0]
    yield norm.id
    for _, event in norm.acts:
        yield event
    for part in parts_of(norm):
        match part:
            case e.EventPattern(event=event) | e.EventParam(event=event) | e.EventDay(event=event):
                yield event
            case e.ActParam(event=event):
                yield event
            case e.FieldOf(field=field):
                yield field
            case e.DoerOf(events=events):
                yield from events
            case e.Pointing(field=field):
                yield field
            case e.Holds(state=state):
                decl = rules.vocabulary.states[state]
                for path in (decl.from_event, decl.to_event):
                    if path is not None:
                        yield path.event
            case _:
                pass
