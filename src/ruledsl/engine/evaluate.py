"""Evaluation: the verdicts on one scenario under one ruleset at the end of one day.

Handed a compiled ruleset, a scenario and a date, it decides every norm that can be broken on every record it concerns
and hands on the verdicts. The same scenario, ruleset and date always give the same verdicts.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from ruledsl.engine.bench import Decision
from ruledsl.engine.calendar_cache import convention_for
from ruledsl.engine.case import Case
from ruledsl.engine.docket import Docket
from ruledsl.engine.explain import never_arisen, verdict_of
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.norms.model import Form, Ruleset
from ruledsl.world.scenario import Scenario


def evaluate(
    ruleset: Ruleset, scenario: Scenario, as_of: int, *, project_calendar: bool = False
) -> tuple[Verdict, ...]:
    """The verdicts as of the end of day `as_of` (an ordinal), in the order of the norms and the records.

    A norm without any instance gives one `not_applicable` verdict with no record. Norms that cannot be broken give
    none; `used_norms` says which of them the verdicts rest on. `project_calendar`: days whose calendar is not published
    yet are projected and the verdicts that rest on them marked `provisional`.
    """
    case = Case(ruleset, scenario, as_of, convention_for(ruleset, project=project_calendar))
    return verdicts_of(case)


def verdicts_of(case: Case, only: Container[str] | None = None) -> tuple[Verdict, ...]:
    """The verdicts on a case (whose `oracle` this sets); with `only`, those on the norms with these ids, each as it is
    among all. Nothing else is decided than what they rest on. Raises InputError (RD540) for a case that takes more
    steps than its size allows."""
    try:
        return _judged(case, only)
    except RecursionError:
        raise case.effort.too_deep() from None


def _judged(case: Case, only: Container[str] | None) -> tuple[Verdict, ...]:
    docket = Docket.open(case)
    found: list[Verdict] = []
    for norm_id, versions in docket.bench.norms.breakable():
        if only is not None and norm_id not in only:
            continue
        decisions = docket.all_on(norm_id)
        found += [verdict_of(docket.bench, decision, _marks(docket, decision)) for decision in decisions]
        if not decisions:
            found.append(never_arisen(versions[0]))
    return tuple(found)


def used_norms(verdicts: Iterable[Verdict]) -> frozenset[str]:
    """The ids of the permissions, substitutions, authorisations and deemings that verdicts rest on."""
    return frozenset(norm_id for verdict in verdicts for norm_id in verdict.used)


def _marks(docket: Docket, decision: Decision) -> frozenset[str]:
    """`answered` for a breach whose consequence has been satisfied."""
    finding, instance = decision.finding, decision.instance
    if finding.status is not Status.VIOLATED or finding.breach is None:
        return frozenset()
    for child in docket.bench.norms.consequences.get(instance.norm.id, ()):
        follows = docket.all_on(child.id) if instance.record is None else docket.on(child.id, instance.record)
        for follow in follows:
            made_by_it = follow.instance.day == finding.breach.day and (
                follow.instance.key[: len(instance.key)] == instance.key
            )
            kept = follow.finding.status is Status.SATISFIED
            if made_by_it and kept and (child.form is Form.OBLIGATION or not follow.finding.so_far):
                return frozenset({"answered"})
    return frozenset()
