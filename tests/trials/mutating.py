"""A small ruleset that has every part a mutation operator changes, its scenarios, and the mutants of one clause."""

from __future__ import annotations

from functools import lru_cache

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.model import Ruleset
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.norms.scenario_reader import read_scenario_text
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.trials.mutants import Mutant, mutants_of
from ruledsl.trials.mutation import Suite

VOCABULARY = """\
vocabulary town
    role mayor
    role vice_mayor
    role executive_vice_mayor is vice_mayor
    role leader = mayor or vice_mayor
    office general_office
    office archive
    list grade = low, mid, high
    state away of party
    kind file opens opened, closes closed
        pages : whole number
        grave : yes/no
        level : grade default low
        owner : party
        keeper : party
        readers : set of party
        event opened, closed, sent(to, by), signed(by), noted(by), revoked
        event filed(to, by, copies : whole number default 1)
"""

HEADING = "ruleset town\n    uses town\n    calendar china\n    article 1\n"


def rules(clauses: str) -> Ruleset:
    """The ruleset of some clauses of article 1."""
    diagnostics = Diagnostics()
    lines = "".join(f"        {line}\n" for line in clauses.strip().splitlines())
    text = f"{VOCABULARY}\n{HEADING}{lines}"
    ruleset = compile_ruleset([parse(diagnostics.add_source(Source("town.rules", text)), diagnostics)], diagnostics)
    assert ruleset is not None
    assert not diagnostics.errors, [error.message for error in diagnostics.errors]
    return ruleset


def suite(ruleset: Ruleset, scenarios: str) -> Suite:
    """The ruleset with scenarios."""
    diagnostics = Diagnostics()
    found = read_scenario_text(scenarios, ruleset, diagnostics, "town.scenario")
    assert not diagnostics.errors, [error.message for error in diagnostics.errors]
    return Suite.of(ruleset, found)


def changes(clauses: str, operator: str, norm: str | None = None) -> dict[str, tuple[str, str]]:
    """What an operator changes in clauses: by the mutant's id, the part before and after."""
    found = mutants_of(rules(clauses), [operator], (lambda each: each.local_id == norm) if norm is not None else None)
    return {mutant.id: (mutant.was, mutant.now) for mutant in found}


def pairs(clauses: str, operator: str, norm: str | None = None) -> set[tuple[str, str]]:
    """The parts before and after."""
    return set(changes(clauses, operator, norm).values())


@lru_cache(maxsize=1)
def of_all_sorts() -> Ruleset:
    """Clauses of every form."""
    return rules(
        """
filing: file requires filed(to = general_office, by = mayor) within 3 workdays of opened \
when grave and pages > 3 unless level = high or level in (low, mid)
early: file normally requires signed at least 5 workdays before sent
layered: file requires noted within 10 days of opened, or 20 days if grave, and 5 further days if pages >= 10
order: file requires signed before sent
signing: file permits signed only by (mayor, vice_mayor) when level != low
ban: file forbids sent(to != archive) until revoked
lifted: file permits sent(to = owner) despite ban when grave
strict: file requires noted before closed overrides order
often: file requires 1 to 3 filed per month
all_read: file requires every r in readers has r = leader before closed
deputy: vice_mayor acts for mayor in file.signed, file.sent while away(mayor)
power: executive_vice_mayor may act for mayor in file.noted until revoked when grave
answer: file requires sent within 2 days of opened otherwise chase: file requires noted within 1 day
follow: file requires noted within 3 days upon answer lapses
"""
    )


def mutants() -> list[Mutant]:
    return mutants_of(of_all_sorts())
