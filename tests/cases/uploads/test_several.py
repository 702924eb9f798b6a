"""Several pictures at once: those that are right come into the draft, the others are named with the reason."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cases.models import CaseImage, CaseStudyPage
from cases.permissions import Role
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

from . import hostile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def page(starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=False))
    found: CaseStudyPage = CaseStudyPage.objects.get(locale__language_code="en")
    return found


def picture(name: str) -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(written, "PNG")
    return SimpleUploadedFile(name, written.getvalue(), "image/png")


def send(page: CaseStudyPage, role: Role, *files: SimpleUploadedFile, name: str = "") -> Any:
    url = reverse("case_pictures", args=[page.pk])
    return browser_of(person(role, name)).post(url, {"pictures": list(files)}, follow=True)


def gallery(page: CaseStudyPage) -> list[tuple[str, str]]:
    draft = CaseStudyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [(block.value["image"].title, block.value["alt"]) for block in draft.gallery]


def test_they_come_into_the_draft_and_ask_for_their_words(page: CaseStudyPage) -> None:
    before = gallery(page)
    heic = SimpleUploadedFile("IMG_1.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic")
    script = SimpleUploadedFile("<b>.png", b"<script>", "image/png")
    telephone = SimpleUploadedFile("yard.heic", hostile.of_a_telephone(), "image/heic")
    answer = send(page, Role.EDITOR, picture("باغ.png"), heic, telephone, script)
    assert gallery(page) == [*before, ("باغ", ""), ("yard", "")]
    told = [str(message) for message in answer.context["messages"]]
    assert any("IMG_1.heic" in text and "HEIC" in text for text in told), told
    assert "<b>.png" not in answer.content.decode() and any("2 pictures" in text for text in told)
    draft = CaseStudyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert "pictures" in draft.missing()


def test_there_is_room_for_twenty(page: CaseStudyPage) -> None:
    answer = send(page, Role.EDITOR, *(picture(f"{number}.png") for number in range(22)))
    assert len(gallery(page)) == 20 and "no room" in answer.content.decode()
    send(page, Role.EDITOR, picture("more.png"), name="again")
    assert len(gallery(page)) == 20


def test_nothing_chosen_is_said_and_others_are_sent_away(page: CaseStudyPage) -> None:
    before = CaseImage.objects.count()
    assert send(page, Role.EDITOR).status_code == 200
    for role in (Role.AUTHOR, Role.TAXONOMY_KEEPER):
        send(page, role, picture("a.png"))
    assert CaseImage.objects.count() == before and page.revisions.count() == 0
