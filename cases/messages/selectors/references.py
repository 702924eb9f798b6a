"""Things of any kind, as rows of this room point to them."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model


def reference_to(thing: Model) -> dict[str, Any]:
    """Values of the two fields by which a row points to a thing: its kind, and its key as text."""
    return {"content_type": ContentType.objects.get_for_model(thing), "object_id": str(thing.pk)}
