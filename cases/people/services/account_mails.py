"""Words of the mails about accounts, by their cause. Each is read in a mail program that knows nothing of this site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.people.selectors.sessions import device_name
from cases.selectors.localized_format import moment
from cases.written.isolation import isolated

Words = tuple[str, list[str]]  # subject, paragraphs
Context = Mapping[str, Any]
Writer = Callable[[Context], Words]


@dataclass(frozen=True, slots=True)
class AccountMail:
    """Mail about an account: a dotted cause, its subject and its paragraphs."""

    cause: str
    subject: str
    paragraphs: list[str]


def write_account_mail(template_prefix: str, context: Context) -> AccountMail:
    """Writes the mail for which django-allauth names a template, in the language that is active."""
    name = template_prefix.rpartition("/")[2]
    subject, paragraphs = WRITERS[name](context)
    return AccountMail(f"account.{name}", subject, paragraphs)


def site_address(name: str) -> str:
    """Full address of a page of accounts, in the language that is active."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name)}"


def _code(subject: Promise, lead: Promise) -> Writer:
    """Writer of a mail with a code, which is typed in where it was asked for."""

    def write(context: Context) -> Words:
        unasked = _("If you did not ask for it, do nothing, and tell the code to nobody.")
        return str(subject), [str(lead), f"    {context['code']}", _("It is valid for 15 minutes."), unasked]

    return write


def _notice(subject: Promise, lead: Promise) -> Writer:
    """Writer of a mail that says what was done with an account, from where, and what to do if it was somebody else."""

    def write(context: Context) -> Words:
        device = device_name(str(context.get("user_agent", "")))
        where = {"moment": moment(context.get("timestamp") or timezone.now()), "device": isolated(device)}
        alarm = _("If this was not you, choose another password and end all sessions: %(address)s")
        told = [str(lead), _("When and with what: %(moment)s, %(device)s") % where]
        return str(subject), [*told, alarm % {"address": site_address("people:sessions")}]

    return write


def _unknown(context: Context) -> Words:
    lead = _("Somebody asked for a code to log in with this address, or for a new password. No account has it.")
    make = _("You can make an account here: %(address)s") % {"address": site_address("account_signup")}
    return _("No account with this address"), [lead, make, _ignored()]


def _exists(context: Context) -> Words:
    lead = _("Somebody wanted to make an account with this address. You have one already.")
    log_in = _("Log in here: %(address)s") % {"address": site_address("account_login")}
    reset = _("Password forgotten: %(address)s") % {"address": site_address("account_reset_password")}
    return _("You have an account already"), [lead, log_in, reset, _ignored()]


def _ignored() -> str:
    return _("If that was not you, you need not do anything.")


_ADDRESS = _code(
    gettext_lazy("Code to confirm your address"),
    gettext_lazy("Type this code where you gave this address, to confirm that it is yours:"),
)
WRITERS: dict[str, Writer] = {
    "email_confirmation_signup": _ADDRESS,
    "email_confirmation": _ADDRESS,
    "login_code": _code(gettext_lazy("Code to log in"), gettext_lazy("Type this code where you asked for it:")),
    "password_reset_code": _code(
        gettext_lazy("Code for a new password"), gettext_lazy("Type this code where you asked for a new password:")
    ),
    "unknown_account": _unknown,
    "account_already_exists": _exists,
    "new_device": _notice(
        gettext_lazy("Log-in with a new device"),
        gettext_lazy("Somebody logged in to your account with a device that had not been used for it before."),
    ),
    "password_reset": _notice(gettext_lazy("New password"), gettext_lazy("Your account has a new password.")),
    "password_changed": _notice(gettext_lazy("New password"), gettext_lazy("Your account has a new password.")),
    "password_set": _notice(gettext_lazy("New password"), gettext_lazy("Your account has a new password.")),
    "email_changed": _notice(
        gettext_lazy("New address"), gettext_lazy("Your account has another address of e-mail from now on.")
    ),
    "email_confirm": _notice(gettext_lazy("Address confirmed"), gettext_lazy("Your address of e-mail was confirmed.")),
    "email_deleted": _notice(
        gettext_lazy("Address removed"), gettext_lazy("An address of e-mail was removed from your account.")
    ),
    "totp_activated": _notice(
        gettext_lazy("Second factor set up"), gettext_lazy("Your account asks for a code of an app from now on.")
    ),
    "totp_deactivated": _notice(
        gettext_lazy("Second factor removed"), gettext_lazy("Your account does not ask for a code of an app any more.")
    ),
    "recovery_codes_generated": _notice(
        gettext_lazy("New recovery codes"),
        gettext_lazy("Your account has new recovery codes; the ones before are void."),
    ),
    "webauthn_added": _notice(gettext_lazy("Passkey added"), gettext_lazy("A passkey was added to your account.")),
    "webauthn_removed": _notice(
        gettext_lazy("Passkey removed"), gettext_lazy("A passkey was removed from your account.")
    ),
}
