"""Case pages by their usual address, without walking down the page tree, which takes Wagtail eight queries."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.views import serve

from cases.selectors.public_pages import public_pages


def case_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page of this name in the reader's language; Wagtail answers for private, moved and missing ones."""
    pages = (
        public_pages().select_related("locale", "case", "city").filter(slug=slug, url_path__endswith=f"/cases/{slug}/")
    )
    # Neither ordered nor narrowed by language there: a database that begins with either reads far more than the name.
    page = next((page for page in pages.order_by() if page.locale.language_code == get_language()), None)
    response: HttpResponse = page.serve(request) if page else serve(request, f"cases/{slug}/")
    return response
