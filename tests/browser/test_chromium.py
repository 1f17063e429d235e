"""The driver itself: what is broken on a page is noticed, so that a page that passes is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.chromium import Browser, BrowserFault, colours_of, page_count

SOUND = "<!doctype html><html lang=en><meta charset=utf-8><title>t</title>{}<p>sound</p></html>"


@pytest.fixture
def opened(browser: Browser, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Opens a page with something put into it."""
    pages = []

    def open_with(inside: str, width: int = 400):  # type: ignore[no-untyped-def]
        path = tmp_path / f"page{len(pages)}.html"
        path.write_text(SOUND.format(inside), encoding="utf-8")
        pages.append(browser.open(path, width, 300))
        return pages[-1]

    yield open_with
    for page in pages:
        page.close()


def test_a_sound_page_has_nothing_to_complain_of(opened) -> None:  # type: ignore[no-untyped-def]
    page = opened("")
    assert page.complaints == []
    assert page.overflow == 0
    assert len(page.requested) == 1


def test_a_page_that_is_too_wide_is_noticed(opened) -> None:  # type: ignore[no-untyped-def]
    assert opened('<div style="width: 500px">wide</div>').overflow >= 100


@pytest.mark.parametrize(
    "inside",
    [
        "<script>throw new Error('broken')</script>",
        "<script>console.error('said')</script>",
        '<img alt="" src="missing.png">',
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><script>document.title = 1</script>",
    ],
)
def test_what_the_console_has_is_noticed(opened, inside: str) -> None:  # type: ignore[no-untyped-def]
    assert opened(inside).complaints != []


def test_what_is_fetched_is_noticed(opened) -> None:  # type: ignore[no-untyped-def]
    assert len(opened('<img alt="" src="missing.png">').requested) == 2


def test_an_empty_page_has_one_colour(opened) -> None:  # type: ignore[no-untyped-def]
    assert len(colours_of(opened("<style>p { display: none }</style>").photograph())) == 1
    assert len(colours_of(opened("").photograph())) > 1


def test_printed_pages_are_counted(opened) -> None:  # type: ignore[no-untyped-def]
    assert page_count(opened("").print_out()) == 1
    assert (
        page_count(opened('<p style="break-after: page">one</p><p style="break-after: page">two</p>').print_out()) == 3
    )


def test_what_cannot_be_evaluated_is_a_fault(opened) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BrowserFault):
        opened("").value("nothing.at.all")
