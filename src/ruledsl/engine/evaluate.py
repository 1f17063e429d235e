"""Evaluation: the verdicts on one scenario under one ruleset at the end of one day.

Handed a compiled ruleset, a scenario and a date, it decides every norm that can be broken on every record it concerns
and hands on the verdicts. The same scenario, ruleset and date always give the same verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ruledsl.civil_time import (
    NO_CALENDAR,
    Calendar,
    Convention,
    joined,
    official_calendar,
    parse_counted_days,
    parse_overrides,
    with_overrides,
)
from ruledsl.engine.bench import Decision
from ruledsl.engine.case import Case
from ruledsl.engine.docket import Docket
from ruledsl.engine.explain import never_arisen, verdict_of
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.norms.model import CalendarSpec, Form, Ruleset
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


def verdicts_of(case: Case) -> tuple[Verdict, ...]:
    """The verdicts on a case (whose `oracle` this sets)."""
    docket = Docket.open(case)
    found: list[Verdict] = []
    for norm_id, versions in docket.bench.norms.breakable():
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


# ------------------------------------------------------------------------------------------------ conventions


def convention_for(ruleset: Ruleset, *, project: bool = False) -> Convention:
    """The ruleset's convention of time, its calendar built. `project`: project the years not yet published.

    Without a calendar every day counts as a workday and nothing rolls over, as with `calendar none`.
    """
    time = ruleset.time
    return Convention(
        NO_CALENDAR if time.calendar is None else calendar_for(time.calendar, project),
        time.roll_over,
        time.business_close,
        time.zone,
        {name: parse_counted_days(text, name).days for name, text in time.units.items()},
    )


@lru_cache(maxsize=64)
def calendar_for(spec: CalendarSpec, project: bool = False) -> Calendar:
    """The calendar that a specification describes; building one takes a while, so each is kept."""
    if spec.joined:
        calendar = joined(spec.name, [calendar_for(part, project) for part in spec.joined])
    elif spec.base == "none" or (not spec.base and spec.name == "none"):
        calendar = NO_CALENDAR
    else:
        calendar = official_calendar(spec.base or spec.name, project=project)
    if spec.overrides:
        calendar = with_overrides(calendar, parse_overrides(spec.overrides).overrides)
    return calendar
