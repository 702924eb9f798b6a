"""History of accounts in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter

from cases.people.services.account_log import (
    FACTOR_ADDED,
    FACTOR_REMOVED,
    LEFT,
    LOG_IN_FAILED,
    LOGGED_IN,
    NOBODY,
    PASSWORD,
    ROLES,
)
from cases.selectors.localized_format import number
from cases.written.isolation import isolated


class FailedLogInFormatter(LogFormatter):
    """Entry of log-ins that failed: how many, and whether anybody has the name."""

    label = gettext_lazy("Log-in failed")

    def format_message(self, log_entry: Any) -> str:
        """Sentence of how often it failed."""
        times = int(log_entry.data.get("times", 1))
        said = ngettext("Log-in failed", "Log-in failed %(count)s times within an hour", times)
        text = said % {"count": number(times)} if times > 1 else said
        return f"{text} · {_('with a name that nobody has')}" if log_entry.object_id == NOBODY else text


class RolesFormatter(LogFormatter):
    """Entry of roles given and taken."""

    label = gettext_lazy("Change of roles")

    def format_message(self, log_entry: Any) -> str:
        """Sentence of which roles."""
        told = {
            "given": _("Role given: %(names)s"),
            "taken": _("Role taken: %(names)s"),
        }
        return " · ".join(
            text % {"names": _(", ").join(isolated(_(name)) for name in log_entry.data[key])}
            for key, text in told.items()
            if log_entry.data.get(key)
        )


def register_account_actions(actions: Any) -> None:
    """Makes the actions known to Wagtail's log."""
    actions.register_action(LOGGED_IN, gettext_lazy("Log-in"), gettext_lazy("Logged in"))
    actions.register_action(LOG_IN_FAILED)(FailedLogInFormatter)
    actions.register_action(PASSWORD, gettext_lazy("Password"), gettext_lazy("Password set"))
    actions.register_action(ROLES)(RolesFormatter)
    added, removed = gettext_lazy("Second factor set up"), gettext_lazy("Second factor removed")
    actions.register_action(FACTOR_ADDED, gettext_lazy("Second factor"), added)
    actions.register_action(FACTOR_REMOVED, gettext_lazy("Second factor"), removed)
    actions.register_action(LEFT, gettext_lazy("Leaving"), gettext_lazy("Left, and the name was deleted"))
