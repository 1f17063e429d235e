"""The TextMate grammar as data. Handed where keywords can stand, this module hands on what
`ruledsl.tmLanguage.json` holds. Its regular expressions mean the same to Oniguruma, which editors use, and to Python.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from ruledsl.highlighting import keyword_places
from ruledsl.highlighting.keyword_places import Places
from ruledsl.syntax.keywords import units
from ruledsl.syntax.layout import RANKS
from ruledsl.syntax.words import NAME

Pattern: TypeAlias = dict[str, Any]

SCOPE: Final = "source.ruledsl"

_SIGN: Final = NAME.removeprefix(r"[^\W\d]").removesuffix("*")
"""One character of a name, not the first."""

_START: Final = rf"(?<!{_SIGN})"
_END: Final = rf"(?!{_SIGN})"
_NO_NAME: Final = r"(?!\s*[:=(.,)])"
"""After the first word of a line: what would make that word a name."""


def grammar() -> dict[str, Any]:
    """The whole grammar, ready for `json.dumps`."""
    vocabulary, ruleset = keyword_places.vocabulary(), keyword_places.ruleset()
    scenario = keyword_places.scenario()
    return {
        "information_for_contributors": ["Made by tools/highlighting.py from grammar/ruledsl.lark; do not edit."],
        "name": "ruledsl",
        "scopeName": SCOPE,
        "fileTypes": ["rules", "scenario"],
        "patterns": [
            *({"include": f"#{section}"} for section in ("vocabulary", "ruleset", "scenario", "expectation")),
            {"include": "#anywhere"},
        ],
        "repository": {
            "vocabulary": _section("vocabulary", ("vocabulary",), RANKS),
            "ruleset": _section("ruleset", ("ruleset", "chapter", "article", "paragraph"), ("vocabulary", "scenario")),
            "scenario": _section("scenario", ("scenario",), ("vocabulary", "ruleset", "scenario"), _ranked_headings()),
            "expectation": _expectation(),
            "vocabulary-line": {"patterns": _line(vocabulary)},
            "ruleset-line": {"patterns": _line(ruleset)},
            "scenario-line": {"patterns": [{"include": "#expectation"}, *_line(scenario)]},
            "expectation-line": {"patterns": _line(keyword_places.expectation())},
            # What stands above the first heading, as in an example on a page.
            "anywhere": {"patterns": _line(vocabulary | ruleset | scenario)},
            "comment": _match(r"--.*$", "comment.line.double-dash"),
            "text": _match(r'"(?:[^"\\]|\\.)*"?', "string.quoted.double"),
            "value": {"patterns": _values()},
            "name-by-place": {"patterns": _names_by_place()},
            "unit": _match(rf"{_START}(?:{_units()}){_END}", "keyword.other.unit"),
            "name": _match(rf"{_START}{NAME}", "variable.other"),
            "sign": {
                "patterns": [
                    _match(r"!=|<=|>=|[=<>+/-]", "keyword.operator"),
                    _match(r"[(),:.#]", "punctuation"),
                ]
            },
        },
    }


def text() -> str:
    """The grammar as the file holds it."""
    return json.dumps(grammar(), ensure_ascii=False, indent=2) + "\n"


# ------------------------------------------------------------------------------------------------ sections


def _section(name: str, headings: Iterable[str], ended_by: Iterable[str], ended_too: str = "") -> Pattern:
    """From a heading to the next one that ends it."""
    end = rf"(?:{_any_of(ended_by)}){_END}{_NO_NAME}"
    return {
        "begin": rf"^\s*({_any_of(headings)}){_END}{_NO_NAME}",
        "beginCaptures": {"1": {"name": "keyword.declaration.ruledsl"}},
        "end": rf"^(?=\s*(?:{end}{f'|{ended_too}' if ended_too else ''}))",
        "patterns": [{"include": f"#{name}-line"}],
    }


def _ranked_headings() -> str:
    """Headings that are some only before a number, since a kind of record may be named so."""
    return rf"(?:{_any_of(word for word, rank in RANKS.items() if rank > 0)})\s+\d"


def _expectation() -> Pattern:
    """An `expect` line with the deeper ones that continue it."""
    statement = r'\d{4}-\d{2}-\d{2}|as\s+of\s|from\s+\d{4}-|(?:expect|planned|person|value)\s|note\s*"'
    heading = rf"(?:{_any_of(RANKS)}){_END}{_NO_NAME}"
    return {
        "begin": rf"^(\s*)(expect){_END}{_NO_NAME}",
        "beginCaptures": {"2": {"name": "keyword.declaration.ruledsl"}},
        "end": rf"^(?!\1\s+\S)|^(?=\s*(?:{statement}|{heading}))",
        "patterns": [{"include": "#expectation-line"}],
    }


def _line(places: Places) -> list[Pattern]:
    """What may stand in the lines of a section, the likelier to be mistaken first."""
    literals = keyword_places.literals() & places.words
    found: list[Pattern] = [{"include": "#comment"}, {"include": "#text"}, {"include": "#value"}]
    if places.openers:
        opener = rf"^\s*({_any_of(places.openers)}){_END}{_NO_NAME}"
        found.append({"match": opener, "captures": {"1": {"name": "keyword.declaration.ruledsl"}}})
    found += [
        _match(rf"{_START}(?:{_any_of(keyword_places.callers())})(?=\()", "keyword.control"),
        _match(rf"{_START}(?:{_any_of(literals)})(?=\s*[,)])", "constant.language"),
        {"include": "#name-by-place"},
        # `no` may begin a longer keyword, so these come first.
        _match(rf"{_START}(?:{_any_of(places.words - literals)}){_END}", "keyword.control"),
        _match(rf"{_START}(?:{_any_of(literals)}){_END}", "constant.language"),
        {"include": "#unit"},
        {"include": "#name"},
        {"include": "#sign"},
    ]
    return found


# ------------------------------------------------------------------------------------------------ words


def _values() -> list[Pattern]:
    """Clause ids, dates, times and numbers, as the grammar spells them."""
    number = r"[0-9]+[^\W\d_]*"
    clause = rf"(?:(?:{NAME}:)?{number}|{NAME}:{NAME})(?:\.{NAME})+(?:\.[0-9]+)?(?:/[0-9]+)?"
    return [
        _match(rf"{_START}{clause}", "constant.other.reference"),
        _match(rf"{_START}[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?(?![-0-9])", "constant.other.date"),
        _match(rf"{_START}[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?", "constant.other.time"),
        _match(rf"{_START}[0-9]+(?:[./][0-9]+|[^\W\d_]+)?", "constant.numeric"),
    ]


def _names_by_place() -> list[Pattern]:
    """Words that are names by where they stand, though they may be spelt like keywords."""
    alone = rf"{NAME}(?=\s*[,)])"
    return [
        _match(rf"(?<=\.){NAME}", "variable.other.member"),
        {
            "match": rf"^\s*({NAME})(?=\s*(?:\([^()]*\)\s*)?:)",
            "captures": {"1": {"name": "entity.name.function.ruledsl"}},
        },
        _match(rf"{_START}{NAME}(?=\s*:)", "entity.name.function"),
        _match(rf"{_START}{NAME}(?=\s*=|\.)", "variable.other"),
        _match(rf"{_START}{NAME}(?=\()", "variable.function"),
        # The parameters that every event may have, compared with several parties at once.
        _match(rf"{_START}(?:by|to)(?=\s+(?:(?:not\s+)?in|is){_END})", "variable.other"),
        # The parameters of an event's declaration: (to, by).
        _match(rf"(?<=\(){alone}|(?<=,\s){alone}", "variable.parameter"),
    ]


def _units() -> str:
    return "|".join(f"{unit.removesuffix('s')}s?" for unit in units())


def _any_of(words: Iterable[str]) -> str:
    """Any of the keywords, of two that begin alike the longer one; whatever blanks stand between the words of one."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace(r"\-", "-") for word in ordered)


def _match(pattern: str, scope: str) -> Pattern:
    return {"match": pattern, "name": f"{scope}.ruledsl"}
