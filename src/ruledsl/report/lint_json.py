"""Findings of the linter for programs: our own JSON, and GitLab's code quality report."""

from __future__ import annotations

import json
from typing import Any, Final

from ruledsl.analysis.baseline import file_name, fingerprints
from ruledsl.analysis.catalogue import rule_named
from ruledsl.analysis.fixing import is_safe
from ruledsl.diagnostics import Diagnostic, Diagnostics, Severity
from ruledsl.source import Source, Span

SCHEMA: Final = "ruledsl/lint/1"

_GITLAB: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def as_json(findings: Diagnostics) -> str:
    """`{"schema": …, "findings": […]}`; lines and columns count from 1, in characters."""
    marks = fingerprints(findings.items, findings.sources)
    rows = [_row(item, mark, findings) for item, mark in zip(findings.items, marks, strict=True)]
    return json.dumps({"schema": SCHEMA, "findings": rows}, ensure_ascii=False, indent=2) + "\n"


def as_gitlab(findings: Diagnostics) -> str:
    """GitLab's code quality report."""
    marks = fingerprints(findings.items, findings.sources)
    rows = [
        {
            "description": item.message,
            "check_name": item.code,
            "fingerprint": mark,
            "severity": _GITLAB[item.severity],
            "location": {"path": file_name(item.span.file), "lines": {"begin": max(item.span.line, 1)}},
        }
        for item, mark in zip(findings.items, marks, strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _row(item: Diagnostic, mark: str, findings: Diagnostics) -> dict[str, Any]:
    rule = rule_named(item.code)
    row: dict[str, Any] = {
        "code": item.code,
        "rule": rule.slug if rule is not None else None,
        "severity": str(item.severity),
        "message": item.message,
        "help": item.help,
        "fingerprint": mark,
        **place(item.span, findings.sources.get(item.span.file)),
        "related": [{"message": text, **place(span, findings.sources.get(span.file))} for text, span in item.related],
        "fix": None,
    }
    if item.fix is not None:
        row["fix"] = {
            "text": item.fix.text,
            "safe": is_safe(item),
            **place(item.fix.span, findings.sources.get(item.fix.span.file)),
        }
    return row


def place(span: Span, source: Source | None) -> dict[str, Any]:
    """A span as `file`, `line`, `column`, `end_line`, `end_column` (the first column after it)."""
    end = source.line_column(span.end) if source is not None and span.line else (span.line, span.column)
    return {
        "file": file_name(span.file),
        "line": span.line,
        "column": span.column,
        "end_line": end[0],
        "end_column": end[1],
    }
