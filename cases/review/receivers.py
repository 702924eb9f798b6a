"""Receivers of rounds: submissions that come and go, people who leave, cities that are merged. Registration only."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import pre_delete

from cases.signals import city_merged

from .signals import sent_to_review, submission_moved
from .transitions import Step

_LEAVES = (Step.WITHDRAW, Step.SCREEN_AGAIN)


def connect_rounds() -> None:
    """Connects every receiver of rounds."""
    sent_to_review.connect(on_sent_to_review, dispatch_uid="review_round_opens")
    submission_moved.connect(on_moved, dispatch_uid="review_round_follows")
    city_merged.connect(on_city_merged, dispatch_uid="review_round_of_merged_city")
    pre_delete.connect(on_deleted, sender=User, dispatch_uid="review_expert_deleted")


def on_sent_to_review(submission: Any, by: Any = None, **kwargs: Any) -> None:
    """A submission comes from screening."""
    from .services.rounds.opening import open_round

    open_round(submission, by)


def on_moved(submission: Any, step: Step, by: Any = None, **kwargs: Any) -> None:
    """A submission took a step: what was asked for after review has come, or it is with the experts no more."""
    from .services.rounds.opening import cancel_round, open_round

    if step == Step.ANSWER_CHANGES:
        open_round(submission)
    elif step in _LEAVES:
        cancel_round(submission, by)


def on_city_merged(source: Any, target: Any, **kwargs: Any) -> None:
    """A city becomes a part of another; its people and submissions were carried over before."""
    from .services.rounds.leaving import after_merge

    after_merge(source, target)


def on_deleted(instance: Any, **kwargs: Any) -> None:
    """An account is deleted."""
    from .services.rounds.leaving import let_go

    let_go(instance)
