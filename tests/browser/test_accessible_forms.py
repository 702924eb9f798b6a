"""The long forms of editors and the screens of translators keep axe-core's rules for WCAG 2.2 AA, every tab of them."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import Site, log_in

# axe passes over what is hidden; all tabs at once take a seventh of the time.
OPEN_EVERY_TAB = """() => {
  const panels = [...document.querySelectorAll("main [role=tabpanel]")];
  panels.forEach((panel) => panel.removeAttribute("hidden"));
  return panels.filter((panel) => panel.checkVisibility()).length;
}"""

# A draft with pictures and every block, on a case that has series; a translation of it; a run over many cases.
PREPARE = """
import io, json
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale
from cases.models import CaseImage, CaseIndexPage, CaseStudyPage
from cases.services.bulk_runs import begin_bulk
from cases.services.translation.drafts import begin_translation
page = CaseStudyPage.objects.filter(locale__language_code="fa", case__indicators__isnull=False).order_by("pk")[0]
written = io.BytesIO()
Image.new("RGB", (400, 300), "teal").save(written, "JPEG")
image = CaseImage.objects.create(title="Garden", file=ContentFile(written.getvalue(), "garden.jpg"))
picture = {"type": "picture", "value": {"image": image.pk, "alt": "A garden"}}
page.gallery = json.dumps([picture, {**picture, "value": {"image": image.pk, "alt": ""}}])
table = {"columns": [{"type": "text", "heading": "Year"}], "rows": [{"values": ["2020"]}], "caption": ""}
page.body = json.dumps([
    {"type": "text", "value": "<p>Text</p>"}, picture,
    {"type": "quote", "value": {"text": "Said", "person": "Someone"}},
    {"type": "table", "value": {"caption": "Years", "table": table, "source": "s1"}},
    {"type": "numbers", "value": {"numbers": [{"value": "12 %", "label": "less"}]}},
    {"type": "video", "value": {"title": "Film", "url": "https://example.org/film", "description": ""}},
])
page.save_revision()
target = begin_translation(page, Locale.objects.get(language_code="en"))
run = begin_bulk("publish", [page.pk], User.objects.get(username="admin"))
print(json.dumps({
    "page": page.pk, "case": page.case_id, "target": target.pk, "run": run.pk,
    "index": CaseIndexPage.objects.get(locale__language_code="fa").pk,
}))
"""


@pytest.fixture(scope="module")
def screens(site: Site) -> list[str]:
    """Places in the admin, once what they show is there."""
    made = json.loads(site.manage("shell", "-v0", "-c", PREPARE))
    return [
        place.format(**made)
        for place in (
            "pages/{page}/edit/",
            "pages/add/cases/casestudypage/{index}/",
            "case/edit/{case}/",
            "cases/{page}/translate/",
            "cases/{target}/translation/",
            "cases/bulk/{run}/",
        )
    ]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_forms_and_screens_of_translators_are_accessible(
    page: Page, site: Site, language: str, screens: list[str]
) -> None:
    log_in(page, site, language)
    axe.watch(page)
    for place in screens:
        response = page.goto(f"/admin/{place}", wait_until="networkidle")
        assert response is not None and response.status == 200, place
        expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "fa" else "ltr")
        shown = page.evaluate(OPEN_EVERY_TAB)
        assert (shown > 5) == place.startswith("pages/"), place
        assert axe.violations(page, within="main") == [], place
