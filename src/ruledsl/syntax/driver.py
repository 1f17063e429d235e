"""The quick reader: a line that follows the grammar, straight to its tree.

Handed a line's text, its section and its place in the file, it hands on the line's `Node`, or None for a line that does
not follow the grammar; whoever wants to know why asks Lark (`ruledsl.syntax.attempt`). It drives the same tables by the
same rules as Lark's own parser with its contextual lexer, and makes our nodes where Lark would make its own; the tests
hold the two equal.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from attrs import define, field, frozen

from ruledsl.source import Source, Span
from ruledsl.syntax.tables import RuleTable, TerminalTable, tables
from ruledsl.syntax.tree import Node, Word
from ruledsl.syntax.words import NAME

_END: Final = "$END"

_NEXT: Final = re.compile(rf"(?:[ \t\r\n\f]+|--[^\n]*)*({NAME})?")
_BLANKS: Final = re.compile(r"\s*")
_FIRST_WORD: Final = re.compile(r"([a-z]+)(\??)")

_Match: TypeAlias = Callable[[str, int], "re.Match[str] | None"]


@frozen(eq=False, slots=True)
class _Empty:
    """A node of a rule that read nothing: where it stands is known once what stands before it is."""

    kind: str
    parts: tuple[Any, ...]


@define(eq=False)
class _Terminal:
    """A terminal with its expression compiled when it is first tried."""

    table: TerminalTable
    matcher: _Match | None = None

    def match(self, text: str, at: int) -> int:
        """Where the terminal ends that begins at `at`; -1 if none does."""
        table = self.table
        if table.is_text:
            return at + len(table.pattern) if text.startswith(table.pattern, at) else -1
        if self.matcher is None:
            self.matcher = re.compile(table.pattern).match
        found = self.matcher(text, at)
        return -1 if found is None else found.end()


@define(eq=False)
class _Lexer:
    """The terminals that a state accepts, in order. `known`: what words are, whatever stands after them; `signs`: the
    characters that are a terminal by themselves, and can begin no other."""

    terminals: list[_Terminal]
    accepted: frozenset[str]
    has_label: bool
    known: dict[str, str | None] = field(factory=dict)
    by_character: dict[str, list[_Terminal]] = field(factory=dict)
    signs: dict[str, str] = field(factory=dict)

    def next(self, text: str, at: int) -> tuple[str, int] | None:
        """The terminal at `at` and its end; None if none begins there."""
        first = text[at]
        sign = self.signs.get(first)
        if sign is not None:
            return sign, at + 1
        for terminal in self.candidates(first):
            end = terminal.match(text, at)
            if end >= 0:
                inside = terminal.table.inside
                if inside:
                    meant = inside.get(text[at:end])
                    if meant is not None and meant in self.accepted:
                        return meant, end
                return terminal.table.name, end
        return None

    def candidates(self, first: str) -> list[_Terminal]:
        """The terminals that can begin with a character."""
        found = self.by_character.get(first)
        if found is None:
            found = [terminal for terminal in self.terminals if _may_begin(terminal.table, first)]
            self.by_character[first] = found
            if len(found) == 1 and found[0].table.is_text and found[0].table.pattern == first:
                self.signs[first] = found[0].table.name
        return found

    def word(self, word: str) -> str | None:
        """The terminal that a word is where nothing after it matters; None if none, or if only a part of it is."""
        if word in self.known:
            return self.known[word]
        found = self.next(f"{word} ", 0)
        kind = found[0] if found is not None and found[1] == len(word) else None
        self.known[word] = kind
        return kind


def _may_begin(table: TerminalTable, first: str) -> bool:
    """Whether a terminal may begin with a character; True where that is not plain to see."""
    if table.is_text:
        return table.pattern.startswith(first)
    keyword = _FIRST_WORD.match(table.pattern)
    return keyword is None or table.pattern.startswith(first)


@define(eq=False)
class _Machine:
    """The tables with what is made from them once a process."""

    actions: list[dict[str, int]]
    rules: list[tuple[int, str, str, int, tuple[int, ...] | None, Any, tuple[None, ...]]]
    starts: dict[str, int]
    ends: dict[str, int]
    terminals: list[TerminalTable]
    words: frozenset[str]
    openers: frozenset[str]
    lexers: list[_Lexer | None]
    shared: dict[frozenset[str], _Lexer] = field(factory=dict)
    made: dict[str, _Terminal] = field(factory=dict)

    def lexer(self, state: int) -> _Lexer:
        """The lexer of a state."""
        found = self.lexers[state]
        if found is None:
            accepted = frozenset(self.actions[state])
            found = self.shared.get(accepted)
            if found is None:
                found = self.new_lexer(accepted)
                self.shared[accepted] = found
            self.lexers[state] = found
        return found

    def new_lexer(self, accepted: frozenset[str]) -> _Lexer:
        mine = [each for each in self.terminals if each.name in accepted]
        # A text that an accepted expression reads as well is found by that expression.
        embedded = {name for each in mine for name in each.inside.values()}
        for each in mine:
            if each.name not in self.made:
                self.made[each.name] = _Terminal(each)
        return _Lexer(
            [self.made[each.name] for each in mine if each.name not in embedded], accepted, "LABEL" in accepted
        )


@functools.cache
def _machine() -> _Machine:
    made = tables()
    openers: set[str] = set()
    for terminal in made.terminals:
        match = None if terminal.is_text else _FIRST_WORD.match(terminal.pattern)
        if match is not None:
            openers.add(match[1])
            if match[2]:
                openers.add(match[1][:-1])
    return _Machine(
        made.states,
        [
            (_form(r), r.name, r.origin, r.size, _plain_places(r), _plan(r.included), (None,) * r.absent_after)
            for r in made.rules
        ],
        made.starts,
        made.ends,
        [each for each in made.terminals if each.name not in made.ignored],
        made.words,
        frozenset(openers),
        [None] * len(made.states),
    )


def _form(rule: RuleTable) -> int:
    """What a rule's parts become: a list of parts, a node, a node unless there is one part, or what they are."""
    if rule.is_list:
        return _LIST
    if not rule.alone:
        return _NODE
    return _PASSING if rule.size == 1 and rule.included == ((0, False, 0),) and not rule.absent_after else _ALONE


_LIST, _NODE, _ALONE, _PASSING = range(4)


def _plain_places(rule: RuleTable) -> tuple[int, ...] | None:
    """The places of the symbols that stay in the tree, where nothing is absent and none is a list of parts."""
    if rule.absent_after or any(many or absent for _, many, absent in rule.included):
        return None
    return tuple(place for place, _, _ in rule.included)


def _plan(included: tuple[tuple[int, bool, int], ...]) -> tuple[tuple[int, bool, tuple[None, ...]], ...]:
    return tuple((at, many, (None,) * before) for at, many, before in included)


def read_line(source: Source, text: str, base: int, section: str) -> tuple[Node, bool] | None:
    """The tree of a line of a section whose first character is the source's `base`-th; None if it does not follow the
    grammar. `text` is the line with its comments blanked. The second value says whether all its words are plain ones,
    which `ruledsl.syntax.checks` has no doubts about."""
    machine = _machine()
    name, openers, words = source.name, machine.openers, machine.words
    actions, rules, lexers = machine.actions, machine.rules, machine.lexers
    start = f"{section}_line"
    end_state = machine.ends[start]
    line, column = source.line_column(base)
    breaks = [match.end() for match in _BREAK.finditer(text)] if "\n" in text else None

    def span(first: int, last: int) -> Span:
        if breaks is None or first < breaks[0]:
            return Span(name, base + first, base + last, line, column + first)
        number = bisect_right(breaks, first)
        return Span(name, base + first, base + last, line + number, first - breaks[number - 1] + 1)

    states = [machine.starts[start]]
    values: list[Any] = []
    # Where the text of each value begins and ends, what is left out of the tree counted; -1 for none.
    firsts: list[int] = []
    lasts: list[int] = []
    at = 0
    plain = True
    length = len(text)
    next_word = _NEXT.match
    while True:
        state = states[-1]
        found = next_word(text, at)
        assert found is not None
        if found.lastindex:
            at, end = found.span(1)
            written = found[1]
            lexer = lexers[state] or machine.lexer(state)
            terminal = None
            if written not in openers and not (end < length and _depends(text, end, lexer.has_label)):
                known = lexer.known
                terminal = known[written] if written in known else lexer.word(written)
        else:
            at = found.end()
            terminal = None
            if at >= length:
                terminal, end = _END, at
            else:
                lexer = lexers[state] or machine.lexer(state)
        if terminal is None:
            token = lexer.next(text, at)
            if token is None:
                return None
            terminal, end = token
        while True:
            action = actions[state].get(terminal)
            if action is None:
                return None
            if action >= 0:
                states.append(action)
                if plain and terminal in _DOUBTFUL:
                    plain = terminal == "INT" and end - at < _LONG
                if terminal in words:
                    if at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"):
                        plain = False
                    kind = "NAME" if terminal == "LABEL" else terminal
                    values.append(Word(kind, text[at:end], span(at, end)))
                else:
                    values.append(None)
                firsts.append(at)
                lasts.append(end)
                at = end
                break
            form, title, origin, size, plain_places, included, absent_after = rules[-1 - action]
            if form == _PASSING:
                # One part that stands for itself.
                state = states[-1] = actions[states[-2]][origin]
                continue
            if size:
                children = values[-size:]
                first = firsts[-size]
                if first < 0:
                    first = next((each for each in firsts[-size:] if each >= 0), -1)
                last = lasts[-1]
                if last < 0:
                    last = next((each for each in reversed(lasts[-size:]) if each >= 0), -1)
                del values[-size:], firsts[-size:], lasts[-size:], states[-size:]
            else:
                children = []
                first = last = -1
            parts: list[Any]
            if plain_places is not None:
                parts = [children[place] for place in plain_places]
            else:
                parts = []
                for place, many, absent in included:
                    if absent:
                        parts.extend(absent)
                    if many:
                        parts.extend(children[place])
                    else:
                        parts.append(children[place])
                if absent_after:
                    parts.extend(absent_after)
            if form == _LIST:
                value: Any = parts
            elif form == _ALONE and len(parts) == 1:
                value = parts[0]
            elif first < 0:
                value = _Empty(title, tuple(parts))
            else:
                value = _node(title, parts, first, last, base, span)
            state = actions[states[-1]][origin]
            states.append(state)
            values.append(value)
            firsts.append(first)
            lasts.append(last)
            if terminal is _END and state == end_state:
                # The start rules only choose: hand on what they chose.
                only = value.parts[0]
                return (only, plain) if isinstance(only, Node) else None


_DOUBTFUL: Final = frozenset(
    {"INT", "DATE", "MONTH", "TIME", "DECIMAL", "FRACTION", "HEADING_NUMBER", "CLAUSE_ID", "MINUS"}
)
_LONG: Final = 20
_BREAK: Final = re.compile("\n")


def _depends(text: str, end: int, has_label: bool) -> bool:
    """Whether what a word is depends on what stands after it: it may be a label, or the beginning of a clause's id."""
    following = text[end]
    if following == ":":
        return True
    if not has_label:
        return False
    after = _BLANKS.match(text, end).end()  # type: ignore[union-attr]
    return after < len(text) and text[after] in ":("


def _node(kind: str, parts: list[Any], first: int, last: int, base: int, span: Callable[[int, int], Span]) -> Node:
    """A node over its parts. What read nothing stands where the part before it ends."""
    here = base + first
    for number, part in enumerate(parts):
        if part is None:
            continue
        if part.__class__ is _Empty:
            part = parts[number] = _placed(part, here - base, span)
        here = part.span.end
    if len(parts) == 1 and parts[0] is not None:
        only = parts[0].span
        if only.start == base + first and only.end == base + last:
            return Node(kind, tuple(parts), only)
    return Node(kind, tuple(parts), span(first, last))


def _placed(empty: _Empty, at: int, span: Callable[[int, int], Span]) -> Node:
    parts = tuple(_placed(part, at, span) if part.__class__ is _Empty else part for part in empty.parts)
    return Node(empty.kind, parts, span(at, at))
