"""A person takes along what is held about them, and leaves: nothing says any more who it was."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from wagtail.models import Comment, CommentReply, ModelLogEntry
from wagtail.users.models import UserProfile

from cases.models import CaseStudyPage
from cases.people.services.leaving import leave
from cases.people.services.personal_data import Held, _registered, register
from cases.people.signals import person_left
from cases.permissions import GROUPS, Role
from cases.selectors.person_name import person_name
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.preview_links import make_link
from tests.cases.reviewing import submit
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

from .visiting import PASSWORD, Visitor, member, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
NAME, ADDRESS = "Zwilgurgia Quenburg", "zwilgurg@quen.example"
WORDS = ("zwilgurg", "quenburg", "زویلگورگ", "m-own-name")


@pytest.fixture
def somebody(settings: Any, tmp_path: Path, starter_records: list[dict[str, Any]]) -> Visitor:
    """A person who has left traces everywhere."""
    settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH = tmp_path / "media", str(tmp_path / "mail")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    visitor = member(NAME, ADDRESS)
    user: Any = visitor.user
    User.objects.filter(pk=user.pk).update(username="m-own-name")
    user.refresh_from_db()
    user.groups.add(Group.objects.get(name=GROUPS[Role.AUTHOR]))
    data = {"name_fa": "زویلگورگ", "name_latin": NAME, "function": "Head of Quenburg", "language": "en"}
    visitor.send("people:profile", data)
    profile = UserProfile.get_for_user(user)
    profile.avatar.save("zwilgurg.png", ContentFile(b"x"))
    page = CaseStudyPage.objects.filter(locale__language_code="en")[0]
    page.owner = user
    page.save()
    page.save_revision(user=user).publish()
    comment = Comment.objects.create(
        page=page, user=user, text="Too long.", contentpath="summary", revision_created=None
    )
    CommentReply.objects.create(comment=comment, user=user, text="Still.")
    CaseStudyPage.objects.filter(pk=page.pk).update(locked=True, locked_by=user)
    make_link(page, user, label="for the council", days=3)
    Visitor().log_in(ADDRESS, "wrong")
    Visitor().log_in(ADDRESS)
    half = Visitor()
    half.send("account_request_login_code", {"email": ADDRESS})
    with_app(user)
    folder = tmp_path / "mail"
    folder.mkdir(exist_ok=True)
    message = mail.outbox[-1].message().as_bytes()
    (folder / "a.log").write_bytes(message + b"\n" + b"-" * 79 + b"\n")
    other = b"To: other@city.example\nSubject: x\n\nbody\n" + b"-" * 79 + b"\n"
    (folder / "b.log").write_bytes(other + message + b"\n" + b"-" * 79 + b"\n")
    return visitor


def traces(folder: Path) -> list[str]:
    """Where a word of the person stands: in every column of every table, in sessions, and in every file."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if model._meta.proxy or not model._meta.managed:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # a name of our own
            for row in cursor.fetchall():
                text = " ".join(map(str, row)).casefold()
                escaped = text.encode().decode("unicode_escape", "ignore") if "\\u" in text else ""
                found += [f"{table}: {word}" for word in WORDS if word in text or word in escaped]
    for session in Session.objects.all():
        text = json.dumps(session.get_decoded(), ensure_ascii=False, default=str).casefold()
        found += [f"session: {word}" for word in WORDS if word in text]
    for path in folder.rglob("*"):
        said = path.name.casefold() + (path.read_bytes().decode("utf-8", "ignore").casefold() if path.is_file() else "")
        found += [f"{path.name}: {word}" for word in WORDS if word in said]
    return sorted(set(found))


def go(visitor: Visitor) -> Any:
    """Leaves by the page."""
    from .visiting import app_code

    visitor.send("mfa_reauthenticate", {"code": app_code()})
    return visitor.send("people:delete", {"is_meant": "on"})


def test_nothing_names_a_person_who_left(somebody: Visitor, tmp_path: Path) -> None:
    before = traces(tmp_path)
    places = (
        "auth_user",
        "account_emailaddress",
        "people_profile",
        "wagtailcore_modellogentry",
        "session",
        "a.log",
        "b.log",
    )
    assert all(any(trace.startswith(place) for trace in before) for place in places), before
    user: Any = somebody.user
    assert go(somebody)["Location"] == "/en/account/login/"
    assert traces(tmp_path) == []
    assert (tmp_path / "mail" / "b.log").read_bytes().startswith(b"To: other@city.example")
    user.refresh_from_db()
    assert not user.is_active and not user.has_usable_password() and not user.groups.exists()
    assert person_name(user) == "former member" and somebody.user is None
    assert not Authenticator.objects.exists()


def test_what_they_wrote_stays_readable(somebody: Visitor) -> None:
    user: Any = somebody.user
    page = CaseStudyPage.objects.get(owner=user)
    go(somebody)
    page.refresh_from_db()
    assert page.owner == user and page.live and not page.locked
    assert [one.text for one in Comment.objects.all()] == ["Too long."]
    assert [one.text for one in CommentReply.objects.all()] == ["Still."]
    assert page.preview_links.get().revoked_at is not None
    assert Client().get(page.url).status_code == 200
    editor = browser_of(person(Role.EDITOR))
    html = editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Too long." in html
    assert ModelLogEntry.objects.filter(action="people.left", object_id=str(user.pk)).count() == 1


def test_everything_that_is_held_can_be_taken_along(somebody: Visitor) -> None:
    from .visiting import app_code

    assert "second-factor/reauthenticate" in somebody.get("people:download")["Location"]
    somebody.send("mfa_reauthenticate", {"code": app_code()})
    answer = somebody.get("people:download")
    held = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
    assert set(held) >= {"account", "sessions", "writing", "history"}
    assert held["account"]["profile"]["name_fa"] == "زویلگورگ" and held["account"]["e-mail"] == ADDRESS
    assert held["writing"]["comments"][0]["text"] == "Too long." and len(held["sessions"]) == 2
    assert [one["kind"] for one in held["account"]["second factors"]] == ["totp", "recovery_codes"]
    assert "secret" not in str(held) and "seed" not in str(held) and "pbkdf2" not in str(held)


def test_leaving_needs_the_word_and_a_recent_proof() -> None:
    visitor = member(NAME, ADDRESS)
    assert "/account/reauthenticate/" in visitor.get("people:delete")["Location"]
    assert "/account/reauthenticate/" in visitor.send("people:delete", {"is_meant": "on"})["Location"]
    visitor.show_password("wrong")
    assert visitor.get("people:delete").status_code == 302
    fresh = Visitor()
    fresh.log_in(ADDRESS)
    fresh.show_password()
    assert fresh.send("people:delete", {}).status_code == 200 and User.objects.get().is_active
    assert fresh.send("people:delete", {"is_meant": "on"}).status_code == 302 and not User.objects.get().is_active
    assert Visitor().log_in(ADDRESS, PASSWORD).status_code == 200


def test_the_last_superuser_stays() -> None:
    visitor = member(NAME, ADDRESS)
    User.objects.update(is_superuser=True)
    visitor.show_password()
    answer = visitor.send("people:delete", {"is_meant": "on"})
    assert answer.status_code == 200 and "You are the only one who runs this site" in answer.content.decode()
    assert User.objects.get().is_active


def test_an_address_of_somebody_who_left_is_free_again() -> None:
    visitor = member(NAME, ADDRESS)
    leave(User.objects.get())
    assert visitor.get("people:overview").status_code == 302
    assert member("Other", ADDRESS).user is not None and User.objects.count() == 2


@pytest.fixture
def room() -> Iterator[list[str]]:
    """A room that holds something about people."""
    told: list[str] = []
    register(Held("room", export=lambda user: {"rooms": [user.email]}, forget=lambda user: told.append(user.email)))
    yield told
    del _registered["room"]


def test_other_rooms_hand_over_and_forget_what_they_hold(room: list[str]) -> None:
    visitor = member(NAME, ADDRESS)
    visitor.show_password()
    assert json.loads(visitor.get("people:download").content)["room"] == {"rooms": [ADDRESS]}
    heard: list[str] = []

    def hear(user: User, **kwargs: Any) -> None:
        heard.append(user.email)

    person_left.connect(hear)
    try:
        leave(User.objects.get())
    finally:
        person_left.disconnect(hear)
    assert room == heard == [ADDRESS]


def test_a_submitted_text_of_somebody_who_left_goes_on(somebody: Visitor) -> None:
    user: Any = somebody.user
    page = CaseStudyPage.objects.get(owner=user)
    CaseStudyPage.objects.filter(pk=page.pk).update(locked=False, locked_by=None)
    page.refresh_from_db()
    page.save_revision(user=user)
    submit(page, user)
    go(somebody)
    page.refresh_from_db()
    assert page.current_workflow_state is not None
