"""Messages of rounds: to experts, to editors, to whoever submitted."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import override

from cases.messages.services.notify import Addressee, cancel, notify
from cases.models import Topic
from cases.people.selectors.reading import reading_language
from cases.review.causes import ROUND_CAUSES
from cases.review.causes.judging import JUDGING
from cases.review.choices import AssignmentState
from cases.review.models import Assignment, Decision, DiscussionPost, Round, Submission
from cases.review.selectors.rounds.sight import may_run
from cases.review.selectors.rounds.standing import standing_of
from cases.review.selectors.staff import editorial_staff
from cases.review.services.submissions.telling import submitter_of, url_of
from cases.selectors.localized_format import active_language, listed

Values = dict[str, Any]


def page_of(assignment: Assignment) -> str:
    """Address of the page of an assignment, in the language of its expert."""
    with override(reading_language(assignment.person)):
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('review:judge', args=[assignment.pk])}"


def tell_invited(assignment: Assignment, *, again: bool = False) -> None:
    """Asks an expert whether they would judge a submission."""
    _tell("judging.invited_again" if again else "judging.invited", assignment)


def tell_accepted(assignment: Assignment) -> None:
    """Thanks an expert who has accepted, and says until when the review is awaited."""
    cancel("judging.invited", assignment)
    cancel("judging.invited_again", assignment)
    _tell("judging.accepted", assignment)


def tell_due_soon(assignment: Assignment) -> None:
    """Reminds an expert of a review that is due soon."""
    _tell("judging.due_soon", assignment)


def tell_overdue(assignment: Assignment) -> None:
    """Reminds an expert of a review that should have come."""
    _tell("judging.overdue", assignment)


def tell_closed(assignment: Assignment) -> None:
    """Thanks an expert whose review is no longer needed."""
    _tell("judging.closed", assignment, with_page=False)


def forget(assignment: Assignment) -> None:
    """Takes back what an expert was to hear of an assignment, since they need to do nothing more."""
    for cause in ROUND_CAUSES:
        if cause.kind is JUDGING and cause.code not in ("judging.closed", "judging.outcome"):
            cancel(cause.code, assignment)


def tell_discussed(post: DiscussionPost) -> None:
    """Tells those in a discussion of a contribution: reviewers who have handed in, and whoever runs the round."""
    round_ = post.round
    for assignment in round_.assignments.filter(state=AssignmentState.HANDED_IN).select_related("person"):
        if assignment.person is not None and assignment.person_id != post.person_id:
            values = _values(round_.submission, lambda: {"text": post.text})
            notify(
                "judging.discussed", [assignment.person], post, context=values, url=page_of(assignment), by=post.person
            )
    values = _values(round_.submission, lambda: {"text": post.text})
    notify("judging.discussed", editors_of(round_)[:1], post, context=values, url=round_page(round_), by=post.person)


def tell_editors(round_: Round, event: str, *, assignment: Assignment | None = None, by: Any = None) -> None:
    """Tells who looks after a round that it needs them: whoever runs it, else all editors who may."""

    def values() -> Values:
        said: Values = {"event": event, "missing": standing_of(round_).to_invite}
        if assignment is not None:
            refusal = assignment.get_refusal_display() if assignment.refusal else ""
            said |= {"person": assignment.person, "words": assignment.words, "refusal": str(refusal)}
        return said

    people = editors_of(round_)
    notify("round.editors", people, round_, context=_values(round_.submission, values), url=round_page(round_), by=by)


def tell_decided(decision: Decision, by: Any) -> None:
    """Sends the letter to who submitted, and the outcome to those whose reviews counted."""
    round_ = decision.round
    submission = round_.submission

    def letter() -> Values:
        said = {"letter": decision.letter, "number": submission.shown_number}
        return {**said, "outcome": str(decision.get_outcome_display())}

    people = [*submitter_of(submission), *_co_submitters(submission)]
    context = _values(submission, letter)
    notify("round.decided", people, decision, context=context, url=url_of(submission))
    for assignment in round_.assignments.filter(state=AssignmentState.HANDED_IN).select_related("person"):
        if assignment.person is not None:
            outcome = _values(submission, lambda: {"outcome": str(decision.get_outcome_display())})
            notify("judging.outcome", [assignment.person], assignment, context=outcome, url=page_of(assignment), by=by)


def editors_of(round_: Round) -> list[User]:
    """Editors who look after a round: the one who opened it, else everyone who may run it."""
    opener = round_.opened_by
    if opener is not None and opener.is_active and may_run(opener, round_.submission):
        return [opener]
    return [user for user in editorial_staff() if may_run(user, round_.submission)]


def round_page(round_: Round) -> str:
    """Address of the page of a round in the admin."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('review_round', args=[round_.pk])}"


def _co_submitters(submission: Submission) -> list[Addressee]:
    return [Addressee(each.email, submission.language) for each in submission.co_submitters.all()]


def _tell(cause: str, assignment: Assignment, *, with_page: bool = True) -> None:
    if assignment.person is None:
        return

    def values() -> Values:
        fields = Topic.objects.filter(code__in=assignment.proposed.get("fields", [])).prefetch_related("labels")
        return {
            "fields": listed([topic.label(active_language()) for topic in fields]),
            "answer_by": assignment.answer_by,
            "due_on": assignment.due_on,
            "days": settings.EXPERT_REVIEW_DAYS,
        }

    url = page_of(assignment) if with_page else ""
    submission = assignment.round.submission
    notify(cause, [assignment.person], assignment, context=_values(submission, values), url=url)


def _values(submission: Submission, more: Callable[[], Values]) -> Callable[[], Values]:
    def values() -> Values:
        city = submission.city.name(active_language()) if submission.city else submission.city_name
        return {"title": submission.title or submission.number, "city": str(city), **more()}

    return values
