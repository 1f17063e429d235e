"""Numbers, months and amounts of time that are written in words, English or Chinese.

Handed a text, each function hands on what it stands for, or None. Nothing is reckoned with these: they serve messages
that say how the language would write it.
"""

from __future__ import annotations

import re

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100}

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

ENGLISH_NUMBERS = {word: number for number, word in enumerate(_ONES, 1)} | {
    word: 20 + 10 * index for index, word in enumerate(_TENS)
}
"""Number words of one word."""


CHINESE_UNITS = {
    "个工作日": "workday", "工作日": "workday", "个自然日": "day", "自然日": "day", "日": "day", "天": "day",
    "周": "week", "个星期": "week", "星期": "week", "个月": "month", "月": "month", "个季度": "quarter",
    "季度": "quarter", "季": "quarter", "年": "year", "个小时": "hour", "小时": "hour", "时": "hour",
}  # fmt: skip
"""Units of time in Chinese, by the language's names."""


def chinese_number(text: str) -> int | None:
    """`20`, `二十`, `一百零五`, `二〇二二`; None if it is no number below a thousand or row of digits."""
    if re.fullmatch(r"[0-9]+", text):
        return int(text)
    if not text or any(character not in _DIGITS and character not in _PLACES for character in text):
        return None
    if not any(character in _PLACES for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, digit = 0, None
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (1 if digit is None else digit) * _PLACES[character]
            digit = None
    return total + (digit or 0)


def number_in_words(text: str) -> int | None:
    """`twenty`, `a`, `二十`."""
    return 1 if text.casefold() in ("a", "an") else ENGLISH_NUMBERS.get(text.casefold(), chinese_number(text))


def amount_in_chinese(text: str) -> str | None:
    """`2 weeks` for `两周`; None if the text is no number with a unit."""
    match = re.fullmatch(r"([0-9〇零一二两三四五六七八九十百]+)(\D+?)", text)
    number = None if match is None else chinese_number(match[1])
    if match is None or number is None or match[2] not in CHINESE_UNITS:
        return None
    return f"{number} {CHINESE_UNITS[match[2]]}{'' if number == 1 else 's'}"


def english_month(text: str) -> int | None:
    """The number of a month by its English name or the first three letters or more of it."""
    folded = text.casefold().removesuffix(".")
    if len(folded) < 3:
        return None
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(folded)), None)


def month_name(number: int) -> str:
    """`June`."""
    return _MONTHS[number - 1].capitalize()
