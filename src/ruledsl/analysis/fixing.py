"""Applying fixes that change no meaning. Handed findings and their sources, this module hands on new texts, and says of
two readings of the same files whether their norms are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from ruledsl.analysis.gathering import Gathered
from ruledsl.diagnostics import Diagnostic, Fix
from ruledsl.norms.model import Norm
from ruledsl.source import NOWHERE, Source


def fixed_texts(items: Iterable[Diagnostic], sources: Mapping[str, Source]) -> dict[str, tuple[str, int]]:
    """For each file with something to fix, its new text and how many findings are mended. Of two fixes that overlap
    the first is applied; the next run mends the other."""
    by_file: dict[str, list[Fix]] = {}
    for item in items:
        if item.fix is not None and item.fix.span.file in sources:
            by_file.setdefault(item.fix.span.file, []).append(item.fix)
    found: dict[str, tuple[str, int]] = {}
    for file, fixes in by_file.items():
        text = sources[file].text
        end = len(text) + 1
        applied = 0
        for fix in sorted(dict.fromkeys(fixes), key=lambda fix: fix.span.start, reverse=True):
            if fix.span.end <= end:
                text = text[: fix.span.start] + fix.text + text[fix.span.end :]
                end = fix.span.start
                applied += 1
        found[file] = (text, applied)
    return found


def same_norms(before: Gathered, after: Gathered) -> bool:
    """Whether the same files, read twice, give the same norms; how they are written and explained may differ."""
    if len(after.diagnostics.errors) > len(before.diagnostics.errors):
        return False
    return [_norms(unit.norms) for unit in before.units] == [_norms(unit.norms) for unit in after.units]


def _norms(norms: Iterable[Norm]) -> list[Norm]:
    return [evolve(norm, text="", note="", reading="", span=NOWHERE) for norm in norms]
