"""Causes of messages about a round: to editors what needs them, to the submitter what was decided."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.messages.causes.cause import Cause
from cases.messages.causes.kinds import Kind
from cases.messages.choices import Pace

ROUNDS = Kind(code="rounds", label=_("Rounds of reviews that need an editor"))
DECISIONS = Kind(code="decisions", label=_("Decisions about what you submitted"), pace=Pace.AT_ONCE, mandatory=True)


def _sample() -> Mapping[str, Any]:
    return {
        "title": gettext("A green corridor along an old canal"),
        "event": "declined",
        "person": User(first_name="Sam", last_name="Sample"),
        "words": gettext("I have worked for that city."),
        "refusal": gettext("A conflict of interest"),
        "missing": 1,
        "outcome": gettext("Accept with changes"),
        "letter": gettext("Dear colleague, the experts recommend your practice, once the costs are stated."),
        "number": "1234-5678",
        "url": "https://practice.example/",
    }


CAUSES = (
    Cause(
        code="round.editors",
        kind=ROUNDS,
        subject=_("A round of reviews needs you: %(title)s"),
        reason=_("You get this because you look after this round of reviews, or after submissions."),
        template="review/round_mail/editors.html",
        action=_("Open the round"),
        sample=_sample,
    ),
    Cause(
        code="round.decided",
        kind=DECISIONS,
        subject=_("Decision about your submission %(number)s"),
        reason=_("You get this because you submitted it, alone or with others."),
        template="review/round_mail/decided.html",
        action=_("See the decision and what the experts wrote"),
        urgent=True,
        sample=_sample,
    ),
)
