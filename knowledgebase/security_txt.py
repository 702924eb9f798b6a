"""Address for whoever finds a flaw (RFC 9116), where the site has one."""

from datetime import timedelta
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

# The RFC asks for less than a year. The day counts on, since whoever answers here still stands by the address.
TRUSTED_FOR = timedelta(days=180)


def security_txt(request: HttpRequest) -> HttpResponse:
    """security.txt with CONTACT_EMAIL as the address. Raises Http404 without one."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    expires = (timezone.now() + TRUSTED_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: mailto:{quote(settings.CONTACT_EMAIL, safe='@')}",
        f"Expires: {expires}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {request.build_absolute_uri(reverse('security_txt'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
