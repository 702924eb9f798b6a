"""Entity tags: whether a browser already has what it asks for."""

from django.http import HttpRequest
from django.utils.http import parse_etags

WEAK = "W/"


def has_already(request: HttpRequest, etag: str) -> bool:
    """Whether ``If-None-Match`` names this tag, by the weak comparison of RFC 9110 (8.8.3.2, 13.1.2), or any by ``*``.

    Proxies that compress make a strong tag weak and some the other way round, so only what stands after ``W/`` counts.
    """
    known = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    return known == ["*"] or etag.removeprefix(WEAK) in {tag.removeprefix(WEAK) for tag in known}
