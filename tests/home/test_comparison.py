"""Two to four cases side by side: what the page says, what the file says, and what a reader's browser keeps."""

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from cases.models import CaseStudyPage, City, Indicator, Measurement
from cases.selectors.take_links import take_links
from home.selectors.comparison.own_city import city_named
from knowledgebase.page_cache import store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]
FOUR = ("THR-0001", "SEO-0001", "LND-0001", "MDL-0001")
MOST_QUERIES = 12


def address(*codes: str, language: str = "en", end: str = "", file: str = "") -> str:
    return f"/{language}/compare/{file}?" + "&".join(f"case={code}" for code in codes) + end


def html(url: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def table(text: str) -> dict[str, list[str]]:
    """Texts of the cells of each row, by its heading."""
    rows = re.findall(r"<tr class=\"compare__row.*?</tr>", text, re.S)
    found = {}
    for row in rows:
        head, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        found[head] = [" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in cells]
    return found


def problems(text: str) -> list[tuple[str, str]]:
    """What was typed in each field that is refused, and why."""
    inputs = dict(re.findall(r'<input id="(case-\d+)" name="case" value="([^"]*)"', text))
    reasons = re.findall(r'class="compare__problem" id="(case-\d+)-problem">(.*?)</strong>', text)
    return [(unescape(inputs[name]), unescape(reason)) for name, reason in reasons]


def taken(url: str, client: Client | None = None) -> list[list[str]]:
    answer: Any = (client or Client()).get(url)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_row_has_a_cell_for_each_case_in_the_order_of_the_address(language: str) -> None:
    text = html(address(*FOUR, language=language))
    rows = table(text)
    assert len(rows) >= 15 and all(len(cells) == 4 for cells in rows.values())
    with translation.override(language):
        briefs = [CaseStudyPage.objects.filter(case__code=code)[0].brief[language] for code in FOUR]
        assert rows[translation.gettext("Brief")] == [" ".join(brief.split()) for brief in briefs]
    assert problems(text) == []
    assert '<meta name="robots" content="noindex">' in text and f'lang="{language}"' in text


def test_the_address_can_be_shared_and_goes_along_to_other_languages() -> None:
    mine, theirs = Client(), Client()
    mine.get("/en/compare/?add=MLN-0001")
    assert table(html(address(*FOUR), mine)) == table(html(address(*FOUR), theirs))
    assert 'href="/fa/compare/?case=THR-0001&amp;case=SEO-0001&amp;only=differences"' in html(
        address("THR-0001", "SEO-0001", end="&only=differences")
    )


def test_only_differences() -> None:
    whole = table(html(address(*FOUR)))
    text = html(address(*FOUR, end="&only=differences"))
    differing = {name: cells for name, cells in whole.items() if len(set(cells)) > 1}
    assert table(text) == differing and 0 < len(differing) < len(whole)
    hidden = len(whole) - len(differing)
    assert f"{hidden} row{'s' if hidden > 1 else ''} that" in text
    assert table(html(address(*FOUR, end="&only=nonsense"))) == whole


@pytest.mark.parametrize(
    ("codes", "refused", "shown"),
    [
        (["THR-0001", "SEO-0001", "THR-0001"], [("THR-0001", "This case is there already.")], 2),
        (["THR-0001", "XXX-9999", "seo-0001"], [("XXX-9999", "No published case has this code.")], 2),
        (["THR-0001", "<b>", "SEO-0001"], [("<b>", "No published case has this code.")], 2),
        ([*FOUR, "MLN-0001"], [("MLN-0001", "Four cases at most")], 4),
        (["THR-0001"], [], 0),
        (["x" * 500, "%00", "٣"], [("x" * 20, "No published"), ("\x00", "No published"), ("٣", "No published")], 0),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_others_are_kept(
    codes: list[str], refused: list[tuple[str, str]], shown: int
) -> None:
    text = html(address(*codes))
    assert [typed for typed, _reason in problems(text)] == [typed for typed, _reason in refused]
    assert all(reason.startswith(start) for (_t, reason), (_u, start) in zip(problems(text), refused, strict=True))
    assert {len(cells) for cells in table(text).values()} == ({shown} if shown else set())
    assert ("It takes two cases" in text or "it takes two cases" in text) == (shown == 0)


def test_a_case_that_is_not_public_is_as_one_that_is_not_there() -> None:
    for page in CaseStudyPage.objects.filter(case__code="SEO-0001"):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    CaseStudyPage.objects.filter(case__code="LND-0001").update(live=False)
    text = html(address("THR-0001", "SEO-0001", "LND-0001", "XXX-9999"))
    assert len({reason for _typed, reason in problems(text)}) == 1 and len(problems(text)) == 3
    assert "Cheonggyecheon" not in text and "Ultra Low" not in text


def test_readers_collect_cases_from_pages_that_are_kept_for_everyone(settings: Any) -> None:
    settings.PAGE_CACHE_MB = 5
    store.clear()
    reader, other = Client(), Client()
    html("/en/topics/", other)
    added = reader.get("/en/compare/?add=THR-0001")
    assert added.status_code == 302 and added.headers["Location"] == "/en/compare/?case=THR-0001"
    cookie = added.cookies["compare"]
    assert cookie.value == "THR-0001" and cookie["samesite"] == "Lax" and cookie["httponly"]
    assert reader.get("/en/compare/?add=SEO-0001").headers["Location"] == "/en/compare/?case=THR-0001&case=SEO-0001"
    assert "2 cases chosen: compare" in html("/en/topics/", reader)
    assert "۲ تجربه برگزیده شد: مقایسه" in html("/fa/topics/", reader)
    assert "chosen: compare" not in html("/en/topics/", other)
    assert len(next(iter(table(html("/en/compare/", reader)).values()))) == 2
    dropped = reader.get("/en/compare/?drop=THR-0001")
    assert dropped.headers["Location"] == "/en/compare/?case=SEO-0001"
    assert reader.get("/en/compare/?drop=SEO-0001").headers["Location"] == "/en/compare/"
    assert "chosen: compare" not in html("/en/topics/", reader)


def test_a_fifth_is_refused_at_its_field_and_not_kept() -> None:
    reader = Client()
    for code in FOUR:
        reader.get(f"/en/compare/?add={code}")
    answer = reader.get("/en/compare/?add=MLN-0001", follow=True)
    assert [typed for typed, _reason in problems(answer.content.decode())] == ["MLN-0001"]
    assert reader.cookies["compare"].value == ".".join(FOUR)


@pytest.mark.parametrize("value", ["", "x" * 5000, "THR-0001.<b>.SEO-0001", "..;.", "\xe9"])
def test_a_cookie_that_somebody_wrote_themselves_does_no_harm(value: str) -> None:
    reader = Client()
    reader.cookies["compare"] = reader.cookies["own_city"] = value
    assert "<b>" not in html("/en/compare/", reader)
    html("/en/topics/", reader)


def test_the_own_city_is_a_column_chosen_once() -> None:
    reader = Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html(address(*FOUR), reader))
    assert token
    posted = {"city": "طهران", "case": list(FOUR[1:3])}
    assert reader.post("/en/compare/city/", posted).status_code == 403, "another site may not choose"
    answer = reader.post("/en/compare/city/", {**posted, "csrfmiddlewaretoken": token[1]})
    assert answer.headers["Location"] == "/en/compare/?case=SEO-0001&case=LND-0001#own-city"
    assert answer.cookies["own_city"].value == "tehran" and answer.cookies["own_city"]["samesite"] == "Lax"
    rows = table(html(address(*FOUR[1:3]), reader))
    assert rows["Place"][-1] == "Tehran, Iran" and rows["Population"][-1].startswith("8,693,706")
    assert rows["Outcome"][-1] == "–" and {len(cells) for cells in rows.values()} == {3}
    assert {len(cells) for cells in table(html(address(*FOUR[1:3]))).values()} == {2}, "of this reader alone"
    same = table(html(address(*FOUR[1:3], end="&only=differences"), reader))
    assert "Income group" not in same, "the own city has no say in what differs"
    forgotten = reader.post("/en/compare/city/", {"city": "", "csrfmiddlewaretoken": token[1]})
    assert forgotten.cookies["own_city"]["max-age"] == 0


@pytest.mark.parametrize(("is_partner", "is_known"), [(False, False), (True, True)])
def test_a_city_with_drafts_alone_is_named_to_nobody(*, is_partner: bool, is_known: bool) -> None:
    City.objects.create(slug="quenburg", code_prefix="QNB", names={"en": "Quenburg"}, is_partner=is_partner)
    reader = Client()
    assert ("Quenburg" in html("/en/compare/")) is is_known
    reader.post("/en/compare/city/", {"city": "Quenburg"})
    assert ("own_city" in reader.cookies) is is_known
    reader.cookies["own_city"] = "quenburg"
    assert ("Quenburg" in str(table(html(address(*FOUR[:2]), reader))["Place"])) is is_known


def test_a_population_that_nobody_stands_behind_is_not_compared() -> None:
    assert "Population" in table(html(address(*FOUR[:2])))
    City.objects.update(population_source="")
    assert "Population" not in table(html(address(*FOUR[:2])))


def test_a_cookie_that_hides_a_zero_does_no_harm() -> None:
    answer = Client(HTTP_COOKIE='own_city="\\000"').get(address(*FOUR[:2]))
    assert answer.status_code == 200


def test_a_page_with_the_list_of_one_reader_says_that_it_is_theirs() -> None:
    reader = Client()
    reader.get(f"/en/compare/?add={FOUR[0]}")
    mine = reader.get("/en/topics/")
    assert "1 case chosen" in " ".join(mine.content.decode().split())
    assert "private" in mine.headers["Cache-Control"] and "Cookie" in mine.headers["Vary"]


def test_a_city_that_nobody_knows_is_said_so() -> None:
    reader = Client()
    answer = reader.post("/en/compare/city/", {"city": "<Atlantis>", "case": FOUR[:2]}, follow=True)
    text = answer.content.decode()
    assert "No city of this name is known here: “&lt;Atlantis&gt;”." in text and "own_city" not in reader.cookies
    for typed in ("\x00", "x" * 5000, " "):
        assert reader.post("/en/compare/city/", {"city": typed}).status_code == 302


def test_cities_are_known_by_their_names_in_any_letters() -> None:
    tehran = City.objects.get(slug="tehran")
    assert {city_named(name) for name in ("Tehran", "تهران", " طهران", "tehran", "TEHRAN")} == {tehran}
    City.objects.create(slug="tehran-2", code_prefix="TRX", names={"en": "Tehran"}, country="US", is_partner=True)
    assert city_named("Tehran") is None, "nobody could tell which"


def test_csv_is_the_table_of_the_page_and_holds_no_formula() -> None:
    CaseStudyPage.objects.filter(case__code="SEO-0001").update(brief={"en": '=HYPERLINK("http://x")'})
    answer: Any = Client().get(address(*FOUR, file="compare.csv"))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert b"".join(answer.streaming_content).startswith("\ufeff".encode())
    heading, *rows = taken(address(*FOUR, file="compare.csv"))
    assert [title.split()[0] for title in heading[1:]] == list(FOUR)
    page = table(html(address(*FOUR)))
    assert [row[0] for row in rows[:-1]] == list(page)
    for row in rows[:-1]:
        for cell, shown in zip(row[1:], page[row[0]], strict=True):
            assert cell.startswith("'=") or " ".join(cell.split()) == shown.replace("not reported", ""), row[0]
    assert rows[0][2] == '\'=HYPERLINK("http://x")'
    assert len(taken(address(*FOUR, file="compare.csv", end="&only=differences"))) < len(rows) + 1
    away = Client().get(address("THR-0001", file="compare.csv"))
    assert away.status_code == 302 and away.headers["Location"] == "/en/compare/?case=THR-0001"


@pytest.mark.parametrize("low", [-20, 20])
def test_figures_in_one_unit_stand_on_one_axis_with_zero(low: int) -> None:
    one, two = (Indicator.objects.filter(case__code=code, measurements__isnull=False)[0] for code in FOUR[:2])
    two.unit = one.unit
    two.save()
    for indicator, values in ((one, (10, 40)), (two, (low, 80))):
        Measurement.objects.filter(indicator=indicator).delete()
        indicator.baseline_year = indicator.baseline_value = None
        indicator.save()
        for year, value in zip((2001, 2002), values, strict=True):
            Measurement.objects.create(indicator=indicator, date=f"{year}-01-01", value=value)
    text = html(address(*FOUR[:2]))
    drawing = re.search(r'<svg class="axis__drawing".*?</svg>', text, re.S)
    assert drawing
    firsts, lasts = (
        [float(x) for x in re.findall(rf'class="axis__{end}" cx="([\d.]+)"', drawing[0])] for end in ("first", "last")
    )
    zero = float(re.search(r'chart__zero" x1="([\d.]+)"', drawing[0])[1])  # type: ignore[index]
    unit = (lasts[1] - firsts[1]) / (80 - low)
    assert min(zero, firsts[1]) == 12 and lasts[1] == 628
    for place, value in ((firsts[0], 10), (lasts[0], 40), (firsts[1], low), (lasts[1], 80)):
        assert abs(place - zero - value * unit) < 0.2
    assert "style=" not in text


def test_queries_do_not_grow_with_cases() -> None:
    counts = []
    for codes in (FOUR[:2], FOUR):
        html(address(*codes))
        with CaptureQueriesContext(connection) as captured:
            html(address(*codes))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= MOST_QUERIES


def test_links_lead_here() -> None:
    page = CaseStudyPage.objects.get(case__code="THR-0001", locale__language_code="fa")
    with translation.override("fa"):
        assert take_links(page, "fa").compare == "/fa/compare/?add=THR-0001"
    assert "Disallow: /*/compare/?add=" in Client().get("/robots.txt").content.decode()
    assert Client().post("/en/compare/").status_code == 405 and Client().get("/en/compare/city/").status_code == 405
