"""Pages of plain text, for the foot of every page."""

from wagtail.query import PageQuerySet

from cases.selectors.public_pages import public
from home.models import PlainPage

_SHOWN = ("title", "slug", "url_path", "depth", "path", "locale")


def plain_pages(language: str) -> list[tuple[str, str]]:
    """Address and title of each public one in a language, in the order of the tree. One query."""
    pages: PageQuerySet = public(PlainPage.objects.filter(locale__language_code=language, show_in_menus=True))
    return [(page.get_url() or "", page.title) for page in pages.order_by("path").only(*_SHOWN)]
