"""Receivers of what happens to submissions, and of what happens to them from elsewhere."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import post_save, pre_delete
from wagtail.signals import page_published

from cases.models import CaseStudyPage
from cases.signals import city_merged

from .signals import sent_to_review, submission_moved


def connect() -> None:
    """Connects every receiver; called once, when the app is ready."""
    submission_moved.connect(on_moved, dispatch_uid="review_moved")
    city_merged.connect(on_city_merged, dispatch_uid="review_city_merged")
    page_published.connect(on_published, sender=CaseStudyPage, dispatch_uid="review_published")
    post_save.connect(on_account, sender="account.EmailAddress", dispatch_uid="review_address")
    sent_to_review.connect(on_sent_to_review, dispatch_uid="review_round_opens")
    submission_moved.connect(on_moved_of_round, dispatch_uid="review_round_follows")
    pre_delete.connect(on_deleted_person, sender=User, dispatch_uid="review_expert_deleted")


def on_moved(submission: Any, step: Any, **kwargs: Any) -> None:
    """A submission changed its state: somebody else has the turn, and hears of it."""
    from .services.submissions.telling import forget_told, tell_received
    from .services.submissions.turns import begin_turn
    from .transitions import Step

    begin_turn(submission)
    if step == Step.SEND:
        tell_received(submission)
    elif step == Step.WITHDRAW:
        forget_told(submission)


def on_city_merged(source: Any, target: Any, **kwargs: Any) -> None:
    """A city becomes part of another: its submissions go along, and nobody judges what is now of their own city."""
    from .services.rounds.leaving import after_merge
    from .services.submissions.city_work import carry_over

    carry_over(source, target)
    after_merge(source, target)


def on_published(instance: Any, **kwargs: Any) -> None:
    """A case can be read: those who proposed it hear of it."""
    from .services.submissions.publication import note_published

    note_published(instance)


def on_account(instance: Any, **kwargs: Any) -> None:
    """An address was confirmed by an account: what it proposed as a visitor's is the account's from now on."""
    from .services.submissions.adopting import adopt_all_of

    if instance.verified:
        adopt_all_of(instance.user, instance.email)


def on_sent_to_review(submission: Any, by: Any = None, **kwargs: Any) -> None:
    """A submission comes from screening: its round is opened."""
    from .services.rounds.opening import open_round

    open_round(submission, by)


def on_moved_of_round(submission: Any, step: Any, by: Any = None, **kwargs: Any) -> None:
    """A submission took a step: what was asked for after review has come, or it is with the experts no more."""
    from .services.rounds.opening import cancel_round, open_round
    from .transitions import Step

    if step == Step.ANSWER_CHANGES:
        open_round(submission)
    elif step in (Step.WITHDRAW, Step.SCREEN_AGAIN):
        cancel_round(submission, by)


def on_deleted_person(instance: Any, **kwargs: Any) -> None:
    """An account is deleted: what it had to judge goes to others."""
    from .services.rounds.leaving import let_go

    let_go(instance)
