"""Changes that must change nothing: names changed consistently, a case moved by whole weeks.

Handed texts or plain data, it hands on the same with other names, or some weeks later, and tells which norms do not
depend on where in the calendar a case lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from attrs import evolve

from ruledsl.civil_time import Calendar, Convention, DayCode, parse_date
from ruledsl.norms.expressions import CountEvents, Literal
from ruledsl.norms.model import Amount, DateMoment, Frequency, Limit, Norm, PeriodMoment, Ruleset
from ruledsl.norms.walking import parts_in
from ruledsl.syntax.keywords import keywords
from ruledsl.trials.reach import Reach
from ruledsl.world.scenario import Scenario, When
from ruledsl.world.values import Day, Duration
from ruledsl.world.vocabulary import Vocabulary

# ------------------------------------------------------------------------------------------------ names

_TEXTS_AND_COMMENTS = re.compile(r'("(?:[^"\\\n]|\\.)*"|--[^\n]*)')
_NAME = re.compile(r"(?<![\w-])[^\W\d][\w-]*")
BUILT_IN = frozenset({"by", "self", "party", "person", "role", "office", "late", "record"})


@cache
def reserved() -> frozenset[str]:
    """Words that the language itself uses somewhere."""
    return frozenset(word for keyword in keywords() for word in keyword.spelling.split()) | BUILT_IN


def names_of(vocabulary: Vocabulary) -> frozenset[str]:
    """Every name that a vocabulary declares."""
    found = {*vocabulary.kinds, *vocabulary.roles, *vocabulary.offices, *vocabulary.states, *vocabulary.lists}
    found |= {symbol for each in vocabulary.lists.values() for symbol in each.symbols}
    for kind in vocabulary.kinds.values():
        found |= {field.name for field in kind.fields} | {event.name for event in kind.events}
        found |= {parameter.name for event in kind.events for parameter in event.parameters}
        found |= {field.parameter.name for field in kind.fields if field.parameter is not None}
    return frozenset(found)


def other_names(names: Iterable[str]) -> dict[str, str]:
    """A new name for each: none is the beginning of another, and their order is turned round."""
    mine = sorted(set(names) - reserved())
    return {name: f"n{len(mine) - place:04}_{name[-1] * 3}" for place, name in enumerate(mine)}


def renamed(text: str, new: Mapping[str, str]) -> str:
    """A text of rules or scenarios with the names changed; what stands in quotation marks and comments stays."""
    pieces = _TEXTS_AND_COMMENTS.split(text)
    for place in range(0, len(pieces), 2):
        pieces[place] = _NAME.sub(lambda found: new.get(found.group(), found.group()), pieces[place])
    return "".join(pieces)


# ------------------------------------------------------------------------------------------------ weeks


def shifted(case: Scenario, days: int) -> Scenario:
    """The case so many days later."""

    def later(when: When) -> When:
        return evolve(when, day=when.day + days)

    def moved(value: object) -> object:
        return Day(value.ordinal + days) if isinstance(value, Day) else value

    def of_each(given: Mapping[object, object]) -> dict[object, object]:
        return {key: moved(value) for key, value in given.items()}

    return evolve(
        case,
        first_day=None if case.first_day is None else case.first_day + days,
        records={
            name: evolve(
                record,
                created=None if record.created is None else later(record.created),
                fields=of_each(record.fields),  # type: ignore[arg-type]
            )
            for name, record in case.records.items()
        },
        holdings=tuple(evolve(h, first=_plus(h.first, days), last=_plus(h.last, days)) for h in case.holdings),
        events=tuple(
            evolve(e, when=later(e.when), arguments=of_each(e.arguments))  # type: ignore[arg-type]
            for e in case.events
        ),
        values=tuple(evolve(v, when=later(v.when), value=moved(v.value)) for v in case.values),
        judgements=tuple(evolve(j, when=later(j.when)) for j in case.judgements),
        states=tuple(evolve(s, first=s.first + days, last=_plus(s.last, days)) for s in case.states),
        settings=of_each(case.settings),  # type: ignore[arg-type]
    )


def _plus(day: int | None, days: int) -> int | None:
    return None if day is None else day + days


@cache
def weekly() -> Calendar:
    """A calendar with weekends and no holidays."""
    first, last = parse_date("1990-01-01"), parse_date("2060-12-31")
    codes = bytes(DayCode.ORDINARY if day % 7 in range(1, 6) else DayCode.WEEKEND for day in range(first, last))
    return Calendar.of_codes("weekly", first, codes)


def weekly_convention(ruleset: Ruleset, *, weekends: bool) -> Convention:
    """The ruleset's conventions, with weekends and no holidays, or with no rest days at all."""
    from ruledsl.civil_time import NO_CALENDAR

    time = ruleset.time
    calendar = weekly() if weekends else NO_CALENDAR
    return Convention(calendar, time.roll_over, time.business_close, time.zone)


def by_weeks_alone(ruleset: Ruleset) -> frozenset[str]:
    """The ids of the norms that count nothing longer than a week and name no date, nor rest on one that does."""
    reach, bound = Reach.of(ruleset), frozenset[str]()
    for norm in ruleset.norms:
        if _is_bound(norm):
            bound |= reach.touched_by(norm.id)
    return frozenset(norm.id for norm in ruleset.norms) - bound


_LONG = frozenset({"month", "quarter", "year", "ten_days"})


def _is_bound(norm: Norm) -> bool:
    if norm.first_day is not None or norm.last_day is not None:
        return True
    for part in parts_in(norm):
        match part:
            case Amount(unit=unit, duration_name=name):
                bound = str(unit) not in ("hour", "day", "workday", "week") or name is not None
            case Duration(unit=unit):
                bound = str(unit) in _LONG
            case Limit(month_day=month_day):
                bound = month_day is not None
            case Frequency(period=period):
                bound = period not in (None, "week")
            case CountEvents(period=period):
                bound = period not in ("", None, "week")
            case PeriodMoment(period=period):
                bound = period != "week"
            case DateMoment() | Day():
                bound = True
            case Literal(value=str(word)):
                bound = word in _LONG
            case _:
                bound = False
        if bound:
            return True
    return False
