"""The home page: every case once, in its place."""

import re

import pytest
from django.test import Client

from cases.models import CaseStudyPage
from cases.selectors.public_lists import latest_cases
from cases.services.public_lists import relist_everything
from home.selectors.front import FAILED, LATEST, front

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]


@pytest.fixture
def stopped() -> list[str]:
    """Six stopped cases, the three last published among them: they stand among the latest as well."""
    latest = latest_cases(LATEST + FAILED)
    chosen = [*latest[:3], *latest[-3:]]
    CaseStudyPage.objects.update(status="running", outcome="unknown")
    CaseStudyPage.objects.filter(case__code__in=chosen).update(status="discontinued")
    relist_everything()
    return chosen


def test_what_stands_among_the_latest_is_not_shown_again_as_stopped(stopped: list[str]) -> None:
    shown = front("en")
    assert [card.code for card in shown.latest] == latest_cases(LATEST)
    assert sorted(card.code for card in shown.failed) == sorted(stopped[3:])
    assert shown.stopped_cases == len(stopped), "the number counts those shown above, too"


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_no_case_has_two_cards(stopped: list[str], language: str) -> None:
    html = Client().get(f"/{language}/").content.decode()
    below = html[html.index('id="latest"') :]
    cards = re.findall(r'<h[2-4][^>]*><a href="/../cases/([^"]+)"', below)  # of another language where need be
    assert len(cards) == LATEST + FAILED == len(set(cards))


def test_what_missed_its_goal_or_never_started_did_not_last_either(stopped: list[str]) -> None:
    missed, never = latest_cases(60)[10], latest_cases(60)[12]
    CaseStudyPage.objects.update(status="running")
    CaseStudyPage.objects.filter(case__code=missed).update(outcome="missed")
    CaseStudyPage.objects.filter(case__code=never).update(status="never-started")
    relist_everything()
    shown = front("en")
    assert {card.code for card in shown.failed} == {missed, never}
    assert (shown.stopped_cases, shown.missed_cases) == (1, 1)
    html = Client().get("/en/").content.decode()
    assert "?status=discontinued&amp;status=never-started" in html and "?outcome=missed" in html
    below = html[html.index('id="stopped"') :]
    assert below.count("Goal missed") == 1 and below.count("Never started") == 1


@pytest.mark.parametrize(
    ("query", "number"),
    [("outcome=missed", "missed_cases"), ("status=discontinued&status=never-started", "stopped_cases")],
)
def test_a_number_leads_to_as_many_cases(query: str, number: str) -> None:
    found = Client().get(f"/api/v1/search?{query}&size=1").json()
    assert found["total"] == getattr(front("en"), number) > 0
