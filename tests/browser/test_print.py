"""Pages on paper: everything that was read stands on the sheet, nothing hangs over its edge, no button is printed."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.home.case_files.reading import pages_of, paper_of, text_of

SHEET = {"width": 680, "height": 960}  # pixels of a page A4 between its margins
WHAT_HANGS_OVER = """() => [...document.querySelectorAll('main *')].filter((part) => {
  const box = part.getBoundingClientRect();
  return box.width && getComputedStyle(part).clip === 'auto' && !part.closest('.visually-hidden, svg')
    && (box.left < -1 || box.right > innerWidth + 1);
}).map((part) => part.outerHTML.slice(0, 80))"""
FOR_A_SCREEN = (
    ".compare-choice, .downloads, .views, .orders, .filters, .share, .tray, .site-footer, .search-form, .pager"
)
COMPARED = "compare/?case=THR-0001&case=SEO-0001&case=LND-0001&case=MDL-0001"


@pytest.mark.parametrize(
    "address",
    [
        *(f"/{language}/{COMPARED}" for language in ("fa", "en", "ar")),
        "/fa/search/?q=bus&view=table",
        "/en/search/?q=bus",
        "/ar/topics/waste/",
        "/fa/cases/tehran-bus-rapid-transit/",
    ],
)
def test_a_page_fits_its_sheet(page: Page, address: str, tmp_path: Path) -> None:
    page.set_viewport_size(SHEET)  # type: ignore[arg-type]
    answer = page.goto(address)
    assert answer and answer.ok
    page.emulate_media(media="print")
    assert page.evaluate(WHAT_HANGS_OVER) == []
    for shown in page.locator(FOR_A_SCREEN).all():
        expect(shown).to_be_hidden()
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    assert "A4" in paper_of(path) and 1 <= pages_of(path) <= 12
    if address.startswith("/en/compare"):
        text = text_of(path)
        for code in ("THR-0001", "SEO-0001", "LND-0001", "MDL-0001"):
            assert code in text
