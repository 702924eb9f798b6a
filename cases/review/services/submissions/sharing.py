"""Co-submitters and what is said about a submission by those who take part."""

from django.contrib.auth.models import User
from django.db import transaction

from cases.messages.selectors.addresses import normal
from cases.review.choices import Right, SectionName
from cases.review.models import CoSubmitter, Submission, SubmissionComment

from .moving import lock
from .telling import tell_invited

MOST_CO_SUBMITTERS = 10
MOST_COMMENTS = 200


class TooManyError(Exception):
    """No more co-submitters, or comments, than anybody looks after."""


@transaction.atomic
def share(submission: Submission, email: str, right: Right, *, by: User | None = None) -> CoSubmitter:
    """Lets an address take part, or gives it another right; it is told the first time. Raises TooManyError."""
    lock(submission)
    address = normal(email)
    found = submission.co_submitters.filter(email=address).first()
    if found is None and submission.co_submitters.count() >= MOST_CO_SUBMITTERS:
        raise TooManyError
    if found is not None:
        found.right = right
        found.save(update_fields=["right"])
        return found
    made = CoSubmitter.objects.create(submission=submission, email=address, right=right)
    tell_invited(made, by)
    return made


@transaction.atomic
def stop_sharing(submission: Submission, pk: int) -> bool:
    """Ends what a co-submitter may do; False where it had ended."""
    lock(submission)
    deleted, _by_model = submission.co_submitters.filter(pk=pk).delete()
    return bool(deleted)


@transaction.atomic
def comment(
    submission: Submission, section: SectionName, text: str, *, person: User | None, email: str
) -> SubmissionComment:
    """Says something about a section to those who take part. Raises TooManyError."""
    lock(submission)
    if submission.comments.count() >= MOST_COMMENTS:
        raise TooManyError
    return SubmissionComment.objects.create(
        submission=submission, section=section, text=text, person=person, email="" if person else email
    )
