"""Deadlines of submissions: set anew whenever somebody else has the turn."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.messages.services.deadlines.keeping import cancel_deadline, set_deadline
from cases.review.models import Submission
from cases.review.selectors.submissions.turns import answer_by, turn_of, working_days
from cases.review.transitions import Party

DEADLINE = "submission"


def begin_turn(submission: Submission) -> None:
    """Notes by when whoever's turn it is answers; of a submitter in a city also as a deadline for calendars."""
    submission.due_on = answer_by(submission, submission.state_since)
    submission.save(update_fields=["due_on"])
    turn, city = turn_of(submission), submission.for_city or submission.city
    if turn.by != Party.SUBMITTER or submission.due_on is None or city is None:
        cancel_deadline(DEADLINE, submission)
        return
    with override(submission.language):
        title = _("Answer to what is asked about submission %(number)s") % {"number": submission.shown_number}
        url = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('review:submission', args=[submission.number])}"
    set_deadline(DEADLINE, submission, city, submission.state_since, working_days(turn), title=title, url=url)
