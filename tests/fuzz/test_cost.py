"""What reading costs grows no faster than what is read: counted in calls, not in seconds, for every hostile shape. The
shapes that only cost time inside the standard library are in `finds/`, and `bench/linearity.py` measures all of them.
"""

from __future__ import annotations

import sys
import tracemalloc

import pytest

from ruledsl import diagnostics
from ruledsl.norms import conflicts
from tests.fuzz.readers import hold, office
from tests.fuzz.shapes import SHAPES, Shape

SMALL = 1_500
MOST_GROWTH = 2.6
"""Twice the input may take this many times the calls: twice, and room for the steps of tables and sorting."""
SOME = 20_000
"""Calls that an error more or a line more may take."""

MEMORY = [shape for shape in SHAPES if shape.name in ("clauses", "entries", "events", "unknown keys", "narrower kinds")]


def calls(shape: Shape, size: int) -> int:
    """How many functions are called while an input of a size is read."""
    data = shape.make(size)
    count = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        hold(shape.reader, data)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.reader}: {shape.name}")
def test_twice_the_input_takes_about_twice_the_calls(shape: Shape, monkeypatch: pytest.MonkeyPatch) -> None:
    # Suggestions stop once enough names were compared, conflicts once enough pairs of norms were; here, sooner.
    monkeypatch.setattr(diagnostics, "_MOST_COMPARED", 2_000)
    monkeypatch.setattr(conflicts, "_MOST_PAIRS", 100)
    monkeypatch.setattr(conflicts, "_PAIRS_A_NORM", 5)
    office()
    hold(shape.reader, shape.make(1))  # what is only done once
    least, small, large = (calls(shape, size) for size in (1, SMALL, 2 * SMALL))
    if large - least > MOST_GROWTH * (small - least) + SOME:
        # Where a limit of the language is passed between the two, the next step tells.
        small, large = large, calls(shape, 4 * SMALL)
    assert large - least <= MOST_GROWTH * (small - least) + SOME


@pytest.mark.parametrize("shape", MEMORY, ids=lambda shape: f"{shape.reader}: {shape.name}")
def test_twice_the_input_takes_about_twice_the_memory(shape: Shape) -> None:
    office()
    hold(shape.reader, shape.make(1))
    peaks = []
    for size in (10_000, 20_000):
        data = shape.make(size)
        tracemalloc.start()
        try:
            hold(shape.reader, data)
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert peaks[1] <= MOST_GROWTH * peaks[0]
