"""Sealing of words that are for one reader alone, while they wait to be sent: a copy of the database tells nothing."""

import base64
import hashlib
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class UnsealableError(Exception):
    """Error where what was sealed cannot be read, as after a change of SECRET_KEY."""


def seal(values: dict[str, Any]) -> str:
    """Text from which only this site reads the values."""
    return _lock().encrypt(json.dumps(values).encode()).decode("ascii")


def unseal(text: str) -> dict[str, Any]:
    """Values that were sealed. Raises UnsealableError."""
    try:
        found: dict[str, Any] = json.loads(_lock().decrypt(text.encode("ascii")))
    except (InvalidToken, UnicodeEncodeError) as error:
        raise UnsealableError from error
    return found


def _lock() -> Fernet:
    key = hashlib.sha256(b"cases.messages.sealing:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
