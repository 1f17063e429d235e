"""The pages that are made from the program are up to date."""

from __future__ import annotations

import pytest
from tools import docs

from ruledsl.codes import CODES


@pytest.mark.parametrize("name", docs.PAGES)
def test_the_page_is_what_the_program_would_write(name: str) -> None:
    page = docs.DOCS / name
    assert page.read_text(encoding="utf-8") == docs.PAGES[name](), "run: python tools/docs.py"


def test_every_code_has_an_entry() -> None:
    text = docs.render_diagnostics()
    assert all(f"### {code}: " in text for code in CODES)


def test_every_code_has_a_title_and_a_sentence() -> None:
    for code in CODES.values():
        assert code.title
        assert code.explanation.endswith((".", "…"))
