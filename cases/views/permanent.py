"""Permanent address of a case."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

from cases.models.localized_text import fallbacks
from cases.selectors.public_pages import public_pages


def permanent(request: HttpRequest, code: str) -> HttpResponse:
    """Redirects to the case in the reader's language, else in the best other one it is published in."""
    pages = public_pages().filter(case__code=code.upper()).select_related("locale")
    urls = {page.locale.language_code: page.get_url(request) for page in pages}
    language = next((code for code in fallbacks(get_language_from_request(request)) if code in urls), None)
    if language is None:
        raise Http404
    response = HttpResponseRedirect(urls[language] or "/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
