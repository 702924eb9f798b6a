"""The page of a case: the answer first, every claim with its source, and what could not be checked."""

import re
from typing import Any

import pytest
from django.test import Client

from cases.models import Adoption, CaseStudyPage, City
from cases.selectors.case_detail import CaseDetail, case_detail
from cases.selectors.cut_text import cut, cut_pieces
from cases.services.imports.cases import ImportOptions, import_cases
from cases.templatetags.cases_tags import address
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def record(starter_records: list[dict[str, Any]]) -> dict[str, Any]:
    """A case of Tehran as it is in the starter data."""
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    return starter_records[0]


def page(language: str = "en") -> CaseStudyPage:
    found: CaseStudyPage = CaseStudyPage.objects.get(locale__language_code=language)
    return found


def html(language: str = "en") -> str:
    return Client().get(page(language).url).content.decode()


def detail() -> CaseDetail:
    return case_detail(page())


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_the_answer_comes_first(record: dict[str, Any], language: str) -> None:
    shown = html(language)
    said = [
        "<h1",
        record["brief"][language],
        "status--",
        "outcome outcome--partly",
        record["outcome"]["reason"][language],
        'class="glance"',
        'id="cost"',
        'class="jumps"',
        record["results_points"][0][language],
        record["limits_points"][0][language],
        record["conditions_points"][0][language],
        'class="share"',
        record["challenge"][language][:40],
    ]
    places = [shown.find(text.replace("'", "&#x27;")) for text in said]
    assert -1 not in places and places == sorted(places), list(zip(said, places, strict=True))


def test_key_figures_say_kind_and_year(record: dict[str, Any]) -> None:
    shown = html("fa")
    glance = shown[shown.index('class="glance"') : shown.index('class="jumps"')]
    assert glance.count('class="glance__figure"') == 3
    for words in ("اعلام‌شده", "برآوردشده", "۱۳۹۷", "۶٬۵۰۰٬۰۰۰"):
        assert words in glance
    assert "سنجیده" not in glance, "nothing of this case was measured"


def test_a_case_without_points_shows_its_prose(record: dict[str, Any]) -> None:
    CaseStudyPage.objects.update(results_points=[], limits_points=[], conditions_points=[], brief={})
    shown = html()
    assert shown.count(record["results"]["en"][:40]) == 1
    assert shown.index(record["limits"]["en"][:40]) < shown.index('class="share"')
    assert "Results in full" not in shown and 'id="conditions"' not in shown and 'href="#transfer"' in shown
    assert '<p class="lead"' in shown


def test_what_is_cited_stands_before_further_reading(record: dict[str, Any]) -> None:
    found = detail()
    cited = {
        index
        for name in ("results", "limits", "conditions")
        for p in record[f"{name}_points"]
        for index in p["sources"]
    }
    titles = [source.title for source in found.cited]
    assert {record["sources"][index]["title"] for index in cited} <= set(titles)
    assert found.further_reading and len(found.cited) + len(found.further_reading) == len(record["sources"])
    assert [source.number for source in found.sources] == list(range(1, len(found.sources) + 1))
    by_number = {source.number: source.title for source in found.sources}
    for point, given in zip(found.results, record["results_points"], strict=True):
        assert [by_number[number] for number in point.sources] == [
            record["sources"][i]["title"] for i in given["sources"]
        ]


def test_marks_and_their_sources_lead_to_each_other(record: dict[str, Any]) -> None:
    Adoption.objects.create(case=page().case, city_name={"en": "Karaj"}, country="IR", status="planned", source="s2")
    shown = html()
    ids = set(re.findall(r'\sid="([^"]+)"', shown))
    links = set(re.findall(r'href="#([^"]+)"', shown))
    assert links <= ids, links - ids
    assert len(re.findall(r'\sid="', shown)) == len(ids), "no id stands twice"
    assert 'href="#results-1"' in shown and 'href="#adoptions"' in shown and 'href="#series-1"' in shown


def test_a_source_says_what_it_is(record: dict[str, Any]) -> None:
    shown = html()
    copy = next(source for source in detail().sources if source.is_copy)
    item = re.search(rf'<li id="source-{copy.number}".*?</li>', shown, flags=re.S)
    assert item is not None
    for words in (copy.publisher, copy.year, "English", copy.kind, "a copy", "Original:", f'href="{copy.original}"'):
        assert words in item[0], words
    assert f'<a class="sources__address" dir="ltr" href="{copy.url}"' in item[0]
    jalali = [source.year for source in case_detail(page("fa")).sources if "(" in source.year]
    assert all(re.fullmatch(r"۱[۳۴]\d\d \(۲۰\d\d\)", year) for year in jalali)


def test_what_could_not_be_checked_is_told(record: dict[str, Any]) -> None:
    shown = html("fa")
    block = shown[shown.index('id="unchecked"') : shown.index('id="cite"')]
    assert all(text["fa"] in block for text in record["unverified"]) and record["unverified"]
    CaseStudyPage.objects.update(unchecked=[])
    assert 'id="unchecked"' not in html()


def test_the_permanent_address_is_text_and_buttons_wait_for_their_script(record: dict[str, Any]) -> None:
    shown = html()
    bar = shown[shown.index('class="share"') : shown.index('id="figures"')]
    assert f'<bdi dir="ltr">http://testserver{page().permanent_url()}</bdi>' in bar
    buttons = re.findall(r"<li( hidden)?><button", bar)
    assert len(buttons) == 3 and all(buttons)
    ways = ["/c/THR-0001/en/brief.pdf", "/c/THR-0001/en/full.pdf", "#cite", "/en/compare/?add=THR-0001"]
    assert re.findall(r'<a class="button" href="([^"]+)"', bar) == ways


def test_city_facts_need_a_year_and_a_source(record: dict[str, Any]) -> None:
    shown = Client().get("/fa/cities/tehran/").content.decode()
    assert "۸٬۶۹۳٬۷۰۶" in shown and "census" in shown and "۲۰۱۶" in shown and "۱۳۹۴" not in shown
    assert "، سرشماری" in shown and '<bdi lang="en" dir="ltr">' in shown, (
        "the kind of source, and the source as foreign"
    )
    english = Client().get("/en/cities/tehran/").content.decode()
    assert 'dir="ltr">Statistical' not in english and ", census" in english.lower()
    City.objects.update(population_source="")
    shown = Client().get("/fa/cities/tehran/").content.decode()
    assert "۸٬۶۹۳٬۷۰۶" not in shown and "رقمی با سال و منبع در دست نیست" in shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://x.ir/%D8%AA%D9%87", "https://x.ir/ته"),
        ("https://x.ir/%D8%A", "https://x.ir/%D8%A"),
        ("https://x.ir/a%20b%0A%E2%80%AEc", "https://x.ir/a%20b%0A%E2%80%AEc"),
        ("https://x.ir/" + "a" * 200, "https://x.ir/" + "a" * 106 + "…"),
    ],
)
def test_an_address_is_readable(url: str, shown: str) -> None:
    assert address(url) == shown


def test_a_marked_text_is_cut_where_the_plain_one_is() -> None:
    text = "The city spent 12 million on 150 km of lanes in the first year"
    pieces = [("The city ", False), ("spent", True), (" 12 million on 150 km of lanes in the first year", False)]
    for most in range(12, 70):
        assert "".join(piece for piece, _marked in cut_pieces(pieces, most)) == cut(text, most), most


def test_cards_are_cut_at_a_word(record: dict[str, Any]) -> None:
    CaseStudyPage.objects.update(summary="word " * 40 + "spent 1,234,567 dollars " + "word " * 40)
    card = re.search(r'class="card__summary"[^>]*>(.*?)</p>', Client().get("/en/cities/tehran/").content.decode())
    assert card is not None and card[1].endswith("word spent…")
