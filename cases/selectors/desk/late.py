"""Pages that are late: planned and not public, ended and still public, or in one step for too long."""

from datetime import timedelta
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, TextField, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from wagtail.models import Page, Revision, get_default_page_content_type
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from .reviews import UNDER_REVIEW, decides_for_others, is_in, reviews, waits_too_long, with_since

LATE_AFTER = timedelta(minutes=5)  # beyond its time that a planned change is called late


def planned() -> "QuerySet[Revision]":
    """Versions of the page in question that are approved to appear at a time."""
    found: QuerySet[Revision] = Revision.objects.filter(
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), TextField()),
        approved_go_live_at__isnull=False,
    ).order_by("approved_go_live_at")
    return found


def late(user: Any) -> PageQuerySet:
    """Late pages, the oldest first, with ``appears``, ``leaves`` and ``since``.

    Authors have their own; whoever works on texts of others has all that they find in the admin.
    """
    limit = timezone.now() - LATE_AFTER
    pages = page_permission_policy.explorable_instances(user)
    if not decides_for_others(user):
        pages = pages.filter(Q(owner=user) | is_in(reviews(UNDER_REVIEW).filter(requested_by=user)))
    overdue = planned().filter(approved_go_live_at__lt=limit)
    # Of the base model, whatever the policy of pages answers with.
    chosen = Page.objects.filter(pk__in=pages.order_by().values("pk"))
    annotated = with_since(chosen, reviews(UNDER_REVIEW), "current_task_state__started_at").annotate(
        appears=Subquery(overdue.values("approved_go_live_at")[:1]),
        leaves=Case(When(live=True, expire_at__lt=limit, then=F("expire_at"))),
        too_long=waits_too_long(),
    )
    found: PageQuerySet = annotated.filter(
        Q(appears__isnull=False) | Q(leaves__isnull=False) | Q(too_long=True)
    ).order_by(Coalesce("appears", "leaves", "since"), "pk")
    return found
