"""Chains of acting for another: who stands in for whom through others, at one instant.

Handed the links that clauses make (`Parties` finds them, and says of each whether it holds), it hands on whether a face
comes by them to a party, and the chain it rests on. Conditions of links are read without substitution, so that each is
the same all along the way: what is asked is who can be reached in a graph with three-valued edges. It is found without
following out every chain, of which there may be more than anyone can count.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final, Protocol

from attrs import define, evolve, field, frozen

from ruledsl.engine.answers import YES, Asked, Env, Evaluated, Truth, all_of, any_of, merged, negated, resting_on
from ruledsl.engine.verdicts import FactUsed, StandIn
from ruledsl.norms.model import Form, Norm
from ruledsl.world.scenario import Event

_UNKNOWN_PRINCIPAL: Final = "?"

_MARK: Final = "\0"
"""The clause of a stand-in that only marks whom an answer rests on."""

_NO, _PERHAPS, _YES = 0, 1, 2
_RANKS: Final[Mapping[bool | None, int]] = {False: _NO, None: _PERHAPS, True: _YES}
_VALUES: Final = (False, None, True)

Values = Mapping[str, int]
"""How surely each target is come to: no, perhaps, yes. Bare numbers, since they are asked for again and again."""

Reach = Callable[[str], Truth]


@frozen
class Link:
    """One clause that lets others act for `principal`, in one environment. `principal` and each of `substitutes` are
    party names, None where not known. `named`, `stand_ins_named`: the facts that name the principal and each of the
    substitutes. `delegation`: the act that an authorisation rests on."""

    norm: Norm
    env: Env
    principal: str | None
    substitutes: tuple[str | None, ...]
    unknown: tuple[Evaluated, ...] = ()
    named: tuple[FactUsed, ...] = ()
    stand_ins_named: tuple[tuple[FactUsed, ...], ...] = ()
    delegation: Event | None = None
    delegated: Truth = YES

    @property
    def key(self) -> str:
        """Names the principal in a chain."""
        return f"{_UNKNOWN_PRINCIPAL}{self.norm.id}" if self.principal is None else self.principal

    @property
    def succession(self) -> bool:
        """Whether at most one may stand in (a substitution), or any number (an authorisation)."""
        return self.norm.form is Form.SUBSTITUTION


class Knows(Protocol):
    """What is asked about parties and links."""

    def is_role(self, name: str) -> bool: ...
    def is_party(self, doer: str, target: str, asked: Asked) -> Truth: ...
    def is_over(self, higher: str, lower: str) -> bool: ...
    def links_to(self, target: str, asked: Asked, act: Event | None) -> dict[str, list[Link]]: ...
    def in_force(self, link: Link, asked: Asked) -> Truth: ...
    def turn(self, link: Link, index: int, asked: Asked) -> Truth: ...


@frozen
class _Arm:
    """A principal that may be the target (`meets`), and so the links by which others come to it."""

    key: str
    meets: Truth


@define
class Chains:
    """The links at one instant and for one act, each asked for once, and only where someone comes by it."""

    knows: Knows
    asked: Asked
    act: Event | None
    _found: dict[str, dict[str, list[Link]]] = field(factory=dict)
    _arms: dict[str, tuple[_Arm, ...]] = field(factory=dict)
    _links: dict[str, list[Link]] = field(factory=dict)
    _forces: dict[int, Truth] = field(factory=dict)
    _turns: dict[tuple[int, int], Truth] = field(factory=dict)

    def links_to(self, target: str) -> dict[str, list[Link]]:
        """The links that may lead to a target, by principal; the same for all roles."""
        name = "" if self.knows.is_role(target) else target
        if name not in self._found:
            self._found[name] = self.knows.links_to(target, self.asked, self.act)
        return self._found[name]

    def arms(self, target: str) -> tuple[_Arm, ...]:
        """The principals that links lead to and, of each, whether it is the target."""
        if target not in self._arms:
            self._arms[target] = tuple(self._arms_of(target))
        return self._arms[target]

    def _arms_of(self, target: str) -> Iterator[_Arm]:
        for key, links in self.links_to(target).items():
            principal = links[0].principal
            if principal is None:
                meets = resting_on(Truth(None), *links[0].unknown)
            else:
                named = Truth(True, links[0].named)
                meets = resting_on(self.knows.is_party(principal, target, self.asked), named)
            if meets.value is not False:
                # Wherever a principal meets what is asked for, its links are the same ones.
                self._links.setdefault(key, links)
            yield _Arm(key, meets)

    def links_of(self, key: str) -> list[Link]:
        """The links by which others act for a principal that an arm has named."""
        return self._links[key]

    def substitutes(self, target: str) -> Iterator[str]:
        """Those who stand in, by some link, for a principal that is or may be the target."""
        for arm in self.arms(target):
            if arm.meets.value is not False:
                for link in self._links[arm.key]:
                    yield from (name for name in link.substitutes if name is not None)

    # ------------------------------------------------------------------------------------------ one link

    def rank(self, links: Sequence[Link], values: Values) -> int:
        """What `stands_in` says, without what it rests on."""
        allowed = [self._member(link, values, ordered=False) for link in links if not link.succession]
        authorised = [link for link in links if not link.succession]
        best = max((self._both(m, link) for m, link in zip(allowed, authorised, strict=True)), default=_NO)
        successions = [link for link in links if link.succession]
        members = [self._member(link, values, ordered=True) for link in successions]
        if best == _YES or not any(members):
            return best
        forces = [_RANKS[self._prevails(link, successions).value] for link in successions]
        current = [(member, min(member, force)) for member, force in zip(members, forces, strict=True) if force]
        held = max((both for _, both in current), default=_NO)
        if len(current) > 1 and held and any(member != _YES for member, _ in current):
            return max(best, _PERHAPS)
        return max(best, held)

    def _both(self, member: int, link: Link) -> int:
        return member and min(member, _RANKS[self._in_force(link).value])

    def _member(self, link: Link, values: Values, *, ordered: bool) -> int:
        best = _NO
        for index, substitute in enumerate(link.substitutes):
            one = _PERHAPS if substitute is None else values[substitute]
            if one > best:
                best = max(best, min(one, _RANKS[self._turn(link, index).value]) if ordered else one)
        return best

    def stands_in(self, links: Sequence[Link], reach: Reach) -> Truth:
        """Whether one who comes to the substitutes as `reach` says stands in for the principal of these links."""
        options: list[Truth] = []
        for link in links:
            if not link.succession:
                member = self._among(link, reach, ordered=False)
                if member.value is not False:
                    options.append(all_of([member, self._in_force(link)]))
        options.append(self._succeeds([link for link in links if link.succession], reach))
        return any_of(options)

    def _succeeds(self, links: Sequence[Link], reach: Reach) -> Truth:
        """At most one substitute at an instant: where several clauses without an order name different ones, whether
        the face is the one is open, and the answer names the clauses."""
        members = [self._among(link, reach, ordered=True) for link in links]
        if all(member.value is False for member in members):
            return any_of(members)
        forces = [self._prevails(link, links) for link in links]
        current = [(m, f, link) for m, f, link in zip(members, forces, links, strict=True) if f.value is not False]
        if not current:
            return any_of(all_of([m, f]) for m, f in zip(members, forces, strict=True))
        if len(current) == 1:
            member, force, _ = current[0]
            return all_of([member, force])
        both = [all_of([member, force]) for member, force, _ in current]
        if all(member.value is True for member, _, _ in current) or all(truth.value is False for truth in both):
            return any_of(both)
        certain = tuple(link.norm.id for _, force, link in current if force.value is True)
        mixed = [*(member for member, _, _ in current), *(force for _, force, _ in current)]
        return Truth(
            None,
            merged(*(t.facts for t in mixed)),
            merged(*(t.missing for t in mixed)),
            merged(*(t.stand_ins for t in mixed)),
            merged(*(t.used for t in mixed), tuple(link.norm.id for _, _, link in current)),
            merged(certain if len(certain) > 1 else (), *(t.conflicts for t in mixed)),
        )

    def _prevails(self, link: Link, links: Sequence[Link]) -> Truth:
        """Whether a substitution holds at that instant and none that overrides it does."""
        force = self._in_force(link)
        over = [other for other in links if self.knows.is_over(other.norm.id, link.norm.id)]
        if not over or force.value is False:
            return force
        return all_of([force, *(negated(self._in_force(other)) for other in over)])

    def _among(self, link: Link, reach: Reach, *, ordered: bool) -> Truth:
        """Whether the face is (or acts for) the substitute whose turn it is."""
        options: list[Truth] = []
        for index, substitute in enumerate(link.substitutes):
            if substitute is None:
                is_it = resting_on(Truth(None), *link.unknown)
            else:
                is_it = resting_on(reach(substitute), Truth(True, link.stand_ins_named[index]))
            if is_it.value is False:
                options.append(is_it if is_it.conflicts else Truth(False, given(is_it.facts)))
                continue
            truth = all_of([is_it, self._turn(link, index)]) if ordered else is_it
            if truth.value is not False:
                stand_in = StandIn(substitute or "", link.principal or "", link.norm.id)
                truth = evolve(
                    truth, stand_ins=merged(truth.stand_ins, (stand_in,)), used=merged(truth.used, (link.norm.id,))
                )
            options.append(truth)
        return any_of(options)

    def _in_force(self, link: Link) -> Truth:
        if id(link) not in self._forces:
            self._forces[id(link)] = self.knows.in_force(link, self.asked)
        return self._forces[id(link)]

    def _turn(self, link: Link, index: int) -> Truth:
        if (id(link), index) not in self._turns:
            self._turns[id(link), index] = self.knows.turn(link, index, self.asked)
        return self._turns[id(link), index]


@define
class Walk:
    """Where one face comes to by chains of links."""

    chains: Chains
    face: str
    _own: dict[str, Truth] = field(factory=dict)
    _order: dict[str, None] = field(factory=dict)
    _cyclic: bool = False
    _values: dict[str, int] = field(factory=dict)
    _explained: dict[str, Truth] = field(factory=dict)

    def reach(self, target: str) -> Truth:
        """Whether the face is the target or acts for it. A yes rests on the first chain in the order of the clauses
        that meets no principal twice; an unknown and a no rest on all that was met on the way."""
        own = self._is(target)
        if own.value is True:
            return own
        self._explore([target])
        return self._explanation(target)

    def stands_in(self, key: str) -> bool | None:
        """Whether the face stands in for the principal that `key` names, by one of its links."""
        links = self.chains.links_of(key)
        self._explore([name for link in links for name in link.substitutes if name is not None])
        return _VALUES[self.chains.rank(links, self._values)]

    def _is(self, target: str) -> Truth:
        if target not in self._own:
            self._own[target] = self.chains.knows.is_party(self.face, target, self.chains.asked)
        return self._own[target]

    # ------------------------------------------------------------------------------------------ what is reached

    def _explore(self, targets: Sequence[str]) -> None:
        """Meet all that chains from the targets lead to, what is met later before what leads to it; then say of each
        whether the face comes to it."""
        if all(target in self._values for target in targets):
            return
        on_the_way: set[str] = set()
        for first in targets:
            stack = [(first, self._onwards(first))] if first not in self._order else []
            on_the_way.update(name for name, _ in stack)
            while stack:
                target, rest = stack[-1]
                following = next(rest, None)
                if following is None:
                    stack.pop()
                    on_the_way.discard(target)
                    self._order[target] = None
                elif following in on_the_way:
                    self._cyclic = True
                elif following not in self._order:
                    on_the_way.add(following)
                    stack.append((following, self._onwards(following)))
        self._values = self._least(frozenset())
        self._explained = {}

    def _onwards(self, target: str) -> Iterator[str]:
        return iter(()) if self._is(target).value is True else self.chains.substitutes(target)

    def _least(self, without: Collection[str]) -> dict[str, int]:
        """How surely the face comes to each target, by chains that meet none of the principals `without`. Nothing is
        taken to be so but what follows: a chain that only returns to itself gives nothing. (All that is asked of a link
        can only rise with what is known of its substitutes, from no over perhaps to yes; so the rounds come to rest.)
        """
        values = dict.fromkeys(self._order, _NO)
        changed = True
        while changed:
            changed = False
            standing: dict[str, int] = {}
            for target in self._order:
                if values[target] != _YES:
                    value = self._value(target, values, without, standing)
                    changed = changed or (self._cyclic and value != values[target])
                    values[target] = value
        return values

    def _value(self, target: str, values: Values, without: Collection[str], standing: dict[str, int]) -> int:
        best = _RANKS[self._is(target).value]
        for arm in self.chains.arms(target):
            if best == _YES:
                break
            if arm.meets.value is False or arm.key in without:
                continue
            if arm.key not in standing:
                standing[arm.key] = self.chains.rank(self.chains.links_of(arm.key), values)
            best = max(best, min(standing[arm.key], _RANKS[arm.meets.value]))
        return best

    # ------------------------------------------------------------------------------------------ what it rests on

    def _explanation(self, target: str) -> Truth:
        if self._values[target] == _YES:
            if target not in self._explained:
                self._explained[target] = self._chain(target)
            return self._explained[target]
        if target not in self._explained:
            # Where chains return to where they came from, the second round tells what the first had not met yet.
            for again in (False, True) if self._cyclic else (False,):
                for each in self._order:
                    if self._values[each] != _YES and (again or each not in self._explained):
                        self._explained[each] = self._why(each)
        return self._explained[target]

    def _why(self, target: str) -> Truth:
        """An unknown or a no with all that it rests on."""
        options = [self._is(target)]
        for arm in self.chains.arms(target):
            if arm.meets.value is False:
                options.append(Truth(False, given(arm.meets.facts)))
                continue
            stands = self.chains.stands_in(self.chains.links_of(arm.key), self._known)
            if stands.value is not False or stands.facts:
                options.append(all_of([stands, arm.meets]))
        return any_of(options)

    def _known(self, target: str) -> Truth:
        if self._values[target] == _YES:
            return self._explanation(target)
        return self._explained[target] if target in self._explained else _bare(self._values[target])

    def _chain(self, target: str) -> Truth:
        """A yes with the chain that it rests on: at each step the first way on that comes to the face without meeting
        a principal again."""
        steps: list[tuple[_Arm, str, Values]] = []
        met: set[str] = set()
        values: Values = self._values
        while self._is(target).value is not True:
            arm = next(arm for arm in self.chains.arms(target) if arm.key not in met and self._leads(arm, values))
            met.add(arm.key)
            if self._cyclic:
                values = self._least(met)
            chosen = self._chosen(arm, values)
            steps.append((arm, chosen, values))
            target = chosen
        truth = self._is(target)
        for arm, chosen, values in reversed(steps):
            links = self.chains.links_of(arm.key)
            truth = all_of([self.chains.stands_in(links, _knowing(chosen, truth, values)), arm.meets])
        return truth

    def _leads(self, arm: _Arm, values: Values) -> bool:
        if arm.meets.value is not True:
            return False
        return self.chains.rank(self.chains.links_of(arm.key), values) == _YES

    def _chosen(self, arm: _Arm, values: Values) -> str:
        """The substitute that the answer on an arm rests on."""

        def marked(name: str) -> Truth:
            return evolve(_bare(values[name]), stand_ins=(StandIn(name, "", _MARK),))

        answer = self.chains.stands_in(self.chains.links_of(arm.key), marked)
        return next(one.substitute for one in answer.stand_ins if one.norm == _MARK)


def _bare(rank: int) -> Truth:
    return Truth(_VALUES[rank])


def _knowing(chosen: str, truth: Truth, values: Values) -> Reach:
    return lambda name: truth if name == chosen else _bare(values[name])


def given(facts: tuple[FactUsed, ...]) -> tuple[FactUsed, ...]:
    """The facts without the absences."""
    return tuple(fact for fact in facts if not fact.kind.startswith("no_"))
