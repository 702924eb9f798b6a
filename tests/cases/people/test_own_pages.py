"""One's own pages: the profile, where one is logged in, and mails about new devices."""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.core import mail
from django.utils.translation import override
from wagtail.models import PageViewRestriction
from wagtail.users.models import UserProfile

from cases.people.models import Profile
from cases.people.selectors.reading import choice_of, display_name, reading_language
from cases.people.selectors.sessions import device_name
from cases.permissions import Role
from cases.selectors.reader_choice import AS_USUAL, ReaderChoice
from home.models import PlainPage
from tests.cases.roles import browser_of, person

from .visiting import Visitor, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
PAGES = ["people:overview", "people:profile", "people:sessions", "people:data", "account_email",
         "account_change_password", "mfa_index"]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_ones_own_are_for_oneself_and_kept_nowhere(name: str) -> None:
    stranger = Visitor()
    address = stranger.address(name)
    assert stranger.get(name)["Location"].startswith("/en/account/login/?next=")
    answer = member().client.get(address)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def saved(visitor: Visitor, **changes: Any) -> Any:
    data = {"name_fa": "مینا راد", "name_latin": "Mina Rad", "name_ar": "", "function": "مدیر پسماند", "city": "",
            "language": "fa", "calendar": "", "digits": "", **changes}  # fmt: skip
    return visitor.send("people:profile", data)


def test_a_profile_says_how_somebody_is_called_and_reads() -> None:
    visitor = member()
    assert saved(visitor).status_code == 302
    user = User.objects.get()
    assert [display_name(user, code) for code in ("fa", "en", "ar")] == ["مینا راد", "Mina Rad", "مینا راد"]
    assert reading_language(user) == "fa" and choice_of(user) == AS_USUAL
    assert UserProfile.objects.get(user=user).preferred_language == "fa" and user.get_full_name() == "مینا راد"
    saved(visitor, language="ar", calendar="jalali", digits="arabic")
    user = User.objects.get()
    assert choice_of(user) == ReaderChoice("jalali", "arabic")


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() -> None:
    visitor = member()
    answer = saved(visitor, name_fa="", name_latin="", language="xx", city="999999", function="<i>x</i>" * 3)
    assert set(answer.context["form"].errors) == {"name_fa", "language", "city"}
    assert "&lt;i&gt;x&lt;/i&gt;" in answer.content.decode()
    assert Profile.objects.get().name_latin == "Mina Rad"


def test_the_language_of_the_admin_is_the_language_of_messages() -> None:
    user = person(Role.AUTHOR, "omid", "ar")
    assert reading_language(user) == "ar"
    Profile.objects.create(user=user, language="ar")
    profile = UserProfile.objects.get(user=user)
    profile.preferred_language = "en"
    profile.save()
    assert reading_language(User.objects.get(pk=user.pk)) == "en"


def test_sessions_are_listed_and_ended_one_by_one_or_all(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    first = member()
    second, third = Visitor(), Visitor()
    for other in (second, third):
        other.send("account_login", {"login": "mina@city.example", "password": "quiet lantern over water 7"},
                   headers={"User-Agent": FIREFOX, "X-Forwarded-For": "203.0.113.77"})  # fmt: skip
    html = first.get("people:sessions").content.decode()
    assert html.count("Firefox · Windows</strong>") == 2 and "this one" in html
    assert "203.0.113.0" in html and "203.0.113.77" not in html and not UserSession.objects.filter(ip="203.0.113.77")
    kept = UserSession.objects.get(session_key=second.client.session.session_key)
    first.send("people:end_session", {}, kept.pk)
    assert second.get("people:overview").status_code == 302 and third.get("people:overview").status_code == 200
    first.send("people:end_others")
    assert third.get("people:overview").status_code == 302 and first.get("people:overview").status_code == 200
    assert UserSession.objects.count() == 1


def test_nobody_ends_a_session_of_another() -> None:
    first, other = member(), member("Omid", "omid@city.example")
    theirs = UserSession.objects.get(user=first.user)
    assert other.send("people:end_session", {}, theirs.pk).status_code == 404
    assert first.get("people:overview").status_code == 200
    assert first.client.get(first.address("people:end_session", theirs.pk)).status_code == 405


def test_another_password_ends_every_other_session() -> None:
    first = member()
    second = Visitor()
    second.log_in("mina@city.example")
    new = "another lantern 88 river"
    data = {"oldpassword": "quiet lantern over water 7", "password1": new, "password2": new}
    assert first.send("account_change_password", {**data, "oldpassword": "wrong"}).status_code == 200
    first.show_password()
    assert first.send("account_change_password", data).status_code == 302
    assert second.get("people:overview").status_code == 302 and first.get("people:overview").status_code == 200


def test_a_mail_tells_of_every_device_that_is_new() -> None:
    first = member()
    assert [one.subject for one in mail.outbox] == ["Code to confirm your address"], "not of the first log-in of all"
    first.client.post(first.address("account_logout"))
    first.log_in("mina@city.example")
    assert len(mail.outbox) == 1, "the same browser"
    second = Visitor("fa")
    second.send("account_login", {"login": "mina@city.example", "password": "quiet lantern over water 7"},
                headers={"User-Agent": FIREFOX})  # fmt: skip
    [_code, told] = mail.outbox
    assert told.subject == "Log-in with a new device" and "Firefox · Windows" in str(told.body)
    assert "/en/account/sessions/" in str(told.body) and told.to == ["mina@city.example"]
    second.client.cookies["known-device"] = second.client.cookies["known-device"].value + "x"
    second.client.post(second.address("account_logout"))
    second.log_in("mina@city.example")
    assert len(mail.outbox) == 3, "a cookie that was changed counts for nothing"
    member("Omid", "omid@city.example").client.post(first.address("account_logout"))


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox · Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Safari/604",
            "Safari · iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/120.0 Mobile Safari/537", "Chrome · Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537 Edg/120.0", "Edge · Windows"),
        ("", "unknown device"),
        ("<script>", "unknown device"),
    ],
)
def test_devices_have_names(agent: str, name: str) -> None:
    with override("en"):
        assert device_name(agent) == name


def test_an_address_that_an_administrator_writes_is_confirmed_by_its_person() -> None:
    visitor = member()
    user = User.objects.get()
    user.email = "new@city.example"
    user.save()
    later = Visitor()
    assert later.log_in("new@city.example")["Location"] == "/en/account/confirm-email/"
    assert later.user is None and mail.outbox[-1].to == ["new@city.example"]
    later.confirm()
    assert later.user == visitor.user


def test_an_account_without_an_address_logs_in_and_is_sent_nothing() -> None:
    person(Role.AUTHOR, "omid")
    visitor = Visitor()
    visitor.log_in("omid", "x")
    assert visitor.user is not None and mail.outbox == []


def test_the_header_says_what_is_there_and_visitors_get_no_cookie(django_assert_max_num_queries: Any) -> None:
    stranger = Visitor()
    answer = stranger.client.get("/en/account/login/")
    assert 'class="account-link" href="/en/account/">Log in<' in answer.content.decode()
    home = stranger.client.get("/en/about/")
    assert home.cookies == {} or "sessionid" not in home.cookies
    assert ">My account<" in member().client.get("/en/account/").content.decode()


def test_whoever_has_no_role_sends_little(settings: Any) -> None:
    visitor = member()
    assert visitor.client.post("/admin/imports/csv/", {"file": "x" * 70_000}).status_code == 413
    author = browser_of(person(Role.AUTHOR, "omid"))
    assert author.post("/admin/imports/csv/", {"file": "x" * 70_000}).status_code != 413


def test_private_to_whoever_is_logged_in_means_people_with_a_role() -> None:
    page = PlainPage.objects.filter(locale__language_code="en")[0]
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    address = page.get_url()
    assert member().client.get(address).status_code == 404
    assert browser_of(person(Role.AUTHOR, "omid")).get(address).status_code == 200
    assert Visitor().client.get(address)["Location"].startswith("/")
