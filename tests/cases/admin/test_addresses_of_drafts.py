"""The address of a draft follows its title until readers know it, each language's its own."""

from typing import Any

import pytest
from django.test import Client

from cases.models import CaseStudyPage, City
from tests.cases.translating import begin, draft_of, page_in, translate

from .test_writing import add_url, city, client, data

__all__ = ["city", "client"]  # fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def saved(client: Client, address: str, sent: dict[str, Any]) -> str:
    answer = client.post(address, sent, headers={"Accept": "application/json"}).json()
    slug: str = CaseStudyPage.objects.get(pk=answer["pk"]).get_latest_revision_as_object().slug
    assert answer["success"] and answer["field_updates"]["slug"] == slug
    return slug


def test_it_follows_the_title_as_it_is_written(client: Client, city: City) -> None:
    assert saved(client, add_url("fa"), data(city, title="باغ", slug="")) == "باغ"
    page = CaseStudyPage.objects.get()
    address = f"/admin/pages/{page.pk}/edit/"
    version = {"overwrite_revision_id": page.latest_revision_id}
    finished = data(city, title="باغ‌های بام", slug="باغ") | version
    assert saved(client, address, finished) == "باغ-های-بام"
    chosen = data(city, title="باغ‌های بام", slug="Bagh é Bam!") | version
    assert saved(client, address, chosen) == "bagh-e-bam", "what somebody chose"
    assert saved(client, address, data(city, title="بامی دیگر", slug="bagh-e-bam") | version) == "bagh-e-bam"
    assert saved(client, address, data(city, title="بامی دیگر", slug="") | version) == "بامی-دیگر"
    assert saved(client, add_url("fa"), data(city, title="بامی دیگر", slug="")) == "بامی-دیگر-2"
    assert saved(client, add_url("fa"), data(city, title="؟؟", slug="")) == "case"


def test_what_readers_know_stays(client: Client, page: CaseStudyPage) -> None:
    page.save_revision().publish()
    known = page_in("en").slug
    for slug in (known, ""):
        sent = data(page.city, title="Another", slug=slug) | {"save_over": "dialog"}
        assert client.post(f"/admin/pages/{page.pk}/edit/", sent).status_code == 302
        assert draft_of(page).slug == known and draft_of(page).title == "Another"


def test_a_translation_has_one_of_its_own(client: Client, city: City) -> None:
    client.post(add_url("fa"), data(city, title="باغ‌های بام", slug="", challenge="شرح"))
    source = page_in("fa")
    target = begin(source, "en")
    translate(source, target, lambda segment: f"Roof gardens {segment.piece.path}")
    assert draft_of(target).slug == "roof-gardens-title"
