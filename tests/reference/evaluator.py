"""The reference evaluator: every norm on every record, on every order that a log leaves open.

Handed a compiled ruleset, a scenario and a day, it gives for each instance the verdicts that the language reference
allows: one, or several where the order that keeps the norm is not one order.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from ruledsl.engine.verdicts import Status
from ruledsl.norms.model import EventMoment, Form, LimitForm, Norm, Ruleset
from ruledsl.world.scenario import Event, Scenario
from ruledsl.world.values import Ref

from .acts import prohibition
from .conditions import Env, evaluate, matches
from .days import Workday
from .frequencies import frequency
from .lines import Line, Point, after, lines
from .lives import life
from .obligations import BEFORE, Instance, obligation
from .results import Found, one
from .spoken import concerning, spoken_of
from .truth import NotCovered

Key = tuple[str, str | None, tuple[str, ...], str | None, int | None]
"""Norm, record, members, period, occurrence."""


@frozen
class Elsewhere:
    """The verdicts on other norms, for `lapsed`, `broken` and `otherwise`."""

    rules: Ruleset
    scenario: Scenario
    workday: Workday
    memo: dict[tuple[str, str, int], list[Found]]
    asked: set[tuple[str, str, int]]

    def __call__(self, norm_id: str, record: str, day: int) -> list[Found]:
        key = (norm_id, record, day)
        if key in self.memo:
            return self.memo[key]
        if key in self.asked:
            raise NotCovered("a circle")
        self.asked.add(key)
        norm = self.rules.norm(norm_id)
        if norm is None:
            raise NotCovered("a norm that is not there")
        worlds = possible_lines(self.rules, self.scenario, day, self.workday, self, norm)
        found = [best(each) for name, each in _on(worlds, norm).items() if name[1] == record]
        if any(len(each) != 1 for each in found):
            raise NotCovered("a verdict elsewhere that the orders leave open")
        self.memo[key] = [each[0] for each in found]
        return self.memo[key]


def reference_verdicts(
    rules: Ruleset, scenario: Scenario, now: int, workday: Workday
) -> dict[str, dict[Key, list[Found]] | NotCovered]:
    """By norm, by instance: the verdicts allowed. A norm outside the covered subset has the reason instead."""
    elsewhere = Elsewhere(rules, scenario, workday, {}, set())
    found: dict[str, dict[Key, list[Found]] | NotCovered] = {}
    for norm in rules.norms:
        if not norm.breakable:
            continue
        try:
            worlds = possible_lines(rules, scenario, now, workday, elsewhere, norm)
            found[norm.id] = {key: best(each) for key, each in _on(worlds, norm).items()}
        except NotCovered as reason:
            found[norm.id] = reason
    return found


def possible_lines(
    rules: Ruleset, scenario: Scenario, now: int, workday: Workday, elsewhere: Elsewhere, norm: Norm
) -> list[Line]:
    """The orders, of what bears on a norm, in which no event comes before its record opens, nor after a void closing:
    those are errors of the input (section 6)."""
    found = []
    names = spoken_of(rules, scenario, norm)
    for line in lines(rules, scenario, now, workday, elsewhere, lambda entries: concerning(entries, names)):
        lives = {name: life(line, name) for name in scenario.records}
        if all(
            not isinstance(entry, Event)
            or entry.record not in lives
            or _within(lives[entry.record].opens, lives[entry.record].closes, lives[entry.record].void, at)
            for at, entry in line.entries()
        ):
            found.append(line)
    if not found:
        raise NotCovered("a log that no order makes whole")
    return found


def _within(opens: Point | None, closes: Point | None, void: bool, at: Point) -> bool:
    return opens is not None and after(at) >= opens and not (void and closes is not None and at >= closes)


def _on(worlds: list[Line], norm: Norm) -> dict[Key, list[Found]]:
    found: dict[Key, list[Found]] = {}
    for line in worlds:
        here = dict(verdicts_on(line, norm))
        for key, verdict in here.items():
            found.setdefault(key, []).append(verdict)
    return found


def best(found: list[Found]) -> list[Found]:
    """Section 3: what all orders agree on is decided, else the order that keeps the norm is taken. Where orders differ
    without breaking it, the text does not choose among them, and each is allowed."""
    if len(set(found)) == 1:
        return [found[0]]
    kept = [each for each in found if each.possible == {Status.SATISFIED}]
    unbroken = [each for each in found if Status.VIOLATED not in each.possible]
    unsure = [each for each in found if each.possible != {Status.VIOLATED}]
    chosen = kept or unbroken or unsure or found
    return list(dict.fromkeys(chosen))


def verdicts_on(line: Line, norm: Norm) -> Iterator[tuple[Key, Found]]:
    """All verdicts on one norm on one line."""
    for first, last in ((norm.first_day, norm.last_day), (line.rules.first_day, line.rules.last_day)):
        if (first is not None and first > line.first) or (last is not None and last < line.now):
            raise NotCovered("versions, but such as are in force all the time")
    if norm.form is Form.FREQUENCY:
        for record, members, period, found in frequency(line, norm):
            yield (norm.id, record, members, period, None), found
        return
    for instance, number, found_already in instances(line, norm):
        members = tuple(instance.bound.values())
        if found_already is not None:
            yield (norm.id, instance.record, members, None, number), found_already
            continue
        match norm.form:
            case Form.OBLIGATION:
                for occurrence, found in obligation(line, instance):
                    yield (norm.id, instance.record, members, None, number or occurrence), found
            case Form.PROHIBITION | Form.EXCLUSIVE_POWER:
                yield (norm.id, instance.record, members, None, number), prohibition(line, instance)
            case _:
                raise NotCovered(f"the form {norm.form}")


def instances(line: Line, norm: Norm) -> Iterator[tuple[Instance, int | None, Found | None]]:
    """A verdict for each record of the subject's kind, each member of `for each`, and each occurrence of `upon`."""
    if norm.subject.kind is None:
        raise NotCovered("a party as subject")
    if any(
        line.rules.vocabulary.is_kind(each.kind, norm.subject.kind) for each in line.rules.vocabulary.offices.values()
    ):
        raise NotCovered("a kind of party as subject")
    for record in line.scenario.records.values():
        if not line.rules.vocabulary.is_kind(record.kind, norm.subject.kind):
            continue
        for bound in _members(line, norm, record.name):
            plain = Instance(norm, record.name, bound)
            if norm.otherwise_of is not None:
                yield from _consequence(line, plain)
            elif norm.upon is None:
                yield plain, None, None
            else:
                for number, trigger in enumerate(_triggers(line, plain), start=1):
                    yield evolve(plain, trigger=trigger), number, None


def _members(line: Line, norm: Norm, record: str) -> list[dict[str, str]]:
    bound: list[dict[str, str]] = [{}]
    for each in norm.for_each:
        if each.set is None or norm.form is not Form.OBLIGATION:
            raise NotCovered("for each without a set, or decided at an act")
        here = life(line, record)
        if here.opens is None:
            return []
        members = evaluate(each.set, Env(line, {"self": record}), here.opens)
        if not isinstance(members, frozenset) or norm.when is not None or norm.upon is not None:
            raise NotCovered("a set that is unknown, or read later")
        names = sorted(member.name for member in members if isinstance(member, Ref))
        bound = [{**one_of, each.var: name} for one_of in bound for name in names]
    return bound


def _triggers(line: Line, instance: Instance) -> list[tuple[Point, Event]]:
    moment = instance.norm.upon
    if not isinstance(moment, EventMoment) or moment.next:
        raise NotCovered("a trigger that is not an event")
    found = []
    for at, act in line.acts(None, moment.pattern.event):
        fits = matches(moment.pattern, at, act, instance.env(line))
        if fits is None:
            raise NotCovered("a trigger that may be one")
        if fits:
            found.append((at, act))
    for (day, _), act in found:
        beside = [other for (on, _), other in found if on == day and other is not act]
        if beside and act.when.second is None:
            raise NotCovered("two triggers of one day in an open order")
    return found


def _consequence(line: Line, instance: Instance) -> Iterator[tuple[Instance, int | None, Found | None]]:
    """*otherwise*: a norm of its own that arises with the breach. The breach of a forward limit falls at the end of its
    due day, and that day is the anchor day of what follows; that of any other norm at the act."""
    norm = instance.norm
    assert norm.otherwise_of is not None
    parent = line.rules.norm(norm.otherwise_of)
    assert parent is not None
    if parent.upon is not None or parent.for_each or norm.when is not None or parent.form is Form.FREQUENCY:
        raise NotCovered("a consequence of such a norm")
    assert callable(line.verdicts_elsewhere)
    for found in line.verdicts_elsewhere(parent.id, instance.record, line.now):
        if found.status is Status.UNDETERMINED:
            raise NotCovered("a consequence of what may be a breach")
        if found.status is not Status.VIOLATED:
            yield instance, None, one(Status.NOT_APPLICABLE)
            continue
        limit = parent.window.layers[0].limit if parent.window is not None else None
        forward = limit is not None and limit.form not in (*BEFORE, LimitForm.AT_ALL_TIMES)
        if forward and parent.form is Form.OBLIGATION:
            if found.due is None:
                raise NotCovered("a breach without a due day")
            yield evolve(instance, arises=(found.due, 10**6)), None, None
        else:
            raise NotCovered("a consequence of a breach at an act")
