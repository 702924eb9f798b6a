"""Accounts: invited by mail, with a role, their roles named in the language of whoever reads."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from cases.messages.choices import State
from cases.messages.models import Message
from cases.messages.services.sending import send_due
from cases.permissions import GROUPS, Role
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
NEW = {"username": "mina", "email": "mina@example.org", "first_name": "Mina", "last_name": "Rad", "language": "fa"}


def role(which: Role) -> int:
    return int(Group.objects.get(name=GROUPS[which]).pk)


def test_whoever_gets_an_account_sets_its_password_by_the_link_of_a_mail(mailoutbox: list[EmailMessage]) -> None:
    manager = browser_of(person(Role.ADMINISTRATOR))
    form = manager.get("/admin/users/new/").content.decode()
    assert 'type="password"' not in form
    answer = manager.post(
        "/admin/users/new/", {**NEW, "groups": [role(Role.AUTHOR)], "password1": "x", "password2": "x"}
    )
    assert answer.status_code == 302
    user = User.objects.get(username="mina")
    assert not user.check_password("x") and user.wagtail_userprofile.preferred_language == "fa"
    send_due()
    (mail,) = mailoutbox
    assert mail.to == ["mina@example.org"] and "گذرواژهٔ خود را" in mail.body and "mina" in mail.body
    assert not Message.objects.exclude(sealed="").exists() and Message.objects.get().state == State.SENT
    found = re.search(r"https?://[^/]+(/admin/\S+)", mail.body)
    assert found is not None
    reader: Any = Client()
    page = reader.get(found[1], follow=True)
    password = "a long way to the sea 71"
    reader.post(page.request["PATH_INFO"], {"password1": password, "password2": password})
    door = Client().post("/en/account/login/", {"login": "mina", "password": password})
    assert door.status_code == 302 and not door["Location"].startswith("/en/account/login/")
    again: Any = Client().get(found[1], follow=True)
    assert again.status_code == 404, "it works once"


def test_an_invitation_is_sent_again_until_somebody_logged_in(mailoutbox: list[EmailMessage]) -> None:
    manager = browser_of(person(Role.ADMINISTRATOR))
    manager.post("/admin/users/new/", {**NEW, "groups": [role(Role.AUTHOR)]})
    user = User.objects.get(username="mina")
    url, form = reverse("account_invite", args=[user.pk]), f"/admin/users/edit/{user.pk}/"
    assert url in manager.get(form).content.decode()
    assert manager.post(url).status_code == 302 and send_due() == 1, "the first had not left, and has an older link"
    assert manager.post(url).status_code == 302 and send_due() == 1 and len(mailoutbox) == 2
    for refused in (browser_of(person(Role.EDITOR)), Client()):
        refused.post(url)
    root = person(Role.SUPERUSER)
    User.objects.filter(pk=root.pk).update(email="root@example.org")
    manager.post(reverse("account_invite", args=[root.pk]))
    assert send_due() == 0 and len(mailoutbox) == 2, "nobody gets into an account beyond their rights"
    browser_of(user)
    assert url not in manager.get(form).content.decode()
    manager.post(url)
    assert send_due() == 0 and len(mailoutbox) == 2


def test_it_says_where_the_invitation_is_without_a_mail_server(settings: Any) -> None:
    settings.EMAIL_URL = ""
    client = browser_of(person(Role.ADMINISTRATOR))
    html = client.post("/admin/users/new/", {**NEW, "groups": [role(Role.AUTHOR)]}, follow=True).content.decode()
    assert "in the mail folder of the server" in html


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_no_account_is_without_a_role_by_accident(language: str, mailoutbox: list[EmailMessage]) -> None:
    words = {"fa": "نقشی برگزینید", "en": "Choose a role", "ar": "اختر دوراً"}[language]
    client = browser_of(person(Role.ADMINISTRATOR, language=language))
    answer = client.post("/admin/users/new/", NEW)
    assert answer.status_code == 200 and words in answer.content.decode() and 'value="mina"' in answer.content.decode()
    assert not User.objects.filter(username="mina").exists() and not mailoutbox
    author = person(Role.AUTHOR, "author")
    data = {**NEW, "username": "author", "is_active": "on"}
    assert client.post(f"/admin/users/edit/{author.pk}/", data).status_code == 200
    assert author.groups.exists()
    data.pop("is_active")
    assert client.post(f"/admin/users/edit/{author.pk}/", data).status_code == 302
    author.refresh_from_db()
    assert not author.is_active and not author.groups.exists(), "who left needs none"


def test_roles_have_their_names_in_the_list_the_filter_and_the_form() -> None:
    client = browser_of(person(Role.ADMINISTRATOR, language="fa"))
    author = person(Role.AUTHOR, "author")
    author.groups.add(Group.objects.create(name="Readers of proofs"))
    html = client.get("/admin/users/").content.decode()
    assert "Readers of proofs، نویسندگان" in html and "Authors" not in html
    form = client.get(f"/admin/users/edit/{author.pk}/").content.decode()
    assert "نویسندگان" in form and "Taxonomy keepers" not in form


def test_the_list_asks_as_often_for_many_accounts(django_assert_max_num_queries: Any) -> None:
    client = browser_of(person(Role.ADMINISTRATOR))
    for number in range(15):
        person(Role.AUTHOR, f"author-{number}")
    with django_assert_max_num_queries(30):
        client.get("/admin/users/")
