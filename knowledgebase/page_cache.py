"""Ready pages for visitors who are not logged in: kept in memory, dropped the moment anything they show changes."""

import gzip
import hashlib
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from cachetools import LRUCache
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control, patch_vary_headers

from cases.slots import is_kept_for_nobody
from home.selectors.comparison.collected import COLLECTED
from home.selectors.public_version import public_version

from .entity_tags import has_already

LONGEST_QUERY = 200  # letters; longer ones are hardly asked twice
COMPRESSED = ("text/html", "application/atom+xml", "application/xml", "text/plain")
OLDEST = 600.0  # seconds; what changes without a sign, such as which cases are near in meaning, shows by then
SMALLEST = 500  # bytes worth compressing
# A browser may keep a page but must ask each time whether it is still true, so that what is withdrawn is gone.
REVALIDATE = "no-cache"
PERSONAL = ("HTTP_AUTHORIZATION", "HTTP_RANGE")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An answer, compressed, with its headers."""

    body: bytes
    etag: str
    headers: tuple[tuple[str, str], ...]
    made: float  # time.monotonic()


class PageStore:
    """The pages of one version of the site, the least recently asked dropped first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: LRUCache[str, KeptPage] = LRUCache(math.inf, getsizeof=lambda page: len(page.body))
        self._version = -1

    def get(self, version: int, key: str) -> KeptPage | None:
        """A page kept under this version."""
        with self._lock:
            self._turn_to(version)
            page = self._pages.get(key)
            if page is None or time.monotonic() - page.made > OLDEST:
                return None
            return page

    def put(self, version: int, key: str, page: KeptPage, most: int) -> None:
        """Keeps a page that was begun under ``version``; nothing when that is past. ``most``: bytes in all."""
        with self._lock:
            if version != self._version or len(page.body) > most:
                return
            self._pages[key] = page
            while self._pages.currsize > most:
                self._pages.popitem()

    def clear(self) -> None:
        """Drops every page, as where another database stands under a version of the same number."""
        with self._lock:
            self._pages.clear()

    def _turn_to(self, version: int) -> None:
        if version != self._version:
            self._pages.clear()
            self._version = version


store = PageStore()


class PageCacheMiddleware:
    """Answers from the store where it can; compresses what goes to visitors, who get no secret worth guessing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.prefixes = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._is_visitor(request):
            return self._own(request, self.get_response(request))
        key = self._key(request) if settings.PAGE_CACHE_MB else None
        if key is None:
            return _compressed(request, self.get_response(request))
        version = public_version()  # before the page is made: a change meanwhile must not be missed
        page = store.get(version, key)
        if page is None:
            response = self.get_response(request)
            if is_kept_for_nobody(request):
                patch_cache_control(response, private=True, no_cache=True)
            page = _kept(response)
            if page is None:
                return _compressed(request, response)
            store.put(version, key, page, settings.PAGE_CACHE_MB * 1_000_000)
        return _answer(request, page)

    def _own(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Answer for one reader alone, such as one who collects cases; it says so to the caches between."""
        if request.path.startswith(self.prefixes) and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
            patch_vary_headers(response, ["Cookie"])
        return response

    def _is_visitor(self, request: HttpRequest) -> bool:
        """Whether every reader gets this answer: no session, and a page of the public site."""
        if request.method not in ("GET", "HEAD") or not request.path.startswith(self.prefixes):
            return False
        personal = any(name in request.COOKIES for name in (settings.SESSION_COOKIE_NAME, "messages", COLLECTED))
        return not personal and not any(name in request.META for name in PERSONAL)

    def _key(self, request: HttpRequest) -> str | None:
        """Key of a page in the cache; None for a page that is not kept: typed words are counted and seldom repeat."""
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY or any(name == "q" for name, _value in parse_qsl(query, keep_blank_values=True)):
            return None
        try:
            return f"{request.scheme}://{request.get_host()}{request.path}?{query}"
        except DisallowedHost:
            return None


def _kept(response: HttpResponse) -> KeptPage | None:
    """The answer as it is kept; None for one that is not for everyone, or not there to stay."""
    control = response.headers.get("Cache-Control", "")
    if response.status_code != 200 or response.streaming or response.cookies or "private" in control:
        return None
    if not response.headers.get("Content-Type", "").startswith(COMPRESSED):
        return None
    etag = f'W/"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    response.headers["Cache-Control"] = REVALIDATE
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    headers = tuple((name, value) for name, value in response.headers.items() if name != "Content-Length")
    return KeptPage(gzip.compress(response.content, 6, mtime=0), etag, headers, time.monotonic())


def _answer(request: HttpRequest, page: KeptPage) -> HttpResponse:
    if has_already(request, page.etag):
        headers = {"ETag": page.etag, "Cache-Control": REVALIDATE, "Vary": "Accept-Encoding, Cookie"}
        return HttpResponseNotModified(headers=headers)
    packed = _takes_gzip(request)
    headers = {**dict(page.headers), "ETag": page.etag}
    response = HttpResponse(page.body if packed else gzip.decompress(page.body), headers=headers)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    return response


def _compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer, compressed where that helps and the browser takes it."""
    if response.streaming or response.cookies or response.has_header("Content-Encoding"):
        return response
    if len(response.content) < SMALLEST or not response.headers.get("Content-Type", "").startswith(COMPRESSED):
        return response
    patch_vary_headers(response, ["Accept-Encoding"])
    if _takes_gzip(request):
        response.content = gzip.compress(response.content, 6, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
    return response


def _takes_gzip(request: HttpRequest) -> bool:
    return "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
