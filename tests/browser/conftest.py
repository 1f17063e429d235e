"""The browser of these tests: one for all of them; without one they skip and say why, or fail in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.browser.chromium import NAMES, Browser, find_chromium


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A running Chromium."""
    executable = find_chromium()
    if executable is None:
        reason = f"no browser on the path (looked for {', '.join(NAMES)}): pages were not looked at"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with Browser(executable, tmp_path_factory.mktemp("browser")) as running:
        yield running
