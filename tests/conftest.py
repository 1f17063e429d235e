"""Hypothesis profiles: `ci` is derandomised and bounded, `dev` the default, `deep` long and random."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("deep", max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that no other test and no user shares."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(folder))
    monkeypatch.delenv("RULEDSL_NO_CACHE", raising=False)
    return folder
