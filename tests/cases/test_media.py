"""The longer account and the pictures, as readers get them."""

import io
import json
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from cases.models import CaseImage, CaseStudyPage
from cases.models.pages import MAX_PICTURES
from cases.permissions import Role
from cases.selectors.body_text import body_text
from cases.selectors.case_cards import case_cards
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]

HOSTILE = "<script>alert('x')</script>"


def image(title: str, credit: str = "") -> CaseImage:
    written = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(written, "JPEG")
    return CaseImage.objects.create(title=title, credit=credit, file=ContentFile(written.getvalue(), f"{title}.jpg"))


def picture(pk: int, alt: str = "A street", **changes: Any) -> dict[str, Any]:
    return {"type": "picture", "value": {"image": pk, "alt": alt, "decorative": False, "caption": "", **changes}}


@pytest.fixture
def page(starter_records: list[dict[str, Any]], settings: Any, tmp_path: Any) -> CaseStudyPage:
    settings.MEDIA_ROOT = tmp_path
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    found: CaseStudyPage = CaseStudyPage.objects.get(locale__language_code="en")
    return found


def account(pk: int) -> str:
    table = {"columns": [{"type": "text", "heading": "Year"}], "rows": [{"values": [HOSTILE]}], "caption": ""}
    number = {"type": "item", "id": "a", "value": {"value": "12 %", "label": HOSTILE}}
    return json.dumps([
        {"type": "text", "value": f"<h3>Beginnings</h3><p>The <b>armadillo</b> year.</p>{HOSTILE}"},
        picture(pk, HOSTILE, caption=HOSTILE),
        {"type": "quote", "value": {"text": HOSTILE, "person": HOSTILE}},
        {"type": "table", "value": {"caption": HOSTILE, "table": table, "source": "s1"}},
        {"type": "numbers", "value": {"numbers": [number]}},
        {"type": "video", "value": {"title": HOSTILE, "url": "https://www.films.example/1", "description": HOSTILE}},
    ])  # fmt: skip


def test_every_block_is_shown_and_none_runs_what_it_holds(page: CaseStudyPage) -> None:
    page.body = account(image("a", HOSTILE).pk)
    page.save_revision().publish()
    shown = Client().get(page.get_url()).content.decode()
    assert "<script>alert" not in shown
    assert shown.count("&lt;script&gt;alert") >= 8
    assert "films.example" in shown and "armadillo" in shown and "<blockquote" in shown and "key-numbers" in shown


def test_pictures_come_in_modern_formats_and_the_file_is_made_when_asked_for(page: CaseStudyPage) -> None:
    shown = image("b")
    page.gallery = json.dumps([picture(shown.pk)])
    page.save_revision().publish()
    html = Client().get(page.get_url()).content.decode()
    assert "image/avif" in html and "image/webp" in html and 'alt="A street"' in html and not shown.renditions.exists()
    from cases.selectors.picture_files import picture_files

    files = picture_files(shown, (320, 640), "4x3")
    addresses = [files.src, files.full, *(srcset.split(" ")[0] for _type, srcset in files.sources)]
    types = [Client().get(address)["Content-Type"] for address in addresses]
    assert types == ["image/jpeg", "image/webp", "image/avif", "image/webp"]
    assert Client().get(files.src.replace("fill-640x480", "fill-641x480")).status_code in (302, 403)


def test_a_gallery_costs_no_query_a_picture(page: CaseStudyPage) -> None:
    images = [image(f"c{number}").pk for number in range(MAX_PICTURES)]
    page.save_revision().publish()
    Client().get(page.get_url())
    with CaptureQueriesContext(connection) as without:
        Client().get(page.get_url())
    page.gallery = json.dumps([picture(pk) for pk in images])
    page.save_revision().publish()
    with CaptureQueriesContext(connection) as with_pictures:
        Client().get(page.get_url())
    assert len(with_pictures) <= len(without) + 2


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.SUPERUSER])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_form_of_a_case_with_twenty_pictures_opens_in_few_queries(
    page: CaseStudyPage, role: Role, language: str
) -> None:
    page = CaseStudyPage.objects.get(translation_key=page.translation_key, locale__language_code=language)
    page.gallery = json.dumps([picture(image(f"f{number}").pk) for number in range(MAX_PICTURES)])
    page.save_revision().publish()
    client = browser_of(person(role))
    url = f"/admin/pages/{page.pk}/edit/"
    client.get(url)  # makes the thumbnails
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    assert len(queries) <= 60


def test_the_words_of_the_account_are_found(page: CaseStudyPage, index: Any) -> None:
    page.body = account(image("d").pk)
    page.save_revision().publish()
    assert "armadillo" in body_text(page.body, page.gallery) and "films.example" not in body_text(
        page.body, page.gallery
    )
    from search.content.documents import documents

    (document,) = documents([page.case.code])
    assert "armadillo" in document.bodies["en"]


@pytest.mark.parametrize("field", ["gallery", "body"])
def test_a_picture_without_alternative_text_is_missing_something(page: CaseStudyPage, field: str) -> None:
    pk = image("e").pk
    setattr(page, field, json.dumps([picture(pk, " ")]))
    assert page.missing() == ["pictures"]
    setattr(page, field, json.dumps([picture(pk, "", decorative=True)]))
    assert page.missing() == []


def test_the_face_of_a_card_is_its_picture_and_the_tile_where_that_was_deleted(page: CaseStudyPage) -> None:
    shown = image("c")
    page.gallery = json.dumps([picture(shown.pk, f"A street {HOSTILE}")])
    page.save_revision().publish()
    html = Client().get("/en/").content.decode()
    assert 'class="card__picture"' in html and "<script>alert" not in html
    assert "A street &lt;script&gt;" in html and "image/avif" in html
    assert 'class="tile"' in Client().get("/fa/").content.decode(), "the Persian page has no picture"
    CaseImage.objects.all().delete()
    cache.clear()
    html = Client().get("/en/").content.decode()
    assert 'class="tile"' in html and "card__picture" not in html


def test_pictures_of_cards_take_one_query(page: CaseStudyPage, django_assert_num_queries: Any) -> None:
    case_cards([page.case.code], "en")  # Wagtail keeps where its sites begin
    with django_assert_num_queries(1):
        case_cards([page.case.code], "en")
    page.gallery = json.dumps([picture(image("d").pk), picture(image("e").pk)])
    page.save_revision().publish()
    with django_assert_num_queries(2):
        (card,) = case_cards([page.case.code], "en")
    assert card.picture is not None and card.picture.image.title == "d" and card.picture.alt == "A street"
