"""Every door by which a file comes in refuses hostile ones: in the editor's language, at the field, nothing is kept."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.models import Collection, Revision, UploadedFile

from cases.models import CaseImage, CaseStudyPage, ImportRun
from cases.permissions import Role
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.roles import browser_of, person
from tests.cases.translating import begin
from tests.conftest import as_file
from tests.knowledgebase.rights.addresses import addresses
from tests.knowledgebase.rights.samples import samples
from tests.knowledgebase.rights.walking import show_second_factor
from tests.knowledgebase.rights.world import World

from . import hostile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
PICTURES = {
    name: content
    for name, content in hostile.refused_pictures()
    if name in ("drawing.svg", "drawing.png", "page.jpg", "program.png", "bomb-2GB.png", "cut.jpeg", "empty.png")
}
DOCUMENTS = {
    name: content
    for name, content in hostile.refused_documents()
    if name in ("page.pdf", "program.docx", "macros.docx", "bomb.xlsx", "script.html", "zeros.txt")
}
THESAURI = {"page.json": b"<html>", "bomb.rdf": b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', "zeros.ttl": b"\0\0"}
# Address -> name of its field, and what it must refuse.
DOORS: dict[str, tuple[str, dict[str, bytes]]] = {
    "wagtailimages:add": ("file", PICTURES),
    "wagtailimages:edit": ("file", PICTURES),
    "wagtailimages:add_multiple": ("files[]", PICTURES),
    "wagtailimages_chooser:create": ("image-chooser-upload-file", PICTURES),
    "wagtaildocs:add": ("file", DOCUMENTS),
    "wagtaildocs:edit": ("file", DOCUMENTS),
    "wagtaildocs:add_multiple": ("files[]", DOCUMENTS),
    "wagtaildocs_chooser:create": ("document-chooser-upload-file", DOCUMENTS),
    "wagtailadmin_account": ("avatar-avatar", PICTURES),
    "topic:import": ("file", THESAURI),
}
# Pages that show the form of another door.
SHOWN = {"wagtailimages_chooser:choose", "wagtaildocs_chooser:choose"}
# What it takes is read by a job, which lists what is wrong: tests/cases/admin/test_imports.py, test_hostile_sheets.py.
READ_LATER = {"imports:add"}
# It takes what is right of many and names the others in messages: tests/cases/uploads/test_several.py.
OF_MANY = {"case_pictures"}
# Files of the translation of a page, which only the page of a translation takes; the walk's drafts are none.
PO_FILES = {
    **{name: content for name, content in DOCUMENTS.items() if name != "zeros.txt"},
    "zeros.po": b"\0" * 1000,
    "page.po": b"<html><script>alert(1)</script></html>",
    "huge.po": b'msgid "a"\nmsgstr "' + b"b" * 6_000_000 + b'"\n',
    "of-another.po": b'msgid ""\nmsgstr "Language: tr\\n"\n\nmsgctxt "summary"\nmsgid "a"\nmsgstr "b"\n',
}


def test_every_door_is_known(starter_records: list[dict[str, Any]], settings: Any, tmp_path: Path) -> None:
    """Pages with a field for a file, by going to every address there is: a new one is one to test."""
    settings.MEDIA_ROOT = tmp_path
    user = person(Role.SUPERUSER)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    show_second_factor(client, user)
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    found = set()
    with override("en"):
        world = World(user, starter_records)
        for address in addresses():
            for sample in samples(address, world):
                with transaction.atomic():
                    response: Any = client.get(sample.path)
                    transaction.set_rollback(True)
                client.cookies.clear()
                client.cookies.load(cookies)
                if not response.streaming and re.search(rb'type=\\?"file\\?"', response.content):
                    found.add(address.label)
    assert found - SHOWN == {*DOORS, *READ_LATER, *OF_MANY}


@pytest.fixture
def editor(foundation: None, settings: Any, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT, settings.IMPORT_DIR = tmp_path / "media", tmp_path / "imports"
    settings.MEDIA_ROOT.mkdir()
    return browser_of(person(Role.SUPERUSER, language="fa"))


def address_of(door: str) -> str:
    if door == "wagtailimages:edit":
        return f"/admin/images/{CaseImage.objects.create(title='a', file=ContentFile(hostile.picture(), 'a.jpg')).pk}/"
    if door == "wagtaildocs:edit":
        made = get_document_model().objects.create(title="a", file=ContentFile(b"The plan.", "a.txt"))
        return f"/admin/documents/edit/{made.pk}/"
    paths = {
        "wagtailimages:add": "images/add/", "wagtailimages:add_multiple": "images/multiple/add/",
        "wagtailimages_chooser:create": "images/chooser/create/", "wagtaildocs:add": "documents/add/",
        "wagtaildocs:add_multiple": "documents/multiple/add/",
        "wagtaildocs_chooser:create": "documents/chooser/create/",
        "wagtailadmin_account": "account/", "topic:import": "topic/import/",
    }  # fmt: skip
    return f"/admin/{paths[door]}"


def kept(folder: Path) -> list[tuple[str, int]]:
    """Files that are kept; sizes of pictures that a page of the admin shows are made anew at any time."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "images"]
    return sorted((str(path), path.stat().st_size) for path in found)


def said(response: Any) -> str:
    """What the answer says of the errors: at the field, or in the JSON of many at once."""
    content = response.content.decode()
    if response.headers["Content-Type"].startswith("application/json"):
        answer = json.loads(content)
        if "error_message" in answer:
            return str(answer["error_message"])
        content = " ".join(value for value in answer.values() if isinstance(value, str))
    return " ".join(re.findall(r'class="[^"]*error[^"]*"[^>]*>(.*?)</(?:div|p|ul)', content, flags=re.S))


@pytest.mark.parametrize("door", DOORS)
def test_a_hostile_file_is_refused_at_every_door(door: str, editor: Client, tmp_path: Path) -> None:
    field, files = DOORS[door]
    path = address_of(door)
    before, rows = kept(tmp_path), counts()
    is_many = field == "files[]"
    headers = {"x-requested-with": "XMLHttpRequest"} if is_many else {}
    prefix = field.removesuffix("file") if field.endswith("-file") else ""
    for name, content in files.items():
        posted = {
            field: SimpleUploadedFile(name, content),
            f"{prefix}title": "t",
            f"{prefix}collection": Collection.get_first_root_node().pk,
        }
        response: Any = editor.post(path, posted, headers=headers)
        assert response.status_code in (200, 400), (name, response.status_code)
        if door != "topic:import":  # whose page lists what is wrong in the file, line by line
            assert re.search("[آ-ی]{2}", said(response)), f"{name}: {said(response)[:300]!r}"
        assert counts() == rows and kept(tmp_path) == before, name


def test_a_hostile_file_is_no_translation(
    editor: Client, starter_records: list[dict[str, Any]], tmp_path: Path
) -> None:
    """The answer to a file of texts is a message above them, for the page goes on; no draft changes."""
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    CaseStudyPage.objects.get(locale__language_code="ar").delete()
    source = CaseStudyPage.objects.get(locale__language_code="fa")
    target = begin(source, "ar")
    before, drafts = kept(tmp_path), Revision.objects.count()
    for name, content in PO_FILES.items():
        upload = SimpleUploadedFile(name, content)
        response: Any = editor.post(reverse("case_translation_upload", args=[target.pk]), {"file": upload}, follow=True)
        told = " ".join(re.findall(r'<li class="error">(.*?)</li>', response.content.decode(), flags=re.S))
        assert response.status_code == 200 and re.search("[آ-ی]{2}", told), f"{name}: {told[:300]!r}"
        assert "alert(1)" not in told and len(told) < 2000, name
        assert kept(tmp_path) == before and Revision.objects.count() == drafts, name


def counts() -> list[int]:
    return [model.objects.count() for model in (CaseImage, get_document_model(), UploadedFile, ImportRun)]
