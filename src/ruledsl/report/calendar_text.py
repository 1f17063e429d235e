"""Counts and calendars as text, so that anyone can check by hand what a limit rests on.

Handed days, an amount and a convention of counting, it hands on the end of the limit with its day-by-day table, the
days between two dates, or a small calendar with holidays and make-up workdays marked. It asks `civil_time` for every
count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from ruledsl.civil_time import (
    Amount,
    Calendar,
    Convention,
    Direction,
    Reach,
    Unit,
    amount_label,
    count_days,
    day_of,
    format_time,
    limit_after,
    limit_before,
)
from ruledsl.civil_time.calendar import DayStatus
from ruledsl.engine.verdicts import CountedDay
from ruledsl.norms.model import CalendarSpec, Ruleset
from ruledsl.report import wording
from ruledsl.report.count_text import count_table
from ruledsl.report.layout import Page, hanging, harmless, pad, width
from ruledsl.report.wording import CALENDAR, date_words, listed, phrase

COLUMN: Final = 5
"""Cells that a day takes in a month."""

_MARKS: Final = {"holiday": "*", "makeup": "+", "override": "!", "unpublished": "?"}


def limit_text(anchor: int, amount: Amount, convention: Convention, direction: Direction, page: Page) -> str:
    """Where `amount` after (before) `anchor` ends, and each day of the count.

    Raises ValueError for hours, UnknownUnit and DateOutOfRange.
    """
    if direction is Direction.AFTER:
        reach = limit_after(anchor, amount, convention)
    else:
        reach = limit_before(anchor, amount, convention)
    steps = [
        CountedDay(step.day, step.number, step.reason, step.name_en, step.name_zh)
        for step in count_days(anchor, amount, convention, direction)
    ]
    words = CALENDAR["after" if direction is Direction.AFTER else "before"]
    head = words(page.lang, amount=amount.label(page.lang), day=date_words(anchor, page.lang))
    lines = hanging("", f"{head}{phrase('colon', page.lang)}{_reach_words(reach, page)}", page.columns, 2)
    lines += ["  " + harmless(line) for line in count_table(steps, page.lang, page.columns - 2)]
    return "\n".join(line.replace("\u00a0", " ") for line in lines) + "\n"


def between_text(first: int, last: int, calendar: Calendar, page: Page) -> str:
    """How many days and workdays lie after `first` up to and including `last`, and which are not as the week has
    them. Counts add up over adjacent spans, for the first day is never counted."""
    low, high = min(first, last), max(first, last)
    fewest, most = calendar.count_workdays(low, high)
    workdays = (
        amount_label(fewest, Unit.WORKDAY, page.lang)
        if fewest == most
        else CALENDAR["workdays_between"](page.lang, fewest=fewest, most=most)
    )
    head = CALENDAR["between"](
        page.lang,
        first=date_words(low, page.lang),
        last=date_words(high, page.lang),
        days=amount_label(high - low, Unit.DAY, page.lang),
        workdays=workdays,
    )
    lines = hanging("", head, page.columns, 2)
    years = calendar.unpublished_years(low, high)
    if years:
        lines += hanging("", CALENDAR["unpublished_years"](page.lang, years=_years(years, page)), page.columns, 2)
    return "\n".join([*lines, *("  " + line for line in _named_days(low + 1, high, calendar, page))]) + "\n"


def months_text(year: int, months: Sequence[int], calendar: Calendar, page: Page) -> str:
    """The months of `year` (1 to 12 each) as small calendars, with a legend and the days that have a name."""
    blocks = []
    for month in months:
        lines = _month_lines(year, month, calendar, page)
        first = day_of(year, month, 1)
        last = day_of(year, month, 31)
        blocks.append("\n".join([*lines, *_named_days(first, last, calendar, page)]))
    legend = hanging("", CALENDAR["legend"](page.lang), page.columns, 2)
    return "\n\n".join([*blocks, "\n".join(legend)]) + "\n"


def settings_text(ruleset: Ruleset, convention: Convention, page: Page) -> str:
    """The conventions of time of a ruleset, one a line, defaults too."""
    time, calendar = ruleset.time, convention.calendar
    say = partial(_say, page)
    if time.calendar is None:
        rows = [(say("setting_calendar"), say("none_set"))]
    else:
        rows = [(say("setting_calendar"), _calendar_words(time.calendar))]
    if calendar.always:
        rows.append((say("setting_published"), say("always")))
    else:
        first, last = date_words(calendar.first, page.lang), date_words(calendar.last, page.lang)
        rows.append((say("setting_published"), say("span", first=first, last=last)))
    close = time.business_close
    rows += [
        (say("setting_zone"), time.zone),
        (say("setting_roll_over"), say("roll_over_on" if time.roll_over else "roll_over_off")),
        (say("setting_hours"), say("hours_none") if close is None else say("hours_until", time=format_time(close))),
        *(
            (say("setting_year", name=name), say("year_from", month=month, day=day))
            for name, (month, day) in time.years.items()
        ),
        *(
            (say("setting_unit", name=name), _published(days.first, days.last, page))
            for name, days in convention.counted.items()
        ),
    ]
    if time.horizon is not None:
        rows.append((say("setting_horizon"), wording.amount_words(f"{time.horizon.n} {time.horizon.unit}", page.lang)))
    margin = max(width(label) for label, _ in rows) + 2
    return "\n".join(line for label, text in rows for line in hanging(pad(label, margin), text, page.columns)) + "\n"


def _say(page: Page, what: str, /, **blanks: object) -> str:
    return CALENDAR[what](page.lang, **blanks)


def _published(first: int, last: int, page: Page) -> str:
    return CALENDAR["span"](page.lang, first=date_words(first, page.lang), last=date_words(last, page.lang))


def _calendar_words(spec: CalendarSpec) -> str:
    """A calendar by its name, with what it is made of: `uk (england, scotland)`."""
    parts = [part.name for part in spec.joined] or ([spec.base] if spec.base not in ("", spec.name) else [])
    return f"{spec.name} ({', '.join(parts)})" if parts else spec.name


def _month_lines(year: int, month: int, calendar: Calendar, page: Page) -> list[str]:
    """The month's heading and weeks, Monday first."""
    first = date(year, month, 1)
    title = CALENDAR["month"](page.lang, year=f"{year:04d}", month=month, padded=f"{month:02d}", name=calendar.name)
    names = CALENDAR["weekdays"](page.lang).split()
    lines = [page.paint(title, "bold"), "".join(pad(" " * (COLUMN - 4) + name, COLUMN) for name in names).rstrip()]
    cells = [" " * COLUMN] * first.weekday()
    start = first.toordinal()
    for day in range(start, day_of(year, month, 31) + 1):
        cells.append(_cell(day - start + 1, calendar.status(day), page))
    return lines + ["".join(cells[at : at + 7]).rstrip() for at in range(0, len(cells), 7)]


def _cell(number: int, status: DayStatus, page: Page) -> str:
    """One day: its number, a mark for what is special, and blanks."""
    mark = "~" if status.kind == "projected" else _MARKS.get(status.kind, " ")
    text = f"{number:>3}{mark} "
    match status.kind:
        case "holiday":
            return page.paint(text, "red")
        case "makeup":
            return page.paint(text, "green")
        case "weekend":
            return page.paint(text, "dim")
        case "override":
            return page.paint(text, "cyan")
        case "ordinary" | "projected" | "unpublished":
            return text


def _named_days(first: int, last: int, calendar: Calendar, page: Page) -> list[str]:
    """The days that have a name or a mark of their own, runs of the same on one line."""
    runs: list[tuple[int, int, str]] = []
    for day in range(first, last + 1):
        status = calendar.status(day)
        if status.kind in ("ordinary", "weekend", "unpublished") or (status.kind == "projected" and not status.name_en):
            continue
        name = harmless(status.name_zh if page.lang == "zh" else status.name_en)
        text = wording.DAY_KINDS[status.kind](page.lang)
        if name:
            text = name if status.kind == "makeup" else f"{text}{phrase('colon', page.lang)}{name}"
        if runs and runs[-1][1] == day - 1 and runs[-1][2] == text:
            runs[-1] = (runs[-1][0], day, text)
        else:
            runs.append((day, day, text))
    lines: list[str] = []
    for start, end, text in runs:
        dates = date_words(start, page.lang)
        if end > start:
            dates = phrase("period_of_state", page.lang, first=dates, last=date_words(end, page.lang))
        lines += hanging(f"{dates}  ".replace("\u00a0", " "), text, page.columns - 2, 4)
    return lines


def _reach_words(reach: Reach, page: Page) -> str:
    """The day on which a limit ends, or the days between which it ends."""
    if reach.latest == reach.earliest:
        text = date_words(reach.earliest, page.lang)
    elif reach.latest is None:
        text = phrase("due_open", page.lang, day=date_words(reach.earliest, page.lang))
    else:
        first, latest = date_words(reach.earliest, page.lang), date_words(reach.latest, page.lang)
        text = phrase("due_between", page.lang, day=first, latest=latest)
    notes = []
    if reach.unpublished_years:
        notes.append(CALENDAR["unpublished_years"](page.lang, years=_years(reach.unpublished_years, page)))
    if reach.provisional:
        notes.append(phrase("projected", page.lang))
    if not notes:
        return text
    return text + phrase("open_bracket", page.lang) + listed(notes, page.lang) + phrase("close_bracket", page.lang)


def _years(years: Sequence[int], page: Page) -> str:
    """The years, those that follow one another as a span."""
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][-1] == year - 1:
            spans[-1][1:] = [year]
        else:
            spans.append([year])
    between = "至" if page.lang == "zh" else "\u2013"
    return listed((between.join(map(str, span)) for span in spans), page.lang)
