"""History of accounts: log-ins, failed ones, passwords and roles, for those who look after accounts."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cases.people.services.account_log import ACTIONS, LOG_IN_FAILED, LOGGED_IN, PASSWORD, ROLES
from cases.permissions import GROUPS, Role
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def entries(action: str) -> list[ModelLogEntry]:
    return list(ModelLogEntry.objects.filter(action=action).order_by("pk"))


def log_in(name: str, password: str) -> None:
    Client().post("/en/account/login/", {"login": name, "password": password})


def test_a_log_in_is_noted_and_a_failed_one() -> None:
    mina = person(Role.EDITOR, "mina")
    log_in("mina", "x")
    log_in("mina", "wrong")
    log_in("mina", "wrong again")
    [entered] = entries(LOGGED_IN)
    [failed] = entries(LOG_IN_FAILED)
    assert entered.user == mina and entered.object_id == str(mina.pk)
    assert failed.object_id == str(mina.pk) and failed.user is None and failed.data == {"times": 2}
    ModelLogEntry.objects.filter(pk=failed.pk).update(timestamp=timezone.now() - timedelta(hours=2))
    log_in("mina", "wrong")
    assert len(entries(LOG_IN_FAILED)) == 2, "another hour, another entry"


@pytest.mark.parametrize("name", ["my password", "", "nul\0", "x" * 400])
def test_a_name_that_nobody_has_is_not_kept(name: str) -> None:
    log_in(name, "x")
    found = entries(LOG_IN_FAILED)
    assert not name or all(name not in str(vars(entry)) for entry in found)
    assert len(found) <= 1


def test_a_changed_password_is_noted_with_who_changed_it_and_a_renewed_digest_is_not() -> None:
    mina = person(Role.EDITOR, "mina")
    assert entries(PASSWORD) == [], "nor that of a new account"
    new = {f"password{number}": "lantern-Teal-41" for number in (1, 2)}
    browser_of(mina).post("/en/account/password/change/", {"oldpassword": "x", **new})
    mina.refresh_from_db()
    mina.first_name = "Mina"
    mina.save()
    before = len(entries(PASSWORD))
    mina.set_password("another-Teal-42")
    mina.save()
    assert len(entries(PASSWORD)) == before + 1
    assert "Teal" not in str([vars(entry) for entry in entries(PASSWORD)])


def test_roles_are_noted_from_either_side() -> None:
    mina = person(Role.EDITOR, "mina")
    publishers = Group.objects.get(name=GROUPS[Role.PUBLISHER])
    ModelLogEntry.objects.all().delete()
    mina.groups.add(publishers)
    mina.groups.remove(Group.objects.get(name=GROUPS[Role.EDITOR]))
    publishers.user_set.remove(mina)
    mina.groups.set([publishers])
    mina.groups.clear()
    told = [(entry.data["given"], entry.data["taken"]) for entry in entries(ROLES)]
    assert told == [
        (["Publishers"], []), ([], ["Editors"]), ([], ["Publishers"]), (["Publishers"], []), ([], ["Publishers"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Logged in", "Log-in failed 2 times within an hour", "Password set", "Role given"]),
        ("fa", ["وارد شد", "۲ بار ورود ناکام", "گذرواژه تعیین شد", "نقش داده شد"]),
        ("ar", ["سجّل الدخول", "تعذر تسجيل الدخول مرتين", "حُددت كلمة المرور", "أُعطي الدور"]),
    ],
)
def test_administrators_read_it_in_their_language_and_nobody_else(language: str, words: list[str]) -> None:
    mina: Any = person(Role.EDITOR, "mina")
    for password in ("x", "wrong", "wrong"):
        log_in("mina", password)
    log_in("nobody", "x")
    mina.set_password("y")
    mina.save()
    shown = browser_of(person(Role.ADMINISTRATOR, "manager", language)).get("/admin/reports/site-history/")
    html = shown.content.decode()
    assert [word for word in words if word not in html] == []
    assert shown.status_code == 200
    others = browser_of(User.objects.get(username="mina")).get("/admin/reports/site-history/").content.decode()
    assert not any(word in others for word in words)
    assert len(ACTIONS) == 7
