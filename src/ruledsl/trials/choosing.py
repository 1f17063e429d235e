"""Which mutants to try. Handed what a command line names (articles, clauses, operators, a sample), these functions hand
on a choice; what is named and is not there is recorded (RD019).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from ruledsl.diagnostics import Diagnostics, did_you_mean
from ruledsl.norms.model import Norm, Ruleset
from ruledsl.source import NOWHERE
from ruledsl.trials.mutants import BY_NAME, Mutant


def clauses_named(ruleset: Ruleset, names: Sequence[str], diagnostics: Diagnostics) -> Callable[[Norm], bool] | None:
    """Whether a norm is among those that the names stand for: articles (`51`), clauses (`51.filing`, with all norms of
    one clause), full ids. None for no names: every norm."""
    if not names:
        return None
    wanted: set[str] = set()
    known = {form: norm.id for norm in ruleset.norms for form in _forms(norm)}
    for name in names:
        ids = {norm.id for norm in ruleset.norms if name in _forms(norm)}
        if not ids and all(article.number != name for article in ruleset.articles):
            help = did_you_mean(name, list(known)) or "name an article, such as 51, or a clause, such as 51.filing"
            diagnostics.error("RD019", f"there is no article or clause '{name}'", NOWHERE, help)
        wanted |= ids
    return lambda norm: norm.id in wanted


def _forms(norm: Norm) -> tuple[str, ...]:
    """The names a norm goes by: `51`, `51.filing`, `taian:51.filing`, and for a part the clause's."""
    local = norm.local_id
    whole = local.rpartition(".")[0]
    clause = (whole,) if whole != norm.article and whole.startswith(f"{norm.article}.") else ()
    return (norm.article, local, norm.id, local.partition("/")[0], *clause)


def operators_named(text: str | None, diagnostics: Diagnostics) -> tuple[str, ...]:
    """The operators of a list with commas; none for no list, which stands for all."""
    names = tuple(name.strip() for name in (text or "").split(",") if name.strip())
    for name in names:
        if name not in BY_NAME:
            help = did_you_mean(name, list(BY_NAME)) or f"the operators are {', '.join(BY_NAME)}"
            diagnostics.error("RD019", f"there is no operator '{name}'", NOWHERE, help)
    return names


def sampled(mutants: Sequence[Mutant], number: int | None, seed: int) -> list[Mutant]:
    """So many of the mutants, in their order; all for None. The same seed draws the same ones."""
    if number is None or number >= len(mutants):
        return list(mutants)
    drawn = random.Random(seed).sample(range(len(mutants)), number)
    return [mutants[place] for place in sorted(drawn)]
