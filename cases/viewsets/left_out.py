"""Wrong fields that a save left out of a draft: told with the save, and shown until they are put right."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page

KEY = "left_out"  # of the session: of each of the pages saved last, by its key
MOST_PAGES = 10  # remembered; the one saved longest ago goes first


def tell_left_out(request: HttpRequest, page: Page) -> None:
    """Notes what a save left out of a draft, and tells it, unless a script does."""
    left_out = getattr(page, "left_out", None)
    noted = _noted(request)
    if noted.pop(str(page.pk), None) is not None or left_out is not None:
        request.session[KEY] = noted
    if left_out is None:
        return
    typed = {name: {key: list(texts) for key, texts in inputs.items()} for name, inputs in left_out.typed.items()}
    noted[str(page.pk)] = {
        "version": page.latest_revision_id,
        "typed": typed,
        "reasons": dict(left_out.reasons),
    }
    request.session[KEY] = dict(list(noted.items())[-MOST_PAGES:])
    if request.accepts("text/html"):
        labels = pgettext("between words", ", ").join(left_out.labels.values())
        said = _("Saved. These still have to be put right, and what you typed there is kept: %(fields)s.")
        messages.warning(request, said % {"fields": labels})


def store_figures_of_new_page(request: HttpRequest, page: Page) -> None:
    """Stores the figures that were typed in the form of a page that is new, and so had no case before."""
    store = getattr(page, "store_figures", None)
    if store is not None and page.case is not None:
        store(page.case)


def show_left_out(request: HttpRequest, page: Page) -> None:
    """Gives a form that is opened what its last save left out."""
    noted = _noted(request).get(str(page.pk))
    if request.method == "GET" and noted and noted.get("version") == page.latest_revision_id:
        page.typed_wrongly = noted


def _noted(request: HttpRequest) -> dict[str, Any]:
    """Notes of what was left out, by the key of the page; an older session may hold that of one page alone."""
    noted = request.session.get(KEY)
    return {key: value for key, value in noted.items() if key.isdecimal()} if isinstance(noted, dict) else {}
