"""Sections of rooms on public pages: in the reader's language, in order, escaped, and only where the page is shown."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cases.models import Case, CaseStudyPage, City
from cases.permissions import Role
from cases.slots import CASE_PAGE, CITY_PAGE, Slot
from tests.cases.roles import browser_of, person

from .registering import Content, registered, section

pytestmark = pytest.mark.django_db
WORDS = {"fa": ("الگوگیری‌ها", "منابع"), "en": ("adoptions", "Sources"), "ar": ("الاقتباسات", "المصادر")}


def html_of(url: str, client: Client | None = None) -> str:
    response = (client or Client()).get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def address(slot: Slot[Any], pages: dict[str, CaseStudyPage], language: str) -> str:
    page = pages[language]
    return str(page.url) if slot is CASE_PAGE else f"/{language}/cities/{page.city.slug}/"


@pytest.mark.parametrize("slot", [CASE_PAGE, CITY_PAGE], ids=["case page", "city page"])
@pytest.mark.parametrize("language", WORDS)
def test_a_section_speaks_the_readers_language(slot: Slot[Any], language: str, pages: dict[str, CaseStudyPage]) -> None:
    content = Content(words="fifteen")
    with registered(slot, section(content)):
        html = html_of(address(slot, pages, language))
    heading, sources = WORDS[language]
    assert html.count('id="of-a-room"') == 1 and f">{heading}</h2>" in html
    assert f'<p class="of-a-room">{sources}: fifteen' in html
    assert content.asked == [pages[language] if slot is CASE_PAGE else pages[language].city]


@pytest.mark.parametrize("language", WORDS)
def test_a_section_of_a_case_is_among_what_is_on_the_page(language: str, pages: dict[str, CaseStudyPage]) -> None:
    with registered(CASE_PAGE, section(Content())):
        html = html_of(str(pages[language].url))
    jumps = html[html.index('<nav class="jumps"') :].split("</nav>")[0]
    assert f'<li><a href="#of-a-room">{WORDS[language][0]}</a></li>' in jumps


@pytest.mark.parametrize("slot", [CASE_PAGE, CITY_PAGE], ids=["case page", "city page"])
def test_what_has_nothing_to_show_leaves_no_trace(slot: Slot[Any], pages: dict[str, CaseStudyPage]) -> None:
    url, content = address(slot, pages, "en"), Content()
    content.context = None
    without = html_of(url)
    with registered(slot, section(content)):
        assert html_of(url) == without and content.asked
    assert "of-a-room" not in without


@pytest.mark.parametrize("slot", [CASE_PAGE, CITY_PAGE], ids=["case page", "city page"])
def test_sections_stand_in_their_order_whichever_was_registered_first(
    slot: Slot[Any], pages: dict[str, CaseStudyPage]
) -> None:
    last = section(Content(), anchor="a-comment", order=300)
    early = section(Content(), anchor="early", order=20)
    also_early = section(Content(), anchor="also-early", order=20)
    with registered(slot, last, early, also_early):
        html = html_of(address(slot, pages, "en"))
    places = [html.index(f'id="{anchor}"') for anchor in ("also-early", "early", "a-comment")]
    assert places == sorted(places)


@pytest.mark.parametrize("slot", [CASE_PAGE, CITY_PAGE], ids=["case page", "city page"])
def test_what_people_wrote_is_text_not_markup(slot: Slot[Any], pages: dict[str, CaseStudyPage]) -> None:
    bad = "<script>alert(1)</script>"
    with registered(slot, section(Content(words=bad), heading=bad)):
        html = html_of(address(slot, pages, "fa"))
    assert bad not in html and html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2


@pytest.mark.parametrize("language", WORDS)
def test_a_draft_is_not_found_and_no_room_is_asked(language: str, pages: dict[str, CaseStudyPage]) -> None:
    page, content = pages[language], Content(words="secret")
    for one in CaseStudyPage.objects.filter(case=page.case):
        one.unpublish()
    with registered(CASE_PAGE, section(content)):
        response = Client().get(str(page.url))
    assert response.status_code == 404 and not content.asked and b"secret" not in response.content


@pytest.mark.parametrize("language", WORDS)
def test_in_the_frame_of_a_draft_rooms_are_asked_about_a_public_page(
    language: str, pages: dict[str, CaseStudyPage]
) -> None:
    page, content = pages[language], Content(words="secret")
    page.unpublish()
    with registered(CASE_PAGE, section(content)):
        response = Client().get(str(page.url))
    assert response.status_code == 200 and b"secret" in response.content
    assert all(one.live and one.pk != page.pk for one in content.asked) and len(content.asked) == 1


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
@pytest.mark.parametrize("on", ["page", "parent"])
def test_a_private_page_is_shown_to_nobody_and_no_room_is_asked(
    kind: str, on: str, pages: dict[str, CaseStudyPage]
) -> None:
    page, content = pages["en"], Content(words="secret")
    restricted = page if on == "page" else page.get_parent()
    PageViewRestriction.objects.create(page=restricted, restriction_type=kind, password="open sesame")
    with registered(CASE_PAGE, section(content)):
        response = Client().get(str(page.url), follow=True)
    assert not content.asked and b"secret" not in response.content


def test_a_preview_shows_the_page_with_its_sections(case: Case, pages: dict[str, CaseStudyPage]) -> None:
    page, content = pages["en"], Content(words="fifteen")
    page.title = "Only a draft says this"
    page.save_revision()
    client = browser_of(person(Role.EDITOR))
    with registered(CASE_PAGE, section(content)):
        html = html_of(f"/admin/pages/{page.pk}/view_draft/", client)
        assert "Only a draft says this" in html and "fifteen" in html
        assert "Only a draft" not in html_of(str(page.url))


def test_a_page_that_has_no_case_yet_is_previewed_without(pages: dict[str, CaseStudyPage]) -> None:
    content = Content()
    page = CaseStudyPage(title="New", slug="new", city=City.objects.get(), locale=pages["en"].locale)
    with registered(CASE_PAGE, section(content)):
        response = page.make_preview_request(preview_mode="")
    assert response.status_code == 200 and not content.asked
