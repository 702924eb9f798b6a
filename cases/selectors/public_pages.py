"""Public pages: the case pages that anyone may read."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from cases.models import CaseStudyPage


def public_pages() -> PageQuerySet:
    """Case pages that are live and not private, nor below a private page. Everything public starts from here."""
    return public(CaseStudyPage.objects.all())


def public(pages: PageQuerySet) -> PageQuerySet:
    """Public pages among some pages. One query with the pages themselves; Wagtail's own way takes two."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    closed = PageViewRestriction.objects.annotate(below=path).filter(below__startswith=F("page__path"))
    found: PageQuerySet = pages.live().filter(~Exists(closed))
    return found
