"""Topics of a submission, as its sections name them."""

from cases.models import Topic
from cases.models.topic import TopicRedirect
from cases.review.models import Submission


def topics_of(submission: Submission) -> list[Topic]:
    """Topics that a submission names by code; one that was merged away is the one that took it over."""
    named: set[str] = set()
    for section in submission.sections.all():
        value = section.answers.get("topics")
        if isinstance(value, list):
            named |= {str(each) for each in value}
    if not named:
        return []
    followed = TopicRedirect.objects.filter(code__in=named).values_list("topic__code", flat=True)
    found = Topic.objects.filter(code__in=named | set(followed)).order_by("code")
    return list(found.prefetch_related("labels"))
