"""The report of what is not yet searchable: for those who may see it; given up changes can be tried again."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from search.engines import get_engine
from search.models import RefusedDocument
from search.sync.log import begin_anew
from search.sync.outbox import record_codes
from search.sync.refused import ATTEMPTS

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
def parked(codes: list[str]) -> list[RefusedDocument]:
    """One given up and one that waits, of the index of this node."""
    position = get_engine().position()
    assert position is not None
    values = {"index": position.index, "engine": "embedded", "host": "web-1", "next_attempt_at": timezone.now()}
    RefusedDocument.objects.create(code=codes[1], attempts=2, **values)
    now = timezone.now()
    RefusedDocument.objects.create(code=codes[0], attempts=ATTEMPTS, parked_at=now, error="=poison", **values)
    return list(RefusedDocument.objects.order_by("-pk"))


def test_shows_what_was_given_up_first_and_what_waits(parked: list[RefusedDocument]) -> None:
    response = client_of("Administrators").get(URL)
    assert [row.pk for row in response.context["object_list"]] == [row.pk for row in parked]
    page = response.content.decode()
    assert "1 change was given up" in page and "Given up" in page and "=poison" in page and "Try again" in page
    assert "embedded: 1 change waits." in page


def test_says_how_many_changes_an_index_lacks_and_whether_it_is_built_anew(codes: list[str]) -> None:
    client = client_of("Administrators")
    assert "Every change is searchable." in client.get(URL).content.decode()
    record_codes(codes)
    page = client.get(URL).content.decode()
    assert "embedded: 3 changes wait." in page and "Every change is searchable." not in page
    begin_anew()
    assert "embedded: the index is built anew." in client.get(URL).content.decode()


def test_of_several_nodes_a_row_says_whose_it_is(parked: list[RefusedDocument]) -> None:
    client = client_of("Administrators")
    assert "Node" not in client.get(URL).content.decode()
    RefusedDocument.objects.filter(pk=parked[0].pk).update(host="web-2", index="generation-0123456789ab")
    page = client.get(URL).content.decode()
    assert "Node" in page and "web-2" in page
    export = b"".join(client.get(f"{URL}?export=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "web-2" in export


@pytest.mark.parametrize("address", ["", "results/", "?export=csv"])
def test_only_for_those_who_may(parked: list[RefusedDocument], address: str) -> None:
    assert client_of("Administrators").get(URL + address).status_code == 200
    refused = client_of("Editors").get(URL + address)
    assert refused.status_code == 302 and refused["Location"] == "/admin/"


def test_trying_again(parked: list[RefusedDocument], django_capture_on_commit_callbacks: Any) -> None:
    editor = client_of("Editors")
    assert editor.post(f"{URL}try-again/").status_code in (302, 403)
    assert RefusedDocument.objects.exclude(parked_at=None).count() == 1
    client = client_of("Administrators")
    assert client.get(f"{URL}try-again/").status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{URL}try-again/", follow=True)
    assert "What was given up is tried again." in response.content.decode()
    assert not RefusedDocument.objects.exists(), "and succeeds"
    assert "Every change is searchable." in client.get(URL).content.decode()
