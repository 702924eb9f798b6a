"""Accounts whose address was never confirmed go after the days that the form says; no other does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.utils import timezone

from cases.people.models import Profile
from cases.people.services.unconfirmed import delete_unconfirmed, never_confirmed
from cases.permissions import Role
from home.services.task_queue.chores import CHORES
from tests.cases.roles import person

from .visiting import Visitor, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def grown_old(days: float = 15) -> None:
    then = timezone.now() - timedelta(days=days)
    User.objects.update(date_joined=then)
    Profile.objects.filter(consented_at__isnull=False).update(consented_at=then)


def test_one_that_nobody_confirmed_is_gone_after_the_days_that_the_form_says(settings: Any) -> None:
    assert "within 14 days is deleted" in Visitor().get("account_signup").content.decode()
    Visitor().sign_up("mina@city.example")
    assert delete_unconfirmed() == 0
    grown_old(13.9)
    assert delete_unconfirmed() == 0
    grown_old()
    assert delete_unconfirmed() == 1 and not User.objects.exists() and not EmailAddress.objects.exists()
    again = Visitor()
    again.sign_up("mina@city.example")
    again.confirm()
    assert again.user is not None, "the address is free again"
    assert "delete_unconfirmed" in {chore.__name__ for chore in CHORES}


def invited() -> User:
    user = User.objects.create_user("omid", "omid@city.example")
    Profile.objects.create(user=user)
    return user


def with_role() -> User:
    user = person(Role.AUTHOR, "author")
    Profile.objects.create(user=user, consented_at=timezone.now())
    return user


def confirmed() -> User | None:
    return member().user


def been_in() -> User | None:
    user = confirmed()
    EmailAddress.objects.update(verified=False)  # an administrator gave the account another address
    return user


@pytest.mark.parametrize("whose", [invited, with_role, confirmed, been_in])
def test_no_other_account_goes(whose: Callable[[], User | None]) -> None:
    user = whose()
    grown_old(4000)
    assert delete_unconfirmed() == 0 and User.objects.get() == user


def test_whoever_confirms_at_this_moment_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    Visitor().sign_up("mina@city.example")
    grown_old()
    keys = list(never_confirmed().values_list("pk", flat=True))
    EmailAddress.objects.update(verified=True)
    from cases.people.services import unconfirmed

    assert [unconfirmed._delete(key) for key in keys] == [False] and User.objects.exists()
