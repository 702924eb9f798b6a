"""Whether mail leaves the site."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .kept_mails import may_see_kept_mails


def missing_mail_server(user: Any, request: HttpRequest) -> Mapping[str, Any] | None:
    """Folder in which mails stay where no server is set, for those who look after accounts; else None."""
    if settings.EMAIL_URL or settings.MAIL_PROVIDER or not user.has_perm("auth.change_user"):
        return None
    folder = settings.EMAIL_FILE_PATH if user.is_superuser else ""
    return {"folder": folder, "can_read": may_see_kept_mails(user)}
