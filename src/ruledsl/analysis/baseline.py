"""Baselines: findings that were there before, so that only new ones are reported; and the fingerprints by which a
finding is known again when lines move. Handed diagnostics, this module hands on fingerprints, and the text of a
baseline file.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

from ruledsl.diagnostics import Diagnostic, Diagnostics
from ruledsl.source import Source, bounded_bytes

SCHEMA = "ruledsl/lint-baseline/1"


def file_name(file: str) -> str:
    """A file's name as the outputs write it: relative to the folder the command runs in if it lies there, with `/`."""
    if os.path.isabs(file):
        relative = os.path.relpath(file)
        file = file if relative.startswith("..") else relative
    return file.replace(os.sep, "/").removeprefix("./")


def fingerprints(items: Iterable[Diagnostic], sources: Mapping[str, Source]) -> list[str]:
    """A fingerprint for each finding: of its code, file and line's text, not of the line's number; equal ones are
    numbered."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for item in items:
        source = sources.get(item.span.file)
        text = ""
        if source is not None and 1 <= item.span.line <= source.line_count:
            text = " ".join(source.line_text(item.span.line).split())
        key = "\n".join((item.code, file_name(item.span.file), text, item.message))
        seen[key] += 1
        found.append(blake2b(f"{key}\n{seen[key]}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest())
    return found


def baseline_text(items: Iterable[Diagnostic], sources: Mapping[str, Source]) -> str:
    """The text of a baseline file that holds these findings."""
    items = list(items)
    rows = [
        {"fingerprint": mark, "code": item.code, "file": file_name(item.span.file), "message": item.message}
        for mark, item in zip(fingerprints(items, sources), items, strict=True)
    ]
    return json.dumps({"schema": SCHEMA, "findings": rows}, ensure_ascii=False, indent=2) + "\n"


def known_findings(path: Path, diagnostics: Diagnostics) -> frozenset[str] | None:
    """The fingerprints in a baseline file; None, recorded (RD012), if it is not one."""
    from ruledsl.source import Span

    try:
        data = json.loads(bounded_bytes(path).decode("utf-8"))
        if data["schema"] != SCHEMA:
            raise ValueError("of another form")
        return frozenset(str(row["fingerprint"]) for row in data["findings"])
    except OSError as error:
        problem = f"the baseline cannot be read: {error.strerror or error}"
    except json.JSONDecodeError as error:
        problem = f"this is no baseline: it is not in JSON, from line {error.lineno}, column {error.colno} on"
    # Brackets in brackets, many thousands deep, are too deep for the library.
    except (ValueError, KeyError, TypeError, RecursionError):
        problem = "this is no baseline that this version of ruledsl has written"
    diagnostics.error("RD012", problem, Span(str(path), 0, 0, 0, 0), "make a new one with --write-baseline")
    return None
