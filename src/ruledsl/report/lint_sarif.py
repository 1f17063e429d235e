"""Findings of the linter as SARIF 2.1.0, which code hosts and editors read. Columns count Unicode characters."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote

from ruledsl._version import __version__
from ruledsl.analysis.baseline import file_name, fingerprints
from ruledsl.analysis.catalogue import rules
from ruledsl.analysis.fixing import is_safe
from ruledsl.codes import CODES
from ruledsl.diagnostics import Diagnostics, Severity
from ruledsl.report.lint_json import place
from ruledsl.source import Span

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVEL: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_sarif(findings: Diagnostics) -> str:
    """One run, with the lint rules and the diagnostics that occur as its rules."""
    descriptors = _descriptors(findings)
    index = {each["id"]: number for number, each in enumerate(descriptors)}
    results: list[dict[str, Any]] = []
    for item, mark in zip(findings.items, fingerprints(findings.items, findings.sources), strict=True):
        text = f"{item.message}. {item.help}." if item.help else f"{item.message}."
        result: dict[str, Any] = {
            "ruleId": item.code,
            "level": _LEVEL[item.severity],
            "message": {"text": text},
            "locations": [{"physicalLocation": _location(item.span, findings)}],
            "partialFingerprints": {"ruledslFinding/v1": mark},
        }
        if item.code in index:
            result["ruleIndex"] = index[item.code]
        if item.related:
            result["relatedLocations"] = [
                {"id": number, "message": {"text": said}, "physicalLocation": _location(span, findings)}
                for number, (said, span) in enumerate(item.related, 1)
            ]
        if item.fix is not None:
            result["fixes"] = [
                {
                    "description": {"text": item.help or "the likely remedy"},
                    "properties": {"applicability": "safe" if is_safe(item) else "unsafe"},
                    "artifactChanges": [
                        {
                            "artifactLocation": _location(item.fix.span, findings)["artifactLocation"],
                            "replacements": [
                                {
                                    "deletedRegion": _region(item.fix.span, findings),
                                    "insertedContent": {"text": item.fix.text},
                                }
                            ],
                        }
                    ],
                }
            ]
        results.append(result)
    run = {
        "tool": {
            "driver": {
                "name": "ruledsl",
                "version": __version__,
                "rules": descriptors,
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _descriptors(findings: Diagnostics) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    occurring = {item.code for item in findings.items}
    for code in sorted(occurring & CODES.keys()):
        row = CODES[code]
        found.append(
            {
                "id": code,
                "shortDescription": {"text": row.title},
                "fullDescription": {"text": row.explanation},
                "defaultConfiguration": {"level": "error"},
            }
        )
    for rule in rules():
        found.append(
            {
                "id": rule.code,
                "name": "".join(word.capitalize() for word in rule.slug.split("-")),
                "shortDescription": {"text": rule.what},
                "fullDescription": {"text": f"{rule.what} {rule.why}"},
                "help": {"text": f"Avoid:\n{rule.avoid}\nPrefer:\n{rule.prefer}"},
                "defaultConfiguration": {"level": _LEVEL[rule.severity], "enabled": rule.default},
                "properties": {"tags": [rule.group.value]},
            }
        )
    return found


def _location(span: Span, findings: Diagnostics) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(file_name(span.file), errors="surrogateescape")}}
    if span.line:
        location["region"] = _region(span, findings)
    return location


def _region(span: Span, findings: Diagnostics) -> dict[str, Any]:
    at = place(span, findings.sources.get(span.file))
    return {
        "startLine": at["line"],
        "startColumn": at["column"],
        "endLine": at["end_line"],
        "endColumn": at["end_column"],
    }
