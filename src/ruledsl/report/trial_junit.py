"""A test run as JUnit's XML, which continuous integration reads: a suite for each scenario file, a case for each
scenario, a failure for each scenario with lines that are not met, an error for what is wrong with a file.

Handed the runs of files and a page, it hands on the XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final
from xml.etree import ElementTree as Xml

from ruledsl.diagnostics import Diagnostics
from ruledsl.report.diagnostics_text import render
from ruledsl.report.expectation_text import scenario_failure
from ruledsl.report.layout import Page, harmless
from ruledsl.trials.run import FileRun, ScenarioRun


def as_junit(runs: Iterable[FileRun], page: Page) -> str:
    """The XML, with a declaration. The page is plain: XML has no colours."""
    suites = Xml.Element("testsuites", name="ruledsl test")
    totals = [0, 0, 0, 0.0]
    for run in runs:
        suite = _suite(suites, run, page)
        for number, name in enumerate(("tests", "failures", "errors")):
            totals[number] += int(suite.get(name, "0"))
        totals[3] += sum(each.seconds for each in run.scenarios)
    for name, value in zip(("tests", "failures", "errors"), totals, strict=False):
        suites.set(name, str(value))
    suites.set("time", _time(totals[3]))
    Xml.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(suites, encoding="unicode")}\n'


def _suite(suites: Xml.Element, run: FileRun, page: Page) -> Xml.Element:
    file = _said(PurePath(run.path).as_posix())
    suite = Xml.SubElement(suites, "testsuite", name=file, file=file)
    for scenario in run.scenarios:
        _case(suite, file, scenario, run, page)
    if run.faulty:
        case = Xml.SubElement(suite, "testcase", name=file, classname=file, file=file, time="0.000")
        faults = Diagnostics()
        faults.items.extend(run.diagnostics)
        faults.sources.update(run.sources)
        first = faults.errors[0]
        error = Xml.SubElement(case, "error", message=_said(first.message), type=first.code)
        error.text = _said(render(faults, page))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(sum(not scenario.ok for scenario in run.scenarios)))
    suite.set("errors", str(int(run.faulty)))
    suite.set("skipped", "0")
    suite.set("time", _time(sum(scenario.seconds for scenario in run.scenarios)))
    return suite


def _case(suite: Xml.Element, file: str, scenario: ScenarioRun, run: FileRun, page: Page) -> None:
    case = Xml.SubElement(
        suite,
        "testcase",
        name=_said(scenario.title),
        classname=file,
        file=file,
        line=str(scenario.span.line),
        time=_time(scenario.seconds),
    )
    unmet = [result for result in scenario.results if not result.ok]
    if unmet:
        assert run.ruleset is not None
        failure = Xml.SubElement(case, "failure", message=_said(unmet[0].expectation.text), type=unmet[0].reason)
        failure.text = _said("\n\n".join(scenario_failure(run.ruleset, scenario, page)))


_UNSAYABLE: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""


def _said(text: str) -> str:
    lines = (harmless(line, tabs=True) for line in text.split("\n"))
    return _UNSAYABLE.sub("\ufffd", "\n".join(lines))


def _time(seconds: float) -> str:
    return f"{seconds:.3f}"
