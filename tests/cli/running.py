"""Running the command line inside the test process."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import pytest
from attrs import frozen

from ruledsl.cli import main


@frozen
class Run:
    status: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """A stream that says whether it is a terminal."""

    def __init__(self, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="\n")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    @property
    def text(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode("utf-8")


def run(args: Sequence[str], *, terminal: bool = False) -> Run:
    """Run `ruledsl ARGS`; `terminal`: as if stdout and stderr were a terminal."""
    with pytest.MonkeyPatch.context() as patch:
        # Whoever runs the tests may have a terminal of his own width.
        patch.delenv("COLUMNS", raising=False)
        out, err = Stream(terminal), Stream(terminal)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        status = main([str(arg) for arg in args])
        return Run(status, out.text, err.text)
