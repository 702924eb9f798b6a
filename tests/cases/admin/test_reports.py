"""Reports on cases: the right rows for those who may see them, exports without formulas, actions on many."""

import copy
import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from cases.models import BulkRun, Case, CaseIndexPage, CaseStudyPage, LinkCheck
from cases.services.imports.cases import ImportOptions, import_cases
from cases.viewsets.reports.page import written_date
from home.services.task_queue import run_jobs
from search.sync.delivery import drain
from tests.conftest import as_file

from .test_admin import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
NAMES = ["mine", "waiting", "overdue", "incomplete", "unmeasured", "city", "sources", "links", "outdated"]


@pytest.fixture
def pages(foundation: None, starter_records: list[dict[str, Any]]) -> list[CaseStudyPage]:
    """Three cases in English and Persian, published, of which the last has no measurement."""
    records = [copy.deepcopy(record) for record in starter_records[:3]]
    for record in records:
        for name, value in record.items():
            if isinstance(value, dict) and name != "city":
                value.pop("ar", None)
        record["title"].pop("ar", None)
    for indicator in records[2]["indicators"]:
        indicator["measurements"] = []
    import_cases(as_file(records), ImportOptions(publish=True))
    return list(CaseStudyPage.objects.select_related("case", "locale").order_by("pk"))


def english(client: Client, name: str = "superuser") -> Client:
    UserProfile.objects.update_or_create(user=User.objects.get(username=name), defaults={"preferred_language": "en"})
    return client


def url(name: str) -> str:
    return f"/admin/reports/cases/{name}/"


def shown(client: Client, name: str, **query: str) -> list[Any]:
    return list(client.get(url(name), query).context["object_list"])


@pytest.mark.parametrize(("role", "allowed"), [("anonymous", False), ("plain", False), ("taxonomy keeper", False),
                                               ("editor", True), ("publisher", True), ("superuser", True)])  # fmt: skip
def test_who_may_see_them(role: str, allowed: bool, pages: list[CaseStudyPage]) -> None:
    client = client_of(role)
    for name in NAMES:
        for address in (url(name), f"{url(name)}results/", f"{url(name)}?export=csv", f"{url(name)}?export=xlsx"):
            assert (client.get(address).status_code == 200) == allowed, address
        confirm(client, url(name), {"action": "unpublish", "everything": "1"})
    assert BulkRun.objects.exists() == allowed
    if role not in ("anonymous",):
        assert (url("mine") in client.get("/admin/").content.decode()) == allowed


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_report_answers_in_every_language(language: str, pages: list[CaseStudyPage]) -> None:
    client = client_of("superuser")
    UserProfile.objects.create(user=User.objects.get(), preferred_language=language)
    for name in NAMES:
        assert client.get(url(name)).status_code == 200, name


def test_mine(pages: list[CaseStudyPage]) -> None:
    client = client_of("editor")
    user = User.objects.get()
    assert shown(client, "mine") == []
    pages[0].save_revision(user=user)
    CaseStudyPage.objects.filter(pk=pages[3].pk).update(owner=user)
    assert {page.pk for page in shown(client, "mine")} == {pages[0].pk, pages[3].pk}


def test_waiting(pages: list[CaseStudyPage]) -> None:
    from wagtail.models import Workflow

    client = english(client_of("superuser"))
    assert shown(client, "waiting") == []
    pages[0].save_revision()
    pages[1].unpublish()
    workflow = Workflow.objects.filter(active=True).first()
    assert workflow is not None
    pages[2].save_revision()
    workflow.start(pages[2], User.objects.get())
    assert {page.pk for page in shown(client, "waiting")} == {page.pk for page in pages[:3]}
    page = client.get(url("waiting")).content.decode()
    assert "to be published" in page and "changes to be published" in page
    assert str(workflow.tasks.first()) in page


def test_overdue(pages: list[CaseStudyPage]) -> None:
    client = client_of("editor")
    today = timezone.localdate()
    Case.objects.filter(pk=pages[0].case.pk).update(confirm_by=today - timedelta(days=1))
    Case.objects.filter(pk=pages[2].case.pk).update(confirm_by=today)
    assert {page.case_id for page in shown(client, "overdue")} == {pages[0].case.pk}


def test_incomplete_looks_at_the_newest_draft(pages: list[CaseStudyPage]) -> None:
    client = english(client_of("editor"), "editor")
    assert shown(client, "incomplete") == []
    pages[0].limits = ""
    pages[0].topics = []
    pages[0].save_revision(clean=False)
    CaseStudyPage.objects.filter(pk=pages[1].pk).update(lessons="")
    CaseStudyPage.objects.filter(pk=pages[2].pk).update(summary="")
    fresh = CaseStudyPage.objects.get(pk=pages[2].pk)
    fresh.summary = "Written again."
    fresh.save_revision()
    assert {page.pk for page in shown(client, "incomplete")} == {pages[0].pk, pages[1].pk}
    page = client.get(url("incomplete")).content.decode()
    assert "topics, limits and failures" in page and "lessons" in page


def test_without_measured_results(pages: list[CaseStudyPage]) -> None:
    assert {page.case_id for page in shown(client_of("editor"), "unmeasured")} == {pages[-1].case.pk}


def test_cases_of_a_city(pages: list[CaseStudyPage]) -> None:
    client = client_of("editor")
    city = pages[0].city
    expected = {page.pk for page in CaseStudyPage.objects.filter(city=city)}
    assert {page.pk for page in shown(client, "city", city=str(city.pk))} == expected
    persian = {page.pk for page in CaseStudyPage.objects.filter(city=city, locale__language_code="fa")}
    assert 0 < len(persian) < len(expected)
    assert {page.pk for page in shown(client, "city", city=str(city.pk), locale="fa")} == persian
    assert client.get(url("city"), {"city": "x", "locale": "xx"}).status_code == 200


def test_sources_that_repeat(pages: list[CaseStudyPage]) -> None:
    client = client_of("editor")
    for page in pages:
        page.sources = [("source", {"key": "s1", "title": "T", "url": f"https://www.Example.org/{page.case.code}/"})]
        page.save(clean=False)
    assert shown(client, "sources") == []
    for page, address in zip(pages, ["http://example.org/a/", "http://example.org/a", "https://www.example.org/a",
                                     "https://example.org/a", "https://example.org/b", "https://example.org/b"],
                             strict=True):  # fmt: skip
        page.sources = [("source", {"key": "s1", "title": "T", "url": address})]
        page.save(clean=False)
    (use,) = shown(client, "sources")
    assert use.times == 2 and set(use.cases) == {pages[0].case.code, pages[2].case.code}


def exported(client: Client, name: str, kind: str) -> list[list[Any]]:
    content = client.get(f"{url(name)}?export={kind}").getvalue()  # type: ignore[attr-defined]  # a stream
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝", " ="])
def test_exports_hold_no_formulas(kind: str, start: str, pages: list[CaseStudyPage]) -> None:
    client = english(client_of("superuser"))
    evil = f"{start}cmd|' /C calc'!A0"
    CaseStudyPage.objects.update(title=evil, draft_title=evil, live=False)
    LinkCheck.objects.create(
        digest="x", url=evil, outcome="gone", leads_to=evil, cases=[evil], checked_at=timezone.now()
    )
    for name in ("waiting", "city", "links"):
        rows = exported(client, name, kind)
        assert len(rows) > 1
        cells = [cell for row in rows[1:] for cell in row if isinstance(cell, str)]
        assert any("calc" in cell for cell in cells)
        assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "＝"))]


def test_an_export_holds_what_the_filters_show(pages: list[CaseStudyPage]) -> None:
    client = english(client_of("superuser"))
    rows = exported(client, "city", "csv")
    assert rows[0][:4] == ["Code", "Title", "Language", "City"] and len(rows) == 1 + len(pages)
    content = client.get(f"{url('city')}?export=csv&locale=fa").getvalue().decode()  # type: ignore[attr-defined]
    assert len(content.strip().splitlines()) == 1 + len(pages) // 2


def test_drafts_are_seen_only_by_those_who_may_find_them(pages: list[CaseStudyPage]) -> None:
    index = CaseIndexPage.objects.get(locale__language_code="fa")
    user = User.objects.create_user("persian", password="x")
    group = Group.objects.create(name="Persian editors")
    group.permissions.set(Group.objects.get(name="Editors").permissions.all())
    from django.contrib.auth.models import Permission

    permission = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=index.page_ptr, permission=permission)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    assert {page.locale.language_code for page in shown(client, "city")} == {"fa"}
    confirm(client, url("city"), {"action": "unpublish", "everything": "1"})
    run_jobs()
    run = BulkRun.objects.get()
    assert set(run.pages) == {page.pk for page in pages if page.locale.language_code == "fa"}
    assert run.result["done"] == 0 and {item["code"] for item in run.result["named"]} == {"not_permitted"}
    assert CaseStudyPage.objects.live().count() == len(pages)


def confirm(client: Client, address: str, data: dict[str, Any]) -> Any:
    """Posts what the form of a report posts, then what the page between posts, if there is one."""
    response: Any = client.post(address, data)
    asked = response.status_code == 200 and response.context and "total" in response.context
    return client.post(address, {**data, "confirmed": response.context["total"]}) if asked else response


def do(client: Client, name: str, action: str, rows: list[CaseStudyPage], **data: str) -> BulkRun:
    response = confirm(client, url(name), {"action": action, "row": [page.pk for page in rows], **data})
    run = BulkRun.objects.latest("pk")
    assert response["Location"] == f"/admin/cases/bulk/{run.pk}/"
    assert "data-progress" in client.get(response["Location"]).content.decode()
    assert client.get(f"{response['Location']}?progress=1").json()["under_way"]
    run_jobs()
    run.refresh_from_db()
    return run


def test_unpublish_and_publish_many(pages: list[CaseStudyPage], index: Any) -> None:
    client = english(client_of("superuser"), "superuser")
    run = do(client, "city", "unpublish", pages[:3])
    assert run.result["done"] == 3 and CaseStudyPage.objects.live().count() == len(pages) - 3
    drain()
    call_command("search_check", verbosity=0)
    pages[0].refresh_from_db()
    pages[0].limits = ""
    pages[0].save_revision(clean=False)
    CaseStudyPage.objects.filter(pk=pages[1].pk).update(locked=True, locked_by=User.objects.create_user("other"))
    run = do(client, "waiting", "publish", pages[:3])
    assert (run.result["done"], run.result["refused"]) == (1, 2)
    page = client.get(f"/admin/cases/bulk/{run.pk}/").content.decode()
    assert "something is missing: limits and failures" in page and "someone has locked it" in page
    assert CaseStudyPage.objects.get(pk=pages[2].pk).live and not CaseStudyPage.objects.get(pk=pages[0].pk).live


def test_a_picture_without_its_alternative_text_is_not_published_with_many(pages: list[CaseStudyPage]) -> None:
    client = english(client_of("superuser"), "superuser")
    silent = {"type": "picture", "value": {"image": None, "alt": "", "decorative": False, "caption": ""}}
    pages[0].gallery = json.dumps([silent])
    pages[0].save_revision(clean=False)
    run = do(client, "waiting", "publish", pages[:1])
    assert [(item["code"], item["fields"]) for item in run.result["named"]] == [("incomplete", ["pictures"])]
    assert "Alternative texts of pictures" in client.get(f"/admin/cases/bulk/{run.pk}/").content.decode()


def test_an_editor_without_the_right_to_publish_is_refused_object_by_object(pages: list[CaseStudyPage]) -> None:
    run = do(client_of("editor"), "city", "unpublish", pages)
    assert run.result["done"] == 0 and len(run.result["named"]) == len(pages)
    assert CaseStudyPage.objects.live().count() == len(pages)


def test_a_date_for_many(pages: list[CaseStudyPage]) -> None:
    client = english(client_of("editor"), "editor")
    run = do(client, "city", "confirm-by", pages[:2], date="2030-05-01")
    assert run.result["done"] == 2 and Case.objects.get(pk=pages[0].case.pk).confirm_by == date(2030, 5, 1)
    assert written_date("۱۴۰۵/۱۲/۲۹") == date(2027, 3, 20) and written_date(" 2027-3-20 ") == date(2027, 3, 20)
    for wrong in ("", "soon", "2030-02-31", "1405-13-01"):
        response = client.post(url("city"), {"action": "confirm-by", "row": [pages[0].pk], "date": wrong}, follow=True)
        assert "Write the date as" in response.content.decode()
    response = client.post(url("city"), {"action": "publish", "row": ["x", "9" * 40]}, follow=True)
    assert "Tick what it is" in response.content.decode()
    assert client.post(url("city"), {"action": "explode"}).status_code in (302, 403)
    assert BulkRun.objects.count() == 1


def test_a_run_is_seen_by_who_began_it(pages: list[CaseStudyPage]) -> None:
    run = do(client_of("editor"), "city", "confirm-by", pages[:1], date="2030-05-01")
    for role, allowed in (("publisher", False), ("superuser", True)):
        assert (client_of(role).get(f"/admin/cases/bulk/{run.pk}/").status_code == 200) == allowed


def test_pages_take_the_same_number_of_queries(pages: list[CaseStudyPage], django_assert_max_num_queries: Any) -> None:
    client = client_of("superuser")
    for page in pages:
        page.save_revision()
    for name in NAMES:
        with django_assert_max_num_queries(26):
            client.get(url(name))
