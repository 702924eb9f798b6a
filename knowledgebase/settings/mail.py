"""Mail: the server that sends it and the address it comes from; without a server it is kept in a folder."""

from email.utils import parseaddr
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from .contact import CONTACT_EMAIL
from .env import DATA_DIR, env
from .wagtail import WAGTAILADMIN_BASE_URL

# By scheme: port where the address names none, TLS begun within the session, TLS from the start.
_SCHEMES = {
    "smtp": (25, False, False),
    "smtp+tls": (587, True, False),
    "smtps": (465, False, True),
    "smtp+ssl": (465, False, True),
}


def _server(address: str) -> dict[str, Any]:
    """Settings of the server that ``EMAIL_URL`` names. No error says the address itself, which has a password in it."""
    try:
        parts = urlsplit(address)
        port, tls, ssl = _SCHEMES[parts.scheme]
        port, host = parts.port or port, parts.hostname
    except (KeyError, ValueError):
        host = None
    if not host:
        raise ImproperlyConfigured(
            "EMAIL_URL is no address of a mail server: write smtp+tls://USER:PASSWORD@HOST:587 (or smtp://, smtps://); "
            "in user and password write @ as %40, / as %2F, : as %3A, # as %23, ? as %3F and % as %25."
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return {"host": host, "port": port, "user": user, "password": password, "tls": tls, "ssl": ssl}


def _sender(given: str) -> str:
    """The sender: as given, else the address that readers write to, else one at the host of the site."""
    if given:
        try:
            validate_email(parseaddr(given)[1])
        except ValidationError:
            raise ImproperlyConfigured(f"EMAIL_FROM is not an address of e-mail: {given}") from None
        return given
    if CONTACT_EMAIL:
        return str(CONTACT_EMAIL)
    host = urlsplit(WAGTAILADMIN_BASE_URL).hostname or ""
    return (
        f"noreply@{host}" if host and not host.replace(".", "").isdigit() and ":" not in host else "noreply@localhost"
    )


EMAIL_URL = env.str("EMAIL_URL", default="")
EMAIL_TIMEOUT = 10  # seconds; whoever pressed a button waits for the server
# Mails leave when what they tell of is committed, by the backend named second (knowledgebase/mail.py).
EMAIL_BACKEND = "knowledgebase.mail.MailAfterCommit"
MAIL_DELIVERY = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
if EMAIL_URL:
    _given = _server(EMAIL_URL)
    MAIL_DELIVERY = "cases.messages.services.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _given["host"], _given["port"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _given["user"], _given["password"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _given["tls"], _given["ssl"]

# A provider instead, by django-anymail: its name as there, and its settings as JSON. It goes before EMAIL_URL.
MAIL_PROVIDER = env.str("MAIL_PROVIDER", default="")
ANYMAIL = env.json("ANYMAIL", default={})
if MAIL_PROVIDER:
    if not MAIL_PROVIDER.replace("_", "").isalnum() or not isinstance(ANYMAIL, dict):
        raise ImproperlyConfigured("MAIL_PROVIDER is the name of a backend of anymail, such as postmark.")
    MAIL_DELIVERY = f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"

DEFAULT_FROM_EMAIL = SERVER_EMAIL = _sender(env.str("EMAIL_FROM", default=""))
