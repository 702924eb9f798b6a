"""Gives every page its case."""

from typing import cast

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from cases.models import Case, CaseStudyPage, City

from .codes import next_code


@transaction.atomic
def ensure_case(page: CaseStudyPage) -> Case:
    """Case of a page's ``translation_key``, made with its first page. Sets ``page.case``, saves no page."""
    if page.case is None or page.case.translation_key != page.translation_key:
        case = Case.objects.filter(translation_key=page.translation_key).first()
        page.case = case or Case.objects.create(
            translation_key=page.translation_key, code=next_code(page.city.code_prefix)
        )
    else:
        _settle(page.case, page.city)
    return cast(Case, page.case)


def settle_codes(city: City) -> None:
    """Gives the unpublished cases of a city codes with its prefix, which may be another now."""
    published = CaseStudyPage.objects.filter(case=OuterRef("pk"), first_published_at__isnull=False)
    others = Case.objects.filter(pages__city=city).exclude(code__startswith=f"{city.code_prefix}-").distinct()
    for case in others.filter(~Exists(published), Q(import_id=None) | Q(import_id="")):
        _settle(case, city)


def _settle(case: Case, city: City) -> None:
    """Gives a case a code of its city until the first of its pages is published; from then on readers know it."""
    if case.code.rpartition("-")[0] == city.code_prefix or case.import_id:
        return
    if case.pages.filter(first_published_at__isnull=False).exists():
        return
    case.code = next_code(city.code_prefix)
    case.save(update_fields=["code"])
