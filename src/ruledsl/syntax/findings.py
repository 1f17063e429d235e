"""What is wrong with a line: the finding as data, and the search for dates that are not written as dates.

Handed a line, `misshapen_dates` hands on findings; the parser makes a finding a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

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
    r"|(?P<zy>[0-9]{4})年(?P<zm>[0-9]{1,2})月(?P<zd>[0-9]{1,2})[日号]?"
    r"|[0-9]{1,2}(?P<sep2>[-/.])[0-9]{1,2}(?P=sep2)[0-9]{4}"
    r"|[0-9]{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\s+[0-9]{4}"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\s+[0-9]{1,2},?\s+[0-9]{4}"
    r")(?![\w/])"
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
        if year is not None:
            right = f"{year}-{int(month):02d}-{int(day):02d}"
            try:
                check_date(int(year), int(month), int(day))
            except DateError:
                pass
            else:
                help, fix = f"write {right}", (match.start(), match.end(), right)
        yield Finding("RD117", f"'{match[0]}' is not how a date is written", match.start(), match.end(), help, fix)
