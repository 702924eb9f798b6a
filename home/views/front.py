"""The home page by its usual address, in one query instead of Wagtail's six."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.views import serve

from cases.selectors.public_pages import public
from home.models import HomePage

DEPTH = 2  # of home pages in the tree: right below its root


def front(request: HttpRequest) -> HttpResponse:
    """The public home page in the reader's language; Wagtail answers for a private or missing one."""
    # Named by key: SQLite would look for them among all pages, of which there are as many as cases.
    named = HomePage.objects.filter(pk__in=HomePage.objects.values("pk"), depth=DEPTH)
    page = public(named).filter(locale__language_code=get_language()).select_related("locale").first()
    response: HttpResponse = page.serve(request) if page else serve(request, "")
    return response
