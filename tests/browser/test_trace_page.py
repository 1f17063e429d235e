"""The page of `ruledsl trace` in a real browser: it shows, fits, prints, can be reached, and does no harm."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from ruledsl.civil_time.units import Language
from ruledsl.report import trace_html
from tests.browser.chromium import Browser, colours_of, page_count
from tests.report.tracing import sample_trace

LANGUAGES: tuple[Language, ...] = ("en", "zh")
STRONG = bytes((0xA3, 0x19, 0x0F))
"""The one strong colour."""


@pytest.fixture(scope="module", params=LANGUAGES)
def page_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample in one language."""
    path = tmp_path_factory.mktemp("page") / f"{request.param}.html"
    path.write_text(trace_html.render(sample_trace(), request.param), encoding="utf-8")
    return path


def test_the_page_loads_without_a_complaint_and_asks_for_nothing_else(browser: Browser, page_file: Path) -> None:
    page = browser.open(page_file)
    assert page.complaints == []
    assert page.requested == [page_file.resolve().as_uri()]
    page.close()


def test_scripts_in_titles_and_notes_are_harmless(browser: Browser, page_file: Path) -> None:
    page = browser.open(page_file)
    assert "harmed" not in page.value("document.title").replace("document.title='harmed'", "")
    assert page.value("document.querySelectorAll('script, img').length") == 0
    assert "<script>" in page.value("document.body.innerText")
    page.close()


def test_the_page_is_whole_without_scripts(browser: Browser, page_file: Path) -> None:
    with_scripts, without = browser.open(page_file), browser.open(page_file, scripts=False)
    assert without.tree() == with_scripts.tree()
    for page in (with_scripts, without):
        page.close()


@pytest.mark.parametrize("width", [320, 400, 768, 1280, 1920])
def test_nothing_is_scrolled_sideways(browser: Browser, page_file: Path, width: int) -> None:
    page = browser.open(page_file, width)
    assert page.overflow == 0
    page.value("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.overflow == 0
    page.close()


@pytest.mark.parametrize(("width", "beside"), [(400, False), (1280, True)])
def test_the_document_stands_beside_the_clauses_where_there_is_room(
    browser: Browser, page_file: Path, width: int, beside: bool
) -> None:
    page = browser.open(page_file, width)
    left, right = (
        page.value(f"document.querySelector('{part}').getBoundingClientRect().x") for part in (".source", ".rules")
    )
    assert (right > left + 100) is beside
    page.close()


def test_the_page_shows_and_what_is_open_stands_out(browser: Browser, page_file: Path) -> None:
    page = browser.open(page_file, 500, 400)
    page.value("document.getElementById('a-5').scrollIntoView()")
    assert STRONG in {colour[:3] for colour in colours_of(page.photograph())}
    page.value("document.getElementById('a-2').scrollIntoView()")
    colours = {colour[:3] for colour in colours_of(page.photograph())}
    assert len(colours) > 10
    assert STRONG not in colours
    page.close()


def test_the_landmarks_and_headings_can_be_heard(browser: Browser, page_file: Path) -> None:
    page = browser.open(page_file)
    tree = page.tree()
    roles = [role for role, _ in tree]
    assert {"banner", "main", "navigation", "contentinfo"} <= set(roles)
    assert roles.count("article") == 5
    assert all(name for role, name in tree if role in ("article", "link", "heading", "navigation", "region"))
    assert [name for role, name in tree if role == "group" and name in ("The document", "文件原文")]
    page.close()


def test_the_keyboard_reaches_the_articles_and_unfolds_a_clause(browser: Browser, page_file: Path) -> None:
    page = browser.open(page_file)
    page.press("Tab")
    assert page.value("document.activeElement.getAttribute('href')") == "#articles"
    assert page.value("document.activeElement.getBoundingClientRect().x") >= 0
    page.press("Enter")
    page.press("Tab")
    assert page.value("document.activeElement.closest('#articles') !== null")
    assert page.value("document.activeElement.tagName") == "SUMMARY"
    page.press("Enter")
    assert page.value("document.activeElement.parentElement.open")
    page.close()


def test_the_links_at_the_top_lead_to_the_articles(browser: Browser, page_file: Path) -> None:
    page = browser.open(page_file, 1280, 500)
    page.value("document.querySelector('ul.gaps a[href=\"#a-5\"]').click()")
    assert page.value("location.hash") == "#a-5"
    assert page.value("document.getElementById('a-5').getBoundingClientRect().top") < 500
    page.close()


def test_the_page_prints_with_all_its_words(browser: Browser, page_file: Path, tmp_path: Path) -> None:
    page = browser.open(page_file)
    printed = page.print_out()
    assert printed.startswith(b"%PDF-")
    assert page_count(printed) >= 2
    # Chinese and Latin fonts are in the file: it reads the same elsewhere.
    assert b"/FontFile" in printed or b"/FontFile" in _unpacked(printed)
    reader = shutil.which("pdftotext")
    if reader is not None:
        path = tmp_path / "page.pdf"
        path.write_bytes(printed)
        text = subprocess.run([reader, "-enc", "UTF-8", path, "-"], check=True, capture_output=True).stdout.decode()
        bare = re.sub(r"\s", "", text)
        for wanted in ("2.answer", "收到请示后答复", "本规则自发布之日起施行", "3.charged"):
            assert wanted in bare
    page.close()


def test_on_paper_the_document_stands_beside_the_clauses_and_no_clause_is_split(
    browser: Browser, page_file: Path
) -> None:
    page = browser.open(page_file, 700)
    page.emulate_print()
    style = "getComputedStyle(document.querySelector('{}')).{}"
    assert page.value(style.format(".clause", "breakInside")) == "avoid"
    assert page.value(style.format("h3", "breakAfter")) == "avoid"
    assert page.value(style.format("details", "display")) == "none"
    assert len(page.value(style.format(".sides", "gridTemplateColumns")).split()) == 2
    page.close()


def _unpacked(pdf: bytes) -> bytes:
    """The streams of a PDF that can be unpacked."""
    found = b""
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found += zlib.decompress(match[1])
        except zlib.error:
            continue
    return found
