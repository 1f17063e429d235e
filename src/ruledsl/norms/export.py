"""The public form of a compiled ruleset: plain data for other programs, schema `ruledsl/ruleset/1`. Handed a ruleset,
this module hands on its articles and norms with every condition in the language's words; `ruleset.schema.json` beside
it is the form's JSON Schema.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from ruledsl.civil_time.text import format_date
from ruledsl.norms.model import Amount, Article, CalendarSpec, Layer, Limit, LimitForm, Norm, Ruleset, Subject
from ruledsl.norms.words import Words, amount_of, literal
from ruledsl.world.values import Duration
from ruledsl.world.vocabulary import Label

SCHEMA = "ruledsl/ruleset/1"

_BACKWARD = frozenset({LimitForm.AT_LEAST_BEFORE, LimitForm.BEFORE, LimitForm.IN_THE_LAST})


def to_export(ruleset: Ruleset) -> dict[str, Any]:
    """The ruleset as JSON-able data."""
    words = Words(ruleset.vocabulary)
    return {
        "schema": SCHEMA,
        "ruleset": ruleset.name,
        "label": _label(ruleset.label),
        "in_force": _in_force(ruleset.first_day, ruleset.last_day),
        "time": _time(ruleset),
        "chapters": [{"number": chapter.number, "title": _label(chapter.title)} for chapter in ruleset.chapters],
        "articles": [_article(article) for article in ruleset.articles],
        "values": [
            {
                "name": v.name,
                "type": v.type.base,
                "label": _label(v.label),
                "value": None if v.value is None else _value(v.value),
            }
            for v in ruleset.values.values()
        ],
        "precedence": [list(line) for line in ruleset.precedence],
        "norms": [_norm(norm, words) for norm in ruleset.norms],
    }


export_data = to_export


def ruleset_schema() -> dict[str, Any]:
    """The JSON Schema of what `to_export` gives."""
    text = resources.files("ruledsl.norms").joinpath("ruleset.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


# ------------------------------------------------------------------------------------------------ parts


def _label(label: Label) -> dict[str, str]:
    return {"en": label.en, "zh": label.zh}


def _in_force(first: int | None, last: int | None) -> dict[str, str | None]:
    return {
        "from": format_date(first) if first is not None else None,
        "to": format_date(last) if last is not None else None,
    }


def _value(value: Any) -> str | int | bool:
    if isinstance(value, bool | int | str):
        return value
    return literal(value)


def _duration(duration: Duration | None) -> dict[str, Any] | None:
    return None if duration is None else {"n": duration.n, "unit": duration.unit}


def _time(ruleset: Ruleset) -> dict[str, Any]:
    time = ruleset.time
    close = time.business_close
    return {
        "calendar": None if time.calendar is None else _calendar(time.calendar),
        "time_zone": time.zone,
        "roll_over": time.roll_over,
        "business_hours_until": None if close is None else f"{close // 3600:02d}:{close % 3600 // 60:02d}",
        "years": {name: {"month": month, "day": day} for name, (month, day) in time.years.items()},
        "units": list(time.units),
        "horizon": _duration(time.horizon),
    }


def _calendar(spec: CalendarSpec) -> dict[str, Any]:
    return {
        "name": spec.name,
        "base": spec.base or None,
        "overrides": bool(spec.overrides),
        "joined": [_calendar(part) for part in spec.joined],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "number": article.number,
        "title": _label(article.title),
        "chapter": article.chapter,
        "states": [s.text for s in article.statements if not s.restates],
        "restates": [id for s in article.statements for id in s.restates],
        "notes": list(article.notes),
    }


def _norm(norm: Norm, words: Words) -> dict[str, Any]:
    conditions = {
        "when": norm.when,
        "while": norm.while_,
        "only_when": norm.only_when,
    }
    return {
        "id": norm.id,
        "article": norm.article,
        "paragraph": norm.paragraph,
        "label": norm.label,
        "form": norm.form.value,
        "strength": norm.strength.value,
        "subject": _subject(norm.subject),
        "content": words.expression(norm.content) if norm.content is not None else None,
        "event": words.pattern(norm.event) if norm.event is not None else None,
        "window": words.window(norm.window) if norm.window is not None else None,
        "limits": _limits(norm, words),
        "upon": words.moment(norm.upon) if norm.upon is not None else None,
        "for_each": [
            {
                "variable": each.var,
                "set": words.expression(each.set) if each.set is not None else None,
                "key": words.expression(each.key) if each.key is not None else None,
            }
            for each in norm.for_each
        ],
        "frequency": _frequency(norm, words),
        "parties": _parties(norm, words),
        "conditions": {name: words.expression(part) for name, part in conditions.items() if part is not None},
        "exceptions": [words.expression(norm.unless)] if norm.unless is not None else [],
        "until": words.moment(norm.until) if norm.until is not None else None,
        "deems": _deems(norm, words),
        "acts": [f"{kind}.{event}" for kind, event in norm.acts],
        "for_norms": list(norm.for_norms),
        "overrides": list(norm.overrides),
        "despite": list(norm.despite),
        "otherwise_of": norm.otherwise_of,
        "chain": {"id": norm.chain[0], "step": norm.chain[1] + 1} if norm.chain is not None else None,
        "text": norm.text,
        "note": norm.note or None,
        "reading": norm.reading or None,
        "in_force": _in_force(norm.first_day, norm.last_day),
    }


def _subject(subject: Subject) -> dict[str, Any]:
    return {"kind": subject.kind, "text": subject.text}


def _parties(norm: Norm, words: Words) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if norm.only_by is not None:
        found["only_by"] = list(words.parties(norm.only_by.parties))
        found["in_person"] = norm.only_by.in_person
    if norm.duty_of is not None:
        found["duty_of"] = words.expression(norm.duty_of)
    if norm.stands_for is not None:
        found["stands_in"] = list(words.parties(norm.stands_in))
        found["stands_for"] = words.expression(norm.stands_for)
    return found


def _deems(norm: Norm, words: Words) -> dict[str, Any] | None:
    if norm.deems is None:
        return None
    name, argument, value = norm.deems
    return {
        "field": name,
        "argument": words.expression(argument) if argument is not None else None,
        "value": words.expression(value),
    }


def _frequency(norm: Norm, words: Words) -> dict[str, Any] | None:
    frequency = norm.frequency
    if frequency is None:
        return None
    return {
        "at_least": frequency.at_least,
        "at_most": frequency.at_most,
        "period": frequency.period,
        "rolling": _amount(frequency.rolling) if frequency.rolling is not None else None,
        "at_any_time": frequency.at_any_time,
        "per_record": frequency.per_record,
        "text": words.frequency(frequency, norm.event),
    }


# ------------------------------------------------------------------------------------------------ limits


def _limits(norm: Norm, words: Words) -> list[dict[str, Any]]:
    """Each layer's limit, the first one first; the parts of an `earlier of` one by one."""
    if norm.window is None:
        return []
    return [entry for layer in norm.window.layers for entry in _layer(layer, norm, words)]


def _layer(layer: Layer, norm: Norm, words: Words) -> list[dict[str, Any]]:
    shared = {
        "layer": layer.kind,
        "if": words.expression(layer.condition) if layer.condition is not None else None,
        "strength": (layer.strength or norm.strength).value,
    }
    if layer.further is not None:
        return [{"form": "further", **_amount(layer.further), "direction": "after", "anchor": None, **shared}]
    assert layer.limit is not None
    parts = layer.limit.parts or (layer.limit,)
    return [{**_limit(part, words), **shared} for part in parts]


def _limit(limit: Limit, words: Words) -> dict[str, Any]:
    amount = _amount(limit.amount) if limit.amount is not None else {"n": None, "unit": None, "clear": False}
    anchors = [words.moment(anchor) for anchor in limit.anchors]
    found: dict[str, Any] = {
        "form": limit.form.value,
        **amount,
        "direction": "before" if limit.form in _BACKWARD else "after",
        "anchor": " or ".join(anchors) if anchors else None,
        "text": words.limit(limit),
    }
    if limit.to is not None:
        found["to"] = limit.to.n
    if limit.closing is not None:
        found["before"] = words.moment(limit.closing)
    if limit.date is not None:
        found["date"] = words.expression(limit.date)
    if limit.month_day is not None:
        found["month_day"] = {"month": limit.month_day[0], "day": limit.month_day[1]}
    return found


def _amount(amount: Amount) -> dict[str, Any]:
    """The number and unit; a named duration stands for both."""
    if amount.duration_name is not None:
        return {"n": amount_of(amount), "unit": None, "clear": False}
    return {"n": amount.n, "unit": amount.unit, "clear": amount.clear}
