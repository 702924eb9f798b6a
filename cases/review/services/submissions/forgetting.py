"""Letting personal data go: by whoever proposed, for one submission, or with the account for all."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cases.messages.models import Message
from cases.messages.services.notify import about_thing
from cases.people.selectors.own_addresses import own_addresses
from cases.people.services.personal_data import Held, register
from cases.review.choices import State
from cases.review.models import CoSubmitter, Submission, SubmissionComment
from cases.review.signals import submission_forgotten
from cases.review.transitions import OPEN, Step

from .moving import lock, move
from .writing import delete_draft, delete_files

FORGOTTEN = "review.submission.forgotten"


@transaction.atomic
def forget_submission(submission: Submission, *, by: User | None = None) -> None:
    """Lets go of everything that says who proposed it; what is still open is withdrawn before.

    Of what did not become a case the text goes as well, since nobody can say whom it names. Number, state and days
    stay, since the page on reviews counts them.
    """
    lock(submission)
    if submission.state == State.DRAFT:
        delete_draft(submission)
        return
    if submission.state in OPEN:
        move(submission, Step.WITHDRAW, by=by)
    submission_forgotten.send(Submission, submission=submission)
    submission.co_submitters.all().delete()
    submission.comments.all().delete()
    if submission.case_id is None:
        delete_files(submission)
        submission.sections.all().delete()
        submission.title = submission.city_name = ""
    else:
        for section in submission.sections.filter(name="snapshot"):
            section.answers = {name: value for name, value in section.answers.items() if name != "asked"}
            section.save(update_fields=["answers"])
    address = submission.email
    submission.person, submission.email, submission.name = None, "", ""
    submission.forgotten_at = timezone.now()
    submission.save()
    if address:
        about_thing(Message.objects.filter(address__iexact=address), submission).delete()
    log(submission, FORGOTTEN, user=None)


def register_submissions() -> None:
    """Registers what this room holds about people."""
    register(Held("submissions", export=submissions_of, forget=forget_of))


def submissions_of(user: User) -> dict[str, Any]:
    """Data of what somebody proposed, takes part in and said there."""
    addresses = own_addresses(user)
    mine = Submission.objects.filter(person=user).prefetch_related("sections", "files")
    comments = SubmissionComment.objects.filter(person=user).order_by("pk")
    return {
        "proposed": [
            {"number": each.number, "state": each.state, "began": each.began_at, "sent": each.sent_at,
             "answers": {section.name: section.answers for section in each.sections.all()},
             "not known": {section.name: section.unknown for section in each.sections.all()},
             "files": [file.name for file in each.files.all()]}
            for each in mine
        ],
        "taking part": list(CoSubmitter.objects.filter(email__in=addresses).values("submission__number", "right")),
        "comments": list(comments.values("submission__number", "section", "text", "written_at")),
    }  # fmt: skip


def forget_of(user: User) -> None:
    """Lets go of what somebody proposed, unless their city goes on with it, and of their part in that of others."""
    addresses = own_addresses(user)
    for submission in Submission.objects.filter(person=user):
        forget_submission(submission)
    for submission in Submission.objects.filter(email__in=addresses):
        forget_submission(submission)
    CoSubmitter.objects.filter(email__in=addresses).delete()
    SubmissionComment.objects.filter(person=user).delete()
    SubmissionComment.objects.filter(email__in=addresses).delete()
