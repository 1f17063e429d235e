"""The cache on disk. Handed a key and bytes, it keeps them in the user's cache folder; handed the key again, it
hands them back if they are unharmed, and None otherwise. On top of that it keeps compiled rulesets, with the state of
every file that was looked at, so that a change anywhere is seen.

A cache that is missing, broken, stale or cannot be written is never an error. `RULEDSL_CACHE_DIR` names another
folder, `RULEDSL_NO_CACHE=1` turns the cache off.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ruledsl._version import __version__

FORMAT = 1
"""Raised when the packed form of compiled data changes its meaning."""

_MAGIC = b"ruledsl\x00"
_DIGEST = 32
_COMPILER_ROOMS = ("norms", "syntax", "world", "civil_time")


def cache_folder() -> Path | None:
    """Where the cache is; None where it is turned off or the system names no place."""
    if os.environ.get("RULEDSL_NO_CACHE", "") not in ("", "0"):
        return None
    given = os.environ.get("RULEDSL_CACHE_DIR")
    if given:
        return Path(given)
    with contextlib.suppress(RuntimeError):
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return (
                Path(local) / "ruledsl" / "cache" if local else Path.home() / "AppData" / "Local" / "ruledsl" / "cache"
            )
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "ruledsl"
        xdg = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(xdg) if os.path.isabs(xdg) else Path.home() / ".cache") / "ruledsl"
    return None


# ------------------------------------------------------------------------------------------------ blobs


def read_blob(key: str) -> bytes | None:
    """The bytes last written under `key`, if they are unharmed."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        data = (folder / _name(key)).read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _DIGEST
    if len(data) < start or not data.startswith(_MAGIC):
        return None
    content = data[start:]
    return content if data[len(_MAGIC) : start] == _checksum(key, content) else None


def write_blob(key: str, content: bytes) -> None:
    """Keep bytes under `key`. A reader sees the old bytes or the new, never a part; nothing is raised."""
    folder = cache_folder()
    if folder is None:
        return
    path = folder / _name(key)
    passing = folder / f"{path.name}.{os.getpid()}.{id(content):x}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        passing.write_bytes(_MAGIC + _checksum(key, content) + content)
        os.replace(passing, path)
    except OSError:
        with contextlib.suppress(OSError):
            passing.unlink()


def _name(key: str) -> str:
    return f"{blake2b(key.encode(), digest_size=20).hexdigest()}.bin"


def _checksum(key: str, content: bytes) -> bytes:
    return blake2b(content, digest_size=_DIGEST, key=blake2b(key.encode(), digest_size=32).digest()).digest()


# ------------------------------------------------------------------------------------------------ states of files


def state_of(path: str) -> str:
    """What is to be seen at a path: a file's content, a folder's `.rules` files, or nothing."""
    try:
        with open(path, "rb") as file:
            return blake2b(file.read(), digest_size=20).hexdigest()
    except IsADirectoryError:
        return _listing(path)
    except PermissionError:
        # Windows says so of folders.
        return _listing(path)
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
    except (ValueError, EOFError, TypeError, KeyError, IndexError):
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
