"""Writing a file so that a reader sees the old text or the new, never a part."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Replace a file's text, keeping its permissions, a byte order mark and line ends as `text` has them. A new file
    gets the permissions that the user's new files have. Raises OSError."""
    target = Path(os.path.realpath(path))
    mark = b"\xef\xbb\xbf" if target.is_file() and target.read_bytes()[:3] == b"\xef\xbb\xbf" else b""
    handle, beside = _beside(target)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(mark + text.encode("utf-8"))
        if target.exists():
            os.chmod(beside, target.stat().st_mode & 0o7777)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise


def _beside(target: Path) -> tuple[int, str]:
    """A new file beside `target`, open for writing. What may be private is so from the beginning."""
    if target.exists():
        return tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    name = os.path.join(target.parent, f".{target.name}.{secrets.token_hex(8)}")
    # As of any new file, the system takes away what the user's umask says.
    return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), name
