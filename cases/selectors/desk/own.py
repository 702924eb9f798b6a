"""Drafts of a person, and translations they may bring up to date."""

from typing import Any

from django.db.models import F, Q, Subquery
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from cases.models import CaseStudyPage
from cases.selectors.translation.outdated import with_source

from .late import planned
from .reviews import SENT_BACK, UNDER_REVIEW, is_in, reviews


def drafts(user: Any) -> PageQuerySet:
    """Texts not public that a person began or wrote on last, the latest first, with ``appears``.

    What came back to them is a list of its own.
    """
    pages = Page.objects.filter(Q(owner=user) | Q(latest_revision__user=user))
    unpublished = pages.filter(Q(live=False) | Q(has_unpublished_changes=True)).exclude(is_in(reviews(SENT_BACK)))
    found: PageQuerySet = unpublished.annotate(appears=Subquery(planned().values("approved_go_live_at")[:1])).order_by(
        F("latest_revision_created_at").desc(nulls_last=True), "-pk"
    )
    return found


def begins(user: Any) -> bool:
    """Whether a person may write and never wrote anything here, so that the desk says how to begin."""
    may_add = bool(page_permission_policy.user_has_permission(user, "add"))
    return may_add and not CaseStudyPage.objects.filter(Q(owner=user) | Q(latest_revision__user=user)).exists()


def outdated(user: Any) -> Any:
    """Outdated public translations that a person may edit now and whose draft is outdated too; the oldest first."""
    pages = CaseStudyPage.objects.filter(
        pk__in=page_permission_policy.instances_user_has_permission_for(user, "change").order_by().values("pk")
    )
    free = pages.exclude(Q(locked=True) & ~Q(locked_by=user)).exclude(is_in(reviews(UNDER_REVIEW)))
    drafted = Q(draft_prose=F("source_digest"), draft_prose__isnull=False)
    return with_source(free).exclude(drafted).order_by("source_changed", "pk")
