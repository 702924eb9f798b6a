"""Writing submissions: begun, saved section by section, sent."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from cases.models import City
from cases.review.choices import SectionName, State
from cases.review.models import Submission, SubmissionSection
from cases.review.selectors.submissions.meter import meter
from cases.review.transitions import Step

from .moving import lock, move

SENDING = {
    State.DRAFT: Step.SEND,
    State.MORE_ASKED: Step.ANSWER,
    State.CHANGES_ASKED: Step.ANSWER_CHANGES,
}


UNCONFIRMED = timedelta(days=7)  # for which a draft without an owner is kept
AT_ONCE = 20


class NotWritableError(Exception):
    """A submission that nobody may write in at the moment."""


class ChangedMeanwhileError(Exception):
    """A section that somebody else saved since it was opened. ``section``: as it is now."""

    def __init__(self, section: SubmissionSection) -> None:
        super().__init__(section.name)
        self.section = section


class IncompleteError(Exception):
    """A submission that lacks what it needs before it is sent."""


@transaction.atomic
def begin(*, language: str, person: User | None = None, for_city: City | None = None) -> Submission:
    """Begins a submission of an account, or of a visitor whose address is confirmed later.

    Drafts of visitors who never confirmed theirs go at the same time, since nobody can open them any more.
    """
    old = timezone.now() - UNCONFIRMED
    for left in Submission.objects.filter(person=None, email="", state=State.DRAFT, changed_at__lt=old)[:AT_ONCE]:
        delete_draft(left)
    return Submission.objects.create(person=person, language=language, for_city=for_city)


def is_writable(submission: Submission) -> bool:
    """Whether its answers can be changed: a draft, what was sent a moment ago, and where more is asked for."""
    if submission.state == State.RECEIVED:
        return submission.correct_until is not None and timezone.now() < submission.correct_until
    return submission.state in SENDING


@transaction.atomic
def save_section(
    submission: Submission,
    name: SectionName,
    answers: dict[str, Any],
    unknown: dict[str, str],
    *,
    version: int,
    by: User | None = None,
) -> SubmissionSection:
    """Saves a section that was opened at this version; the same again changes nothing.

    Raises NotWritableError, and ChangedMeanwhileError where somebody else saved something else since.
    """
    lock(submission)
    if not is_writable(submission):
        raise NotWritableError
    section, _is_new = SubmissionSection.objects.get_or_create(submission=submission, name=name)
    if (section.answers, section.unknown) == (answers, unknown):
        return section
    if section.version != version:
        raise ChangedMeanwhileError(section)
    now = timezone.now()
    section.answers, section.unknown, section.version = answers, unknown, version + 1
    section.saved_at, section.saved_by = now, by
    section.save()
    if name == SectionName.SNAPSHOT:
        submission.title = str(answers.get("title", ""))[:255]
        submission.city = City.objects.filter(pk=answers.get("city") or 0).first()
        submission.city_name = "" if submission.city else str(answers.get("city_name", ""))[:150]
    submission.changed_at = now
    submission.save(update_fields=["title", "city", "city_name", "changed_at"])
    return section


@transaction.atomic
def send(submission: Submission, *, by: User | None = None) -> Submission:
    """Sends a draft, or the answer to what was asked for.

    Raises NotWritableError where it is in another state or nobody's, IncompleteError where something needed is missing.
    """
    lock(submission)
    step = SENDING.get(State(submission.state))
    if step is None or not (submission.person_id or submission.email):
        raise NotWritableError
    if not meter(submission).may_be_sent:
        raise IncompleteError
    if step == Step.SEND:
        submission.sent_at = timezone.now()
        submission.correct_until = submission.sent_at + timedelta(seconds=settings.SUBMISSION_CORRECT_SECONDS)
        submission.save(update_fields=["sent_at", "correct_until"])
    else:
        submission.screening_answers.filter(answered_at=None).update(answered_at=timezone.now())
    return move(submission, step, by=by)


@transaction.atomic
def withdraw(submission: Submission, *, by: User | None = None) -> None:
    """Withdraws what was sent; a draft is deleted, since nobody else has ever seen it. Raises NotPossibleError."""
    lock(submission)
    if submission.state == State.DRAFT:
        delete_draft(submission)
    else:
        move(submission, Step.WITHDRAW, by=by)


def delete_draft(submission: Submission) -> None:
    """Deletes a draft with its files."""
    delete_files(submission)
    submission.delete()


def delete_files(submission: Submission) -> None:
    """Deletes the files of a submission; the stored ones once nothing can be undone any more."""
    for file in submission.files.all():
        transaction.on_commit(partial(file.file.storage.delete, str(file.file.name)))
    submission.files.all().delete()
