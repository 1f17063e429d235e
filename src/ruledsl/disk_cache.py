"""Bytes kept on disk between runs. Handed a key and bytes, this module keeps them in the user's cache folder; handed
the key again, it hands them back if they are unharmed, and None otherwise.

A cache that is missing, broken or cannot be written is never an error. `RULEDSL_CACHE_DIR` names another folder,
`RULEDSL_NO_CACHE=1` turns the cache off. What others could have written is not believed: the checksum finds harm, not
malice, and those who read the bytes rely on them.
"""

from __future__ import annotations

import contextlib
import os
import sys
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

_MAGIC = b"ruledsl\x00"
_DIGEST = 32


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
        data = _own_bytes(folder / _name(key))
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
        # Made anew, so that nothing that stands there already is written through.
        handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with open(handle, "wb") as file:
            file.write(_MAGIC + _checksum(key, content) + content)
        os.replace(passing, path)
    except OSError:
        with contextlib.suppress(OSError):
            passing.unlink()


def _own_bytes(path: Path) -> bytes:
    """The bytes of a plain file that none but its owner can write, who is the user or the system's. Raises OSError."""
    # Without waiting, should it be a pipe.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        found = os.fstat(handle)
        if not S_ISREG(found.st_mode):
            raise OSError("no plain file")
        if hasattr(os, "geteuid") and (found.st_uid not in (os.geteuid(), 0) or found.st_mode & 0o022):
            raise OSError("a file that others could have written")
        return file.read()


def _name(key: str) -> str:
    return f"{blake2b(_bytes(key), digest_size=20).hexdigest()}.bin"


def _checksum(key: str, content: bytes) -> bytes:
    return blake2b(content, digest_size=_DIGEST, key=blake2b(_bytes(key), digest_size=32).digest()).digest()


def _bytes(key: str) -> bytes:
    """The key's bytes; it may name a path that is no UTF-8."""
    return key.encode("utf-8", "surrogatepass")
