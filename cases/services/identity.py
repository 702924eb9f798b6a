"""Gives every page its case."""

from typing import cast

from django.db import transaction

from cases.models import Case, CaseStudyPage

from .codes import next_code


@transaction.atomic
def ensure_case(page: CaseStudyPage) -> Case:
    """Case of a page's ``translation_key``, made with its first page. Sets ``page.case``, saves no page."""
    if page.case is None or page.case.translation_key != page.translation_key:
        case = Case.objects.filter(translation_key=page.translation_key).first()
        page.case = case or Case.objects.create(
            translation_key=page.translation_key, code=next_code(page.city.code_prefix)
        )
    return cast(Case, page.case)
