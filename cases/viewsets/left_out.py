"""Wrong fields that a save left out of a draft: told with the save, and shown until they are put right."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page

KEY = "left_out"  # of the session: of the page saved last


def tell_left_out(request: HttpRequest, page: Page) -> None:
    """Notes what a save left out of a draft, and tells it, unless a script does."""
    left_out = getattr(page, "left_out", None)
    request.session.pop(KEY, None)
    if left_out is None:
        return
    typed = {name: {key: list(texts) for key, texts in inputs.items()} for name, inputs in left_out.typed.items()}
    noted = {"page": page.pk, "version": page.latest_revision_id, "typed": typed, "reasons": dict(left_out.reasons)}
    request.session[KEY] = noted
    if request.accepts("text/html"):
        labels = pgettext("between words", ", ").join(left_out.labels.values())
        said = _("Saved. These still have to be put right, and what you typed there is kept: %(fields)s.")
        messages.warning(request, said % {"fields": labels})


def show_left_out(request: HttpRequest, page: Page) -> None:
    """Gives a form that is opened what its last save left out."""
    noted: dict[str, Any] = request.session.get(KEY) or {}
    if request.method == "GET" and (noted.get("page"), noted.get("version")) == (page.pk, page.latest_revision_id):
        page.typed_wrongly = noted
