"""History of members, contacts and experts in words; the name of a person only while there is an account."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from cases.people.choices import Ending, HandedTo, RequestState
from cases.people.permissions import MemberRole
from cases.people.services import member_log
from cases.selectors.localized_format import number
from cases.selectors.person_name import person_name
from cases.written.isolation import isolated

Message = Callable[[dict[str, Any]], str]


def _label(choices: Any, value: Any) -> str:
    return str(dict(choices.choices).get(value, value))


def _begun(data: dict[str, Any]) -> str:
    return _("Member from now: %(role)s") % {"role": _label(MemberRole, data.get("role"))}


def _turned(data: dict[str, Any]) -> str:
    roles = {name: _label(MemberRole, data.get(name)) for name in ("before", "role")}
    return _("Role: %(role)s, before: %(before)s") % roles


def _ended(data: dict[str, Any]) -> str:
    said = [_("Membership ended"), _label(Ending, data.get("ending"))]
    if data.get("handed_to") not in (None, HandedTo.NOBODY):
        said.append(_("what was open went to: %(whom)s") % {"whom": _label(HandedTo, data["handed_to"])})
        said.append(_("open: %(count)s") % {"count": number(int(data.get("items") or 0))})
    return " · ".join(said)


def _invited(data: dict[str, Any]) -> str:
    return _("Invitation sent: %(role)s") % {"role": _label(MemberRole, data.get("role"))}


def _asked(data: dict[str, Any]) -> str:
    return _("Asked to join: %(role)s") % {"role": _label(MemberRole, data.get("role"))}


def _decided(data: dict[str, Any]) -> str:
    return _("Request: %(state)s") % {"state": _label(RequestState, data.get("state"))}


def _record(data: dict[str, Any]) -> str:
    return _("Record changed, agreement renewed") if data.get("renewed") else _("Record changed")


FORMATTED: dict[str, tuple[Promise, Message]] = {
    member_log.BEGUN: (gettext_lazy("New membership"), _begun),
    member_log.ROLE: (gettext_lazy("Change of role in a city"), _turned),
    member_log.ENDED: (gettext_lazy("End of a membership"), _ended),
    member_log.INVITED: (gettext_lazy("Invitation to a city"), _invited),
    member_log.ASKED: (gettext_lazy("Request to join a city"), _asked),
    member_log.DECIDED: (gettext_lazy("Decision about a request"), _decided),
    member_log.RECORD: (gettext_lazy("Record of an expert"), _record),
}
SIMPLE: dict[str, tuple[Promise, Promise]] = {
    member_log.REVOKED: (gettext_lazy("Invitation taken back"), gettext_lazy("Invitation taken back")),
    member_log.CONTACT: (gettext_lazy("Contact of a city"), gettext_lazy("Contact changed")),
    member_log.CONFIRMED: (gettext_lazy("Contact confirmed"), gettext_lazy("Contact confirmed")),
    member_log.UNREACHABLE: (gettext_lazy("City not reached"), gettext_lazy("Mails to the mailbox come back")),
    member_log.REACHABLE: (gettext_lazy("City reached again"), gettext_lazy("The mailbox is reached again")),
}


def register_member_actions(actions: Any) -> None:
    """Makes the actions known to Wagtail's log."""
    for action, (label, message) in FORMATTED.items():
        actions.register_action(action)(_formatter(label, message))
    for action, (label, said) in SIMPLE.items():
        actions.register_action(action, label, said)


def _formatter(title: Promise, message: Message) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        """Entry of the history: what was done, and to whom."""

        label = title

        def format_message(self, log_entry: Any) -> str:
            """Sentence of it."""
            person = get_user_model().objects.filter(pk=log_entry.data.get("person") or 0).first()
            said = message(log_entry.data)
            return f"{said} · {isolated(person_name(person))}" if person else said

    return Formatter
