"""Giving a submission that a browser began its owner: an account, or a confirmed address."""

from django.contrib.auth.models import User
from django.db import transaction

from cases.messages.selectors.addresses import normal
from cases.review.models import Submission

from .moving import lock


@transaction.atomic
def adopt(submission: Submission, *, person: User | None = None, email: str = "", name: str = "") -> bool:
    """Gives a submission without an owner to an account or an address; False where it has an owner already."""
    lock(submission)
    if submission.person_id or submission.email:
        return False
    submission.person, submission.email = person, "" if person else email
    submission.name = name[:150]
    submission.save(update_fields=["person", "email", "name"])
    return True


def adopt_all_of(user: User, email: str) -> None:
    """Gives an account what its confirmed address proposed before there was an account."""
    Submission.objects.filter(person=None, email=normal(email)).update(person=user, email="")
