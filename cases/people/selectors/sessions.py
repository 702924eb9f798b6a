"""Sessions of a person: where they are logged in."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

# What a browser calls itself, the more special first: most say that they are several.
_BROWSERS = (
    ("Edge", r"Edg\w*/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Opera", r"OPR/|Opera"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux|X11"),
)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Session of a person as they see it."""

    pk: int
    device: str
    network: str
    began: datetime
    is_this: bool


def open_sessions(user: Any, this: str | None) -> list[OpenSession]:
    """Sessions of a person that have not ended, the newest first; ``this``: key of the one that asks."""
    found = UserSession.objects.purge_and_list(user)
    return [
        OpenSession(one.pk, device_name(one.user_agent), one.ip, one.created_at, one.session_key == this)
        for one in sorted(found, key=lambda one: one.created_at, reverse=True)
    ]


def device_name(user_agent: str) -> str:
    """Browser and system, as far as the browser says which: “Firefox · Windows”."""
    browser = next((name for name, pattern in _BROWSERS if re.search(pattern, user_agent)), "")
    system = next((name for name, pattern in _SYSTEMS if re.search(pattern, user_agent)), "")
    return " · ".join(part for part in (browser, system) if part) or _("unknown device")
