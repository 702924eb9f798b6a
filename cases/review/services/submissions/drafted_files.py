"""Files of an accepted submission, put into the library: pictures into the gallery, documents among the sources."""

from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.models import Collection

from cases.models.images import CaseImage
from cases.review.choices import FileKind
from cases.review.models import Submission, SubmissionFile

from .drafted_parts import streams_of


def gallery_of(submission: Submission, by: User) -> StreamValue:
    """Gallery of the pictures, each with the words of whoever sent it as its alternative text."""
    pictures = [(file, _image(file, by)) for file in submission.files.filter(kind=FileKind.PICTURE)]
    values = [{"image": image.pk, "alt": file.words, "decorative": False, "caption": ""} for file, image in pictures]
    return streams_of("gallery", values)


def keep_documents(submission: Submission, by: User) -> list[tuple[str, int]]:
    """Documents in the library: title and key of each."""
    return [_document(file, by) for file in submission.files.filter(kind=FileKind.DOCUMENT)]


def _image(file: SubmissionFile, by: User) -> CaseImage:
    known: CaseImage | None = CaseImage.objects.filter(sha256=file.sha256).first()
    if known is not None:
        return known
    image = CaseImage(
        title=(file.words or file.name)[:255], credit=file.credit, uploaded_by_user=by, collection=_collection()
    )
    image.file.save(file.name, _content(file), save=False)
    image.save()
    return image


def _document(file: SubmissionFile, by: User) -> tuple[str, int]:
    made: Any = get_document_model()(
        title=(file.words or file.name)[:255], uploaded_by_user=by, collection=_collection()
    )
    made.file.save(file.name, _content(file), save=False)
    made.save()
    return made.title, made.pk


def _content(file: SubmissionFile) -> ContentFile[bytes]:
    with file.file.open("rb") as stored:
        return ContentFile(stored.read(), name=file.name)


def _collection() -> Collection:
    root: Collection = Collection.get_first_root_node()
    return root
