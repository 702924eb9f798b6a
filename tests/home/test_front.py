"""The home page: every case once, in its place."""

import re

import pytest
from django.test import Client

from cases.models import CaseStudyPage
from cases.selectors.public_lists import latest_cases
from cases.services.public_lists import relist_everything
from home.selectors.front import LATEST, STOPPED, front

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]


@pytest.fixture
def stopped() -> list[str]:
    """Six stopped cases, the three last published among them: they stand among the latest as well."""
    latest = latest_cases(LATEST + STOPPED)
    chosen = [*latest[:3], *latest[-3:]]
    CaseStudyPage.objects.update(status="running")
    CaseStudyPage.objects.filter(case__code__in=chosen).update(status="discontinued")
    relist_everything()
    return chosen


def test_what_stands_among_the_latest_is_not_shown_again_as_stopped(stopped: list[str]) -> None:
    shown = front("en")
    assert [card.code for card in shown.latest] == latest_cases(LATEST)
    assert sorted(card.code for card in shown.stopped) == sorted(stopped[3:])
    assert shown.stopped_cases == len(stopped), "the number counts those shown above, too"


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_no_case_has_two_cards(stopped: list[str], language: str) -> None:
    html = Client().get(f"/{language}/").content.decode()
    below = html[html.index('id="latest"') :]
    cards = re.findall(r'<h[2-4][^>]*><a href="/../cases/([^"]+)"', below)  # of another language where need be
    assert len(cards) == LATEST + STOPPED == len(set(cards))
