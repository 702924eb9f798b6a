"""The report of searches: what was not found, for those who may see it, safe to show and to export."""

import csv
import io
from datetime import timedelta
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from cases.models import CaseIndexPage, CaseStudyPage, City
from cases.selectors.spreadsheet import without_formula
from cases.services.cities import save_city
from home.services.groups import ensure_groups
from search.models import SearchedQuery
from search.reports import query_log
from search.reports.searched import first_day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
URL = "/admin/reports/searches/"


def client_of(group: str, language: str = "en") -> Client:
    """A browser logged in as someone of that group; "" is someone of none who may enter the admin."""
    user = User.objects.create_user("reader", password="x")
    if group:
        user.groups.add(Group.objects.get(name=group))
    else:
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    UserProfile.objects.create(user=user, preferred_language=language)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    return client_of("Editors")


def searched(text: str, *, ago: int = 0, language: str = "en", searches: int = 1, total: int = 0) -> None:
    day = timezone.localdate() - timedelta(days=ago)
    SearchedQuery.objects.create(
        day=day, language=language, key=text.casefold(), text=text, searches=searches, total=total
    )


def shown(client: Client, **query: str) -> list[tuple[str, str, int]]:
    rows = client.get(URL, query).context["object_list"]
    return [(row.text, row.language, row.times) for row in rows]


def exported(client: Client, url: str) -> bytes:
    content: bytes = client.get(url).getvalue()  # type: ignore[attr-defined]  # a stream
    return content


@pytest.mark.parametrize("url", [URL, f"{URL}results/", f"{URL}?export=csv", f"{URL}?export=xlsx"])
def test_only_those_who_may_see_it(url: str) -> None:
    searched("monorail")
    anonymous = Client().get(url)
    assert anonymous.status_code == 302 and "/login/" in anonymous["Location"]
    client = client_of("")
    refused = client.get(url)
    assert refused.status_code == 302 and refused["Location"] == "/admin/"
    assert URL not in client.get("/admin/").content.decode()
    User.objects.get().groups.add(Group.objects.get(name="Taxonomy keepers"))
    assert client.get(url).status_code == 302
    User.objects.get().groups.add(Group.objects.get(name="Publishers"))
    assert client.get(url).status_code == 200
    assert URL in client.get("/admin/").content.decode()


def test_the_groups_get_the_permission_once() -> None:
    ensure_groups()
    holders = Group.objects.filter(permissions__codename="view_searchedquery").values_list("name", flat=True)
    assert sorted(holders) == ["Administrators", "Editors", "Publishers"]


def test_the_form_of_a_group_offers_the_permission() -> None:
    User.objects.create_superuser("root", password="x")
    client = Client()
    client.force_login(User.objects.get())
    permission = Permission.objects.get(codename="view_searchedquery")
    page = client.get(f"/admin/groups/edit/{Group.objects.get(name='Editors').pk}/")
    assert page.status_code == 200 and f'value="{permission.pk}"' in page.content.decode()


def test_what_was_not_found_the_last_time_most_searched_first(editor: Client) -> None:
    searched("rare")
    searched("monorail", ago=3, searches=2)
    searched("Monorail", searches=3)
    searched("monorail", language="fa", searches=4)
    searched("found at last", ago=1, searches=9)
    searched("found at last", total=2)
    searched("lost again", ago=1, total=2)
    searched("lost again")
    assert shown(editor) == [("Monorail", "en", 5), ("monorail", "fa", 4), ("lost again", "en", 2), ("rare", "en", 1)]
    assert shown(editor, found="all")[0] == ("found at last", "en", 10)
    assert shown(editor, language="fa") == [("monorail", "fa", 4)]
    assert shown(editor, ordering="text", language="en")[0][0] == "Monorail"


def test_only_the_days_asked_for_count(editor: Client) -> None:
    for ago in (0, 29, 30, 89, 90, 150):
        searched("monorail", ago=ago)
    searched("long ago", ago=100)
    assert shown(editor) == shown(editor, days="30") == [("monorail", "en", 2)]
    assert shown(editor, days="90") == [("monorail", "en", 4)]
    assert shown(editor, days="all") == [("monorail", "en", 6), ("long ago", "en", 1)]
    assert first_day("30") == timezone.localdate() - timedelta(days=29)


@pytest.mark.parametrize("query", ["days=x", "found=x&language=xx", "ordering=x", "p=99", "days=²"])
def test_nonsense_is_answered(editor: Client, query: str) -> None:
    searched("monorail")
    assert editor.get(f"{URL}?{query}").status_code == 200


def test_a_query_is_escaped_isolated_and_leads_to_its_search(editor: Client) -> None:
    text = '<script>alert("x")</script> & \u202eپارک'
    searched(text, language="fa")
    page = editor.get(URL).content.decode()
    assert "<script>alert" not in page
    assert '<bdi dir="auto">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; \u202eپارک</bdi>' in page
    assert f'href="/fa/search/?q={quote_plus(text)}"' in page


@pytest.mark.parametrize(
    ("language", "title", "number", "year"),
    [
        ("fa", "جست‌وجوهای بی‌نتیجه", "۱٬۲۳۴", "۱۴"),
        ("ar", "بحث بلا نتائج", "1,234", "20"),
        ("en", "Searched, not found", "1,234", "20"),
    ],
)
def test_it_is_read_in_the_readers_language(language: str, title: str, number: str, year: str) -> None:
    searched("monorail", searches=1234)
    page = client_of("Editors", language).get(URL).content.decode()
    assert title in page and f"<td>{number}</td>" in page
    day = page.split(f"<td>{number}</td>")[1].split("</td>")[0]
    assert year in day


def test_exported_texts_are_no_formulas(editor: Client) -> None:
    texts = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1+1", "plain, with a comma", "a=b"]
    for text in texts:
        searched(text)
    rows = list(csv.reader(io.StringIO(exported(editor, f"{URL}?export=csv").decode("utf-8-sig"))))
    assert rows[0] == [
        "Query", "Language", "Times searched", "Last searched", "Last searched (Jalali)", "Cases found, last time",
    ]  # fmt: skip
    expected = {f"'{text}" for text in texts[:5]} | set(texts[5:])
    assert {row[0] for row in rows[1:]} == expected and rows[1][1] == "English"
    sheet = load_workbook(io.BytesIO(exported(editor, f"{URL}?export=xlsx"))).active
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.value for cell in cells} == expected and {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("start", [*"=+-@\t\r\n＝＋－＠", "  ="])
def test_every_start_of_a_formula_is_neutralised(start: str) -> None:
    assert without_formula(f"{start}x") == f"'{start}x"


def test_the_export_holds_what_the_page_shows(editor: Client) -> None:
    searched("monorail")
    searched("tram", total=3)
    assert b"tram" not in exported(editor, f"{URL}?export=csv")
    assert b"tram" in exported(editor, f"{URL}?export=csv&found=all")


@pytest.mark.usefixtures("index")
def test_a_drafts_title_is_there_only_when_someone_types_it(editor: Client) -> None:
    query_log._waiting.clear()
    parent = CaseIndexPage.objects.get(locale__language_code="en")
    city = save_city(City(names={"en": "Tehran"}, country="IR"))
    parent.add_child(instance=CaseStudyPage(title="Secret zeppelin", slug="secret", live=False, city=city))
    Client().get("/en/search/", {"q": "airship"})
    query_log.flush()
    assert shown(editor) == [("airship", "en", 1)]
    assert "zeppelin" not in editor.get(f"{URL}?found=all&days=all").content.decode()
    Client().get("/en/search/", {"q": "zeppelin"})
    query_log.flush()
    assert {row[0] for row in shown(editor)} == {"airship", "zeppelin"}


def test_pages_take_the_same_number_of_queries(editor: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(40):
        searched(f"word {number}")
    with django_assert_max_num_queries(25):
        editor.get(URL)
