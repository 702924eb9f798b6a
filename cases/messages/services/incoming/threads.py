"""Reply addresses of threads, and the line above which an answer is written."""

import base64
import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, override

from cases.messages.models import Thread
from cases.messages.models.threads import new_seed
from cases.written.secrets import digest_of

from .marker import MARKERS

VALID_FOR = timedelta(days=365)  # after the last mail of a thread
SECRET_BYTES = 20
REPLY, BOUNCE = "reply", "bounce"
_SECRET = re.compile(r"[a-z2-7]{32}")


def reply_address(person: Any, kind: str, about: Any) -> str:
    """Address at which a person answers by mail about a thing: the same in every mail; "" where none is taken."""
    if not settings.MAIL_DOMAIN:
        return ""
    about_it = {
        "content_type": ContentType.objects.get_for_model(about, for_concrete_model=False),
        "object_id": str(about.pk),
    }
    seed = new_seed()
    defaults = {"seed": seed, "digest": digest_of(_secret(seed)), "written_at": timezone.now()}
    thread, is_new = Thread.objects.get_or_create(person=person, kind=kind, **about_it, defaults=defaults)
    secret = _secret(thread.seed)
    if not is_new:
        fresh: dict[str, Any] = {"written_at": timezone.now()}
        if digest_of(secret) != thread.digest:  # the site's key is another: what was made with the old one ends
            secret = _secret(seed)
            fresh |= {"seed": seed, "digest": digest_of(secret)}
        Thread.objects.filter(pk=thread.pk).update(**fresh)
    return f"{REPLY}+{secret}@{settings.MAIL_DOMAIN}"


def marker(language: str) -> str:
    """Line of a mail above which an answer is written. What stands below it is never taken for one."""
    return MARKERS.get(language, MARKERS["en"])


def answer_hint(language: str) -> str:
    """Sentence of a mail that says that it can be answered."""
    with override(language):
        return gettext("You can answer this mail: what you write becomes your answer on the site.")


def thread_at(recipients: list[str]) -> tuple[Thread | None, bool]:
    """Thread of the first reply address among recipients, and whether there was a reply address at all.

    Letters of an address may come in any case. Two addresses of different threads in one mail are none: nobody could
    say which conversation is meant.
    """
    secrets = {secret for secret in (_key(address, REPLY) for address in recipients) if secret is not None}
    valid = [digest_of(secret) for secret in secrets if _SECRET.fullmatch(secret)]
    found = list(Thread.objects.filter(digest__in=valid).select_related("person", "content_type")[:2])
    return (found[0] if len(found) == 1 else None), bool(secrets)


def bounce_key(recipients: list[str]) -> str:
    """Key of the mail that came back, from the address it came back to; "" for none."""
    keys = (_key(address, BOUNCE) for address in recipients)
    return next((key for key in keys if key and re.fullmatch("[0-9a-f]{32}", key)), "")


def _key(address: str, name: str) -> str | None:
    local, _at, domain = address.lower().rpartition("@")
    word, plus, key = local.partition("+")
    return key if plus and word == name and settings.MAIL_DOMAIN and domain == settings.MAIL_DOMAIN else None


def _secret(seed: str) -> str:
    made = salted_hmac("cases.messages.reply", seed, algorithm="sha256").digest()[:SECRET_BYTES]
    return base64.b32encode(made).decode().lower()
