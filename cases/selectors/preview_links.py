"""Links to previews: those that are open, and those of a page."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cases.models import CaseStudyPage, PreviewLink
from cases.written.secrets import digest_of

LISTED = 60  # links of a page, those that are open first


def active_links() -> "QuerySet[PreviewLink]":
    """Links that show something: neither revoked nor expired, of a page that neither is private nor lies below one.

    A link ends with the account of who made it.
    """
    path = ExpressionWrapper(OuterRef("page__path"), output_field=CharField())
    closed = PageViewRestriction.objects.annotate(below=path).filter(below__startswith=F("page__path"))
    return PreviewLink.objects.filter(
        ~Exists(closed), revoked_at=None, expires_at__gt=timezone.now(), made_by__is_active=True
    )


def open_link(token: str) -> PreviewLink | None:
    """The link with this secret; None for one that is unknown, has ended, or shows nothing."""
    links = active_links().filter(digest=digest_of(token))
    return links.select_related("page__locale", "page__case", "page__city").first()


def links_of(page: CaseStudyPage) -> "QuerySet[PreviewLink]":
    """Links of a page as they are listed: those that are open, and the newest of those that have ended."""
    is_open = Q(revoked_at=None, expires_at__gt=timezone.now())
    links = PreviewLink.objects.filter(page=page.pk).select_related("made_by", "revoked_by")
    return links.annotate(is_open=is_open).order_by("-is_open", "-pk")[:LISTED]
