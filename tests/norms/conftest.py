"""Each test has a cache of its own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that no other test and no user shares."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(folder))
    monkeypatch.delenv("RULEDSL_NO_CACHE", raising=False)
    return folder
