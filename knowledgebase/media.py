"""Uploaded files as the admin shows them. Readers need none of these addresses: documents and sizes of pictures have
others, which know what is private and what belongs to a draft."""

import errno
import hashlib
import os
from posixpath import normpath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils._os import safe_join
from django.views.decorators.http import etag, require_safe
from django.views.static import serve

ELSEWHERE = ("documents/", "wagtail_uploads/")  # the first by Wagtail's own address, the second nowhere


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """File of the library, for whoever may enter the admin.

    Raises Http404 for others, for documents, and for a name that is too long to be that of a file.
    """
    may_see = request.user.has_perm("wagtailadmin.access_admin")
    if not may_see or normpath(path).lstrip("/").startswith(ELSEWHERE):
        raise Http404
    try:
        return _file(request, path)
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise Http404 from error


def _tag(request: HttpRequest, path: str) -> str | None:
    """Entity tag of a file, by its size and when it was written; None where there is none."""
    try:
        found = os.stat(safe_join(settings.MEDIA_ROOT, normpath(path).lstrip("/")))
    except (OSError, SuspiciousFileOperation):
        return None
    return f'"{hashlib.blake2b(f"{found.st_mtime_ns} {found.st_size}".encode(), digest_size=12).hexdigest()}"'


@etag(_tag)
def _file(request: HttpRequest, path: str) -> HttpResponseBase:
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))
