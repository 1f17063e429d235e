"""Facts that decide conditions: what must be drawn so that a condition holds, or fails, on a day.

Handed a condition of a norm, a day and whether it is to hold, a `Stage` draws the fields, events, states, parties and
records that make it so, with a liking for the edges: a number at its bound, a state that ends that very day, a
substitute instead of the principal. What is said once is not said again, so one case can serve several norms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from attrs import define, evolve, field, frozen

from ruledsl.civil_time import Convention
from ruledsl.norms import model
from ruledsl.norms.expressions import (
    ActParam,
    Among,
    And,
    Arithmetic,
    Broken,
    Compare,
    Constraint,
    Count,
    CountEvents,
    DoerOf,
    EventDay,
    EventParam,
    EventPattern,
    Expr,
    FieldOf,
    Happened,
    Holders,
    Holds,
    IsKind,
    IsSet,
    Lapsed,
    Literal,
    Member,
    Not,
    OpenRecords,
    Or,
    Party,
    Pointing,
    Portion,
    Quantified,
    SetOf,
    Sum,
    ValueName,
    Var,
)
from ruledsl.norms.model import Form, Norm
from ruledsl.testing.dice import Dice
from ruledsl.testing.drafting import Draft, Slot
from ruledsl.world.scenario import Argument
from ruledsl.world.values import NOTHING, Day, Doer, Duration, Ref, Scalar, Symbol, Value
from ruledsl.world.vocabulary import FieldDecl, Parameter, Type

PERSONS: Final = ("wang", "li", "zhao", "chen")
TIMES: Final = (9 * 3600, 12 * 3600, 15 * 3600 + 1800, 17 * 3600 + 1800, 23 * 3600 + 3540)
PARTY_TYPES: Final = frozenset({"party", "person", "office", "role"})
DEEPEST: Final = 3
"""How many clauses in a row are staged for the sake of one (a lapse of a lapse), or substitutes of substitutes."""

Names = Mapping[str, str]
"""What variables stand for: the record or party of `self` and of each `for each`."""


@frozen
class Links:
    """What in a ruleset leads to what: who stands in for a party, what deems a field."""

    standing_in: Mapping[str, tuple[Norm, ...]]
    deeming: Mapping[str, tuple[Norm, ...]]
    by_id: Mapping[str, Norm]


class Held:
    """A ruleset compared by identity: its content is long to hash."""

    def __init__(self, rules: model.Ruleset) -> None:
        self.rules = rules

    def __hash__(self) -> int:
        return id(self.rules)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and other.rules is self.rules


@lru_cache(maxsize=32)
def _links(holder: Held) -> Links:
    standing: dict[str, list[Norm]] = {}
    deeming: dict[str, list[Norm]] = {}
    for norm in holder.rules.norms:
        if norm.form in (Form.SUBSTITUTION, Form.AUTHORISATION) and isinstance(norm.stands_for, Party):
            standing.setdefault(norm.stands_for.name, []).append(norm)
        if norm.deems is not None:
            deeming.setdefault(norm.deems[0], []).append(norm)
    by_id: dict[str, Norm] = {}
    for norm in holder.rules.norms:
        by_id.setdefault(norm.id, norm)
    return Links(
        {name: tuple(norms) for name, norms in standing.items()},
        {name: tuple(norms) for name, norms in deeming.items()},
        by_id,
    )


def links_of(rules: model.Ruleset) -> Links:
    """The links of a ruleset, gathered once."""
    return _links(Held(rules))


@frozen
class _Wanted:
    """What an act's parameter is to be, when the act comes."""

    value: Any
    party: bool
    equal: bool
    op: str

    def constraint(self, parameter: str) -> Constraint:
        return Constraint(parameter, self.op if self.op != "!=" else "=", self.value, self.party)


@define
class Stage:
    """Draws facts into a draft. `broken` is asked to break another norm (by id) on a record; the caller gives it."""

    dice: Dice
    draft: Draft
    convention: Convention
    links: Links
    breaker: Callable[[str, str, int], int | None]
    depth: int = 0
    asked: dict[tuple[str, str], _Wanted] = field(factory=dict)

    # ------------------------------------------------------------------------------------------ records

    def record_of(self, expr: Expr, names: Names, kind: str | None = None) -> str | None:
        """The record or party that an expression yields; one is made or named where nothing is said yet. `kind`: the
        kind wanted of a new one."""
        match expr:
            case Var(name=name):
                return names.get(name)
            case Party(name=name):
                return name
            case FieldOf(object=of, field=name, argument=argument):
                holder = self.record_of(of, names)
                decl = self.decl(holder, name)
                if holder is None or decl is None or decl.type.many or decl.by_events:
                    return None
                slot = (holder, name, self.argument(argument, decl, names))
                there = self.draft.value_at(slot, self.draft.base)
                if there is None and not self.draft.said(slot):
                    there = self.reference(decl.type, kind)
                    if there is not None:
                        self.draft.say(slot, there)
                return there.name if isinstance(there, Ref) else None
            case DoerOf() | EventParam() | ActParam() | Literal() | ValueName():
                return None
            case _:
                return None

    def decl(self, record: str | None, name: str) -> FieldDecl | None:
        kind = None if record is None else self.draft.kind_of(record)
        return None if kind is None else self.draft.vocabulary.field(kind, name)

    def argument(self, expr: Expr | None, decl: FieldDecl, names: Names) -> Value | None:
        """A field's argument."""
        if decl.parameter is None:
            return None
        found = None if expr is None else self.known(expr, names)
        if found is not None:
            return found
        return self.value(decl.parameter.type)

    def reference(self, type: Type, kind: str | None = None) -> Ref | None:
        """Some party or record of a type: one that is there already, or a new one."""
        words = self.draft.vocabulary
        if type.base in ("kind", "record") and not self.is_party_kind(type):
            wanted = kind or type.name
            if wanted not in words.kinds:
                wanted = next((k for k in words.kinds if not words.kinds[k].is_party), "")
            there = [name for name, its in self.draft.kinds.items() if words.is_kind(its, wanted)]
            if there and self.dice.usual(3, 4):
                return Ref(self.dice.pick(there))
            return Ref(self.new_record(wanted)) if wanted else None
        names = self.parties(type)
        return Ref(self.dice.pick(names)) if names else None

    def is_party_kind(self, type: Type) -> bool:
        words = self.draft.vocabulary
        return type.base == "kind" and any(words.kinds[k].is_party for k in words.ancestors(type.name))

    def new_record(self, kind: str, opened: int | None = None) -> str:
        """A record of a kind (perhaps of a narrower one), opened on the case's first day unless another is given."""
        words = self.draft.vocabulary
        narrower = words.narrower_kinds(kind)
        if len(narrower) > 1 and self.dice.chance(1, 4):
            kind = self.dice.pick(narrower)
        name = self.draft.new_name(kind)
        self.draft.kinds[name] = kind
        if self.draft.is_party_record(name):
            return name
        life = words.life(kind)
        at = self.draft.base if opened is None else opened
        if life.opens is None:
            if self.dice.chance(1, 4):
                self.draft.created[name] = at
                self.draft.opened[name] = at
            return name
        self.draft.opened[name] = at
        holder: str | None = name
        for step in life.opens.path:
            holder = self.record_of(FieldOf(Var("self"), step), {"self": holder or ""})
        if holder is not None and self.draft.first(holder, life.opens.event) is None:
            self.act(EventPattern(Var("self"), "", life.opens.event), {"self": holder}, at, plain=True)
        return name

    def subject(self, norm: Norm) -> str | None:
        """A record for a norm to bind, of the kind that its conditions ask of it."""
        kind = norm.subject.kind
        if kind is None:
            return None if norm.subject.party is None else self.record_of(norm.subject.party, {})
        words = self.draft.vocabulary
        if kind not in words.kinds:
            return None
        if any(words.kinds[k].is_party for k in words.ancestors(kind)):
            names = self.parties(Type("kind", kind))
            return self.dice.pick(names) if names else None
        there = [name for name, its in self.draft.kinds.items() if words.is_kind(its, kind)]
        if there and self.dice.usual(3, 4):
            return self.dice.pick(there)
        for part in _conjuncts(norm.when):
            if isinstance(part, IsKind) and part.item == Var("self") and part.kind in words.kinds:
                kind = part.kind if self.dice.usual(3, 4) else kind
        return self.new_record(kind)

    # ------------------------------------------------------------------------------------------ parties

    def parties(self, type: Type) -> list[str]:
        """The names that fit a party type, roles that are asked about first."""
        words = self.draft.vocabulary
        match type.base:
            case "person":
                return list(self.draft.persons)
            case "role":
                return list(words.roles)[:6]
            case "kind":
                offices = [n for n, d in words.offices.items() if d.kind and words.is_kind(d.kind, type.name)]
                records = [n for n, k in self.draft.kinds.items() if words.is_kind(k, type.name)]
                if len(offices) + len(records) < 2 and words.kinds[type.name].is_party:
                    records.append(self.new_record(type.name))
                return [*records, *offices]
            case "office":
                return list(words.offices)
            case _:
                return [*self.draft.persons, *list(words.roles)[:4], *list(words.offices)[:2]]

    def counting_as(self, party: str, day: int, deep: int = 0) -> str:
        """Somebody whose act may count as a party's: itself, a holder, a narrower role, a substitute."""
        words = self.draft.vocabulary
        if party not in words.roles:
            return party
        options: list[Callable[[], str]] = [lambda: party]
        holders = [person for person, role, _, _ in self.draft.holdings if words.role_includes(party, role)]
        if holders:
            options.append(lambda: self.dice.pick(holders))
        narrower = [role for role in words.roles if role != party and words.role_includes(party, role)]
        if narrower:
            options.append(lambda: self.counting_as(self.dice.pick(narrower), day, deep + 1))
        acting = self.links.standing_in.get(party, ()) if deep < DEEPEST else ()
        if acting:
            options += [lambda: self.substitute(self.dice.pick(acting), party, day, deep)] * 2
        return self.dice.pick(options)()

    def substitute(self, norm: Norm, party: str, day: int, deep: int) -> str:
        """One who stands in for a party, in the condition for it or (now and then) not."""
        place = self.dice.number(0, len(norm.stands_in) - 1)
        who = self.record_of(norm.stands_in[place], {})
        if who is None:
            return party
        real = self.dice.usual(3, 4)
        for condition in (norm.while_, norm.when):
            if condition is not None:
                self.arrange(condition, real, day, {})
        for before in norm.stands_in[:place]:
            if isinstance(before, Party) and norm.while_ is not None:
                for part in _holds_in(norm.while_):
                    self.arrange(evolve(part, of=before), real, day, {})
        return self.counting_as(who, day, deep + 1)

    def party(self, expr: Expr, want: bool, day: int, names: Names) -> str | None:
        """A party that a comparison with `expr` finds equal (`want`), or not."""
        match expr:
            case SetOf(items=items):
                if want and items:
                    return self.party(self.dice.pick(items), True, day, names)
                target = None
            case Holders(role=Party(name=role)):
                held = [person for person, its, _, _ in self.draft.holdings if its == role]
                return self.dice.pick(held) if want and held else self.other_party(())
            case _:
                target = self.record_of(expr, names)
        if want and target is not None:
            return self.counting_as(target, day)
        avoided = [self.record_of(item, names) for item in expr.items] if isinstance(expr, SetOf) else [target]
        return self.other_party(tuple(name for name in avoided if name is not None))

    def other_party(self, avoided: Sequence[str]) -> str | None:
        names = [name for name in self.parties(Type("party")) if name not in avoided]
        return self.dice.pick(names) if names else None

    # ------------------------------------------------------------------------------------------ values

    def value(self, type: Type, near: Value | None = None, want: bool | None = None, op: str = "=") -> Value | None:
        """A value of a type; near a value it is compared with, at or one beside it."""
        if type.many:
            one = Type(type.base, type.name)
            members = [self.value(one) for _ in range(self.dice.number(0, 2))]
            return frozenset(m for m in members if m is not None and not isinstance(m, frozenset))
        match type.base:
            case "yes_no" | "judgement":
                return self.dice.usual(1, 2) if want is None else want
            case "whole_number" | "decimal":
                middle = near if isinstance(near, int | Fraction) and not isinstance(near, bool) else 2
                return self.number(middle, op, want)
            case "text":
                if isinstance(near, str):
                    return near if want is not False else near + "'s"
                return self.dice.pick(("plan", "budget", "预算"))
            case "date":
                middle_day = near.ordinal if isinstance(near, Day) else self.draft.base
                return Day(middle_day + self.dice.pick((0, 1, -1, 5, 30)))
            case "duration":
                return near if isinstance(near, Duration) else Duration(self.dice.number(1, 5), "day")
            case "list":
                symbols = list(self.draft.vocabulary.lists[type.name].symbols)
                if isinstance(near, Symbol):
                    equal = want if op in ("=", "in") else not want
                    others = [each for each in symbols if each != near.name]
                    return near if equal or not others else Symbol(type.name, self.dice.pick(others))
                return Symbol(type.name, self.dice.pick(symbols))
            case "period":
                return "2022" if type.name in ("", "year") else None
            case "unknown":
                names = self.parties(Type("party"))
                return Ref(self.dice.pick(names))
            case _:
                return self.reference(type)

    def number(self, bound: int | Fraction, op: str, want: bool | None) -> Value:
        """A number for which `number op bound` is as wanted, by preference at its bound."""
        within = {"=": (0,), "!=": (1, -1), "<": (-1, -2), "<=": (0, -1), ">": (1, 2), ">=": (0, 1)}
        beyond = {"=": (1, -1), "!=": (0,), "<": (0, 1), "<=": (1, 2), ">": (0, -1), ">=": (-1, -2)}
        table = (-1, 0, 1) if want is None else (within if want else beyond).get(op, (0,))
        found = bound + self.dice.pick(table)
        # The language has no word for a number below zero.
        return max(Fraction(0), found) if isinstance(found, Fraction) else max(0, found)

    def known(self, expr: Expr, names: Names) -> Value | None:
        """What an expression yields by what is said already; None if that is open."""
        match expr:
            case Literal(value=value):
                return value
            case Party(name=name):
                return Ref(name)
            case Var(name=name):
                return Ref(names[name]) if name in names else None
            case ValueName(name=name):
                return self.setting(name)
            case FieldOf(object=of, field=name, argument=argument):
                holder = self.record_of(of, names)
                decl = self.decl(holder, name)
                if holder is None or decl is None:
                    return None
                return self.draft.value_at((holder, name, self.argument(argument, decl, names)), self.draft.base)
            case Count(set=of):
                found = self.known(of, names)
                return len(found) if isinstance(found, frozenset) else None
            case Portion(numerator=above, denominator=below, of=of):
                whole = self.known(of, names)
                return Fraction(above, below) * whole if isinstance(whole, int | Fraction) else None
            case _:
                return None

    def setting(self, name: str) -> Value | None:
        """A named value: the ruleset's, or one drawn for the scenario."""
        if name in self.draft.settings:
            return self.draft.settings[name]
        declared = self.draft.rules.values.get(name)
        if declared is None:
            return None
        if declared.value is not None:
            return declared.value
        if self.dice.chance(1, 6):
            return None
        match declared.type.base:
            case "period":
                drawn: Value | None = self.dice.pick(("month", "quarter", "week"))
            case "duration":
                drawn = Duration(self.dice.pick((3, 1, 5, 10)), self.dice.pick(("workday", "day")))
            case "whole_number":
                drawn = self.dice.number(1, 5)
            case _:
                drawn = self.value(declared.type)
        if drawn is not None:
            self.draft.settings[name] = drawn
        return drawn

    # ------------------------------------------------------------------------------------------ conditions

    def arrange(self, expr: Expr, want: bool, day: int, names: Names) -> None:
        """Facts by which a condition holds on a day, or fails; what cannot be arranged is left open."""
        match expr:
            case Literal() | OpenRecords() | Holders() | Pointing() | Party() | Var() | ValueName() | SetOf():
                return
            case And(items=items):
                self._all(items, want, day, names)
            case Or(items=items):
                self._all(tuple(Not(item) for item in items), not want, day, names)
            case Not(item=item):
                self.arrange(item, not want, day, names)
            case FieldOf():
                self._field(expr, want, day, names)
            case Happened(pattern=pattern, recent=recent):
                self._happened(pattern, recent, want, day, names)
            case Holds(state=state, of=of):
                subject = self.record_of(of, names)
                if subject is not None:
                    self.state(state, subject, want, day)
            case Compare():
                self._compare(expr, want, day, names)
            case Member():
                self._member(expr, want, day, names)
            case Among(left=left, right=right):
                self._among(left, right, want, names)
            case IsSet(item=item):
                if want:
                    self._given(item, day, names)
            case IsKind(item=item, kind=kind):
                if want and isinstance(item, FieldOf):
                    self.record_of(item, names, kind if kind in self.draft.vocabulary.kinds else None)
            case Quantified(which=which, var=var, set=of, body=body):
                members = self.members(of, names)
                for place, member in enumerate(members):
                    fits = {"every": want or place > 0, "some": want and place == 0, "no": not want and place == 0}
                    self.arrange(body, fits[which], day, {**names, var: member})
            case Lapsed(norm=norm, object=of) | Broken(norm=norm, object=of):
                record = self.record_of(of, names)
                if want and record is not None and self.depth < DEEPEST:
                    self.breaker(norm, record, day)
            case CountEvents(pattern=pattern):
                if want:
                    self.act(pattern, names, day)
            case _:
                return

    def _all(self, items: Sequence[Expr], want: bool, day: int, names: Names) -> None:
        failing = -1 if want else self.dice.number(0, len(items) - 1)
        for place, item in enumerate(items):
            if place == failing:
                self.arrange(item, False, day, names)
            elif want or self.dice.usual(2, 3):
                self.arrange(item, True, day, names)

    def _field(self, expr: FieldOf, want: bool, day: int, names: Names) -> None:
        holder = self.record_of(expr.object, names)
        decl = self.decl(holder, expr.field)
        if holder is None or decl is None or holder not in self.draft.kinds:
            if holder is not None and decl is not None and holder in self.draft.vocabulary.offices:
                slot = (holder, expr.field, self.argument(expr.argument, decl, names))
                self.draft.say_from(day, slot, want, decl.type)
            return
        deemings = self.links.deeming.get(expr.field, ())
        if want and deemings and self.depth < DEEPEST and self.dice.chance(1, 3):
            norm = self.dice.pick(deemings)
            if norm.when is not None:
                self.arrange(norm.when, True, day, {"self": holder})
                return
        self.say(holder, decl, self.argument(expr.argument, decl, names), want, day)

    def say(self, holder: str, decl: FieldDecl, argument: Value | None, value: Value, day: int) -> None:
        """A value for life, or from the very day, or turned to it on that day."""
        slot: Slot = (holder, decl.name, argument)
        if holder not in self.draft.kinds or decl.by_events:
            return
        way = self.dice.number(0, 5)
        if way <= 2 or self.draft.said(slot):
            self.draft.say(slot, value)
        elif way == 3 or decl.type.base == "judgement":
            self.draft.say_from(day - self.dice.number(0, 2), slot, value, decl.type, twice=decl.has_default)
        else:
            other = (not value) if isinstance(value, bool) else self.value(decl.type)
            if other is not None:
                self.draft.say_from(day - 3, slot, other, decl.type)
            self.draft.say_from(day, slot, value, decl.type)

    def _happened(self, pattern: EventPattern, recent: Duration | None, want: bool, day: int, names: Names) -> None:
        if want:
            back = self.dice.pick((1, 0, 2, 5))
            if recent is not None and recent.unit in ("day", "workday", "week"):
                back = max(0, recent.n * (7 if recent.unit == "week" else 1) - self.dice.pick((0, 1)))
            self.act(pattern, names, day - back)
        elif pattern.constraints and self.dice.chance(1, 3):
            self.act(pattern, names, day - self.dice.number(0, 2), fitting=False)
        elif self.dice.chance(1, 4):
            self.act(pattern, names, day + self.dice.number(1, 3))

    def state(self, state: str, subject: str, want: bool, day: int) -> None:
        """A state that holds on a day or does not, its ends at or beside that day; now and then not known."""
        decl = self.draft.vocabulary.states.get(state)
        if decl is None:
            return
        if decl.from_event is not None and decl.to_event is not None:
            if want or self.dice.chance(1, 3):
                first = day - self.dice.number(0, 3)
                last = day + self.dice.number(0, 3) if want else day - 1
                for path, at in ((decl.from_event, min(first, last)), (decl.to_event, last)):
                    holder = self.reach(subject, path.path)
                    if holder is not None:
                        self.act(EventPattern(Var("self"), "", path.event), {"self": holder}, at, plain=True)
            return
        holders = [person for person, role, _, _ in self.draft.holdings if role == subject]
        who = self.dice.pick((subject, *holders))
        spans: tuple[tuple[int, int | None] | None, ...]
        if want:
            spans = ((day, day), (day - 2, day), (day, day + 2), (day - 4, day + 4), (day - 1, None))
        else:
            spans = (None, (day - 3, day - 1), (day + 1, day + 3), (day + 1, None))
        span = self.dice.pick(spans)
        if span is not None:
            self.draft.hold(who, state, span[0], span[1], self.dice.usual(11, 12))

    def reach(self, record: str, path: Sequence[str]) -> str | None:
        """The record that a path of fields leads to."""
        found: str | None = record
        for step in path:
            found = None if found is None else self.record_of(FieldOf(Var("self"), step), {"self": found})
        return found

    def _compare(self, expr: Compare, want: bool, day: int, names: Names) -> None:
        left, right, op = expr.left, expr.right, expr.op
        if isinstance(left, Literal | Party | ValueName) or (isinstance(right, ActParam) and isinstance(left, FieldOf)):
            left, right = right, left
            op = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(op, op)
        equal = want == (op != "!=")
        match left:
            case FieldOf(object=of, field=name, argument=argument):
                holder = self.record_of(of, names)
                decl = self.decl(holder, name)
                if holder is None or decl is None:
                    return
                if expr.party:
                    party = self.party(right, equal, day, names)
                    if party is not None and self.fits(party, decl.type):
                        self.say(holder, decl, self.argument(argument, decl, names), Ref(party), day)
                    return
                near = self.known(right, names)
                if near is None and isinstance(right, FieldOf):
                    self.arrange(IsSet(right), True, day, names)
                    near = self.known(right, names)
                value = near if isinstance(near, Ref) and equal else self.value(decl.type, near, want, op)
                if value is not None and (not isinstance(value, Ref) or self.fits(value.name, decl.type)):
                    self.say(holder, decl, self.argument(argument, decl, names), value, day)
            case DoerOf(object=of, events=events):
                record = self.record_of(of, names)
                party = self.party(right, equal, day, names)
                if record is not None and party is not None:
                    pattern = EventPattern(Var("self"), "", self.dice.pick(events))
                    self.act(pattern, {"self": record}, day, given={"by": (Doer(party),)})
            case ActParam(event=event, parameter=parameter):
                self.asked[event, parameter] = _Wanted(right, expr.party, equal, op)
            case EventParam(object=of, event=event, parameter=parameter):
                constraint = Constraint(parameter, op, right, expr.party)
                self.act(EventPattern(of, "", event, (constraint,)), names, day, fitting=want)
            case Count(set=of):
                self._counted(of, left.where, left.var, right, op, want, day, names)
            case CountEvents(pattern=pattern):
                bound = self.known(right, names)
                number = self.number(bound, op, want) if isinstance(bound, int) else 1
                for _ in range(min(int(number) if isinstance(number, int) else 1, 4)):
                    self.act(pattern, names, day - self.dice.number(0, 3))
            case Sum(item=item, var=var, set=of):
                for member in self.members(of, names):
                    self.arrange(IsSet(item), True, day, {**names, var: member})
            case Arithmetic(left=first, right=then):
                for part in (first, then):
                    self._given(part, day, names)
            case Portion(of=of):
                self._given(of, day, names)
            case _:
                return

    def _counted(
        self, of: Expr, where: Expr | None, var: str, bound: Expr, op: str, want: bool, day: int, names: Names
    ) -> None:
        """As many members as a comparison of their number asks for."""
        if isinstance(bound, Portion | Count):
            self._given(bound, day, names)
        limit = self.known(bound, names)
        wanted = self.number(limit, op, want) if isinstance(limit, int | Fraction) else self.dice.number(0, 3)
        number = min(int(wanted) if isinstance(wanted, int | Fraction) else 1, 5)
        if isinstance(of, FieldOf):
            pool = None
            if isinstance(bound, Portion) and isinstance(bound.of, Count):
                pool = self.known(bound.of.set, names)
            self.fill(of, number, names, pool)
            members = self.members(of, names)
        else:
            members = self.members(of, names, number)
        if where is not None:
            for member in members:
                self.arrange(where, True, day, {**names, var: member})

    def fill(self, of: FieldOf, number: int, names: Names, pool: Value | None = None) -> None:
        """A set of so many members, of a pool if one is given."""
        holder = self.record_of(of.object, names)
        decl = self.decl(holder, of.field)
        if holder is None or decl is None or not decl.type.many:
            return
        slot = (holder, of.field, self.argument(of.argument, decl, names))
        if self.draft.said(slot):
            return
        found: dict[Scalar, None] = {}
        if isinstance(pool, frozenset):
            found = dict.fromkeys(sorted(pool, key=repr)[:number])
        one = Type(decl.type.base, decl.type.name)
        for _ in range(12):
            if len(found) >= number:
                break
            if decl.type.base == "kind":
                member: Value | None = Ref(self.new_record(decl.type.name))
            else:
                options = self.parties(one)
                left = [name for name in options if Ref(name) not in found]
                member = Ref(left[0]) if left and one.base in PARTY_TYPES else self.value(one)
            if member is not None and not isinstance(member, frozenset):
                found[member] = None
        self.draft.say(slot, frozenset(found))

    def members(self, of: Expr, names: Names, number: int | None = None) -> list[str]:
        """The members of a set, one to three where nothing is said of it yet."""
        match of:
            case SetOf(items=items):
                return [name for item in items if (name := self.record_of(item, names)) is not None]
            case FieldOf():
                self.fill(of, self.dice.number(1, 2), names)
                found = self.known(of, names)
                refs = found if isinstance(found, frozenset) else ()
                return sorted(member.name for member in refs if isinstance(member, Ref))
            case Pointing(kind=kind, field=name, target=target):
                record = self.record_of(target, names)
                if record is None:
                    return []
                there = [r for (r, f, _), v in self.draft.undated.items() if f == name and v == Ref(record)]
                wanted = self.dice.number(1, 2) if number is None else number
                while len(there) < wanted:
                    made = self.new_record(kind)
                    if self.draft.said((made, name, None)):
                        break
                    self.draft.say((made, name, None), Ref(record))
                    there.append(made)
                return there
            case OpenRecords(kind=kind):
                words = self.draft.vocabulary
                there = [n for n, k in self.draft.kinds.items() if words.is_kind(k, kind)]
                while len(there) < (1 if number is None else number):
                    there.append(self.new_record(kind))
                return there
            case Holders(role=role):
                name = self.record_of(role, names)
                return [p for p, r, _, _ in self.draft.holdings if r == name]
            case _:
                return []

    def _member(self, expr: Member, want: bool, day: int, names: Names) -> None:
        want = want != expr.negated
        item, of = expr.item, expr.set
        if isinstance(of, FieldOf):
            holder = self.record_of(of.object, names)
            decl = self.decl(holder, of.field)
            if holder is None or decl is None:
                return
            one = self.known(item, names)
            if one is None and isinstance(item, FieldOf):
                self._given(item, day, names)
                one = self.known(item, names)
            slot = (holder, of.field, self.argument(of.argument, decl, names))
            if self.draft.said(slot):
                return
            found: set[Scalar] = set()
            if isinstance(one, Ref) and want and self.fits(one.name, decl.type):
                counted = self.counting_as(one.name, day) if expr.of_members else one.name
                found.add(Ref(counted if self.fits(counted, decl.type) else one.name))
            other = self.other_party(() if not isinstance(one, Ref) else (one.name,))
            if other is not None and self.fits(other, decl.type) and self.dice.chance(1, 2):
                found.add(Ref(other))
            self.draft.say(slot, frozenset(found))
            return
        if isinstance(of, SetOf) and of.items and not expr.party:
            self._compare(Compare("=", item, self.dice.pick(of.items)), want, day, names)
            return
        self._compare(Compare("=", item, of, party=True, acting=expr.acting), want, day, names)

    def _among(self, left: Expr, right: Expr, want: bool, names: Names) -> None:
        if isinstance(right, FieldOf):
            self.fill(right, self.dice.number(1, 2), names)
        all_of = self.known(right, names)
        if isinstance(right, SetOf | Holders):
            all_of = frozenset(Ref(name) for name in self.members(right, names))
        if isinstance(left, FieldOf) and isinstance(all_of, frozenset):
            holder = self.record_of(left.object, names)
            decl = self.decl(holder, left.field)
            if holder is not None and decl is not None:
                members = set(all_of)
                other = self.other_party(tuple(m.name for m in all_of if isinstance(m, Ref)))
                if not want and other is not None and self.fits(other, decl.type):
                    members.add(Ref(other))
                kept = {m for m in members if not isinstance(m, Ref) or self.fits(m.name, decl.type)}
                self.draft.say((holder, left.field, self.argument(left.argument, decl, names)), frozenset(kept))
        elif isinstance(right, FieldOf) and isinstance(left, SetOf):
            for item in left.items:
                self._member(Member(item, right), want, self.draft.base, names)

    def _given(self, item: Expr, day: int, names: Names) -> None:
        """A value for whatever can have one."""
        match item:
            case FieldOf(object=of, field=name, argument=argument):
                holder = self.record_of(of, names)
                decl = self.decl(holder, name)
                if holder is not None and decl is not None:
                    if decl.type.many:
                        self.fill(item, self.dice.number(1, 3), names)
                        return
                    value = self.value(decl.type)
                    if value is not None:
                        self.say(holder, decl, self.argument(argument, decl, names), value, day)
            case DoerOf(object=of, events=events):
                self.act(EventPattern(of, "", self.dice.pick(events)), names, day)
            case EventDay(object=of, event=event):
                self.act(EventPattern(of, "", event), names, day - self.dice.number(0, 5))
            case EventParam(object=of, event=event):
                self.act(EventPattern(of, "", event), names, day)
            case Count(set=FieldOf() as of):
                self.fill(of, self.dice.number(1, 4), names)
            case Portion(of=of):
                self._given(of, day, names)
            case _:
                return

    def fits(self, party: str, type: Type) -> bool:
        """Whether a party or record may be the value of a field or parameter."""
        words, kind = self.draft.vocabulary, self.draft.kind_of(party)
        match type.base:
            case "person":
                return party in self.draft.persons
            case "role":
                return party in words.roles
            case "office":
                return kind is not None and self.draft.is_party_record(party)
            case "kind":
                return kind is not None and kind in words.kinds and words.is_kind(kind, type.name)
            case "party":
                return self.draft.is_party_record(party)
            case "record":
                return party in self.draft.kinds
            case "unknown":
                return True
            case _:
                return False

    # ------------------------------------------------------------------------------------------ events

    def act(
        self,
        pattern: EventPattern,
        names: Names,
        day: int,
        *,
        fitting: bool = True,
        given: Mapping[str, Argument] | None = None,
        plain: bool = False,
    ) -> int | None:
        """An occurrence of a pattern on a day (an opening that is there already stays), `fitting` what it asks or not.

        Hands on the day; None if there is no record for it to happen to.
        """
        record = self._happens_to(pattern, names)
        kind = None if record is None else self.draft.kind_of(record)
        decl = None if kind is None else self.draft.vocabulary.event(kind, pattern.event)
        if record is None or kind is None or decl is None:
            return None
        there = self.draft.first(record, pattern.event)
        life = self.draft.vocabulary.life(kind)
        opening = life.opens is not None and not life.opens.path and life.opens.event == pattern.event
        if there is not None and (opening or not pattern.constraints) and there.day <= day and self.dice.usual(3, 4):
            if opening and pattern.constraints:
                self._fit(there.arguments, pattern, decl.parameters, fitting, there.day, names)
            return there.day
        if there is not None and opening:
            return there.day
        arguments: dict[str, Argument] = dict(given or {})
        if not plain:
            for (event, parameter), wanted in self.asked.items():
                if event == pattern.event:
                    self._parameter(arguments, wanted.constraint(parameter), decl.parameters, wanted.equal, day, names)
        self._fit(arguments, pattern, decl.parameters, fitting, day, names)
        if not plain:
            for one in decl.parameters:
                if one.name not in arguments and self.dice.chance(1, 4):
                    self._any_argument(arguments, one)
        second = None if plain or opening or self.dice.usual(3, 4) else self.dice.pick(TIMES)
        return self.draft.happen(day, record, pattern.event, arguments, second).day

    def _happens_to(self, pattern: EventPattern, names: Names) -> str | None:
        if pattern.object is not None:
            return self.record_of(pattern.object, names)
        own = names.get("self")
        words = self.draft.vocabulary
        if own is not None and pattern.kind and words.is_kind(self.draft.kind_of(own) or "", pattern.kind):
            return own
        found = self.reference(Type("kind", pattern.kind)) if pattern.kind in words.kinds else None
        return None if found is None else found.name

    def _fit(
        self,
        arguments: dict[str, Argument],
        pattern: EventPattern,
        parameters: Sequence[Parameter],
        fitting: bool,
        day: int,
        names: Names,
    ) -> None:
        failing = -1 if fitting or not pattern.constraints else self.dice.number(0, len(pattern.constraints) - 1)
        for place, constraint in enumerate(pattern.constraints):
            self._parameter(arguments, constraint, parameters, place != failing, day, names)

    def _parameter(
        self,
        arguments: dict[str, Argument],
        constraint: Constraint,
        parameters: Sequence[Parameter],
        fits: bool,
        day: int,
        names: Names,
    ) -> None:
        """A parameter that meets what is asked of it, or does not."""
        decl = next((p for p in parameters if p.name == constraint.parameter), None)
        if decl is None or decl.name in arguments:
            return
        equal = fits == (constraint.op not in ("!=", "not in"))
        if constraint.party:
            if isinstance(constraint.value, FieldOf):
                self._given(constraint.value, day, names)
            party = self.party(constraint.value, equal, day, names)
            if party is not None and self.fits(party, decl.type):
                self._put(arguments, decl, Ref(party))
            return
        near = self.known(constraint.value, names)
        if isinstance(constraint.value, SetOf) and constraint.value.items:
            near = self.known(self.dice.pick(constraint.value.items), names)
        if isinstance(near, Ref):
            value: Value | None = near if equal else self.reference(decl.type)
        else:
            value = self.value(decl.type, near, fits, constraint.op)
        if value is not None and (not isinstance(value, Ref) or self.fits(value.name, decl.type)):
            self._put(arguments, decl, value)

    def _any_argument(self, arguments: dict[str, Argument], decl: Parameter) -> None:
        value = self.value(decl.type)
        if value is not None and value != NOTHING:
            self._put(arguments, decl, value)

    def _put(self, arguments: dict[str, Argument], decl: Parameter, value: Value) -> None:
        """A party parameter holds doers, now and then two of them."""
        if isinstance(value, Ref) and self.draft.is_party_record(value.name) and not decl.type.many:
            doers = [Doer(value.name)]
            if self.dice.chance(1, 12) and decl.type.base in ("party", "unknown"):
                other = self.other_party((value.name,))
                doers += [] if other is None else [Doer(other)]
            arguments[decl.name] = tuple(doers)
        elif isinstance(value, frozenset) and not value:
            return
        elif isinstance(value, frozenset) and all(isinstance(m, Ref) for m in value) and decl.type.base in PARTY_TYPES:
            arguments[decl.name] = tuple(Doer(m.name) for m in sorted(value, key=repr) if isinstance(m, Ref))
        else:
            arguments[decl.name] = value


def _conjuncts(expr: Expr | None) -> Sequence[Expr]:
    match expr:
        case None:
            return ()
        case And(items=items):
            return items
        case _:
            return (expr,)


def _holds_in(expr: Expr) -> list[Holds]:
    """The states that a condition asks of a party."""
    match expr:
        case Holds():
            return [expr]
        case And(items=items) | Or(items=items):
            return [part for item in items for part in _holds_in(item)]
        case _:
            return []
