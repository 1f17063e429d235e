"""Cases of one sentence of the language reference each: a few clauses of article 1 over one small world, a log with
`expect` lines, and the check that every line is met.

A line says more here than in an office's own scenario: `satisfied` and `excused` without `so far` mean for good,
`violated` without `answered` means unanswered, and `pending` without `on plan` or `horizon` bears no such mark.
"""

from __future__ import annotations

from functools import lru_cache
from textwrap import dedent, indent

import pytest
from attrs import frozen

from ruledsl import api
from ruledsl.civil_time import format_date
from ruledsl.diagnostics import Diagnostics
from ruledsl.engine.expectations import ExpectationResult
from ruledsl.engine.verdicts import Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.norms.scenario_reader import read_scenario_text
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.world.scenario import Scenario

WORLD = """\
vocabulary world
    role mayor
    role vice_mayor
    role executive_vice_mayor is vice_mayor
    role secretary_general
    role leader = mayor or vice_mayor
    role department_head = head of department
    office general_office
    office archive
    kind department is office
        head : person
        parent : party
        event reported(by)
    office finance is department
    office planning is department
    kind enterprise is office
        parent : department
    office mill is enterprise
    list grade = low, mid, high
    state away of party
    kind file opens opened, closes closed or void by voided
        pages : whole number
        price : decimal
        title : text
        deadline : date
        flag : yes/no
        public : yes/no default no
        grave : judgement
        urgent : judgement default no
        fit(unit : department) : judgement
        level : grade default low
        owner : party
        team : set of party
        parent : file
        signer : by signed
        state fee_due from asked to paid
        state paused
        event opened(by), closed(by), voided, filed(to, by, copies : whole number default 1), signed(by), reviewed(by)
        event sent(to, by), asked(by), paid, extended, published(by), noted(by), chased(by)
    kind memo is file
        event initialled(to, by : enterprise)
    kind part opens when created, closes file.closed or dropped
        file : file
        weight : whole number
        event handed_in(by), dropped
    kind meeting opens when created, closes held or cancelled
        chair : party
        members : set of party
        guests : set of party
        event convened(by), held, cancelled, delegated(by, to), revoked
    kind special_meeting is meeting
    kind register opens when created, closes never
        kept : yes/no
        event updated(by)
    kind permit opens granted, closes returned
        owner : party
        event granted(by), returned
    kind request opens submitted, closes answered
        principal : party
        signer : by signed
        event submitted(by), signed(by), answered
"""

PLAIN = "calendar none"
CHINA = "calendar china"


@frozen
class Case:
    """A sentence (a few of its words), clauses, a log with `expect` lines; `settings` of the ruleset."""

    sentence: str
    clauses: str
    log: str
    settings: str = PLAIN


@frozen
class Wrong:
    """A sentence, and clauses that it makes an error of this code."""

    sentence: str
    clauses: str
    code: str
    settings: str = PLAIN


def by_sentence(*cases: Case | Wrong) -> pytest.MarkDecorator:
    """One test for each case, called by its sentence."""
    named = [pytest.param(case, id=case.sentence) for case in cases]
    assert len({case.sentence for case in cases}) == len(cases), "two cases of one name"
    return pytest.mark.parametrize("case", named)


def rules_text(clauses: str, settings: str = PLAIN, vocabulary: str = WORLD) -> str:
    """The text of a ruleset `law` with these clauses in article 1, or in the articles they bring along."""
    body = dedent(clauses).strip("\n")
    if not body.startswith("article"):
        body = "article 1\n" + indent(body, "    ")
    return f"{vocabulary}\nruleset law\n    uses world\n{indent(dedent(settings).strip(), '    ')}\n{body}\n"


@lru_cache(maxsize=256)
def _compiled(text: str) -> tuple[Ruleset | None, tuple[str, ...]]:
    diagnostics = Diagnostics()
    ruleset = compile_ruleset([parse(Source("<law>", text), diagnostics)], diagnostics)
    return ruleset, tuple(f"{d.code} {d.message} ({d.help})" for d in diagnostics.errors)


def compiled(clauses: str, settings: str = PLAIN) -> Ruleset:
    """The ruleset of clauses that have no error."""
    ruleset, errors = _compiled(rules_text(clauses, settings))
    assert not errors, "\n".join(errors)
    assert ruleset is not None
    return ruleset


def scenario_of(ruleset: Ruleset, log: str) -> Scenario:
    """The scenario of a log without its heading."""
    diagnostics = Diagnostics()
    text = 'scenario "case"\n' + indent(dedent(log).strip("\n"), "    ") + "\n"
    found = read_scenario_text(text, ruleset, diagnostics)
    assert not diagnostics.errors, [f"{d.span.line}: {d.code} {d.message} ({d.help})" for d in diagnostics.errors]
    (single,) = found
    return single


def log_errors(clauses: str, log: str) -> list[str]:
    """The codes of what is wrong with a log."""
    diagnostics = Diagnostics()
    text = 'scenario "case"\n' + indent(dedent(log).strip("\n"), "    ") + "\n"
    read_scenario_text(text, compiled(clauses), diagnostics)
    return [d.code for d in diagnostics.errors]


def holds(case: Case | Wrong) -> None:
    """Assert that every `expect` line of the case is met, or that the clauses have the error."""
    match case:
        case Wrong():
            _, errors = _compiled(rules_text(case.clauses, case.settings))
            assert case.code in [error.split()[0] for error in errors], errors
        case Case():
            ruleset = compiled(case.clauses, case.settings)
            check(ruleset, scenario_of(ruleset, case.log))


def check(ruleset: Ruleset, scenario: Scenario) -> None:
    """Assert that every `expect` line of the scenario is met, and says all that this module's heading asks."""
    checked = api.Ruleset(ruleset).check_expectations(scenario)
    assert any(results for _, results in checked), "a case without `expect` checks nothing"
    wrong = [
        f"as of {format_date(report.as_of)}: {result.expectation.text}: {fault}: {[shown(v) for v in report.verdicts]}"
        for report, results in checked
        for result in results
        if (fault := _fault(result)) is not None
    ]
    assert not wrong, "\n".join(wrong)


def verdicts(clauses: str, log: str, settings: str = PLAIN) -> list[Verdict]:
    """The verdicts at the last `as of` of a log."""
    ruleset = compiled(clauses, settings)
    return list(api.Ruleset(ruleset).evaluate(scenario_of(ruleset, log)).verdicts)


def verdict(clauses: str, log: str, settings: str = PLAIN) -> Verdict:
    """The only verdict at the last `as of` of a log."""
    (found,) = verdicts(clauses, log, settings)
    return found


def _fault(result: ExpectationResult) -> str | None:
    if not result.ok:
        return result.reason
    line = result.expectation
    said = {mark.replace(" ", "_").replace("_the_", "_") for mark in line.marks}
    for each in result.got if line.form == "verdict" else ():
        if each.status in ("satisfied", "excused") and each.so_far and "so_far" not in said:
            return "only so far"
        if left := each.marks - said - {"provisional"}:
            return f"marks {sorted(left)} not said"
    return None


def shown(verdict: Verdict) -> str:
    """One line that tells a verdict."""
    words = [verdict.norm, verdict.record or "", *verdict.key, verdict.period or ""]
    words += [f"#{verdict.occurrence}" if verdict.occurrence is not None else "", verdict.status.value]
    words += [verdict.severity or "", "so far" if verdict.so_far else "", *sorted(verdict.marks)]
    words += [f"due {format_date(verdict.due)}" if verdict.due is not None else ""]
    words += [f"missing {verdict.missing}" if verdict.missing else "", f"[{verdict.explanation.why}]"]
    return " ".join(word for word in words if word)
