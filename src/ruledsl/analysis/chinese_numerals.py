"""Numbers as headings write them: Chinese numerals, half-width and full-width digits, Roman numerals. Handed the
characters of a number, this module hands on the number, or None where they are none.
"""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0,
    "○": 0,
    "Ｏ": 0,
    "两": 2,
}
_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_ZEROS: Final = frozenset("零〇○Ｏ")

NUMERAL: Final = f"[{''.join(_DIGITS)}{''.join(_UNITS)}]"
"""The characters of Chinese numerals, as a class of a regular expression."""

_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_FORM: Final = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def number_of(text: str) -> int | None:
    """The number that `text` writes, blanks in it passed over; None if it writes none, or none above zero."""
    bare = re.sub(r"\s", "", text)
    if bare.isdecimal():
        return int(bare) or None
    return chinese_number(bare) or None


def chinese_number(text: str) -> int | None:
    """`五十一`, `一百零二`, `两百`, or digit by digit `一〇二`, up to 9999. What has two readings (`一百五`) is no
    number."""
    if not text or any(char not in _DIGITS and char not in _UNITS for char in text):
        return None
    if all(char in _DIGITS for char in text):
        if len(text) > 4 or (len(text) > 1 and text[0] in _ZEROS):
            return None
        return int("".join(str(_DIGITS[char]) for char in text))
    return _with_units(text)


def _with_units(text: str) -> int | None:
    total, digit, below, zero = 0, None, 10_000, False
    for char in text:
        unit = _UNITS.get(char)
        if unit is None:
            if char in _ZEROS:
                # A zero stands for places passed over, between a unit and a digit.
                if digit is not None or zero or not total:
                    return None
                zero = True
            elif digit is not None:
                return None
            else:
                digit = _DIGITS[char]
            continue
        if unit >= below or (digit is None and (unit != 10 or (total and not zero))):
            return None
        if total and unit * 10 < below and not zero:
            return None
        total += (1 if digit is None else digit) * unit
        digit, below, zero = None, unit, False
    if digit is None:
        return None if zero else total
    # After a hundred, a digit without a zero before it could mean tens (`一百五`).
    return None if below > 10 and not zero else total + digit


def roman_number(text: str) -> int | None:
    """`VIII`, in capitals; None if it is no Roman number."""
    if not text or not _ROMAN_FORM.fullmatch(text):
        return None
    values = [_ROMAN[char] for char in text]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
