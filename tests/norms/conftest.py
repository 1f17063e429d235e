"""Every test of this room has a cache of its own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _apart(own_cache: Path) -> None:
    """No test reads what another, or the user, has kept."""
