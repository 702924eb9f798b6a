"""Pages of members, as people use them: what is typed wrongly is said at its field and kept, nothing fails."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import City, CityRedirect, Topic
from cases.people.models import CityContact, CityInvitation, Expert, Membership, MembershipRequest
from cases.people.services.city_contacts import note_unreachable, save_contact
from cases.people.services.membership_requests import ask_to_join, refuse
from cases.permissions import Role
from tests.cases.roles import browser_of, person

from .cities import CONTRIBUTOR, COORDINATOR, READER, account, city, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
HOSTILE = ("<script>alert(1)</script>", "\u202e" + "x" * 3000, "a\0b", "'\"><b>")


@pytest.fixture
def boss() -> Membership:
    """The coordinator of Avila."""
    return member(city("avila"), "boss", COORDINATOR)


def errors(html: str) -> list[str]:
    """Names of the fields at which something is said to be wrong."""
    return re.findall(r'class="field__errors" id="id_(\w+)_error"', html)


def shown(answer: Any, status: int = 200) -> str:
    """Page of an answer."""
    assert answer.status_code == status, answer.headers
    return str(answer.content.decode())


@pytest.mark.parametrize(
    "path",
    ["my-cities/", "my-cities/join/", "my-cities/join/{}/", "cities/{}/members/", "cities/{}/members/invite/",
     "cities/{}/contact/", "my-cities/expert/", "cities/{}/members/1/end/", "cities/{}/members/requests/1/"],
)  # fmt: skip
def test_who_is_not_logged_in_is_asked_to_whatever_the_name(path: str, boss: Membership) -> None:
    answers = []
    for name in ("avila", "nowhere"):
        answer = Client().get(f"/en/{path.format(name)}")
        assert answer.status_code == 302 and answer["Cache-Control"].startswith("no-store, private")
        answers.append(answer["Location"].replace(name, "?"))
    assert answers[0] == answers[1] and "next=/en/" in answers[0].replace("%2F", "/")


def test_what_is_not_ones_own_is_not_there(boss: Membership) -> None:
    browser = browser_of(account("stranger"))
    for path in ("members/", "members/invite/", "contact/", f"members/{boss.pk}/role/", f"members/{boss.pk}/end/"):
        answers = [browser.get(f"/en/cities/{name}/{path}") for name in ("avila", "nowhere")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert "boss" not in answers[0].content.decode()


def test_a_thing_of_another_city_is_not_reached_through_ones_own(boss: Membership) -> None:
    chief = member(city("burgos"), "chief", COORDINATOR)
    browser, waiting = browser_of(chief.person), ask_to_join(boss.city, account("mina"), READER)
    invitation = CityInvitation.objects.create(
        city=boss.city, email="x@example.org", language="en", digest="x", expires_at=boss.since
    )
    for path in (
        f"{boss.pk}/role/",
        f"{boss.pk}/end/",
        f"requests/{waiting.pk}/",
        f"invitations/{invitation.pk}/revoke/",
    ):
        for name in ("burgos", "avila"):
            assert browser.post(f"/en/cities/{name}/members/{path}", {"role": "reader"}).status_code == 404
    assert Membership.objects.get(pk=boss.pk).role == COORDINATOR and Membership.objects.get(pk=boss.pk).is_running


def test_from_an_invitation_to_the_hand_over(boss: Membership) -> None:
    browser = browser_of(boss.person)
    assert "Invite somebody" in shown(browser.get("/en/cities/avila/members/"))
    path = "/en/cities/avila/members/invite/"
    typed = {"email": "no address", "role": "reader", "language": "en", "note": "Welcome"}
    html = shown(browser.post(path, typed), 422)
    assert errors(html) == ["email"] and 'value="no address"' in html and "Welcome" in html
    html = shown(browser.post(path, {**typed, "email": "new@example.org"}, follow=True))
    assert "on its way to" in html and "new@example.org" in html and "valid until" in html
    html = shown(browser.post(path, {**typed, "email": "boss@example.org"}), 422)
    assert errors(html) == ["email"]
    mina = member(boss.city, "mina")
    end = f"/en/cities/avila/members/{boss.pk}/end/"
    html = shown(browser.get(end))
    assert "last coordinator" in html and "1 open invitation" in html and "The editors of this site" in html
    html = shown(browser.post(end, {"successor": "nobody"}), 422)
    assert errors(html) == ["successor"]
    html = shown(browser.post(end, {"successor": f"member-{mina.person_id}"}, follow=True))
    assert "You have left" in html and "mina takes over" in html
    mina.refresh_from_db()
    assert mina.role == COORDINATOR and CityInvitation.objects.get().invited_by == mina.person
    assert browser.get("/en/cities/avila/members/").status_code == 404


def test_a_request_is_asked_for_and_refused_with_a_reason(boss: Membership) -> None:
    mina = account("mina")
    asking, deciding = browser_of(mina), browser_of(boss.person)
    assert "Avila" in shown(asking.get("/en/my-cities/join/?city=ávila"))
    assert "No city of this name" in shown(asking.get("/en/my-cities/join/?city=zzz"))
    path = "/en/my-cities/join/avila/"
    assert errors(shown(asking.post(path, {"role": "king", "text": ""}), 422)) == ["role", "text"]
    html = shown(asking.post(path, {"role": "reader", "text": "Planner <b>"}, follow=True))
    assert "You have asked to join" in html and "Withdraw" in html
    assert "or have asked already" in shown(asking.post(path, {"role": "reader", "text": "Again"}), 422)
    request = MembershipRequest.objects.get()
    decide = f"/en/cities/avila/members/requests/{request.pk}/"
    html = shown(deciding.get(decide))
    assert "Planner &lt;b&gt;" in html and "mina asks to join Avila" in html
    assert errors(shown(deciding.post(decide, {"role": "reader", "decision": "refuse", "reason": " "}), 422)) == [
        "reason"
    ]
    sent = {"role": "reader", "decision": "refuse", "reason": "Not of our office"}
    assert "You have decided" in shown(deciding.post(decide, sent, follow=True))
    assert "Not of our office" in shown(asking.get("/en/my-cities/"))
    assert "It had been decided before" in shown(deciding.post(decide, {**sent, "decision": "approve"}, follow=True))
    assert not mina.memberships.exists()


def test_a_request_is_withdrawn(boss: Membership) -> None:
    mina = account("mina")
    request = ask_to_join(boss.city, mina, READER, "Planner")
    path = f"/en/my-cities/requests/{request.pk}/withdraw/"
    assert browser_of(boss.person).post(path).status_code == 404 and browser_of(mina).get(path).status_code == 405
    assert "The request is withdrawn" in shown(browser_of(mina).post(path, follow=True))
    assert "It had been decided before" in shown(browser_of(mina).post(path, follow=True))


def test_the_role_of_a_member(boss: Membership) -> None:
    mina = member(boss.city, "mina")
    browser = browser_of(boss.person)
    html = shown(browser.post(f"/en/cities/avila/members/{boss.pk}/role/", {"role": "reader"}), 422)
    assert errors(html) == ["role"] and "Make another coordinator first" in html
    path = f"/en/cities/avila/members/{mina.pk}/role/"
    assert "The role is changed" in shown(browser.post(path, {"role": "coordinator"}, follow=True))
    assert shown(browser.post(f"/en/cities/avila/members/{boss.pk}/role/", {"role": "reader"}, follow=True))
    assert "Invite somebody" not in shown(browser.get("/en/cities/avila/members/"))


def test_the_contact_is_named_and_confirmed_by_those_who_may(boss: Membership) -> None:
    browser, path = browser_of(boss.person), "/en/cities/avila/contact/"
    assert errors(shown(browser.post(path, {"mailbox": "x"}), 422)) == ["mailbox"]
    html = shown(browser.post(path, {"office": "Mobility", "mailbox": "mobility@avila.example"}, follow=True))
    assert "mobility@avila.example" in html and "Confirmed." in html
    note_unreachable(CityContact.objects.get())
    reader = browser_of(member(boss.city, "mina", READER).person)
    html = shown(reader.get("/en/cities/avila/members/"))
    assert "come back" in html and "Change the contact" not in html
    assert reader.post("/en/cities/avila/contact/confirm/").status_code == 404
    assert "This is still right" not in shown(browser.get("/en/cities/avila/members/")), "it is not"
    editor = browser_of(person(Role.EDITOR))
    assert "Mails to the mailbox" in shown(editor.get("/en/cities/avila/contact/"))
    save_contact(boss.city, boss.person, office="", mailbox="new@avila.example")
    assert "confirmed for a year" in shown(editor.post("/en/cities/avila/contact/confirm/", follow=True))


def test_an_expert_keeps_the_record(boss: Membership) -> None:
    mina = account("mina")
    browser, path = browser_of(mina), "/en/my-cities/expert/"
    assert browser.get(path).status_code == 404
    expert = Expert.objects.create(person=mina, languages=[])
    assert "not agreed" in shown(browser.get(path)) and "Your record as an expert" in shown(
        browser.get("/en/my-cities/")
    )
    topic = Topic.objects.all()[0]
    typed = {"topics": [topic.pk], "languages": ["en", "tr"], "excluded_cities": "Ávila\nAtlantis", "monthly_load": "3",
             "renews": "on"}  # fmt: skip
    html = shown(browser.post(path, typed), 422)
    assert errors(html) == ["excluded_cities"] and "Atlantis" in html and 'value="3"' in html
    assert errors(shown(browser.post(path, {**typed, "excluded_cities": "", "monthly_load": "900"}), 422)) == [
        "monthly_load"
    ]
    html = shown(browser.post(path, {**typed, "excluded_cities": "avila"}, follow=True))
    assert "Your agreement holds until" in html and "Avila</textarea>" in html
    expert.refresh_from_db()
    assert expert.languages == ["en", "tr"] and expert.excluded_cities.get() == boss.city and expert.is_agreed()


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_shown_as_text_or_refused(text: str, boss: Membership) -> None:
    browser = browser_of(boss.person)
    for path, typed in (
        ("/en/cities/avila/members/invite/", {"email": "x@example.org", "role": text, "language": text, "note": text}),
        ("/en/cities/avila/contact/", {"office": text, "mailbox": text}),
        ("/en/my-cities/join/avila/", {"role": text, "text": text}),
        (f"/en/cities/avila/members/{boss.pk}/end/", {"successor": text}),
    ):
        html = shown(browser.post(path, typed), 422)
        assert errors(html) and "<script>alert" not in html and "'\"><b>" not in html
    assert "<script>alert" not in shown(browser.get("/en/my-cities/join/", {"city": text}))
    assert browser.get("/en/cities/avila/members/", {"page": text}).status_code == 200


def test_names_are_text(boss: Membership) -> None:
    User.objects.filter(pk=boss.person_id).update(first_name="<b>Mina", last_name="مینا")
    City.objects.filter(pk=boss.city_id).update(names={"en": "<i>Avila"})
    for path in ("/en/cities/avila/members/", "/en/my-cities/", f"/en/cities/avila/members/{boss.pk}/role/"):
        html = shown(browser_of(boss.person).get(path))
        assert "<b>Mina" not in html and "<i>Avila" not in html and "&lt;i&gt;Avila" in html


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_page_in_every_language(language: str, boss: Membership) -> None:
    member(boss.city, "mina", CONTRIBUTOR)
    request = ask_to_join(boss.city, account("sara"), READER, "Planner")
    refuse(ask_to_join(city("burgos"), boss.person, READER, "Planner"), person(Role.ADMINISTRATOR), "No")
    Expert.objects.create(person=boss.person, languages=["en"])
    browser = browser_of(boss.person)
    for path in ("my-cities/", "my-cities/join/?city=bur", "my-cities/join/burgos/", "my-cities/expert/",
                 "cities/avila/members/", "cities/avila/members/invite/", "cities/avila/contact/",
                 f"cities/avila/members/requests/{request.pk}/", f"cities/avila/members/{boss.pk}/role/",
                 f"cities/avila/members/{boss.pk}/end/"):  # fmt: skip
        html = shown(browser.get(f"/{language}/{path}"))
        assert f'<html lang="{language}"' in html and 'name="robots" content="noindex"' in html
        if language == "fa":
            main = re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1].split(">", 1)[1].split("</main>")[0])
            english = set(re.findall(r"[A-Za-z]{4,}", main))
            assert english <= {"Avila", "Burgos", "Planner", "boss", "mina", "sara", "English"}, path


def test_queries_do_not_grow_with_members(boss: Membership) -> None:
    browser = browser_of(boss.person)

    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        return len(queries)

    for path in ("/en/cities/avila/members/", "/en/my-cities/"):
        asked(path)
        before = asked(path)
        for number in range(6):
            name = f"{path.count('m')}-{number}"
            member(boss.city, f"member-{name}")
            ask_to_join(boss.city, account(f"asking-{name}"), READER, "Planner")
            other = city(f"{chr(98 + number)}{path.count('m')}town")
            member(other, "boss", READER)
        assert asked(path) <= before <= 22


def test_a_city_is_found_among_thousands_in_bounded_time() -> None:
    codes = [f"{a}{b}{c}" for a in "ABCDEFGHIJKLMN" for b in "ABCDEFGHIJKLMNOPQR" for c in "ABCDEFGH"][:2000]
    City.objects.bulk_create(
        City(
            slug=f"town-{code.lower()}",
            code_prefix=code,
            names={"en": f"Town {code}", "fa": f"شهر {code}"},
            country="ES",
        )
        for code in codes
    )
    browser = browser_of(account("mina"))
    with CaptureQueriesContext(connection) as queries:
        html = shown(browser.get("/en/my-cities/join/", {"city": "town"}))
    # Six are of the page around it: session, second factor, profile, calendar, bell.
    assert len(queries) <= 16 and html.count("people__row") == 30 and "There are more" in html
    assert "Town ABC" in shown(browser.get("/en/my-cities/join/", {"city": "abc TOWN"}))


def test_a_former_address_of_a_city(boss: Membership) -> None:
    CityRedirect.objects.create(slug="old-avila", city=boss.city)
    assert "Members of Avila" in shown(browser_of(boss.person).get("/en/cities/old-avila/members/"))


def test_two_roles_at_once(boss: Membership) -> None:
    other = member(city("burgos"), "boss", READER)
    html = shown(browser_of(boss.person).get("/en/my-cities/"))
    assert "Avila" in html and "Burgos" in html and "Coordinator" in html and "Reader" in html
    assert browser_of(boss.person).get("/en/cities/burgos/members/invite/").status_code == 404
    browser_of(boss.person).post(f"/en/cities/burgos/members/{other.pk}/end/")
    assert Membership.objects.get(pk=boss.pk).is_running and not Membership.objects.get(pk=other.pk).is_running
