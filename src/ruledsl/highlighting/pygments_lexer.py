"""The lexer for Pygments: it reads the TextMate grammar beside it and goes through a text line by line as an editor
does. Handed a text, it hands on all of it in tokens, whatever is written there.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any, ClassVar, Final, TypeAlias

from attrs import frozen
from pygments.lexer import Lexer
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Whitespace,
    _TokenType,
)

Token: TypeAlias = tuple[int, _TokenType, str]

_TOKENS: Final[dict[str, _TokenType]] = {
    "comment.line.double-dash": Comment.Single,
    "string.quoted.double": String.Double,
    "constant.other.reference": Name.Label,
    "constant.other.date": Literal.Date,
    "constant.other.time": Literal.Date,
    "constant.numeric": Number,
    "constant.language": Keyword.Constant,
    "keyword.declaration": Keyword.Declaration,
    "keyword.control": Keyword,
    "keyword.other.unit": Keyword.Type,
    "keyword.operator": Operator,
    "entity.name.function": Name.Function,
    "variable.other": Name,
    "variable.other.member": Name.Attribute,
    "variable.function": Name.Entity,
    "variable.parameter": Name.Variable,
    "punctuation": Punctuation,
}
"""The token that each scope of the TextMate grammar is."""


@frozen
class Rule:
    """What is looked for: `groups` are the groups of the expression that are tokens. A rule with an `end` opens a
    block, whose own rules hold until `end`; `\\1` in it is what the first group has found."""

    pattern: re.Pattern[str]
    groups: tuple[tuple[int, _TokenType], ...]
    end: str = ""
    context: str = ""


class RuledslLexer(Lexer):  # type: ignore[misc, unused-ignore]
    """Rules, vocabularies and scenarios of ruledsl."""

    name = "ruledsl"
    aliases: ClassVar[list[str]] = ["ruledsl"]
    filenames: ClassVar[list[str]] = ["*.rules", "*.scenario"]
    mimetypes: ClassVar[list[str]] = ["text/x-ruledsl"]

    def get_tokens_unprocessed(self, text: str) -> Iterator[Token]:
        """All of the text, in tokens that follow each other without a gap."""
        blocks: list[tuple[re.Pattern[str] | None, str]] = [(None, "")]
        start = 0
        for line in _lines(text):
            yield from _tokens_of_line(line, start, blocks)
            start += len(line)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends; only a line feed ends one."""
    return (found[0] for found in re.finditer(r"[^\n]*\n|[^\n]+", text))


def _tokens_of_line(line: str, start: int, blocks: list[tuple[re.Pattern[str] | None, str]]) -> Iterator[Token]:
    """The tokens of one line, which begins at `start`; opens and closes blocks on the way."""
    contexts = _contexts()
    at = 0
    while at < len(line):
        end, context = blocks[-1]
        if end is not None and end.match(line, at):
            blocks.pop()
            continue
        for rule in contexts[context]:
            found = rule.pattern.match(line, at)
            # A match of nothing but a blank at the line's beginning would not get on.
            if found is not None and found.end() > at:
                break
        else:
            blank = _BLANK.match(line, at)
            stop = blank.end() if blank else at + 1
            yield start + at, Whitespace if blank else Error, line[at:stop]
            at = stop
            continue
        for first, stop, token in _pieces(found, rule):
            yield start + first, token, line[first:stop]
        at = found.end()
        if rule.end:
            blocks.append((_ending(rule.end, found), rule.context))


_BLANK: Final = re.compile(r"\s+")


def _ending(pattern: str, begun: re.Match[str]) -> re.Pattern[str]:
    """The expression that ends a block, with what its first line has found put in."""
    return re.compile(re.sub(r"\\([0-9])", lambda number: re.escape(begun[int(number[1])]), pattern))


def _pieces(found: re.Match[str], rule: Rule) -> Iterator[tuple[int, int, _TokenType]]:
    """What a match gives: its groups, and the blanks before them."""
    at = found.start()
    for group, token in rule.groups:
        if found.start(group) > at:
            yield at, found.start(group), Whitespace
        yield found.start(group), found.end(group), token
        at = found.end(group)
    if found.end() > at:
        yield at, found.end(), Whitespace


@functools.cache
def _contexts() -> dict[str, tuple[Rule, ...]]:
    """The rules by the name of the block in which they hold, '' outside all blocks."""
    grammar = json.loads(
        resources.files("ruledsl.highlighting").joinpath("ruledsl.tmLanguage.json").read_text(encoding="utf-8")
    )
    repository = grammar["repository"]
    contexts = {"": tuple(_rules(grammar["patterns"], repository))}
    for name, entry in repository.items():
        if "begin" in entry:
            contexts[name] = tuple(_rules(entry["patterns"], repository))
    return contexts


def _rules(patterns: list[dict[str, Any]], repository: dict[str, Any]) -> Iterator[Rule]:
    for entry in patterns:
        name = entry.get("include", "").removeprefix("#")
        inner = repository[name] if name else entry
        if "begin" in inner:
            yield Rule(re.compile(inner["begin"]), _groups(inner["beginCaptures"]), inner["end"], name)
        elif "match" in inner:
            groups = _groups(inner["captures"]) if "captures" in inner else ((0, _token(inner["name"])),)
            yield Rule(re.compile(inner["match"]), groups)
        else:
            yield from _rules(inner["patterns"], repository)


def _groups(captures: dict[str, dict[str, str]]) -> tuple[tuple[int, _TokenType], ...]:
    return tuple((int(number), _token(capture["name"])) for number, capture in sorted(captures.items()))


def _token(scope: str) -> _TokenType:
    return _TOKENS[scope.removesuffix(".ruledsl")]
