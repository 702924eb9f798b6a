"""Files that belong to no public page are had by nobody who guesses their address."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.documents import get_document_model

from .test_not_public import answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]


def test_pictures_and_documents_are_not_had_by_guessing(tmp_path: Any, settings: Any) -> None:
    from django.core.files.base import ContentFile

    from cases.models import CaseImage
    from tests.cases.uploads.hostile import picture

    settings.MEDIA_ROOT = tmp_path
    image = CaseImage.objects.create(title="Lamps", file=ContentFile(picture(), "lamps.jpg"))
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"The plan.", "plan.txt"))
    for thing, paths in (
        (image, lambda pk: reverse("wagtailimages_serve", args=["guessed-signature", pk, "width-400"]) + "x.png"),
        (document, lambda pk: reverse("wagtaildocs_serve", args=[pk, "other.txt"])),
    ):
        missing = 10 ** len(str(thing.pk)) - 1  # with as many digits
        assert missing != thing.pk
        asked, unknown = (answer("get", paths(pk), {f"/{pk}/": "/?/"}) for pk in (thing.pk, missing))
        assert asked == unknown and asked[0] in (403, 404)
