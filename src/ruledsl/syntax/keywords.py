"""The keywords of the language, read off the grammar: one list for the documentation, completion and error messages.

Handed the loaded grammar, this module hands on `Keyword`s: how each is spelled, what its terminal is called in the
grammar, and in which sections it can be used.
"""

from __future__ import annotations

import functools
import re

from attrs import frozen

from ruledsl.syntax.loader import START_RULES, parser


@frozen
class Keyword:
    """A keyword: `spelling` in canonical form (`no later than`), `terminal` its name in the grammar, `sections` a
    subset of `vocabulary`, `ruleset`, `scenario`."""

    spelling: str
    terminal: str
    sections: frozenset[str]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.spelling.split(" "))


_SPELLED = re.compile(r"[a-z_/-]+(?: [a-z_/-]+)*")
_UNITS = ("hours", "days", "workdays", "weeks", "months", "quarters", "years")


def _spelling(pattern: str) -> str | None:
    """The canonical spelling of a terminal's pattern, if it is a keyword and not a class of words."""
    text = pattern.replace(r"(?!\w)", "").replace(r"\s+", " ").replace("\\", "").replace("acts?", "acts")
    return text if _SPELLED.fullmatch(text) and text not in ("/", "-") else None


@functools.cache
def keywords() -> tuple[Keyword, ...]:
    """All keywords, in alphabetical order of their spelling."""
    grammar = parser()
    sections: dict[str, set[str]] = {}
    for start in START_RULES:
        for terminal in _terminals_under(start):
            sections.setdefault(terminal, set()).add(start.removesuffix("_line"))
    found = [
        Keyword(spelling, terminal.name, frozenset(sections[terminal.name]))
        for terminal in grammar.terminals
        if terminal.name in sections and (spelling := _spelling(terminal.pattern.value)) is not None
    ]
    return tuple(sorted(found, key=lambda keyword: keyword.spelling))


@functools.cache
def spellings() -> dict[str, str]:
    """The spelling of each keyword and sign by its terminal's name: `WITHIN` -> `within`, `LPAR` -> `(`."""
    from lark.lexer import PatternStr

    known = {
        terminal.name: terminal.pattern.value
        for terminal in parser().terminals
        if isinstance(terminal.pattern, PatternStr)
    }
    return known | {keyword.terminal: keyword.spelling for keyword in keywords()}


def units() -> tuple[str, ...]:
    """The units of time that the language knows without a declaration, in the plural."""
    return _UNITS


def _terminals_under(start: str) -> set[str]:
    """The names of all terminals that a start rule can reach."""
    alternatives: dict[str, list[list[tuple[str, bool]]]] = {}
    for rule in parser().rules:
        symbols = [(str(symbol.name), bool(symbol.is_term)) for symbol in rule.expansion]
        alternatives.setdefault(str(rule.origin.name), []).append(symbols)
    seen, todo, terminals = {start}, [start], set()
    while todo:
        for symbols in alternatives.get(todo.pop(), []):
            for name, is_terminal in symbols:
                if is_terminal:
                    terminals.add(name)
                elif name not in seen:
                    seen.add(name)
                    todo.append(name)
    return terminals
