"""The example ruleset in a folder, and a cache of the tests' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.example import write_example


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests of the command line."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(cache))


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example ruleset with its scenarios."""
    return write_example(tmp_path_factory.mktemp("office"))
