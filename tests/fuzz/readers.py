"""All doors through which bytes from outside come in, each as a function from bytes to the diagnostics that came out.

A reader is handed a file's bytes, does what the program does with such a file, and hands back what was reported. It
raises if anything but diagnostics came out: that is what the fuzzing tests look for. `READERS` is the table.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from ruledsl.analysis.baseline import known_findings
from ruledsl.analysis.gathering import unit_of_text
from ruledsl.analysis.settings import find_settings
from ruledsl.civil_time import NO_CALENDAR, parse_counted_days, parse_overrides, with_overrides
from ruledsl.codes import CODES
from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.model import Ruleset
from ruledsl.norms.scenario_reader import read_scenario_text, terms_of
from ruledsl.report.diagnostics_text import render
from ruledsl.source import Source, Span
from ruledsl.syntax import decode
from ruledsl.syntax.formatter import format_source
from ruledsl.world.json_form import scenario_to_json, scenarios_from_json

OFFICE = """\
vocabulary desk
    role director "director" / "主任"
    role deputy is director
    list urgency = ordinary, urgent
    state away of party
    kind bureau is office
        head : person
    office finance is bureau
    kind meeting opens when created, closes held or void by cancelled
        members : set of party
        event held, cancelled
    kind request opens submitted, closes answered or void by dropped
        matters : whole number
        share : decimal
        urgency : urgency default ordinary
        limit : date
        respite : duration
        signer : by signed
        who : party
        meeting : meeting
        special : judgement
        event submitted(by, to), signed(by), answered(by), dropped

ruleset office "Rules" / "规则"
    uses desk
    calendar china
    value term : duration = 3 workdays
    article 1 "One"
        single: request requires matters = 1
        signer: request requires signed within 3 workdays of submitted
        answer: request requires answered within term of submitted
"""
"""A ruleset with a thing of every sort, against which scenarios are read."""


@cache
def office() -> Ruleset:
    """The ruleset that `OFFICE` is."""
    unit, diagnostics = unit_of_text(OFFICE, "office.rules")
    assert not diagnostics.items, list(diagnostics)
    assert unit.ruleset is not None
    return unit.ruleset


# ------------------------------------------------------------------------------------------------ readers


def rules(data: bytes) -> Diagnostics:
    """A rule file or a vocabulary: read, compiled."""
    diagnostics = Diagnostics()
    source = decode("t.rules", data, diagnostics)
    if source is None:
        return diagnostics
    _, found = unit_of_text(source.text, "t.rules", {"desk": OFFICE.partition("ruleset office")[0]})
    return found


def layout(data: bytes) -> Diagnostics:
    """A file of rules, laid out by the formatter; what it hands on is laid out already."""
    diagnostics = Diagnostics()
    source = decode("t.rules", data, diagnostics)
    if source is None:
        return diagnostics
    text = format_source(source, diagnostics)
    assert all(found.code != "RD015" for found in diagnostics), "the layout would change the tree"
    if text is not None and len(text) < 100_000:
        assert format_source(Source("t.rules", text), Diagnostics()) == text, "the layout is not steady"
    return diagnostics


def scenario(data: bytes) -> Diagnostics:
    """A scenario file; what is sound is written as JSON."""
    diagnostics = Diagnostics()
    source = decode("t.scenario", data, diagnostics)
    if source is not None:
        for found in read_scenario_text(source.text, office(), diagnostics, "t.scenario"):
            scenario_to_json(found)
    return diagnostics


def json_scenario(data: bytes) -> Diagnostics:
    """A scenario in JSON."""
    diagnostics = Diagnostics()
    ruleset = office()
    source = decode("t.json", data, diagnostics)
    if source is not None:
        terms = terms_of(ruleset)
        for found in scenarios_from_json(
            source.text, ruleset.vocabulary, **terms, diagnostics=diagnostics, name="t.json"
        ):
            scenario_to_json(found)
    return diagnostics


def overrides(data: bytes) -> Diagnostics:
    """A file that corrects a calendar."""
    diagnostics = Diagnostics()
    source = decode("overrides.txt", data, diagnostics)
    if source is not None:
        parsed = parse_overrides(source.text)
        with_overrides(NO_CALENDAR, parsed.overrides)
        for problem in parsed.problems:
            assert 1 <= problem.column_start < problem.column_end, problem
            diagnostics.error("RD205", problem.message, Span("overrides.txt", 0, 0, 0, 0), problem.help)
    return diagnostics


def counted_days(data: bytes) -> Diagnostics:
    """A file that lists the days of a declared unit."""
    diagnostics = Diagnostics()
    source = decode("days.txt", data, diagnostics)
    if source is not None:
        for problem in parse_counted_days(source.text, "school_day").problems:
            diagnostics.error("RD205", problem.message, Span("days.txt", 0, 0, 0, 0), problem.help)
    return diagnostics


def settings(data: bytes) -> Diagnostics:
    """The settings of the linter."""
    diagnostics = Diagnostics()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "ruledsl.toml").write_bytes(data)
        found = find_settings(Path(folder), diagnostics)
    assert found is not None
    return diagnostics


def project_settings(data: bytes) -> Diagnostics:
    """The settings of the linter in a project's own file, which may hold anything else besides."""
    diagnostics = Diagnostics()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pyproject.toml").write_bytes(data)
        find_settings(Path(folder), diagnostics)
    return diagnostics


def baseline(data: bytes) -> Diagnostics:
    """A file of known findings."""
    diagnostics = Diagnostics()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "baseline.json"
        path.write_bytes(data)
        known_findings(path, diagnostics)
    return diagnostics


READERS: dict[str, Callable[[bytes], Diagnostics]] = {
    "rules": rules,
    "layout": layout,
    "scenario": scenario,
    "json": json_scenario,
    "overrides": overrides,
    "days": counted_days,
    "settings": settings,
    "project": project_settings,
    "baseline": baseline,
}
"""Every reader by its name, which is also the folder name of its finds."""


_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def hold(reader: str, data: bytes) -> Diagnostics:
    """Read `data` and check what came out: known codes, a message each, places inside the text, and a report on
    them that no terminal obeys."""
    diagnostics = READERS[reader](data)
    for found in diagnostics:
        assert found.code in CODES, found
        assert found.message, found
        source = diagnostics.sources.get(found.span.file)
        if source is not None and found.span.line:
            assert 0 <= found.span.start <= found.span.end <= len(source.text), found
            assert 1 <= found.span.line <= source.line_count, found
        if found.fix is not None and source is not None:
            assert 0 <= found.fix.span.start <= found.fix.span.end <= len(source.text), found
    assert _UNSAFE.search(render(diagnostics)) is None
    return diagnostics
