"""Applying fixes. Handed findings and their sources, this module hands on new texts; `mend` writes them, and takes back
whatever would break a file or, of a safe fix, change a norm.

A fix is safe if it changes no norm; what mends an error of reading, or carries the mark `unsafe`, is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from attrs import define, evolve, field, frozen

from ruledsl.analysis.gathering import Gathered, gather
from ruledsl.analysis.writing import write_whole
from ruledsl.diagnostics import Diagnostic, Diagnostics, Fix
from ruledsl.norms.model import Norm
from ruledsl.source import NOWHERE, Source

ROUNDS: Final = 10
"""Fixes inside fixes take a round each; none goes deeper."""

_FIRST_LINT_CODE: Final = "RD6"

Linter: TypeAlias = Callable[[Gathered], Diagnostics]


def is_safe(item: Diagnostic) -> bool:
    """Whether a finding has a fix that changes no norm."""
    return item.fix is not None and not item.fix.unsafe and item.code >= _FIRST_LINT_CODE


def fixes_in(
    items: Iterable[Diagnostic], sources: Mapping[str, Source], *, unsafe: bool = False
) -> dict[str, list[Fix]]:
    """The fixes to be applied to each file, in the order of the text; safe ones only, or unsafe ones as well. Of two
    that overlap the first is taken; the next round mends the other."""
    by_file: dict[str, list[Fix]] = {}
    for item in items:
        if item.fix is not None and item.fix.span.file in sources and (unsafe or is_safe(item)):
            by_file.setdefault(item.fix.span.file, []).append(item.fix)
    found: dict[str, list[Fix]] = {}
    for file, fixes in by_file.items():
        kept: list[Fix] = []
        for fix in sorted(dict.fromkeys(fixes), key=lambda fix: (fix.span.start, fix.span.end)):
            if not kept or fix.span.start >= max(kept[-1].span.end, kept[-1].span.start + 1):
                kept.append(fix)
        found[file] = kept
    return found


def applied(text: str, fixes: Iterable[Fix]) -> str:
    """A text with fixes that do not overlap."""
    for fix in sorted(fixes, key=lambda fix: fix.span.start, reverse=True):
        text = text[: fix.span.start] + fix.text + text[fix.span.end :]
    return text


def fixed_texts(items: Iterable[Diagnostic], sources: Mapping[str, Source], *, unsafe: bool = False) -> dict[str, str]:
    """For each file with something to fix, its new text."""
    return {file: applied(sources[file].text, fixes) for file, fixes in fixes_in(items, sources, unsafe=unsafe).items()}


def same_norms(before: Gathered, after: Gathered) -> bool:
    """Whether the same files, read twice, give the same norms; how they are written and explained may differ."""
    if not no_worse(before, after):
        return False
    return [_norms(unit.norms) for unit in before.units] == [_norms(unit.norms) for unit in after.units]


def no_worse(before: Gathered, after: Gathered) -> bool:
    """Whether nothing that could be read before can no longer be read."""
    return len(after.diagnostics.errors) <= len(before.diagnostics.errors)


def _norms(norms: Iterable[Norm]) -> list[Norm]:
    return [evolve(norm, text="", note="", reading="", span=NOWHERE) for norm in norms]


@frozen
class Mended:
    """The files as they then are, how many fixes were applied, and in which files one was taken back."""

    gathered: Gathered
    count: int
    taken_back: tuple[str, ...]


def mend(gathered: Gathered, places: Sequence[str], lint: Linter, *, unsafe: bool = False) -> Mended:
    """Apply the fixes, file by file, until none is left: the safe ones, then the unsafe ones if they are asked for.
    Raises OSError where a file cannot be written."""
    mender = _Mender(places, gathered)
    mender.all_of(lint, False, same_norms)
    if unsafe:
        mender.all_of(lint, True, no_worse)
    return Mended(mender.gathered, mender.count, tuple(dict.fromkeys(file for file, *_ in mender.refused)))


@define
class _Mender:
    places: Sequence[str]
    gathered: Gathered
    count: int = 0
    refused: dict[tuple[str, str, str], None] = field(factory=dict)

    def all_of(self, lint: Linter, unsafe: bool, sound: Callable[[Gathered, Gathered], bool]) -> None:
        for _ in range(ROUNDS):
            findings = lint(self.gathered)
            before = self.count
            for file, fixes in fixes_in(findings.items, findings.sources, unsafe=unsafe).items():
                text = findings.sources[file].text
                todo = [fix for fix in fixes if self.key(file, text, fix) not in self.refused]
                if todo:
                    self.file(file, text, todo, sound)
            if self.count == before:
                return

    def key(self, file: str, text: str, fix: Fix) -> tuple[str, str, str]:
        """What a fix is known by after others have moved its place."""
        return file, text[fix.span.start : fix.span.end], fix.text

    def file(self, file: str, text: str, fixes: Sequence[Fix], sound: Callable[[Gathered, Gathered], bool]) -> None:
        if self.holds(file, text, fixes, sound):
            return
        # One of them is at fault: each by itself, so that the others are not lost.
        for fix in fixes:
            if len(fixes) > 1 and self.holds(file, text, [fix], sound):
                return
            self.refused[self.key(file, text, fix)] = None

    def holds(self, file: str, text: str, fixes: Sequence[Fix], sound: Callable[[Gathered, Gathered], bool]) -> bool:
        """Apply fixes; take them back if they are not sound."""
        write_whole(Path(file), applied(text, fixes))
        after = gather(self.places)
        if not sound(self.gathered, after):
            write_whole(Path(file), text)
            return False
        self.gathered = after
        self.count += len(fixes)
        return True
