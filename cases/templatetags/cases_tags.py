"""Tags by which a Wagtail page's template asks for more than the page: models may not import selectors."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, unquote

import nh3
from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.rich_text import RichText, expand_db_html

from cases.models import CaseImage, CaseStudyPage
from cases.selectors.case_cards import CaseCard
from cases.selectors.case_detail import DETAIL, CaseDetail
from cases.selectors.case_detail import case_detail as _case_detail
from cases.selectors.completeness import Completeness
from cases.selectors.completeness import completeness as _completeness
from cases.selectors.cut_text import cut_pieces, first_sentences
from cases.selectors.picture_files import PictureFiles, picture_files
from cases.selectors.related import related_to_case

register = template.Library()


def detail_of(page: CaseStudyPage) -> CaseDetail:
    """Facts and living data of a case page for tags, read once however often a page asks."""
    if not hasattr(page, DETAIL):
        setattr(page, DETAIL, _case_detail(page))
    found: CaseDetail = getattr(page, DETAIL)
    return found


LONGEST_ADDRESS = 120  # letters
WRITTEN_TAGS = {"h3", "h4", "p", "br", "b", "i", "strong", "em", "ol", "ul", "li", "a"}


@register.simple_tag
def case_detail(page: CaseStudyPage) -> CaseDetail:
    """Facts and living data of a case page, read once however often a page asks."""
    return detail_of(page)


@register.inclusion_tag("cases/components/source_mark.html")
def source_mark(number: int | None) -> dict[str, Any]:
    """Citation of source ``number`` of the list at the end of the page; nothing when it is not given."""
    return {"number": number}


@register.inclusion_tag("cases/components/source_mark.html")
def source_mark_of(numbers: Any, key: str | None) -> dict[str, Any]:
    """Citation of the source with this key; ``numbers`` maps keys to places in the list."""
    return {"number": (numbers or {}).get(key)}


@register.filter
def written_text(value: RichText) -> str:
    """Rich text with its links in place, and nothing that no editor can write."""
    clean = nh3.clean(expand_db_html(value.source), tags=WRITTEN_TAGS, attributes={"a": {"href"}})
    return mark_safe(clean)  # noqa: S308  # cleaned in the line above


@register.filter
def address(url: str) -> str:
    """Address as people read it, its letters as letters; as it is where they are broken. Cut where it is long."""
    try:
        shown = unquote(url, errors="strict")
    except UnicodeDecodeError:
        shown = url
    shown = "".join(letter if letter.isprintable() and not letter.isspace() else quote(letter) for letter in shown)
    return shown if len(shown) <= LONGEST_ADDRESS else shown[: LONGEST_ADDRESS - 1] + "…"


@register.filter
def cut_to(text: object, most: int) -> str:
    """Text of at most so many letters, cut after a word and never in a number."""
    return first_sentences(str(text), most)


@register.filter
def cut_pieces_to(pieces: Iterable[tuple[str, bool]], most: int) -> list[tuple[str, bool]]:
    """Pieces of a text with what a search matched, cut as a text is."""
    return cut_pieces(list(pieces), most)


@register.filter
def marked(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """A text with the parts that a search matched marked as such."""
    parts = [f"<mark>{escape(part)}</mark>" if is_match else escape(part) for part, is_match in pieces]
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped above


@register.simple_tag
def related_cases(code: str) -> list[CaseCard]:
    """Cards of the cases nearest to a case."""
    return related_to_case(code, get_language() or "fa")


@register.simple_tag
def completeness(page: CaseStudyPage) -> Completeness:
    """Completeness of the page: required and recommended fields that it lacks."""
    return _completeness(page)


@register.simple_tag
def picture(image: CaseImage, *widths: int, crop: str = "") -> PictureFiles:
    """Addresses of a picture in modern formats; ``crop`` such as "4x3" keeps its focal point."""
    return picture_files(image, widths, crop)
