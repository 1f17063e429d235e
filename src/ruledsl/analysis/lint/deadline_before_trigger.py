"""RD620: a limit that has passed before its duty can arise."""

from __future__ import annotations

from collections.abc import Iterator

from ruledsl.analysis.facts import BACKWARD, SELF, anchor_events, event_path, is_duty, limits_in, same_event
from ruledsl.analysis.possible import conjuncts
from ruledsl.analysis.rule import ERROR, Finding, Rule
from ruledsl.analysis.unit import Unit
from ruledsl.norms.expressions import EventPattern, Happened
from ruledsl.norms.model import EventMoment, Limit, LimitForm, Norm
from ruledsl.world.vocabulary import Vocabulary


def find(unit: Unit) -> Iterator[Finding]:
    for norm in unit.norms_with(Limit):
        if not is_duty(norm):
            continue
        arises = list(_must_have_happened(norm))
        for limit in limits_in(norm.window):
            # A duty that arises with an event, and was to be done before that event.
            for anchor in anchor_events(limit) if limit.form in BACKWARD else ():
                if any(same_event(anchor, event) for event in arises):
                    yield Finding(
                        f"this arises with '{anchor.event}', and was to be done before '{anchor.event}'",
                        unit.part(norm, limit.form.value, "upon", "when"),
                        "let the duty arise by something earlier, or count the limit from something later",
                    )
                    break
                if _opens_record(anchor, norm, unit.vocabulary) and limit.form is not LimitForm.IN_THE_LAST:
                    yield Finding(
                        f"nothing can be done before '{anchor.event}', which opens the record",
                        unit.part(norm, limit.form.value),
                        "ask for it after that event, or let the record open earlier",
                    )
                    break


def _must_have_happened(norm: Norm) -> Iterator[EventPattern]:
    """The events by which a norm arises at the earliest."""
    if isinstance(norm.upon, EventMoment):
        yield norm.upon.pattern
    if norm.window is not None and len(norm.window.layers) == 1:
        yield from (part.pattern for part in conjuncts(norm.when) if isinstance(part, Happened))


def _opens_record(anchor: EventPattern, norm: Norm, vocabulary: Vocabulary) -> bool:
    if norm.subject.kind is None or anchor.object != SELF or vocabulary.kinds[norm.subject.kind].is_party:
        return False
    opens = vocabulary.life(norm.subject.kind).opens
    return opens is not None and opens == event_path(anchor) and _all_own(norm)


def _all_own(norm: Norm) -> bool:
    """Whether every event asked for is one of the record itself: others may come before it opens."""
    return all(
        not isinstance(part, Happened) or part.pattern.object == SELF for part in conjuncts(norm.content)
    ) and any(isinstance(part, Happened) for part in conjuncts(norm.content))


RULE = Rule(
    "RD620",
    "deadline-before-trigger",
    ERROR,
    "A duty arises with an event and was to be done before it, or before the event that opens its record.",
    "Its limit has passed whenever it begins, so nobody can keep it.",
    "sign: request requires signed at least 2 days before answered when answered\n",
    "sign: request requires signed at least 2 days before answered when reviewed\n",
    find,
)
