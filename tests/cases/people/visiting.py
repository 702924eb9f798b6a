"""A visitor at the doors of accounts: types what a person would, and reads the codes of mails."""

import re
import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

PASSWORD = "quiet lantern over water 7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class Visitor:
    """Browser of somebody who reads the site in a language."""

    def __init__(self, language: str = "en", **options: Any) -> None:
        self.client = Client(**options)
        self.language = language

    def address(self, name: str, *args: Any) -> str:
        """Address of a page in the visitor's language."""
        with override(self.language):
            return reverse(name, args=args)

    def get(self, name: str, *args: Any) -> Any:
        """Opens a page."""
        return self.client.get(self.address(name, *args))

    def send(self, name: str, data: dict[str, Any] | None = None, *args: Any, **options: Any) -> Any:
        """Sends the form of a page."""
        return self.client.post(self.address(name, *args), data or {}, **options)

    def sign_up(self, address: str, name: str = "Mina Rad", password: str = PASSWORD) -> Any:
        """Asks for an account."""
        data = {"name": name, "email": address, "password1": password, "agreed": "on"}
        return self.send("account_signup", data)

    def confirm(self, code: str = "") -> Any:
        """Types the code of the last mail, or another."""
        return self.send("account_email_verification_sent", {"code": code or last_code()})

    def log_in(self, name: str, password: str = PASSWORD, **more: Any) -> Any:
        """Logs in by password."""
        return self.send("account_login", {"login": name, "password": password, **more})

    def show_password(self, password: str = PASSWORD) -> Any:
        """Shows once more who it is."""
        return self.send("account_reauthenticate", {"password": password})

    @property
    def user(self) -> User | None:
        """Whoever is logged in."""
        key = self.client.session.get("_auth_user_id")
        return User.objects.get(pk=key) if key else None


def last_code() -> str:
    """Code of the last mail."""
    found = re.search(r"^\s*(\d{8})\s*$", str(mail.outbox[-1].body), re.M)
    assert found, mail.outbox[-1].body
    return found[1]


def app_code(secret: str = SECRET, steps: int = 0) -> str:
    """Code that an app shows now, or some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_app(user: User) -> User:
    """The person, who has set up an app."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def member(name: str = "Mina Rad", address: str = "mina@city.example", language: str = "en") -> Visitor:
    """A visitor who has just made an account, and is logged in."""
    visitor = Visitor(language)
    visitor.sign_up(address, name)
    visitor.confirm()
    assert visitor.user is not None
    return visitor
