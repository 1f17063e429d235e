"""The page on trust names tests that exist, and none of its promises goes without a word on what holds it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "trust.md").read_text("utf-8")
ROWS = [line.strip("|").split(" | ") for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line]
LAWS = [row for row in ROWS if row[0].strip() != "law"]


def named(cell: str) -> list[tuple[str, str]]:
    """The tests that a cell names: each with the file named last before it."""
    found, file = [], ""
    for name in re.findall(r"`([^`]+)`", cell):
        if name.endswith(".py"):
            file = name
        elif name.lower().startswith("test"):
            found.append((file, name))
    return found


@pytest.mark.parametrize("law", LAWS, ids=lambda row: row[0].strip())
def test_the_tests_that_hold_a_law_exist(law: list[str]) -> None:
    assert len(law) == 3
    tests = named(law[2])
    assert tests or law[2].strip().startswith("none yet")
    for file, name in tests:
        text = (ROOT / file).read_text("utf-8")
        assert re.search(rf"^(def {name}\(|{name} = )", text, re.MULTILINE), f"{file} has no {name}"


def test_every_file_of_laws_is_named_on_the_page() -> None:
    files = {path.name for path in (ROOT / "tests" / "laws").glob("test_*.py")} - set(re.findall(r"test_\w+\.py", PAGE))
    assert {name for name in files if not name.endswith("_sentences.py")} == set()
