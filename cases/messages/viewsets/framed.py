"""HTML of a mail for a frame of the admin: nothing in it runs, loads or leads anywhere."""

from django.http import HttpResponse

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


def framed(html: str) -> HttpResponse:
    """Answer with a policy of its own, since styles of mails stand in their elements."""
    answer = HttpResponse(html)
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
