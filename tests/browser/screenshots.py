"""make screenshots: the pictures of the README, taken from a running site (SITE, by default http://127.0.0.1:8000)."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from .conftest import ARGUMENTS

FOLDER = Path(__file__).resolve().parents[2] / ".screenshots"
PAGES = {
    "home": "/{}/",
    "catalogue": "/{}/search/?topic=mobility",
    "case": "/{}/cases/indore-segregated-waste-collection/",
}
LANGUAGES = ("fa", "en")
SIZE = {"width": 1200, "height": 1000}


def main() -> None:
    """Takes every page in every language, as a reader at a desk sees it first."""
    site = os.environ.get("SITE", "http://127.0.0.1:8000")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_context(base_url=site, viewport=SIZE, color_scheme="light").new_page()
        for name, address in PAGES.items():
            for language in LANGUAGES:
                page.goto(address.format(language), wait_until="networkidle")
                page.screenshot(path=FOLDER / f"{name}-{language}.png")
                print(FOLDER / f"{name}-{language}.png")
        browser.close()


if __name__ == "__main__":
    main()
