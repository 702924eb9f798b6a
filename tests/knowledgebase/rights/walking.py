"""A person who goes to every address and notes whether the door opens."""

import time
from collections.abc import Iterable, Iterator
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict
from django.test import Client

from cases.permissions import Role

from .samples import Sample

ACCOUNT = "account"  # somebody who can log in and has no role
ANYONE = "anyone"  # somebody who is not logged in
PEOPLE = (ANYONE, ACCOUNT, *map(str, Role))
METHODS = ("GET", "POST")
ADMIN = "/admin/"
ASK_ADDRESS = ("/en/propose/mine/", "/fa/propose/mine/")  # of a visitor, before what was proposed opens
LOG_INS = ("/admin/login/", "/en/_util/login/", "/en/account/login/", "/fa/account/login/")


def show_second_factor(client: Client, user: User) -> None:
    """Notes in the session that the person showed a second factor just now, as often as they are asked for it."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
    session.save()


class Visitor:
    """Browser of a person. What it does is undone at once, so that every address finds the same site."""

    def __init__(self, user: User | None) -> None:
        self._client = Client(raise_request_exception=False)
        if user:
            self._client.force_login(user)
            show_second_factor(self._client, user)
        self._cookies = {name: cookie.value for name, cookie in self._client.cookies.items()}

    def doors(self, sample: Sample, methods: Iterable[str]) -> Iterator[tuple[str, bool]]:
        """Each method, and whether the person is let in by it. Raises AssertionError for an error of the server."""
        for method in methods:
            is_bulk = sample.label.startswith("wagtail_bulk_action")
            # What would be done to nothing, is not done: the page says to what it would be.
            yield method, self._is_let_in(sample, method) and (not is_bulk or self._is_let_in(sample, "GET"))

    def _is_let_in(self, sample: Sample, method: str) -> bool:
        with transaction.atomic():
            ask = self._client.get if method == "GET" else self._client.post
            response: Any = ask(sample.path, sample.posted if method == "POST" else None)
            transaction.set_rollback(True)
        self._client.cookies.clear()
        self._client.cookies.load(self._cookies)
        assert response.status_code < 500, f"{method} {sample.path}: {response.status_code}"
        return not _is_refused(response, sample)


def _is_refused(response: Any, sample: Sample) -> bool:
    """Whether the answer says that one may not, has to log in first, or that there is nothing here."""
    if response.status_code in (301, 302):
        path, _mark, query = response.headers["Location"].partition("?")
        is_missing = path == f"/fa{sample.path.partition('?')[0]}"  # as addresses without a language are answered
        asked = QueryDict(query)
        asks_first = (path in LOG_INS and "next" in asked) or (path in ASK_ADDRESS and "for" in asked)
        return path == ADMIN or is_missing or asks_first
    if response.status_code in (403, 404, 405):
        return True
    shown = getattr(response, "context_data", None) or {}
    return sample.label.startswith("wagtail_bulk_action") and not shown.get("items", ["of an answer to a form"])
