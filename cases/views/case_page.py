"""Case pages by their usual address, without walking down the page tree, which takes Wagtail eight queries."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.views import serve

from cases.selectors.case_page import public_case_page


def case_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page of this name in the reader's language; Wagtail answers for private, moved and missing ones."""
    page = public_case_page(slug, get_language() or "fa")
    response: HttpResponse = page.serve(request) if page else serve(request, f"cases/{slug}/")
    return response
