"""Adapter of accounts of this site: addresses of readers as found behind proxies, and mails as messages."""

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import get_language

from cases.messages.services.account_mail import send_account_mail
from cases.people.services.account_adapter import AccountAdapter
from cases.people.services.account_mails import AccountMail

from .client_address import client_address, one_reader

UNKNOWN = "0.0.0.0"  # noqa: S104  # of a request of which no address is known


class SiteAccountAdapter(AccountAdapter):
    """Adapter that reads addresses as the throttle does. Of IPv6 the network, which is what one reader has."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Address of who asks."""
        address = client_address(request, settings.TRUSTED_PROXIES)
        return UNKNOWN if address is None else one_reader(address).partition("/")[0]

    def deliver(self, mail: AccountMail, address: str, user: User | None) -> None:
        """Says a mail to an address as a message: tried again where a server is away, its words kept by nobody."""
        language = get_language() or settings.LANGUAGE_CODE
        send_account_mail(mail.subject, mail.paragraphs, address, language, user)
