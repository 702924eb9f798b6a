"""Asks an address of the web whether it answers, and never an address of a private network."""

import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import urllib3
from django.conf import settings

from cases.models.link import LinkOutcome

MOST_REDIRECTS = 5
_AGENT = "inter-city-knowledge-base link check"
_REFUSALS = (401, 402, 403, 407, 429, 451, 999)
_ASK_AGAIN_WITH_GET = (400, 401, 403, 404, 405, 406, 429, 500, 501, 503)


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer of an address. ``leads_to``: address it redirected to, "" without a redirect."""

    outcome: LinkOutcome
    status: int | None = None
    leads_to: str = ""


class _Stop(Exception):
    def __init__(self, outcome: LinkOutcome) -> None:
        self.outcome = outcome


def ask(url: str) -> Answer:
    """Asks an address and follows redirects; each step is resolved, judged, and connected to the judged address."""
    here = url
    status: int | None = None
    try:
        for _step in range(MOST_REDIRECTS + 1):
            status, location = _request(here)
            if not (300 <= status < 400 and location):
                return Answer(_outcome(status), status, here if here != url else "")
            here = urljoin(here, location)
        return Answer(LinkOutcome.REDIRECTS, status, here)
    except _Stop as stop:
        return Answer(stop.outcome, None, here if here != url else "")


def _outcome(status: int) -> LinkOutcome:
    if status in _REFUSALS:
        return LinkOutcome.REFUSED
    if status >= 500:
        return LinkOutcome.SERVER
    return LinkOutcome.GONE if status >= 400 else LinkOutcome.OK


def _request(url: str) -> tuple[int, str]:
    """Status of an address and target of its redirect. HEAD, or GET without its body where a server refuses HEAD."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise _Stop(LinkOutcome.FORBIDDEN) from None
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise _Stop(LinkOutcome.FORBIDDEN)
    if port not in (80, 443) and not settings.LINK_CHECK_PRIVATE:
        raise _Stop(LinkOutcome.FORBIDDEN)
    host = _ascii(host)
    address = _public_address(host, port)
    target = urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl() or "/"
    pool = _pool(parts.scheme, host, address, port)
    with pool:
        status, location = _send(pool, "HEAD", host, port, target)
        if status in _ASK_AGAIN_WITH_GET:
            status, location = _send(pool, "GET", host, port, target)
    return status, location


def _ascii(host: str) -> str:
    """Host name in any script as the network writes it."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise _Stop(LinkOutcome.NO_HOST) from None


def _pool(scheme: str, host: str, address: str, port: int) -> urllib3.HTTPConnectionPool:
    """Connection pool to the address that was judged, since the name might lead elsewhere a moment later."""
    timeout = urllib3.Timeout(total=settings.LINK_CHECK_TIMEOUT)
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=timeout, retries=False)
    context = ssl.create_default_context()
    return urllib3.HTTPSConnectionPool(
        address, port, timeout=timeout, retries=False, ssl_context=context, server_hostname=host, assert_hostname=host
    )


def _send(pool: urllib3.HTTPConnectionPool, method: str, host: str, port: int, target: str) -> tuple[int, str]:
    name = f"[{host}]" if ":" in host else host
    headers = {"Host": name if port in (80, 443) else f"{name}:{port}", "User-Agent": _AGENT, "Accept": "*/*"}
    encoded = urllib3.util.parse_url(target).url if target.startswith("/") else f"/{target}"
    try:
        response = pool.urlopen(method, encoded, headers=headers, redirect=False, preload_content=False)
        response.close()
        return response.status, response.headers.get("Location", "")
    except (urllib3.exceptions.SSLError, ssl.SSLError):
        raise _Stop(LinkOutcome.CERTIFICATE) from None
    except urllib3.exceptions.NewConnectionError:  # which urllib3 counts among the timeouts
        raise _Stop(LinkOutcome.NO_CONNECTION) from None
    except (urllib3.exceptions.TimeoutError, TimeoutError):
        raise _Stop(LinkOutcome.TIMEOUT) from None
    except (urllib3.exceptions.HTTPError, OSError, ValueError):
        raise _Stop(LinkOutcome.NO_CONNECTION) from None


def _public_address(host: str, port: int) -> str:
    """Address of a host; refused when any address of it lies in a private, local or reserved network."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _Stop(LinkOutcome.NO_HOST) from None
    addresses = [str(entry[4][0]) for entry in found]
    if not settings.LINK_CHECK_PRIVATE and not all(_is_public(address) for address in addresses):
        raise _Stop(LinkOutcome.FORBIDDEN)
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        hidden = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if hidden is not None:
            return hidden.is_global
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return ipaddress.ip_address(int(ip) & 0xFFFFFFFF).is_global
    return ip.is_global and not ip.is_multicast
