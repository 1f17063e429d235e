"""The pytest plugin: pytest finds it by its entry point and loads it whenever it starts, in whatever project.

It is therefore next to nothing, and lies outside the package `ruledsl`, so that starting pytest imports nothing of it:
neither does that cost time, nor are its modules there before whoever measures their coverage begins. Handed a scenario
file, it hands over to `ruledsl.pytest_items`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

SCENARIOS = "ruledsl_scenarios"
PROJECT_CALENDAR = "ruledsl_project_calendar"
SUFFIX = ".scenario"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The settings: whether to collect, and how to decide past the published calendar years."""
    parser.addini(
        SCENARIOS,
        "collect *.scenario files, and run each scenario as a test (default: true)",
        type="bool",
        default=True,
    )
    parser.addini(
        PROJECT_CALENDAR,
        "decide scenarios past the published calendar years by projection (default: false)",
        type="bool",
        default=False,
    )


def pytest_configure(config: pytest.Config) -> None:
    """Say what the mark of these tests is: `pytest -m ruledsl`."""
    config.addinivalue_line("markers", "ruledsl: a scenario of a *.scenario file")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for a scenario file; None for any other."""
    if file_path.suffix != SUFFIX or not parent.config.getini(SCENARIOS):
        return None
    from ruledsl.pytest_items import ScenarioFile

    return ScenarioFile.from_parent(parent, path=file_path)
