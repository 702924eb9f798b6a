"""Tags by which a Wagtail page's template asks for more than the page: models may not import selectors."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language, override

from cases.models import CaseStudyPage
from cases.selectors.case_cards import CaseCard
from cases.selectors.case_detail import CaseDetail
from cases.selectors.case_detail import case_detail as _case_detail
from cases.selectors.related import related_to_case

register = template.Library()
DETAIL = "_detail_shown"  # where a page being shown keeps its own


def detail_of(page: CaseStudyPage) -> CaseDetail:
    """The same, for tags."""
    if not hasattr(page, DETAIL):
        setattr(page, DETAIL, _case_detail(page))
    found: CaseDetail = getattr(page, DETAIL)
    return found


@register.simple_tag
def case_detail(page: CaseStudyPage) -> CaseDetail:
    """Facts and living data of a case page, read once however often a page asks."""
    return detail_of(page)


@register.simple_tag
def localized_url(language: str, name: str, *args: Any) -> str:
    """An address in another language than the page's."""
    with override(language):
        return reverse(name, args=args)


@register.inclusion_tag("cases/components/source_mark.html")
def source_mark(number: int | None) -> dict[str, Any]:
    """A citation of source ``number`` of the list at the end of the page; nothing when it is not given."""
    return {"number": number}


@register.simple_tag
def related_cases(code: str) -> list[CaseCard]:
    """Cards of the cases nearest to a case."""
    return related_to_case(code, get_language() or "fa")
