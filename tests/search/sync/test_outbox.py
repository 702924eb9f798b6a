"""The index follows the database, and never gets in a publisher's way."""

from typing import Any

import pytest
from django.db import connection, transaction
from wagtail.models import PageViewRestriction

from cases.models import Case, CaseIndexPage, CaseStudyPage, Topic
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.topics import save_topic
from search.answer.service import search
from search.contract.errors import EngineUnavailable
from search.engines import get_engine
from search.models import OutboxEntry
from search.params import SearchParams
from search.sync.consistency import check, repair
from search.sync.delivery import drain
from search.sync.lag import OutboxState, outbox_state
from search.sync.rebuild import rebuild
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def case(foundation: None, starter_records: list[dict[str, Any]], index: Any) -> Case:
    """One published case, indexed."""
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    drain()
    connection.run_on_commit.clear()  # what waits for the commit of the test's own transaction, which never comes
    return Case.objects.get()


def found(text: str, language: str = "en", **filters: list[str]) -> list[str]:
    return [hit.card.code for hit in search(SearchParams(q=text, language=language, filters=filters)).hits]


def page_of(case: Case, language: str = "en") -> CaseStudyPage:
    return CaseStudyPage.objects.get(case=case, locale__language_code=language)


def test_a_published_word_is_found(case: Case) -> None:
    page = page_of(case)
    page.lessons = "Beware of the hippopotamus."
    page.save_revision()
    drain()
    assert found("hippopotamus") == [], "a draft is not found"
    page.save_revision().publish()
    drain()
    assert found("hippopotamus") == [case.code]


def test_drained_after_commit_by_itself(case: Case, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        page = page_of(case)
        page.lessons = "Beware of the hippopotamus."
        page.save_revision().publish()
    assert len([callback for callback in callbacks if callback.__name__ == "drain_quietly"]) == 1
    assert found("hippopotamus") == [case.code] and outbox_state() == {"embedded": OutboxState()}


def test_a_rolled_back_publication_leaves_neither_entry_nor_hit(case: Case) -> None:
    before = OutboxEntry.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        page = page_of(case)
        page.lessons = "Beware of the hippopotamus."
        page.save_revision().publish()
        raise RuntimeError
    assert OutboxEntry.objects.count() == before
    drain()
    assert found("hippopotamus") == []


def unpublish_all(case: Case) -> None:
    for page in CaseStudyPage.objects.filter(case=case):
        page.unpublish()


def delete_pages(case: Case) -> None:
    for page in CaseStudyPage.objects.filter(case=case):
        page.delete()


def delete_case(case: Case) -> None:
    delete_pages(case)
    case.delete()


def make_private(case: Case) -> None:
    for page in CaseStudyPage.objects.filter(case=case):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def make_parents_private(case: Case) -> None:
    for page in CaseIndexPage.objects.all():
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def delete_index_pages(case: Case) -> None:
    for page in CaseIndexPage.objects.all():
        page.delete()


@pytest.mark.parametrize(
    "withdraw", [unpublish_all, delete_pages, delete_case, make_private, make_parents_private, delete_index_pages]
)
def test_whatever_withdraws_a_case_takes_it_out(case: Case, withdraw: Any) -> None:
    assert found("bus") == [case.code]
    withdraw(case)
    assert found("bus") == [], "not shown even before the index has followed"
    drain()
    assert get_engine().versions() == {}


def test_opening_a_private_branch_brings_the_case_back(case: Case) -> None:
    make_parents_private(case)
    drain()
    PageViewRestriction.objects.all().delete()
    drain()
    assert found("bus") == [case.code]


def test_one_language_withdrawn_leaves_the_others(case: Case) -> None:
    page_of(case, "en").unpublish()
    drain()
    assert found("اتوبوس", "fa") == [case.code]
    assert found("articulated") == []


def test_a_new_label_works_at_once_without_reindexing(case: Case) -> None:
    assert found("zoomzoom") == []
    topic = Topic.objects.get(code="bus-rapid-transit")
    preferred = {label.language: label.text for label in topic.labels.filter(kind="preferred")}
    alternative = {
        "en": ["zoomzoom", *(label.text for label in topic.labels.filter(kind="alternative", language="en"))]
    }
    save_topic(topic, preferred, alternative)
    assert found("zoomzoom") == [case.code]


def test_publishing_goes_on_without_an_index(
    foundation: None, starter_records: list[dict[str, Any]], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    assert outbox_state()["embedded"].waiting > 0, "waits for an engine"
    with pytest.raises(EngineUnavailable):
        search(SearchParams(q="bus", language="en"))
    rebuild()
    assert outbox_state() == {"embedded": OutboxState()} and found("bus")


def test_check_finds_and_repair_mends(case: Case) -> None:
    from search.content.documents import documents
    from search.contract.documents import Delete, Upsert

    assert not check()
    engine = get_engine()
    (document,) = documents([case.code])
    engine.apply([Delete(case.code, 10**17)])
    stray = type(document)(
        "XXX-0001", *(getattr(document, name) for name in ("titles", "summaries", "bodies", "facets", "newest"))
    )
    engine.apply([Upsert(stray, 10**17)])
    differences = check()
    assert (differences.missing, differences.phantom) == ([case.code], ["XXX-0001"])
    repair(differences)
    assert not check() and found("bus") == [case.code]
