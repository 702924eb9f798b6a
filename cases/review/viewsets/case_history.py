"""History of what keeps cases true, in words."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.review.services.kept_true import asking, holding, opinions, problems

WORDS: dict[str, Promise] = {
    asking.ASKED: _("City asked whether the case still holds"),
    asking.DROPPED: _("City is not asked any more"),
    holding.ANSWERED: _("City said whether the case still holds"),
    holding.SETTLED: _("What the city said is settled"),
    problems.REPORTED: _("A reader reported a problem"),
    problems.TAKEN: _("An editor looks into a reported problem"),
    problems.ANSWERED: _("A reported problem was answered"),
    opinions.SIGNED: _("An expert signed an opinion"),
    opinions.SHOWN: _("An expert opinion is shown to readers"),
    opinions.REVOKED: _("An expert opinion was revoked"),
}


def register_case_actions(actions: Any) -> None:
    """Makes every step known to Wagtail's log."""
    for action, words in WORDS.items():
        actions.register_action(action, words, words)
