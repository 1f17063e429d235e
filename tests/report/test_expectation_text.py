"""Expectations that are not met, as text."""

from __future__ import annotations

import re

import pytest

from ruledsl.engine import expectations
from ruledsl.engine.expectations import ExpectationResult
from ruledsl.report import wording
from ruledsl.report.expectation_text import failure_lines, totals
from ruledsl.report.layout import Page
from ruledsl.world.scenario import Expectation
from tests.report.sample import REPORT, VIOLATED, place

LINE = Expectation(
    "verdict", "expect 51.filing satisfied for i1", ("taian:51.filing",), "satisfied", address=("i1",), span=place(9)
)


def test_a_line_not_met_shows_expected_got_and_why() -> None:
    text = "\n".join(failure_lines(ExpectationResult(LINE, False, "other_verdict", (VIOLATED,)), REPORT, Page(90)))
    assert text.startswith("NOT MET  material.scenario:9, material filed four workdays ahead")
    assert "  expected: expect 51.filing satisfied for i1" in text
    assert "  got: violated" in text
    assert "    VIOLATED (breach)  51.filing  agenda item Budget (i1)" in text
    assert "      Due        2022-03-28 (Mon); 1 day late" in text


def test_only_a_few_verdicts_are_shown_in_full() -> None:
    lines = failure_lines(ExpectationResult(LINE, False, "breaches_found", (VIOLATED,) * 5), REPORT, Page(90))
    assert sum("VIOLATED" in line for line in lines) == 3
    assert lines[-1] == "    and 2 more"


@pytest.mark.parametrize("reason", wording.DIFFERENCES)
def test_every_difference_is_written(reason: str) -> None:
    result = ExpectationResult(LINE, False, reason, norms=("taian:51.filing",), value=True)
    for lang in ("en", "zh"):
        assert failure_lines(result, REPORT, Page(90, False, lang))


def test_every_reason_that_the_engine_gives_has_words() -> None:
    listing = expectations.ExpectationResult.__doc__ or ""
    named = set(re.findall(r"[a-z_]+", listing[listing.index("what differs\n") : listing.index("`value`")])) - {
        "what",
        "differs",
    }
    assert named | {"met"} == set(wording.DIFFERENCES)


def test_the_last_line_counts() -> None:
    results = [ExpectationResult(LINE, True), ExpectationResult(LINE, False, "other_due")]
    assert totals(2, results, Page()) == "2 scenarios, 2 expectations: 1 met, 1 not met"
    assert totals(2, results, Page(), 3).endswith("1 not met; 3 files were not run, as the input is at fault")
