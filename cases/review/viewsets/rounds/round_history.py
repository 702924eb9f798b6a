"""History of rounds in words; the name of an expert only while there is an account."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from cases.review.records.assignment_steps import Step
from cases.review.services.rounds import round_log
from cases.selectors.person_name import person_name
from cases.written.isolation import isolated

WORDS: dict[str, Promise] = {
    round_log.OPENED: _("Round of reviews opened"),
    round_log.CANCELLED: _("Round of reviews cancelled"),
    round_log.REOPENED: _("Round of reviews opened again"),
    round_log.DISCUSSED: _("Contribution to the discussion of a round"),
    round_log.ASKED: _("Expert asked to judge"),
    round_log.REMINDED: _("Expert reminded"),
    round_log.HANDED_IN: _("Review handed in"),
    round_log.DRAFTED: _("Draft of a decision kept"),
    round_log.HELD: _("Decision held"),
    round_log.CHANGED: _("Held decision changed"),
    round_log.ANNOUNCED: _("Decision announced"),
    round_log.TAKEN_BACK: _("Held decision taken back"),
    round_log.RUBRIC: _("Version of the rubric published"),
    f"{round_log.ASSIGNED}{Step.ACCEPT.name.lower()}": _("Invitation to judge accepted"),
    f"{round_log.ASSIGNED}{Step.DECLINE.name.lower()}": _("Invitation to judge declined"),
    f"{round_log.ASSIGNED}{Step.EXPIRE.name.lower()}": _("Invitation to judge not answered"),
    f"{round_log.ASSIGNED}{Step.WITHDRAW.name.lower()}": _("Invitation to judge taken back"),
    f"{round_log.ASSIGNED}{Step.HAND_IN.name.lower()}": _("Assignment done"),
    f"{round_log.ASSIGNED}{Step.RESIGN.name.lower()}": _("Expert resigned"),
    f"{round_log.ASSIGNED}{Step.LAPSE.name.lower()}": _("Assignment ended: nothing was handed in"),
    f"{round_log.ASSIGNED}{Step.SET_ASIDE.name.lower()}": _("Expert set aside for a conflict of interest"),
    f"{round_log.ASSIGNED}{Step.CLOSE.name.lower()}": _("Assignment closed with thanks"),
}


def register_round_actions(actions: Any) -> None:
    """Makes every action of a round known to Wagtail's log."""
    for action, words in WORDS.items():
        actions.register_action(action)(_formatter(words))


def _formatter(words: Promise) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        """Entry of the history: what was done, and to whom."""

        label = words

        def format_message(self, log_entry: Any) -> str:
            """Sentence of it."""
            person = get_user_model().objects.filter(pk=log_entry.data.get("person") or 0).first()
            return f"{words} · {isolated(person_name(person))}" if person else str(words)

    return Formatter
