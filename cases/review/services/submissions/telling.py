"""Messages about submissions, on the site and by mail."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import override

from cases.messages.models import Message
from cases.messages.services.notify import Addressee, cancel, notify
from cases.models import CaseStudyPage
from cases.review.choices import NextStep
from cases.review.models import CoSubmitter, ScreeningAnswer, Submission
from cases.review.models.section_fields import label_of
from cases.review.permissions import Action, may
from cases.review.selectors.staff import editorial_staff, superusers


def submitter_of(submission: Submission) -> list[User | Addressee]:
    """People who are written to about a submission; nobody, where its personal data went."""
    if submission.person is not None:
        return [submission.person]
    return [Addressee(submission.email, submission.language)] if submission.email else []


def tell_received(submission: Submission) -> None:
    """Sends the receipt once nothing can be corrected any more, and tells those who may screen."""
    said = tell_submitter("review.received", submission, lambda: {"day": submission.due_on})
    if submission.correct_until:
        Message.objects.filter(pk__in=[message.pk for message in said]).update(
            due_at=submission.correct_until, send_at=submission.correct_until
        )
    url = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('submission_read', args=[submission.pk])}"
    notify("review.arrived", screeners(submission), submission, context=_named(submission), url=url)


def screeners(submission: Submission) -> list[User]:
    """People who may answer a submission; superusers where nobody else can."""
    found = [user for user in editorial_staff() if _screens(user, submission)]
    return found or [user for user in superusers() if _screens(user, submission)]


def tell_answer(answer: ScreeningAnswer) -> None:
    """Tells a submitter what screening answered; what waited to be said before is taken back."""
    submission = answer.submission
    cancel("review.arrived", submission)
    cause = {"ask": "review.asked", "decline": "review.declined", "review": "review.sent_on"}[answer.answer]

    def values() -> Mapping[str, Any]:
        return {
            "text": answer.text,
            "fields": [label_of(name) for name in answer.fields],
            "next": str(NextStep(answer.next_step).label) if answer.next_step else "",
            "next_text": answer.next_text,
            "similar": f"{settings.WAGTAILADMIN_BASE_URL}/c/{answer.similar.code}/" if answer.similar else "",
            "day": submission.due_on,
        }

    tell_submitter(cause, submission, values, by=answer.by)


def tell_invited(co_submitter: CoSubmitter, by: User | None) -> None:
    """Tells an address that it may take part, in the language of the submission."""
    submission = co_submitter.submission

    def values() -> Mapping[str, Any]:
        who: Any = by or submission.name
        return {**_named(submission), "by": who, "right": str(co_submitter.get_right_display())}

    people = [Addressee(co_submitter.email, submission.language)]
    notify("review.invited", people, submission, context=values, url=url_of(submission), by=by)


def tell_published(submission: Submission, page: CaseStudyPage, others: Iterable[User | Addressee] = ()) -> None:
    """Tells whoever proposed it, and whoever judged it, that everyone can read it."""
    address = page.get_full_url() or f"{settings.WAGTAILADMIN_BASE_URL}/c/{submission.case.code}/"  # type: ignore[union-attr]
    people = [*submitter_of(submission), *others]
    notify("review.published", people, submission, context=_named(submission), url=address)


def tell_submitter(
    cause: str, submission: Submission, values: Callable[[], Mapping[str, Any]], *, by: User | None = None
) -> list[Message]:
    """Says something to whoever proposed a submission, with its number and title."""

    def context() -> Mapping[str, Any]:
        return {**_named(submission), **values()}

    return notify(cause, submitter_of(submission), submission, context=context, url=url_of(submission), by=by)


def forget_told(submission: Submission) -> None:
    """Takes back what was not said yet about a submission that was withdrawn."""
    for cause in ("review.received", "review.arrived", "review.asked", "review.sent_on"):
        cancel(cause, submission)


def _named(submission: Submission) -> dict[str, Any]:
    return {"number": submission.shown_number, "title": submission.title}


def url_of(submission: Submission) -> str:
    """Address of the page of a submission, in its language."""
    with override(submission.language):
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('review:submission', args=[submission.number])}"


def _screens(user: User, submission: Submission) -> bool:
    return user.has_perm("wagtailadmin.access_admin") and may(user, Action.SCREEN, submission)
