"""Whether a doer or a party counts as another (language reference, section 4, *Parties*)."""

from __future__ import annotations

from ruledsl.norms.expressions import Party
from ruledsl.norms.model import Form, Norm
from ruledsl.world.scenario import Event
from ruledsl.world.values import Doer, Ref

from .lines import Line, Point
from .truth import NotCovered, Truth, both, either


def wider_roles(line: Line, role: str) -> set[str]:
    """Section 2: roles may be narrower, and unions: all the roles that holding `role` is holding."""
    found, size = {role}, 0
    while size != len(found):
        size = len(found)
        for name, decl in line.rules.vocabulary.roles.items():
            if decl.from_field is not None:
                raise NotCovered("a role taken from a field")
            if name in found:
                found.update(decl.parents)
            if found & set(decl.union):
                found.add(name)
    return found


def held(line: Line, person: str, day: int) -> set[str]:
    """Section 2: persons hold roles over intervals; the roles held, wider ones too."""
    found: set[str] = set()
    for holding in line.scenario.holdings:
        begun = holding.first is None or holding.first <= day
        over = holding.last is not None and holding.last < day
        if holding.person == person and begun and not over:
            found |= wider_roles(line, holding.role)
    return found


def holders(line: Line, role: str, day: int) -> set[str]:
    """Section 2: `holders(ROLE)`, by narrower roles too, not by acting."""
    return {h.person for h in line.scenario.holdings if role in held(line, h.person, day)}


def is_party(line: Line, name: str, wanted: str, day: int) -> bool:
    """Section 4: met by a person who holds the role at that instant, the role itself or a narrower role."""
    if name == wanted:
        return True
    if name in line.rules.vocabulary.roles:
        return wanted in wider_roles(line, name)
    return wanted in held(line, name, day)


def counts_as(line: Line, name: str, wanted: str, at: Point, act: Event | None, norm: str | None) -> Truth:
    """Section 4: ... or one who acts for it at that instant. Links are followed while their conditions hold; a chain
    that returns to itself ends there."""
    return _reaches(line, name, wanted, at, act, norm, frozenset())


def _reaches(
    line: Line, name: str, wanted: str, at: Point, act: Event | None, norm: str | None, met: frozenset[str]
) -> Truth:
    if is_party(line, name, wanted, at[0]):
        return True
    if name in met:
        return False
    found: list[Truth] = []
    links = [(each, *link) for each in line.rules.norms for link in _links(line, each, at, act, norm)]
    _one_substitute([link for link in links if link[0].form is Form.SUBSTITUTION and link[3] is not False])
    for _, substitute, principal, condition in links:
        if condition is not False and is_party(line, name, substitute, at[0]):
            onwards = _reaches(line, principal, wanted, at, act, norm, met | {name})
            found.append(both([condition, onwards]))
    return either(found)


def _one_substitute(links: list[tuple[Norm, str, str, Truth]]) -> None:
    """Section 4: at most one substitute at an instant; two with no order conflict."""
    for one in links:
        for other in links:
            if one[2] == other[2] and one[1] != other[1]:
                raise NotCovered("two substitutes without an order")


def _links(line: Line, norm: Norm, at: Point, act: Event | None, asked_by: str | None) -> list[tuple[str, str, Truth]]:
    """Section 4: `P acts for Q while C [in E / for ID]`, `P may act for Q when C`: the condition speaks of parties and
    the calendar, or (with `in KIND.E`) of the act's own record, and is read without substitution."""
    from .conditions import Env, evaluate

    if norm.form not in (Form.SUBSTITUTION, Form.AUTHORISATION):
        return []
    if norm.until is not None or norm.for_each or norm.upon is not None:
        raise NotCovered("an authorisation that ends, or for each")
    if norm.acts and (act is None or not _is_act(line, norm, act)):
        return []
    if norm.for_norms and asked_by not in norm.for_norms:
        return []
    bound = {"self": act.record} if norm.acts and act is not None else {}
    env = Env(line, bound, act=act, plain=True)
    condition: Truth = both(
        evaluate(each, env, at)
        for each in (norm.when, norm.while_)
        if each is not None  # type: ignore[misc]
    )
    if norm.unless is not None:
        raise NotCovered("a substitution with an exception")
    principal = _name(norm.stands_for, env, at)
    if len(norm.stands_in) != 1:
        raise NotCovered("a succession of several")
    substitute = _name(norm.stands_in[0], env, at)
    if principal is None or substitute is None:
        return [] if condition is False else [(_unknown(), _unknown(), None)]
    return [(substitute, principal, condition)]


def _unknown() -> str:
    raise NotCovered("a substitution whose party is unknown")


def _is_act(line: Line, norm: Norm, act: Event) -> bool:
    kind = line.record(act.record).kind
    return any(act.event == event and line.rules.vocabulary.is_kind(kind, wider) for wider, event in norm.acts)


def _name(expr: object, env: object, at: Point) -> str | None:
    from .conditions import evaluate

    if isinstance(expr, Party):
        return expr.name
    found = evaluate(expr, env, at)  # type: ignore[arg-type]
    return found.name if isinstance(found, Ref) else None


def doers_match(
    line: Line, doers: tuple[Doer, ...], wanted: str, at: Point, act: Event, acting: bool, norm: str | None
) -> Truth:
    """Section 4: `by` may hold several doers; a comparison asks for any of them."""
    return either(doer_matches(line, doer, wanted, at, act, acting, norm) for doer in doers)


def doer_matches(line: Line, doer: Doer, wanted: str, at: Point, act: Event, acting: bool, norm: str | None) -> Truth:
    """One doer of an act against one party."""
    if doer.capacity is not None:
        raise NotCovered("an act in a named capacity")
    if acting:
        return counts_as(line, doer.party, wanted, at, act, norm)
    return is_party(line, doer.party, wanted, at[0])
