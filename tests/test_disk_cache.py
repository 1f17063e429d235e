"""What is kept on disk comes back unharmed or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruledsl import disk_cache

pytestmark = pytest.mark.usefixtures("own_cache")


@given(st.text(), st.binary())
def test_bytes_are_read_as_they_were_written(key: str, content: bytes) -> None:
    disk_cache.write_blob(key, content)
    assert disk_cache.read_blob(key) == content


def test_what_was_not_written_is_not_there() -> None:
    assert disk_cache.read_blob("nothing") is None


def test_the_bytes_of_one_key_are_not_believed_under_another(own_cache: Path) -> None:
    disk_cache.write_blob("one", b"content")
    (kept,) = own_cache.iterdir()
    disk_cache.write_blob("two", b"other")
    (other,) = set(own_cache.iterdir()) - {kept}
    other.write_bytes(kept.read_bytes())
    assert disk_cache.read_blob("two") is None


def test_a_later_writing_replaces_the_earlier_and_leaves_no_rest(own_cache: Path) -> None:
    disk_cache.write_blob("key", b"1")
    disk_cache.write_blob("key", b"2")
    assert disk_cache.read_blob("key") == b"2"
    assert len(list(own_cache.iterdir())) == 1


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x/cache"}, "/x/cache/ruledsl"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/li/.cache/ruledsl"),
        ("linux", {}, "/home/li/.cache/ruledsl"),
        ("darwin", {}, "/home/li/Library/Caches/ruledsl"),
        ("win32", {"LOCALAPPDATA": "/x/local"}, "/x/local/ruledsl/cache"),
        ("win32", {}, "/home/li/AppData/Local/ruledsl/cache"),
        ("linux", {"RULEDSL_CACHE_DIR": "/elsewhere"}, "/elsewhere"),
        ("linux", {"RULEDSL_NO_CACHE": "1", "RULEDSL_CACHE_DIR": "/elsewhere"}, None),
    ],
)
def test_the_folder_is_the_users_own_cache_folder(
    platform: str, environment: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "RULEDSL_CACHE_DIR", "RULEDSL_NO_CACHE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/li", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(disk_cache.sys, "platform", platform)
    found = disk_cache.cache_folder()
    assert (None if found is None else found.as_posix()) == folder
