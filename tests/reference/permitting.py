"""Permissions (language reference, section 4): which acts a permission `despite` a norm covers."""

from __future__ import annotations

from attrs import evolve

from ruledsl.norms.expressions import EventPattern
from ruledsl.norms.model import Form, Norm
from ruledsl.world.scenario import Event

from .conditions import Env, matches, truth
from .lines import Line, Point
from .truth import NotCovered, Truth, both, either


def permissions(line: Line, norm: Norm) -> list[Norm]:
    """The permissions that name a norm: *a chain's label or an article number stands for all its norms*."""
    names = {norm.id, norm.chain[0] if norm.chain is not None else norm.id, f"{norm.ruleset}:{norm.article}"}
    found = [each for each in line.rules.norms if each.form is Form.PERMISSION and names & set(each.despite)]
    if any(each.for_each or each.unless is not None or each.upon is not None for each in found):
        raise NotCovered("a permission for each, or with an exception")
    return found


def covered(line: Line, norm: Norm, at: Point, act: Event) -> Truth:
    """Whether a permission covers an act, at the act: it is the one permitted, and `when` holds."""
    found: list[Truth] = []
    for permission in permissions(line, norm):
        if permission.event is None or permission.subject.kind is None:
            raise NotCovered("a permission of what is no event, or of a party")
        if not line.rules.vocabulary.is_kind(line.record(act.record).kind, permission.subject.kind):
            continue
        env = Env(line, {"self": act.record}, act=act, act_at=at, norm=permission.id)
        asked = [matches(permission.event, at, act, env)]
        asked += [truth(each, env, at) for each in (permission.when, permission.only_when)]
        found.append(both(asked))
    return either(found)


def done_instead(pattern: EventPattern, env: Env, norm: Norm, at: Point) -> Truth:
    """*If an obligation named says that another must do that act, the act counts.*"""
    if not permissions(env.line, norm) or all(each.parameter != "by" for each in pattern.constraints):
        return False
    anybody = evolve(pattern, constraints=tuple(each for each in pattern.constraints if each.parameter != "by"))
    return either(
        both([matches(anybody, when, act, env), covered(env.line, norm, when, act)])
        for when, act in env.line.acts(None, pattern.event)
        if when < at and (env.since is None or when >= env.since)
    )


def permitted(line: Line, norm: Norm, record: str, first: Point, at: Point) -> Truth:
    """*Any other covered act excuses it*: one on the record, from the arising to the decision."""
    events = {each.event.event for each in permissions(line, norm) if each.event is not None}
    return either(
        covered(line, norm, when, act)
        for event in sorted(events)
        for when, act in line.acts(record, event)
        if first <= when < at
    )
