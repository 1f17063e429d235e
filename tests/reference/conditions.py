"""Conditions and values at an instant of a line, by Kleene's logic (language reference, section 2)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, field, frozen

from ruledsl.norms import expressions as e
from ruledsl.norms.model import Norm
from ruledsl.world.scenario import DatedValue, Event, Judgement
from ruledsl.world.values import NOTHING, Day, Doer, Duration, Nothing, Ref, Value

from .lines import Line, Point
from .parties import doers_match, holders, is_party, wider_roles
from .truth import NotCovered, Truth, both, either, negation


@frozen(eq=False)
class Env:
    """What a condition speaks of. `act`, `trigger`: the events whose parameters are named, with their instants.
    `since`: only events from that instant on count (the content of a window). `timeless`: only undated facts are
    known. `plain`: without substitution. `norm`: who asks, for substitutions `for ID`. `lifting`: the norm whose
    content is asked, in which acts covered by a permission count."""

    line: Line
    bound: dict[str, str]
    act: Event | None = None
    act_at: Point | None = None
    trigger: Event | None = None
    trigger_at: Point | None = None
    since: Point | None = None
    timeless: bool = False
    plain: bool = False
    norm: str | None = None
    lifting: Norm | None = None
    deeming: int | None = field(default=None)


def evaluate(expr: e.Expr, env: Env, at: Point) -> Value | None:
    """The value of an expression at an instant; None: unknown."""
    match expr:
        case e.Literal(value):
            return value
        case e.Var(name):
            return Ref(env.bound[name])
        case e.Party(name):
            return Ref(name)
        case e.FieldOf(owner, name, argument):
            if argument is not None:
                raise NotCovered("a field with a parameter")
            return field_value(owner, name, env, at)
        case e.And(items):
            return both(truth(item, env, at) for item in items)
        case e.Or(items):
            return either(truth(item, env, at) for item in items)
        case e.Not(item):
            return negation(truth(item, env, at))
        case e.Happened(pattern, recent):
            if recent is not None:
                raise NotCovered("`within the last`")
            return None if env.timeless else happened(pattern, env, at)
        case e.Holds(state, of):
            return None if env.timeless else state_of(state, of, env, at)
        case e.Compare():
            return comparison(expr, env, at)
        case e.Member():
            return member(expr, env, at)
        case e.IsSet(item):
            return is_set(item, env, at)
        case e.IsKind(item, kind):
            return is_kind(item, kind, env, at)
        case e.ActParam():
            return parameter(expr, env)
        case e.DoerOf():
            raise NotCovered("the doer of an event as a value")
        case e.SetOf(items):
            found = [evaluate(item, env, at) for item in items]
            return None if None in found else frozenset(found)  # type: ignore[arg-type]
        case e.Pointing() | e.OpenRecords() | e.Holders():
            raise NotCovered("a set as a value")
        case e.Quantified(which, var, members, body):
            return quantified(which, var, members, body, env, at)
        case e.Count():
            return counted(expr, env, at)
        case e.Arithmetic(op, left, right):
            one, other = evaluate(left, env, at), evaluate(right, env, at)
            if not isinstance(one, int | Fraction) or not isinstance(other, int | Fraction):
                return None
            return one + other if op == "+" else one - other
        case e.Lapsed(norm, owner, key) | e.Broken(norm, owner, key):
            if key:
                raise NotCovered("a lapse of one member")
            if env.timeless:
                return None
            found = evaluate(owner, env, at)
            if not isinstance(found, Ref):
                return None
            from .following import broken, lapsed

            return (lapsed if isinstance(expr, e.Lapsed) else broken)(env.line, norm, found.name, at)
        case _:
            raise NotCovered(type(expr).__name__)


def truth(expr: e.Expr | None, env: Env, at: Point) -> Truth:
    """The truth of a condition; no condition holds."""
    if expr is None:
        return True
    found = evaluate(expr, env, at)
    assert found is None or isinstance(found, bool), (expr, found)
    return found


# ------------------------------------------------------------------------------------------------ fields


def field_value(owner: e.Expr, name: str, env: Env, at: Point) -> Value | None:
    """Section 2, *field* and *judgement*: a value is undated or dated; before its first dated value the default, else
    unknown. A judgement without a default speaks for the whole life once made."""
    of = evaluate(owner, env, at)
    if not isinstance(of, Ref):
        return None
    if of.name not in env.line.scenario.records:
        raise NotCovered("a field of a party")
    record = env.line.record(of.name)
    decl = env.line.rules.vocabulary.field(record.kind, name)
    if decl is None:
        # of a record of another kind nothing is said of it
        return None
    if not env.plain:
        from .following import deemable, deemed

        if env.timeless and deemable(env.line, record.name, name):
            return None
        value, sure = deemed(env.line, record.name, name, at)
        if not sure:
            return None
        if value is not None:
            return value
    given = [
        (when, entry)
        for when, entry in env.line.entries()
        if (isinstance(entry, DatedValue) and entry.field == name and entry.record == record.name)
        or (isinstance(entry, Judgement) and entry.target == name and entry.record == record.name and not entry.of_norm)
    ]
    if decl.type.base == "judgement" and not decl.has_default and (name, None) not in record.fields:
        return given[0][1].value if given else None
    undated = record.fields.get((name, None))
    if env.timeless:
        return undated if undated is not None and not given else None
    passed = [entry for when, entry in given if when < at]
    if passed:
        return passed[-1].value
    if undated is not None:
        return undated
    if decl.has_default:
        return decl.default
    return NOTHING if decl.type.base == "record" else None


def may_be_given(expr: e.Expr, env: Env, at: Point) -> bool:
    """Whether a part of a condition is unknown only for fields and judgements that are given nowhere: each may yet be
    given for the whole life."""
    fields = [part for part in parts_of(expr) if isinstance(part, e.FieldOf)]
    if truth(expr, evolve(env, timeless=False), at) is not None or any(isinstance(p, DATED) for p in parts_of(expr)):
        return False
    ungiven = False
    for part in fields:
        of = evaluate(part.object, env, at)
        if not isinstance(of, Ref):
            return False
        if evaluate(part, env, at) is None:
            if evaluate(part, evolve(env, timeless=False), at) is not None or _is_dated(of.name, part.field, env):
                return False
            ungiven = True
    return ungiven


DATED = (
    e.Happened, e.Holds, e.DoerOf, e.EventParam, e.EventDay, e.CountEvents, e.Lapsed, e.Broken, e.OpenRecords,
    e.Holders,
)  # fmt: skip


def is_lasting(expr: e.Expr, env: Env, at: Point) -> bool:
    """Whether a part is a judgement without a default: made, it speaks for the whole life."""
    if not isinstance(expr, e.FieldOf):
        return False
    of = evaluate(expr.object, env, at)
    if not isinstance(of, Ref):
        return False
    decl = env.line.rules.vocabulary.field(env.line.record(of.name).kind, expr.field)
    return decl is not None and decl.type.base == "judgement" and not decl.has_default


def _is_dated(record: str, name: str, env: Env) -> bool:
    """Whether a field changes by an entry, or by a deeming, or may only speak from a date on."""
    from .following import deemable

    decl = env.line.rules.vocabulary.field(env.line.record(record).kind, name)
    assert decl is not None
    dated = any(
        (isinstance(entry, DatedValue) and (entry.record, entry.field) == (record, name))
        or (isinstance(entry, Judgement) and (entry.record, entry.target) == (record, name))
        for _, entry in env.line.entries()
    )
    return dated or deemable(env.line, record, name) or (decl.type.base == "judgement" and decl.has_default)


def parts_of(expr: object) -> Iterator[object]:
    """An expression and all its parts."""
    yield expr
    for attribute in getattr(type(expr), "__attrs_attrs__", ()):
        value = getattr(expr, attribute.name)
        for each in value if isinstance(value, tuple) else (value,):
            if hasattr(type(each), "__attrs_attrs__"):
                yield from parts_of(each)


def is_kind(item: e.Expr, kind: str, env: Env, at: Point) -> Truth:
    """Section 2: `x is KIND` is a condition."""
    of = evaluate(item, env, at)
    if of is None:
        return None
    if not isinstance(of, Ref) or of.name not in env.line.scenario.records:
        raise NotCovered("`is` of what is no record")
    return env.line.rules.vocabulary.is_kind(env.line.record(of.name).kind, kind)


def is_set(item: e.Expr, env: Env, at: Point) -> Truth:
    """Section 2: `F is set` is never unknown; a judgement is set from its date."""
    match item:
        case e.FieldOf(owner, name, _):
            of = evaluate(owner, env, at)
            if not isinstance(of, Ref):
                return False
            record = env.line.record(of.name)
            decl = env.line.rules.vocabulary.field(record.kind, name)
            assert decl is not None
            dated = any(
                isinstance(entry, DatedValue | Judgement)
                and (entry.field if isinstance(entry, DatedValue) else entry.target) == name
                and entry.record == record.name
                and when < at
                for when, entry in env.line.entries()
            )
            if env.timeless:
                return True if record.fields.get((name, None)) is not None else None
            from .following import deemed

            return (
                dated
                or decl.has_default
                or (name, None) in record.fields
                or bool(deemed(env.line, record.name, name, at)[0] is not None)
            )
        case _:
            raise NotCovered("`is set` of what is not a field")


# ------------------------------------------------------------------------------------------------ events


def matches(pattern: e.EventPattern, at: Point, act: Event, env: Env) -> Truth:
    """Whether a happening fits a pattern, its parameters read as of its own instant (section 5)."""
    vocabulary = env.line.rules.vocabulary
    if act.event != pattern.event or not vocabulary.is_kind(env.line.record(act.record).kind, pattern.kind):
        return False
    if pattern.object is not None:
        of = evaluate(pattern.object, env, at)
        if of is None:
            return None
        if of != Ref(act.record):
            return False
    return both(constraint(each, at, act, env) for each in pattern.constraints)


def constraint(asked: e.Constraint, at: Point, act: Event, env: Env) -> Truth:
    """What a pattern asks of one parameter. A parameter that an entry does not give is unknown (section 2)."""
    given = act.arguments.get(asked.parameter)
    wanted = evaluate(asked.value, evolve(env, act=act, act_at=at), at)
    if asked.op not in ("=", "!=") or not asked.party:
        raise NotCovered("a constraint that is not on a party")
    if given is None or wanted is None:
        return None
    assert isinstance(given, tuple)
    assert isinstance(wanted, Ref | Nothing)
    if wanted == NOTHING:
        raise NotCovered("a party that is none")
    acting = asked.parameter == "by" and not asked.in_person and not env.plain
    found = doers_match(env.line, given, wanted.name, at, act, acting, env.norm)
    return found if asked.op == "=" else negation(found)


def happened(pattern: e.EventPattern, env: Env, at: Point) -> Truth:
    """Section 2: true from the instant after its first matching event."""
    from .permitting import done_instead

    found = either(
        matches(pattern, when, act, env)
        for when, act in env.line.acts(None, pattern.event)
        if when < at and (env.since is None or when >= env.since)
    )
    if env.lifting is None:
        return found
    return either([found, done_instead(pattern, evolve(env, lifting=None), env.lifting, at)])


def parameter(expr: e.ActParam, env: Env) -> Value | None:
    """Section 4: `E.param` is that occurrence's (with `upon E`), or that act's (in a norm decided at an act)."""
    act = env.act if expr.scope == "act" else env.trigger
    if act is None or act.event != expr.event:
        raise NotCovered("the parameter of another act")
    given = act.arguments.get(expr.parameter)
    if isinstance(given, tuple):
        if len(given) != 1:
            raise NotCovered("several doers as a value")
        return Ref(given[0].party)
    return given


# ------------------------------------------------------------------------------------------------ states and parties


def state_of(state: str, of: e.Expr, env: Env, at: Point) -> Truth:
    """Section 2, *state*: intervals of days, both ends included; of a role if recorded of the role or of all who hold
    it; closed-world, but an interval may be recorded as unknown."""
    who = evaluate(of, env, at)
    if who is None:
        return None
    if not isinstance(who, Ref):
        return False
    if env.line.rules.vocabulary.states[state].from_event is not None:
        raise NotCovered("a state between events")

    def recorded(name: str) -> Truth:
        return either(
            True if interval.known else None
            for interval in env.line.scenario.states
            if (interval.subject, interval.state) == (name, state)
            and interval.first <= at[0]
            and (interval.last is None or at[0] <= interval.last)
        )

    found = [recorded(who.name)]
    if who.name in env.line.rules.vocabulary.roles:
        people = holders(env.line, who.name, at[0])
        if people:
            found.append(both(recorded(person) for person in people))
    return either(found)


def party_is(name: str, wanted: str, acting: bool, env: Env, at: Point) -> Truth:
    """Section 4, *Parties*: one meaning wherever a party is compared."""
    if acting and not env.plain and env.act is not None:
        return doers_match(env.line, (Doer(name),), wanted, at, env.act, True, env.norm)
    return is_party(env.line, name, wanted, at[0])


def always_is(env: Env, name: str, wanted: str) -> Truth:
    """What is so of two parties for good: who holds a role may change, what a role is narrower than may not."""
    if name in env.line.rules.vocabulary.roles:
        return wanted in wider_roles(env.line, name)
    if wanted not in env.line.rules.vocabulary.roles:
        return name == wanted
    return None


def comparison(expr: e.Compare, env: Env, at: Point) -> Truth:
    """Comparisons of values, and of parties by identity, role and narrower role."""
    if isinstance(expr.left, e.DoerOf):
        return latest_doer(expr, env, at)
    left, right = evaluate(expr.left, env, at), evaluate(expr.right, env, at)
    if left is None or right is None:
        return None
    if expr.party:
        if env.timeless:
            if not isinstance(left, Ref) or not isinstance(right, Ref):
                return None
            same = always_is(env, left.name, right.name)
            return same if expr.op == "=" else negation(same)
        if not isinstance(left, Ref) or not isinstance(right, Ref):
            raise NotCovered("a party that is none")
        found = party_is(left.name, right.name, expr.acting and not expr.in_person, env, at)
        return found if expr.op == "=" else negation(found)
    if expr.op in ("=", "!="):
        return (left == right) == (expr.op == "=")
    if isinstance(left, Day) and isinstance(right, Day):
        left, right = left.ordinal, right.ordinal
    if isinstance(left, Duration | Nothing) or isinstance(right, Duration | Nothing):
        raise NotCovered("a comparison of durations or of none")
    return {
        "<": left < right,  # type: ignore[operator]
        "<=": left <= right,  # type: ignore[operator]
        ">": left > right,  # type: ignore[operator]
        ">=": left >= right,  # type: ignore[operator]
    }[expr.op]


def latest_doer(expr: e.Compare, env: Env, at: Point) -> Truth:
    """Section 4: `signer = P` asks the same as `signed(by = P)`; of several, the latest; not set before the event."""
    assert isinstance(expr.left, e.DoerOf)
    of = evaluate(expr.left.object, env, at)
    if env.timeless or not isinstance(of, Ref) or expr.op != "=":
        if env.timeless:
            return None
        raise NotCovered("a doer compared otherwise")
    done = [
        (when, act)
        for event in expr.left.events
        for when, act in env.line.acts(of.name, event)
        if when < at and (env.since is None or when >= env.since)
    ]
    if not done:
        return False
    when, act = max(done, key=lambda each: each[0])
    asked = e.Constraint("by", "=", expr.right, True, expr.in_person)
    found = constraint(asked, when, act, env)
    if env.lifting is None:
        return found
    from .permitting import covered

    return either([found, covered(env.line, env.lifting, when, act)])


def member(expr: e.Member, env: Env, at: Point) -> Truth:
    """`x in SET`, `SET contains x`: some member is x. A set not given is unknown (section 2)."""
    item, members = evaluate(expr.item, env, at), evaluate(expr.set, env, at)
    if item is None or members is None:
        return None
    assert isinstance(members, frozenset)
    found: list[Truth] = []
    for each in sorted(members, key=str):
        if not expr.party:
            found.append(item == each)
            continue
        if not isinstance(item, Ref) or not isinstance(each, Ref):
            raise NotCovered("a member that is none")
        one, other = (each, item) if expr.of_members else (item, each)
        if env.timeless:
            found.append(always_is(env, one.name, other.name))
            continue
        found.append(party_is(one.name, other.name, expr.acting, env, at))
    return negation(either(found)) if expr.negated else either(found)


# ------------------------------------------------------------------------------------------------ sets


def candidates(members: e.Expr, env: Env, at: Point) -> list[tuple[str, Truth]] | None:
    """The records or parties that may be in a set, and whether each is; None: nothing is known of it."""
    match members:
        case e.Pointing(kind, name, target):
            of = evaluate(target, env, at)
            if of is None:
                raise NotCovered("the records that point at an unknown one")
            found: list[tuple[str, Truth]] = []
            for record in env.line.scenario.records.values():
                if env.line.rules.vocabulary.is_kind(record.kind, kind):
                    points = field_value(e.Literal(Ref(record.name)), name, env, at)
                    found.append((record.name, None if points is None else points == of))
            return found
        case _:
            value = evaluate(members, env, at)
            if value is None:
                return None
            assert isinstance(value, frozenset)
            return [(each.name, True) for each in value if isinstance(each, Ref)]


def quantified(which: str, var: str, members: e.Expr, body: e.Expr, env: Env, at: Point) -> Truth:
    """Section 2: `every|some|no x in SET has C`, by Kleene's logic."""
    found = candidates(members, env, at)
    if found is None:
        return None
    holds = [
        both([inside, truth(body, evolve(env, bound={**env.bound, var: name}), at)])
        if which != "every"
        else either([negation(inside), truth(body, evolve(env, bound={**env.bound, var: name}), at)])
        for name, inside in found
    ]
    match which:
        case "every":
            return both(holds)
        case "some":
            return either(holds)
        case _:
            return negation(either(holds))


def counted(expr: e.Count, env: Env, at: Point) -> int | None:
    """Section 2: how many members of a set, for which a condition holds."""
    if expr.distinct is not None:
        raise NotCovered("a count of different values")
    found = candidates(expr.set, env, at)
    if found is None:
        return None
    holds = [
        both([inside, truth(expr.where, evolve(env, bound={**env.bound, expr.var: name}), at)])
        for name, inside in found
    ]
    if None in holds:
        raise NotCovered("a count that is a range")
    return holds.count(True)
