"""History of accounts: log-ins, those that failed, passwords and roles. No password and no address is kept."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

LOGGED_IN, LOG_IN_FAILED = "people.log_in", "people.log_in_failed"
PASSWORD, ROLES = "people.password", "people.roles"
FACTOR_ADDED, FACTOR_REMOVED, LEFT = "people.factor_added", "people.factor_removed", "people.left"
ACTIONS = (LOGGED_IN, LOG_IN_FAILED, PASSWORD, ROLES, FACTOR_ADDED, FACTOR_REMOVED, LEFT)
NOBODY = "0"  # key of the account where nobody has the name that was tried
TOGETHER = timedelta(hours=1)  # failures of an account in such a span are one entry, so that guessing fills no disk


def note_log_in(user: Any) -> None:
    """Notes that somebody logged in."""
    log(user, LOGGED_IN, user=user)


def note_failed_log_in(name: str) -> None:
    """Notes that a log-in failed. A name that nobody has is not kept: people type passwords there."""
    model = get_user_model()
    tried = None
    if name and "\0" not in name:
        tried = model.objects.filter(Q(username=name) | Q(email__iexact=name)).order_by("pk").first()
    about = {
        "content_type": ContentType.objects.get_for_model(model),
        "object_id": str(tried.pk) if tried else NOBODY,
        "action": LOG_IN_FAILED,
    }
    recent = ModelLogEntry.objects.filter(**about, timestamp__gt=timezone.now() - TOGETHER).order_by("-pk").first()
    if recent is None:
        data = {"times": 1}
        ModelLogEntry.objects.create(**about, label=str(tried or "—"), timestamp=timezone.now(), data=data)
    else:
        recent.data = {"times": int(recent.data.get("times", 1)) + 1}
        recent.save(update_fields=["data"])


def note_roles(user: Any, given: list[str], taken: list[str]) -> None:
    """Notes which roles an account was given, and which were taken from it."""
    if given or taken:
        log(user, ROLES, data={"given": given, "taken": taken})


def note_password(user: Any) -> None:
    """Notes that a password was set, under the name of whoever did it where they are logged in."""
    log(user, PASSWORD)


def note_factor(user: Any, *, is_added: bool) -> None:
    """Notes that an account got a second factor, or lost one."""
    log(user, FACTOR_ADDED if is_added else FACTOR_REMOVED)
