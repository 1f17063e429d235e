"""What the grammar lets pass and no reader of trees should meet: dates and times that do not exist, parts of zero,
numbers without end, dates that would be read as subtractions, and names parted from their colons.

Handed a line's text and its tree, it hands on the first such finding, or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruledsl.civil_time.text import DateError, check_date, parse_date, parse_time
from ruledsl.syntax.findings import Finding, misshapen_dates, shortened
from ruledsl.syntax.tree import Node, Word
from ruledsl.syntax.words import NAME

LONGEST_NUMBER = 100
"""Digits of a number. No office counts so far, and a text of digits without end costs time to read."""

_LABEL = re.compile(rf"({NAME})\s*(?:\([^()]*\)\s*)?:")


def check(line: str, base: int, node: Node, plain: bool = False) -> Finding | int | None:
    """The first thing wrong with the words of a line that could be read; `base` is the line's offset in its file. With
    `plain`, it is known that the words are names and small numbers with blanks and signs between them.

    A number is the offset of a word that was read as a keyword and a name without a blank between them, such as `of`
    and `fice`: nobody means that, and the line counts as one that stops there.
    """
    misshapen = next(misshapen_dates(line), None)
    if misshapen is not None:
        return misshapen
    # The layout tells clauses and fields by the colon on their first physical line.
    label = _LABEL.match(line) if node.kind in ("clause", "field_typed", "field_by") else None
    if label is not None and "\n" in label[0]:
        return Finding(
            "RD137",
            f"the colon after '{label[1]}' stands on another line",
            label.start(1),
            label.end(1),
            "write the name and its colon on one line",
        )
    for part in _parts(node) if not plain else ():
        if isinstance(part, Word) and _is_glued(line, part.span.start - base, part.kind):
            return _word_start(line, part.span.start - base)
        finding = _check_word(part, base) if isinstance(part, Word) else _check_minus(part, base)
        if finding is not None:
            return finding
    return None


def _is_glued(line: str, start: int, kind: str) -> bool:
    """Whether the end of another word stands right before a name or number."""
    if start == 0 or not (line[start - 1].isalnum() or line[start - 1] == "_"):
        return False
    return kind in ("NAME", "CLAUSE_ID") or (kind in ("INT", "DATE") and not line[start - 1].isdigit())


def _word_start(line: str, at: int) -> int:
    while at > 0 and (line[at - 1].isalnum() or line[at - 1] == "_"):
        at -= 1
    return at


def _parts(node: Node) -> Iterator[Node | Word]:
    stack: list[Node | Word | None] = [node]
    while stack:
        part = stack.pop()
        if part is None:
            continue
        yield part
        if isinstance(part, Node):
            stack.extend(reversed(part.parts))


def _check_word(word: Word, base: int) -> Finding | None:
    start, end = word.span.start - base, word.span.end - base
    try:
        match word.kind:
            case "DATE":
                parse_date(word.text)
            case "MONTH":
                year, month = word.text.split("-")
                check_date(int(year), int(month), 1)
            case "TIME" if word.text != "24:00":
                parse_time(word.text.rjust(5, "0") if word.text.count(":") == 1 else word.text.rjust(8, "0"))
            case "INT" | "DECIMAL" | "FRACTION" | "HEADING_NUMBER" | "CLAUSE_ID":
                return _check_number(word, start, end)
            case _:
                pass
    except DateError as error:
        return Finding("RD133", error.message, start, end, error.help)
    return None


def _check_number(word: Word, start: int, end: int) -> Finding | None:
    if len(word.text) > LONGEST_NUMBER:
        return Finding(
            "RD130",
            f"{shortened(word.text, 20)} has {len(word.text)} characters",
            start,
            end,
            f"a number has at most {LONGEST_NUMBER}",
        )
    if word.kind == "FRACTION" and int(word.text.partition("/")[2]) == 0:
        return Finding("RD130", f"{word.text} divides by zero", start, end, "the number below the line is 1 or more")
    return None


def _check_minus(node: Node, base: int) -> Finding | None:
    """`2022-04` where only values stand is a subtraction to the grammar, and never to its writer."""
    match node:
        case Node("minus", (Node("int", (Word() as year,)), Node("int", (Word() as month,)))):
            adjacent = month.span.start == year.span.end + 1
            if adjacent and len(year.text) == 4 and len(month.text) <= 2:
                return Finding(
                    "RD117",
                    f"'{year.text}-{month.text}' lacks the day",
                    year.span.start - base,
                    month.span.end - base,
                    f"write a date such as {year.text}-{int(month.text):02d}-01; a subtraction has blanks round its "
                    "sign",
                )
        case _:
            pass
    return None
