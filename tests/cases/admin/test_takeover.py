"""Nobody takes over an account: every door by which an administrator touches accounts, tried as an attacker would."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Workflow, WorkflowTask

from cases.messages.services.sending import send_due
from cases.models import ApprovalByOthersTask
from cases.permissions import GROUPS, Role
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]

PASSWORD = "stolen-by-me-77"


@pytest.fixture
def root() -> User:
    """A superuser with a name and an address."""
    return named(person(Role.SUPERUSER, "root"))


@pytest.fixture
def owner() -> User:
    """Somebody who is no superuser but may change groups, which no administrator may."""
    user = named(User.objects.create_user("owner", password="x"))
    user.groups.add(group_that_may("auth.change_group"))
    return user


@pytest.fixture
def attacker() -> User:
    """An administrator who is not a superuser."""
    return named(person(Role.ADMINISTRATOR, "attacker"))


def named(user: User) -> User:
    user.first_name, user.last_name, user.email = "Some", "Body", f"{user.username}@city.example"
    user.save()
    return user


def group_that_may(*labels: str, name: str = "Site owners") -> Group:
    """A group that reaches the admin, with these permissions besides."""
    group = Group.objects.create(name=name)
    for label in ("wagtailadmin.access_admin", *labels):
        app, codename = label.split(".")
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return group


def clerk() -> User:
    """Somebody who keeps the accounts and nothing else."""
    user = named(User.objects.create_user("clerk", password="x"))
    user.groups.add(group_that_may("auth.add_user", "auth.change_user", "auth.delete_user", name="Clerks"))
    return user


def role(name: Role) -> Group:
    return Group.objects.get(name=GROUPS[name])


def form_of(user: User, **changes: Any) -> dict[str, Any]:
    """What the form of an account posts: all as it is, but for these changes."""
    names = ("username", "email", "first_name", "last_name")
    groups = list(user.groups.values_list("pk", flat=True)) if user.pk else []
    return {**{name: getattr(user, name) for name in names}, "is_active": "on", "groups": groups, **changes}


def state_of(user: User) -> Any:
    """All of an account that makes it its owner's."""
    found = User.objects.filter(pk=user.pk).values("username", "email", "password", "is_superuser", "is_active")
    return *found, *user.groups.order_by("pk").values_list("pk", flat=True)


NEW_PASSWORD = {"password1": PASSWORD, "password2": PASSWORD}
CHANGES: list[dict[str, Any]] = [
    NEW_PASSWORD,
    {"email": "attacker@city.example"},
    {"username": "mine"},
    {"is_active": ""},
    {"groups": []},
    {"is_superuser": "on", **NEW_PASSWORD},
]


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    """All addresses below a resolver."""
    for item in resolver.url_patterns:
        yield from patterns(item) if isinstance(item, URLResolver) else [item]


def test_nothing_is_copied_but_pages() -> None:
    copies = [item for item in patterns(get_resolver()) if "copy" in f"{item.pattern} {item.name}"]
    assert [str(item.pattern) for item in copies] == ["<int:page_id>/copy/"]


@pytest.mark.parametrize("view", ["edit", "copy"])
@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: next(iter(changes)))
@pytest.mark.parametrize("victim", ["root", "owner"])
def test_no_form_changes_an_account_with_more_rights(
    victim: str, changes: dict[str, Any], view: str, attacker: User, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(victim)
    before = state_of(user)
    browser_of(attacker).post(f"/admin/users/{view}/{user.pk}/", form_of(user, **changes))
    assert state_of(user) == before
    assert not Client().login(username=user.username, password=PASSWORD)


@pytest.mark.parametrize("victim", ["root", "owner"])
def test_an_account_with_more_rights_is_not_deleted(
    victim: str, attacker: User, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(victim)
    before = state_of(user)
    browser_of(attacker).post(f"/admin/users/delete/{user.pk}/")
    assert state_of(user) == before


BULK: list[tuple[str, dict[str, Any]]] = [
    ("delete", {}),
    ("set_active_state", {"mark_as_active": "False"}),
    ("assign_role", {}),
]


@pytest.mark.parametrize(("action", "data"), BULK, ids=[action for action, _data in BULK])
@pytest.mark.parametrize("chosen", ["one", "all"])
@pytest.mark.parametrize("victim", ["root", "owner"])
def test_no_bulk_action_touches_an_account_with_more_rights(
    victim: str, chosen: str, action: str, data: dict[str, Any], attacker: User, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(victim)
    before = state_of(user)
    data = data or {"role": role(Role.AUTHOR).pk}
    ids = "all" if chosen == "all" else user.pk
    browser_of(attacker).post(f"/admin/bulk/auth/user/{action}/?id={ids}", data)
    assert state_of(user) == before


def gives_more() -> list[Any]:
    """Groups by which an administrator would have more rights, each of another kind."""
    pages = Group.objects.create(name="Movers of the tree")
    everywhere = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.filter(group=role(Role.ADMINISTRATOR), permission=everywhere).delete()
    GroupPagePermission.objects.create(group=pages, page=Page.objects.get(depth=1), permission=everywhere)
    files = Group.objects.create(name="Keepers of files")
    mine = GroupCollectionPermission.objects.filter(
        group=role(Role.ADMINISTRATOR), permission__codename="delete_document"
    ).get()
    GroupCollectionPermission.objects.create(group=files, collection=mine.collection, permission=mine.permission)
    mine.delete()
    reviewers = Group.objects.create(name="Reviewers")
    task = ApprovalByOthersTask.objects.create(name="Legal check", active=True)
    task.groups.add(reviewers)
    WorkflowTask.objects.create(workflow=Workflow.objects.get(active=True), task=task)
    return [group_that_may("auth.change_group"), pages, files, reviewers]


DOORS = ["edit oneself", "edit another", "new account", "bulk, oneself", "bulk, another"]


@pytest.mark.parametrize("door", DOORS)
def test_nobody_gives_a_role_above_their_own(door: str, attacker: User) -> None:
    browser, friend = browser_of(attacker), named(person(Role.AUTHOR, "friend"))
    for group in gives_more():
        user = attacker if "oneself" in door else friend
        if door.startswith("edit"):
            groups = [*user.groups.values_list("pk", flat=True), group.pk]
            browser.post(f"/admin/users/edit/{user.pk}/", form_of(user, groups=groups))
        elif door.startswith("new"):
            data = form_of(User(username=f"new{group.pk}", first_name="N", last_name="E", email="n@city.example"))
            browser.post("/admin/users/new/", {**data, "language": "fa", "groups": [group.pk]})
        else:
            browser.post(f"/admin/bulk/auth/user/assign_role/?id={user.pk}", {"role": group.pk})
        assert not group.user_set.exists(), group


def test_who_keeps_accounts_alone_gives_no_role_and_takes_no_account_over() -> None:
    keeper = clerk()
    browser, author = browser_of(keeper), named(person(Role.AUTHOR, "author"))
    before = state_of(author)
    browser.post(f"/admin/users/edit/{author.pk}/", form_of(author, **NEW_PASSWORD))
    browser.post(f"/admin/users/edit/{keeper.pk}/", form_of(keeper, groups=[role(Role.AUTHOR).pk]))
    browser.post(f"/admin/bulk/auth/user/assign_role/?id={keeper.pk}", {"role": role(Role.EDITOR).pk})
    assert state_of(author) == before
    assert [group.name for group in keeper.groups.all()] == ["Clerks"]


@pytest.mark.parametrize("permission", ["auth.change_group", "auth.delete_group"])
def test_rights_given_to_an_account_itself_count_as_well(permission: str, attacker: User) -> None:
    app, codename = permission.split(".")
    user = named(User.objects.create_user("special", password="x"))
    user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    before = state_of(user)
    browser_of(attacker).post(f"/admin/users/edit/{user.pk}/", form_of(user, **NEW_PASSWORD))
    assert state_of(user) == before


def test_an_inactive_superuser_is_none_the_less_one(root: User, attacker: User) -> None:
    User.objects.filter(pk=root.pk).update(is_active=False)
    before = state_of(root)
    browser_of(attacker).post(f"/admin/users/edit/{root.pk}/", form_of(root, **NEW_PASSWORD))
    browser_of(attacker).post(f"/admin/bulk/auth/user/set_active_state/?id={root.pk}", {"mark_as_active": "True"})
    assert state_of(root) == before


def test_the_job_is_still_done(attacker: User) -> None:
    browser, author = browser_of(attacker), named(person(Role.AUTHOR, "author"))
    every = [group.pk for group in map(role, GROUPS)]
    data = form_of(author, groups=every, email="moved@city.example", **NEW_PASSWORD)
    assert browser.post(f"/admin/users/edit/{author.pk}/", data).status_code == 302
    author.refresh_from_db()
    assert author.email == "moved@city.example" and author.groups.count() == len(GROUPS)
    assert Client().login(username="author", password=PASSWORD)
    colleague = named(person(Role.ADMINISTRATOR, "colleague"))
    assert browser.post(f"/admin/users/edit/{colleague.pk}/", form_of(colleague, is_active="")).status_code == 302
    new = {**form_of(User(username="new", first_name="N", last_name="E", email="n@city.example")), "language": "fa"}
    browser.post("/admin/users/new/", {**new, "groups": every})
    assert User.objects.get(username="new").groups.count() == len(GROUPS)
    browser.post(f"/admin/bulk/auth/user/assign_role/?id={author.pk}", {"role": role(Role.EDITOR).pk})
    browser.post(f"/admin/bulk/auth/user/set_active_state/?id={author.pk}", {"mark_as_active": "False"})
    assert not User.objects.get(username="author").is_active
    browser.post(f"/admin/bulk/auth/user/delete/?id={author.pk}")
    assert not User.objects.filter(username="author").exists()


def test_a_superuser_may_all_of_it(root: User, owner: User) -> None:
    other = named(person(Role.SUPERUSER, "other"))
    browser = browser_of(root)
    browser.post(f"/admin/users/edit/{other.pk}/", form_of(other, is_superuser="on", email="o@city.example"))
    browser.post(f"/admin/users/edit/{owner.pk}/", form_of(owner, is_superuser="on"))
    assert User.objects.get(username="other").email == "o@city.example"
    assert User.objects.get(username="owner").is_superuser


def test_the_form_offers_what_may_be_given(attacker: User, owner: User) -> None:
    offered = browser_of(attacker).get("/admin/users/new/").context["form"].fields
    assert {group.name for group in offered["groups"].queryset} == set(GROUPS.values())
    assert offered["is_superuser"].disabled
    tried = {**form_of(User(username="n", first_name="N", last_name="E", email="n@city.example")), **NEW_PASSWORD}
    answer = browser_of(attacker).post("/admin/users/new/", {**tried, "groups": [owner.groups.get().pk]})
    assert "groups" in answer.context["form"].errors


@pytest.mark.parametrize("address", ["groups/new/", "groups/edit/{}/", "groups/delete/{}/"])
def test_no_group_is_changed_to_give_oneself_more(address: str, attacker: User) -> None:
    mine = role(Role.ADMINISTRATOR)
    before = set(mine.permissions.all()), Group.objects.count()
    data = {"name": "Administrators", "permissions": list(Permission.objects.values_list("pk", flat=True))}
    answer = browser_of(attacker).post(f"/admin/{address.format(mine.pk)}", data)
    assert answer.status_code == 302 and answer.headers["Location"] == "/admin/"
    assert (set(mine.permissions.all()), Group.objects.count()) == before


def test_the_form_of_ones_own_account_gives_nothing(attacker: User) -> None:
    profile = {"name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": "a@city.example"}
    more = {"is_superuser": "on", "groups": ["1"], "username": "root"}
    prefixed = {f"name_email-{name}": value for name, value in more.items()}
    browser_of(attacker).post("/admin/account/", {**profile, **more, **prefixed})
    attacker.refresh_from_db()
    assert not attacker.is_superuser and attacker.username == "attacker"
    assert [group.name for group in attacker.groups.all()] == [GROUPS[Role.ADMINISTRATOR]]


@pytest.mark.parametrize("taken", ["root@city.example", "ROOT@city.example", "rооt@city.example"])
def test_a_forgotten_password_is_sent_to_its_account_alone(taken: str, root: User, attacker: User) -> None:
    """Also when the attacker's own address is that of the superuser, or looks like it."""
    User.objects.filter(pk=attacker.pk).update(email=taken)
    client = Client()
    client.post("/en/account/password/reset/", {"email": "root@city.example"}, headers={"host": "attacker.example"})
    send_due()
    [letter] = mail.outbox
    assert letter.to == [root.email] and "attacker.example" not in letter.body and re.search(r"\d{8}", str(letter.body))
    mail.outbox.clear()
    Client().post("/en/account/password/reset/", {"email": "rооt@city.example"})
    send_due()
    assert not [one for one in mail.outbox if one.to != ["rооt@city.example"] and re.search(r"\d{8}", str(one.body))]
