"""What is wrong with a line: the finding as data, and the search for dates that are not written as dates.

Handed a line, `misshapen_dates` hands on findings; the parser makes a finding a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from ruledsl.civil_time.numerals import chinese_number, english_month, month_name
from ruledsl.civil_time.text import DateError, check_date


@frozen
class Finding:
    """What is wrong with a line. `start:end` and the fix's first two are offsets in the line."""

    code: str
    message: str
    start: int
    end: int
    help: str = ""
    fix: tuple[int, int, str] | None = None


def shortened(text: str, length: int = 40) -> str:
    """A text that fits into a message."""
    return text if len(text) <= length else text[: length - 1] + "…"


STRICT_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LIKE_DATE = re.compile(
    r"(?<![\w.])(?:"
    r"(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})"
    r"|(?P<zy>[0-9]{4}|[〇零○一二三四五六七八九]{4})年(?P<zm>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<zd>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]?"
    r"|[0-9]{1,2}(?P<sep2>[-/.])[0-9]{1,2}(?P=sep2)[0-9]{4}"
    r"|(?P<ed>[0-9]{1,2})(?:st|nd|rd|th)?\s+(?P<em>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*),?\s+"
    r"(?P<ey>[0-9]{4})"
    r"|(?P<am>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\s+(?P<ad>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(?P<ay>[0-9]{4})"
    r")(?![\w/])"
)
_DAY_OF_YEAR = re.compile(
    r"(?<![\w.])([0-9]{1,2}|[一二三四五六七八九十]{1,2})月([0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号](?!\w)"
)
_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"?')


def outside_texts(line: str) -> str:
    """The line with every text between quotes blanked, offsets kept."""
    return _TEXT.sub(lambda match: '"' + " " * (len(match[0]) - 1), line)


def misshapen_dates(line: str) -> Iterator[Finding]:
    """The dates of a line that are not written as `2022-04-02`. `2022-4-2` would else be read as a subtraction."""
    for match in _LIKE_DATE.finditer(outside_texts(line)):
        if STRICT_DATE.fullmatch(match[0]):
            continue
        year, month, day = (match["y"] or match["zy"], match["m"] or match["zm"], match["d"] or match["zd"])
        help, fix = "write a date as year-month-day with ten characters, such as 2022-04-02", None
        if match["em"] or match["am"]:
            month = english_month(match["em"] or match["am"])
            year, day = match["ey"] or match["ay"], match["ed"] or match["ad"]
        numbers = tuple(chinese_number(str(part)) if part is not None else None for part in (year, month, day))
        right = _real_date(*numbers)
        if re.search(r"\bby\s+$", line[: match.start()]):
            help = "'by' takes a day of the year, such as 30 June, or a date field; or write 'before' and the next day"
        elif right:
            help, fix = f"write {right}", (match.start(), match.end(), right)
        yield Finding("RD117", f"'{match[0]}' is not how a date is written", match.start(), match.end(), help, fix)
    for match in _DAY_OF_YEAR.finditer(outside_texts(line)):
        months, days = chinese_number(match[1]), chinese_number(match[2])
        if months is None or days is None or not 1 <= months <= 12:
            continue
        if re.search(r"\bby\s+$", line[: match.start()]):
            right = f"{days} {month_name(months)}"
            message, fix = f"'{match[0]}' is not how a day of the year is written", (*match.span(), right)
            yield Finding("RD117", message, *match.span(), f"write '{right}'", fix)
        else:
            help = f"write it with its year: 2022-{months:02d}-{days:02d}"
            yield Finding("RD117", f"'{match[0]}' is a date without a year", *match.span(), help)


def _real_date(year: int | None, month: int | None, day: int | None) -> str:
    """The date in the language's form, if there is such a day."""
    if year is None or month is None or day is None or year < 1000:
        return ""
    try:
        check_date(year, month, day)
    except DateError:
        return ""
    return f"{year}-{month:02d}-{day:02d}"
