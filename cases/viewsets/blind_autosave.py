"""Autosaves of forms that were opened before their page had any version."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

VERSIONS = ("loaded_revision_id", "overwrite_revision_id")  # on which a form of Wagtail stands


def refuse_blind_autosave(request: HttpRequest, page: Page) -> JsonResponse | None:
    """Refuses an autosave that stands on no version where the page has one by now, in the words Wagtail's script reads.

    Wagtail takes such a form for up to date, and the second of two writers on an imported page, which has no version
    when both open it, would replace what the first wrote.
    """
    if request.method != "POST" or request.accepts("text/html") or any(request.POST.get(name) for name in VERSIONS):
        return None
    if not page.latest_revision_id:
        return None
    told = {
        "success": False,
        "error_code": "invalid_revision",
        "error_message": _("Saving will overwrite a newer version."),
    }
    return JsonResponse(told, status=400)
