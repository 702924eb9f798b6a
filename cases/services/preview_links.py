"""Links to previews: made, counted when opened, revoked."""

import secrets
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from cases.models import CaseStudyPage, PreviewLink
from cases.selectors.preview_links import active_links
from cases.written.secrets import digest_of

DAYS = (1, 7, 14, 30, 90)
DEFAULT_DAYS = 14
MOST = 30  # of a page, at a time
SECRET_BYTES = 24
MADE, REVOKED = "cases.preview_link.make", "cases.preview_link.revoke"  # actions of the log


class TooManyLinksError(Exception):
    """Error where a page has as many links as it may have at a time."""


def make_link(page: CaseStudyPage, user: Any, *, label: str, days: int) -> tuple[PreviewLink, str]:
    """A new link, and its secret, which is known only now. Raises TooManyLinksError."""
    CaseStudyPage.objects.select_for_update(of=("self",)).get(pk=page.pk)  # two at once are counted one after the other
    if active_links().filter(page=page.pk).count() >= MOST:
        raise TooManyLinksError
    token = secrets.token_urlsafe(SECRET_BYTES)
    link = PreviewLink.objects.create(
        page=page,
        digest=digest_of(token),
        label=label,
        made_by=user,
        expires_at=timezone.now() + timedelta(days=days),
    )
    log(page, MADE, user=user, data={"label": label, "days": days})
    return link, token


def revoke_link(link: PreviewLink, user: Any) -> None:
    """Ends a link at once; one that was revoked before stays as it is."""
    ended = PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=user)
    if ended:
        log(link.page, REVOKED, user=user, data={"label": link.label})


def count_opening(link: PreviewLink) -> None:
    """Notes that somebody opened a link; not who."""
    PreviewLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, opened_at=timezone.now())
