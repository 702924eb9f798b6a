"""The tables of the README, walked as real users against Wagtail's own checks, and the pure functions with them."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from wagtail.models import Page

from cases.models import Case, CaseStudyPage, City, Topic, Unit
from cases.permissions import GROUPS, Action, Role, Scope, State, may
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.roles import browser_of, person
from tests.conftest import as_file
from tests.permission_tables import CASES, may_by, permission_rows, table_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]

README = CASES / "README.md"
PAGE_TABLE = [
    (Action(action), State(state.strip()), row.scopes)
    for row in permission_rows(README, "case page", Role)
    for action, states in [row.labels]
    for state in states.split(",")
]
OTHER_TABLE = table_of(permission_rows(README, "elsewhere in the admin", Role))


def test_the_table_leaves_nothing_out() -> None:
    assert sorted((action, state) for action, state, _scopes in PAGE_TABLE) == sorted(
        (action, state) for action in Action for state in State
    )


@pytest.mark.parametrize(("action", "state", "scopes"), PAGE_TABLE, ids=lambda value: getattr(value, "value", ""))
def test_the_functions_say_what_the_table_says(action: Action, state: State, scopes: Mapping[str, Scope]) -> None:
    for role in Role:
        for own in (True, False):
            assert may(role, action, state, own=own) == may_by(scopes, role, own=own), (role, own)


def page_in(state: State, owner: User, records: list[dict[str, Any]]) -> CaseStudyPage:
    """A page of that owner, its text written by them, in that state."""
    import_cases(as_file(records[:1]), ImportOptions(publish=state in (State.LIVE, State.LIVE_DRAFT)))
    page = CaseStudyPage.objects.get(locale__language_code="en")
    page.owner = owner
    page.save(clean=False)
    if state in (State.DRAFT, State.CHECK, State.CHECKED):
        page.save_revision(user=owner)
    if state == State.LIVE:
        page.save_revision(user=owner).publish()
    if state == State.LIVE_DRAFT:
        page.lessons += " More."
        page.save_revision(user=owner)
    if state in (State.CHECK, State.CHECKED):
        workflow = page.get_workflow()
        assert workflow is not None
        workflow.start(page, owner)
    if state == State.CHECKED:
        page.current_workflow_task_state.approve(user=person(Role.EDITOR, "checker"))
    found: CaseStudyPage = Page.objects.get(pk=page.pk).specific
    return found


def real(action: Action, page: CaseStudyPage, user: User) -> bool:
    """What Wagtail lets the user do, asked the way its views ask."""
    tester = page.permissions_for_user(user)
    can_edit = tester.can_edit() and not tester.page_locked()
    task = page.current_workflow_task
    match action:
        case Action.EDIT:
            return bool(can_edit)
        case Action.COMMENT:
            return bool(can_edit) and "comments" in CaseStudyPage.get_edit_handler().get_form_class().formsets
        case Action.SUBMIT:
            return bool(can_edit and tester.can_submit_for_moderation())
        case Action.APPROVE:
            names = {name for name, _label, _modal in task.get_actions(page, user)} if task else set()
            assert names in (set(), {"approve", "reject"})
            return bool(names)
        case Action.PUBLISH:
            return bool(tester.can_publish())
        case Action.UNPUBLISH:
            return bool(tester.can_unpublish())
        case Action.DELETE:
            return bool(tester.can_delete())
        case Action.LOCK:
            return bool(tester.can_lock())
        case Action.UNLOCK:
            return bool(tester.can_unlock())
        case Action.RESTRICT:
            return bool(tester.can_set_view_restrictions())
        case Action.TRANSLATE:
            return bool(tester.can_translate())


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("own", [True, False], ids=["own", "others"])
def test_wagtail_does_what_the_table_says(
    role: Role, state: State, own: bool, starter_records: list[dict[str, Any]]
) -> None:
    user = person(role)
    page = page_in(state, user if own else person(Role.AUTHOR, "somebody"), starter_records)
    user = User.objects.get(pk=user.pk)
    for action, of_state, scopes in PAGE_TABLE:
        if of_state == state:
            assert real(action, page, user) == may_by(scopes, role, own=own), action


@pytest.fixture
def things(starter_records: list[dict[str, Any]]) -> dict[str, Any]:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    account = person(Role.AUTHOR, "account")
    return {
        # A city and a topic that nothing hangs on: others are not deleted by anyone.
        "case": Case.objects.get(), "city": City.objects.create(slug="atlantis", code_prefix="ATL", names={}),
        "unit": Unit.objects.create(code="bushel", label={"en": "bushel"}),
        "topic": Topic.objects.create(code="street-music"),
        "account": account, "group": Group.objects.get(name="Editors"),
    }  # fmt: skip


PATHS = {"account": "users", "group": "groups", "image": "images", "document": "documents"}


@pytest.mark.parametrize("role", Role)
def test_screens_open_for_whom_the_table_says(role: Role, things: dict[str, Any]) -> None:
    client = browser_of(person(role))
    for what, scopes in OTHER_TABLE.items():
        action, name = what.split()
        path = PATHS.get(name, name)
        place = {"add": "add/" if name in ("image", "document") else "new/"}.get(
            action, f"{'edit' if action == 'change' else action}/{getattr(things.get(name), 'pk', '')}/"
        )
        opened = client.get(f"/admin/{path}/{place}").status_code == 200
        assert opened == may_by(scopes, role, own=False), what


def test_an_administrator_makes_no_superuser_and_touches_none() -> None:
    root, administrator = person(Role.SUPERUSER), person(Role.ADMINISTRATOR)
    client = browser_of(administrator)
    name = {"email": "new@city.example", "first_name": "New", "last_name": "Colleague"}
    new = {
        "username": "new",
        "language": "fa",
        "groups": [Group.objects.get(name=GROUPS[Role.AUTHOR]).pk],
        "is_superuser": "on",
        **name,
    }
    client.post("/admin/users/new/", new)
    assert not User.objects.filter(username="new").exists()
    client.post("/admin/users/new/", {key: value for key, value in new.items() if key != "is_superuser"})
    assert not User.objects.get(username="new").is_superuser
    client.post(f"/admin/users/edit/{administrator.pk}/", {"username": "x", "is_superuser": "on", **name})
    client.post(f"/admin/users/edit/{root.pk}/", {"username": "mine", "is_active": "on", **name})
    client.post(f"/admin/users/delete/{root.pk}/")
    client.post(f"/admin/bulk/auth/user/delete/?id={root.pk}")
    root.refresh_from_db()
    assert root.username == "superuser" and User.objects.filter(is_superuser=True).count() == 1
