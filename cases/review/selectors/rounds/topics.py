"""Topics of a submission, as its sections name them."""

from cases.models import Topic
from cases.review.models import Submission


def topics_of(submission: Submission) -> list[Topic]:
    """Topics that a submission names, by key or code; those that were merged away are not there any more."""
    named: set[str] = set()
    for section in submission.sections.all():
        value = section.answers.get("topics")
        if isinstance(value, list):
            named |= {str(each) for each in value}
    if not named:
        return []
    keys = [int(each) for each in named if each.isdecimal()]
    found = Topic.objects.filter(pk__in=keys) | Topic.objects.filter(code__in=named)
    return list(found.prefetch_related("labels").distinct())
