"""Language of a reader where the address names none."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

SECOND = "en"  # most read by those who read none of the site's languages


def preferred_language(request: HttpRequest) -> str:
    """The language chosen before, else the first of the browser's that the site has.

    A browser that names only other languages gets English. One that names none, as most programs do, gets Persian.
    """
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    wanted = [code for code, _weight in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))]
    for code in wanted:
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    named = [code for code in wanted if code != "*"]
    return SECOND if named else settings.LANGUAGE_CODE
