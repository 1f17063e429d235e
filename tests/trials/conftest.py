"""The example ruleset, and one cache for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruledsl.norms import load
from ruledsl.norms.model import Ruleset
from tests.cli.example import write_example


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(cache))
    monkeypatch.delenv("RULEDSL_NO_CACHE", raising=False)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The example in a folder of its own."""
    return write_example(tmp_path)


@pytest.fixture
def ruleset(office: Path) -> Ruleset:
    return load(str(office))
