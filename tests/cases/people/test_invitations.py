"""Invitations: whoever is given an account by an administrator comes in by the link, once."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator

from cases.messages.services.sending import send_due
from cases.permissions import Role
from cases.services.invitations import invite, set_password_url
from tests.cases.roles import person

from .visiting import PASSWORD, Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
NEW = {"password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def invited(mailoutbox: list[Any]) -> User:
    user = person(Role.AUTHOR, "omid", "en")
    user.email = "Omid@City.example"
    user.save()
    invite(user, person(Role.ADMINISTRATOR, "manager"))
    send_due()
    sent = re.search(r"\S+/password_reset/confirm/\S+(?=/)", str(mailoutbox[-1].body))
    assert sent is not None
    place, _slash, token = sent[0].rpartition("/")  # a token tells the second in which it was made: it is asked itself
    assert set_password_url(user).startswith(f"{place}/") and default_token_generator.check_token(user, token)
    return user


def path_of(user: User) -> str:
    return "/admin/" + set_password_url(user).rpartition("/admin/")[2]


def test_the_link_of_a_mail_leads_to_a_password_and_into_the_admin(invited: User) -> None:
    visitor = Visitor()
    opened = visitor.client.get(path_of(invited), follow=True)
    assert opened.redirect_chain[-1][0].endswith("/link/"), "no page that somebody else sees has the secret"
    address = opened.request["PATH_INFO"]
    assert "omid" in opened.content.decode()
    weak = visitor.client.post(address, {"password1": "omid", "password2": "omid"})
    assert weak.status_code == 200 and set(weak.context["form"].errors) == {"password1"}
    assert visitor.client.post(address, NEW)["Location"] == "/fa/account/login/"
    assert EmailAddress.objects.get(user=invited).verified
    visitor.log_in("omid@city.example")
    assert visitor.user == invited and visitor.client.get("/admin/").status_code == 200


def test_a_link_works_once_and_for_its_person(invited: User) -> None:
    visitor, link = Visitor(), path_of(invited)
    address = visitor.client.get(link, follow=True).request["PATH_INFO"]
    assert Visitor().client.get(address).status_code == 404, "without the link itself"
    visitor.client.post(address, NEW)
    again = Visitor().client.get(link, follow=True)
    assert again.status_code == 404 and b"/account/password/reset/" in again.content
    assert visitor.client.post(address, NEW).status_code == 404
    assert Visitor().client.get("/fa/account/invitation/zz/none/").status_code == 404


def test_where_a_second_factor_is_asked_for_the_invited_sets_one_up(invited: User, settings: Any) -> None:
    settings.MFA_REQUIRED = True
    visitor = Visitor()
    visitor.client.post(visitor.client.get(path_of(invited), follow=True).request["PATH_INFO"], NEW)
    visitor.log_in("omid")
    assert "/account/second-factor/" in visitor.client.get("/admin/")["Location"]


def test_a_closed_account_has_no_link(invited: User) -> None:
    link = path_of(invited)
    User.objects.filter(pk=invited.pk).update(is_active=False)
    assert Visitor().client.get(link, follow=True).status_code == 404
