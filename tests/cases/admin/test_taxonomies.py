"""Topics and cities in the admin: tree, merging, deprecation, where used, files."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.forms import FileField
from django.utils.translation import override
from wagtail.users.models import UserProfile

from cases.models import CaseIndexPage, CaseStudyPage, City, Topic, TopicRedirect
from cases.records.skos.writing import write_skos
from cases.selectors.concept_record import thesaurus_file
from cases.selectors.world_map import land_path
from cases.services.cities import save_city
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.topics import deprecate_topic
from tests.conftest import as_file

from .test_admin import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.IMPORT_DIR = tmp_path / "imports"


@pytest.fixture
def page(foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    found = CaseStudyPage.objects.select_related("city").get(locale__language_code="en")
    assert isinstance(found, CaseStudyPage)
    return found


def topic(code: str) -> Topic:
    return Topic.objects.get(code=code)


@pytest.mark.parametrize(("role", "sees", "changes"), [("anonymous", False, False), ("plain", False, False),
    ("editor", True, False), ("taxonomy keeper", True, True), ("superuser", True, True)])  # fmt: skip
def test_who_may_do_what_with_topics(role: str, sees: bool, changes: bool) -> None:
    client = client_of(role)
    pk = topic("recycling").pk
    for url in ("", "?q=waste", f"used/{pk}/", "topics.json", "topics.ttl", "topics.rdf"):
        assert (client.get(f"/admin/topic/{url}").status_code == 200) == sees, url
    assert (client.get(f"/admin/topic/merge/{pk}/").status_code == 200) == changes
    assert (client.get("/admin/topic/import/").status_code == 200) == changes
    for action in ("up", "down", "retire"):
        client.post(f"/admin/topic/{action}/{pk}/")
    assert topic("recycling").deprecated == changes
    client.post(f"/admin/topic/merge/{pk}/", {"target": topic("organic-waste").pk})
    assert TopicRedirect.objects.exists() == changes
    client.post("/admin/topic/import/", {"file": SimpleUploadedFile("x.ttl", b"x"), "token": "x"})


@pytest.mark.parametrize("role", ["plain", "editor", "taxonomy keeper"])
def test_a_city_is_merged_by_those_who_may_delete_one(role: str, page: CaseStudyPage) -> None:
    other = save_city(City(names={"en": "Elsewhere"}, country="IR"))
    client_of(role).post(f"/admin/city/merge/{page.city.pk}/", {"target": other.pk})
    assert City.objects.count() == 2


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_screen_answers(page: CaseStudyPage, language: str) -> None:
    client = client_of("superuser")
    UserProfile.objects.create(user=User.objects.get(), preferred_language=language)
    pk, city = topic("mobility").pk, page.city.pk
    for url in [
        "topic/", "topic/?q=waste", "topic/?q=xyzzy", "topic/new/", f"topic/edit/{pk}/", f"topic/used/{pk}/",
        f"topic/merge/{pk}/", "topic/import/", "city/", f"city/edit/{city}/", "city/new/", f"city/used/{city}/",
        f"city/merge/{city}/", "city/?ordering=cases",
    ]:  # fmt: skip
        response = client.get(f"/admin/{url}")
        assert response.status_code == 200, url
    assert page.title in client.get(f"/admin/topic/used/{pk}/").content.decode()


def test_a_stolen_label_is_refused_with_the_name_of_its_topic() -> None:
    client = client_of("superuser")
    UserProfile.objects.create(user=User.objects.get(), preferred_language="fa")
    response = client.post("/admin/topic/new/", {"code": "x", "preferred_fa": "بازیافت", "parent": ""})
    error = response.context["form"].errors["preferred_fa"][0]
    assert "recycling" in error and topic("recycling").label("fa") in error


@pytest.mark.parametrize("thing", ["topic", "city"])
def test_what_is_used_is_not_deleted_and_it_is_said_where(thing: str, page: CaseStudyPage) -> None:
    client = client_of("superuser")
    used = page.city if thing == "city" else page.topics.first()
    assert used is not None
    for method in (client.get, client.post):
        response = method(f"/admin/{thing}/delete/{used.pk}/", follow=True)
        assert response.redirect_chain[0][0] == f"/admin/{thing}/used/{used.pk}/"
        assert page.title in response.content.decode()
    assert type(used).objects.filter(pk=used.pk).exists()
    unused = save_city(City(names={"en": "Unused"}, country="FR")) if thing == "city" else topic("organic-waste")
    client.post(f"/admin/{thing}/delete/{unused.pk}/")
    assert not type(unused).objects.filter(pk=unused.pk).exists()


def test_a_draft_is_named_only_to_those_who_may_edit_it(page: CaseStudyPage) -> None:
    parent = CaseIndexPage.objects.get(locale__language_code="en")
    draft = CaseStudyPage(title="Secret zeppelin", slug="secret", live=False, city=page.city)
    draft.topics = [topic("organic-waste")]
    parent.add_child(instance=draft)
    url = f"/admin/topic/used/{topic('organic-waste').pk}/"
    assert "Secret zeppelin" in client_of("editor").get(url).content.decode()
    seen = client_of("taxonomy keeper").get(url).content.decode()
    assert "Secret zeppelin" not in seen and seen.count("۱") >= 1


def test_a_deprecated_topic_is_offered_only_where_it_is_chosen(page: CaseStudyPage) -> None:
    chosen, other = page.topics.first(), topic("organic-waste")
    assert chosen is not None
    deprecate_topic(chosen, deprecated=True)
    deprecate_topic(other, deprecated=True)
    client = client_of("publisher")
    offered = offered_topics(client.get(f"/admin/pages/{page.pk}/edit/").content.decode())
    assert offered[chosen.pk] is True and other.pk not in offered
    parent = CaseIndexPage.objects.get(locale__language_code="en")
    offered = offered_topics(client.get(f"/admin/pages/add/cases/casestudypage/{parent.pk}/").content.decode())
    assert chosen.pk not in offered and offered[topic("waste").pk] is False


def offered_topics(form: str) -> dict[int, bool]:
    """The topics a form offers, and whether they are chosen."""
    boxes = [box for box in re.findall(r"<input[^>]*>", form) if 'name="topics"' in box]
    return {int(re.search(r'value="(\d+)"', box)[1]): " checked" in box for box in boxes}  # type: ignore[index]


@pytest.mark.parametrize("kind", ["turtle", "xml"])
def test_a_thesaurus_is_checked_then_imported(kind: str) -> None:
    client = client_of("taxonomy keeper")
    UserProfile.objects.create(user=User.objects.get(), preferred_language="en")
    file = thesaurus_file()
    new = file.concepts[0].model_copy(update={"code": "trams", "broader": None, "prefLabel": {"en": "Tram lines!"},
                                              "altLabel": {}, "definition": {}})  # fmt: skip
    content = write_skos(file.model_copy(update={"concepts": [*file.concepts, new]}), "https://x.example", kind)
    response = client.post("/admin/topic/import/", {"file": SimpleUploadedFile("x", content)})
    token = response.context["token"]
    assert response.status_code == 200 and token and not Topic.objects.filter(code="trams").exists()
    stranger = client_of("superuser")
    assert stranger.post("/admin/topic/import/", {"token": token}).status_code == 200
    assert not Topic.objects.filter(code="trams").exists()
    assert client.post("/admin/topic/import/", {"token": token}).status_code == 302
    assert Topic.objects.filter(code="trams").exists()
    assert client.post("/admin/topic/import/", {"token": token}).status_code == 200, "it was used"


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"<?xml version='1.0'?><x>", b"{}", b'{"scheme": 1}'])
def test_no_thesaurus_breaks_it(content: bytes) -> None:
    client = client_of("superuser")
    for language, said in (("en", "Nothing was imported"), ("fa", "چیزی درون‌ریزی نشد")):
        UserProfile.objects.update_or_create(user=User.objects.get(), defaults={"preferred_language": language})
        response = client.post("/admin/topic/import/", {"file": SimpleUploadedFile("x", content)})
        assert response.status_code == 200
        with override(language):
            said = said if content else str(FileField.default_error_messages["empty"])
        assert said in response.content.decode()
    assert Topic.objects.count() == 194


def test_the_tree_takes_the_same_number_of_queries_whatever_it_holds(django_assert_max_num_queries: Any) -> None:
    client = client_of("superuser")
    with django_assert_max_num_queries(15):
        client.get("/admin/topic/")


def test_the_map_has_land_where_npm_brought_it(settings: Any, tmp_path: Path) -> None:
    if settings.WORLD_ATLAS.is_file():
        path = land_path()
        assert path.startswith("M") and path.count("Z") > 100 and "NaN" not in path
    land_path.cache_clear()
    settings.WORLD_ATLAS = tmp_path / "none.json"
    assert land_path() == ""
    city = save_city(City(names={"en": "Yazd"}, country="IR"))
    assert "data-city-mark" in client_of("superuser").get(f"/admin/city/edit/{city.pk}/").content.decode()
    land_path.cache_clear()


def test_what_a_row_of_a_room_protects_is_not_deleted_and_says_so(page: CaseStudyPage) -> None:
    """A room may protect a city by a foreign key of its own, which the uses that the core counts do not hold."""
    city = City.objects.create(slug="atlantis", code_prefix="ATL", names={"en": "Atlantis"})

    def protect(**kwargs: Any) -> None:
        raise ProtectedError("A row of a room.", {page})

    pre_delete.connect(protect, sender=City)
    try:
        answer = client_of("superuser").post(f"/admin/city/delete/{city.pk}/", follow=True)
    finally:
        pre_delete.disconnect(protect, sender=City)
    assert answer.status_code == 200 and f"هنوز در اینجا به کار رفته است: {page}" in unescape(answer.content.decode())
    assert City.objects.filter(pk=city.pk).exists()
