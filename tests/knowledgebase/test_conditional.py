"""What a browser already has is not sent again: by the weak comparison, by one of several tags, by ``*``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from wagtail.documents import get_document_model

from cases.models import CaseImage
from cases.permissions import Role
from knowledgebase.entity_tags import has_already
from knowledgebase.page_cache import store
from knowledgebase.static_files import StaticFilesMiddleware
from tests.cases.roles import browser_of, person
from tests.cases.uploads.hostile import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]
PATHS = {
    "page": "/en/cases/amman-bus-rapid-transit/",
    "feed": "/en/feed.atom",
    "city's feed": "/fa/cities/amman/feed.atom",
    "API": "/api/v1/cities",
    "API, one": "/api/v1/cities/amman",
    "land": "/land.json",
}


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> dict[str, str]:
    settings.MEDIA_ROOT = tmp_path
    image = CaseImage.objects.create(title="Lamps", file=ContentFile(picture(), "lamps.jpg"))
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"The plan.", "plan.txt"))
    return {"media": f"/media/{image.file.name}", "document": document.url}


@pytest.fixture(autouse=True)
def _kept(settings: Any) -> Iterator[None]:
    settings.PAGE_CACHE_MB = 8
    store.clear()
    yield
    store.clear()


@pytest.mark.parametrize("what", [*PATHS, "media", "document"])
def test_what_is_had_is_not_sent_again(what: str, files: dict[str, str]) -> None:
    client = browser_of(person(Role.AUTHOR)) if what == "media" else Client()
    path = {**PATHS, **files}[what]
    first: Any = client.get(path)
    tag = first.headers["ETag"]
    assert first.status_code == 200 and tag.strip("W/").startswith('"')
    bare = tag.removeprefix("W/")
    for known in (tag, bare, f"W/{bare}", f'"x", {bare}', f'W/"y" ,W/{bare}, "z"', "*"):
        for method in (client.get, *([] if "API" in what else [client.head])):
            again: Any = method(path, headers={"If-None-Match": known})
            assert again.status_code == 304 and again.headers["ETag"] == tag, known
            assert not (b"".join(again.streaming_content) if again.streaming else again.content)
    for known in ('"x"', f'"{bare.strip(chr(34))}x"', 'W/"x", "y"', "", bare.strip('"'), "x,y", "W/", '"', '"*"'):
        assert client.get(path, headers={"If-None-Match": known}).status_code == 200, known


def test_a_static_file_that_is_had_is_not_sent_again(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "base.css").write_text("p { color: red }")

    def asked(**headers: str) -> Any:
        middleware = StaticFilesMiddleware(lambda request: HttpResponse(status=404))
        return middleware(RequestFactory().get("/static/base.css", headers=headers))

    tag = asked().headers["ETag"]
    for known in (tag, f"W/{tag}", f'"x", W/{tag}', "*"):
        assert asked(**{"If-None-Match": known}).status_code == 304, known
    assert asked(**{"If-None-Match": '"x"'}).status_code == 200


def test_a_tag_is_compared_whole() -> None:
    for known, had in (('W/"W/"', False), ('"a"', True), ('W/"a"', True), ('w/"a"', False), ('"A"', False)):
        assert has_already(RequestFactory().get("/", headers={"If-None-Match": known}), 'W/"a"') is had
