"""What is known of mutants from earlier runs: a file of JSON lines, one a trial, the last of a mutant counting.

Handed a path, `read_trials` hands on the trials in it, and `TrialLog` appends to it line by line, so that a run that is
ended at any moment loses at most the trial that it was at.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.codec import NotPlain, from_plain, to_plain
from ruledsl.source import Span
from ruledsl.trials.mutation import Trial

SCHEMA = "ruledsl/mutation-trials/1"


def read_trials(path: Path, diagnostics: Diagnostics) -> Mapping[str, Trial]:
    """The last trial of each mutant; none if there is no file yet. A line that is not whole is passed over: it is
    what a run leaves that was cut short. A file of something else is a fault (RD018)."""
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return {}
    except OSError as error:
        diagnostics.error("RD018", f"the trials cannot be read: {error.strerror or error}", Span(str(path), 0, 0, 0, 0))
        return {}
    lines = text.splitlines()
    if lines and not _is_heading(lines[0]):
        diagnostics.error(
            "RD018", "this is not a file of trials", Span(str(path), 0, 0, 0, 0), "name a file that is not there yet"
        )
        return {}
    found: dict[str, Trial] = {}
    for line in lines[1:]:
        try:
            trial = from_plain(Trial, json.loads(line))
        except (NotPlain, ValueError):
            continue
        found[trial.mutant] = trial
    return found


def _is_heading(line: str) -> bool:
    try:
        head = json.loads(line)
    except ValueError:
        # The heading itself, cut short.
        return f'{{"schema": "{SCHEMA}"}}'.startswith(line)
    return isinstance(head, dict) and head.get("schema") == SCHEMA


class TrialLog:
    """A file of trials that is written on. Raises OSError where it cannot be."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def __enter__(self) -> TrialLog:
        old = self._path.read_bytes() if self._path.exists() else b""
        begun = b"\n" in old
        self._file = self._path.open("ab" if begun else "wb")
        if not begun:
            self._put(json.dumps({"schema": SCHEMA}).encode() + b"\n")
        elif not old.endswith(b"\n"):
            self._put(b"\n")  # after a line cut short, a line of its own
        return self

    def add(self, trial: Trial) -> None:
        """Write a trial, at once."""
        self._put(json.dumps(to_plain(trial), ensure_ascii=False).encode() + b"\n")

    def _put(self, data: bytes) -> None:
        assert self._file is not None, "a log is written inside a `with`"
        self._file.write(data)
        self._file.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
