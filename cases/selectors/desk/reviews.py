"""Pages in a workflow: those a person can decide about, those that came back, those that wait too long."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

UNDER_REVIEW, SENT_BACK = WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES


def reviews(*statuses: str) -> "QuerySet[WorkflowState]":
    """Workflow states of pages, of whatever kind, in one of these states."""
    kind = get_default_page_content_type()
    found: QuerySet[WorkflowState] = WorkflowState.objects.filter(base_content_type=kind, status__in=statuses)
    return found


def pages_in(states: "QuerySet[WorkflowState]") -> PageQuerySet:
    """Pages of these states, with ``since``: when their step began."""
    keys = states.annotate(page_key=Cast("object_id", BigIntegerField())).values("page_key")
    return with_since(Page.objects.filter(pk__in=keys), states, "current_task_state__started_at")


def with_since(pages: PageQuerySet, states: "QuerySet[WorkflowState]", moment: str) -> PageQuerySet:
    """Pages with a moment of their workflow state as ``since``; none where it is not among ``states``."""
    of_page = states.filter(object_id=Cast(OuterRef("pk"), TextField()))
    annotated: PageQuerySet = pages.annotate(since=Subquery(of_page.values(moment)[:1]))
    return annotated


def is_in(states: "QuerySet[WorkflowState]") -> Exists:
    """Condition on pages: their workflow state is among these."""
    return Exists(states.filter(object_id=Cast(OuterRef("pk"), TextField())))


def to_decide(user: Any) -> PageQuerySet:
    """Pages about which a person can decide now, as the rights of the step say; the longest waiting first."""
    can = TaskState.objects.reviewable_by(user).filter(status=TaskState.STATUS_IN_PROGRESS)
    states = reviews(UNDER_REVIEW).filter(current_task_state__in=can.values("pk"))
    found: PageQuerySet = pages_in(states).order_by("since", "pk")
    return found


def came_back(user: Any) -> PageQuerySet:
    """Pages that a reviewer sent back to whoever owns or submitted them; the latest first."""
    states = reviews(SENT_BACK)
    pages = with_since(Page.objects.all(), states, "current_task_state__finished_at")
    mine = Q(owner=user) & is_in(states) | is_in(states.filter(requested_by=user))
    found: PageQuerySet = pages.filter(mine).order_by(F("since").desc(nulls_last=True), "pk")
    return found


def waits_too_long() -> Exists:
    """Condition on pages: their step began more than ``REVIEW_DAYS`` ago."""
    limit = timezone.now() - timedelta(days=settings.REVIEW_DAYS)
    return is_in(reviews(UNDER_REVIEW).filter(current_task_state__started_at__lt=limit))


def decides_for_others(user: Any) -> bool:
    """Whether a person works on texts of others: editors, publishers, administrators. Authors may only add."""
    return bool(page_permission_policy.user_has_any_permission(user, {"lock", "publish"}))
