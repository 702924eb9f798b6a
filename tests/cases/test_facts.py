"""Content facts are equal in all languages; prose is each language's own."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case, CaseStudyPage, Topic
from cases.services.facts import facts_of
from cases.services.imports.cases import ImportOptions, import_cases
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def pages(foundation: None, starter_records: list[dict[str, Any]]) -> dict[str, CaseStudyPage]:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    return {page.locale.language_code: page for page in CaseStudyPage.objects.select_related("locale")}


def fresh(page: CaseStudyPage) -> CaseStudyPage:
    return CaseStudyPage.objects.get(pk=page.pk)


def test_publishing_one_language_carries_its_facts_to_the_others(pages: dict[str, CaseStudyPage]) -> None:
    page = pages["en"]
    page.started, page.status = 1999, "discontinued"
    page.topics.set([Topic.objects.get(code="waste")])
    page.save_revision().publish()
    for other in pages.values():
        assert facts_of(fresh(other)) == facts_of(fresh(page))
        assert fresh(other).started == 1999


def test_a_draft_carries_nothing(pages: dict[str, CaseStudyPage]) -> None:
    pages["en"].started = 1999
    pages["en"].save_revision()
    assert [fresh(page).started for page in pages.values()] == [2008] * 3


def test_prose_stays(pages: dict[str, CaseStudyPage]) -> None:
    pages["en"].lessons, pages["en"].started = "New lessons.", 1999
    pages["en"].save_revision().publish()
    assert fresh(pages["fa"]).lessons == pages["fa"].lessons


def test_a_fact_being_drafted_elsewhere_survives(pages: dict[str, CaseStudyPage]) -> None:
    draft = fresh(pages["fa"])
    draft.ended, draft.lessons = 2030, "پیش‌نویس"
    draft.save_revision()
    pages["en"].started = 1999
    pages["en"].save_revision().publish()
    after = fresh(pages["fa"])
    assert (after.started, after.ended, after.lessons) == (1999, None, pages["fa"].lessons)
    latest = after.get_latest_revision_as_object()
    assert (latest.started, latest.ended, latest.lessons) == (1999, 2030, "پیش‌نویس")
    assert after.has_unpublished_changes


def test_a_published_translation_without_drafts_stays_so(pages: dict[str, CaseStudyPage]) -> None:
    pages["fa"].save_revision().publish()
    pages["en"].started = 1999
    pages["en"].save_revision().publish()
    after = fresh(pages["fa"])
    assert not after.has_unpublished_changes
    assert after.get_latest_revision_as_object().started == 1999


def test_a_translation_shares_the_case(pages: dict[str, CaseStudyPage]) -> None:
    page = pages["ar"]
    locale = page.locale
    page.delete()
    copy = pages["en"].copy_for_translation(locale)
    assert copy.case_id == pages["en"].case_id and Case.objects.count() == 1


steps = st.lists(
    st.tuples(st.sampled_from(["fa", "en", "ar"]), st.integers(1900, 2000), st.booleans()), min_size=1, max_size=6
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_any_order_of_edits_leaves_facts_equal_and_prose_alone(
    pages: dict[str, CaseStudyPage], steps: list[tuple[str, int, bool]]
) -> None:
    prose = {language: fresh(page).lessons for language, page in pages.items()}
    for number, (language, year, publish) in enumerate(steps):
        page = fresh(pages[language]).get_latest_revision_as_object()
        page.started, page.lessons = year, f"{language} {number}"
        revision = page.save_revision()
        if publish:
            revision.publish()
            prose[language] = f"{language} {number}"
    live = [fresh(page) for page in pages.values()]
    assert all(facts_of(page) == facts_of(live[0]) for page in live)
    assert {language: fresh(page).lessons for language, page in pages.items()} == prose


def test_every_field_is_a_fact_or_of_one_language() -> None:
    own = {
        "page_ptr",
        "case",
        "translated_from",
        "translated_prose",
        "translated_at",
        "carried_words",
        "summary",
        "body",
        "gallery",
    }
    fields = [*CaseStudyPage._meta.local_fields, *CaseStudyPage._meta.local_many_to_many]
    assert {field.name for field in fields} - own - set(CaseStudyPage.PROSE) == set(CaseStudyPage.FACTS)


def test_what_the_second_edition_brought_is_carried_as_well(pages: dict[str, CaseStudyPage]) -> None:
    page = fresh(pages["en"])
    page.brief, page.outcome, page.started_known = {"ar": "جملة"}, "missed", None
    page.results_points, page.licence = page.results_points[:0], "CC0-1.0"
    page.cost_amount, page.cost_currency, page.cost_kind = Decimal(5), "EUR", "total"
    page.save_revision().publish()
    for other in map(fresh, pages.values()):
        assert (other.brief, other.outcome, other.started_known) == ({"ar": "جملة"}, "missed", None)
        assert (len(other.results_points), other.licence, other.cost_kind) == (0, "CC0-1.0", "total")
