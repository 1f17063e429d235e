"""`ruledsl fmt`: files in the one layout."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ruledsl.cli import completing

if TYPE_CHECKING:
    from ruledsl.diagnostics import Diagnostics
    from ruledsl.source import Source

STDIN = "-"


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=completing.files)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change as a unified diff.")
def fmt(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Lay files of rules and scenarios out in the one layout.

    PATH is a file, or a folder that is searched for *.rules and *.scenario; by default the current folder. `-` reads
    standard input and writes standard output. Only white space and spellings that mean the same change: each file is
    read again before it is written, and a file with errors stays as it is.

    \b
    Examples:
      ruledsl fmt rulesets
      ruledsl fmt --check rulesets
      ruledsl fmt --diff rulesets/taian/chapter-08.rules
      ruledsl fmt - < draft.rules

    Exit status: 0 all files are (now) in the one layout, 1 with --check some are not, 2 the input is at fault.
    """
    from ruledsl.cli import output
    from ruledsl.diagnostics import Diagnostics
    from ruledsl.report.layout import harmless
    from ruledsl.trials.finding import language_files

    if STDIN in paths and len(paths) > 1:
        raise click.UsageError("Give '-' alone, or paths.")
    faults = Diagnostics()
    files = [Path(STDIN)] if STDIN in paths else language_files(paths or (".",), faults)
    if not files and not faults.errors:
        raise click.UsageError("No file of rules or scenarios was found.")
    dry = check or diff
    outcomes: Counter[bool | None] = Counter()
    for path in files:
        changes = _format(path, dry, diff, faults)
        outcomes[changes] += 1
        if changes and path != Path(STDIN):
            output.talk(f"{'would format' if dry else 'formatted'} {harmless(str(path))}\n")
    output.show_diagnostics(faults)
    if files and files != [Path(STDIN)]:
        output.talk(_totals(outcomes, dry))
    if faults.errors:
        return output.EXIT_INPUT
    return output.EXIT_BROKEN if check and outcomes[True] else output.EXIT_KEPT


def _format(path: Path, dry: bool, diff: bool, faults: Diagnostics) -> bool | None:
    """Format one file, or only say (and, with `diff`, show) what would change: whether it changes, None if it is at
    fault."""
    from ruledsl.cli import output
    from ruledsl.diagnostics import Diagnostics
    from ruledsl.syntax.formatter import format_source

    # Each file by itself: what was found in one must not stop another.
    found = Diagnostics()
    data = _data(path, found)
    source = None if data is None else _source(path, data, found)
    text = None if source is None else format_source(source, found)
    if source is None or text is None:
        faults.items.extend(found.items)
        faults.sources.update(found.sources)
        return None
    changes = text.encode() != data
    if diff:
        from ruledsl.report.diff_text import difference
        from ruledsl.report.layout import harmless

        output.write_exactly(difference(source.text, text, harmless(source.name)))
    elif path == Path(STDIN) and not dry:
        output.write_exactly(text)
    elif changes and not dry and not _replace(path, text, faults):
        return None
    return changes


def _data(path: Path, found: Diagnostics) -> bytes | None:
    """What a file or standard input holds, byte for byte."""
    from ruledsl.source import LARGEST_FILE, Span

    try:
        if path == Path(STDIN):
            return sys.stdin.buffer.read(LARGEST_FILE + 1)
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        found.error("RD003", f"'{path}' cannot be read: {error.strerror}", Span(str(path), 0, 0, 0, 0))
        return None


def _source(path: Path, data: bytes, found: Diagnostics) -> Source | None:
    from ruledsl.syntax.reading import decode

    return decode("<stdin>" if path == Path(STDIN) else str(path), data, found)


def _replace(path: Path, text: str, faults: Diagnostics) -> bool:
    """Put the text in the file's place in one step, with its mode; whoever reads it meanwhile sees the old or the new.

    A symbolic link stays one; the file that it leads to is replaced. False, recorded, if that cannot be.
    """
    import contextlib
    import tempfile

    from ruledsl.source import Span

    target = Path(os.path.realpath(path))
    fresh = None
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(0, "it is write-protected")
        mode = target.stat().st_mode
        with tempfile.NamedTemporaryFile(
            "wb", dir=target.parent, prefix=f".{target.name}.", suffix=".tmp", delete=False
        ) as file:
            fresh = Path(file.name)
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(mode & 0o7777)
        os.replace(fresh, target)
    except OSError as error:
        if fresh is not None:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        faults.error("RD016", f"'{path}' cannot be written: {reason}", Span(str(path), 0, 0, 0, 0))
        return False
    except BaseException:
        if fresh is not None:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
        raise
    return True


def _totals(outcomes: Counter[bool | None], dry: bool) -> str:
    changed, same, faulty = outcomes[True], outcomes[False], outcomes[None]
    parts = []
    if changed:
        parts.append(f"{changed} file{'s' if changed > 1 else ''} {'would be formatted' if dry else 'formatted'}")
    if same:
        parts.append(f"{same} already in the one layout")
    if faulty:
        parts.append(f"{faulty} left as {'they are' if faulty > 1 else 'it is'}")
    return f"{', '.join(parts)}.\n"
