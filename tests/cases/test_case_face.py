"""Face of a case: outline of its place, icon of its topic, one number that says what it is."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils.translation import override
from PIL import Image

from cases.models import CaseStudyPage, Measurement
from cases.selectors import outline as outlines
from cases.selectors.case_cards import case_cards
from cases.selectors.case_detail import case_detail
from cases.selectors.case_face import ICONS, main_topic
from cases.selectors.outline import SIZE, outline
from cases.selectors.social_image import Words, social_picture
from cases.selectors.topic_icons import SIDE, icon_lines
from cases.selectors.topics import top_topics

SPRITE = Path(site.BASE_DIR) / "knowledgebase/static/icons/topics.svg"
needs_npm = pytest.mark.skipif(not site.WORLD_COUNTRIES.is_file(), reason="npm did not bring world-atlas")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No outline kept from before, nor for later."""
    for _moment in range(2):
        outlines.outline.cache_clear()
        outlines._countries.cache_clear()
        if not _moment:
            yield


@needs_npm
@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("IR", 35.7, 51.4),
        ("SG", 1.3, 103.8),
        ("US", 40.7, -74.0),
        ("NZ", -43.5, 172.6),
        ("SA", 24.7, 46.7),
        ("FJ", -18, 178),
    ],
)
def test_a_city_lies_on_the_outline_of_its_country(country: str, latitude: float, longitude: float) -> None:
    found = outline(country, latitude, longitude)
    assert not found.is_graticule and found.path.startswith("M") and len(found.path) < 2_500
    points = [point for ring in found.rings for point in ring]
    assert all(0 <= number <= SIZE for point in points for number in point)
    assert ends(found.path) == [ring[-1] for ring in found.rings]
    assert 0 <= found.x <= SIZE and 0 <= found.y <= SIZE


def ends(path: str) -> list[tuple[int, int]]:
    """Where a pen stands that has drawn each part of a path, before it closes it."""
    found = []
    for part in path.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        found.append((sum(numbers[::2]), sum(numbers[1::2])))
    return found


@needs_npm
def test_far_parts_of_a_country_do_not_make_it_small() -> None:
    mainland, alaska = outline("US", 40.7, -74.0), outline("US", 61.2, -149.9)
    assert mainland.path != alaska.path


def test_without_a_country_there_are_lines(settings: Any, tmp_path: Path) -> None:
    for country in ("", "ZZ"):
        assert outline(country, 35.7, 51.4).is_graticule
    settings.WORLD_COUNTRIES = tmp_path / "none.json"
    fresh_outline()
    found = outline("IR", 35.7, 51.4)
    assert found.is_graticule and found.path.count("M") == 8 and (found.x, found.y) == (50, 50)
    settings.WORLD_COUNTRIES.write_text("{")
    fresh_outline()
    assert outline("IR", -89.9, 179.9).is_graticule


def fresh_outline() -> None:
    outlines.outline.cache_clear()
    outlines._countries.cache_clear()


def test_the_topic_of_a_case_is_that_under_which_most_of_its_topics_stand() -> None:
    assert main_topic([]) is None
    paths = [("air-quality", "air-and-noise", None), ("brt", "buses", "mobility"), ("mobility", None, None)]
    assert main_topic(paths) == "mobility"
    assert main_topic([("budget", "governance", None), paths[1]]) == "mobility", "what it is about, before its means"
    assert main_topic(paths[:2]) == "air-and-noise", "of two the first in the alphabet, on pages and cards alike"


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_every_top_topic_has_an_icon() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
    assert drawn == ICONS == set(top_topics())


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_a_card_and_its_page_have_one_face() -> None:
    Measurement.objects.filter(indicator__case__code="TRN-0001").delete()
    pages = {page.case.code: page for page in CaseStudyPage.objects.filter(locale__language_code="en")}
    with override("en"):
        cards = case_cards(sorted(pages), "en")
        assert len(cards) == len(pages) > 50
        for card in cards:
            assert card.face == case_detail(pages[card.code]).face, card.code
    faces = {card.code: card.face for card in cards}
    assert faces["THR-0001"].icon == faces["AMM-0001"].icon == "mobility" and faces["TRN-0001"].figure is None
    figure = faces["THR-0001"].figure
    assert (
        figure
        and figure.name == "Network length"
        and (figure.value, figure.unit, figure.note_kind, figure.year) == ("150", "km", "Reported", "2019")
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("starter", "index")
def test_faces_stand_on_pages_and_cards() -> None:
    for url in ("/fa/", "/fa/cities/tehran/", "/fa/topics/water/", "/fa/cases/tehran-bus-rapid-transit/"):
        html = Client().get(url).content.decode()
        assert 'class="tile"' in html and "icons/topics" in html, url
    head = html[html.index('class="case__top"') : html.index('class="glance"')]
    assert "۱۵۰" in head and "اعلام‌شده" in head and "۱۳۹۷" in head


@needs_npm
def test_the_picture_of_a_link_shows_the_place() -> None:
    words = Words("Bus lanes", "Tehran", "Running", "Cities in practice", "en")
    place = outline("IR", 35.7, 51.4)
    picture = Image.open(BytesIO(social_picture(words, place))).convert("RGB")
    assert picture.size == (1200, 630)
    left, top = 1200 - 80 - 600, 15
    dot = picture.getpixel((round(left + place.x * 6), round(top + place.y * 6)))
    assert dot == (0x3F, 0x7F, 0x78)
    assert social_picture(words, place) != social_picture(words, None) == social_picture(words, outline("", 1, 1))


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_the_picture_of_a_link_shows_the_icon_and_the_number() -> None:
    picture = Image.open(BytesIO(Client().get("/c/THR-0001/en.png").content)).convert("RGB")
    bare = Image.open(BytesIO(Client().get("/c/TRN-0001/en.png").content)).convert("RGB")
    signal = (0xF5, 0xB8, 0x3D)

    def count(of: Image.Image, box: tuple[int, int, int, int]) -> int:
        return sum(number for number, color in of.crop(box).getcolors(1 << 20) or [] if color == signal)

    icon, number = (1200 - 80 - 84, 46, 1200 - 80, 46 + 84), (80, 398, 700, 452)
    assert count(picture, icon) > 100 and count(picture, number) > 500
    assert count(bare, number) == 0, "no number is known of it"


def test_every_icon_of_a_topic_can_be_drawn_without_a_browser() -> None:
    for name in ICONS:
        lines = icon_lines(name)
        assert lines and all(0 <= number <= SIDE for line in lines for point in line for number in point), name
    assert icon_lines("none") == ()
