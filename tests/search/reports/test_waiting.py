"""The report of what is not yet searchable: for those who may see it; given up changes can be tried again."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from search.models import Machine, OutboxEntry
from search.sync.delivery import ATTEMPTS

pytestmark = pytest.mark.django_db
URL = "/admin/reports/search-outbox/"


def client_of(group: str) -> Client:
    user = User.objects.create_user(f"reader-{group}", password="x")
    user.groups.add(Group.objects.get(name=group))
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def parked(codes: list[str]) -> list[OutboxEntry]:
    now = timezone.now()
    OutboxEntry.objects.create(code=codes[0], attempts=ATTEMPTS, parked_at=now, error="=poison")
    OutboxEntry.objects.create(code=codes[1], attempts=2, next_attempt_at=now)
    OutboxEntry.objects.create(code=codes[2], applied_at=now)
    return list(OutboxEntry.objects.order_by("pk"))


def test_shows_what_was_given_up_first_and_what_waits(parked: list[OutboxEntry]) -> None:
    response = client_of("Administrators").get(URL)
    assert [row.pk for row in response.context["object_list"]] == [parked[0].pk, parked[1].pk]
    page = response.content.decode()
    assert "1 change was given up" in page and "Given up" in page and "=poison" in page and "Try again" in page


def test_of_several_machines_a_row_says_whose_it_is(parked: list[OutboxEntry]) -> None:
    client = client_of("Administrators")
    assert "Machine" not in client.get(URL).content.decode()
    Machine.objects.create(id="0123abcd", host="web-2", seen_at=timezone.now())
    OutboxEntry.objects.filter(pk=parked[0].pk).update(machine="0123abcd")
    page = client.get(URL).content.decode()
    assert "Machine" in page and "web-2 0123abcd" in page
    export = b"".join(client.get(f"{URL}?export=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "0123abcd" in export


@pytest.mark.parametrize("address", ["", "results/", "?export=csv"])
def test_only_for_those_who_may(parked: list[OutboxEntry], address: str) -> None:
    assert client_of("Administrators").get(URL + address).status_code == 200
    refused = client_of("Editors").get(URL + address)
    assert refused.status_code == 302 and refused["Location"] == "/admin/"


def test_trying_again(parked: list[OutboxEntry], django_capture_on_commit_callbacks: Any) -> None:
    editor = client_of("Editors")
    assert editor.post(f"{URL}try-again/").status_code in (302, 403)
    assert OutboxEntry.objects.exclude(parked_at=None).count() == 1
    client = client_of("Administrators")
    assert client.get(f"{URL}try-again/").status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{URL}try-again/", follow=True)
    assert "What was given up is tried again." in response.content.decode()
    assert not OutboxEntry.objects.exists(), "and succeeds"
    assert "Every change is searchable." in client.get(URL).content.decode()
