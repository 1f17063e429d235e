"""Cases of law: a few clauses and a scenario with `expect` lines as texts, and whether each line is met.

A line here says more than it would in an office's own scenario: `satisfied` and `excused` without `so far` mean that
nothing can change them any more.
"""

from __future__ import annotations

from functools import lru_cache
from textwrap import dedent, indent

from ruledsl import api
from ruledsl.diagnostics import Diagnostics
from ruledsl.engine.expectations import ExpectationResult
from ruledsl.engine.verdicts import Verdict
from ruledsl.norms.model import Ruleset
from ruledsl.norms.ruleset_compiler import compile_ruleset
from ruledsl.norms.scenario_reader import read_scenario_text
from ruledsl.source import Source
from ruledsl.syntax import parse
from ruledsl.world.scenario import Scenario

CHINA = "calendar china"


def rules_text(vocabulary: str, clauses: str, settings: str = CHINA) -> str:
    """One text with a vocabulary (whose heading must call it `world`), settings and clauses in article 1."""
    return (
        f"{dedent(vocabulary)}\nruleset law\n    uses world\n"
        f"{indent(dedent(settings).strip(), '    ')}\narticle 1\n{indent(dedent(clauses).strip(), '    ')}\n"
    )


@lru_cache(maxsize=512)
def compiled(text: str) -> tuple[Ruleset | None, tuple[str, ...]]:
    """The ruleset of a text, and its errors: code and message."""
    diagnostics = Diagnostics()
    ruleset = compile_ruleset([parse(Source("<law>", text), diagnostics)], diagnostics)
    return ruleset, tuple(f"{d.code} {d.message} ({d.help})" for d in diagnostics.errors)


def errors(rules: str) -> list[str]:
    """The codes of what is wrong with a ruleset's text."""
    return [each.split()[0] for each in compiled(rules)[1]]


def ruleset_of(rules: str) -> Ruleset:
    """The ruleset of a text that has no error."""
    ruleset, wrong = compiled(rules)
    assert wrong == (), wrong
    assert ruleset is not None
    return ruleset


def scenario_of(ruleset: Ruleset, scenario: str) -> Scenario:
    """The scenario of a text without its heading."""
    diagnostics = Diagnostics()
    text = 'scenario "case"\n' + indent(dedent(scenario).strip(), "    ") + "\n"
    found = read_scenario_text(text, ruleset, diagnostics)
    wrong = [f"{d.span.line}: {d.code} {d.message} ({d.help})" for d in diagnostics.errors]
    assert wrong == [], "\n".join(wrong)
    (single,) = found
    return single


def verdicts(rules: str, scenario: str) -> list[Verdict]:
    """The verdicts as of the scenario's last `as of`."""
    ruleset = ruleset_of(rules)
    return list(api.Ruleset(ruleset).evaluate(scenario_of(ruleset, scenario)).verdicts)


def check(rules: str | Ruleset, scenario: str, *, project_calendar: bool = False) -> None:
    """Assert that each `expect` line of the scenario is met, finally where it does not say `so far`."""
    ruleset = ruleset_of(rules) if isinstance(rules, str) else rules
    checked = api.Ruleset(ruleset).check_expectations(scenario_of(ruleset, scenario), project_calendar=project_calendar)
    results = [(report, result) for report, results in checked for result in results]
    assert results, "a case without an `expect` line checks nothing"
    wrong = [
        f"{report.date}: {result.expectation.text}: {reason}; "
        f"{[shown(v) for v in result.got] or [shown(v) for v in report.verdicts]}"
        for report, result in results
        if (reason := _fault(result)) is not None
    ]
    assert wrong == [], "\n".join(wrong)


def _fault(result: ExpectationResult) -> str | None:
    if not result.ok:
        return result.reason
    line = result.expectation
    if line.verdict in ("satisfied", "excused") and "so far" not in line.marks and "so_far" not in line.marks:
        return "only so far" if any(verdict.so_far for verdict in result.got) else None
    return None


def shown(verdict: Verdict) -> str:
    """One line: norm, record, members, period, occurrence, verdict, marks, due date, what is missing."""
    from ruledsl.civil_time import format_date

    words = [verdict.norm, verdict.record or "", *verdict.key, verdict.period or ""]
    words += [f"#{verdict.occurrence}" if verdict.occurrence is not None else "", str(verdict.status.value)]
    words += [str(verdict.severity or ""), "so far" if verdict.so_far else "", *sorted(verdict.marks)]
    words += [f"due {format_date(verdict.due)}" if verdict.due is not None else ""]
    words += [f"missing {', '.join(verdict.missing)}" if verdict.missing else "", f"[{verdict.explanation.why}]"]
    return " ".join(str(word) for word in words if word)
