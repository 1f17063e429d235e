"""The file beside a ruleset in which an office corrects its calendar, and the file that lists a declared unit's
days. Handed the text of such a file, it hands on the overrides or the counted days together with the problems
found, each with its line and columns; nothing is raised for what a user wrote. `with_overrides` lays overrides
over a calendar.

One entry a line; `#` or `--` starts a comment; the reason, in English or in both languages, may be left out:

    2022-04-02 working "make-up day" / "调休上班"
    2022-09-01 to 2022-09-03 rest "flood"
    year 2027 complete        -- the file lists all of 2027's special days; its other days are a plain week
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal

from attrs import define, field, frozen

from ruledsl.civil_time.calendar import Calendar, DayCode, plain_week_code
from ruledsl.civil_time.counted_days import CountedDays
from ruledsl.civil_time.text import DateError, format_date, parse_date

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""The years that these files may speak of: wide enough for every office, and a typing error shows."""

_ENTRY_HELP: Final = (
    'write `2022-04-02 working "reason"`, `2022-04-05 to 2022-04-07 rest "reason"` or `year 2027 complete`'
)
_DAYS_HELP: Final = "write one date a line, `2022-09-01`, or a range, `2022-09-01 to 2022-12-30`"


@frozen
class Override:
    """One entry of an overrides file, over the days `first` to `last`, both included.

    `working` and `rest` say what these days are; `complete` says that what no entry names in them is a plain
    week (Monday to Friday) where the calendar itself is not published.
    """

    first: int
    last: int
    kind: Literal["working", "rest", "complete"]
    reason_en: str = ""
    reason_zh: str = ""


@frozen
class FileProblem:
    """What is wrong in a file: line and columns from 1, in characters; `column_end` is one past the last."""

    line: int
    column_start: int
    column_end: int
    message: str
    help: str


@frozen
class ParsedOverrides:
    """The entries that could be read and the problems of the lines that could not."""

    overrides: tuple[Override, ...]
    problems: tuple[FileProblem, ...]


@frozen
class ParsedCountedDays:
    """The days that could be read (published from the first to the last) and the problems of the rest."""

    days: CountedDays
    problems: tuple[FileProblem, ...]


class _Wrong(Exception):
    """A problem in the line at hand, on the way to becoming a FileProblem."""

    def __init__(self, start: int, end: int, message: str, help: str) -> None:
        super().__init__(message)
        self.start, self.end, self.message, self.help = start, end, message, help


@frozen
class _Word:
    text: str
    start: int
    end: int
    quoted: bool = False


def parse_overrides(text: str) -> ParsedOverrides:
    """The overrides that the file's `text` lists. Raises nothing: what is wrong comes back as problems."""
    overrides: list[Override] = []
    problems: list[FileProblem] = []
    listed = {whole: _Listed() for whole in (False, True)}
    for number, line in _lines(text):
        try:
            words = _words(line)
            if not words:
                continue
            entry = _entry(words)
            whole = entry.kind == "complete"
            _first_time(entry.first, entry.last, whole, number, words, listed[whole])
            overrides.append(entry)
        except _Wrong as wrong:
            problems.append(_problem(number, wrong))
    return ParsedOverrides(tuple(overrides), tuple(problems))


def parse_counted_days(text: str, name: str = "") -> ParsedCountedDays:
    """The days of the unit `name` that the file's `text` lists: a date or a range `A to B` a line.

    Raises nothing: what is wrong comes back as problems.
    """
    days: list[int] = []
    problems: list[FileProblem] = []
    listed = _Listed()
    for number, line in _lines(text):
        try:
            words = _words(line)
            if not words:
                continue
            first, last, rest = _span(words, _DAYS_HELP)
            if rest:
                raise _Wrong(rest[0].start, rest[-1].end, f"'{rest[0].text}' does not belong here", _DAYS_HELP)
            _first_time(first, last, False, number, words, listed)
            days.extend(range(first, last + 1))
        except _Wrong as wrong:
            problems.append(_problem(number, wrong))
    return ParsedCountedDays(CountedDays.of_days(name, days), tuple(problems))


def with_overrides(calendar: Calendar, overrides: Iterable[Override]) -> Calendar:
    """`calendar` with `overrides` laid over it; single days win over `complete`, a later entry over an earlier.

    A `complete` year changes only what the calendar has not published (a projection gives way too).
    """
    entries = tuple(overrides)
    if not entries:
        return calendar
    start = min(entry.first for entry in entries)
    end = max(entry.last for entry in entries) + 1
    if calendar.codes:
        start = min(start, calendar.start)
        end = max(end, calendar.start + len(calendar.codes))
    codes = bytearray(calendar.code(day) for day in range(start, end))
    names = {day: (en, zh) for day, en, zh in calendar.names}
    for entry in entries:
        for day in range(entry.first, entry.last + 1):
            match entry.kind:
                case "complete":  # in whatever place it stands: a day that an entry names is decided
                    if codes[day - start] in _UNDECIDED:
                        codes[day - start] = plain_week_code(day)
                        names.pop(day, None)
                case "working":
                    codes[day - start] = DayCode.OVERRIDE_WORKING
                    names[day] = (entry.reason_en, entry.reason_zh)
                case "rest":
                    codes[day - start] = DayCode.OVERRIDE_REST
                    names[day] = (entry.reason_en, entry.reason_zh)
    return Calendar.of_codes(calendar.name, start, bytes(codes), names, always=calendar.always)


_UNDECIDED: Final = (DayCode.UNPUBLISHED, DayCode.PROJECTED_WORKING, DayCode.PROJECTED_REST)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), start=1)


def _words(line: str) -> list[_Word]:
    """The words and quoted reasons of a line, without its comment."""
    words: list[_Word] = []
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        if line[at] == "#" or line.startswith("--", at):
            break
        if line[at] == '"':
            end = line.find('"', at + 1)
            if end == -1:
                raise _Wrong(at, len(line), "this reason has no closing quotation mark", 'end it with "')
            words.append(_Word(line[at + 1 : end], at, end + 1, quoted=True))
            at = end + 1
            continue
        match = re.compile(r'(?:(?!--)[^\s"#])+').match(line, at)
        end = match.end() if match else at + 1
        words.append(_Word(line[at:end], at, end))
        at = end
    return words


def _entry(words: list[_Word]) -> Override:
    if words[0].text == "year" and not words[0].quoted:
        return _complete_year(words)
    first, last, rest = _span(words, _ENTRY_HELP)
    if not rest:
        raise _Wrong(words[0].start, words[-1].end, "this line does not say what the day is", _ENTRY_HELP)
    kind = rest[0]
    if kind.quoted or kind.text not in ("working", "rest"):
        raise _Wrong(kind.start, kind.end, f"'{kind.text}' is neither working nor rest", _ENTRY_HELP)
    reason_en, reason_zh = _reasons(rest[1:])
    return Override(first, last, "working" if kind.text == "working" else "rest", reason_en, reason_zh)


def _complete_year(words: list[_Word]) -> Override:
    number = words[1] if len(words) > 1 else words[0]
    if not re.fullmatch(r"[0-9]{4}", number.text):
        raise _Wrong(number.start, number.end, "a year of four digits was expected", "write `year 2027 complete`")
    if len(words) != 3 or words[2].text != "complete" or words[2].quoted:
        raise _Wrong(words[0].start, words[-1].end, "this line is not complete", "write `year 2027 complete`")
    year = int(number.text)
    _check_year(year, number)
    return Override(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), "complete")


def _span(words: list[_Word], help: str) -> tuple[int, int, list[_Word]]:
    """The day or range that opens a line, and the words after it."""
    first = _day(words[0], help)
    if len(words) < 2 or words[1].quoted or words[1].text != "to":
        return first, first, words[1:]
    if len(words) < 3:
        raise _Wrong(words[1].start, words[1].end, "the range has no last day", help)
    last = _day(words[2], help)
    if last < first:
        raise _Wrong(words[0].start, words[2].end, "the range ends before it begins", "put the earlier date first")
    return first, last, words[3:]


def _day(word: _Word, help: str) -> int:
    if word.quoted:
        raise _Wrong(word.start, word.end, "a date was expected", help)
    try:
        day = parse_date(word.text)
    except DateError as error:
        raise _Wrong(word.start, word.end, error.message, error.help or help) from error
    _check_year(date.fromordinal(day).year, word)
    return day


def _check_year(year: int, word: _Word) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"the year {year:04d} is out of range"
        raise _Wrong(word.start, word.end, message, f"years from {FIRST_YEAR} to {LAST_YEAR} can be listed")


def _reasons(words: list[_Word]) -> tuple[str, str]:
    """`"English"` or `"English" / "Chinese"`; one reason alone stands for both languages."""
    match words:
        case []:
            return "", ""
        case [_Word(quoted=True) as only]:
            return only.text, only.text
        case [_Word(quoted=True) as english, _Word(text="/", quoted=False), _Word(quoted=True) as chinese]:
            return english.text, chinese.text
        case _:
            help = 'write the reason in quotation marks: "reason" or "reason" / "原因"'
            raise _Wrong(words[0].start, words[-1].end, "this is not a reason", help)


@define
class _Listed:
    """The stretches of days that earlier lines speak of, in order; none meets another. A line is looked up in them, not
    each of its days: a file may list three hundred years again and again."""

    stretches: list[tuple[int, int, int]] = field(factory=list)
    """First day, last day, line."""

    def earlier(self, first: int, last: int) -> tuple[int, int] | None:
        """The first of these days that is listed, and on which line."""
        at = bisect_left(self.stretches, first, key=lambda stretch: stretch[1])
        if at < len(self.stretches) and self.stretches[at][0] <= last:
            return max(first, self.stretches[at][0]), self.stretches[at][2]
        return None

    def add(self, first: int, last: int, line: int) -> None:
        insort(self.stretches, (first, last, line))


def _first_time(first: int, last: int, whole: bool, number: int, words: list[_Word], listed: _Listed) -> None:
    """Notes that line `number` speaks of these days; it is a problem if an earlier line does."""
    earlier = listed.earlier(first, last)
    if earlier is not None:
        day, line = earlier
        what = f"the year {format_date(day)[:4]}" if whole else format_date(day)
        raise _Wrong(words[0].start, words[-1].end, f"{what} is already listed on line {line}", "keep one")
    listed.add(first, last, number)


def _problem(line: int, wrong: _Wrong) -> FileProblem:
    return FileProblem(line, wrong.start + 1, wrong.end + 1, wrong.message, wrong.help)
