"""Dates and numbers that are written otherwise than the language writes them. Handed a `Failure`, each function hands
on a `Finding` or None."""

from __future__ import annotations

import re

from ruledsl.syntax.findings import STRICT_DATE, Finding, misshapen_dates, outside_texts
from ruledsl.syntax.mistakes.failure import Failure

_DATE_AND_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{1,2}:[0-9]{2})")
_LIKE_TIME = re.compile(r"[0-9]{1,2}(?:\s*[ap]m\b|[:.h][0-9]{0,2}(?![0-9]))", re.IGNORECASE)


def date(failure: Failure) -> Finding | None:
    for finding in misshapen_dates(failure.line):
        if finding.start <= failure.at <= finding.end:
            return finding
    found = failure.found
    if found is None:
        return None
    for both in _DATE_AND_TIME.finditer(outside_texts(failure.line)):
        if not both.start() <= failure.at < both.end():
            continue
        fix = (*both.span(), f"{both[1]} {both[2]}")
        return Finding("RD117", "between date and time stands a blank", *fix[:2], f"write {fix[2]}", fix)
    if "TIME" in failure.stop.accepted and found.kind == "number" and _LIKE_TIME.match(failure.line, found.start):
        return Finding(
            "RD117",
            f"'{failure.shown}' is not how a time is written",
            failure.at,
            failure.end,
            "a time is written HH:MM on the 24-hour clock, such as 17:30",
        )
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
                f"write a difference: 0 - {following[0].text}",
            )
    return None
