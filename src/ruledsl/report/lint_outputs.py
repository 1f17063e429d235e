"""The output forms of the linter, in one table: handed findings and a page, each hands on a text. GitHub's annotations
and JUnit's XML stand here, being a few lines each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.etree import ElementTree as Xml

from ruledsl.analysis.baseline import file_name
from ruledsl.diagnostics import Diagnostics, Severity
from ruledsl.report import lint_text
from ruledsl.report.layout import Page, harmless
from ruledsl.report.lint_json import as_gitlab, as_json, place
from ruledsl.report.lint_sarif import as_sarif

_COMMAND: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(findings: Diagnostics) -> str:
    """Workflow commands that annotate the lines of a pull request."""
    lines = []
    for item in findings.items:
        at = place(item.span, findings.sources.get(item.span.file))
        place_text = f"file={_property(at['file'])}"
        if item.span.line:
            place_text += f",line={at['line']},col={at['column']},endLine={at['end_line']},endColumn={at['end_column']}"
        text = f"{item.message}\n{item.help}" if item.help else item.message
        lines.append(f"::{_COMMAND[item.severity]} {place_text},title={item.code}::{_data(text)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return harmless(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_junit(findings: Diagnostics) -> str:
    """JUnit's XML: a test case for each finding, or one that passes."""
    failures = len(findings.items)
    suites = Xml.Element("testsuites")
    suite = Xml.SubElement(
        suites, "testsuite", name="ruledsl lint", tests=str(max(failures, 1)), failures=str(failures), errors="0"
    )
    if not failures:
        Xml.SubElement(suite, "testcase", name="lint", classname="ruledsl")
    for item in findings.items:
        file = harmless(file_name(item.span.file))
        name = f"{item.code} at {file}:{item.span.line}:{item.span.column}"
        case = Xml.SubElement(suite, "testcase", name=name, classname=file, file=file, line=str(item.span.line))
        failure = Xml.SubElement(case, "failure", message=harmless(item.message), type=str(item.severity))
        failure.text = harmless(item.help)
    Xml.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(suites, encoding="unicode")}\n'


OUTPUTS: Final[dict[str, Callable[[Diagnostics, Page], str]]] = {
    "text": lint_text.render,
    "concise": lint_text.concise,
    "json": lambda findings, _: as_json(findings),
    "github": lambda findings, _: as_github(findings),
    "gitlab": lambda findings, _: as_gitlab(findings),
    "sarif": lambda findings, _: as_sarif(findings),
    "junit": lambda findings, _: as_junit(findings),
}
"""The forms of `ruledsl lint --format`, by name."""

FORMS: Final = tuple(OUTPUTS)
