"""Missing facts as words: what an undetermined verdict waits for, with the name to record it under.

Handed a missing fact as the engine names it (`special_circumstances of i1`, `by of filed of i1`, `calendar of 2027`),
it hands on a phrase in the report's language. The shapes stand in one table, the first that fits is taken.
"""

from __future__ import annotations

import re
from typing import Final

from ruledsl.civil_time.text import parse_date
from ruledsl.report.names import Names
from ruledsl.report.wording import MISSING, date_words, listed, phrase

_DATE: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

SHAPES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("calendar", r"calendar of (?P<year>[0-9]+)"),
        ("verdict", r"verdict of (?P<norm>\S+)"),
        ("of_norm", r"(?P<what>lapsed|broken) of (?P<norm>\S+) for (?P<record>.+)"),
        ("log", rf"log before (?P<day>{_DATE})"),
        ("before_log", r"events of (?P<event>\S+) before the log"),
        ("to_come", r"the event to come"),
        ("time", rf"time of (?P<fact>\S+) of (?P<record>\S+?)(?: on (?P<day>{_DATE}))?"),
        ("order", rf"order of (?P<events>\S+(?: and \S+)*) of (?P<record>\S+?)(?: on (?P<day>{_DATE}))?"),
        ("parameter", r"(?P<parameter>\S+) of (?P<event>\S+) of (?P<record>\S+)"),
        ("fact", r"(?P<fact>[^\s(]+)(?P<argument>\(.*\))? of (?P<record>\S+)"),
        ("value", r"(?P<name>\S+)"),
    )
)
"""The shapes of missing facts, by the row of `wording.MISSING` that says them."""


def missing_text(missing: str, names: Names, record: str | None = None) -> str:
    """A missing fact in words; of `record`, the verdict's own, without naming it again."""
    for shape, pattern in SHAPES:
        match = pattern.fullmatch(missing)
        if match is not None:
            return _said(shape, {name: text or "" for name, text in match.groupdict().items()}, names, record)
    return missing


def _said(shape: str, parts: dict[str, str], names: Names, record: str | None) -> str:
    lang = names.lang
    subject = parts.get("record", "")
    of = "" if subject in ("", record) else phrase("of_subject", lang, subject=names.subject(subject))
    day = parts.get("day", "")
    on = phrase("on", lang, day=date_words(parse_date(day), lang)) if day else ""
    identifier, label = "", ""
    match shape:
        case "parameter":
            identifier = parts["parameter"]
            label = parts["event"]
        case "fact":
            identifier = parts["fact"] + parts["argument"]
            label = names.field(subject, parts["fact"]) + parts["argument"]
        case "value":
            identifier = parts["name"]
            label = names.named_value(identifier)
        case "time":
            label = names.field(subject, parts["fact"])
    events = listed((names.event(subject, event) for event in parts.get("events", "").split(" and ")), lang)
    text = MISSING[shape](
        lang,
        year=parts.get("year", ""),
        norm=names.clause(parts.get("norm", "")),
        day=date_words(parse_date(day), lang) if day else "",
        event=names.event(subject, parts.get("event", "")),
        events=events,
        of=of,
        on=on,
        fact=label,
        parameter=parts.get("parameter", ""),
    )
    if identifier and identifier not in text:
        text += phrase("open_bracket", lang) + identifier + phrase("close_bracket", lang)
    return text
