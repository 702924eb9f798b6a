"""Pages behind a secret in their address: no trace in caches, lists or the logs of other sites."""

from django.http import HttpResponse

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


def kept_secret(answer: HttpResponse) -> HttpResponse:
    """The answer, with headers by which its address goes nowhere."""
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer
