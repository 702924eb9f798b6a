"""Keeps drafts true when the objects they refer to are merged into others."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.fields.json import KT
from wagtail.models import Revision

from cases.models import CaseStudyPage


def replace_in_revisions(name: str, old: int, new: int) -> int:
    """Puts ``new`` for the key ``old`` in the field ``name`` of every saved version; returns how many changed.

    A version that names a key which is gone would lose it without a word when it is published.
    """
    changed: list[Revision] = []
    total = 0
    content_type = ContentType.objects.get_for_model(CaseStudyPage)
    # The database leaves out most without the server reading them; a 12 within 112 is sorted out below.
    named = Revision.objects.annotate(value=KT(f"content__{name}")).filter(value__contains=str(old))
    for revision in named.filter(content_type=content_type).only("content").iterator(chunk_size=200):
        value = revision.content.get(name)
        replaced = _replaced(value, old, new)
        if replaced != value:
            revision.content[name] = replaced
            changed.append(revision)
            total += 1
        if len(changed) == 200:
            Revision.objects.bulk_update(changed, ["content"])
            changed = []
    Revision.objects.bulk_update(changed, ["content"])
    return total


def _replaced(value: Any, old: int, new: int) -> Any:
    if isinstance(value, list):
        return list(dict.fromkeys(new if key == old else key for key in value)) if old in value else value
    return new if value == old else value
