"""Every case in every language: its page, or a frame around the page that its readers can best do with."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from wagtail.models import PageViewRestriction

from cases.models import Case, CaseStudyPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]
SLUG = "amman-bus-rapid-transit"
TITLES = {"fa": "خط‌های تندروی امان", "en": "Amman in short", "ar": "حافلات عمّان"}
MOST_QUERIES = 30


def only_in(language: str) -> Case:
    """The case, published in that language alone; its title is known in all."""
    case = Case.objects.get(import_id=SLUG)
    for page in CaseStudyPage.objects.filter(case=case).exclude(locale__language_code=language):
        page.unpublish()
    case.title_translations = TITLES
    case.save()
    return case


def html(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def alternates(text: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="http://testserver([^"]+)">', text))


def canonical(text: str) -> str:
    (found,) = re.findall(r'<link rel="canonical" href="http://testserver([^"]+)">', text)
    return str(found)


@pytest.mark.parametrize(("reader", "written"), [("ar", "en"), ("fa", "ar"), ("en", "fa")])
def test_a_case_has_a_frame_in_a_language_without_a_page(reader: str, written: str) -> None:
    case = only_in(written)
    page = CaseStudyPage.objects.get(case=case, locale__language_code=written)
    text = html(f"/{reader}/cases/{SLUG}/")
    assert f'<html lang="{reader}"' in text and f'<h1 lang="{reader}" dir="auto">{TITLES[reader]}</h1>' in text
    assert escape(page.brief[reader]) in text and escape(page.brief[written]) not in text
    for name in ("results_points", "limits_points", "conditions_points"):
        for block in getattr(page, name):
            assert f'<span lang="{reader}" dir="auto">{escape(block.value["text"][reader])}</span>' in text
    assert f'<p lang="{written}" dir="auto">' in text, "the story is marked as of its language"
    assert f'href="/{written}/cases/{SLUG}/" hreflang="{written}"' in text


def test_search_engines_take_a_frame_that_says_enough_for_a_page() -> None:
    case = only_in("en")
    frame, page = html(f"/ar/cases/{SLUG}/"), html(f"/en/cases/{SLUG}/")
    assert canonical(frame) == f"/ar/cases/{SLUG}/"
    assert alternates(frame) == alternates(page)
    assert set(alternates(page)) == {"fa", "en", "ar", "x-default"}
    CaseStudyPage.objects.filter(case=case).update(brief={"en": "Only in English."})
    frame, page = html(f"/ar/cases/{SLUG}/"), html(f"/en/cases/{SLUG}/")
    assert canonical(frame) == f"/en/cases/{SLUG}/"
    assert set(alternates(frame)) == set(alternates(page)) == {"en", "x-default"}
    assert f"/ar/cases/{SLUG}/" not in Client().get("/sitemap-cases.xml").content.decode()


def test_readers_are_led_to_the_frame_in_their_language() -> None:
    case = only_in("en")
    assert f'href="/ar/cases/{SLUG}/" lang="ar"' in html(f"/en/cases/{SLUG}/")
    answer = Client().get(f"/c/{case.code}/", headers={"accept-language": "ar"})
    assert answer.headers["Location"] == f"/ar/cases/{SLUG}/"


def test_a_case_of_which_nothing_is_known_in_the_language_is_shown_as_it_is() -> None:
    only_in("en")
    Case.objects.update(title_translations={})
    point = [{"type": "point", "value": {"text": {"en": "English point."}, "sources": []}}]
    CaseStudyPage.objects.filter(slug=SLUG).update(brief={}, limits_points=[], results_points=point)
    text = html(f"/ar/cases/{SLUG}/")
    page = CaseStudyPage.objects.get(slug=SLUG, locale__language_code="en")
    assert f'<h1 lang="en" dir="auto">{page.title}</h1>' in text
    assert '<span lang="en" dir="auto">English point.</span>' in text
    assert page.limits[:40] in text


def test_a_name_in_another_language_leads_to_the_page() -> None:
    page = CaseStudyPage.objects.get(slug=SLUG, locale__language_code="ar")
    CaseStudyPage.objects.filter(pk=page.pk).update(slug="amman", url_path=page.url_path.replace(SLUG, "amman"))
    answer: Any = Client().get(f"/ar/cases/{SLUG}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ar/cases/amman/")


def test_a_name_that_two_cases_share_leads_to_the_one_of_that_name() -> None:
    """As where one case goes by it in English, and another by it in Persian."""
    first = only_in("en")
    second = CaseStudyPage.objects.filter(locale__language_code="fa").exclude(case=first)[0]
    CaseStudyPage.objects.filter(case=second.case).exclude(pk=second.pk).update(live=False)
    CaseStudyPage.objects.filter(pk=second.pk).update(
        slug=SLUG, url_path=second.url_path.replace(second.slug, SLUG), title="یک تجربهٔ دیگر"
    )
    assert TITLES["ar"] in html(f"/ar/cases/{SLUG}/") or "یک تجربهٔ دیگر" in html(f"/ar/cases/{SLUG}/")
    assert Client().get("/en/cases/%00/").status_code == 404


@pytest.mark.parametrize("kind", ["draft", "private"])
def test_nothing_of_a_page_that_is_not_public_is_in_the_frame(kind: str) -> None:
    page = CaseStudyPage.objects.get(slug=SLUG, locale__language_code="ar")
    page.slug, page.title, page.results = "hidden", "ZYXtitle", "ZYXtext"
    page.save_revision().publish()
    if kind == "draft":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    text = html(f"/ar/cases/{SLUG}/")
    assert "ZYX" not in text
    for other in CaseStudyPage.objects.filter(case=page.case, live=True):
        other.unpublish()
    gone, unknown = Client().get(f"/ar/cases/{SLUG}/"), Client().get("/ar/cases/never-there/")
    assert gone.status_code == 404
    assert gone.content.replace(SLUG.encode(), b"") == unknown.content.replace(b"never-there", b"")


@pytest.mark.parametrize("address", [f"/ar/cases/{SLUG}/more/", f"/ar/cases/{SLUG.upper()}/", "/ar/cases/AMM-0001/"])
def test_an_address_that_leads_nowhere_and_names_a_case_offers_its_languages(address: str) -> None:
    case = only_in("en")
    answer = Client().get(address)
    text = answer.content.decode()
    assert answer.status_code == 404 and "تُقرأ هنا" in text and f'href="/en/cases/{SLUG}/" lang="en"' in text
    assert f'href="/fa/cases/{SLUG}/"' not in text
    CaseStudyPage.objects.filter(case=case).update(live=False)
    assert "تُقرأ هنا" not in Client().get(address).content.decode()


def test_other_addresses_that_lead_nowhere_name_no_case() -> None:
    for address in ("/ar/cases/%00/", "/ar/none/", "/en/cases/none/", "/en/cases/" + "x" * 300 + "/"):
        answer = Client().get(address)
        text = answer.content.decode()
        assert answer.status_code == 404 and "can be read here" not in text and "تُقرأ هنا" not in text, address


def test_what_editors_type_is_escaped_in_a_frame() -> None:
    case, evil = only_in("en"), "<script>alert(1)</script>"
    point = [{"type": "point", "value": {"text": {"ar": evil}, "sources": []}}]
    CaseStudyPage.objects.filter(case=case).update(brief={"ar": evil}, results_points=point, results=evil, summary=evil)
    Case.objects.filter(pk=case.pk).update(title_translations={"ar": evil})
    text = html(f"/ar/cases/{SLUG}/")
    assert "<script>alert" not in text and " style=" not in text


def test_queries_of_a_frame_are_bounded() -> None:
    only_in("en")
    html(f"/ar/cases/{SLUG}/")
    with CaptureQueriesContext(connection) as captured:
        html(f"/ar/cases/{SLUG}/")
    assert len(captured) <= MOST_QUERIES, [query["sql"][:80] for query in captured]
