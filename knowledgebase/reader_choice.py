"""Pages of the site in the calendar and digits that whoever is logged in chose in their profile."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cases.people.selectors.reading import choice_of
from cases.selectors.reader_choice import written_for

FILES = "download"  # way of files, which are alike for everybody


class ReaderChoiceMiddleware:
    """Has pages below a language written as their reader chose: not the admin, the API, or files.

    Pages that are kept for visitors are never made here, since whoever has a session is none (``page_cache``).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        codes = [code for code, _name in settings.LANGUAGES]
        self.pages = tuple(f"/{code}/" for code in codes)
        self.files = tuple(f"/{code}/{FILES}/" for code in codes)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        is_page = path.startswith(self.pages) and not path.startswith(self.files)
        if not is_page or settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        with written_for(choice_of(request.user)):
            return self.get_response(request)
