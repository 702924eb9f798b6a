"""Throttle: so many searches, suggestions, previews, links of mails and log-ins a minute for each address.

So nobody takes the site from the others, and nobody tries passwords by the thousand.
"""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from prometheus_client import Counter

from .allowance import Allowances, Policy, Verdict
from .client_address import client_address, one_reader
from .ended_session import ADMIN, MARK
from .refusals import API, refuse

SUGGESTIONS = "/api/v1/suggest"
LOG_INS = ("/admin/login/", "/admin/password_reset/")
ACCOUNTS = (
    "account"  # way of the doors of accounts: whatever is sent to one of them may be an attempt, or ask for a mail
)
# Ways of the site, below its languages, that search or put much together for one request.
COSTLY = ("search", "download", "compare", "propose/similar")
PREVIEW = "preview"  # of a draft, by a secret link
LINKS = ("link", "deadline")  # in mails, with a secret
# Of visitors: whatever is sent there may ask for a mail, be a code that is tried, or call an editor.
PROPOSALS = ("propose", "problem")
THROTTLED = Counter("requests_throttled", "Requests refused since their address sent too many", ["policy"])
logger = structlog.get_logger(__name__)

_SEARCHED = _(
    "More searches came from your network within a minute than this site can give to one. "
    "You can go on in %(seconds)s seconds."
)
_OPENED = _(
    "More previews were opened from your network within a minute than this site can give to one. "
    "You can go on in %(seconds)s seconds."
)
_FOLLOWED = _(
    "More links of mails were opened from your network within a minute than this site can give to one. "
    "You can go on in %(seconds)s seconds."
)
_TRIED = _(
    "More attempts to log in came from your network within a minute than are allowed. "
    "You can go on in %(seconds)s seconds."
)


class ThrottleMiddleware:
    """Counts requests before the pages that are kept ready: they count as well, and no refusal is kept as one of them.

    Says in the headers of IETF's draft-ietf-httpapi-ratelimit-headers what is left, and answers 429 when nothing is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.searches = tuple(f"/{code}/{way}/" for code, _name in settings.LANGUAGES for way in COSTLY)
        self.accounts = tuple(f"/{code}/{ACCOUNTS}/" for code, _name in settings.LANGUAGES)
        self.previews = tuple(f"/{code}/{PREVIEW}/" for code, _name in settings.LANGUAGES)
        self.proposals = tuple(f"/{code}/{way}/" for code, _name in settings.LANGUAGES for way in PROPOSALS)
        self.links = tuple(f"/{code}/{way}/" for code, _name in settings.LANGUAGES for way in LINKS)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        policy = self._policy(request) if settings.THROTTLE else None
        who = _who(request) if policy else None
        if policy is None or who is None:
            return self.get_response(request)
        verdict = _allowances().take(policy, who)
        if verdict is None:
            return self.get_response(request)
        response = self.get_response(request) if verdict.is_allowed else _refused(request, policy, verdict)
        response.headers["RateLimit-Policy"] = f'"{policy.name}";q={policy.limit};w={policy.window}'
        response.headers["RateLimit"] = f'"{policy.name}";r={verdict.remaining};t={verdict.reset}'
        return response

    def _policy(self, request: HttpRequest) -> Policy | None:
        path = request.path_info
        if path == SUGGESTIONS:
            return Policy("suggestions", settings.THROTTLE_SUGGESTIONS)
        is_file_of_case = path.startswith("/c/") and path.endswith(".pdf")
        if is_file_of_case or path.startswith((API, *self.searches)):
            return Policy("searches", settings.THROTTLE_SEARCHES)
        if path.startswith(self.previews):
            return Policy("previews", settings.THROTTLE_SEARCHES)
        if path.startswith(self.links):
            return Policy("links", settings.THROTTLE_SEARCHES)
        if request.method != "POST":
            return None
        doors = (*LOG_INS, *self.accounts, *self.proposals)
        if path.startswith(doors) or (path.startswith(ADMIN) and MARK in request.GET):
            return Policy("log-ins", settings.THROTTLE_LOG_INS)
        return None


@cache
def _allowances() -> Allowances:
    return Allowances(settings.DATA_DIR / "throttle" / "allowances.sqlite3")


def _who(request: HttpRequest) -> str | None:
    """Name under which a reader is counted: no address lies on the disk."""
    address = client_address(request, settings.TRUSTED_PROXIES)
    if address is None:
        return None
    return blake2b(one_reader(address).encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=12).hexdigest()


def _refused(request: HttpRequest, policy: Policy, verdict: Verdict) -> HttpResponse:
    THROTTLED.labels(policy.name).inc()
    logger.info("request_throttled", policy=policy.name)
    reason = {"log-ins": _TRIED, "previews": _OPENED, "links": _FOLLOWED}.get(policy.name, _SEARCHED)
    headers = {"Retry-After": str(verdict.wait), "Cache-Control": "no-store"}
    return refuse(request, 429, _("A moment, please"), reason, {"seconds": verdict.wait}, headers)
