"""History of submissions in words."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.review.services.submissions.drafting import DRAFTED, MADE_OF
from cases.review.services.submissions.forgetting import FORGOTTEN
from cases.review.services.submissions.moving import entry_of
from cases.review.transitions import Step

WORDS: dict[Step, Promise] = {
    Step.SEND: _("Submission sent"),
    Step.READ: _("Check of the submission begun"),
    Step.ASK: _("More asked for"),
    Step.ANSWER: _("Submitter answered"),
    Step.DECLINE: _("Submission declined"),
    Step.REVIEW: _("Submission sent to the experts"),
    Step.WITHDRAW: _("Submission withdrawn"),
    Step.ASK_CHANGES: _("More asked for after review"),
    Step.ANSWER_CHANGES: _("Submitter answered after review"),
    Step.SCREEN_AGAIN: _("Submission returned to screening"),
    Step.HOLD: _("Decision made, to be announced later"),
    Step.REOPEN: _("Decision taken back before it was announced"),
    Step.ACCEPT: _("Submission accepted"),
    Step.ACCEPT_WITH_CHANGES: _("Submission accepted with changes"),
    Step.DECLINE_REVIEWED: _("Submission declined after review"),
    Step.PUBLISH: _("Submission published as a case"),
}

OTHERS: dict[str, Promise] = {
    DRAFTED: _("Draft of the case made"),
    MADE_OF: _("Case made of a submission"),
    FORGOTTEN: _("Personal data of the submission deleted"),
}


def register_submission_actions(actions: Any) -> None:
    """Makes every step of a submission known to Wagtail's log."""
    for step, words in WORDS.items():
        actions.register_action(entry_of(step), words, words)
    for action, words in OTHERS.items():
        actions.register_action(action, words, words)
