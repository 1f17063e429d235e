"""A mutation run for programs: `ruledsl/mutation/1`. Handed a `Score`, it hands on JSON text with every mutant."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from attrs import asdict

from ruledsl.trials.mutation import Line, Suggestion
from ruledsl.trials.mutation_score import Score, Tally, Tried

SCHEMA: Final = "ruledsl/mutation/1"


def as_json(score: Score) -> str:
    """The score, the tallies by chapter and operator, every mutant tried, and the comments that explain nothing."""
    document = {
        "schema": SCHEMA,
        "ruleset": score.ruleset.name,
        "mutants": score.all,
        "tried": len(score.tried),
        "unmet": score.unmet,
        "total": _tally(score.total),
        "chapters": [{"chapter": name, **_tally(tally)} for name, tally in score.by_chapter().items()],
        "operators": [{"operator": name, **_tally(tally)} for name, tally in score.by_operator().items()],
        "trials": [_trial(each, score) for each in score.tried],
        "comments": [
            {"file": bad.mark.span.file, "line": bad.mark.span.line, "why": bad.why, "kind": bad.kind}
            for bad in score.bad
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "noticed": tally.noticed,
        "unnoticed": tally.unnoticed,
        "explained": tally.explained,
        "stillborn": tally.stillborn,
        "score": round(tally.percent, 2) if tally.counted else None,
    }


def _trial(each: Tried, score: Score) -> dict[str, Any]:
    mutant, trial = each.mutant, each.trial
    span = score.ruleset.norms[mutant.place].span
    row: dict[str, Any] = {
        "id": mutant.id,
        "norm": mutant.norm,
        "file": span.file,
        "line": span.line,
        "operator": mutant.operator,
        "was": mutant.was,
        "now": mutant.now,
        "outcome": str(trial.outcome),
    }
    if trial.by is not None:
        row["noticed_by"] = _line(trial.by)
    if each.mark is not None:
        row["explained"] = {"reason": each.mark.reason, "file": each.mark.span.file, "line": each.mark.span.line}
    if trial.suggestion is not None:
        row["suggestion"] = _suggestion(trial.suggestion)
    return row


def _line(line: Line) -> dict[str, Any]:
    return asdict(line)


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": suggestion.kind}
    if suggestion.scenario is not None and suggestion.day is not None:
        found |= {
            "scenario": suggestion.scenario.scenario,
            "file": suggestion.scenario.file,
            "change": list(suggestion.change),
            "as_of": date.fromordinal(suggestion.day).isoformat(),
            "expect": suggestion.expect,
            "otherwise": suggestion.otherwise,
        }
    return found
