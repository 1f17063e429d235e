"""Compiled rulesets on disk. Handed a compiled ruleset with the state of every file that was looked at, this module
keeps it; handed its path again, it hands the ruleset back if nothing has changed. A cache that is missing, broken or
stale is never an error (`ruledsl.disk_cache`).
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from ruledsl._version import __version__
from ruledsl.disk_cache import read_blob, write_blob

FORMAT = 1
"""Raised when the packed form of compiled data changes its meaning."""

_COMPILER_ROOMS = ("norms", "syntax", "world", "civil_time")

_MOST_BYTES = 10_000_001
"""One more than a file may have: what lies beyond is never read, so it is not looked at either."""


# ------------------------------------------------------------------------------------------------ states of files


def state_of(path: str) -> str:
    """What is to be seen at a path: a file's content, a folder's `.rules` files, or nothing."""
    try:
        mode = os.stat(path).st_mode
        if S_ISDIR(mode):
            return _listing(path)
        if not S_ISREG(mode):
            # What comes through a pipe can be read once, so it is not read here and never known to be what it was.
            return f"passing {os.urandom(16).hex()}"
        with open(path, "rb") as file:
            return blake2b(file.read(_MOST_BYTES), digest_size=20).hexdigest()
    except (OSError, ValueError):
        return "nothing"


def _listing(path: str) -> str:
    try:
        return "folder: " + "/".join(sorted(name for name in os.listdir(path) if name.endswith(".rules")))
    except OSError:
        return "nothing"


@cache
def program_state() -> str:
    """The version of the program and of Python, and the state of the compiler's own files: another program, or the
    same one changed in a checkout, believes no cache of this one."""
    package = Path(__file__).resolve().parents[1]
    seen = [__version__, str(FORMAT), sys.implementation.cache_tag or "", sys.version]
    folders = [package / room for room in _COMPILER_ROOMS]
    folders += [package.parents[1] / "grammar", package / "_data" / "grammar"]
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith((".py", ".lark")):
                    stat = entry.stat()
                    seen.append(f"{entry.name} {stat.st_size} {stat.st_mtime_ns}")
    return blake2b("\n".join(seen).encode(), digest_size=20).hexdigest()


# ------------------------------------------------------------------------------------------------ rulesets


def read_compiled(target: str) -> tuple[Any, tuple[Any, ...]] | None:
    """The compiled ruleset kept for a path and what the compiler remarked on it, if nothing that was looked at has
    changed since."""
    content = read_blob(_key(target))
    if content is None:
        return None
    from ruledsl.norms.packing import unpack

    try:
        looked_at, ruleset, remarks = unpack(content)
    except (ValueError, EOFError, TypeError, LookupError, ArithmeticError, AttributeError):
        return None
    if any(state_of(path) != state for path, state in looked_at):
        return None
    return ruleset, remarks


def write_compiled(target: str, looked_at: Iterable[tuple[str, str]], ruleset: object, remarks: object) -> None:
    """Keep a compiled ruleset. `looked_at`: each path with the state it had when the ruleset was compiled."""
    from ruledsl.norms.packing import pack

    write_blob(_key(target), pack((tuple(looked_at), ruleset, remarks)))


def _key(target: str) -> str:
    return f"ruleset\n{program_state()}\n{os.path.abspath(target)}\n{target}"
