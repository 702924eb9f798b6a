"""Adds pictures to the gallery of a draft."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.db import transaction
from wagtail.permissions import policy_registry

from cases.models import CaseImage, CaseStudyPage
from cases.models.pages import MAX_PICTURES


@transaction.atomic
def add_pictures(page: CaseStudyPage, files: Iterable[tuple[str, Any]], user: Any) -> tuple[int, list[str]]:
    """Stores pictures and puts them at the end of the gallery of the latest draft, without words yet.

    Returns how many went in, and the names of those for which there was no room.
    """
    draft = page.get_latest_revision_as_object()
    collection = policy_registry.get_by_type(CaseImage).collections_user_has_permission_for(user, "add").first()
    added, left = 0, []
    for name, file in files:
        if len(draft.gallery) >= MAX_PICTURES:
            left.append(name)
            continue
        picture = CaseImage(title=PurePath(name).stem[:255] or name[:255], file=file, uploaded_by_user=user)
        picture.collection = collection
        picture._set_image_file_metadata()
        picture.save()
        draft.gallery.append(("picture", {"image": picture, "alt": "", "decorative": False, "caption": ""}))
        added += 1
    if added:
        draft.save_revision(user=user, clean=False)
    return added, left
