"""Where keywords can stand, read off the grammar. Handed the loaded grammar and the table of keywords, this module
hands on, for each section of a text, which keywords only begin a line there and which stand anywhere.
"""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

from ruledsl.syntax.keywords import keywords
from ruledsl.syntax.loader import parser


@frozen
class Places:
    """The keywords of a section, in canonical spelling: `openers` only begin a line, `words` stand anywhere."""

    openers: frozenset[str]
    words: frozenset[str]

    def __or__(self, other: Places) -> Places:
        words = self.words | other.words
        return Places((self.openers | other.openers) - words, words)


def vocabulary() -> Places:
    """The keywords of vocabularies."""
    return _places("vocabulary_line")


def ruleset() -> Places:
    """The keywords of rulesets."""
    return _places("ruleset_line")


def scenario() -> Places:
    """The keywords of scenarios, outside their `expect` lines."""
    return _places("scenario_line", without=("expect",))


def expectation() -> Places:
    """The keywords of `expect` lines."""
    return _places("expect")


def literals() -> frozenset[str]:
    """The keywords that are values: yes, no, none."""
    places = _places("literal")
    return places.openers | places.words


def callers() -> frozenset[str]:
    """The keywords after which a bracket always opens: count, sum."""
    followers: dict[str, set[str]] = {}
    for expansions in _rules().values():
        for symbols in expansions:
            names = [name for name, _ in symbols]
            for name, follower in zip(names, [*names[1:], ""], strict=False):
                followers.setdefault(name, set()).add(follower)
    return frozenset(
        word.spelling for word in keywords() if " " not in word.spelling and followers[word.terminal] == {"LPAR"}
    )


def _rules() -> dict[str, list[list[tuple[str, bool]]]]:
    """Each rule's expansions: names of symbols, and whether they are terminals."""
    found: dict[str, list[list[tuple[str, bool]]]] = {}
    for rule in parser().rules:
        symbols = [(str(symbol.name), bool(symbol.is_term)) for symbol in rule.expansion]
        found.setdefault(str(rule.origin.name), []).append(symbols)
    return found


def _places(start: str, without: Collection[str] = ()) -> Places:
    """The keywords below a rule, `without` what only other rules lead to."""
    rules = _rules()
    seen: set[tuple[str, bool]] = set()
    todo = [(start, True)]
    standing: dict[str, set[bool]] = {}
    while todo:
        rule, first = todo.pop()
        if (rule, first) in seen:
            continue
        seen.add((rule, first))
        for symbols in rules[rule]:
            for number, (name, is_terminal) in enumerate(symbols):
                at_first = first and number == 0
                if is_terminal:
                    standing.setdefault(name, set()).add(at_first)
                elif name not in without:
                    todo.append((name, at_first))
    here = {word.spelling: standing[word.terminal] for word in keywords() if word.terminal in standing}
    return Places(
        frozenset(word for word, places in here.items() if places == {True}),
        frozenset(word for word, places in here.items() if places != {True}),
    )
