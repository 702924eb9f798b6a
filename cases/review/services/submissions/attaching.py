"""Files attached to submissions: checked as every other upload, and private until the case is published."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.review.choices import FileKind
from cases.review.models import Submission, SubmissionFile
from cases.uploads.documents import check_document
from cases.uploads.images import FORMATS, clean_image, stored_name

from .moving import lock
from .writing import NotWritableError, is_writable

MOST_FILES = 20
MAX_BYTES = 20 * 1024 * 1024
DOCUMENTS = ("pdf", "docx", "xlsx")
TOO_LARGE = _("The file is larger than 20 MB. Save it smaller.")
EMPTY = _("The file is empty.")
OTHER_KIND = _("Pictures (JPEG, PNG, WebP, AVIF, GIF), PDF, DOCX and XLSX are taken. Save it as one of these.")
TOO_MANY = _("There are 20 files already. Take one away first.")


def checked(upload: Any) -> tuple[FileKind, bytes]:
    """Kind and bytes of an uploaded file: a picture written anew, a document as it came. Raises ValidationError."""
    if upload.size > MAX_BYTES:
        raise ValidationError(TOO_LARGE, code="bytes")
    if not upload.size:
        raise ValidationError(EMPTY, code="empty")
    extension = PurePath(upload.name).suffix.lower().removeprefix(".")
    if extension in DOCUMENTS:
        check_document(upload, upload.name)
        upload.seek(0)
        return FileKind.DOCUMENT, upload.read()
    if extension in FORMATS or extension in ("svg", "heic", "heif", ""):  # refused in their own words
        return FileKind.PICTURE, clean_image(upload, upload.name)
    raise ValidationError(OTHER_KIND, code="format")


@transaction.atomic
def attach(submission: Submission, upload: Any, *, words: str = "", credit: str = "") -> SubmissionFile:
    """Keeps a file; one that is there already, by its bytes, is not kept twice.

    Raises ValidationError in words for whoever uploads, NotWritableError.
    """
    kind, content = checked(upload)
    lock(submission)
    if not is_writable(submission):
        raise NotWritableError
    digest = hashlib.sha256(content).hexdigest()
    if known := submission.files.filter(sha256=digest).first():
        return known
    if submission.files.count() >= MOST_FILES:
        raise ValidationError(TOO_MANY, code="many")
    name = _safe(stored_name(upload.name))
    file = SubmissionFile(
        submission=submission, kind=kind, name=name, words=words, credit=credit, size=len(content), sha256=digest
    )
    file.file.save(
        f"{submission.number}/{digest[:24]}{PurePath(name).suffix.lower()}", ContentFile(content), save=False
    )
    file.save()
    return file


@transaction.atomic
def detach(submission: Submission, pk: int) -> bool:
    """Takes a file away; False where it is not there any more. Raises NotWritableError."""
    lock(submission)
    if not is_writable(submission):
        raise NotWritableError
    file = submission.files.filter(pk=pk).first()
    if file is None:
        return False
    stored, path = file.file.storage, str(file.file.name)
    file.delete()
    transaction.on_commit(lambda: stored.delete(path))
    return True


def _safe(name: str) -> str:
    """Name without folders and control characters, short enough to be shown."""
    plain = "".join(letter for letter in PurePath(name.replace("\\", "/")).name if letter.isprintable())
    path = PurePath(plain or "file")
    return path.stem[:100] + path.suffix[:10]
