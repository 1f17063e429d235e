"""Where the command line writes: results to stdout, talk to stderr, both in UTF-8.

It decides how wide and how colourful a stream is, and ends the program quietly when whoever reads its output has
stopped reading.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from typing import TYPE_CHECKING, Final, TextIO

from ruledsl.civil_time.units import Language
from ruledsl.report.layout import DEFAULT_COLUMNS, Page, inert

if TYPE_CHECKING:
    from ruledsl.diagnostics import Diagnostics

EXIT_KEPT: Final = 0
EXIT_BROKEN: Final = 1
EXIT_INPUT: Final = 2
EXIT_INTERRUPTED: Final = 130
EXIT_UNWRITTEN: Final = 74
EXIT_PIPE: Final = 141

WRITING_FAULTS: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What the system answers when a result cannot be written, as on a full disk."""

NARROWEST: Final = 40
WIDEST: Final = 120


def use_utf8() -> None:
    """Write UTF-8 whatever the console's code page; what cannot be encoded is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def page_of(stream: TextIO | None, lang: Language = "en") -> Page:
    """The page that a stream is: a terminal's width, with colours unless NO_COLOR is set; else 100 cells wide (or
    COLUMNS) and plain. A stream that the caller has closed is None."""
    if stream is None or not stream.isatty():
        columns = os.environ.get("COLUMNS", "")
        return Page(_between(int(columns)) if columns.isdecimal() else DEFAULT_COLUMNS, False, lang)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Page(_between(shutil.get_terminal_size().columns), colour, lang)


def stdout_page(lang: Language = "en") -> Page:
    """The page that stdout is."""
    return page_of(sys.stdout, lang)


def write(text: str) -> None:
    """Write a result. What a terminal would obey is written as an escape, wherever it comes from."""
    _write(inert(text), sys.stdout)


def write_exactly(text: str) -> None:
    """Write a file's own text, or what is to be applied to it, as it is."""
    _write(text, sys.stdout)


def talk(text: str) -> None:
    """Write what is not a result: what is at fault, what was looked for."""
    _write(inert(text), sys.stderr)


def progress(text: str) -> None:
    """On a terminal, show one line in place of the one before; no text clears it."""
    if sys.stderr is not None and sys.stderr.isatty():
        _write(f"\r\x1b[K{inert(text)[:NARROWEST]}", sys.stderr)


def save(path: str, text: str, diagnostics: Diagnostics) -> bool:
    """Write a result to a file, which holds the old text or the new and never a part. False, recorded (RD016), if it
    cannot be written."""
    from pathlib import Path

    from ruledsl.analysis.writing import write_whole
    from ruledsl.source import Span

    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            # A pipe or a device, or a folder, which says so itself.
            target.write_text(text, encoding="utf-8", newline="\n")
        else:
            write_whole(target, text)
    except OSError as error:
        message = f"'{path}' cannot be written: {error.strerror or error}"
        diagnostics.error("RD016", message, Span(path, 0, 0, 0, 0))
        return False
    return True


def show_diagnostics(diagnostics: Diagnostics) -> None:
    """Write diagnostics, if there are any."""
    if len(diagnostics):
        from ruledsl.report.diagnostics_text import render

        talk(render(diagnostics, page_of(sys.stderr)))


def stop_quietly() -> int:
    """Nobody reads on: let nothing more be written, and say so by the exit status."""
    _write_nothing_more(sys.stdout, sys.stderr)
    return EXIT_PIPE


def stop_unwritten(error: OSError) -> int:
    """The result cannot be written, as on a full disk: say so, and say it by the exit status."""
    _write_nothing_more(sys.stdout)
    with contextlib.suppress(OSError):
        talk(f"Error: the output cannot be written: {error.strerror or error}.\n")
        if sys.stderr is not None:
            sys.stderr.flush()
    return EXIT_UNWRITTEN


def _write_nothing_more(*streams: TextIO | None) -> None:
    devnull = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                os.dup2(devnull, stream.fileno())


def _between(columns: int) -> int:
    return min(max(columns, NARROWEST), WIDEST)


def _write(text: str, stream: TextIO | None) -> None:
    import click

    if stream is None:
        return
    try:
        click.echo(text, file=stream, nl=False, color=True if "\x1b[" in text else None)
    except BrokenPipeError:
        raise SystemExit(stop_quietly()) from None
