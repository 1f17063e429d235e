"""Files are replaced whole, and keep or get the permissions that they should have."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ruledsl.analysis.writing import write_whole


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_permissions_of_the_users_new_files(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_whole(tmp_path / "new.rules", "text\n")
    finally:
        os.umask(before)
    assert mode(tmp_path / "new.rules") == 0o666 & ~umask
    assert [path.name for path in tmp_path.iterdir()] == ["new.rules"]


@pytest.mark.parametrize("permissions", [0o600, 0o644, 0o664])
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path, permissions: int) -> None:
    path = tmp_path / "old.rules"
    path.write_text("old\n", encoding="utf-8")
    path.chmod(permissions)
    write_whole(path, "new\n")
    assert (path.read_text(encoding="utf-8"), mode(path)) == ("new\n", permissions)
