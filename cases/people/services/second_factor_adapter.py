"""Adapter between the second factors of django-allauth and this site: secrets kept unreadable, names, pictures."""

import base64
import hashlib
import io
from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy


class SecondFactorAdapter(DefaultMFAAdapter):
    """Adapter of second factors."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This is not the code, or it was used already."),
        "unverified_email": gettext_lazy("Confirm your address first."),
        "add_email_blocked": gettext_lazy("Confirm your address first."),
    }

    def encrypt(self, text: str) -> str:
        """Makes a secret unreadable to whoever has the database alone."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Reads a secret; one that was written under a ``SECRET_KEY`` which is gone fits nothing."""
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return hashlib.sha256(f"{settings.SECRET_KEY}{encrypted_text}".encode()).hexdigest()[:32].translate(_BASE32)

    def build_totp_svg(self, url: str) -> str:
        """Picture of the secret for the camera of a telephone, to stand in the page itself."""
        written = io.BytesIO()
        segno.make(url, micro=False).save(
            written, kind="svg", xmldecl=False, svgns=False, scale=5, border=4, dark="#000", light="#fff", nl=False
        )
        return written.getvalue().decode()

    def _get_site_name(self) -> str:
        return gettext("Cities in practice")

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Name of a new passkey, until its owner gives it another."""
        return gettext("Passkey")


_BASE32 = str.maketrans("0189", "GHIJ")  # digits that base 32 lacks


def _keys() -> MultiFernet:
    """Keys made of the secrets of the site: the first writes, all read."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (hashlib.sha256(b"cases.people.second-factor" + str(secret).encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
