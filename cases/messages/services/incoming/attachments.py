"""Files that come with a mail, checked as if they had been uploaded."""

import io
import re
from email.message import Message
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.messages.records.replies import Attachment
from cases.uploads.documents import check_document
from cases.uploads.images import FORMATS, clean_image, stored_name

from .reading import content_of, decoded, is_attached, own_parts

MOST_FILES = 20
LONGEST_NAME = 150
# Signatures and invitations that programs add: no person sent them as a file.
_UNASKED = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "text/calendar",
)
_BAD = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def attachments_of(message: Message) -> list[Attachment]:
    """Files of a mail, in order, each accepted or refused in the language that is active."""
    files = [part for part in own_parts(message) if _is_file(part)]
    found = [_checked(part) for part in files[:MOST_FILES]]
    for part in files[MOST_FILES:]:
        refusal = _("More than 20 files came with the mail. Send the others with another.")
        found.append(Attachment(_name(part), 0, refusal=refusal))
    return found


def _is_file(part: Message) -> bool:
    kind = part.get_content_type()
    if kind in _UNASKED:
        return False
    return is_attached(part) or part.get_content_maintype() not in ("text", "multipart")


def _checked(part: Message) -> Attachment:
    name = _name(part)
    content = content_of(part)
    if content is None:  # a mail within the mail
        return Attachment(name, 0, refusal=_("Documents of this kind are not accepted."))
    try:
        if PurePath(name).suffix.lower().removeprefix(".") in FORMATS:
            clean = clean_image(io.BytesIO(content), name)
            return Attachment(stored_name(name), len(clean), clean)
        check_document(io.BytesIO(content), name)
    except ValidationError as error:
        return Attachment(name, len(content), refusal=" ".join(error.messages)[:300])
    return Attachment(name, len(content), content)


def _name(part: Message) -> str:
    """Name of a file, without anything of a path, and as short as a list can show; its ending stays."""
    try:
        given = decoded(part.get_filename() or "")
    except Exception:
        given = ""
    name = _BAD.sub(" ", given.replace("\\", "/").rpartition("/")[2]).strip(" .")
    if not name:
        name = f"{part.get_content_maintype()}.{re.sub('[^a-z0-9]', '', part.get_content_subtype())[:10] or 'bin'}"
    path = PurePath(name)
    return name if len(name) <= LONGEST_NAME else path.stem[: LONGEST_NAME - 20] + path.suffix[:20]
