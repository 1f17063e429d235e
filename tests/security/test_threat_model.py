"""Every promise of docs/threat-model.md names a test, and every test that it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_a_named_test_exists(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_promise_names_a_test() -> None:
    promises = PAGE.partition("## Promises")[2].partition("## What is not promised")[0]
    for promise in re.split(r"\n(?=\*\*)", promises.strip()):
        assert "`tests/" in promise, promise[:60]


def test_the_numbers_on_the_page_are_the_programs() -> None:
    from ruledsl.norms.requirements import MOST_STEPS
    from ruledsl.norms.vocabulary_compiler import MOST_WIDER
    from ruledsl.source import LARGEST_FILE
    from ruledsl.syntax.parser import DEEPEST_BRACKETS, LONGEST_LINE

    assert (LARGEST_FILE, LONGEST_LINE) == (10_000_000, 50_000)
    assert (DEEPEST_BRACKETS, MOST_STEPS, MOST_WIDER) == (100, 100, 100)
