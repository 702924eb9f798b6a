"""Keeps case pages findable in the admin's own search (titles), singly or many at once."""

from collections.abc import Sequence

from wagtail.search.backends import get_search_backends

from cases.models import CaseStudyPage


def index_for_admin(pages: Sequence[CaseStudyPage]) -> None:
    """Adds pages to the admin's search, or updates them. Many at once cost little more than a single page."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(CaseStudyPage, pages)


def remove_from_admin_index(page: CaseStudyPage) -> None:
    """Takes a page out of the admin's search."""
    for backend in get_search_backends(with_auto_update=True):
        backend.delete(page)
