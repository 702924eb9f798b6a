"""What of a page is offered for translation: everything written, and nothing that is a fact."""

from typing import Any

import pytest
from wagtail_localize.fields import SynchronizedField, TranslatableField, get_translatable_fields
from wagtail_localize.models import StringSegment, TranslationSource

from cases.models import CaseStudyPage
from cases.selectors.translation.prose import pieces_of
from cases.selectors.translation.prose_digest import prose_digest
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.filled_page import fill_prose
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def page(foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    found: CaseStudyPage = CaseStudyPage.objects.get(locale__language_code="fa")
    return found


def test_every_text_of_every_field_and_block_is_a_piece_and_a_segment(page: CaseStudyPage) -> None:
    words = fill_prose(page)
    assert len(words) >= 30
    pieces = [piece.text for piece in pieces_of(page)]
    source, _created = TranslationSource.update_or_create_from_instance(page)
    segments = list(StringSegment.objects.filter(source=source).values_list("string__data", flat=True))
    for word in words:
        assert sum(word in text for text in pieces) == 1, word
        assert sum(word in text for text in segments) == 1, word


def test_every_field_is_a_fact_or_prose(page: CaseStudyPage) -> None:
    rules = {rule.field_name: rule for rule in get_translatable_fields(CaseStudyPage)}
    for name in CaseStudyPage.FACTS:
        assert isinstance(rules[name], SynchronizedField) and not rules[name].is_overridable(page), name
    for name in ("title", "summary", *CaseStudyPage.PROSE, "body", "gallery"):
        assert isinstance(rules[name], TranslatableField), name
    for field in CaseStudyPage._meta.local_fields:
        if field.editable and not field.primary_key and field.name not in CaseStudyPage.FACTS:
            assert isinstance(rules[field.name], TranslatableField), f"{field.name}: a fact belongs into FACTS"


def test_facts_and_line_ends_leave_the_digest_alone(page: CaseStudyPage) -> None:
    page.limits = "One.\n\nTwo."
    digest = prose_digest(page)
    page.started, page.status, page.slug = 1990, "discontinued", "another"
    page.limits = "One.\r\n\r\nTwo."
    assert prose_digest(page) == digest
    page.limits = "One.\n\nThree."
    assert prose_digest(page) != digest
