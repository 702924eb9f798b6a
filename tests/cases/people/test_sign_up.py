"""Making an account and logging in to it, with what nobody learns on the way."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail

from cases.people.models import Profile
from cases.people.selectors.reading import display_name, reading_language

from .visiting import PASSWORD, Visitor, last_code, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]

SUBJECTS = {"fa": "کد تأیید نشانی شما", "en": "Code to confirm your address", "ar": "رمز تأكيد عنوانكم"}


@pytest.mark.parametrize("language", SUBJECTS)
def test_an_account_is_made_with_the_code_of_a_mail_in_the_language_of_the_page(language: str) -> None:
    visitor = Visitor(language)
    answer = visitor.sign_up("mina@city.example", "Mina Rad")
    assert answer["Location"] == f"/{language}/account/confirm-email/" and visitor.user is None
    assert mail.outbox[-1].subject == SUBJECTS[language] and mail.outbox[-1].to == ["mina@city.example"]
    assert visitor.confirm("00000000").status_code == 200 and visitor.user is None
    assert visitor.confirm()["Location"] == f"/{language}/account/"
    user = visitor.user
    assert user is not None and not user.groups.exists() and not user.is_staff
    assert EmailAddress.objects.get(user=user).verified and "mina" not in user.username.lower()
    profile = Profile.objects.get(user=user)
    assert profile.consented_at and profile.name_latin == "Mina Rad" and reading_language(user) == language
    assert display_name(user, language) == "Mina Rad" and "Mina Rad" in visitor.get("people:overview").content.decode()


def test_a_code_is_typed_in_the_digits_of_any_script_and_spaced_at_will() -> None:
    visitor = Visitor("fa")
    visitor.sign_up("mina@city.example", "مینا راد")
    code = last_code().translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    visitor.confirm(f" {code[:4]} {code[4:]} ")
    assert visitor.user is not None and Profile.objects.get(user=visitor.user).name_fa == "مینا راد"


def test_a_new_account_cannot_enter_the_admin() -> None:
    visitor = member()
    assert visitor.client.get("/admin/", follow=True).redirect_chain[-1] == ("/fa/account/", 302)
    assert visitor.client.get("/admin/api/main/pages/").status_code == 302
    assert visitor.client.post("/admin/login/", {"username": "x"})["Location"] == "/fa/account/"


def test_consent_a_name_and_a_good_password_are_asked_for_and_what_was_typed_stays() -> None:
    visitor = Visitor()
    answer = visitor.send("account_signup", {"name": "<b>Mina</b>", "email": "mina@city.example", "password1": "short"})
    html = answer.content.decode()
    assert answer.status_code == 200 and not User.objects.exists() and mail.outbox == []
    assert set(answer.context["form"].errors) == {"password1", "agreed"}
    assert "&lt;b&gt;Mina&lt;/b&gt;" in html and 'value="short"' not in html
    assert 'aria-describedby="id_password1_helptext' in html


def test_three_wrong_codes_end_the_attempt() -> None:
    visitor = Visitor()
    visitor.sign_up("mina@city.example")
    answers = [visitor.confirm("00000000").status_code for _number in range(3)]
    assert answers == [200, 200, 302]
    assert visitor.confirm()["Location"] == "/en/account/login/" and visitor.user is None


def told(visitor: Visitor, name: str, data: dict[str, Any]) -> tuple[Any, ...]:
    """What an answer says to whoever asks: status, where to, words, cookies."""
    answer = visitor.send(name, data, follow=True)
    address = data.get("email", data.get("login", ""))
    words = answer.content.decode().replace(address, "ADDRESS")
    words = "".join(line for line in words.splitlines(True) if "csrfmiddlewaretoken" not in line)
    return answer.status_code, answer.redirect_chain, words, sorted(visitor.client.cookies)


@pytest.mark.parametrize("name", ["account_reset_password", "account_request_login_code", "account_signup"])
def test_nobody_learns_at_a_door_whether_an_address_has_an_account(name: str) -> None:
    member(address="mina@city.example")
    extra = {"name": "Omid", "password1": PASSWORD, "agreed": "on"} if name == "account_signup" else {}
    mail.outbox.clear()
    known = told(Visitor(), name, {"email": "mina@city.example", **extra})
    unknown = told(Visitor(), name, {"email": "none@city.example", **extra})
    assert known == unknown
    assert [one.to for one in mail.outbox] == [["mina@city.example"], ["none@city.example"]], "both take their time"
    codes = [one for one in mail.outbox if "Type this code" in str(one.body)]
    assert len(codes) == 1


def test_nobody_learns_by_a_log_in_which_part_was_wrong() -> None:
    member(address="mina@city.example")
    known = told(Visitor(), "account_login", {"login": "mina@city.example", "password": "wrong"})
    unknown = told(Visitor(), "account_login", {"login": "none@city.example", "password": "wrong"})
    assert known == unknown and "do not belong together" in known[2]


@pytest.mark.parametrize("name", ["account_signup", "account_login"])
def test_a_known_address_costs_as_many_digests_as_an_unknown_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest of a password is what takes long at a door."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    member(address="mina@city.example")
    made: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args: made.append("") or encode(self, *args))
    counts = []
    for address in ("mina@city.example", "none@city.example"):
        made.clear()
        typed = {"name": "Omid", "email": address, "password1": PASSWORD, "agreed": "on"}
        Visitor().send(name, typed if name == "account_signup" else {"login": address, "password": PASSWORD + "x"})
        counts.append(len(made))
    assert counts[0] == counts[1] > 0


def test_log_in_by_name_by_address_and_by_code() -> None:
    user = member().user
    assert user is not None
    for name in (user.username, "MINA@city.example"):
        visitor = Visitor()
        assert visitor.log_in(name)["Location"] == "/en/account/" and visitor.user == user
    visitor = Visitor("ar")
    visitor.send("account_request_login_code", {"email": "mina@city.example"})
    assert mail.outbox[-1].subject == "Code to log in", "in the language of the person, not of the page"
    visitor.send("account_confirm_login_code", {"code": last_code()})
    assert visitor.user == user


def test_a_forgotten_password_is_replaced_with_the_code_of_a_mail_and_old_sessions_end() -> None:
    before = member()
    visitor = Visitor()
    visitor.send("account_reset_password", {"email": "mina@city.example"})
    assert visitor.send("account_confirm_password_reset_code", {"code": last_code()}).status_code == 302
    new = {"password1": "another lantern 88 river", "password2": "another lantern 88 river"}
    visitor.send("account_complete_password_reset", new)
    assert visitor.user is None and mail.outbox[-1].subject == "New password"
    assert before.get("people:overview").status_code == 302
    assert visitor.log_in("mina@city.example").status_code == 200 and visitor.user is None
    visitor.log_in("mina@city.example", "another lantern 88 river")
    assert visitor.user is not None


def test_remembered_only_where_it_was_asked_for() -> None:
    member()
    brief, long = Visitor(), Visitor()
    brief.log_in("mina@city.example")
    long.log_in("mina@city.example", remember="on")
    assert brief.client.session.get_expire_at_browser_close() and not long.client.session.get_expire_at_browser_close()


def test_where_accounts_are_made_by_others_the_door_says_so(settings: Any) -> None:
    settings.SIGN_UP = False
    visitor = Visitor()
    assert "made here by those who run the site" in visitor.get("account_signup").content.decode()
    visitor.sign_up("mina@city.example")
    assert not User.objects.exists()


def test_another_address_counts_after_its_code_and_the_first_is_told() -> None:
    visitor = member()
    visitor.show_password()
    visitor.send("account_email", {"email": "rad@city.example", "action_add": ""})
    assert visitor.user and visitor.user.email == "mina@city.example"
    code = last_code()
    visitor.confirm(code)
    assert visitor.user and visitor.user.email == "rad@city.example"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("rad@city.example", True, True)]
    assert mail.outbox[-1].subject == "New address"
