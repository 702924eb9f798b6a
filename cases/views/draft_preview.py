"""Draft of a page for whoever has a link to it: no account, no trace in caches, lists or the logs of other sites."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from cases.selectors.preview_links import open_link
from cases.services.preview_links import count_opening

from .behind_secret import kept_secret


@require_safe
def draft_preview(request: HttpRequest, token: str) -> HttpResponse:
    """The latest draft as its public page would look, in the language in which it is written.

    A link that is unknown, expired or revoked, and one to a page that is private, answer alike.
    """
    link = open_link(token)
    answer: HttpResponse
    if link is None:
        answer = render(request, "cases/pages/no_preview.html", status=404)
    elif (language := link.page.locale.language_code) != get_language():
        with override(language):
            answer = HttpResponseRedirect(reverse("cases:preview", args=[token]))
    else:
        if request.method == "GET":
            count_opening(link)
        draft = link.page.get_latest_revision_as_object()
        draft.is_previewed = True
        context = {**draft.get_context(request), "is_preview_link": True, "link": link}
        answer = render(request, "cases/pages/case_preview.html", context)
    return kept_secret(answer)
