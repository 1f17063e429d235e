"""The report as JSON-able data, schema `ruledsl/report/1` (`report.schema.json` in this folder).

Handed a `Report`, it hands on plain dicts, lists, strings and numbers: dates as `YYYY-MM-DD`, times as `HH:MM`, names
as the input gives them. The same report always gives the same data, in the same order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from ruledsl.civil_time.text import format_time
from ruledsl.engine.answers import Members, Unknown
from ruledsl.engine.verdicts import Consulted, Explanation, FactUsed, LimitCount, Remedy, Verdict
from ruledsl.report.result import Report
from ruledsl.source import Span
from ruledsl.world.values import Day, Doer, Duration, Nothing, Ref, Symbol

SCHEMA: Final = "ruledsl/report/1"


def report_data(report: Report) -> dict[str, Any]:
    """The whole report."""
    return {
        "schema": SCHEMA,
        "ruleset": report.ruleset.name,
        "scenario": report.scenario.title,
        "as_of": _date(report.as_of),
        "verdicts": [verdict_data(verdict) for verdict in report.verdicts],
        "summary": report.summary(),
    }


def dumps(data: object) -> str:
    """JSON text as `ruledsl` prints it: UTF-8 characters as they are, two blanks a level, a line end."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def report_schema() -> dict[str, Any]:
    """The JSON Schema of `report_data`."""
    from importlib.resources import files

    text = files("ruledsl.report").joinpath("report.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """One verdict."""
    return {
        "norm": verdict.norm,
        "article": verdict.article,
        "record": verdict.record,
        "key": list(verdict.key),
        "period": verdict.period,
        "occurrence": verdict.occurrence,
        "occurrence_date": _date(verdict.occurrence_day),
        "verdict": verdict.status.value,
        "severity": verdict.severity,
        "so_far": verdict.so_far,
        "due": _date(verdict.due),
        "at": _date(verdict.at),
        "at_time": _time(verdict.at_second),
        "late_days": verdict.late_days,
        "days_left": verdict.days_left,
        "missing": list(verdict.missing),
        "marks": sorted(verdict.marks),
        "possible": [status.value for status in verdict.possible],
        "conflicts_with": list(verdict.conflicts_with),
        "used": list(verdict.used),
        "explanation": explanation_data(verdict.explanation),
    }


def explanation_data(explanation: Explanation) -> dict[str, Any]:
    """One explanation: a tree of data, with codes where the text report has words."""
    return {
        "why": explanation.why,
        "article": explanation.article,
        "text": explanation.text,
        "arose": _date(explanation.arose_day),
        "facts": [_fact(fact) for fact in explanation.facts],
        "counts": [_count(count) for count in explanation.counts],
        "stand_ins": [
            {"substitute": each.substitute, "principal": each.principal, "norm": each.norm}
            for each in explanation.stand_ins
        ],
        "consulted": [_consulted(each) for each in explanation.consulted],
        "remedies": [_remedy(each) for each in explanation.remedies],
        "count": explanation.count,
        "bound": explanation.bound,
    }


def value_data(value: object) -> Any:
    """A value as JSON has it; decimals and fractions as text, since JSON's numbers are not exact."""
    match value:
        case None | bool() | int() | str():
            return value
        case Fraction():
            return str(value)
        case Day(ordinal):
            return _date(ordinal)
        case Duration(n, unit):
            return {"n": n, "unit": unit}
        case Symbol(_, name) | Ref(name):
            return name
        case Nothing():
            return "none"
        case Doer(party, None):
            return party
        case Doer(party, capacity):
            return {"party": party, "as": capacity}
        case Mapping():
            return {str(name): value_data(each) for name, each in value.items()}
        case tuple() if value and all(isinstance(each, tuple) and len(each) == 2 for each in value):
            return {str(name): value_data(each) for name, each in value}  # an event's parameters
        case tuple() | list():
            return [value_data(each) for each in value]
        case Members(sure=sure, maybe=maybe):
            return value_data(frozenset((*sure, *maybe)))
        case Unknown():
            return None
        case frozenset() | set():
            return sorted((value_data(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
        case _:
            return str(value)


def _fact(fact: FactUsed) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "subject": fact.subject,
        "name": fact.name,
        "value": value_data(fact.value),
        "argument": value_data(fact.argument),
        "date": _date(fact.day),
        "time": _time(fact.second),
        "until": _date(fact.last),
        "source": _source(fact.span),
    }


def _count(count: LimitCount) -> dict[str, Any]:
    return {
        "form": count.form,
        "amount": count.amount,
        "anchor": None if count.anchor is None else _fact(count.anchor),
        "anchor_date": _date(count.anchor_day),
        "due": _date(count.due),
        "due_latest": _date(count.due_latest),
        "due_time": _time(count.due_second),
        "layer": count.layer,
        "provisional": count.provisional,
        "days": [
            {
                "date": _date(step.day),
                "number": step.number,
                "reason": step.reason,
                "name_en": step.name_en,
                "name_zh": step.name_zh,
            }
            for step in count.steps
        ],
    }


def _consulted(consulted: Consulted) -> dict[str, Any]:
    return {
        "kind": consulted.kind,
        "truth": consulted.truth,
        "norm": consulted.norm,
        "facts": [_fact(fact) for fact in consulted.facts],
    }


def _remedy(remedy: Remedy) -> dict[str, Any]:
    return {
        "kind": remedy.kind,
        "record": remedy.record,
        "name": remedy.name,
        "value": value_data(remedy.value),
        "date": _date(remedy.day),
        "first": _date(remedy.first),
        "parties": list(remedy.parties),
        "possible": remedy.possible,
        "arguments": value_data(dict(remedy.arguments)),
        "argument": value_data(remedy.argument),
        "way": remedy.way,
    }


def _source(span: Span) -> dict[str, Any] | None:
    return {"file": span.file, "line": span.line, "column": span.column} if span.line else None


def _date(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _time(second: int | None) -> str | None:
    return None if second is None or second < 0 else format_time(second)
