"""Every way into the admin, tried with a second factor due: there is none past it."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from PIL import Image

from cases.models import CaseImage, CaseIndexPage, CaseStudyPage
from cases.permissions import Role
from knowledgebase.ended_session import FIELDS, MARK
from tests.cases.roles import person

from .visiting import PASSWORD, SECRET, Visitor, app_code, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
SHOW, SET_UP = "/account/second-factor/reauthenticate/", "/account/second-factor/"


@pytest.fixture
def author() -> User:
    user = person(Role.AUTHOR, "omid")
    user.set_password(PASSWORD)
    user.save()
    return user


def is_in(client: Client) -> bool:
    """Whether the admin lets a browser in, at its pages, its APIs and its data alike."""
    index = CaseIndexPage.objects.get(locale__language_code="fa")
    doors = ("/admin/", "/admin/api/main/pages/", "/admin/api/main/images/", f"/admin/pages/{index.pk}/",
             "/admin/account/", "/admin/images/chooser/")  # fmt: skip
    found = {client.get(door).status_code == 200 for door in doors}
    assert len(found) == 1, "some doors open, others not"
    return found.pop()


def through(visitor: Visitor, **code: str) -> Any:
    return visitor.send("mfa_authenticate", code or {"code": app_code()})


def test_without_a_second_factor_anybody_with_a_role_enters_unless_the_site_asks_for_one(
    author: User, settings: Any
) -> None:
    visitor = Visitor()
    visitor.log_in("omid")
    assert is_in(visitor.client)
    settings.MFA_REQUIRED = True
    assert not is_in(visitor.client), "also in a session from before"
    assert visitor.client.get("/admin/")["Location"].endswith(f"{SET_UP}?next=%2Fadmin%2F")


def test_whoever_has_one_shows_it_at_the_log_in(author: User) -> None:
    with_app(author)
    visitor = Visitor()
    assert visitor.log_in("omid")["Location"] == "/en/account/second-factor/authenticate/"
    assert visitor.user is None and not is_in(visitor.client)
    assert through(visitor, code="000000").status_code == 200 and visitor.user is None
    through(visitor)
    assert visitor.user == author and is_in(visitor.client)


def test_setting_one_up_opens_the_admin_at_once(author: User, settings: Any) -> None:
    settings.MFA_REQUIRED = True
    visitor = Visitor()
    visitor.log_in("omid")
    assert visitor.get("mfa_activate_totp")["Location"].startswith("/en/account/reauthenticate/")
    visitor.show_password()
    secret = visitor.get("mfa_activate_totp").context["form"].secret
    answer = visitor.send("mfa_activate_totp", {"code": app_code(secret)})
    assert answer["Location"] == "/en/account/second-factor/recovery-codes/" and is_in(visitor.client)
    codes = visitor.get("mfa_view_recovery_codes").context["unused_codes"]
    assert len(codes) == 10
    other = Visitor()
    other.log_in("omid")
    through(other, code=codes[0])
    assert is_in(other.client)
    third = Visitor()
    third.log_in("omid")
    through(third, code=codes[0])
    assert third.user is None, "each works once"


def test_a_session_from_before_shows_it_in_any_other_browser(author: User) -> None:
    first, second = Visitor(), Visitor()
    first.log_in("omid", remember="on")
    second.log_in("omid")
    assert is_in(first.client) and is_in(second.client)
    first.show_password()
    first.send("mfa_activate_totp", {"code": app_code(first.get("mfa_activate_totp").context["form"].secret)})
    assert is_in(first.client) and not is_in(second.client)
    assert SHOW in second.client.get("/admin/")["Location"]
    second.show_password()
    for name in (
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "account_email",
        "people:delete",
    ):
        assert SHOW in second.get(name)["Location"], f"{name}: a password alone takes no second factor away"
    assert not is_in(second.client)


def test_a_forgotten_password_and_a_code_by_mail_do_not_stand_in_for_it(author: User) -> None:
    author.email = "omid@city.example"
    author.save()
    with_app(author)
    from .visiting import last_code

    visitor = Visitor()
    visitor.send("account_reset_password", {"email": author.email})
    visitor.send("account_confirm_password_reset_code", {"code": last_code()})
    new = "another lantern 88 river"
    visitor.send("account_complete_password_reset", {"password1": new, "password2": new})
    assert visitor.user is None
    visitor.log_in("omid", new)
    assert visitor.user is None and not is_in(visitor.client)
    by_code = Visitor()
    by_code.send("account_request_login_code", {"email": author.email})
    answer = by_code.send("account_confirm_login_code", {"code": last_code()})
    assert answer["Location"] == "/en/account/second-factor/authenticate/" and by_code.user is None


def test_the_same_code_opens_no_second_browser(author: User) -> None:
    with_app(author)
    first, second = Visitor(), Visitor()
    first.log_in("omid")
    second.log_in("omid")
    code = app_code()
    through(first, code=code)
    through(second, code=code)
    assert is_in(first.client) and second.user is None


def test_a_session_made_without_any_door_is_not_let_in(author: User) -> None:
    """As a script on the server, another package or a door of Wagtail that an upgrade brings might make one."""
    with_app(author)
    client = Client()
    client.force_login(author)
    assert not is_in(client)


def test_files_of_the_library_wait_for_it_as_well(author: User, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    written = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(written, "PNG")
    image = CaseImage.objects.create(title="a", file=ContentFile(written.getvalue(), "a.png"))
    client = Client()
    client.force_login(author)
    assert client.get(f"/media/{image.file.name}").status_code == 200
    with_app(author)
    assert SHOW in client.get(f"/media/{image.file.name}")["Location"]


def test_doors_of_wagtail_lead_to_those_of_accounts(author: User) -> None:
    client = Client()
    assert (
        client.get("/admin/login/?next=/admin/reports/")["Location"] == "/fa/account/login/?next=%2Fadmin%2Freports%2F"
    )
    assert client.get("/admin/login/?next=https://evil.example/")["Location"] == "/fa/account/login/?next=%2Fadmin%2F"
    assert client.post("/admin/login/", {"username": "omid", "password": PASSWORD}).status_code == 302
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/password_reset/")["Location"] == "/fa/account/password/reset/"
    assert client.get("/fa/_util/login/")["Location"].startswith("/fa/account/login/")
    key, token = urlsafe_base64_encode(force_bytes(author.pk)), default_token_generator.make_token(author)
    moved = client.get(f"/admin/password_reset/confirm/{key}/{token}/")
    assert moved["Location"] == f"/fa/account/invitation/{key}/{token}/"
    visitor = Visitor()
    visitor.log_in("omid")
    html = visitor.client.get("/admin/account/").content.decode()
    assert 'name="password-' not in html and 'name="name_email-email"' not in html
    assert visitor.client.post("/admin/logout/")["Location"] == "/fa/account/login/" and visitor.user is None


def typed(author: User) -> tuple[Client, str, dict[str, str]]:
    """A form of the admin, open in a browser whose session has ended."""
    index = CaseIndexPage.objects.get(locale__language_code="fa")
    address = f"/admin/pages/add/cases/casestudypage/{index.pk}/"
    client = Client()
    client.force_login(author)
    client.get(address)
    del client.cookies["sessionid"]
    streams = {f"{name}-count": "0" for name in ("partners", "documents", "sources", "gallery", "body")}
    return client, address, {"title": "باغ بام", "status": "running", **streams}


def given(**more: str) -> dict[str, str]:
    return {FIELDS[name]: value for name, value in {"username": "omid", "password": PASSWORD, **more}.items()}


def test_a_form_whose_session_ended_asks_for_the_second_factor_as_well(author: User) -> None:
    client, address, data = typed(author)
    with_app(author)
    sent = f"{address}?{MARK}=1"
    for more in ({}, {"code": "000000"}):
        answer = client.post(sent, data | given(**more))
        assert answer.status_code == 403 and "باغ بام" in answer.content.decode()
        assert "_auth_user_id" not in client.session and not CaseStudyPage.objects.exists()
    client.post(sent, data | given(code=app_code()))
    assert is_in(client)


def test_a_form_of_a_session_that_lacks_it_is_kept_until_it_is_shown(author: User, settings: Any) -> None:
    client, address, data = typed(author)
    settings.MFA_REQUIRED = True
    answer = client.post(f"{address}?{MARK}=1", data | given())
    html = answer.content.decode()
    assert answer.status_code == 403 and "باغ بام" in html and "/account/second-factor/" in html
    assert "_auth_user_id" in client.session and not is_in(client) and PASSWORD not in html
    by_itself = client.post(address, data, headers={"Accept": "application/json"})
    assert by_itself.status_code == 403 and by_itself.json()["success"] is False


def test_a_closed_account_and_an_unconfirmed_address_do_not_come_in_beside_a_form(author: User) -> None:
    client, address, data = typed(author)
    User.objects.filter(pk=author.pk).update(is_active=False)
    assert client.post(f"{address}?{MARK}=1", data | given()).status_code == 403
    assert "_auth_user_id" not in client.session


def test_secrets_of_second_factors_are_unreadable_in_the_database(author: User, settings: Any) -> None:
    from allauth.mfa.models import Authenticator

    with_app(author)
    assert SECRET not in str(list(Authenticator.objects.values_list("data", flat=True)))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "b" * 50, [settings.SECRET_KEY]
    visitor = Visitor()
    visitor.log_in("omid")
    through(visitor)
    assert visitor.user == author, "a key that was replaced still reads"
    settings.SECRET_KEY_FALLBACKS = []
    later = Visitor()
    later.log_in("omid")
    assert through(later, code=app_code(steps=1)).status_code == 200 and later.user is None


def test_an_account_without_a_role_is_asked_for_nothing(settings: Any) -> None:
    settings.MFA_REQUIRED = True
    User.objects.create_user("reader", password=PASSWORD)
    visitor = Visitor()
    visitor.log_in("reader")
    assert visitor.get("people:overview").status_code == 200
    assert visitor.client.get("/admin/")["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("role", [Role.SUPERUSER, Role.ADMINISTRATOR])
def test_no_role_is_above_it(role: Role, settings: Any) -> None:
    settings.MFA_REQUIRED = True
    client = Client()
    client.force_login(person(role, "somebody"))
    assert not is_in(client)
