"""A session that somebody else put into a browser becomes nobody's: whoever knows its key gets nowhere."""

from collections.abc import Callable

import pytest
from django.conf import settings as site
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from .visiting import PASSWORD, Visitor, app_code, last_code, member, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def by_password(visitor: Visitor) -> None:
    visitor.log_in("mina@city.example")


def by_code(visitor: Visitor) -> None:
    visitor.send("account_request_login_code", {"email": "mina@city.example"})
    visitor.send("account_confirm_login_code", {"code": last_code()})


def by_second_factor(visitor: Visitor) -> None:
    owner = member_of()
    with_app(owner)
    visitor.log_in("mina@city.example")
    visitor.send("mfa_authenticate", {"code": app_code()})


def by_reset(visitor: Visitor) -> None:
    visitor.send("account_reset_password", {"email": "mina@city.example"})
    visitor.send("account_confirm_password_reset_code", {"code": last_code()})
    new = f"{PASSWORD} and more"
    visitor.send("account_complete_password_reset", {"password1": new, "password2": new})
    visitor.log_in("mina@city.example", new)


def member_of() -> User:
    return User.objects.get(email="mina@city.example")


@pytest.mark.parametrize("way", [by_password, by_code, by_second_factor, by_reset])
def test_a_key_known_before_the_log_in_opens_nothing_after_it(way: Callable[[Visitor], None]) -> None:
    member()
    attacker = Client()
    planted = attacker.session
    planted["chosen"] = "by the attacker"
    planted.save()
    visitor = Visitor()
    visitor.client.cookies[site.SESSION_COOKIE_NAME] = planted.session_key or ""
    way(visitor)
    assert visitor.user is not None
    assert visitor.client.session.session_key != planted.session_key
    attacker.cookies[site.SESSION_COOKIE_NAME] = planted.session_key or ""
    assert attacker.get("/en/account/profile/").status_code == 302
    assert not Session.objects.filter(session_key=planted.session_key).exists()


def test_a_key_that_was_logged_out_opens_nothing() -> None:
    visitor = member()
    key = visitor.client.session.session_key or ""
    visitor.send("account_logout")
    thief = Client()
    thief.cookies[site.SESSION_COOKIE_NAME] = key
    assert thief.get("/en/account/profile/").status_code == 302
    assert not Session.objects.filter(session_key=key).exists()
