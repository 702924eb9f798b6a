"""Importing in the admin: for those who may write, said in their language, safe to open in a spreadsheet."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from cases.models import Case, CaseIndexPage, CaseStudyPage, ImportRun
from cases.services.imports.cases import ImportOptions, import_cases
from home.services.task_queue import run_jobs
from tests.conftest import as_file
from tests.sheets import as_csv, as_xlsx

from .test_admin import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.IMPORT_DIR = tmp_path / "imports"


def send(client: Client, content: bytes, name: str = "cases.csv", **data: Any) -> Any:
    response = client.post("/admin/imports/new/", {"file": SimpleUploadedFile(name, content), **data})
    run_jobs()
    return response


def speak(language: str) -> None:
    UserProfile.objects.update_or_create(user=User.objects.get(), defaults={"preferred_language": language})


@pytest.mark.parametrize(("role", "allowed"), [("anonymous", False), ("plain", False), ("taxonomy keeper", False),
                                               ("editor", True), ("publisher", True), ("superuser", True)])  # fmt: skip
def test_who_may_import(role: str, allowed: bool, starter_records: list[dict[str, Any]]) -> None:
    owner = User.objects.create_superuser("owner", password="x")
    run = ImportRun.objects.create(user=owner, file_name="x", state="done", result={"counts": {"created": 1}})
    client = client_of(role)
    for url in ("", "new/", "template.xlsx", "template.csv", f"{run.pk}/", f"{run.pk}/problems.csv"):
        assert (client.get(f"/admin/imports/{url}").status_code == 200) == allowed, url
    send(client, as_csv(starter_records[:1]).getvalue())
    assert (ImportRun.objects.count() == 2) == allowed
    for action in ("confirm", "undo"):
        response = client.post(f"/admin/imports/{run.pk}/{action}/")
        assert response.status_code == 302
    run.refresh_from_db()
    assert run.stage == "check"


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_send_see_confirm_undo(make: Any, starter_records: list[dict[str, Any]]) -> None:
    client = client_of("superuser")  # who alone publishes without approval
    response = send(client, make(starter_records[:3]).getvalue(), publish="on")
    run = ImportRun.objects.get()
    assert response["Location"] == f"/admin/imports/{run.pk}/"
    page = client.get(response["Location"]).content.decode()
    assert "شبکهٔ اتوبوس‌های تندرو" in page and not Case.objects.exists()
    client.post(f"{response['Location']}confirm/")
    assert "data-progress" in client.get(response["Location"]).content.decode()
    assert client.get(f"{response['Location']}?progress=1").json()["under_way"] is True
    run_jobs()
    assert CaseStudyPage.objects.live().count() >= 6
    page = client.get(response["Location"]).content.decode()
    assert f"/admin/case/edit/{Case.objects.first().pk}/" in page  # type: ignore[union-attr]
    client.post(f"{response['Location']}undo/")
    run_jobs()
    assert not Case.objects.exists() and client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("language", "texts"),
    [("fa", ["این عدد نیست", "۲"]), ("en", ["This is not a number."]), ("ar", ["هذا ليس رقما"])],
)
def test_a_wrong_cell_is_named_in_the_readers_language(
    language: str, texts: list[str], starter_records: list[dict[str, Any]]
) -> None:
    client = client_of("superuser")
    speak(language)
    content = as_csv([{**starter_records[0], "started": "<b>soon</b>"}, starter_records[1]]).getvalue()
    page = client.get(send(client, content)["Location"]).content.decode()
    for text in texts:
        assert text in page
    assert "&lt;b&gt;soon" in page and "<b>soon" not in page and "started" in page


def test_the_file_of_problems_holds_no_formulas(starter_records: list[dict[str, Any]]) -> None:
    client = client_of("superuser")
    content = as_csv([{**starter_records[0], "started": "=1+1", "started_known": None}]).getvalue()
    location = send(client, content)["Location"]
    rows = list(csv.reader(io.StringIO(client.get(f"{location}problems.csv").content.decode("utf-8-sig"))))
    assert "'=1+1" in rows[1] and len(rows) == 2


@pytest.mark.parametrize("content", [b"", b"\xff" * 50, b"PK\x03\x04"], ids=["empty", "bytes", "zip"])
def test_no_file_breaks_it(content: bytes) -> None:
    client = client_of("superuser")
    response = send(client, content)
    if response.status_code == 302:
        assert client.get(response["Location"]).status_code == 200
        assert ImportRun.objects.get().state == "done"


def test_a_file_too_large_is_refused_at_its_field(settings: Any) -> None:
    settings.IMPORT_MAX_MB = 0
    client = client_of("superuser")
    speak("en")
    response = send(client, b"id")
    assert response.status_code == 200 and "larger than" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_what_the_user_may_not_write_is_refused(starter_records: list[dict[str, Any]]) -> None:
    """Someone who may add drafts in Persian only, and change only what is their own."""
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    user = User.objects.create_user("author", password="x")
    group = Group.objects.create(name="Persian authors")
    group.permissions.set(Group.objects.get(name="Editors").permissions.all())
    index = CaseIndexPage.objects.get(locale__language_code="fa")
    from django.contrib.auth.models import Permission

    GroupPagePermission.objects.create(
        group=group, page=index.page_ptr, permission=Permission.objects.get(codename="add_page")
    )
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    persian = {name: {"fa": value["fa"]} if isinstance(value, dict) and "fa" in value and name != "city" else value
               for name, value in starter_records[1].items()}  # fmt: skip
    changed = {**starter_records[0], "started": 1999, "started_known": None}
    location = send(client, as_csv([changed, starter_records[2], persian]).getvalue(), publish="on")["Location"]
    run = ImportRun.objects.get()
    assert run.publish is False, "who may not publish is not asked"
    assert run.result["counts"] == {"rejected": 2, "created": 1}
    assert {problem["code"] for problem in run.result["problems"]} == {"not_permitted"}
    client.post(f"{location}confirm/")
    run_jobs()
    assert Case.objects.count() == 2 and CaseStudyPage.objects.filter(started=1999).count() == 0


def test_a_locked_page_is_not_overwritten(starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    page = CaseStudyPage.objects.first()
    assert page is not None
    page.locked, page.locked_by = True, User.objects.create_user("other")
    page.save()
    client = client_of("editor")
    send(client, as_csv([{**starter_records[0], "started": 1999, "started_known": None}]).getvalue())
    assert ImportRun.objects.get().result["problems"][0]["code"] == "locked"


def test_pages_take_the_same_number_of_queries(
    starter_records: list[dict[str, Any]], django_assert_max_num_queries: Any
) -> None:
    client = client_of("superuser")
    location = send(client, as_csv(starter_records).getvalue())["Location"]
    client.post(f"{location}confirm/")
    run_jobs()
    with django_assert_max_num_queries(20):
        client.get(location)
    with django_assert_max_num_queries(20):
        client.get("/admin/imports/")
