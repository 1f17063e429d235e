"""What would change in a file, as a unified diff. Handed the old text and the new, it hands on the diff that `patch`
and people read.
"""

from __future__ import annotations

import difflib


def difference(old: str, new: str, name: str) -> str:
    """The unified diff of one file; line ends show in it only as far as the lines differ by them."""
    lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
