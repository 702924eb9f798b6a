"""Receivers of what happens to submissions, and of what happens to them from elsewhere."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.signals import page_published

from cases.models import CaseStudyPage
from cases.signals import city_merged

from .signals import submission_moved


def connect() -> None:
    """Connects every receiver; called once, when the app is ready."""
    submission_moved.connect(on_moved, dispatch_uid="review_moved")
    city_merged.connect(on_city_merged, dispatch_uid="review_city_merged")
    page_published.connect(on_published, sender=CaseStudyPage, dispatch_uid="review_published")
    post_save.connect(on_account, sender="account.EmailAddress", dispatch_uid="review_address")


def on_moved(submission: Any, step: Any, **kwargs: Any) -> None:
    """A submission changed its state: somebody else has the turn, and hears of it."""
    from .services.telling import forget_told, tell_received
    from .services.turns import begin_turn
    from .transitions import Step

    begin_turn(submission)
    if step == Step.SEND:
        tell_received(submission)
    elif step == Step.WITHDRAW:
        forget_told(submission)


def on_city_merged(source: Any, target: Any, **kwargs: Any) -> None:
    """A city becomes part of another: its submissions go along."""
    from .services.city_work import carry_over

    carry_over(source, target)


def on_published(instance: Any, **kwargs: Any) -> None:
    """A case can be read: those who proposed it hear of it."""
    from .services.publication import note_published

    note_published(instance)


def on_account(instance: Any, **kwargs: Any) -> None:
    """An address was confirmed by an account: what it proposed as a visitor's is the account's from now on."""
    from .services.adopting import adopt_all_of

    if instance.verified:
        adopt_all_of(instance.user, instance.email)
