"""Writing a file so that a reader sees the old text or the new, never a part."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Replace a file's text, keeping its permissions, a byte order mark and line ends as `text` has them. Raises
    OSError."""
    target = Path(os.path.realpath(path))
    mark = b"\xef\xbb\xbf" if target.is_file() and target.read_bytes()[:3] == b"\xef\xbb\xbf" else b""
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(mark + text.encode("utf-8"))
        if target.exists():
            os.chmod(beside, target.stat().st_mode & 0o7777)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise
