"""What is uploaded is what it says, of a size one can work with, and says nothing about where it was made."""

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Collection

from cases.models import CaseImage
from cases.permissions import Role
from cases.uploads.documents import check_document
from cases.uploads.images import STORED_SIDE, clean_image, stored_name
from tests.cases.roles import browser_of, person

from . import hostile

REFUSED = list(hostile.refused_pictures())
CLEANED = list(hostile.cleaned_pictures())
BAD_DOCUMENTS = list(hostile.refused_documents())
GOOD_DOCUMENTS = list(hostile.accepted_documents())


def names(files: list[tuple[str, bytes]]) -> list[str]:
    return [name for name, _content in files]


def test_there_are_many_hostile_files() -> None:
    assert len(REFUSED) + len(CLEANED) + len(BAD_DOCUMENTS) >= 60
    assert len(set(names(REFUSED))) == len(REFUSED)


@pytest.mark.parametrize(("name", "content"), REFUSED, ids=names(REFUSED))
def test_no_picture(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_image(io.BytesIO(content), name)
    assert refused.value.messages[0] and "%(" not in refused.value.messages[0]


@pytest.mark.parametrize(("name", "content"), CLEANED, ids=names(CLEANED))
def test_nothing_but_the_picture(name: str, content: bytes) -> None:
    before = Image.open(io.BytesIO(content))
    written = clean_image(io.BytesIO(content), name)
    after = Image.open(io.BytesIO(written))
    after.load()
    assert hostile.GPS not in written and not dict(after.getexif()) and after.format == before.format
    assert not {"exif", "xmp", "comment", "Location", "XML:com.adobe.xmp"} & set(after.info)
    turned = name.startswith("turned") and int(name[7]) >= 5
    wanted = before.size[::-1] if turned or name == "large.jpg" else before.size
    if max(wanted) <= STORED_SIDE:
        assert after.size == wanted
    else:
        assert max(after.size) == STORED_SIDE
        assert abs(after.size[0] / after.size[1] - wanted[0] / wanted[1]) < 0.02


@pytest.mark.parametrize(("name", "content"), BAD_DOCUMENTS, ids=names(BAD_DOCUMENTS))
def test_no_document(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        check_document(io.BytesIO(content), name)
    assert refused.value.messages[0] and "%(" not in refused.value.messages[0]


@pytest.mark.parametrize(("name", "content"), GOOD_DOCUMENTS, ids=names(GOOD_DOCUMENTS))
def test_ordinary_documents_pass(name: str, content: bytes) -> None:
    check_document(io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("macros-by-another-name.docx", "macros", "macros"),
        ("macros-by-ending.docx", "macros", "macros"),
        ("docm-called.docx", "macros", "macros"),
        ("archive-before.pdf", "format", "before the PDF begins"),
        ("page-before.pdf", "format", "before the PDF begins"),
        ("protected.xlsx", "format", "password"),
        ("latin1.csv", "encoding", "UTF-8"),
        ("program.csv", "format", "not what the file holds"),
        ("program.pdf", "format", "not what the file holds"),
    ],
)
def test_a_refusal_says_what_is_true(name: str, code: str, words: str) -> None:
    with pytest.raises(ValidationError) as refused, override("en"):
        check_document(io.BytesIO(dict(BAD_DOCUMENTS)[name]), name)
    with override("en"):
        assert words in refused.value.messages[0] and refused.value.code == code


def test_a_picture_is_told_what_it_is() -> None:
    for name, words in (("a", "It is a JPEG file"), ("a.bmp", "The name says BMP, but it is a JPEG file")):
        with pytest.raises(ValidationError) as refused:
            clean_image(io.BytesIO(hostile.picture()), name)
        with override("en"):
            assert words in refused.value.messages[0]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["saved.jfif", "SAVED.JFIF"])
def test_a_picture_that_a_browser_saved_is_stored_under_the_usual_ending(editor: Client, name: str) -> None:
    response = upload(editor, "images", name, hostile.picture(exif=hostile.exif()))
    assert response.status_code == 302
    image = CaseImage.objects.get()
    assert image.file.name.lower().endswith("saved.jpg")
    with image.open_file() as stored:
        assert hostile.GPS not in stored.read()
    again = CaseImage.objects.create(title="b", file=SimpleUploadedFile("b.jfif", hostile.picture()))
    assert again.file.name.endswith(".jpg")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["on-the-web.docx", "mark-before.pdf"])
def test_documents_of_other_programs_are_taken_by_the_form(editor: Client, name: str) -> None:
    assert upload(editor, "documents", name, dict(GOOD_DOCUMENTS)[name]).status_code == 302
    assert Document.objects.count() == 1


@pytest.fixture
def editor(foundation: None, settings: Any, tmp_path: Any) -> Client:
    settings.MEDIA_ROOT = tmp_path / "media"
    return browser_of(person(Role.EDITOR, language="fa"))


def upload(client: Client, where: str, name: str, content: bytes) -> Any:
    data = {"title": name, "collection": Collection.get_first_root_node().pk, "file": SimpleUploadedFile(name, content)}
    return client.post(f"/admin/{where}/add/", data)


@pytest.mark.django_db
def test_the_form_refuses_at_the_field_in_the_editors_language(editor: Client) -> None:
    response = upload(editor, "images", "a.svg", hostile.svg())
    assert "SVG" in response.context["form"].errors["file"][0] and not CaseImage.objects.exists()
    assert "پذیرفته نمی‌شود" in response.context["form"].errors["file"][0]
    response = upload(editor, "documents", "a.pdf", b"<html>")
    assert "file" in response.context["form"].errors and not Document.objects.exists()


@pytest.mark.django_db
def test_what_is_stored_holds_no_place(editor: Client) -> None:
    upload(editor, "images", "a.jpg", hostile.picture(exif=hostile.exif(6)))
    image = CaseImage.objects.get()
    with image.open_file() as file:
        content = file.read()
    assert hostile.GPS not in content and (image.width, image.height) == (48, 64)
    assert image.file_size == len(content)


@pytest.mark.django_db
def test_many_at_once_are_cleaned_as_well_even_where_another_field_is_wrong(editor: Client) -> None:
    file = SimpleUploadedFile("b.jpg", hostile.picture(exif=hostile.exif()))
    data = {"files[]": file, "title": "t" * 300, "collection": Collection.get_first_root_node().pk}
    answer = editor.post("/admin/images/multiple/add/", data, headers={"x-requested-with": "XMLHttpRequest"}).json()
    form = {f"uploaded-image-{answer['uploaded_file_id']}-title": "t"}
    editor.post(
        f"/admin/images/multiple/create_from_uploaded_image/{answer['uploaded_file_id']}/",
        form | {f"uploaded-image-{answer['uploaded_file_id']}-collection": data["collection"]},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    with CaseImage.objects.get().open_file() as stored:
        assert hostile.GPS not in stored.read()


@pytest.mark.django_db
def test_a_picture_not_made_by_a_form_is_cleaned_too(settings: Any, tmp_path: Any, foundation: None) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("c.jpg", hostile.picture(exif=hostile.exif()))
    image = CaseImage.objects.create(title="c", file=file)
    with image.open_file() as stored:
        assert hostile.GPS not in stored.read()
    with pytest.raises(ValidationError):
        CaseImage.objects.create(title="d", file=SimpleUploadedFile("d.png", hostile.svg()))


@pytest.mark.parametrize("name", ["IMG_1.HEIC", "IMG_1.heif"])
def test_a_picture_of_a_telephone_becomes_a_jpeg_without_its_place(name: str) -> None:
    content = hostile.of_a_telephone()
    assert hostile.GPS in content
    cleaned = clean_image(io.BytesIO(content), name)
    picture = Image.open(io.BytesIO(cleaned))
    assert picture.format == "JPEG" and sorted(picture.size) == [300, 400] and hostile.GPS not in cleaned
    assert not picture.getexif() and stored_name(name) == "IMG_1.jpg"


def test_what_only_looks_like_a_picture_of_a_telephone_is_refused() -> None:
    content = hostile.of_a_telephone()
    for wrong, name in ((content, "a.jpg"), (content[:-400], "a.heic"), (content[:60], "a.heic")):
        with pytest.raises(ValidationError):
            clean_image(io.BytesIO(wrong), name)
    with override("en"), pytest.raises(ValidationError, match="12,000"):
        clean_image(io.BytesIO(hostile.of_a_telephone((12_100, 64))), "a.heic")
