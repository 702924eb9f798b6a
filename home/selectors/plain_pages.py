"""Pages of plain text, for the foot of every page."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from cases.selectors.page_addresses import page_addresses
from cases.selectors.prepared_queries import PreparedQuery
from cases.selectors.public_pages import public
from home.models import PlainPage


def _shown(languages: Sequence[str]) -> Any:
    # Named by key: SQLite would look for them among all pages, of which there are as many as cases.
    named = Page.objects.filter(pk__in=PlainPage.objects.values("pk"), show_in_menus=True)
    found = public(named).filter(locale__language_code__in=languages)
    return found.order_by("path").values_list("url_path", "title")


_PAGES = PreparedQuery(_shown)


def plain_pages(language: str) -> list[tuple[str, str]]:
    """Address and title of each public one in a language, in the order of the tree. One query."""
    rows = _PAGES.rows([language])
    addresses = page_addresses(url_path for url_path, _title in rows)
    return [(addresses.get(url_path, ""), title) for url_path, title in rows]
