"""Scenarios for a ruleset in hand, aimed at its own norms.

Handed a compiled ruleset, it hands on strategies of scenarios that bring some of the norms to a decision: their
subjects, triggers, anchors, contents and exceptions, placed by the norms' own limits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from attrs import field, frozen
from hypothesis import strategies as st

from ruledsl import api
from ruledsl.civil_time import Convention
from ruledsl.engine.calendar_cache import convention_for
from ruledsl.norms import model
from ruledsl.norms.expressions import Party
from ruledsl.norms.walking import parts_in
from ruledsl.testing.casting import FATES, Caster, Fate
from ruledsl.testing.days import any_day
from ruledsl.testing.dice import Dice
from ruledsl.testing.drafting import Draft
from ruledsl.testing.staging import PERSONS, Held, Stage, links_of
from ruledsl.testing.written import WrittenScenario

MOST_AIMS = 3
"""Norms that one scenario is drawn for, unless they are named."""


def scenarios(
    ruleset: api.Ruleset, *, norms: Iterable[str] | None = None, first: date | None = None, last: date | None = None
) -> st.SearchStrategy[WrittenScenario]:
    """Well-typed scenarios for a ruleset, each aimed at one to three of its norms.

    `norms`: the ids (or local ids, such as `51.filing`) to choose among; all by default. `first`, `last`: the dates
    between which the case begins, by default where the ruleset's calendar is published. The scenarios load without
    diagnostics; their `as of` days are the due days, those beside them, and others on which something happens.
    Raises ValueError for an id that is none of the ruleset's, or if there is no norm to aim at.
    """
    rules = ruleset.compiled
    wanted = [
        norm for norm in rules.norms if norm.subject.kind is not None or norm.form in _ANY_SUBJECT or norm.breakable
    ]
    if norms is not None:
        names = [norm if ":" in norm else f"{rules.name}:{norm}" for norm in norms]
        for name in names:
            if rules.norm(name) is None:
                raise ValueError(f"the ruleset {rules.name} has no norm {name!r}")
        wanted = [norm for norm in rules.norms if norm.id in names]
    if not wanted:
        raise ValueError("there is no norm to draw scenarios for")
    bounds = (None if day is None else day.toordinal() for day in (first, last))
    return _scenarios(_Source(rules, tuple(wanted), *bounds))


_ANY_SUBJECT = (model.Form.SUBSTITUTION, model.Form.AUTHORISATION, model.Form.DEEMING)


@frozen(repr=False)
class _Source:
    """What scenarios are drawn from; shown in short where hypothesis shows the strategy."""

    rules: model.Ruleset
    wanted: tuple[model.Norm, ...]
    first: int | None
    last: int | None

    excusable: tuple[model.Norm, ...] = field(init=False)
    conditional: tuple[model.Norm, ...] = field(init=False)

    @excusable.default
    def _excusable(self) -> tuple[model.Norm, ...]:
        """The norms that an exception, an order or a permission can excuse."""
        below = {id for norm in self.rules.norms for id in (*norm.overrides, *norm.despite)}
        below |= {id for line in self.rules.precedence for id in line[1:]}
        return tuple(norm for norm in self.wanted if norm.breakable and (norm.unless is not None or norm.id in below))

    @conditional.default
    def _conditional(self) -> tuple[model.Norm, ...]:
        """The norms that are in force on a condition."""
        return tuple(norm for norm in self.wanted if norm.breakable and norm.when is not None)

    def __repr__(self) -> str:
        return f"{len(self.wanted)} norms of {self.rules.name}"


@st.composite
def _scenarios(draw: st.DrawFn, source: _Source) -> WrittenScenario:
    return any_scenario(Dice(draw), source)


@lru_cache(maxsize=32)
def _convention(holder: Held) -> Convention:
    return convention_for(holder.rules)


def any_scenario(dice: Dice, source: _Source) -> WrittenScenario:
    """One such scenario."""
    rules, first, last = source.rules, source.first, source.last
    convention = _convention(Held(rules))
    low = max(day for day in (first, rules.first_day, -1) if day is not None)
    base = _base(dice, convention, low if low > 0 else None, last)
    draft = Draft(rules, base)
    fates = _aims(dice, source)
    aims = [norm for norm, _ in fates]
    stage = Stage(dice, draft, convention, links_of(rules), lambda norm, record, day: None)
    _people(stage, aims)
    caster = Caster(stage)
    for norm, fate in fates:
        caster.cast(norm, fate)
    _states_at_edges(stage, aims)
    if draft.first_day is None and dice.usual(2, 3):
        draft.first_day = base - dice.pick((31, 0, 1, 365))
    if draft.first_day is not None:
        draft.first_day = min([draft.first_day, *draft.opened.values()])
    scenario = draft.scenario("drawn", _days(dice, draft), dice.chance(1, 2))
    return WrittenScenario(scenario, tuple(norm.id for norm in aims))


def _base(dice: Dice, convention: Convention, first: int | None, last: int | None) -> int:
    from ruledsl.testing.days import FIRST, LAST

    low = FIRST if first is None else first
    return any_day(dice, convention.calendar, low, max(low, LAST if last is None else last))


def _aims(dice: Dice, source: _Source) -> list[tuple[model.Norm, Fate]]:
    """Different norms with the fate that each is drawn towards: exceptions for such as have one."""
    found: dict[str, tuple[model.Norm, Fate]] = {}
    for _ in range(dice.number(1, min(MOST_AIMS, len(source.wanted)))):
        fate = dice.pick(FATES)
        among = {Fate.EXCUSED: source.excusable, Fate.IDLE: source.conditional}.get(fate) or source.wanted
        norm = dice.pick(among)
        found.setdefault(norm.id, (norm, fate))
    return list(found.values())


def _people(stage: Stage, aims: Sequence[model.Norm]) -> None:
    """Two to four persons, who hold the roles that the norms and those who stand in for them speak of."""
    dice, draft, words = stage.dice, stage.draft, stage.draft.vocabulary
    draft.persons = [name for name in PERSONS if not draft.taken(name)][: dice.number(2, 4)]
    roles: dict[str, None] = {}
    for norm in aims:
        for part in parts_in(norm):
            if isinstance(part, Party):
                roles[part.name] = None
    for role in list(roles):
        for norm in stage.links.standing_in.get(role, ()):
            roles.update({part.name: None for part in norm.stands_in if isinstance(part, Party)})
    plain = []
    for role in roles:
        decl = words.roles.get(role)
        if decl is None or decl.from_field is not None:
            continue
        plain += [each for each in decl.union if words.roles[each].from_field is None] if decl.union else [role]
    for role in dict.fromkeys(plain[:6]):
        if dice.usual(2, 3) and draft.persons:
            person = dice.pick(draft.persons)
            if any((person, role) == each[:2] for each in draft.holdings):
                continue
            at = draft.base + dice.pick((3, 0, 1, -1, 8))
            span = dice.pick(((None, None), (None, None), (None, at), (at, None)))
            draft.holdings.append((person, role, *span))


def _states_at_edges(stage: Stage, aims: Sequence[model.Norm]) -> None:
    """Now and then another state that somebody is in, from or to a day on which something is due."""
    dice, draft = stage.dice, stage.draft
    states = [state for state in draft.vocabulary.states.values() if state.from_event is None]
    if not states or not draft.days or not dice.chance(1, 3):
        return
    state = dice.pick(states)
    day = dice.pick(list(draft.days))
    kinds = draft.vocabulary.kinds
    if state.of in kinds and not kinds[state.of].is_party:
        subjects = [name for name, kind in draft.kinds.items() if draft.vocabulary.is_kind(kind, state.of)]
    elif state.of in ("party", "person"):
        subjects = list(draft.persons)
    else:
        subjects = []
    if subjects:
        first, last = dice.pick(((day, day), (day - 3, day), (day, day + 3), (day, None)))
        draft.hold(dice.pick(subjects), state.name, first, last)


def _days(dice: Dice, draft: Draft) -> list[int]:
    """One to three days to look at: the last of interest, and others."""
    low = max([draft.base, *draft.opened.values()])
    high = draft.base + 800 if draft.until is None else max(low + 1, draft.until)
    days = sorted({day for day in draft.days if low <= day <= high} | {low + 1})
    last = dice.pick((min(days[-1] + 1, high), days[-1], dice.pick(days), dice.pick(days)))
    found = {last}
    upper = [day for day in days[len(days) // 2 :] if day <= last] or [last]
    for _ in range(dice.number(0, 2)):
        found.add(dice.pick(upper))
    return sorted(found)
