"""What the public may see."""

from wagtail.query import PageQuerySet

from cases.models import CaseStudyPage


def public_pages() -> PageQuerySet:
    """Case pages that are live and not private, nor below a private page. Everything public starts from here."""
    pages: PageQuerySet = CaseStudyPage.objects.live().public()
    return pages
