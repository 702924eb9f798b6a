"""Discussion of a round, among those who have handed in and the editors who may see the scores."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cases.review.models import DiscussionPost, Round
from cases.review.records.visibility import Part, Viewer
from cases.review.selectors.rounds.sight import sight_of

from . import telling
from .locked import lock_open
from .round_log import DISCUSSED, note


@transaction.atomic
def contribute(round_: Round, by: Any, text: str) -> DiscussionPost:
    """Adds a contribution. Raises PermissionDenied for whoever does not see the discussion, ClosedError."""
    found = lock_open(round_)
    sight = sight_of(by, found)
    if not sight.sees(Part.DISCUSSION):
        raise PermissionDenied
    assignment = sight.assignment if sight.viewer == Viewer.REVIEWER else None
    post = DiscussionPost.objects.create(round=found, person=by, assignment=assignment, text=text.replace("\0", ""))
    note(found, DISCUSSED, by)
    telling.tell_discussed(post)
    return post
