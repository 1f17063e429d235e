"""Mutants: a ruleset with one thing changed in one norm, as compiled data. The table of operators stands here.

Handed a compiled ruleset, `mutants_of` hands on every mutant in the order of the text, each with an id that stays the
same as long as the norm does; `accepted` says whether the compiler would take it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from ruledsl.civil_time.units import Language
from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.conflicts import check_conflicts
from ruledsl.norms.expressions import Broken, Compare, Constraint, FieldOf, Lapsed, Member
from ruledsl.norms.life_checks import check_lives
from ruledsl.norms.model import BreaksMoment, Doers, DueMoment, LapsesMoment, Norm, Ruleset
from ruledsl.norms.order import check_lapses, check_order
from ruledsl.norms.strata import deeming_strata
from ruledsl.norms.walking import parts_in
from ruledsl.norms.words import Words
from ruledsl.trials import operators
from ruledsl.trials.operators import Change
from ruledsl.trials.places import without_place


@frozen
class Operator:
    """A sort of change. `en`, `zh`: what it does, in a few words. `find`: every such change to a norm."""

    name: str
    en: str
    zh: str
    find: Callable[[Norm, Words], Iterator[Change]]

    def title(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en

    @property
    def doc(self) -> str:
        """What it changes, in a sentence."""
        return " ".join((self.find.__doc__ or "").split())


OPERATORS: Final = (
    Operator("limit", "one more or one less in a limit", "期限加一或减一", operators.limit),
    Operator("unit", "another unit of time", "换时间单位", operators.unit),
    Operator("direction", "before for after", "前后颠倒", operators.direction),
    Operator("role", "another role or party", "换角色或主体", operators.role),
    Operator("strength", "normally for strictly", "严格与一般互换", operators.strength),
    Operator("exception", "an exception left out", "去掉例外", operators.exception),
    Operator("condition", "a condition left out", "去掉条件", operators.condition),
    Operator("connective", "and for or", "“且”“或”互换", operators.connective),
    Operator("member", "one of a list left out", "列举去掉一项", operators.member),
    Operator("comparison", "another comparison", "换比较方式", operators.comparison),
    Operator("number", "another number compared with", "换比较的数", operators.number),
    Operator("quantifier", "some for every", "“每个”“有的”互换", operators.quantifier),
    Operator("frequency", "another bound or period", "换次数或周期", operators.frequency),
    Operator("clause", "the clause left out", "去掉整条", operators.clause),
)
"""Every operator, in the order in which a norm's mutants are made. The docs are tested against this table."""

BY_NAME: Final = {operator.name: operator for operator in OPERATORS}


@frozen
class Mutant:
    """One norm changed in one thing. `id`: `51.filing/limit/…`, unique in the ruleset. `norm`: the norm's id; `place`:
    its number among the ruleset's norms. `changed`: the changed norm, None where the clause is left out. `was`, `now`:
    the part before and after, in the language's words."""

    id: str
    norm: str
    place: int
    operator: str
    changed: Norm | None
    was: str
    now: str

    def applied(self, ruleset: Ruleset) -> Ruleset:
        """The ruleset with this one thing changed."""
        norms = ruleset.norms
        if self.changed is None:
            gone = _with_consequences(norms, self.norm, self.place)
            return evolve(ruleset, norms=tuple(norm for number, norm in enumerate(norms) if number not in gone))
        return evolve(ruleset, norms=(*norms[: self.place], self.changed, *norms[self.place + 1 :]))


def mutants_of(
    ruleset: Ruleset, chosen: Iterable[str] = (), only: Callable[[Norm], bool] | None = None
) -> list[Mutant]:
    """The mutants by the operators named (by all, if none is) of the norms that `only` takes. Two changes that come to
    the same norm are one mutant; a change that changes nothing is none."""
    names = frozenset(chosen)
    words = Words(ruleset.vocabulary)
    seen = {norm.id: 0 for norm in ruleset.norms}
    found: list[Mutant] = []
    for place, norm in enumerate(ruleset.norms):
        version = seen[norm.id]
        seen[norm.id] += 1
        if only is not None and not only(norm):
            continue
        made = {without_place(norm)}
        ids: set[str] = set()
        for operator in OPERATORS:
            if names and operator.name not in names:
                continue
            for change in operator.find(norm, words):
                changed = None if change.norm is None else operators.with_trigger(change.norm)
                if changed is None and change.norm is not None:
                    continue
                data = without_place(changed)
                if data in made:
                    continue
                made.add(data)
                own = f"{norm.local_id}/{operator.name}{f'/{change.detail}' if change.detail else ''}"
                id = _unique(f"{own}@{version}" if version else own, ids)
                found.append(Mutant(id, norm.id, place, operator.name, changed, change.was, change.now))
    return found


def _unique(id: str, ids: set[str]) -> str:
    number, own = 1, id
    while own in ids:
        number += 1
        own = f"{id}#{number}"
    ids.add(own)
    return own


def _with_consequences(norms: Sequence[Norm], id: str, place: int) -> frozenset[int]:
    """The places of a norm and, if no other version of it is left, of the norms that follow from its breach."""
    gone = {place}
    if any(norm.id == id and number != place for number, norm in enumerate(norms)):
        return frozenset(gone)
    ids = {id}
    for number, norm in enumerate(norms):
        if norm.otherwise_of in ids:
            ids.add(norm.id)
            gone.add(number)
    return frozenset(gone)


@frozen
class Compiler:
    """The compiler's checks of whole rulesets, and what they say against the ruleset as it is. `named`: the ids that
    other norms name."""

    ruleset: Ruleset
    before: frozenset[tuple[str, str]]
    named: frozenset[str]

    @classmethod
    def of(cls, ruleset: Ruleset) -> Compiler:
        named = frozenset(id for norm in ruleset.norms for id in _named(norm))
        return cls(ruleset, _said_against(ruleset, circles=True, lapses=True), named)

    def accepts(self, mutant: Mutant) -> bool:
        """Whether the compiler would say nothing against the mutant that it does not say against the ruleset itself."""
        old = self.ruleset.norms[mutant.place]
        # The checks of all norms are dear, and most changes can neither close a circle nor touch what others name.
        if mutant.changed is None:
            circles, lapses = False, mutant.norm in self.named
        else:
            circles = not _leads(mutant.changed) <= _leads(old)
            lapses = circles or (mutant.norm in self.named and mutant.changed.window != old.window)
        return _said_against(mutant.applied(self.ruleset), circles=circles, lapses=lapses) <= self.before


def _said_against(ruleset: Ruleset, *, circles: bool, lapses: bool) -> frozenset[tuple[str, str]]:
    diagnostics = Diagnostics()
    check_lives(ruleset, diagnostics)
    check_conflicts(ruleset, diagnostics)
    unknown: set[tuple[str, str]] = set()
    if circles:
        check_order(ruleset, diagnostics)
        deeming_strata(ruleset, diagnostics)
    if lapses:
        known = {norm.id for norm in ruleset.norms}
        unknown = {("unknown", id) for norm in ruleset.norms for id in _named(norm) if id not in known}
        if not unknown:
            check_lapses(ruleset, diagnostics)
    return frozenset({(item.code, item.message) for item in diagnostics.errors} | unknown)


def _named(norm: Norm) -> Iterator[str]:
    """The ids of other norms that a norm names."""
    yield from (*norm.overrides, *norm.despite, *norm.for_norms)
    for part in parts_in(norm):
        match part:
            case Lapsed(norm=id) | Broken(norm=id) | LapsesMoment(norm=id) | BreaksMoment(norm=id) | DueMoment(norm=id):
                yield id
            case _:
                pass


def _leads(norm: Norm) -> frozenset[tuple[str, object]]:
    """What in a norm may make it rest on others: fields (which may be deemed), clauses named, doers compared."""
    found: set[tuple[str, object]] = {("norm", id) for id in _named(norm)}
    for part in parts_in(norm):
        match part:
            case FieldOf(field=name):
                found.add(("field", name))
            case Compare(acting=True) | Member(acting=True) | Doers() | Constraint(party=True):
                found.add(("doer", getattr(part, "in_person", False)))
            case _:
                pass
    return frozenset(found)
