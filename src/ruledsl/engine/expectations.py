"""Verdicts against a scenario's `expect` lines.

Handed the lines of one `as of` and the verdicts of that day, it hands on one `ExpectationResult` a line: met or not,
the verdicts that speak to it, and a code for what differs. `may` and `value` lines speak of no verdict; they are put
to the case itself through `Questions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from attrs import frozen

from ruledsl.civil_time.arithmetic import DateOutOfRange, day_of
from ruledsl.civil_time.periods import Period, PeriodKind, parse_period_label, period_containing
from ruledsl.civil_time.text import DateError
from ruledsl.engine.verdicts import Status, Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.world.scenario import AsOf, Expectation


@frozen
class ExpectationResult:
    """Whether one `expect` line is met.

    `got`: the verdicts that contradict it or, where it is met, that meet it. `reason`: `met`, or what differs
    (no_instance, other_verdict, other_severity, not_so_far, missing_mark, other_due, other_missing, not_used,
    breaches_found, deviations_found, only_others, only_not_all, may, may_not, may_unknown, no_power, other_value,
    value_unknown). `value`: the field's value, for `other_value`. `norms`: the ids that a reason speaks of. `used`: the
    ids of clauses that the answer to a `may` or `value` line rests on, beside those of its verdicts.
    """

    expectation: Expectation
    ok: bool
    reason: str = "met"
    got: tuple[Verdict, ...] = ()
    norms: tuple[str, ...] = ()
    value: object = None
    used: tuple[str, ...] = ()


@frozen
class Answer:
    """The case's answer to a `may` or `value` line: yes, no or unknown, with what it rests on. `used`: the permissions
    that give a power, the deemings that a value comes from."""

    truth: bool | None
    reason: str
    got: tuple[Verdict, ...] = ()
    value: object = None
    used: tuple[str, ...] = ()


class Questions(Protocol):
    """What `may` and `value` lines ask of a case (see `ruledsl.engine.asking`)."""

    def may(self, expectation: Expectation) -> Answer:
        """Whether `expectation.party` may do the event on the record, on its date or that of the evaluation."""

    def value_is(self, expectation: Expectation) -> Answer:
        """Whether the field compares with the value as the line says."""


def check_expectations(
    ruleset: Ruleset, block: AsOf, verdicts: Sequence[Verdict], questions: Questions
) -> list[ExpectationResult]:
    """One result for each line of `block`, in its order. `verdicts` are all of that day's."""
    return [_check(expectation, ruleset, verdicts, questions) for expectation in block.expectations]


def _check(
    expectation: Expectation, ruleset: Ruleset, verdicts: Sequence[Verdict], questions: Questions
) -> ExpectationResult:
    match expectation.form:
        case "verdict":
            return _verdict(expectation, ruleset, verdicts)
        case "only":
            return _only(expectation, verdicts)
        case "no_breach":
            return _none_of(expectation, "breach", "breaches_found", verdicts)
        case "no_deviation":
            return _none_of(expectation, "deviation", "deviations_found", verdicts)
        case "used":
            return _used(expectation, ruleset, verdicts)
        case "may":
            answer = questions.may(expectation)
            return _answered(expectation, answer, met=answer.truth is True)
        case "may_not":
            answer = questions.may(expectation)
            return _answered(expectation, answer, met=answer.truth is False)
        case "value":
            answer = questions.value_is(expectation)
            return _answered(expectation, answer, met=answer.truth is True)
        case form:
            raise ValueError(f"an expectation of unknown form '{form}'")


def _verdict(expectation: Expectation, ruleset: Ruleset, verdicts: Sequence[Verdict]) -> ExpectationResult:
    """Every addressed instance of every norm named has the verdict; a norm without one is not applicable."""
    met: list[Verdict] = []
    for norm in expectation.norms:
        instances = [v for v in verdicts if v.norm == norm and addressed(v, expectation, ruleset)]
        if _is_plain(expectation) and expectation.verdict != Status.NOT_APPLICABLE:
            instances = [v for v in instances if not _never_arose(v)]
        if not instances and expectation.verdict != Status.NOT_APPLICABLE:
            return ExpectationResult(expectation, False, "no_instance", norms=(norm,))
        found = [(v, reason) for v in instances if (reason := _difference(v, expectation)) is not None]
        if found:
            return ExpectationResult(expectation, False, found[0][1], tuple(v for v, _ in found))
        met += instances
    return ExpectationResult(expectation, True, got=tuple(met))


NEVER_AROSE: Final = frozenset({"not_arisen", "when_false", "not_in_force", "closed_before", "none_yet"})
"""Why a norm is not applicable on a record on which it has no instance."""


def _is_plain(expectation: Expectation) -> bool:
    """Whether a line has no address, and so speaks of all instances."""
    address = (expectation.address, expectation.period, expectation.number, expectation.on)
    return all(part in (None, ()) for part in address)


def _never_arose(verdict: Verdict) -> bool:
    """Whether a verdict is on a record for which the norm has not arisen: there it has no instance."""
    return verdict.status is Status.NOT_APPLICABLE and verdict.explanation.why in NEVER_AROSE


def addressed(verdict: Verdict, expectation: Expectation, ruleset: Ruleset) -> bool:
    """Whether a verdict is on an instance that the line speaks of: by record and members, period, occurrence."""
    address = expectation.address
    if len(address) == 1 and address[0] != verdict.record and address[0] not in verdict.key:
        return False
    if len(address) > 1 and address not in ((verdict.record, *verdict.key), verdict.key):
        return False
    if expectation.period is not None and not _same_period(verdict.period, expectation.period, ruleset):
        return False
    if expectation.number is not None and verdict.occurrence != expectation.number:
        return False
    day = verdict.at if verdict.occurrence_day is None else verdict.occurrence_day
    return expectation.on is None or expectation.on == day


def _difference(verdict: Verdict, expectation: Expectation) -> str | None:
    """What of the line the verdict does not meet, the weightiest first; None if it meets all of it."""
    if expectation.verdict is not None and verdict.status != expectation.verdict:
        return "other_verdict"
    for mark in expectation.marks:
        code = mark.replace(" ", "_")
        match code:
            case "breach" | "deviation":
                if verdict.severity != code:
                    return "other_severity"
            case "so_far":
                if not verdict.so_far:
                    return "not_so_far"
            case _:
                # `past the horizon` is the mark past_horizon.
                if code.replace("_the_", "_") not in verdict.marks and code not in verdict.marks:
                    return "missing_mark"
    if expectation.due is not None and expectation.due != verdict.due:
        return "other_due"
    if expectation.missing is not None and not any(_is_fact(m, expectation.missing) for m in verdict.missing):
        return "other_missing"
    return None


def _is_fact(missing: str, written: str) -> bool:
    """Whether `special_circumstances of i1` is what was written: the field alone, or `i1.special_circumstances`."""
    fact, _, subject = missing.rpartition(" of ")
    bare = fact.partition("(")[0]
    return written in (missing, fact, bare, bare.partition(" of ")[0], f"{subject}.{fact}", f"{subject}.{bare}")


def _same_period(label: str | None, written: str, ruleset: Ruleset) -> bool:
    if label is None:
        return False
    if label == written:
        return True
    meant, had = _period(written, ruleset), _period(label, ruleset)
    return meant is not None and meant == had


def _period(text: str, ruleset: Ruleset) -> Period | None:
    """The period that a label or the text of a line names; `2022 school_year` is a declared year."""
    year, _, name = text.partition(" ")
    start = ruleset.time.years.get(name)
    try:
        if start is not None and year.isdecimal():
            return period_containing(PeriodKind.YEAR, day_of(int(year), *start), start)
        return parse_period_label(text)
    except (DateError, DateOutOfRange):
        return None


def _only(expectation: Expectation, verdicts: Sequence[Verdict]) -> ExpectationResult:
    """Exactly the norms named have an instance with that verdict."""
    having = [v for v in verdicts if v.status == expectation.verdict and _difference(v, expectation) is None]
    others = tuple(v for v in having if v.norm not in expectation.norms)
    if others:
        return ExpectationResult(expectation, False, "only_others", others)
    found = {v.norm for v in having}
    without = tuple(norm for norm in expectation.norms if norm not in found)
    if without:
        got = tuple(v for v in verdicts if v.norm in without)
        return ExpectationResult(expectation, False, "only_not_all", got, without)
    return ExpectationResult(expectation, True, got=tuple(having))


def _none_of(expectation: Expectation, severity: str, reason: str, verdicts: Iterable[Verdict]) -> ExpectationResult:
    found = tuple(v for v in verdicts if v.severity == severity)
    return ExpectationResult(expectation, not found, reason if found else "met", found)


def _used(expectation: Expectation, ruleset: Ruleset, verdicts: Sequence[Verdict]) -> ExpectationResult:
    """Each norm named is used by some verdict (on what the line addresses)."""
    among = [v for v in verdicts if addressed(v, expectation, ruleset)]
    for norm in expectation.norms:
        if not any(norm in v.used for v in among):
            return ExpectationResult(expectation, False, "not_used", norms=(norm,))
    got = tuple(v for v in among if any(norm in v.used for norm in expectation.norms))
    return ExpectationResult(expectation, True, got=got)


def _answered(expectation: Expectation, answer: Answer, *, met: bool) -> ExpectationResult:
    reason = "met" if met else answer.reason
    return ExpectationResult(expectation, met, reason, answer.got, value=answer.value, used=answer.used)
