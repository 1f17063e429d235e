"""Parties: who counts as whom at an instant, the one meaning of every comparison of parties.

Handed a doer and a party that is asked for, it says whether the doer is that party, holds it as a role, is a narrower
role, or acts for it by a chain of substitutions and authorisations, and names the links used. Conditions of
substitution are read without substitution; a chain that returns to itself ends there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeVar, cast

import attrs
from attrs import evolve

from ruledsl.engine.answers import (
    NO,
    YES,
    Asked,
    Between,
    Entitled,
    Env,
    Evaluated,
    Found,
    Members,
    Truth,
    Unknown,
    all_of,
    any_of,
    merged,
    negated,
    precedes,
    resting_on,
)
from ruledsl.engine.chains import Chains, Link, Walk
from ruledsl.engine.point import start_of
from ruledsl.engine.verdicts import FactUsed, StandIn
from ruledsl.norms.expressions import And, EventPattern, Expr, Happened, Or, Var
from ruledsl.norms.model import EventMoment, Form, Moment, Norm, Ruleset
from ruledsl.world.scenario import Event, Holding
from ruledsl.world.values import Doer, Nothing, Ref
from ruledsl.world.vocabulary import RoleDecl

if TYPE_CHECKING:
    from ruledsl.engine.conditions import Conditions

T = TypeVar("T")


class Parties:
    """Who counts as whom in one case. Conditions and field values are asked of `conditions`."""

    def __init__(self, ruleset: Ruleset, conditions: Conditions) -> None:
        self._ruleset = ruleset
        self._vocabulary = ruleset.vocabulary
        self._conditions = conditions
        self._timeline = conditions.timeline
        links = [norm for norm in ruleset.norms if norm.form in (Form.SUBSTITUTION, Form.AUTHORISATION)]
        self._norms: tuple[Norm, ...] = tuple(norm for norm in links if norm.stands_for is not None)
        self._overrides = _overriding(ruleset)
        self._seated = [role for role in self._vocabulary.roles.values() if role.from_field is not None]
        self._included: dict[tuple[str, str], bool] = {}
        self._fixed_seats: dict[str, list[tuple[str, Evaluated]]] = {}
        self._held = frozenset(holding.role for holding in self._timeline.scenario.holdings)

    @property
    def has_links(self) -> bool:
        """Whether any clause lets one party act for another."""
        return bool(self._norms)

    @property
    def link_norms(self) -> Sequence[Norm]:
        """The clauses that let one party act for another."""
        return self._norms

    def is_role(self, name: str) -> bool:
        """Whether a name is a role's, which others may be too."""
        return name in self._vocabulary.roles

    def is_over(self, higher: str, lower: str) -> bool:
        """Whether the order puts one norm over another, transitively."""
        return lower in self._overrides.get(higher, frozenset())

    # ------------------------------------------------------------------------------------------ comparisons

    def acts_as(
        self, doer: Found, target: Found, asked: Asked, *, act: Event | None = None, every: bool = False
    ) -> Truth:
        """Whether the doer (any of several; with `every`, each) counts as the target (any member of a set)."""
        if isinstance(doer, Nothing) or isinstance(target, Nothing):
            return YES if isinstance(doer, Nothing) and isinstance(target, Nothing) else NO
        doers, sure_doers = _doers_of(doer)
        if every:
            each = [self._counts_as_any(one, target, asked, act) for one in doers]
            return all_of([*each, *([] if sure_doers else [Truth(None)])])
        some = [self._counts_as_any(one, target, asked, act) for one in doers]
        return any_of([*some, *([] if sure_doers else [Truth(None)])])

    def _counts_as_any(self, doer: Doer, target: Found, asked: Asked, act: Event | None) -> Truth:
        match target:
            case Ref(name):
                return self._counts(doer, name, asked, act)
            case Members(sure=sure, maybe=maybe, more=more):
                truths = [self._counts(doer, item.name, asked, act) for item in sure if isinstance(item, Ref)]
                for item in maybe:
                    if isinstance(item, Ref):
                        truths.append(all_of([self._counts(doer, item.name, asked, act), Truth(None)]))
                return any_of([*truths, *([Truth(None)] if more else [])])
            case tuple():
                return any_of(self._counts(doer, other.party, asked, act) for other in target)
            case Unknown():
                return Truth(None)
            case _:
                return NO

    def _counts(self, doer: Doer, target: str, asked: Asked, act: Event | None) -> Truth:
        """An act that names its capacity counts in it alone, if the doer had it; the doer remains who he is."""
        if doer.capacity is None:
            return self._reach(doer.party, target, asked, act)
        if doer.party == target:
            return YES
        standing = self._reach(doer.party, doer.capacity, asked, act)
        return all_of([self._reach(doer.capacity, target, asked, act), standing])

    # ------------------------------------------------------------------------------------------ being a party

    def _includes(self, wider: str, narrower: str) -> bool:
        """Whether holding the narrower role is holding the wider one."""
        pair = (wider, narrower)
        if pair not in self._included:
            self._included[pair] = self._vocabulary.role_includes(wider, narrower)
        return self._included[pair]

    def is_party(self, doer: str, target: str, asked: Asked) -> Truth:
        """Whether the doer is the target, a narrower role, or holds it as a role at that instant; acting apart."""
        self._conditions.effort.spend()
        if doer == target:
            return YES
        if target not in self._vocabulary.roles:
            return NO
        if doer in self._vocabulary.roles and self._includes(target, doer):
            return YES
        held = self._holding(doer, target, asked.point.day)
        if held is not None:
            return Truth(True, (holding_fact(held),))
        options = [self._is_seated(doer, role.name, asked) for role in self._seated_in(target)]
        if any(option.value is not False for option in options):
            return any_of(options)
        others = merged(*(option.facts for option in options))
        if doer in self._vocabulary.roles or not self._timeline.is_party(doer):
            return Truth(False, others)
        return Truth(False, (FactUsed("no_role", doer, target, day=asked.point.day), *others))

    def _holding(self, person: str, role: str, day: int) -> Holding | None:
        for holding in self._timeline.holdings_of.get(person, ()):
            covers = self._timeline.holding_covers(holding, day)
            if covers and self._includes(role, holding.role):
                return holding
        return None

    def roles_held(self, person: str, role: str, asked: Asked) -> list[str]:
        """The narrower roles by which a person holds a role on that day, the role itself left out."""
        held = [
            h.role
            for h in self._timeline.holdings_of.get(person, ())
            if self._timeline.holding_covers(h, asked.point.day)
        ]
        return [name for name in dict.fromkeys(held) if name != role and self._includes(role, name)]

    def _seated_in(self, role: str) -> list[RoleDecl]:
        return [seat for seat in self._seated if self._includes(role, seat.name)]

    def _is_seated(self, doer: str, role: str, asked: Asked) -> Truth:
        """Whether the doer is whom the field names at that instant, for any record of the field's kind."""
        options: list[Truth] = []
        for _, seat in self._seats(role, asked):
            match seat.value:
                case Ref(name) if name != role:
                    options.append(resting_on(self.is_party(doer, name, asked), seat))
                case Unknown():
                    options.append(resting_on(Truth(None), seat))
                case _:
                    options.append(Truth(False, seat.facts))
        return any_of(options)

    def _seats(self, role: str, asked: Asked) -> list[tuple[str, Evaluated]]:
        """For each record, whom the field that gives the role names at that instant."""
        decl = self._vocabulary.roles[role]
        if decl.from_field is None:
            return []
        name, kind = decl.from_field
        if role in self._fixed_seats:
            return self._fixed_seats[role]
        records = self._timeline.records(kind)
        plain = asked.without_acting()
        seats = [(record, self._conditions.field_value(record, name, None, plain)) for record in records]
        if self._conditions.is_fixed(name):
            self._fixed_seats[role] = seats
        return seats

    def holders(self, role: str, asked: Asked) -> Evaluated:
        """The set of persons holding a role at an instant, by narrower roles too, not by acting."""
        day = asked.point.day
        found: dict[Ref, FactUsed] = {}
        for person, holdings in self._timeline.holdings_of.items():
            for holding in holdings:
                covers = self._timeline.holding_covers(holding, day)
                if covers and self._includes(role, holding.role):
                    found.setdefault(Ref(person), holding_fact(holding))
        facts = tuple(found.values())
        sure, more, missing = list(found), False, list[str]()
        for seat_role in self._seated_in(role):
            for _, seat in self._seats(seat_role.name, asked):
                match seat.value:
                    case Ref(name) if name in self._vocabulary.roles and name != role:
                        inner = self.holders(name, asked)
                        members = inner.value if isinstance(inner.value, Members) else Members()
                        sure += [item for item in members.sure if isinstance(item, Ref)]
                        more = more or members.more
                        facts, missing = merged(facts, inner.facts), [*missing, *inner.missing]
                    case Ref(name) if self._timeline.is_of_kind(name, "person"):
                        sure.append(Ref(name))
                        facts = merged(facts, seat.facts)
                    case Unknown():
                        more = True
                        missing += seat.missing
                    case _:
                        pass
        members = Members(tuple(dict.fromkeys(sure)), more=more)
        if not facts and not more:
            facts = (FactUsed("no_role", "", role, day=day),)
        return Evaluated(members, facts, tuple(dict.fromkeys(missing)))

    def vacant(self, role: str, asked: Asked) -> Truth:
        """Whether a role is known to be vacant: the scenario names holders of it, but none at that instant. A role of
        whose holders nothing is ever said is not vacant: its name stands for whoever holds it."""
        if role not in self._vocabulary.roles or not any(self._includes(role, held) for held in self._held):
            return NO
        found = self.holders(role, asked)
        if isinstance(found.value, Members) and not found.value.sure:
            once = (h for h in self._timeline.scenario.holdings if self._includes(role, h.role))
            held = tuple(holding_fact(holding) for holding in islice(once, 1))
            return Truth(None if found.value.more else True, merged(found.facts, held), found.missing)
        return Truth(False, found.facts)

    # ------------------------------------------------------------------------------------------ acting for

    def _reach(self, face: str, target: str, asked: Asked, act: Event | None) -> Truth:
        """Whether `face` is the target or acts for it by a chain of links."""
        own = self.is_party(face, target, asked)
        if own.value is True or not asked.acting or not self._norms:
            return own
        return Walk(Chains(self, asked, act), face).reach(target)

    def turn(self, link: Link, index: int, asked: Asked) -> Truth:
        """Whether the power has come down to one of `P1, then P2`: all before are prevented, and (but for the last,
        with whom it rests) this one is not."""
        if len(link.substitutes) == 1:
            return YES
        passed = [self._prevented(link, before, asked) for before in range(index)]
        if index < len(link.substitutes) - 1:
            passed.append(negated(self._prevented(link, index, asked)))
        return all_of(passed)

    def _prevented(self, link: Link, index: int, asked: Asked) -> Truth:
        """Whether a substitute is prevented: vacant, or in the very condition for which the principal is stood in for
        (`while mayor away`, read of the substitute)."""
        name = link.substitutes[index]
        vacancy = NO if name is None else self.vacant(name, asked)
        condition, principal = _condition(link.norm), link.norm.stands_for
        if condition is None or principal is None:
            return vacancy
        own = replaced(condition, principal, link.norm.stands_in[index])
        if own == condition:
            return vacancy
        return any_of([vacancy, self._conditions.truth(own, asked.within(link.env).without_acting())])

    # ------------------------------------------------------------------------------------------ links

    def links_to(self, target: str, asked: Asked, act: Event | None) -> dict[str, list[Link]]:
        """The links in force on that day, by principal, that bear on this act and norm and may lead to the target."""
        found: dict[str, list[Link]] = defaultdict(list)
        for norm in self._norms:
            if self._bears_on(norm, act, asked.norm_id) and self._conditions.in_force(norm, asked.point.day):
                for link in self._links_of(norm, target, asked, act):
                    found[link.key].append(link)
        return found

    def _bears_on(self, norm: Norm, act: Event | None, norm_id: str | None) -> bool:
        if not norm.acts and not norm.for_norms:
            return True
        if act is not None and any(
            event == act.event and self._timeline.is_of_kind(act.record, kind) for kind, event in norm.acts
        ):
            return True
        return norm_id is not None and any(
            norm_id == named or norm_id.startswith(f"{named}.") for named in norm.for_norms
        )

    def _links_of(self, norm: Norm, target: str, asked: Asked, act: Event | None) -> Iterator[Link]:
        for env in self._environments(norm, target, asked, act):
            patterns = list(_delegations(norm))
            if not patterns:
                yield self._link(norm, env, asked)
            for pattern in patterns:
                for occurrence in self._conditions.occurrences(pattern, asked.within(env).without_acting()):
                    own = env.triggered_by(occurrence.event)
                    if pattern.object is None and "self" not in own.names:
                        own = own.bind("self", Ref(occurrence.record))
                    truth = occurrence.truth
                    yield evolve(self._link(norm, own, asked), delegation=occurrence.event, delegated=truth)

    def _environments(self, norm: Norm, target: str, asked: Asked, act: Event | None) -> Iterator[Env]:
        """The records and members that a clause of substitution speaks of: the act's own record where acts are named,
        the asking norm's where norms are, else each record of its subject's kind."""
        envs = [Env(late=asked.env.late, act=act)]
        kind, own = norm.subject.kind, self._own_record(norm, asked, act)
        if kind is None and own is not None:
            # Acts of several kinds: the clause has no one kind of subject, but its paths start at the act's record.
            envs = [envs[0].bind("self", Ref(own))]
        if kind is not None:
            every = self._timeline.records(kind)
            is_own = own is not None and self._timeline.is_of_kind(own, kind)
            names = [own] if own is not None and is_own else self._only(norm, "self", target, every)
            envs = [envs[0].bind("self", Ref(name)) for name in names]
        for each in norm.for_each:
            if each.set is not None:
                envs = [
                    env.bind(each.var, Ref(name))
                    for env in envs
                    for name in self._only(norm, each.var, target, self._members(each.set, env, asked))
                ]
        yield from envs

    def _own_record(self, norm: Norm, asked: Asked, act: Event | None) -> str | None:
        if norm.acts and act is not None:
            return act.record
        own = asked.env.names.get("self")
        return own.name if norm.for_norms and isinstance(own, Ref) else None

    def _only(self, norm: Norm, var: str, target: str, names: Sequence[str]) -> Sequence[str]:
        """Of what a variable may stand for: the target alone, where the variable is the very party that is acted for
        (only roles are met by others than themselves)."""
        if norm.stands_for != Var(var) or target in self._vocabulary.roles:
            return names
        return [target] if target in names else []

    def _members(self, expr: Expr, env: Env, asked: Asked) -> list[str]:
        members, _ = self._conditions.members(expr, asked.within(env).without_acting())
        return [item.name for item in members.sure if isinstance(item, Ref)]

    def _link(self, norm: Norm, env: Env, asked: Asked) -> Link:
        plain = asked.within(env).without_acting()
        principal = self._conditions.value(cast(Expr, norm.stands_for), plain)
        substitutes = [self._conditions.value(party, plain) for party in norm.stands_in]
        unknown = tuple(found for found in (principal, *substitutes) if found.name is None)
        names, named = (tuple(found.name for found in substitutes), tuple(found.facts for found in substitutes))
        return Link(norm, env, principal.name, names, unknown, principal.facts, named)

    def in_force(self, link: Link, asked: Asked) -> Truth:
        """Whether a link's condition holds at that instant and, for an authorisation, whether its act of delegation
        still stands: until E, or the end of its record."""
        condition = _condition(link.norm)
        plain = asked.within(link.env).without_acting()
        truths: list[Truth] = []
        if link.delegation is not None:
            truths += [link.delegated, self._still_open(link.delegation.record, asked)]
            if link.norm.until is not None:
                truths.append(negated(self._ended(link.norm.until, link.delegation, plain)))
        if condition is not None:
            truths.append(self._conditions.truth(condition, plain))
        return all_of(truths) if truths else YES

    def _still_open(self, record: str, asked: Asked) -> Truth:
        """Whether the record that a delegation happened to has not closed."""
        closing = self._timeline.closing(record)
        closed = closing is not None and self._timeline.has_closed(record, asked.point)
        return Truth(not closed, closing.facts if closed and closing is not None else ())

    def _ended(self, until: Moment, delegation: Event, asked: Asked) -> Truth:
        """Whether the moment that ends a delegation has come since."""
        match until:
            case EventMoment(pattern=pattern):
                ends = self._conditions.occurrences(pattern, asked)
                options = []
                for end in ends:
                    after = precedes(delegation, end.event) if end.event.seq != delegation.seq else False
                    order = f"order of {delegation.event} and {end.event.event} of {delegation.record}"
                    options.append(all_of([end.truth, Truth(after, (), (order,) if after is None else ())]))
                return any_of(options)
            case _:
                # `until` takes an event's name only (RD310 refuses a condition's).
                raise AssertionError(until)

    # ------------------------------------------------------------------------------------------ who may

    def who_may(self, targets: Found, asked: Asked, act: Event | None) -> list[Entitled]:
        """The parties that meet a comparison with the targets: they themselves, then those who act for them."""
        names = _names_of(targets)
        found = {name: Entitled(name) for name in names}
        if asked.acting and self._norms:
            chains = Chains(self, asked, act)
            walks: dict[str, Walk] = {}
            for name in names:
                for substitute, stand_in, target in _stand_ins_for(name, chains, walks):
                    if substitute not in found:
                        until = self._until(substitute, target, asked, act)
                        found[substitute] = Entitled(substitute, stand_in, until)
        return list(found.values())

    def _until(self, substitute: str, target: str, asked: Asked, act: Event | None) -> int | None:
        """The last day on which a substitute still acts, by the states and holdings recorded so far."""
        ahead = evolve(asked, ahead=True)
        for day in self._conditions.recorded_edges(asked.point.day):
            if self._reach(substitute, target, ahead.at(start_of(day)), act).value is not True:
                return day - 1
        return None


# ------------------------------------------------------------------------------------------------ pieces


def holding_fact(holding: Holding) -> FactUsed:
    """A role held as a fact."""
    return FactUsed("role", holding.person, holding.role, day=holding.first, last=holding.last, span=holding.span)


def _stand_ins_for(name: str, chains: Chains, walks: dict[str, Walk]) -> Iterator[tuple[str, StandIn, str]]:
    """Those who surely act for a party, directly or for one who does: each once, with the link by which it is met first
    and whom that link leads to."""
    met = {name}
    stack = [_direct(name, chains, walks)]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
        elif found[0] not in met:
            met.add(found[0])
            yield found
            stack.append(_direct(found[0], chains, walks))


def _direct(target: str, chains: Chains, walks: dict[str, Walk]) -> Iterator[tuple[str, StandIn, str]]:
    """The substitutes by the links of those who surely are the target."""
    for arm in chains.arms(target):
        if arm.meets.value is not True:
            continue
        for link in chains.links_of(arm.key):
            for substitute in link.substitutes:
                if substitute is None or substitute == target:
                    continue
                walk = walks.setdefault(substitute, Walk(chains, substitute))
                if walk.stands_in(arm.key) is True:
                    yield substitute, StandIn(substitute, arm.key, link.norm.id), target


def replaced(expr: T, old: object, new: object) -> T:
    """The expression with every part equal to `old` replaced by `new`."""
    if expr == old:
        return cast(T, new)
    if isinstance(expr, tuple):
        return cast(T, tuple(replaced(part, old, new) for part in expr))
    if not attrs.has(type(expr)):
        return expr
    parts = {name: getattr(expr, name) for name in attrs.fields_dict(cast(type[attrs.AttrsInstance], type(expr)))}
    changed = {name: replaced(part, old, new) for name, part in parts.items()}
    return expr if changed == parts else type(expr)(**changed)


def _condition(norm: Norm) -> Expr | None:
    """The condition while which a clause of substitution holds."""
    parts = tuple(part for part in (norm.while_, norm.when) if part is not None)
    return None if not parts else parts[0] if len(parts) == 1 else And(parts)


def _delegations(norm: Norm) -> Iterator[EventPattern]:
    """The acts of delegation that an authorisation rests on: its trigger, else the events that its condition asks
    for. A substitution rests on none."""
    match norm.upon:
        case _ if norm.form is not Form.AUTHORISATION:
            return
        case EventMoment(pattern=pattern):
            yield pattern
        case _:
            yield from _events_asked(norm.when)


def _events_asked(expr: Expr | None) -> Iterator[EventPattern]:
    match expr:
        case Happened(pattern=pattern):
            yield pattern
        case And(items=items) | Or(items=items):
            for item in items:
                yield from _events_asked(item)
        case _:
            return


def _overriding(ruleset: Ruleset) -> dict[str, frozenset[str]]:
    """For each norm that overrides others, all that it overrides, transitively."""
    direct: dict[str, set[str]] = defaultdict(set)
    for norm in ruleset.norms:
        direct[norm.id].update(norm.overrides)
    for line in ruleset.precedence:
        for higher, lower in pairwise(line):
            direct[higher].add(lower)

    def below(norm_id: str) -> frozenset[str]:
        seen: set[str] = set()
        queue = [norm_id]
        while queue:
            for lower in direct.get(queue.pop(), ()):
                if lower not in seen:
                    seen.add(lower)
                    queue.append(lower)
        return frozenset(seen)

    return {norm_id: below(norm_id) for norm_id, lower in direct.items() if lower}


def _doers_of(found: Found) -> tuple[list[Doer], bool]:
    """The doers that a value names, and whether these are all."""
    match found:
        case Ref(name):
            return [Doer(name)], True
        case tuple():
            return list(found), True
        case Members(sure=sure, maybe=maybe, more=more):
            return [Doer(item.name) for item in sure if isinstance(item, Ref)], not (maybe or more)
        case Unknown() | Between():
            return [], False
        case _:
            return [], True


def _names_of(found: Found) -> list[str]:
    match found:
        case Ref(name):
            return [name]
        case tuple():
            return [doer.party for doer in found]
        case Members(sure=sure):
            return [item.name for item in sure if isinstance(item, Ref)]
        case _:
            return []
