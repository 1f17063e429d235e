"""The diagnostic codes: one row each, from which the documentation is made and against which the tests check."""

from __future__ import annotations

from ruledsl.diagnostics import Code

_ROWS: tuple[tuple[str, str, str], ...] = (
    # ---- RD0xx: files and reading
    # ---- RD1xx: syntax
    # ---- RD2xx: names and types of vocabularies and rulesets
    # ---- RD3xx: time settings and windows
    # ---- RD4xx: norms
    # ---- RD5xx: scenarios
)

CODES: dict[str, Code] = {code: Code(code, title, explanation) for code, title, explanation in _ROWS}
