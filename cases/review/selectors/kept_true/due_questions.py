"""Cases about which their cities are to be asked, and questions that wait."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cases.models import Case
from cases.review.choices import AskedOf
from cases.review.models import FreshnessQuestion
from cases.selectors.public_pages import public_pages


def due_cases(now: datetime) -> QuerySet[Case]:
    """Public cases whose day comes soon, or has passed, and about which nobody is being asked."""
    soon = timezone.localdate(now) + timedelta(days=settings.CASE_ASK_DAYS)
    being_asked = FreshnessQuestion.objects.filter(case=OuterRef("pk"), settled_at=None)
    public = public_pages().filter(case=OuterRef("pk")).order_by()
    due: QuerySet[Case] = Case.objects.filter(
        Exists(public), ~Exists(being_asked), confirm_by__lte=soon, archived_on=None
    )
    return due.order_by("confirm_by", "pk")


def due_questions(now: datetime) -> QuerySet[FreshnessQuestion]:
    """Questions that were not answered for so long that somebody else is asked."""
    lately = now - timedelta(days=settings.CASE_ASK_AGAIN_DAYS)
    waiting = FreshnessQuestion.objects.filter(settled_at=None, answer="", stage_at__lte=lately)
    return waiting.exclude(stage=AskedOf.EDITORS).select_related("case").order_by("stage_at", "pk")


def idle_questions(now: datetime) -> QuerySet[FreshnessQuestion]:
    """Questions that nobody needs to answer any more: the case was archived, withdrawn, or got a later day by hand."""
    soon = timezone.localdate(now) + timedelta(days=settings.CASE_ASK_DAYS)
    public = public_pages().filter(case=OuterRef("case")).order_by()
    idle = (
        Q(case__archived_on__isnull=False) | Q(case__confirm_by=None) | Q(case__confirm_by__gt=soon) | ~Exists(public)
    )
    return FreshnessQuestion.objects.filter(idle, settled_at=None, answer="").select_related("case")


def waiting_for_editors() -> QuerySet[FreshnessQuestion]:
    """Open questions that editors settle: a city said that something changed, or nobody in it answered."""
    said = Q(answer__gt="") | Q(stage=AskedOf.EDITORS)
    return FreshnessQuestion.objects.filter(said, settled_at=None).select_related("case").order_by("stage_at", "pk")
