"""Queue of screening: submissions that were sent, whoever waits longest first."""

from datetime import timedelta

from django.db.models import Case as Choice
from django.db.models import F, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from cases.review.choices import State
from cases.review.models import Submission

WAITING = (State.RECEIVED, State.SCREENING)  # for a first answer
AGES = (5, 10, 30)  # days


def queue() -> QuerySet[Submission]:
    """Submissions that staff may know of: sent, and not to be corrected any more. Those that wait come first."""
    known = Submission.objects.exclude(sent_at=None).exclude(state=State.DRAFT)
    settled = known.filter(Q(correct_until=None) | Q(correct_until__lte=timezone.now()))
    waits = Choice(When(state__in=WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = settled.annotate(waits=waits).order_by("waits", F("due_on").asc(nulls_last=True), "-pk")
    return ordered.select_related("city", "for_city", "person", "screener")


def older_than(submissions: QuerySet[Submission], days: int) -> QuerySet[Submission]:
    """Submissions that have been in their state for more than so many days."""
    return submissions.filter(state_since__lt=timezone.now() - timedelta(days=days))


def others_like(submission: Submission) -> list[Submission]:
    """Other submissions that may be the same: of its city, or of the same title."""
    same = Q(title__iexact=submission.title) if submission.title else Q(pk=None)
    if submission.city_id:
        same |= Q(city=submission.city_id)
    return list(queue().filter(same).exclude(pk=submission.pk)[:5])
