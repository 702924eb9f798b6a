"""Causes of messages to experts: asked, reminded, closed with thanks, answered by others, told what was decided.

The links of an invitation are added by ``services.rounds.invitation_links``, which stands above causes.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.messages.causes.cause import Cause
from cases.messages.causes.kinds import Kind
from cases.messages.choices import Pace
from cases.messages.models import Message
from cases.review.choices import AssignmentState

JUDGING = Kind(code="judging", label=_("Submissions that you are asked to judge"), pace=Pace.AT_ONCE)
DISCUSSIONS = Kind(code="discussions", label=_("Discussions of reviews that you take part in"))
INVITATION = "review_invitation"  # kind of the thread in which an invitation is answered by mail
_REASON = _("You get this because you judge submissions as an expert of this site.")


def _is_answered(message: Message) -> bool:
    """Whether an invitation is gone, answered or ended."""
    return getattr(message.about, "state", "") != AssignmentState.INVITED


def _is_in(message: Message) -> bool:
    """Whether an assignment is gone, handed in or ended."""
    return getattr(message.about, "state", "") != AssignmentState.ACCEPTED


def _sample() -> Mapping[str, Any]:
    return {
        "title": gettext("A green corridor along an old canal"),
        "city": gettext("Tehran"),
        "fields": gettext("Parks and green space"),
        "answer_by": timezone.localdate() + timedelta(days=7),
        "due_on": timezone.localdate() + timedelta(days=21),
        "days": 15,
        "text": gettext("The figures of the second year are missing."),
        "outcome": gettext("Accept with changes"),
        "accept_url": "https://practice.example/",
        "decline_url": "https://practice.example/",
        "url": "https://practice.example/",
    }


CAUSES = (
    Cause(
        code="judging.invited",
        kind=JUDGING,
        subject=_("Would you judge a submission? %(title)s"),
        reason=_REASON,
        template="review/round_mail/invited.html",
        action=_("Read it and answer"),
        urgent=True,
        is_over=_is_answered,
        sample=_sample,
        reply_kind=INVITATION,
    ),
    Cause(
        code="judging.invited_again",
        kind=JUDGING,
        subject=_("An answer is awaited: would you judge %(title)s?"),
        reason=_REASON,
        template="review/round_mail/invited.html",
        action=_("Read it and answer"),
        urgent=True,
        is_over=_is_answered,
        sample=_sample,
        reply_kind=INVITATION,
    ),
    Cause(
        code="judging.accepted",
        kind=JUDGING,
        subject=_("Thank you for judging %(title)s"),
        reason=_REASON,
        template="review/round_mail/accepted.html",
        action=_("Write the review"),
        is_over=_is_in,
        sample=_sample,
    ),
    Cause(
        code="judging.due_soon",
        kind=JUDGING,
        subject=_("Your review is due soon: %(title)s"),
        reason=_REASON,
        template="review/round_mail/due_soon.html",
        action=_("Write the review"),
        is_over=_is_in,
        sample=_sample,
    ),
    Cause(
        code="judging.overdue",
        kind=JUDGING,
        subject=_("Your review is awaited: %(title)s"),
        reason=_REASON,
        template="review/round_mail/overdue.html",
        action=_("Write the review, or give it back"),
        is_over=_is_in,
        sample=_sample,
    ),
    Cause(
        code="judging.closed",
        kind=JUDGING,
        subject=_("Your review is no longer needed, with thanks: %(title)s"),
        reason=_REASON,
        template="review/round_mail/closed.html",
        sample=_sample,
    ),
    Cause(
        code="judging.outcome",
        kind=JUDGING,
        subject=_("What was decided about %(title)s"),
        reason=_REASON,
        template="review/round_mail/outcome.html",
        action=_("See it here"),
        sample=_sample,
    ),
    Cause(
        code="judging.discussed",
        kind=DISCUSSIONS,
        subject=_("New in the discussion of %(title)s"),
        reason=_("You get this because you take part in this round of reviews."),
        template="review/round_mail/discussed.html",
        action=_("Read the discussion"),
        sample=_sample,
    ),
)
