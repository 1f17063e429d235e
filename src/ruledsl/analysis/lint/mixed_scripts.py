"""RD602: a word that mixes letters that look alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from ruledsl.analysis.rule import ERROR, Finding, Needs, Rule
from ruledsl.analysis.texts import pieces, place
from ruledsl.analysis.unit import Unit

_WORD: Final = re.compile(r"[^\W\d_]+")
# Where letters of the other two scripts stand.
_OTHER: Final = re.compile(
    "[\u0370-\u052f\u1c80-\u1c8f\u1d00-\u1dbf\u1f00-\u1fff\u2100-\u214f\u2de0-\u2dff\ua640-\ua69f\uab30-\uab6f"
    "\U00010140-\U000101a0\U0001d200-\U0001d24f\U0001e030-\U0001e08f]"
)
_SCRIPTS: Final = ("LATIN", "CYRILLIC", "GREEK")


def find(unit: Unit) -> Iterator[Finding]:
    for source in unit.sources:
        if _OTHER.search(source.text) is None:
            continue
        for piece in pieces(source):
            if piece.text.isascii():
                continue
            for match in _WORD.finditer(piece.text):
                scripts = {script for character in match[0] if (script := _script(character))}
                if len(scripts) > 1:
                    names = " and ".join(sorted(script.capitalize() for script in scripts))
                    yield Finding(
                        f"'{match[0]}' mixes {names} letters",
                        place(source, piece, match.start(), match.end()),
                        "type the word again in one script",
                    )


def _script(character: str) -> str:
    if character.isascii():
        return "LATIN"
    first = unicodedata.name(character, "").partition(" ")[0]
    return first if first in _SCRIPTS else ""


RULE = Rule(
    "RD602",
    "mixed-scripts",
    ERROR,
    "A word mixes Latin, Cyrillic or Greek letters.",
    "Letters of these scripts look alike, so a name that looks like another can be a different one.",
    'reply: request requires answered within 20 days of submitted\n    note "the m\u0430yor answers"\n',
    'reply: request requires answered within 20 days of submitted\n    note "the mayor answers"\n',
    find,
    Needs.TEXT,
)
