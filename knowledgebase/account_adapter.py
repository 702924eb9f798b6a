"""Adapter of accounts of this site: with the address of a reader as it is found behind proxies."""

from django.conf import settings
from django.http import HttpRequest

from cases.people.services.account_adapter import AccountAdapter

from .client_address import client_address, one_reader

UNKNOWN = "0.0.0.0"  # noqa: S104  # of a request of which no address is known


class SiteAccountAdapter(AccountAdapter):
    """Adapter that reads addresses as the throttle does. Of IPv6 the network, which is what one reader has."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Address of who asks."""
        address = client_address(request, settings.TRUSTED_PROXIES)
        return UNKNOWN if address is None else one_reader(address).partition("/")[0]
