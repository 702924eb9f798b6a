"""Newest case pages of a language, for feeds."""

from wagtail.query import PageQuerySet

from .public_pages import public_pages
from .topics import descendants, topic_tree

MOST = 30


def newest_pages(language: str, city: str = "", topic: str = "") -> PageQuerySet:
    """Public pages in a language, the last published first; of a city, or of a topic and all narrower topics."""
    pages = public_pages().filter(locale__language_code=language).select_related("locale", "case", "city")
    if city:
        pages = pages.filter(city__slug=city)
    if topic:
        tree = topic_tree()
        codes = descendants(topic, tree) if topic in tree else [topic]
        pages = pages.filter(topics__code__in=codes).distinct()
    return pages.order_by("-first_published_at", "-pk")[:MOST]
