"""Chains of acting for another are found without following out every chain: compared with one who does just that."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ruledsl.engine.answers import Asked, Env, Truth, all_of, any_of
from ruledsl.engine.chains import Chains, Walk
from ruledsl.engine.chains import given as given_facts
from ruledsl.engine.conditions import Conditions
from ruledsl.engine.timeline import Timeline
from ruledsl.norms.model import Form, Norm
from ruledsl.world.scenario import Scenario
from tests.engine.test_parties_laws import LAST, ON, ROLES, VOCABULARY, scenarios
from tests.engine.worlds import CONVENTION, away, day, end, ruleset, substitution

FACES = (*ROLES, *(f"person_{role}" for role in ROLES))


def every_chain(chains: Chains, face: str, target: str, met: frozenset[str] = frozenset()) -> Truth:
    """Whether the face is the target or acts for it, following every chain that meets no principal twice."""
    own = chains.knows.is_party(face, target, chains.asked)
    if own.value is True:
        return own
    options = [own]
    for arm in chains.arms(target):
        if arm.key in met:
            continue
        if arm.meets.value is False:
            options.append(Truth(False, given_facts(arm.meets.facts)))
            continue
        further = met | {arm.key}
        stands = chains.stands_in(
            chains.links_of(arm.key), lambda name, further=further: every_chain(chains, face, name, further)
        )
        if stands.value is not False or stands.facts:
            options.append(all_of([stands, arm.meets]))
    return any_of(options)


@st.composite
def clauses(draw: st.DrawFn, *, downwards: bool) -> list[Norm]:
    """Substitutions and authorisations; `downwards`: only ever by later roles, so that no chain returns."""
    found = []
    for index in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(ROLES) - (2 if downwards else 1)))
        principal = ROLES[place]
        pool = ROLES[place + 1 :] if downwards else tuple(role for role in ROLES if role != principal)
        names = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=3, unique=True))
        condition = draw(st.sampled_from((None, away(principal), away(principal), away(ROLES[-1]))))
        overrides = tuple(f"test:1.s{lower}" for lower in range(index) if draw(st.booleans()))
        norm = substitution(f"s{index}", " ".join(names), principal, condition, overrides=overrides)
        found.append(evolve(norm, form=Form.AUTHORISATION) if draw(st.booleans()) else norm)
    return found


def asking(scenario: Scenario, norms: list[Norm]) -> Chains:
    rules = ruleset(*norms, vocabulary=VOCABULARY)
    conditions = Conditions(rules, Timeline(rules, scenario, day(LAST)), CONVENTION)
    return Chains(conditions.parties, Asked(Env(), end(ON)), None)


@given(scenarios(), clauses(downwards=False), st.sampled_from(ROLES))
def test_a_face_comes_to_whom_some_chain_leads_and_a_yes_names_the_first_one(
    scenario: Scenario, norms: list[Norm], target: str
) -> None:
    chains = asking(scenario, norms)
    for face in FACES:
        wanted, found = every_chain(chains, face, target), Walk(chains, face).reach(target)
        assert found.value is wanted.value
        if wanted.value is True:
            assert found == wanted


@given(scenarios(), clauses(downwards=True), st.sampled_from(ROLES))
def test_where_no_chain_returns_the_whole_answer_is_the_same(
    scenario: Scenario, norms: list[Norm], target: str
) -> None:
    chains = asking(scenario, norms)
    for face in FACES:
        assert Walk(chains, face).reach(target) == every_chain(chains, face, target)


@given(scenarios(), clauses(downwards=False))
def test_what_is_asked_of_one_target_does_not_depend_on_what_was_asked_before(
    scenario: Scenario, norms: list[Norm]
) -> None:
    chains = asking(scenario, norms)
    for face in ROLES:
        walk = Walk(chains, face)
        for target in ROLES:
            assert walk.reach(target).value is Walk(chains, face).reach(target).value
