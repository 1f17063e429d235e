"""Near misses: entries of the very event that is said not to have come, which do not count as other parameters were
asked for.

Handed an instance and the facts that its finding rests on, it hands on the facts with these entries beside the absence,
and with what shows that they do not count, so that the absence is not read as 'nobody did anything'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from ruledsl.engine.answers import Env, Evaluated, Members, Unknown
from ruledsl.engine.bench import Bench, Instance
from ruledsl.engine.parts import walk
from ruledsl.engine.point import at_entry
from ruledsl.engine.timeline import event_fact
from ruledsl.engine.verdicts import FactUsed
from ruledsl.norms.expressions import EventPattern, Var
from ruledsl.world.scenario import Event


def with_near_misses(bench: Bench, instance: Instance, facts: Sequence[FactUsed]) -> tuple[FactUsed, ...]:
    """The facts, and for each event that did not come the entries that were not of the sort asked for."""
    named = {fact.seq for fact in facts if fact.seq is not None}
    found: dict[FactUsed, None] = {}
    for absence in facts:
        if absence.kind == "no_event":
            for event in _entries(bench, absence):
                if event.seq not in named:
                    found.update(dict.fromkeys(_missed(bench, instance, event)))
    return (*facts, *(fact for fact in found if fact not in facts))


def _entries(bench: Bench, absence: FactUsed) -> Iterator[Event]:
    """The entries of the event up to the day on which it is said not to have come."""
    timeline = bench.case.timeline
    of_kind = absence.subject in bench.norms.ruleset.vocabulary.kinds
    found = timeline.entries_named if of_kind else None
    events = found(absence.name, absence.subject) if found else timeline.entries(absence.subject, absence.name)
    return (event for event in events if absence.day is None or event.when.day <= absence.day)


def _missed(bench: Bench, instance: Instance, event: Event) -> Iterator[FactUsed]:
    """The entry as one that does not count, and why it does not; nothing if another pattern of the norm takes it."""
    patterns = list(_patterns(instance, event))
    truths = [bench.case.fits(pattern, event, instance.env) for pattern in patterns]
    if not truths or any(truth.value is not False for truth in truths):
        return
    wanted = dict(pair for pattern in patterns for pair in _wanted(bench, pattern, event, instance.env))
    yield evolve(event_fact(event), kind="other_event", argument=tuple(wanted.items()) or None)
    for truth in truths:
        yield from (fact for fact in truth.facts if fact.seq != event.seq)


def _patterns(instance: Instance, event: Event) -> Iterator[EventPattern]:
    """The norm's own patterns of an event that ask something of its parameters."""
    norm = instance.norm
    asked = (part for expr in (norm.content, norm.when, norm.unless, norm.only_when) for part in walk(expr))
    for pattern in dict.fromkeys(part for part in asked if isinstance(part, EventPattern)):
        names = {part.name for part in walk(pattern) if isinstance(part, Var)}
        if pattern.event == event.event and pattern.constraints and names <= instance.env.names.keys():
            yield pattern


def _wanted(bench: Bench, pattern: EventPattern, event: Event, env: Env) -> Iterable[tuple[str, object]]:
    """The parameters asked for that the entry does not have, where one value or a set of them was asked for."""
    for constraint in pattern.constraints:
        alone = bench.case.fits(evolve(pattern, constraints=(constraint,)), event, env)
        if alone.value is False and constraint.op in ("=", "in"):
            value = bench.case.value(constraint.value, env, at_entry(event.when, event.seq))
            if _is_plain(value):
                yield constraint.parameter, value.value


def _is_plain(found: Evaluated) -> bool:
    return (
        found.known
        and not isinstance(found.value, Unknown)
        and (not isinstance(found.value, Members) or bool(found.value.sure))
    )
