"""Numbers about submissions and reviews that everybody may read; no names, no single submission."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Count, Q
from django.utils import timezone

from cases.review.choices import State
from cases.review.models import Assignment, Submission
from cases.review.transitions import ACCEPTED

LATE_AFTER = timedelta(days=120)  # since it was received, without an answer
FEWEST = 3  # of which a median says something about no single one


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers since the beginning. ``median_days``: from received to answered; None of fewer than three."""

    received: int
    accepted: int
    declined: int
    withdrawn: int
    running: int
    unanswered: int
    reviews: int
    median_days: int | None


def numbers() -> Numbers:
    """Numbers of what was ever received; what is a demonstration does not count. Three queries."""
    found = Submission.objects.filter(sent_at__isnull=False, is_demonstration=False).exclude(state=State.DRAFT)
    accepted = [*ACCEPTED, State.PUBLISHED]
    closed = [*accepted, State.DECLINED, State.WITHDRAWN]
    late = Q(sent_at__lt=timezone.now() - LATE_AFTER) & ~Q(state__in=closed)
    counted = found.aggregate(
        received=Count("pk"),
        accepted=Count("pk", filter=Q(state__in=accepted)),
        declined=Count("pk", filter=Q(state=State.DECLINED)),
        withdrawn=Count("pk", filter=Q(state=State.WITHDRAWN)),
        running=Count("pk", filter=~Q(state__in=closed)),
        unanswered=Count("pk", filter=late),
    )
    answered = found.filter(closed_at__isnull=False).exclude(state=State.WITHDRAWN)
    moments = answered.values_list("sent_at", "closed_at")
    days = [(closed_at - sent_at).days for sent_at, closed_at in moments if sent_at and closed_at]
    reviews = Assignment.objects.filter(handed_in_at__isnull=False, round__submission__is_demonstration=False).count()
    return Numbers(**counted, reviews=reviews, median_days=round(median(days)) if len(days) >= FEWEST else None)
