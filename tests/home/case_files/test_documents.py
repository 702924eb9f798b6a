"""What stands in the PDFs of a case, read with poppler as a reader's program would."""

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from PIL import ImageFile

from cases.models import CaseStudyPage
from cases.selectors.case_detail import case_detail
from cases.selectors.frames import public_page_of, title_in
from home.services.case_files.documents import brief_file, full_file
from home.services.case_files.making import _fonts, made_file
from home.services.case_files.typesetting import typeset

from .reading import codes_of, fonts_of, needs_typesetter, pages_of, paper_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter"), needs_typesetter]


ROOT = "https://practice.example"
NUMBER = re.compile(r"[\d٠-٩۰-۹]+(?:[.,٫٬][\d٠-٩۰-۹]+)*")
LONG = {
    "words": "A very long sentence about buses and lanes " * 40,
    "one word": "W" * 2500,
    "persian": "جمله‌ای بسیار بلند دربارهٔ اتوبوس‌های تندرو و شهرداری " * 40,
    "tall": "ẤỆ̂̃Q" * 400 + "\n" * 30,
    "markup": "<b>&amp;{{ x }}</b><style>*{page-break-after:always}</style>" * 20,
}


@pytest.fixture(autouse=True)
def whole_pictures_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint has Pillow take pictures that are cut off, in its whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)


def letters(text: str) -> str:
    """Text without spaces and joiners, which the layer of text in a PDF does not keep."""
    return re.sub(r"[\s\u200c\u2068\u2069]", "", text)


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_the_brief_is_one_sheet_that_says_all_that_decides(language: str) -> None:
    page = public_page_of("SEO-0001", language)
    assert page
    path = made_file(brief_file(page, language, ROOT))
    with override(language):
        detail = case_detail(page, language)
    text = text_of(path)
    assert pages_of(path) == 1 and "A4" in paper_of(path)
    assert f"{ROOT}/c/SEO-0001/" in text and "SEO-0001" in text
    numbers = set(NUMBER.findall(text))
    assert detail.cost and detail.headlines
    told = [
        detail.brief.text,
        detail.cost.amount,
        *(series.latest.value for series in detail.headlines if series.latest),
    ]
    told += [block.value["text"][language] for name in ("results", "limits", "conditions")
             for block in getattr(page, f"{name}_points")]  # fmt: skip
    for number in NUMBER.findall(" ".join(told)):
        assert number in numbers, number
    if language == "en":  # of Arabic letters the order in the layer of text is the program's own
        for one in told:
            assert letters(one) in letters(text), one
    names = {row[0].partition("+")[2] for row in fonts_of(path)}
    assert names and all(name.startswith("site-") for name in names), "the site's own font, and no other"
    assert all("yes" in row for row in fonts_of(path)), "embedded"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_code_on_the_sheet_is_its_permanent_address(language: str) -> None:
    page = public_page_of("SEO-0001", language)
    assert page
    assert codes_of(made_file(brief_file(page, language, ROOT))) == [f"{ROOT}/c/SEO-0001/"]


@pytest.mark.parametrize("kind", LONG)
def test_a_case_that_says_too_much_still_has_one_sheet(kind: str, page: CaseStudyPage) -> None:
    much = LONG[kind]
    page.title, page.brief, page.outcome_reason, page.cost_basis = much[:255], {"en": much}, {"en": much}, {"en": much}
    for name in ("results_points", "limits_points", "conditions_points"):
        point = {"text": {"en": much}, "sources": []}
        setattr(page, name, [{"type": "point", "value": point}] * 9)
    page.city.names, page.city.contact_name, page.city.is_partner = {"en": much[:300]}, much[:200], True
    for indicator in page.case.indicators.all():
        indicator.name = {"en": much}
        indicator.save()
        type(indicator.unit).objects.filter(pk=indicator.unit_id).update(label={"en": much[:300]})
    file = brief_file(page, "en", ROOT)
    path = made_file(file)
    text = text_of(path)
    assert pages_of(path) == 1
    assert "…" in text and f"{ROOT}/c/SEO-0001/" in text
    assert "the whole text is at the permanent address" in text
    assert "Whom to ask" in text, "nothing is pushed off the sheet"


def test_the_last_size_fits_before_anything_is_cut_off(page: CaseStudyPage, tmp_path: Path) -> None:
    """The typesetter gives the first page of what does not fit: no case may come to that."""
    much = LONG["one word"]
    page.title, page.brief, page.outcome_reason = much[:255], {"en": much}, {"en": much}
    for name in ("results_points", "limits_points", "conditions_points"):
        setattr(page, name, [{"type": "point", "value": {"text": {"en": much}, "sources": []}}] * 9)
    variants = brief_file(page, "en", ROOT).variants
    (tmp_path / "last.pdf").write_bytes(typeset([variants[-1]], 0, _fonts(), str(tmp_path)))
    assert pages_of(tmp_path / "last.pdf") == 1


def test_a_short_case_is_not_cut(page: CaseStudyPage) -> None:
    assert "…" not in text_of(made_file(brief_file(page, "en", ROOT)))


def test_the_full_text_says_every_section_in_the_language_of_the_page(page: CaseStudyPage) -> None:
    path = made_file(full_file(page, "en", ROOT))
    text = letters(text_of(path))
    assert pages_of(path) > 1
    for name in CaseStudyPage.PROSE:
        for paragraph in getattr(page, name).split("\n"):
            for sentence in paragraph.split(". "):  # pages and their feet may part a paragraph
                assert letters(sentence)[:30] in text, sentence
    assert all(letters(block.value["title"])[:30] in text for block in page.sources)


def test_a_case_without_a_page_in_the_language_has_its_brief_in_it(page: CaseStudyPage) -> None:
    CaseStudyPage.objects.filter(case=page.case, locale__language_code="ar").update(live=False)
    page.case.title_translations = {"ar": "تشونغيتشون"}
    page.case.save()
    found = public_page_of("SEO-0001", "ar")
    assert found and found.locale.language_code == "en"
    assert title_in(found, "ar") == ("تشونغيتشون", "ar")
    file = brief_file(found, "ar", ROOT)
    assert 'lang="ar" dir="rtl"' in file.variants[0]
    assert found.brief["ar"] in file.variants[0] and found.brief["en"] not in file.variants[0]


def test_documents_ask_for_nothing_but_our_fonts(tmp_path: Any) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    secret = tmp_path / "secret.css"
    secret.write_text("p::after{content:'taken'}")
    away = f"http://127.0.0.1:{server.server_port}/"
    html = (
        f'<link rel="stylesheet" href="{away}a.css"><link rel="stylesheet" href="{secret.as_uri()}">'
        f'<img src="{away}a.png"><style>@import "{away}b.css"; p{{background:url({away}c.png)}}</style><p>text</p>'
    )
    (tmp_path / "out.pdf").write_bytes(typeset([html], 1, _fonts(), str(tmp_path)))
    server.shutdown()
    assert asked == [] and "taken" not in text_of(tmp_path / "out.pdf")
