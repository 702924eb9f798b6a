"""Who can log in to a site that was just set up, and what whoever starts it is told about that."""

import stat
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User

from cases.models import City, Topic
from cases.people.models import Membership
from cases.people.selectors.experts import experts_for
from cases.permissions import GROUPS, Role
from home.services.accounts import accounts_file, ensure_demo_accounts, ways_to_log_in
from home.services.demo_members import DEMO_PEOPLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA_DIR = tmp_path / "خانهٔ من"
    settings.DATA_DIR.mkdir()
    monkeypatch.setenv("DATA_DIR", str(settings.DATA_DIR))


def said(*, with_passwords: bool = False) -> str:
    return "\n".join(ways_to_log_in(with_passwords=with_passwords))


def test_without_any_account_it_says_how_to_make_one() -> None:
    text = said()
    assert "Nobody can log in yet" in text
    assert f"DATA_DIR='{accounts_file().parent}' " in text and "manage.py createsuperuser" in text
    assert "manage.py set_up --demo-accounts" in text


def test_each_demo_account_logs_in_with_the_password_that_is_said() -> None:
    ensure_demo_accounts()
    assert stat.S_IMODE(accounts_file().stat().st_mode) == 0o600
    text = said(with_passwords=True)
    pairs = [line.split() for line in accounts_file().read_text().splitlines()]
    assert len(pairs) == User.objects.count() == 9
    for name, password in pairs:
        assert f"{name}  {password}" in text and authenticate(username=name, password=password) is not None
    assert "manage.py changepassword" in text


def test_passwords_are_said_only_where_it_is_asked_for() -> None:
    """What is printed by a container goes to a log."""
    ensure_demo_accounts()
    text = said()
    assert str(accounts_file()) in text
    assert not [line for line in accounts_file().read_text().splitlines() if line.split()[1] in text]


def test_accounts_are_made_once() -> None:
    ensure_demo_accounts()
    before = accounts_file().read_text()
    ensure_demo_accounts()
    assert accounts_file().read_text() == before and User.objects.count() == 9


def test_a_site_with_an_account_gets_none() -> None:
    User.objects.create_user("sara", password="x")
    ensure_demo_accounts()
    assert User.objects.count() == 1 and not accounts_file().exists()


def test_where_the_file_cannot_be_written_there_are_no_accounts() -> None:
    """Or nobody would know their passwords. The next start makes them."""
    accounts_file().mkdir()
    with pytest.raises(OSError, match="directory"):
        ensure_demo_accounts()
    assert User.objects.count() == 0
    accounts_file().rmdir()
    ensure_demo_accounts()
    assert User.objects.count() == 9


def test_demo_accounts_that_were_removed_are_not_named() -> None:
    ensure_demo_accounts()
    User.objects.filter(username="author").update(is_active=False)
    User.objects.filter(username="keeper").delete()
    names = [line.split()[0] for line in ways_to_log_in(with_passwords=True)[1:-1]]
    assert names == ["admin", "editor", "publisher", "manager", "coordinator", "contributor", "expert"]


def test_an_account_of_ones_own_is_named_with_what_to_do_when_it_is_forgotten() -> None:
    for name in ("sara", "omid", "lina", "noor"):
        User.objects.create_superuser(name, password="x")
    User.objects.create_user("writer", password="x")
    text = said(with_passwords=True)
    assert "Log in with your account (administrators: sara, omid, lina and others)." in text
    assert "manage.py changepassword NAME" in text


def test_accounts_without_an_administrator_are_told() -> None:
    user = User.objects.create_user("writer", password="x")
    assert "No administrator can log in" in said() and "manage.py createsuperuser" in said()
    user.groups.add(Group.objects.get(name=GROUPS[Role.ADMINISTRATOR]))
    assert "administrators: writer" in said()


def test_the_demo_has_members_and_an_expert_who_are_marked_as_such() -> None:
    for slug, prefix in (("tehran", "THR"), ("tabriz", "TBZ")):
        City.objects.create(slug=slug, code_prefix=prefix, names={"en": slug.title()}, country="IR")
    ensure_demo_accounts()
    found = Membership.objects.values_list("person__username", "city__slug", "role").order_by("person__username")
    assert list(found) == [("contributor", "tabriz", "contributor"), ("coordinator", "tehran", "coordinator")]
    assert experts_for(City.objects.get(slug="tehran"), Topic.objects.filter(code="mobility"), "fa")[0].may_judge
    marked = User.objects.filter(username__in=DEMO_PEOPLE)
    confirmed = EmailAddress.objects.filter(user__in=marked, verified=True)
    assert confirmed.count() == 3, "nobody could read a code that is sent there"
    assert len(marked) == 3 and all("demo" in user.get_full_name() and not user.groups.exists() for user in marked)
