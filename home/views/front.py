"""The home page by its usual address, in one query instead of Wagtail's six."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.views import serve

from cases.selectors.public_pages import public
from home.models import HomePage

DEPTH = 2  # of home pages in the tree: right below its root


def front(request: HttpRequest) -> HttpResponse:
    """The public home page in the reader's language; Wagtail answers for a private or missing one."""
    # One a language, so that they are chosen here: a database that begins with the language reads all pages in it.
    homes = public(HomePage.objects.filter(depth=DEPTH)).order_by().select_related("locale")
    page = next((home for home in homes if home.locale.language_code == get_language()), None)
    response: HttpResponse = page.serve(request) if page else serve(request, "")
    return response
