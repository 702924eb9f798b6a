"""Permanent address of a case."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers

from cases.selectors.frames import frame_address, public_page_of

from .preferred_language import preferred_language


def permanent(request: HttpRequest, code: str) -> HttpResponse:
    """Redirects to the case in the reader's language: to its page, or to its frame around the page that suits best."""
    language = preferred_language(request)
    page = public_page_of(code, language)
    if page is None:
        raise Http404
    is_written = page.locale.language_code == language
    response = HttpResponseRedirect(page.get_url(request) or "/" if is_written else frame_address(page.slug, language))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
