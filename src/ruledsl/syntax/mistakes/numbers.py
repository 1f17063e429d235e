"""Dates and numbers that are written otherwise than the language writes them. Handed a `Failure`, each function hands
on a `Finding` or None."""

from __future__ import annotations

import re

from ruledsl.syntax.findings import STRICT_DATE, Finding, misshapen_dates, outside_texts
from ruledsl.syntax.mistakes.failure import Failure

_DATE_AND_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{1,2}:[0-9]{2})")
_SHORT_YEAR = re.compile(r"[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![\w-])")
_LIKE_TIME = re.compile(r"[0-9]{1,2}(?:\s*[ap]m\b|[:.h][0-9]{0,2}(?![0-9]))", re.IGNORECASE)


def date(failure: Failure) -> Finding | None:
    for finding in misshapen_dates(failure.line):
        if finding.start <= failure.at:
            return finding
    found = failure.found
    if found is None:
        return None
    for both in _DATE_AND_TIME.finditer(outside_texts(failure.line)):
        if not both.start() <= failure.at < both.end():
            continue
        fix = (*both.span(), f"{both[1]} {both[2]}")
        return Finding("RD117", "between date and time stands a blank", *fix[:2], f"write {fix[2]}", fix)
    short = _SHORT_YEAR.match(failure.line, found.start) if "DATE" in failure.stop.accepted else None
    if short is not None:
        return Finding(
            "RD117",
            f"'{short[0]}' is not how a date is written",
            *short.span(),
            "write a date as year-month-day with ten characters, such as 2022-04-02",
        )
    if "TIME" in failure.stop.accepted and found.kind == "number" and _LIKE_TIME.match(failure.line, found.start):
        return Finding(
            "RD117",
            f"'{failure.shown}' is not how a time is written",
            failure.at,
            failure.end,
            "a time is written HH:MM on the 24-hour clock, such as 17:30",
        )
    half = _HALF_OF_DAY.match(failure.line, found.start)
    if half is not None and failure.before is not None:
        clock = re.search(r"([0-9]{1,2}):([0-9]{2})\s*$", failure.line[: found.start])
        if clock is not None and 1 <= int(clock[1]) <= 12:
            hour = int(clock[1]) % 12 + (12 if half[0][0] in "pP" else 0)
            right = f"{hour:02d}:{clock[2]}"
            fix = (clock.start(), half.end(), right)
            if failure.mends(*fix):
                written = " ".join(failure.line[fix[0] : fix[1]].split())
                return Finding("RD117", f"'{written}' is not how a time is written", *fix[:2], f"write {right}", fix)
    month = re.compile(r"[0-9]{4}-[0-9]{1,2}(?![-\w])").match(failure.line, found.start)
    if month is not None and "DATE" in failure.stop.accepted:
        return Finding("RD117", f"'{month[0]}' lacks the day", *month.span(), "write a date such as 2022-04-02")
    compact = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", found.text)
    if compact is not None and "DATE" in failure.stop.accepted and "INT" not in failure.stop.accepted:
        right = "-".join(compact.groups())
        fix = (found.start, found.end, right)
        return Finding("RD117", f"'{found.text}' is not how a date is written", *fix[:2], f"write {right}", fix)
    for match in STRICT_DATE.finditer(outside_texts(failure.line)):
        if match.start() <= failure.at < match.end() and _word_before(failure, match.start()) == "by":
            return Finding(
                "RD117",
                "'by' is followed by a day of the year or a date field, not by a date",
                *match.span(),
                "for one certain date, declare a value of type date and write its name; or write 'before' and the "
                "next day",
            )
    return None


_HALF_OF_DAY = re.compile(r"[aApP]\.?[mM]\b\.?")


def _instead_of_negative(failure: Failure, number: str) -> str:
    """What to write for a negative number."""
    if failure.section == "scenario":
        return "write 0 or more; what is counted is never negative"
    if failure.before is not None and failure.before.text == "within":
        return f"to count back from an event, write 'at least {number} … before' it"
    return f"write a difference: 0 - {number}"


def _word_before(failure: Failure, at: int) -> str:
    return next((piece.text for piece in reversed(failure.pieces) if piece.end <= at), "")


_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*[%％]")
_POINT_FIRST = re.compile(r"\.[0-9]+")


def number(failure: Failure) -> Finding | None:
    around = max(0, failure.at - 30)
    for match in _PERCENT.finditer(failure.line, around):
        if match.start() <= failure.at < match.end():
            return Finding(
                "RD130",
                f"'{match[0]}' is not how a part is written",
                *match.span(),
                "write a fraction: 50% of x is '1/2 of x'",
            )
    for match in _GROUPED.finditer(failure.line, around):
        if match.start() < failure.at <= match.end():
            plain = match[0].replace(",", "")
            fix = (*match.span(), plain)
            return Finding(
                "RD130", f"'{match[0]}' is not how a number is written", *match.span(), f"write {plain}", fix
            )
    point = _POINT_FIRST.match(failure.line, failure.at)
    if point is not None and failure.helps(failure.at, failure.at, "0"):
        fix = (failure.at, failure.at, "0")
        return Finding(
            "RD130", f"'{point[0]}' is not how a number is written", *point.span(), f"write 0{point[0]}", fix
        )
    if failure.section == "scenario" and "TO" in failure.stop.accepted:
        # A hyphen between two dates.
        return None
    if failure.found is not None and failure.found.text == "-" and "MINUS" not in failure.stop.accepted:
        following = failure.pieces[failure.index + 1 : failure.index + 2]
        if following and following[0].kind == "number":
            return Finding(
                "RD130",
                "there are no negative numbers",
                failure.at,
                following[0].end,
                _instead_of_negative(failure, following[0].text),
            )
    return None
