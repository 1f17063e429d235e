"""The grammar as plain tables: what the quick reader needs of Lark's parser, and nothing of Lark's.

Handed nothing, it hands on `Tables`: the states with what each does at a terminal or after a rule, the rules with what
they leave in the tree, the terminals in the order in which they are tried. They lie ready in `tables.json`, made from
the grammar by `python tools/tables.py`; where the grammar is not the one they were made from, they are made anew.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from hashlib import blake2b
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import frozen

from ruledsl.syntax.loader import START_RULES, grammar_text, parser

if TYPE_CHECKING:
    from lark import Lark

FILE: Final = "tables.json"

Included: TypeAlias = tuple[tuple[int, bool, int], ...]


@frozen(eq=False)
class RuleTable:
    """What reading a rule leaves. `name`: the node's kind; `origin`: what it stands for in the states; `size`: how many
    symbols it has; `included`: of those that stay in the tree the place, whether it is a list of parts to be taken
    over, and how many absent parts stand before it; `absent_after`: how many after the last. `alone`: a single part
    stands for the node. `is_list`: the rule is Lark's own for a repetition, and leaves a list of parts."""

    name: str
    origin: str
    size: int
    included: Included
    absent_after: int
    alone: bool
    is_list: bool


@frozen(eq=False)
class TerminalTable:
    """A terminal: its regular expression, or the very characters that it is (`is_text`); and those terminals of the
    second sort that this one's expression reads as well, which win."""

    name: str
    pattern: str
    is_text: bool
    inside: dict[str, str]


@frozen(eq=False)
class Tables:
    """`states[n]` says for a terminal or rule's origin: a number from 0 on, the state to go to; a number below 0, the
    rule to be left by (-1 the first). `terminals` stand in the order in which they are tried; `words` are those that
    some rule leaves in the tree."""

    starts: dict[str, int]
    ends: dict[str, int]
    states: list[dict[str, int]]
    rules: list[RuleTable]
    terminals: list[TerminalTable]
    ignored: frozenset[str]
    words: frozenset[str]


@functools.cache
def tables() -> Tables:
    """The tables of the grammar as it is now."""
    try:
        kept = json.loads(resources.files("ruledsl.syntax").joinpath(FILE).read_text(encoding="utf-8"))
        if kept["grammar"] == grammar_mark():
            return unpacked(kept)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        pass
    return unpacked(packed(parser()))


def grammar_mark() -> str:
    """What tells one grammar from another."""
    return blake2b(grammar_text().encode(), digest_size=16).hexdigest()


def unpacked(kept: Any) -> Tables:
    """Tables out of their JSON form. Raises KeyError, TypeError or IndexError where it is none."""
    names = kept["names"]
    shared = [
        {names[symbol]: action for symbol, action in zip(row[::2], row[1::2], strict=True)} for row in kept["rows"]
    ]
    return Tables(
        kept["starts"],
        kept["ends"],
        [shared[number] for number in kept["states"]],
        [
            RuleTable(
                name, names[origin], size, tuple((at, bool(many), before) for at, many, before in included), *rest
            )
            for name, origin, size, included, *rest in kept["rules"]
        ],
        [TerminalTable(*each) for each in kept["terminals"]],
        frozenset(kept["ignored"]),
        frozenset(kept["words"]),
    )


def packed(lark: Lark) -> dict[str, Any]:
    """The JSON form of the tables of a parser that Lark built with the grammar as it is now."""
    from lark.parsers.lalr_analysis import Shift

    inner: Any = lark.parser.parser
    table = inner._parse_table
    # Lark numbers states as it comes upon them in sets; here they are numbered as sorted symbols lead to them.
    rules = sorted(lark.rules, key=lambda rule: (rule.origin.name, [symbol.name for symbol in rule.expansion]))
    numbers = {rule: number for number, rule in enumerate(rules)}
    places: dict[int, int] = {}
    pending = [table.start_states[start] for start in START_RULES]
    for state in pending:
        if state not in places:
            places[state] = len(places)
            actions = sorted(table.states[state].items(), key=lambda pair: pair[0])
            pending += [argument for _, (action, argument) in actions if action is Shift]
    names: dict[str, int] = {}
    rows: dict[tuple[int, ...], int] = {}
    states: list[int] = []
    for state in places:
        row: list[int] = []
        for symbol, (action, argument) in sorted(table.states[state].items(), key=lambda pair: pair[0]):
            row.append(names.setdefault(symbol, len(names)))
            row.append(places[argument] if action is Shift else -1 - numbers[argument])
        states.append(rows.setdefault(tuple(row), len(rows)))
    return {
        "grammar": grammar_mark(),
        "starts": {start: places[table.start_states[start]] for start in START_RULES},
        "ends": {start: places[table.end_states[start]] for start in START_RULES},
        "rules": [_rule(rule, names) for rule in rules],
        "terminals": _terminals(lark),
        "ignored": sorted(map(str, lark.parser.lexer_conf.ignore)),
        "words": sorted(_kept_words(rules)),
        "names": list(names),
        "states": states,
        "rows": [list(row) for row in rows],
    }


def _kept_words(rules: Iterable[Any]) -> set[str]:
    return {each.name for rule in rules for each in rule.expansion if each.is_term and not each.filter_out}


def _rule(rule: Any, names: dict[str, int]) -> list[Any]:
    absent = [0] * (len(rule.expansion) + 1)
    if rule.options.empty_indices:
        marks = "".join("1" if each else "0" for each in rule.options.empty_indices)
        absent = [len(run) for run in marks.split("0")]
    included = []
    before = 0
    for at, symbol in enumerate(rule.expansion):
        before += absent[at]
        if not (symbol.is_term and symbol.filter_out) or rule.options.keep_all_tokens:
            included.append([at, int(not symbol.is_term and symbol.name.startswith("_")), before])
            before = 0
    origin = str(rule.origin.name)
    return [
        str(rule.alias or rule.options.template_source or origin),
        names.setdefault(origin, len(names)),
        len(rule.expansion),
        included,
        before + absent[len(rule.expansion)],
        bool(rule.options.expand1 and not rule.alias),
        origin.startswith("_"),
    ]


def _terminals(lark: Lark) -> list[list[Any]]:
    import re

    from lark.lexer import PatternStr

    ordered = sorted(lark.terminals, key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name))
    texts = [each for each in ordered if isinstance(each.pattern, PatternStr)]
    found = []
    for each in ordered:
        inside: dict[str, str] = {}
        pattern = each.pattern.to_regexp()
        if not isinstance(each.pattern, PatternStr):
            for text in texts:
                match = re.match(pattern, text.pattern.value)
                if text.priority == each.priority and match is not None and match[0] == text.pattern.value:
                    inside[text.pattern.value] = text.name
            found.append([each.name, pattern, False, inside])
        else:
            found.append([each.name, each.pattern.value, True, inside])
    return found
