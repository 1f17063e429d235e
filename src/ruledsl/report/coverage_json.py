"""Coverage as JSON-able data, schema `ruledsl/coverage/1` (`coverage.schema.json` in this folder).

Handed the coverage of rulesets, it hands on plain dicts and lists, in the order of the texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from ruledsl.report.coverage_text import percent
from ruledsl.trials.coverage import ClauseCoverage, Coverage, Group, Tally, tally

SCHEMA: Final = "ruledsl/coverage/1"


def coverage_data(coverages: Iterable[Coverage]) -> dict[str, Any]:
    """The coverage of each ruleset, and of all together."""
    coverages = tuple(coverages)
    return {
        "schema": SCHEMA,
        "rulesets": [_ruleset(coverage) for coverage in coverages],
        "total": _tally(tally(clause for coverage in coverages for clause in coverage.clauses)),
    }


def _ruleset(coverage: Coverage) -> dict[str, Any]:
    return {
        "ruleset": coverage.ruleset.name,
        "scenarios": coverage.scenarios,
        "total": _tally(coverage.tally),
        "articles": [
            {
                "number": article.number,
                "title": {"en": article.title.en, "zh": article.title.zh},
                "total": _tally(article.tally),
                "clauses": [_clause(clause) for clause in article.clauses],
            }
            for article in coverage.articles
        ],
    }


def _clause(clause: ClauseCoverage) -> dict[str, Any]:
    return {
        "id": clause.id,
        "form": clause.form.value,
        "breakable": clause.breakable,
        "file": clause.span.file,
        "line": clause.span.line,
        "reached": {
            group.value: [
                {"title": shown.title, "file": shown.span.file, "line": shown.span.line}
                for shown in clause.reached.get(group, ())
            ]
            for group in Group
        },
        "expected": [group.value for group in Group if group in clause.expected],
        "used": clause.used,
        "missing": [group.value for group in clause.missing],
    }


def _tally(counts: Tally) -> dict[str, Any]:
    """`percent` is cut off after two decimals, never rounded up."""
    return {
        "breakable": counts.breakable,
        **{group.value: counts.reached[group] for group in Group},
        "covered": counts.covered,
        "proved": counts.proved,
        "percent": float(percent(counts.percent)),
        "others": counts.others,
        "used": counts.used,
    }
