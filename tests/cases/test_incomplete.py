"""The report of incomplete cases and the page itself judge by one rule."""

import copy
import json
import random
from typing import Any

import pytest

from cases.models import CaseStudyPage
from cases.models.required_fields import REQUIRED
from cases.selectors.incomplete import missing_by_page
from cases.services.imports.cases import ImportOptions, import_cases
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
TEXTS = [name for name in REQUIRED if name not in ("title", "city", "topics", "sources", "pictures")]


@pytest.fixture
def pages(starter_records: list[dict[str, Any]]) -> list[CaseStudyPage]:
    """Six pages of two cases."""
    import_cases(as_file(copy.deepcopy(starter_records[:2])), ImportOptions(publish=False))
    return list(CaseStudyPage.objects.order_by("pk"))


def picture(chance: random.Random) -> str:
    value = {
        "image": None,
        "alt": chance.choice(["", "  ", "A garden"]),
        "decorative": chance.random() < 0.3,
        "caption": "",
    }
    return json.dumps([{"type": "picture", "value": value}])


def spoil(page: CaseStudyPage, chance: random.Random) -> None:
    for name in chance.sample(TEXTS, chance.choice([0, 0, 1, 3])):
        setattr(page, name, chance.choice(["", "Something."]))
    if chance.random() < 0.2:
        page.topics = []
    if chance.random() < 0.2:
        page.sources = "[]"
    for name in ("gallery", "body"):
        if chance.random() < 0.4:
            setattr(page, name, picture(chance))


def judged_by_themselves() -> dict[int, list[str]]:
    drafts = {page.pk: page.get_latest_revision_as_object() for page in CaseStudyPage.objects.all()}
    return {pk: draft.missing() for pk, draft in drafts.items() if draft.missing()}


def test_random_pages_are_judged_as_they_judge_themselves(pages: list[CaseStudyPage]) -> None:
    chance = random.Random(6)
    seen: set[str] = set()
    for _round in range(10):
        for page in CaseStudyPage.objects.order_by("pk"):
            spoil(page, chance)
            if chance.random() < 0.5:
                page.save_revision(clean=False)
            else:
                page.save(clean=False)
                CaseStudyPage.objects.filter(pk=page.pk).update(latest_revision=None, has_unpublished_changes=False)
        expected = judged_by_themselves()
        assert missing_by_page(CaseStudyPage.objects.all()) == expected
        seen |= {name for names in expected.values() for name in names}
    assert seen == {*TEXTS, "topics", "sources", "pictures"}


def test_the_number_of_queries_does_not_grow(pages: list[CaseStudyPage], django_assert_num_queries: Any) -> None:
    for page in pages[:4]:
        page.limits = ""
        page.save_revision(clean=False)
    for count in (1, 6):
        some = CaseStudyPage.objects.filter(pk__in=[page.pk for page in pages[:count]])
        with django_assert_num_queries(3):
            assert len(missing_by_page(some)) == min(count, 4)
