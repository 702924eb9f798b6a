"""What machines are given: feeds, sitemap, robots, linked data, pictures, alternates."""

import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from PIL import Image

from cases.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
AMMAN = "/en/cases/amman-bus-rapid-transit/"


def entries(url: str) -> list[ElementTree.Element]:
    response = Client().get(url)
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_feeds_are_of_their_language_city_and_topic(language: str) -> None:
    everything = entries(f"/{language}/feed.atom")
    assert 10 < len(everything) <= 30
    for entry in everything:
        link = entry.find(f"{ATOM}link")
        assert link is not None and f"/{language}/cases/" in link.attrib["href"]
    of_city = entries(f"/{language}/cities/amman/feed.atom")
    of_topic = entries(f"/{language}/topics/mobility/feed.atom")
    assert len(of_city) == 1 < len(of_topic)
    ids = [entry.findtext(f"{ATOM}id") for entry in of_topic]
    assert len(ids) == len(set(ids)) and all("/c/" in str(name) for name in ids)


@pytest.mark.parametrize("url", ["/fa/cities/none/feed.atom", "/fa/topics/none/feed.atom"])
def test_a_feed_of_nothing_is_not_there(url: str) -> None:
    assert Client().get(url).status_code == 404


def test_the_sitemap_has_every_public_page_and_no_other() -> None:
    client = Client()
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    sections = [node.text or "" for node in index.iter(f"{MAP}loc")]
    found = set()
    for section in sections:
        path = re.sub(r"^http://[^/]+", "", section)
        found |= {str(node.text) for node in ElementTree.fromstring(client.get(path).content).iter(f"{MAP}loc")}
    paths = {re.sub(r"^http://[^/]+", "", url) for url in found}
    assert {AMMAN, "/fa/", "/ar/map/", "/fa/about/", "/en/cities/amman/", "/fa/topics/waste/"} <= paths
    case = Case.objects.get(import_id="amman-bus-rapid-transit")
    for page in case.pages.all():
        page.unpublish()
    assert AMMAN.encode() not in client.get("/sitemap-cases.xml").content


def test_robots_are_told_where_the_map_is_and_what_is_endless() -> None:
    text = Client().get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text and "Disallow: /*/search/?" in text and "Sitemap: http" in text
    assert "/api/" not in text  # made to be read


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
@pytest.mark.parametrize(
    "place", ["", "search/", "cities/", "cities/tehran/", "topics/", "topics/waste/", "map/", "about/",
              "cases/amman-bus-rapid-transit/"],
)  # fmt: skip
def test_every_page_says_what_messengers_show(language: str, place: str) -> None:
    address = f"/{language}/{place}"
    html = Client().get(address).content.decode()
    said = dict(re.findall(r'<meta property="og:([a-z]+)" content="([^"]*)">', html))
    assert said["title"] and said["description"] and said["type"] in ("website", "article"), said
    assert (said["locale"], said["url"]) == (language, f"http://testserver{address}")
    assert f'<meta name="description" content="{said["description"]}">' in html


@pytest.mark.parametrize("name", ["", "شهرداری"])
def test_a_feed_names_its_author(name: str, settings: Any) -> None:
    settings.OPERATOR_NAME, settings.PAGE_CACHE_MB = name, 0
    feed = ElementTree.fromstring(Client().get("/fa/feed.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{atom}author/{atom}name") == (name or "تجربهٔ شهرها")


def test_a_case_names_its_languages_its_address_and_its_data() -> None:
    html = Client().get(AMMAN).content.decode()
    assert f'<link rel="canonical" href="http://testserver{AMMAN}">' in html
    for language in ("fa", "en", "ar"):
        assert f'hreflang="{language}" href="http://testserver/{language}/cases/amman' in html
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "Article" and data["identifier"] == "AMM-0001" and data["inLanguage"] == "en"
    assert data["contentLocation"]["name"] == "Amman" and len(data["citation"]) > 3


def test_linked_data_cannot_end_its_block() -> None:
    page = Case.objects.get(import_id="amman-bus-rapid-transit").pages.get(locale__language_code="en")
    page.title = "</script><script>alert(1)</script>"
    page.save_revision().publish()
    html = Client().get(AMMAN).content.decode()
    assert "<script>alert" not in html
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found and json.loads(found[1])["headline"] == page.title


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_the_picture_of_a_case(language: str) -> None:
    response = Client().get(f"/c/AMM-0001/{language}.png")
    image = Image.open(io.BytesIO(response.content))
    assert image.size == (1200, 630) and len(image.getcolors() or []) > 8
    assert len(response.content) < 100_000


def test_there_is_no_picture_of_what_is_not_public() -> None:
    for page in Case.objects.get(import_id="amman-bus-rapid-transit").pages.all():
        page.unpublish()
    assert Client().get("/c/AMM-0001/en.png").status_code == 404
    assert Client().get("/c/NONE-0001/en.png").status_code == Client().get("/c/AMM-0001/de.png").status_code == 404


def test_the_land_under_the_map(settings: Any) -> None:
    image = Client().get("/land.svg")
    rings = json.loads(Client().get("/land.json").content)
    assert image.headers["Content-Type"] == "image/svg+xml" and len(image.content) > 300
    assert bool(rings) == settings.WORLD_ATLAS.is_file()
    assert all(-60 < latitude < 90 for ring in rings for latitude, _longitude in ring if ring)
