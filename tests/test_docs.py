"""The examples of the docs are true: every `>>>` in them gives what stands below it."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import ruledsl.api

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if ">>> " in path.read_text("utf-8")
]


def failures(text: str, name: str) -> list[str]:
    """What the examples of a text give instead of what stands there; all share their names."""
    said: list[str] = []
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    return said


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The examples name files from the root of the repository."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_the_examples_of_a_page_are_true(page: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert "".join(failures("\n".join(blocks), page.name)) == ""


def test_the_examples_of_the_interface_are_true() -> None:
    assert doctest.testmod(ruledsl.api).failed == 0
