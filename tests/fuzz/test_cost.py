"""What reading costs grows no faster than what is read, and what judging costs never by multiplying: counted in calls,
not in seconds, for every hostile shape and case. The shapes that only cost time inside the standard library are in
`finds/`, and `bench/linearity.py` measures all of them.
"""

from __future__ import annotations

import pickle
import sys
import tracemalloc
from collections.abc import Callable

import pytest

from ruledsl import diagnostics
from ruledsl.diagnostics import InputError
from ruledsl.engine import effort
from ruledsl.norms import conflicts
from tests.fuzz.cases import CASES, Case, judge, read
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
    return counted(lambda: hold(shape.reader, data))


def counted(work: Callable[[], object]) -> int:
    """How many functions are called by some work."""
    count = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_twice_the_case_takes_a_fixed_power_of_two_times_the_calls(case: Case) -> None:
    judge(*read(case.make(1)))  # what is only done once
    pairs = [read(case.make(size)) for size in (case.small, 2 * case.small)]
    small, large = (counted(lambda pair=pair: judge(*pair)) for pair in pairs)
    assert large <= 1.3 * 2**case.power * small + SOME


def refused(case: str, size: int) -> InputError:
    """What a case is refused with."""
    (found,) = (each for each in CASES if each.name == case)
    ruleset, scenario = read(found.make(size))
    with pytest.raises(InputError) as raised:
        judge(ruleset, scenario)
    return raised.value


@pytest.mark.parametrize("case", ["upon each month", "in each month", "quantifiers, two deep", "each acts for each"])
def test_a_case_that_takes_too_many_steps_gets_a_diagnostic_and_no_verdict(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effort, "STEPS", 1_000)
    monkeypatch.setattr(effort, "STEPS_A_PART", 1)
    error = refused(case, 12)
    (found,) = error.diagnostics
    assert found.code == "RD540"
    assert "test:1." in found.message
    assert found.span.line > 1
    again = pickle.loads(pickle.dumps(error))
    assert [each.code for each in again.diagnostics] == ["RD540"]


def test_a_norm_that_rests_on_too_many_others_in_a_row_gets_a_diagnostic() -> None:
    rules, log = next(each for each in CASES if each.name == "each lapses after the one before").make(800)
    head, _, clauses = rules.partition("    article 1\n")
    backwards = "\n".join(reversed(clauses.splitlines()))
    with pytest.raises(InputError) as raised:
        judge(*read((f"{head}    article 1\n{backwards}\n", log)))
    assert [each.code for each in raised.value.diagnostics] == ["RD540"]


def test_the_steps_allowed_grow_with_the_case() -> None:
    small, large = (effort.Effort.on(*read(CASES[0].make(size))).allowed for size in (3, 6))
    assert small > effort.STEPS
    assert large > small
