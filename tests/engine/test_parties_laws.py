"""Laws of acting for another, on any substitutions and any absences."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.engine.case import Case
from ruledsl.norms.model import Form, Norm
from ruledsl.world.scenario import Holding, Scenario, StateInterval
from ruledsl.world.values import Ref
from ruledsl.world.vocabulary import RoleDecl, Vocabulary
from tests.engine.worlds import CONVENTION, Log, away, day, end, government, label, ruleset, substitution

ROLES = tuple(f"p{index}" for index in range(6))
PRINCIPAL, SUBSTITUTES = ROLES[0], ROLES[1:]
ON, LAST = "2022-03-10", "2022-03-31"


def offices() -> Vocabulary:
    base = government()
    return evolve(base, roles={**base.roles, **{name: RoleDecl(name, label(name)) for name in ROLES}})


VOCABULARY = offices()


def built(scenario: Scenario, clauses: list[Norm]) -> Case:
    return Case(ruleset(*clauses, vocabulary=VOCABULARY), scenario, day(LAST), CONVENTION)


def acting(scenario: Scenario, clauses: list[Norm], principal: str = PRINCIPAL) -> dict[str, bool | None]:
    found = built(scenario, clauses)
    return {p: found.acts_as(Ref(p), Ref(principal), end(ON)).value for p in ROLES if p != principal}


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Some roles away (or perhaps away), some held, some vacant, of most nothing is said."""
    log = Log("2022-01-01")
    for role in ROLES:
        match draw(st.sampled_from(("free", "free", "away", "away", "unknown"))):
            case "away":
                log.state(ON, ON, role, "away")
            case "unknown":
                log.state(ON, ON, role, "away", known=False)
        match draw(st.sampled_from(("unsaid", "unsaid", "held", "vacant"))):
            case "held":
                log.person(f"person_{role}", role)
            case "vacant":
                log.person(f"person_{role}", role, None, "2022-03-09")
    return log.scenario()


@st.composite
def clauses(draw: st.DrawFn, principals: tuple[str, ...] = (PRINCIPAL,), most: int = 3) -> list[Norm]:
    found = []
    for index in range(draw(st.integers(1, most))):
        principal = draw(st.sampled_from(principals))
        others = draw(st.permutations([p for p in ROLES if p != principal]))
        names = " ".join(others[: draw(st.integers(1, 4))])
        condition = draw(st.sampled_from((None, away(principal), away(principal), away(ROLES[-1]))))
        overrides = tuple(f"test:1.s{lower}" for lower in range(index) if draw(st.booleans()))
        found.append(substitution(f"s{index}", names, principal, condition, overrides=overrides))
    return found


@given(scenarios(), clauses())
def test_at_most_one_substitute_at_any_instant(scenario: Scenario, norms: list[Norm]) -> None:
    surely = [party for party, truth in acting(scenario, norms).items() if truth is True]
    assert len(surely) <= 1


@given(scenarios(), clauses())
def test_where_one_surely_stands_in_nobody_else_may(scenario: Scenario, norms: list[Norm]) -> None:
    answers = acting(scenario, norms)
    if True in answers.values():
        assert None not in answers.values()


@given(st.data())
def test_removing_an_absence_never_moves_a_power_further_down_its_chain(data: st.DataObject) -> None:
    known = scenarios().map(lambda s: evolve(s, states=tuple(x for x in s.states if x.known)))
    scenario, norms = data.draw(known), data.draw(clauses(most=1))
    names = [getattr(expr, "name", "") for expr in norms[0].stands_in]

    def place(within: Scenario) -> int:
        answers = acting(within, norms)
        holding = [index for index, name in enumerate(names) if answers[name] is True]
        return holding[0] if holding else -1  # nobody stands in: the principal alone

    for absence in scenario.states:
        fewer = evolve(scenario, states=tuple(s for s in scenario.states if s is not absence))
        assert place(fewer) <= place(scenario)


@given(scenarios(), clauses(principals=ROLES))
def test_chains_end_and_no_power_is_lost(scenario: Scenario, norms: list[Norm]) -> None:
    found = built(scenario, norms)
    for role in ROLES:
        assert found.acts_as(Ref(role), Ref(role), end(ON)).value is True
        for other in ROLES:
            found.acts_as(Ref(other), Ref(role), end(ON))


@given(scenarios(), clauses(principals=ROLES), st.sampled_from(ROLES))
def test_a_person_counts_as_the_role_counts_that_he_alone_holds(
    scenario: Scenario, norms: list[Norm], role: str
) -> None:
    own = (*(h for h in scenario.holdings if h.role != role), Holding("only", role))
    found = built(evolve(scenario, holdings=own, persons={**scenario.persons, "only": label("only")}), norms)
    for other in ROLES:
        by_name, in_person = (found.acts_as(Ref(doer), Ref(other), end(ON)).value for doer in (role, "only"))
        assert by_name is in_person


@given(scenarios(), clauses(principals=ROLES))
def test_the_textual_order_of_clauses_does_not_matter(scenario: Scenario, norms: list[Norm]) -> None:
    for principal in ROLES:
        assert acting(scenario, norms, principal) == acting(scenario, norms[::-1], principal)


@given(scenarios(), clauses(principals=ROLES), st.sampled_from(ROLES))
def test_a_known_absence_decides_and_never_flips(scenario: Scenario, norms: list[Norm], principal: str) -> None:
    before = acting(scenario, norms, principal)
    for turned in (True, False):
        states = tuple(StateInterval(s.subject, s.state, s.first, s.last) for s in scenario.states if s.known or turned)
        after = acting(evolve(scenario, states=states), norms, principal)
        assert all(after[party] is truth for party, truth in before.items() if truth is not None)


@given(scenarios(), clauses(principals=ROLES))
def test_nobody_acts_without_a_clause(scenario: Scenario, norms: list[Norm]) -> None:
    authorised = [evolve(norm, form=Form.AUTHORISATION) for norm in norms]
    assert not any(acting(scenario, []).values())
    named = {getattr(expr, "name", "") for norm in authorised for expr in norm.stands_in}
    for principal in ROLES:
        assert {p for p, truth in acting(scenario, authorised, principal).items() if truth is not False} <= named


@given(scenarios(), clauses(principals=ROLES), st.sampled_from(ROLES))
def test_who_may_lists_those_who_count_and_no_others(scenario: Scenario, norms: list[Norm], principal: str) -> None:
    found = built(scenario, norms)
    listed = {entitled.party for entitled in found.who_may(Ref(principal), end(ON))}
    counting = {role for role in ROLES if found.acts_as(Ref(role), Ref(principal), end(ON)).value is True}
    assert listed == counting
