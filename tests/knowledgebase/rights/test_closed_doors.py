"""Doors of Wagtail's admin that stood open to whoever may enter it, or that only led to an error."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Task, UploadedFile

from cases.models import CaseImage, CaseIndexPage, CaseStudyPage
from cases.permissions import Role
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.reviewing import submit
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def draft(starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    """A draft of an author."""
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=False))
    page: CaseStudyPage = CaseStudyPage.objects.get(locale__language_code="en")
    page.title = page.draft_title = "Hidden until then"
    page.slug = "hidden-until-then"
    page.owner = person(Role.AUTHOR, "somebody")
    page.save()
    return page


def refused(client: Client, path: str, method: str = "get", data: Any = None) -> bool:
    """Whether a browser is sent away."""
    answer = getattr(client, method)(path, data or {})
    location = answer.headers.get("Location", "")
    return answer.status_code in (403, 404) or location == "/admin/" or location.endswith(f"/fa{path}")


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.EDITOR, Role.PUBLISHER, Role.TAXONOMY_KEEPER])
def test_tasks_of_workflows_show_to_those_who_set_them_up(role: Role) -> None:
    task = Task.objects.all()[0]
    paths = [f"/admin/workflows/task_chooser/{end}" for end in ("", "results/", "create/", f"{task.pk}/")]
    keeper, administrator = browser_of(person(role)), browser_of(person(Role.ADMINISTRATOR))
    assert [refused(keeper, path) for path in paths] == [True] * 4
    assert [administrator.get(path).status_code for path in paths] == [200] * 4


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.TAXONOMY_KEEPER])
def test_the_title_of_a_draft_is_not_shown_by_moving_it(role: Role, draft: CaseStudyPage) -> None:
    other = CaseIndexPage.objects.get(locale__language_code="ar")
    path = f"/admin/pages/{draft.pk}/move/{other.pk}/confirm/"
    client = browser_of(person(role))
    assert draft.title not in client.get(path).content.decode() and refused(client, path)
    assert draft.title in browser_of(person(Role.EDITOR)).get(path).content.decode()


def test_who_may_not_edit_a_page_is_not_told_where_its_review_stands(draft: CaseStudyPage) -> None:
    submit(draft, draft.owner)
    path = f"/admin/pages/workflow/confirm_cancellation/{draft.pk}/"
    for role in (Role.AUTHOR, Role.TAXONOMY_KEEPER):
        assert refused(browser_of(person(role)), path)
    assert not refused(browser_of(person(Role.EDITOR)), path)


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> dict[str, Any]:
    """A picture and a document of the library."""
    settings.MEDIA_ROOT = tmp_path
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, "PNG")
    return {
        "images": CaseImage.objects.create(title="Secret", file=ContentFile(written.getvalue(), "a.png")),
        "documents": Document.objects.create(title="Secret", file=ContentFile(b"text", "a.txt")),
    }


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_the_library_lists_nothing_to_who_may_choose_nothing_from_it(kind: str, files: dict[str, Any]) -> None:
    base = f"/admin/api/main/{kind}/"
    keeper, author = browser_of(person(Role.TAXONOMY_KEEPER)), browser_of(person(Role.AUTHOR))
    assert keeper.get(base).json()["items"] == []
    assert refused(keeper, f"{base}{files[kind].pk}/")
    assert [item["title"] for item in author.get(base).json()["items"]] == ["Secret"]
    assert author.get(f"{base}{files[kind].pk}/").json()["title"] == "Secret"


@pytest.fixture
def root() -> Client:
    """A superuser's browser that is shown errors as a reader would see them."""
    client = Client(raise_request_exception=False)
    client.force_login(person(Role.SUPERUSER))
    return client


@pytest.mark.parametrize("path", ["failwhale/", "test404/"])
def test_addresses_for_developers_of_wagtail_are_gone(path: str, root: Client) -> None:
    assert root.get(f"/admin/{path}", follow=True).status_code == 404


@pytest.mark.parametrize(
    "parent", [{}, {"new_parent_page": ""}, {"new_parent_page": "x"}, {"new_parent_page": "99999"}]
)
def test_a_copy_without_a_place_is_no_server_error(parent: dict[str, str], root: Client, draft: CaseStudyPage) -> None:
    assert root.post(f"/admin/pages/{draft.pk}/copy/", parent).status_code == 400


def test_a_link_without_an_address_is_no_server_error(root: Client) -> None:
    assert root.post("/admin/choose-external-link/", {}).status_code == 400
    for url in ("", "no link", "https://city.example/"):
        assert root.post("/admin/choose-external-link/", {"external-link-chooser-url": url}).status_code == 200


def test_a_document_uploaded_without_a_title_is_given_one_later(root: Client, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("plan.txt", b"The plan.")
    first = root.post("/admin/documents/multiple/add/", {"files[]": file, "title": ""}).json()
    upload = UploadedFile.objects.get()
    assert first["success"] and first["uploaded_file_id"] == upload.pk
    path = f"/admin/documents/multiple/create_from_uploaded_document/{upload.pk}/"
    assert not root.post(path, {}).json()["success"]
    assert root.post(path, {f"uploaded-document-{upload.pk}-title": "The plan"}).json()["success"]
    assert Document.objects.get().title == "The plan"


def test_a_file_waits_for_who_may_add_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    user: User = person(Role.TAXONOMY_KEEPER)
    for kind, model in (("image", CaseImage), ("document", Document)):
        upload = UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(model),
            file=ContentFile(b"x", "x"),
            uploaded_by_user=user,
        )
        path = f"/admin/{kind}s/multiple/create_from_uploaded_{kind}/{upload.pk}/"
        assert refused(browser_of(user), path, "post")


def test_files_are_not_had_past_the_addresses_that_know_what_is_private(files: dict[str, Any]) -> None:
    picture, document = (f"/media/{files[kind].file.name}" for kind in ("images", "documents"))
    author = browser_of(person(Role.AUTHOR))
    for client in (Client(), browser_of(User.objects.create_user("account"))):
        assert refused(client, picture) and refused(client, document)
    assert author.get(picture).status_code == 200
    for path in (document, document.replace("documents", "x/../documents"), document.replace("/media/", "/media//")):
        assert refused(author, path), path


@pytest.mark.parametrize("path", ["", "search/", "3/", "chosen-multiple/"])
def test_pages_are_chosen_by_those_who_write_some(path: str, draft: CaseStudyPage) -> None:
    path = f"/admin/choose-page/{path.replace('3', str(draft.get_parent().pk))}"
    assert refused(browser_of(person(Role.TAXONOMY_KEEPER)), path)
    assert not refused(browser_of(person(Role.AUTHOR)), path)
