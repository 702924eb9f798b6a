"""Invitations to a city: a link that scanners may open, for the address that was invited and for nobody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cases.people.models import CityInvitation, Membership
from cases.people.selectors.invitations import find_invitation, obstacle
from cases.people.services import city_invitations
from cases.people.services.city_invitations import (
    AlreadyMemberError,
    NotAcceptableError,
    TooManyInvitationsError,
    accept,
    invite,
    revoke,
)
from cases.people.services.membership_requests import ask_to_join
from cases.people.services.memberships import change_role
from cases.people.signals import invitation_ended, invited_to_city
from cases.permissions import Role
from tests.cases.roles import browser_of, person

from .cities import CONTRIBUTOR, COORDINATOR, READER, account, city, heard, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def boss() -> Membership:
    """The coordinator of Avila."""
    return member(city("avila"), "boss", COORDINATOR)


def sent(boss: Membership, email: str = "new@example.org", role: str = CONTRIBUTOR) -> tuple[CityInvitation, str]:
    """An invitation and its secret, which the signal alone says."""
    with heard(invited_to_city) as said:
        invitation = invite(boss.city, email, role, boss.person, language="en", note_text="Welcome")
    [told] = said
    assert told["invitation"] == invitation and told["by"] == boss.person and told["language"] == "en"
    assert told["url"].endswith(f"/en/invitations/{told['secret']}/")
    return invitation, told["secret"]


def word(secret: str, user: Any) -> str:
    """Word for what keeps a person from accepting."""
    with pytest.raises(NotAcceptableError) as refused:
        accept(secret, user)
    return refused.value.word


def test_no_secret_and_no_address_is_kept_where_it_need_not_be(boss: Membership) -> None:
    invitation, secret = sent(boss)
    assert secret not in str(vars(CityInvitation.objects.get()))
    entries = str([vars(entry) for entry in ModelLogEntry.objects.all()])
    assert secret not in entries and invitation.email not in entries


def test_the_invited_becomes_a_member_once(boss: Membership) -> None:
    invitation, secret = sent(boss, "New@Example.org")
    new = account("new")
    with heard(invitation_ended) as said:
        membership = accept(secret, new)
    assert (membership.city, membership.person, membership.role) == (boss.city, new, CONTRIBUTOR)
    assert [told["how"] for told in said] == ["accepted"]
    assert word(secret, new) == "accepted" and word(secret, account("other")) == "accepted by another"
    assert Membership.objects.filter(city=boss.city).count() == 2 and invitation.email == "new@example.org"


def test_nobody_else_accepts_it(boss: Membership) -> None:
    _invitation, secret = sent(boss)
    assert word(secret, account("other")) == "another address"
    assert word(secret, User.objects.create_user("without")) == "another address"
    assert word(secret[:-1], account("new")) == "unknown"
    assert word("\ud800", account("odd")) == "unknown"


def test_it_ends_with_its_day_when_it_is_taken_back_and_with_the_right_of_who_sent_it(boss: Membership) -> None:
    new = account("new")
    invitation, secret = sent(boss)
    CityInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert word(secret, new) == "expired"
    again, newer = sent(boss)
    assert word(secret, new) == "revoked", "the new link replaces the old one"
    assert revoke(again, boss.person) and not revoke(again, boss.person) and not revoke(invitation, boss.person)
    assert word(newer, new) == "revoked"
    _third, last = sent(boss)
    User.objects.filter(pk=boss.person_id).update(is_active=False)
    assert word(last, new) == "revoked"


def test_a_member_is_not_invited_and_a_request_is_answered(boss: Membership) -> None:
    mina = member(boss.city, "mina", READER)
    with pytest.raises(AlreadyMemberError):
        invite(boss.city, "MINA@example.org", CONTRIBUTOR, boss.person, language="en")
    new = account("new")
    request = ask_to_join(boss.city, new, READER, "Planner")
    _invitation, secret = sent(boss)
    accept(secret, new)
    request.refresh_from_db()
    assert request.state == "approved" and mina.is_running


def test_who_joined_meanwhile_is_raised_to_the_role_of_the_invitation(boss: Membership) -> None:
    _invitation, secret = sent(boss, role=COORDINATOR)
    new = member(boss.city, "new", READER)
    assert accept(secret, new.person) == new and Membership.objects.get(pk=new.pk).role == COORDINATOR


def test_only_who_may_invites_and_takes_back(boss: Membership) -> None:
    invitation, _secret = sent(boss)
    stranger = member(city("burgos"), "stranger", COORDINATOR)
    for by in (stranger.person, member(boss.city, "mina").person, person(Role.EDITOR), account("nobody")):
        with pytest.raises(PermissionDenied):
            invite(boss.city, "x@example.org", READER, by, language="en")
        with pytest.raises(PermissionDenied):
            revoke(invitation, by)
    assert invite(boss.city, "x@example.org", READER, person(Role.ADMINISTRATOR), language="fa").language == "fa"


def test_nobody_mails_half_the_world(boss: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(city_invitations, "MOST_A_DAY", 2)
    sent(boss, "a@example.org")
    sent(boss, "a@example.org")
    with pytest.raises(TooManyInvitationsError):
        sent(boss, "b@example.org")
    assert CityInvitation.objects.filter(revoked_at=None).count() == 1


def test_scanners_open_the_link_and_change_nothing(boss: Membership) -> None:
    _invitation, secret = sent(boss)
    new = account("new")
    path = f"/en/invitations/{secret}/"
    for client in (Client(), browser_of(account("other")), browser_of(new)):
        for ask in (client.get, client.head, client.get):
            answer = ask(path)
            assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
            assert answer["Referrer-Policy"] == "same-origin" and "Set-Cookie" not in str(answer.headers)
    assert not CityInvitation.objects.filter(accepted_at__isnull=False).exists() and new.memberships.count() == 0
    answer = browser_of(new).post(path)
    assert answer.status_code == 302 and answer["Location"] == "/en/cities/avila/members/"
    assert new.memberships.get().role == CONTRIBUTOR


def test_the_page_says_what_is_wrong(boss: Membership) -> None:
    invitation, secret = sent(boss)
    path = f"/en/invitations/{secret}/"
    anonymous = Client().get(path).content.decode()
    assert "new@example.org" in anonymous and "boss" in anonymous and "Welcome" in anonymous
    assert f"?next={path.replace('/', '%2F')}" in anonymous or f"?next={path}" in anonymous
    refused = Client().post(path)
    assert refused.status_code == 302 and "next=" in refused["Location"]
    other = browser_of(account("other"))
    assert "not an address of the account" in other.get(path).content.decode()
    assert "not an address of the account" in other.post(path).content.decode()
    revoke(invitation, boss.person)
    assert "taken back" in other.get(path).content.decode()
    missing = Client().get("/en/invitations/nothing/")
    assert missing.status_code == 404 and "no invitation behind this link" in missing.content.decode()


def test_an_address_that_sign_up_has_not_confirmed_is_nobodys(boss: Membership) -> None:
    """As django-allauth keeps addresses: the account's own one counts where it says nothing else of it."""

    invitation, _secret = sent(boss)
    new: Any = account("new")
    assert obstacle(invitation, new) == ""
    kept = EmailAddress.objects.create(user=new, email="new@example.org", primary=True)
    assert obstacle(invitation, new) == "another address"
    kept.delete()
    other: Any = account("other")
    EmailAddress.objects.create(user=other, email="new@example.org", verified=True)
    assert obstacle(invitation, other) == ""


def test_whoever_lost_the_right_to_invite_has_sent_nothing(boss: Membership) -> None:
    other = member(boss.city, "other", COORDINATOR)
    invitation, secret = sent(other)
    change_role(other, READER, boss.person)
    found = find_invitation(secret)
    assert found == invitation and found is not None and found.revoked_at


def test_the_link_of_a_mail_is_long_enough(boss: Membership) -> None:
    assert re.fullmatch(r"[\w-]{32}", sent(boss)[1])
