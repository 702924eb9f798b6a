"""What is not public answers as what is not there, at every public door: by status, headers, words, counts and tags."""

import copy
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import PageViewRestriction

from cases.models import Case, CasePageRedirect, CaseStudyPage, City, CityRedirect
from cases.services.imports.cases import ImportOptions, import_cases
from knowledgebase.page_cache import store
from search.sync.delivery import drain
from tests.cases.people.doors import MEMBER_DOORS, MEMBER_PAGES
from tests.cases.review.doors import ROUND_DOORS, SUBMISSION_DOORS
from tests.conftest import as_file
from tests.knowledgebase.rights.addresses import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]
CITY, NOWHERE = "quenburg", "zwilgurg"  # of one length, so that even lengths may be compared
PAGE, NO_PAGE, NO_CODE = "quenburg-lamps", "zwilgurg-lamps", "ZZZ-9999"
OTHER_METHODS = ("head", "options", "post")
LANGUAGES = [code for code, _name in site_settings.LANGUAGES]
Answer = tuple[int, dict[str, str], str]


@pytest.fixture(autouse=True)
def _ready_pages(settings: Any) -> Iterator[None]:
    """Pages are kept as on a running site, where a kept one could give something away."""
    settings.PAGE_CACHE_MB = 8
    store.clear()
    yield
    store.clear()


@pytest.fixture
def drafts(starter_records: list[dict[str, Any]]) -> Case:
    """A case in three languages, none of them published yet: the only one of its city, and of its country."""
    record = copy.deepcopy(starter_records[0])
    record["id"] = PAGE
    record["city"] = {"en": "Quenburg", "fa": "کنبورگ", "ar": "كنبورغ", "country": "LI"}
    record["title"] = dict.fromkeys(LANGUAGES, "Quenburg lamps")
    import_cases(as_file([record]), ImportOptions())
    return Case.objects.get(import_id=PAGE)


def publish(case: Case, *languages: str) -> None:
    for page in case.pages.filter(locale__language_code__in=languages or LANGUAGES):
        page.save_revision().publish()


def schedule(case: Case) -> None:
    for page in case.pages.all():
        page.go_live_at = timezone.now() + timedelta(days=2)
        page.save_revision().publish()


def withdraw(case: Case) -> None:
    publish(case)
    for page in case.pages.all():
        page.unpublish()


def expire(case: Case) -> None:
    publish(case)
    case.pages.update(live=False, expired=True, expire_at=timezone.now())
    from cases.services.public_lists import relist

    relist([case.pk])


def close(kind: str) -> Callable[[Case], None]:
    def closed(case: Case) -> None:
        publish(case)
        for page in case.pages.all():
            PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open sesame")

    return closed


HIDDEN: dict[str, Callable[[Case], None]] = {
    "draft": lambda case: None,
    "scheduled": schedule,
    "withdrawn": withdraw,
    "expired": expire,
    "for members": close(PageViewRestriction.LOGIN),
    "for groups": close(PageViewRestriction.GROUPS),
    "by password": close(PageViewRestriction.PASSWORD),
}


LIKE_OTHERS = {"scheduled", "for groups", "by password"}  # one condition keeps them: asked where slow tests run


@pytest.fixture(params=[pytest.param(name, marks=[pytest.mark.slow] * (name in LIKE_OTHERS)) for name in HIDDEN])
def hidden(request: pytest.FixtureRequest, drafts: Case) -> Case:
    """That case where nobody may read it, the index as it is then."""
    HIDDEN[request.param](drafts)
    drain()
    return drafts


TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def answer(method: str, path: str, names: dict[str, str], **headers: str) -> Answer:
    """All that an answer says, the name that was asked for taken out."""
    found: Any = getattr(Client(), method)(path, headers=headers)
    content = b"".join(found.streaming_content) if found.streaming else found.content
    said = {name: _without(value, names) for name, value in found.headers.items() if name != "X-Request-ID"}
    return found.status_code, said, _without(content.decode(), names)


def _without(text: str, names: dict[str, str]) -> str:
    for name, neutral in names.items():
        text = re.sub(re.escape(name), neutral, text, flags=re.IGNORECASE)
    return TOKEN.sub("", text)  # new at every answer


# Doors whose address names a case, a page or a city, by the names of the resolver: what is asked, and with which name.
OF_CASE = {
    "permanent": ["/c/{}/", "/c/{}"],
    "social_image": [f"/c/{{}}/{language}.png" for language in LANGUAGES],
    "citation": [f"/c/{{}}/{language}.{kind}" for language in LANGUAGES for kind in ("bib", "ris", "json", "doc")],
    "case_brief": [f"/c/{{}}/{language}/brief.pdf" for language in LANGUAGES],
    "case_full_text": [f"/c/{{}}/{language}/full.pdf" for language in LANGUAGES],
    "compare": ["/en/compare/?case={}", "/en/compare/?add={}", "/en/compare/compare.csv?case={}"],
    "review:report": ["/en/problem/{}/", "/fa/problem/{}/"],
    "review:opinion": ["/en/opinion/{}/"],
    "review:revoke_opinion": ["/en/opinion/{}/revoke/"],
    "api-1:case": ["/api/v1/cases/{}", "/api/v1/cases/{}?lang=en"],
}
OF_PAGE = {"cases:case": ["/fa/cases/{}/", "/en/cases/{}/", "/ar/cases/{}/", "/en/cases/{}"]}
OF_CITY = {
    "cases:city": ["/fa/cities/{}/", "/en/cities/{}/", "/en/cities/{}"],
    **MEMBER_PAGES,
    "feeds:city": ["/en/cities/{}/feed.atom", "/fa/cities/{}/feed.atom"],
    "api-1:city": ["/api/v1/cities/{}", "/api/v1/cities/{}?lang=en"],
    "api-1:cases": ["/api/v1/cases?city={}"],
    "api-1:search": ["/api/v1/search?city={}", "/api/v1/search?q={}&lang=en", "/api/v1/search?q=city:{}"],
    "api-1:suggestions": ["/api/v1/suggest?q={}", "/api/v1/suggest?q={}&lang=en"],
    "search:results": ["/en/search/?city={}", "/en/search/?toggle=city:{}", "/en/search/?q={}"],
    "downloads:cases": ["/en/download/cases.csv?city={}", "/en/download/cases.json?q={}"],
}
# Lists, which are to be the same as without the case.
LISTS = [
    "/en/", "/fa/", "/en/evidence/", "/en/cities/", "/en/map/", "/en/topics/", "/en/topics/mobility/",
    "/en/topics/mobility/feed.atom",
    "/en/feed.atom", "/en/search/", "/en/search/?country=LI", "/en/data/", "/sitemap.xml", "/sitemap-cases.xml",
    "/sitemap-places.xml", "/sitemap-plain.xml", "/robots.txt", "/api/v1/cases?size=100", "/api/v1/cases?country=LI",
    "/api/v1/cities?size=100", "/api/v1/topics?size=100", "/api/v1/search?size=100", "/api/v1/search?country=LI",
    "/api/v1/search?q=Liechtenstein&lang=en", "/api/v1/suggest?q=Liecht&lang=en", "/api/v1/openapi.json",
    "/en/download/cases.csv", "/en/download/cases.geojson",
]  # fmt: skip
# Doors that name none of them, or lead to a thing of which nothing is said here; and why that is so.
ELSEWHERE = {
    **MEMBER_DOORS, **SUBMISSION_DOORS, **ROUND_DOORS,
    **dict.fromkeys(["cases:topic", "feeds:topic"], "the thesaurus is public, with and without cases"),
    "sitemap_section": "a list", "messages:stop": "by a signature", "messages:message": "for whom it is to",
    "messages:hear_again": "for whose mute it is",
    "wagtailimages_serve": "signed: see the test of pictures", "wagtaildocs_serve": "see the test of documents",
    "wagtail_serve": "any other page: cases are asked by their own address, see the test of the page tree",
    "media": "for those who may enter the admin", "cases:preview": "by a secret: see test_preview_links.py",
    "messages:action": "by a secret: see messages/action_links", "messages:deadline_file": "signed: as there",
    "review:reported": "by a secret: see review/test_problems.py", "review:holds": "for members of the city",
    **{f"wagtail{app}_authenticate_with_password": "where the form of a password leads" for app in ("core", "docs")},
}  # fmt: skip


def test_every_public_door_with_a_name_in_it_is_asked() -> None:
    named = {each.name for each in addresses() if each.parameters and not each.route.startswith(("admin/", "^static/"))}
    asked = {*OF_CASE, *OF_PAGE, *OF_CITY, *ELSEWHERE}
    assert named <= asked, "a new public address: say here how it answers of what is not public"


def as_unknown(method: str, case: Case) -> None:
    """Every door answers to the case and its city as to names that nothing has."""
    for path in (path for paths in OF_CASE.values() for path in paths):
        unknown = answer(method, path.format(NO_CODE), {NO_CODE: "?"})
        for code in (case.code, case.code.lower()):
            assert answer(method, path.format(code), {case.code: "?"}) == unknown, path
    for door, paths in OF_CITY.items():
        for path in paths:
            asked, unknown = (answer(method, path.format(name), {name: "?"}) for name in (CITY, NOWHERE))
            if door in ("search:results", "api-1:search"):  # they repeat what was asked, so their tag is another
                assert asked[1].pop("ETag", "").startswith('W/"') == unknown[1].pop("ETag", "").startswith('W/"')
            assert asked == unknown, path


def test_its_code_is_no_code_and_its_city_is_no_city(hidden: Case) -> None:
    as_unknown("get", hidden)


@pytest.mark.parametrize("method", OTHER_METHODS)
def test_nor_by_another_method(drafts: Case, method: str) -> None:
    as_unknown(method, drafts)


@pytest.mark.parametrize("how", [name for name in HIDDEN if not name.startswith(("for ", "by "))])
def test_its_page_is_no_page(drafts: Case, how: str) -> None:
    """A page that is closed asks who is there, for that is how its readers come in; all others are not there."""
    HIDDEN[how](drafts)
    for path in (path for paths in OF_PAGE.values() for path in paths):
        for method in ("get", *OTHER_METHODS):
            asked, unknown = (answer(method, path.format(name), {name: "?"}) for name in (PAGE, NO_PAGE))
            assert asked == unknown, path


def test_a_former_name_of_its_page_and_of_its_city_is_none(hidden: Case) -> None:
    for language in LANGUAGES:
        CasePageRedirect.objects.create(language=language, slug="former-lamps", case=hidden)
    CityRedirect.objects.create(slug="formburg", city=hidden.pages.all()[0].city)
    for path, former, unknown in (
        ("/en/cases/{}/", "former-lamps", "nobody-lamps"),
        ("/fa/cases/{}/", "former-lamps", "nobody-lamps"),
        ("/en/cities/{}/", "formburg", "nobodyrg"),
        ("/en/cities/{}/feed.atom", "formburg", "nobodyrg"),
        ("/api/v1/cities/{}", "formburg", "nobodyrg"),
    ):
        assert answer("get", path.format(former), {former: "?"}) == answer("get", path.format(unknown), {unknown: "?"})


@pytest.mark.parametrize("how", HIDDEN)
def test_no_list_count_tag_or_number_tells_of_it(how: str, request: pytest.FixtureRequest) -> None:
    before = {path: answer("get", path, {}) for path in LISTS}
    HIDDEN[how](request.getfixturevalue("drafts"))
    drain()
    store.clear()
    for path in LISTS:
        assert answer("get", path, {}) == before[path], path


def test_each_door_opens_once_it_is_public(drafts: Case) -> None:
    publish(drafts)
    drain()
    for paths, name in ((OF_CASE, drafts.code), (OF_PAGE, PAGE), (OF_CITY, CITY)):
        for path in (path for door in paths.values() for path in door if not path.endswith((".doc", "/revoke/"))):
            found: Any = Client().get(path.format(name), follow=True)
            assert found.status_code == 200 or (path.endswith(".pdf") and found.status_code == 202), path
    assert "Quenburg" in Client().get("/api/v1/suggest?q=quenb&lang=en").content.decode()
    assert Client().get("/api/v1/search?city=quenburg").json()["total"] == 1


def test_each_language_is_public_by_itself(drafts: Case) -> None:
    publish(drafts, "en")
    drain()
    for language in LANGUAGES:  # to the page, or to the frame in the reader's language around it
        answered: Any = Client().get(f"/c/{drafts.code}/", headers={"accept-language": language})
        assert answered["Location"] == f"/{language}/cases/{PAGE}/"
    for language in ("fa", "ar"):
        for path in (f"/c/{{}}/{language}{rest}" for rest in (".png", ".bib", ".ris", ".json", "/full.pdf")):
            unknown = answer("get", path.format(NO_CODE), {NO_CODE: "?"})
            assert answer("get", path.format(drafts.code), {drafts.code: "?"}) == unknown
        draft = drafts.pages.get(locale__language_code=language)
        frame = Client().get(f"/{language}/cases/{PAGE}/").content.decode()
        assert not any(escape(text[:40]) in frame for text in (draft.results, draft.summary))
        assert f'href="/en/cases/{PAGE}/"' in frame
    listed = Client().get(f"/api/v1/cases/{drafts.code}").json()["languages"]
    assert [one["language"] for one in listed] == ["en"]


def test_no_condition_tells_more_than_the_answer(hidden: Case) -> None:
    for path, name, unknown in (
        ("/c/{}/", hidden.code, NO_CODE),
        ("/api/v1/cases/{}", hidden.code, NO_CODE),
        ("/en/cities/{}/", CITY, NOWHERE),
        ("/api/v1/cities/{}", CITY, NOWHERE),
    ):
        for tag in ("*", '"x"', 'W/"x", "y"'):
            headers = {"If-None-Match": tag, "If-Modified-Since": "Mon, 30 Nov 2026 00:00:00 GMT"}
            asked = answer("get", path.format(name), {name: "?"}, **headers)
            assert asked == answer("get", path.format(unknown), {unknown: "?"}, **headers)
            assert asked[0] in (302, 404)  # 302: to the page not found in the reader's language


def test_a_case_is_not_had_through_the_page_tree_either(drafts: Case) -> None:
    page = CaseStudyPage.objects.get(case=drafts, locale__language_code="en")
    for path in (f"/en/cases/{{}}/?draft={page.pk}", "/en/cases/{}/?preview=1", "/cases/{}/", "/{}/"):
        asked, unknown = (answer("get", path.format(name), {name: "?"}) for name in (PAGE, NO_PAGE))
        assert asked == unknown, path
    assert City.objects.filter(slug=CITY).exists()
