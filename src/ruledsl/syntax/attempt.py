"""Parsing one line as an attempt: how far the grammar gets, and what it could read next.

Handed a line and its section, this module hands on Lark's tree or a `Stop`. The error explainer also uses it to try
a correction out before it proposes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from ruledsl.syntax.loader import parser

if TYPE_CHECKING:
    from lark import Tree

END = "$END"


@frozen
class Stop:
    """Where reading stopped: offset `at` in the line (its length at the end), the terminals that could stand there.

    `length` is that of the word that was found there, 0 at the end of the line.
    """

    at: int
    length: int
    accepted: frozenset[str]


def attempt(line: str, section: str) -> Tree | Stop:  # type: ignore[type-arg]
    """Parse a line with the start rule of its section."""
    from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

    try:
        return parser().parse(line, start=f"{section}_line")
    except UnexpectedInput as error:
        state = getattr(error, "interactive_parser", None)
        accepted = frozenset() if state is None else _accepts(state)
        match error:
            case UnexpectedToken(token=token) if token.type == END:
                return Stop(len(line), 0, accepted)
            case UnexpectedToken(token=token):
                return Stop(token.start_pos or 0, len(token), accepted)
            case UnexpectedCharacters():
                return Stop(error.pos_in_stream or 0, 1, accepted)
            case _:
                return Stop(len(line), 0, accepted)


def reach(line: str, section: str) -> int:
    """How far a line can be read: one more than its length if it can be read whole."""
    match attempt(line, section):
        case Stop(at=at):
            return at
        case _:
            return len(line) + 1


def reads(line: str, section: str) -> bool:
    """Whether a line can be read whole."""
    return reach(line, section) > len(line)


def accepted_at(line: str, at: int, section: str) -> frozenset[str]:
    """The terminals that could stand at an offset of a line, given what stands before it; none if that is no start."""
    from lark.exceptions import UnexpectedInput

    state = parser().parse_interactive(line[:at], start=f"{section}_line")
    try:
        for _ in state.iter_parse():
            pass
    except UnexpectedInput:
        return frozenset()
    return _accepts(state)


def _accepts(state: Any) -> frozenset[str]:
    # A label is a name, whatever else the grammar calls it.
    return frozenset(map(str, state.accepts())) - {"LABEL"}
