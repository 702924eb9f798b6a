"""Members, contacts and experts in the admin, and their history."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Topic
from cases.people.models import CityContact, Expert, Membership
from cases.people.services.city_contacts import note_unreachable, save_contact
from cases.people.services.memberships import end
from cases.permissions import Role
from tests.cases.roles import browser_of, person

from .cities import COORDINATOR, READER, account, city, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def manager() -> Any:
    """Browser of an administrator."""
    return browser_of(person(Role.ADMINISTRATOR, "manager"))


def text(answer: Any) -> str:
    """Page of an answer."""
    assert answer.status_code == 200, answer.headers
    return str(answer.content.decode())


def test_an_administrator_makes_a_member_by_name_or_address(manager: Any) -> None:
    avila, mina = city("avila"), account("mina")
    html = text(manager.post("/admin/membership/new/", {"person": "nobody", "city": avila.pk, "role": "reader"}))
    assert "There is no such account" in html and 'value="nobody"' in html
    assert "Null characters" in text(manager.post("/admin/membership/new/", {"person": "a\0", "city": avila.pk}))
    manager.post("/admin/membership/new/", {"person": "MINA@example.org", "city": avila.pk, "role": "reader"})
    assert Membership.objects.get().person == mina
    html = text(manager.post("/admin/membership/new/", {"person": "mina", "city": avila.pk, "role": "reader"}))
    assert "is a member of that city" in html
    account("other", first_name="x")
    type(mina).objects.filter(username="other").update(email="mina@example.org")
    html = text(
        manager.post("/admin/membership/new/", {"person": "mina@example.org", "city": avila.pk, "role": "reader"})
    )
    assert "Several accounts" in html


def test_the_role_is_changed_by_the_same_rules(manager: Any) -> None:
    boss = member(city("avila"), "boss", COORDINATOR)
    path = f"/admin/membership/edit/{boss.pk}/"
    assert "Make another coordinator first" in text(manager.post(path, {"role": "reader"}))
    member(boss.city, "other", COORDINATOR)
    assert manager.post(path, {"role": "reader"}).status_code == 302
    assert Membership.objects.get(pk=boss.pk).role == READER
    end(boss, boss.person)
    assert "had ended before" in text(manager.post(path, {"role": "coordinator"}))
    assert manager.post(f"/admin/membership/delete/{boss.pk}/").status_code in (302, 403)
    assert Membership.objects.filter(pk=boss.pk).exists()


def test_lists_find_people_and_cities_and_ask_no_more_for_more_rows(manager: Any) -> None:
    member(city("avila"), "boss", COORDINATOR)
    manager.get("/admin/membership/")
    counts = []
    for number in range(2):
        for name in ("burgos", "cuenca", "denia")[number * 2 :][:2]:
            member(city(name), f"member-{name}")
        with CaptureQueriesContext(connection) as queries:
            html = text(manager.get("/admin/membership/"))
        counts.append(len(queries))
    assert counts[0] == counts[1] and "Denia" in html and "/en/cities/denia/members/" in html
    for query, found in (("boss", "Avila"), ("Burgos", "member-burgos")):
        html = text(manager.get("/admin/membership/", {"q": query}))
        assert found in html and "Denia" not in html.split("listing")[-1]


def test_contacts_show_their_state_and_another_mailbox_is_reached(manager: Any) -> None:
    avila = city("avila")
    contact = save_contact(avila, person(Role.EDITOR), office="Mobility", mailbox="m@avila.example")
    note_unreachable(contact)
    assert "Mails to the mailbox come back" in text(manager.get("/admin/citycontact/"))
    typed = {"city": avila.pk, "office": "Mobility", "mailbox": "new@avila.example", "confirm_by": "2027-01-01"}
    assert manager.post(f"/admin/citycontact/edit/{contact.pk}/", typed).status_code == 302
    assert CityContact.objects.get().unreachable_since is None
    assert manager.get(f"/admin/citycontact/delete/{contact.pk}/").status_code in (302, 403)


def test_editors_make_experts(manager: Any) -> None:
    mina, topic = account("mina"), Topic.objects.all()[0]
    editor = browser_of(person(Role.EDITOR))
    typed = {"person": "mina", "topics": [topic.pk], "languages": ["fa"], "monthly_load": "2", "agreed_on": ""}
    assert editor.post("/admin/expert/new/", {**typed, "languages": []}).status_code == 200
    assert editor.post("/admin/expert/new/", typed).status_code == 302
    made = Expert.objects.get()
    assert made.person == mina and made.topics.get() == topic and made.languages == ["fa"]
    assert "has a record as an expert" in text(editor.post("/admin/expert/new/", typed))
    assert "mina" in text(editor.get("/admin/expert/")) and 'value="mina"' in text(
        editor.get(f"/admin/expert/edit/{made.pk}/")
    )
    assert editor.post(f"/admin/expert/edit/{made.pk}/", {**typed, "monthly_load": "5"}).status_code == 302
    assert Expert.objects.get().monthly_load == 5
    assert browser_of(person(Role.AUTHOR)).get("/admin/expert/").status_code in (302, 403)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Member from now: Reader", "Membership ended", "Left", "Contact changed", "mina"]),
        ("fa", ["از این پس عضو: خواننده", "عضویت پایان یافت", "راه تماس تغییر کرد", "mina"]),
        ("ar", ["عضو من الآن: قراءة", "انتهت العضوية", "تغيّرت جهة الاتصال", "mina"]),
    ],
)
def test_the_history_says_it_in_words_to_administrators_alone(language: str, words: list[str]) -> None:
    mina = member(city("avila"), "mina", READER)
    end(mina, mina.person)
    save_contact(mina.city, person(Role.EDITOR, "editor"), office="", mailbox="m@avila.example")
    html = text(browser_of(person(Role.ADMINISTRATOR, "keeper", language)).get("/admin/reports/site-history/"))
    assert [word for word in words if word not in html] == []
    others = text(browser_of(person(Role.AUTHOR, "author", language)).get("/admin/reports/site-history/"))
    assert not any(word in others for word in words)
    mina.person.delete()
    html = text(browser_of(person(Role.ADMINISTRATOR, "other", language)).get("/admin/reports/site-history/"))
    assert words[0] in html and "mina" not in html
