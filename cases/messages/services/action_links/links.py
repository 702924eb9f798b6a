"""Action links: made for a mail, opened, used, revoked."""

import base64
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from cases.messages.models import ActionLink, ActionLinkUse
from cases.messages.selectors.references import reference_to
from cases.people.selectors.reading import reading_language
from cases.written.secrets import digest_of

from .registry import ActionKind, NotAllowedError, action_kind

SECRET_BYTES = 24
FORGOTTEN_AFTER = timedelta(days=180)
Act = ActionLinkUse.Act
_mail: ContextVar[str] = ContextVar("mail", default="")  # key of the message that is being written


def make_action_link(kind: str, person: Any, about: Any, *, until: datetime, language: str = "") -> str:
    """Address of a link, in the language of the person; its secret is known only now.

    In a mail (``links_of_mail``) there is one of a kind about a thing, however often the mail is tried.
    ``person``: None for an office, which reads ``language``.
    """
    token = _new_token(kind, about)
    made = {"kind": kind, "person": person, "language": "" if person else language, "made_at": timezone.now()}
    made |= {"expires_at": until, **reference_to(about)}
    link, _is_new = ActionLink.objects.get_or_create(digest=digest_of(token), defaults=made)
    with override(language_of(link)):
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('messages:action', args=[token])}"


def language_of(link: ActionLink) -> str:
    """Language in which the page of a link is read."""
    return reading_language(link.person) if link.person else link.language or settings.LANGUAGE_CODE


def find_link(token: str) -> tuple[ActionLink, ActionKind] | None:
    """The link with this secret and its kind; None where it, its thing, account or kind is gone."""
    found = ActionLink.objects.filter(digest=digest_of(token)).select_related("person", "content_type").first()
    if found is None or not _is_open(found) or found.about is None:
        return None
    kind = action_kind(found.kind)
    return (found, kind) if kind else None


def has_ended(link: ActionLink) -> bool:
    """Whether a link does nothing any more: its time is over, or it was revoked."""
    return link.revoked_at is not None or link.expires_at <= timezone.now()


def use_link(link: ActionLink, kind: ActionKind, given: Mapping[str, Any] | None = None) -> bool:
    """Does what a link is for; False where it is done already. ``given``: what its form asks.

    Raises NotAllowedError.
    """
    with transaction.atomic():
        link = ActionLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
        if link.done_at is not None:
            return False
        _ask(link, kind)
        kind.act(link.person, link.about, *(() if given is None else (given,)))
        _note(link, Act.DONE)
    return True


def take_link_back(link: ActionLink, kind: ActionKind) -> bool:
    """Undoes what was done by a link; False where nothing is to be undone. Raises NotAllowedError."""
    with transaction.atomic():
        link = ActionLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
        if link.done_at is None or kind.take_back is None:
            return False
        _ask(link, kind)
        kind.take_back(link.person, link.about)
        _note(link, Act.TAKEN_BACK)
    return True


def revoke_links(kind: str, about: Any, people: Iterable[Any] | None = None) -> int:
    """Ends the links of a kind about a thing, all or those of some people; returns how many."""
    links = ActionLink.objects.filter(kind=kind, revoked_at=None, **reference_to(about))
    if people is not None:
        links = links.filter(person__in=list(people))
    return links.update(revoked_at=timezone.now())


def forget_old_links() -> None:
    """Deletes links that ended long ago, after which nobody needs to be told so."""
    ActionLink.objects.filter(expires_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()


def _ask(link: ActionLink, kind: ActionKind) -> None:
    if has_ended(link) or not _is_open(link) or not kind.may(link.person, link.about):
        raise NotAllowedError


def _is_open(link: ActionLink) -> bool:
    """Whether its person still has an account; an office has none."""
    return link.person is None or link.person.is_active


def _note(link: ActionLink, act: ActionLinkUse.Act) -> None:
    now = timezone.now()
    ActionLinkUse.objects.create(link=link, act=act, at=now)
    link.done_at = now if act == Act.DONE else None
    link.save(update_fields=["done_at"])


@contextmanager
def links_of_mail(key: str) -> Iterator[None]:
    """Has links that are made meanwhile be those of the message with this key."""
    token = _mail.set(key)
    try:
        yield
    finally:
        _mail.reset(token)


def _new_token(kind: str, about: Any) -> str:
    """Secret of a link. That of a mail only this site can make again: of the key of the message, and its own key."""
    mail = _mail.get()
    if not mail:
        return secrets.token_urlsafe(SECRET_BYTES)
    value = f"{mail}:{kind}:{about._meta.label}:{about.pk}"
    made = salted_hmac("cases.messages.action_links", value, algorithm="sha256").digest()[:SECRET_BYTES]
    return base64.urlsafe_b64encode(made).decode()
