"""Signs that stand for a sign of the language: full-width and curly ones, those of other languages, invisible ones.

Handed a line, it hands on the same line with the signs outside texts set right, for a fix.
"""

from __future__ import annotations

import unicodedata

FULL_WIDTH = {
    "（": "(", "）": ")", "，": ",", "、": ",", "：": ":", "＝": "=", "＜": "<", "＞": ">", "！": "!", "．": ".",
    "／": "/", "＋": "+", "－": "-", "＃": "#", "＂": '"', "\u3000": " ", "〈": "<", "〉": ">",
} | {chr(0xFF10 + digit): str(digit) for digit in range(10)}  # fmt: skip
"""Full-width signs and digits, and the plain ones that are meant."""

OPENING_QUOTES = frozenset("“„‟«「『〝‹")
CLOSING_QUOTES = frozenset("”»」』〞〟›")
CURLY_QUOTES = OPENING_QUOTES | CLOSING_QUOTES

DASHES = frozenset("–—−‐‑‒―")

LIKE_COMPARISONS = {
    "==": "=", ":=": "=", "<>": "!=", "=<": "<=", "=>": ">=", "≤": "<=", "≥": ">=", "≠": "!=", "≦": "<=", "≧": ">=",
}  # fmt: skip

FOREIGN = {
    "&&": ("and", "two conditions are joined with 'and'"),
    "&": ("and", "two conditions are joined with 'and'"),
    "||": ("or", "of two conditions one is asked for with 'or'"),
    "|": ("or", "of two conditions one is asked for with 'or'"),
    "!": ("not ", "the opposite of a condition is written with 'not'; unequal is '!='"),
    "[": ("(", "sets and brackets are round: (a, b)"),
    "]": (")", "sets and brackets are round: (a, b)"),
    "{": ("(", "sets and brackets are round: (a, b)"),
    "}": (")", "sets and brackets are round: (a, b)"),
    "*": ("", "a part of a number is written '2/3 of x'; there is no other multiplication"),
    "%": ("", "a percentage is written as a fraction: 50% is '1/2 of x'"),
    "；": ("", "a line ends without a sign; parts of a list are set apart with commas"),
    ";": ("", "a line ends without a sign; parts of a list are set apart with commas"),
    "。": ("", "a line ends without a full stop"),
    "'": ("", 'a text stands between double quotes: "…"; a name has no apostrophe'),
    "’": ("", 'a text stands between double quotes: "…"; a name has no apostrophe'),
    "‘": ("", 'a text stands between double quotes: "…"; a name has no apostrophe'),
    "`": ("", 'a text stands between double quotes: "…"'),
    "?": ("", "a condition is not a question; leave the sign out"),
    "？": ("", "a condition is not a question; leave the sign out"),
    "$": ("", "amounts of money are plain numbers"),
    "@": ("", "names consist of letters, digits and _"),
    "\\": ("", "a long line goes on in the next one if that is indented deeper; no sign is needed"),
}
"""Signs of other languages: what to write instead (empty: nothing in its place), and why."""


def set_right(line: str) -> tuple[int, int, str]:
    """The stretch of a line from its first to its last full-width or curly sign, with plain signs in their place.

    What stands in a text stays as it is, be the text's quotes plain or curly.
    """
    fixed = list(line)
    in_text = ""
    first, last = len(line), -1
    for at, character in enumerate(line):
        plain = ""
        if in_text:
            if in_text == '"' and character == '"' and line[at - 1] != "\\":
                in_text = ""
            elif in_text == "curly" and (character in CLOSING_QUOTES or character == '"'):
                in_text = ""
                plain = '"'
        elif character == '"':
            in_text = '"'
        elif character in CURLY_QUOTES:
            in_text = "curly"
            plain = '"'
        else:
            plain = FULL_WIDTH.get(character, "")
        if plain and plain != character:
            fixed[at] = plain
            first, last = min(first, at), at
    return first, last + 1, "".join(fixed[first : last + 1])


def character_name(character: str) -> str:
    """A name for a character that may not be visible: `no-break space (U+00A0)`."""
    name = unicodedata.name(character, "unnamed character").lower()
    return f"{name} (U+{ord(character):04X})"


def is_invisible(character: str) -> bool:
    """Whether a character shows nothing by itself: a control, a format character, a separator, a lone surrogate."""
    return unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp", "Cs", "Cn", "Co"}
