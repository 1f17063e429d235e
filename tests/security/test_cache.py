# ruff: noqa: E501 — tables of texts, one a line
"""The cache is believed only where nobody but the user, or the system, could have written it."""

from __future__ import annotations

import marshal
import os
import pickle
import sys
from pathlib import Path

import pytest

from ruledsl import disk_cache
from ruledsl.norms import cache
from ruledsl.syntax import loader

pytestmark = [
    pytest.mark.usefixtures("own_cache"),
    pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind"),
]


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_what_is_kept_can_be_read_and_written_by_its_owner_alone(own_cache: Path) -> None:
    disk_cache.write_blob("key", b"content")
    assert only(own_cache).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_believed(own_cache: Path, mode: int) -> None:
    disk_cache.write_blob("key", b"content")
    only(own_cache).chmod(mode)
    assert disk_cache.read_blob("key") is None
    disk_cache.write_blob("key", b"content")
    assert disk_cache.read_blob("key") == b"content"


def test_a_file_of_another_user_is_not_believed(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk_cache.write_blob("key", b"content")
    owner = only(own_cache).stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    if owner != 0:
        assert disk_cache.read_blob("key") is None
    else:
        os.chown(only(own_cache), 12345, -1)
        assert disk_cache.read_blob("key") is None


def test_a_pipe_or_a_folder_in_the_cache_is_not_waited_for(own_cache: Path) -> None:
    disk_cache.write_blob("key", b"content")
    path = only(own_cache)
    path.unlink()
    os.mkfifo(path)
    assert disk_cache.read_blob("key") is None
    path.unlink()
    path.mkdir()
    assert disk_cache.read_blob("key") is None


def test_nothing_is_written_through_a_link(own_cache: Path, tmp_path: Path) -> None:
    disk_cache.write_blob("key", b"content")
    path = only(own_cache)
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    path.unlink()
    path.symlink_to(target)
    disk_cache.write_blob("key", b"content")
    assert target.read_bytes() == b"mine"
    assert not path.is_symlink()


class Malice:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, ("owned",))


def test_no_code_in_the_kept_parser_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for content in (pickle.dumps(Malice()), pickle.dumps(({}, Malice())), b"", b"\x80", b"cos\nsystem\n(S'id'\ntR."):
        disk_cache.write_blob(loader._key(), content)
        assert loader._read() is None
    assert not (tmp_path / "owned").exists()


CONTENTS = [
    b"", b"\xff", marshal.dumps(None), marshal.dumps((("Fraction",), ((0, 1, 0),), [0])), marshal.dumps((("eval",), ((0, "1"),), [0])),
    marshal.dumps((("Norm",), ((0,),), [0])), marshal.dumps(((), (), [5])), marshal.dumps(((), (), ({}, [], 3))),
    marshal.dumps(((), (), compile("1", "x", "eval"))),
]  # fmt: skip


@pytest.mark.parametrize("content", CONTENTS)
def test_no_content_of_a_kept_ruleset_is_an_error(content: bytes) -> None:
    disk_cache.write_blob(cache._key("target"), content)
    assert cache.read_compiled("target") is None
