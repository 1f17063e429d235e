"""A line that could not be read, with what the explainers of mistakes ask about it. Handed the line and where reading
stopped, it hands on a `Failure`."""

from __future__ import annotations

from attrs import frozen

from ruledsl.syntax.attempt import Stop, reach, reads
from ruledsl.syntax.findings import shortened
from ruledsl.syntax.pieces import Piece, pieces_of

LONGEST_TRIED = 5_000
"""Characters of a line up to which corrections are tried out; a longer one is only looked at."""

SECTIONS = ("vocabulary", "ruleset", "scenario")


@frozen
class Failure:
    """A line that cannot be read, and where reading it stopped. `heading` is its first word if it is a heading."""

    line: str
    section: str
    stop: Stop
    heading: str | None
    pieces: tuple[Piece, ...]
    index: int
    """Which piece stands where reading stopped; their number, at the end."""

    @property
    def at(self) -> int:
        return self.stop.at

    @property
    def found(self) -> Piece | None:
        return self.pieces[self.index] if self.index < len(self.pieces) else None

    @property
    def before(self) -> Piece | None:
        return self.pieces[self.index - 1] if 0 < self.index <= len(self.pieces) else None

    @property
    def shown(self) -> str:
        """What was found, as the message shows it."""
        if self.found is None:
            return ""
        text = self.line[self.at : max(self.found.end, self.at + self.stop.length)]
        return shortened(" ".join(text.split()))

    @property
    def end(self) -> int:
        return self.at if self.found is None else max(self.found.end, self.at + self.stop.length, self.at + 1)

    @property
    def is_long(self) -> bool:
        """Whether the line is too long to be read again and again with corrections tried out."""
        return len(self.line) > LONGEST_TRIED

    def replaced(self, start: int, end: int, text: str) -> str:
        return self.line[:start] + text + self.line[end:]

    def helps(self, start: int, end: int, text: str) -> bool:
        """Whether the line can be read further than before if `text` stands at `start:end`.

        Further means: beyond the word at which reading stopped.
        """
        if self.is_long:
            return False
        beyond = max(self.end, end) + len(text) - (end - start)
        rest = self.line[max(self.end, end) :]
        return reach(self.replaced(start, end, text), self.section) >= beyond + len(rest) - len(rest.lstrip())

    def mends(self, start: int, end: int, text: str) -> bool:
        """Whether the whole line can be read if `text` stands at `start:end`."""
        return not self.is_long and reads(self.replaced(start, end, text), self.section)


def failure_of(line: str, section: str, stop: Stop, heading: str | None) -> Failure:
    pieces = pieces_of(line)
    index = next((i for i, piece in enumerate(pieces) if piece.end > stop.at), len(pieces))
    return Failure(line, section, stop, heading, pieces, index)
