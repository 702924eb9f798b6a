"""The address of a reader, as far as it can be known behind proxies."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.http import HttpRequest

Address = IPv4Address | IPv6Address
ONE_SITE = 64  # bits of an IPv6 address that a network is given as one; whoever has it chooses the others at will


def client_address(request: HttpRequest, proxies: int) -> Address | None:
    """Address of who asked the first of so many ``proxies``; None where it is not known.

    Each proxy adds to the right of ``X-Forwarded-For`` whom it was asked by, so what a reader may have written there
    himself stands left of what they added, and is never read. Without proxies the header counts for nothing. None also
    where proxies are said to be and the header is missing: the address left is then a proxy's, or this machine's.
    """
    if not proxies:
        return _address(request.META.get("REMOTE_ADDR", ""))
    passed_on = [part for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return _address(passed_on[max(0, len(passed_on) - proxies)]) if passed_on else None


def _address(text: str) -> Address | None:
    """An address, perhaps with a port, as some proxies write it."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def one_reader(address: Address) -> str:
    """Name under which an address is counted: itself, and of IPv6 the network that a household or office is given."""
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((int(address) >> (128 - ONE_SITE) << (128 - ONE_SITE), ONE_SITE)))
